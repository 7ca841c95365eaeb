"""Plays sessions one after the other, as fast as the disk allows, until it is killed.

It prints each line that is on the disk. It resumes a session that an earlier process left open.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from journal_builders import CIRCUIT, HOST, MORNING, SMALL, LoggedSession

from hipcoach.engine.player import Player
from hipcoach.journal.disk import InUse
from hipcoach.journal.install import random_id
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import find

LOOKS = 4
"""How many sessions are begun for each search for an interrupted one."""


def acknowledge(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def wall() -> datetime:
    return MORNING


def opened(log: Path, number: int) -> LoggedSession:
    """An interrupted session, or a new one before its start."""
    # Searched only now and then, because a search takes longer than a whole session here.
    if number % LOOKS == 0 and (resumable := find(log, HOST, MORNING)) is not None:
        try:
            journal = Journal.resume(resumable, wall=wall, report=print, acknowledged=acknowledge)
        except InUse:
            pass
        else:
            logged = LoggedSession(log, journal=journal, player=resumable.player())
            logged.do(Player.resume)
            return logged
    logged = LoggedSession(log, session=(SMALL, CIRCUIT)[number % 2], new_id=random_id)
    logged.journal._acknowledged = acknowledge
    logged.start()
    return logged


def main(log: Path) -> None:
    for number in itertools.count():
        logged = opened(log, number)
        while not logged.conductor.over:
            logged.play(1.0)
            # As in a real session, most lines have been written before the next one.
            while logged.journal.unwritten():
                time.sleep(0.0002)
        logged.journal.close(30.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
