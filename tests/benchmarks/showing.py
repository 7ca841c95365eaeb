"""What a session costs while it is shown, and whether every second is there on time, also on a busy machine."""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import minimal_textual
from listening import busy, events_of, plan_of
from tables import MINIMAL, Goal, Row, part_of
from terminal import HIPCOACH, LEFT, Program, Usage, begin, punctual, screens

from hipcoach.engine.events import HoldStarted, RepetitionsStarted, RestStarted

REPETITION = 4
"""Seconds."""

QUIET = 12
"""Seconds until what the sound has to say about itself has gone from the screen, where it covers the time."""

TO_PAUSE = 3
"""Seconds of a hold in which it can still be paused."""

ENOUGH = 5
"""Seconds that have to be seen before they are compared."""

SETTLED = 0.5
"""Seconds at both ends of a state that are not looked at."""

MINUTES_OF_OTHERS = ("termdown",)
"""Programs that count down from their argument, without a key."""


Read = Callable[[Sequence[str]], int | None]
"""Reads the seconds that a screen shows."""


class State(NamedTuple):
    """What is shown for a while: its name, and seconds of the session."""

    name: str
    begin: float
    end: float
    loaded: bool = False


class Shown(NamedTuple):
    """What a state has cost, and how its seconds were shown."""

    before: Usage
    after: Usage
    late: list[float]
    """Milliseconds from the median by which each second was shown late."""
    skipped: int

    @property
    def seconds(self) -> float:
        return self.after.at - self.before.at

    @property
    def figures(self) -> dict[str, float | None]:
        costs: dict[str, float | None] = {
            CPU: (self.after.cpu - self.before.cpu) * 1000 * 60 / self.seconds,
            WAKES: (self.after.wakes - self.before.wakes) / self.seconds,
            WRITTEN: (self.after.bytes - self.before.bytes) / 1000 * 60 / self.seconds,
            MEMORY: self.after.memory,
        }
        if len(self.late) < ENOUGH:
            return costs | {P99: None, SKIPPED: None}
        return costs | {P99: part_of(self.late, 0.99), SKIPPED: self.skipped}


CPU, WAKES, WRITTEN, MEMORY = "CPU ms a minute", "wake-ups a second", "KB a minute", "MB"
P99, SKIPPED = "ms late, p99 of displayed seconds", "seconds skipped"

HOLD, LOADED, REST, PACED, PAUSED = "hold", "hold beside two busy loops", "rest", "paced set", "paused"

GOALS = {
    (HOLD, CPU): Goal(1.5, MINIMAL),
    (HOLD, WRITTEN): Goal(24),
    (HOLD, MEMORY): Goal(50),
    (HOLD, P99): Goal(15),
    (HOLD, SKIPPED): Goal(0),
    (LOADED, P99): Goal(15),
    (LOADED, SKIPPED): Goal(0),
    (PACED, CPU): Goal(3, MINIMAL),
    # Which wakes once a second for its own figure.
    (PAUSED, WAKES): Goal(1, MINIMAL),
}


def measure(seconds: int) -> Iterator[Row]:
    """Each state for so many seconds: hipcoach, then the others."""
    if not Path("/proc/self/schedstat").exists():
        yield Row("hold, rest, paced set, paused", None, why="this system does not tell what a program costs")
        return
    with TemporaryDirectory() as folder:
        ours = of_a_session(seconds, Path(folder))
        states = (State(HOLD, 1, 1 + seconds), State(LOADED, 2 + seconds, 2 + 2 * seconds, loaded=True))
        whole = 3 + 2 * seconds
        least = of_a_program([sys.executable, minimal_textual.__file__, str(whole)], states, whole, Path(folder))
        others = {
            name: of_a_program([command, str(whole)], states[:1], None, Path(folder))
            for name in MINUTES_OF_OTHERS
            if (command := shutil.which(name)) is not None
        }
    for state, shown in ours.items():
        same = least[LOADED if state == LOADED else HOLD].figures
        for what, value in shown.figures.items():
            if state in (HOLD, LOADED) or what in (CPU, WAKES, WRITTEN):
                beside = {MINIMAL: same.get(what)}
                if state != LOADED:
                    beside |= {name: other[HOLD].figures.get(what) for name, other in others.items()}
                yield Row(f"{state}: {what}", value, "", GOALS.get((state, what)), beside, "too few seconds were seen")


