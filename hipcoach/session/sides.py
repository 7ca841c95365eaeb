"""The sides of an exercise: which of them work, in which order, and which one a person exercises for."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """The target hip (or leg, or shoulder) of a set; `NONE` works both together."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"

    @property
    def other(self) -> Side:
        """The opposite side; `NONE` has none but itself."""
        match self:
            case Side.LEFT:
                return Side.RIGHT
            case Side.RIGHT:
                return Side.LEFT
            case Side.NONE:
                return Side.NONE


class Sides(StrEnum):
    """The sides that an exercise is prescribed for; with `EACH`, each side does the whole dose.

    `AFFECTED` is the side that the person names; where that is unknown or both, it is each side.
    """

    EACH = "each"
    LEFT = "left"
    RIGHT = "right"
    NONE = "none"
    AFFECTED = "affected"


class Affected(StrEnum):
    """The side for which a person exercises, as they say themselves."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def side(self) -> Side | None:
        """The one side; `None` for both."""
        match self:
            case Affected.LEFT:
                return Side.LEFT
            case Affected.RIGHT:
                return Side.RIGHT
            case Affected.BOTH:
                return None


class Order(StrEnum):
    """How the work of the two sides follows each other; `ALTERNATE` changes sides with each repetition."""

    SWAP_EACH_SET = "swap_each_set"
    ONE_SIDE_THEN_OTHER = "one_side_then_other"
    ALTERNATE = "alternate"


class First(StrEnum):
    """The side that begins; `ALTERNATE` changes it from session to session, `AFFECTED` is the one the person names."""

    LEFT = "left"
    RIGHT = "right"
    ALTERNATE = "alternate"
    AFFECTED = "affected"
