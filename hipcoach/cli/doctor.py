"""`doctor`: what works here, and what to do about the rest."""

from __future__ import annotations

import os
from argparse import Namespace

from hipcoach.cli.output import tell
from hipcoach.doctor import visit
from hipcoach.exits import Exit
from hipcoach.live import clocks
from hipcoach.paths import Paths
from hipcoach.settings.file import read


def doctor(asked: Namespace) -> int:
    """Print what works here, or play every cue."""
    if asked.play:
        found = read(Paths.find(os.environ).config)
        tell(found)
        visit.listened(found.settings.sound)
        return Exit.OK
    examined = visit.examined_as_json if asked.json else visit.examined
    return Exit.OK if examined(os.environ, clocks.local_time()) else Exit.WRONG
