"""What was measured over time: when to offer it again, what is worth asking about, and how it is told.

A *measuring* is what was taken on one day, which may be only some of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from hipcoach.advice.measures import HONEST, MEASURES, Key, Measure, Quantity
from hipcoach.session.model import Side
from hipcoach.text.days import day_in_words

EVERY = 14
"""Days after which measuring is offered again."""

WORTH_ASKING = 20
"""Degrees between the two directions of one hip from which on a difference that lasts is worth asking about."""


class Measuring(Struct, frozen=True):
    """What was measured on one day."""

    day: date
    values: Mapping[Key, int]

    def turns(self, side: Side) -> tuple[int, int] | None:
        """How far the hip turns inward and outward; `None` unless both were measured."""
        inward, outward = (self.values.get((turn, side)) for turn in (Quantity.INWARD, Quantity.OUTWARD))
        return None if inward is None or outward is None else (inward, outward)


class Measured(Struct, frozen=True):
    """All that was measured, the oldest first, and when the offer to measure was last passed over."""

    taken: tuple[Measuring, ...] = ()
    passed: date | None = None


def due(known: Measured, today: date) -> bool:
    """Whether measuring is offered: at the beginning, then when it was last taken or passed over two weeks ago."""
    days = [one.day for one in known.taken[-1:]] + ([known.passed] if known.passed else [])
    return not days or (today - max(days)).days >= EVERY


class Difference(Struct, frozen=True):
    """A difference between the two turns of one hip that was there again after two weeks."""

    side: Side
    inward: int
    outward: int
    since: date


def lasting(taken: Sequence[Measuring]) -> tuple[Difference, ...]:
    """The differences that have lasted: in the newest measuring, and in all of them over two weeks or more."""
    found = (_lasting(taken, side) for side in (Side.LEFT, Side.RIGHT))
    return tuple(one for one in found if one is not None)


def _lasting(taken: Sequence[Measuring], side: Side) -> Difference | None:
    both = [(one.day, *turns) for one in reversed(taken) if (turns := one.turns(side)) is not None]
    if not both:
        return None
    newest, inward, outward = both[0]
    sign = 1 if outward > inward else -1
    for day, turned_in, turned_out in both:
        if sign * (turned_out - turned_in) < WORTH_ASKING:
            return None
        if (newest - day).days >= EVERY:
            return Difference(side, inward, outward, day)
    return None


# -- in words ---------------------------------------------------------------------------------------------------------


def told(known: Measured) -> Iterator[str]:
    """Below the numbers: what they can tell, and what is worth asking about."""
    for one in lasting(known.taken):
        side = one.side.value.capitalize()
        yield (
            f"{side}, the hip turns {one.inward} degrees inward and {one.outward} outward, and has "
            f"differed by {WORTH_ASKING} and more since {day_in_words(one.since)}. A difference that lasts is worth "
            "asking about: a doctor or physical therapist can examine where it comes from."
        )
    yield from HONEST


def by_side(measure: Measure, values: Mapping[Key, int]) -> str:
    """What was measured, left and right, such as `left 28°, right 35°`; empty if nothing was."""
    sides = (Side.LEFT, Side.RIGHT) if measure.sided else (Side.NONE,)
    return ", ".join(
        f"{'' if side is Side.NONE else f'{side.value} '}{shown(values[measure.quantity, side], measure)}"
        for side in sides
        if (measure.quantity, side) in values
    )


def shown(value: int, measure: Measure) -> str:
    """A value with its unit."""
    return f"{value}{measure.unit.sign or f' {measure.unit.value}'}"


def in_lines(one: Measuring) -> Iterator[str]:
    """A line for each measure that was taken on a day."""
    for measure in MEASURES.values():
        if text := by_side(measure, one.values):
            yield f"{measure.name} ({measure.says}): {text}"


def newest(taken: Iterable[Measuring]) -> Mapping[Key, tuple[int, date]]:
    """The newest value of everything that was ever measured, with its day."""
    return {key: (value, one.day) for one in taken for key, value in one.values.items()}
