"""The past performances of an exercise and how they went, as evidence for offers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hipcoach.advice.history import History, PastSession
from hipcoach.advice.pain import Zone, zone
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.records import Amount, Record
from hipcoach.engine.steps import Work
from hipcoach.session.model import Exercise, Range, Side


class Time(Struct, frozen=True):
    """One performance of an exercise, in one past session."""

    number: int
    """The index of the session in the history."""
    past: PastSession
    exercise: str
    """The exercise's id in that session."""
    records: tuple[Record, ...]
    """The sets in the order of the plan; at least one."""

    @property
    def effort(self) -> int | None:
        """Effort, 0 to 10; `None` if it was not answered."""
        return self.past.effort.get(self.exercise)

    def sets(self, side: Side) -> int:
        """How many sets were prescribed on a side."""
        done = sum(record.side is side for record in self.records)
        return max(done, self.past.planned.get((self.exercise, side), 0))

    def scores(self) -> list[int]:
        """Pain scores that count for the exercise: those felt in it, and the one after a session without any pain."""
        after = [] if self.past.felt or self.past.pain_after is None else [self.past.pain_after]
        return after + [
            felt.score for felt in self.past.felt if felt.exercise == self.exercise and felt.score is not None
        ]

    def hurt(self, thresholds: Thresholds) -> bool:
        """Whether pain reached amber or red; a pain without a score counts as such."""
        own = [felt for felt in self.past.felt if felt.exercise == self.exercise]
        if any(felt.ended or felt.score is None for felt in own):
            return True
        before = self.past.pain_before
        return any(zone(score, before, thresholds.pain) is not Zone.GREEN for score in self.scores())

    def easy(self, thresholds: Thresholds) -> bool:
        """Whether effort, pain and the next morning are all known and low."""
        past, allowed = self.past, thresholds.progress
        if self.effort is None or past.pain_after is None or past.next_morning is None:
            return False
        # The morning is compared with the pain before the session, or with that after it if the former is unknown.
        before = past.pain_after if past.pain_before is None else past.pain_before
        return (
            self.effort <= allowed.effort_at_most
            and past.pain_after <= allowed.pain_at_most
            and all(felt.score is not None and felt.score <= allowed.pain_at_most for felt in past.felt)
            and not any(felt.ended for felt in past.felt)
            and zone(past.next_morning, before, thresholds.pain) is Zone.GREEN
        )

    @property
    def skipped(self) -> bool:
        """Whether nothing of the exercise was done."""
        return all(record.counted.done == 0 for record in self.records)

    @property
    def below(self) -> bool:
        """Whether a set was begun and ended below its range."""
        return any(below(record) for record in self.records)


def below(record: Record) -> bool:
    """Whether a set was begun and ended below its range."""
    return 0 < record.counted.done < record.counted.range.low


def times(history: History, exercise: Exercise) -> Iterator[Time]:
    """Every performance of an exercise, in whatever session, the latest last."""
    wanted = group(exercise)
    for number, past in enumerate(history):
        ours: dict[str, list[Record]] = {}
        for record in sorted(past.records, key=lambda record: record.n):
            if (record.library or record.exercise) == wanted:
                ours.setdefault(record.exercise, []).append(record)
        for id_, records in ours.items():
            yield Time(number, past, id_, tuple(records))


def group(exercise: Exercise) -> str:
    """The id that stands for an exercise across sessions."""
    return exercise.library or exercise.id


class Prescribed(Struct, frozen=True):
    """What a set is prescribed as, apart from its dose."""

    reps: Range | None
    seconds: Range | None
    open: bool
    """Whether it has an open end."""
    timed: bool
    """Whether the seconds are of work that is not held."""


def prescribed(of: Record | Work) -> Prescribed:
    """What a set is prescribed as."""
    reps, hold = _amounts(of)
    return Prescribed(reps.range if reps else None, hold.range if hold else None, of.open, of.timed)


def targets(of: Record | Work) -> tuple[int, int]:
    """The target, and for how many seconds each repetition is held."""
    reps, hold = _amounts(of)
    counted = of.counted if isinstance(of, Record) else of
    return counted.target, hold.target if reps and hold else 0


def _amounts(of: Record | Work) -> tuple[Amount | None, Amount | None]:
    """Repetitions and seconds of a set, done or planned."""
    return (of.reps, of.hold) if isinstance(of, Record) else of.amounts(0)
