"""What was done in a session, as bars against the targets, and the week that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Work
from hipcoach.engine.wording import NOT_DONE, asked_of, done_of, ended, whole
from hipcoach.journal.figures import DAYS, Week
from hipcoach.session.model import Range, Side
from hipcoach.text.characters import cells, cut
from hipcoach.ui.charts import SIGNS, day_names, sign

BAR, LEAST_BAR = 10, 5
"""The cells of a bar, and of one where there is little room."""

LEAST_NAME = 12
"""The fewest cells of a name beside its bars."""


def bars(plan: Plan, records: Sequence[Record], width: int) -> Iterator[str]:
    """A line for each exercise with a bar for each side; with too little room, a line for each side below its name."""
    left_out = {record.n: record for record in sorted(records, key=lambda record: record.set)}
    for work in plan.by_side:
        left_out.pop(work.n, None)
    bar = BAR if width >= 60 else LEAST_BAR
    table = []
    for exercise in plan.exercises.values():
        sets = [each for each in (*plan.by_side, *left_out.values()) if each.exercise == exercise.id]
        found = [
            _side(side, [each for each in sets if each.side is side], records, bar)
            for side in dict.fromkeys(each.side for each in sets)
        ]
        if found:
            table.append((exercise.name, found))
    name_width = max((cells(name) for name, _ in table), default=0)
    side_width = max((cells(side) for _, sides in table for side in sides), default=0)
    most = max((len(sides) for _, sides in table), default=0)
    room = width - most * (side_width + 2)
    beside = room >= min(name_width, LEAST_NAME)
    for name, sides in table:
        if beside:
            label = cut(name, room)
            gap = " " * (min(name_width, room) - cells(label))
            yield f"{label}{gap}{''.join(f'  {side:<{side_width}}' for side in sides)}".rstrip()
        else:
            yield name
            yield from (f"  {side}" for side in sides)


def _side(side: Side, sets: Sequence[Work | Record], records: Sequence[Record], bar: int) -> str:
    """The bar of one side with what was done in each of its sets."""
    known = {record.n: record for record in records}
    found = [known.get(each.n) for each in sets]
    share = sum(_share(record) for record in found if record is not None) / len(found)
    full = int(share * bar + 1e-9)
    drawn = f"{'' if side is Side.NONE else f'{SIGNS[side]} '}{'█' * full}{'░' * (bar - full)}"
    return f"{drawn} {_told(found)}"


def _share(record: Record) -> float:
    amount = record.counted
    return min(1.0, amount.done / amount.target) if amount.target else 1.0


def _told(found: Sequence[Record | None]) -> str:
    """What was done in each set, such as `30, 12 short of 30 s`; the same in every set is said once."""
    done = [record for record in found if record is not None]
    targets = {asked_of(record) for record in done}
    same = len(targets) == 1
    parts = [
        NOT_DONE if record is None else ended(record, str(whole(record.counted.done)) if same else done_of(record))
        for record in found
    ]
    said = f"{len(parts)} × {parts[0]}" if len(parts) > 1 and len(set(parts)) == 1 else ", ".join(parts)
    return f"{said} of {targets.pop()}" if same and any(part[0].isdecimal() for part in parts) else said


def week_in_a_line(week: Week, days: str) -> str:
    """The days of a week beside their names."""
    names = day_names(week.first.weekday()).split()
    return "  ".join(f"{name} {sign}" for name, sign in zip(names, days.split(), strict=True))


def week_lines(week: Week, today: date, per_week: Range | None, per_day: Range | None = None) -> tuple[str, str]:
    """The days of a week with what was done on them, and how many sessions that makes, or days with `per_day`.

    The goal is that of the programme, if one is followed; else that of a session.
    """
    signs = []
    for at in range(DAYS):
        sittings = week.days[at]
        here = week.first + timedelta(days=at) == today
        done = sign(sittings[-1].outcome) if sittings else "·"
        signs.append("◉" if here and done == "●" else done)
    count = week.counted(per_day)
    if week.programme is not None:
        count, per_week, per_day = week.programme.done, week.programme.times, None
    of = ""
    if per_week is not None:
        of = f" of {per_week.low}" + (f"-{per_week.high}" if per_week.high > per_week.low else "")
    reached = " ✓" if per_week is not None and count >= per_week.low else ""
    what = f" days with {per_day} sessions" if per_day is not None else ""
    return "  ".join(signs), f"{count}{of}{what} this week{reached}"
