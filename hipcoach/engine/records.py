"""What was done: one record for each set."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Annotated, assert_never

from msgspec import Meta, Struct

from hipcoach.session.model import MOST, Range, Side, Whole

Number = Whole | Annotated[float, Meta(ge=0, le=MOST)]
"""A number that is not negative; a whole one stays an `int`, so that it is written again as it was read."""


class Unit(Enum):
    """What a set is measured in."""

    SECONDS = "seconds"
    REPETITIONS = "repetitions"

    def recorded(self, done: float) -> float:
        """An amount as a record keeps it: seconds are rounded down to tenths."""
        match self:
            case Unit.SECONDS:
                return tenths(done)
            case Unit.REPETITIONS:
                return done
            case _:
                assert_never(self)


def tenths(seconds: float) -> float:
    """Seconds rounded down to tenths."""
    return int(seconds * 10 + 1e-6) / 10


class How(StrEnum):
    """How a set ended."""

    DONE = "done"
    """At or over the low end of its range."""
    SHORT = "short"
    """Something was done, less than the low end."""
    SKIPPED = "skipped"
    """Nothing was done."""
    GIVEN_UP = "given_up"
    """The session was ended during the set, before its low end."""
    PAIN = "pain"

    @property
    def in_position(self) -> bool:
        """Whether the person was at work until then, and has yet to come out of the position."""
        return self in (How.DONE, How.SHORT)


class Amount(Struct, frozen=True):
    """Repetitions or seconds of a set: prescribed, planned and done."""

    range: Range
    target: Whole
    """The planned amount."""
    done: Number


class Record(Struct, frozen=True):
    """One set as it was done."""

    n: int
    exercise: str
    library: str | None
    side: Side
    set: int
    reps: Amount | None
    hold: Amount | None
    """Seconds of the set, or of each repetition where `reps` is there too."""
    seconds: float
    """Seconds of work, without pauses and lead-ins."""
    paused: float
    """Seconds paused since the set began."""
    modifications: tuple[str, ...]
    how: How
    load: str | None = None
    """What it was done with: a weight such as `2 kg`, or words."""
    open: bool = False
    """Whether it had an open end: its low end was asked for, and more as long as form held."""
    timed: bool = False
    """Whether `hold` is the time of work that was not held, such as walking."""
    group: str | None = None
    """The id of the group in whose round it was done, if any; `set` is the round then."""

    @property
    def counted(self) -> Amount:
        """The amount that decides how the set ended: repetitions if there are any, otherwise seconds."""
        amount = self.reps or self.hold
        assert amount is not None, "a set has repetitions, a hold or both"
        return amount

    @property
    def unit(self) -> Unit:
        """The unit of that amount."""
        return Unit.REPETITIONS if self.reps is not None else Unit.SECONDS
