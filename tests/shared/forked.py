"""Programs that need not import everything again: each is forked from a process that has done so.

What a program loads and how long it takes are not to be tested so. What is read from the environment as Python starts
or imports something, such as PYTHON* and TEXTUAL_*, is that of the forker; Ctrl+C that nothing catches ends with status
1, and `sys.exit("text")` prints nothing. All else is as in a process of its own.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NoReturn

PATIENCE = 20.0
"""Seconds after which a test stops waiting for something to happen."""

NEUTRAL = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
"""What all programs have from the forker's environment, whichever test is the first to fork one."""

STOPPED = "stopped"

UNWRITTEN = 120
"""The status with which Python ends if its streams do not take what is left."""

ROOMS = {"advice", "cli", "cues", "diagnostics", "engine", "figures", "hashing", "journal", "live", "plain", "session"}
ROOMS |= {"settings", "sound", "text", "ui"}
"""Where that is which a session, as lines or in the app, may need."""


class Forked:
    """A program that leads a session of processes, as `subprocess.Popen` would start it if it were told to."""

    def __init__(self, code: str, arguments: Sequence[str], streams: Sequence[int]) -> None:
        """`code` is what to run, with `arguments`; `streams` are the descriptors of its three standard streams."""
        self.returncode: int | None = None
        self._told, its = socket.socketpair()
        asked = {"code": code, "argv": ["-c", *arguments], "env": dict(os.environ), "cwd": str(Path.cwd())}
        with its:
            socket.send_fds(_forker(), [json.dumps(asked).encode() + b"\n"], [*streams, its.fileno()])
            self._lines = self._told.makefile("r", encoding="ascii")
            self.pid = int(self._lines.readline())

    def _next(self, timeout: float | None) -> str:
        """What became of it, told once; empty if nothing did in so many seconds."""
        return self._lines.readline().strip() if select.select([self._told], [], [], timeout)[0] else ""

    def poll(self) -> int | None:
        """Its exit status, or None while it goes on."""
        self._see(0.0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, once it has ended."""
        self._see(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("a forked program", timeout or 0.0)
        return self.returncode

    def _see(self, timeout: float | None) -> None:
        while self.returncode is None and (told := self._next(timeout)):
            if told != STOPPED:
                self.returncode = int(told)
                self._lines.close()
                self._told.close()


@cache
def _forker() -> socket.socket:
    """The way to the process that forks; it ends when nobody is left to ask it."""
    ours, its = socket.socketpair()
    command = [sys.executable, __file__, str(its.fileno())]
    with its:
        process = subprocess.Popen(command, pass_fds=[its.fileno()], start_new_session=True, env=NEUTRAL)

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _load() -> None:
    """Import what the program may need, in the way it does."""
    import gc

    from hipcoach.cli.sparing import import_asyncio, import_msgspec
    from hipcoach.ui.stand_in import import_textual

    import_msgspec()
    import_asyncio()
    import_textual()
    import hipcoach

    for found in walk_packages(hipcoach.__path__, "hipcoach."):
        if found.name.split(".")[1] in ROOMS:
            import_module(found.name)
    import_module("textual.drivers.linux_driver")
    import_module("wave")
    gc.collect()
    gc.freeze()


def _forks(asking: socket.socket) -> str:
    """Fork programs while somebody asks; returns in each of them, with the code that it is to run."""
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    before = signal.signal(signal.SIGCHLD, lambda *what: None)
    signal.set_wakeup_fd(wakes.fileno())
    going_on: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([asking, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            _tell(going_on)
        if asking not in ready:
            continue
        text, descriptors, _, _ = socket.recv_fds(asking, 65536, 4)
        if not text:
            os._exit(0)
        while not text.endswith(b"\n"):
            text += asking.recv(65536)
        program = os.fork()
        if not program:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, before)
            for one in (asking, woken, wakes, *going_on.values()):
                one.close()
            return _become(json.loads(text), descriptors)
        for descriptor in descriptors[:3]:
            os.close(descriptor)
        going_on[program] = socket.socket(fileno=descriptors[3])
        going_on[program].sendall(f"{program}\n".encode())


def _tell(going_on: dict[int, socket.socket]) -> None:
    """Tell who asked for it what became of each program."""
    for program, told in list(going_on.items()):
        ended, how = os.waitpid(program, os.WNOHANG | os.WUNTRACED)
        if not ended:
            continue
        stopped = os.WIFSTOPPED(how)
        # Perhaps nobody waits for it any more.
        with suppress(BrokenPipeError):
            told.sendall(f"{STOPPED if stopped else os.waitstatus_to_exitcode(how)}\n".encode())
        if not stopped:
            going_on.pop(program).close()


def _become(asked: dict[str, Any], descriptors: Sequence[int]) -> str:
    """Make this process one that was just started; returns the code that it is to run."""
    os.setsid()
    for number, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, number)
    for descriptor in descriptors:
        os.close(descriptor)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    sys.argv[:] = asked["argv"]
    sys.path[0] = ""
    sys.stdin, sys.stdout, sys.stderr = (_stream(0, "r"), _stream(1, "w"), _stream(2, "w"))
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    return str(asked["code"])


def _stream(number: int, mode: str) -> TextIOWrapper:
    """A standard stream as Python makes it."""
    raw = FileIO(number, mode, closefd=False)
    buffered: Any = BufferedReader(raw) if mode == "r" else BufferedWriter(raw)
    by_line, errors = number == 2 or raw.isatty(), "backslashreplace" if number == 2 else "strict"
    return TextIOWrapper(buffered, encoding="utf-8", errors=errors, line_buffering=by_line)


def _run(code: str) -> NoReturn:
    """Run the code, and end as Python does, but for taking everything loaded apart: each page of it would be copied."""
    status: object = 0
    try:
        exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        status = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = UNWRITTEN
    os._exit(status if isinstance(status, int) else int(status is not None))


if __name__ == "__main__":
    asking = socket.socket(fileno=int(sys.argv[1]))
    _load()
    _run(_forks(asking))
