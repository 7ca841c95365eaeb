"""How a live session is put together, for any front end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from live_builders import Clock, planned, session, stretch

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Event
from hipcoach.engine.player import Player
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.live.run import Live, Opened, begin
from hipcoach.paths import Paths
from hipcoach.session.library import Library, Reading
from hipcoach.session.model import AtLeast


class Listening:
    """A listener, or all that a session wants of a journal or a speaker, that says when it heard something."""

    def __init__(self, name: str, told: list[str]) -> None:
        self.name = name
        self.told = told

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        self.told.append(self.name)

    def prepare(self, plan: Any) -> None:
        self.told.append(f"{self.name} gets ready for {plan.title}")

    def choices_changed(self, choices: Choices) -> None:
        pass


@pytest.mark.parametrize("silent", [False, True])
def test_the_journal_hears_first_then_the_speaker_then_the_screen(home: Path, silent: bool) -> None:
    clock, told = Clock(), []
    journal, speaker, lines, notices = (Listening(name, told) for name in ("journal", "speaker", "lines", "notices"))
    desk = Environment(Paths.find({"HIPCOACH_HOME": str(home)}), Library(home, home), clock, clock.wall)
    opened: Any = Opened(Player(planned(stretch())), None, Choices(), journal)  # type: ignore[arg-type]

    live = Live(desk, opened, RunOptions(speed=1.0), None if silent else speaker, [lines, notices], print)  # type: ignore[arg-type]
    assert told == ([] if silent else ["speaker gets ready for Evening"])

    told.clear()
    live.start()
    assert told == ["journal", *([] if silent else ["speaker"]), "lines", "notices"]


@pytest.mark.parametrize(
    ("keyboard", "speed", "open_end"), [(True, None, True), (True, 20.0, False), (False, None, False)]
)
def test_only_somebody_with_a_keyboard_can_end_an_open_end(
    home: Path, keyboard: bool, speed: float | None, open_end: bool
) -> None:
    clock = Clock()
    desk = Environment(Paths.find({"HIPCOACH_HOME": str(home)}), Library(home, home), clock, clock.wall)
    sit = session(stretch(AtLeast(20, 3600)))
    reading = Reading(sit, (), home / "sit.yaml", b"")

    opened = begin(desk, sit, reading, Choices(), RunOptions(speed=speed), print, keyboard=keyboard)

    assert opened.player.plan.open is open_end
    assert opened.player.plan.total == 10 + 20
    if opened.journal is not None:
        opened.journal.close(5.0)
