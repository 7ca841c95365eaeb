"""What a person is doing is told apart by colour, by texture, by mark and by word."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from hipcoach.cues.doing import Doing
from hipcoach.ui.looks import LOOKS, STYLES
from hipcoach.ui.themes import HIGH_CONTRAST, OURS, READABLE, colours_for, contrast

PHASES = ("phase-ready", "phase-work", "phase-switch", "phase-rest", "phase-still", "phase-pain")

# Linear RGB seen without one kind of cone (Viénot, Brettel and Mollon 1999; tritanopia after Machado 2009).
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.25553, -0.07675, -0.17878), (-0.07841, 0.93081, 0.1476), (0.00473, 0.69137, 0.3039)),
}
APART = 12.0
"""The distance in CIELAB from which on two colours side by side are two; 2.3 is just noticeable."""


def linear(colour: Color) -> list[float]:
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, eye: str) -> float:
    """How far apart two colours are for an eye."""
    seen = []
    for colour in (one, other):
        rgb = linear(Color.parse(colour))
        seen.append(lab([sum(k * part for k, part in zip(row, rgb, strict=True)) for row in BLINDNESS[eye]]))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def test_any_two_are_told_apart_without_colour() -> None:
    for one, other in combinations(Doing, 2):
        assert LOOKS[one].mark != LOOKS[other].mark, (one, other)
    shown = {look.style: look.texture for look in LOOKS.values() if look.style not in ("pain", "done")}
    # Pain is a screen of its own, and what is done has no number.
    assert len(set(shown.values())) == len(shown)
    assert set(LOOKS) == set(Doing)


@pytest.mark.parametrize("eye", BLINDNESS)
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_any_two_colours_are_told_apart_by_every_eye(theme, eye: str) -> None:
    for one, other in combinations(PHASES, 2):
        assert apart(theme.variables[one], theme.variables[other], eye) >= APART, (one, other)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_our_own_themes_can_be_read(theme) -> None:
    least = 7.0 if theme is HIGH_CONTRAST else READABLE
    ground = Color.parse(theme.background)
    for name in (*PHASES, "dimmed"):
        assert contrast(Color.parse(theme.variables[name]), ground) >= least, name
    pain = Color.parse(theme.variables["pain-ground"])
    for name in ("pain-text", "phase-pain"):
        assert contrast(Color.parse(theme.variables[name]), pain) >= least, name


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_our_colours_can_be_read_in_every_theme(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    ground = theme.to_color_system().generate()["background"]
    colours = colours_for(theme, ground)
    assert set(colours) == {*PHASES, "dimmed", "pain-ground", "pain-text"}
    if not name.startswith("ansi"):
        # What the terminal defines has no ratio that we could know.
        for colour in (*PHASES, "dimmed"):
            assert contrast(Color.parse(colours[colour]), Color.parse(ground)) >= READABLE, colour


@pytest.mark.parametrize("theme", [theme.name for theme in OURS])
async def test_everything_that_is_written_can_be_read_in_every_phase(stage, own_sessions, theme: str) -> None:
    least = 7.0 if theme == HIGH_CONTRAST.name else READABLE
    async with stage(opening="short", size=(120, 40)) as it:
        await it.press("enter")
        it.app.theme = theme
        await it.pass_time(1.0)
        board = it.app.screen.query_one("#board")
        for style in STYLES:
            for other in STYLES:
                board.set_class(other == style, f"-{other}")
            for last in (False, True):
                board.set_class(last, "-last")
                await it.pilot.pause()
                for widget in board.children:
                    styles = [widget.rich_style]
                    styles += [widget.get_component_rich_style(one) for one in widget.COMPONENT_CLASSES]
                    for one in styles:
                        ratio = contrast(Color.from_rich_color(one.color), Color.from_rich_color(one.bgcolor))
                        assert ratio >= least - 0.05, (style, widget, one)
