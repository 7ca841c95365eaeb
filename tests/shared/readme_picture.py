"""Draws the picture that the README opens with, `.github/app.svg`, from the app itself.

    python tests/shared/readme_picture.py       # draws it anew

A stretch is held on the left side, at the session's own time: the same program draws the same picture on every machine.
Blocks and braille are drawn as shapes, so that no font has to have them, and nothing is loaded from anywhere.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from unittest import mock

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hipcoach.engine.choices import Choices
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.paths import Paths
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.settings.model import Settings
from hipcoach.sound.health import Health, SoundState
from hipcoach.sound.speaker import Speaker
from hipcoach.ui.app import HipcoachApp
from hipcoach.ui.screens.guiding import Guiding

PICTURE = Path(__file__).resolve().parents[2] / ".github" / "app.svg"

SESSION = "release"
SIZE = (100, 30)
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
HOLDING = 30.0
"""Seconds of the session after which it is drawn: in the first hold."""

WIDE, HIGH = 9, 19
"""The width and height of a cell."""

FONT = 15
EDGE = 12
"""The air around the screen."""

EIGHTHS = {"█": 0xFF, "▀": 0x0F, "▄": 0xF0}
"""Which half rows of a cell a block fills: four bits for the upper half, four for the lower one."""

SHADES = {"░": 0.3, "▒": 0.55, "▓": 0.8}
BRAILLE = range(0x2800, 0x2900)
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""The column and row of each dot of a braille cell, by its bit."""


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def wall(self) -> datetime:
        """The time of day."""
        return MORNING + timedelta(seconds=self.now)


class Audible(Speaker):
    """A speaker as on a machine with sound, which plays nothing."""

    @property
    def state(self) -> SoundState:
        return SoundState(Health.PLAYING, "a player")

    def start(self) -> None:
        """Start no thread."""


async def drawn(home: Path) -> str:
    """Lead a session to its first hold, in a home folder of its own, and draw what is on the screen."""
    with mock.patch.dict(os.environ, {"HIPCOACH_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}):
        os.environ.pop("NO_COLOR", None)
        os.environ.pop("TEXTUAL_THEME", None)
        places = Paths.find(os.environ)
        home.mkdir(parents=True, exist_ok=True)
        places.accepted.write_text("yes\n", encoding="utf-8")
        library = Library(shipped_sessions(), None)
        reading = library.read(library.find(SESSION))
        assert reading.session is not None
        clock = Clock()
        desk = Environment(places, library, clock, clock.wall, Settings(walk_through=False), ())

        def speaker(ring: Callable[[], None], report: Callable[[str], None]) -> Speaker:
            return Audible(ring=ring, report=report, find=lambda: ())

        app = HipcoachApp(desk, Choices(), RunOptions(), speaker, (reading.session, reading))
        try:
            async with app.run_test(size=SIZE) as pilot:
                await pilot.press("enter")
                await app.workers.wait_for_complete()
                await pilot.pause()
                assert isinstance(app.screen, Guiding)
                while clock.now < HOLDING:
                    clock.now += 0.5
                    app.screen.wake()
                await pilot.pause()
                return svg(app.screen._compositor.render_strips())
        finally:
            app.close_all()


def svg(strips: list[Strip]) -> str:
    """A screen as SVG."""
    width, height = SIZE[0] * WIDE + 2 * EDGE, len(strips) * HIGH + 2 * EDGE
    ground = _colour(next(iter(strips[0])).style, behind=True)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="monospace"'
        f' font-size="{FONT}" shape-rendering="crispEdges">',
        f'<rect width="{width}" height="{height}" rx="8" fill="{ground}"/>',
    ]
    for row, strip in enumerate(strips):
        column = 0
        for segment in Strip(strip).simplify():
            lines += _segment(segment, EDGE + column * WIDE, EDGE + row * HIGH, ground)
            column += cell_len(segment.text)
    return "\n".join([*lines, "</svg>", ""])


def _segment(segment: Segment, x: int, y: int, ground: str) -> Iterator[str]:
    """The parts of a picture for a piece of text in one style."""
    text, style = segment.text, segment.style
    behind, colour = _colour(style, behind=True, default=ground), _colour(style)
    if behind != ground:
        yield f'<rect x="{x}" y="{y}" width="{cell_len(text) * WIDE}" height="{HIGH}" fill="{behind}"/>'
    shapes = "".join(_shape(sign, x + at * WIDE, y) for at, sign in enumerate(text))
    if shapes:
        yield f'<path fill="{colour}" d="{shapes}"/>'
    for at, sign in enumerate(text):
        if sign in SHADES:
            faint = f'fill="{colour}" fill-opacity="{SHADES[sign]}"'
            yield f'<rect x="{x + at * WIDE}" y="{y}" width="{WIDE}" height="{HIGH}" {faint}/>'
    words = "".join(" " if sign in SHADES or sign in EIGHTHS or ord(sign) in BRAILLE else sign for sign in text)
    if words.strip():
        left = len(words) - len(words.lstrip())
        words = words.strip()
        heavy = ' font-weight="bold"' if style is not None and style.bold else ""
        yield (
            f'<text x="{x + left * WIDE}" y="{y + HIGH - 5}" textLength="{cell_len(words) * WIDE}"'
            f' fill="{colour}"{heavy} xml:space="preserve">{escape(words)}</text>'
        )


def _shape(sign: str, x: int, y: int) -> str:
    """The path of a block or of braille dots; empty for any other character."""
    if sign in EIGHTHS:
        half = HIGH / 2
        upper, lower = EIGHTHS[sign] & 0x0F, EIGHTHS[sign] & 0xF0
        top, bottom = (y if upper else y + half), (y + HIGH if lower else y + half)
        return f"M{x} {top:g}h{WIDE}v{bottom - top:g}h-{WIDE}z"
    if ord(sign) in BRAILLE:
        dots = (dot for bit, dot in enumerate(DOTS) if ord(sign) & 1 << bit)
        return "".join(
            f"M{x + WIDE * (0.25 + 0.5 * column) - 1.5:g} {y + HIGH * (0.125 + 0.25 * row) - 1.5:g}h3v3h-3z"
            for column, row in dots
        )
    return ""


def _colour(style: Style | None, *, behind: bool = False, default: str = "none") -> str:
    """The colour of the text, or behind it; air may have none."""
    colour = None if style is None else style.bgcolor if behind != bool(style.reverse) else style.color
    return default if colour is None else colour.get_truecolor().hex


def main() -> None:
    """Draw the picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        picture = asyncio.run(drawn(Path(folder) / "home"))
    PICTURE.write_text(picture, encoding="utf-8", newline="\n")
    print(f"{PICTURE}: {len(picture):,} characters", file=sys.stderr)


if __name__ == "__main__":
    main()
