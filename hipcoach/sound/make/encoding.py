"""Encodes a shipped recording as IMA ADPCM in a WAV file, choosing the codes with the least error."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from hipcoach.sound.adpcm import BLOCK, DIFFERENCES, FILE_HEADER, FORMAT, NEXT, SIGN, STEPS, samples_of
from hipcoach.sound.tones import FULL_SCALE, RATE

KEPT = 4
"""The number of encodings that are followed at once: 0.9 dB less error than with one; 8 would gain another 0.2 dB."""

BLOCK_SAMPLES = samples_of(FILE_HEADER + BLOCK)
"""The number of samples in a whole block."""

Codes = tuple[int, "Codes"] | None
"""A code, linked to the codes before it."""

Way = tuple[int, int, int, Codes]
"""An encoding of the samples so far: the sum of its squared errors, its last sample, 16 x the number of its next step,
and its codes."""


def encoded(samples: Sequence[int]) -> bytes:
    """Encode speech at `RATE` as the bytes of a WAV file, padded with up to three samples of silence.

    With the padding, the size of the file gives the number of samples.
    """
    data, step = b"", 0
    for begin in range(0, len(samples), BLOCK_SAMPLES):
        part = samples[begin : begin + BLOCK_SAMPLES]
        codes, after = _codes([*part, *[0] * (-(len(part) - 1) % 4)], step)
        data += struct.pack("<hBB", part[0], step >> 4, 0)
        data += bytes(first | second << 4 for first, second in zip(codes[0::2], codes[1::2], strict=True))
        step = after
    size = min(BLOCK, len(data))
    form = struct.pack(
        "<4sIHHIIHHHH", b"fmt ", 20, FORMAT, 1, RATE, RATE // 2, size, 4, 2, samples_of(FILE_HEADER + size)
    )
    fact = struct.pack("<4sII", b"fact", 4, samples_of(FILE_HEADER + len(data)))
    head = struct.pack("<4sI4s", b"RIFF", FILE_HEADER - 8 + len(data), b"WAVE")
    return head + form + fact + struct.pack("<4sI", b"data", len(data)) + data


def _codes(samples: Sequence[int], step: int) -> tuple[list[int], int]:
    """The codes of all samples but the first, and the next step; steps are given as 16 x their number."""
    ways: list[Way] = [(0, samples[0], step, None)]
    for wanted in samples[1:]:
        reached: dict[tuple[int, int], Way] = {}
        for error, before, step, codes in ways:
            off = wanted - before
            sign = SIGN if off < 0 else 0
            nearest = 4 * abs(off) // STEPS[step >> 4]
            for code in (sign | min(7, nearest), sign | min(7, nearest + 1)):
                sample = before + DIFFERENCES[step | code]
                if abs(sample) > FULL_SCALE:
                    # At the limit of 16 bits: the smallest difference, away from it.
                    code = SIGN if sample > 0 else 0
                    sample = before + DIFFERENCES[step | code]
                after = NEXT[step | code]
                total = error + (wanted - sample) ** 2
                best = reached.get((sample, after))
                if best is None or total < best[0]:
                    reached[sample, after] = (total, sample, after, (code, codes))
        # Sample and step differ for each, so that sorting never compares their codes.
        ways = sorted(reached.values())[:KEPT]
    _, _, step, codes = ways[0]
    return _written(codes), step


def _written(codes: Codes) -> list[int]:
    row: list[int] = []
    while codes is not None:
        code, codes = codes
        row.append(code)
    return row[::-1]
