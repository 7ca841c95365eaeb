"""Our own themes, and colours for what a person is doing in every theme."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual.color import Color
from textual.theme import Theme

Colours = Mapping[str, str]
"""The value of each variable of ours, by its name without the `$`.

Any two of those for phases are told apart by people with each kind of colour blindness too: `test_looks` measures it.
"""

DARK_COLOURS: Colours = MappingProxyType(
    {
        "dimmed": "#949ba5",
        "phase-ready": "#5a9cf7",
        "phase-work": "#48e183",
        "phase-switch": "#f9bc2a",
        "phase-rest": "#8cd5e5",
        "phase-still": "#ffffff",
        "phase-pain": "#f45e53",
        "pain-ground": "#2a0709",
        "pain-text": "#ffffff",
    }
)
LIGHT_COLOURS: Colours = MappingProxyType(
    {
        "dimmed": "#5c636b",
        "phase-ready": "#0a5bd1",
        "phase-work": "#0b7e47",
        "phase-switch": "#a05e06",
        "phase-rest": "#0d5359",
        "phase-still": "#000000",
        "phase-pain": "#960017",
        "pain-ground": "#ffe5e2",
        "pain-text": "#000000",
    }
)
HIGH_COLOURS: Colours = MappingProxyType(
    {
        "dimmed": "#b8b8b8",
        "phase-ready": "#80b4fa",
        "phase-work": "#54cb5d",
        "phase-switch": "#f2d046",
        "phase-rest": "#6be8f8",
        "phase-still": "#ffffff",
        "phase-pain": "#fe9c98",
        "pain-ground": "#280000",
        "pain-text": "#ffffff",
    }
)
ANSI_COLOURS: Mapping[bool, Colours] = MappingProxyType(
    {
        dark: MappingProxyType(
            {
                "dimmed": "ansi_white" if dark else "ansi_bright_black",
                "phase-ready": "ansi_bright_blue" if dark else "ansi_blue",
                "phase-work": "ansi_bright_green" if dark else "ansi_green",
                "phase-switch": "ansi_bright_yellow" if dark else "ansi_yellow",
                "phase-rest": "ansi_bright_cyan" if dark else "ansi_cyan",
                "phase-still": "ansi_bright_white" if dark else "ansi_black",
                "phase-pain": "ansi_bright_red" if dark else "ansi_red",
                "pain-ground": "ansi_default",
                "pain-text": "ansi_default",
            }
        )
        for dark in (True, False)
    }
)
"""Colours that the terminal defines; by whether the theme is dark."""

READABLE = 4.5
"""The least contrast between a text and what is behind it."""

DARK = Theme(
    name="hipcoach-dark",
    primary="#58a6ff",
    secondary="#5fd7d7",
    accent="#58a6ff",
    warning="#ffc233",
    error="#ff6b63",
    success="#3fc95f",
    foreground="#f0f2f4",
    background="#101214",
    surface="#171a1e",
    panel="#1e242b",
    dark=True,
    variables=dict(DARK_COLOURS),
)

LIGHT = Theme(
    name="hipcoach-light",
    primary="#0b57d0",
    secondary="#00707a",
    accent="#0b57d0",
    warning="#9a5b00",
    error="#b3001b",
    success="#1a7f37",
    foreground="#14171a",
    background="#fafafa",
    surface="#ffffff",
    panel="#e6e9ec",
    dark=False,
    variables=dict(LIGHT_COLOURS),
)

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffffff",
    secondary="#ffff00",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff9a94",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
    variables=dict(HIGH_COLOURS),
)
"""White and yellow on black, for reading from the floor."""

OURS = (DARK, LIGHT, HIGH_CONTRAST)


def colours_for(theme: Theme, background: str) -> dict[str, str]:
    """Our colours for a theme that is not ours, readable on its background."""
    if theme.name.startswith("ansi"):
        return dict(ANSI_COLOURS[theme.dark])
    ground = Color.parse(background)
    given = DARK_COLOURS if theme.dark else LIGHT_COLOURS
    return {name: value if name.startswith("pain-") else readable(value, ground) for name, value in given.items()}


def readable(colour: str, ground: Color) -> str:
    """The colour, mixed with white or black as far as it takes to be read on this background."""
    wanted = Color.parse(colour)
    towards = Color.parse("#ffffff" if ground.brightness < 0.5 else "#000000")
    for step in range(11):
        mixed = wanted.blend(towards, step / 10)
        if contrast(mixed, ground) >= READABLE:
            return mixed.hex
    return towards.hex


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
