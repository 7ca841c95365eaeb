"""Plays sessions one after the other, as fast as the disk takes them, until it is killed.

Each line that is on the disk is acknowledged on standard output. What another left open is gone on with.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from journal_builders import HOST, MORNING, SMALL, LoggedSession

from hipcoach.engine.player import Player
from hipcoach.journal.disk import InUse
from hipcoach.journal.install import random_id
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import find

LOOKS = 4
"""How many sessions are begun for each time that one left open is looked for."""


def acknowledge(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def wall() -> datetime:
    return MORNING


def opened(log: Path, number: int) -> LoggedSession:
    """The session that was left open, or a new one, at its beginning."""
    # Looked for now and then only: it takes longer than a whole session does here.
    if number % LOOKS == 0 and (resumable := find(log, HOST, MORNING)) is not None:
        try:
            journal = Journal.resume(resumable, wall=wall, report=print, acknowledged=acknowledge)
        except InUse:
            pass
        else:
            logged = LoggedSession(log, journal=journal, player=resumable.player())
            logged.do(Player.resume)
            return logged
    logged = LoggedSession(log, session=SMALL, new_id=random_id)
    logged.journal._acknowledged = acknowledge
    logged.start()
    return logged


def main(log: Path) -> None:
    for number in itertools.count():
        logged = opened(log, number)
        while not logged.conductor.over:
            logged.play(1.0)
            # As in life, most lines have been written when the next one comes.
            while logged.journal.unwritten():
                time.sleep(0.0002)
        logged.journal.close(30.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
