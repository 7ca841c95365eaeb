"""The table of what is heard and when: a row for each exercise with its modifications, a column for each thing told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hipcoach.cues import doses, prompts, texts
from hipcoach.cues.placing import AHEAD
from hipcoach.cues.prompts import Level
from hipcoach.cues.track import Sound
from hipcoach.engine.choices import ChoiceError, Choices
from hipcoach.engine.events import (
    Event,
    HoldStarted,
    PrepareStarted,
    RepetitionsStarted,
    SetDone,
    SetEvent,
    SwitchSides,
)
from hipcoach.engine.plan import Plan, PlannedExercise, make_plan
from hipcoach.engine.player import Player
from hipcoach.session.model import Exercise, Moment, Session

COLUMNS = ("name", "side", "set-up", "dose", "start", "form", "feel", "way out", "afterwards")


@dataclass(frozen=True, slots=True)
class Row:
    """What is heard of an exercise in a plan: under each column what is missing there, or when it is first heard."""

    exercise: str
    modifications: tuple[str, ...]
    missing: dict[str, list[str]]
    first: dict[str, float]

    def __str__(self) -> str:
        what = "+".join((self.exercise, *self.modifications))
        cells = (
            f"!{len(self.missing[column])}"
            if self.missing[column]
            else f"{self.first[column]:.1f}"
            if column in self.first
            else "-"
            for column in COLUMNS
        )
        return f"{what:<62}" + "".join(f"{cell:>11}" for cell in cells)


def ways(session: Session, exercise: Exercise) -> Iterator[dict[str, tuple[str, ...]]]:
    """An exercise plain, with each modification alone, and with every pair that is allowed."""
    ids = [change.id for change in exercise.modifications]
    for on in ((), *((one,) for one in ids), *combinations(ids, 2)):
        modifications = {exercise.id: on}
        try:
            make_plan(session, Choices(modifications=modifications))
        except ChoiceError:
            continue
        yield modifications


def played(plan: Plan) -> tuple[Event, ...]:
    """All that happens if nobody interferes."""
    player = Player(plan)
    return player.start(0.0) + player.preview(plan.total + 1.0)


def rows(plan: Plan, events: Sequence[Event], sounds: Sequence[Sound], level: Level) -> Iterator[Row]:
    """The rows of a plan's exercises, from what happens and what is heard of it."""
    said = [sound for sound in sounds if sound.tone is None]
    for name in plan.exercises:
        own = [event for event in events if isinstance(event, SetEvent) and event.exercise == name]
        yield _row(plan.exercises[name], own, said, plan, level)


def _row(exercise: PlannedExercise, own: Sequence[SetEvent], sounds: Sequence[Sound], plan: Plan, level: Level) -> Row:
    missing: dict[str, list[str]] = {column: [] for column in COLUMNS}
    first: dict[str, float] = {}

    def ask(column: str, texts: Iterable[str | None], begin: float, end: float) -> None:
        for text in texts:
            if text is None:
                continue
            at = next((s.at for s in sounds if s.text == text and begin - 1e-6 <= s.at and s.end <= end + 1e-6), None)
            if at is None:
                missing[column].append(f"{begin:.0f}: {text}")
            else:
                first.setdefault(column, at)

    name = exercise.id
    last = max(event.due for event in own)
    for event in own:
        match event:
            case PrepareStarted(due=due, seconds=seconds):
                # What is too much for a short step is told ahead.
                begin, end = due - max(AHEAD), due + seconds + (2.0 if seconds < 3 else 0.0)
                ask("name", (exercise.name,), begin, end)
                ask("side", (texts.side_in_words(event.side),), begin, end)
                if seconds >= prompts.SPEECH_NEEDS:
                    ask("set-up", texts.setup(event, plan), due, end)
                    ask("dose", doses.spoken_dose(event, plan), due, end)
            case SwitchSides(due=due, seconds=seconds):
                ask("side", (texts.side_in_words(event.side),), due - max(AHEAD), due + seconds + 2.0)
                if seconds >= prompts.SPEECH_NEEDS:
                    ask("set-up", (texts.switch_cue(event, plan),), due, due + seconds)
            case HoldStarted(due=due) | RepetitionsStarted(due=due):
                ask("start", (texts.start_cue(event, plan),), due - 30.0, due + 5.0)
            case SetDone(due=due) if due == last:
                ask("way out", (texts.ease_out(event, plan),), due, due + 10.0)
    ask("afterwards", texts.afterwards((name,), plan), last, last + 12.0)
    works = [work for work in plan.work if work.exercise == name]
    sets = {(event.side, event.set): event for event in own if isinstance(event, HoldStarted | RepetitionsStarted)}
    ends = {(event.side, event.set): event.due for event in own if isinstance(event, SetDone)}
    for work in works:
        key = work.side, work.set
        if work.target >= (20 if isinstance(sets[key], HoldStarted) else 3):
            if level is Level.FULL or exercise.new:
                ask("feel", (texts.felt(sets[key], plan),), sets[key].due, ends[key])
            ask("feel", (texts.felt_at_last(sets[key], plan),), sets[key].due, ends[key])
    if level is Level.FULL:
        checks = [cue for cue in exercise.cues if cue.at in (None, Moment.MIDDLE)]
        start = next((cue for cue in exercise.cues if cue.at is Moment.START), None)
        for cue in checks if start else checks[1:]:
            forms = {texts.fill(cue.say, work.side) for work in works}
            if not any(sound.text in forms and own[0].due <= sound.at <= last for sound in sounds):
                missing["form"].append(cue.say)
            else:
                first.setdefault("form", next(s.at for s in sounds if s.text in forms and s.at >= own[0].due))
    return Row(name, exercise.modifications, missing, first)
