"""WAV files: reads what voices write and what is shipped, writes what is played, and what is kept of other voices.

The last is at one byte a sample, by the logarithm that telephones use (G.711's mu-law): its error is always far below
the sound that it is in, where it is not heard, and a look-up makes bytes of samples and samples of bytes. What is
shipped has to be smaller (`adpcm`), which takes longer to make than a session has time for.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hipcoach.sound import adpcm
from hipcoach.sound.tones import RATE

HEADER = 58
"""Bytes before the samples of a file that `packed` made."""

PCM, MU_LAW, EXTENSIBLE = 1, 7, 0xFFFE
"""Ways of writing samples, as the format chunk calls them."""

BIAS, CLIP = 132, 32_635
"""Of mu-law: what is added before the logarithm is taken, and the largest sample."""


class NotSpeech(ValueError):  # noqa: N818
    """Bytes that are not a WAV file of one channel that can be read; the text says why not."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What a WAV file holds."""

    rate: int
    """Samples per second."""
    samples: array[int]
    """16 bits, one channel."""


def read(data: bytes) -> Recording:
    """The recording in the bytes of a WAV file; NotSpeech where there is none.

    Programs that write to a pipe do not know the length in time: where the header promises more than there is, or
    nothing, all that follows it counts.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NotSpeech("no WAV file")
    layout: tuple[int, int, int, int, int] | None = None
    for name, body in _chunks(data):
        if name == b"fmt " and len(body) >= 16:
            kind, channels, rate, _, block, bits = struct.unpack_from("<HHIIHH", body)
            layout = (PCM if kind == EXTENSIBLE else kind, channels, rate, block, bits)
        elif name == b"data":
            if layout is None:
                raise NotSpeech("samples before their format")
            kind, channels, rate, block, bits = layout
            if channels != 1 or not 8_000 <= rate <= 48_000:
                raise NotSpeech(f"{channels} channels at {rate} a second")
            return Recording(rate, _samples(kind, bits, block, body))
    raise NotSpeech("no samples")


def wav(values: array[int]) -> bytes:
    """Samples as the bytes of a WAV file."""
    return wav_header(len(values)) + values.tobytes()


def wav_header(samples: int) -> bytes:
    """What stands before so many samples in a WAV file."""
    size = 2 * samples
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)


def packed(samples: Sequence[int]) -> bytes:
    """Samples at `RATE` as the bytes of a WAV file, one byte each."""
    logarithms = _logarithms()
    data = bytes(logarithms[sample >> 2] for sample in samples)
    if len(data) % 2:
        data += bytes([logarithms[0]])
    form = struct.pack("<4sIHHIIHHH", b"fmt ", 18, MU_LAW, 1, RATE, RATE, 1, 8, 0)
    fact = struct.pack("<4sII", b"fact", 4, len(data))
    head = struct.pack("<4sI4s", b"RIFF", HEADER - 8 + len(data), b"WAVE")
    return head + form + fact + struct.pack("<4sI", b"data", len(data)) + data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"data" and size == 0:
            size = len(data)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _samples(kind: int, bits: int, block: int, body: bytes) -> array[int]:
    if (kind, bits) == (adpcm.FORMAT, 4):
        try:
            return adpcm.decoded(body, block)
        except ValueError as error:
            raise NotSpeech(str(error)) from None
    if (kind, bits) == (PCM, 16):
        raw = body[: len(body) // 2 * 2]
    elif (kind, bits) == (MU_LAW, 8):
        low, high = _bytes_of_samples()
        both = bytearray(2 * len(body))
        both[0::2] = body.translate(low)
        both[1::2] = body.translate(high)
        raw = bytes(both)
    else:
        raise NotSpeech(f"{bits} bits of format {kind}")
    samples = array("h", raw)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


@lru_cache(maxsize=1)
def _bytes_of_samples() -> tuple[bytes, bytes]:
    """For each byte of mu-law the low and the high byte of its sample."""
    values = [_sample(byte) for byte in range(256)]
    return bytes(value & 255 for value in values), bytes(value >> 8 & 255 for value in values)


def _sample(byte: int) -> int:
    byte = ~byte & 255
    size = (((byte & 15) << 3) + BIAS << (byte >> 4 & 7)) - BIAS
    return -size if byte & 128 else size


@lru_cache(maxsize=1)
def _logarithms() -> list[int]:
    """The byte of each sample, by the sample in fours; negative ones count from the end, as Python's indices do."""
    return [_byte(4 * quarter + 2) for quarter in (*range(8192), *range(-8192, 0))]


def _byte(sample: int) -> int:
    size = min(abs(sample), CLIP) + BIAS
    segment = size.bit_length() - 8
    return ~((128 if sample < 0 else 0) | segment << 4 | size >> segment + 3 & 15) & 255
