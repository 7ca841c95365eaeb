"""Rules for whatever a person does while a session is heard; Hypothesis makes up what that is."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sound_builders import Reader, Studio, a_hold, a_player, some_lifts

from hipcoach.coach.cueing import Level, Tone
from hipcoach.coach.events import Event, HoldStarted, RepetitionsStarted, SessionEnded, SwitchSides, WorkResumed
from hipcoach.coach.player import NotAllowed
from hipcoach.coach.precedence import LATEST
from hipcoach.session.model import Range, Side
from hipcoach.sound.manners import Manners
from hipcoach.sound.tones import RATE

COMMANDS = [
    "next",
    "next",
    "back",
    "redo",
    "pause",
    "resume",
    "resume",
    "not_ready",
    "adjust",
    "undo",
    "pain",
    "dismiss",
]
GAPS = (0.0, 0.3, 1.1, 2.7, 7.9, 14.3, 40.0)
ACTS = st.lists(st.tuples(st.sampled_from(GAPS), st.sampled_from(COMMANDS)), max_size=12)
TOLD_BY = {
    SwitchSides: Tone.SWITCH,
    HoldStarted: Tone.START,
    RepetitionsStarted: Tone.START,
    WorkResumed: Tone.START,
    SessionEnded: Tone.SESSION_DONE,
}


class Session:
    """A studio whose player keeps a clock of its own, since pauses stop session time."""

    def __init__(self, level: Level = Level.FULL) -> None:
        player = a_player(a_hold((20, 40), switch=5, sets=Range(2, 2), setup=("Lie down", "Knees bent")), some_lifts(6))
        self.studio = Studio(player, voice=Reader(), manners=Manners(level))
        self.events: list[tuple[float, Event]] = []
        hear = self.studio.hear

        def listen(events: Any) -> None:
            self.events += [(self.studio.session, event) for event in events]
            hear(events)

        self.studio.hear = listen  # type: ignore[method-assign]
        self.studio.do(player.start)

    def do(self, command: str) -> None:
        values = (1,) if command == "adjust" else ()
        with suppress(NotAllowed):
            self.studio.do(lambda now: getattr(self.studio.player, command)(now, *values))


@settings(max_examples=30, derandomize=True, deadline=None, database=None)
@given(ACTS)
def test_whatever_is_pressed_all_that_matters_is_heard_and_nothing_at_once(acts: list[tuple[float, str]]) -> None:
    session = Session()
    studio = session.studio
    for seconds, command in acts:
        studio.go(seconds)
        session.do(command)
    studio.go(20.0)
    session.do("resume")
    studio.go(60.0)

    ends = [min(take.end or 1e9, take.heard_at + len(take.values) / RATE) for take in studio.takes]
    for end, following in zip(ends, studio.takes[1:], strict=False):
        assert end <= following.heard_at + 0.2, "one file at a time, but for the silence at its end"
    heard = [(at, name) for at, name in studio.heard() if name in ("switch", "start", "session_done")]
    changes = [at for at, event in session.events]
    for at, event in session.events:
        tone = TOLD_BY.get(type(event))
        if tone is None or studio.now - studio.begin - at < LATEST:
            continue
        soon = [when for when in changes if at < when < at + 0.2]
        outranked = any(
            other is not event and TOLD_BY.get(type(other)) and abs(when - at) < 0.2 for when, other in session.events
        )
        stopped = any(
            type(other).__name__ in ("Paused", "PainFelt") and -0.01 <= when - at < 0.3
            for when, other in session.events
        )
        told = [when for when, name in heard if name == tone and -0.01 <= when - at <= LATEST]
        assert told or outranked or stopped or soon, (at, event)
    assert studio.out == []
    assert len(studio.files()) <= 2


SIDES = {"Left side": Side.LEFT, "Right side": Side.RIGHT}


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(ACTS)
def test_whatever_is_pressed_the_last_side_said_before_work_is_the_one_that_works(
    acts: list[tuple[float, str]],
) -> None:
    session = Session(Level.BRIEF)
    studio = session.studio
    for seconds, command in acts:
        studio.go(seconds)
        session.do(command)
    studio.go(20.0)
    session.do("resume")
    studio.go(60.0)

    heard = studio.heard()
    for at, event in session.events:
        if TOLD_BY.get(type(event)) is not Tone.START or event.side not in SIDES.values():
            continue
        begins = [when for when, name in heard if name == Tone.START and -0.01 <= when - at <= LATEST]
        said = [SIDES[name] for when, name in heard if name in SIDES and when < begins[0]] if begins else [event.side]
        assert said[-1:] == [event.side], (at, event)
