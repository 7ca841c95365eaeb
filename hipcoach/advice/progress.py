"""Offers one step up or back for an exercise of today's session; the person decides.

A past performance counts only if the exercise was prescribed as it is today: the same modifications, the same range.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.advice.evidence import Time, below, group, prescribed, targets, times
from hipcoach.advice.history import History
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import (
    ChoiceError,
    Choices,
    load_today,
    modifications_on,
    with_load,
    with_modification,
    with_modifications,
)
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Work, differ
from hipcoach.engine.wording import counted_in
from hipcoach.session.loads import Mass
from hipcoach.session.model import DOSES, Dose, Exercise, Session, Side
from hipcoach.text.counts import counted, in_a_row

FRESH_DAYS = 28
"""How many days a session counts as evidence for a step up."""

LOOKED_THROUGH = 60
"""How many of the latest sessions are considered."""

TWICE = 2
"""How many performances in a row with pain, or with a set below its range, lead to a step back."""


class Direction(StrEnum):
    """Whether an offer is a step up or back."""

    UP = "up"
    BACK = "back"


class Change(Struct, frozen=True):
    """What an offer changes about its exercise; `None` changes nothing."""

    dose: Dose | None = None
    on: str | None = None
    """The id of the modification to turn on; `off` likewise."""
    off: str | None = None
    load: Mass | None = None
    """The weight to take from now on."""


class Offer(Struct, frozen=True):
    """One step up or back that the person may accept."""

    exercise: str
    """The exercise's id in the session."""
    name: str
    """The exercise's name."""
    direction: Direction
    change: Change
    reason: str
    """The evidence and the question, in one line."""
    key: str
    """The key of the answer in the log; the same in every session that has the exercise."""

    def onto(self, session: Session, choices: Choices) -> Choices:
        """The choices with this step; ChoiceError if it no longer fits them."""
        return changed(session, choices, self.exercise, self.change)


def changed(session: Session, choices: Choices, exercise: str, change: Change) -> Choices:
    """The choices with a change to one exercise; ChoiceError if the session does not offer it."""
    if change.off is not None:
        on = modifications_on(session, choices, exercise)
        choices = with_modifications(choices, exercise, tuple(one for one in on if one != change.off))
    if change.on is not None:
        choices = with_modification(session, choices, exercise, change.on)
    if change.load is not None:
        choices = with_load(session, choices, exercise, change.load)
    if change.dose is not None:
        choices = replace(choices, doses=MappingProxyType({**choices.doses, exercise: change.dose}))
    return choices


def offers(
    session: Session,
    choices: Choices,
    history: History,
    today: date,
    thresholds: Thresholds,
    pain: int | None = None,
) -> tuple[Offer, ...]:
    """At most one offer for each exercise, in the order of the session; ChoiceError if the choices do not fit it.

    `pain` is today's score, if known; above the threshold, only steps back are offered.
    """
    plan = make_plan(session, choices)
    history = history[-LOOKED_THROUGH:]
    easy_day = pain is None or pain <= thresholds.progress.pain_at_most
    found: list[Offer] = []
    for exercise in session.exercises:
        asked = _Asked(session, choices, plan, exercise, thresholds)
        done = tuple(times(history, exercise))
        offer = asked.back(done) or (asked.up(done, today) if easy_day else None)
        if offer is not None and not _waits(offer, history, done):
            found.append(offer)
    return tuple(found)


def _waits(offer: Offer, history: History, done: tuple[Time, ...]) -> bool:
    """Whether an offer has to wait: it was declined, and the exercise has not been done since."""
    declined = max((number for number, past in enumerate(history) if offer.key in past.declined), default=None)
    return declined is not None and all(time.number < declined or time.skipped for time in done)


