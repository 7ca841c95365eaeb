"""The keys of a session: the action of each, and the words for it where commands come as lines of text."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from hipcoach.settings.layouts import meant


class Action(StrEnum):
    """What a person can do with a key while a session runs."""

    SPACE = "space"
    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    REDO = "redo"
    MORE = "more"
    LESS = "less"
    NOT_READY = "not_ready"
    PACE = "pace"
    UNDO = "undo"
    SOUND = "sound"
    VOICE = "voice"
    SOFTER = "softer"
    LOUDER = "louder"
    PAIN = "pain"
    SETUP = "setup"
    HELP = "help"
    QUIT = "quit"


SoundAction = Literal[Action.SOUND, Action.VOICE, Action.SOFTER, Action.LOUDER]
"""What a person can do about sound."""


class KeyBinding(Struct, frozen=True):
    """The keys and words for an action."""

    action: Action
    keys: tuple[str, ...]
    """Characters, or the names of keys that have none."""
    names: tuple[str, ...]
    """The words for it where commands come as lines of text."""
    label: str

    @property
    def shown(self) -> str:
        """The keys as they are shown to a person."""
        arrows = {"right": "→", "left": "←"}
        return " ".join(arrows.get(key, key) for key in self.keys if key.strip() and key != "=")


KEYS: tuple[KeyBinding, ...] = (
    KeyBinding(Action.PAIN, ("o", ".", "!"), ("pain", "ouch"), "pain: stop at once"),
    KeyBinding(Action.SPACE, ("space", " "), ("space", "count"), "pause or resume; count one, or begin what waits"),
    KeyBinding(Action.PAUSE, ("p",), ("pause", "resume"), "pause or resume"),
    KeyBinding(Action.NEXT, ("n", "right", "enter"), ("next",), "next: cut short, or end the set"),
    KeyBinding(Action.BACK, ("b", "left"), ("back",), "back to the previous set"),
    KeyBinding(Action.REDO, ("r",), ("redo",), "this set again from its start"),
    KeyBinding(Action.MORE, ("+", "="), ("more",), "5 seconds or 1 repetition more"),
    KeyBinding(Action.LESS, ("-",), ("less",), "5 seconds or 1 repetition less"),
    KeyBinding(Action.NOT_READY, ("w",), ("not ready", "not_ready", "wait"), "not ready: 15 seconds more"),
    KeyBinding(Action.PACE, ("m",), ("pace",), "follow the tempo, or count by yourself"),
    KeyBinding(Action.UNDO, ("u",), ("undo",), "take back the last set's record"),
    KeyBinding(Action.SOUND, ("s",), ("sound", "mute"), "sound on or off"),
    KeyBinding(Action.VOICE, ("v",), ("voice",), "how much is said"),
    KeyBinding(Action.SOFTER, ("<",), ("softer",), "softer"),
    KeyBinding(Action.LOUDER, (">",), ("louder",), "louder"),
    KeyBinding(Action.SETUP, ("i",), ("setup", "set-up"), "the set-up in full"),
    KeyBinding(Action.HELP, ("?",), ("help",), "these keys, and when to stop"),
    KeyBinding(Action.QUIT, ("q",), ("quit",), "quit: finish, go on later, or keep going"),
)


def action_for(pressed: str) -> Action | None:
    """The action for a key on any keyboard, or for a command's name."""
    word = pressed if pressed == " " else pressed.strip().lower()
    by_word = {word: key.action for key in KEYS for word in (*key.keys, *key.names)}
    return by_word.get(word) or by_word.get(meant(word))


PAIN = " or ".join(next(key for key in KEYS if key.action is Action.PAIN).keys[:2])
"""The keys for pain that need no Shift, as they are shown to a person."""
