"""Runs the app without a terminal: a clock set by hand, no sound device, screens as lines of text."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from inspect import signature
from operator import itemgetter
from pathlib import Path
from types import CellType, CodeType, FunctionType
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from hipcoach.engine.choices import Choices
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.live.run import left_open
from hipcoach.paths import Paths
from hipcoach.session.library import EXERCISES, Library, Reading, shipped_sessions
from hipcoach.session.reader import Lengths
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.sound.speaker import Speaker
from hipcoach.ui.app import HipcoachApp
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.shared import WAITING
from hipcoach.ui.styling import Candidates
from hipcoach.ui.widgets.block_text import BlockText

MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
SHORT = """\
hipcoach: 1
title: Short
exercises:
  - name: Stretch
    hold: 10-20 s
    side: each
    prepare: 5 s
    switch: 5 s
    setup: [Lie down, "{side} knee up"]
    switch_cue: "Now the {side} knee"
    cues: [Draw it closer]
    easier:
      - {id: towel, name: With a towel, group: aid}
      - {id: strap, name: With a strap, group: aid}
  - name: Lift
    reps: 4-8
    prepare: 5 s
    tempo: lift 1, lower 1
"""

BRIEF = """\
hipcoach: 1
title: Brief
exercises:
  - {name: Lean, hold: 20-30 s, side: each, prepare: 0 s, switch: 1 s}
"""


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def wall(self) -> datetime:
        return MORNING + timedelta(seconds=self.now - 1000.0)


KNOWN = FoundSettings(Settings(walk_through=False))
"""The settings of somebody who knows the exercises."""

PARSE = Stylesheet._parse_rules
PAINT = Screen._compositor_refresh

VARIABLES: dict[frozenset[tuple[str, str]], frozenset[tuple[str, str]]] = {}
"""The variables of stylesheets, by what they are."""

LOOKS: dict[tuple[int, ...], Candidates] = {}
"""How widgets look, worked out once for all tests."""

SOON = 0.06
"""Timers of app or screen due within so many seconds are waited for, such as a new size or a screen's first paint."""

PATIENCE = 20.0
"""Seconds after which nothing is waited for any more."""


class Frames:
    """Paints a frame when everything is quiet; Textual paints several on the way there, each over the one before."""

    def __init__(self) -> None:
        self._due: set[Screen[Any]] = set()

    def later(self, screen: Screen[Any]) -> None:
        """Have a screen painted later; what lies behind the screen on top passes on what has changed of it."""
        if screen is screen.app.screen:
            self._due.add(screen)
            # The compositor knows by now which regions are to be painted.
            screen._dirty_widgets.clear()
        else:
            PAINT(screen)

    def lay_out(self, screen: Screen[Any]) -> bool:
        """Have the screen on top do all that comes before painting; returns whether there was anything."""
        due = _changed(screen)
        if due:
            screen._on_timer_update()
        return due

    def paint(self, screen: Screen[Any]) -> bool:
        """Paint what is due of the screen on top; returns whether anything was."""
        due = screen in self._due
        self._due.clear()
        if due:
            PAINT(screen)
        return due


class Naps:
    """Lets timers be woken before their time."""

    def __init__(self) -> None:
        self._asleep: dict[asyncio.Task[Any] | None, tuple[float, asyncio.Future[None]]] = {}

    async def sleep(self, seconds: float) -> None:
        """Sleep for so long, or until woken."""
        if seconds < 0.0005:
            return
        loop, timer = asyncio.get_running_loop(), asyncio.current_task()
        woken = loop.create_future()
        alarm = loop.call_later(seconds, _ring, woken)
        self._asleep[timer] = (alarm.when(), woken)
        try:
            await woken
        finally:
            alarm.cancel()
            del self._asleep[timer]

    def wake_first(self, timers: list[Timer]) -> None:
        """Wake the one of these timers that is due first."""
        asleep = [self._asleep[timer._task] for timer in timers if timer._task in self._asleep]
        if asleep:
            _ring(min(asleep, key=itemgetter(0))[1])


def _ring(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)


