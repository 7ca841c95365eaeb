"""Finds an interrupted session, and what is needed to resume or close it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_never

from msgspec import Struct

from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json
from hipcoach.engine.events import Event, Outcome, SessionEnded, SetDone
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.state import record_to_row
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Switch, Timed, Work
from hipcoach.journal.disk import Disk, append
from hipcoach.journal.files import paths
from hipcoach.journal.fold import Folded, read, stamp
from hipcoach.journal.format import TooNew, encode, lies_ahead
from hipcoach.journal.heard import line_of
from hipcoach.journal.lines import end_line
from hipcoach.session.model import Side
from hipcoach.text.characters import clean
from hipcoach.text.counts import counted

WITHIN = timedelta(hours=24)
"""How long after its start a session is offered to be resumed."""


class Resumable(Struct, frozen=True):
    """An interrupted session that can be resumed."""

    path: Path
    folded: Folded
    plan: Plan
    choices: Choices
    snapshot: Json
    """The player's snapshot, with all records."""

    @property
    def file(self) -> str:
        """The name of its session file."""
        return self.folded.start.file if self.folded.start else ""

    def player(self) -> Player:
        """A paused player, restored from the snapshot."""
        return Player.restore(self.plan, self.snapshot)

    def gap(self, now: datetime) -> float:
        """Seconds since the latest line of its log; 0 if the clock was set back."""
        return max(0.0, (now - self.folded.last).total_seconds()) if self.folded.last else 0.0

    @property
    def closed(self) -> SessionEnded:
        """The end of the session if it were closed where it stands."""
        end = self.stopped()[-1]
        assert isinstance(end, SessionEnded), "a session that stands still can be stopped"
        return end

    @property
    def hurts(self) -> bool:
        """Whether it stands still for a pain: that is asked about before it goes on."""
        return self.folded.hurts

    @property
    def dropped(self) -> Outcome:
        """How it ends if going on with it is declined."""
        return Outcome.STOPPED_FOR_PAIN if self.hurts else Outcome.ABANDONED

    def stopped(self) -> tuple[Event, ...]:
        """The events of its end if it were closed where it stands."""
        player = self.player()
        if self.hurts:
            player.pain(0.0)
        return player.stop(0.0)

    @property
    def place(self) -> str:
        """Its title and place, safe to be shown: `Release: clamshell, left, set 2, repetition 8`."""
        stopped = ", stopped for pain" if self.hurts else ""
        return clean(f"{self.folded.title}: {self.description}{stopped}")

    @property
    def description(self) -> str:
        """Its place, such as `clamshell, left, set 2, repetition 8`."""
        player = self.player()
        step, at = player.step, player.state
        exercise = self.plan.exercises[step.exercise]
        name = exercise.name
        # Lower case within a sentence, but an abbreviation keeps its capitals.
        words = [name[:1].lower() + name[1:] if name[1:2].islower() else name]
        if (side := at.side(self.plan)) is not Side.NONE:
            words.append(side.value)
        words.append(f"{'set' if exercise.group is None else 'round'} {step.set}")
        match step:
            case Repetitions():
                words.append(f"repetition {at.reps // step.sides + 1}")
            case Hold() | Timed() if step.unended:
                words.append(f"{counted(round(at.worked), 'second')} done")
            case Hold() | Timed():
                words.append(f"{counted(round(at.target - at.worked), 'second')} left")
            case Prepare() | Switch() | Rest():
                # Of what is not work the set says enough.
                pass
            case _:
                assert_never(step)
        return ", ".join(words)


def find(
    log: Path,
    host: str,
    now: datetime,
    *,
    file: str | None = None,
    without: Collection[Path] = (),
    disk: Disk | None = None,
) -> Resumable | None:
    """The newest session of the last 24 hours that this installation began, that was not ended and is not running.

    `file`: only sessions of the session file of this name. `without`: logs to skip, because a fuller copy is saved in
    another folder.
    """
    disk = disk or Disk()
    for path in paths(log):
        began = stamp(path)
        if began is None or path in without or lies_ahead(began, now):
            continue
        if now - began > WITHIN:
            return None
        try:
            folded = read(path)
            resumable = None if lies_ahead(folded.began, now) else resumable_of(folded, host)
            if resumable is None or file not in (None, resumable.file):
                continue
            if disk.free(path):
                return resumable
        except (OSError, TooNew):
            # The history reports what is wrong with the file; here it only means that there is nothing to resume.
            continue
    return None


def resumable_of(folded: Folded, host: str) -> Resumable | None:
    """The session to resume; `None` if another installation began it, it was ended, or its log is incomplete."""
    over = folded.outcome is not None and not folded.hurts
    if over or folded.start is None or folded.start.host != host:
        return None
    standing = folded.standing
    if standing is None or folded.choices is None:
        return None
    records = [record_to_row(record) for record in folded.records]
    # If the plan was changed just before the end, the latest place may not exist in it.
    for plan in (standing.plan, standing.plan_then):
        try:
            place = _after_its_set(plan, standing.place or _at_start(plan), standing.since)
            place["records"] = records
            Player.restore(plan, place)
        except ValueError:
            continue
        return Resumable(folded.path, folded, plan, folded.choices, place)
    return None


def _at_start(plan: Plan) -> Json:
    """The snapshot of a session that has just begun."""
    player = Player(plan)
    player.start(0.0)
    return player.snapshot()


def _after_its_set(plan: Plan, place: Json, since: tuple[int, ...]) -> Json:
    """The place, moved on past its set if that set's record was written after it, on alternating sides both of them."""
    player = Player.restore(plan, place)
    step = player.step
    written = isinstance(step, Work) and all(one.n in since for one in step.by_side)
    if written and player.state.after(plan) < len(plan.steps):
        player.next(0.0)
    return player.snapshot()


def abandon(resumable: Resumable, now: datetime, *, disk: Disk | None = None) -> None:
    """Log that the person declined to resume the session. Raises OSError."""
    _append(resumable, [end_line(now, resumable.dropped)], disk)


def close_as_partial(resumable: Resumable, now: datetime, *, disk: Disk | None = None) -> None:
    """Log the end of the session where it stood, with the current set as far as it went. Raises OSError."""
    last = [event for event in resumable.stopped() if not _tells_of_nothing(event)]
    lines = [line for event in last if (line := line_of(event, now, resumable.choices)) is not None]
    _append(resumable, lines, disk)


def _tells_of_nothing(event: Event) -> bool:
    """Whether an event is a set in which nothing was done."""
    return isinstance(event, SetDone) and event.record.counted.done <= 0


def _append(resumable: Resumable, lines: list[Json], disk: Disk | None) -> None:
    folded = resumable.folded
    data = b"\n" * folded.open_ended + b"".join(encode(line) for line in lines)
    append(disk or Disk(), resumable.path, folded.size, folded.whole, data)
