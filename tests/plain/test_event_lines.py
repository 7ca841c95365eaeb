"""Events as lines of text and as JSON lines."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from datetime import datetime, timedelta, timezone
from typing import Any, TextIO, get_args

import pytest
from live_builders import EACH, MORNING, begun, change, lift, planned, stretch
from plan_builders import timed

from hipcoach.cues.level import Level
from hipcoach.engine.events import (
    AdvanceChanged,
    Countdown,
    Event,
    ExerciseDone,
    ExerciseSkipped,
    Finishing,
    FinishTakenBack,
    HoldMoment,
    HoldReached,
    HoldStarted,
    LeadInStarted,
    MinimumReached,
    Outcome,
    PaceChanged,
    PainDescribed,
    PainDismissed,
    PainFelt,
    PainKind,
    PainTakenBack,
    Paused,
    PhaseStarted,
    PlanChanged,
    PrepareStarted,
    RecordUndone,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SessionEnded,
    SessionStarted,
    SetDone,
    SwitchSides,
    TargetChanged,
    TimeChanged,
    TimedStarted,
    Waiting,
    WorkResumed,
)
from hipcoach.engine.player import Player
from hipcoach.engine.records import Amount, How, Record
from hipcoach.plain.event_lines import Manner, lines_of
from hipcoach.plain.json_lines import JsonLines, as_json, json_line
from hipcoach.plain.output import LineOutput
from hipcoach.session.model import AtLeast, Cue, Exercise, Moment, Range, Side

CUES = (Cue("Draw your {other} thigh closer", Moment.START), Cue("Back long"), Cue("Ease out slowly", Moment.END))


def figure_four(**more: Any) -> Exercise:
    texts = {"setup": ("Lie on your back",), "switch_cue": "Uncross; {side} ankle over the other knee"}
    return stretch((30, 60), **{"id": "figure-four", "side": EACH, "sets": 2, "cues": CUES, **texts, **more})


WALK = timed([AtLeast(120, 3600), 60], id="walk", cues=(Cue("Tall and easy"),))
MORE = lift(AtLeast(10, 200), id="more")
PLAN = planned(figure_four(), lift((15, 30)), WALK, MORE)
PLACE = ("figure-four", Side.RIGHT, 1)
HELD = Record(2, *PLACE[:1], "figure-four", *PLACE[1:], None, Amount(Range(30, 60), 45, 45.0), 45.0, 0.0, (), How.DONE)
LIFTED = Record(
    5, "lift", None, Side.NONE, 1, Amount(Range(15, 30), 15, 7), None, 35.0, 12.5, ("band", "far"), How.SHORT
)

MANY = Record(8, "more", None, Side.NONE, 1, Amount(Range(10, 200), 10, 12), None, 60.0, 0.0, (), How.DONE, open=True)

EVERY_EVENT: tuple[tuple[Event, tuple[str, ...]], ...] = (
    (SessionStarted(0, "Evening", 335), ()),
    (
        PrepareStarted(0, *PLACE, 20),
        (
            "Figure-Four, right side, 20 seconds to get ready",
            "Lie on your back",
            "2 sets of 30 seconds on each side",
        ),
    ),
    (RestStarted(90, *PLACE, 30), ("Rest, 30 seconds", "Next: right side, set 1 of 2")),
    (SwitchSides(50, *PLACE, 10), ("Change sides: right. Uncross; right ankle over the other knee",)),
    (HoldStarted(60, *PLACE, 2, 45), ("Hold, right, 45 seconds", "Draw your left thigh closer")),
    (RepetitionsStarted(200, "lift", Side.NONE, 1, 5, 15, False), ("Go, 15 repetitions",)),
    (RepetitionsStarted(200, "lift", Side.NONE, 1, 5, 15, True), ("Go, 15 repetitions, at your own pace",)),
    (
        PrepareStarted(0, "walk", Side.NONE, 1, 15),
        ("Walk, 15 seconds to get ready", "2 sets of at least 2 minutes and 1 minute"),
    ),
    (RestStarted(150, "walk", Side.NONE, 2, 30), ("Rest, 30 seconds", "Next: set 2 of 2. 1 minute")),
    (TimedStarted(60, "walk", Side.NONE, 1, 6, 120, True), ("Go, at least 2 minutes", "Tall and easy")),
    (TimedStarted(180, "walk", Side.NONE, 2, 7, 60), ("Go, 1 minute", "Tall and easy")),
    (RepetitionsStarted(200, "more", Side.NONE, 1, 8, 10, False, True), ("Go, at least 10 repetitions",)),
    (RepetitionDone(260, "more", Side.NONE, 1, 12, 10, True), ("twelve",)),
    (MinimumReached(250, "more", Side.NONE, 1, 10, True), ("Minimum reached", "Next ends the set")),
    (WorkResumed(240, "more", Side.NONE, 1, 2.0), ("Go on, at least 2 repetitions to go",)),
    (WorkResumed(255, "more", Side.NONE, 1, 0.0), ("Go on",)),
    (SetDone(262, "more", Side.NONE, 1, MANY), ("Done, 12 repetitions",)),
    (LeadInStarted(70, *PLACE, 3), ("Ready, right, 3 seconds",)),
    (WorkResumed(73, *PLACE, 21.0), ("Go on, right, 21 seconds to go",)),
    (WorkResumed(73, "lift", Side.NONE, 1, 4.0), ("Go on, 4 repetitions to go",)),
    (Countdown(57, *PLACE, 3), ()),
    (HoldReached(68, *PLACE, HoldMoment.BREATHE, 37), ("Breathe slowly",)),
    (HoldReached(68, *PLACE, HoldMoment.FORM, 37), ("Back long",)),
    (MinimumReached(90, *PLACE, 30), ("Minimum reached",)),
    (PhaseStarted(200, "lift", Side.NONE, 1, 4, 0, False, "lift", 2), ()),
    (PhaseStarted(202, "lift", Side.NONE, 1, 4, 1, False, "pause", 1), ("four",)),
    (RepetitionDone(205, "lift", Side.NONE, 1, 4, 15, False), ()),
    (RepetitionsLeft(205, "lift", Side.NONE, 1, 3), ("Last three",)),
    (SetDone(105, *PLACE, HELD), ("Done. Ease out slowly",)),
    (SetDone(300, "lift", Side.NONE, 1, LIFTED), ("7 of 15 repetitions, short",)),
    (ExerciseDone(300, "lift"), ()),
    (ExerciseSkipped(300, "lift"), ("Exercise left out: Lift",)),
    (Waiting(60, *PLACE), ("Ready when you are",)),
    (TimeChanged(55, *PLACE, 3.0), ("3 seconds to get ready",)),
    (TargetChanged(75, *PLACE, 50.0), ("Now 50 seconds",)),
    (TargetChanged(75, "lift", Side.NONE, 1, 12.0), ("Now 12 repetitions",)),
    (PaceChanged(75, *PLACE, True), ()),
    (AdvanceChanged(75, *PLACE, True), ()),
    (Paused(75, *PLACE, 0), ("Session paused",)),
    (Paused(75, *PLACE, 612.4), ("Session paused, nobody was guided for 10 minutes 12",)),
    (Resumed(75, *PLACE), ("Going on, right",)),
    (PainFelt(75, *PLACE), ()),
    (PainDescribed(75, *PLACE, PainKind.ACHE, 4), ()),
    (PainDismissed(75, *PLACE, None), ()),
    (PainTakenBack(75, *PLACE, PainKind.ACHE), ()),
    (Finishing(75, *PLACE, 10), ()),
    (FinishTakenBack(75, *PLACE, False), ()),
    (FinishTakenBack(75, *PLACE, True), ("Stopped",)),
    (RecordUndone(110, 2), ()),
    (PlanChanged(110, PLAN), ("Now at least 8 minutes 50 in all",)),
    (SessionEnded(335, Outcome.COMPLETED, 8, 8), ("Session over: completed, 8 of 8 sets",)),
    (SessionEnded(335, Outcome.PARTIAL, 7, 8), ("Session over: done in part, 7 of 8 sets",)),
    (SessionEnded(3, Outcome.PARTIAL, 0, 8, nothing_done=True), ("Session over: nothing done, 0 of 8 sets",)),
)
"""Each kind of event with its lines; what has none is told by a question or by the answer to a key."""

ALL = Manner(Level.FULL)


def told(event: Event, manner: Manner = ALL, together: tuple[Event, ...] = ()) -> tuple[str, ...]:
    return tuple(line.text for line in lines_of(event, PLAN, manner, together))


# -- lines of text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("event", "texts"), EVERY_EVENT, ids=lambda value: type(value).__name__)
def test_each_event_has_its_lines(event: Event, texts: tuple[str, ...]) -> None:
    assert told(event) == texts


def test_no_kind_of_event_is_forgotten_here() -> None:
    assert {type(event) for event, _ in EVERY_EVENT} == set(get_args(Event))


def test_the_names_of_events_are_all_different() -> None:
    assert len({kind.word for kind in get_args(Event)}) == len(get_args(Event))


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (TimeChanged(55, *PLACE, 13.217463), "13 seconds to get ready"),
        (WorkResumed(73, *PLACE, 21.483729), "Go on, right, 21 seconds to go"),
        (TargetChanged(75, *PLACE, 12.3457), "Now 12 seconds"),
    ],
)
def test_people_are_told_whole_seconds(event: Event, text: str) -> None:
    assert told(event) == (text,)


@pytest.mark.parametrize(
    ("done", "how", "text"),
    [
        (0.0, How.SKIPPED, "0 of 45 seconds, skipped"),
        (0.6, How.SHORT, "0 of 45 seconds, short"),
        (29.9, How.SHORT, "29 of 45 seconds, short"),
        (29.9, How.GIVEN_UP, "29 of 45 seconds, given up"),
        (29.9, How.PAIN, "29 of 45 seconds, stopped for pain"),
        (30.0, How.DONE, "Done"),
    ],
)
def test_of_a_set_it_is_told_how_it_ended(done: float, how: How, text: str) -> None:
    record = Record(2, "figure-four", None, *PLACE[1:], None, Amount(Range(30, 60), 45, done), done, 0, (), how)

    [line] = told(SetDone(105, *PLACE, record))

    # The cue for coming out follows where the set was done.
    assert line.removesuffix(". Ease out slowly") == text


def test_what_begins_at_the_same_moment_says_that_a_set_is_over() -> None:
    over = SetDone(105, *PLACE, HELD)

    assert told(over, together=(over, RestStarted(105, *PLACE, 30))) == ("Ease out slowly",)
    assert told(over, together=(over, SwitchSides(105, *PLACE, 10))) == (), "that begins with how to come out"
    assert told(over, together=(over, SwitchSides(115, *PLACE, 10))) == ("Done. Ease out slowly",)


def test_a_lead_in_says_that_the_session_goes_on() -> None:
    resumed = Resumed(75, *PLACE)

    assert told(resumed, together=(resumed, LeadInStarted(75, *PLACE, 3))) == ()


def test_a_rest_that_is_all_needed_for_changing_sides_is_none() -> None:
    rest = RestStarted(90, *PLACE, 10)

    assert told(rest, together=(rest, SwitchSides(90, *PLACE, 10))) == ()


def test_the_last_seconds_and_phases_are_told_when_asked_for() -> None:
    manner = Manner(Level.BRIEF, ticks=True)

    assert [told(Countdown(57, *PLACE, left), manner) for left in (3, 2, 1)] == [("3 seconds",), ("2",), ("1",)]
    assert told(PhaseStarted(200, "lift", Side.NONE, 1, 4, 0, False, "lift", 2), manner) == ("Lift",)


def test_the_phase_called_pause_is_told_by_the_number_at_the_top() -> None:
    top = PhaseStarted(202, "lift", Side.NONE, 1, 4, 1, False, "pause", 1)

    assert told(top, Manner(Level.BRIEF, ticks=True)) == ("four",), "a session that is paused says so otherwise"


@pytest.mark.parametrize(
    ("event", "quiet", "brief"),
    [
        (HoldReached(82, *PLACE, HoldMoment.HALF_WAY, 22), ("Half-way",), ("Half-way",)),
        (MinimumReached(90, *PLACE, 30), ("Minimum reached",), ("Minimum reached",)),
        (HoldReached(68, *PLACE, HoldMoment.FORM, 37), (), ()),
        (HoldStarted(60, *PLACE, 2, 45), ("Hold, right, 45 seconds",), None),
    ],
)
def test_without_tones_their_words_are_told_at_every_level(
    event: Event, quiet: tuple[str, ...], brief: tuple[str, ...] | None
) -> None:
    assert told(event, Manner(Level.COUNTS)) == quiet
    if brief is not None:
        assert told(event, Manner(Level.BRIEF)) == brief


def test_with_a_voice_lines_say_only_what_it_does_not() -> None:
    voiced = Manner(Level.BRIEF, sounding=True, voiced=lambda words: words.level <= Level.BRIEF)

    left = {type(event): texts for event, _ in EVERY_EVENT if (texts := told(event, voiced))}

    assert PrepareStarted not in left
    assert SwitchSides not in left
    assert HoldStarted not in left
    assert left[SetDone] == ("7 of 15 repetitions, short",)
    assert left[SessionEnded] == ("Session over: nothing done, 0 of 8 sets",)


def test_what_the_voice_cannot_say_is_left_to_the_lines() -> None:
    no_names = Manner(
        Level.BRIEF, sounding=True, voiced=lambda words: words.text not in ("Figure-Four", "Lie on your back")
    )

    assert told(PrepareStarted(0, *PLACE, 20), no_names) == ("Figure-Four", "Lie on your back")


def test_a_voice_of_numbers_and_sides_leaves_the_names_to_the_lines() -> None:
    counts = Manner(Level.BRIEF, sounding=True, voiced=lambda words: words.level <= Level.COUNTS)

    assert told(PrepareStarted(0, *PLACE, 20), counts) == (
        "Figure-Four",
        "Lie on your back",
        "2 sets of 30 seconds on each side",
    )
    assert told(PhaseStarted(202, "lift", Side.NONE, 1, 4, 1, False, "pause", 1), counts) == ()


UNSPEAKABLE = re.compile(r"[·×→]|\d:\d\d|\bs\b")


def test_no_line_has_a_sign_that_is_read_letter_by_letter() -> None:
    lines = [text for event, _ in EVERY_EVENT for text in told(event, Manner(Level.FULL, ticks=True))]

    assert [text for text in lines if UNSPEAKABLE.search(text)] == []


def test_a_repetition_is_a_word_and_seconds_have_their_unit() -> None:
    numbers = [text for event, _ in EVERY_EVENT for text in told(event) if text.isdecimal()]

    assert numbers == []


def test_the_word_hip_comes_only_from_an_exercise() -> None:
    assert not [text for _, texts in EVERY_EVENT for text in texts if "hip" in text.lower()]


# -- JSON lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", [event for event, _ in EVERY_EVENT], ids=lambda event: event.word)
def test_each_event_is_a_json_object_with_its_name_and_its_times(event: Event) -> None:
    told = json.loads(json_line(event, MORNING, PLAN))

    assert told["event"] == event.word
    assert told["due"] == event.due
    assert told["at"] == "2026-11-21T07:00:00.000+00:00"
    assert "\n" not in json_line(event, MORNING, PLAN)


def test_the_time_of_day_is_rfc_3339_with_its_offset() -> None:
    at = datetime(2026, 11, 21, 7, 2, 11, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert as_json(Resumed(1, *PLACE), at, PLAN)["at"] == "2026-11-21T07:02:11.123+05:30"


def test_a_switch_carries_the_new_side_the_time_and_the_words() -> None:
    told = json.loads(json_line(SwitchSides(50, *PLACE, 10), MORNING, PLAN, ("Right side",)))

    assert told == {
        "event": "switch",
        "due": 50,
        "at": "2026-11-21T07:00:00.000+00:00",
        "exercise": "figure-four",
        "side": "right",
        "set": 1,
        "seconds": 10,
        "say": ["Right side", "Uncross; right ankle over the other knee"],
        "heard": ["Right side"],
    }


def test_a_set_that_ended_carries_what_was_done() -> None:
    told = json.loads(json_line(SetDone(300, "lift", Side.NONE, 1, LIFTED), MORNING, PLAN))

    assert told == {
        "event": "set_done",
        "due": 300,
        "at": "2026-11-21T07:00:00.000+00:00",
        "exercise": "lift",
        "library": None,
        "side": "none",
        "set": 1,
        "n": 5,
        "reps": {"range": [15, 30], "target": 15, "done": 7},
        "hold_s": None,
        "seconds": 35,
        "paused_s": 12.5,
        "modifications": ["band", "far"],
        "how": "short",
    }


@pytest.mark.parametrize("how", list(How))
def test_a_set_ends_in_one_of_five_ways(how: How) -> None:
    live = begun(stretch(10, easier=(change("towel"),)), lift(2)).on(10 if how is How.SKIPPED else 15)
    match how:
        case How.DONE:
            live.on(10)
        case How.SHORT | How.SKIPPED:
            live.conductor.do(Player.next)
        case How.GIVEN_UP:
            live.conductor.do(Player.stop)
        case How.PAIN:
            live.conductor.do(Player.pain)
            live.conductor.do(lambda player, now: player.pain_kind(now, PainKind.SHARP))
            live.conductor.do(Player.stop)

    [told] = [as_json(event, MORNING, live.player.plan) for event in live.ear.events if isinstance(event, SetDone)]
    assert told["how"] == how.value


def test_numbers_are_whole_where_they_can_be_and_short_where_not() -> None:
    told = as_json(TimeChanged(50.1234567, *PLACE, 13.0), MORNING, PLAN)

    assert (told["due"], told["seconds"]) == (50.123, 13)
    assert isinstance(told["seconds"], int)


def test_letters_of_any_script_stay_readable() -> None:
    written = json_line(SessionStarted(0, "Übung für die Hüfte", 10), MORNING, PLAN)

    assert "Übung für die Hüfte" in written


def test_every_event_of_a_whole_session_is_a_json_line() -> None:
    out = io.StringIO()
    live = begun(figure_four(), lift((15, 30)), listeners=[json_lines(out)])
    live.to_the_end()

    told = [json.loads(written) for written in out.getvalue().splitlines()]
    assert [(one["event"], one["due"]) for one in told] == [(event.word, event.due) for event in live.ear.events]


# -- as it happens ---------------------------------------------------------------------------------------------------


def unexpected() -> None:
    raise AssertionError("nobody went away")


def json_lines(out: TextIO) -> JsonLines:
    return JsonLines(LineOutput(out, gone=unexpected, report=pytest.fail).write)


class Flushed(io.StringIO):
    """Keeps what had been written at each flush."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def flush(self) -> None:
        self.seen.append(self.getvalue())


