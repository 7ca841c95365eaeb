"""Exports the log for other programs: CSV with a row for each set or each session, or everything as JSON.

Spreadsheets sort what they can read in every language: days and times are written year first, numbers with a point and
without thousands. The rows of sessions have whole numbers only, because where a comma stands before the tenths, `2.5`
is the second of May.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from hipcoach.engine.codec import Json, choices_to_json
from hipcoach.engine.records import Amount, Record, tenths
from hipcoach.engine.timeline import reached
from hipcoach.journal import lines
from hipcoach.journal.figures import began, sitting
from hipcoach.journal.fold import Folded
from hipcoach.journal.format import moment
from hipcoach.journal.mornings import with_next_morning
from hipcoach.session.model import Side
from hipcoach.text.characters import clean, escaped

COLUMNS = (
    "session",
    "date",
    "exercise",
    "side",
    "set",
    "reps",
    "hold_s",
    "range",
    "target",
    "modifications",
    "how",
    "pain",
    "effort",
    "outcome",
    "note",
    "began",
    "title",
    "worst_pain",
    "worst_pain_kind",
    "round",
    "group",
    "open",
    "timed",
    "load",
    "affected",
    "dose",
    "pain_before",
    "pain_after",
    "pain_next_morning",
    "stops",
    "stops_told",
)
"""The columns of the sets. New ones come last, so that whoever reads them by number goes on doing so."""

SESSION_COLUMNS = (
    "session",
    "date",
    "began",
    "title",
    "file",
    "outcome",
    "counts",
    "dose",
    "affected",
    "work_s",
    "planned_work_s",
    "sets_reached",
    "sets_planned",
    "pain_before",
    "pain_after",
    "pain_next_morning",
    "highest_effort",
    "efforts",
    "loads",
    "worst_pain",
    "worst_pain_kind",
    "stops",
    "stops_told",
    "note",
    "unreadable_lines",
)


def to_csv(sessions: Iterable[Folded], out: TextIO, later: Iterable[Folded] = ()) -> None:
    """Write a row for each set that was done or skipped, of sessions that come oldest first.

    `later` sessions only tell of the morning after the last ones.

    Pain, effort, outcome and note are the session's check-out, `stops` the number of times its work was stopped for
    pain. The worst pain is that of the whole session: of the pains reported during it, one that ends a session counts
    as worse than one whose kind was not told, which counts as worse than an ache; then the higher score (0 to 10). Its
    columns are empty if no pain, or no score, was reported.
    """
    _write(
        out,
        COLUMNS,
        (
            _row(session, record, morning)
            for session, morning in with_next_morning(sessions, later)
            for record in sorted(session.records, key=lambda record: record.n)
        ),
    )


def sessions_to_csv(sessions: Iterable[Folded], out: TextIO, later: Iterable[Folded] = ()) -> None:
    """Write a row for each session, oldest first, however little was done in it; in whole numbers.

    `counts`: whether it counts for its week; `sets_reached`: how many of its sets reached the low end of their range.
    """
    told = with_next_morning(sessions, later)
    _write(out, SESSION_COLUMNS, (_session_row(session, morning) for session, morning in told))


def _write(out: TextIO, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    from csv import writer

    table = writer(out, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_harmless(cell) for cell in row])


def _row(session: Folded, record: Record, morning: int | None) -> tuple[object, ...]:
    counted, after = record.counted, session.checkout
    return (
        session.session,
        _day(session),
        record.exercise,
        record.side.value,
        record.set,
        _done(record.reps),
        _done(record.hold),
        # A spreadsheet would read 8-12 as a day in December.
        f"{counted.range.low} to {counted.range.high}",
        counted.target,
        " ".join(record.modifications),
        record.how.value,
        after.pain if after else None,
        after.effort.get(record.exercise) if after else None,
        session.ending,
        after.note if after else None,
        moment(at) if (at := began(session)) else None,
        session.title,
        *_worst(session),
        record.set if record.group is not None else None,
        record.group,
        *("yes" if seldom else None for seldom in (record.open, record.timed)),
        record.load,
        _affected(session),
        session.choices.dose_of(record.exercise).value if session.choices else None,
        *_pain(session, morning),
        *_stops(session),
    )


def _session_row(session: Folded, morning: int | None) -> tuple[object, ...]:
    after, told = session.checkout, sitting(session)
    effort = after.effort if after else {}
    loads = dict.fromkeys(
        (record.exercise, record.load) for record in sorted(session.records, key=lambda record: record.n) if record.load
    )
    return (
        session.session,
        _day(session),
        moment(told.began) if told.began else None,
        session.title,
        told.file,
        session.ending,
        "yes" if told.counts else "no",
        session.choices.dose.value if session.choices else None,
        _affected(session),
        round(session.seconds),
        session.planned_seconds,
        sum(reached(record) for record in session.records),
        sum(session.planned.values()),
        *_pain(session, morning),
        max(effort.values(), default=None),
        "; ".join(f"{exercise} {score}" for exercise, score in effort.items()),
        "; ".join(f"{exercise} {load}" for exercise, load in loads),
        *_worst(session),
        *_stops(session),
        after.note if after else None,
        session.unreadable,
    )


def _day(session: Folded) -> str | None:
    return session.began.date().isoformat() if session.began else None


def _affected(session: Folded) -> str | None:
    return session.choices.affected.value if session.choices and session.choices.affected else None


def _pain(session: Folded, morning: int | None) -> tuple[int | None, ...]:
    """Pain before the session, after it and on the morning after."""
    before, after = session.checkin, session.checkout
    return before.pain if before else None, after.pain if after else None, morning


def _worst(session: Folded) -> tuple[object, object]:
    """The score and the kind of the worst pain that was reported during the session."""
    worst = max(session.pains, key=_badness, default=None)
    return (worst.score, _kind(worst)) if worst else (None, None)


def _stops(session: Folded) -> tuple[int, str]:
    """How often the work was stopped for pain, and what was told each time: `ache 4 in figure-four left; ...`."""
    told = []
    for pain in session.pains:
        score = "" if pain.score is None else f" {pain.score}"
        side = "" if pain.side is Side.NONE else f" {pain.side.value}"
        told.append(f"{_kind(pain)}{score} in {pain.exercise}{side}")
    return len(told), "; ".join(told)


def _kind(pain: lines.Pain) -> str:
    return pain.kind.value if pain.kind else "not_told"


def _badness(pain: lines.Pain) -> tuple[int, int]:
    kind = 1 if pain.kind is None else 2 if pain.kind.ends_session else 0
    return kind, -1 if pain.score is None else pain.score


def _done(amount: Amount | None) -> str | None:
    return None if amount is None else f"{tenths(amount.done):g}"


def _harmless(cell: object) -> object:
    """A cell on one line that no spreadsheet reads as a formula, and that cannot control a terminal."""
    if not isinstance(cell, str):
        return cell
    formula = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return ("'" if formula else "") + clean(" ".join(cell.splitlines()))


def to_json(sessions: Iterable[Folded], out: TextIO) -> None:
    """Write one array with an object for each session, one session at a time."""
    from json import dumps

    before = "[\n"
    for session in sessions:
        out.write(before + escaped(dumps(_object(session), ensure_ascii=False)))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _object(session: Folded) -> Json:
    start = session.start
    return {
        "session": session.session,
        "at": moment(session.began) if session.began else None,
        "title": session.title,
        "file": start.file if start else None,
        "sha256": start.sha256 if start else None,
        "app": start.app if start else None,
        "outcome": session.ending,
        "choices": choices_to_json(session.choices) if session.choices else None,
        "planned": [
            {"exercise": exercise, "side": side.value, "sets": sets}
            for (exercise, side), sets in session.planned.items()
        ],
        "checkin": _without_kind(lines.checkin_line(session.checkin)) if session.checkin else None,
        "sets": [
            _without_kind(lines.set_line(record, session.times[record.n]))
            for record in sorted(session.records, key=lambda record: record.n)
        ],
        "pains": [_without_kind(lines.pain_line(pain)) for pain in session.pains],
        "checkout": _without_kind(lines.checkout_line(session.checkout)) if session.checkout else None,
        "unreadable_lines": session.unreadable,
    }


def _without_kind(line: Json) -> Json:
    return {name: value for name, value in line.items() if name != "t"}
