"""Encodes sound as MP3, with `lameenc`, which the extra `mp3` brings."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from hipcoach.sound.tones import RATE

BIT_RATE = 32
"""Kilobits per second: speech and tones of one channel, in a twelfth of the room that the samples take."""

QUALITY = 5
"""From 2, the best, to 7, the fastest: at 2 a session of 40 minutes would take twice as long to encode."""


class NoEncoder(Exception):  # noqa: N818 - an answer to the person, not an error of the program
    """`lameenc` is not installed; the message says how to get it."""


class Encoder(Struct, frozen=True):
    """Turns samples into bytes of MP3 as they come."""

    encode: Callable[[bytes], bytes]
    """Encodes samples of 16 bits; it keeps some back until more come."""
    flush: Callable[[], bytes]
    """The bytes of the samples kept back; nothing can be encoded after it."""


def encoder() -> Encoder:
    """A new encoder; NoEncoder if there is none."""
    try:
        import lameenc
    except ImportError:
        raise NoEncoder("MP3 needs the package 'lameenc'; pip install 'hipcoach[mp3]'") from None
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_bit_rate(BIT_RATE)
    lame.set_channels(1)
    lame.set_quality(QUALITY)
    lame.set_in_sample_rate(RATE)
    # Otherwise it would make 22,050 of 24,000 samples at this bit rate.
    lame.set_out_sample_rate(RATE)
    return Encoder(lame.encode, lame.flush)
