"""The list of sessions in text: its order and headings, its rows, and which sessions a filter or a name leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.session.library import Entry
from hipcoach.session.model import Dose, Session
from hipcoach.text.characters import cells, cut

if TYPE_CHECKING:
    from hipcoach.advice.proposal import Proposal
    from hipcoach.journal.figures import Week

NAME, SIGNS, LAST, FOUR = 26, 9, 16, 5
"""The columns of a session's name, of the signs for what it needs, of when it was last done, and of the last times."""

TIMES = FOUR - 1
"""How many of the last times are shown."""

LEAST_NAME = 12
"""The fewest columns of a name; with less room the columns at the right give way, those of the last times first."""

TODAY, IF_YOU_LIKE, LAST_TIME, YOURS, OTHERS = "Today", "If you like", "Last time", "Yours", "More presets"

PRESETS = {
    "For turned-out hips": (
        "release", "full-alignment", "strengthen", "five-minutes-a", "five-minutes-b", "chair-alignment",
    ),
    "For turning the hip out": ("external-rotation", "desk-break"),
    "For both": ("balanced-rotators",),
}  # fmt: skip
"""The presets by what they are for, in the order in which a newcomer can use them."""


class Extra(Enum):
    """What stands in the list beside sessions and can be chosen."""

    REST = auto()
    """A rest day."""
    ALL = auto()
    """Shows all sessions again."""


class PlainRow(Struct, frozen=True):
    """A line of the list that cannot be chosen."""

    text: str
    heading: bool = False


class Offered(Struct, frozen=True):
    """One of the offers of the day, by its number."""

    number: int


Row = int | PlainRow | Extra | Offered
"""What stands on a row of the list: a session by its number among the entries, or something beside them."""


class UnderHeading(Struct, frozen=True):
    """Some rows under a heading."""

    heading: str
    rows: tuple[Row, ...]


class Only(StrEnum):
    """A filter: only the sessions that it is true of."""

    FLOOR = "on the floor"
    CHAIR = "off the floor"
    NO_BAND = "no band"


FLOOR, BAND = "▭", "∞"
"""The signs for a mat and for a band."""

LEAVES: dict[Only, Callable[[str], bool]] = {
    Only.FLOOR: lambda signs: FLOOR in signs,
    Only.CHAIR: lambda signs: FLOOR not in signs,
    Only.NO_BAND: lambda signs: BAND not in signs,
}
"""Whether each filter leaves a session, by the signs for what it needs."""

OPPOSITE = {Only.FLOOR: Only.CHAIR, Only.CHAIR: Only.FLOOR}


class Wanted(Struct, frozen=True):
    """What the person looks for: a part of a name, and filters."""

    part: str = ""
    only: tuple[Only, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether every session is wanted."""
        return not (self.part or self.only)

    def toggled(self, one: Only) -> Wanted:
        """The same with a filter switched on, and its opposite off, or with the filter switched off."""
        rest = tuple(other for other in self.only if other not in (one, OPPOSITE.get(one)))
        return replace(self, only=rest if one in self.only else (*rest, one))

    def leaves(self, names: Iterable[str], signs: str | None) -> bool:
        """Whether a session with these names is wanted; `signs` is `None` as long as it is not known what it needs."""
        part = self.part.casefold().strip()
        return any(part in name.casefold() for name in names) and (
            not self.only or (signs is not None and all(LEAVES[one](signs) for one in self.only))
        )

    @property
    def words(self) -> str:
        """What is wanted, in words."""
        part = self.part.strip()
        return ", ".join((*self.only, *((f"'{part}'",) if part else ())))


class LastDone(Struct, frozen=True):
    """How and when a session was last done, and a sign for each of its last times, the newest at the right."""

    went: str
    began: datetime
    signs: str


def last_done(
    entries: Iterable[Entry], log: Path, now: datetime, refused: Callable[[str], None]
) -> Mapping[str, LastDone]:
    """Read from the log when each session was last done, by the name of its file; `refused` as in `sessions`."""
    # Imported here, so that the list is shown first.
    from hipcoach.journal.history import newest_of
    from hipcoach.ui.charts import sign

    done: dict[str, LastDone] = {}
    files = [entry.path.name for entry in entries]
    for file, times in newest_of(files, log, refused=refused, until=now, most=TIMES).items():
        if (began := times[0].began) is not None:
            # The newest one stands at the right.
            signs = "".join(sign(one.outcome, anything=one.sets) for one in reversed(times))
            done[file] = LastDone(times[0].went, began, signs)
    return done


def head(
    wanted: Wanted, week: Week | None, proposal: Proposal | None, session: Session | None, today: date, dose: Dose,
    width: int,
) -> str:  # fmt: skip
    """The line above the list: what is wanted, or this week against its goal; and the dose.

    The goal is that of the programme, else that of a session.
    """
    dosed = f"{dose.value} dose"
    if not wanted.anything:
        return f"Only {wanted.words} · {dosed}"
    # Imported here, so that the list is shown first.
    count = ""
    if proposal is not None:
        from hipcoach.ui.today_texts import week_of

        count = week_of(proposal)
    if (week is None or not week.sittings) and not count:
        return f"hipcoach · pick a session · {dosed}"
    days = ""
    if week is not None:
        from hipcoach.ui.done import week_in_a_line, week_lines

        per_week, per_day = (session.per_week, session.per_day) if session is not None else (None, None)
        days, counted = week_lines(week, today, per_week, per_day)
        days, count = f"{week_in_a_line(week, days)}   ", count or counted
    texts = (f"hipcoach · {days}{count} · {dosed}", f"{days}{count} · {dosed}", f"{count} · {dosed}")
    return next((text for text in texts if cells(text) <= width - 2), count)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The person's own sessions first, then the presets in an order of use."""
    known = {name: number for number, name in enumerate(name for names in PRESETS.values() for name in names)}
    return tuple(sorted(entries, key=lambda entry: (entry.shipped, known.get(entry.name, len(known)) * entry.shipped)))


def in_groups(entries: Sequence[Entry], first: Sequence[UnderHeading]) -> list[UnderHeading]:
    """The sessions under headings: what stands `first`, then one's own, then presets by their use."""
    headings = {name: heading for heading, names in PRESETS.items() for name in names}
    placed = {row for group in first for row in group.rows if isinstance(row, int)}
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        if number not in placed:
            found.setdefault(headings.get(entry.name, OTHERS) if entry.shipped else YOURS, []).append(number)
    return [*first, *(UnderHeading(heading, tuple(numbers)) for heading, numbers in found.items())]


def in_columns(length: str, name: str, needs: str = "", last: str = "", four: str = "", *, width: int) -> str:
    """One row of the list; what is needed is never cut."""
    room = width - len("› 12:30 ") - 2
    columns: list[tuple[str, int]] = []
    for text, column in ((needs, SIGNS), (cut(last, LAST - 1), LAST), (four, FOUR)):
        if room - column < LEAST_NAME or not (needs or last or four):
            break
        columns.append((text, column))
        room -= column
    room = min(room, NAME) if columns else room
    shown = cut(name, room)
    gap = " " * (room - cells(shown))
    return f"{length:>5} {shown}{gap}{''.join(f' {text:<{column - 1}}' for text, column in columns)}".rstrip()
