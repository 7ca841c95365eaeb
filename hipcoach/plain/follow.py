"""A session as lines of text: the same guide without a screen."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.cues import prompts
from hipcoach.cues.view import view
from hipcoach.engine.events import Outcome
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode
from hipcoach.exits import Exit, by_signal
from hipcoach.live import signals
from hipcoach.live.conductor import Conductor
from hipcoach.live.guide import Guide
from hipcoach.live.questions import GOES_ON, PAUSED
from hipcoach.live.run import exit_status
from hipcoach.live.signals import ENDING
from hipcoach.plain.keyboard import InputEnded, Keyboard, Signalled, SingleKeys, Stopped, Typed, single_keys
from hipcoach.session.model import Session
from hipcoach.settings.keymap import KEYS, PAIN, Action, action_for
from hipcoach.text.characters import shown

Say = Callable[[str], None]


@contextmanager
def attended(keyboard: Keyboard, descriptor: int | None) -> Iterator[Callable[[], None]]:
    """Take keys one by one, and the system's wish to end or stop as one of them; afterwards everything is as it was.

    Yields what stops this process until it is told to continue.
    """
    switch = single_keys(descriptor)
    # A signal that comes while the terminal is being switched must find somebody who switches it back.
    with _signals(keyboard, switch), switch:
        yield lambda: _stop(switch)


def follow(
    guide: Guide,
    conductor: Conductor,
    keyboard: Keyboard,
    say: Say,
    stop: Callable[[], None] = lambda: None,
) -> int:
    """Lead through a session that has been started, until it ends or someone leaves; the exit status.

    `stop` is called once the session stands still, where the system wants the program to do so as well.
    """
    if keyboard.terminal:
        say(f"{PAIN} pain · space pause · n next · b back · q quit · ? all keys")
    meaningless: Typed | None = None
    while not guide.over:
        given = keyboard.wait(conductor.delay())
        conductor.wake()
        if isinstance(given, Signalled):
            return by_signal(given.number)
        if isinstance(given, Stopped):
            _stand_still(guide, conductor, say, stop)
        elif given is not None and not guide.over:
            meaningless = _take(given, guide, say, meaningless)
    if guide.put_off:
        say("Put off. What was done is in the log.")
        return Exit.PARTIAL
    outcome = conductor.outcome
    if outcome is Outcome.STOPPED_FOR_PAIN:
        say("Get help now if there is any of this:")
        for text in safety_of(guide.session).get_help_if:
            say(f"  {text}")
    return exit_status(outcome)


def _stand_still(guide: Guide, conductor: Conductor, say: Say, stop: Callable[[], None]) -> None:
    """Pause, then stop; whoever continues finds the session paused, unless nobody is there to resume it."""
    running = conductor.stand_still()
    stop()
    if not conductor.keyboard:
        if running:
            conductor.do(Player.resume)
    elif conductor.player.state.mode is Mode.PAUSED and guide.question is None:
        say(PAUSED)


def _take(given: Typed | InputEnded, guide: Guide, say: Say, before: Typed | None) -> Typed | None:
    """Do what was typed; what meant nothing comes back, told once where it is `before` again, as of a held key."""
    match given:
        case InputEnded():
            guide.nobody_there()
            return None
        case Typed("") if guide.question is not None and guide.question.ends:
            # An empty line is an Enter.
            if told := guide.answer("enter"):
                say(told)
        case Typed(text) if not text.strip() and text != " ":
            return before
        case Typed(text) if not (guide.takes(text) if guide.question is not None else action_for(text)):
            if given != before:
                say(guide.nothing(f"'{shown(text)}'"))
                _ask(guide, say)
            return given
        case Typed(text) if guide.question is not None:
            if told := guide.answer(text):
                say(told)
        case Typed(text):
            match action_for(text):
                case None:
                    raise AssertionError(f"{text!r} stands for nothing")
                case Action.HELP:
                    _help(guide.session, say)
                case Action.SETUP:
                    _setup(guide, say)
                    guide.say_setup()
                case action:
                    if told := guide.press(action):
                        say(told)
                    elif action in (Action.SPACE, Action.PAUSE) and guide.player.state.mode is Mode.PAUSED:
                        say(GOES_ON)
    _ask(guide, say)
    return None


def _ask(guide: Guide, say: Say) -> None:
    """Ask what has to be answered, with its answers."""
    if guide.question is not None:
        say(guide.asks)
        choices = [f"{choice.key}  {choice.label}".rstrip() for choice in guide.question.answers]
        # A scale is short answers by the dozen: one line holds them all.
        for text in choices if all(choice.label for choice in guide.question.answers) else [" · ".join(choices)]:
            say(f"  {text}")


def _setup(guide: Guide, say: Say) -> None:
    """The set-up of the present exercise in full."""
    player = guide.player
    seen = view(player)
    side = prompts.side_in_words(player.step.side)
    say(" · ".join(part for part in (seen.exercise, side) if part))
    for text in seen.setup:
        say(f"  {text}")


def _help(session: Session | None, say: Say) -> None:
    for key in KEYS:
        say(f"  {key.shown:<10} {key.label}")
    say("Stop if:")
    for text in safety_of(session).stop_if:
        say(f"  {text}")
    for text in DISCLAIMER:
        say(text)


def safety_text(session: Session | None, *, accepted: bool = False) -> str:
    """What is to be read before a session; once it was accepted, the session's own words and one line."""
    safety = safety_of(session)
    if accepted:
        own = session.safety.before if session is not None and session.safety is not None else ()
        return "\n".join((*own, f"{PAIN} is the key for pain; ? says when to stop."))
    return "\n".join(
        (*DISCLAIMER, *safety.before, "Stop if: " + "; ".join(safety.stop_if) + ".", f"{PAIN} is the key for pain.")
    )