class _Asked:
    """Today's prescription of one exercise, compared with past performances."""

    def __init__(
        self, session: Session, choices: Choices, plan: Plan, exercise: Exercise, thresholds: Thresholds
    ) -> None:
        self._session = session
        self._choices = choices
        self._exercise = exercise
        self._thresholds = thresholds
        self._on = plan.exercises[exercise.id].modifications
        self._load = plan.exercises[exercise.id].load
        self._work = _work(plan, exercise.id)
        self._first = self._work[0]
        self._unit = counted_in(self._first.unit)

    # -- up ---------------------------------------------------------------------------------------------------------

    def up(self, done: tuple[Time, ...], today: date) -> Offer | None:
        """A step up: the next dose, or a harder form of the exercise."""
        needed = self._thresholds.progress.sessions
        row = self._one_each(done, lambda time: any(self._fits(record) for record in time.records))[-needed:]
        if len(row) < needed or (today - row[-1].past.day).days > FRESH_DAYS:
            return None
        if not all(self._easy(time) and self._reached(time) for time in row):
            return None
        if any(time.hurt(self._thresholds) for time in done if time.number >= row[0].number):
            return None
        top = all(self._at_the_top(record) for time in row for record in time.records)
        dose = self._other_dose(+1)
        # If the range is a single number, reaching it says nothing about the number of sets.
        if top and (dose is None or any(work.range.low < work.range.high for work in self._work)):
            change = self._without_easier() or self._heavier(+1) or self._harder() or dose
        else:
            change = dose
        if change is None:
            return None
        amounts = [work.range.high if top else work.target for work in _on_one_side(self._work)]
        effort = max(time.effort or 0 for time in row)
        load = f" with {self._load}" if self._load is not None else ""
        seen = f"{self._who()} reached {_each(amounts)}{self._unit}{load} {_often(needed)}, effort {effort}"
        return self._offer(Direction.UP, change, seen)

    def _easy(self, time: Time) -> bool:
        """Whether it was easy, and no harder than the file says that it should feel."""
        effort, asked = time.effort, self._exercise.effort
        return time.easy(self._thresholds) and (asked is None or effort is None or effort <= asked.high)

    def _heavier(self, steps: int) -> Change | None:
        """The next load, with the low dose, or the one before; `None` where the file does not say by how much."""
        today = load_today(self._session, self._choices, self._exercise.id)
        if today is None or today.step is None or today.weight is None:
            return None
        load = today.weight.heavier(today.step, steps)
        return None if load is None else Change(dose=Dose.LOW if steps > 0 else None, load=load)

    def _at_the_top(self, record: Record) -> bool:
        """Whether a set reached the high end of what is prescribed today; an open end has none."""
        return not record.open and record.counted.done >= self._today(record).range.high

    def _reached(self, time: Time) -> bool:
        """Whether every set of each side reached what is prescribed today."""
        for side, sets in Counter(work.side for work in self._work).items():
            done = sum(record.side is side for record in time.records)
            if done < max(sets, time.sets(side)):
                return False
        return all(
            self._fits(record)
            and record.counted.done >= record.counted.target
            and all(then >= now for then, now in zip(targets(record), targets(self._today(record)), strict=True))
            for record in time.records
        )

    def _without_easier(self) -> Change | None:
        """Turn off the last easier option that was chosen, at the low dose."""
        for modification in reversed(self._exercise.easier):
            if modification.id in self._on and modification.id not in self._exercise.on:
                return Change(dose=Dose.LOW, off=modification.id)
        return None

    def _harder(self) -> Change | None:
        """Turn on a harder option, at the low dose.

        It counts only if its low target is not above today's high end: that would be more than one step.
        """
        for modification in self._exercise.harder:
            change = Change(dose=Dose.LOW, on=modification.id)
            if modification.id in self._on or not self._possible(change):
                continue
            if all(then.target <= now.range.high for then, now in zip(self._then(change), self._work, strict=False)):
                return change
        return None

    # -- back -------------------------------------------------------------------------------------------------------

    def back(self, done: tuple[Time, ...]) -> Offer | None:
        """A step back: a lower dose, or an easier form of the exercise."""
        begun = tuple(time for time in done if not time.skipped or time.hurt(self._thresholds))
        row = self._one_each(begun, lambda time: self._fits(time.records[0]))[-TWICE:]
        if not row or not self._no_more_than_today(row[-1]):
            return None
        since = [time for time in begun if time.number > row[-1].number]
        # It was done in another form since, and easily, so the old strain no longer counts.
        if sum(time.easy(self._thresholds) for time in since) >= self._thresholds.progress.sessions:
            return None
        if (seen := self._strain(row, " it was done like this" if since else "")) is None:
            return None
        change = self._other_dose(-1) or self._heavier(-1) or self._easier()
        return None if change is None else self._offer(Direction.BACK, change, seen)

    def _strain(self, row: list[Time], like_this: str) -> str | None:
        """The evidence for a step back, in words; `None` if there is none."""
        effort = row[-1].effort
        if effort is not None and effort > self._thresholds.progress.step_back_above:
            return f"Effort was {effort} {'the ' if like_this else ''}last time{like_this}"
        if len(row) < TWICE or not all(self._no_more_than_today(time) for time in row):
            return None
        if all(time.hurt(self._thresholds) for time in row):
            peaks = [str(max(time.scores())) for time in row if time.scores()]
            seen = f"Pain was {' and '.join(peaks)}" if len(peaks) == TWICE else "It hurt"
            return f"{seen} the last two times{like_this}"
        if all(time.below for time in row):
            lows = {record.counted.range.low for time in row for record in time.records if below(record)}
            low = f"{lows.pop()}{self._unit}" if len(lows) == 1 else "its low end"
            return f"A set ended below {low} the last two times{like_this}"
        return None

    def _no_more_than_today(self, time: Time) -> bool:
        """Whether a past performance was prescribed no more than today's plan prescribes."""
        sets = Counter(work.side for work in self._work)
        records = time.records if differ(self._work) else time.records[:1]
        return all(
            then <= now
            for record in records
            for then, now in zip(targets(record), targets(self._today(record)), strict=True)
        ) and all(time.sets(side) <= sets[side] for side in {record.side for record in time.records})

    def _easier(self) -> Change | None:
        """Turn off the last harder option that is on, or else turn on an easier one."""
        for modification in reversed(self._exercise.harder):
            if modification.id in self._on:
                return Change(off=modification.id)
        for modification in self._exercise.easier:
            if modification.id not in self._on and self._possible(Change(on=modification.id)):
                return Change(on=modification.id)
        return None

    # -- both -------------------------------------------------------------------------------------------------------

    def _fits(self, record: Record) -> bool:
        """Whether a set was prescribed as it is today, apart from its dose."""
        same = set(record.modifications) == set(self._on) and record.load == self._load
        return same and prescribed(record) == prescribed(self._today(record))

    def _today(self, record: Record) -> Work:
        """Today's set of the same number and side; where there is none, one that comes close to it."""
        ours = [work for work in self._work if work.side is record.side] or list(self._work)
        return next((work for work in ours if work.set == record.set), ours[-1])

    def _one_each(self, done: tuple[Time, ...], wanted: Callable[[Time], bool]) -> list[Time]:
        """One matching performance per session; if the exercise was in it twice, the one with today's id."""
        row: dict[int, Time] = {}
        for time in done:
            if wanted(time) and (time.number not in row or time.exercise == self._exercise.id):
                row[time.number] = time
        return list(row.values())

    def _other_dose(self, step: int) -> Change | None:
        """The nearest dose in one direction that changes any set."""
        at = DOSES.index(self._choices.doses.get(self._exercise.id, self._choices.dose))
        for dose in DOSES[at + 1 :] if step > 0 else reversed(DOSES[:at]):
            change = Change(dose=dose)
            if self._then(change) != self._work:
                return change
        return None

    def _possible(self, change: Change) -> bool:
        try:
            self._then(change)
        except ChoiceError:
            return False
        return True

    def _then(self, change: Change) -> tuple[Work, ...]:
        """The exercise's sets after a change."""
        choices = changed(self._session, self._choices, self._exercise.id, change)
        return _work(make_plan(self._session, choices), self._exercise.id)

    def _offer(self, direction: Direction, change: Change, seen: str) -> Offer:
        what = change.load or change.on or change.off or change.dose
        kind = "load" if change.load else "on" if change.on else "off" if change.off else "dose"
        return Offer(
            exercise=self._exercise.id,
            name=self._exercise.name,
            direction=direction,
            change=change,
            reason=f"{seen}: {self._question(direction, change)}",
            key=f"{group(self._exercise)} {direction} {kind} {what}",
        )

    def _question(self, direction: Direction, change: Change) -> str:
        names = {modification.id: modification.name for modification in self._exercise.modifications}
        then = self._then(change)
        match direction, change:
            case Direction.UP, Change(load=Mass() as load):
                return f"take {load}, from {_targets(then)}{self._unit}?"
            case Direction.BACK, Change(load=Mass() as load):
                return f"take {load} instead of {self._load}?"
            case Direction.UP, Change(on=str(on)):
                return f'add "{names[on]}", from {_targets(then)}{self._unit}?'
            case Direction.UP, Change(off=str(off)):
                return f'go on without "{names[off]}", from {_targets(then)}{self._unit}?'
            case Direction.UP, _:
                return f"go on to {_amount(then)}?"
            case Direction.BACK, Change(on=str(on)):
                return f'try "{names[on]}"?'
            case Direction.BACK, Change(off=str(off)):
                return f'leave out "{names[off]}"?'
            case Direction.BACK, _:
                return f"go down to {_amount(then)}?"

    def _who(self) -> str:
        sides = {work.side for work in self._work}
        if len(sides) > 1:
            return "Both sides"
        (side,) = sides
        return "Every set" if side is Side.NONE else f"The {side} side"


