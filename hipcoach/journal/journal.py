"""The listener that records a session: one line for each event worth keeping, in the order of the events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

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
"""Seconds of a hold after which a new place is written."""


class SessionFacts(Struct, frozen=True):
    """The facts about a session, besides the plan, that the first line of its log contains."""

    file: str
    """The session file's name."""
    sha256: str
    """The checksum of the session file."""
    title: str
    app: str
    """The version of hipcoach."""
    host: str
    """This installation's id."""
    choices: Choices
    usual: Choices | None = None
    """The choices to restore next time, without today's pain adjustments; `None` if they are `choices`."""


class Journal:
    """Records one session as a listener of the conductor; a failing disk never stops the session."""

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
        """No file is made before the session starts.

        `report` is called from the writing thread with a line for the person: once when writing fails, once when it
        works again. `acknowledged` is called there with each line that is on the disk.
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
        """`None` until the session has started."""
        self._before: list[Json] = []
        """Lines from before the start."""
        self._copy: int | None = None
        """The descriptor of a copy saved in another folder, open and locked."""
        self._fives = 0
        """How many times `HOLD_EVERY` seconds of the current hold the latest place covers."""

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
        """Continue the log of an interrupted session; InUse if another process does, or has since it was found."""
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
        """Write lines for the events, then the new place if one is needed."""
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
        """Remember new choices; to be called before the plan is changed for them."""
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
        """Write all answers of the check-in; may be called before the session starts.

        `background` is empty if its questions were skipped; `accepted` and `declined` are keys of offers, `dismissed`
        those of notices.
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
        self._put_checkin(checkin)

    def nobody_asked(self) -> None:
        """Write that nobody was there to be asked; may be called before the session starts."""
        self._put_checkin(Checkin(at=self._wall(), asked=False))

    def _put_checkin(self, checkin: Checkin) -> None:
        line = lines.checkin_line(checkin)
        if self._writer is None:
            self._before.append(line)
        else:
            self._put([QueuedLine(encode(line))])

    def checkout(
        self, *, pain: int | None = None, effort: Mapping[str, int] = MappingProxyType({}), note: str = ""
    ) -> None:
        """Write the answers of the check-out."""
        self._put([QueuedLine(encode(lines.checkout_line(Checkout(self._wall(), pain, effort, note))))])

    # -- how the writing goes -----------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The path of the log; `None` before the session has started."""
        return self._writer.path if self._writer else None

    @property
    def whereabouts(self) -> Path | None:
        """The path of the log after it was closed; `None` if it was moved and cannot be found."""
        return self._writer.whereabouts if self._writer else None

    @property
    def host(self) -> str:
        """The id of the installation that began the session."""
        return self._facts.host

    @property
    def trouble(self) -> str | None:
        """Why the log cannot be written at present; `None` if it can."""
        return self._writer.trouble if self._writer else None

    def unwritten(self) -> tuple[str, ...]:
        """The lines that are not on the disk."""
        return self._writer.unwritten() if self._writer else ()

    def retry(self) -> None:
        """Try again at once to write the lines that could not be written."""
        if self._writer:
            self._writer.retry()

    def save_copy(self, path: Path, *, replace: bool = False) -> None:
        """Write the whole log, including lines that are not on the disk yet, to another file, all at once.

        Raises OSError; without `replace`, FileExistsError if the file exists.
        """
        fd = self._disk.save(path, self._writer.everything() if self._writer else b"", replace=replace)
        self.let_go_of_copy()
        self._copy = fd

    def let_go_of_copy(self) -> None:
        """Unlock the saved copy, so that a later start can bring it back: no fuller one will replace it."""
        fd, self._copy = self._copy, None
        if fd is not None:
            self._disk.close(fd)

    def close(self, timeout: float) -> tuple[str, ...]:
        """Write what is left within `timeout` seconds and close the file; returns the lines still unwritten."""
        return self._writer.close(timeout) if self._writer else ()

    # -- within -------------------------------------------------------------------------------------------------------

    def _put(self, entries: list[QueuedLine]) -> None:
        assert self._writer is not None or not entries, "nothing happens in a session before it starts"
        if self._writer is not None:
            self._writer.put(entries)

    def _begin(self, at: datetime, player: Player) -> list[Json]:
        """The first lines of the log; creates the writer."""
        facts = self._facts
        session = self._new_id()
        self._writer = self._writer_for(_names(self._log, facts.file, at, session, self._new_id))
        start = Start(at, session, facts.title, facts.app, facts.host, self._pid, facts.file, facts.sha256)
        before, self._before = self._before, []
        return [lines.start_line(start, self._choices, facts.usual, player.plan), *before]

    def _go_on(self, resumable: Resumable) -> None:
        """Open the log of an interrupted session for appending, without a torn line at its end."""
        folded = resumable.folded
        start, now = folded.start, self._wall()
        assert start is not None, "without its start a session is not resumable"
        # The last line may be complete except for its line end.
        line = b"\n" * folded.open_ended + encode(lines.resume_line(now, resumable.gap(now)))
        fd: int | None
        try:
            fd = take(self._disk, resumable.path, folded.size)
        except InUse:
            raise
        except OSError:
            # The session goes on anyway: the writer will run into the same error, report it and try again.
            fd = None
        with ExitStack() as failing:
            if fd is not None:
                failing.callback(self._disk.close, fd)
            kept = content(resumable.path, LARGEST)[: folded.whole]
            names = _names(self._log, start.file, start.at, start.session, self._new_id)
            self._writer = self._writer_for(names, Existing(resumable.path, fd, kept))
            self._put([QueuedLine(line)])
            if folded.hurts and folded.pains[-1].kind is not None:
                # It is asked again, and what was told before must not count twice.
                self._put([QueuedLine(encode(lines.pain_undo_line(now)))])
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
        """Whether resuming now would begin noticeably elsewhere than at the latest written place."""
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
    """File names for a log, the next to be used if one is taken: two sessions can begin in the same second."""
    while True:
        yield name_of(log, file, at, session)
        session = new_id()
