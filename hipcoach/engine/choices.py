"""What the person chooses before a session or during it, and the exercises that result."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from hipcoach.session.loads import HEAVIEST, LIGHTEST, Mass, mass_of
from hipcoach.session.model import (
    Advance,
    Affected,
    Dose,
    Exercise,
    First,
    Group,
    Modification,
    Session,
    Side,
    Sides,
    sets_of,
)

T = TypeVar("T")
Sided = TypeVar("Sided", Exercise, Group)


class Pace(StrEnum):
    """Who sets the pace of repetitions."""

    PACED = "paced"
    OWN = "own"


class ChoiceError(ValueError):
    """A choice that the session does not offer; the message names it and says what there is instead."""


class Choices(Struct, frozen=True):
    """What the person chose before the session, or changed during it."""

    dose: Dose = Dose.LOW
    doses: Mapping[str, Dose] = field(default_factory=lambda: MappingProxyType({}))
    """Doses of single exercises, by id, where they differ from `dose`."""
    modifications: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The modifications that are on, by exercise id; without an entry, those that the exercise's file turns on."""
    left_out: frozenset[str] = frozenset()
    """Ids of the exercises that this session leaves out."""
    first: Side | None = None
    """The side that begins in every exercise on each side; `None` leaves it to the file."""
    alternate: Side = Side.LEFT
    """The side that begins today where the file says `first: alternate`."""
    pace: Pace | None = None
    """`None`: as each exercise's tempo says."""
    advance: Advance | None = None
    """`None`: as the file says."""
    new: frozenset[str] = frozenset()
    """Library ids of exercises that have never been done."""
    affected: Affected | None = None
    """The side that stands for `affected` in a file; `None` if it is not known."""
    loads: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """The weights taken instead of the file's, by exercise id, then by the weight that the file says."""
    attended: bool = True
    """Whether somebody can end an open set; otherwise it ends at its low end. Not logged: the plan tells."""

    def dose_of(self, exercise: str) -> Dose:
        """The dose of an exercise, by its id."""
        return self.doses.get(exercise, self.dose)


class ChosenExercise(Struct, frozen=True):
    """An exercise with the amounts that its modifications prescribe, and those modifications, in file order."""

    exercise: Exercise
    active: tuple[Modification, ...]


def chosen_exercises(session: Session, choices: Choices) -> tuple[ChosenExercise, ...]:
    """The exercises of a session as chosen; ChoiceError if the choices do not fit the session."""
    known = {exercise.id for exercise in session.exercises}
    for chosen in (*choices.doses, *choices.modifications, *sorted(choices.left_out)):
        if chosen not in known:
            raise ChoiceError(f"this session has no exercise '{chosen}'; it has: {', '.join(sorted(known))}")
    if known and known == choices.left_out:
        raise ChoiceError("nothing is left of a session without any of its exercises")
    return tuple(_chosen(exercise, choices) for exercise in session.exercises if exercise.id not in choices.left_out)


def _chosen(exercise: Exercise, choices: Choices) -> ChosenExercise:
    active = _active(exercise, choices.modifications.get(exercise.id, exercise.on))
    exercise = sided(_framed(_with_amounts(exercise, active), active), choices)
    taken = choices.loads.get(exercise.id, {}).get(exercise.load or "")
    return ChosenExercise(replace(exercise, load=taken) if taken else exercise, active)


def sided(prescribed: Sided, choices: Choices) -> Sided:
    """An exercise or a group with the sides that `affected` stands for.

    Where that is not one side, it stands for both, the left one first.
    """
    side = choices.affected.side if choices.affected is not None else None
    if prescribed.side is Sides.AFFECTED:
        return replace(prescribed, side=Sides.EACH if side is None else Sides(side.value), first=First.LEFT)
    if prescribed.first is First.AFFECTED:
        return replace(prescribed, first=First.LEFT if side is None else First(side.value))
    return prescribed


def needs_affected(session: Session) -> bool:
    """Whether anything in a session depends on which side is affected."""
    prescribed: tuple[Exercise | Group, ...] = (*session.groups, *session.exercises)
    return any(
        one.side is Sides.AFFECTED or (one.side is Sides.EACH and one.first is First.AFFECTED) for one in prescribed
    )


def needs_person(session: Session) -> bool:
    """Whether anything in a session depends on what the person says of themselves: a side, or loads."""
    loads = [load for exercise in session.exercises for load in written_loads(exercise)]
    return needs_affected(session) or any(load is not None for load in loads)


def written_loads(exercise: Exercise) -> tuple[str | None, ...]:
    """The loads that a file says for an exercise and its modifications; `None` for each without one."""
    return exercise.load, *(change.load for change in exercise.modifications)


def both_sides(session: Session) -> bool:
    """Whether an exercise of a session may be done on one side after the other."""
    return any(exercise.side in (Sides.EACH, Sides.AFFECTED) for exercise in session.exercises)