def _work(plan: Plan, exercise: str) -> tuple[Work, ...]:
    """The sets of one exercise, numbered from 1."""
    ours = (work for work in plan.by_side if work.exercise == exercise)
    return tuple(replace(work, n=n) for n, work in enumerate(ours, 1))


def _amount(work: tuple[Work, ...]) -> str:
    """The sets in words, such as `3 sets of 22 on each side` or `1 set of 30 s`."""
    sets = _on_one_side(work)
    amount = f"{'at least ' if sets[0].open else ''}{_targets(work)}{counted_in(sets[0].unit)}"
    if any(held := [targets(one)[1] for one in sets]):
        amount += f", each held {_each(held)} s"
    each = " on each side" if len(sets) < len(work) else ""
    return f"{counted(len(sets), 'set')} of {amount}{each}"


def _on_one_side(work: tuple[Work, ...]) -> tuple[Work, ...]:
    """The sets on the side that begins."""
    return tuple(one for one in work if one.side is work[0].side)


def _targets(work: tuple[Work, ...]) -> str:
    """The target of all sets, or the targets set by set."""
    return _each([one.target for one in _on_one_side(work)])


def _each(amounts: list[int]) -> str:
    """One amount if all are alike, otherwise all of them."""
    return in_a_row([str(amount) for amount in (amounts if len(set(amounts)) > 1 else amounts[:1])])


def _often(times: int) -> str:
    return {1: "last time", 2: "twice"}.get(times, f"{times} times")
