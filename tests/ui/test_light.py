"""What a second of a session costs: how many widgets are painted anew for it, and how many bytes the terminal gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.widget import Widget

from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.widgets.cells import Cells

STEADY = """\
hipcoach: 1
title: Steady
exercises:
  - {name: Lean, hold: 90 s, sets: 2, rest: 90 s, prepare: 5 s}
  - {name: Lift, reps: 30, prepare: 5 s, tempo: "lift 2, lower 2"}
"""

SECONDS = 12
"""So many in a row are looked at: all that a state brings with it happens in them."""

PARTS = 4
"""How often the session is woken in each of them."""


class Most(NamedTuple):
    """What a displayed second may cost on average, at 80 columns by 24 lines in true colour."""

    at: float
    """Seconds into the session, in the middle of a state."""
    updates: float
    """Widgets that are painted anew; a widget counts as often as it is."""
    layouts: float
    """Places that are worked out anew, which costs more than everything else."""
    bytes: int


MOST = {
    "hold": Most(35.0, updates=3, layouts=0, bytes=330),
    "rest": Most(125.0, updates=3, layouts=0, bytes=330),
    "paced": Most(285.0, updates=7, layouts=0, bytes=660),
}


class Costs:
    """What is painted and written."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.updates: list[str] = []
        self.layouts: list[str] = []
        self.bytes = 0

    def __iadd__(self, other: Costs) -> Self:
        self.updates += other.updates
        self.layouts += other.layouts
        self.bytes += other.bytes
        return self


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Count within `with costs() as counted`, on an app that is being shown."""
    monkeypatch.setenv("COLORTERM", "truecolor")

    @contextmanager
    def counting() -> Iterator[Costs]:
        counted = Costs()
        refresh, repaint = Widget.refresh, Cells.repaint

        def updated(widget: Widget, *regions: Any, repaint: bool = True, layout: bool = False, **how: Any) -> Widget:
            name = widget.id or type(widget).__name__
            counted.updates.append(name)
            if layout:
                counted.layouts.append(name)
            return refresh(widget, *regions, repaint=repaint, layout=layout, **how)

        def painted(widget: Cells, regions: Sequence[Region]) -> None:
            if regions:
                counted.updates.append(str(widget.id))
            repaint(widget, regions)

        def written(driver: HeadlessDriver, data: str) -> None:
            # Without sound the terminal's bell rings.
            counted.bytes += len(data.replace("\a", "").encode())

        with monkeypatch.context() as patch:
            patch.setattr(Widget, "refresh", updated)
            patch.setattr(Cells, "repaint", painted)
            patch.setattr(HeadlessDriver, "write", written)
            # Textual writes nothing without a terminal.
            patch.setattr(App, "is_headless", property(lambda app: False))
            yield counted

    return counting


@pytest.fixture
def steady(home, stage):
    """Start a session of which every state lasts long."""
    (home / "sessions").mkdir(parents=True)
    (home / "sessions" / "steady.yaml").write_text(STEADY)
    return lambda **how: stage(opening="steady", **how)


async def begin(it) -> float:
    """Begin the session; returns when it began."""
    await it.press("enter")
    while not isinstance(it.app.screen, Guiding):
        it.read()
        await it.press("enter")
    # What the thread says of the sound would be painted at a moment of its own.
    await it.sound_looked_for()
    return it.clock.now


async def costs_of_a_second(it, counted: Costs) -> Costs:
    """What it takes to show the next second."""
    counted.forget()
    for _ in range(PARTS):
        it.clock.now = round(it.clock.now + 1 / PARTS, 6)
        it.app.screen.wake()
        await it.pilot.pause()
    return counted


async def test_a_displayed_second_costs_little_and_being_woken_nothing_where_nothing_has_changed(steady, costs) -> None:
    async with steady() as it:
        begun = await begin(it)
        for state, most in MOST.items():
            await it.pass_time(begun + most.at - it.clock.now)
            it.app.screen.wake()
            await it.pilot.pause()
            with costs() as counted:
                for _ in range(PARTS):
                    it.app.screen.wake()
                    await it.pilot.pause()
                assert (counted.updates, counted.bytes) == ([], 0), state

                spent = Costs()
                for _ in range(SECONDS):
                    spent += await costs_of_a_second(it, counted)
                    assert counted.updates, f"nothing is shown in {state}"
            assert len(spent.updates) <= most.updates * SECONDS, (state, Counter(spent.updates))
            assert len(spent.layouts) <= most.layouts * SECONDS, (state, Counter(spent.layouts))
            assert spent.bytes <= most.bytes * SECONDS, state


async def test_while_paused_only_the_time_of_day_goes_on(steady, costs) -> None:
    async with steady() as it:
        await begin(it)
        await it.pass_time(MOST["hold"].at)
        await it.press("p")
        with costs() as counted:
            for _ in range(2 * 60):
                it.clock.now += 1.0
                it.app.screen._after()
                await it.pilot.pause()

    assert 1 <= len(counted.updates) <= 2
    assert counted.layouts == []
