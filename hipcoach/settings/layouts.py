"""What a key means, whatever layout the keyboard has: letters by their place or by themselves, digits of any script.

Each row of a layout stands key for key under the row of `LATIN` that it replaces.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType

LATIN = ("qwertyuiop", "asdfghjkl", "zxcvbnm.")
"""The places that mean something, by what stands there on most keyboards with Latin letters."""

LAYOUTS = (
    # Russian, then what Ukrainian and Belarusian have on other letters' places.
    ("йцукенгшщз", "фывапролд", "ячсмитью"),
    ("········ў·", "·і·······", "········"),
    # Greek; its first key has no letter.
    ("·ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ·"),
    # Hebrew, SI-1452; its first two keys have no letters.
    ("··קראטוןםפ", "שדגכעיחלך", "זסבהנמצץ"),
    # Arabic, 101 keys, whose b types two letters or the sign of both; then what Persian has on d's place.
    ("ضصثقفغعهخح", "شسيبلاتنم", "ئءؤرﻻىةز"),
    ("··········", "··ی······", "········"),
)
"""Cyrillic, Greek, Hebrew and Arabic letters by their places; a dot where there is none."""

DIGITS = MappingProxyType(
    {"&": "1", "é": "2", '"': "3", "'": "4", "(": "5", "§": "6", "è": "7", "_": "8", "ç": "9", "à": "0"}
)
"""The digits of French and Belgian keyboards without Shift, but for what means something of its own: `-` and `!`."""

PLACES = MappingProxyType(
    {
        letter: latin
        for rows in LAYOUTS
        for latins, row in zip(LATIN, rows, strict=True)
        for latin, letter in zip(latins, row, strict=True)
        if letter != "·"
    }
    | {"لا": "b", "。": "."}
)
"""What each letter stands for. The full stop that an input method of Chinese or Japanese writes is one too."""


def meant(text: str) -> str:
    """A key or a word in small Latin letters and plain digits, as far as it is not that already."""
    # A capital i with its dot, as Turkish keyboards have it, becomes two signs.
    small = text.lower().replace("\N{COMBINING DOT ABOVE}", "")
    return PLACES.get(small) or "".join(_meant(one) for one in small)


def _meant(sign: str) -> str:
    wide = unicodedata.normalize("NFKC", sign)
    if len(wide) == 1:
        sign = wide if wide.isascii() else sign
    digit = unicodedata.digit(sign, None)
    return PLACES.get(sign) or DIGITS.get(sign) or (sign if digit is None else str(digit))
