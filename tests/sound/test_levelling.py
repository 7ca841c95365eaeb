from __future__ import annotations

import math
import random
from array import array

import pytest

from hipcoach.sound.levelling import CEILING, FADE, is_noise, prepared, resampled
from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, loudest


def a_tone(seconds: float, size: float = 0.1, *, rate: int = RATE, pitch: float = 220) -> list[float]:
    return [size * math.sin(math.tau * pitch * index / rate) for index in range(round(seconds * rate))]


def silence(seconds: float) -> list[float]:
    return [0.0] * round(seconds * RATE)


def in_full_scale(samples: array[int]) -> list[float]:
    return [sample / FULL_SCALE for sample in samples]


@pytest.mark.parametrize("size", [0.01, 0.1, 0.5])
def test_however_loud_it_was_it_is_as_loud_as_the_tones(size: float) -> None:
    made = prepared(silence(0.2) + a_tone(0.5, size) + silence(0.3))

    assert loudest(in_full_scale(made)) == pytest.approx(LOUDNESS, rel=0.01)


def test_silence_at_the_ends_is_cut_off_and_silence_within_is_not() -> None:
    made = prepared(silence(0.4) + a_tone(0.2) + silence(0.3) + a_tone(0.2) + silence(0.5))

    assert len(made) / RATE == pytest.approx(0.7, abs=0.02)


def test_a_soft_beginning_is_kept() -> None:
    made = prepared(silence(0.4) + a_tone(0.1, 0.003) + a_tone(0.2))

    assert len(made) / RATE == pytest.approx(0.3, abs=0.02)


def test_the_ends_come_and_go_without_a_click() -> None:
    made = prepared(a_tone(0.5))

    assert max(map(abs, made[: FADE // 10])) < 0.1 * max(made)
    assert max(map(abs, made[-FADE // 10 :])) < 0.1 * max(made)


def test_a_peak_is_bent_and_never_cut_off() -> None:
    values = a_tone(0.5)
    values[6000] = 0.9

    made = in_full_scale(prepared(values))

    assert 0.9 < max(made) < CEILING + 0.01
    assert loudest(made) == pytest.approx(LOUDNESS, rel=0.2)


@pytest.mark.parametrize("values", [[], [0.0] * 5000, [0.0]])
def test_nothing_remains_nothing(values: list[float]) -> None:
    assert len(prepared(values)) == 0


def test_something_very_short_is_made_as_well() -> None:
    assert 0 < len(prepared(a_tone(0.03))) <= 0.05 * RATE


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_another_rate_changes_neither_pitch_nor_length(rate: int) -> None:
    other = array("h", [round(value * FULL_SCALE) for value in a_tone(0.5, rate=rate)])

    made = resampled(other, rate)

    assert len(made) == pytest.approx(0.5 * RATE, abs=0.01 * RATE)
    assert max(abs(one - other) for one, other in zip(made, a_tone(0.5), strict=False)) < 0.001


def test_the_same_rate_changes_nothing() -> None:
    assert list(resampled(array("h", [0, FULL_SCALE, -FULL_SCALE, 0]), RATE)) == [0, 1, -1]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_nothing_at_another_rate(count: int) -> None:
    assert len(resampled(array("h", [5] * count), 22_050)) <= 2


def noise(count: int) -> array[int]:
    return array("h", random.Random(1).randbytes(2 * count))


@pytest.mark.parametrize("count", [500, RATE])
def test_bytes_without_meaning_are_no_speech(count: int) -> None:
    assert is_noise(noise(count))


def test_a_voice_is_no_noise_though_it_is_steady() -> None:
    assert not is_noise(array("h", [round(9000 * math.sin(index / 20)) for index in range(RATE)]))


def test_a_hiss_that_comes_and_goes_is_no_noise() -> None:
    """As in a word without a vowel."""
    assert not is_noise(noise(RATE // 10) + array("h", bytes(RATE)))


def test_nothing_is_no_noise() -> None:
    assert not is_noise(array("h"))
    assert not is_noise(array("h", bytes(200)))
