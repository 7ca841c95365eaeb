"""Leads a session by lines of text: the same guide as in the app, without a screen."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.advice.turned_out import TITLE
from hipcoach.cues import texts
from hipcoach.cues.view import view
from hipcoach.engine.events import Outcome
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode
from hipcoach.engine.steps import Transition
from hipcoach.exits import Exit, by_signal
from hipcoach.live import signals
from hipcoach.live.conductor import Conductor
from hipcoach.live.guide import Guide
from hipcoach.live.questions import GOES_ON, PAUSED
from hipcoach.live.run import exit_status
from hipcoach.live.signals import ENDING
from hipcoach.plain import asking
from hipcoach.plain.keyboard import (
    Input,
    InputEnded,
    Keyboard,
    Signalled,
    SingleKeys,
    SoundLost,
    Stopped,
    Typed,
    single_keys,
    whole_lines,
)
from hipcoach.plain.lines import Talk
from hipcoach.plain.where import where
from hipcoach.session.model import Session
from hipcoach.settings.keymap import Action
from hipcoach.text.characters import shown


@contextmanager
def attended(keyboard: Keyboard, descriptor: int | None, *, lines: bool = False) -> Iterator[Callable[[], None]]:
    """Switch the terminal to single keys or whole `lines`, and turn signals into input; restores both afterwards.

    Yields a function that suspends this process until it is told to continue.
    """
    switch = whole_lines(descriptor) if lines else single_keys(descriptor)
    # Signals first: one that arrives while the terminal is being switched has to restore it.
    with _signals(keyboard, switch), switch:
        yield lambda: _stop(switch)


def follow(
    guide: Guide,
    conductor: Conductor,
    keyboard: Keyboard,
    talk: Talk,
    stop: Callable[[], None] = lambda: None,
    *,
    first: Input | None = None,
) -> int:
    """Lead a started session until it ends or the person leaves; returns the exit status.

    `stop` suspends the process; it is called after the session was paused, when a signal asks for that. `first`: what
    was typed before the session began.
    """
    typing = _Typing(guide, talk)
    typing.ask()
    given = first
    while not guide.over:
        if given is None:
            given = keyboard.wait(_sooner(conductor.delay(), talk.delay()))
        if isinstance(given, Typed) and keyboard.terminal:
            talk.fall_silent()
        conductor.wake()
        if isinstance(given, Signalled):
            return by_signal(given.number)
        if isinstance(given, Stopped):
            _stand_still(guide, conductor, talk, stop)
        elif isinstance(given, SoundLost):
            typing.tell_unheard()
        elif given is not None and not guide.over:
            typing.take(given)
        given = None
    if guide.put_off:
        talk.say("Put off.")
        return Exit.PARTIAL
    outcome = conductor.outcome
    if outcome is Outcome.STOPPED_FOR_PAIN:
        talk.add(safety_of(guide.session).help_lines(""))
    return exit_status(outcome)


def _sooner(one: float | None, other: float | None) -> float | None:
    return min((seconds for seconds in (one, other) if seconds is not None), default=None)


def _stand_still(guide: Guide, conductor: Conductor, talk: Talk, stop: Callable[[], None]) -> None:
    """Pause the session and suspend the process; afterwards it stays paused, or resumes if there is no keyboard."""
    running = conductor.stand_still()
    stop()
    if not conductor.keyboard:
        if running:
            conductor.do(Player.resume)
    elif conductor.player.state.mode is Mode.PAUSED and guide.question is None:
        talk.say(PAUSED)


class _Typing:
    """Carries out what is typed while a session runs."""

    def __init__(self, guide: Guide, talk: Talk) -> None:
        self._guide = guide
        self._talk = talk
        self._meaningless: Typed | None = None
        """The input without a meaning that was reported last; a held key repeats it, and is not reported again."""
        self._helped = 0
        """How often in a row the key for help was pressed."""

    def take(self, given: Typed | InputEnded) -> None:
        """Carry out input."""
        guide, talk = self._guide, self._talk
        match given:
            case InputEnded():
                guide.nobody_there()
                return
            case Typed("") if guide.question is not None and guide.question.ends:
                # An empty line counts as Enter.
                self._reply(guide.answer("enter"))
            case Typed(text) if not text.strip() and text != " ":
                return
            case Typed(text) if not self._is_answer(text) and guide.keys.action_for(text) is Action.HELP:
                self._helped += 1
                self._meaningless = None
                self._help(self._helped)
                return
            case Typed(text) if not (guide.takes(text) if guide.question is not None else guide.keys.action_for(text)):
                if given != self._meaningless:
                    talk.answered()
                    talk.say(guide.nothing(f"'{shown(text)}'"))
                    self.ask()
                self._meaningless = given
                return
            case Typed(text) if guide.question is not None:
                talk.answered()
                self._reply(guide.answer(text))
            case Typed(text):
                talk.answered()
                self._press(text)
        self._meaningless, self._helped = None, 0
        self.ask()

    def _is_answer(self, text: str) -> bool:
        question = self._guide.question
        return question is not None and question.answer_for(text) is not None

    def _reply(self, told: str | None) -> None:
        if told:
            self._talk.say(told)

    def _press(self, text: str) -> None:
        guide = self._guide
        match guide.keys.action_for(text):
            case None | Action.HELP:
                raise AssertionError(f"{text!r} stands for nothing here")
            case Action.SETUP:
                self._setup()
                guide.say_setup()
            case action:
                if told := guide.press(action):
                    self._talk.say(told)
                elif action in (Action.SPACE, Action.PAUSE) and guide.player.state.mode is Mode.PAUSED:
                    self._talk.say(GOES_ON)

    def ask(self) -> None:
        """Ask the open question, if there is one, with its answers."""
        question = self._guide.question
        if question is not None:
            asking.ask(self._talk, self._guide.asks, ((answer.key, answer.label) for answer in question.answers))

    def tell_unheard(self) -> None:
        """Tell where the session stands, and how to get ready: what sound was to tell, and did not."""
        guide, talk = self._guide, self._talk
        if guide.question is None and not guide.over:
            place, *_ = where(guide.player)
            talk.say(place)
            if isinstance(guide.player.step, Transition):
                talk.offer(view(guide.player).setup)

    def _setup(self) -> None:
        """Tell the set-up of the current exercise in full."""
        seen = view(self._guide.player)
        self._talk.say(", ".join(part for part in (seen.exercise, texts.side_in_words(seen.side)) if part))
        self._talk.offer(seen.setup)

    def _help(self, times: int) -> None:
        """Tell where the session stands; asked again, the keys; then when to stop."""
        guide, talk = self._guide, self._talk
        key = guide.keys.first(Action.HELP)
        talk.answered()
        match times:
            case 1:
                place, *rest = where(guide.player)
                talk.say(place)
                talk.offer((*rest, f"{key.capitalize()} again: the keys"))
                if guide.question is not None:
                    self.ask()
            case 2:
                first, *rest = guide.keys.in_words()
                talk.say(first)
                talk.add((*rest, f"{key.capitalize()} again: when to stop"))
            case _:
                self._helped = 0
                first, *rest = when_to_stop(guide.session)
                talk.say(first)
                talk.add(rest)


def when_to_stop(session: Session | None) -> tuple[str, ...]:
    """When to stop, when to get help, whom to ask before, and what hipcoach is not."""
    safety = safety_of(session)
    about = f"{TITLE}: hipcoach about"
    return ("Stop if:", *safety.stop_if, *safety.help_lines(""), *safety.before, about, *DISCLAIMER)


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
