"""Exports the log for other programs: CSV with a row for each set, or everything as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from hipcoach.engine.codec import Json, choices_to_json
from hipcoach.engine.records import Amount, Record, tenths
from hipcoach.journal import lines
from hipcoach.journal.figures import began
from hipcoach.journal.fold import Folded
from hipcoach.journal.format import moment
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
)


def to_csv(sessions: Iterable[Folded], out: TextIO) -> None:
    """Write a row for each set that was done or skipped; pain, effort, outcome and note are the session's check-out.

    The worst pain is that of the whole session: of the pains reported during it, one that ends a session counts as
    worse than one whose kind was not told, which counts as worse than an ache; then the higher score (0 to 10). Its
    columns are empty if no pain, or no score, was reported.
    """
    from csv import writer

    table = writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for session in sessions:
        for record in sorted(session.records, key=lambda record: record.n):
            table.writerow([_harmless(cell) for cell in _row(session, record)])


def _row(session: Folded, record: Record) -> tuple[object, ...]:
    counted, after = record.counted, session.checkout
    worst = max(session.pains, key=_badness, default=None)
    return (
        session.session,
        session.began.date().isoformat() if session.began else None,
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
        worst.score if worst else None,
        _kind(worst) if worst else None,
        record.set if record.group is not None else None,
        record.group,
        *("yes" if seldom else None for seldom in (record.open, record.timed)),
        record.load,
        session.choices.affected.value if session.choices and session.choices.affected else None,
    )


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
