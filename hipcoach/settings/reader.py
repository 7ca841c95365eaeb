"""Reads the text of a settings file; mistakes are reported, and everything that is right still counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from hipcoach.diagnostics.problems import Code, Problem, Report, Source
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.keys import BY_PATH, MANY, NEVER_ABOVE, TABLES, SettingKey, SettingKind, made
from hipcoach.text.characters import clean, cut, shown
from hipcoach.text.words import Guess

LONGEST_WORD = 60
LONGEST_COMPLAINT = 100
"""The most cells shown of a message of `tomllib`, which may repeat a long key of the file."""

KeyPath = tuple[str, ...]
Span = tuple[int, int]

# Patterns are kept as text, and compiled only if something is wrong.
_COMPLAINT = r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)"
_LINE = r"""(?x)[ \t]*+
    (?: \[\[? [ \t]* (?P<table>[A-Za-z0-9_.-]+) [ \t]* \]\]?
    | (?P<key>[A-Za-z0-9_.-]+) [ \t]* = [ \t]*
      (?P<value> "[^"\\]*" | '[^']*' | [\[{][^\[\]{}"'#]*[\]}] | [^"'\[{#]+? )
    )? [ \t]* (?:\#.*)?"""
"""A line of TOML that is complete by itself: a table or one bare key with a simple value."""


def read_text(text: str, name: str = "config.toml") -> FoundSettings:
    """The settings in a text, as if it were in a file of this name."""
    import tomllib

    source = Source(name, text.replace("\r\n", "\n"))
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return FoundSettings(problems=(_no_toml(str(error), source),), there=True)
    except (RecursionError, ValueError):
        # Caused by thousands of nested brackets, or by a number with thousands of digits.
        problem = source.problem(Code.TOML, "no setting needs anything like this", None, "start the file again")
        return FoundSettings(problems=(problem,), there=True)
    return _Reader(source, data).found()


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """The value is not one that its key can have."""

    def __init__(self, code: Code, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


class _Reader:
    """Takes the known keys out of a file's data, and notes problems with the rest."""

    def __init__(self, source: Source, data: Mapping[str, Any]) -> None:
        self.source = source
        self.data = data
        self.report = Report()
        self.values: dict[SettingKey, object] = {}
        self.guess = Guess()

    @cached_property
    def places(self) -> dict[KeyPath, tuple[Span, Span]]:
        """The spans of keys and their values in the text."""
        return _places(self.source.text)

    def found(self) -> FoundSettings:
        """The result of the reading."""
        for name, value in self.data.items():
            if name in TABLES and isinstance(value, dict):
                for inner, each in value.items():
                    self.take((name, inner), each)
            else:
                self.take((name,), value)
        self.compare()
        return FoundSettings(made(self.values), self.report.problems(), frozenset(self.values), there=True)

    def take(self, path: KeyPath, value: object) -> None:
        """Take in one key of the file."""
        key = BY_PATH.get(path)
        if key is None:
            self.unknown(path, value)
            return
        try:
            self.values[key] = _value(key, value, self.guess)
        except _Wrong as wrong:
            self.problem(wrong.code, wrong.message, path, wrong.help, at_value=True)

    def unknown(self, path: KeyPath, value: object) -> None:
        """Note an unknown key."""
        from hipcoach.settings.unknown import why_unknown

        message, help, code = why_unknown(path, isinstance(value, dict), self.guess)
        self.problem(code, message, path, help)

    def compare(self) -> None:
        """Check the keys that depend on each other; those that do not fit get their built-in values."""
        for lower, upper in NEVER_ABOVE:
            together = made(self.values)
            least, most = lower.of(together), upper.of(together)
            assert isinstance(least, int)
            assert isinstance(most, int)
            if least <= most:
                continue
            given = lower if lower in self.values else upper
            message = f"`{lower.name}` is {least}, which is above `{upper.name}`: {most}"
            help = f"make `{lower.name}` smaller or `{upper.name}` larger; until then both keep their defaults"
            self.problem(Code.RANGE, message, given.path, help, at_value=True)
            self.values.pop(lower, None)
            self.values.pop(upper, None)

    def problem(self, code: Code, message: str, path: KeyPath, help: str, *, at_value: bool = False) -> None:
        """Note a problem at a key or its value; if the place is not known, without a place and after the others."""
        place = self.places.get(path)
        span = place[at_value] if place else None
        self.report.add(self.source.problem(code, message, span, help), span[0] if span else len(self.source.text))


def _no_toml(complaint: str, source: Source) -> Problem:
    """The problem for a text that is not TOML, with the message and the place that `tomllib` gives."""
    what, at = complaint, None
    if match := re.fullmatch(_COMPLAINT, complaint, re.DOTALL):
        what, line, column = match.groups()
        above = source.text.split("\n")[: int(line) - 1] if line else ()
        at = sum(len(each) + 1 for each in above) + int(column) - 1 if line else len(source.text.rstrip())
    message = f"this is not valid TOML: {cut(clean(what[:1].lower() + what[1:]), LONGEST_COMPLAINT)}"
    help = (
        "a line is `key = value`, words in quotes, numbers, true and false without: compare it with "
        "`hipcoach settings --example`; until then the whole file is ignored"
    )
    return source.problem(Code.TOML, message, None if at is None else (at, at + 1), help)


def _places(text: str) -> dict[KeyPath, tuple[Span, Span]]:
    """The spans of keys and their values in valid TOML, up to the first line that may continue on the next one."""
    places: dict[KeyPath, tuple[Span, Span]] = {}
    plain_line = re.compile(_LINE)
    table: KeyPath = ()
    start = 0
    for end in re.finditer(r"\n|\Z", text):
        match = plain_line.fullmatch(text, start, end.start())
        if match is None:
            break
        if match["table"]:
            table = tuple(match["table"].split("."))
            places[table] = match.span("table"), match.span("table")
        elif match["key"]:
            places[(*table, *match["key"].split("."))] = match.span("key"), match.span("value")
        start = end.end()
    return places


def _value(key: SettingKey, value: object, guess: Guess) -> object:
    """Convert a value of the file for a key; `_Wrong` if the key cannot have it."""
    match key.kind:
        case SettingKind.SWITCH if isinstance(value, bool):
            return value
        case SettingKind.SWITCH:
            raise _Wrong(Code.TYPE, f"`{key.name}` is true or false; not {_told(value)}", f"write `{key.name} = true`")
        case SettingKind.NUMBER:
            return _number(key, value)
        case SettingKind.CHOICE:
            return _choice(key, value, guess)
        case SettingKind.WORD:
            return _word(key, value)


def _number(key: SettingKey, value: object) -> int:
    """A whole number within the key's bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        digits = str(value).strip().removesuffix("%").strip() if isinstance(value, str) else ""
        usable = digits.isascii() and digits.isdecimal() and len(digits) < 6
        better = str(int(digits)) if usable and key.low <= int(digits) <= key.high else key.default
        message = f"`{key.name}` is a whole number, {key.allowed}; not {_told(value)}"
        raise _Wrong(Code.NUMBER, message, f"write for example `{key.name} = {better}`")
    if not key.low <= value <= key.high:
        why = f"{key.limit}: " if key.limit and value > key.high else ""
        help = f"{why}write for example `{key.name} = {key.default}`"
        raise _Wrong(Code.RANGE, f"`{key.name}` goes from {key.allowed}; not {_told(value)}", help)
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
    raise _Wrong(Code.CHOICE, f"`{key.name}` is {key.allowed}; not {_told(value)}", help)


def _word(key: SettingKey, value: object) -> str:
    """A name of harmless characters."""
    plain = isinstance(value, str) and value.isascii() and len(value) <= LONGEST_WORD
    if not isinstance(value, str) or not plain or not value or not all(c.isalnum() or c in "._+-" for c in value):
        message = f"`{key.name}` is a name of letters, digits, `.`, `_`, `+` and `-`; not {_told(value)}"
        raise _Wrong(Code.TYPE, message, f"write for example `{key.name} = {key.example}`")
    return value


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