def of_a_session(seconds: int, folder: Path) -> dict[str, Shown]:
    """A session that is paced, then held twice with a rest between, then paused."""
    file = folder / "steady.yaml"
    repetitions = seconds // REPETITION + 1
    quiet = min(QUIET, seconds)
    file.write_text(
        "hipcoach: 1\ntitle: Steady\nexercises:\n"
        f'  - {{name: Lift, reps: {repetitions}, tempo: "lift 2, lower 2", prepare: {quiet} s}}\n'
        f"  - {{name: Lean, hold: {seconds + TO_PAUSE} s, sets: 2, rest: {seconds} s, prepare: 4 s}}\n"
    )
    plan = plan_of(str(file))
    events = events_of(plan)
    first, second = (event.due for event in events if isinstance(event, HoldStarted))
    rest = next(event.due for event in events if isinstance(event, RestStarted))
    paced = next(event.due for event in events if isinstance(event, RepetitionsStarted))
    states = (
        State(PACED, paced, paced + seconds),
        State(HOLD, first, first + seconds),
        State(REST, rest, rest + seconds),
        State(LOADED, second, second + seconds, loaded=True),
    )
    with Program([*HIPCOACH, "play", str(file), "--dose", "low"], folder / "home") as program, punctual():
        zero = begin(program)
        shown = {state.name: watched(program, state, zero, plan.total) for state in states}
        program.type("p")
        program.pass_time(time.monotonic() + 1.0)
        still = time.monotonic() - zero
        shown[PAUSED] = watched(program, State(PAUSED, still, still + seconds), zero, None)
    return shown


def of_a_program(command: list[str], states: tuple[State, ...], whole: int | None, folder: Path) -> dict[str, Shown]:
    """Another program, which counts down by itself from `whole` seconds."""
    with Program(command, folder / "home") as program, punctual():
        if program.until(r"\S") is None:
            raise RuntimeError(f"{command}: nothing appears")
        zero = program.chunks[-1][0]
        return {state.name: watched(program, state, zero, whole, minimal_textual.read) for state in states}


def left_of(lines: Sequence[str]) -> int | None:
    """The seconds that are left, as hipcoach shows them."""
    found = re.search(LEFT, "\n".join(lines))
    return int(found[1]) * 60 + int(found[2]) if found else None


def watched(program: Program, state: State, zero: float, whole: float | None, read: Read = left_of) -> Shown:
    """What a state costs; how late its seconds are, where it is known from what number they are counted."""
    program.pass_time(zero + state.begin - 2 * SETTLED)
    with busy(True) if state.loaded else nullcontext():
        program.pass_time(zero + state.begin + SETTLED)
        before = program.used()
        program.pass_time(zero + state.end - SETTLED)
        after = program.used()
    late, skipped = lateness(program, before.at, after.at, whole, read) if whole is not None else ([], 0)
    return Shown(before, after, late, skipped)


def lateness(program: Program, begin: float, end: float, whole: float, read: Read) -> tuple[list[float], int]:
    """How many ms from the median each second was first shown between two times, and how many were not."""
    came: dict[int, float] = {}
    for at, lines in screens(program.chunks):
        if (left := read(lines)) is not None:
            came.setdefault(left, at)
    within = {left: at for left, at in came.items() if begin <= at <= end}
    if not within:
        return [], 0
    offsets = [at + left - whole for left, at in within.items()]
    middle = statistics.median(offsets)
    missing = max(within) - min(within) + 1 - len(within)
    return [abs(offset - middle) * 1000 for offset in offsets], missing
