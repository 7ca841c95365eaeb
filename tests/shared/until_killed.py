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

from journal_builders import HOST, MORNING, SMALL, House

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


def opened(log: Path, number: int) -> House:
    """The session that was left open, or a new one, at its beginning."""
    # Looked for now and then only: it takes longer than a whole session does here.
    if number % LOOKS == 0 and (resumable := find(log, HOST, MORNING)) is not None:
        try:
            journal = Journal.resume(resumable, wall=wall, report=print, acknowledged=acknowledge)
        except InUse:
            pass
        else:
            house = House(log, journal=journal, player=resumable.player())
            house.do(Player.resume)
            return house
    house = House(log, session=SMALL, new_id=random_id)
    house.journal._acknowledged = acknowledge
    house.start()
    return house


def main(log: Path) -> None:
    for number in itertools.count():
        house = opened(log, number)
        while not house.conductor.over:
            house.play(1.0)
            # As in life, most lines have been written when the next one comes.
            while house.journal.unwritten():
                time.sleep(0.0002)
        house.journal.close(30.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
