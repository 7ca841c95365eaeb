"""Puts a live session together: plan, player, conductor, listeners and journal, and takes them apart again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from hipcoach import __version__, plain
from hipcoach.coach.choosing import unattended
from hipcoach.coach.plan import Choices, make_plan
from hipcoach.coach.player import Player
from hipcoach.conductor import Conductor, Listener, awake_and_asleep, local_time
from hipcoach.guide import Guide
from hipcoach.journal.history import began_last
from hipcoach.journal.install import install_id
from hipcoach.journal.journal import Journal, SessionFacts
from hipcoach.keyboard import Keyboard
from hipcoach.lines import Bell, JsonLines, TextLines
from hipcoach.places import Places
from hipcoach.session.library import Reading
from hipcoach.session.model import Session

FLUSH_SECONDS = 5.0
"""How long the end waits for the disk."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a session is played."""

    json: bool = False
    speed: float | None = None
    """Not `None`: a rehearsal, of which nothing is kept."""
    mute: bool = False


def play(session: Session, reading: Reading, choices: Choices, places: Places, manner: Manner) -> int:
    """Play a session as lines on standard output; the exit status."""
    report = _to(sys.stderr.write)
    say = report if manner.json else _to(sys.stdout.write)
    print(plain.safety_text(session), file=sys.stderr)
    descriptor = plain.descriptor_of_input()
    keyboard = Keyboard(descriptor)
    if (last := began_last(places.log, reading.path.name)) is not None:
        choices = replace(choices, alternate=last.other)
    if descriptor is None:
        choices = unattended(choices)
    journal = None if manner.speed is not None else _journal(session, reading, choices, places, report)
    bell = Bell(_ring) if sys.stdout.isatty() and not manner.json else None
    if bell is not None:
        bell.muted = manner.mute
    lines: Listener = JsonLines(sys.stdout) if manner.json else TextLines(sys.stdout)
    conductor = Conductor(
        Player(make_plan(session, choices)),
        [listener for listener in (journal, lines, bell) if listener is not None],
        clock=awake_and_asleep(),
        wall=local_time,
        report=report,
        speed=manner.speed,
        keyboard=descriptor is not None,
    )
    guide = Guide(
        conductor, session, choices, choices_changed=journal.choices_changed if journal else lambda choices: None
    )
    try:
        conductor.start()
        return plain.follow(guide, conductor, keyboard, descriptor, say, bell)
    finally:
        if journal is not None:
            _close(journal, report)


def _journal(
    session: Session, reading: Reading, choices: Choices, places: Places, report: Callable[[str], None]
) -> Journal:
    facts = SessionFacts(
        file=reading.path.name,
        sha256=reading.sha256,
        title=session.title,
        app=__version__,
        host=install_id(places.install),
        choices=choices,
    )
    return Journal(places.log, facts, wall=local_time, pid=os.getpid(), report=report)


def _close(journal: Journal, report: Callable[[str], None]) -> None:
    """Wait until everything is on the disk, or say what is not."""
    if unwritten := journal.close(FLUSH_SECONDS):
        report(f"{len(unwritten)} lines of the log could not be written: {journal.trouble}")
    elif journal.path is not None:
        report(f"Logged in {journal.path}")


def _to(write: Callable[[str], int]) -> Callable[[str], None]:
    """Say a line at once."""

    def say(text: str) -> None:
        write(f"{text}\n")
        sys.stdout.flush()

    return say


def _ring() -> None:
    sys.stdout.write("\a")
    sys.stdout.flush()
