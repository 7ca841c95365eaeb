"""Sides that alternate with each repetition, by ear and by eye; and what is done with a load."""

from __future__ import annotations

import pytest
from plan_builders import EACH, LEFT, OWN, RIGHT, begun, planned, reps, tempo

from hipcoach.cues.prompts import Level, Tone, prompt
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.strip import SetMark
from hipcoach.cues.track import Sound
from hipcoach.cues.view import view
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.plain.event_lines import Manner, lines_of
from hipcoach.session.model import Cue, Exercise, Moment, Order
from hipcoach.sound.tones import TUNES

LENGTHS = Lengths(lambda tone: TUNES[tone].seconds, lambda text: 0.35 * len(text.split()))
SIDES = {Tone.LEFT, Tone.RIGHT}


def in_turn(number: int = 3, **more: object) -> Exercise:
    return reps(number, id="dog", side=EACH, order=Order.ALTERNATE, **more)


def heard(plan: Plan, level: Level, lengths: Lengths = LENGTHS) -> tuple[Sound, ...]:
    player = Player(plan)
    return score(player.start(0.0) + player.preview(plan.total + 1), plan, level, lengths)


def test_every_repetition_has_the_tone_of_its_side_just_before_the_lift() -> None:
    sounds = heard(planned(in_turn()), Level.TONES)
    lifts = [sound.at for sound in sounds if sound.tone in (Tone.LIFT, Tone.START, Tone.LAST_ONE)]
    sides = [sound for sound in sounds if sound.tone in SIDES]
    assert [sound.tone for sound in sides] == [Tone.LEFT, Tone.RIGHT] * 3
    assert len(lifts) == 6
    for side, lift in zip(sides, lifts, strict=True):
        assert lift - 0.3 <= side.at < side.end < lift


def test_from_counts_on_the_word_is_said_where_there_is_room() -> None:
    def words(level: Level, lengths: Lengths = LENGTHS) -> list[str]:
        return [sound.text for sound in heard(planned(in_turn()), level, lengths) if sound.text in ("Left", "Right")]

    assert words(Level.TONES) == []
    # In the first one, which was told while getting ready, work begins with a tone of its own.
    assert words(Level.COUNTS) == ["Right", "Left", "Right", "Left", "Right"]
    slow = Lengths(LENGTHS.tone, lambda text: 3.5)
    assert words(Level.COUNTS, slow) == []


def test_without_room_before_it_the_tone_of_the_side_takes_the_place_of_the_lift() -> None:
    sounds = heard(planned(in_turn(4, tempo=tempo(up=1, down=0))), Level.TONES)
    assert sum(sound.tone in SIDES for sound in sounds) == 8


def test_getting_ready_says_what_begins_and_that_it_goes_in_turn() -> None:
    plan = planned(in_turn(10, sets=2, load="2.5 kg", setup=("On hands and knees",)))
    (_, prepare, *_) = Player(plan).start(0.0)
    said = prompt(prepare, plan).said_at(Level.BRIEF)
    assert said == ("Dog", "Left side", "2.5 kilograms", "On hands and knees", "2 sets of 10", "On each side in turn")


@pytest.mark.parametrize(
    ("load", "said"),
    [("1 kg", "1 kilogram"), ("2 kg", "2 kilograms"), ("1 lb", "1 pound"), ("10 lb", "10 pounds"), ("band", "Band")],
)
def test_a_load_is_said_with_its_unit(load: str, said: str) -> None:
    plan = planned(reps(3, load=load))
    (_, prepare, *_) = Player(plan).start(0.0)
    assert said in prompt(prepare, plan).said_at(Level.BRIEF)
    assert said not in prompt(prepare, plan).said_at(Level.COUNTS)


def test_what_is_said_of_a_repetition_is_said_once_for_both_sides() -> None:
    cues = (Cue("Reach", Moment.START), Cue("Back still", Moment.MIDDLE), Cue("{side} knee down", Moment.END))
    walk = begun(in_turn(3, cues=cues))
    walk.to_the_end()
    plan = walk.player.plan
    said = [(event.due, text) for event in walk.events for text in prompt(event, plan).said_at(Level.FULL)]
    assert [at for at, text in said if text == "Back still"] == [25.0]
    assert [text for _, text in said if text.endswith("knee down")] == ["Right knee down"]


def test_at_ones_own_pace_the_answer_to_the_key_is_the_tone_of_the_side() -> None:
    walk = begun(in_turn(2, tempo=OWN)).at(15)
    plan = walk.player.plan
    told = [prompt(event, plan).tone for _ in range(2) for event in walk.count() if event.word == "repetition"]
    assert told == [Tone.LEFT, Tone.RIGHT]


def test_the_screen_shows_the_side_that_works_and_counts_for_it() -> None:
    walk = begun(in_turn(3))
    seen = []
    for second in (16, 18, 21, 23, 26, 44):
        walk.at(second)
        moment = view(walk.player)
        seen.append((moment.side, moment.number, moment.of))
    assert seen == [
        (LEFT, "0", "3"),
        (LEFT, "1", "3"),
        (RIGHT, "0", "3"),
        (RIGHT, "1", "3"),
        (LEFT, "1", "3"),
        (RIGHT, "3", "3"),
    ]


def test_its_set_is_one_cell_that_tells_the_worse_of_both_sides() -> None:
    walk = begun(in_turn(3, sets=2, rest=10)).at(15 + 13)
    assert [group.marks for group in view(walk.player).strip] == [(SetMark.NOW, SetMark.AHEAD)]
    walk.at(15 + 28)
    walk.next()
    assert [group.marks for group in view(walk.player).strip] == [(SetMark.SHORT, SetMark.NOW)]


def test_lines_tell_the_side_of_each_repetition() -> None:
    walk = begun(in_turn(1, load="2 kg"))
    walk.to_the_end()
    plan, manner = walk.player.plan, Manner(Level.BRIEF)
    lines = [line.text for event in walk.events for line in lines_of(event, plan, manner, walk.events)]
    assert lines == [
        "Dog, left side, 2 kilograms, 15 seconds to get ready",
        "1 set of 1 repetition on each side in turn",
        "Go",
        "Left",
        "one",
        "Right",
        "one",
        "Done",
        "Session over: completed, 2 of 2 sets",
    ]
