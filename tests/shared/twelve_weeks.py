"""Makes the log of somebody who followed twelve weeks, mostly: `python tests/shared/twelve_weeks.py HOME [LAST-DAY]`.

A few sessions are really played, on a made-up clock; all others are those on other days, with other amounts and other
answers. The right hip is the affected one. There is a week away, a sharp pain, two aches, a session that was cut off,
one of which nothing was done, a damaged line, and answers that were not given. The same call always makes the same log.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from journal_builders import HOST, MORNING, LoggedSession, lines_of

from hipcoach.advice.measures import Quantity
from hipcoach.engine.choices import Choices
from hipcoach.journal.measures import MeasureLine, keep_measures
from hipcoach.journal.person import AffectedLine, keep
from hipcoach.journal.programmes import begins, keep_programme
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Affected, Dose, Side

ZONE = timezone(timedelta(hours=1))
WEEKS, DAYS = 12, 84
PROGRAMME = "twelve-weeks"

RELEASE, CHAIR, FULL, DESK = "release", "chair-alignment", "full-alignment", "desk-break"
LOW, MIDDLE, HIGH = Dose.LOW, Dose.MIDDLE, Dose.HIGH

Line = dict[str, Any]


class Happened(NamedTuple):
    """What was not as usual in a session."""

    pain: tuple[str, str, str, int | None] | None = None
    """Exercise, side, kind and score."""
    ends: str = "completed"
    """How it ended; nothing if it was cut off."""
    sets: int | None = None
    """After how many sets it ended; `None`: after all."""


SHARP = Happened(("clamshell", "right", "sharp", None), "stopped_for_pain", 14)
ACHE = Happened(("kneeling-lunge", "left", "ache", 4))
LEFT_OUT = Happened(("banded-internal-rotation", "right", "ache", 5), "partial", 18)
CUT_OFF = Happened(ends="", sets=9)
GIVEN_UP = Happened(ends="partial", sets=0)

SESSIONS: tuple[tuple[int, str, str, Dose, Happened], ...] = tuple(
    (week, day, name, dose, happened)
    for week, name, dose, days, happened in (
        (1, RELEASE, LOW, "Mon Tue Thu Fri Sat", Happened()),
        (1, CHAIR, LOW, "Wed", Happened()),
        (2, RELEASE, LOW, "Mon Wed Fri Sun", Happened()),
        (2, CHAIR, LOW, "Tue Sat", Happened()),
        (3, FULL, LOW, "Mon", Happened()),
        (3, FULL, LOW, "Wed", SHARP),
        (3, RELEASE, LOW, "Fri Sun", Happened()),
        (4, FULL, LOW, "Mon Sat", Happened()),
        (4, FULL, LOW, "Thu", ACHE),
        (4, RELEASE, LOW, "Tue Sun", Happened()),
        (5, RELEASE, LOW, "Sat", Happened()),
        (6, FULL, LOW, "Mon Fri", Happened()),
        (6, FULL, LOW, "Wed", CUT_OFF),
        (6, RELEASE, MIDDLE, "Tue Sat", Happened()),
        (6, DESK, LOW, "Thu", Happened()),
        (7, FULL, LOW, "Tue Thu Sat", Happened()),
        (7, RELEASE, MIDDLE, "Mon Sun", Happened()),
        (8, FULL, MIDDLE, "Mon", LEFT_OUT),
        (8, FULL, MIDDLE, "Wed Fri", Happened()),
        (8, RELEASE, MIDDLE, "Tue Sun", Happened()),
        (9, FULL, MIDDLE, "Mon Thu", Happened()),
        (9, FULL, MIDDLE, "Fri", GIVEN_UP),
        (9, RELEASE, MIDDLE, "Tue Sat", Happened()),
        (10, FULL, MIDDLE, "Mon Wed Sat", Happened()),
        (10, RELEASE, MIDDLE, "Tue Fri Sun", Happened()),
        (11, FULL, HIGH, "Tue Fri", Happened()),
        (11, RELEASE, HIGH, "Wed Sun", Happened()),
        (12, FULL, HIGH, "Mon Thu Sat", Happened()),
        (12, RELEASE, HIGH, "Tue Sun", Happened()),
    )
    for day in days.split()
)
"""Week, day, session and dose, and what was not as usual."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PAIN = (4, 4, 3, 4, 3, 3, 2, 2, 2, 2, 1, 1)
"""The usual pain of each week."""
NOTES = {
    2: "Right side much stiffer than left.",
    7: "Band is new, needed the chair to hold on to.",
    13: "Sharp in the outer hip on the second set, gone after ten minutes. Slept on the other side.",
    14: "Only stretches until it is quiet.",
    18: "Knee ached a little at the front, pad folded double: better.",
    21: "Travelling, hotel floor.",
    26: "Two days ago the phone rang, did not go on after that.",
    29: "First week without thinking about the stairs.",
    33: "Groin pinched with the band, left it out.",
    44: "Long drive the day before.",
    48: "Got the socks on standing.",
    53: "High dose is long, 43 minutes.",
}
"""What was noted, by the number of the session."""
MEASURED = (
    # inward left and right, outward left and right, standing left and right, socks
    (0, (36, 24, 44, 52, 12, 19, 4)),
    (14, (36, 26, 45, 51, 12, 18, 4)),
    (29, (37, 25, 44, 52, 11, 19, 5)),
    (42, (36, 29, 45, 50, 12, 18, 6)),
    (57, (38, 30, 44, 51, 13, 18, 7)),
    (72, (37, 32, 45, 50, 12, 19, 8)),
)
"""What was measured, by days after the beginning."""
MEASURES = (
    (Quantity.INWARD, Side.LEFT),
    (Quantity.INWARD, Side.RIGHT),
    (Quantity.OUTWARD, Side.LEFT),
    (Quantity.OUTWARD, Side.RIGHT),
    (Quantity.STANDING, Side.LEFT),
    (Quantity.STANDING, Side.RIGHT),
    (Quantity.SOCKS, Side.NONE),
)
DAILY_LIFE = {13: ("same", 7), 27: ("same", 7), 45: ("better", 6), 60: ("better", 5), 74: ("better", 5)}
"""What was answered every two weeks, at the first session from so many days after the beginning on."""


