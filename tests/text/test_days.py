"""Days in words."""

from __future__ import annotations

from datetime import date

import pytest

from hipcoach.text.days import day_in_words, short_day

TODAY = date(2026, 11, 22)


def test_a_day_has_its_year() -> None:
    assert day_in_words(date(2026, 3, 7)) == "7 Mar 2026"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (TODAY, "22 Nov"),
        (date(2025, 12, 24), "24 Dec"),
        # Nobody could tell these from days of this year, and this one from a day of last year.
        (date(2025, 11, 24), "24 Nov 2025"),
        (date(2016, 3, 7), "7 Mar 2016"),
        (date(2026, 11, 23), "23 Nov 2026"),
    ],
)
def test_the_year_is_left_out_where_that_leaves_no_doubt(day: date, told: str) -> None:
    assert short_day(day, TODAY) == told
