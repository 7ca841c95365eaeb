"""Tones through the speaker, a real player and a virtual sink, found again in what was recorded."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from recorder import Recorder, missing
from sound_builders import a_player

from hipcoach.cues.prompts import Tone
from hipcoach.sound.speaker import Speaker
from hipcoach.sound.tones import clip

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    # Not the test's own folder: the path of a socket has to be short.
    with tempfile.TemporaryDirectory() as folder, Recorder(Path(folder)) as recorder:
        for name, value in recorder.environment.items():
            monkeypatch.setenv(name, value)
        yield recorder


@pytest.mark.skipif(
    "HIPCOACH_REAL_SOUND" not in os.environ,
    reason="what is over 0.3 s late is dropped, as where a machine stands still: set HIPCOACH_REAL_SOUND to hear it",
)
def test_a_switch_and_a_start_are_heard_as_they_were_written(recorder: Recorder) -> None:
    reports: list[str] = []
    speaker, player = Speaker(report=reports.append), a_player()
    speaker.start()
    passing = threading.Event()
    while speaker.state.text == "starting sound":
        passing.wait(0.01)
    began = time.monotonic()
    speaker.test()
    passing.wait(clip(Tone.SWITCH).seconds + 0.5)
    player.start(0.0)
    player.advance(14.9)
    started = time.monotonic()
    speaker.hear(player.advance(15.0), NOW, player)
    passing.wait(clip(Tone.START).seconds + 0.5)
    assert speaker.close()
    passing.wait(0.2)

    assert (reports, speaker.state.text) == ([], "sound: paplay")
    heard = recorder.recording.find()
    assert [(found.tone, found.whole) for found in heard] == [(Tone.SWITCH, True), (Tone.START, True)]
    switch, tick = heard
    assert began < switch.at < started < tick.at
