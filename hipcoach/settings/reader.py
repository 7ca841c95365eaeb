"""Reads the text of a settings file; whatever is wrong with it, what is right in it holds, and nothing stops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipcoach.session.characters import shown
from hipcoach.session.problems import Code, Report, Source
from hipcoach.session.words import Guess
from hipcoach.settings.found import Found
from hipcoach.settings.keys import BY_PATH, MANY, NEVER_ABOVE, TABLES, Key, Kind, made
from hipcoach.settings.scan import Spot, spots

LONGEST_WORD = 60


def read_text(text: str, name: str = "config.toml") -> Found:
    """The settings in a text, as if it stood in a file of this name."""
    import tomllib

    source = Source(name, text.replace("\r\n", "\n"))
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        from hipcoach.settings.syntax import explain

        return Found(problems=(explain(str(error), source),), there=True)
    except (RecursionError, ValueError):
        # Brackets by the thousand, or a number of thousands of digits.
        problem = source.problem(Code.TOML, "this is nothing that settings need", (0, 1), "begin the file anew")
        return Found(problems=(problem,), there=True)
    return _Reader(source, data).found()


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """A value that its key cannot have."""

    def __init__(self, code: Code, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


class _Reader:
    """Takes what the table of keys knows out of a file's data, and notes what is wrong with the rest."""

    def __init__(self, source: Source, data: Mapping[str, Any]) -> None:
        self.source = source
        self.data = data
        self.report = Report()
        self.values: dict[Key, object] = {}
        self.guess = Guess()
        self._spots: dict[tuple[str, ...], Spot] | None = None

    def found(self) -> Found:
        """What the file says."""
        for name, value in self.data.items():
            if name in TABLES and isinstance(value, dict):
                for inner, each in value.items():
                    self.take((name, inner), each)
            else:
                self.take((name,), value)
        self.compare()
        return Found(made(self.values), self.report.problems(), frozenset(self.values), there=True)

    def take(self, path: tuple[str, ...], value: object) -> None:
        """One key of the file."""
        key = BY_PATH.get(path)
        if key is None:
            self.unknown(path, value)
            return
        try:
            self.values[key] = _value(key, value, self.guess)
        except _Wrong as wrong:
            self.problem(wrong.code, wrong.message, path, wrong.help, at_value=True)

    def unknown(self, path: tuple[str, ...], value: object) -> None:
        """Note a key that is none."""
        from hipcoach.settings.unknown import why_unknown

        message, help, code = why_unknown(path, isinstance(value, dict), self.guess)
        self.problem(code, message, path, help)

    def compare(self) -> None:
        """See that what belongs together fits; what does not is as built in."""
        for lower, upper in NEVER_ABOVE:
            together = made(self.values)
            least, most = lower.of(together), upper.of(together)
            assert isinstance(least, int)
            assert isinstance(most, int)
            if least <= most:
                continue
            given = lower if lower in self.values else upper
            message = f"`{lower.name}` is {least}, which is above `{upper.name}`: {most}"
            help = f"make `{lower.name}` smaller or `{upper.name}` larger; both are as built in until then"
            self.problem(Code.RANGE, message, given.path, help, at_value=True)
            self.values.pop(lower, None)
            self.values.pop(upper, None)

    def problem(self, code: Code, message: str, path: tuple[str, ...], help: str, *, at_value: bool = False) -> None:
        """Note a problem where a key or its value stands; at the top of the file where that is not known for sure."""
        if self._spots is None:
            self._spots = spots(self.source.text, self.data)
        spot = self._spots.get(path)
        span = (0, 1) if spot is None else spot.value if at_value and spot.value else spot.key
        self.report.add(self.source.problem(code, message, span, help), span[0])


def _value(key: Key, value: object, guess: Guess) -> object:
    """What a key means by a value of the file."""
    match key.kind:
        case Kind.SWITCH if isinstance(value, bool):
            return value
        case Kind.SWITCH:
            raise _Wrong(Code.TYPE, f"`{key.name}` is true or false; not {_told(value)}", f"write `{key.name} = true`")
        case Kind.NUMBER:
            return _number(key, value)
        case Kind.CHOICE:
            return _choice(key, value, guess)
        case Kind.WORD:
            return _word(key, value)


def _number(key: Key, value: object) -> int:
    """A whole number within the key's bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        digits = str(value).strip().removesuffix("%").strip() if isinstance(value, str) else ""
        usable = digits.isascii() and digits.isdecimal() and len(digits) < 6
        better = str(int(digits)) if usable and key.low <= int(digits) <= key.high else key.default
        message = f"`{key.name}` is a whole number, {key.allowed}; not {_told(value)}"
        raise _Wrong(Code.NUMBER, message, f"write for example `{key.name} = {better}`")
    if not key.low <= value <= key.high:
        help = f"write for example `{key.name} = {key.default}`"
        raise _Wrong(Code.RANGE, f"`{key.name}` goes from {key.allowed}; not {_told(value)}", help)
    return value


def _choice(key: Key, value: object, guess: Guess) -> object:
    """What one of the key's words stands for."""
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


def _word(key: Key, value: object) -> str:
    """A name, harmless wherever it is shown."""
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
