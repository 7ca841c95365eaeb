"""What a person can measure alone: how far each hip turns, how each foot stands, how easy socks are.

A *measure* is a row of the table: what, its unit and bounds, how it is taken, its figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from hipcoach.session.model import Side

USUAL_ERROR = 5
"""Degrees by which measuring alone is usually off."""


class Quantity(StrEnum):
    """What is measured."""

    INWARD = "inward"
    """How far the hip turns inward, sitting: the foot swings out."""
    OUTWARD = "outward"
    """How far the hip turns outward, sitting: the foot swings in."""
    STANDING = "standing"
    """How far the foot points outward, standing."""
    SOCKS = "socks"
    """How easy it is to put on socks."""


class Scaling(StrEnum):
    """The unit of a measure."""

    DEGREES = "degrees"
    OF_TEN = "of 10"

    @property
    def sign(self) -> str:
        """What stands right behind a number."""
        return "°" if self is Scaling.DEGREES else ""


class Measure(Struct, frozen=True):
    """A row of the table. In its texts `{side}` and `{other}` stand for left and right."""

    quantity: Quantity
    name: str
    says: str
    """What is seen of it, in a few words."""
    unit: Scaling
    low: int
    high: int
    question: str
    how: tuple[str, ...]
    figure: str
    sided: bool = True
    """Whether it is taken on each side."""

    @property
    def bounds(self) -> str:
        """The numbers that it can have."""
        return f"{self.low} to {self.high}"

    def shown(self, value: int) -> str:
        """A value with its unit."""
        return f"{value}{self.unit.sign or f' {self.unit.value}'}"

    def on(self, side: Side) -> Asked:
        """Its question and its words for a side."""
        names = {"side": side.value, "other": side.other.value}
        return Asked(
            self,
            side,
            self.question.format_map(names),
            tuple(text.format_map(names) for text in self.how),
        )


class Asked(Struct, frozen=True):
    """A measure as it is asked for on one side."""

    measure: Measure
    side: Side
    """`Side.NONE` where it has none."""
    question: str
    how: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What its value is kept under."""
        return self.measure.quantity, self.side

    @property
    def asks(self) -> str:
        """The question with the numbers that answer it."""
        degrees = f" {Scaling.DEGREES.value}" if self.measure.unit is Scaling.DEGREES else ""
        return f"{self.question} ({self.measure.bounds}{degrees})"

    @property
    def title(self) -> str:
        """Its name with the side."""
        return self.measure.name if self.side is Side.NONE else f"{self.measure.name}, {self.side.value}"


Key = tuple[Quantity, Side]
"""A quantity and the side it was measured on."""

SIT = (
    "Sit on a table or another high seat, so that both shins hang down freely; thighs level, knees a hand apart.",
    "Hold the phone upright and flat against the front of the {side} shin, its level open. It reads 0 while the shin "
    "hangs straight down.",
)
"""How both turns of the hip begin."""

_TABLE = (
    Measure(
        Quantity.INWARD, "Inward turn", "the foot swings out", Scaling.DEGREES, 0, 90,
        "How far does the {side} foot swing out?",
        (*SIT,
         "Knee still, let the {side} foot swing OUT, away from your {other} leg, as far as it goes gently. Both sides "
         "of your seat stay down. Read the angle.",
         "With the knee bent, a foot that swings out turns the hip inward."),
        "measure-inward",
    ),
    Measure(
        Quantity.OUTWARD, "Outward turn", "the foot swings in", Scaling.DEGREES, 0, 90,
        "How far does the {side} foot swing in?",
        (*SIT,
         "Take the {other} foot back, out of the way. Knee still, let the {side} foot swing IN, toward your {other} "
         "leg and past it, as far as it goes gently. Both sides of your seat stay down. Read the angle.",
         "With the knee bent, a foot that swings in turns the hip outward."),
        "measure-outward",
    ),
    Measure(
        Quantity.STANDING, "Standing foot", "the toes point out", Scaling.DEGREES, -30, 90,
        "At which angle does the {side} foot stand?",
        ("Lay paper on the floor, its long edge straight ahead. Step on it, march on the spot, look at the wall in "
         "front of you, and stop. Leave your feet as they came.",
         "Mark the middle of the heel and the second toe of the {side} foot, step off, and draw a line through both "
         "marks.",
         "Tape the paper to a door, its long edge upright, and hold the phone's edge along the line: its level reads "
         "the angle to straight ahead. Toes out is a plain number, toes in has a minus before it."),
        "measure-standing",
    ),
    Measure(
        Quantity.SOCKS, "Socks", "how easy they are to put on", Scaling.OF_TEN, 0, 10,
        "How easy is it to put on your socks?",
        ("Think of the last days, and of the harder foot.",
         "0: somebody else has to do it. 5: it takes time, or a trick. 10: it goes by itself."),
        "measure-socks",
        sided=False,
    ),
)  # fmt: skip

MEASURES: Mapping[Quantity, Measure] = MappingProxyType({one.quantity: one for one in _TABLE})
"""All that can be measured."""

ORDER: tuple[Asked, ...] = (
    *(MEASURES[turn].on(side) for side in (Side.LEFT, Side.RIGHT) for turn in (Quantity.INWARD, Quantity.OUTWARD)),
    *(MEASURES[Quantity.STANDING].on(side) for side in (Side.LEFT, Side.RIGHT)),
    MEASURES[Quantity.SOCKS].on(Side.NONE),
)
"""What is asked for, in the order in which it takes the least getting up."""

TITLE = "Measure"

INTRODUCTION = (
    "How far your hips turn, how your feet stand, how easy socks are. It takes about five minutes, once in two weeks.",
    "You need a high seat, a phone with a level (an app that shows angles), a sheet of paper and a pen. What you lack, "
    "you pass over; any part of it is worth having.",
    "Move gently, and stop before it hurts. After hip surgery, or if you were told what to leave out, ask first.",
)
"""What is said before the first question."""

HONEST = (
    "On average a hip turns inward by about 40 degrees; people differ.",
    f"Errors of {USUAL_ERROR} degrees are usual: only a larger change, seen more than once, tells anything.",
    "No trial was found in which exercise changed the angle of the standing foot.",
)
"""What the numbers can tell, said wherever they are shown."""


class OutOfBounds(ValueError):  # noqa: N818 - an answer to the person
    """What was typed is no value of the measure; the message says which are."""


_NUMBER = re.compile(r"([-\u2212]?)(\d{1,3})(?:[.,](\d{1,2}))?\s*°?")


def value_of(text: str, measure: Measure) -> int:
    """The value in a typed text, to the nearest whole number. Raises `OutOfBounds`."""
    found = _NUMBER.fullmatch(text.strip())
    value = round(float(f"{'-' if found[1] else ''}{found[2]}.{found[3] or 0}")) if found else None
    if value is None or not measure.low <= value <= measure.high:
        raise OutOfBounds(f"Type a number from {measure.bounds}, or nothing to pass it over.")
    return value
