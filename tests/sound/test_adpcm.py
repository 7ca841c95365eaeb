"""Speech at half a byte a sample: as others read it, near the speech, and never over the edge."""

from __future__ import annotations

import math
import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.sound.adpcm import BLOCK_HEADER, FILE_HEADER, FORMAT, decoded, samples_of
from hipcoach.sound.make.encoding import BLOCK_SAMPLES, encoded
from hipcoach.sound.tones import FULL_SCALE, RATE
from hipcoach.sound.wavs import NotSpeech, read


def a_wave(count: int = 2401, size: float = 9000, step: float = 0.05) -> array[int]:
    return array("h", [round(size * math.sin(index * step)) for index in range(count)])


# -- reading ---------------------------------------------------------------------------------------------------------


def test_differences_are_counted_in_steps_that_follow_the_sound() -> None:
    # Worked out by hand. Steps: 7, then 16 (8 further), 34 (8 further), 31 and 28 (one back each).
    block = struct.pack("<hBB", 100, 0, 0) + bytes([0x77, 0x90, 0x00])

    samples = list(decoded(block, len(block)))

    assert samples[:3] == [100, 100 + 7 + 3 + 1, 111 + 16 + 8 + 4 + 2]
    assert samples[3:5] == [141 + 34 // 8, 145 - 31 // 8 - 31 // 4]


def test_blocks_follow_each_other_and_the_last_may_be_shorter() -> None:
    first = struct.pack("<hBB", 100, 0, 0) + bytes([0x77, 0x77])
    last = struct.pack("<hBB", -100, 0, 0) + bytes([0x77])

    assert list(decoded(first + last, len(first))) == [*decoded(first, 6), *decoded(last, 5)]


@pytest.mark.parametrize(
    "block",
    [b"\0", struct.pack("<hBB", 0, 89, 0) + b"\0", struct.pack("<hBB", 32_000, 88, 0) + b"\x77", b"\0\0\xff\0\x11"],
    ids=["cut", "no such step", "over the edge", "far from any step"],
)
def test_damage_is_told(block: bytes) -> None:
    with pytest.raises(ValueError, match="damaged samples"):
        decoded(block, len(block))


def test_a_file_of_another_kind_of_damage_is_no_speech_either() -> None:
    data = bytearray(encoded(a_wave()))
    data[FILE_HEADER + 2] = 200

    with pytest.raises(NotSpeech, match="damaged samples"):
        read(bytes(data))


# -- writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "better"), [(0.05, 38), (0.8, 20), (2.5, 14)])
def test_what_is_encoded_is_read_again_with_errors_below_the_sound(step: float, better: float) -> None:
    sound = a_wave(step=step)

    again = read(encoded(sound))

    assert (again.rate, len(again.samples)) == (RATE, len(sound))
    error = sum((was - now) ** 2 for was, now in zip(sound, again.samples, strict=True))
    assert 10 * math.log10(sum(was * was for was in sound) / error) > better


@pytest.mark.parametrize("count", range(1, 10))
def test_the_size_of_a_file_tells_how_long_it_is_and_the_end_is_filled_up(count: int) -> None:
    data = encoded(a_wave(count))

    samples = read(data).samples
    assert len(samples) == samples_of(len(data))
    assert 0 <= len(samples) - count < 4
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8


def test_a_long_phrase_goes_on_in_another_block() -> None:
    sound = a_wave(BLOCK_SAMPLES + 401)

    data = encoded(sound)

    again = read(data).samples
    assert len(again) == samples_of(len(data)) == len(sound)
    last = list(zip(sound, again, strict=True))[BLOCK_SAMPLES:]
    assert last[0][0] == last[0][1]
    assert max(abs(was - now) for was, now in last) < 500


def test_other_programs_are_told_what_is_in_it() -> None:
    data = encoded(a_wave(2401))

    form = struct.unpack_from("<4sIHHIIHHHH", data, 12)
    assert form == (b"fmt ", 20, FORMAT, 1, RATE, RATE // 2, 1204, 4, 2, 2401)
    assert struct.unpack_from("<4sII4sI", data, 40) == (b"fact", 4, 2401, b"data", 1204)
    assert len(data) == FILE_HEADER + BLOCK_HEADER + 1200


@given(st.lists(st.integers(-FULL_SCALE, FULL_SCALE), min_size=1, max_size=60))
def test_nothing_is_written_that_cannot_be_read(samples: list[int]) -> None:
    again = read(encoded(samples)).samples

    assert again[0] == samples[0]
    assert len(again) >= len(samples)
