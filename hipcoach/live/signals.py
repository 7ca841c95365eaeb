"""The signals that end the program or have it stand still: the same ones in the app and in lines."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import TextIO

# Not those of faults in the program itself: whoever handles them runs into the same fault again.
_ENDING = ["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGABRT", "SIGTRAP", "SIGSYS"]
_ENDING += ["SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU"]
if sys.platform == "linux":  # elsewhere they do not end a program, or are not there
    _ENDING += ["SIGIO", "SIGPWR", "SIGSTKFLT"]

ENDING = tuple(int(getattr(signal, name)) for name in _ENDING if hasattr(signal, name))
if hasattr(signal, "SIGRTMIN"):
    ENDING += tuple(range(signal.SIGRTMIN, signal.SIGRTMAX + 1))
"""What ends a program that does not handle it."""

HANG_UP = int(getattr(signal, "SIGHUP", 1))
"""The terminal is gone."""


def stop() -> None:
    """Stop as the system would have stopped this process: not at all where no shell is there to continue it."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN:
        return
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.kill(os.getpid(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, handler)


def come_to_the_front(terminal: TextIO | None) -> None:
    """Stand still for as long as a terminal is another program's: `bg` in a shell continues this one without it."""
    if sys.platform == "win32" or terminal is None:
        return
    import termios

    while True:
        try:
            # The system stops whoever does this in the background.
            termios.tcsetattr(terminal, termios.TCSANOW, termios.tcgetattr(terminal))
        except termios.error as error:
            if error.args[0] == errno.EINTR:
                continue
        return
