"""Events as lines of text and as JSON lines."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from datetime import datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from live_builders import EACH, MORNING, begun, change, lift, planned, stretch
from plan_builders import timed

from hipcoach.engine.events import (
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
from hipcoach.plain.event_lines import Lines, line, text_line
from hipcoach.plain.json_lines import as_json, json_line
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

EVERY_EVENT: tuple[tuple[Event, str], ...] = (
    (SessionStarted(0, "Evening", 335), "[00:00] start    Evening · at least 5:35"),
    (
        PrepareStarted(0, *PLACE, 20),
        "[00:00] prepare  RIGHT · 20 s · Figure-Four · 2 sets of 30 seconds on each side · Lie on your back",
    ),
    (RestStarted(90, *PLACE, 30), "[01:30] rest     30 s · Next: right side, set 1 of 2"),
    (SwitchSides(50, *PLACE, 10), "[00:50] switch   RIGHT · 10 s · Uncross; right ankle over the other knee"),
    (HoldStarted(60, *PLACE, 2, 45), "[01:00] hold     RIGHT · 45 s · Draw your left thigh closer"),
    (RepetitionsStarted(200, "lift", Side.NONE, 1, 5, 15, False), "[03:20] reps     15"),
    (RepetitionsStarted(200, "lift", Side.NONE, 1, 5, 15, True), "[03:20] reps     15 · at your own pace"),
    (
        PrepareStarted(0, "walk", Side.NONE, 1, 15),
        "[00:00] prepare  15 s · Walk · 2 sets of at least 2 minutes and 1 minute",
    ),
    (RestStarted(150, "walk", Side.NONE, 2, 30), "[02:30] rest     30 s · Next: set 2 of 2 · 1 minute"),
    (TimedStarted(60, "walk", Side.NONE, 1, 6, 120, True), "[01:00] timed    at least 120 s · Tall and easy"),
    (TimedStarted(180, "walk", Side.NONE, 2, 7, 60), "[03:00] timed    60 s · Tall and easy"),
    (RepetitionsStarted(200, "more", Side.NONE, 1, 8, 10, False, True), "[03:20] reps     at least 10"),
    (RepetitionDone(260, "more", Side.NONE, 1, 12, 10, False), "[04:20] count    12 of at least 10"),
    (MinimumReached(250, "more", Side.NONE, 1, 10, True), "[04:10] minimum  10 reached"),
    (SetDone(262, "more", Side.NONE, 1, MANY), "[04:22] done     12 of at least 10"),
    (LeadInStarted(70, *PLACE, 3), "[01:10] ready    RIGHT · 3 s"),
    (WorkResumed(73, *PLACE, 21.0), "[01:13] go on    RIGHT · 21 s left"),
    (WorkResumed(73, "lift", Side.NONE, 1, 4.0), "[01:13] go on    4 left"),
    (Countdown(57, *PLACE, 3), "[00:57] tick     3"),
    (HoldReached(68, *PLACE, HoldMoment.BREATHE, 37), "[01:08] cue      Breathe slowly"),
    (HoldReached(68, *PLACE, HoldMoment.FORM, 37), "[01:08] cue      Back long"),
    (MinimumReached(90, *PLACE, 30), "[01:30] minimum  30 reached"),
    (PhaseStarted(200, "lift", Side.NONE, 1, 4, 0, False, "lift", 2), "[03:20] lift     4"),
    (RepetitionDone(205, "lift", Side.NONE, 1, 4, 15, False), "[03:25] count    4 of 15"),
    (RepetitionsLeft(205, "lift", Side.NONE, 1, 3), "[03:25] cue      Last three"),
    (SetDone(105, *PLACE, HELD), "[01:45] done     RIGHT · 45 of 45 s · Ease out slowly"),
    (SetDone(300, "lift", Side.NONE, 1, LIFTED), "[05:00] done     7 of 15 · short"),
    (ExerciseDone(300, "lift"), "[05:00] finished Lift"),
    (ExerciseSkipped(300, "lift"), "[05:00] left out Lift"),
    (Waiting(60, *PLACE), "[01:00] cue      Ready when you are"),
    (TimeChanged(55, *PLACE, 3.0), "[00:55] time     RIGHT · 3 s"),
    (TargetChanged(75, *PLACE, 50.0), "[01:15] target   RIGHT · 50"),
    (PaceChanged(75, *PLACE, True), "[01:15] pace     At your own pace"),
    (Paused(75, *PLACE, 0), "[01:15] paused"),
    (Paused(75, *PLACE, 612.4), "[01:15] paused   nobody was guided for 612 s"),
    (Resumed(75, *PLACE), "[01:15] resumed  RIGHT"),
    (PainFelt(75, *PLACE), "[01:15] pain     stopped"),
    (PainDescribed(75, *PLACE, PainKind.ACHE, 4), "[01:15] pain     ache · 4 of 10"),
    (PainDescribed(75, *PLACE, PainKind.GIVING_WAY, None), "[01:15] pain     giving way"),
    (PainDismissed(75, *PLACE, None), "[01:15] paused"),
    (PainTakenBack(75, *PLACE, PainKind.ACHE), "[01:15] pain     taken back"),
    (Finishing(75, *PLACE, 10), "[01:15] end      in 10 s"),
    (FinishTakenBack(75, *PLACE, False), "[01:15] paused"),
    (FinishTakenBack(75, *PLACE, True), "[01:15] pain     stopped"),
    (RecordUndone(110, 2), "[01:50] cue      Last set taken back"),
    (PlanChanged(110, PLAN), "[01:50] changed  at least 8:50 in all"),
    (SessionEnded(335, Outcome.COMPLETED, 8, 8), "[05:35] end      completed · 8 of 8 sets"),
    (SessionEnded(335, Outcome.PARTIAL, 7, 8), "[05:35] end      done in part · 7 of 8 sets"),
    (SessionEnded(3, Outcome.PARTIAL, 0, 8, nothing_done=True), "[00:03] end      nothing done · 0 of 8 sets"),
)
"""Each kind of event with its line of text."""


# -- lines of text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("event", "text"), EVERY_EVENT, ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_each_event_is_a_line(event: Event, text: str) -> None:
    assert line(event, PLAN) == text


def test_no_kind_of_event_is_forgotten_here() -> None:
    assert {type(event) for event, _ in EVERY_EVENT} == set(get_args(Event))


def test_the_names_of_events_are_all_different() -> None:
    assert len({kind.word for kind in get_args(Event)}) == len(get_args(Event))


def test_minutes_go_on_past_an_hour() -> None:
    assert line(Countdown(72 * 60 + 10.0, *PLACE, 3), PLAN) == "[72:10] tick     3"


def test_the_time_of_an_event_is_never_rounded_up() -> None:
    assert line(Countdown(59.999, *PLACE, 3), PLAN).startswith("[00:59]")


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (TimeChanged(55, *PLACE, 13.217463), "[00:55] time     RIGHT · 13 s"),
        (WorkResumed(73, *PLACE, 21.483729), "[01:13] go on    RIGHT · 21 s left"),
        (TargetChanged(75, *PLACE, 12.3457), "[01:15] target   RIGHT · 12"),
        (SwitchSides(50, *PLACE, 9.6), "[00:50] switch   RIGHT · 10 s · Uncross; right ankle over the other knee"),
    ],
)
def test_people_are_told_whole_seconds(event: Event, text: str) -> None:
    assert line(event, PLAN) == text


@pytest.mark.parametrize(
    ("done", "how", "text"),
    [
        (0.0, How.SKIPPED, "0 of 45 s · skipped"),
        (0.6, How.SHORT, "0 of 45 s · short"),
        (29.9, How.SHORT, "29 of 45 s · short"),
        (29.9, How.GIVEN_UP, "29 of 45 s · given up"),
        (29.9, How.PAIN, "29 of 45 s · stopped for pain"),
        (30.0, How.DONE, "30 of 45 s"),
    ],
)
def test_of_a_set_whole_seconds_are_told_and_how_it_ended(done: float, how: How, text: str) -> None:
    record = Record(2, "figure-four", None, *PLACE[1:], None, Amount(Range(30, 60), 45, done), done, 0, (), how)

    told = line(SetDone(105, *PLACE, record), PLAN)

    # The cue for coming out follows where the set was done.
    assert told.removesuffix(" · Ease out slowly") == f"[01:45] done     RIGHT · {text}"


def test_every_event_of_a_whole_session_is_one_line_and_none_is_empty() -> None:
    out = io.StringIO()
    live = begun(figure_four(), lift((15, 30)), listeners=[Lines(out, text_line, gone=unexpected, report=pytest.fail)])
    live.to_the_end()

    lines = out.getvalue().splitlines()
    assert len(lines) == len(live.ear.events)
    assert all(re.fullmatch(r"\[\d\d:\d\d\] \S.*\S", text) for text in lines), lines


def test_the_word_hip_comes_only_from_an_exercise() -> None:
    assert not [text for _, text in EVERY_EVENT if "hip" in text.lower()]


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
    live = begun(figure_four(), lift((15, 30)), listeners=[Lines(out, json_line, gone=unexpected, report=pytest.fail)])
    live.to_the_end()

    told = [json.loads(written) for written in out.getvalue().splitlines()]
    assert [(one["event"], one["due"]) for one in told] == [(event.word, event.due) for event in live.ear.events]


# -- as it happens ---------------------------------------------------------------------------------------------------


def unexpected() -> None:
    raise AssertionError("nobody went away")


class Flushed(io.StringIO):
    """Keeps what had been written at each flush."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def flush(self) -> None:
        self.seen.append(self.getvalue())