class LoadToday(Struct, frozen=True):
    """The load of an exercise as the file says it, and as it is taken."""

    said: str
    """What the file says, with the modifications that are on."""
    taken: str
    step: Mass | None
    """How much heavier the next one is, where the file says so."""

    @property
    def weight(self) -> Mass | None:
        """What is taken; `None` for words, which stay as the file says them."""
        return mass_of(self.taken) if mass_of(self.said) is not None else None


def load_today(session: Session, choices: Choices, exercise: str) -> LoadToday | None:
    """The load of an exercise as chosen; `None` if it has none."""
    found = _exercise(session, exercise)
    active = _active(found, modifications_on(session, choices, exercise))
    chosen = _with_amounts(found, active)
    if chosen.load is None:
        return None
    taken = choices.loads.get(exercise, {}).get(chosen.load, chosen.load)
    return LoadToday(chosen.load, taken, chosen.load_step)


def with_load(session: Session, choices: Choices, exercise: str, weight: Mass) -> Choices:
    """The choices with another weight for an exercise; ChoiceError if the session does not give it one like that."""
    if all(known.id != exercise for known in session.exercises):
        offered = ", ".join(known.id for known in session.exercises)
        raise ChoiceError(f"this session has no exercise '{exercise}'; it has: {offered}")
    today = load_today(session, choices, exercise)
    said = mass_of(today.said) if today is not None else None
    if today is None or said is None:
        load = "no load" if today is None else f"the load '{today.said}', which is no number"
        raise ChoiceError(f"'{exercise}' has {load}, so it cannot be {weight}")
    if said.unit is not weight.unit:
        raise ChoiceError(f"the load of '{exercise}' is in {said.unit}, as in {said}; not {weight}")
    if not weight.possible:
        raise ChoiceError(f"a load goes from {LIGHTEST:g} to {HEAVIEST:g} {weight.unit}; not {weight}")
    loads = {**choices.loads.get(exercise, {}), today.said: str(weight)}
    return replace(choices, loads=MappingProxyType({**choices.loads, exercise: MappingProxyType(loads)}))


def _active(exercise: Exercise, on: tuple[str, ...]) -> tuple[Modification, ...]:
    """The modifications that are on, in file order; ChoiceError if one is unknown or two exclude each other."""
    offered = {modification.id for modification in exercise.modifications}
    for chosen in on:
        if chosen not in offered:
            has = ", ".join(sorted(offered)) or "none"
            raise ChoiceError(f"'{exercise.id}' has no modification '{chosen}'; it has: {has}")
    active = tuple(modification for modification in exercise.modifications if modification.id in on)
    for position, one in enumerate(active):
        for two in active[position + 1 :]:
            same_group = one.group is not None and one.group == two.group
            if same_group or two.id in one.conflicts or one.id in two.conflicts:
                raise ChoiceError(f"'{exercise.id}': '{one.id}' cannot be combined with '{two.id}'")
    return active


def _with_amounts(exercise: Exercise, active: tuple[Modification, ...]) -> Exercise:
    """The exercise with the amounts that its modifications prescribe; a later one wins.

    A list says how many sets there are, also where a modification puts one amount in its place.
    """
    exercise = replace(exercise, sets=sets_of(exercise.sets, *exercise.amounts))
    for change in active:
        exercise = replace(
            exercise,
            sets=change.sets or exercise.sets,
            reps=change.reps or exercise.reps,
            hold=change.hold or exercise.hold,
            time=change.time or exercise.time,
            rest=exercise.rest if change.rest is None else change.rest,
            tempo=change.tempo or exercise.tempo,
            load=change.load or exercise.load,
            load_step=change.load_step or exercise.load_step,
        )
    return replace(exercise, sets=sets_of(exercise.sets, *exercise.amounts))


def _framed(exercise: Exercise, active: tuple[Modification, ...]) -> Exercise:
    """The exercise with the times, equipment and texts of its modifications.

    The longest prepare and switch win, so that there is time for all modifications. Their equipment replaces the
    exercise's, their `stop_if` is added to it, and the last `afterwards` wins.
    """
    needed = [thing for change in active for thing in change.equipment or ()]
    instead = any(change.equipment is not None for change in active)
    stop_if = (*exercise.stop_if, *(reason for change in active for reason in change.stop_if))
    return replace(
        exercise,
        prepare=max((change.prepare for change in active if change.prepare is not None), default=exercise.prepare),
        switch=max((change.switch for change in active if change.switch is not None), default=exercise.switch),
        equipment=tuple(dict.fromkeys(needed)) if instead else exercise.equipment,
        stop_if=tuple(dict.fromkeys(stop_if)),
        afterwards=next((change.afterwards for change in reversed(active) if change.afterwards), exercise.afterwards),
    )


def equipment(session: Session, choices: Choices) -> tuple[str, ...]:
    """The equipment that a session needs as chosen, without duplicates; ChoiceError if the choices do not fit.

    A session's own list wins over those of its exercises, except for things that modifications add or remove.
    """
    chosen, written = _things(session, choices), _things(session, Choices())
    if not session.equipment:
        return chosen
    kept = (thing for thing in session.equipment if thing in chosen or thing not in written)
    return tuple(dict.fromkeys((*kept, *(thing for thing in chosen if thing not in written))))


