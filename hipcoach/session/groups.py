"""Groups of exercises in a session file: which exercises are in them, what they say for those, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hipcoach.diagnostics.problems import Code, Place, Severity
from hipcoach.session.build import group_id
from hipcoach.session.checks import Checks
from hipcoach.session.fields import Fields
from hipcoach.session.keys import GROUP
from hipcoach.session.model import Order, Range, Sides

_NOT_IN_A_ROUND = {
    "sets": ("a round does one set of it", "write `rounds` beside `group` for how often"),
    "rest": ("between its sets the whole round passes", "write `rest` beside `group`, for between the rounds"),
}
"""The keys that an exercise of a group cannot have, each with the reason and what to write instead."""

_OF_SIDES = ("side", "order", "first")


def members(items: Iterable[Fields]) -> Iterator[tuple[Fields, Fields | None]]:
    """The exercises of a session in order, each with the group that it is in, if any."""
    for item in items:
        if item.part is GROUP:
            for own in item.many("exercises", Fields) or ():
                yield own, item
        else:
            yield item, None


def turns(group: Fields | None) -> bool:
    """Whether a group may do all of it on one side, then all of it on the other."""
    return group is not None and group.get("side", Sides) in (Sides.EACH, Sides.AFFECTED)


def inside(whole: Fields, group: Fields) -> Fields:
    """The keys of an exercise as its group has them: its side for their own, and its time to get ready for none."""
    given = {name: field for name, field in whole.given.items() if name not in _NOT_IN_A_ROUND}
    if "prepare" in group:
        given.setdefault("prepare", group.given["prepare"])
    if "side" in group:
        given["side"] = group.given["side"]
    return Fields(whole.part, whole.source, whole.node, given, whole.meant)


def check(checks: Checks, groups: Iterable[Fields], *, cautions: bool) -> None:
    """Check the groups of a session; with `cautions` also for what has no effect."""
    first: dict[str, Fields] = {}
    for n, group in enumerate(groups, 1):
        _sides(checks, group)
        if "group" in group and (earlier := first.setdefault(group_id(group, n), group)) is not group:
            checks.twice("groups", group_id(group, n), group, earlier)
        for own in group.many("exercises", Fields) or ():
            _exercise(checks, group, own)
        if cautions and "rest" in group and (rounds := group.get("rounds", Range) or Range(1, 1)).high == 1:
            field = group.given["rest"]
            checks.problem(
                Code.CONFLICT,
                f"`rest` is never used: after {rounds.high} round there is none to rest for",
                (field.source, field.node),
                "write more `rounds`, or take it out",
                order=group.node.start,
                level=Severity.WARNING,
            )


def _sides(checks: Checks, group: Fields) -> None:
    """Refuse a first side where the group does not go from one side to the other."""
    side = group.given.get("side")
    if (field := group.given.get("first")) is None:
        return
    if side is not None and (side.value is Sides.EACH or not isinstance(side.value, Sides)):
        return
    here = "the group has no `side`" if side is None else f"its `side` is `{side.value}`"
    checks.problem(
        Code.CONFLICT,
        f"`first` says on which side a group begins that is done on each in turn; {here}",
        (field.source, field.key),
        "write `side: each` beside `group`, or take `first` out",
        order=group.node.start,
        also=None if side is None else side.source.place(side.key.start),
    )


def _exercise(checks: Checks, group: Fields, own: Fields) -> None:
    """Refuse the keys of an exercise that only its group can have."""
    for name, (reason, instead) in _NOT_IN_A_ROUND.items():
        if (field := own.given.get(name)) is not None:
            checks.problem(
                Code.CONFLICT,
                f"an exercise of a group has no `{name}`: {reason}",
                (field.source, field.key),
                f"take it out, or {instead}",
                order=own.node.start,
                also=_place(group),
            )
    if (side := group.given.get("side")) is not None:
        for name in _OF_SIDES:
            if (field := own.given.get(name)) is not None:
                checks.problem(
                    Code.CONFLICT,
                    f"`{name}` stands in the exercise, but its group says `side` for all of them",
                    (field.source, field.key),
                    f"take `{name}` out here, or `side` out of the group",
                    order=own.node.start,
                    also=side.source.place(side.key.start),
                )
    elif isinstance(order := own.get("order", Order), Order) and order in (
        Order.SWAP_EACH_SET,
        Order.ONE_SIDE_THEN_OTHER,
    ):
        field = own.given["order"]
        checks.problem(
            Code.CONFLICT,
            "`order` is never used: in a round of a group each side has one set",
            (field.source, field.node),
            "take it out; for all exercises on one side, then on the other, write `side: each` beside `group`",
            order=own.node.start,
            level=Severity.WARNING,
        )


def _place(group: Fields) -> Place | None:
    field = group.given.get("group")
    return None if field is None else field.source.place(field.key.start)
