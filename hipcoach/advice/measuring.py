"""What was measured over time: when to offer it again, what is worth asking about, and how it is told.

A *measuring* is what was taken on one day, which may be only some of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from hipcoach.advice.measures import HONEST, MEASURES, ORDER, Asked, Key, Measure, Quantity, value_of
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
    since = [day for day, *turns in takewhile(lambda one: sign * (one[2] - one[1]) >= WORTH_ASKING, both)]
    lasts = bool(since) and (newest - since[-1]).days >= EVERY
    return Difference(side, inward, outward, since[-1]) if lasts else None


# -- asking -----------------------------------------------------------------------------------------------------------

BACK = "-"
"""What is typed to take the number before back."""


class Given(NamedTuple):
    """A number that was given; without one, it was taken back."""

    key: Key
    value: int | None


class MeasuringSheet:
    """The questions of one measuring, one after the other, with the numbers that were given."""

    def __init__(self) -> None:
        self.place = 0
        """How many questions are behind."""
        self.given: dict[Key, int] = {}

    @property
    def asked(self) -> Asked | None:
        """The question that is open; `None` after the last."""
        return ORDER[self.place] if self.place < len(ORDER) else None

    def answer(self, text: str) -> Given | None:
        """Take a typed answer; returns what is to be kept of it, if anything is. Raises `OutOfBounds`.

        Nothing passes the question over, and `-` goes back to the one before.
        """
        if text.strip() == BACK:
            return self.back()
        if (asked := self.asked) is None:
            return None
        value = value_of(text, asked.measure) if text.strip() else None
        self.place += 1
        if value is None:
            return None
        self.given[asked.key] = value
        return Given(asked.key, value)

    def measuring(self, day: date) -> Measuring:
        """What was given, as what was measured on a day."""
        return Measuring(day, dict(self.given))

    def back(self) -> Given | None:
        """Go back to the question before; returns that its number is taken back, if one was given."""
        self.place = max(0, self.place - 1)
        key = ORDER[self.place].key
        return Given(key, None) if self.given.pop(key, None) is not None else None


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
        f"{'' if side is Side.NONE else f'{side.value} '}{measure.shown(values[measure.quantity, side])}"
        for side in sides
        if (measure.quantity, side) in values
    )


def result(known: Measured) -> Iterator[str]:
    """A line for each measure that was taken last, with the values before; then what the numbers tell."""
    if known.taken:
        yield from _latest(known.taken)
        yield ""
    yield from told(known)


def _latest(taken: Sequence[Measuring]) -> Iterator[str]:
    *before, now = taken
    for measure in MEASURES.values():
        if text := by_side(measure, now.values):
            then = next((one for one in reversed(before) if by_side(measure, one.values)), None)
            earlier = f"; {by_side(measure, then.values)} on {day_in_words(then.day)}" if then is not None else ""
            yield f"{measure.name} ({measure.says}): {text}{earlier}"


def offer(known: Measured) -> str:
    """The offer to measure, in a line."""
    if not known.taken:
        return "Measure how far your hips turn? It takes five minutes."
    return f"Measure again? You last did on {day_in_words(known.taken[-1].day)}."
