"""Lists of doses, open ends, timed work, and a tempo that names the hold, as a file writes them."""

from __future__ import annotations

import pytest
from session_help import Read, said, told

from hipcoach.session.amounts import RefusedError
from hipcoach.session.keys import EXERCISE
from hipcoach.session.model import AtLeast, Phase, Range, SetBySet, Tempo
from hipcoach.session.part import Key
from hipcoach.session.values import read_set, read_tempo

HEAD = "hipcoach: 1\ntitle: x\nexercises:\n"


def key(name: str) -> Key:
    found = EXERCISE.find(name)
    assert found is not None
    return found


def one(read: Read, exercise: str):
    """The only exercise of a file that has no problem."""
    reading = read(f"{HEAD}  - {exercise}\n")
    assert said(reading) == []
    assert reading.session is not None
    return reading.session.exercises[0]


# -- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "low", "high"),
    [
        ("reps", "10+", 10, 200),
        ("reps", " 10 + ", 10, 200),
        ("reps", "200+", 200, 200),
        ("hold", "20+ s", 20, 3600),
        ("hold", "20 s+", 20, 3600),
        ("hold", "1 min +", 60, 3600),
        ("hold", "1:30+", 90, 3600),
        ("time", "5+ min", 300, 3600),
    ],
)
def test_an_open_end_reaches_up_to_the_bound_of_its_key(name: str, text: str, low: int, high: int) -> None:
    assert read_set(key(name), text) == AtLeast(low, high)