@cache
def _played(name: str, dose: Dose) -> tuple[Line, ...]:
    """The lines of a session played from beginning to end, without the places."""
    library = Library(shipped_sessions(), None)
    session = library.read(library.find(name)).session
    assert session is not None
    with TemporaryDirectory() as folder:
        logged = LoggedSession(Path(folder), session=session, choices=Choices(dose=dose), file=f"{name}.yaml")
        logged.journal.checkin(pain=0)
        logged.start()
        logged.play()
        logged.journal.checkout(pain=0)
        return tuple(line for line in lines_of(logged.close()) if line["t"] != "place")


def write(home: Path, last: date) -> None:
    """Write the log of the twelve weeks that end on a day, and what the person said of themselves."""
    chance, log = Random(12), home / "log"
    first = last - timedelta(days=DAYS - 1)
    _person(log, datetime.combine(first, time(7, 0), ZONE))
    ordered = sorted(SESSIONS, key=lambda one: (one[0], WEEKDAYS.index(one[1])))
    asked, before = dict(DAILY_LIFE), None
    for number, (week, weekday, name, dose, happened) in enumerate(ordered):
        days = 7 * (week - 1) + WEEKDAYS.index(weekday)
        began = datetime.combine(first + timedelta(days=days), time(7, 5 + number % 40), ZONE)
        due = [at for at in asked if at <= days]
        life = asked.pop(due[0]) if due else None
        pain = max(0, PAIN[week - 1] + chance.choice((-1, 0, 0, 1)))
        lines = list(_session(_played(name, dose), began, chance, week, happened))
        after = _answers(lines, chance, pain, before, life, NOTES.get(number), 0 if happened.pain is None else 2)
        before = max(pain, after - 1)
        data = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines).encode()
        if number == 30:
            data = data.replace(b'{"t":"set"', b'{"t":\xff"set"', 1)
        session = lines[0]["session"]
        stamp = began.astimezone(tz=None).astimezone(UTC)
        path = log / f"{stamp:%Y}" / f"{stamp:%Y%m%dT%H%M%SZ}-{name}-{session[:4]}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _session(lines: tuple[Line, ...], began: datetime, chance: Random, week: int, happened: Happened) -> Iterator[Line]:
    session, sets, at = f"{chance.getrandbits(128):032x}", 0, began
    for line in lines:
        at = began + (datetime.fromisoformat(line["at"]) - MORNING)
        one = {**line, "at": at.isoformat(timespec="seconds")}
        match one["t"]:
            case "start":
                one["session"] = session
            case "set":
                if sets == happened.sets:
                    continue
                sets += 1
                if sets == happened.sets and happened.pain is not None:
                    one |= {"how": "pain"} | _amount(one, 0.4)
                elif one["side"] == "right" and one["reps"] and chance.random() < 0.5 - week / 24:
                    one |= _amount(one, 0.7)
            case "end" | "checkout" if not happened.ends:
                continue
            case "end":
                if happened.pain is not None:
                    exercise, side, kind, score = happened.pain
                    yield {
                        "t": "pain",
                        "at": one["at"],
                        "exercise": exercise,
                        "side": side,
                        "kind": kind,
                        "score": score,
                    }
                one["outcome"] = happened.ends
            case _:
                pass
        yield one