def acceptance(keyboard: Keyboard, say: Say, stop: Callable[[], None]) -> int | None:
    """Wait until the safety text is accepted; the exit status where somebody leaves instead."""
    say("Enter accepts this and begins; q leaves.")
    while True:
        match keyboard.wait(None):
            case Typed(text) if text == "enter":
                return None
            case Typed(text) if action_for(text) is Action.QUIT:
                return Exit.PARTIAL
            case InputEnded():
                return Exit.PARTIAL
            case Signalled(number):
                return by_signal(number)
            case Stopped():
                stop()
            case Typed() | None:
                continue


@contextmanager
def _signals(keyboard: Keyboard, switch: SingleKeys) -> Iterator[None]:
    """Take the system's wish to end or stop as input, and set the terminal again after a stop."""

    def end(number: int, frame: FrameType | None) -> None:
        keyboard.put(Signalled(number))

    def stop(number: int, frame: FrameType | None) -> None:
        keyboard.put(Stopped())

    def resume(number: int, frame: FrameType | None) -> None:
        switch.on()

    handlers = dict.fromkeys(ENDING, end)
    if sys.platform != "win32":
        handlers |= {signal.SIGTSTP: stop, signal.SIGCONT: resume}
    # What whoever started the program had it ignore, as nohup does, stays ignored.
    heeded = {number: handler for number, handler in handlers.items() if signal.getsignal(number) != signal.SIG_IGN}
    before = {number: signal.signal(number, handler) for number, handler in heeded.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _stop(switch: SingleKeys) -> None:
    """Stop with the terminal as the shell had it."""
    switch.off()
    try:
        signals.stop()
    finally:
        switch.on()


def descriptor_of_input() -> int | None:
    """The descriptor of standard input, where there is one."""
    try:
        descriptor = sys.stdin.fileno()
        os.fstat(descriptor)
    except (AttributeError, OSError, ValueError):
        return None
    return descriptor
