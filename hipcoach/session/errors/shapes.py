"""Help for a part of a file that has the wrong shape. Imported only when one has."""

from __future__ import annotations

import re

from hipcoach.diagnostics.problems import Source
from hipcoach.session.errors.values import joined
from hipcoach.session.nodes import Listing, Mapping, Node, Text
from hipcoach.session.part import Key, KeyKind
from hipcoach.session.values import is_id
from hipcoach.text.characters import one_line, quoted

_BULLET = re.compile(r"[-–—•‣◦·*]|\d+[.)]")
_TEXTS = (KeyKind.LINE, KeyKind.TEXT, KeyKind.TEXTS, KeyKind.CUES)


def no_list(source: Source, key: Key, node: Node) -> str:
    """The help for something that should be a list."""
    if isinstance(node, Text):
        if node.plain and (_BULLET.match(node.text) or "\n" in source.text[node.start : node.end]):
            return "begin each item on a line of its own with `- `, a hyphen and a space"
        return f"write `{key.name}: [{quoted(one_line(node.text))}]`" if key.kind is KeyKind.CUES else _example(key)
    if key.kind is KeyKind.CHANGES:
        changes = _changes(_pairs(node))
        return f"write `{key.name}: [{changes}]`, without a blank behind the colon" if changes else _example(key)
    braces = source.text.startswith("{", node.start)
    return _example(key) if braces or _holds_no_part(key, node) else "start each item with `- `"


def no_text(source: Source, key: Key, node: Node, *, item: bool) -> tuple[str, str]:
    """The message and the help for a list or mapping in place of a text."""
    wanted = f"each item of `{key.name}` is one text" if item else f"`{key.name}` wants one value"
    if isinstance(node, Listing):
        words = [each.text for each in node.items if isinstance(each, Text)]
        fix = joined(key, words, ()) if len(words) == len(node.items) else None
        if source.text.startswith("[", node.start) and key.kind in _TEXTS:
            fix = f"put the whole text in quotes: {quoted(source.line_from(node.start))}"
        if item:
            fix = "take the inner list out, and let its items be items of the outer one"
        return f"{wanted}; this is a list", fix or _example(key)
    pairs = _pairs(node)
    fix = joined(key, (), pairs) if not item else None
    if key.kind is KeyKind.CHANGES and (changes := _changes(pairs)):
        fix = f"write `{changes}`, without a blank behind the colon"
    if not source.text.startswith("{", node.start):
        return f"{wanted}; this is `key: value` lines", fix or _example(key)
    if key.kind in _TEXTS:
        fix = f"put the whole text in quotes: {quoted(source.line_from(node.start))}"
    return f"{wanted}; this is braces, which YAML takes for `key: value`", fix or _example(key)


def _pairs(node: Node) -> list[tuple[str, str]]:
    """The keys of a mapping and their values, where those are texts."""
    if not isinstance(node, Mapping):
        return []
    return [(name.text, value.text) for name, value in node.entries if isinstance(value, Text)]


def _changes(pairs: list[tuple[str, str]]) -> str:
    """The modifications that were written with a blank behind the colon; empty if it was something else."""
    ids = all(is_id(word) for pair in pairs for word in pair)
    return ", ".join(":".join(pair) for pair in pairs) if ids else ""


def _holds_no_part(key: Key, node: Node) -> bool:
    """Whether a mapping in place of a list of parts has words that are no keys of them, and that cannot be names."""
    if key.part is None or not isinstance(node, Mapping):
        return False
    named = key.part.find("name") is not None
    return all(
        key.part.find(name.text) is None and (isinstance(value, Text) or not named) for name, value in node.entries
    )


def _example(key: Key) -> str:
    one = key.kind not in (KeyKind.CUES, KeyKind.PARTS, KeyKind.PARTS_BY_ID)
    return f"write for example `{key.name}: {key.example.strip('[]') if one else key.example}`"
