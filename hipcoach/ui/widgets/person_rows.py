"""Rows about the person, where a session depends on them: which side is affected, and which loads they take."""

from __future__ import annotations

from collections.abc import Iterator

from textual.screen import Screen

from hipcoach.advice.checkin import Sheet
from hipcoach.engine.choices import LoadToday, load_today, written_loads
from hipcoach.session.loads import Mass, MassUnit, mass_of
from hipcoach.session.model import Affected, Session
from hipcoach.ui.widgets.pick import UNSAID, Pick

WHICH_SIDE = "Which side is affected"

STEPS = 10
"""How many steps of a load there are to choose from on either side of it."""

STEP = {MassUnit.KG: Mass(0.5, MassUnit.KG), MassUnit.LB: Mass(1, MassUnit.LB)}
"""The step between two loads where the file gives none."""


class AffectedRow(Pick):
    """A row with the affected side."""

    def __init__(self) -> None:
        super().__init__(WHICH_SIDE, (UNSAID, *Affected), id="affected")

    @property
    def affected(self) -> Affected | None:
        """The answer."""
        return None if self.value == UNSAID else Affected(self.value)


class LoadRow(Pick):
    """A row with the load of an exercise."""

    def __init__(self, exercise: str, name: str) -> None:
        super().__init__(f"Load: {name}", (UNSAID,), about=(exercise, ""))

    def follow(self, session: Session, sheet: Sheet) -> bool:
        """Offer the loads around today's; False if what the file says is no number."""
        today = load_today(session, sheet.choices, self.about[0])
        weights = () if today is None else choice_of(today)
        if today is None or not weights:
            return False
        self.values = tuple(map(str, weights))
        self.picked = self.values.index(today.taken)
        self.refresh(layout=True)
        return True

    @property
    def weight(self) -> Mass:
        """The picked load."""
        weight = mass_of(self.value)
        assert weight is not None, "every value of the row is a weight"
        return weight


def choice_of(today: LoadToday) -> tuple[Mass, ...]:
    """The weights that can be taken instead of today's, that one included; none for a load in words."""
    if (now := today.weight) is None:
        return ()
    step = today.step if today.step is not None and today.step.unit is now.unit else STEP[now.unit]
    around = (now.heavier(step, steps) for steps in range(-STEPS, STEPS + 1))
    return tuple(weight for weight in around if weight is not None)


def person_rows(session: Session, sheet: Sheet) -> Iterator[Pick]:
    """The rows that this session needs."""
    if sheet.needs_affected:
        yield AffectedRow()
    for exercise in session.exercises:
        if any(load is not None for load in written_loads(exercise)):
            yield LoadRow(exercise.id, exercise.name)


def show_person(screen: Screen[None], session: Session, sheet: Sheet, *, unfolded: bool) -> None:
    """Show in each of these rows what counts today; those with an answer are folded away with the other options."""
    for row in screen.query("#person > Pick").results(Pick):
        match row:
            case AffectedRow():
                answer = sheet.choices.affected
                row.show(0 if answer is None else row.values.index(answer.value))
                row.display = unfolded or sheet.asks_affected
            case LoadRow():
                exercise = row.about[0]
                row.display = row.follow(session, sheet) and (unfolded or exercise in sheet.never_done)
            case _:
                continue
