"""Reads a log back: folds all its lines into one value.

A log may have been cut off anywhere, overwritten with zeros or edited by hand. Every line that can be read is used;
the others are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from hipcoach.diagnostics.files import content
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json, unchangeable
from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Work
from hipcoach.journal import reading
from hipcoach.journal.format import LARGEST, TooNew, decode, is_time, refuse_newer, time_of
from hipcoach.journal.lines import Checkin, Checkout, Pain, Start
from hipcoach.journal.reading import AnyPlanLine, PlanLine, SetLine
from hipcoach.session.model import MOST, Side

INTERRUPTED = "interrupted"
"""The ending of a session whose log has no end line."""

RUNNING = "running"
"""The ending of such a session while it is still running."""


class Standing(Struct, frozen=True):
    """What is needed to resume a session."""

    plan: Plan
    """The plan after the latest change."""
    place: Json | None
    """The latest snapshot of the player, without records."""
    plan_then: Plan
    """The plan that was in force when that snapshot was written."""
    since: tuple[int, ...]
    """The numbers of the sets that were recorded after it."""


class Folded(Struct, frozen=True):
    """Everything that a log contains."""

    path: Path
    start: Start | None
    """`None` if the first line could not be read."""
    chosen: Choices | None
    """The choices at the start, without adjustments made only for that day's pain."""
    choices: Choices | None
    """The choices after the latest change."""
    records: tuple[Record, ...]
    """One record for each set, the latest last."""
    times: Mapping[int, datetime]
    """The time at which each set was recorded, by its number."""
    planned: Mapping[tuple[str, Side], int]
    """The number of sets by exercise id and side, in session order; includes recorded sets that were left out later."""
    planned_seconds: int
    """Seconds of work in the latest plan."""
    names: Mapping[str, str]
    """The exercises' names by id."""
    pains: tuple[Pain, ...]
    checkin: Checkin | None
    checkout: Checkout | None
    outcome: Outcome | None
    """`None`: interrupted or still running. One that did not go on after a pain counts as stopped for pain."""
    hurts: bool
    """Whether it stands still for a pain: how to go on has to be asked before it does.

    Without places, known only where the kind of the pain was not told.
    """
    unreadable: int
    """The number of lines that could not be read."""
    last: datetime | None
    """The time of the latest line."""
    standing: Standing | None
    """`None` if the session cannot be resumed, or if only history was asked for."""
    size: int
    """The size of the file in bytes."""
    whole: int
    """Bytes up to the end of the last complete line; anything behind it is torn."""
    open_ended: bool
    """Whether the last complete line lacks its line end."""
    running: bool = False
    """Whether the session is running right now; only set by `history.seen_now`."""
    ahead: bool = False
    """Whether it began in the future by this clock; only set by `history.seen_now`."""

    @property
    def empty(self) -> bool:
        """Whether the file has no complete line: what is left of a session that could never be logged."""
        return self.whole == 0

    @property
    def session(self) -> str:
        """The session's id; the file's name if the first line is lost."""
        return self.start.session if self.start else self.path.stem

    @property
    def title(self) -> str:
        """The session's title."""
        return title(self.path, self.start)

    @property
    def began(self) -> datetime | None:
        """The start time; taken from the file's name if the first line is lost."""
        return self.start.at if self.start else stamp(self.path)

    @property
    def ending(self) -> str:
        """The ending as a word of the log's format, which never changes."""
        return RUNNING if self.running else ending(self.outcome)

    @property
    def seconds(self) -> float:
        """Seconds of work."""
        return sum(record.seconds for record in self.records)


def title(path: Path, start: Start | None) -> str:
    """A session's title; taken from the file's name if the first line is lost."""
    return start.title if start else path.stem[17:-5] or path.stem


def ending(outcome: Outcome | None) -> str:
    """A session's ending as a word of the log's format, which never changes."""
    return outcome.value if outcome else INTERRUPTED


def stamp(path: Path) -> datetime | None:
    """The time in a log file's name."""
    text = path.name[:16]
    try:
        # `strptime` would import the names of the days and months of all languages.
        at = datetime.fromisoformat(text) if text.endswith("Z") else None
    except ValueError:
        return None
    return at if at is not None and is_time(at) else None


def read(path: Path, *, places: bool = True) -> Folded:
    """Read and fold a file; without `places` only what history needs. Raises OSError or TooNew."""
    return fold(path, content(path, LARGEST), places=places)


def fold(path: Path, data: bytes, *, places: bool = True) -> Folded:
    """Fold the content of a file; TooNew if a newer version wrote it."""
    folding = _Folding(path, places)
    end = data.rfind(b"\n") + 1
    # Most lines are places; none of those that are passed over outlives its turn, which is twice as fast as a list.
    for line in [line for line in BytesIO(data[:end]) if places or not line.startswith(reading.PLACE)]:
        if line != b"\n":
            folding.take(line[:-1])
    whole, open_ended = end, False
    # A last line that lacks only its line end, or is followed only by zeros, is complete.
    if (tail := data[end:].rstrip(b"\0")) and folding.take(tail):
        whole, open_ended = end + len(tail), True
    return folding.folded(len(data), whole, open_ended)


