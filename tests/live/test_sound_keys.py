"""The keys for sound."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from hipcoach.cues.prompts import Level
from hipcoach.live.sound_keys import change
from hipcoach.settings.keymap import Action
from hipcoach.sound.preferences import Volumes


@dataclass
class Sound:
    muted: bool = False
    level: Level = Level.BRIEF
    volumes: Volumes = field(default_factory=Volumes)
    trouble: str = ""


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
        (Volumes(100, 80, 100), Action.SOFTER, (80, 64, 80), "Volume 80 %."),
        (Volumes(20, 20, 0), Action.SOFTER, (10, 10, 0), "Volume 10 %."),
        (Volumes(10, 5, 0), Action.SOFTER, (10, 5, 0), "Volume 10 %."),
        (Volumes(5, 4, 0), Action.SOFTER, (5, 4, 0), "Volume 5 %."),
        (Volumes(5, 4, 0), Action.LOUDER, (25, 20, 0), "Volume 25 %."),
        (Volumes(90, 45, 0), Action.LOUDER, (100, 50, 0), "Volume 100 %."),
        (Volumes(100, 60, 40), Action.LOUDER, (100, 60, 40), "Volume 100 %."),
        (Volumes(0, 0, 0), Action.LOUDER, (0, 0, 0), "Volume 0 %."),
    ],
)
def test_softer_and_louder_stay_within_bounds_and_leave_what_is_off(volumes, action, then, told) -> None:
    sound = Sound(volumes=volumes)
    assert change(sound, action) == told
    assert heard(sound) == pytest.approx(then)


def heard(sound: Sound) -> list[float]:
    volumes = sound.volumes
    return [volumes.heard(each) for each in (volumes.cues, volumes.voice, volumes.metronome)]


@pytest.mark.parametrize("actions", [(Action.LOUDER, Action.SOFTER), (Action.SOFTER, Action.LOUDER)])
def test_softer_and_louder_leave_the_balance_as_it_is(actions) -> None:
    sound = Sound(volumes=Volumes(60, 36, 24))
    for action in actions:
        for _ in range(5):
            change(sound, action)
            assert heard(sound) == pytest.approx([max(heard(sound)) * part for part in (1, 0.6, 0.4)])
    assert (sound.volumes.cues, sound.volumes.voice, sound.volumes.metronome) == (60, 36, 24)


def test_where_it_can_be_no_louder_nothing_changes() -> None:
    sound = Sound(volumes=Volumes(60, 36, 24))
    for _ in range(3):
        change(sound, Action.LOUDER)
    loudest = sound.volumes
    change(sound, Action.LOUDER)
    assert sound.volumes == loudest


def test_without_sound_it_says_so() -> None:
    assert change(None, Action.LOUDER) == "There is no sound here."


def test_nothing_is_promised_while_sound_is_off() -> None:
    assert change(Sound(muted=True), Action.VOICE) == "Everything is said. Sound is off: s switches it on."


@pytest.mark.parametrize(("action", "told"), [(Action.VOICE, "Everything is said."), (Action.LOUDER, "Volume 100 %.")])
def test_without_a_player_nothing_is_promised(action, told) -> None:
    sound = Sound(volumes=Volumes(100, 100, 100), trouble="No player works: only the terminal's bell is heard.")
    assert change(sound, action) == f"No player works: only the terminal's bell is heard. Once one works: {told}"
