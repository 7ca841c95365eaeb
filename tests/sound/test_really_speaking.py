"""The real espeak-ng, where it is installed."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from hipcoach.sound.local_voice import LocalVoice
from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, loudest

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed here")

TEXTS = ("Wall sit", "Back flat on the wall", "Café crème", "Knees [[over]] the ankles; $(stay) `there`")


def test_texts_of_any_kind_are_spoken(tmp_path: Path) -> None:
    reports: list[str] = []
    voice = LocalVoice(tmp_path / "voice", report=reports.append)
    voice.prepare(TEXTS)
    passing = threading.Event()
    while voice.busy:
        passing.wait(0.01)
    said = {text: voice.samples(text) or [] for text in TEXTS}
    assert voice.close(10)

    assert reports == []
    for text, samples in said.items():
        assert 0.4 < len(samples) / RATE < 5, text
        assert loudest([sample / FULL_SCALE for sample in samples]) == pytest.approx(LOUDNESS, rel=0.03), text
    assert len(said["Back flat on the wall"]) > len(said["Wall sit"])
    assert len(list((tmp_path / "voice").iterdir())) == len(TEXTS)
