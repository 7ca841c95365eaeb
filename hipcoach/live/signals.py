"""The signals that end or suspend the program, in the app and in plain lines."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import TextIO

# Without signals for faults such as SIGSEGV: a handler would return to the same fault.
_ENDING = ["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGABRT", "SIGTRAP", "SIGSYS"]
_ENDING += ["SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU"]
if sys.platform == "linux":  # elsewhere they do not exist or do not end a program
    _ENDING += ["SIGIO", "SIGPWR", "SIGSTKFLT"]

ENDING = tuple(int(getattr(signal, name)) for name in _ENDING if hasattr(signal, name))
if hasattr(signal, "SIGRTMIN"):
    ENDING += tuple(range(signal.SIGRTMIN, signal.SIGRTMAX + 1))
"""Signals that end a program without a handler."""

HANG_UP = int(getattr(signal, "SIGHUP", 1))
"""The signal for a terminal that is gone."""


def stop() -> None:
    """Suspend this process as the system would; does nothing if no shell is there to continue it."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN:
        return
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.kill(os.getpid(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, handler)


def come_to_the_front(terminal: TextIO | None) -> None:
    """Wait until this process has the terminal: `bg` in a shell continues a process in the background."""
    if sys.platform == "win32" or terminal is None:
        return
    import termios

    while True:
        try:
            # The system suspends a background process that calls this.
            termios.tcsetattr(terminal, termios.TCSANOW, termios.tcgetattr(terminal))
        except termios.error as error:
            if error.args[0] == errno.EINTR:
                continue
        return
