"""How a score is cut into reels, and when a reel still says what is to be heard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from effort import cases
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sound_builders import a_phrase, a_tone

from hipcoach.cues.prompts import Tone
from hipcoach.cues.tone_rules import LATE, LATEST
from hipcoach.cues.track import Sound, SoundKind
from hipcoach.sound.mixer import WAKING
from hipcoach.sound.reel import LATE_PHRASE, LEAD, LONGEST, SILENCE, agrees, cut, key, lay, load, silences_to_waken
from hipcoach.sound.tones import HEAD, TAIL

FAR = 1e9


def cue(at: float, tone: Tone = Tone.START) -> Sound:
    return a_tone(at, tone, 0.68, SoundKind.CUE)


def a_beat(begin: int, end: int) -> list[Sound]:
    return [a_tone(float(at), Tone.LIFT, 0.26) for at in range(begin, end)]


# -- cutting ------------------------------------------------------------------------------------------------------


def test_what_is_short_enough_is_one_reel() -> None:
    sounds = [a_tone(1.0), cue(30.0), cue(59.0)]
    assert cut(sounds, FAR) == tuple(sounds)
    assert cut([], FAR) == ()


def test_a_reel_ends_in_the_last_silence_that_is_long_enough() -> None:
    sounds = [a_tone(0.0), cue(50.0), a_phrase(50.8), cue(57.0), a_phrase(57.8, seconds=5.0)]
    assert cut(sounds, FAR) == tuple(sounds[:3])


def test_a_reel_never_ends_between_three_two_one_and_what_they_lead_to() -> None:
    sounds = [cue(0.0), *(a_tone(float(at)) for at in (57, 58, 59)), cue(60.0)]
    assert cut(sounds, FAR) == tuple(sounds[:1])


def test_nor_where_that_would_be_the_longest_silence_there_is() -> None:
    beats = a_beat(0, 57)
    sounds = [*beats, *(a_tone(at) for at in (57.1, 58.1, 59.1)), cue(60.1), *a_beat(61, 65)]
    assert cut(sounds, FAR) == tuple(beats)


def test_without_a_silence_it_ends_in_the_longest_there_is() -> None:
    sounds = [*a_beat(0, 55), *[replace(sound, at=sound.at + 0.1) for sound in a_beat(55, 100)]]
    assert cut(sounds, FAR) == tuple(sounds[:55])


def test_a_reel_does_not_reach_into_what_may_still_change() -> None:
    sounds = [cue(0.0), cue(20.0), cue(40.0)]
    assert cut(sounds, 30.0) == tuple(sounds[:2])
    assert cut(sounds, 0.1) == ()


PLACES = st.lists(
    st.tuples(st.sampled_from([0.12, 0.3, 0.9, 1.0, 2.0, 9.0]), st.sampled_from([Tone.TICK, Tone.START, None])),
    min_size=1,
    max_size=60,
)


def laid_out(steps: list[tuple[float, Tone | None]]) -> list[Sound]:
    sounds: list[Sound] = []
    at = 0.0
    for gap, tone in steps:
        at += gap
        sounds.append(a_phrase(at, f"{at}") if tone is None else cue(at, tone) if tone is Tone.START else a_tone(at))
        at = sounds[-1].end
    return sounds


@cases(100, 200)
@given(PLACES)
def test_reels_together_are_the_score(steps: list[tuple[float, Tone | None]]) -> None:
    left = laid_out(steps)
    while left:
        reel = cut(left, FAR)
        assert list(reel) == left[: len(reel)]
        assert reel, "there is always something to go on with"
        assert reel[-1].end - reel[0].at <= LONGEST
        left = left[len(reel) :]
        if left and left[0].at - reel[-1].end < SILENCE:
            whole = [*reel, *left]
            inside = [b.at - a.end for a, b in pairwise(whole[: len(reel)]) if a.tone is not Tone.TICK]
            assert all(gap < SILENCE for gap in inside)


# -- is it still the same? ----------------------------------------------------------------------------------------

SCORE = (a_tone(1.0), cue(4.0), a_phrase(4.8), cue(30.0))


def reel_of(*sounds: Sound, after: float = 0.0, earliest: float = 0.0):
    reel = load(sounds, after, earliest, quiet_since=None)
    assert reel is not None
    return reel


def test_the_same_score_agrees_and_so_does_what_follows() -> None:
    reel = reel_of(*SCORE)
    assert agrees(reel, SCORE, 0.5)
    assert agrees(reel, (*SCORE, cue(50.0)), 0.5), "that is for the next reel"
    assert agrees(reel, SCORE[2:], 10.0), "what is over is no matter"


@pytest.mark.parametrize(
    "changed",
    [
        (*SCORE[:2], *SCORE[3:]),
        (*SCORE, a_tone(29.0)),
        (*SCORE[:3], replace(SCORE[3], at=31.0)),
        (*SCORE[:2], replace(SCORE[2], text="Else"), SCORE[3]),
        (*SCORE[:3], cue(30.0, Tone.SWITCH)),
        (),
    ],
)
def test_any_difference_ahead_is_one(changed: tuple[Sound, ...]) -> None:
    ordered = tuple(sorted(changed, key=lambda sound: sound.at))
    assert not agrees(reel_of(*SCORE), ordered, 2.0)


def test_what_falls_due_at_this_moment_counts() -> None:
    assert not agrees(reel_of(*SCORE), (*SCORE[:3], cue(9.95, Tone.END), SCORE[3]), 10.0)


def test_what_was_there_before_the_reel_does_not_count() -> None:
    assert agrees(reel_of(*SCORE[1:], after=3.9), SCORE, 1.0)


def test_what_was_heard_does_not_count() -> None:
    assert agrees(reel_of(*SCORE[1:]), SCORE, 0.9, {key(SCORE[0])})


# -- being late ---------------------------------------------------------------------------------------------------


def times(sounds: tuple[Sound, ...]) -> list[float]:
    return [round(sound.at, 3) for sound in sounds]


def test_what_is_in_time_stays_where_it_is() -> None:
    assert lay(SCORE, 0.9) == SCORE


@pytest.mark.parametrize(("late", "heard"), [(LATE - 0.01, True), (LATE + 0.01, False)])
def test_only_the_beginning_is_late_and_not_much(late: float, heard: bool) -> None:
    laid = lay(SCORE, 1.0 + late)
    assert times(laid) == ([1.0 + late] if heard else []) + [4.0, 4.8, 30.0]


@pytest.mark.parametrize(("late", "heard"), [(LATEST - 0.1, True), (LATEST + 0.1, False)])
def test_some_tones_always_sound(late: float, heard: bool) -> None:
    assert (Tone.START in [sound.tone for sound in lay(SCORE[1:2], 4.0 + late)]) is heard
    assert lay((cue(4.0, Tone.END),), 4.5) == ()
    assert times(lay((cue(4.0, Tone.END),), 4.5, patience=1.0)) == [4.5]


def test_words_move_on_but_never_into_a_tone_or_number() -> None:
    words = a_phrase(4.0, seconds=1.0)
    assert times(lay((words, a_phrase(5.2, "Else"), cue(30.0)), 5.0)) == [5.0, 6.0, 30.0]
    assert times(lay((words, a_tone(5.5)), 5.0)) == [5.5]
    assert times(lay((words, a_phrase(5.5, "3", 0.3, SoundKind.COUNT)), 5.0)) == [5.5]
    assert lay((words,), 4.0 + LATE_PHRASE + 0.1) == ()
    assert lay((a_phrase(4.0, "3", 0.3, SoundKind.COUNT),), 4.0 + LATE + 0.1) == ()


def test_a_reel_has_silence_around_it() -> None:
    reel = reel_of(*SCORE)
    assert (reel.zero, reel.end) == (1.0 - LEAD, SCORE[-1].end)
    assert reel.seconds == pytest.approx(SCORE[-1].end - 1.0 + LEAD + TAIL)
    late = reel_of(*SCORE, earliest=1.1)
    assert (late.zero, late.laid[0].at) == (1.1, 1.1 + HEAD)
    assert load((a_tone(1.0),), 0.0, 5.0, quiet_since=None) is None


@pytest.mark.parametrize(("free", "zero"), [(0.3, 1.0 - LEAD), (0.8, 0.8), (0.99, 1.0 - HEAD), (3.0, 1.0 - HEAD)])
def test_its_silence_does_not_reach_into_what_sounds_before(free: float, zero: float) -> None:
    reel = load(SCORE, 0.0, 0.0, free=free, quiet_since=None)
    assert reel is not None
    assert (reel.zero, reel.laid) == (zero, SCORE)


def test_the_part_of_a_reel_up_to_a_sound() -> None:
    reel = reel_of(*SCORE)
    part = reel.up_to(SCORE[2])
    assert (part.sounds, part.end, part.zero) == (SCORE[:3], SCORE[2].end, reel.zero)
    assert (reel.sounding(5.0), reel.sounding(20.0)) == (SCORE[2], None)


# -- waking a loudspeaker -----------------------------------------------------------------------------------------


def test_noise_comes_before_what_follows_a_long_silence() -> None:
    assert silences_to_waken(SCORE, 0.0) == ((30.0 - WAKING, 30.0),)
    assert silences_to_waken(SCORE, -9.0) == ((1.0 - WAKING, 1.0), (30.0 - WAKING, 30.0))


def test_a_reel_begins_with_it_as_far_as_there_is_time() -> None:
    early = load(SCORE, 0.0, -5.0, quiet_since=-9.0)
    late = load(SCORE, 0.0, 0.8, quiet_since=-9.0)
    assert early is not None
    assert late is not None
    assert (early.zero, late.zero) == (1.0 - HEAD - WAKING, 0.8)
