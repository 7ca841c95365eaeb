"""The check-in: what is asked, told and offered before a session, and how each answer changes the choices.

Accepted offers are applied on top of the choices, so that taking one back restores everything.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.advice import notices, outer_hip, progress
from hipcoach.advice.as_proposed import SessionToday, as_proposed
from hipcoach.advice.history import (
    Background,
    CheckInAnswers,
    History,
    OuterHip,
    PastSession,
    asks_next_morning,
    never_done,
    with_next_morning,
)
from hipcoach.advice.last_time import as_last_time
from hipcoach.advice.notices import Notice, Reason
from hipcoach.advice.pain import Zone, zone
from hipcoach.advice.progress import Offer
from hipcoach.advice.proposal import ProgrammeOffer
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import (
    ChoiceError,
    Choices,
    as_in,
    at_dose,
    easier,
    has_range,
    modifications_on,
    needs_affected,
    with_load,
    with_modification,
    with_modifications,
)
from hipcoach.session.loads import Mass
from hipcoach.session.model import Affected, Dose, Exercise, Session, Side


class Due(Struct, frozen=True):
    """Which questions are due besides the one about pain."""

    next_morning: bool = False
    daily_life: bool = False
    turned_out: bool = False
    background: Background | None = None
    """The one background question of this check-in."""
    outer_hip: bool = False


class Sheet:
    """The questions of one check-in with their answers, and the choices that follow from them."""

    def __init__(
        self,
        session: Session,
        choices: Choices,
        today: date,
        thresholds: Thresholds,
        proposed: SessionToday | None = None,
    ) -> None:
        """`proposed`: what the programme says of this session for today."""
        choices = as_proposed(session, choices, proposed)
        self.answers = CheckInAnswers()
        """The answers so far; `complete` adds those to offers and notices."""
        self.due = Due()
        self.offers: tuple[Offer, ...] = ()
        self.accepted: frozenset[str] = frozenset()
        """Keys of the accepted offers."""
        self.notices: tuple[Notice, ...] = ()
        self.dismissed: frozenset[str] = frozenset()
        """Keys of the dismissed notices."""
        self.easier = False
        """Whether the person takes an easier option for each exercise."""
        self.leaves_out = False
        """Whether the person leaves out the exercises that provoke pain on the outer hip."""
        self._session = session
        self._proposed = proposed
        self._usual = choices
        """The choices made by hand or last time, without accepted offers."""
        self._chosen = choices
        """The same with the low dose if today's pain asks for it."""
        self._today = today
        self._thresholds = thresholds
        self._history: History | None = None
        self._before: tuple[Choices, Choices] | None = None
        """The choices before the dose was taken that the programme offers."""
        self._touched = False
        """Whether the person has chosen anything at this check-in."""
        self.asks_affected = self.needs_affected and choices.affected is None
        """Whether to ask which side is affected, which is known once it was answered."""

    # -- what follows from the answers --------------------------------------------------------------------------------

    @property
    def zone(self) -> Zone:
        """The zone of today's pain; green if the question was not answered."""
        pain = self.answers.pain
        return Zone.GREEN if pain is None else zone(pain, None, self._thresholds.pain)

    @property
    def choices(self) -> Choices:
        """Today's choices, with accepted offers."""
        choices = self._chosen
        if self.easier:
            for exercise in self._session.exercises:
                if (step := easier(self._session, choices, exercise.id)) is not None:
                    choices = step[1]
        return replace(self._with_accepted(choices), left_out=self.left_out)

    @property
    def usual(self) -> Choices:
        """Choices to restore next time, without today's pain adjustments."""
        return self._with_accepted(self._usual)

    def _with_accepted(self, choices: Choices) -> Choices:
        for offer in self.offers:
            if offer.key in self.accepted:
                try:
                    choices = offer.onto(self._session, choices)
                except ChoiceError:
                    # The easier option that was taken for today excludes this offer, and wins.
                    continue
        return choices

    @property
    def has_easier(self) -> bool:
        """Whether any exercise has an easier option left."""
        done = (exercise.id for exercise in self._session.exercises if exercise.id not in self.left_out)
        return any(easier(self._session, self._chosen, exercise) for exercise in done)

    @property
    def outer_hip(self) -> OuterHip | None:
        """Whether the outer hip hurts: today's answer, otherwise the latest one."""
        return self.answers.outer_hip or outer_hip.known(self._history or ())

    @property
    def provoking(self) -> tuple[Exercise, ...]:
        """The exercises that provoke pain on the outer hip; none if it does not hurt."""
        return outer_hip.provoking(self._session) if self.outer_hip is OuterHip.HURTS else ()

    @property
    def can_leave_out(self) -> bool:
        """Whether there are such exercises, and other ones that remain."""
        return 0 < len(self.provoking) < len(self._session.exercises)

    @property
    def left_out(self) -> frozenset[str]:
        """Ids of the exercises that are left out."""
        wanted = self.leaves_out and self.can_leave_out
        return frozenset(exercise.id for exercise in self.provoking) if wanted else frozenset()

    @property
    def asks_outer_hip_again(self) -> bool:
        """Whether the question about the outer hip has been asked before, so that it can be answered again."""
        return self._history is not None and not self.due.outer_hip

    @property
    def never_done(self) -> tuple[str, ...]:
        """The ids of the exercises that are about to be done for the first time; none before the history is known."""
        new = never_done(self._session, self._history) if self._history is not None else ()
        return tuple(exercise for exercise in new if exercise not in self.left_out)

    @property
    def advice(self) -> tuple[Notice, ...]:
        """The notices that advise something and stay until they are dismissed."""
        return tuple(notice for notice in self.notices if notice.reason is not Reason.TOO_FEW)

    @property
    def too_early(self) -> Notice | None:
        """The notice that it is too early to tell, shown once the person answers how daily life is."""
        if self.answers.daily_life is None:
            return None
        return next((notice for notice in self.notices if notice.reason is Reason.TOO_FEW), None)

    def complete(self) -> CheckInAnswers:
        """All answers. An offer that was not accepted counts as declined, a skipped background question as no."""
        asked = self.answers
        accepted = {*self.accepted, *([outer_hip.OFFER] if self.left_out else [])}
        keys = [*(offer.key for offer in self.offers), *([outer_hip.OFFER] if self.can_leave_out else [])]
        return replace(
            asked,
            background=asked.background if self.due.background is None else self.background,
            outer_hip=asked.outer_hip or OuterHip.PASSED if self.due.outer_hip else asked.outer_hip,
            accepted=tuple(key for key in keys if key in accepted),
            declined=tuple(key for key in keys if key not in accepted),
            dismissed=tuple(notice.key for notice in self.advice if notice.key in self.dismissed),
        )

    # -- the history and the answers ----------------------------------------------------------------------------------

    def remember(self, history: History, *, as_last: bool) -> None:
        """Take in the history; with `as_last`, exercises begin as last time unless the person has chosen already."""
        self._history = history
        if as_last and not self._touched:
            last = as_last_time(self._session, self._usual, history)
            self._usual = self._chosen = as_proposed(self._session, last, self._proposed)
            if self.zone is not Zone.GREEN:
                self._take_low()
        first = outer_hip.due(history)
        self.leaves_out = self.leaves_out or outer_hip.left_out_last(history)
        self.due = Due(
            next_morning=asks_next_morning(history, self._today),
            daily_life=notices.fortnightly_due(history, self._today),
            turned_out=notices.turned_out_due(history, self._today, self._session.aim),
            # The first check-in asks about the outer hip only, to keep it short.
            background=None if first else notices.next_background(history),
            outer_hip=first,
        )
        self._look()

    def answer(self, answers: CheckInAnswers) -> None:
        """Replace the answers; while they report pain above the green zone, the low dose is chosen."""
        before = self.zone
        self.answers = answers
        if self.zone is Zone.GREEN and before is not Zone.GREEN:
            self.easier = False
            self._chosen = self._usual
        elif self.zone is not Zone.GREEN and before is Zone.GREEN:
            self._take_low()
        self._look()

    def accept(self, key: str, yes: bool) -> None:
        """Accept an offer, or take that back."""
        self.accepted = self.accepted | {key} if yes else self.accepted - {key}

    def take_easier(self, yes: bool) -> None:
        """Take an easier option of each exercise, or take that back."""
        self.easier = yes

    def leave_out(self, yes: bool) -> None:
        """Leave out the exercises that provoke pain on the outer hip, or take that back."""
        self.leaves_out = yes
        self._look()

    def dismiss(self, key: str, yes: bool) -> None:
        """Dismiss a notice, or take that back."""
        self.dismissed = self.dismissed | {key} if yes else self.dismissed - {key}

    @property
    def tells_what_answers_bring(self) -> bool:
        """Whether to say, once, what answers would bring: after two sessions of which nothing was answered."""
        return notices.silent(self._history or ())

    # -- choices by hand ----------------------------------------------------------------------------------------------

    @property
    def other_dose(self) -> ProgrammeOffer | None:
        """The dose that the programme offers instead; a higher one only if today's pain is no reason against it."""
        return self._proposed.dose_in(self.zone) if self._proposed is not None else None

    @property
    def takes_other_dose(self) -> bool:
        """Whether that dose is taken."""
        return self._before is not None

    def take_other_dose(self, yes: bool) -> None:
        """Take the dose that the programme offers, or take that back."""
        if yes and (offer := self.other_dose) is not None and offer.dose is not None:
            before = self._usual, self._chosen
            self.take_dose(offer.dose)
            self._before = before
        elif not yes and self._before is not None:
            (self._usual, self._chosen), self._before = self._before, None
            self._look()

    def take_dose(self, dose: Dose) -> None:
        """Choose a dose for all exercises; this takes back accepted offers."""
        self._touched, self._before = True, None
        self._usual, self._chosen = at_dose(dose, self._usual), at_dose(dose, self._chosen)
        self.accepted = frozenset()
        self._look()

    @property
    def has_range(self) -> bool:
        """Whether a dose can be chosen: any amount of an exercise, a modification or a group is a range."""
        return has_range(self._session)

    @property
    def changed_for_pain(self) -> bool:
        """Whether today's pain makes the session another one than planned."""
        return self.choices != self.as_usual

    @property
    def as_usual(self) -> Choices:
        """Today's choices if there were no pain to adjust them for."""
        return replace(self.usual, left_out=self.left_out)

    @property
    def background(self) -> frozenset[Background]:
        """What is known about the background: today's answers, otherwise those of the newest check-in with any."""
        known = notices.background_of(self._history or ())
        return known if self.answers.background is None else self.answers.background

    def tell_background(self, of: Background, yes: bool) -> None:
        """Answer one background question, or take that back."""
        others = self.background - {of}
        self.answer(replace(self.answers, background=others | {of} if yes else others))

    def as_planned(self) -> None:
        """Do the session as planned today, whatever the pain."""
        self._touched = True
        self.easier = False
        self._chosen = self._usual
        self._look()

    def begin_with(self, side: Side | None) -> None:
        """Choose the first side; `None` leaves it to the session."""
        self._touched = True
        self._usual, self._chosen = replace(self._usual, first=side), replace(self._chosen, first=side)

    @property
    def needs_affected(self) -> bool:
        """Whether the session depends on which side is affected."""
        return needs_affected(self._session)

    def tell_affected(self, side: Affected | None) -> None:
        """Say which side is affected, for this session and those to come; `None` if it is not known."""
        self._usual, self._chosen = replace(self._usual, affected=side), replace(self._chosen, affected=side)
        self._look()

    def take_load(self, exercise: str, load: Mass) -> None:
        """Choose the load of an exercise as it is done today, for this session and those to come.

        An accepted offer of another load is taken back.
        """
        loads = with_load(self._session, self.choices, exercise, load).loads
        self._usual, self._chosen = (
            replace(each, loads=MappingProxyType({**each.loads, exercise: loads[exercise]}))
            for each in (self._usual, self._chosen)
        )
        self.accepted -= {offer.key for offer in self.offers if offer.exercise == exercise and offer.change.load}
        self._look()

    def modify(self, exercise: str, modification: str, on: bool) -> tuple[str, ...]:
        """Turn a modification on or off; returns the reasons why others had to be turned off.

        Accepted offers and easier options that it builds on become choices by hand.
        """
        self._touched = True
        today, refused = self._modified(self.choices, exercise, modification, on)
        usual, _ = self._modified(self.usual, exercise, modification, on)
        if self.easier:
            self._usual, self._chosen, self.easier = usual, today, False
            self.accepted = frozenset()
        else:
            self._usual, self._chosen = as_in(self._usual, usual, exercise), as_in(self._chosen, today, exercise)
            self.accepted -= {offer.key for offer in self.offers if offer.exercise == exercise}
        self._look()
        return refused

    def _modified(
        self, choices: Choices, exercise: str, modification: str, on: bool
    ) -> tuple[Choices, tuple[str, ...]]:
        """The choices with a modification on or off, and the reasons why others had to be turned off."""
        others = tuple(one for one in modifications_on(self._session, choices, exercise) if one != modification)
        if not on:
            return with_modifications(choices, exercise, others), ()
        refused = []
        choices = with_modifications(choices, exercise, (modification,))
        for other in others:
            try:
                choices = with_modification(self._session, choices, exercise, other)
            except ChoiceError as error:
                refused.append(f"{error}")
        return choices, tuple(refused)

    # -- helpers ------------------------------------------------------------------------------------------------------

    def _take_low(self) -> None:
        self._chosen = at_dose(Dose.LOW, self._chosen)
        self.accepted = frozenset()

    def _look(self) -> None:
        """Work out offers and notices again, from the history and the answers so far."""
        if self._history is None:
            return
        asked = self.answers
        past = with_next_morning(self._history, self._today, asked.next_morning)
        offers = progress.offers(self._session, self._chosen, past, self._today, self._thresholds, asked.pain)
        self.offers = tuple(offer for offer in offers if offer.exercise not in self.left_out)
        self.accepted &= {offer.key for offer in self.offers}
        now = PastSession(
            day=self._today,
            begun=False,
            pain_before=asked.pain,
            daily_life=asked.daily_life,
            turned_out=asked.turned_out,
            background=asked.background,
        )
        self.notices = notices.notices((*past, now), self._today, self._thresholds)
