"""Problems of a file, each with its place and its help, and how they are shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from hipcoach.text.characters import cells, clean, clusters, cut, is_certain
from hipcoach.text.columns import words

SHOWN_AT_ONCE = 20
"""The most problems that are shown; the rest is only counted."""
_EXCERPT = 76
_BEFORE = 40


class Code(StrEnum):
    """The kinds of problem, as words that never change."""

    ALIAS = "alias"
    CHOICE = "choice"
    COLON = "colon"
    COMMENT = "comment"
    CONFLICT = "conflict"
    CONTROL_CHAR = "control-char"
    DEPTH = "depth"
    DOCUMENTS = "documents"
    DUPLICATE = "duplicate"
    EMPTY = "empty"
    ENCODING = "encoding"
    ID = "id"
    KEY = "key"
    LONG = "long"
    MISSING = "missing"
    NUMBER = "number"
    RANGE = "range"
    SCRIPT = "script"
    SIZE = "size"
    TAG = "tag"
    TEMPO = "tempo"
    TIME = "time"
    TOML = "toml"
    TYPE = "type"
    UNIT = "unit"
    UNKNOWN_FIGURE = "unknown-figure"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_SESSION = "unknown-session"
    UNKNOWN_USE = "unknown-use"
    URL = "url"
    VERSION = "version"
    YAML = "yaml"


class Severity(StrEnum):
    """Whether a file with the problem can still be used."""

    ERROR = "error"
    WARNING = "warning"


class Place(Struct, frozen=True):
    """A second place that a problem is about, such as the first of two equal keys."""

    file: str
    line: int
    column: int


class Problem(Struct, frozen=True):
    """One thing that is wrong with a file, with everything needed to show it."""

    file: str
    line: int | None
    """Counted from 1; `None` where the whole file is meant."""
    column: int | None
    """In characters, counted from 1."""
    level: Severity
    code: Code
    message: str
    help: str | None = None
    """What to do, as something to type where possible."""
    source: str | None = None
    """The line, ready to be shown: shortened around the place, clean, tabs as spaces."""
    caret: int = 0
    """Terminal cells of `source` in front of the place."""
    width: int = 1
    """Terminal cells that the place takes."""
    also: Place | None = None

    @property
    def where(self) -> str:
        """File, line and column, as editors understand them; only the file if the whole file is meant."""
        return clean(self.file) if self.line is None else f"{clean(self.file)}:{self.line}:{self.column}"

    def as_json(self) -> dict[str, str | int | None]:
        """The problem as JSON, for editors and other programs."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "level": self.level.value,
            "code": self.code.value,
            "message": self.message,
            "help": self.help,
        }

    def render(self, *, colour: bool = False, width: int | None = None) -> str:
        """The problem as lines: place and message, the line with a caret below the place, the help.

        `width` is that of the terminal; `None` for no limit.
        """
        strong = _RED if self.level is Severity.ERROR else _YELLOW
        paint = _painted if colour else _plain
        head = f"{self.where}: {self.level.value}:"
        painted = f"{paint(self.where, _BOLD)}: {paint(self.level.value, strong)}:"
        first, *rest = _in(width, f"{head} {self.message} [{self.code}]", "  ")
        rows = [first.replace(head, painted, 1), *rest]
        number = str(self.line or "")
        gutter = " " * (len(number) + 1) if number else "  "
        if self.source is not None:
            source, caret, mark = self._source_in(None if width is None else width - len(gutter) - 2)
            rows.append(paint(f"{gutter}|", _BLUE))
            rows.append(f"{paint(f'{number} |', _BLUE)} {source}".rstrip())
            rows.append(f"{paint(f'{gutter}|', _BLUE)} {' ' * caret}{paint('^' * mark, strong)}")
        notes = []
        if self.also is not None:
            notes.append(("= also:", f"{clean(self.also.file)}:{self.also.line}:{self.also.column}"))
        if self.help is not None:
            notes.append(("= help:", self.help))
        for label, text in notes:
            first, *rest = _in(width, f"{gutter}{label} {text}", f"{gutter}  ")
            rows += [first.replace(label, paint(label, _BLUE), 1), *rest]
        return "\n".join(rows)

    def _source_in(self, room: int | None) -> tuple[str, int, int]:
        """The line cut to `room` cells around the place, the cells in front of the place, and the place's width."""
        source, caret, mark = self.source or "", self.caret, self.width
        if room is None or cells(source) <= room:
            return source, caret, mark
        signs = list(clusters(source))
        before, gone, at = "", 0, 0
        # Cut from the left until the place gets the width that it needs, up to half of the room.
        while caret - gone > max(1, room - min(mark + 1, room // 2)) - 1:
            gone, at, before = gone + cells(signs[at]), at + 1, "…"
        caret = len(before) + caret - gone
        return cut(before + "".join(signs[at:]), room), caret, max(1, min(mark, room - caret))


def _in(width: int | None, text: str, below: str) -> Iterator[str]:
    return iter((text,)) if width is None else words(text, width, below)


_BOLD, _RED, _YELLOW, _BLUE = "1", "1;31", "1;33", "1;34"


def _painted(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def _plain(text: str, style: str) -> str:
    return text


def has_error(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is an error, so that the file cannot be used."""
    return any(problem.level is Severity.ERROR for problem in problems)


def render(problems: Iterable[Problem], *, colour: bool = False, width: int | None = None) -> str:
    """Problems as one text: the first ones in full, the number of the others; empty if there are none."""
    problems = tuple(problems)
    blocks = [problem.render(colour=colour, width=width) for problem in problems[:SHOWN_AT_ONCE]]
    if (more := len(problems) - SHOWN_AT_ONCE) > 0:
        blocks.append(f"and {more} more")
    return "\n".join(blocks)


class Source:
    """A file's text, with the line and column of every place in it. A place is an index into the text."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self._starts: list[int] = []

    def line_at(self, index: int) -> tuple[int, int]:
        """Line and column of a place, both counted from 1."""
        if not self._starts:
            # Only when they are needed: a file without problems never needs them.
            import re

            self._starts = [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", self.text))]
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line_ends(self, index: int) -> tuple[int, int]:
        """The indices at which the line of a place begins and ends, without its line end."""
        line, column = self.line_at(index)
        last = self._starts[line] if line < len(self._starts) else len(self.text)
        while last > index and self.text[last - 1] in "\r\n":
            last -= 1
        return index - column + 1, last

    def line_from(self, index: int) -> str:
        """The rest of the line after a place."""
        return self.text[index : self.line_ends(index)[1]]

    def line_until(self, index: int) -> str:
        """The beginning of the line up to a place."""
        return self.text[self.line_ends(index)[0] : index]

    def place(self, index: int) -> Place:
        """A place to be named by another problem."""
        return Place(self.name, *self.line_at(index))

    def problem(
        self,
        code: Code,
        message: str,
        span: tuple[int, int] | None = None,
        help: str | None = None,
        *,
        level: Severity = Severity.ERROR,
        also: Place | None = None,
    ) -> Problem:
        """Make a problem at a span of the text, or one of the whole file."""
        if span is None:
            return Problem(self.name, None, None, level, code, message, help, also=also)
        start, end = min(span[0], len(self.text)), span[1]
        line, column = self.line_at(start)
        source, caret, width = self._excerpt(start, end)
        return Problem(self.name, line, column, level, code, message, help, source, caret, width, also)

    def _excerpt(self, start: int, end: int) -> tuple[str, int, int]:
        """The line around a place, ready to be shown, the cells in front of the place, and the place's width."""
        first, last = self.line_ends(start)
        # A line may be as long as the file, so only the part that is shown is looked at.
        left = max(first, start - _BEFORE) if last - first > _EXCERPT else first
        right = min(last, left + _EXCERPT)
        stop = max(start, min(end, right))
        before = _measurable(("…" if left > first else "") + clean(self.text[left:start]))
        marked = clean(self.text[start:stop])
        after = clean(self.text[stop:right]) + ("…" if right < last else "")
        return (before + marked + after).rstrip(), cells(before), max(1, cells(marked))


def _measurable(before: str) -> str:
    """The end of the text in front of a place, as far back as all terminals agree on its width."""
    if is_certain(before):
        return before
    signs = list(clusters(before))
    last = max(number for number, sign in enumerate(signs) if not is_certain(sign))
    return "…" + "".join(signs[last + 1 :])


class Report:
    """The problems found so far in a file, without duplicates."""

    __slots__ = ("_found", "errors")

    def __init__(self) -> None:
        self._found: dict[Problem, int] = {}
        self.errors = 0

    def __len__(self) -> int:
        return len(self._found)

    def add(self, problem: Problem, order: int) -> None:
        """Note a problem; problems are sorted by `order`, usually an index into the text."""
        if problem not in self._found:
            self._found[problem] = order
            self.errors += problem.level is Severity.ERROR

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
        self.errors = 0

    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the file."""
        return tuple(sorted(self._found, key=self._found.__getitem__))