def test_each_line_is_flushed_by_itself() -> None:
    out = Flushed()
    events = [Resumed(1, *PLACE), LeadInStarted(1, *PLACE, 3)]

    json_lines(out).hear(events, MORNING, Player(PLAN))

    assert [seen.count("\n") for seen in out.seen] == [1, 2]
    assert all(seen.endswith("\n") for seen in out.seen)


def test_when_nothing_happened_nothing_is_written() -> None:
    out = Flushed()

    json_lines(out).hear((), MORNING, Player(PLAN))

    assert out.seen == []


class Deaf(io.StringIO):
    """Nobody reads it any more."""

    def flush(self) -> None:
        raise BrokenPipeError


def test_a_reader_of_the_lines_that_goes_away_is_reported_and_no_failure() -> None:
    gone: list[bool] = []

    LineOutput(Deaf(), gone=lambda: gone.append(True), report=pytest.fail).write("two")

    assert gone == [True]


class Full(io.StringIO):
    """A file on a disk without room."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_lines_that_cannot_be_written_are_reported_once_and_the_session_goes_on() -> None:
    reports: list[str] = []
    output = LineOutput(Full(), gone=unexpected, report=reports.append)
    live = begun(stretch(30), listeners=[JsonLines(output.write)])

    output.write("Quit?")
    live.to_the_end()

    assert reports == ["Lines cannot be written: No space left on device. The session goes on without them."]
    assert live.reports == []
    assert live.conductor.outcome is Outcome.COMPLETED
