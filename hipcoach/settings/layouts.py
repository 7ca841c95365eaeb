"""Translates keys of any keyboard layout: letters of other scripts by their place, digits of any script.

The rows of a layout correspond key by key to the rows of `LATIN`.
"""

from __future__ import annotations

import unicodedata
from types import MappingProxyType

LATIN = ("qwertyuiop", "asdfghjkl", "zxcvbnm.")
"""The places of the keys that have a meaning, as most keyboards with Latin letters label them."""

LAYOUTS = (
    # Russian, then the places where Ukrainian and Belarusian have other letters.
    ("йцукенгшщз", "фывапролд", "ячсмитью"),
    ("········ў·", "·і·······", "········"),
    # Greek; its first key has no letter.
    ("·ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ·"),
    # Hebrew, SI-1452; its first two keys have no letters.
    ("··קראטוןםפ", "שדגכעיחלך", "זסבהנמצץ"),
    # Arabic, 101 keys, where the place of b types two letters or their ligature; then the Persian letter for d.
    ("ضصثقفغعهخح", "شسيبلاتنم", "ئءؤرﻻىةز"),
    ("··········", "··ی······", "········"),
)
"""Cyrillic, Greek, Hebrew and Arabic letters by their places; a dot stands for a place without a letter."""

DIGITS = MappingProxyType(
    {"&": "1", "é": "2", '"': "3", "'": "4", "(": "5", "§": "6", "è": "7", "_": "8", "ç": "9", "à": "0"}
)
"""The digits of French and Belgian keyboards without Shift, except for `-` and `!`, which have other meanings."""

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
"""The Latin key for each letter, and for the full stop of Chinese and Japanese input methods."""


def meant(text: str) -> str:
    """A key or word in small Latin letters and ASCII digits."""
    # The dotted capital I of Turkish keyboards becomes two characters in lower case.
    small = text.lower().replace("\N{COMBINING DOT ABOVE}", "")
    return PLACES.get(small) or "".join(_meant(one) for one in small)


def _meant(sign: str) -> str:
    wide = unicodedata.normalize("NFKC", sign)
    if len(wide) == 1:
        sign = wide if wide.isascii() else sign
    digit = unicodedata.digit(sign, None)
    return PLACES.get(sign) or DIGITS.get(sign) or (sign if digit is None else str(digit))
