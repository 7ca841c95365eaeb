"""The plan of a session: a prescription and a person's choices, laid out as a flat row of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine.choices import Choices, Pace, chosen_exercises, sided
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Transition, Work
from hipcoach.session.model import (
    BUILT_IN_TEMPO,
    Advance,
    Amounts,
    Cue,
    Dose,
    Exercise,
    First,
    Group,
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


class PlannedGroup(Struct, frozen=True):
    """The group that an exercise belongs to."""

    id: str
    name: str


class PlannedExercise(Struct, frozen=True):
    """An exercise as it is done in this session, with its modifications worked into its texts."""

    id: str
    name: str
    sets: Whole
    """Sets per side; in a group, its rounds."""
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
    load: str | None = None
    """What it is done with today: a weight such as `2 kg`, or words."""
    effort: Range | None = None
    """How hard it should feel, 0 to 10."""
    group: PlannedGroup | None = None
    """The group in whose rounds it is done, if any."""


class Plan(Struct, frozen=True):
    """Everything that happens in a session if nobody interferes."""

    title: str
    exercises: Mapping[str, PlannedExercise]
    """By id, in the order of the session."""
    steps: tuple[Step, ...]
    language: str | None = None
    """The code of the language of its texts; `None`: English."""
    left_out: frozenset[str] = frozenset()
    """Ids of exercises whose rest has been left out for pain; no part of what is written of a plan."""

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

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all sets; one that is done on alternating sides has two."""
        return frozenset(one.n for one in self.by_side)

    @property
    def by_side(self) -> tuple[Work, ...]:
        """The sets as they are recorded: one that is done on alternating sides counts for each."""
        return tuple(one for work in self.work for one in work.by_side)

    def set_of(self, exercise: str, side: Side, set: int) -> Work | None:
        """The set of an exercise in which a side works; `None` if the plan has none."""
        for step in self.steps:
            # Asked about every event of a session, so what most steps fail at comes first.
            if step.set != set or step.exercise != exercise or not isinstance(step, Work):
                continue
            if any(one.side is side for one in step.by_side):
                return step
        return None

    def sides(self, exercise: str) -> tuple[Side, ...]:
        """The sides that an exercise is done on, the first one first."""
        return tuple(dict.fromkeys(one.side for one in self.by_side if one.exercise == exercise))

    def on_one_side(self, exercise: str) -> tuple[Work, ...]:
        """The sets of an exercise on the side on which it begins."""
        ours = [work for work in self.work if work.exercise == exercise]
        return tuple(work for work in ours if work.side is ours[0].side)

    def at_pace(self, pace: Pace) -> Plan:
        """The plan with all its repetitions at this pace."""
        steps = (step.at_pace(pace) if isinstance(step, Work) else step for step in self.steps)
        return replace(self, steps=tuple(steps))

    def at_advance(self, advance: Advance) -> Plan:
        """The plan whose sets wait for the person, or begin by themselves."""
        waits = advance is Advance.WAIT
        steps = (
            replace(step, waits=waits and not (isinstance(step, Rest) and isinstance(following, Prepare)))
            if isinstance(step, Transition)
            else step
            for step, following in zip_longest(self.steps, self.steps[1:])
        )
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
    groups = [sided(group, choices) for group in session.groups]
    group_of = {exercise: group for group in groups for exercise in group.exercises}
    for group, together in groupby(chosen_exercises(session, choices), lambda one: group_of.get(one.exercise.id)):
        chosen = tuple(together)
        for one in chosen:
            sets = group.rounds.target(choices.dose) if group else _sets(one.exercise, choices)
            planned = _planned(one.exercise, one.active, sets, choices)
            exercises[one.exercise.id] = replace(planned, group=PlannedGroup(group.id, group.name) if group else None)
        if group is not None:
            steps += _in_rounds(group, [one.exercise for one in chosen], choices, _sets_in(steps))
            continue
        for one in chosen:
            order = _order_of_sets(one.exercise, _sets(one.exercise, choices), choices)
            steps += _lay_out(one.exercise, order, choices, _sets_in(steps))
    return Plan(session.title, MappingProxyType(exercises), tuple(steps), session.language)


def _sets(exercise: Exercise, choices: Choices) -> int:
    """How many sets of an exercise are chosen."""
    return exercise.sets.target(choices.dose_of(exercise.id))


def _sets_in(steps: Sequence[Step]) -> int:
    """How many sets these steps are recorded as."""
    return sum(len(step.by_side) for step in steps if isinstance(step, Work))


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
        load=exercise.load,
        effort=exercise.effort,
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


def _in_rounds(group: Group, exercises: Sequence[Exercise], choices: Choices, n: int) -> list[Step]:
    """The steps of a group; its sets are numbered from `n` + 1.

    Where all of it is done on one side, then on the other, getting ready for its first exercise is the change of sides.
    """
    steps: list[Step] = []
    before: Work | None = None
    for number in range(1, group.rounds.target(choices.dose) + 1):
        laid: list[Step] = []
        for exercise, sides in _round(group, exercises, choices):
            own = _lay_out(exercise, [(side, number) for side in sides], choices, n + _sets_in(laid))
            turns = group.side is Sides.EACH or (before is not None and before.exercise == exercise.id)
            if isinstance(own[0], Prepare) and before is not None and turns and before.side is not sides[0]:
                own[0] = replace(own[0], switch=own[0].seconds)
            laid += own
            before = next(step for step in reversed(own) if isinstance(step, Work))
        if number > 1 and group.rest:
            first = laid[0]
            steps.append(Rest(first.exercise, first.side, number, group.rest, False))
        steps += laid
        n += _sets_in(laid)
    return steps


def _round(
    group: Group, exercises: Sequence[Exercise], choices: Choices
) -> Iterator[tuple[Exercise, tuple[Side, ...]]]:
    """The exercises of a round in order, each with the sides on which it is done there."""
    if group.side is not Sides.EACH:
        for exercise in exercises:
            yield exercise, tuple(side for side, _ in _order_of_sets(exercise, 1, choices))
        return
    first = choices.first or _first(group.first, choices.alternate)
    for side in (first, first.other):
        for exercise in exercises:
            yield exercise, (side,)


def _lay_out(exercise: Exercise, order: Sequence[tuple[Side, int]], choices: Choices, n: int) -> list[Step]:
    """The steps of sets of one exercise that follow each other; they are numbered from `n` + 1."""
    waits = (choices.advance or exercise.advance) is Advance.WAIT
    dose = choices.dose_of(exercise.id)
    side, number = order[0]
    steps: list[Step] = [Prepare(exercise.id, side, number, exercise.prepare, waits)]
    for position, (side, number) in enumerate(order):
        if position:
            before = order[position - 1]
            steps += _between(exercise, before, (side, number), waits)
        work = _work(exercise, side, number, n + 1, dose, choices.pace)
        n += len(work.by_side)
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
        case Sides.AFFECTED:
            raise AssertionError("the choices say which side that is")
    match exercise.order:
        case Order.ALTERNATE:
            return [(first, number) for number in numbers]
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
        case First.AFFECTED:
            raise AssertionError("the choices say which side that is")


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
        alternates=exercise.side is Sides.EACH and exercise.order is Order.ALTERNATE,
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
