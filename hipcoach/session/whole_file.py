"""Reads a whole file of whatever kind: by the quick parser, then by the thorough one, and only if it is of its kind."""

from __future__ import annotations

from collections.abc import Callable, Container

from hipcoach.diagnostics.problems import Code, Report, Source
from hipcoach.session.amounts import RefusedError
from hipcoach.session.fields import Fields
from hipcoach.session.keys import SESSION
from hipcoach.session.nodes import Broken, Mapping, Node, Text
from hipcoach.session.part import Part
from hipcoach.session.tree import grow, grow_quickly
from hipcoach.session.values import read_version
from hipcoach.session.walk import Walk
from hipcoach.text.words import Guess

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

_OF_A_SESSION = ("exercises",)
_OF_A_PROGRAMME = ("phases", "programme")


def read_file(source: Source, report: Report, read: Callable[[Walk, Node], T]) -> T | None:
    """What `read` makes of a text; `None` if the text has no tree.

    A text with any problem is read again by the slower parser, so that every place is the one that it tells.
    """
    root = grow_quickly(source)
    if root is not None:
        quick = Report()
        found = read(Walk(source, quick, Guess()), root)
        if not len(quick):
            return found
    root = grow(source, report)
    return None if root is None else read(Walk(source, report, Guess()), root)


def file_fields(walk: Walk, root: Node, part: Part, what: str) -> Fields | None:
    """The keys of a whole file; `None` if there are none, or if the file is of another kind or has another format."""
    if isinstance(root, Broken):
        return None
    if not isinstance(root, Mapping):
        walk.problem(Code.TYPE, f"{what} is made of `key: value` lines", root, "begin with `hipcoach: 1`")
        return None
    key = part.find("hipcoach")
    for name, node in root.entries:
        if key is not None and name.text == key.name and isinstance(node, Text) and not node.nothing:
            try:
                read_version(key, node.text)
            except RefusedError as wrong:
                if wrong.code is Code.VERSION:
                    # In another format the other keys may mean anything.
                    walk.report.clear()
                    walk.problem(wrong.code, wrong.message, node, wrong.help)
                    return None
            break
    if part is SESSION and (first := _first(root, _OF_A_PROGRAMME, _OF_A_SESSION)) is not None:
        help = "it names the sessions to play; `hipcoach programme` shows and begins programmes"
        walk.problem(Code.TYPE, "this is a programme, and no session", first, help)
        return None
    if part.find("phases") is not None and (first := _first(root, _OF_A_SESSION, _OF_A_PROGRAMME)) is not None:
        help = "`hipcoach play` plays it; a programme begins with `programme:` and has `phases:` that name sessions"
        walk.problem(Code.TYPE, "this is a session, and no programme", first, help)
        return None
    return walk.fields(root, part)


def is_programme(source: Source) -> bool:
    """Whether a text, wrong or not, was meant to be a programme."""
    if all(key not in source.text for key in _OF_A_PROGRAMME):
        return False
    root = grow_quickly(source) or grow(source, Report())
    return isinstance(root, Mapping) and _first(root, _OF_A_PROGRAMME, _OF_A_SESSION) is not None


def _first(root: Mapping, these: Container[str], others: Container[str]) -> Text | None:
    """The first of these keys in a file that has none of the others."""
    if any(name.text in others for name, _ in root.entries):
        return None
    return next((name for name, _ in root.entries if name.text in these), None)
