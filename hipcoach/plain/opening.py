"""What is said before a session, and the wait until it has been heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.exits import Exit, by_signal
from hipcoach.plain.keyboard import Input, InputEnded, Keyboard, Signalled, SoundLost, Stopped, Typed
from hipcoach.plain.reckoning import speech_seconds
from hipcoach.session.model import Session
from hipcoach.settings.keymap import Action, Keymap


def safety_text(session: Session | None, keys: Keymap, *, accepted: bool = False) -> tuple[str, ...]:
    """The safety text before a session; once accepted, only the session's own warnings and a line."""
    safety = safety_of(session)
    if accepted:
        own = session.safety.before if session is not None and session.safety is not None else ()
        return (*own, f"{keys.pain} is the key for pain; {keys.first(Action.HELP)} says when to stop.")
    return (
        *DISCLAIMER,
        *safety.before,
        f"Stop if: {'; '.join(safety.stop_if)}.",
        f"{keys.pain} is the key for pain.",
    )


def wait_for_enter(
    keyboard: Keyboard,
    keys: Keymap,
    say: Callable[[str], None],
    stop: Callable[[], None],
    begins: str,
    on_request: Sequence[str],
) -> int | None:
    """Wait until Enter `begins` the session; returns the exit status if the person leaves instead, else `None`.

    The key for help says what is there `on_request`.
    """
    say(f"Enter {begins}; {keys.first(Action.QUIT)} leaves; {keys.first(Action.HELP)} names the keys.")
    while True:
        match keyboard.wait(None):
            case Typed(text) if text == "enter":
                return None
            case Typed(text) if keys.action_for(text) is Action.QUIT:
                return Exit.PARTIAL
            case Typed(text) if keys.action_for(text) is Action.HELP:
                for line in on_request:
                    say(line)
            case InputEnded():
                return Exit.PARTIAL
            case Signalled(number):
                return by_signal(number)
            case Stopped():
                stop()
            case Typed() | SoundLost() | None:
                continue


def wait_until_heard(keyboard: Keyboard, texts: Iterable[str], rate: float) -> Input | None:
    """Wait as long as a reader takes for texts at a rate in words a minute, but not longer than until a line comes.

    Returns that line, or the signal, or the end of the input, which ends no wait.
    """
    ended: Input | None = None
    for text in texts:
        given = keyboard.wait(speech_seconds(text, rate))
        if isinstance(given, InputEnded):
            ended, given = given, keyboard.wait(speech_seconds(text, rate))
        if given is not None:
            return given
    return ended
