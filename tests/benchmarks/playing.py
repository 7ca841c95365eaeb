"""What the player itself costs: an hour of a session, and ten thousand steps of one."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tables import Goal, Row

from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.session.model import Exercise, Range, Session

AN_HOUR = "60 minutes"


def a_session(sets: int) -> Session:
    """So many holds of half a minute, each with as much rest before it."""
    hold = Exercise(id="lean", name="Lean", hold=Range(30, 30), sets=Range(sets, sets), rest=30)
    return Session(title="Long", exercises=(hold,))


def played(sets: int) -> tuple[float, int]:
    """Seconds of CPU to plan a session and to play it through, woken whenever it is due; and its steps."""
    session = a_session(sets)
    began = time.process_time()
    player = Player(make_plan(session, Choices()))
    player.start(0.0)
    while (due := player.next_due()) is not None:
        player.advance(due)
    return time.process_time() - began, len(player.plan.steps)


def measure(steps: int, rounds: int) -> Iterator[Row]:
    """The quickest of some rounds of each, in turn."""
    hours, longs = [], []
    for _ in range(rounds):
        hours.append(played(60))
        longs.append(played(steps // 2))
    (hour, few), (long, many) = min(hours), min(longs)
    yield Row(f"player: {AN_HOUR}, planned and played", hour * 1000, "ms of CPU", Goal(100))
    each = {AN_HOUR: hour / few * 1e6}
    yield Row(f"player: each of {many:,} steps", long / many * 1e6, "µs of CPU", Goal(1.5, AN_HOUR), each)
