"""The plan of a session: a prescription and a person's choices, laid out as a flat row of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine.choices import Choices, Pace, chosen_exercises
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Transition, Work
from hipcoach.session.model import (
    BUILT_IN_TEMPO,
    Advance,
    Amounts,
    Cue,
    Dose,
    Exercise,
    First,
    Modification,
    Moment,
    Order,
    Phase,
    Position,
    Range,
    Session,
    Side,
    Sides,
    Tempo,
    Whole,
)


class PlannedExercise(Struct, frozen=True):
    """An exercise as it is done in this session, with its modifications worked into its texts."""

    id: str
    name: str
    sets: Whole
    """Sets per side."""
    position: Position
    library: str | None = None
    modifications: tuple[str, ...] = ()
    """Ids of those that are on."""
    why: str | None = None
    setup: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    feel: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    stop_if: tuple[str, ...] = ()
    switch_cue: str | None = None
    figure: str | None = None
    afterwards: str | None = None
    """What to do when the exercise is over, whatever comes next."""
    changed: tuple[str, ...] = ()
    """The lines that modifications bring to the set-up, and the form cues that they add."""
    new: bool = False
    """Whether the person has never done it."""


class Plan(Struct, frozen=True):
    """Everything that happens in a session if nobody interferes."""

    title: str
    exercises: Mapping[str, PlannedExercise]
    """By id, in the order of the session."""
    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        """Seconds from the first step's start to the last one's end."""
        return sum(step.seconds for step in self.steps)

    @property
    def open(self) -> bool:
        """Whether it may take longer, because the person ends some of its sets."""
        return any(work.unended for work in self.work)

    @property
    def work(self) -> tuple[Work, ...]:
        """The sets, in order."""
        return tuple(step for step in self.steps if isinstance(step, Work))

    def on_one_side(self, exercise: str) -> tuple[Work, ...]:
        """The sets of an exercise on the side on which it begins."""
        ours = [work for work in self.work if work.exercise == exercise]
        return tuple(work for work in ours if work.side is ours[0].side)

    def seconds_after(self, index: int) -> int:
        """Seconds that the steps after this index take."""
        return sum(step.seconds for step in self.steps[index + 1 :])

    def exercise_before(self, index: int) -> str | None:
        """The exercise of the step before this index; `None` if it is the same exercise or there is no such step."""
        before = self.steps[index - 1].exercise if index else None
        return None if before == self.steps[index].exercise else before

    def over_before(self, exercise: str, side: Side, set: int) -> tuple[str, ...]:
        """The exercise that is over when getting ready for this set of another one begins, if any."""
        # A set that is begun anew is prepared for a second time, and that follows the exercise itself.
        for index, step in reversed(tuple(enumerate(self.steps))):
            if isinstance(step, Prepare) and (step.exercise, step.side, step.set) == (exercise, side, set):
                before = self.exercise_before(index)
                return (before,) if before else ()
        return ()

    def at_pace(self, pace: Pace) -> Plan:
        """The plan with all its repetitions at this pace."""
        steps = (step.at_pace(pace) if isinstance(step, Work) else step for step in self.steps)
        return replace(self, steps=tuple(steps))

    def unattended(self) -> Plan:
        """The plan for where nobody has a keyboard: nothing waits, repetitions are paced, open sets end by themselves.

        It is what `choices.unattended` makes of it before it begins.
        """
        steps = (
            replace(step, waits=False) if isinstance(step, Transition) else step.at_pace(Pace.PACED).unattended()
            for step in self.steps
        )
        return replace(self, steps=tuple(steps))

    def timeline(self) -> Iterator[tuple[int, Step]]:
        """Each step with the second at which it begins."""
        at = 0
        for step in self.steps:
            yield at, step
            at += step.seconds


def make_plan(session: Session, choices: Choices = Choices()) -> Plan:  # noqa: B008 - a frozen value
    """Lay a session out as the choices say; ChoiceError if they do not fit the session."""
    exercises: dict[str, PlannedExercise] = {}
    steps: list[Step] = []
    n = 0
    for chosen in chosen_exercises(session, choices):
        exercise = chosen.exercise
        dose = choices.dose_of(exercise.id)
        exercises[exercise.id] = _planned(exercise, chosen.active, exercise.sets.target(dose), choices)
        laid = _lay_out(exercise, dose, choices, n)
        n += sum(isinstance(step, Work) for step in laid)
        steps += laid
    return Plan(session.title, MappingProxyType(exercises), tuple(steps))


def longest(session: Session) -> dict[str, int]:
    """Seconds that each exercise takes at the high dose, by id."""
    seconds = dict.fromkeys((exercise.id for exercise in session.exercises), 0)
    for step in make_plan(session, Choices(dose=Dose.HIGH)).steps:
        seconds[step.exercise] += step.seconds
    return seconds


def _planned(exercise: Exercise, active: tuple[Modification, ...], sets: int, choices: Choices) -> PlannedExercise:
    """The exercise with the texts that its modifications replace, then those that they add."""
    texts = PlannedExercise(
        id=exercise.id,
        name=exercise.name,
        library=exercise.library,
        sets=sets,
        modifications=tuple(change.id for change in active),
        position=exercise.position,
        why=exercise.why,
        setup=exercise.setup,
        cues=exercise.cues,
        feel=exercise.feel,
        mistakes=exercise.mistakes,
        stop_if=exercise.stop_if,
        switch_cue=exercise.switch_cue,
        figure=exercise.figure,
        afterwards=exercise.afterwards,
        new=exercise.library in choices.new,
    )
    for change in active:
        instead = change.instead
        texts = replace(
            texts,
            setup=texts.setup if instead.setup is None else instead.setup,
            cues=texts.cues if instead.cues is None else instead.cues,
            feel=texts.feel if instead.feel is None else instead.feel,
            mistakes=texts.mistakes if instead.mistakes is None else instead.mistakes,
            switch_cue=instead.switch_cue or texts.switch_cue,
            figure=instead.figure or texts.figure,
        )
    added = tuple(cue for change in active for cue in change.cues)
    brought = (line for line in texts.setup if line not in exercise.setup)
    checks = (cue.say for cue in added if cue.at in (None, Moment.MIDDLE))
    return replace(texts, cues=texts.cues + added, changed=(*brought, *checks))


def _lay_out(exercise: Exercise, dose: Dose, choices: Choices, n: int) -> list[Step]:
    """The steps of one exercise; its sets are numbered from `n` + 1."""
    waits = (choices.advance or exercise.advance) is Advance.WAIT
    order = _order_of_sets(exercise, exercise.sets.target(dose), choices)
    side, number = order[0]
    steps: list[Step] = [Prepare(exercise.id, side, number, exercise.prepare, waits)]
    for position, (side, number) in enumerate(order):
        if position:
            before = order[position - 1]
            steps += _between(exercise, before, (side, number), waits)
        n += 1
        work = _work(exercise, side, number, n, dose, choices.pace)
        steps.append(work if choices.attended else work.unattended())
    return steps


def _order_of_sets(exercise: Exercise, sets: int, choices: Choices) -> list[tuple[Side, int]]:
    """Side and number of every set of an exercise, in the order of doing them."""
    numbers = range(1, sets + 1)
    match exercise.side:
        case Sides.LEFT | Sides.RIGHT | Sides.NONE:
            return [(Side(exercise.side.value), number) for number in numbers]
        case Sides.EACH:
            first = choices.first or _first(exercise.first, choices.alternate)
    match exercise.order:
        case Order.SWAP_EACH_SET:
            return [(side, number) for number in numbers for side in (first, first.other)]
        case Order.ONE_SIDE_THEN_OTHER:
            return [(side, number) for side in (first, first.other) for number in numbers]


def _first(first: First, alternate: Side) -> Side:
    """The side on which the file begins."""
    match first:
        case First.LEFT:
            return Side.LEFT
        case First.RIGHT:
            return Side.RIGHT
        case First.ALTERNATE:
            return alternate


def _between(exercise: Exercise, before: tuple[Side, int], after: tuple[Side, int], waits: bool) -> list[Step]:
    """The steps between two sets of one exercise: a switch, a rest that may contain the switch, or none."""
    side, number = after
    changes = before[0] is not side
    within_round = exercise.order is Order.ONE_SIDE_THEN_OTHER or before[1] == number
    if changes and (within_round or not exercise.rest):
        return [Switch(exercise.id, side, number, exercise.switch, waits)]
    if not exercise.rest:
        return []
    if changes:
        longer = max(exercise.rest, exercise.switch)
        return [Rest(exercise.id, side, number, longer, waits, exercise.switch)]
    return [Rest(exercise.id, side, number, exercise.rest, waits, None)]


def _work(exercise: Exercise, side: Side, number: int, n: int, dose: Dose, pace: Pace | None) -> Work:
    """One set of an exercise."""
    reps, hold, time = (_of_set(amounts, number) for amounts in (exercise.reps, exercise.hold, exercise.time))
    counted = reps or hold or time
    assert counted is not None, "the reader lets no exercise through without a dose"
    place = (exercise.id, side, number, n, Range(counted.low, counted.high), counted.target(dose))
    if time is not None:
        return Timed(*place, open=time.open)
    if reps is None:
        return Hold(*place, open=counted.open)
    return Repetitions(
        *place,
        phases=_phases(exercise.tempo, hold.target(dose) if hold else None),
        own=exercise.tempo.own if pace is None else pace is Pace.OWN,
        hold=hold,
        hold_target=hold.target(dose) if hold else None,
        back=None if exercise.tempo.held is None else exercise.tempo.held + 1,
        open=reps.open,
    )


def _of_set(amounts: Amounts | None, number: int) -> Range | None:
    return None if amounts is None else amounts.of_set(number)


def _phases(tempo: Tempo, hold: int | None) -> tuple[Phase, ...]:
    """The parts of one repetition.

    A hold is the phase that the tempo leaves to it, or takes the place of whatever lies between the first and the last.
    """
    phases = (BUILT_IN_TEMPO if tempo.own else tempo).phases
    if hold is None:
        return phases
    if tempo.held is None:
        return (phases[0], Phase("hold", hold), phases[-1])
    return tuple(Phase(one.name, hold if index == tempo.held else one.seconds) for index, one in enumerate(phases))
