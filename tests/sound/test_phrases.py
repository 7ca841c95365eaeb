"""The shipped recordings: all that the presets can say, nothing else, and each as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import product
from pathlib import Path

import pytest
from effort import chosen

from hipcoach.cues.all_phrases import sayings
from hipcoach.cues.prompts import prompt
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import AtLeast, Dose, Exercise, Range, Session, SetBySet, Side, Sides
from hipcoach.sound.make import phrases
from hipcoach.sound.make.encoding import encoded
from hipcoach.sound.phrases import NUMBERS, PIECES, folder, name_of, pieces, words
from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, loudest
from hipcoach.sound.voice import ShippedVoice
from hipcoach.sound.wavs import Recording, read

AGAIN = "say them again: python -m hipcoach.sound.make.phrases"

LIBRARY = Library(shipped_sessions(), None)

FROM = tuple(product(Dose, (Side.LEFT, Side.RIGHT)))
"""The doses, each begun on either side."""


@pytest.fixture(scope="module")
def said() -> Collection[str]:
    """What can be said in the presets; by day with each modification at every dose, on both sides but not all pairs."""
    return dict.fromkeys(text for entry in LIBRARY.sessions() for plan in plans(entry.name) for text in sayings(plan))


@pytest.fixture(scope="module")
def texts(said: Collection[str]) -> tuple[str, ...]:
    return phrases.recordable(said)


@pytest.fixture(scope="module")
def recordings() -> Mapping[str, Recording]:
    return {path.stem: read(path.read_bytes()) for path in folder().iterdir()}


def session(name: str) -> Session:
    found = LIBRARY.read(LIBRARY.find(name)).session
    assert found is not None
    return found


def plans(name: str) -> list[Plan]:
    every = list(phrases.plans_of(session(name)))
    ways = len(every) // len(FROM)
    in_turn = ((*divmod(number, ways), plan) for number, plan in enumerate(every))
    return chosen(every, by_day=(plan for one, way, plan in in_turn if way == 0 or way % 3 == one % 3))


# -- which there are -------------------------------------------------------------------------------------------------


def test_each_text_has_its_recording_and_none_is_left_over(texts, recordings) -> None:
    used = {name_of(text) for text in texts}
    if not set(recordings) <= used:
        # Perhaps only in a plan that is not looked at by day.
        used |= {name_of(text) for text in phrases.shipped_phrases(LIBRARY)}
    assert used == set(recordings), AGAIN


@pytest.mark.parametrize(
    "exercise",
    [
        {"reps": SetBySet((Range(6, 6), AtLeast(4, 200), Range(1, 1)))},
        {"hold": SetBySet((Range(30, 30), Range(20, 20)))},
        {"hold": AtLeast(20, 3600), "sets": Range(2, 2)},
        {"time": AtLeast(120, 3600)},
        {"time": Range(60, 60), "sets": Range(3, 3)},
    ],
    ids=str,
)
def test_any_dose_is_said_without_another_voice(exercise) -> None:
    # What a person calls an exercise is for their own voice to say.
    lift = Exercise("name", "No pain", side=Sides.EACH, **exercise)
    plan, voice = make_plan(Session("No pain", (lift,))), ShippedVoice()
    assert [text for text in sayings(plan) if voice.seconds(text) is None and not text.isdecimal()] == []


@pytest.mark.parametrize("entry", LIBRARY.sessions(), ids=lambda entry: entry.name)
def test_whatever_is_said_in_a_preset_can_be_said(entry) -> None:
    voice, said = ShippedVoice(), set()
    for dose, first in FROM:
        plan = make_plan(session(entry.name), Choices(dose=dose, first=first))
        player = Player(plan)
        for event in (*player.start(0.0), *player.advance(100_000.0)):
            said |= {words.text for words in prompt(event, plan).words}

    assert {text for text in said if voice.seconds(text) is None} == set(), AGAIN


def test_whatever_can_be_said_with_any_modification_can_be_said(said: Collection[str]) -> None:
    voice = ShippedVoice()

    assert {text for text in said if voice.seconds(text) is None} == set(), AGAIN


def test_texts_with_one_name_have_the_same_words(texts) -> None:
    assert len({name_of(text) for text in texts}) == len(texts)


def test_they_take_up_little_room_and_leave_some_for_others() -> None:
    assert phrases.free(folder()) >= phrases.SPARE


def test_what_they_leave_free_is_told_in_seconds(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(bytes(phrases.ROOM // 2))

    assert phrases.free(tmp_path) == pytest.approx(250.0, abs=0.1)


def test_each_is_as_long_as_the_size_of_its_file_tells(texts, recordings) -> None:
    voice = ShippedVoice()

    told = {text: voice.seconds(text) for text in texts}

    assert told == {text: len(recordings[name_of(text)].samples) / RATE for text in texts}


def test_nothing_but_letters_and_numbers_is_in_their_names(recordings) -> None:
    assert {name for name in recordings if not name.replace("-", "a").isalnum() or name != name.lower()} == set()


# -- each of them ----------------------------------------------------------------------------------------------------


def test_each_is_as_loud_as_the_tones_trimmed_and_short(recordings) -> None:
    wrong = {}
    for name, recording in recordings.items():
        samples = recording.samples
        ends, most, loud = (
            value / FULL_SCALE
            for value in (
                min(max(map(abs, samples[: RATE // 20])), max(map(abs, samples[-RATE // 20 :]))),
                max(map(abs, samples)),
                loudest(samples),
            )
        )
        if not (
            recording.rate == RATE
            and abs(loud / LOUDNESS - 1) < 0.03
            and ends > LOUDNESS * 0.02
            and most < 0.98
            and 0.2 < len(samples) / RATE < 3.0
        ):
            wrong[name] = (recording.rate, loud, ends, most, len(samples) / RATE)
    assert wrong == {}


def test_numbers_are_over_long_before_the_next_one_is_due(recordings) -> None:
    voice = ShippedVoice()

    lengths = {number: voice.seconds(number) or 9.0 for number in NUMBERS}

    assert {number for number, seconds in lengths.items() if seconds > (0.55 if int(number) <= 20 else 0.75)} == set()
    # Files are filled up by three samples at most. 17 is longer at every pace; 14 and 16 are wherever they are clear.
    assert {number for number in NUMBERS[:21] if lengths[number] > 0.45 + 3 / RATE} <= {"14", "16", "17"}


# -- names and pieces ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("12", "12"),
        ("Left side", "left-side"),
        ("Uncross; left ankle over the other knee", "uncross-left-ankle-over-the-other-knee"),
        ("Both feet flat, knees hip-width", "both-feet-flat-knees-hip-width"),
        ("HALF-WAY!", "half-way"),
        ("Knee up. Hold", "knee-up-hold"),
    ],
)
def test_a_file_is_called_like_its_words(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    "text",
    ["", " ", "1.5 seconds", "5-10", "-5", "50 %", "3/4", "Café", "don't", "Left  side", "4 x 4", "a - b", "L4 ✓", "."],
)
def test_a_text_that_can_be_read_in_other_ways_has_no_recording(text: str) -> None:
    assert pieces(text, {"1", "5", "10", "seconds", "left-side", "caf", "don-t", "50", "4", ""}) is None


def test_a_pause_follows_punctuation() -> None:
    assert words("Next: left side, set 2") == (
        ("next", True),
        ("left", False),
        ("side", True),
        ("set", False),
        ("2", False),
    )


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("3 sets of 22", ["3-sets-of", "22"]),
        ("1 set of 45 seconds", ["1-set-of", "45", "seconds"]),
        ("Next: left side, set 2 of 3", ["next", "left-side", "set-2-of-3"]),
        ("Left side", ["left-side"]),
    ],
)
def test_a_phrase_with_numbers_is_put_together_of_the_longest_pieces(text: str, row: list[str]) -> None:
    there = {name_of(piece) or "" for piece in PIECES}

    assert [name for name, _ in pieces(text, there) or ()] == row


def test_no_piece_is_listed_twice() -> None:
    assert [piece for piece, times in Counter(PIECES).items() if times > 1] == []


def test_only_pieces_are_put_together() -> None:
    assert pieces("Rest 20 seconds", {"rest", "20", "seconds"}) is None
    assert pieces("Left side 61", {"left-side", "61"}) is None


# -- how they are made -----------------------------------------------------------------------------------------------


class Saying:
    """An engine that hums as long as the pace tells."""

    def __init__(self, seconds: float = 0.4) -> None:
        self.asked: list[tuple[str, float]] = []
        self._seconds = seconds

    def __call__(self, text: str, *, speed: float, seed: int) -> list[float]:
        self.asked.append((text, speed))
        return [0.3 if index % 100 < 50 else -0.3 for index in range(round(self._seconds / speed * RATE))]


def test_reciting_writes_a_file_for_each_text_and_takes_away_the_others(tmp_path: Path) -> None:
    (tmp_path / "outdated.wav").write_bytes(b"")

    phrases.recite(["Left side", "Half-way"], Saying(), tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["half-way.wav", "left-side.wav"]
    assert read((tmp_path / "half-way.wav").read_bytes()).rate == RATE


def test_what_has_its_recording_is_not_said_again_unless_asked_for(tmp_path: Path) -> None:
    phrases.recite(["Left side"], Saying(), tmp_path)
    once, again = Saying(), Saying()

    written = phrases.recite(["Left side", "Half-way"], once, tmp_path)
    phrases.recite(["Left side", "Half-way"], again, tmp_path, again=True)

    assert written == ["Half-way"]
    assert [text for text, _ in once.asked] == ["Half-way."]
    assert [text for text, _ in again.asked] == ["Left side.", "Half-way."]


def test_numbers_are_said_as_slowly_as_there_is_time() -> None:
    quick, slow, very_slow = Saying(0.4), Saying(0.5), Saying(2.0)

    for say in (quick, slow, very_slow):
        phrases.spoken("7", say)

    assert [len(say.asked) for say in (quick, slow, very_slow)] == [1, 2, len(phrases.BRISK)]


def test_a_number_that_was_misheard_is_said_in_a_way_of_its_own() -> None:
    say = Saying(2.0)

    phrases.spoken("14", say)

    assert say.asked == [("14,", 1.25)]


def test_the_voice_stays_up_where_more_follows() -> None:
    say = Saying(0.3)

    for text in ("Next", "3 sets of", "Left side", "5"):
        phrases.spoken(text, say)

    assert [text for text, _ in say.asked] == ["Next,", "3 sets of,", "Left side.", "5."]


def test_a_recording_is_what_the_engine_says_trimmed_and_levelled(tmp_path: Path) -> None:
    phrases.recite(["Left side"], Saying(), tmp_path)

    assert (tmp_path / "left-side.wav").read_bytes() == encoded(phrases.spoken("Left side", Saying()))
