"""Kinds are closed: whoever tells steps or events apart answers every one of them, and none by leaving it out.

mypy holds the rest: its `exhaustive-match` names every match that a new kind is missing from.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import hipcoach
from hipcoach.engine.events import Event
from hipcoach.engine.steps import Step, Work

PACKAGE = Path(hipcoach.__file__).parent
SETS = {kind.__name__ for kind in get_args(Work)}
KINDS = {kind.__name__ for kind in get_args(Step) + get_args(Event)}


def names(node: ast.AST) -> set[str]:
    """Every name in a piece of code, with or without its module before it."""
    found = (getattr(part, "id", None) or getattr(part, "attr", None) for part in ast.walk(node))
    return {name for name in found if name is not None}


def asked_for_one_kind(tree: ast.AST) -> Iterator[int]:
    """Lines that ask whether a set is of one kind, so that any other kind is taken for the rest."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("isinstance"), args=[_, kinds]) if 0 < len(names(kinds) & SETS) < len(SETS):
                yield node.lineno


def answered_unseen(tree: ast.AST) -> Iterator[int]:
    """Lines at which a match that tells kinds apart has a case for whatever there is."""
    for match in (node for node in ast.walk(tree) if isinstance(node, ast.Match)):
        told = {name for case in match.cases for name in names(case.pattern)}
        for case in match.cases if told & KINDS else ():
            anything = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None
            if anything and not ast.unparse(case.body[0]).startswith("assert_never("):
                yield case.body[0].lineno


@cache
def trees() -> dict[Path, ast.AST]:
    """Every file that names a kind, but for the one that defines those of sets."""
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    named = re.compile(rf"\b({'|'.join(KINDS)})\b")
    del texts[PACKAGE / "engine" / "steps.py"]
    return {path: ast.parse(text) for path, text in texts.items() if named.search(text)}


@pytest.mark.parametrize("rule", [asked_for_one_kind, answered_unseen])
def test_no_kind_is_answered_by_leaving_it_out(rule) -> None:
    assert [f"{path.relative_to(PACKAGE)}:{line}" for path, tree in trees().items() for line in rule(tree)] == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (asked_for_one_kind, "amount = 's' if isinstance(step, Hold) else ''"),
        (asked_for_one_kind, "own = [one for one in plan.steps if isinstance(one, steps.Repetitions | Rest)]"),
        (answered_unseen, "match step:\n case Hold(target=seconds): hold(seconds)\n case _: pass"),
        (answered_unseen, "match event:\n case events.Paused() | Resumed(): stop()\n case other: tell(other)"),
    ],
)
def test_it_would_be_noticed(rule, code: str) -> None:
    assert len(list(rule(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "work = isinstance(step, Work) or isinstance(step, Hold | Timed | Repetitions)",
        "match step:\n case Hold(): hold()\n case Repetitions(): lift()\n case _: assert_never(step)",
        "match text:\n case 'hold': hold()\n case _: pass",
    ],
)
def test_what_answers_every_kind_is_let_through(code: str) -> None:
    tree = ast.parse(code)

    assert [*asked_for_one_kind(tree), *answered_unseen(tree)] == []
