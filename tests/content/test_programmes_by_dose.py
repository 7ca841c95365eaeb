"""Published programmes that need sets that differ, work for a time, open ends, or a tempo that names the hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipcoach.cues.caption import speaking_time
from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.score import Lengths, score
from hipcoach.engine.choices import Choices, unattended
from hipcoach.engine.events import Event, Outcome
from hipcoach.engine.plan import Plan, longest, make_plan
from hipcoach.engine.player import Player
from hipcoach.engine.wording import length
from hipcoach.plain.json_lines import json_line
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Session
from hipcoach.sound.tones import TUNES

PROGRAMMES = Path(__file__).parents[1] / "data" / "programmes"
LIBRARY = Library(shipped_sessions(), None)
LENGTHS = Lengths({tone: TUNES[tone].seconds for tone in Tone}.__getitem__, speaking_time)

# By hand, in seconds: getting ready, the sets, what lies between them.
STRETCH = 15 + 2 * (4 * 30 + 3 * 30) + 10
LIFT = 15 + 2 * 3 * 20 * (2 + 5 + 2 + 2) + 3 * 10 + 2 * 30
CURL = 15 + (6 + 4 + 2) * 16 + 2 * 30
BRIDGE = 15 + 2 * (6 + 4 + 2) * 14 + 3 * 10 + 2 * 30
PRESSES = 10 + 2 * 3 * (2 + 10 + 2 + 5) + 10
TOTALS = {
    "hip-conditioning": 2 * STRETCH + 4 * LIFT,
    "osteoarthritis-circuit": 8 * (15 + 60),
    "isometric": 15 + 5 * 45 + 4 * 120 + 25 + (15 + 12 + 10 + 8) * 6 + 3 * 120,
    "contractions-90-90": (20 + 60 + 10 + 60) + 2 * PRESSES + (10 + 30 + 10 + 30),
    "walk-run-by-time": (10 + 300) + (5 + 60) + (3 + 4 * 60 + 90 + 4 * 120) + (10 + 300),
    "three-for-the-back": CURL + 2 * BRIDGE,
}

HEARD = {
    "hip-conditioning": ("3 sets of 20", "Top leg straight up", "20", "Weight over, roll over; left leg on top"),
    "osteoarthritis-circuit": ("1 set of 1 minute", "Go", "Half-way", "Ten seconds", "Side steps", "Go"),
    "isometric": (
        "5 sets of 45 seconds",
        "4 sets of 15, 12, 10, 8",
        "12 repetitions",
        "10 repetitions",
        "8 repetitions",
    ),
    "contractions-90-90": ("1 set of 1 minute", "1 set of 3", "1 set of at least 30 seconds"),
    "walk-run-by-time": ("1 set of 5 minutes", "Go", "Run", "1 minute 30", "Walk home", "Go"),
    "three-for-the-back": ("3 sets of 6, 4, 2", "4 repetitions", "2 repetitions", "Side bridge", "3 sets of 6, 4, 2"),
}
"""What is heard at `brief`, in this order, among other things."""


def read(name: str) -> Session:
    """A programme that `check` has nothing to say about."""
    reading = LIBRARY.check(PROGRAMMES / f"{name}.yaml", longest)
    assert reading == ()
    session = LIBRARY.read(PROGRAMMES / f"{name}.yaml").session
    assert session is not None
    return session


def played(plan: Plan) -> tuple[tuple[Event, ...], Player]:
    """Everything that happens if nobody does anything."""
    player = Player(plan)
    return player.start(0.0) + player.advance(100_000.0), player


@pytest.mark.parametrize(("name", "total"), TOTALS.items())
def test_it_takes_what_it_takes_by_hand(name: str, total: int) -> None:
    assert make_plan(read(name)).total == total


@pytest.mark.parametrize("name", TOTALS)
def test_without_a_keyboard_it_comes_to_its_end_by_itself(name: str) -> None:
    plan = make_plan(read(name), unattended(Choices()))
    events, player = played(plan)
    lines = [json.loads(json_line(event, datetime(2026, 1, 1, tzinfo=UTC), plan)) for event in events]
    assert (lines[-1]["event"], lines[-1]["due"], lines[-1]["outcome"]) == ("end", plan.total, Outcome.COMPLETED)
    assert [record.counted.done for record in player.records] == [work.target for work in plan.work]


@pytest.mark.parametrize("name", TOTALS)
def test_what_matters_is_heard_in_its_order(name: str) -> None:
    plan = make_plan(read(name))
    player = Player(plan)
    events = player.start(0.0) + player.preview(float(plan.total))
    said = iter([sound.text for sound in score(events, plan, Level.BRIEF, LENGTHS) if sound.text])
    for text in HEARD[name]:
        assert text in said, text


def test_the_circuit_is_in_the_log_as_work_for_a_time() -> None:
    plan = make_plan(read("osteoarthritis-circuit"), unattended(Choices()))
    events, player = played(plan)
    assert [(record.timed, record.hold.done) for record in player.records if record.hold] == [(True, 60.0)] * 8
    sets = [json.loads(json_line(event, datetime(2026, 1, 1, tzinfo=UTC), plan)) for event in events]
    assert [line["timed"] for line in sets if line["event"] == "set_done"] == [True] * 8


def test_the_relaxed_tempo_of_the_handout_takes_eleven_seconds_a_repetition() -> None:
    lifts = [work for work in make_plan(read("hip-conditioning")).work if work.exercise == "hip-abduction"]
    assert {work.seconds for work in lifts} == {220}


def test_the_length_of_a_session_with_an_open_end_is_told_as_the_least() -> None:
    assert length(make_plan(read("contractions-90-90"))) == "at least 8:18"
    assert length(make_plan(read("contractions-90-90"), unattended(Choices()))) == "8:18"
