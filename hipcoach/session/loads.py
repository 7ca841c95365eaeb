"""What an exercise is done with: a weight, which can grow, or words."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

LIGHTEST, HEAVIEST = 0.25, 500.0
"""The bounds of a weight, in its unit."""


class MassUnit(StrEnum):
    """What weights are measured in."""

    KG = "kg"
    LB = "lb"


class Mass(Struct, frozen=True):
    """A load that is a number: files, plans and logs have it as its text, such as `2.5 kg`."""

    amount: float
    unit: MassUnit

    def __str__(self) -> str:
        """The one way in which it is written."""
        return f"{self.amount:g} {self.unit}"

    @property
    def possible(self) -> bool:
        """Whether it lies within the bounds of a weight."""
        return LIGHTEST <= self.amount <= HEAVIEST

    def heavier(self, by: Mass, steps: int = 1) -> Mass | None:
        """The load after some steps, down if negative; `None` beyond the bounds, or if the units differ."""
        changed = Mass(round(self.amount + steps * by.amount, 3), self.unit)
        return changed if self.unit is by.unit and changed.possible else None


def mass_of(load: str | None) -> Mass | None:
    """The weight that a load gives; `None` for words, or without a load."""
    number, _, unit = (load or "").partition(" ")
    try:
        weight = Mass(float(number), MassUnit(unit))
    except ValueError:
        return None
    # Words never begin with a digit, so a load whose text is not that of its number was not written by us.
    return weight if weight.possible and str(weight) == load else None
