"""A key that is held down, and one that is pressed again."""

from __future__ import annotations

import pytest

from hipcoach.live.presses import HELD, Repeats


@pytest.mark.parametrize(
    ("then", "later", "held"),
    [("n", 0.03, True), ("n", HELD - 0.01, True), ("n", HELD, False), ("n", 5.0, False), ("b", 0.03, False)],
)
def test_only_the_same_key_right_after_is_held_down(then: str, later: float, held: bool) -> None:
    repeats = Repeats()
    assert not repeats.held("n", 100.0)
    assert repeats.held(then, 100.0 + later) is held


def test_a_key_stays_held_for_as_long_as_it_repeats() -> None:
    repeats = Repeats()
    assert [repeats.held("n", 0.125 * press) for press in range(6)] == [False, True, True, True, True, True]
