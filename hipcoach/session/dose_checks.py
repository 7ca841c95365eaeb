"""Checks between the keys of a dose: together they have to say one thing of a set.

A modification is checked with what its exercise says, since that is how it is done.
"""

from __future__ import annotations

from msgspec import Struct

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.amounts import known
from hipcoach.session.build import amounts, modifications
from hipcoach.session.checks import Checks
from hipcoach.session.fields import Field, Fields
from hipcoach.session.model import Range, SetBySet, Tempo
from hipcoach.session.nodes import Listing, Text
from hipcoach.text.counts import counted

_UNTIMED = ("reps", "hold", "tempo")
"""The keys that say nothing of timed work."""


class Fault(Struct, frozen=True):
    """What is wrong with a dose."""

    code: Code
    message: str
    help: str
    at: tuple[str, ...]
    """Keys: it is placed at the first of these that stands in the part that is checked."""
    level: Severity = Severity.ERROR
    value: bool = False
    """Whether the value is marked rather than the key."""


def doses(checks: Checks, own: Fields, whole: Fields, rounds: Range | None = None) -> None:
    """Check the dose of an exercise, of which `own` has this file's keys, and the doses of its modifications.

    `rounds`: those of its group, if it is in one.
    """
    told = _told(checks, whole, own.given, whole.node.start)
    for part in modifications(whole):
        if part.source is checks.source:
            _told(checks, part.over(whole), part.given, whole.node.start, told)
    if rounds is not None:
        for part in (whole, *modifications(whole)):
            _rounds(checks, own, part, rounds)


def _rounds(checks: Checks, own: Fields, part: Fields, rounds: Range) -> None:
    """A list in a group has an amount for each round; one of a library is told of where the group uses it."""
    for key in ("reps", "hold", "time"):
        found = amounts(part, key)
        if not isinstance(found, SetBySet) or len(found.sets) == rounds.high:
            continue
        field, beside = part.given[key], ""
        if all(field is not mine.given.get(key) for mine in (own, *modifications(own))):
            field, beside = own.given["use"], f" as `{key}` beside `use`"
        message = f"`{key}` has an amount for each of {len(found.sets)} rounds; the group has {rounds.high}"
        help = f"write {counted(rounds.high, 'amount')}{beside}, or a single one for all rounds"
        checks.problem(Code.CONFLICT, message, (field.source, field.key), help, order=own.node.start)


def _told(
    checks: Checks, whole: Fields, here: dict[str, Field], order: int, before: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Report the faults of a dose that have a key in `here`, and return their names.

    Those in `before` were reported for the exercise: a modification repeats one only where it has its own tempo.
    """
    told = set()
    for name, rule in _RULES.items():
        fault = rule(whole, here) if name not in before or (name == "middle" and "tempo" in here) else None
        field = next((here[key] for key in fault.at if key in here), None) if fault is not None else None
        if fault is not None and field is not None:
            where = (field.source, field.node if fault.value else field.key)
            checks.problem(fault.code, fault.message, where, fault.help, order=order, level=fault.level)
            told.add(name)
    return frozenset(told)


def _timed(whole: Fields, here: dict[str, Field]) -> Fault | None:
    """Timed work is neither counted nor held nor paced."""
    others = [key for key in _UNTIMED if key in whole]
    if "time" not in whole or not others:
        return None
    message = f"`time` is work that is neither counted nor held, so it does not go with {known(others)}"
    if all(key in here for key in ("time", *others)):
        help = f"take `time` out, or {known(others)}"
    else:
        help = "that would be another exercise: write it by itself, with a `name` and an `id` of its own"
    return Fault(Code.CONFLICT, message, help, ("time", *others))


def _lists(whole: Fields, here: dict[str, Field]) -> Fault | None:
    """A list says how many sets there are, and nothing else says otherwise."""
    found = {key: value for key in ("reps", "hold", "time") if isinstance(value := amounts(whole, key), SetBySet)}
    if not found:
        return None
    first, *others = found
    count = len(found[first].sets)
    for other in others:
        if (more := len(found[other].sets)) != count:
            message = f"`{first}` has an amount for each of {count} sets, `{other}` for each of {more}"
            help = "give both the same number, or one of them a single amount for all sets"
            return Fault(Code.CONFLICT, message, help, (other, first))
    message = f"`{first}` is a list with an amount for each set, so it says by itself that there are {count}"
    node = whole.given[first].node
    one = node.items[0] if isinstance(node, Listing) else None
    single = f"`{first}: {one.text.strip()}`" if isinstance(one, Text) else f"a single amount for `{first}`"
    # The `sets` of a library give way to a list.
    return Fault(Code.CONFLICT, message, f"take `sets` out, or write {single} for all sets", ("sets",))


def _open(whole: Fields, here: dict[str, Field]) -> Fault | None:
    """The hold of a repetition has an end: the next repetition follows it."""
    hold = amounts(whole, "hold")
    if hold is None or "reps" not in whole or not any(amount.open for amount in hold.sets):
        return None
    message = "with `reps` each repetition is held, and a hold with an open end would never lead to the next one"
    help = f"write `hold: {hold.sets[0].low} s`, or take `reps` out for one hold a set"
    return Fault(Code.CONFLICT, message, help, ("hold", "reps"), value=True)


def _held(whole: Fields, here: dict[str, Field]) -> Fault | None:
    """A word of the tempo without a number takes the hold, so there has to be one."""
    tempo = whole.get("tempo", Tempo)
    if tempo is None or tempo.held is None or "hold" in whole or "time" in whole:
        return None
    name = tempo.phases[tempo.held].name
    message = f"`{name}` has no seconds: such a word takes as long as the `hold`, and there is none"
    return Fault(Code.TEMPO, message, f"write `hold: 5 s` too, or its seconds: `{name} 2`", ("tempo",), value=True)


def _middle_words(whole: Fields, here: dict[str, Field]) -> Fault | None:
    """A hold takes the place of phases of the tempo, if none of them is said to take the hold."""
    tempo, hold = whole.get("tempo", Tempo), amounts(whole, "hold")
    if tempo is None or hold is None or "reps" not in whole or len(tempo.phases) < 3 or tempo.held is not None:
        return None
    first, *lost, last = (f"{phase.name} {phase.seconds}" for phase in tempo.phases)
    is_not, its = ("is not", "its") if len(lost) == 1 else ("are not", "their")
    message = f"{known(lost)} of the tempo {is_not} used: the hold takes {its} place"
    named = ", ".join((first, tempo.phases[1].name, *lost[1:], last))
    help = f"write `tempo: {named}`, where the word without a number takes the hold, or `tempo: {first}, {last}`"
    return Fault(Code.TEMPO, message, help, ("tempo", "hold", "reps"), Severity.WARNING, value=True)


_RULES = {"timed": _timed, "lists": _lists, "open": _open, "held": _held, "middle": _middle_words}
