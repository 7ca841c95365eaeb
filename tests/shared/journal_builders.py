"""Plays sessions for the journal's tests, on a fake clock."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from queue import Queue
from typing import Any

from msgspec.structs import replace

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Event
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.engine.records import Record
from hipcoach.journal.disk import Disk
from hipcoach.journal.journal import Journal, SessionFacts
from hipcoach.live.conductor import Conductor
from hipcoach.session.model import Exercise, Group, Order, Phase, Range, Session, Sides, Tempo

MORNING = datetime(2026, 11, 21, 7, 2, 11, tzinfo=timezone(timedelta(hours=1)))
HOST = "1" * 32
PATIENCE = 30.0
"""Seconds after which a test stops waiting for a thread."""

CIRCUIT = Session(
    title="Circuit",
    exercises=(
        Exercise(id="plank", name="Plank", hold=Range(5, 5), prepare=2, rest=0),
        Exercise(id="lift", name="Lift", side=Sides.EACH, reps=Range(2, 2), prepare=2, switch=2, rest=0),
        Exercise(
            id="march",
            name="March",
            side=Sides.EACH,
            order=Order.ALTERNATE,
            reps=Range(2, 2),
            tempo=Tempo((Phase("lift", 1), Phase("lower", 1))),
            prepare=2,
            rest=0,
        ),
    ),
    groups=(Group("circuit", "Circuit", ("plank", "lift", "march"), Range(3, 3), rest=4),),
)
"""Three rounds of 41 s: a hold of 5 s, two repetitions of 5 s on each side, two of 2 s on each side in turn."""
SMALL = Session(
    title="Release",
    exercises=(
        Exercise(
            id="figure-four",
            name="Figure-four stretch",
            library="figure-four",
            side=Sides.EACH,
            hold=Range(6, 12),
            prepare=4,
            switch=4,
        ),
        Exercise(
            id="clamshell",
            name="Clamshell",
            side=Sides.RIGHT,
            sets=Range(1, 2),
            reps=Range(2, 3),
            tempo=Tempo((Phase("lift", 1), Phase("lower", 1))),
            rest=5,
            prepare=4,
        ),
    ),
)
"""A hold of 6 s on each side, then two repetitions of 2 s."""


PLAIN = Choices()


def ids() -> Callable[[], str]:
    """Makes predictable ids in place of random ones."""
    numbers = itertools.count(0xABC0)
    return lambda: f"{next(numbers):x}".ljust(32, "0")


class LoggedSession:
    """A player, a conductor and a journal on one fake clock."""

    def __init__(
        self,
        log: Path,
        *,
        session: Session = SMALL,
        choices: Choices = PLAIN,
        disk: Disk | None = None,
        retry: Callable[[int], float | None] = lambda failures: None,
        begins: datetime = MORNING,
        new_id: Callable[[], str] | None = None,
        journal: Journal | None = None,
        player: Player | None = None,
        file: str = "release.yaml",
    ) -> None:
        self.now = 100.0
        self.begins = begins
        self.told: Queue[str] = Queue()
        self.acknowledged: Queue[str] = Queue()
        self.heard: list[Event] = []
        self.session = session
        facts = SessionFacts(file, "5" * 64, session.title, "0.1.0", HOST, choices)
        self.journal = journal or Journal(
            log,
            facts,
            wall=self.wall,
            pid=4242,
            report=self.told.put,
            new_id=new_id or ids(),
            disk=disk,
            retry=retry,
            acknowledged=self.acknowledged.put,
        )
        self.player = player or Player(make_plan(session, choices))
        self.conductor = Conductor(
            self.player, [self.journal, self], clock=lambda: self.now, wall=self.wall, report=self._fail
        )

    def wall(self) -> datetime:
        return self.begins + timedelta(seconds=self.now - 100.0)

    def _fail(self, text: str) -> None:
        raise AssertionError(text)

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        self.heard += events

    def do(self, command: Callable[[Player, float], tuple[Event, ...]]) -> None:
        self.conductor.do(command)

    def start(self) -> None:
        self.do(Player.start)

    def play(self, seconds: float = 1e9) -> None:
        """Wake the conductor whenever it is due, for so many seconds or until nothing is due."""
        until = self.now + seconds
        while (delay := self.conductor.delay()) is not None and self.now + delay <= until:
            self.now = round(self.now + delay, 6)
            self.conductor.wake()
        if seconds < 1e9:
            self.now = until
            self.conductor.wake()

    def settle(self) -> None:
        """Wait until everything so far is on the disk."""
        while self.journal.unwritten():
            self.acknowledged.get(timeout=PATIENCE)

    def close(self) -> Path:
        """Close the journal; returns its complete file."""
        assert self.journal.close(PATIENCE) == ()
        assert self.journal.path is not None
        return self.journal.path


def played(log: Path, **how: Any) -> Path:
    """Play a session from beginning to end; returns its log file."""
    logged = LoggedSession(log, **how)
    logged.start()
    logged.play()
    return logged.close()


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def but_for_interruptions(records: Iterable[Record]) -> list[Record]:
    """What was done, in the order of the plan, without what an interruption may change about it."""
    unpaused = sorted((replace(record, paused=0.0) for record in records), key=lambda one: one.n)
    # A repetition that was cut off is done again from its start, and its first part was work all the same.
    return [replace(record, seconds=0.0) if record.reps else record for record in unpaused]


def small_plan() -> Plan:
    return make_plan(SMALL)
