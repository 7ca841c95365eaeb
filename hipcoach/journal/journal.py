"""Hears what happens in a session and keeps it: one line for each thing worth keeping, in the order it happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from hipcoach.advice.history import Background, DailyLife, OuterHip
from hipcoach.diagnostics.files import content
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json
from hipcoach.engine.events import Event, SessionStarted
from hipcoach.engine.player import Player
from hipcoach.engine.records import Unit
from hipcoach.engine.state import Mode, StepPart
from hipcoach.journal import lines
from hipcoach.journal.disk import Disk, InUse, Retry, backoff, take
from hipcoach.journal.files import name_of
from hipcoach.journal.format import LARGEST, encode
from hipcoach.journal.heard import line_of, moves
from hipcoach.journal.install import random_id
from hipcoach.journal.lines import Checkin, Checkout, Start
from hipcoach.journal.resume import Resumable
from hipcoach.journal.writer import Existing, QueuedLine, Writer

HOLD_EVERY = 5.0
"""Seconds of a hold after which its place is noted again."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a log's first line says about its session, beside the plan."""

    file: str
    """The session file's name."""
    sha256: str
    """Of the session file."""
    title: str
    app: str
    """hipcoach's version."""
    host: str
    """This installation's id."""
    choices: Choices
    usual: Choices | None = None
    """Choices to restore next time, without today's pain adjustments; `None` if they are `choices`."""


