"""Plays a session in lines on standard output."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues.level import Level
from hipcoach.diagnostics.files import why
from hipcoach.engine.choices import Choices, equipment
from hipcoach.engine.plan import make_plan
from hipcoach.engine.wording import you_need
from hipcoach.exits import by_signal
from hipcoach.journal.resume import Resumable
from hipcoach.live.conductor import Listener
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.live.flashes import Flashes
from hipcoach.live.questions import GOES_ON
from hipcoach.live.run import Live, Opened, as_it_was, begin, missing, taken_up
from hipcoach.live.speaker_for import speaker_for
from hipcoach.plain import follow, opening
from hipcoach.plain.around import Asking, tell_left_open
from hipcoach.plain.event_lines import Manner, length_in_words
from hipcoach.plain.heard import HeardPhrases
from hipcoach.plain.json_lines import JsonLines
from hipcoach.plain.keyboard import Input, Keyboard, Signalled, SoundLost
from hipcoach.plain.lines import AtOnce, Lines, Talk
from hipcoach.plain.output import LineOutput
from hipcoach.plain.reckoning import Reckoning
from hipcoach.plain.tables import affected_as_text
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.settings.model import Bell, SoundSettings
from hipcoach.sound.bells import ring_here
from hipcoach.sound.health import SILENT, Health
from hipcoach.sound.speaker import RINGING_OUT, Speaker
from hipcoach.text.characters import harmless
from hipcoach.text.width import broken, columns

NOT_HEARD = SILENT | {Health.STARTING}
"""Where lines tell what tones and the voice would."""


Opens = Callable[[int | None, Asking | None], "Begun | int"]
"""Opens a session for what stands for a keyboard, `None` if there is none; an exit status if the person leaves."""


class Begun(Struct, frozen=True):
    """A session that was opened."""

    opened: Opened
    going_on: str | None = None
    """Where a resumed one stood."""


def play(session: Session, reading: Reading, choices: Choices, environment: Environment, options: RunOptions) -> int:
    """Play a session from its beginning; returns the exit status."""

    def open_it(descriptor: int | None, asking: Asking | None) -> Begun | int:
        left = None
        if asking is not None:
            left = asking.about_left_open(reading)
        elif options.speed is None:
            tell_left_open(environment, _report)
        if isinstance(left, int):
            return left
        if left is not None:
            return _taken_up(left, reading, environment)
        answered = asking.check_in(session, reading, choices, options) if asking is not None else None
        if isinstance(answered, int):
            return answered
        today, usual, answers = answered or (choices, None, None)
        keyboard = descriptor is not None
        opened = begin(
            environment, session, reading, today, options, _report, keyboard=keyboard, answers=answers, usual=usual
        )
        return Begun(opened)

    return _lead(session, choices, open_it, environment, options, resumes=False)


def go_on(resumable: Resumable, reading: Reading | None, environment: Environment, options: RunOptions) -> int:
    """Resume an interrupted session; returns the exit status. InUse if another process is running it."""
    session = as_it_was(environment, resumable, _report, reading)

    def open_it(descriptor: int | None, asking: Asking | None) -> Begun | int:
        return Begun(taken_up(environment, resumable, _report, session), _going_on(resumable))

    return _lead(session, resumable.choices, open_it, environment, options, resumes=True)


def _taken_up(left: Resumable, reading: Reading, environment: Environment) -> Begun:
    session = as_it_was(environment, left, _report, reading)
    return Begun(taken_up(environment, left, _report, session), _going_on(left))


def _going_on(left: Resumable) -> str:
    return f"Going on with {left.place}."


def _lead(
    session: Session | None,
    choices: Choices,
    open_it: Opens,
    environment: Environment,
    options: RunOptions,
    *,
    resumes: bool,
) -> int:
    """Say what has to be known before, open a session for a keyboard or for none, and lead it; returns the status."""
    environment = environment if options.json else _spoken(environment)
    descriptor = follow.descriptor_of_input()
    keyboard = Keyboard(descriptor)
    output = LineOutput(
        sys.stdout,
        gone=lambda: keyboard.put(Signalled(getattr(signal, "SIGPIPE", signal.SIGTERM))),
        report=_report,
    )
    before = _Before(environment, options, keyboard, descriptor, output, asked_to_begin=not resumes)
    status, first = before.say(session, choices)
    if status is not None:
        return status
    audible = not options.json and (keyboard.terminal or sys.stdout.isatty())
    asking = Asking(environment, keyboard, descriptor, _report) if _asks(keyboard, options) else None
    begun = open_it(descriptor, asking)
    if isinstance(begun, int):
        return begun
    opened, going_on = begun.opened, begun.going_on
    ears = _Ears(keyboard)
    speaker = _speaker(options, environment.settings.sound, environment.places.cache, ears.report) if audible else None
    screen, talk = _listeners(output, environment, options, speaker)
    visible = sys.stdout.isatty() and not options.json and environment.settings.sound.bell is Bell.VISIBLE
    flashes = Flashes(_write_out) if visible else None
    screen = [*screen, flashes] if flashes is not None else screen
    live = Live(environment, opened, options, speaker, screen, _report, keyboard=descriptor is not None)
    try:
        with follow.attended(keyboard, descriptor) as stop_process:

            def stop() -> None:
                with speaker.hushed() if speaker is not None else nullcontext():
                    stop_process()

            if going_on is not None:
                talk.say(f"{going_on} {GOES_ON}" if keyboard.terminal and not opened.hurts else going_on)
            if speaker is not None:
                speaker.wait_until_ready()
                ears.rely_on(speaker)
            live.start()
            status = follow.follow(live.guide, live.conductor, keyboard, talk, stop, first=first)
        return asking.check_out(live, status) if asking is not None and live.conductor.outcome is not None else status
    finally:
        live.guide.settle()
        if flashes is not None:
            flashes.close()
        try:
            if speaker is not None:
                speaker.close(linger=RINGING_OUT if live.conductor.over else 0.0)
        finally:
            _tell_of_log(live, environment.elsewhere, in_words=not options.json)
            live.let_go()
            if live.journal is not None and live.conductor.outcome is not None:
                _tell_of_next(environment)


def _asks(keyboard: Keyboard, options: RunOptions) -> bool:
    """Whether anybody is asked: a person at a terminal, unless it is to begin at once, and not in a rehearsal."""
    return keyboard.terminal and not (options.json or options.go) and options.speed is None


def _spoken(environment: Environment) -> Environment:
    """The same, with keys named as they are read aloud."""
    settings = environment.settings
    return replace(environment, settings=replace(settings, keys=settings.keys.spoken()))


class _Before:
    """What is said before a session begins."""

    def __init__(
        self,
        environment: Environment,
        options: RunOptions,
        keyboard: Keyboard,
        descriptor: int | None,
        output: LineOutput,
        *,
        asked_to_begin: bool,
    ) -> None:
        """`asked_to_begin`: whether the session begins by itself, unless somebody is there to say when."""
        self._environment = environment
        self._options = options
        self._keyboard = keyboard
        self._descriptor = descriptor
        self._output = output
        self._asked_to_begin = asked_to_begin
        self._said: list[str] = []

    def say(self, session: Session | None, choices: Choices) -> tuple[int | None, Input | None]:
        """Say it, and wait until it was heard; returns the exit status if the person leaves, and what was typed."""
        environment, options, keys = self._environment, self._options, self._environment.settings.keys
        accepted = environment.accepted
        texts = opening.safety_text(session, keys, accepted=accepted)
        for text in ("\n".join(texts),) if options.json else texts:
            self._tell(text)
        if session is not None:
            if self._asked_to_begin and not options.json:
                plan = make_plan(session, choices)
                self._tell(f"{plan.title}, {length_in_words(plan)}", lambda text: self._output.write(_wrapped(text)))
            # Who is asked hears it at the end of the questions, as it then is.
            asked = self._asked_to_begin and _asks(self._keyboard, options)
            for told in () if asked else (affected_as_text(session, choices), you_need(equipment(session, choices))):
                if told:
                    self._tell(told)
        if options.json or options.speed is not None:
            # Programs and rehearsals wait for nobody.
            return None, None
        if self._keyboard.terminal and not options.go:
            return self._asked(session, accepted=accepted), None
        first = opening.wait_until_heard(self._keyboard, self._said, options.rate)
        return (by_signal(first.number), None) if isinstance(first, Signalled) else (None, first)

    def _asked(self, session: Session | None, *, accepted: bool) -> int | None:
        """Wait for the text to be accepted, unless it was; then the questions before the session come."""
        if accepted:
            return None
        keys = self._environment.settings.keys
        begins = "accepts this"
        on_request = keys.in_words()
        with follow.attended(self._keyboard, self._descriptor) as stop_process:
            status = opening.wait_for_enter(self._keyboard, keys, _report, stop_process, begins, on_request)
        if status is None and (trouble := self._environment.accept()) is not None:
            _report(trouble)
        return status

    def _tell(self, text: str, say: Callable[[str], None] | None = None) -> None:
        (_report if say is None else say)(text)
        self._said.append(text)


def _listeners(
    output: LineOutput, environment: Environment, options: RunOptions, speaker: Speaker | None
) -> tuple[list[Listener], Talk]:
    """The listeners that write a session, and how it says what are no events."""
    level, speed = environment.settings.sound.level, options.speed or 1.0
    if options.json:
        heard = HeardPhrases(level, speed)
        return [heard, JsonLines(output.write, heard.of)], AtOnce(_report)
    lines = Lines(
        lambda text: output.write(_wrapped(text)),
        environment.clock,
        lambda: _manner(level, options, speaker),
        Reckoning(options.rate),
        speed=speed,
        stamps=options.stamps,
    )
    return [lines], lines


def _manner(level: Level, options: RunOptions, speaker: Speaker | None) -> Manner:
    """How much lines tell: what the voice does not say; all of a level where there is no sound."""
    level = level if level > Level.TONES else Level.BRIEF
    if speaker is None or speaker.state.health in NOT_HEARD:
        return Manner(level, options.ticks)
    return Manner(max(level, Level.BRIEF), options.ticks, sounding=True, voiced=speaker.says)


def _tell_of_log(live: Live, elsewhere: tuple[Path, ...], *, in_words: bool) -> None:
    """Close the session, and say where its log is or what is missing in it."""
    unwritten = live.close()
    journal = live.journal
    if journal is None or journal.path is None:
        return
    if not unwritten:
        if journal.whereabouts is not None:
            # Nobody wants to have a path read letter by letter, unless it is not the usual one.
            usual = in_words and journal.whereabouts == journal.path
            _report("Logged: 'hipcoach log' shows it." if usual else f"Logged in {journal.whereabouts}")
            if live.conductor.outcome is None:
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


def _write_out(text: str) -> None:
    """Write to the terminal on standard output."""
    sys.stdout.write(text)
    sys.stdout.flush()


class _Ears:
    """Passes on what is wrong with sound, and has the session tell in lines what was left to it."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._speaker: Speaker | None = None

    def rely_on(self, speaker: Speaker) -> None:
        """From now on, lines leave out what the speaker tells."""
        self._speaker = speaker

    def report(self, text: str) -> None:
        """Print what is wrong; may be called from any thread."""
        _report(text)
        if self._speaker is not None and self._speaker.state.health in SILENT - {Health.OFF}:
            self._keyboard.put(SoundLost())


def _speaker(options: RunOptions, sound: SoundSettings, cache: Path, report: Callable[[str], None]) -> Speaker:
    ring = ring_here if sys.stdout.isatty() else None
    speed = options.speed or 1.0
    speaker = speaker_for(sound, cache, report=report, ring=ring, muted=options.mute, speed=speed)
    speaker.start()
    return speaker


def _wrapped(text: str) -> str:
    """A line for standard output without control characters, wrapped to the terminal if there is one."""
    return broken(harmless(text), columns(sys.stdout))


def _report(text: str) -> None:
    """Print a line on standard error; the session goes on even if that fails."""
    with suppress(OSError):
        sys.stderr.write(f"{broken(harmless(text), columns(sys.stderr))}\n")
        sys.stderr.flush()
