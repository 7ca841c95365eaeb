"""Decodes IMA ADPCM, the coding of the shipped recordings: speech at half a byte a sample.

A code of four bits is the difference to the sample before, as a multiple of a *step*. A large difference makes the next
step larger, a small one makes it smaller, so that the step follows the sound. Frequencies up to 12 kHz are kept, s and
f too; the error stays below the sound itself. Any program that reads WAV files can play it.
"""

from __future__ import annotations

from array import array

FORMAT = 0x11
"""The code of this format in a WAV file's format chunk."""

BLOCK_HEADER = 4
"""The number of bytes before the codes of a block: its first sample, its first step, and a zero."""

FILE_HEADER = 60
"""The number of bytes before the blocks of a shipped recording."""

BLOCK = 32_764
"""The bytes of each block of a shipped recording but the last: 2.7 s, nearly the most that the format allows."""

STEPS = (
    *(7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97),
    *(107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796),
    *(876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871),
    *(5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623),
    *(27086, 29794, 32767),
)
"""The step sizes of the format; a code is a multiple of one of them."""

LONGER = (-1, -1, -1, -1, 2, 4, 6, 8)
"""By how many places the step moves in `STEPS`, by the size of the difference."""

SIGN = 8
"""The bit for a negative difference."""


def _difference(step: int, code: int) -> int:
    size = (step >> 3) + sum(step >> shift for bit, shift in ((4, 0), (2, 1), (1, 2)) if code & bit)
    return -size if code & SIGN else size


DIFFERENCES = tuple(_difference(step, code) for step in STEPS for code in range(16))
"""The difference that a code adds to the sample before, at index 16 x step number + code."""

NEXT = tuple(
    16 * min(len(STEPS) - 1, max(0, number + LONGER[code & 7])) for number in range(len(STEPS)) for code in range(16)
)
"""16 x the number of the next step, at the same index."""

_FIRST = bytes(byte & 15 for byte in range(256))
_SECOND = bytes(byte >> 4 for byte in range(256))


def samples_of(size: int) -> int:
    """The number of samples of a shipped recording, from the size of its file in bytes."""
    data = size - FILE_HEADER
    blocks = -(-data // BLOCK)
    return 2 * (data - blocks * BLOCK_HEADER) + blocks


def decoded(body: bytes, size: int) -> array[int]:
    """Decode blocks of `size` bytes, of which the last one may be shorter.

    ValueError if a decoded sample does not fit into 16 bits.
    """
    samples = array("h")
    try:
        for begin in range(0, len(body), max(size, BLOCK_HEADER)):
            samples += _block(body[begin : begin + size])
    except (OverflowError, IndexError):
        raise ValueError("damaged samples") from None
    return samples


def _block(data: bytes) -> array[int]:
    sample = int.from_bytes(data[:2], "little", signed=True)
    at = 16 * data[2]
    differences = data[BLOCK_HEADER:]
    codes = bytearray(2 * len(differences))
    codes[0::2] = differences.translate(_FIRST)
    codes[1::2] = differences.translate(_SECOND)
    samples = [sample]
    keep = samples.append
    following, difference = NEXT, DIFFERENCES
    for code in codes:
        at |= code
        sample += difference[at]
        at = following[at]
        keep(sample)
    return array("h", samples)
