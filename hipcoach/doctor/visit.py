"""Prints the findings of `hipcoach doctor`, and tells whether sessions can be led."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime

from hipcoach.doctor.examine import examine
from hipcoach.doctor.findings import as_lines, ready, verdict
from hipcoach.settings.model import SoundSettings
from hipcoach.text import width
from hipcoach.text.characters import escaped
from hipcoach.text.columns import beside


def examined(environment: Mapping[str, str], now: datetime) -> bool:
    """Print each finding as soon as it is known; returns whether sessions can be led and logged."""
    found, terminal = [], width.columns(sys.stdout)
    for finding in examine(environment, now):
        found.append(finding)
        for line in as_lines(finding, terminal):
            print(line, flush=True)
    print(f"\n{width.broken(verdict(found), terminal)}")
    return ready(found)


def examined_as_json(environment: Mapping[str, str], now: datetime) -> bool:
    """Print all findings as one JSON object; returns whether sessions can be led and logged."""
    import json

    found = tuple(examine(environment, now))
    told = {"ready": ready(found), "verdict": verdict(found), "findings": [finding.as_json() for finding in found]}
    print(escaped(json.dumps(told, ensure_ascii=False, indent=1)))
    return ready(found)


def listened(settings: SoundSettings) -> None:
    """Play every cue at the volumes of sessions, each after its name and meaning."""
    from hipcoach.doctor import listen, sounds
    from hipcoach.live.speaker_for import preferred, volumes
    from hipcoach.sound.bells import ring_here
    from hipcoach.sound.mixer import Mixer
    from hipcoach.sound.temporary_files import TemporaryFiles
    from hipcoach.sound.voice import NoVoice

    answers, _ = sounds.try_players(sounds.PROBE, sounds.PATIENCE)
    names = [answer.player for answer in answers if answer.plays]
    outputs = preferred(settings.player, tuple(listen.outputs_that_play(names)) if names else ())
    terminal = sys.stdout.isatty()
    with_what = (
        outputs[0].name if outputs else "the terminal's bell, which is for the main cues" if terminal else "nothing"
    )
    columns = width.columns(sys.stdout)
    print(width.broken(f"Played with {with_what}. Ctrl-C stops.\n", columns), flush=True)

    def say(name: str, meaning: str) -> None:
        print("\n".join(beside(f"{name:<14} ", meaning, columns)), flush=True)

    shelf = TemporaryFiles()
    try:
        clips = listen.Clips(Mixer(NoVoice(), volumes(settings)), shelf, wireless=settings.wireless)
        listen.listen(outputs, say, ring_here if terminal else None, clips=clips)
    finally:
        shelf.clear()