class Quiet:
    """Waits until there is nothing left to do: no message, no thread at work, nothing to write, no frame to paint.

    Faster than Textual's own pilot, which waits three times for each key until the process was idle for 20 ms, and asks
    each widget three times whether it has anything to do.
    """

    def __init__(self, app: HipcoachApp, frames: Frames, naps: Naps) -> None:
        self.writes = True
        """Whether what is to be logged gets onto the disk."""
        self._app = app
        self._frames = frames
        self._naps = naps

    async def reached(self, *, painted: bool = True) -> None:
        """Wait until there is nothing left to do, but perhaps to paint a frame."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        turns = 0
        while turns < 2 and loop.time() < end:
            await asyncio.sleep(0)
            turns = 0 if loop._ready else turns + 1
            if turns == 2 and await self._helped(painted):
                turns = 0

    async def _helped(self, painted: bool) -> bool:
        """Where all messages have been taken, have the next thing done; returns whether there was any."""
        app = self._app
        threads = [worker._task for worker in app.workers if worker._thread_worker and worker.is_running]
        if threads:
            await asyncio.wait(threads, timeout=0.05, return_when=asyncio.FIRST_COMPLETED)
            return True
        if self.writes and self._writing():
            # The loop may wait for milliseconds only, and is needed when writing fails.
            time.sleep(0.0002)
            return True
        pumps = (app, *app.screen_stack)
        soon = [one for pump in pumps for one in pump._timers if one._repeat == 0 and one._interval < SOON]
        if soon:
            self._naps.wake_first(soon)
            return True
        # An app that is ending paints nothing more.
        if not app.screen_stack or app._batch_count:
            return False
        return self._frames.lay_out(app.screen) or (painted and self._frames.paint(app.screen))

    def _writing(self) -> bool:
        live = self._app._flow.live if self._app._flow is not None else None
        journal = live.journal if live is not None else None
        return journal is not None and journal.trouble is None and bool(journal.unwritten())


def _changed(screen: Screen) -> bool:
    """Whether a screen has something to do before it is painted; it does so at most sixty times a second."""
    due = screen._layout_required or screen._repaint_required or screen._scroll_required or screen._recompose_required
    return screen.is_current and bool(due or screen._dirty_widgets or screen._callbacks)


@dataclass
class Stage:
    """A running app, and ways to use it as a person would."""

    app: HipcoachApp
    pilot: Pilot[int]
    clock: Clock
    home: Path
    quiet: Quiet

    async def press(self, *keys: str) -> None:
        """Press keys 0.3 s apart, slower than a held key repeats; "wait" lets a second pass."""
        for key in keys:
            self.clock.now += 1.0 if key == "wait" else 0.3
            if key == "wait":
                continue
            await self.app._press_keys([key])
            await self._handled()
            await self.disk()

    async def burst(self, *keys: str) -> None:
        """Press keys all at once, as after a stall: each is queued before the one before has been handled."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(Key(name, key_to_character(name)))
        await self.turns()
        await self.disk()

    def read(self) -> None:
        """Let enough time pass for the person to have read a screen that appeared by itself."""
        self.clock.now += 60.0

    async def turns(self) -> None:
        """Wait until all keys have been handled."""
        await self._handled()
        await self.quiet.reached()

    async def _handled(self) -> None:
        while not (self.app.leaving or (self.app._turns.idle and self.app._message_queue.empty())):
            await asyncio.sleep(0)

    async def disk(self) -> None:
        """Wait for the workers that wait for the disk."""
        await self.quiet.reached(painted=False)
        while waiting := [worker for worker in self.app.workers if worker.group == WAITING]:
            await self.app.workers.wait_for_complete(waiting)
            await self.quiet.reached(painted=False)
        await self.quiet.reached()

    async def resize(self, width: int, height: int) -> None:
        """Have a window of another size, without the moment for which Textual waits for further changes."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until files are read and everything is painted."""
        await self.app.workers.wait_for_complete()
        await self.disk()

    async def sound_looked_for(self) -> None:
        """Wait until the thread for sound, which the check-in starts, has told that there is no player."""
        async with asyncio.timeout(PATIENCE):
            while not self.told("No sound"):
                await self.pilot.pause()

    async def pass_time(self, seconds: float) -> None:
        """Let so many seconds pass, waking the session as the event loop would."""
        end = self.clock.now + seconds
        while self.clock.now < end and isinstance(self.app.screen, Guiding):
            self.clock.now = min(end, self.clock.now + 1)
            self.app.screen.wake()
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """The lines of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def sees(self, text: str) -> bool:
        """Whether a text is on the screen, however it is wrapped, or in block letters."""
        return text in " ".join(" ".join([*self.lines(), *self.blocks()]).split())

    def blocks(self) -> list[str]:
        """What is on the screen in block letters."""
        screen = self.app.screen
        return [one.text for one in screen.query(BlockText) if one.display and screen.find_widget(one).visible_region]

    def told(self, text: str) -> bool:
        """Whether a notification contains a text."""
        return any(text in notification.message for notification in self.app._notifications)

    def log(self) -> list[str]:
        """The lines of all logs."""
        return [line for path in sorted(self.home.glob("log/*/*.jsonl")) for line in path.read_text().splitlines()]


@pytest.fixture
def own_sessions(home: Path) -> Path:
    """The folder of the person's own sessions, with a short one in it."""
    folder = home / "sessions"
    folder.mkdir(parents=True)
    (folder / "short.yaml").write_text(SHORT, encoding="utf-8")
    return folder


@pytest.fixture
def brief(tmp_path: Path, home: Path) -> Path:
    """A session whose work begins at once, with the safety text accepted."""
    home.mkdir()
    (home / "accepted").write_text("yes\n")
    file = tmp_path / "brief.yaml"
    file.write_text(BRIEF)
    return file


@cache
def _parsed(variables: frozenset[tuple[str, str]], *what: Any) -> list[RuleSet]:
    return PARSE(Stylesheet(variables=dict(variables)), *what)


