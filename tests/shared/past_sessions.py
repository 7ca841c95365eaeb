"""Short ways to tell of past sessions: what was done in them, and how it felt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from hipcoach.advice.history import Felt, PastSession
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.plan import make_plan
from hipcoach.engine.records import How, Record
from hipcoach.engine.steps import Work
from hipcoach.session.model import Session, Side

LOW = Choices()
TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def went(
    session: Session,
    days_ago: int = 2,
    *,
    choices: Choices = LOW,
    done: int | str = "target",
    but: Mapping[Side, float] = MappingProxyType({}),
    skipped: bool = False,
    effort: int | None = 6,
    before: int | None = 1,
    after: int | None = 1,
    morning: int | None = 1,
    felt: tuple[Felt, ...] = (),
    **more: Any,
) -> PastSession:
    """A session that was done as planned: to the target, to the `top` of the range, or so much in every set.

    `but` says what was done in the last set of a side instead.
    """
    plan = make_plan(session, choices)
    records = []
    for work in plan.by_side:
        amount = {"target": work.target, "top": work.range.high}.get(done, done) if isinstance(done, str) else done
        exercise = plan.exercises[work.exercise]
        told = record(work, 0 if skipped else float(amount), exercise.library, exercise.modifications)
        records.append(replace(told, load=exercise.load))
    for side, amount in but.items():
        place = max(place for place, one in enumerate(records) if one.side is side)
        records[place] = _with(records[place], amount)
    ids = {work.exercise for work in plan.by_side}
    return replace(
        PastSession(
            day=ago(days_ago),
            records=tuple(records),
            planned=Counter((work.exercise, work.side) for work in plan.by_side),
            pain_before=before,
            pain_after=after,
            next_morning=morning,
            effort={} if effort is None else dict.fromkeys(ids, effort),
            felt=felt,
        ),
        **more,
    )


def record(work: Work, done: float, library: str | None, modifications: tuple[str, ...]) -> Record:
    reps, hold = work.amounts(done)
    how = How.SKIPPED if not done else How.SHORT if done < work.range.low else How.DONE
    return Record(
        n=work.n,
        exercise=work.exercise,
        library=library,
        side=work.side,
        set=work.set,
        reps=reps,
        hold=hold,
        seconds=done,
        paused=0.0,
        modifications=modifications,
        how=how,
        open=work.open,
        timed=work.timed,
    )


def _with(record: Record, done: float) -> Record:
    if record.reps:
        return replace(record, reps=replace(record.reps, done=done))
    assert record.hold
    return replace(record, hold=replace(record.hold, done=done))


def ache(score: int | None, exercise: str) -> Felt:
    return Felt(exercise, PainKind.ACHE, score)
