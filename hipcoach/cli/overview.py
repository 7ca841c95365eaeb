"""Runs without a command: starts the app, or lists the sessions."""

from __future__ import annotations

import os
from argparse import Namespace

from hipcoach.cli.output import has_screen, say
from hipcoach.cli.sources import library_in
from hipcoach.exits import Exit
from hipcoach.paths import Paths


def overview(asked: Namespace) -> int:
    """Start the app if there is a screen; otherwise list the sessions and the main commands."""
    # Import only the app or the table, whichever is shown.
    if has_screen():
        from hipcoach.cli.in_app import run_app
        from hipcoach.engine.choices import Choices
        from hipcoach.live.environment import Environment, RunOptions
        from hipcoach.settings.file import read

        places = Paths.find(os.environ)
        found = read(places.config)
        environment = Environment.standard(places, library_in(places), found.settings)
        return run_app(environment, found.settings.begin(Choices()), RunOptions(), notice=found.notice)
    from hipcoach.cli.tables import listing

    listing(Namespace(json=False))
    from hipcoach.cli.today import proposal

    session = proposal().session
    print()
    say(f"Today:         {f'hipcoach play today ({session.title})' if session else 'rest; hipcoach today says why'}")
    say("Follow one:    hipcoach play release")
    say("What it takes: hipcoach plan release --dose middle")
    say("What was done: hipcoach log")
    say("Measure hips:  hipcoach measure")
    return Exit.OK
