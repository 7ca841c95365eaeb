"""The kinds of steps that a plan consists of, with whatever depends on the kind.

The unions are closed: whoever tells kinds apart ends with `assert_never`. A new kind of work is a class here with all
that `Hold` and `Repetitions` have in common, and a place in `Work`; mypy then names every place that has to know it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from hipcoach.engine.choices import Pace
from hipcoach.engine.records import Amount, Unit
from hipcoach.session.model import Phase, Range, Side

ADJUST_SECONDS = 5.0
"""What `adjust` adds to time, or takes from it."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """Getting into position for an exercise."""

    switch: ClassVar = None

    exercise: str
    side: Side
    set: int
    seconds: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """Changing to the other side, which is `side`."""

    switch: ClassVar = None

    exercise: str
    side: Side
    set: int
    seconds: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """Recovery before the set that it names."""

    exercise: str
    side: Side
    set: int
    seconds: int
    waits: bool
    switch: int | None


@dataclass(frozen=True, slots=True)
class Hold:
    """A set that is one hold; its target is in seconds."""

    unit: ClassVar = Unit.SECONDS
    adjusts_by: ClassVar = ADJUST_SECONDS
    counts_down: ClassVar = True
    pace: ClassVar[Pace | None] = None

    exercise: str
    side: Side
    set: int
    n: int
    """The set's number among all the work of the session, from 1; it stays when the plan is changed under way."""
    range: Range
    target: int

    @staticmethod
    def lasts(target: int) -> int:
        """Seconds that a hold of so many takes."""
        return target

    @property
    def seconds(self) -> int:
        """How long the set takes."""
        return self.lasts(self.target)

    def takes(self, amount: float) -> float:
        """Seconds that a part of the set takes."""
        return amount

    def amounts(self, done: float) -> tuple[Amount | None, Amount | None]:
        """What is recorded of it where so much was done: repetitions and seconds."""
        return None, Amount(self.range, self.target, done)

    def at_pace(self, pace: Pace) -> Hold:
        """The same set: it has no pace."""
        return self


@dataclass(frozen=True, slots=True)
class Repetitions:
    """A set of repetitions."""

    unit: ClassVar = Unit.REPETITIONS
    adjusts_by: ClassVar = 1.0
    counts_down: ClassVar = False

    exercise: str
    side: Side
    set: int
    n: int
    """The set's number among all the work of the session, from 1; it stays when the plan is changed under way."""
    range: Range
    target: int
    phases: tuple[Phase, ...]
    """Of one repetition, with any hold in its place; for a self-paced set the pace it is reckoned at."""
    own: bool
    """Whether the person counts, instead of following the tempo."""
    hold: Range | None
    """Seconds for which each repetition is held, where prescribed."""
    hold_target: int | None

    @staticmethod
    def lasts(target: int, phases: Iterable[int]) -> int:
        """Seconds that so many repetitions take, each with phases of so many."""
        return target * sum(phases)

    @property
    def pace(self) -> Pace:
        """Who sets it."""
        return Pace.OWN if self.own else Pace.PACED

    @property
    def each(self) -> int:
        """Seconds that one repetition takes."""
        return sum(phase.seconds for phase in self.phases)

    @property
    def seconds(self) -> int:
        """How long the set takes when paced."""
        return self.lasts(self.target, (phase.seconds for phase in self.phases))

    def takes(self, amount: float) -> float:
        """Seconds that a part of the set takes when paced."""
        return amount * self.each

    def amounts(self, done: float) -> tuple[Amount | None, Amount | None]:
        """What is recorded of it where so much was done: repetitions and seconds."""
        hold = None
        if self.hold is not None and self.hold_target is not None:
            hold = Amount(self.hold, self.hold_target, self.hold_target if done else 0)
        return Amount(self.range, self.target, done), hold

    def at_pace(self, pace: Pace) -> Repetitions:
        """The same set at another pace."""
        return replace(self, own=pace is Pace.OWN)


Transition = Prepare | Switch | Rest
"""What leads to a set.

`switch` is how many seconds before its end the person has to change sides; `None` where the side stays, or changes as
it begins.
"""

Work = Hold | Repetitions
"""A set.

Every kind tells, beside its place, number, range and target, what it is measured in (`unit`), what `adjust` adds to its
target or takes from it (`adjusts_by`), whether three, two, one come before its end (`counts_down`), who sets its pace
(`pace`; `None` where there is none to set), how long all of it takes (`seconds`) or a part of it (`takes`), and what is
recorded of it (`amounts`).
"""

Step = Transition | Work
