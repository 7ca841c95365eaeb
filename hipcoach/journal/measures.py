"""What was measured: a line of the person's files (`person_file`) for each number, written as soon as it is given.

All numbers are kept. Those of one day are one measuring, in which the latest of each counts, whichever installation it
comes from; a number that was taken back is a line without one. A damaged line costs itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from hipcoach.advice.measures import MEASURES, Key, Quantity
from hipcoach.advice.measuring import Measured, Measuring
from hipcoach.engine.codec import Json
from hipcoach.journal.disk import Disk
from hipcoach.journal.format import decode, lies_ahead, moment, time_of
from hipcoach.journal.lines import Dated
from hipcoach.journal.person_file import append, texts
from hipcoach.journal.reading import Kind
from hipcoach.session.model import Side

ASKED = "measures"
"""What the offer to measure is called in a line that says that it was passed over."""
PASSED = "passed"


class MeasureLine(Dated, frozen=True):
    """A number that was measured; without one, the number of that day is taken back."""

    what: Quantity
    side: Side
    value: int | None


class PassedLine(Dated, frozen=True):
    """The offer to measure was passed over."""

    question: str
    answer: str


MeasuringLine = MeasureLine | PassedLine
"""A line about measuring."""


def measured(log: Path, now: datetime) -> Measured:
    """Read all that was measured on any installation; what cannot be read counts as not measured."""
    passed: date | None = None
    days: dict[date, dict[Key, int]] = {}
    for line in sorted(_lines(log, now), key=_when):
        match line:
            case MeasureLine(at=at, what=what, side=side, value=value):
                values = days.setdefault(at.date(), {})
                values.pop((what, side), None)
                if value is not None:
                    values[what, side] = value
            case PassedLine(at=at):
                passed = at.date()
    taken = (Measuring(day, MappingProxyType(values)) for day, values in sorted(days.items()) if values)
    return Measured(tuple(taken), passed)


def _when(line: MeasuringLine) -> datetime:
    return line.at


def _lines(log: Path, now: datetime) -> Iterator[MeasuringLine]:
    """All lines that can be read, those of one file in its order; none from the future."""
    for text in texts(log):
        line = _read(text)
        if line is not None and not lies_ahead(line.at, now):
            yield line


def _read(text: bytes) -> MeasuringLine | None:
    """The line in a text; `None` for one that cannot be read, or is of another kind."""
    try:
        match decode(text, Kind).t:
            case "measure":
                line = decode(text, MeasureLine)
                return replace(line, at=time_of(line.at)) if _can_be(line) else None
            case "asked":
                asked = decode(text, PassedLine)
                ours = (asked.question, asked.answer) == (ASKED, PASSED)
                return replace(asked, at=time_of(asked.at)) if ours else None
            case _:
                return None
    except (ValueError, RecursionError):
        return None


def _can_be(line: MeasureLine) -> bool:
    """Whether there is such a measure on this side, and the number is one of its values."""
    measure = MEASURES[line.what]
    return (line.side is not Side.NONE) == measure.sided and (
        line.value is None or measure.low <= line.value <= measure.high
    )


def keep_measures(log: Path, install: str, lines: tuple[MeasuringLine, ...], disk: Disk | None = None) -> None:
    """Append lines to the file of an installation, each in one write. Raises OSError."""
    if lines:
        append(log, install, map(_json, lines), disk)


def _json(line: MeasuringLine) -> Json:
    match line:
        case MeasureLine():
            what, side = line.what.value, line.side.value
            return {"t": "measure", "at": moment(line.at), "what": what, "side": side, "value": line.value}
        case PassedLine():
            return {"t": "asked", "at": moment(line.at), "question": line.question, "answer": line.answer}