def parse_once(
    sheet: Stylesheet, css: str, read_from: CSSLocation, is_default_rules: bool, tie_breaker: int, scope: str
) -> list[RuleSet]:
    """Parse a piece of a stylesheet, which every app has, once for all tests: it takes a fifth of starting one."""
    variables = sheet.__dict__.get("frozen_variables")
    if variables is None or variables[0] is not sheet._variables:
        frozen = frozenset(sheet._variables.items())
        # The same object each time, so that nothing has to be compared.
        variables = sheet.__dict__["frozen_variables"] = (sheet._variables, VARIABLES.setdefault(frozen, frozen))
    return _parsed(variables[1], css, read_from, is_default_rules, tie_breaker, scope)


@cache
def _parameters(code: CodeType) -> int:
    return len(signature(FunctionType(code, {}, closure=(CellType(),) * len(code.co_freevars))).parameters)


def count_once(function: Callable[..., object]) -> int:
    """Count the parameters of a function once, however often it is made anew."""
    plain = isinstance(function, FunctionType) and not hasattr(function, "__wrapped__")
    return _parameters(function.__code__) if plain else len(signature(function).parameters)


@cache
def _as_shipped(path: Path) -> Reading:
    return Library(shipped_sessions(), None).read(path)


class Shelf(Library):
    """A library that reads the shipped sessions once for all tests, unless the person has exercises of their own."""

    def read(self, path: Path, lengths: Lengths | None = None) -> Reading:
        """Read a session, from the cache if it was read before."""
        known = path.parent == shipped_sessions() and self.shipped == path.parent and lengths is None
        own = self.own is not None and (self.own / EXERCISES).exists()
        return _as_shipped(path) if known and not own else super().read(path, lengths)


@pytest.fixture
def stage(home: Path, monkeypatch: pytest.MonkeyPatch):
    """Start the app: `async with stage(size=(80, 24), opening="short") as it: ...`.

    `every_frame`: those on the way to a quiet screen are painted as well.
    """

    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)
    monkeypatch.setattr("textual._callback._count_parameters", count_once)
    # Nobody cuts the power here.
    monkeypatch.setattr("os.fsync", lambda descriptor: None)
    # Nobody hears the bells of the end.
    monkeypatch.setattr("hipcoach.sound.speaker.RINGING_OUT", 0.0)

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (80, 24),
        opening: str | None = None,
        accepted: bool = True,
        shipped: Path | None = None,
        found: FoundSettings = KNOWN,
        elsewhere: tuple[Path, ...] = (),
        resume: bool = False,
        toasts: bool = False,
        speed: float | None = None,
        every_frame: bool = False,
        go: bool = False,
    ) -> AsyncIterator[Stage]:
        places = Paths.find(os.environ)
        if accepted:
            places.accepted.parent.mkdir(parents=True, exist_ok=True)
            places.accepted.write_text("yes\n")
        library = Shelf(shipped or shipped_sessions(), places.sessions)
        clock = Clock()
        opened = None
        if opening is not None:
            reading = library.read(library.find(opening))
            assert reading.session is not None
            opened = (reading.session, reading)

        def speaker(ring: Callable[[], None], report: Callable[[str], None]) -> Speaker:
            return Speaker(ring=ring, report=report, find=lambda: ())

        desk = Environment(places, library, clock, clock.wall, found.settings, elsewhere)
        left = left_open(desk, pytest.fail) if resume else None
        going_on = (left, None) if left else None
        choices, options = found.settings.begin(Choices()), RunOptions(go=go, speed=speed)
        app = HipcoachApp(desk, choices, options, speaker, opened, found.notice, going_on)
        app.stylesheet._by_rules = LOOKS
        frames, naps = Frames(), Naps()
        quiet = Quiet(app, frames, naps)
        monkeypatch.setattr("textual.timer.sleep", naps.sleep)
        monkeypatch.setattr("textual.app.wait_for_idle", lambda *times: quiet.reached(painted=False))
        monkeypatch.setattr("textual.pilot.wait_for_idle", lambda *times: quiet.reached())
        monkeypatch.setattr(Pilot, "_wait_for_screen", lambda *what: quiet.reached())
        if not every_frame:
            monkeypatch.setattr(Screen, "_compositor_refresh", lambda screen: frames.later(screen))
        try:
            async with app.run_test(size=size, notifications=toasts) as pilot:
                app.animation_level = "none"
                it = Stage(app, pilot, clock, home, quiet)
                monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 3600.0)
                await it.settle()
                yield it
        finally:
            app.close_all()

    return start


@pytest.fixture
def same_screen(request: pytest.FixtureRequest):
    """Compare a screen with the stored one; `pytest --keep-screens` stores the current one."""

    def compare(name: str, lines: list[str]) -> None:
        path = Path(__file__).parent / "screens" / f"{name}.txt"
        text = "\n".join(lines).rstrip() + "\n"
        if request.config.getoption("--keep-screens"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
