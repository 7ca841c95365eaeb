"""`render`: write a session's sound to a file."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from pathlib import Path

from hipcoach.cli.choosing import choose
from hipcoach.cli.output import Refused, complain, say, tell
from hipcoach.cli.sources import library_in, read, refuse_itself, refuse_to_replace
from hipcoach.cues.prompts import Level
from hipcoach.engine.plan import make_plan
from hipcoach.exits import Exit
from hipcoach.live.speaker_for import volumes
from hipcoach.paths import Paths
from hipcoach.plain.tables import affected_as_text
from hipcoach.settings.file import read as read_settings
from hipcoach.sound.mp3 import Encoder, NoEncoder, encoder
from hipcoach.sound.render import render as render_sound
from hipcoach.sound.spoken import Spoken
from hipcoach.text.durations import clock


def render(asked: Namespace) -> int:
    """Write a session's sound to a file, and print its length and size."""
    if asked.file.is_dir():
        raise Refused(f"{asked.file} is a folder; name the file to write, as in {asked.file / 'session.wav'}")
    encoded = _encoder(asked.file)
    places = Paths.find(os.environ)
    session, reading = read(library_in(places), asked.session)
    refuse_itself(asked.file, reading.path)
    refuse_to_replace(asked.file, asked.force)
    found = read_settings(places.config)
    tell(found)
    choices = choose(session, asked, places, found.settings)
    if side := affected_as_text(session, choices):
        say(side)
    plan = make_plan(session, choices)
    sound = found.settings.sound
    voice = Spoken(places.cache, complain)
    try:
        voice.prepare(plan)
        # Nothing can be rendered before a thread has had the person's own texts spoken. We look at it again and again:
        # it may end early, and on Windows Ctrl+C does not get through to a program that waits for a lock.
        while voice.busy:
            time.sleep(0.05)
        # The settings may say silent, but a silent file is of no use.
        level = Level[asked.level.upper()] if asked.level else (sound.level or Level.BRIEF)
        written = render_sound(plan, level, voice, volumes(sound), asked.file, replace=asked.force, encoder=encoded)
    finally:
        voice.close()
    say(f"{asked.file}: {clock(written.seconds)}, {written.bytes / 1e6:.1f} MB")
    return Exit.OK


def _encoder(file: Path) -> Encoder | None:
    """What the name of a file says it is encoded with; `None` for WAV."""
    match file.suffix.lower():
        case ".mp3":
            try:
                return encoder()
            except NoEncoder as none:
                raise Refused(f"{none}; or write {file.with_suffix('.wav')}") from None
        case "" | ".wav":
            return None
        case _:
            name = file.with_suffix(".wav")
            raise Refused(f"{file} would be a WAV file; give it a name such as {name}, or one that ends in .mp3")
