"""How much is tried: what finds most faults in every run, and more of it with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

SLOW_TO_MAKE_UP = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def tries(usual: int, thorough: int) -> int:
    """How many cases are made up for a rule."""
    return thorough if THOROUGH else usual


def cases(usual: int, thorough: int, **more: Any) -> settings:
    """Try a rule on so many made-up cases, always the same ones."""
    return settings(
        max_examples=tries(usual, thorough),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=SLOW_TO_MAKE_UP,
        **more,
    )
