"""The log as text for people: a few sessions at a time, how to see more, each in a few lines or in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from hipcoach.advice.measures import MEASURES
from hipcoach.advice.measuring import Measured, by_side, due, offer
from hipcoach.advice.weeks import WeekGoal, first_day
from hipcoach.engine.events import Outcome
from hipcoach.engine.records import Record
from hipcoach.engine.timeline import anything_done, reached
from hipcoach.engine.wording import how_often, outcome_in_words, sets_in_words, whole
from hipcoach.journal.figures import Sitting, Week, began, sitting, weeks
from hipcoach.journal.fold import INTERRUPTED, Folded
from hipcoach.session.library import PerWeek
from hipcoach.session.model import Range, Side
from hipcoach.text.characters import clean, on_one_line
from hipcoach.text.counts import counted
from hipcoach.text.days import day_in_words

NEWEST = 10
"""How many sessions are shown by default."""

ENOUGH = 30
"""How many sessions are read at most to summarise this week."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

AHEAD = "in the future"
"""The remark on a session that lies in the future."""

ID_SHOWN = 8
"""Digits of a session's id that are shown: enough to tell ten years of sessions apart."""


def newest(
    sessions: Iterable[Folded],
    number: int,
    today: date,
    per_week: Callable[[str], PerWeek | None],
    all_read: Callable[[], bool],
    *,
    week_begins: int = 0,
    programme: Callable[[], tuple[str, WeekGoal] | None] = lambda: None,
    beside: Iterable[str] = (),
) -> Iterator[str]:
    """A line about this week, the newest sessions, and how to see the others; `sessions` come newest first.

    `all_read` returns whether all sessions so far could be read, `programme` the title of the one that is followed and
    what it needs of this week. `week_begins`: 0 for Monday to 6 for Sunday. `beside`: lines to tell below the week.
    """
    first = first_day(today, week_begins)
    shown: list[Folded] = []
    sittings: list[Sitting] = []
    for folded in sessions:
        one = sitting(folded)
        sittings.append(one)
        if len(shown) < NEWEST:
            shown.append(folded)
        elif len(sittings) >= ENOUGH or one.day is None or one.day < first:
            break
    if not shown:
        yield (
            "Nothing is logged yet. 'hipcoach play release' is a good start."
            if all_read()
            else "No session can be read; 'hipcoach doctor' says what to do."
        )
        return
    (week,) = weeks(sittings, today, 1, week_begins=week_begins)
    if (needed := programme()) is not None:
        yield this_week(week, _of_programme(*needed))
    else:
        # Only the file of the session that was done most is read for its plan.
        plan = per_week(week.file) if week.file else None
        title = next((one.title for one in sittings if one.file == week.file), "")
        yield this_week(week, _of_session(clean(title), plan) if plan is not None else "")
    yield from beside
    yield ""
    yield from those(shown)
    if number > len(shown):
        yield f"These are the newest {len(shown)} of {count(number, 'session')}. 'hipcoach log --since 6w' shows more,"
        yield "'hipcoach log --session ID' one in full."
    else:
        yield "'hipcoach log --session ID' shows one in full; its id stands in brackets."


def measures(known: Measured, today: date) -> Iterator[str]:
    """What was measured last, or the offer to measure, in a line; `known` as `journal.measures` reads it."""
    if due(known, today):
        yield f"{offer(known)} 'hipcoach measure'"
    elif known.taken:
        one = known.taken[-1]
        values = (
            f"{measure.name.lower()} {text}" for measure in MEASURES.values() if (text := by_side(measure, one.values))
        )
        yield f"Measured on {day_in_words(one.day)}: {'; '.join(values)}. 'hipcoach measure --show' shows all."


def those(sessions: Iterable[Folded], all_read: Callable[[], bool] = lambda: True) -> Iterator[str]:
    """Each session in a few lines."""
    none = True
    for folded in sessions:
        none = False
        yield from in_words(folded)
        yield ""
    if none:
        yield "No session is logged in this time." if all_read() else "No session of this time can be read."


def one(sessions: Iterable[Folded]) -> Iterator[str]:
    """Each session in full."""
    for folded in sessions:
        yield from in_full(folded)


def ending(outcome: Outcome | None, *, anything: bool, running: bool = False) -> str:
    """A session's ending in kind words; `anything`: whether at least part of a set was done."""
    if running:
        return "running now"
    return INTERRUPTED if outcome is None else outcome_in_words(outcome, anything=anything)


def ending_of(folded: Folded) -> str:
    """The ending of a logged session in kind words."""
    return ending(folded.outcome, anything=anything_done(folded.records), running=folded.running)


def count(number: int, thing: str) -> str:
    """A number with its noun, such as `one session` or `1,204 sessions`."""
    return f"{NUMBERS[number] if number < len(NUMBERS) else f'{number:,}'} {thing}{'' if number == 1 else 's'}"


