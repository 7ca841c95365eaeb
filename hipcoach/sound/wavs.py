"""Reads the WAV files of voices and shipped ones; writes those that are played, and those of the local voice's cache.

The cache has one byte a sample in the logarithmic coding of telephones (mu-law of G.711): its error is always far
below the sound itself, so it is not heard, and coding takes table look-ups. Shipped recordings have to be smaller
(`adpcm`), which takes longer to encode than a session has time for.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from hipcoach.sound import adpcm
from hipcoach.sound.tones import RATE

HEADER = 58
"""The number of bytes before the samples in a file that `packed` made."""

PCM, MU_LAW, EXTENSIBLE = 1, 7, 0xFFFE
"""Codes of the sample formats in a WAV file's format chunk."""

BIAS, CLIP = 132, 32_635
"""Constants of mu-law: the offset before the logarithm is taken, and the largest sample."""


class NotSpeech(ValueError):  # noqa: N818
    """The bytes are not a readable mono WAV file; the message says why."""


class Recording(Struct, frozen=True):
    """The content of a WAV file."""

    rate: int
    """Samples per second."""
    samples: array[int]
    """Samples of 16 bits, one channel."""


def read(data: bytes) -> Recording:
    """Read the bytes of a WAV file; NotSpeech if that is not possible.

    Programs that write to a pipe do not know the length beforehand: if the header states more than there is, or 0,
    everything after it is read.
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
    """The bytes of a WAV file with 16-bit samples."""
    return wav_header(len(values)) + values.tobytes()


def wav_header(samples: int) -> bytes:
    """The header of a WAV file with so many 16-bit samples."""
    size = 2 * samples
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)


def packed(samples: Sequence[int]) -> bytes:
    """The bytes of a WAV file with samples at `RATE`, one byte each."""
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
    """Two tables with the low and the high byte of the sample for each mu-law byte."""
    values = [_sample(byte) for byte in range(256)]
    return bytes(value & 255 for value in values), bytes(value >> 8 & 255 for value in values)


def _sample(byte: int) -> int:
    byte = ~byte & 255
    size = (((byte & 15) << 3) + BIAS << (byte >> 4 & 7)) - BIAS
    return -size if byte & 128 else size


@lru_cache(maxsize=1)
def _logarithms() -> list[int]:
    """A table with the mu-law byte of each sample divided by four, negative ones counted from the end."""
    return [_byte(4 * quarter + 2) for quarter in (*range(8192), *range(-8192, 0))]


def _byte(sample: int) -> int:
    size = min(abs(sample), CLIP) + BIAS
    segment = size.bit_length() - 8
    return ~((128 if sample < 0 else 0) | segment << 4 | size >> segment + 3 & 15) & 255
