"""The log for people."""

from __future__ import annotations

from collections.abc import Iterable

from hipcoach.coach.course import reached
from hipcoach.coach.events import Outcome, Record
from hipcoach.journal.fold import Folded
from hipcoach.session.characters import clean
from hipcoach.session.model import Side


def ending(outcome: Outcome | None) -> str:
    """How a session ended, kindly."""
    match outcome:
        case Outcome.COMPLETED:
            return "completed"
        case Outcome.PARTIAL:
            return "done in part"
        case Outcome.STOPPED_FOR_PAIN:
            return "stopped for pain"
        case Outcome.ABANDONED:
            return "left for another day"
        case None:
            return "interrupted"


def in_words(folded: Folded) -> tuple[str, ...]:
    """A session in a few lines: when, what, how it ended; then what was done of what was planned."""
    began = f"{folded.began:%Y-%m-%d %H:%M}" if folded.began else "some day"
    facts = [ending(folded.outcome), f"{_minutes(folded.seconds)} of work"]
    if planned := sum(folded.planned.values()):
        facts.append(f"{_sets(folded.records)} of {planned} sets")
    rows = [f"{began}  {clean(folded.title)}: {', '.join(facts)}"]
    for (exercise, side), sets in _planned(folded).items():
        records = [record for record in folded.records if (record.exercise, record.side) == (exercise, side)]
        name = clean(folded.names.get(exercise, exercise))
        where = "" if side is Side.NONE else f", {side.value}"
        rows.append(f"  {name}{where}: {_sets(records)} of {sets} sets{_amounts(records)}")
    for pain in folded.pains:
        score = "" if pain.score is None else f" {pain.score} of 10"
        name = clean(folded.names.get(pain.exercise, pain.exercise))
        rows.append(f"  pain{score} ({pain.kind.value.replace('_', ' ')}) in {name}")
    if folded.checkout is not None and folded.checkout.note:
        rows.append(f"  {clean(folded.checkout.note)}")
    if folded.unreadable:
        lines = "1 line" if folded.unreadable == 1 else f"{folded.unreadable} lines"
        rows.append(f"  ({lines} of its log cannot be read)")
    return tuple(rows)


def _planned(folded: Folded) -> dict[tuple[str, Side], int]:
    """What was planned, and what was done without being in the plan that can be read."""
    planned = dict(folded.planned)
    for record in folded.records:
        if (record.exercise, record.side) not in folded.planned:
            planned[record.exercise, record.side] = planned.get((record.exercise, record.side), 0) + 1
    return planned


def _minutes(seconds: float) -> str:
    whole = round(seconds / 60)
    return f"{round(seconds)} s" if whole == 0 else f"{whole} min"


def _sets(records: Iterable[Record]) -> int:
    """How many reached their low end."""
    return sum(reached(record) for record in records)


def _amounts(records: list[Record]) -> str:
    """What was done in each set against its target, such as ` (12, 10 of 12)`."""
    if not records:
        return ""
    counted = [record.counted for record in sorted(records, key=lambda record: record.n)]
    unit = "" if records[0].reps else " s"
    amounts = ", ".join(f"{round(amount.done, 1):g}" for amount in counted)
    return f" ({amounts} of {counted[-1].target}{unit})"