@pytest.mark.parametrize(
    ("name", "text", "help"),
    [
        ("reps", "at least 10", "write `reps: 10+`"),
        ("reps", "≥ 10", "write `reps: 10+`"),
        ("reps", "10 or more", "write `reps: 10+`"),
        ("reps", "10-15+", "write `reps: 10-15`, or without a high end `reps: 10+`"),
        ("hold", "at least 20 s", "write `hold: 20 s+`"),
        ("hold", "20-30 s+", "write `hold: 20-30 s`, or without a high end `hold: 20+ s`"),
        ("time", "20+", "write `time: 20+ s`"),
        ("reps", "0+", "write for example `reps: 15-30`"),
    ],
)
def test_what_people_write_for_an_open_end_is_understood(name: str, text: str, help: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_set(key(name), text)
    assert refused.value.help == help
    assert text.strip() in refused.value.message or "what?" in refused.value.message


@pytest.mark.parametrize(
    ("text", "names", "held"),
    [
        ("lift 2, hold, lower 2, relax 2", ("lift", "hold", "lower", "relax"), 1),
        ("lift 2, pause, lower 2", ("lift", "pause", "lower"), 1),
        ("brace 1, lift 2, stay, lower 2", ("brace", "lift", "stay", "lower"), 2),
        ("squeeze, ease 2", ("squeeze", "ease"), 0),
    ],
)
def test_one_word_of_a_tempo_needs_no_number(text: str, names: tuple[str, ...], held: int) -> None:
    tempo = read_tempo(key("tempo"), text)
    assert (tuple(phase.name for phase in tempo.phases), tempo.held) == (names, held)


def test_a_tempo_with_all_its_numbers_names_no_hold() -> None:
    assert read_tempo(key("tempo"), "lift 2, lower 3") == Tempo((Phase("lift", 2), Phase("lower", 3)), None)


# -- exercises --------------------------------------------------------------------------------------------------------


def test_a_list_has_an_amount_for_each_set_each_as_it_could_stand_alone(read: Read) -> None:
    listed = one(read, "{name: x, reps: [6, 4-5, 2+]}")
    assert listed.reps == SetBySet((Range(6, 6), Range(4, 5), AtLeast(2, 200)))
    assert listed.sets == Range(3, 3)


def test_a_list_takes_the_place_of_the_sets_of_a_library(read: Read) -> None:
    assert one(read, "{use: bridge, hold: [40 s, 20 s, 10 s]}").sets == Range(3, 3)


def test_timed_work_is_read_and_rests_as_what_is_no_hold(read: Read) -> None:
    walk = one(read, "{name: Walk, time: 1 min - 5 min, side: each}")
    assert (walk.time, walk.reps, walk.hold, walk.rest) == (Range(60, 300), None, None, 30)


@pytest.mark.parametrize("way", ["easier", "harder"])
def test_a_modification_may_bring_each_of_them(read: Read, way: str) -> None:
    walk = one(read, f"{{name: Walk, time: 5 min, {way}: [{{name: m, time: [1 min, 90+ s]}}]}}")
    assert walk.modifications[0].time == SetBySet((Range(60, 60), AtLeast(90, 3600)))


@pytest.mark.parametrize(
    ("exercise", "problems", "words"),
    [
        ("{name: x, time: 1 min, reps: 3, tempo: own}", ["4:15 conflict"], "take `time` out, or `reps`, `tempo`"),
        ("{name: x, time: 1 min, harder: [{name: m, hold: 3 s}]}", ["4:47 conflict"], "another exercise"),
        ("{name: x, reps: 3, harder: [{name: m, time: 3 s}]}", ["4:43 conflict"], "another exercise"),
        ("{use: bridge, time: 30 s}", ["4:19 conflict"], "another exercise"),
        ("{name: x, reps: [3, 2], sets: 2}", ["4:29 conflict"], "write `reps: 3` for all sets"),
        ("{use: bridge, hold: [30 s, 20 s], easier: [{name: m, sets: 1}]}", ["4:58 conflict"], "take `sets` out"),
        ("{name: x, reps: [3, 2], hold: [3 s]}", ["4:29 conflict"], "give both the same number"),
        ("{name: x, reps: 3, harder: [{name: m, hold: 3+ s}]}", ["4:49 conflict"], "write `hold: 3 s`"),
        ("{name: x, reps: 3, tempo: 'lift 2, hold, lower 2'}", ["4:31 tempo"], "write `hold: 5 s` too"),
    ],
)
def test_what_contradicts_itself_is_refused(read: Read, exercise: str, problems: list[str], words: str) -> None:
    reading = read(f"{HEAD}  - {exercise}\n")
    assert said(reading) == problems
    assert words in told(reading)


def test_what_an_exercise_contradicts_is_not_told_again_of_its_modifications(read: Read) -> None:
    reading = read(f"{HEAD}  - {{name: x, time: 1 min, hold: 3 s, harder: [{{name: m, hold: 5 s}}]}}\n")
    assert said(reading) == ["4:15 conflict"]


def test_the_hold_of_a_modification_is_enough_for_a_tempo_that_names_it(read: Read) -> None:
    reading = read(f"{HEAD}  - {{name: x, reps: 3, harder: [{{name: m, hold: 5 s, tempo: 'up 2, stay, down 2'}}]}}\n")
    assert said(reading) == []


@pytest.mark.parametrize(
    ("rounds", "exercise", "problems"),
    [
        ("rounds: 3", "{name: x, reps: [6, 4, 2]}", []),
        ("rounds: 2-3", "{name: x, reps: [6, 4, 2]}", []),
        ("rounds: 2", "{name: x, reps: [6, 4, 2]}", ["7:19 conflict"]),
        ("rest: 5 s", "{name: x, time: [60 s, 30 s]}", ["7:19 conflict"]),
        ("rounds: 2", "{name: x, reps: 6, harder: [{name: m, reps: [4]}]}", ["7:47 conflict"]),
    ],
)
def test_in_a_group_a_list_has_an_amount_for_each_round(
    read: Read, rounds: str, exercise: str, problems: list[str]
) -> None:
    reading = read(f"{HEAD}  - group: g\n    {rounds}\n    exercises:\n      - {exercise}\n")
    assert [each for each in said(reading) if "conflict" in each and "6:" not in each[:2]] == problems
