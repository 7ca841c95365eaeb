"""Leads a session by lines of text: the same guide as in the app, without a screen."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.advice.turned_out import TITLE
from hipcoach.cues import texts
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
from hipcoach.settings.keymap import Action, Keymap
from hipcoach.text.characters import shown

Say = Callable[[str], None]

SHOWN = {
    Action.SPACE: "pause",
    Action.NEXT: "next",
    Action.BACK: "back",
    Action.QUIT: "quit",
    Action.HELP: "all keys",
}
"""The keys that are named when a session begins, after those for pain."""


@contextmanager
def attended(keyboard: Keyboard, descriptor: int | None) -> Iterator[Callable[[], None]]:
    """Switch the terminal to single keys and turn signals into input; restores both afterwards.

    Yields a function that suspends this process until it is told to continue.
    """
    switch = single_keys(descriptor)
    # Signals first: one that arrives while the terminal is being switched has to restore it.
    with _signals(keyboard, switch), switch:
        yield lambda: _stop(switch)


def follow(
    guide: Guide,
    conductor: Conductor,
    keyboard: Keyboard,
    say: Say,
    stop: Callable[[], None] = lambda: None,
) -> int:
    """Lead a started session until it ends or the person leaves; returns the exit status.

    `stop` suspends the process; it is called after the session was paused, when a signal asks for that.
    """
    if keyboard.terminal:
        say(
            " · ".join((f"{guide.keys.pain} pain", *(f"{guide.keys.first(key)} {word}" for key, word in SHOWN.items())))
        )
    _ask(guide, say)
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
        say("Put off.")
        return Exit.PARTIAL
    outcome = conductor.outcome
    if outcome is Outcome.STOPPED_FOR_PAIN:
        _say_all(safety_of(guide.session).help_lines("  "), say)
    return exit_status(outcome)


def _stand_still(guide: Guide, conductor: Conductor, say: Say, stop: Callable[[], None]) -> None:
    """Pause the session and suspend the process; afterwards it stays paused, or resumes if there is no keyboard."""
    running = conductor.stand_still()
    stop()
    if not conductor.keyboard:
        if running:
            conductor.do(Player.resume)
    elif conductor.player.state.mode is Mode.PAUSED and guide.question is None:
        say(PAUSED)


def _take(given: Typed | InputEnded, guide: Guide, say: Say, before: Typed | None) -> Typed | None:
    """Carry out input; returns input without a meaning, reported unless it repeats `before`, as a held key does."""
    match given:
        case InputEnded():
            guide.nobody_there()
            return None
        case Typed("") if guide.question is not None and guide.question.ends:
            # An empty line counts as Enter.
            if told := guide.answer("enter"):
                say(told)
        case Typed(text) if not text.strip() and text != " ":
            return before
        case Typed(text) if not (guide.takes(text) if guide.question is not None else guide.keys.action_for(text)):
            if given != before:
                say(guide.nothing(f"'{shown(text)}'"))
                _ask(guide, say)
            return given
        case Typed(text) if guide.question is not None:
            if told := guide.answer(text):
                say(told)
        case Typed(text):
            match guide.keys.action_for(text):
                case None:
                    raise AssertionError(f"{text!r} stands for nothing")
                case Action.HELP:
                    _help(guide, say)
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
    """Print the open question, if any, with its answers."""
    if guide.question is not None:
        say(guide.asks)
        choices = [f"{choice.key}  {choice.label}".rstrip() for choice in guide.question.answers]
        # A scale has a dozen short answers: they go on one line.
        for text in choices if all(choice.label for choice in guide.question.answers) else [" · ".join(choices)]:
            say(f"  {text}")


def _setup(guide: Guide, say: Say) -> None:
    """Print the set-up of the current exercise in full."""
    player = guide.player
    seen = view(player)
    side = texts.side_in_words(player.step.side)
    say(" · ".join(part for part in (seen.exercise, side) if part))
    for text in seen.setup:
        say(f"  {text}")


def _help(guide: Guide, say: Say) -> None:
    for text in guide.keys.lines().values():
        say(f"  {text}")
    safety = safety_of(guide.session)
    stop = (f"  {text}" for text in safety.stop_if)
    about = f"{TITLE}: hipcoach about"
    _say_all(("Stop if:", *stop, *safety.help_lines("  "), *safety.before, about, *DISCLAIMER), say)


def _say_all(texts: Iterable[str], say: Say) -> None:
    for text in texts:
        say(text)


def safety_text(session: Session | None, keys: Keymap, *, accepted: bool = False) -> str:
    """The safety text before a session; once accepted, only the session's own warnings and a line."""
    safety = safety_of(session)
    if accepted:
        own = session.safety.before if session is not None and session.safety is not None else ()
        return "\n".join((*own, f"{keys.pain} is the key for pain; {keys.first(Action.HELP)} says when to stop."))
    return "\n".join(
        (
            *DISCLAIMER,
            *safety.before,
            "Stop if: " + "; ".join(safety.stop_if) + ".",
            f"{keys.pain} is the key for pain.",
        )
    )


def acceptance(keyboard: Keyboard, keys: Keymap, say: Say, stop: Callable[[], None]) -> int | None:
    """Wait until the safety text is accepted; returns the exit status if the person leaves instead, else `None`."""
    say(f"Enter accepts this and begins; {keys.first(Action.QUIT)} leaves.")
    while True:
        match keyboard.wait(None):
            case Typed(text) if text == "enter":
                return None
            case Typed(text) if keys.action_for(text) is Action.QUIT:
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
    """Turn signals to end or suspend into input, and restore single keys after the process continues."""

    def end(number: int, frame: FrameType | None) -> None:
        keyboard.put(Signalled(number))

    def stop(number: int, frame: FrameType | None) -> None:
        keyboard.put(Stopped())

    def resume(number: int, frame: FrameType | None) -> None:
        switch.on()

    handlers = dict.fromkeys(ENDING, end)
    if sys.platform != "win32":
        handlers |= {signal.SIGTSTP: stop, signal.SIGCONT: resume}
    # A signal that the program was started to ignore, as nohup does, stays ignored.
    heeded = {number: handler for number, handler in handlers.items() if signal.getsignal(number) != signal.SIG_IGN}
    before = {number: signal.signal(number, handler) for number, handler in heeded.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _stop(switch: SingleKeys) -> None:
    """Suspend the process, with the terminal restored meanwhile."""
    switch.off()
    try:
        signals.stop()
    finally:
        switch.on()


def descriptor_of_input() -> int | None:
    """The descriptor of standard input; `None` if it has none."""
    try:
        descriptor = sys.stdin.fileno()
        os.fstat(descriptor)
    except (AttributeError, OSError, ValueError):
        return None
    return descriptor
