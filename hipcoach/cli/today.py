"""`today`: say what to do today, and why."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable

from hipcoach.advice.proposal import Proposal
from hipcoach.cli.output import complain, say, tell
from hipcoach.cli.sources import library_in
from hipcoach.exits import Exit
from hipcoach.live.clocks import local_time
from hipcoach.live.today import proposed
from hipcoach.paths import Paths
from hipcoach.plain.today_lines import today_as_json, today_as_text
from hipcoach.settings.file import read as read_settings
from hipcoach.text.counts import counted


def today(asked: Namespace) -> int:
    """Print the session that is proposed for today, or why to rest; what could not be read is told of, too."""
    tell(read_settings(Paths.find(os.environ).config))
    refused: list[str] = []
    found = proposal(refused.append)
    if asked.json:
        print(today_as_json(found))
    else:
        for text in today_as_text(found):
            say(text)
    if refused:
        complain(f"{refused[0]}\n{counted(len(refused), 'file')} of the log cannot be read: what was done may be more")
    return Exit.OK


def proposal(refused: Callable[[str], None] = lambda text: None) -> Proposal:
    """What is proposed for today; `refused` is called with a line about each file of the log that cannot be read."""
    places = Paths.find(os.environ)
    return proposed(places, library_in(places), read_settings(places.config).settings, local_time(), refused)
