"""The check-out: what is asked after a session, in which order and words, for every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from hipcoach.advice.pain import ASKED, Zone, after_red, zone
from hipcoach.advice.safety import safety_of
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.engine.plan import PlannedExercise
from hipcoach.engine.player import Player
from hipcoach.journal.journal import Journal
from hipcoach.live.interview import Given, Interview, NoteQuestion, NoticeToRead, ScaleQuestion, Step, nothing, score
from hipcoach.session.model import Session

ZONES = {Zone.GREEN: "fine", Zone.AMBER: "mind", Zone.RED: "rest"}
"""The zones of pain after a session in words."""

NOTE = "A note"


class CheckOutAnswers(Struct, frozen=True):
    """The answers of a check-out; `None` means not answered."""

    pain: int | None = None
    """0 to 10."""
    effort: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """0 to 10 by the exercise's id."""
    note: str = ""

    @property
    def any(self) -> bool:
        """Whether anything was answered."""
        return self.pain is not None or bool(self.effort) or bool(self.note)


def keep(journal: Journal | None, answers: CheckOutAnswers) -> None:
    """Log the answers, if there are any; a rehearsal keeps nothing."""
    if journal is not None and answers.any:
        journal.checkout(pain=answers.pain, effort=answers.effort, note=answers.note)


def zones_after(before: int | None, thresholds: PainThresholds) -> tuple[tuple[int, str], ...]:
    """The zones of pain after a session, by what they call for; a rise counts as well as the score."""
    of = [zone(number, before, thresholds) for number in range(11)]
    return tuple(
        (max(number for number in range(11) if of[number] is one), word) for one, word in ZONES.items() if one in of
    )


def efforts_asked(player: Player) -> dict[str, str]:
    """The question about the effort of each exercise that was begun, by its id, with what the file asks for."""
    worked = {record.exercise for record in player.records}
    return {one.id: _effort(one) for one in player.plan.exercises.values() if one.id in worked}


def _effort(exercise: PlannedExercise) -> str:
    asked = f" (meant: {exercise.effort})" if exercise.effort is not None else ""
    return f"Effort: {exercise.name}{asked}"


def after_pain(
    pain: int | None, before: int | None, thresholds: PainThresholds, session: Session | None, *, told: bool
) -> tuple[str, ...]:
    """What to do after red pain, and when to get help unless that is `told` already; empty for other scores."""
    said = () if pain is None else after_red(pain, before, thresholds)
    helps = () if told or not said else ("", *safety_of(session).help_lines())
    return (*said, *helps)


class CheckOutInterview:
    """Asks what the check-out asks, one question after the other."""

    def __init__(
        self,
        player: Player,
        session: Session | None,
        before: int | None,
        thresholds: PainThresholds,
        *,
        told: bool,
    ) -> None:
        """`told`: whether the person was told already when to get help, as after a stop for pain."""
        self.answers = CheckOutAnswers()
        self.interview = Interview(self._steps, self._keep)
        self._efforts = efforts_asked(player)
        self._session = session
        self._before = before
        self._thresholds = thresholds
        self._told = told

    def _keep(self) -> Callable[[], None]:
        then = self.answers

        def restore() -> None:
            self.answers = then

        return restore

    def _steps(self) -> Iterator[Step]:
        yield Step(ScaleQuestion("pain", ASKED, zones_after(self._before, self._thresholds)), self._take_pain)
        # What to do comes before anything else that is asked.
        if said := after_pain(self.answers.pain, self._before, self._thresholds, self._session, told=self._told):
            yield Step(NoticeToRead("after red pain", "\n".join(text for text in said if text)), nothing)
        for exercise, text in self._efforts.items():
            yield Step(ScaleQuestion(f"effort {exercise}", text), self._takes_effort(exercise))
        yield Step(NoteQuestion("note", NOTE), self._take_note)

    def _take_pain(self, given: Given) -> tuple[str, ...]:
        self.answers = replace(self.answers, pain=score(given))
        return ()

    def _takes_effort(self, exercise: str) -> Callable[[Given], tuple[str, ...]]:
        def take(given: Given) -> tuple[str, ...]:
            if (effort := score(given)) is not None:
                self.answers = replace(self.answers, effort=MappingProxyType({**self.answers.effort, exercise: effort}))
            return ()

        return take

    def _take_note(self, given: Given) -> tuple[str, ...]:
        self.answers = replace(self.answers, note="" if given is None else str(given))
        return ()
