"""A speaker as the settings have it, and all that can be said here."""

from __future__ import annotations

from pathlib import Path

import pytest
from sound_builders import Tape, a_hold, a_player

from hipcoach.cues.prompts import Level
from hipcoach.live.speaker_for import preferred, speaker_for
from hipcoach.settings.model import SoundSettings
from hipcoach.sound.preferences import Preferences, Volumes
from hipcoach.sound.spoken import Spoken


def test_a_speaker_sounds_as_the_settings_say(tmp_path: Path) -> None:
    settings = SoundSettings(level=Level.COUNTS, cues=80, voice=60, metronome=0, latency_ms=150, wireless=True)
    speaker = speaker_for(settings, tmp_path, report=print, ring=None)
    assert speaker._preferences == Preferences(Level.COUNTS, Volumes(80, 60, 0), wireless=True, latency=0.15)
    speaker.close()


@pytest.mark.parametrize(("player", "first"), [(None, "a"), ("B", "b"), ("nothing-of-the-kind", "a")])
def test_the_player_that_is_preferred_is_tried_first(player: str | None, first: str) -> None:
    outputs = [Tape().output("a"), Tape().output("b")]
    found = preferred(player, outputs)
    assert found[0].name == first
    assert len(found) == 2


def test_what_came_with_it_can_be_said_at_once_and_other_texts_not_yet(tmp_path: Path) -> None:
    voice = Spoken(tmp_path, print)
    try:
        assert voice.seconds("Left side") is not None
        assert voice.samples("Left side")
        assert voice.seconds("Quite another stretch") is None
    finally:
        voice.close()


def test_getting_ready_is_for_what_nobody_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    voice = Spoken(tmp_path, print)
    monkeypatch.setattr(voice._rendered, "prepare", asked.extend)
    voice.prepare(a_player(a_hold(name="Quite a stretch")).plan)
    voice.close()
    assert "Quite a stretch" in asked
    assert "Half-way" not in asked
