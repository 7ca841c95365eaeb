"""Plays a session as lines on standard output."""

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
from hipcoach.plain.heard import Heard
from hipcoach.plain.json_lines import json_line
from hipcoach.plain.keyboard import Keyboard, Signalled
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.settings.model import SoundSettings
from hipcoach.sound.bells import ring_here
from hipcoach.sound.speaker import RINGING_OUT, Speaker
from hipcoach.text.characters import harmless
from hipcoach.text.width import broken, columns


def play(session: Session, reading: Reading, choices: Choices, desk: Environment, manner: RunOptions) -> int:
    """Play a session from its beginning; the exit status."""
    if manner.speed is None and (left := left_open(desk, _report)) is not None:
        _report(f"Left open: {left.place}. 'hipcoach play --resume' goes on with it.")

    def opened(keyboard: bool) -> Opened:
        return begin(desk, session, reading, choices, manner, _report, keyboard=keyboard)

    return _lead(session, opened, desk, manner)


def go_on(resumable: Resumable, reading: Reading | None, desk: Environment, manner: RunOptions) -> int:
    """Go on with a session that was left open; the exit status. InUse where somebody else is at it."""
    session = as_it_was(desk, resumable, _report, reading)

    def opened(keyboard: bool) -> Opened:
        return taken_up(desk, resumable, _report, session)

    return _lead(session, opened, desk, manner, going_on=f"Going on with {resumable.place}.")


def _lead(
    session: Session | None,
    opening: Callable[[bool], Opened],
    desk: Environment,
    manner: RunOptions,
    going_on: str | None = None,
) -> int:
    """Lead through a session, which is opened for somebody at a keyboard or for nobody; the exit status."""
    accepted = desk.accepted
    _report(follow.safety_text(session, accepted=accepted))
    descriptor = follow.descriptor_of_input()
    keyboard = Keyboard(descriptor)
    # Commands from a program are not answers to it, and a rehearsal keeps nothing.
    if not accepted and keyboard.terminal and not manner.json and manner.speed is None:
        with follow.attended(keyboard, descriptor) as stop_process:
            status = follow.acceptance(keyboard, _report, stop_process)
        if status is not None:
            return status
        if (trouble := desk.accept()) is not None:
            _report(trouble)
    audible = not manner.json and (keyboard.terminal or sys.stdout.isatty())
    heard = Heard(desk.settings.sound.level, manner.speed or 1.0) if manner.json else None
    lines = Lines(
        sys.stdout,
        _text_line if heard is None else lambda event, at, plan: json_line(event, at, plan, heard.of(event, plan)),
        gone=lambda: keyboard.put(Signalled(getattr(signal, "SIGPIPE", signal.SIGTERM))),
    )
    opened = opening(descriptor is not None)
    if session is not None and (needed := you_need(equipment(session, opened.choices))):
        _report(needed)
    speaker = _speaker(manner, desk.settings.sound, desk.places.cache) if audible else None
    screen: list[Listener] = [lines] if heard is None else [heard, lines]
    live = Live(desk, opened, manner, speaker, screen, _report, keyboard=descriptor is not None)
    try:
        with follow.attended(keyboard, descriptor) as stop_process:

            def stop() -> None:
                with speaker.hushed() if speaker is not None else nullcontext():
                    stop_process()

            say = _report if manner.json else _say
            if going_on is not None:
                say(f"{going_on} {GOES_ON}" if keyboard.terminal else going_on)
            live.start()
            return follow.follow(live.guide, live.conductor, keyboard, say, stop)
    finally:
        live.guide.settle()
        try:
            if speaker is not None:
                speaker.close(linger=RINGING_OUT if live.conductor.over else 0.0)
        finally:
            _tell_of_log(live, desk.elsewhere)
            live.let_go()


def _tell_of_log(live: Live, elsewhere: tuple[Path, ...]) -> None:
    """Let go of the session, and say where its log is, or what is missing in it."""
    unwritten = live.close()
    journal = live.journal
    if journal is None or journal.path is None:
        return
    if not unwritten:
        if journal.whereabouts is not None:
            _report(f"Logged in {journal.whereabouts}")
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


def _speaker(manner: RunOptions, sound: SoundSettings, cache: Path) -> Speaker:
    ring = ring_here if sys.stdout.isatty() else None
    speed = manner.speed or 1.0
    speaker = speaker_for(sound, cache, report=_report, ring=ring, muted=manner.mute, speed=speed)
    speaker.start()
    return speaker


def _text_line(event: Event, at: datetime, plan: Plan) -> str:
    """An event as text that fits the terminal, where there is one."""
    return broken(harmless(text_line(event, at, plan)), columns(sys.stdout))


def _say(text: str) -> None:
    """Say a line at once."""
    sys.stdout.write(f"{broken(harmless(text), columns(sys.stdout))}\n")
    sys.stdout.flush()


def _report(text: str) -> None:
    """Say a line beside the session, which does not depend on whether anybody can read it."""
    with suppress(OSError):
        sys.stderr.write(f"{broken(harmless(text), columns(sys.stderr))}\n")
        sys.stderr.flush()
