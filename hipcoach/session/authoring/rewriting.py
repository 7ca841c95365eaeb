"""Changes the text of a session file in one place and leaves the rest as it was written, comments too.

What comes out is read again before anybody gets it: only a file that says what it is to say is given away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from hipcoach.diagnostics.files import LARGEST, decode, path_shown
from hipcoach.diagnostics.problems import Report, Source, has_error
from hipcoach.session.authoring.own_folder import CannotWrite
from hipcoach.session.keys import OWN_PREFIX
from hipcoach.session.library import Library, Reading
from hipcoach.session.nodes import Listing, Node, Text
from hipcoach.session.nodes import Mapping as Pairs
from hipcoach.session.tree import grow
from hipcoach.text.characters import quoted

_ELSEWHERE = ("hipcoach", "id")
"""Keys of an exercise file that are not repeated where the exercise travels with a session."""


def retitled(library: Library, path: Path, title: str) -> str:
    """The text of a session file with another title; CannotWrite."""
    reading = library.read(path)
    if reading.session is None:
        raise _unusable(reading)
    source, root = _tree(reading)
    old = _value(root, "title")
    assert isinstance(old, Text)
    # A title below its key, after `|` or `>`, takes its line end with it.
    end = "\n" if source.text[old.start : old.end].endswith(("\n", "\r")) else ""
    text = f"{source.text[: old.start]}{quoted(title)}{end}{source.text[old.end :]}"
    again = library.read_text(text, str(path))
    if again.session is None or again.session.exercises != reading.session.exercises:
        raise CannotWrite(f"the title of {path_shown(path)} cannot be changed: {_first(again)}")
    return text


def bundled(library: Library, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """A session's text with the exercises in it that only the person has, and their ids; CannotWrite."""
    if reading.session is None:
        raise _unusable(reading)
    source, root = _tree(reading)
    enclosed = _value(root, "library")
    known = {name.text.strip() for name, _ in enclosed.entries} if isinstance(enclosed, Pairs) else set()
    own: dict[str, Pairs] = {}
    for ident in _used(_value(root, "exercises")):
        file = library.only_own(ident) if ident not in known else None
        if file is not None and file.fields is not None:
            own[ident] = file.fields.node
    text = _with(source, root, enclosed, own) if own else source.text
    if len(text.encode()) > LARGEST:
        raise CannotWrite(f"with {' and '.join(own)} in it, the file is larger than {LARGEST // 1024} KiB")
    again = library.read_text(text, str(reading.path))
    if again.session != reading.session:
        raise CannotWrite(f"{path_shown(reading.path)} cannot be bundled: {_first(again)}")
    return text, tuple(own)


def _tree(reading: Reading) -> tuple[Source, Pairs]:
    """The text of a session that has been read, and its tree."""
    report = Report()
    source = decode(reading.data or b"", str(reading.path), report)
    root = None if source is None else grow(source, report)
    assert source is not None
    assert isinstance(root, Pairs)
    return source, root


def _value(pairs: Pairs, key: str) -> Node | None:
    return next((value for name, value in pairs.entries if name.text == key), None)


def _used(node: Node | None) -> Iterator[str]:
    """The ids behind `use` in a list of exercises, and in the lists within it."""
    for item in node.items if isinstance(node, Listing) else ():
        if isinstance(item, Pairs):
            if isinstance(use := _value(item, "use"), Text):
                yield use.text.strip()
            yield from _used(_value(item, "exercises"))


def _with(source: Source, root: Pairs, enclosed: Node | None, own: Mapping[str, Pairs]) -> str:
    """The text of a file with these exercises under `library`: before those there, or before `exercises`."""
    into = enclosed if isinstance(enclosed, Pairs) else root
    if source.text.startswith("{", into.start):
        inside = ", ".join(f"{json.dumps(ident)}: {_in_braces(node, top=True)}" for ident, node in own.items())
        added = inside if into is enclosed else f'"library": {{{inside}}}'
        at = into.start + 1
        return f"{source.text[:at]}{added}{', ' if into.entries else ''}{source.text[at:]}"
    before = into.entries[0][0] if into is enclosed else next(key for key, _ in root.entries if key.text == "exercises")
    lines = [line for ident, node in own.items() for line in (f"{ident}:", *_indented(_lines(node, top=True)))]
    if into is root:
        lines = ["library:", *_indented(lines)]
    at = source.line_ends(before.start)[0]
    margin = " " * (source.line_at(into.start)[1] - 1)
    end = next((end for end in ("\r\n", "\n", "\r") if end in source.text), "\n")
    return source.text[:at] + "".join(f"{margin}{line}{end}" for line in lines) + source.text[at:]


def _lines(node: Node, *, top: bool = False) -> list[str]:
    """A list or mapping as lines of YAML; `top`: the keys of an exercise."""
    found: list[str] = []
    for name, value in _pairs(node, top=top):
        if isinstance(value, Text):
            found.append(f"{_text(name)}: {_text(value)}")
        elif isinstance(value, Listing | Pairs) and (inner := _lines(value)):
            found += [f"{_text(name)}:", *_indented(inner)]
        else:
            found.append(f"{_text(name)}: {_in_braces(value)}")
    for item in node.items if isinstance(node, Listing) else ():
        first, *rest = [_text(item)] if isinstance(item, Text) else _lines(item) or [_in_braces(item)]
        found += [f"- {first}", *_indented(rest)]
    return found


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _in_braces(node: Node, *, top: bool = False) -> str:
    """A node in braces, brackets and quotes, on one line."""
    match node:
        case Text():
            return _quoted(node.text)
        case Listing():
            return f"[{', '.join(_in_braces(item) for item in node.items)}]"
        case _:
            pairs = ", ".join(f"{_quoted(key.text)}: {_in_braces(value)}" for key, value in _pairs(node, top=top))
            return f"{{{pairs}}}"


def _pairs(node: Node, *, top: bool) -> Iterator[tuple[Text, Node]]:
    for name, value in node.entries if isinstance(node, Pairs) else ():
        if not (top and (name.text in _ELSEWHERE or name.text.startswith(OWN_PREFIX))):
            yield name, value


def _text(node: Text) -> str:
    """A text as it can stand behind a key or a dash: without quotes if it had none and stood on one line."""
    return node.text if node.plain and "\n" not in node.text and node.text else _quoted(node.text)


def _quoted(text: str) -> str:
    # JSON's quotes are YAML's, but for what YAML takes for the end of a line.
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\L").replace("\u2029", "\\P")


def _unusable(reading: Reading) -> CannotWrite:
    return CannotWrite(f"{path_shown(reading.path)} cannot be used as it is: {_first(reading)}")


def _first(reading: Reading) -> str:
    """What is first wrong with a file."""
    wrong = [problem for problem in reading.problems if has_error((problem,))]
    return wrong[0].message if wrong else "it would not say the same any more"
