"""Languages of session files: their codes, and their words for the two sides."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH = "en"

SIDE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "da": ("venstre", "højre"),
        "de": ("links", "rechts"),
        ENGLISH: ("left", "right"),
        "es": ("izquierda", "derecha"),
        "fr": ("gauche", "droite"),
        "it": ("sinistra", "destra"),
        "ja": ("左", "右"),
        "nb": ("venstre", "høyre"),
        "nl": ("links", "rechts"),
        "no": ("venstre", "høyre"),
        "pt": ("esquerda", "direita"),
        "sv": ("vänster", "höger"),
        "zh": ("左", "右"),
    }
)
"""The words that stand for left and right in texts of a language, by its code."""

CODES: Mapping[str, str] = MappingProxyType(
    {
        "chinese": "zh", "danish": "da", "dansk": "da", "deutsch": "de", "dutch": "nl", "english": "en",
        "espanol": "es", "español": "es", "finnish": "fi", "francais": "fr", "français": "fr", "french": "fr",
        "german": "de", "greek": "el", "italian": "it", "italiano": "it", "japanese": "ja", "korean": "ko",
        "nederlands": "nl", "norsk": "no", "norwegian": "no", "polish": "pl", "polski": "pl", "portuguese": "pt",
        "portugues": "pt", "português": "pt", "russian": "ru", "spanish": "es", "swedish": "sv", "svenska": "sv",
        "turkish": "tr", "ukrainian": "uk",
    }
)  # fmt: skip
"""Codes of languages by their names, to help whoever writes a name."""


def base(language: str | None) -> str:
    """The language without its region, such as `de` for `de-at`; English where none is given."""
    return (language or ENGLISH).partition("-")[0]


def side_words(language: str | None) -> tuple[str, str]:
    """The words for left and right; the English ones for a language without known ones."""
    return SIDE_WORDS.get(base(language), SIDE_WORDS[ENGLISH])
