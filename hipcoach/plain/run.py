"""Plays a session in lines on standard output."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path

from hipcoach.diagnostics.files import why
from hipcoach.engine.choices import Choices, equipment
from hipcoach.engine.events import Event
from hipcoach.engine.plan import Plan
from hipcoach.engine.wording import you_need
from hipcoach.journal.resume import Resumable
from hipcoach.live.conductor import Listener
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.live.questions import GOES_ON
from hipcoach.live.run import Live, Opened, as_it_was, begin, left_open, missing, taken_up
from hipcoach.live.speaker_for import speaker_for
from hipcoach.plain import follow
from hipcoach.plain.event_lines import Lines, text_line
from hipcoach.plain.heard import HeardPhrases
from hipcoach.plain.json_lines import json_line
from hipcoach.plain.keyboard import Keyboard, Signalled
from hipcoach.plain.tables import affected_as_text
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.settings.model import SoundSettings
from hipcoach.sound.bells import ring_here
from hipcoach.sound.speaker import RINGING_OUT, Speaker
from hipcoach.text.characters import harmless
from hipcoach.text.width import broken, columns


def play(session: Session, reading: Reading, choices: Choices, environment: Environment, options: RunOptions) -> int:
    """Play a session from its beginning; returns the exit status."""
    if options.speed is None and (left := left_open(environment, _report)) is not None:
        _report(f"Left open: {left.place}. 'hipcoach play --resume' goes on with it.")

    def opened(keyboard: bool) -> Opened:
        return begin(environment, session, reading, choices, options, _report, keyboard=keyboard)

    return _lead(session, opened, environment, options)


def go_on(resumable: Resumable, reading: Reading | None, environment: Environment, options: RunOptions) -> int:
    """Resume an interrupted session; returns the exit status. InUse if another process is running it."""
    session = as_it_was(environment, resumable, _report, reading)

    def opened(keyboard: bool) -> Opened:
        return taken_up(environment, resumable, _report, session)

    return _lead(session, opened, environment, options, going_on=f"Going on with {resumable.place}.")


def _lead(
    session: Session | None,
    opening: Callable[[bool], Opened],
    environment: Environment,
    options: RunOptions,
    going_on: str | None = None,
) -> int:
    """Show the safety text, open a session for a keyboard or for none, and lead it; returns the exit status."""
    accepted = environment.accepted
    keys = environment.settings.keys
    _report(follow.safety_text(session, keys, accepted=accepted))
    descriptor = follow.descriptor_of_input()
    keyboard = Keyboard(descriptor)
    # Input from a program cannot accept the safety text, and a rehearsal keeps nothing.
    if not accepted and keyboard.terminal and not options.json and options.speed is None:
        with follow.attended(keyboard, descriptor) as stop_process:
            status = follow.acceptance(keyboard, keys, _report, stop_process)
        if status is not None:
            return status
        if (trouble := environment.accept()) is not None:
            _report(trouble)
    audible = not options.json and (keyboard.terminal or sys.stdout.isatty())
    heard = HeardPhrases(environment.settings.sound.level, options.speed or 1.0) if options.json else None
    lines = Lines(
        sys.stdout,
        _text_line if heard is None else lambda event, at, plan: json_line(event, at, plan, heard.of(event, plan)),
        gone=lambda: keyboard.put(Signalled(getattr(signal, "SIGPIPE", signal.SIGTERM))),
        report=_report,
    )
    opened = opening(descriptor is not None)
    if session is not None:
        for told in (affected_as_text(session, opened.choices), you_need(equipment(session, opened.choices))):
            if told:
                _report(told)
    speaker = _speaker(options, environment.settings.sound, environment.places.cache) if audible else None
    screen: list[Listener] = [lines] if heard is None else [heard, lines]
    live = Live(environment, opened, options, speaker, screen, _report, keyboard=descriptor is not None)
    try:
        with follow.attended(keyboard, descriptor) as stop_process:

            def stop() -> None:
                with speaker.hushed() if speaker is not None else nullcontext():
                    stop_process()

            say = _report if options.json else lambda text: lines.say(_wrapped(text))
            if going_on is not None:
                say(f"{going_on} {GOES_ON}" if keyboard.terminal and not opened.hurts else going_on)
            if speaker is not None:
                speaker.wait_until_ready()
            live.start()
            return follow.follow(live.guide, live.conductor, keyboard, say, stop)
    finally:
        live.guide.settle()
        try:
            if speaker is not None:
                speaker.close(linger=RINGING_OUT if live.conductor.over else 0.0)
        finally:
            _tell_of_log(live, environment.elsewhere)
            live.let_go()
            if live.journal is not None and live.conductor.outcome is not None:
                _tell_of_next(environment)


def _tell_of_log(live: Live, elsewhere: tuple[Path, ...]) -> None:
    """Close the session, and say where its log is or what is missing in it."""
    unwritten = live.close()
    journal = live.journal
    if journal is None or journal.path is None:
        return
    if not unwritten:
        if journal.whereabouts is not None:
            _report(f"Logged in {journal.whereabouts}")
            if live.guide.put_off:
                _report("'hipcoach play --resume' goes on with it.")
        else:
            _report(f"Logged, but {journal.path} was moved while the session ran.")
        return
    _report(f"{live.why_missing[:1].upper()}{live.why_missing[1:]}")
    for folder in elsewhere:
        if not folder.is_dir():
            continue
        try:
            _report(f"Logged in {live.save_copy(folder)} instead. {live.returning}")
        except OSError as error:
            _report(f"Not in {folder} either: {why(error)}")
        else:
            return
    _report(f"{missing(unwritten)}.")


def _tell_of_next(environment: Environment) -> None:
    """Say which session comes next, and when."""
    # Imported here, so that the session begins without it.
    from hipcoach.live.today import proposed
    from hipcoach.plain.today_lines import next_as_text

    places, library = environment.places, environment.library
    for text in next_as_text(proposed(places, library, environment.settings, environment.wall())):
        _report(text)


def _speaker(options: RunOptions, sound: SoundSettings, cache: Path) -> Speaker:
    ring = ring_here if sys.stdout.isatty() else None
    speed = options.speed or 1.0
    speaker = speaker_for(sound, cache, report=_report, ring=ring, muted=options.mute, speed=speed)
    speaker.start()
    return speaker


def _text_line(event: Event, at: datetime, plan: Plan) -> str:
    """Format an event as text, wrapped to the terminal if there is one."""
    return _wrapped(text_line(event, at, plan))


def _wrapped(text: str) -> str:
    """A line for standard output without control characters, wrapped to the terminal if there is one."""
    return broken(harmless(text), columns(sys.stdout))


def _report(text: str) -> None:
    """Print a line on standard error; the session goes on even if that fails."""
    with suppress(OSError):
        sys.stderr.write(f"{broken(harmless(text), columns(sys.stderr))}\n")
        sys.stderr.flush()
