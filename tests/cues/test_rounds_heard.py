"""What is heard, read and shown in the rounds of a group."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from msgspec.structs import replace
from plan_builders import EACH, RIGHT, begun, group, hold, planned, reps

from hipcoach.cues.all_phrases import sayings
from hipcoach.cues.caption import speaking_time
from hipcoach.cues.prompts import Level, Tone, prompt
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.strip import SetMark
from hipcoach.cues.view import view
from hipcoach.engine.events import PrepareStarted, RestStarted, SetDone, SwitchSides
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.plain.event_lines import Manner, lines_of
from hipcoach.plain.json_lines import as_json
from hipcoach.plain.tables import plan_as_text
from hipcoach.session.model import Cue, Dose, Moment
from hipcoach.sound.tones import TUNES
from hipcoach.sound.voice import ShippedVoice

LENGTHS = Lengths({tone: TUNES[tone].seconds for tone in Tone}.__getitem__, speaking_time)
OUT = (Cue("Lower slowly", Moment.END),)
SQUAT = reps(6, id="squat", prepare=20, setup=("Stand tall",), afterwards="Take the loop off")
PLANK = hold(30, id="plank", prepare=20, cues=OUT, setup=("Elbows down", "{side} foot up"))
CIRCUIT = group(SQUAT, PLANK, rounds=3, rest=30)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def said(plan: Plan, *kinds: type, level: Level = Level.BRIEF) -> list[tuple[str, ...]]:
    """What is to be said of the events of these kinds."""
    player = Player(plan)
    events = (*player.start(0.0), *player.advance(10_000.0))
    return [prompt(event, plan).said_at(level) for event in events if isinstance(event, kinds)]


def heard(plan: Plan, begin: float, end: float) -> list[str]:
    """What is heard between two times, without numbers and the countdown."""
    player = Player(plan)
    sounds = score((*player.start(0.0), *player.advance(10_000.0)), plan, Level.BRIEF, LENGTHS)
    told = [sound.tone or sound.text for sound in sounds if begin <= sound.at < end]
    return [one for one in told if one not in (Tone.TICK, Tone.LIFT, Tone.LOWER) and not one.isdecimal()]


def test_the_first_round_tells_all_and_the_others_only_the_round_and_the_name() -> None:
    assert said(planned(CIRCUIT), PrepareStarted) == [
        ("Circuit", "Round 1 of 3", "Squat", "Stand tall", "6 repetitions"),
        ("Plank", "Elbows down", "Foot up", "30 seconds"),
        ("Round 2 of 3", "Squat"),
        ("Plank",),
        ("Round 3 of 3", "Squat"),
        ("Take the loop off", "Plank"),
    ]


def test_the_rest_between_rounds_says_which_one_is_next() -> None:
    assert said(planned(CIRCUIT), RestStarted) == [("Rest", "Next: round 2 of 3"), ("Rest", "Next: round 3 of 3")]


def test_a_group_that_is_done_once_has_no_round() -> None:
    plan = planned(group(SQUAT, id="warm-up", rounds=1))
    assert said(plan, PrepareStarted) == [("Warm-Up", "Squat", "Stand tall", "6 repetitions")]


def test_the_way_out_is_always_said_where_another_exercise_follows() -> None:
    plan = planned(CIRCUIT)
    player = Player(plan)
    events = (*player.start(0.0), *player.advance(10_000.0))
    done = [event for event in events if isinstance(event, SetDone) and event.exercise == "plank"]
    assert [[words.always for words in prompt(event, plan).words] for event in done] == [[True]] * 3


def test_at_the_change_of_sides_of_a_group_its_tone_comes_first_then_what_comes_and_its_side() -> None:
    # given a switch cue that tells how to get from one side of the exercise to its other one
    squat = replace(SQUAT, side=EACH, switch_cue="Turn around")
    plan = planned(group(squat, PLANK, side=EACH, rounds=1))
    # 20 + 30 and 20 + 30 s on the left
    told = heard(plan, 100, 119)
    assert told[:5] == [Tone.SWITCH, "Lower slowly", "Squat", "Right side", "Stand tall"]
    assert told[5:] == ["6 repetitions", "On each side"]
    # then it is of no use: the exercise before is another one
    assert said(plan, SwitchSides) == [("Right side",)]


def test_within_an_exercise_of_a_group_the_switch_cue_is_said() -> None:
    lift = reps(6, id="lift", side=EACH, switch=10, switch_cue="Roll over")
    assert said(planned(group(lift, PLANK, rounds=2)), SwitchSides) == [("Right side", "Roll over")] * 2


def test_a_round_too_short_for_words_is_announced_at_the_end_of_the_one_before() -> None:
    run, walk = hold(60, id="run", prepare=3), hold(60, id="walk", prepare=3)
    told = heard(planned(group(run, walk, rounds=2, rest=0)), 110, 126)
    assert told[:4] == ["Next", Tone.TEN_SECONDS, "Round 2 of 2", "Run"]


def test_after_an_exercise_was_left_out_the_round_begins_with_the_next_one() -> None:
    walk = begun(CIRCUIT).at(10)
    walk.pain()
    walk.skip_exercise()
    walk.resume()
    walk.to_the_end()
    plan = walk.player.plan
    prepared = [prompt(event, plan).said_at(Level.BRIEF) for event in walk.events if isinstance(event, PrepareStarted)]
    # and what was to be done after that one was told with it
    assert prepared[-2:] == [("Round 2 of 3", "Plank"), ("Round 3 of 3", "Plank")]
    assert [one.marks[0] for one in view(walk.player).strip] == [SetMark.SKIPPED] * 3


def test_what_is_to_be_done_after_an_exercise_is_said_where_the_one_behind_it_was_left_out() -> None:
    # given pain in the second exercise of the first round, and an exercise behind the group
    walk = begun(CIRCUIT, hold(30, id="last", prepare=20)).at(75)
    assert walk.player.step.exercise == "plank"
    walk.pain()
    walk.skip_exercise()
    walk.resume()
    # when the rounds end with the first one
    walk.to_the_end()
    plan = walk.player.plan
    prepared = [prompt(event, plan).said_at(Level.BRIEF) for event in walk.events if isinstance(event, PrepareStarted)]
    # then it is told what to do after that one
    assert [one[0] for one in prepared[-3:]] == ["Round 2 of 3", "Round 3 of 3", "Take the loop off"]


def test_everything_that_is_said_of_rounds_can_be_said() -> None:
    voice = ShippedVoice()
    for rounds in range(2, 11):
        texts = sayings(planned(group(SQUAT, PLANK, rounds=rounds)))
        told = [text for text in texts if "ound" in text or "repetition" in text]
        assert len(told) >= rounds
        assert [text for text in told if voice.seconds(text) is None] == []


# -- on the screen ----------------------------------------------------------------------------------------------------


def test_the_strip_shows_rounds() -> None:
    walk = begun(CIRCUIT, hold(10, id="last")).at(115)
    strip = view(walk.player).strip
    assert [(one.name, len(one.marks)) for one in strip] == [
        ("Circuit 1/3", 2),
        ("Circuit 2/3", 2),
        ("Circuit 3/3", 2),
        ("Last", 1),
    ]
    assert [one.mark for one in strip] == [SetMark.DONE, SetMark.NOW, SetMark.AHEAD, SetMark.AHEAD]


def test_the_view_tells_rounds_and_what_comes_next_over_the_rest() -> None:
    seen = view(begun(CIRCUIT).at(105).player)
    assert (seen.set, seen.sets, seen.in_rounds, seen.exercise) == (2, 3, True, "Squat")
    assert seen.next == "Squat"
    assert view(begun(CIRCUIT).at(80).player).next == "REST 30 s"


# -- as text ----------------------------------------------------------------------------------------------------------


def test_lines_tell_the_round() -> None:
    plan = planned(CIRCUIT)
    player = Player(plan)
    events = (*player.start(0.0), *player.advance(131.0))
    ahead = [event for event in events if isinstance(event, PrepareStarted | RestStarted)]
    assert [[line.text for line in lines_of(event, plan, Manner(Level.FULL))] for event in ahead] == [
        ["Circuit, Round 1 of 3, Squat, 20 seconds to get ready", "Stand tall", "3 rounds of 6 repetitions"],
        ["Plank, 20 seconds to get ready", "Elbows down", "Foot up", "3 rounds of 30 seconds"],
        ["Rest, 30 seconds", "Next: round 2 of 3"],
        ["Round 2 of 3, Squat, 20 seconds to get ready"],
    ]


def test_json_has_the_round_and_the_group_only_in_a_group() -> None:
    plan = planned(CIRCUIT, hold(10, id="last"))
    player = Player(plan)
    told = [as_json(event, AT, plan) for event in (*player.start(0.0), *player.advance(10_000.0))]
    done = [one for one in told if one["event"] == "set_done"]
    assert [(one["round"], one["group"]) for one in done[:-1]] == [(n, "circuit") for n in (1, 1, 2, 2, 3, 3)]
    assert "round" not in done[-1]
    assert "group" not in done[-1]
    assert json.dumps(told)


def test_the_plan_table_says_what_each_has_in_common_once_and_heads_every_round() -> None:
    told = list(plan_as_text(planned(group(SQUAT, PLANK, rounds=2, rest=30)), Dose.LOW))
    assert [each for each in told if "Circuit" in each] == ["Circuit: round 1 of 2", "Circuit: round 2 of 2"]
    assert [each for each in told if "rounds of" in each] == [
        "  2 rounds of 6 repetitions · lift 2, pause 1, lower 2",
        "  2 rounds of 30 s",
    ]
    assert RIGHT.value not in "".join(told)
