"""`today`: say what to do today, and why."""

from __future__ import annotations

import os
from argparse import Namespace

from hipcoach.advice.proposal import Proposal
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
    tell(read_settings(Paths.find(os.environ).config))
    found = proposal()
    if asked.json:
        print(today_as_json(found))
    else:
        for text in today_as_text(found):
            say(text)
    return Exit.OK


def proposal() -> Proposal:
    """What is proposed for today."""
    places = Paths.find(os.environ)
    return proposed(places, library_in(places), read_settings(places.config).settings, local_time())
