"""The keys for sound."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from hipcoach.coach.cueing import Level
from hipcoach.guide import Action
from hipcoach.hearing import change
from hipcoach.sound.manners import Volumes


@dataclass
class Sound:
    muted: bool = False
    level: Level = Level.BRIEF
    volumes: Volumes = field(default_factory=Volumes)


def test_s_switches_off_and_on() -> None:
    sound = Sound()
    assert (change(sound, Action.SOUND), sound.muted) == ("Sound off.", True)
    assert (change(sound, Action.SOUND), sound.muted) == ("Sound on.", False)


def test_where_settings_make_it_silent_s_brings_the_tones() -> None:
    sound = Sound(level=Level.SILENT)
    assert change(sound, Action.SOUND) == "Sound on."
    assert (sound.level, sound.muted) == (Level.TONES, False)


def test_v_goes_through_the_levels_and_never_to_silence() -> None:
    sound = Sound(level=Level.SILENT)
    gone_through = []
    for _ in range(5):
        assert change(sound, Action.VOICE)
        gone_through.append(sound.level)
    assert gone_through == [Level.TONES, Level.COUNTS, Level.BRIEF, Level.FULL, Level.TONES]


@pytest.mark.parametrize(
    ("volumes", "action", "then", "told"),
    [
        (Volumes(100, 80, 100), Action.SOFTER, Volumes(80, 60, 80), "Volume 80 %."),
        (Volumes(20, 20, 0), Action.SOFTER, Volumes(10, 10, 0), "Volume 10 %."),
        (Volumes(5, 20, 0), Action.SOFTER, Volumes(5, 10, 0), "Volume 10 %."),
        (Volumes(90, 50, 0), Action.LOUDER, Volumes(100, 70, 0), "Volume 100 %."),
    ],
)
def test_softer_and_louder_stay_within_bounds_and_leave_what_is_off(volumes, action, then, told) -> None:
    sound = Sound(volumes=volumes)
    assert (change(sound, action), sound.volumes) == (told, then)


def test_without_sound_it_says_so() -> None:
    assert change(None, Action.LOUDER) == "There is no sound here."


def test_nothing_is_promised_while_sound_is_off() -> None:
    assert change(Sound(muted=True), Action.VOICE) == "Everything is said. Sound is off: s switches it on."
