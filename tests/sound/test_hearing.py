"""What is made of what recognisers heard: sides and numbers are held strictly, spelling is not."""

from __future__ import annotations

import pytest

from hipcoach.sound.make.hearing import Hearing, Understood, heard_words


@pytest.mark.parametrize(
    ("text", "heard", "verdict"),
    [
        ("Left side", ("Left side.", "left side"), Understood.RIGHT),
        ("Left side", ("Right side.", "left side"), Understood.UNCLEAR),
        ("Left side", ("Left side.", "right side"), Understood.UNCLEAR),
        ("Right side", ("Write side.", "right side"), Understood.RIGHT),
        ("Lift", ("Left.", "lift"), Understood.DOUBTFUL),
        ("Lift", ("Left.", "left"), Understood.UNCLEAR),
        ("45", ("45.", "forty five"), Understood.RIGHT),
        ("45", ("45.", "thirty five"), Understood.DOUBTFUL),
        ("45", ("35.", "forty"), Understood.UNCLEAR),
        ("Set 2 of 4", ("Set to a four.", "set two of four"), Understood.ONCE),
        ("Half-way", ("halfway", "half way"), Understood.ONCE),
        ("Knee back in slowly", ("Knee back and slowly", "knee points ahead"), Understood.MISHEARD),
    ],
)
def test_how_well_a_phrase_was_understood(text: str, heard: tuple[str, ...], verdict: Understood) -> None:
    assert Hearing(text, heard).verdict is verdict


def test_words_are_compared_as_they_sound() -> None:
    assert heard_words("Next: to the LEFT side, 21 hip-width!") == heard_words(
        "next two the left side twenty-one hip width"
    )
