"""Checks that keys of sides, loads and times a week go with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.build import modifications
from hipcoach.session.checks import Checks
from hipcoach.session.fields import Field, Fields
from hipcoach.session.loads import Mass, mass_of
from hipcoach.session.model import EVERY_DAY, Cue, Order, Range, Sides
from hipcoach.text.languages import ENGLISH, SIDE_WORDS, base


def sides_and_loads(checks: Checks, own: Fields, whole: Fields, *, alone: bool = False) -> None:
    """Check an exercise: `own` has this file's keys, `whole` the library's too.

    `alone`: it is one of a library, and the load that it leaves open may be said where it is used.
    """
    _alternate(checks, own, whole)
    _load_step(checks, own, whole, alone=alone)
    for part in modifications(whole):
        _load_step(checks, part, part.over(whole), alone=alone)


def _alternate(checks: Checks, own: Fields, whole: Fields) -> None:
    """Check that sides that alternate with each repetition have repetitions, and are both meant."""
    order = whole.given.get("order")
    # That `order` needs `side: each` is told, whatever it says, where the sides are checked.
    if order is None or order.value is not Order.ALTERNATE or whole.get("side", Sides) is not Sides.EACH:
        return
    if "reps" not in whole:
        message = "`order: alternate` changes sides with each repetition; here there are none"
        _problem(checks, own, order, message, "give `reps`, or write `order: swap_each_set`")
        return
    for name in ("switch", "switch_cue"):
        if (field := own.given.get(name)) is not None:
            _problem(
                checks,
                own,
                field,
                f"`{name}` is never used: with `order: alternate` each repetition changes sides by itself",
                "take it out, or write `order: swap_each_set`; from session to session it is `first: alternate`",
                Severity.WARNING,
            )


def _load_step(checks: Checks, part: Fields, whole: Fields, *, alone: bool) -> None:
    """Check that a step of the load has a load in the same unit; `whole` has what `part` leaves to the exercise too."""
    step, load = whole.get("load_step", Mass), whole.get("load", str)
    given, weight = "load" in whole, mass_of(load)
    field = part.given.get("load_step")
    if step is None or (given and load is None):
        return
    if weight is None and field is not None and (given or not alone):
        is_no_number = f"`{load}` is no number" if given else "there is no `load`"
        message = f"`load_step` makes a load heavier; {is_no_number}"
        _problem(checks, part, field, message, "write for example `load: 2 kg`")
    field = field or part.given.get("load")
    if weight is not None and weight.unit is not step.unit and field is not None:
        message = f"`load_step` is in {step.unit}, `load` in {weight.unit}"
        help = f"write both in the same unit, for example `load_step: 1 {weight.unit}`"
        _problem(checks, part, field, message, help)


def in_another_language(checks: Checks, fields: Fields, speaks: Callable[[str], bool]) -> bool:
    """Whether a session's texts are not English; warns if no voice of this machine speaks them."""
    language, field = fields.get("language", str), fields.given.get("language")
    if language is None or field is None or base(language) == ENGLISH:
        return False
    if not speaks(language):
        checks.problem(
            Code.SCRIPT,
            f"no voice of this machine speaks `{language}`, so the texts of this file are only shown",
            (field.source, field.node),
            "with espeak-ng (on macOS, with a voice of the system) they are spoken; whoever looks needs nothing else",
            order=field.node.start,
            level=Severity.WARNING,
        )
    return True


def sides_in_language(checks: Checks, fields: Fields, exercises: Iterable[Fields]) -> None:
    """Warn once where a text names the side in a language of which we have no word for it."""
    language = fields.get("language", str)
    field = fields.given.get("language")
    if language is None or field is None or base(language) in SIDE_WORDS:
        return
    parts = (part for whole in exercises for part in (whole, *modifications(whole)))
    for given in (given for part in parts for given in part.given.values()):
        if given.source is checks.source and _names_a_side(given.value):
            checks.problem(
                Code.SCRIPT,
                f"`{{side}}` has no word in `{language}` here, so it becomes left or right",
                (given.source, given.node),
                "write exercises of one side with `side: left` or `side: right`, and the word in the text",
                order=given.node.start,
                level=Severity.WARNING,
            )
            return


def _names_a_side(value: object) -> bool:
    """Whether a text, or one of several, stands for the side that works or for the other one."""
    match value:
        case str():
            return "{side}" in value or "{other}" in value
        case Cue(say=say):
            return _names_a_side(say)
        case tuple():
            return any(map(_names_a_side, value))
        case Fields():
            return any(_names_a_side(field.value) for field in value.given.values())
        case _:
            return False


def times_a_week(checks: Checks, fields: Fields) -> None:
    """Check that no week has more days than it has."""
    field, days = fields.given.get("per_week"), fields.get("per_week", Range)
    if "per_day" not in fields or field is None or days is None or days.high <= EVERY_DAY:
        return
    checks.problem(
        Code.RANGE,
        f"with `per_day`, `per_week` counts days, of which a week has {EVERY_DAY}",
        (field.source, field.node),
        f"write `per_week: {EVERY_DAY}`, or take `per_day` out",
        order=field.node.start,
    )


def _problem(
    checks: Checks, own: Fields, field: Field, message: str, help: str, level: Severity = Severity.ERROR
) -> None:
    where = (field.source, field.node)
    checks.problem(Code.CONFLICT, message, where, help, order=own.node.start, level=level)
