"""Exercises that travel with a session file, under `library`: what is told of them, and how others differ from them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.checks import Checks
from hipcoach.session.fields import Fields
from hipcoach.session.keys import OWN_PREFIX
from hipcoach.session.nodes import Listing, Mapping, Node, Text
from hipcoach.session.values import LONGEST_ID
from hipcoach.text.characters import one_line

OnlyOwn = Callable[[str], bool]
"""Says whether nobody else has the exercise of an id."""

_NOT_SAID = ("hipcoach", "id", "notes")
"""Keys that say nothing about how an exercise is done."""

_DIGITS = 6
"""The digits that tell exercises of one id apart in the log: a clash of two is less likely than one in a million."""


def not_used(checks: Checks, session: Fields, exercises: Iterable[Fields]) -> None:
    """Warn of exercises that travel with a session although none of its `exercises` uses them."""
    used = {_used(own) for own in exercises}
    for name, _ in session.get("library", tuple) or ():
        if (ident := name.text.strip()) not in used:
            _warn(checks, name, f"`{ident}` is never shown or used", f"write `use: {ident}`, or take it out")


def not_sent(checks: Checks, exercises: Iterable[Fields], enclosed: Container[str], only_own: OnlyOwn) -> None:
    """Warn once of each exercise that somebody else who gets the file does not have."""
    told: set[str] = set()
    for own in exercises:
        ident = _used(own)
        if ident is None or ident in enclosed or ident in told or not only_own(ident):
            continue
        told.add(ident)
        message = f"`{ident}` is an exercise of your own: whoever else gets this file does not have it"
        _warn(
            checks, own.given["use"].node, message, "`hipcoach bundle` with this file's name writes one with it in it"
        )


def _used(own: Fields) -> str | None:
    """The id that an exercise writes behind `use`."""
    field = own.given.get("use")
    return field.node.text.strip() if field is not None and isinstance(field.node, Text) else None


def _warn(checks: Checks, node: Node, message: str, help: str) -> None:
    checks.problem(Code.CONFLICT, message, (checks.source, node), help, order=node.start, level=Severity.WARNING)


def same(one: Fields, other: Fields) -> bool:
    """Whether two exercises say the same, whatever the order of their keys."""
    return _said(one.node) == _said(other.node)


def apart(ident: str, exercise: Fields) -> str:
    """An id of its own for an exercise whose id stands for another one; the same for the same exercise in any file."""
    from hipcoach.hashing import sha256

    digits = sha256(repr(_said(exercise.node)).encode())[:_DIGITS]
    return f"{ident[: LONGEST_ID - _DIGITS - 1].rstrip('-')}-{digits}"


def _said(node: Node, without: tuple[str, ...] = _NOT_SAID) -> object:
    """All that stands below a node, whatever the order of keys and the kind of quotes."""
    match node:
        case Text():
            return one_line(node.text)
        case Listing():
            return [_said(item, ()) for item in node.items]
        case Mapping():
            said = [
                (name.text, _said(value, ()))
                for name, value in node.entries
                if name.text not in without and not name.text.startswith(OWN_PREFIX)
            ]
            # A key that is given twice may have values that cannot be compared.
            return sorted(said, key=lambda pair: pair[0])
        case _:
            return None
