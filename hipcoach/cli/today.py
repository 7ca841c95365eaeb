"""`today`: say what to do today, and why."""

from __future__ import annotations

import os
from argparse import Namespace

from hipcoach.cli.output import say, tell
from hipcoach.cli.sources import library_in
from hipcoach.exits import Exit
from hipcoach.live.clocks import local_time
from hipcoach.live.today import proposed
from hipcoach.paths import Paths
from hipcoach.plain.today_lines import today_as_json, today_as_text
from hipcoach.settings.file import read as read_settings


def today(asked: Namespace) -> int:
    """Print the session that is proposed for today, or why to rest."""
    places = Paths.find(os.environ)
    found = read_settings(places.config)
    tell(found)
    proposal = proposed(places, library_in(places), found.settings, local_time())
    if asked.json:
        print(today_as_json(proposal))
    else:
        for text in today_as_text(proposal):
            say(text)
    return Exit.OK
