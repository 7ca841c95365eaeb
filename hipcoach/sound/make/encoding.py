"""Makes the bytes of a shipped recording: IMA ADPCM in a WAV file, of the codes that stray least from the speech."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from hipcoach.sound.adpcm import BLOCK, DIFFERENCES, FILE_HEADER, FORMAT, NEXT, SIGN, STEPS, samples_of
from hipcoach.sound.tones import FULL_SCALE, RATE

KEPT = 4
"""Ways to write what came so far that are followed up: 0.9 dB less error than with one; 8 would bring another 0.2."""

BLOCK_SAMPLES = samples_of(FILE_HEADER + BLOCK)
"""Samples in a whole block."""

Codes = tuple[int, "Codes"] | None
"""A code, and what was written before it."""

Way = tuple[int, int, int, Codes]
"""One way to write the samples so far: the sum of the squares of its errors, the sample that it ends at, 16 times the
number of the step that comes next, and its codes."""


def encoded(samples: Sequence[int]) -> bytes:
    """Speech at `RATE` as the bytes of a WAV file, filled up with silence by three samples at most.

    The size of the file tells how long it is.
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
    """The codes of all samples but the first, and the step after them; steps as 16 times their number."""
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
                    # The least that can be told, back from the edge.
                    code = SIGN if sample > 0 else 0
                    sample = before + DIFFERENCES[step | code]
                after = NEXT[step | code]
                total = error + (wanted - sample) ** 2
                best = reached.get((sample, after))
                if best is None or total < best[0]:
                    reached[sample, after] = (total, sample, after, (code, codes))
        # No two are at the same sample and step: what was written before them is never compared.
        ways = sorted(reached.values())[:KEPT]
    _, _, step, codes = ways[0]
    return _written(codes), step


def _written(codes: Codes) -> list[int]:
    row: list[int] = []
    while codes is not None:
        code, codes = codes
        row.append(code)
    return row[::-1]
