"""Plays a session as lines on standard output."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path

from hipcoach import plain
from hipcoach.coach.plan import Choices
from hipcoach.conductor import Listener
from hipcoach.desk import Desk, Manner
from hipcoach.keyboard import Keyboard, Signalled
from hipcoach.lines import Lines, json_line, text_line
from hipcoach.live import Live
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.settings.model import SoundSettings
from hipcoach.sound.speaker import Speaker
from hipcoach.sounding import speaker_for

LAST_TONE_SECONDS = 3.0
"""How long the last tone may ring out."""


def play(session: Session, reading: Reading, choices: Choices, desk: Desk, manner: Manner) -> int:
    """Play a session; the exit status."""
    print(plain.safety_text(session), file=sys.stderr)
    descriptor = plain.descriptor_of_input()
    keyboard = Keyboard(descriptor)
    audible = not manner.json and (keyboard.terminal or sys.stdout.isatty())
    speaker = _speaker(manner, desk.settings.sound, desk.places.cache) if audible else None
    lines = Lines(
        sys.stdout,
        json_line if manner.json else text_line,
        gone=lambda: keyboard.put(Signalled(getattr(signal, "SIGPIPE", signal.SIGTERM))),
    )
    # The speaker first: how long writing takes is no matter of sound.
    listeners: list[Listener] = [*([speaker] if speaker else []), lines]
    live = Live(desk, session, reading, choices, manner, listeners, _report, keyboard=descriptor is not None)
    with plain.attended(keyboard, descriptor):
        try:
            if speaker is not None:
                speaker.prepare(live.conductor.player.plan)
            live.conductor.start()
            say = _report if manner.json else _say
            return plain.follow(live.guide, live.conductor, keyboard, say, speaker)
        finally:
            if speaker is not None:
                speaker.close(linger=LAST_TONE_SECONDS if live.conductor.over else 0.0)
            _tell_of_log(live)


def _tell_of_log(live: Live) -> None:
    """Let go of the session, and say where its log is, or what is missing in it."""
    unwritten = live.close()
    journal = live.journal
    if journal is not None and unwritten:
        _report(f"{len(unwritten)} lines are missing in the log: {journal.trouble}")
    elif journal is not None and journal.path is not None:
        _report(f"Logged in {journal.path}")


def _speaker(manner: Manner, sound: SoundSettings, cache: Path) -> Speaker:
    ring = _ring if sys.stdout.isatty() else None
    speed = manner.speed or 1.0
    speaker = speaker_for(sound, cache, report=_report, ring=ring, muted=manner.mute, speed=speed)
    speaker.start()
    return speaker


def _say(text: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _report(text: str) -> None:
    """Say a line beside the session, which does not depend on whether anybody can read it."""
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def _ring() -> None:
    sys.stdout.write("\a")
    sys.stdout.flush()
