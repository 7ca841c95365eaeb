"""Starts the app. Importing this loads Textual, which takes most of the time of a start."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from hipcoach.cli.output import Refused


def _import_asyncio() -> None:
    """Import asyncio alone: it does as well without `ssl`, as nothing here connects to anything; OpenSSL takes 4 MB."""
    encrypted = "ssl"
    if encrypted in sys.modules:
        return
    # An import that is known to fail.
    sys.modules[encrypted] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401 - for what follows
    finally:
        del sys.modules[encrypted]


_import_asyncio()

from hipcoach.ui.app import HipcoachApp, run  # noqa: E402
from hipcoach.ui.driver import NoDriver  # noqa: E402

if TYPE_CHECKING:
    from hipcoach.engine.choices import Choices
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Session
    from hipcoach.sound.speaker import Speaker


def run_app(
    environment: Environment,
    choices: Choices,
    options: RunOptions,
    *,
    opening: tuple[Session, Reading] | None = None,
    notice: str | None = None,
    going_on: tuple[Resumable, Reading | None] | None = None,
) -> int:
    """Run the app with the list of sessions, for one session, or to resume one; returns the exit status."""

    def speaker(ring: Callable[[], None], report: Callable[[str], None]) -> Speaker:
        # Imported here, so that the list of sessions is shown before anything of sound is loaded.
        from hipcoach.live.speaker_for import speaker_for

        sound, speed = environment.settings.sound, options.speed or 1.0
        return speaker_for(sound, environment.places.cache, report=report, ring=ring, speed=speed)

    try:
        app = HipcoachApp(environment, choices, options, speaker, opening, notice, going_on)
    except NoDriver as missing:
        raise Refused(str(missing)) from missing
    return run(app)
