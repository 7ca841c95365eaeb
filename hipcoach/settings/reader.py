"""Reads the text of a settings file; mistakes are reported, and everything that is right still counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from hipcoach.diagnostics.problems import Code, Problem, Report, Source
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.keymap import Action, KeyBinding, as_shown
from hipcoach.settings.keys import BY_PATH, NEVER_ABOVE, TABLES, SettingKey, SettingsPart, in_list, made
from hipcoach.settings.values import Wrong, value_of
from hipcoach.text.characters import clean, cut
from hipcoach.text.words import Guess

LONGEST_COMPLAINT = 100
"""The most cells shown of a message of `tomllib`, which may repeat a long key of the file."""

KeyPath = tuple[str, ...]
Span = tuple[int, int]

# Patterns are kept as text, and compiled only if something is wrong.
_COMPLAINT = r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)"
_LINE = r"""(?x)[ \t]*+
    (?: \[\[? [ \t]* (?P<table>[A-Za-z0-9_.-]+) [ \t]* \]\]?
    | (?P<key>[A-Za-z0-9_.-]+) [ \t]* = [ \t]*
      (?P<value> "[^"\\]*" | '[^']*' | [^"'\[{#]+? | {[^\[\]{}"'#]*}
      | \[ (?: [^\[\]{}"'#] | "(?!"")[^"\\]*" | '(?!'')[^']*' )* \] )
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
        self.compare_keys()
        return FoundSettings(made(self.values), self.report.problems(), frozenset(self.values), there=True)

    def take(self, path: KeyPath, value: object) -> None:
        """Take in one key of the file."""
        key = BY_PATH.get(path)
        if key is None:
            self.unknown(path, value)
            return
        try:
            self.values[key] = value_of(key, value, self.guess)
        except Wrong as wrong:
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

    def compare_keys(self) -> None:
        """Check that no key of the keyboard stands for two things; otherwise all of them are as built in."""
        moved = {Action(key.name): key for key in self.values if key.part is SettingsPart.KEYS}
        if not moved:
            return
        keymap = made(self.values).keys
        for action, at in moved.items():
            given = self.values[at]
            assert isinstance(given, tuple)
            for pressed in given:
                other = next((one for one in keymap.bindings if one.action is not action and pressed in one.keys), None)
                if other is None:
                    continue
                message = f"`{as_shown(pressed)}` is a key for `{other.action}` already"
                help = f"{_way_out(pressed, other)}; until then all keys are as built in"
                self.problem(Code.CONFLICT, message, at.path, help, at_value=True)
                for key in moved.values():
                    self.values.pop(key)
                return

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


def _way_out(pressed: str, taken: KeyBinding) -> str:
    """How a key can be moved that stands for something else already; nothing moves the space bar."""
    if pressed == "space":
        return "choose another key: the space bar keeps its meaning"
    left = [key for key in taken.keys if key != pressed and key.strip()]
    free = f"`{taken.action} = {in_list(left)}`" if left else f"`{taken.action}` to another key"
    return f"choose another key, or move that one too: {free}"


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
