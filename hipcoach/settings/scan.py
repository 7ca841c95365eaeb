"""Where keys and values stand in a TOML text, which `tomllib` does not tell.

It reads texts that `tomllib` has already read, so that it need not know what is wrong, and compares what it found
with what `tomllib` did: where the two differ it knows no place at all rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
Span = tuple[int, int]

DEEPEST = 3
"""Names of a path that are looked at; the settings have two."""

_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' r"|'''.*?'''(?:'{0,2})" r'|"(?:\\.|[^"\\])*"' r"|'[^']*'", re.DOTALL
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?")
"""Numbers, true, false, and times, of which one has a blank in it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands, as indexes into the text."""

    key: Span
    value: Span | None = None
    """`None` where the key only leads to others."""


class _Lost(Exception):  # noqa: N818 - never leaves this module
    """The text is not what it was taken for."""


def spots(text: str, data: Mapping[str, Any]) -> dict[Path, Spot]:
    """The places of all keys, given what `tomllib` found in the text; empty where they are not sure."""
    scan = _Scan(text)
    try:
        scan.file()
    except (_Lost, RecursionError):
        return {}
    return scan.found if scan.leaves == set(_leaves(data)) else {}


def _leaves(data: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    """The paths of everything that is no table, as far as paths are looked at."""
    for name, value in data.items():
        path = (*above, name)
        if not isinstance(value, dict) or len(path) == DEEPEST:
            yield path
        else:
            yield from _leaves(value, path)


class _Scan:
    """Goes through a text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Spot] = {}
        self.leaves: set[Path] = set()
        self.lists: set[Path] = set()
        """What stands in these has no path of its own, since there are several of it."""

    def file(self) -> None:
        """Statements to the end."""
        above: Path = ()
        while True:
            self.skip(_GAP)
            if self.at == len(self.text):
                return
            if self.sees("["):
                above = self.header()
            else:
                self.pair(above)

    def header(self) -> Path:
        """`[table]` or `[[table]]`: the path of what follows."""
        several = self.sees("[[")
        self.take("[[" if several else "[")
        path = self.key(())
        self.take("]]" if several else "]")
        if several:
            self.lists.add(path)
            self.leaf(path)
        elif len(path) == DEEPEST:
            self.leaf(path)
        return path

    def pair(self, above: Path) -> None:
        """`key = value`."""
        start = self.at
        path = self.key(above)
        stop = len(self.text[start : self.at].rstrip()) + start
        self.take("=")
        self.skip(_SPACE)
        first = self.at
        table = self.value(path)
        self.found[path] = Spot((start, stop), (first, self.at))
        if not table or len(path) == DEEPEST:
            self.leaf(path)

    def leaf(self, path: Path) -> None:
        """Note the end of a path, unless it lies in a list."""
        if not any(path[:length] in self.lists for length in range(1, len(path))):
            self.leaves.add(path)

    def key(self, above: Path) -> Path:
        """A key with dots in it, up to what follows; every table on its way has a place as well."""
        path = above
        while True:
            self.skip(_SPACE)
            start = self.at
            name = self.name()
            path = (*path, name)[:DEEPEST]
            self.found.setdefault(path, Spot((start, self.at)))
            self.skip(_SPACE)
            if not self.sees("."):
                return path
            self.take(".")

    def name(self) -> str:
        """One name of a key, quoted or bare."""
        if self.sees('"') or self.sees("'"):
            import tomllib

            (name,) = tomllib.loads(f"{self.match(_STRING)} = 0")
            return name
        return self.match(_BARE_KEY)

    def value(self, path: Path) -> bool:
        """Pass a value by; whether it is a table, whose keys are noted."""
        if self.sees("{"):
            self.items("{", "}", path)
            return True
        if self.sees("["):
            self.lists.add(path)
            self.items("[", "]", path)
        else:
            self.match(_STRING if self.sees('"') or self.sees("'") else _BARE_VALUE)
        return False

    def items(self, opens: str, closes: str, path: Path) -> None:
        """What stands between brackets."""
        self.take(opens)
        while True:
            self.skip(_GAP)
            if self.sees(closes):
                break
            if opens == "{":
                self.pair(path)
            else:
                self.value(path)
            self.skip(_GAP)
            if self.sees(","):
                self.take(",")
        self.take(closes)

    def sees(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def take(self, sign: str) -> None:
        if not self.sees(sign):
            raise _Lost
        self.at += len(sign)

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _Lost
        self.at = found.end()
        return found[0]