def this_week(week: Week, goal: str) -> str:
    """The sessions and minutes of the week so far, and its goal in words, if it has one."""
    sessions = len(week.sittings)
    plan = f"; {goal}" if goal else ""
    if sessions == 0:
        return f"No session has counted this week yet{plan}."
    return f"{count(sessions, 'session').capitalize()} this week, {_long_minutes(week.seconds)} of work{plan}."


def _of_session(title: str, plan: PerWeek) -> str:
    """How often the session is to be done that was done most."""
    says = f"the plan for {title} is" if plan.planned else f"{title} suggests"
    return f"{says} {how_often(plan.times, plan.a_day)}"


def _of_programme(title: str, goal: WeekGoal) -> str:
    """What a programme needs of the week."""
    return f"{clean(title)}: {goal.done} of {goal.times}"


def times(range_: Range) -> str:
    """A range such as `2-3`, a single number, or an open end such as `10+`."""
    if range_.open:
        return f"{range_.low}+"
    return f"{range_.low}" if range_.low == range_.high else f"{range_.low}-{range_.high}"


def _long_minutes(seconds: float) -> str:
    number, unit = (whole(seconds), "second") if round(seconds / 60) == 0 else (round(seconds / 60), "minute")
    return counted(number, unit)


def in_full(folded: Folded) -> tuple[str, ...]:
    """A session in full: the lines of `in_words`, then answers and choices."""
    rows = [*in_words(folded), ""]
    asked: list[str] = []
    if folded.checkin is not None and folded.checkin.pain is not None:
        asked.append(f"{folded.checkin.pain} before")
    if folded.checkout is not None and folded.checkout.pain is not None:
        asked.append(f"{folded.checkout.pain} after")
    if asked:
        rows.append(f"Pain, 0 to 10: {', '.join(asked)}")
    if folded.checkin is not None and folded.checkin.next_morning is not None:
        rows.append(f"On the morning after the session before: {folded.checkin.next_morning}")
    for exercise, effort in folded.checkout.effort.items() if folded.checkout else ():
        rows.append(f"Effort, 0 to 10: {effort} in {clean(folded.names.get(exercise, exercise))}")
    if folded.choices is not None:
        rows.append(f"Dose: {folded.choices.dose.value}")
        if folded.choices.affected is not None:
            rows.append(f"Affected side: {folded.choices.affected}")
    for exercise, load in dict.fromkeys((record.exercise, record.load) for record in folded.records):
        if load is not None:
            rows.append(f"Load: {clean(load)} in {clean(folded.names.get(exercise, exercise))}")
    options = dict.fromkeys((record.exercise, *record.modifications) for record in folded.records)
    for exercise, *modifications in options:
        if modifications:
            rows.append(f"{clean(folded.names.get(exercise, exercise))} with: {clean(', '.join(modifications))}")
    if folded.ahead:
        rows.append("By this machine's clock it is in the future: until then it is left out of everything else.")
    return (*rows, f"Its log: {clean(str(folded.path))}")


def in_words(folded: Folded) -> tuple[str, ...]:
    """A session in a few lines: date, title, ending and id; then the sets done of those planned."""
    at = began(folded)
    when = f"{at:%Y-%m-%d %H:%M}" if at else "unknown date"
    facts = [AHEAD] if folded.ahead else []
    facts += [ending_of(folded), f"{_minutes(folded.seconds)} of work"]
    if planned := sum(folded.planned.values()):
        facts.append(f"{_sets(folded.records)} of {planned} sets")
    rows = [f"{when}  {clean(folded.title)}: {', '.join(facts)}  [{clean(folded.session)[:ID_SHOWN]}]"]
    for (exercise, side), sets in _planned(folded).items():
        records = [record for record in folded.records if (record.exercise, record.side) == (exercise, side)]
        name = clean(folded.names.get(exercise, exercise))
        where = "" if side is Side.NONE else f", {side.value}"
        over = folded.outcome is not None
        rows.append(f"  {name}{where}: {sets_in_words(records, sets, over=over)}")
    for pain in folded.pains:
        score = "" if pain.score is None else f" {pain.score} of 10"
        name = clean(folded.names.get(pain.exercise, pain.exercise))
        kind = pain.kind.value.replace("_", " ") if pain.kind else "its kind was not told"
        rows.append(f"  pain{score} ({kind}) in {name}")
    if folded.checkout is not None and folded.checkout.note:
        rows.append(f"  {clean(on_one_line(folded.checkout.note))}")
    if folded.unreadable:
        rows.append(f"  ({counted(folded.unreadable, 'line')} of its log cannot be read)")
    return tuple(rows)


def _planned(folded: Folded) -> dict[tuple[str, Side], int]:
    """The planned sets, with recorded sets added that are missing from the readable plan."""
    planned = dict(folded.planned)
    for record in folded.records:
        if (record.exercise, record.side) not in folded.planned:
            planned[record.exercise, record.side] = planned.get((record.exercise, record.side), 0) + 1
    return planned


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{whole(seconds)} s" if minutes == 0 else f"{minutes} min"


def _sets(records: Iterable[Record]) -> int:
    """The number of sets that reached the low end of their range."""
    return sum(reached(record) for record in records)