def test_a_moment_without_a_cue_has_no_line() -> None:
    out = io.StringIO()
    live = begun(stretch(60, cues=()), listeners=[Lines(out, text_line, gone=unexpected, report=pytest.fail)])
    live.to_the_end()

    assert any(isinstance(event, HoldReached) and event.moment is HoldMoment.FORM for event in live.ear.events)
    cues = {text.partition("] ")[2].partition(" ")[2].strip() for text in out.getvalue().splitlines() if " cue" in text}
    assert cues == {"Breathe slowly", "Half-way", "Ten seconds"}


@pytest.mark.parametrize("told", [text_line, json_line])
def test_each_line_is_flushed_by_itself(told: Any) -> None:
    out = Flushed()
    events = [Resumed(1, *PLACE), LeadInStarted(1, *PLACE, 3)]

    Lines(out, told, gone=unexpected, report=pytest.fail).hear(events, MORNING, Player(PLAN))

    assert [seen.count("\n") for seen in out.seen] == [1, 2]
    assert all(seen.endswith("\n") for seen in out.seen)


def test_when_nothing_happened_nothing_is_written() -> None:
    out = Flushed()

    Lines(out, text_line, gone=unexpected, report=pytest.fail).hear((), MORNING, Player(PLAN))

    assert out.seen == []


class Deaf(io.StringIO):
    """Nobody reads it any more."""

    def flush(self) -> None:
        raise BrokenPipeError


def test_a_reader_of_the_lines_that_goes_away_is_reported_and_no_failure() -> None:
    gone: list[bool] = []

    Lines(Deaf(), text_line, gone=lambda: gone.append(True), report=pytest.fail).hear(
        [Resumed(1, *PLACE)], MORNING, Player(PLAN)
    )

    assert gone == [True]


class Full(io.StringIO):
    """A file on a disk without room."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_lines_that_cannot_be_written_are_reported_once_and_the_session_goes_on() -> None:
    reports: list[str] = []
    lines = Lines(Full(), text_line, gone=unexpected, report=reports.append)
    live = begun(stretch(30), listeners=[lines])

    lines.say("Quit?")
    live.to_the_end()

    assert reports == ["Lines cannot be written: No space left on device. The session goes on without them."]
    assert live.reports == []
    assert live.conductor.outcome is Outcome.COMPLETED
