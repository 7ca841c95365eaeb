"""Amounts, records and outcomes in words, the same for the screen, the lines and the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import assert_never

from hipcoach.engine.choices import Choices, needs_affected
from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How, Record, Unit
from hipcoach.engine.timeline import reached
from hipcoach.session.model import EVERY_DAY, Affected, Range, Session, Side
from hipcoach.text.durations import clock

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.COMPLETED: "completed",
        Outcome.PARTIAL: "done in part",
        Outcome.STOPPED_FOR_PAIN: "stopped for pain",
        Outcome.ABANDONED: "left for another day",
    }
)
"""How a session ended, if anything was done in it."""

NOTHING_DONE = "nothing done"
"""What stands in place of "done in part" if nothing was done at all."""

ENDS: Mapping[How, str] = MappingProxyType(
    {
        How.DONE: "",
        How.SHORT: "short",
        How.SKIPPED: "skipped",
        How.GIVEN_UP: "given up",
        How.PAIN: "stopped for pain",
    }
)
"""How a set ended; a set that is done needs no word."""

NOT_DONE = "not done"
"""A set without a record: it was never reached, or its record was taken back."""


def outcome_in_words(outcome: Outcome, *, anything: bool) -> str:
    """How a session ended; `anything` says whether at least part of a set was done in it."""
    return NOTHING_DONE if outcome is Outcome.PARTIAL and not anything else OUTCOMES[outcome]


def length(plan: Plan) -> str:
    """How long a session takes, such as `12:30`, or `at least 12:30` where sets have an open end."""
    return f"at least {clock(plan.total)}" if plan.open else clock(plan.total)


def you_need(things: Sequence[str]) -> str:
    """The line that says what equipment a session needs; empty if it needs none."""
    return f"You need: {', '.join(things)}" if things else ""


def affected_in_words(session: Session, choices: Choices) -> str:
    """The line that says for which side a session is done; empty if nothing in it depends on that."""
    if not needs_affected(session):
        return ""
    first = f"the {choices.first or Side.LEFT} one first"
    match choices.affected:
        case None:
            return f"Which side is affected is not known: each side is done, {first}"
        case Affected.BOTH:
            return f"Both sides are affected: each is done, {first}"
        case Affected.LEFT | Affected.RIGHT:
            return f"Affected side: {choices.affected}"


def how_often(per_week: Range, per_day: Range | None) -> str:
    """How often a session is to be done, such as `2-3 a week` or `5 days a week, twice a day`."""
    if per_day is None:
        return f"{per_week} a week"
    days = "every day" if per_week.low == EVERY_DAY else f"{per_week} day{'' if per_week.high == 1 else 's'} a week"
    return f"{days}, {a_day(per_day)}"


def often(times: Range) -> str:
    """How often a week, such as `2-3 times a week`."""
    if times.low == times.high == EVERY_DAY:
        return "every day"
    return f"{'once' if f'{times}' == '1' else f'{times} times'} a week"


def a_day(per_day: Range) -> str:
    """How often on a day, such as `twice a day`."""
    word = {"1": "once", "2": "twice"}.get(f"{per_day}", f"{per_day} times")
    return f"{word} a day"


def whole(done: float) -> int:
    """Repetitions or seconds as a person reads them: an unfinished second does not count."""
    return int(done)


def counted_in(unit: Unit) -> str:
    """The suffix of an amount: ` s` for seconds, nothing for repetitions."""
    match unit:
        case Unit.SECONDS:
            return " s"
        case Unit.REPETITIONS:
            return ""
        case _:
            assert_never(unit)


def done_of(record: Record) -> str:
    """How much of a set was done, such as `12 of 30 s`."""
    return f"{whole(record.counted.done)} of {asked_of(record)}"


def asked_of(record: Record) -> str:
    """The target of a set, such as `30 s` or `at least 10`."""
    asked = f"{record.counted.target}{counted_in(record.unit)}"
    return f"at least {asked}" if record.open else asked


def ended(record: Record, done: str) -> str:
    """A set in a list: `done`, and how the set ended unless it is done; only the latter if nothing was done."""
    if record.how in (How.SKIPPED, How.GIVEN_UP) and not whole(record.counted.done):
        return ENDS[record.how]
    return f"{done} {ENDS[record.how]}".rstrip()


def sets_in_words(records: Iterable[Record], planned: int, *, over: bool) -> str:
    """The sets of an exercise on one side, such as `1 of 3 sets of 30 s (30, 12 short, skipped)`.

    `over`: no more sets will be recorded.
    """
    records = sorted(records, key=lambda record: record.n)
    full = sum(reached(record) for record in records)
    targets = {asked_of(record) for record in records}
    same = len(targets) == 1
    parts = [ended(record, str(whole(record.counted.done)) if same else done_of(record)) for record in records]
    if over and (missing := planned - len(records)) > 0 and parts:
        parts.append(_not_done(missing))
    of = f" of {targets.pop()}" if same else ""
    return f"{full} of {planned} sets{of}" + (f" ({', '.join(parts)})" if parts else "")


def _not_done(sets: int) -> str:
    return NOT_DONE if sets == 1 else f"{sets} {NOT_DONE}"
