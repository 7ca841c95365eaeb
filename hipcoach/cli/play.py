"""`play`: lead a session from its beginning, or resume one, in the app or in lines."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress

from msgspec.structs import replace

from hipcoach.cli.choosing import choose
from hipcoach.cli.output import Refused, complain, has_screen, tell
from hipcoach.cli.sources import find, library_in, read
from hipcoach.cues.level import Level
from hipcoach.engine.choices import ChoiceError, Choices, with_modification
from hipcoach.live.environment import RATE, Environment, RunOptions
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.session.model import Session
from hipcoach.settings.file import read as read_settings
from hipcoach.settings.model import Settings
from hipcoach.text.counts import in_a_row

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.advice.proposal import Option

TODAY = "today"
"""The word for the session that is proposed for today."""


def play(asked: Namespace) -> int:
    """Lead a session; the exit status says how it ended."""
    if asked.resume:
        return _go_on(asked)
    if asked.session is None:
        raise Refused("which SESSION? 'hipcoach list' shows them, and --resume goes on with the one you left open")
    places = Paths.find(os.environ)
    if asked.go and asked.speed is None and not places.accepted.exists():
        raise Refused(
            "--go asks nothing, and the safety text has to be read and accepted once before:"
            f" 'hipcoach play {asked.session}' at a terminal shows it, Enter accepts it"
        )
    library = library_in(places)
    found = read_settings(places.config)
    option = _todays(places, library, found.settings) if asked.session == TODAY else None
    session, reading = read(library, asked.session if option is None else option.session)
    if option is not None:
        asked = _as_proposed(asked, option, session)
    choices = choose(session, asked, places, found.settings)
    as_asked = bool(asked.dose or asked.modifications)
    options = _options(asked, as_asked=as_asked)
    environment = Environment.standard(places, library, _as_asked(found.settings, asked))
    # Of the app and the lines, the one that is not used is not loaded either.
    if _wants_lines(asked):
        from hipcoach.plain import run as in_lines

        tell(found)
        return in_lines.play(session, reading, choices, environment, options)
    from hipcoach.cli.in_app import run_app

    return run_app(environment, choices, options, opening=(session, reading), notice=found.notice)


def _todays(places: Paths, library: Library, settings: Settings) -> Option:
    """The session that is proposed for today; Refused on a rest day."""
    # Only for this word: no other session needs the log to be looked into.
    from hipcoach.live.clocks import local_time
    from hipcoach.live.today import proposed

    proposal = proposed(places, library, settings, local_time())
    if proposal.session is None:
        others = in_a_row([f"'hipcoach play {one.session}'" for one in proposal.options] or [""], " or ")
        raise Refused(f"{proposal.reason}{f' If you like: {others}.' if others else ''}")
    return proposal.session


def _as_proposed(asked: Namespace, option: Option, session: Session) -> Namespace:
    """What was asked for, and what else is proposed; without a dose that of last time, which only the app looks up."""
    modifications = []
    choices = Choices()
    for exercise, modification in option.modifications:
        # The file of the session may have been changed since.
        with suppress(ChoiceError):
            choices = with_modification(session, choices, exercise, modification)
            modifications.append((exercise, modification))
    last = option.last if modifications or _wants_lines(asked) else None
    told = {"dose": asked.dose or option.dose or last, "modifications": [*modifications, *asked.modifications]}
    return Namespace(**{**vars(asked), **told})


def _go_on(asked: Namespace) -> int:
    """Resume the interrupted session."""
    if asked.go:
        raise Refused("--resume goes on when you are ready, and --go begins without you; leave out one of them")
    changed = asked.dose or asked.first or asked.modifications or asked.affected or asked.loads
    if asked.speed is not None or changed:
        others = "--first, --affected, --load and --with"
        raise Refused(f"--resume goes on with the session as it began; leave out --speed, --dose, {others}")
    # Only to resume one: it loads all that leads a session.
    from hipcoach.live.run import left_open

    places = Paths.find(os.environ)
    library = library_in(places)
    found = read_settings(places.config)
    environment = Environment.standard(places, library, _as_asked(found.settings, asked))
    reading = library.read(find(library, asked.session)) if asked.session else None
    left = left_open(environment, complain, reading.path.name if reading else None)
    if left is None:
        what = f"'{asked.session}'" if asked.session else "no session"
        not_left = f"{what} was{' not' if asked.session else ''} left open in the last 24 hours"
        raise Refused(f"{not_left}, or another hipcoach is at it; 'hipcoach play SESSION' begins anew")
    options = _options(asked)
    # Import only the app or the lines, whichever is used.
    if _wants_lines(asked):
        from hipcoach.plain import run as in_lines

        tell(found)
        return in_lines.go_on(left, reading, environment, options)
    from hipcoach.cli.in_app import run_app

    return run_app(environment, left.choices, options, notice=found.notice, going_on=(left, reading))


def _options(asked: Namespace, *, as_asked: bool = False) -> RunOptions:
    """The options of this run."""
    return RunOptions(
        json=asked.json,
        speed=asked.speed,
        mute=asked.mute,
        rate=asked.rate or RATE,
        stamps=asked.stamps,
        ticks=asked.ticks,
        go=asked.go,
        as_asked=as_asked,
    )


def _as_asked(settings: Settings, asked: Namespace) -> Settings:
    """The settings, but with as much said as was asked for."""
    if asked.level is None:
        return settings
    return replace(settings, sound=replace(settings.sound, level=Level[asked.level.upper()]))


def _wants_lines(asked: Namespace) -> bool:
    """Whether lines of text or JSON were asked for, or there is no screen for the app."""
    return bool(asked.plain or asked.json or not has_screen())
