"""How many cases property tests try: the number that finds most faults, or more with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

T = TypeVar("T")

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

SLOW_TO_MAKE_UP = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def tries(usual: int, thorough: int) -> int:
    """The number of cases for a rule."""
    return thorough if THOROUGH else usual


def chosen(all_of_them: Iterable[T], *, by_day: Iterable[T]) -> list[T]:
    """The cases to go through: by day those that find most faults, at night all of them."""
    return list(all_of_them if THOROUGH else by_day)


def cases(usual: int, thorough: int, **more: Any) -> settings:
    """Hypothesis settings for so many cases, the same in every run."""
    return settings(
        max_examples=tries(usual, thorough),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=SLOW_TO_MAKE_UP,
        **more,
    )
