"""Where everything of a guided moment stands, on a screen of any size."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.geometry import Region

from hipcoach.cues.doing import WORDS
from hipcoach.session.model import Side
from hipcoach.ui.glyphs import GLYPHS, ROWS, dots, drawable, drawn, lines_of
from hipcoach.ui.places import FIGURE, Needs, Places, Roominess, places

SIZES = {"200x60": (200, 59), "120x40": (120, 39), "80x24": (80, 23), "60x20": (60, 19), "40x12": (40, 11)}
"""Columns and rows without the row of the keys."""
LEAST = (20, 4)
HOLD = Needs(Side.LEFT, "88", figure=True)
PACED = Needs(Side.RIGHT, "88", of="15", track=True, figure=True)


def needs() -> st.SearchStrategy[Needs]:
    numbers = st.sampled_from(["8", "88", "888", "8:88", "88:88"])
    return st.builds(
        Needs,
        side=st.sampled_from(Side),
        widest=numbers,
        of=st.sampled_from(["", "8", "15", "100"]),
        track=st.booleans(),
        figure=st.booleans(),
        stopped=st.booleans(),
        trouble=st.integers(0, 80),
    )


@given(st.integers(20, 240), st.integers(4, 80), needs())
def test_everything_has_its_own_place_on_the_screen_at_any_size(width: int, height: int, wanted: Needs) -> None:
    found = places(width, height, wanted)
    screen = Region(0, 0, width, height)
    # Arrows are drawn in the gap above the number.
    regions = {name: region for name, region in found.regions.items() if name != "arrows"}
    if wanted.widest != "88:88" or width >= 30:
        for name, region in regions.items():
            assert screen.contains_region(region), name
        for one, other in combinations(regions, 2):
            assert not regions[one].overlaps(regions[other]), (one, other)
        assert found.regions["number"].width >= dots(wanted.widest) * found.number
        assert found.regions["number"].height >= lines_of(found.number)
    assert "number" in regions
    assert ("left" in regions, "right" in regions) == (wanted.side is not Side.RIGHT, wanted.side is not Side.LEFT)
    assert wanted.side is Side.NONE or "head" in regions
    assert "second" not in regions or regions["second"].width >= len("RIGHT")


@pytest.mark.parametrize(("width", "height"), [(54, 32), (73, 32)])
@pytest.mark.parametrize("stopped", [False, True])
def test_a_large_side_leaves_room_for_the_word_beside_it(width: int, height: int, stopped: bool) -> None:
    found = places(width, height, Needs(Side.LEFT, "8", stopped=stopped)).regions
    assert found["second"].width >= len("RIGHT" if stopped else "■ GET READY")
    assert found["second"].right <= width


@pytest.mark.parametrize(
    ("size", "rows"), [("200x60", 20), ("120x40", 15), ("80x24", 10), ("60x20", 8), ("40x12", 8)], ids=lambda one: one
)
def test_the_number_is_as_large_as_it_has_to_be(size: str, rows: int) -> None:
    found = places(*SIZES[size], HOLD)
    assert found.regions["number"].height >= rows
    if found.room is Roominess.FULL:
        assert found.regions["head"].height >= ROWS
        assert found.regions["figure"].width >= FIGURE[0]
    else:
        assert found.regions["head"].height == found.regions["number"].height, "a letter as tall as the number"


def test_five_rows_have_a_number_of_three_beside_the_letter_of_the_side() -> None:
    found = places(*LEAST, replace(HOLD, widest="8:88"))
    assert found.regions["number"].height == 3
    assert found.regions["head"].height == 3
    assert found.regions["number"].right <= LEAST[0]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("wanted", [HOLD, PACED, replace(PACED, side=Side.NONE)], ids=["hold", "paced", "both sides"])
def test_the_number_and_the_figure_stay_where_they_are_when_it_is_paused(size: tuple[int, int], wanted: Needs) -> None:
    running, stopped = places(*size, wanted), places(*size, replace(wanted, stopped=True))
    assert running.number == stopped.number
    assert running.regions["number"].offset == stopped.regions["number"].offset
    assert running.regions.get("figure") == stopped.regions.get("figure")


@pytest.mark.parametrize(("width", "band"), [(200, 8), (120, 8), (80, 4), (60, 3), (40, 2), (20, 2)])
def test_the_band_is_as_wide_as_the_screen_allows(width: int, band: int) -> None:
    assert places(width, 23, HOLD).band == band


def test_what_is_said_lies_beside_the_band() -> None:
    for size in SIZES.values():
        left, right = places(*size, HOLD), places(*size, PACED)
        assert all(region.x >= left.band for name, region in left.regions.items() if beside(name))
        assert all(region.right <= size[0] - right.band for name, region in right.regions.items() if beside(name))


def beside(name: str) -> bool:
    return name in ("head", "second", "number", "of", "track", "figure", "progress", "cue", "next")


@pytest.mark.parametrize("size", [(200, 59), (120, 39), (80, 23), (60, 19), (40, 29)])
def test_there_is_room_to_say_that_the_log_could_not_be_written(size: tuple[int, int]) -> None:
    found = places(*size, replace(HOLD, trouble=60))
    assert found.room is Roominess.FULL
    # And for the colon and the dots in place of the reason.
    assert found.regions["title"].width >= len("the log could not be written:…")
    assert found.regions["name"].width > 0


def test_on_the_smallest_screens_it_takes_the_place_of_the_time_that_is_left() -> None:
    long, short = (places(40, 12, replace(HOLD, trouble=columns)) for columns in (60, len("sound: terminal bell")))

    assert long.regions["title"].width >= len("the log could not be written")
    assert "times" not in long.regions
    assert short.regions["title"].width >= len("sound: terminal bell")
    assert not short.regions["title"].overlaps(short.regions["times"])


def test_below_sixty_columns_things_go_in_order() -> None:
    def shown(width: int, height: int) -> Places:
        return places(width, height, HOLD)

    assert "figure" in shown(60, 19).regions
    small = shown(40, 11).regions
    assert "figure" not in small
    assert "name" not in small
    assert {"strip", "cue", "phase", "head", "number"} <= set(small)
    assert "next" in shown(40, 13).regions
    least = shown(*LEAST).regions
    assert set(least) == {"phase", "left", "head", "number"}


@pytest.mark.parametrize("scale", range(1, 8))
def test_block_letters_are_what_they_say(scale: int) -> None:
    for text in (*WORDS.values(), "0123456789:/", "LEFT", "RIGHT", "PAUSED"):
        lines = drawn(text, scale)
        assert len(lines) == lines_of(scale)
        assert {len(line) for line in lines} == {dots(text) * scale}
        assert read(lines, scale) == [" ".join(GLYPHS[one][row] for one in text) for row in range(ROWS)]


def read(lines: list[str], scale: int) -> list[str]:
    """The rows of dots of what was drawn."""
    halves = []
    for line in lines:
        halves += [["#" if one in upper else " " for one in line[::scale]] for upper in ("▀█", "▄█")]
    return ["".join(halves[row * scale]) for row in range(ROWS)]


def test_every_word_of_ours_and_every_letter_has_dots() -> None:
    assert all(drawable(word) for word in WORDS.values())
    assert drawable("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789:/")
    assert not drawable("ÉTIRER")
    assert {len(rows) for rows in GLYPHS.values()} == {ROWS}
    assert all(len({len(row) for row in rows}) == 1 for rows in GLYPHS.values())
