"""Finds a session that was interrupted, and what is needed to go on with it or to close it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_never

from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json
from hipcoach.engine.events import Event, Outcome, SessionEnded, SetDone
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.state import record_to_row
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Switch, Work
from hipcoach.journal.disk import Disk, append
from hipcoach.journal.files import paths
from hipcoach.journal.fold import Folded, read, stamp
from hipcoach.journal.format import TooNew, encode, lies_ahead
from hipcoach.journal.heard import line_of
from hipcoach.journal.lines import end_line
from hipcoach.session.model import Side
from hipcoach.text.characters import clean

WITHIN = timedelta(hours=24)
"""How long after its start a session is worth going on with."""


@dataclass(frozen=True, slots=True)
class Resumable:
    """A session that was interrupted."""

    path: Path
    folded: Folded
    plan: Plan
    choices: Choices
    snapshot: Json
    """Where it stood, with everything that was done."""

    @property
    def file(self) -> str:
        """The name of its session file."""
        return self.folded.start.file if self.folded.start else ""

    def player(self) -> Player:
        """The session as it stood, paused."""
        return Player.restore(self.plan, self.snapshot)

    def gap(self, now: datetime) -> float:
        """Seconds since its last sign of life; none where the clock was set back."""
        return max(0.0, (now - self.folded.last).total_seconds()) if self.folded.last else 0.0

    @property
    def closed(self) -> SessionEnded:
        """How it would end if it were closed where it stands."""
        end = self.player().stop(0.0)[-1]
        assert isinstance(end, SessionEnded), "a session that stands still can be stopped"
        return end

    @property
    def place(self) -> str:
        """What it is and where it stands, fit to be shown: `Release: clamshell, left, set 2, repetition 8`."""
        return clean(f"{self.folded.title}: {self.description}")

    @property
    def description(self) -> str:
        """Where it stands, such as `clamshell, left, set 2, repetition 8`."""
        player = self.player()
        step, at = player.step, player.state
        name = self.plan.exercises[step.exercise].name
        # Within a sentence; but an abbreviation stays one.
        words = [name[:1].lower() + name[1:] if name[1:2].islower() else name]
        if step.side is not Side.NONE:
            words.append(step.side.value)
        words.append(f"set {step.set}")
        match step:
            case Repetitions():
                words.append(f"repetition {at.reps + 1}")
            case Hold():
                left = round(at.target - at.worked)
                words.append(f"{left} second{'' if left == 1 else 's'} left")
            case Prepare() | Switch() | Rest():
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
    """The newest session of the last 24 hours that this installation began and nobody ended or is at.

    `file` is the name of a session file whose sessions alone are asked for; `without` are logs of which more is known
    elsewhere.
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
            # History says what is wrong with it. Here it only means that there is nothing to go on with.
            continue
    return None


def resumable_of(folded: Folded, host: str) -> Resumable | None:
    """What it takes to go on with a session, where this installation began it, nobody ended it and all is there."""
    if folded.outcome is not None or folded.start is None or folded.start.host != host:
        return None
    standing = folded.standing
    if standing is None or folded.choices is None:
        return None
    records = [record_to_row(record) for record in folded.records]
    # A plan that was changed just before the end may not have the place of just before.
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
    """Where a session stands that has just begun."""
    player = Player(plan)
    player.start(0.0)
    return player.snapshot()


def _after_its_set(plan: Plan, place: Json, since: tuple[int, ...]) -> Json:
    """The place, or what follows it where its set was recorded as over just before the end."""
    player = Player.restore(plan, place)
    step = player.step
    if isinstance(step, Work) and step.n in since and player.state.index < len(plan.steps) - 1:
        player.next(0.0)
    return player.snapshot()


def abandon(resumable: Resumable, now: datetime, *, disk: Disk | None = None) -> None:
    """Note that going on was declined; OSError where that cannot be written."""
    _append(resumable, [end_line(now, Outcome.ABANDONED)], disk)


def close_as_partial(resumable: Resumable, now: datetime, *, disk: Disk | None = None) -> None:
    """End the session where it stood, with the set under way as far as it went; OSError where it cannot be written."""
    last = [event for event in resumable.player().stop(0.0) if not _tells_of_nothing(event)]
    lines = [line for event in last if (line := line_of(event, now, resumable.choices)) is not None]
    _append(resumable, lines, disk)


def _tells_of_nothing(event: Event) -> bool:
    """Whether it is a set in which nothing was done."""
    return isinstance(event, SetDone) and event.record.counted.done <= 0


def _append(resumable: Resumable, lines: list[Json], disk: Disk | None) -> None:
    folded = resumable.folded
    data = b"\n" * folded.open_ended + b"".join(encode(line) for line in lines)
    append(disk or Disk(), resumable.path, folded.size, folded.whole, data)
