"""What is heard when: examples, and rules that hold for every plan and level."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from effort import cases
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from plan_builders import EACH, NONE, OWN, begun, group, hold, planned, reps, tempo, timed
from plan_strategies import plans

from hipcoach.cues.caption import Captions, speaking_time
from hipcoach.cues.current import SetupAsked, outlook, remembered
from hipcoach.cues.placing import AHEAD
from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.tone_rules import LATE, TONE_RULES
from hipcoach.cues.track import Sound, SoundKind
from hipcoach.cues.view import view
from hipcoach.engine.events import (
    Countdown,
    Event,
    HoldMoment,
    HoldReached,
    HoldStarted,
    MinimumReached,
    PrepareStarted,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SetDone,
    SwitchSides,
    Waiting,
    WorkResumed,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.session.model import Advance, AtLeast, Cue, Dose, Moment, Phase, Range, Side, Tempo
from hipcoach.sound.tones import TUNES

TONES = {tone: TUNES[tone].seconds for tone in Tone}
NOW = datetime(2026, 1, 1, tzinfo=UTC)

LENGTHS = Lengths(TONES.__getitem__, speaking_time)
LONG = 1_000_000.0
STEPS = (PrepareStarted, RestStarted, SwitchSides, HoldStarted, RepetitionsStarted, WorkResumed, Waiting)

every_case = cases(50, 120)


def everything(plan: Plan) -> tuple[Event, ...]:
    player = Player(plan)
    return player.start(0.0) + player.preview(LONG)


def told(sounds: Sequence[Sound]) -> list[str]:
    return [f"{sound.at:.2f} {sound.tone or sound.text}" for sound in sounds]


def heard(plan: Plan, level: Level = Level.FULL, begin: float = 0.0, end: float = LONG) -> list[str]:
    return told([sound for sound in score(everything(plan), plan, level, LENGTHS) if begin <= sound.at < end])


def slow(seconds: float) -> Lengths:
    """A voice that takes so long for everything."""
    return Lengths(TONES.__getitem__, lambda text: seconds)


CUES = (Cue("Draw it closer", Moment.START), Cue("Lower slowly", Moment.END))
STRETCH = hold(side=EACH, switch=10, cues=CUES, setup=("Lie down", "{side} knee up"), switch_cue="{side} knee now")


# -- examples -----------------------------------------------------------------------------------------------------


def test_a_stretch_is_led_like_this() -> None:
    assert heard(planned(STRETCH), Level.BRIEF, 0.0, 60.0) == [
        "0.00 ready",
        "0.60 Session",
        "1.30 Stretch",
        "2.00 Left side",
        "3.05 Lie down",
        "4.10 Left knee up",
        "5.50 1 set of 30 seconds",
        "7.60 On each side",
        "12.00 tick",
        "13.00 tick",
        "14.00 tick",
        "15.00 start",
        "15.80 Draw it closer",
        "30.00 half_way",
        "42.00 tick",
        "43.00 tick",
        "44.00 tick",
        "45.00 switch",
        "45.81 Right side",
        "46.86 Lower slowly",
        "47.91 Right knee now",
        "52.00 tick",
        "53.00 tick",
        "54.00 tick",
        "55.00 start",
        "55.80 Draw it closer",
    ]


def test_a_repetition_has_its_number_on_the_beat_at_the_top() -> None:
    assert heard(planned(reps(6)), Level.COUNTS, 15.0, 25.0) == [
        "15.00 start",
        "17.00 1",
        "18.00 lower",
        "20.00 lift",
        "22.00 2",
        "23.00 lower",
    ]


def test_where_a_tone_has_the_beat_the_number_comes_right_after_it() -> None:
    assert heard(planned(reps(6, tempo=tempo(lift=2, lower=2))), Level.COUNTS, 19.0, 22.0) == [
        "19.00 lift",
        "21.00 lower",
        "21.29 2",
    ]


def test_a_number_that_does_not_fit_is_left_out() -> None:
    plan = planned(reps(3, tempo=tempo(lift=1, pause=1, lower=1)))
    sounds = score(everything(plan), plan, Level.COUNTS, slow(1.2))
    assert not [sound for sound in sounds if sound.text.isdecimal()]


WHAT_TO_DO = (Cue("Turn your foot slowly out", Moment.START),)


def test_what_to_do_takes_the_place_of_the_first_number_where_it_needs_to() -> None:
    assert heard(planned(reps(6, cues=WHAT_TO_DO)), Level.BRIEF, 15.0, 23.0) == [
        "15.00 start",
        "15.80 Turn your foot slowly out",
        "18.00 lower",
        "20.00 lift",
        "22.00 2",
    ]
    assert "17.00 1" in heard(planned(reps(6, cues=(Cue("Up", Moment.START),))), Level.BRIEF)
    assert "17.00 1" in heard(planned(reps(6, cues=WHAT_TO_DO)), Level.COUNTS)


def test_what_to_do_is_said_beforehand_where_a_set_has_no_room_for_it() -> None:
    quick = tempo(lift=1, pause=1, lower=1)
    lifts = reps(6, sets=2, side=EACH, tempo=quick, cues=WHAT_TO_DO, switch_cue="Other leg")
    assert heard(planned(lifts), Level.BRIEF, 0.0, 18.0) == [
        *("0.00 ready", "0.60 Session", "1.30 Lift", "2.00 Left side", "3.05 2 sets of 6", "4.80 On each side"),
        *("6.20 Turn your foot slowly out", "12.00 tick", "13.00 tick", "14.00 tick", "15.00 start", "16.00 1"),
        "17.00 lower",
    ]
    told_again = heard(planned(lifts), Level.BRIEF, 33.0, 43.0)
    assert told_again[:3] == ["33.00 switch", "33.81 Right side", "34.86 Other leg"]
    assert told_again[3] == "35.91 Turn your foot slowly out"


def test_neither_is_said_in_a_step_that_is_too_short_for_words() -> None:
    lifts = reps(6, prepare=7, tempo=tempo(lift=1, pause=1, lower=1), cues=WHAT_TO_DO)
    assert not [one for one in heard(planned(lifts), Level.BRIEF) if one.endswith("slowly out")]


def test_long_before_work_it_is_not_said_what_to_do_in_it() -> None:
    lifts = reps(6, prepare=120, tempo=tempo(lift=1, pause=1, lower=1), cues=WHAT_TO_DO)
    assert "90.00 Turn your foot slowly out" in heard(planned(lifts), Level.BRIEF)


def test_tones_alone_and_silence() -> None:
    assert heard(planned(STRETCH), Level.SILENT) == []
    assert all(sound.tone for sound in score(everything(planned(STRETCH)), planned(STRETCH), Level.TONES, LENGTHS))


def test_without_a_voice_there_are_the_tones() -> None:
    plan = planned(STRETCH)
    mute = Lengths(TONES.__getitem__, lambda text: None)
    assert score(everything(plan), plan, Level.FULL, mute) == score(everything(plan), plan, Level.TONES, LENGTHS)


def test_a_set_up_that_is_too_long_loses_its_last_lines() -> None:
    lines = tuple(f"Line {number}" for number in range(8))
    plan = planned(hold(setup=lines, prepare=10))
    sounds = score(everything(plan), plan, Level.BRIEF, slow(1.0))
    said = [sound for sound in sounds if sound.text and sound.at < 10]
    assert [sound.text for sound in said] == ["Stretch", "Line 0", "Line 1", "Line 2"], "the title gives way to them"
    assert said[-1].end < 7.0, "over before three, two, one"


def test_a_set_up_stops_at_the_first_line_that_does_not_fit() -> None:
    plan = planned(hold(setup=("Line 0", "Line 1", "A long line", "Line 3"), prepare=10))
    lengths = Lengths(TONES.__getitem__, lambda text: 4.0 if text == "A long line" else 1.0)
    said = [sound.text for sound in score(everything(plan), plan, Level.BRIEF, lengths) if sound.at < 10]
    assert [text for text in said if "ine" in text] == ["Line 0", "Line 1"]


def test_the_side_stays_where_little_fits() -> None:
    plan = planned(replace(STRETCH, prepare=8))
    sounds = score(everything(plan), plan, Level.BRIEF, slow(1.5))
    assert [sound.text for sound in sounds if sound.text and sound.at < 8] == ["Stretch", "Left side"]


def test_the_new_side_comes_before_how_to_leave_the_old_one() -> None:
    assert heard(planned(STRETCH), Level.FULL, 45.0, 52.0) == [
        "45.00 switch",
        "45.81 Right side",
        "46.86 Lower slowly",
        "47.91 Right knee now",
    ]


@pytest.mark.parametrize(("switch", "ticks"), [(3, 2), (2, 1)])
def test_in_a_short_switch_the_side_is_said_between_the_ticks(switch: int, ticks: int) -> None:
    plan = planned(replace(STRETCH, switch=switch))
    sounds = [s for s in score(everything(plan), plan, Level.COUNTS, LENGTHS) if 45.0 <= s.at < 45.0 + switch]
    assert [sound.tone or sound.text for sound in sounds].count(Tone.TICK) == ticks
    assert "Right side" in [sound.text for sound in sounds]


def test_where_the_side_needs_the_time_of_a_tick_it_is_said_ahead() -> None:
    plan = planned(replace(STRETCH, switch=3))
    sounds = score(everything(plan), plan, Level.COUNTS, slow(1.3))
    assert told([s for s in sounds if 31.0 <= s.at < 48.0]) == [
        *("34.00 Next", "35.65 Right side", "42.00 tick", "43.00 tick", "44.00 tick"),
        *("45.00 switch", "46.00 tick", "47.00 tick"),
    ]


@pytest.mark.parametrize("words", [2, 8, 20])
def test_next_is_never_said_without_what_comes_next(words: int) -> None:
    long = " ".join(["word"] * words)
    plan = planned(reps(5), hold(prepare=3, name=long, side=EACH, setup=(long,)))
    sounds = score(everything(plan), plan, Level.BRIEF, LENGTHS)
    for sound in sounds:
        if sound.text == "Next":
            assert any(other.text and other.due == sound.due and sound.at < other.at < sound.due for other in sounds)


def test_without_time_to_switch_the_side_is_said_ahead_or_else_as_work_begins() -> None:
    plan = planned(replace(STRETCH, switch=1))
    sounds = score(everything(plan), plan, Level.COUNTS, LENGTHS)
    assert told([s for s in sounds if 31.0 <= s.at < 42.0]) == ["34.00 Next", "34.70 Right side"]
    own = planned(replace(STRETCH, switch=1, hold=Range(5, 5)))
    sounds = score(everything(own), own, Level.COUNTS, LENGTHS)
    assert told([s for s in sounds if 20.0 <= s.at < 22.9]) == ["20.00 switch", "21.00 start", "21.80 Right side"]


def test_of_one_moment_the_minimum_comes_after_the_tick() -> None:
    plan = planned(hold((27, 30)))
    player = Player(plan)
    player.start(0.0)
    events = (MinimumReached(42.0, "stretch", NONE, 1, 27), Countdown(42.0, "stretch", NONE, 1, 3))
    assert told(score(events, plan, Level.TONES, LENGTHS)) == ["42.00 tick", "42.11 minimum"]


def test_a_tone_whose_place_is_taken_comes_a_little_later_or_not_at_all() -> None:
    plan = planned(hold((20, 41)))
    halfway = HoldReached(35.5, "stretch", NONE, 1, HoldMoment.HALF_WAY, 20.5)
    for minimum, expected in ((35.9, ["35.50 half_way", "36.10 minimum"]), (35.6, ["35.50 half_way"])):
        events = (halfway, MinimumReached(minimum, "stretch", NONE, 1, 20))
        assert told(score(events, plan, Level.TONES, LENGTHS)) == expected


def test_a_main_cue_ends_when_the_next_one_begins() -> None:
    plan = planned(STRETCH)
    events = (WorkResumed(20.0, "stretch", Side.LEFT, 1, 0.2), SwitchSides(20.2, "stretch", Side.RIGHT, 1, 10.0))
    start, switch = score(events, plan, Level.TONES, LENGTHS)
    assert (start.end, switch.at) == (20.2, 20.2)


def test_a_step_that_is_too_short_for_its_tone_after_another_has_none() -> None:
    for seconds, heard_of_it in ((4, []), (5, ["45.97 ready"])):
        plan = planned(hold(), hold(id="other", prepare=seconds))
        found = heard(plan, Level.TONES, 45.0, 45.0 + seconds)
        assert found[0] == "45.00 exercise_done"
        assert [one for one in found if one.endswith("ready")] == heard_of_it


def test_ticks_cut_short_only_tones_that_say_no_more_than_they_do() -> None:
    plan = planned(STRETCH)
    place = ("stretch", Side.LEFT, 1)
    tick = Countdown(20.3, *place, 3)
    for event in (Resumed(20.0, *place), PrepareStarted(20.0, *place, 3.3)):
        first, second = score((event, tick), plan, Level.TONES, LENGTHS)
        assert (first.at, first.end, second.at, second.tone) == (20.0, pytest.approx(20.3), 20.3, Tone.TICK)
    (switch,) = score((SwitchSides(20.0, *place, 3.3), tick), plan, Level.TONES, LENGTHS)
    assert (switch.tone, switch.seconds) == (Tone.SWITCH, TONES[Tone.SWITCH])


# -- rules --------------------------------------------------------------------------------------------------------


levels = st.sampled_from([Level.TONES, Level.COUNTS, Level.BRIEF, Level.FULL])
voices = st.sampled_from([LENGTHS, slow(0.3), slow(0.9), slow(2.5), slow(9.0)])


@every_case
@given(plans(), levels, voices)
def test_nothing_overlaps_and_all_is_in_order(plan: Plan, level: Level, lengths: Lengths) -> None:
    sounds = score(everything(plan), plan, level, lengths)
    assert all(sound.seconds > 0 for sound in sounds)
    assert all(one.end <= other.at + 1e-5 for one, other in pairwise(sounds))


@every_case
@given(plans(lively=False), levels, voices)
def test_tones_are_on_time(plan: Plan, level: Level, lengths: Lengths) -> None:
    for sound in score(everything(plan), plan, level, lengths):
        if sound.kind in (SoundKind.CUE, SoundKind.BEAT):
            assert sound.at == sound.due
        elif sound.tone is not None:
            assert sound.due <= sound.at <= sound.due + 1.3 + LATE


@every_case
@given(plans(lively=False), voices)
def test_nothing_is_said_in_the_wrong_step(plan: Plan, lengths: Lengths) -> None:
    events = everything(plan)
    begins = sorted({event.due for event in events if isinstance(event, STEPS)})
    for sound in score(events, plan, Level.FULL, lengths):
        place = bisect_right(begins, sound.due)
        if sound.text and place < len(begins) and not sound.text.endswith(" side"):
            assert sound.end <= begins[place] + 1e-5


@every_case
@given(plans(lively=False), st.sampled_from([Level.COUNTS, Level.BRIEF, Level.FULL]))
def test_every_change_of_side_has_its_tone_and_its_side(plan: Plan, level: Level) -> None:
    events = everything(plan)
    sounds = score(events, plan, level, LENGTHS)
    for event in events:
        if isinstance(event, SwitchSides):
            assert [s.at for s in sounds if s.tone is Tone.SWITCH and s.due == event.due] == [event.due]
            done = min((e.due for e in events if isinstance(e, SetDone) and e.due > event.due), default=LONG)
            said = [s for s in sounds if s.text == f"{event.side.value.capitalize()} side" and s.due == event.due]
            assert said or event.seconds < 2.0, "with no time to switch there may be none to say so"
            assert all(event.due - max(AHEAD) <= s.at and s.end <= done for s in said)


@every_case
@given(plans(lively=False), levels)
def test_more_is_said_the_more_talkative_the_coach(plan: Plan, level: Level) -> None:
    events = everything(plan)
    tones = {sound.at: sound.tone for sound in score(events, plan, Level.TONES, LENGTHS)}
    for sound in score(events, plan, level, LENGTHS):
        assert sound.tone is None or tones[sound.at] is sound.tone
        assert sound.kind is not SoundKind.PHRASE or level >= Level.BRIEF


@every_case
@given(plans(lively=False), levels, st.integers(0, 400), voices)
def test_the_score_of_what_is_left_is_what_is_left_of_the_score(
    plan: Plan, level: Level, tenths: int, lengths: Lengths
) -> None:
    whole = score(everything(plan), plan, level, lengths)
    at = plan.total * tenths / 400
    player = Player(plan)
    kept = remembered((), player.start(0.0))
    kept = remembered(kept, player.advance(at))
    ahead = {(sound.due, sound.text) for sound in whole if sound.text and sound.at < sound.due <= at}
    later = score(outlook(kept, (), player.preview(LONG), player.plan, player.state), plan, level, lengths, ahead)
    assert [sound for sound in later if sound.at > at] == [sound for sound in whole if sound.at > at]


@every_case
@given(plans(lively=False), voices)
def test_what_is_heard_depends_on_no_more_than_is_promised_of_what_comes(plan: Plan, lengths: Lengths) -> None:
    whole = score(everything(plan), plan, Level.FULL, lengths)
    player = Player(plan)
    some = score(player.start(0.0) + player.preview(90.0), plan, Level.FULL, lengths)
    assert [sound for sound in some if sound.at < 45.0] == [sound for sound in whole if sound.at < 45.0]


def test_every_tone_has_a_manner() -> None:
    assert set(TONE_RULES) == set(Tone)


# -- after commands -----------------------------------------------------------------------------------------------


def after(walk_events: Sequence[Event], player: Player, latest: Sequence[Event]) -> list[str]:
    kept = remembered((), walk_events)
    events = outlook(kept, latest, player.preview(player.elapsed + 100), player.plan, player.state)
    return told([s for s in score(events, player.plan, Level.BRIEF, LENGTHS) if s.end > player.elapsed])


def test_whoever_asks_for_the_set_up_hears_all_of_it_again_and_at_a_standstill_at_once() -> None:
    walk = begun(replace(STRETCH, prepare=40))
    walk.on(10.0)
    asked = SetupAsked(10.0, "stretch", Side.LEFT, 1)
    going = after((*walk.events, asked), walk.player, ())
    assert going[:5] == ["10.00 ready", "10.60 Stretch", "11.30 Left side", "12.35 Lie down", "13.40 Left knee up"]
    walk.pause()
    assert after(walk.events, walk.player, (asked,)) == going[:5]


def test_a_set_up_that_was_paused_goes_on_where_it_was() -> None:
    walk = begun(STRETCH)
    walk.on(3.5)
    paused = walk.pause()
    assert after(walk.events, walk.player, paused) == ["3.50 paused", "4.12 Paused"]
    walk.wait(60.0)
    resumed = walk.resume()
    assert after(walk.events, walk.player, resumed)[:4] == [
        "3.50 resumed",
        "4.08 Left side",
        "4.90 Lie down",
        "5.95 Left knee up",
    ]


def test_a_switch_given_while_it_stood_still_is_told_when_it_goes_on() -> None:
    walk = begun(hold(side=EACH, switch=5, rest=20, sets=2))
    walk.at(100.0)
    walk.pause()
    assert after(walk.events, walk.player, walk.next()) == [
        *("100.00 ready", "100.60 Stretch", "101.30 Right side", "102.35 Paused")
    ]
    assert after(walk.events, walk.player, walk.resume())[0] == "100.00 switch"


def test_a_phrase_without_room_before_the_ticks_is_said_when_time_is_added() -> None:
    lines = tuple(f"Line {number}" for number in range(6))
    walk = begun(hold(setup=lines, prepare=10))
    walk.on(8.5)
    latest = walk.not_ready()
    voice = slow(0.9)
    events = outlook(remembered((), walk.events), latest, walk.player.preview(100), walk.player.plan, walk.player.state)
    said = [sound for sound in score(events, walk.player.plan, Level.BRIEF, voice) if sound.tone is None]
    assert [sound.text for sound in said if sound.at < 8.5] == ["Stretch", "Line 0", "Line 1", "Line 2", "Line 3"]
    assert [sound.text for sound in said if 8.5 <= sound.at < 25] == ["Line 4", "Line 5", "1 set of 30 seconds"]


def test_nothing_is_said_between_last_seconds_that_are_cut_short() -> None:
    walk = begun(hold(setup=("Lie down", "Knees up"), prepare=20))
    walk.on(2.0)
    assert after(walk.events, walk.player, walk.next())[:4] == ["2.00 tick", "3.00 tick", "4.00 tick", "5.00 start"]


def test_a_set_up_goes_on_while_the_set_waits() -> None:
    plan = planned(hold(setup=("Lie down", "Knees up", "Head heavy"), prepare=8, advance=Advance.WAIT))
    assert heard(plan, Level.BRIEF) == [
        *("0.00 ready", "0.60 Session", "1.30 Stretch", "2.00 Lie down", "3.05 Knees up", "4.10 Head heavy"),
        *("5.15 1 set of 30 seconds", "8.00 ready", "8.60 Ready when you are"),
    ]
    slowly = [sound.text for sound in score(everything(plan), plan, Level.BRIEF, slow(2.0)) if sound.text]
    assert slowly == [
        "Session",
        "Stretch",
        "Lie down",
        "Knees up",
        "Head heavy",
        "1 set of 30 seconds",
        "Ready when you are",
    ]


def test_not_ready_in_work_says_again_how_to_get_into_position() -> None:
    walk = begun(STRETCH)
    walk.on(20.0)
    assert after(walk.events, walk.player, walk.not_ready())[:4] == [
        *("20.00 ready", "20.60 Left side", "21.65 Lie down", "22.70 Left knee up")
    ]


def test_nothing_is_said_in_the_next_step_of_a_set_ended_by_a_lower_target() -> None:
    walk = begun(hold((4, 60), side=EACH, switch=10), dose=Dose.MIDDLE)
    walk.on(45.0)
    told = after(walk.events, walk.player, walk.adjust(-1))
    assert told[:3] == ["45.00 switch", "45.81 Right side", "52.00 tick"]


@pytest.mark.parametrize("prepare", [0, 1, 2, 3])
def test_the_side_is_said_however_short_the_time_to_get_ready_is(prepare: int) -> None:
    plan = planned(hold(side=EACH, prepare=20, id="one"), hold(side=EACH, prepare=prepare, id="two"))
    begins = next(event.due for event in everything(plan) if isinstance(event, HoldStarted) and event.exercise == "two")
    sounds = score(everything(plan), plan, Level.COUNTS, LENGTHS)
    assert "Left side" in [sound.text for sound in sounds if begins - prepare - max(AHEAD) <= sound.at < begins + 5]


@pytest.mark.parametrize(("seconds", "ticks"), [(1.2, ["2.00 tick", "3.00 tick"]), (1.6, ["3.00 tick"])])
def test_a_name_takes_the_place_only_of_the_ticks_that_it_would_cover(seconds: float, ticks: list[str]) -> None:
    plan = planned(hold(prepare=4))
    sounds = score(everything(plan), plan, Level.BRIEF, slow(seconds))
    assert told([s for s in sounds if s.at < 5]) == ["0.00 ready", "0.51 Stretch", *ticks, "4.00 start"]


def test_whoever_pauses_in_the_midst_of_a_set_up_hears_the_side_once() -> None:
    walk = begun(STRETCH)
    walk.on(1.0)
    walk.pause()
    walk.wait(30.0)
    told = after(walk.events, walk.player, walk.resume())
    assert len([one for one in told if one.endswith("Left side")]) == 1
    walk.on(4.0)
    walk.pause()
    assert len([one for one in after(walk.events, walk.player, walk.resume()) if one.endswith("Left side")]) == 1


def test_next_and_more_time_are_answered_at_a_standstill() -> None:
    walk = begun(STRETCH)
    walk.on(5.0)
    walk.pause()
    assert after(walk.events, walk.player, walk.next())[:2] == ["5.00 ready", "5.60 Stretch"]
    assert after(walk.events, walk.player, walk.adjust(1))[:2] == ["5.00 ready", "5.60 Stretch"]


@pytest.mark.parametrize("level", [Level.TONES, Level.FULL])
def test_a_change_of_sides_that_waits_at_once_has_its_tone(level: Level) -> None:
    plan = planned(hold(side=EACH, switch=0, advance=Advance.WAIT))
    walk = begun(hold(side=EACH, switch=0, advance=Advance.WAIT))
    walk.on(15.0)
    walk.next()
    walk.on(40.0)
    due = next(event.due for event in walk.events if isinstance(event, SwitchSides))
    sounds = score(walk.events, plan, level, LENGTHS)
    assert [sound.at for sound in sounds if sound.tone is Tone.SWITCH] == [due]


def test_the_answer_to_a_key_is_not_taken_for_what_to_do() -> None:
    walk = begun(reps(5, tempo=OWN, cues=(Cue("Turn your foot slowly out", Moment.START),)))
    walk.on(16.5)
    walk.count()
    said = [sound.text for sound in score(walk.events, walk.player.plan, Level.BRIEF, LENGTHS) if sound.at >= 15.0]
    assert [text for text in said if text] == ["1"]


def test_a_rest_taken_up_by_the_switch_is_not_called_a_rest() -> None:
    plan = planned(hold(side=EACH, sets=2, rest=10, switch=10))
    assert not [one for one in heard(plan) if one.endswith("Rest")]


def test_what_was_told_at_a_standstill_is_not_told_again_when_it_goes_on() -> None:
    walk = begun(hold(id="one"), hold(id="two"))
    walk.on(20.0)
    walk.pain()
    assert "20.83 Exercise left out" in after(walk.events, walk.player, walk.skip_exercise())
    assert after(walk.events, walk.player, walk.resume())[:2] == ["20.00 resumed", "20.58 Two"]


def test_the_same_words_are_said_once_at_a_time() -> None:
    walk = begun(STRETCH)
    walk.on(50.0)
    walk.pause()
    walk.back()
    assert after(walk.events, walk.player, walk.resume())[:3] == ["50.00 resumed", "50.58 Stretch", "51.28 Left side"]
    told = after(walk.events, walk.player, walk.on(1.0))
    assert len([one for one in told if one.endswith("Left side")]) == 1


def test_a_set_that_was_left_and_is_gone_from_the_plan_is_not_heard_to_end() -> None:
    walk = begun(hold(id="one"), hold(id="two"))
    walk.at(65.0)
    walk.pause()
    walk.back()
    walk.do("replan", planned(hold(id="one")))
    assert after(walk.events, walk.player, walk.resume())[0] == "65.00 resumed"


def test_an_exercise_that_is_gone_from_the_plan_is_not_spoken_of() -> None:
    walk = begun(STRETCH)
    walk.on(1.0)
    latest = walk.do("replan", planned(hold(id="other")))
    assert after(walk.events, walk.player, latest)[0].endswith(("ready", "start", "Session", "Other"))


def test_before_a_session_begins_the_time_to_get_ready_is_to_be_seen() -> None:
    player = Player(planned(hold(prepare=20)))
    before = view(player)
    player.start(0.0)
    assert (before.number, before.progress, before.left) == ("20", 0.0, 50)
    assert view(player).number == before.number


# -- captions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "seen"), [(1, "1 repetition"), (2, "2 repetitions")])
def test_one_repetition_is_one(number: int, seen: str) -> None:
    assert view(Player(planned(reps(number)))).next == seen


def test_a_caption_stays_until_the_next_one_or_a_while() -> None:
    captions, player = Captions(), Player(planned(STRETCH))
    captions.hear(player.start(0.0), NOW, player)
    captions.hear(player.advance(15.0), NOW, player)
    assert [captions.at(at) for at in (15.0, 15.9, 20.0, 22.0, 23.2, 30.0)] == [
        "",
        "Draw it closer",
        "Draw it closer",
        "",
        "Breathe slowly",
        "",
    ]


def test_a_released_wait_captions_only_what_the_voice_has_time_for() -> None:
    long = "Arms out to the sides, palms up, and let the whole of the back sink"
    captions = Captions()
    player = Player(planned(hold(advance=Advance.WAIT, prepare=10, setup=("Lie down", "Left knee up", long))))
    captions.hear(player.start(0.0), NOW, player)
    captions.hear(player.advance(8.0), NOW, player)
    assert captions.at(8.0) == long

    released = player.next(8.5)

    captions.hear(released, NOW, player)
    assert (released, captions.at(8.5)) == ((), "")


def test_nothing_is_read_while_it_stands_still() -> None:
    captions, player = Captions(), Player(planned(STRETCH))
    captions.hear(player.start(0.0), NOW, player)
    captions.hear(player.advance(15.9), NOW, player)
    captions.hear(player.pause(16.0), NOW, player)
    assert captions.at(16.0) == ""


def test_what_is_said_replaces_the_cue_unless_the_cue_contains_it() -> None:
    walk = begun(STRETCH)
    assert view(walk.player, "Session").cue == "Lie down · Left knee up"
    walk.at(31.0)
    assert view(walk.player, "Half-way").cue == "Half-way"
    assert view(walk.player).cue == view(walk.player, "draw it closer").cue == "Draw it closer"


# -- sets that differ, work for a time, open ends, a tempo that names the hold ----------------------------------------


def test_the_dose_of_sets_that_differ_is_said_set_by_set_and_each_again_before_it() -> None:
    plan = planned(reps([6, 4, 2], prepare=20, rest=20))
    said = [text for line in heard(plan, Level.BRIEF) if not (text := line.split(" ", 1)[1]).isdecimal()]
    assert "3 sets of 6, 4, 2" in said
    assert [text for text in said if "repetitions" in text] == ["4 repetitions", "2 repetitions"]


def test_where_the_sides_change_a_new_amount_is_said_too() -> None:
    plan = planned(hold([30, 20], side=EACH, switch=12, prepare=20))
    said = [line.split(" ", 1)[1] for line in heard(plan, Level.BRIEF)]
    assert "2 sets of 30, 20 seconds" in said
    assert [text for text in said if text in ("30 seconds", "20 seconds")] == ["30 seconds", "20 seconds", "20 seconds"]


def test_where_all_sets_are_alike_no_amount_is_said_before_each() -> None:
    plan = planned(reps(6, sets=3, prepare=20, rest=20))
    assert not any("repetitions" in line for line in heard(plan, Level.FULL))


def test_work_for_a_time_begins_with_go_and_tells_half_way_and_ten_seconds() -> None:
    walk = timed(60, prepare=10, cues=(Cue("Tall and easy"),))
    assert heard(planned(walk), Level.BRIEF, 10, 61) == [
        "10.00 start",
        "10.80 Go",
        "11.50 Tall and easy",
        "40.00 half_way",
        "40.72 Half-way",
        "60.00 ten_seconds",
        "60.41 Ten seconds",
    ]


def test_an_open_end_is_asked_for_in_words_and_its_low_end_says_what_ends_the_set() -> None:
    plan = planned(reps(AtLeast(3, 200), prepare=15, tempo=tempo(up=3, down=3)))
    player = Player(plan)
    events = player.start(0.0) + player.preview(40.0)
    said = [
        (round(sound.at, 1), sound.text)
        for sound in score(events, plan, Level.BRIEF, LENGTHS)
        if sound.text and not sound.text.isdecimal()
    ]
    texts = [text for _, text in said]
    assert "1 set of at least 3" in texts
    assert texts[-3:] == ["Then as many as are good", "Minimum reached", "Next ends the set"]
    assert 33.0 <= {text: at for at, text in said}["Minimum reached"] <= 35.0


def test_an_open_end_of_time_is_held_as_long_as_it_is_good() -> None:
    said = [line.split(" ", 1)[1] for line in heard(planned(hold(AtLeast(20, 60), prepare=15)), Level.BRIEF)]
    assert [text for text in said if "good" in text or "least" in text] == [
        "1 set of at least 20 seconds",
        "Then as long as it is good",
    ]


def test_where_nobody_can_end_a_set_nothing_is_said_of_more() -> None:
    plan = planned(reps(AtLeast(3, 200), prepare=15), attended=False)
    said = " ".join(heard(plan))
    assert "1 set of 3" in said
    assert "least" not in said
    assert "Next ends" not in said


def test_the_number_falls_on_the_hold_and_what_follows_the_way_back_is_silent() -> None:
    relaxed = Tempo((Phase("lift", 2), Phase("hold", 0), Phase("lower", 2), Phase("relax", 3)), held=1)
    plan = planned(reps(2, hold=4, tempo=relaxed, prepare=5))
    assert heard(plan, Level.FULL, 5, 26.9) == [
        "5.00 start",
        "5.80 Lift",
        "7.00 1",
        "11.00 lower",
        "11.38 Lower",
        "16.00 last_one",
        "16.51 Last one",
        "18.00 2",
        "22.00 lower",
    ]


def test_in_a_round_the_amount_that_differs_is_said_with_the_exercise_that_it_is_of() -> None:
    plan = planned(group(reps([6, 4], prepare=15), timed(30, prepare=15), rounds=2, rest=20))
    said = [line.split(" ", 1)[1] for line in heard(plan, Level.BRIEF)]
    second = said[said.index("Next: round 2 of 2") :]
    assert [text for text in second if text not in set(Tone)][:4] == [
        "Next: round 2 of 2",
        "Round 2 of 2",
        "Lift",
        "4 repetitions",
    ]
