"""What is to be done after an exercise is the first thing told in whatever follows it, and gives way to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from plan_builders import EACH, Walk, begun, change, hold, planned, reps
from plan_strategies import plans

from hipcoach.cues.caption import speaking_time
from hipcoach.cues.current import outlook, remembered
from hipcoach.cues.placing import AHEAD
from hipcoach.cues.prompts import GET_HELP, Level, Tone, prompt
from hipcoach.cues.score import LONGEST_CLOSING, Lengths, score
from hipcoach.cues.track import Sound
from hipcoach.cues.view import view
from hipcoach.engine.events import (
    Event,
    ExerciseSkipped,
    Outcome,
    PainKind,
    PrepareStarted,
    SessionEnded,
    SetEvent,
    WorkStarted,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.plain.event_lines import Manner, lines_of
from hipcoach.session.model import Cue, Moment, Side, Sides
from hipcoach.sound.tones import TUNES

OFF = "Sit down, then take the loop off"
OUT = "Foot in slowly"
TONES = {tone: TUNES[tone].seconds for tone in Tone}
LENGTHS = Lengths(TONES.__getitem__, speaking_time)

BAND = reps(
    6,
    id="band",
    prepare=20,
    afterwards=OFF,
    cues=(Cue(OUT, Moment.END),),
    easier=(change("bare", afterwards="Foot down"),),
)
NEXT = hold(id="next", side=EACH, setup=("Lie down", "{side} knee up"))
BAND_ENDS = 50.0


def everything(plan: Plan) -> tuple[Event, ...]:
    player = Player(plan)
    return player.start(0.0) + player.preview(1_000_000.0)


def told(sounds: Sequence[Sound]) -> list[str]:
    return [f"{sound.at:.2f} {sound.tone or sound.text}" for sound in sounds]


def heard(plan: Plan, level: Level, begin: float, end: float = 1_000_000.0, lengths: Lengths = LENGTHS) -> list[str]:
    return told([sound for sound in score(everything(plan), plan, level, lengths) if begin <= sound.at < end])


def slow(seconds: float) -> Lengths:
    """A voice that takes so long for everything."""
    return Lengths(TONES.__getitem__, lambda text: seconds)


def after(walk: Walk, latest: tuple[Event, ...]) -> list[str]:
    """What is heard from a command on."""
    player = walk.player
    events = outlook(remembered((), walk.events), latest, player.preview(1000.0), player.plan, player.state)
    sounds = score(events, player.plan, Level.BRIEF, LENGTHS)
    return [sound.tone or sound.text for sound in sounds if sound.at >= player.elapsed]


# -- in what follows ----------------------------------------------------------------------------------------------


def test_it_is_the_first_thing_said_as_getting_ready_for_the_next_exercise_begins() -> None:
    plan = planned(BAND, replace(NEXT, prepare=30))
    brief = heard(plan, Level.BRIEF, BAND_ENDS, BAND_ENDS + 30)
    assert [one.split(" ", 1)[1] for one in brief] == [
        *("exercise_done", "ready", OUT, OFF, "Next", "Left side", "Lie down", "Left knee up"),
        *("1 set of 30 seconds", "On each side", "tick", "tick", "tick"),
    ]
    assert OFF not in [one.split(" ", 1)[1] for one in heard(plan, Level.COUNTS, 0.0)]


def test_it_is_not_said_again_where_the_next_exercise_is_begun_anew() -> None:
    following = replace(NEXT, easier=(change("wall", name="Wall"),))
    walk = begun(BAND, following)
    walk.at(BAND_ENDS + 20.0)
    walk.replan(planned(BAND, following, modifications={"next": ("wall",)}))
    walk.resume()
    walk.on(1.0)
    first, anew = [event for event in walk.events if isinstance(event, PrepareStarted) and event.exercise == "next"]
    assert prompt(first, planned(BAND, following)).said_at(Level.FULL)[0] == OFF
    assert OFF not in prompt(anew, walk.player.plan).said_at(Level.FULL)


def test_it_is_told_in_lines_and_to_programs_too() -> None:
    plan = planned(BAND, NEXT)
    prepares = [event for event in everything(plan) if isinstance(event, PrepareStarted)]
    assert [line.text for line in lines_of(prepares[1], plan, Manner(Level.FULL))] == [
        OFF,
        "Next, left side, 15 seconds to get ready",
        "Lie down",
        "Left knee up",
        "1 set of 30 seconds on each side",
    ]
    assert prompt(prepares[1], plan).said_at(Level.FULL)[0] == OFF
    assert OFF not in prompt(prepares[0], plan).said_at(Level.FULL)


def test_it_is_to_be_read_after_the_way_out_and_before_the_set_up() -> None:
    walk = begun(BAND, NEXT)
    walk.at(BAND_ENDS)
    assert view(walk.player).cue == f"{OUT} · {OFF}"
    walk.at(BAND_ENDS + 4.9)
    assert view(walk.player).cue == f"{OUT} · {OFF}"
    walk.at(BAND_ENDS + 5.1)
    assert view(walk.player).cue == "Lie down · Left knee up"


def test_where_nothing_was_done_there_is_no_way_out_but_the_band_is_on() -> None:
    walk = begun(BAND, NEXT)
    walk.at(20.0)
    walk.next()
    assert view(walk.player).cue == OFF


@pytest.mark.parametrize("prepare", [0, 1, 3, 4, 5, 7, 8])
def test_it_is_said_however_short_the_next_time_to_get_ready_is(prepare: int) -> None:
    plan = planned(BAND, replace(NEXT, prepare=prepare))
    sounds = score(everything(plan), plan, Level.BRIEF, LENGTHS)
    said = [sound.text for sound in sounds if sound.text and sound.at >= BAND_ENDS]
    assert said.count(OFF) == 1
    # Where it fits into that time, it comes before all else but the way out.
    assert OFF in said[:2] or prepare < 4
    # The name and the side may be told ahead.
    assert {"Next", "Left side"} <= {sound.text for sound in sounds if sound.at >= BAND_ENDS - max(AHEAD)}
    off = next(sound for sound in sounds if sound.text == OFF)
    assert prepare < 4 or off.end < BAND_ENDS + prepare


def test_what_a_modification_says_counts() -> None:
    plan = planned(BAND, NEXT, modifications={"band": ("bare",)})
    said = [one.split(" ", 1)[1] for one in heard(plan, Level.BRIEF, BAND_ENDS, BAND_ENDS + 5)]
    assert said[2:4] == [OUT, "Foot down"]
    assert OFF not in said


@pytest.mark.parametrize(
    ("side", "text"),
    [
        (Sides.LEFT, "Take the loop off your left ankle"),
        (Sides.EACH, "Take the loop off your ankle"),
        (Sides.NONE, "Take the loop off your ankle"),
    ],
)
def test_a_side_is_named_only_where_there_is_but_one(side: Sides, text: str) -> None:
    plan = planned(replace(BAND, side=side, afterwards="Take the loop off your {side} ankle"), NEXT)
    assert text in [sound.text for sound in score(everything(plan), plan, Level.BRIEF, LENGTHS)]


# -- at the end ---------------------------------------------------------------------------------------------------


def test_at_the_end_the_closing_chord_waits_for_the_way_out_and_for_what_is_to_be_done() -> None:
    for level in (Level.BRIEF, Level.FULL):
        assert heard(planned(BAND), level, BAND_ENDS) == [
            "50.00 exercise_done",
            f"50.97 {OUT}",
            f"52.37 {OFF}",
            "54.94 session_done",
            "56.94 Session over",
        ]


@pytest.mark.parametrize("level", [Level.TONES, Level.COUNTS])
def test_where_nothing_is_said_the_chord_comes_at_once(level: Level) -> None:
    assert heard(planned(BAND), level, BAND_ENDS)[-1:] == ["50.00 session_done"]


def test_without_a_voice_the_chord_comes_at_once() -> None:
    mute = Lengths(TONES.__getitem__, lambda text: None)
    assert heard(planned(BAND), Level.FULL, BAND_ENDS, lengths=mute) == ["50.00 session_done"]


@pytest.mark.parametrize("seconds", [2.0, 3.0, 5.0, 9.0])
def test_the_chord_waits_for_so_long_and_no_longer_and_nothing_is_lost(seconds: float) -> None:
    plan = planned(BAND)
    sounds = [s for s in score(everything(plan), plan, Level.FULL, slow(seconds)) if s.at >= BAND_ENDS]
    assert {OUT, OFF, "Session over"} <= {sound.text for sound in sounds}
    chord = next(sound for sound in sounds if sound.tone is Tone.SESSION_DONE)
    assert chord.at <= BAND_ENDS + LONGEST_CLOSING
    assert all(one.end <= two.at + 1e-6 for one, two in pairwise(sounds))


def test_the_last_line_of_a_session_says_it_too() -> None:
    plan = planned(BAND)
    ended = everything(plan)[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.leaving == ("band",)
    lines = [line.text for line in lines_of(ended, plan, Manner(Level.FULL))]
    assert lines == [OFF, "Session over: completed, 1 of 1 set"]
    assert prompt(ended, plan).said_at(Level.FULL) == (OFF, "Session over")


# -- wherever it ends before that -----------------------------------------------------------------------------------


def test_an_exercise_that_is_left_out_for_pain_leaves_it_to_be_done_at_once() -> None:
    walk = begun(BAND, NEXT)
    walk.at(30.0)
    walk.pain()
    walk.pain_kind(PainKind.ACHE, 5)
    latest = walk.skip_exercise()
    assert after(walk, latest)[:3] == [Tone.END, "Exercise left out", OFF]
    skipped = next(event for event in latest if isinstance(event, ExerciseSkipped))
    lines = [line.text for line in lines_of(skipped, walk.player.plan, Manner(Level.FULL))]
    assert lines == ["Exercise left out: Band", OFF]
    assert view(walk.player).cue == OFF


@pytest.mark.parametrize("at", [5.0, 30.0])
def test_a_session_that_is_ended_in_an_exercise_says_it_before_the_chord(at: float) -> None:
    walk = begun(BAND, NEXT)
    walk.at(at)
    walk.pause()
    walk.finish()
    said = after(walk, walk.stop())
    assert said[-3:] == [OFF, Tone.SESSION_DONE, "Session over"]


def test_where_nothing_but_the_end_is_left_to_tell_a_long_one_is_said_after_the_chord() -> None:
    walk = begun(BAND)
    walk.at(30.0)
    walk.pause()
    ended = walk.stop()[-1]
    sounds = score([ended], walk.player.plan, Level.BRIEF, slow(LONGEST_CLOSING))
    assert [sound.tone or sound.text for sound in sounds] == [Tone.SESSION_DONE, OFF, "Session over"]


def test_whoever_ends_while_getting_ready_for_the_next_one_may_not_have_done_it_yet() -> None:
    walk = begun(BAND, NEXT)
    walk.at(BAND_ENDS + 2)
    walk.pause()
    walk.finish()
    assert after(walk, walk.stop())[-3:] == [OFF, Tone.SESSION_DONE, "Session over"]

    walk = begun(BAND, NEXT)
    walk.at(BAND_ENDS + 20)
    walk.pause()
    walk.finish()
    ended = walk.stop()[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.leaving == ()


def test_behind_the_line_about_help_where_pain_ends_the_session() -> None:
    walk = begun(BAND, NEXT)
    walk.at(31.0)
    walk.pain()
    walk.pain_kind(PainKind.SHARP)
    latest = walk.stop()
    ended = latest[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.outcome is Outcome.STOPPED_FOR_PAIN
    assert after(walk, latest) == ["Session over", *GET_HELP, OFF]


# -- rules --------------------------------------------------------------------------------------------------------


@settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plan=plans(lively=False))
def test_in_any_session_it_is_said_after_each_exercise_before_anything_else_or_between_three_two_one(
    plan: Plan,
) -> None:
    exercises = {name: replace(one, afterwards=f"Take {name} off") for name, one in plan.exercises.items()}
    plan = replace(plan, exercises=MappingProxyType(exercises))
    events = everything(plan)
    for level in (Level.BRIEF, Level.FULL):
        sounds = score(events, plan, level, LENGTHS)
        assert all(one.end <= two.at + 1e-6 for one, two in pairwise(sounds))
        said = [sound.text for sound in sounds if sound.text.startswith("Take ")]
        longest = [event for event in events if isinstance(event, PrepareStarted) and event.seconds >= 3]
        sure = {plan.steps[-1].exercise} | {before for event in longest for before in _before(plan, event)}
        assert said == [f"Take {name} off" for name in exercises if name in sure or f"Take {name} off" in said]
        for event in longest:
            for before in _before(plan, event):
                at = next(sound for sound in sounds if sound.text == f"Take {before} off")
                works = (one for one in events if isinstance(one, WorkStarted))
                begins = next(one.due for one in works if event_place(one) == event_place(event))
                assert event.due <= at.at < at.end <= begins, (before, at)


def _before(plan: Plan, event: PrepareStarted) -> list[str]:
    """The exercise that is over as another one begins to be got ready for, if any."""
    place = next(n for n, work in enumerate(plan.work) if (work.exercise, work.side, work.set) == event_place(event))
    over = {work.exercise for work in plan.work[:place]} - {work.exercise for work in plan.work[place:]}
    return [work.exercise for work in plan.work[:place][-1:] if work.exercise in over]


def event_place(event: SetEvent) -> tuple[str, Side, int]:
    """The set that an event leads to."""
    return event.exercise, event.side, event.set
