"""Reads lines as a screen reader does, and says how late each of them is spoken.

A reader speaks one line after another. How long it takes is told by a table of lengths, or by espeak-ng where that is
installed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from live_builders import Clock, Ear

from hipcoach.cues.level import Level
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.live.conductor import Conductor
from hipcoach.plain.event_lines import Manner
from hipcoach.plain.lines import Lines
from hipcoach.plain.reckoning import Rank, Reckoning, SpokenLine
from hipcoach.session.model import Session

LENGTHS = (0.0, 0.75, 1.1, 1.45, 1.7, 2.0, 2.25, 2.5, 2.8, 3.05, 3.35)
"""Seconds that espeak-ng takes at 170 words a minute for a line of so many words, the rest after it included."""

MEASURED_AT = 170

A_WORD_MORE = 0.29

A_MARK = 0.28
"""Seconds for each comma, colon, semicolon or full stop within a line."""


def table(text: str, rate: float) -> float:
    """The length of a line by the table; figures count as the words for them."""
    words = sum(2 if part.strip(",.:").isdecimal() and len(part.strip(",.:")) > 1 else 1 for part in text.split())
    last = len(LENGTHS) - 1
    marks = sum(part[-1] in ",.;:" for part in text.split()[:-1])
    seconds = LENGTHS[min(words, last)] + max(0, words - last) * A_WORD_MORE + marks * A_MARK
    return seconds * MEASURED_AT / rate


@cache
def espeak(text: str, rate: float) -> float:
    """The length of a line as espeak-ng says it."""
    spoken = subprocess.run(["espeak-ng", "-s", f"{rate:.0f}", "--stdout", text], capture_output=True, check=True)
    return (len(spoken.stdout) - 44) / 2 / 22050


@dataclass(frozen=True)
class Spoken:
    """A line as it was heard."""

    line: SpokenLine
    written: float
    begins: float
    ends: float
    """Earlier than its length says if it was cut off."""
    whole: bool

    @property
    def late(self) -> float:
        """Seconds from when it was due to when it is begun."""
        return self.begins - self.line.due

    @property
    def waited(self) -> float:
        """Seconds from when it was written to when it is begun."""
        return self.begins - self.written


Written = tuple[SpokenLine, float]
"""A line, and when it was written."""


def in_turn(written: Iterable[Written], seconds: Callable[[str], float]) -> list[Spoken]:
    """A reader that says every line to its end, one after another."""
    free, heard = 0.0, []
    for line, at in written:
        begins = max(free, at)
        free = begins + seconds(line.text)
        heard.append(Spoken(line, at, begins, free, whole=True))
    return heard


def dropping_old(written: Sequence[Written], seconds: Callable[[str], float]) -> list[Spoken]:
    """A reader that falls silent for a new line, whatever it was saying."""
    heard = []
    following = [at for _, at in written[1:]] + [float("inf")]
    for (line, at), cut in zip(written, following, strict=True):
        ends = at + seconds(line.text)
        heard.append(Spoken(line, at, at, min(ends, cut), whole=ends <= cut + 0.3))
    return heard


class Recorded(Reckoning):
    """Keeps all lines that there were, and when which of them was written."""

    def __init__(self, rate: float) -> None:
        super().__init__(rate)
        self.made: list[SpokenLine] = []
        self.written: list[Written] = []
        self.passed: list[tuple[SpokenLine, float]] = []
        self._latest = 0.0

    def add(self, lines: Iterable[SpokenLine]) -> None:
        lines = tuple(lines)
        self.made += lines
        super().add(lines)

    def take(
        self, now: float, ahead: Callable[[float], Sequence[SpokenLine]] = lambda until: (), *, still: bool = False
    ) -> SpokenLine | None:
        self._latest = now
        line = super().take(now, ahead, still=still)
        if line is not None:
            self.written.append((line, now))
        return line

    def rest(self) -> tuple[SpokenLine, ...]:
        lines = super().rest()
        self.written += [(line, max(self._latest, line.due)) for line in lines]
        return lines

    @property
    def left_out(self) -> list[SpokenLine]:
        """The lines that were never written."""
        said = {(line.rank, line.due, line.worth, line.latest, line.due_at) for line, _ in self.written}
        texts = {text for line, _ in self.written for text in (line.text, line.short)}
        return [
            line
            for line in self.made
            if (line.rank, line.due, line.worth, line.latest, line.due_at) not in said
            or not {line.text, line.short} & texts
        ]


@dataclass(frozen=True)
class Led:
    """A session that ran through by itself, told in lines."""

    plan: Plan
    reckoning: Recorded
    ear: Ear
    clock: Clock

    def of(self, *ranks: Rank) -> list[Written]:
        return [one for one in self.reckoning.written if one[0].rank in ranks]


def led(session: Session, choices: Choices, level: Level, rate: float, **manner: object) -> Led:
    """Lead a session to its end on a clock set by hand."""
    clock, ear, reckoning = Clock(), Ear(), Recorded(rate)
    told = Manner(level, **manner)  # type: ignore[arg-type]
    lines = Lines(lambda text: None, clock, lambda: told, reckoning)
    plan = make_plan(session, choices)
    conductor = Conductor(
        Player(plan), [lines, ear], clock=clock, wall=clock.wall, report=_fail, speed=1.0, keyboard=False
    )
    conductor.start()
    while not conductor.over:
        clock.now += min(delay for delay in (conductor.delay(), lines.delay()) if delay is not None)
        conductor.wake()
    return Led(plan, reckoning, ear, clock)


def _fail(text: str) -> None:
    raise AssertionError(text)
