"""Converts one value of a settings file; `Wrong` says what is wrong with it, and what to write instead."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Code
from hipcoach.settings.keymap import ANSWERS, FUNCTION_KEYS, IN_QUESTIONS, SIGNS, Action, as_shown
from hipcoach.settings.keys import MANY, SettingKey, SettingKind
from hipcoach.settings.layouts import meant
from hipcoach.text.characters import shown
from hipcoach.text.words import Guess, bare

LONGEST_WORD = 60

SWITCH_WORDS = {"on": True, "off": False}

NAMED = (*(name for name in SIGNS if name not in FUNCTION_KEYS), "f1 to f12", "shift+f1 to shift+f12")
"""The names of keys, as they are listed to a person."""

MEANT_KEYS = {
    "esc": "escape",
    "return": "enter",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "blank": "space",
    "del": "delete",
}
"""Names that people write, without capitals, blanks and hyphens, and the names that they mean."""


class Wrong(Exception):  # noqa: N818 - never leaves this room
    """The value is not one that its key can have."""

    def __init__(self, code: Code, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def value_of(key: SettingKey, value: object, guess: Guess) -> object:
    """Convert a value of the file for a key; `Wrong` if the key cannot have it."""
    match key.kind:
        case SettingKind.SWITCH if isinstance(value, bool):
            return value
        case SettingKind.SWITCH if isinstance(value, str) and value in SWITCH_WORDS:
            return SWITCH_WORDS[value]
        case SettingKind.SWITCH:
            raise Wrong(Code.TYPE, f"`{key.name}` is true or false; not {_told(value)}", f"write `{key.name} = true`")
        case SettingKind.NUMBER:
            return _number(key, value)
        case SettingKind.CHOICE:
            return _choice(key, value, guess)
        case SettingKind.WORD:
            return _word(key, value)
        case SettingKind.KEYS:
            return _keys(key, value, guess)


def _number(key: SettingKey, value: object) -> int:
    """A whole number within the key's bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        digits = str(value).strip().removesuffix("%").strip() if isinstance(value, str) else ""
        usable = digits.isascii() and digits.isdecimal() and len(digits) < 6
        better = str(int(digits)) if usable and key.low <= int(digits) <= key.high else key.default
        message = f"`{key.name}` is a whole number, {key.allowed}; not {_told(value)}"
        raise Wrong(Code.NUMBER, message, f"write for example `{key.name} = {better}`")
    if not key.low <= value <= key.high:
        why = f"{key.limit}: " if key.limit and value > key.high else ""
        help = f"{why}write for example `{key.name} = {key.default}`"
        raise Wrong(Code.RANGE, f"`{key.name}` goes from {key.allowed}; not {_told(value)}", help)
    return value


def _choice(key: SettingKey, value: object, guess: Guess) -> object:
    """The value of one of the key's words."""
    if isinstance(value, str):
        for word, meant in key.choices:
            if value == word:
                return meant
    words = [word for word, _ in key.choices]
    near = guess(value, words) if isinstance(value, str) else None
    example = key.default or key.example
    help = f'did you mean `{key.name} = "{near}"`?' if near else f"write for example `{key.name} = {example}`"
    if len(words) > MANY:
        help += " 'hipcoach settings --example' lists them"
    raise Wrong(Code.CHOICE, f"`{key.name}` is {key.allowed}; not {_told(value)}", help)


def _word(key: SettingKey, value: object) -> str:
    """A name of harmless characters."""
    plain = isinstance(value, str) and value.isascii() and len(value) <= LONGEST_WORD
    if not isinstance(value, str) or not plain or not value or not all(c.isalnum() or c in "._+-" for c in value):
        message = f"`{key.name}` is a name of letters, digits, `.`, `_`, `+` and `-`; not {_told(value)}"
        raise Wrong(Code.TYPE, message, f"write for example `{key.name} = {key.example}`")
    return value


def _keys(key: SettingKey, value: object, guess: Guess) -> tuple[str, ...]:
    """One key of the keyboard or a list of them, each by its character or its name."""
    given = value if isinstance(value, list) else [value]
    if not given:
        raise Wrong(
            Code.TYPE, f"`{key.name}` needs at least one key", f"write for example `{key.name} = {key.default}`"
        )
    return tuple(dict.fromkeys(_one_key(key, one, guess) for one in given))


def _one_key(key: SettingKey, value: object, guess: Guess) -> str:
    if not isinstance(value, str):
        message = f"`{key.name}` is a key or a list of keys, each in quotes; not {_told(value)}"
        raise Wrong(Code.TYPE, message, f"write for example `{key.name} = {key.default}`")
    pressed = "space" if value == " " else meant(value.strip())
    if not (pressed in SIGNS or (len(pressed) == 1 and pressed.isprintable())):
        near = guess(MEANT_KEYS.get(bare(value), value), SIGNS)
        help = f'did you mean `"{near}"`?' if near else f"a key is one character, or one of {', '.join(NAMED)}"
        raise Wrong(Code.CHOICE, f"there is no key {_told(value)}", help)
    if pressed in ANSWERS and Action(key.name) in IN_QUESTIONS:
        message = f"`{as_shown(pressed)}` answers the questions of a session, so it cannot be the key for `{key.name}`"
        raise Wrong(Code.CONFLICT, message, f"write for example `{key.name} = {key.default}`")
    return pressed


def _told(value: object) -> str:
    """A value as a message repeats it."""
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"`{shown(value)}`" if value else "an empty text"
        case int() if abs(value) >= 10**9:
            return "a number as large as that"
        case int() | float():
            return f"`{value}`"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a time"
