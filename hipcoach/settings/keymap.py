"""The keys of a session: the action of each, and the words for it where commands come as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.settings.layouts import meant
from hipcoach.text.characters import cells


class Action(StrEnum):
    """What a person can do with a key while a session runs."""

    SPACE = "space"
    PAUSE = "pause"
    FORWARD = "forward"
    NEXT = "next"
    BACK = "back"
    BACKWARD = "backward"
    REDO = "redo"
    MORE = "more"
    LESS = "less"
    NOT_READY = "not_ready"
    PACE = "pace"
    ADVANCE = "advance"
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
        return " ".join(as_shown(key) for key in self.keys if key.strip() and (key != "=" or "+" not in self.keys))


KEYS: tuple[KeyBinding, ...] = (
    KeyBinding(Action.PAIN, ("o", ".", "!", "up"), ("pain", "ouch"), "pain: stop at once"),
    KeyBinding(Action.SPACE, ("space", " "), ("space", "count"), "pause or resume; count one, or begin what waits"),
    KeyBinding(Action.PAUSE, ("p", "f5", "shift+f5", "escape"), ("pause", "resume"), "pause or resume"),
    KeyBinding(Action.FORWARD, ("pagedown",), ("forward",), "count, begin or go on as space does, else next"),
    KeyBinding(Action.NEXT, ("n", "right", "enter"), ("next",), "next: cut short, or end the set"),
    KeyBinding(Action.BACK, ("b", "left"), ("back",), "back to the previous set"),
    KeyBinding(Action.BACKWARD, ("pageup",), ("backward",), "back to the previous set; while paused, these keys"),
    KeyBinding(Action.REDO, ("r",), ("redo",), "this set again from its start"),
    KeyBinding(Action.MORE, ("+", "="), ("more",), "5 seconds or 1 repetition more"),
    KeyBinding(Action.LESS, ("-",), ("less",), "5 seconds or 1 repetition less"),
    KeyBinding(Action.NOT_READY, ("w",), ("not ready", "not_ready", "wait"), "not ready: 15 seconds more"),
    KeyBinding(Action.PACE, ("m",), ("pace",), "follow the tempo, or count by yourself"),
    KeyBinding(Action.ADVANCE, ("a",), ("advance", "by itself"), "go on by itself, or wait for you before each set"),
    KeyBinding(Action.UNDO, ("u",), ("undo",), "take back the last set's record"),
    KeyBinding(Action.SOUND, ("s",), ("sound", "mute"), "sound on or off"),
    KeyBinding(Action.VOICE, ("v",), ("voice",), "how much is said"),
    KeyBinding(Action.SOFTER, ("<",), ("softer",), "softer"),
    KeyBinding(Action.LOUDER, (">",), ("louder",), "louder"),
    KeyBinding(Action.SETUP, ("i",), ("setup", "set-up"), "the set-up in full"),
    KeyBinding(Action.HELP, ("?", "down"), ("help",), "these keys, each to be chosen, and when to stop"),
    KeyBinding(Action.QUIT, ("q",), ("quit",), "quit: finish, go on later, or keep going"),
)
"""The keys, unless the settings move them; PageUp, PageDown, F5 and Escape are those of presenter clickers."""

FUNCTION_KEYS = tuple(f"{shift}f{number}" for shift in ("", "shift+") for number in range(1, 13))

SIGNS = {
    "right": "→", "left": "←", "up": "↑", "down": "↓", "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc",
    "insert": "Ins", "delete": "Del", "home": "Home", "end": "End", "space": "space", "enter": "enter",
} | {name: name.title() for name in FUNCTION_KEYS}  # fmt: skip
"""The names of all keys that have no character, and how a person is shown them."""

SPOKEN = {
    ".": "full stop", "!": "exclamation mark", "?": "question mark", "+": "plus", "-": "minus", "=": "equals",
    "<": "less than", ">": "greater than", ",": "comma", ";": "semicolon", ":": "colon", "right": "right arrow",
    "left": "left arrow", "up": "up arrow", "down": "down arrow", "pageup": "page up", "pagedown": "page down",
    "escape": "escape", "space": "space", "enter": "enter",
}  # fmt: skip
"""How keys are named where they are read aloud, since signs are not."""

ANSWERS = frozenset((*"0123456789defklutx", "enter", "escape"))
"""The keys that answer the questions of a session, in which pain and quitting have their keys too."""

ARROWS = frozenset(("up", "down", "left", "right"))
"""Keys that mark rows and turn pages wherever no session runs."""

ROOMY = 80
"""The columns from which on keys and what they do stand in columns of their own."""

IN_QUESTIONS = (Action.PAIN, Action.QUIT)


def as_shown(key: str) -> str:
    """A key as it is shown to a person."""
    return SIGNS.get(key, key)


def as_said(key: str) -> str:
    """A key as it is read aloud."""
    return SPOKEN.get(key, key.replace("+", " ").lower() if len(key) > 1 else key)


class Keymap(Struct, frozen=True):
    """The keys of a session, as built in or as the settings move them."""

    bindings: tuple[KeyBinding, ...] = KEYS
    name: Callable[[str], str] = as_shown
    """How a key is named to a person."""

    def spoken(self) -> Keymap:
        """The same keys, named so that they can be read aloud."""
        return Keymap(self.bindings, as_said)

    def of(self, action: Action) -> KeyBinding:
        """The keys for an action."""
        return next(binding for binding in self.bindings if binding.action is action)

    def first(self, action: Action) -> str:
        """The first key for an action, as it is shown to a person."""
        return self.name(self.of(action).keys[0])

    def action_for(self, pressed: str) -> Action | None:
        """The action for a key on any keyboard, or for a command's name."""
        word = pressed if pressed == " " else pressed.strip().lower()
        by_word = {word: one.action for one in self.bindings for word in one.names}
        by_word |= {key: one.action for one in self.bindings for key in one.keys}
        return by_word.get(word) or by_word.get(meant(word))

    def lines(self, width: int | None = None) -> dict[Action, str]:
        """A line for each action: its keys, then what it does, aligned if `width`, in columns, has room for that."""
        column = max(cells(one.shown) for one in self.bindings)
        column = column if width is None or width >= ROOMY else 0
        return {one.action: f"{one.shown}{' ' * (column - cells(one.shown))} {one.label}" for one in self.bindings}

    def in_words(self) -> tuple[str, ...]:
        """A line for each action, to be read aloud: its keys, then what it does."""
        return tuple(
            f"{', '.join(as_said(key) for key in one.keys if key.strip() and key != '=')}: {one.label}"
            for one in self.bindings
        )

    @property
    def pain(self) -> str:
        """The first two keys for pain, which need no Shift unless they were moved, as they are shown to a person."""
        return " or ".join(self.name(key) for key in self.of(Action.PAIN).keys[:2])

    def moved(self, keys: Mapping[Action, tuple[str, ...]]) -> Keymap:
        """The same with other keys for some actions; the space bar keeps its meaning, since the screen names it."""

        def changed(one: KeyBinding) -> KeyBinding:
            if one.action not in keys:
                return one
            kept = one.keys if one.action is Action.SPACE else ()
            return replace(one, keys=tuple(dict.fromkeys((*kept, *keys[one.action]))))

        return Keymap(tuple(changed(one) for one in self.bindings), self.name)
