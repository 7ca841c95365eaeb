"""Runs the program in a real terminal, and reads and types as a person would."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import IO

from pexpect import TIMEOUT

PATIENCE = 20.0
"""Seconds after which a test stops waiting for something to happen."""

IN_ITS_OWN_TERMINAL = """\
import fcntl, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
"""
"""Makes the terminal control the program, and ignores no signal, as in a shell."""

WITHOUT_A_HANG_UP = """\
import signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
"""
"""No terminal controls the program and it ignores SIGHUP, so it has to notice by itself that its terminal is gone."""

UNDER_A_SHELL = (
    IN_ITS_OWN_TERMINAL
    + """\
import os, sys
program = os.fork()
if program:
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.setpgid(program, program)
    os.tcsetpgrp(0, program)
    assert os.WIFSTOPPED(os.waitpid(program, os.WUNTRACED)[1])
    os.tcsetpgrp(0, os.getpgrp())
    input("STOPPED")
    os.tcsetpgrp(0, program)
    os.kill(program, signal.SIGCONT)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(program, 0)[1]))
while os.getpgrp() != os.getpid():
    pass
"""
)
"""Runs the program as the child of a small shell, which waits until it is suspended and continues it at Enter."""

ENTRY = """\
from hipcoach.cli import entry
entry()
"""
"""Runs the program."""


A_CLOCK_TO_PUSH = """\
import mmap, struct
with open({path!r}, "r+b") as file:
    pushed = mmap.mmap(file.fileno(), 16)
from hipcoach.live import environment
from hipcoach.plain.keyboard import Keyboard
real, wait, ahead = environment.awake_and_asleep(), Keyboard.wait, [0.0]
def clock():
    return real() + struct.unpack_from("d", pushed, 0)[0]
def often(keyboard, seconds):
    # What it was woken for has been seen to when it waits again.
    struct.pack_into("d", pushed, 8, ahead[0])
    end = None if seconds is None else real() + seconds
    while True:
        given = wait(keyboard, OFTEN if end is None else max(0.0, min(OFTEN, end - real())))
        further = struct.unpack_from("d", pushed, 0)[0]
        if given is not None or (end is not None and (further != ahead[0] or real() >= end)):
            ahead[0] = further
            return given
        if end is None:
            ahead[0] = further
            struct.pack_into("d", pushed, 8, further)
OFTEN = 0.01
environment.awake_and_asleep = lambda: clock
Keyboard.wait = often
"""
"""Gives the program a clock that goes on as usual, and further when the test pushes it; at {path} stands how far."""

A_PUSH = 1.0
"""Seconds by which it is pushed at once; a session of which the clock jumps by two has a gap."""


class Terminal:
    """A terminal of 80 columns and 24 rows with the program in it."""

    def __init__(
        self,
        *arguments: str | Path,
        run: str = ENTRY,
        opened: str = IN_ITS_OWN_TERMINAL,
        pushed: Path | None = None,
        **streams: IO[bytes],
    ) -> None:
        """`opened` is code to run before `run`; `streams` replaces standard streams that are not to be the terminal.

        `pushed`: a file for a clock that `push` can push.
        """
        import termios

        from pexpect.fdpexpect import fdspawn

        self._pushed = pushed
        if pushed is not None:
            pushed.write_bytes(bytes(16))
            run = A_CLOCK_TO_PUSH.format(path=str(pushed)) + run
        self.person, self.program = os.openpty()
        termios.tcsetwinsize(self.program, (24, 80))
        self.before = termios.tcgetattr(self.program)
        self.process = subprocess.Popen(
            [sys.executable, "-c", opened + run, *map(str, arguments)],
            start_new_session=True,
            **{"stdin": self.program, "stdout": self.program, "stderr": self.program, **streams},
        )
        self._reader = fdspawn(self.person, timeout=PATIENCE, encoding="utf-8")

    def until(self, *texts: str) -> Terminal:
        """Read until each of the texts has appeared, in this order."""
        for text in texts:
            self._reader.expect_exact(text)
        return self

    def type(self, keys: str | bytes) -> Terminal:
        os.write(self.person, keys if isinstance(keys, bytes) else keys.encode())
        return self

    def answer(self, key: str, text: str) -> Terminal:
        """Type a key until a text appears: a question that came by itself takes no answer in its first second."""
        for _ in range(int(PATIENCE)):
            if self._pushed is not None:
                # What was read on the terminal is shown to the program's knowledge a moment later.
                time.sleep(0.2)
                self.push(1.1, seen_to=False)
            self.type(key)
            if self._reader.expect_exact([text, TIMEOUT], timeout=1.0) == 0:
                return self
        raise AssertionError(f"{key!r} is not taken")

    def push(self, seconds: float, *, seen_to: bool = True) -> Terminal:
        """Let so many seconds pass on the program's clock; in lines, wait until what is due by then is `seen_to`."""
        assert self._pushed is not None
        with self._pushed.open("r+b") as file, mmap(file.fileno(), 16) as clock:
            end = struct.unpack_from("d", clock, 0)[0] + seconds
            while (now := struct.unpack_from("d", clock, 0)[0]) < end:
                now = min(end, now + A_PUSH) if seen_to else end
                struct.pack_into("d", clock, 0, now)
                until = time.monotonic() + PATIENCE
                while seen_to and struct.unpack_from("d", clock, 8)[0] < now:
                    assert time.monotonic() < until, "nobody waits for the time to pass"
                    time.sleep(0.002)
        return self

    def in_time(self, *texts: str) -> Terminal:
        """Read until each of the texts has appeared, and let the time pass for it."""
        for text in texts:
            for _ in range(int(PATIENCE)):
                if self._reader.expect_exact([text, TIMEOUT], timeout=0.0) == 0:
                    break
                self.push(A_PUSH)
            else:
                raise AssertionError(f"{text!r} does not come")
        return self

    def silent_for(self, seconds: float) -> bool:
        """Whether nothing more comes in so many seconds, once all has been said."""
        while self._comes():
            self.push(0.5)
        self.push(seconds)
        return not self._comes()

    def _comes(self) -> bool:
        """Whether something has come; reads it."""
        coming = bool(select.select([self.person], [], [], 0.0)[0])
        if coming:
            os.read(self.person, 4096)
        return coming

    def hang_up(self) -> None:
        os.close(self.program)
        os.close(self.person)
        self.person = self.program = -1

    def ended(self) -> int:
        """Wait for the program to end, reading its output; returns its exit status. Fails if a child is left."""
        end = time.monotonic() + PATIENCE
        with suppress(OSError, ValueError):
            # Keep reading: a program blocks on writing to a terminal that nobody reads.
            while self.process.poll() is None and time.monotonic() < end:
                if select.select([self.person], [], [], 0.05)[0]:
                    os.read(self.person, 65536)
        status = self.process.wait(PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, 0)
            raise AssertionError("something that the program started is still there")
        return status

    @property
    def restored(self) -> bool:
        import termios

        return termios.tcgetattr(self.program) == self.before

    def clear_away(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for descriptor in (self.program, self.person):
            with suppress(OSError):
                os.close(descriptor)
