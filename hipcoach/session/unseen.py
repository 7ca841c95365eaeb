"""Warns of what a file says and nobody would ever see or hear."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.build import amounts, modifications
from hipcoach.session.checks import Checks, shortest
from hipcoach.session.fields import Field, Fields
from hipcoach.session.groups import turns
from hipcoach.session.model import BUILT_IN_TEMPO, Order, Range, Sides, Tempo, sets_of

TIME_FOR_SIDE = 2
"""The fewest seconds without a tone in which a side can be said."""

HOLD_FOR_SIDE = 5
"""The fewest seconds of a hold at whose end the next side can be said, before three, two, one."""


def without_effect(checks: Checks, whole: Fields, group: Fields | None) -> None:
    """Warn of keys without effect in an exercise of a session and its modifications, in a group if it is in one."""
    parts = tuple(_parts(whole))
    pointless = _pointless(whole, parts) if group is None else _pointless_in_a_group(whole, parts, group)
    for name, reason, help in pointless:
        for part in parts:
            if (field := part.given.get(name)) is not None:
                _warn(checks, whole, field, f"`{name}` is never shown or used: {reason}", help)


def side_not_said(checks: Checks, defaults: Fields | None, own: Fields, whole: Fields) -> None:
    """Warn of a change of sides too short to say the new side, after a set in which that cannot be said either."""
    field = whole.given.get("switch") or (defaults and defaults.given.get("switch"))
    in_turn = whole.get("order", Order) is Order.ALTERNATE
    sides = whole.get("side", Sides)
    if sides not in (Sides.EACH, Sides.AFFECTED) or in_turn or not isinstance(field, Field):
        return
    switch = field.value
    if not isinstance(switch, int) or switch >= TIME_FOR_SIDE or _has_room_for_side(whole, switch):
        return
    message = f"changing sides in {switch} s leaves no time to say which comes, and neither does the set before"
    where, help = (field.source, field.node), "write for example `switch: 10 s`"
    checks.problem(Code.RANGE, message, where, help, order=own.node.start, level=Severity.WARNING)


def _has_room_for_side(whole: Fields, switch: int) -> bool:
    """Whether a new side can be said at the end of a set, or in place of the last ticks before a change in no time."""
    reps, tempo = amounts(whole, "reps"), whole.get("tempo", Tempo)
    hold = amounts(whole, "hold") or amounts(whole, "time")
    if reps is None:
        return hold is None or shortest(hold) >= (HOLD_FOR_SIDE if switch else TIME_FOR_SIDE)
    phases = (BUILT_IN_TEMPO if tempo is None or tempo.own else tempo).phases
    return max((*(phase.seconds for phase in phases), shortest(hold) if hold else 0)) >= TIME_FOR_SIDE


def _parts(whole: Fields) -> Iterator[Fields]:
    """The exercise, its modifications, and what those say instead."""
    for part in (whole, *modifications(whole)):
        yield part
        if (instead := part.get("instead", Fields)) is not None:
            yield instead


def _pointless(whole: Fields, parts: Collection[Fields]) -> Iterator[tuple[str, str, str]]:
    """The keys without effect in this exercise, each with the reason and what to write instead."""
    yield from _anywhere(whole, parts)
    sets = [part.get("sets", Range) for part in parts if "sets" in part] or [Range(1, 1)]
    listed = [amounts(part, name) for part in parts for name in ("reps", "hold", "time")]
    if all(each is not None and sets_of(each, *listed).high == 1 for each in sets):
        yield "rest", "a single set is followed by no rest", "write more `sets`, or take it out"


def _pointless_in_a_group(whole: Fields, parts: Collection[Fields], group: Fields) -> Iterator[tuple[str, str, str]]:
    """The same in an exercise of a group."""
    yield from _anywhere(whole, parts)
    yield "sets", "in a group a round does one set of it", "take it out"
    yield "rest", "in a group the rest comes between the rounds", "take it out"
    if turns(group):
        side = group.get("side", Sides)
        reason = f"in a group with `side: {side}` the sides change while one gets ready for its first exercise"
        yield "switch", reason, "take it out, and write `prepare`"
        yield "switch_cue", reason, "take it out, and write `setup`"


def _anywhere(whole: Fields, parts: Collection[Fields]) -> Iterator[tuple[str, str, str]]:
    side = whole.get("side", Sides)
    if "side" not in whole or side in (Sides.LEFT, Sides.RIGHT, Sides.NONE):
        reason, help = f"with `side: {side or Sides.NONE}` nobody changes sides", "write `side: each`, or take it out"
        yield "switch", reason, help
        yield "switch_cue", reason, help
    if not any("reps" in part for part in parts):
        yield "tempo", "there are no repetitions", "write `reps` too, or take it out"


def _warn(checks: Checks, whole: Fields, field: Field, message: str, help: str) -> None:
    """Warn at a key of the file that is checked; what a library says is its own file's matter."""
    if field.source is checks.source:
        where = (field.source, field.node)
        checks.problem(Code.CONFLICT, message, where, help, order=whole.node.start, level=Severity.WARNING)