def _amount(line: Line, part: float) -> Line:
    """A part of what was to be done of a set, and how it ended by that."""
    kind = "reps" if line["reps"] else "hold_s"
    amount = line[kind]
    done = float(round(amount["target"] * part))
    how = line["how"] if line["how"] == "pain" else "done" if done >= amount["range"][0] else "short"
    return {kind: {**amount, "done": done}, "how": how}


def _answers(
    lines: list[Line],
    chance: Random,
    pain: int,
    before: int | None,
    life: tuple[str, int] | None,
    note: str | None,
    rise: int,
) -> int:
    """Answer the questions of a session, but for some; returns the pain after it, answered or not."""
    after = max(0, pain + (rise or chance.choice((-1, 0, 0, 1))))
    for line in lines:
        match line["t"]:
            case "checkin":
                line.pop("pain")
                if chance.random() < 0.94:
                    line["pain"] = pain
                if before is not None and chance.random() < 0.88:
                    line["next_morning"] = max(0, before + chance.choice((-1, 0, 0, 1)))
                if life is not None:
                    line |= {"daily_life": life[0], "turned_out": life[1]}
            case "checkout":
                line["pain"] = after if rise or chance.random() < 0.9 else None
                done = {each["exercise"] for each in lines if each["t"] == "set"}
                line["effort"] = {one: chance.choice((4, 5, 5, 6, 7)) for one in sorted(done) if chance.random() < 0.9}
                line["note"] = note or ""
            case _:
                pass
    return after


def _person(log: Path, at: datetime) -> None:
    """What the person said of themselves: the affected side, the programme, what was measured."""
    library = Library(shipped_sessions(), None)
    path = library.find_programme(PROGRAMME)
    programme = library.read_programme(path).programme
    assert programme is not None
    keep(log, HOST, (AffectedLine(at, Affected.RIGHT),))
    keep_programme(log, HOST, begins(at, PROGRAMME, hashlib.sha256(path.read_bytes()).hexdigest(), programme))
    for days, values in MEASURED:
        then = at + timedelta(days=days)
        lines = (MeasureLine(then, *key, value) for key, value in zip(MEASURES, values, strict=True))
        keep_measures(log, HOST, tuple(lines))


if __name__ == "__main__":
    write(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else date(2026, 11, 22))
