"""Rows about the person, where a session depends on them: which side is affected, and which loads they take."""

from __future__ import annotations

from collections.abc import Iterator

from textual.screen import Screen

from hipcoach.advice.checkin import Sheet
from hipcoach.live.check_in import WHICH_SIDE, load_asked, load_question, with_loads
from hipcoach.session.loads import Mass, mass_of
from hipcoach.session.model import Affected, Exercise, Session
from hipcoach.ui.widgets.pick import UNSAID, Pick


class AffectedRow(Pick):
    """A row with the affected side."""

    def __init__(self) -> None:
        super().__init__(WHICH_SIDE.text, (UNSAID, *WHICH_SIDE.answers), id=WHICH_SIDE.key)

    @property
    def affected(self) -> Affected | None:
        """The answer."""
        return None if self.value == UNSAID else Affected(self.value)


class LoadRow(Pick):
    """A row with the load of an exercise."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(load_asked(exercise), (UNSAID,), about=(exercise.id, ""))
        self._exercise = exercise

    def follow(self, session: Session, sheet: Sheet) -> bool:
        """Offer the loads around today's; False if what the file says is no number."""
        question = load_question(session, sheet, self._exercise)
        if question is None or question.picked is None:
            return False
        self.values = question.answers
        self.picked = self.values.index(question.picked)
        self.refresh(layout=True)
        return True

    @property
    def weight(self) -> Mass:
        """The picked load."""
        weight = mass_of(self.value)
        assert weight is not None, "every value of the row is a weight"
        return weight


def person_rows(session: Session, sheet: Sheet) -> Iterator[Pick]:
    """The rows that this session needs."""
    if sheet.needs_affected:
        yield AffectedRow()
    yield from map(LoadRow, with_loads(session))


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
