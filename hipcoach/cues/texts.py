"""What the texts of an exercise say for a side: its set-up, cues, where it is felt, the way out."""

from __future__ import annotations

from collections.abc import Iterable

from hipcoach.engine.events import SetEvent
from hipcoach.engine.plan import Plan, PlannedExercise
from hipcoach.session.model import Moment, Side
from hipcoach.text.languages import side_words


def fill(text: str, side: Side, language: str | None = None) -> str:
    """A text of a language with `{side}` and `{other}` filled in; if both sides work together, they are left out."""
    if side is Side.NONE:
        text = text.replace("{side} ", "").replace("{other} ", "")
    left, right = side_words(language)
    words = {Side.LEFT: left, Side.RIGHT: right, Side.NONE: ""}
    filled = text.replace("{side}", words[side]).replace("{other}", words[side.other]).strip()
    return filled[:1].upper() + filled[1:]


def side_in_words(side: Side) -> str | None:
    """The side as it is said; `None` if both sides work together."""
    return None if side is Side.NONE else f"{_word(side).capitalize()} side"


def _word(side: Side) -> str:
    return "" if side is Side.NONE else side.value


def setup(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """How to get into position, for the event's side, and what modifications change about the work there."""
    return tuple(fill(line, event.side, plan.language) for line, _ in setup_lines(plan.exercises[event.exercise]))


def setup_lines(exercise: PlannedExercise) -> tuple[tuple[str, bool], ...]:
    """The lines of a set-up, each with whether it comes from a modification."""
    lines = tuple((line, line in exercise.changed) for line in exercise.setup)
    return lines + tuple((text, True) for text in exercise.changed if text not in exercise.setup)


def of_the_side(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """The lines of a set-up that are different on the other side."""
    return tuple(fill(line, event.side, plan.language) for line in plan.exercises[event.exercise].setup if "{" in line)


def start_cue(event: SetEvent, plan: Plan) -> str | None:
    """The cue that is said as work begins."""
    cues = plan.exercises[event.exercise].cues
    first = next((cue for cue in cues if cue.at is Moment.START), None)
    first = first or next((cue for cue in cues if cue.at is None), None)
    return fill(first.say, event.side, plan.language) if first else None


def form_cue(event: SetEvent, plan: Plan, turn: int = 0) -> str | None:
    """A form cue for the middle of a set. The cues take turns; each set and each side begins with another one."""
    checks = _checks(plan.exercises[event.exercise])
    return fill(checks[(_begins_with(event, plan) + turn) % len(checks)], event.side, plan.language) if checks else None


def form_cues(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """All form cues of an exercise, in the order of the file."""
    return tuple(fill(text, event.side, plan.language) for text in _checks(plan.exercises[event.exercise]))


def _begins_with(event: SetEvent, plan: Plan) -> int:
    """The index of the form cue that a set begins with; it may exceed their number."""
    first = next(work.side for work in plan.work if work.exercise == event.exercise)
    return event.set - 1 + (event.side is not first)


def felt(event: SetEvent, plan: Plan) -> str | None:
    """Where the exercise should be felt; said once on each side."""
    feel = plan.exercises[event.exercise].feel
    return fill(feel[0], event.side, plan.language) if feel and event.set == 1 else None


def felt_at_last(event: SetEvent, plan: Plan) -> str | None:
    """How the end of the last set should feel."""
    exercise = plan.exercises[event.exercise]
    return (
        fill(exercise.feel[1], event.side, plan.language)
        if len(exercise.feel) > 1 and event.set == exercise.sets
        else None
    )


def _checks(exercise: PlannedExercise) -> tuple[str, ...]:
    starts = any(cue.at is Moment.START for cue in exercise.cues)
    unplaced = [cue for cue in exercise.cues if cue.at is None]
    spoken_at_start = None if starts or not unplaced else unplaced[0]
    middle = (cue for cue in exercise.cues if cue.at in (None, Moment.MIDDLE) and cue is not spoken_at_start)
    return tuple(cue.say for cue in middle)


def cues_of(event: SetEvent, plan: Plan, moment: Moment) -> tuple[str, ...]:
    """The cues that may be read at a moment of a set: the start cue; where it is felt and form cues; the way out."""
    match moment:
        case Moment.START:
            found: tuple[str | None, ...] = (start_cue(event, plan),)
        case Moment.MIDDLE:
            exercise = plan.exercises[event.exercise]
            checks = _checks(exercise)
            # The cues on the screen begin with the same one as the spoken cues, a different one in each set.
            first = _begins_with(event, plan) % len(checks) if checks else 0
            texts = (*exercise.feel[:1], *checks[first:], *checks[:first])
            found = tuple(fill(text, event.side, plan.language) for text in texts)
        case Moment.END:
            found = (ease_out(event, plan),)
    return tuple(text for text in found if text)


def ease_out(event: SetEvent, plan: Plan) -> str | None:
    """How to come out of the position."""
    last = next((cue for cue in plan.exercises[event.exercise].cues if cue.at is Moment.END), None)
    return fill(last.say, event.side, plan.language) if last else None


def switch_cue(event: SetEvent, plan: Plan) -> str | None:
    """How to change to the event's side."""
    cue = plan.exercises[event.exercise].switch_cue
    return fill(cue, event.side, plan.language) if cue else None


def afterwards(exercises: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """What is to be done now that these exercises are over."""
    found = []
    for exercise in exercises:
        sides = plan.sides(exercise)
        if text := plan.exercises[exercise].afterwards:
            found.append(fill(text, sides[0] if len(sides) == 1 else Side.NONE, plan.language))
    return tuple(found)