class Journal:
    """Keeps one session. It listens to the conductor; a failing disk is its own business and never the session's."""

    def __init__(
        self,
        log: Path,
        facts: SessionFacts,
        *,
        wall: Callable[[], datetime],
        pid: int,
        report: Callable[[str], None],
        new_id: Callable[[], str] = random_id,
        disk: Disk | None = None,
        retry: Retry = backoff,
        acknowledged: Callable[[str], None] | None = None,
    ) -> None:
        """Nothing is made before the session starts.

        `report` is called from the writing thread: once when writing fails, once when it works again. `acknowledged`
        is told there of each line that is on the disk.
        """
        self._log = log
        self._facts = facts
        self._choices = facts.choices
        self._wall = wall
        self._pid = pid
        self._new_id = new_id
        self._disk = disk or Disk()
        self._report = report
        self._retry = retry
        self._acknowledged = acknowledged
        self._writer: Writer | None = None
        """There once the session has started."""
        self._before: list[Json] = []
        """What was said before that."""
        self._copy: int | None = None
        """The copy that was saved elsewhere, open and locked."""
        self._fives = 0
        """How many times five seconds of the hold under way the latest place has."""

    @classmethod
    def resume(
        cls,
        resumable: Resumable,
        *,
        wall: Callable[[], datetime],
        report: Callable[[str], None],
        new_id: Callable[[], str] = random_id,
        disk: Disk | None = None,
        retry: Retry = backoff,
        acknowledged: Callable[[str], None] | None = None,
    ) -> Journal:
        """Go on in the log of an interrupted session; InUse where somebody else does, or has since it was found."""
        start = resumable.folded.start
        assert start is not None, "without its start a session is not resumable"
        facts = SessionFacts(start.file, start.sha256, start.title, start.app, start.host, resumable.choices)
        journal = cls(
            resumable.path.parent.parent,
            facts,
            wall=wall,
            pid=start.pid,
            report=report,
            new_id=new_id,
            disk=disk,
            retry=retry,
            acknowledged=acknowledged,
        )
        journal._go_on(resumable)
        return journal

    # -- while the session runs ---------------------------------------------------------------------------------------

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Keep what happened, then where that leaves the session."""
        heard: list[Json] = []
        for event in events:
            if isinstance(event, SessionStarted):
                heard += self._begin(at, player)
            elif (line := line_of(event, at, self._choices)) is not None:
                heard.append(line)
        entries = [QueuedLine(encode(line)) for line in heard]
        if self._moved(events, player):
            entries.append(QueuedLine(encode(lines.place_line(at, player.snapshot(records=False))), passing=True))
        self._put(entries)

    def choices_changed(self, choices: Choices) -> None:
        """Take note of what the person chose; to be told before the plan changes for it."""
        self._choices = choices

    def checkin(
        self,
        *,
        pain: int | None = None,
        next_morning: int | None = None,
        daily_life: DailyLife | None = None,
        turned_out: int | None = None,
        background: Collection[Background] | None = None,
        outer_hip: OuterHip | None = None,
        accepted: Iterable[str] = (),
        declined: Iterable[str] = (),
        dismissed: Iterable[str] = (),
    ) -> None:
        """Keep what was answered before the session, all at once; it may be before it starts.

        `background` is empty where its questions were skipped; `accepted` and `declined` are keys of offers,
        `dismissed` those of notices.
        """
        checkin = Checkin(
            at=self._wall(),
            pain=pain,
            next_morning=next_morning,
            daily_life=daily_life,
            turned_out=turned_out,
            background=None if background is None else frozenset(background),
            outer_hip=outer_hip,
            accepted=tuple(accepted),
            declined=tuple(declined),
            dismissed=tuple(dismissed),
        )
        line = lines.checkin_line(checkin)
        if self._writer is None:
            self._before.append(line)
        else:
            self._put([QueuedLine(encode(line))])

    def checkout(
        self, *, pain: int | None = None, effort: Mapping[str, int] = MappingProxyType({}), note: str = ""
    ) -> None:
        """Keep what was answered after the session."""
        self._put([QueuedLine(encode(lines.checkout_line(Checkout(self._wall(), pain, effort, note))))])

    # -- how the writing goes -----------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The log's file; `None` before the session has started."""
        return self._writer.path if self._writer else None

    @property
    def whereabouts(self) -> Path | None:
        """Where the log's file is, once it is closed; `None` where it was moved and cannot be found."""
        return self._writer.whereabouts if self._writer else None

    @property
    def host(self) -> str:
        """The id of the installation that began the session."""
        return self._facts.host

    @property
    def trouble(self) -> str | None:
        """Why the log cannot be written at present; `None` while it can."""
        return self._writer.trouble if self._writer else None

    def unwritten(self) -> tuple[str, ...]:
        """The lines that are not on the disk."""
        return self._writer.unwritten() if self._writer else ()

    def retry(self) -> None:
        """Try at once what could not be written."""
        if self._writer:
            self._writer.retry()

    def save_copy(self, path: Path, *, replace: bool = False) -> None:
        """Put the whole log, written or not, into a file, all at once; OSError where that fails.

        Without `replace`, FileExistsError where something of that name is there.
        """
        fd = self._disk.save(path, self._writer.everything() if self._writer else b"", replace=replace)
        self.let_go_of_copy()
        self._copy = fd

    def let_go_of_copy(self) -> None:
        """Have the copy that was saved brought back by whoever can: until then it may be replaced by a fuller one."""
        fd, self._copy = self._copy, None
        if fd is not None:
            self._disk.close(fd)

    def close(self, timeout: float) -> tuple[str, ...]:
        """Write what is left, for so many seconds at most, and let go of the file; what is still unwritten."""
        return self._writer.close(timeout) if self._writer else ()

    # -- within -------------------------------------------------------------------------------------------------------

    def _put(self, entries: list[QueuedLine]) -> None:
        assert self._writer is not None or not entries, "nothing happens in a session before it starts"
        if self._writer is not None:
            self._writer.put(entries)

    def _begin(self, at: datetime, player: Player) -> list[Json]:
        """The first lines; from here on there is a file."""
        facts = self._facts
        session = self._new_id()
        self._writer = self._writer_for(_names(self._log, facts.file, at, session, self._new_id))
        start = Start(session, at, facts.app, facts.host, self._pid, facts.file, facts.sha256, facts.title)
        before, self._before = self._before, []
        return [lines.start_line(start, self._choices, facts.usual, player.plan), *before]

    def _go_on(self, resumable: Resumable) -> None:
        """Take the file of an interrupted session over, without what is torn at its end."""
        folded = resumable.folded
        start, now = folded.start, self._wall()
        assert start is not None, "without its start a session is not resumable"
        # The last line may be whole but for its end.
        line = b"\n" * folded.open_ended + encode(lines.resume_line(now, resumable.gap(now)))
        fd: int | None
        try:
            fd = take(self._disk, resumable.path, folded.size)
        except InUse:
            raise
        except OSError:
            # The session goes on all the same. The writer meets the same error, tells of it and tries again.
            fd = None
        with ExitStack() as failing:
            if fd is not None:
                failing.callback(self._disk.close, fd)
            kept = content(resumable.path, LARGEST)[: folded.whole]
            names = _names(self._log, start.file, start.at, start.session, self._new_id)
            self._writer = self._writer_for(names, Existing(resumable.path, fd, kept))
            self._put([QueuedLine(line)])
            failing.pop_all()

    def _writer_for(self, names: Iterator[Path], existing: Existing | None = None) -> Writer:
        return Writer(
            self._disk,
            names,
            report=self._report,
            retry=self._retry,
            acknowledged=self._acknowledged,
            existing=existing,
        )

    def _moved(self, events: Sequence[Event], player: Player) -> bool:
        """Whether going on would now begin elsewhere than the latest place says, by more than a little."""
        at = player.state
        if at.mode in (Mode.READY, Mode.ENDED):
            return False
        fives = int(at.seconds(player.elapsed) // HOLD_EVERY)
        if any(map(moves, events)):
            self._fives = fives
            return True
        if (
            at.part is StepPart.WORK
            and at.mode is Mode.GUIDING
            and at.work(player.plan).unit is Unit.SECONDS
            and fives > self._fives
        ):
            self._fives = fives
            return True
        return False


def _names(log: Path, file: str, at: datetime, session: str, new_id: Callable[[], str]) -> Iterator[Path]:
    """Names for a log, which tell even two of the same second apart."""
    while True:
        yield name_of(log, file, at, session)
        session = new_id()