class _Folding:
    """The state while lines are being folded."""

    def __init__(self, path: Path, places: bool) -> None:
        self._path = path
        self._places = places
        self._start: Start | None = None
        self._chosen: Choices | None = None
        self._choices: Choices | None = None
        self._records: dict[int, Record] = {}
        self._times: dict[int, datetime] = {}
        self._planned: PlanLine | None = None
        self._pains: list[Pain] = []
        self._felt: Pain | None = None
        """The pain of which nothing is told yet."""
        self._aches = False
        """Whether an ache was told, and no way to go on was chosen."""
        self._told: list[Pain | None] = []
        """For each of the pains, the same before its kind was told; `None` where earlier versions did not log that."""
        self._checkin: Checkin | None = None
        self._checkout: Checkout | None = None
        self._outcome: Outcome | None = None
        self._outlived = 0
        """How many pains had been reported when the session was last resumed."""
        self._unreadable = 0
        self._last: datetime | None = None
        self._plan: Plan | None = None
        self._plan_then: Plan | None = None
        self._place: Json | None = None
        self._since: list[int] = []

    def take(self, line: bytes) -> bool:
        """Fold one line in; returns whether it could be read."""
        try:
            try:
                self._fold(line)
            except ValueError:
                # A part that never reached the disk reads as zeros; the next line follows them directly.
                if not (stripped := line.strip(b"\0")) or len(stripped) == len(line):
                    raise
                self._fold(stripped)
        except TooNew:
            raise
        except (ValueError, RecursionError):
            self._unreadable += 1
            return False
        return True

    def _fold(self, line: bytes) -> None:
        # Most lines are sets; what another line is has to be read first.
        kind = decode(line, SetLine if line.startswith(reading.SET) else reading.Kind)
        match kind.t:
            case "start" if self._start is None:
                refuse_newer(self._path, kind.v)
                self._start = reading.dated(line, Start)
                self._chosen = self._change_plan(line).usually
            case "plan":
                self._change_plan(line)
            case "set":
                told = kind if isinstance(kind, SetLine) else decode(line, SetLine)
                self._last = time_of(told.at)
                self._record(told.record, self._last)
                return
            case "undo":
                self._records.pop(decode(line, reading.UndoLine).n, None)
            case "place":
                self._place = reading.place_of(line)
                self._aches = False
                self._plan_then = self._plan
                self._since = []
            case "pain_felt":
                self._felt = reading.dated(line, Pain)
            case "no_pain":
                self._felt = None
            case "pain":
                self._pains.append(reading.pain_of(line))
                self._aches = self._places
                self._told.append(self._felt)
                self._felt = None
            case "pain_undo" if self._pains:
                self._pains.pop()
                self._felt = self._told.pop()
                self._aches = False
            case "resume":
                self._outlived = len(self._pains)
            case "checkin":
                self._checkin = reading.checkin_of(line)
            case "checkout":
                self._checkout = reading.checkout_of(line)
            case "end":
                self._outcome = decode(line, reading.EndLine).outcome
            case _:
                # A second start, a pain undone twice, or a line of another version.
                pass
        if kind.at is not None:
            self._last = time_of(kind.at)

    def _change_plan(self, line: bytes) -> PlanLine:
        self._planned = told = reading.planned(line)
        self._choices = unchangeable(told.choices)
        if self._places:
            self._plan = decode(line, AnyPlanLine).whole(self._start.title if self._start else "")
        return told

    def _record(self, record: Record, at: datetime) -> None:
        self._since.append(record.n)
        earlier = self._records.get(record.n)
        if earlier is None or record.counted.done > 0:
            # Removed first, so that the latest record comes last.
            self._records.pop(record.n, None)
            self._records[record.n] = record
            self._times[record.n] = at

    def _hurts(self) -> bool:
        aches = self._aches and self._how_it_ended() is None
        return self._outcome is None and (self._felt is not None or aches)

    def _how_it_ended(self) -> Outcome | None:
        """The outcome of the end line; without one, stopped for pain if it did not go on after a pain."""
        kind = self._pains[-1].kind if len(self._pains) > self._outlived else None
        stopped = self._felt is not None or (kind is not None and kind.ends_session)
        return Outcome.STOPPED_FOR_PAIN if self._outcome is None and stopped else self._outcome

    def folded(self, size: int, whole: int, open_ended: bool) -> Folded:
        """The folded value of all lines."""
        standing = None
        planned = self._planned
        work = [step for step in planned.plan if isinstance(step, Work)] if planned else []
        if self._plan is not None:
            standing = Standing(self._plan, self._place, self._plan_then or self._plan, tuple(self._since))
        return Folded(
            path=self._path,
            start=self._start,
            chosen=self._chosen,
            choices=self._choices,
            records=tuple(self._records.values()),
            times=MappingProxyType({n: self._times[n] for n in self._records}),
            planned=MappingProxyType(_planned(work, self._records) if work else {}),
            planned_seconds=min(sum(one.seconds for one in work), MOST),
            names=MappingProxyType({one.id: one.name for one in planned.exercises} if planned else {}),
            pains=(*self._pains, *([self._felt] if self._felt else ())),
            checkin=self._checkin,
            checkout=self._checkout,
            outcome=self._how_it_ended(),
            hurts=self._hurts(),
            unreadable=self._unreadable,
            last=self._last,
            standing=standing,
            size=size,
            whole=whole,
            open_ended=open_ended,
        )


def _planned(work: Iterable[Work], records: Mapping[int, Record]) -> dict[tuple[str, Side], int]:
    """The number of sets for each exercise and side, counting planned sets and recorded ones of earlier plans."""
    numbers: set[int] = set()
    sets: dict[tuple[str, Side], int] = {}
    for one in (each for step in work for each in step.by_side):
        numbers.add(one.n)
        key = one.exercise, one.side
        sets[key] = sets.get(key, 0) + 1
    for record in records.values():
        if record.n not in numbers:
            key = record.exercise, record.side
            sets[key] = sets.get(key, 0) + 1
    return sets
