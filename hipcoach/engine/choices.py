"""Choices made under way: the same session, done a little differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from hipcoach.engine.plan import ChoiceError, Choices, Pace, make_plan
from hipcoach.session.model import Advance, Dose, Exercise, Session

T = TypeVar("T")


def modifications_on(session: Session, choices: Choices, exercise: str) -> tuple[str, ...]:
    """Ids of the modifications of an exercise that are on."""
    return choices.modifications.get(exercise, _exercise(session, exercise).on)


def with_modifications(choices: Choices, exercise: str, on: tuple[str, ...]) -> Choices:
    """The choices with just these modifications of an exercise."""
    return replace(choices, modifications=MappingProxyType({**choices.modifications, exercise: on}))


def with_modification(session: Session, choices: Choices, exercise: str, modification: str) -> Choices:
    """The choices with one modification more; ChoiceError where the session does not offer it."""
    if all(known.id != exercise for known in session.exercises):
        offered = ", ".join(known.id for known in session.exercises)
        raise ChoiceError(f"this session has no exercise '{exercise}'; it has: {offered}")
    on = modifications_on(session, choices, exercise)
    changed = with_modifications(choices, exercise, on if modification in on else (*on, modification))
    make_plan(session, changed)
    return changed


def fitting(session: Session, choices: Choices) -> Choices:
    """The doses, first side, waiting and modifications of other choices, as far as a session offers them."""
    known = {exercise.id for exercise in session.exercises}
    doses = MappingProxyType({exercise: dose for exercise, dose in choices.doses.items() if exercise in known})
    fitted = Choices(dose=choices.dose, doses=doses, first=choices.first, advance=choices.advance)
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
    """The choices, but for one exercise the dose and the modifications of others."""
    doses, modifications = dict(choices.doses), dict(choices.modifications)
    _take(doses, others.doses, exercise)
    _take(modifications, others.modifications, exercise)
    return replace(choices, doses=MappingProxyType(doses), modifications=MappingProxyType(modifications))


def _take(into: dict[str, T], chosen: Mapping[str, T], exercise: str) -> None:
    """What was chosen for an exercise, and nothing where nothing was."""
    into.pop(exercise, None)
    if exercise in chosen:
        into[exercise] = chosen[exercise]


def easier(session: Session, choices: Choices, exercise: str) -> tuple[str, Choices] | None:
    """One step easier, with its name: without what makes it harder, else with what makes it easier."""
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
    """The low dose of an exercise, where it is not that already."""
    if choices.doses.get(exercise, choices.dose) is Dose.LOW:
        return None
    changed = replace(choices, doses=MappingProxyType({**choices.doses, exercise: Dose.LOW}))
    return changed if make_plan(session, changed) != make_plan(session, choices) else None


def unattended(choices: Choices) -> Choices:
    """The choices for a session that nobody answers: nothing waits, nothing is counted by hand."""
    return replace(choices, pace=Pace.PACED, advance=Advance.AUTO)


def _exercise(session: Session, exercise: str) -> Exercise:
    return next(known for known in session.exercises if known.id == exercise)
