"""A program in a terminal: every byte that it writes with the time of its arrival, and what it costs meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

import pexpect
import pyte

COLUMNS, LINES = 80, 24

PATIENCE = 30.0
"""Seconds by which something may be late before it is given up."""

OF_THE_PERSON = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "TEXTUAL_THEME", "TMUX")
"""What would have programs look or behave otherwise than elsewhere."""

UNREADABLE = re.compile(
    rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$[@-~]|\x1b[PX^_\]].*?(?:\x07|\x1b\\)", re.DOTALL
)
"""What a terminal obeys and pyte would write onto the screen."""

CUT_OFF = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[PX^_\]](?:(?!\x07|\x1b\\).)*)?$", re.DOTALL)
"""The beginning of something of that kind, the rest of which has not arrived yet."""

OBEYED = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[PX^_\]].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]", re.DOTALL
)
"""What shows nothing."""

HIPCOACH = [shutil.which("hipcoach", path=str(Path(sys.executable).parent)) or "hipcoach"]
"""The command beside this Python; one of somebody else must not be measured."""


def environment(home: Path) -> dict[str, str]:
    """That of a person who has just accepted the safety text."""
    home.mkdir(exist_ok=True)
    (home / "accepted").write_text("yes\n")
    own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HIPCOACH_HOME": str(home)}
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_PERSON}
    return kept | own | {"TMPDIR": str(home), "HOME": str(home)}


LEFT = r"(\d+):(\d\d) left"
"""Seconds to the end of a session, as hipcoach shows them."""

AT_THE_CHECK_IN = 3.0
"""Seconds that a person takes for it at least; sound is ready by then."""

MEANT = 1.5
"""Seconds after which what appeared by itself takes a key; it takes none in its first."""


class Usage(NamedTuple):
    """What a program and all that it started have used so far."""

    at: float
    """CLOCK_MONOTONIC."""
    cpu: float
    """Seconds."""
    wakes: int
    """How often a thread has waited for something."""
    memory: float
    """MB."""
    bytes: int
    """Written to the terminal."""


class Program:
    """A program in a terminal of 80 columns and 24 lines: `with Program(...) as it`."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        variables = environment(home)
        self.chunks: list[tuple[float, bytes]] = []
        self.began = time.monotonic()
        self._process = pexpect.spawn(
            command[0], list(command[1:]), env=variables, dimensions=(LINES, COLUMNS), maxread=65536
        )
        self._process.delaybeforesend = None
        self._process.ptyproc.delayafterclose = 0.02

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what: object) -> None:
        self._process.close(force=True)

    def type(self, keys: str) -> None:
        self._process.send(keys)

    def read(self, until: float) -> bytes:
        """What it writes next, until a time; nothing if it writes nothing; EOFError at its end."""
        with suppress(pexpect.TIMEOUT):
            try:
                data: bytes = self._process.read_nonblocking(65536, timeout=max(0.0, until - time.monotonic()))
            except pexpect.EOF:
                raise EOFError from None
            self.chunks.append((time.monotonic(), data))
            return data
        return b""

    def pass_time(self, until: float) -> None:
        """Read up to a time; RuntimeError if it ends before."""
        try:
            while time.monotonic() < until:
                self.read(until)
        except EOFError:
            raise RuntimeError(f"it ended: {self.printed[-500:]}") from None

    def until(self, sought: str, patience: float = PATIENCE) -> float | None:
        """Seconds from its start until something was printed; None if that has not come."""
        end = time.monotonic() + patience
        with suppress(EOFError):
            while not re.search(sought, self.printed):
                if not self.read(end):
                    return None
        return self.chunks[-1][0] - self.began if re.search(sought, self.printed) else None

    def ended(self, patience: float = PATIENCE) -> float | None:
        """Seconds from its start to its end; None if it goes on."""
        end = time.monotonic() + patience
        try:
            while self.read(end):
                pass
        except EOFError:
            return time.monotonic() - self.began
        return None

    @property
    def printed(self) -> str:
        """All that was printed so far."""
        return OBEYED.sub(b"", b"".join(data for _, data in self.chunks)).decode(errors="ignore")

    def used(self) -> Usage:
        """What it has used up to now; zeros where the system does not tell."""
        cpu, wakes, memory = 0.0, 0, 0.0
        for process in _of_session(self._process.pid):
            with suppress(OSError):
                for task in (process / "task").iterdir():
                    cpu += int((task / "schedstat").read_text().split()[0]) / 1e9
                    status = dict(line.split(":", 1) for line in (task / "status").read_text().splitlines())
                    wakes += int(status["voluntary_ctxt_switches"])
                ended = (process / "stat").read_text().rsplit(")", 1)[1].split()[13:15]
                cpu += sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")
                memory += int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        return Usage(time.monotonic(), cpu, wakes, memory, sum(len(data) for _, data in self.chunks))


def _of_session(leader: int) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getsid(int(process.name)) == leader:
                yield process


def begin(program: Program) -> float:
    """Lead hipcoach through its questions; CLOCK_MONOTONIC at the session's zero, as near as can be seen."""
    if program.until(r"Start \(Enter\)") is None:
        raise RuntimeError(f"there is no check-in: {program.printed[-500:]}")
    program.pass_time(time.monotonic() + AT_THE_CHECK_IN - MEANT)
    for _ in range(5):
        program.pass_time(time.monotonic() + MEANT)
        program.type("\r")
        # Not pressed again while the session is about to begin, which would pass over its first step.
        if program.until(LEFT, patience=MEANT * 2) is not None:
            return program.chunks[-1][0]
    raise RuntimeError(f"no session begins: {program.printed[-500:]}")


def screens(chunks: Sequence[tuple[float, bytes]]) -> Iterator[tuple[float, list[str]]]:
    """What is on the screen after each piece that arrived."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    rest = b""
    for at, chunk in chunks:
        data = rest + chunk
        cut = CUT_OFF.search(data)
        data, rest = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        stream.feed(UNREADABLE.sub(b"", data))
        yield at, screen.display


@contextmanager
def punctual() -> Iterator[None]:
    """Let this thread run before others, where that is allowed, so that what arrives is stamped at once."""
    with suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(40))
    try:
        yield
    finally:
        with suppress(OSError, AttributeError):
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