def _things(session: Session, choices: Choices) -> tuple[str, ...]:
    """The equipment of a session's exercises as chosen, without duplicates."""
    chosen = chosen_exercises(session, choices)
    return tuple(dict.fromkeys(thing for one in chosen for thing in one.exercise.equipment))


def has_range(session: Session) -> bool:
    """Whether a dose can be chosen: any amount of an exercise, a modification or a group is a range."""
    exercises = session.exercises
    changes = [change for one in exercises for change in one.modifications]
    amounts = [each for one in exercises for each in (one.sets, one.reps, one.hold, one.time)]
    amounts += [each for change in changes for each in (change.sets, change.reps, change.hold, change.time)]
    amounts += [group.rounds for group in session.groups]
    return any(each is not None and each.targets(Dose.LOW) != each.targets(Dose.HIGH) for each in amounts)


def at_dose(dose: Dose, choices: Choices) -> Choices:
    """The choices with one dose for all exercises."""
    return replace(choices, dose=dose, doses=MappingProxyType({}))


def modifications_on(session: Session, choices: Choices, exercise: str) -> tuple[str, ...]:
    """Ids of the modifications of an exercise that are on."""
    return choices.modifications.get(exercise, _exercise(session, exercise).on)


def with_modifications(choices: Choices, exercise: str, on: tuple[str, ...]) -> Choices:
    """The choices with exactly these modifications of an exercise on."""
    return replace(choices, modifications=MappingProxyType({**choices.modifications, exercise: on}))


def with_modification(session: Session, choices: Choices, exercise: str, modification: str) -> Choices:
    """The choices with one more modification on; ChoiceError if the session does not offer it."""
    if all(known.id != exercise for known in session.exercises):
        offered = ", ".join(known.id for known in session.exercises)
        raise ChoiceError(f"this session has no exercise '{exercise}'; it has: {offered}")
    on = modifications_on(session, choices, exercise)
    changed = with_modifications(choices, exercise, on if modification in on else (*on, modification))
    chosen_exercises(session, changed)
    return changed


def fitting(session: Session, choices: Choices) -> Choices:
    """The doses, sides, waiting, modifications and loads of some choices, as far as this session offers them."""
    known = {exercise.id for exercise in session.exercises}
    doses = MappingProxyType({exercise: dose for exercise, dose in choices.doses.items() if exercise in known})
    loads = MappingProxyType({exercise: loads for exercise, loads in choices.loads.items() if exercise in known})
    fitted = Choices(
        dose=choices.dose,
        doses=doses,
        first=choices.first,
        advance=choices.advance,
        affected=choices.affected,
        loads=loads,
    )
    for exercise in session.exercises:
        if exercise.id not in choices.modifications:
            continue
        fitted = with_modifications(fitted, exercise.id, ())
        for modification in choices.modifications[exercise.id]:
            try:
                fitted = with_modification(session, fitted, exercise.id, modification)
            except ChoiceError:
                continue
    return fitted


def as_in(choices: Choices, others: Choices, exercise: str) -> Choices:
    """The choices, with the dose and modifications of one exercise taken from `others`."""
    doses, modifications = dict(choices.doses), dict(choices.modifications)
    _take(doses, others.doses, exercise)
    _take(modifications, others.modifications, exercise)
    return replace(choices, doses=MappingProxyType(doses), modifications=MappingProxyType(modifications))


def _take(into: dict[str, T], chosen: Mapping[str, T], exercise: str) -> None:
    """Copy the entry of an exercise, or remove it where `chosen` has none."""
    into.pop(exercise, None)
    if exercise in chosen:
        into[exercise] = chosen[exercise]


def easier(session: Session, choices: Choices, exercise: str) -> tuple[str, Choices] | None:
    """One step easier, with its name: without the harder modifications, otherwise with one more easier one."""
    found = _exercise(session, exercise)
    on = modifications_on(session, choices, exercise)
    harder = {modification.id for modification in found.harder}
    if harder & set(on):
        return "without what makes it harder", with_modifications(
            choices, exercise, tuple(one for one in on if one not in harder)
        )
    for modification in found.easier:
        if modification.id in on:
            continue
        try:
            return modification.name, with_modification(session, choices, exercise, modification.id)
        except ChoiceError:
            continue
    return None


def shorter(session: Session, choices: Choices, exercise: str) -> Choices | None:
    """The choices with the low dose for an exercise; `None` if that changes nothing."""
    dose = choices.dose_of(exercise)
    found = _chosen(_exercise(session, exercise), choices).exercise
    if all(amounts.targets(dose) == amounts.targets(Dose.LOW) for amounts in (found.sets, *found.amounts)):
        return None
    return replace(choices, doses=MappingProxyType({**choices.doses, exercise: Dose.LOW}))


def unattended(choices: Choices) -> Choices:
    """The choices for where nobody has a keyboard: nothing waits, repetitions are paced, open sets end alone."""
    return replace(choices, pace=Pace.PACED, advance=Advance.AUTO, attended=False)


def _exercise(session: Session, exercise: str) -> Exercise:
    return next(known for known in session.exercises if known.id == exercise)
