"""Figures in cells. To keep pictures as they are drawn now: `pytest tests/figures --keep-screens`."""

from __future__ import annotations

from pathlib import Path

import pytest
from figure_help import NAMES, figure
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.figures.__main__ import main
from hipcoach.figures.drawing import GRAINS, SMALLEST, Drawer, Drawing, Ink, plain
from hipcoach.figures.moving import Motion, pose_at
from hipcoach.figures.style import Style
from hipcoach.session.library import shipped_sessions

PICTURES = Path(__file__).parent / "pictures"

STYLES = (Style.BRAILLE, Style.BLOCKS)
widths = st.integers(SMALLEST[0], 100)
heights = st.integers(SMALLEST[1], 40)
BRAILLE_FLIPPED = str.maketrans(
    {
        chr(0x2800 + dots): chr(
            0x2800 + ((dots & 0x47) << 3 & 0x38 | (dots & 0x38) >> 3 | (dots & 0x40) << 1 | (dots & 0x80) >> 1)
        )
        for dots in range(256)
    }
)
BLOCKS_FLIPPED = str.maketrans("▌▐", "▐▌")


def inked(drawing: Drawing, ink: Ink) -> int:
    """How many cells show something of a kind."""
    return sum(len(run.text) for line in drawing for run in line if run.ink is ink)


@settings(deadline=None)
@given(
    name=st.sampled_from(NAMES),
    style=st.sampled_from(STYLES),
    width=widths,
    height=heights,
    mirrored=st.booleans(),
    progress=st.floats(0, 1),
)
def test_at_every_size_a_drawing_fills_its_cells_and_shows_the_working_leg(
    name: str, style: Style, width: int, height: int, mirrored: bool, progress: float
) -> None:
    shown = figure(name)
    pose = pose_at(shown, Motion.PREPARING, progress)

    drawing = Drawer(shown, width, height, style, mirrored=mirrored).draw(pose)

    assert len(drawing) == height
    assert {len(line) for line in plain(drawing)} == {width}
    assert {one for line in plain(drawing) for one in line} <= set(GRAINS[style].glyphs)
    assert all((run.ink is None) == (not run.text.strip()) for line in drawing for run in line)
    assert inked(drawing, Ink.WORKING) > 0
    assert inked(drawing, Ink.BODY) > 0


@settings(deadline=None, max_examples=40)
@given(name=st.sampled_from(NAMES), style=st.sampled_from(STYLES), width=widths, height=heights)
def test_a_left_side_is_the_right_side_in_a_mirror(name: str, style: Style, width: int, height: int) -> None:
    shown = figure(name)
    flipped = BRAILLE_FLIPPED if style is Style.BRAILLE else BLOCKS_FLIPPED

    right = plain(Drawer(shown, width, height, style).draw(shown.held))
    left = plain(Drawer(shown, width, height, style, mirrored=True).draw(shown.held))

    assert left != right
    assert [line[::-1].translate(flipped) for line in left] == right


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", NAMES)
def test_a_drawer_draws_a_pose_the_same_again(name: str, style: Style) -> None:
    shown = figure(name)
    drawer = Drawer(shown, 40, 14, style)

    first = drawer.draw(shown.held)
    drawer.draw(shown.poses[0])

    assert drawer.draw(shown.held) == first
    assert Drawer(shown, 40, 14, style).draw(shown.held) == first


@pytest.mark.parametrize("name", NAMES)
def test_key_poses_can_be_told_apart(name: str) -> None:
    shown = figure(name)
    for style in STYLES:
        drawer = Drawer(shown, 24, 9, style)
        drawings = [drawer.draw(pose) for pose in shown.poses]
        assert len(set(drawings)) == len(drawings)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", STYLES)
def test_without_colour_the_working_leg_is_the_thick_one(name: str, style: Style) -> None:
    shown = figure(name)
    full = {Style.BRAILLE: "⣿", Style.BLOCKS: "█"}[style]
    for pose in shown.poses:
        drawing = Drawer(shown, 60, 20, style).draw(pose)
        filled = {ink: sum(run.text.count(full) for line in drawing for run in line if run.ink is ink) for ink in Ink}
        share = {ink: filled[ink] / max(1, inked(drawing, ink)) for ink in Ink}
        assert share[Ink.WORKING] > 2 * share[Ink.BODY], pose.name


def test_what_does_not_move_does_not_move_in_the_picture() -> None:
    shown = figure("clamshell")
    drawer = Drawer(shown, 40, 14, Style.BRAILLE)

    low, high = plain(drawer.draw(shown.poses[0])), plain(drawer.draw(shown.held))

    # Head and shoulders are on the right.
    assert [line[25:] for line in low] == [line[25:] for line in high]


def test_the_console_of_linux_gets_blocks_and_what_was_chosen_stays() -> None:
    assert Style.AUTO.on("linux") is Style.BLOCKS
    assert Style.AUTO.on("xterm-256color") is Style.BRAILLE
    assert Style.BRAILLE.on("linux") is Style.BRAILLE
    assert Style.OFF.on("linux") is Style.OFF


KEPT = (
    ("figure-four", "60x20", "right", "braille"),
    ("clamshell", "40x14", "left", "braille"),
    ("kneeling-lunge", "40x14", "right", "braille"),
    ("banded-internal-rotation", "40x14", "right", "blocks"),
    ("seated-external-rotation", "24x9", "left", "braille"),
)


@pytest.mark.parametrize(("name", "size", "side", "style"), KEPT)
def test_it_looks_as_it_did_when_somebody_looked(
    name: str,
    size: str,
    side: str,
    style: str,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    asked = [name, "--sessions", str(shipped_sessions()), "--size", size, "--side", side, "--style", style]

    assert main(asked) == 0

    drawn = capsys.readouterr().out
    kept = PICTURES / f"{name}-{size}-{side}-{style}.txt"
    if request.config.getoption("--keep-screens"):
        kept.write_text(drawn, encoding="utf-8")
    assert drawn == kept.read_text(encoding="utf-8")


def test_a_figure_that_is_not_there_is_said_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clamshel", "--sessions", str(shipped_sessions())]) == 1

    told = capsys.readouterr().out
    assert "no figure 'clamshel'" in told
    assert "clamshell" in told
