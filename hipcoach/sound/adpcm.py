"""IMA ADPCM: speech at half a byte a sample, as the shipped recordings are kept, and how it is read.

Four bits tell by how many *steps* a sample differs from the one before, and so whether the next step is shorter or
longer: it follows the sound. All that is heard up to 12 kHz stays, s and f too; the error lies under the sound that it
is in. Any program that reads WAV files knows it.
"""

from __future__ import annotations

from array import array

FORMAT = 0x11
"""What the format chunk of a WAV file calls it."""

BLOCK_HEADER = 4
"""Bytes before the differences of a block: its first sample, the first step, and nothing."""

FILE_HEADER = 60
"""Bytes before the blocks of a shipped recording."""

BLOCK = 32_764
"""Bytes of each block of a shipped recording but the last: 2.7 s, about the most that the format can tell of."""

STEPS = (
    *(7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97),
    *(107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796),
    *(876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871),
    *(5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623),
    *(27086, 29794, 32767),
)
"""How far a sample is from the one before, about, as multiples of it are told."""

LONGER = (-1, -1, -1, -1, 2, 4, 6, 8)
"""How many steps further the next one is, by the size of the difference."""

SIGN = 8
"""The bit of a difference downwards."""


def _difference(step: int, code: int) -> int:
    size = (step >> 3) + sum(step >> shift for bit, shift in ((4, 0), (2, 1), (1, 2)) if code & bit)
    return -size if code & SIGN else size


DIFFERENCES = tuple(_difference(step, code) for step in STEPS for code in range(16))
"""What a code adds to the sample before, by 16 times the number of the step, and the code."""

NEXT = tuple(
    16 * min(len(STEPS) - 1, max(0, number + LONGER[code & 7])) for number in range(len(STEPS)) for code in range(16)
)
"""16 times the number of the step that comes next, by the same."""

_FIRST = bytes(byte & 15 for byte in range(256))
_SECOND = bytes(byte >> 4 for byte in range(256))


def samples_of(size: int) -> int:
    """The samples of a shipped recording, by the size of its file."""
    data = size - FILE_HEADER
    blocks = -(-data // BLOCK)
    return 2 * (data - blocks * BLOCK_HEADER) + blocks


def decoded(body: bytes, size: int) -> array[int]:
    """The samples in blocks of `size` bytes, of which the last one may be shorter.

    ValueError where they are none that a sample of 16 bits could follow from.
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
