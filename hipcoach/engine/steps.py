"""The kinds of steps in a plan, with everything that depends on the kind.

The unions are closed: code that tells kinds apart ends in `assert_never`. To add a kind of work, write a class here
with everything that the others have in common, and add it to `Work`; mypy then names every place that
tells kinds apart. What a session file prescribes becomes a kind in `plan`; its tag is what a log calls it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine.choices import Pace
from hipcoach.engine.records import Amount, Unit
from hipcoach.session.model import Phase, Range, Side, Whole

ADJUST_SECONDS = 5.0
"""Seconds that `adjust` adds or takes."""


class Prepare(Struct, frozen=True, tag_field="do", tag="prepare"):
    """Getting into position for an exercise."""

    exercise: str
    side: Side
    set: Whole
    seconds: Whole
    waits: bool
    switch: Whole | None = None
    """In a group that does all of it on one side, then on the other, its change of sides takes all of this time."""


class Switch(Struct, frozen=True, tag_field="do", tag="switch"):
    """Changing to the other side; `side` is the new one."""

    switch: ClassVar = None

    exercise: str
    side: Side
    set: Whole
    seconds: Whole
    waits: bool


class Rest(Struct, frozen=True, tag_field="do", tag="rest"):
    """Recovery before the set that it names; between two rounds of a group, getting ready for that set follows."""

    exercise: str
    side: Side
    set: Whole
    seconds: Whole
    waits: bool
    switch: Whole | None = None


class _Open(Struct, frozen=True, kw_only=True):
    """What a set says of its end."""

    open: bool = False
    """Whether it has an open end: the person ends it, at its target or later."""
    alone: bool = False
    """Whether nobody is there to end it, so that one with an open end ends at its target."""


class _Set(_Open, frozen=True):
    """What all kinds of work have in common."""

    exercise: str
    side: Side
    set: Whole
    n: Whole
    """The set's number among all the work of the session, from 1; it stays when the plan is changed under way."""
    range: Range
    target: Whole

    def ends_at(self, target: float) -> float:
        """The amount at which it ends by itself, for a target that may have been changed."""
        return float(self.range.high) if self.unended else target

    @property
    def unended(self) -> bool:
        """Whether reaching the target does not end it."""
        return self.open and not self.alone

    def unattended(self) -> Self:
        """The same set where nobody is there to end it."""
        return replace(self, alone=True) if self.open else self


class _InSeconds(_Set, frozen=True):
    """What sets have in common whose target is in seconds."""

    unit: ClassVar = Unit.SECONDS
    adjusts_by: ClassVar = ADJUST_SECONDS
    ends_by_itself: ClassVar = True
    pace: ClassVar[Pace | None] = None
    alternates: ClassVar = False

    @property
    def counts_down(self) -> bool:
        """Whether three, two, one come before its end."""
        return not self.open

    @property
    def by_side(self) -> tuple[Self, ...]:
        """The set itself: one side does it, or both together."""
        return (self,)

    def side_of(self, repetition: int) -> Side:
        """The side that works."""
        return self.side

    @property
    def seconds(self) -> int:
        """How long the set takes."""
        return self.target

    def takes(self, amount: float) -> float:
        """Seconds that a part of the set takes."""
        return amount

    def amounts(self, done: float) -> tuple[Amount | None, Amount | None]:
        """The repetitions and seconds to record if `done` of the set was done."""
        return None, Amount(self.range, self.target, done)

    def at_pace(self, pace: Pace) -> Self:
        """The same set: it has no pace."""
        return self


class Hold(_InSeconds, frozen=True, tag_field="do", tag="hold"):
    """A set that is one hold."""

    timed: ClassVar = False


class Timed(_InSeconds, frozen=True, tag_field="do", tag="timed"):
    """A set of work that is neither held nor counted, such as walking."""

    timed: ClassVar = True


