from __future__ import annotations

import math
import struct
import wave
from array import array
from io import BytesIO

import pytest

from hipcoach.sound.tones import RATE
from hipcoach.sound.wavs import HEADER, NotSpeech, packed, read


def a_wave(count: int = 2400, size: float = 9000) -> array[int]:
    return array("h", [round(size * math.sin(index * 0.05)) for index in range(count)])


def plain(samples: array[int], *, rate: int = 22_050, channels: int = 1, width: int = 2) -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return written.getvalue()


def power(values: array[int]) -> float:
    return sum(value * value for value in values)


# -- one byte a sample -----------------------------------------------------------------------------------------------


def test_what_is_packed_is_read_again_with_errors_far_below_the_sound() -> None:
    sound = a_wave()

    again = read(packed(sound))

    assert (again.rate, len(again.samples)) == (RATE, len(sound))
    error = array("h", [was - now for was, now in zip(sound, again.samples, strict=True)])
    assert 10 * math.log10(power(sound) / power(error)) > 35


@pytest.mark.parametrize("value", [0, 1, -1, 100, -100, 8031, -8031, 32_767, -32_768])
def test_no_sample_comes_back_as_another_one(value: int) -> None:
    [again, _] = read(packed(array("h", [value, value]))).samples

    assert again == pytest.approx(value, abs=max(8, abs(value) * 0.035))


def test_every_byte_stands_for_one_sample() -> None:
    decoded = read(packed(array("h", [0] * 256))[:HEADER] + bytes(range(256))).samples

    assert read(packed(decoded)).samples == decoded
    assert (min(decoded), max(decoded)) == (-32_124, 32_124)


def test_the_header_is_as_long_as_it_says_and_an_odd_number_is_rounded_up() -> None:
    data = packed(a_wave(2401))

    assert len(data) == HEADER + 2402
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8


# -- what programs write ---------------------------------------------------------------------------------------------


def test_an_ordinary_file_is_read() -> None:
    sound = a_wave()

    again = read(plain(sound))

    assert (again.rate, again.samples) == (22_050, sound)


@pytest.mark.parametrize("promised", [0, 0x7FFFF000, 0xFFFFFFFF, 10_000_000])
def test_a_header_written_before_the_length_was_known_is_read(promised: int) -> None:
    data = bytearray(plain(a_wave()))
    struct.pack_into("<I", data, 4, promised)
    struct.pack_into("<I", data, 40, promised)

    assert read(bytes(data)).samples == a_wave()


def test_what_stands_between_format_and_samples_is_passed_over() -> None:
    data = plain(a_wave())
    data = data[:36] + b"LIST" + struct.pack("<I", 5) + b"Hello\0" + data[36:]

    assert read(data).samples == a_wave()


def test_a_file_that_broke_off_is_read_as_far_as_it_goes() -> None:
    assert read(plain(a_wave())[:-401]).samples == a_wave()[:-201]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF",
        b"no sound at all, and long enough to be one",
        plain(a_wave())[:36],
        plain(a_wave())[:12] + plain(a_wave())[36:],
        plain(a_wave(), channels=2),
        plain(a_wave(), width=1),
        plain(a_wave(), rate=4000),
        plain(a_wave()).replace(b"fmt \x10", b"fmt \x02"),
    ],
    ids=["empty", "begun", "rubbish", "header only", "no format", "stereo", "8 bits", "slow", "short format"],
)
def test_what_is_no_speech_is_refused(data: bytes) -> None:
    with pytest.raises(NotSpeech):
        read(data)
