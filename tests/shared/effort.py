"""How many cases property tests try: the number that finds most faults, or more with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

SLOW_TO_MAKE_UP = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def tries(usual: int, thorough: int) -> int:
    """The number of cases for a rule."""
    return thorough if THOROUGH else usual


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
