"""What was done against what was planned, in words."""

from __future__ import annotations

from collections.abc import Iterator

from hipcoach.coach.events import Record
from hipcoach.coach.plan import Hold, Plan, Work
from hipcoach.session.model import Side


def summary(plan: Plan, records: tuple[Record, ...]) -> Iterator[str]:
    """A heading for each exercise, and under it a line for each side with every set."""
    done = {record.n: record for record in records}
    for exercise in plan.exercises.values():
        yield exercise.name
        sets = [work for work in plan.work if work.exercise == exercise.id]
        for side in dict.fromkeys(work.side for work in sets):
            amounts = ", ".join(_amount(work, done.get(work.n)) for work in sets if work.side is side)
            label = "" if side is Side.NONE else side.value
            yield f"  {label:<6} {amounts}"


def _amount(work: Work, record: Record | None) -> str:
    done = 0.0 if record is None else record.counted.done
    unit = " s" if isinstance(work, Hold) else ""
    return f"{int(done)} of {work.target}{unit}"