class Repetitions(_Set, frozen=True, tag_field="do", tag="repetitions"):
    """A set of repetitions."""

    unit: ClassVar = Unit.REPETITIONS
    adjusts_by: ClassVar = 1.0
    counts_down: ClassVar = False
    timed: ClassVar = False

    phases: tuple[Phase, ...]
    """The phases of one repetition, a hold included; for a self-paced set, those that its length is estimated with."""
    own: bool
    """Whether the set is self-paced: the person counts instead of following the tempo."""
    hold: Range | None = None
    """Seconds for which each repetition is held, if prescribed."""
    hold_target: Whole | None = None
    alternates: bool = False
    """Whether each repetition is followed by one on the other side: `side` begins, and range and target are of each."""
    back: Whole | None = None
    """The index of the phase that leads back, where the tempo says which is held; otherwise the last one does."""

    @property
    def way_back(self) -> int:
        """The index of the phase that leads back; what follows it is a pause."""
        return len(self.phases) - 1 if self.back is None else self.back

    @property
    def top(self) -> int:
        """The index of the phase in which the number of the repetition is told."""
        return 1 if self.back is None else max(1, self.back - 1)

    @property
    def sides(self) -> int:
        """How many sides the set is done on."""
        return 2 if self.alternates else 1

    @property
    def by_side(self) -> tuple[Repetitions, ...]:
        """The set of each side, as it is recorded; alternating sides have two numbers."""
        if not self.alternates:
            return (self,)
        first = replace(self, alternates=False)
        return first, replace(first, side=self.side.other, n=self.n + 1)

    def side_of(self, repetition: int) -> Side:
        """The side of a repetition, which is counted from 0 over both sides."""
        return self.side.other if self.alternates and repetition % 2 else self.side

    def each_done(self, repetitions: int) -> tuple[int, ...]:
        """How many of so many repetitions each side has done, in the order of `by_side`."""
        return tuple((repetitions + later) // self.sides for later in reversed(range(self.sides)))

    @property
    def ends_by_itself(self) -> bool:
        """Whether time ends the set, and not the person."""
        return not self.own

    @property
    def pace(self) -> Pace:
        """Who sets the pace."""
        return Pace.OWN if self.own else Pace.PACED

    @property
    def each(self) -> int:
        """Seconds that one repetition takes."""
        return sum([phase.seconds for phase in self.phases])

    @property
    def seconds(self) -> int:
        """How long the set takes when paced."""
        return self.target * self.each * self.sides

    def takes(self, amount: float) -> float:
        """Seconds that a part of the set takes when paced, on all its sides."""
        return amount * self.each * self.sides

    def amounts(self, done: float) -> tuple[Amount | None, Amount | None]:
        """The repetitions and seconds to record if `done` of the set was done."""
        hold = None
        if self.hold is not None and self.hold_target is not None:
            hold = Amount(self.hold, self.hold_target, self.hold_target if done else 0)
        return Amount(self.range, self.target, done), hold

    def at_pace(self, pace: Pace) -> Repetitions:
        """The same set at another pace."""
        return replace(self, own=pace is Pace.OWN)


Transition = Prepare | Switch | Rest
"""A step that leads to a set.

`switch` is how many seconds before its end the person has to change sides; `None` if nothing is to be said about that
during the step: the side stays, or the step itself is the change.
"""

Work = Hold | Timed | Repetitions
"""A set.

Besides its place, number, range, target and end, every kind has: the sets that are recorded of it, one for each side
that does it in turn (`by_side`; its own side and number are those of the first), whether its sides alternate
(`alternates`) and which of them works (`side_of`), its unit (`unit`), whether it is work for a time that is no hold
(`timed`), the amount that `adjust` adds to its target or takes from it (`adjusts_by`), whether three, two, one come
before its end (`counts_down`), whether it ends without the person (`ends_by_itself`), who sets its pace (`pace`; `None`
for a kind without a pace; `at_pace` is the set at another), how long the set takes (`seconds`) or a part of it
(`takes`), and the amounts that its record keeps (`amounts`).
"""

Step = Transition | Work


def differ(sets: Sequence[Work]) -> bool:
    """Whether the amounts of some sets of an exercise are not all alike."""
    return len({(work.range, work.target, work.open, *work.amounts(0)) for work in sets}) > 1
