"""Starts the app. Running it loads Textual, which takes most of the time of a start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hipcoach.cli.output import Refused
from hipcoach.cli.sparing import import_asyncio
from hipcoach.ui.stand_in import import_textual

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
    import_asyncio()
    import_textual()
    from hipcoach.ui.app import HipcoachApp, run
    from hipcoach.ui.driver import NoDriver

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
