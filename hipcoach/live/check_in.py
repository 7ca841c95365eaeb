"""The check-in: which questions are asked before a session, in which order and words, for every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from itertools import islice

from msgspec.structs import replace

from hipcoach.advice import notices, outer_hip
from hipcoach.advice.as_proposed import session_today
from hipcoach.advice.checkin import Sheet
from hipcoach.advice.checkin_texts import about_outer_hip, named, needed_today, reply, today, zones_of
from hipcoach.advice.history import Background, DailyLife, OuterHip
from hipcoach.advice.notices import BACKGROUND_QUESTIONS, WHAT_ANSWERS_BRING, Notice
from hipcoach.advice.pain import ASKED
from hipcoach.advice.progress import Offer
from hipcoach.advice.proposal import Proposal
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.engine.choices import Choices, LoadToday, both_sides, load_today, modifications_on, written_loads
from hipcoach.engine.plan import make_plan
from hipcoach.live.environment import Environment
from hipcoach.live.interview import (
    NO,
    YES,
    Given,
    Interview,
    NoticeToRead,
    OfferQuestion,
    PickQuestion,
    ScaleQuestion,
    Step,
    nothing,
    score,
)
from hipcoach.session.loads import Mass, MassUnit, mass_of
from hipcoach.session.model import Affected, Dose, Exercise, Session, Side
from hipcoach.text.durations import in_words

MOST_DUE = 2
"""The most questions besides those about pain now and the outer hip."""

NEXT_MORNING = ScaleQuestion("next_morning", "Hip pain on the morning after last time")
DAILY_LIFE = PickQuestion("daily_life", "Daily life, compared with the beginning", tuple(DailyLife))
TURNED_OUT = ScaleQuestion("turned_out", "How turned out the legs feel")
OUTER_HIP = PickQuestion("outer_hip", outer_hip.QUESTION, (YES, NO))
WHICH_SIDE = PickQuestion("affected", "Which side is affected", tuple(Affected))
EASIER = "An easier option of each exercise"
LEAVE_OUT = "Leave out what may provoke it"
TAKE_DOSE = "Take this dose"
TAKE_STEP = "Take this step"
AS_WRITTEN = "as written"
SIDES = (AS_WRITTEN, Side.LEFT.value, Side.RIGHT.value)

STEPS = 10
"""How many steps of a load there are to choose from on either side of it."""

STEP = {MassUnit.KG: Mass(0.5, MassUnit.KG), MassUnit.LB: Mass(1, MassUnit.LB)}
"""The step between two loads where the file gives none."""

GENTLE, PLANNED = "gentle", "planned"
HIDE, WHY, CHANGE = "hide", "why", "change"
HIDES = HIDE, "leaves this out for 14 days"
SAYS_WHY = WHY, "says why"
CHANGES = CHANGE, "lets you choose dose, side and options"

Due = ScaleQuestion | PickQuestion | OfferQuestion


def background_question(sheet: Sheet, of: Background) -> OfferQuestion:
    """A question about the background."""
    return OfferQuestion(of.value, BACKGROUND_QUESTIONS[of], of in sheet.background)


def due(sheet: Sheet) -> Iterator[Due]:
    """The questions that come once, again or after some sessions, the most urgent first, and not too many."""
    if sheet.due.outer_hip:
        yield OUTER_HIP
    yield from islice(_due(sheet), MOST_DUE)


def _due(sheet: Sheet) -> Iterator[Due]:
    asked = sheet.due
    if asked.next_morning:
        yield NEXT_MORNING
    if asked.daily_life:
        yield DAILY_LIFE
    if asked.turned_out:
        yield TURNED_OUT
    if asked.background is not None:
        yield background_question(sheet, asked.background)


def at_any_time(sheet: Sheet) -> Iterator[Due]:
    """What is not asked now can be answered all the same."""
    for background in BACKGROUND_QUESTIONS:
        if background is not sheet.due.background:
            yield background_question(sheet, background)
    if sheet.asks_outer_hip_again:
        known = sheet.outer_hip
        yield replace(OUTER_HIP, picked=known.value if known in (OuterHip.HURTS, OuterHip.CALM) else None)


def loads_of(today: LoadToday) -> tuple[Mass, ...]:
    """The weights that can be taken instead of today's, that one included; none for a load in words."""
    if (now := today.weight) is None:
        return ()
    step = today.step if today.step is not None and today.step.unit is now.unit else STEP[now.unit]
    around = (now.heavier(step, steps) for steps in range(-STEPS, STEPS + 1))
    return tuple(weight for weight in around if weight is not None)


def with_loads(session: Session) -> tuple[Exercise, ...]:
    """The exercises for which the file names a load."""
    return tuple(one for one in session.exercises if any(load is not None for load in written_loads(one)))


def load_asked(exercise: Exercise) -> str:
    """The question about the load of an exercise."""
    return f"Load: {exercise.name}"


def load_question(session: Session, sheet: Sheet, exercise: Exercise) -> PickQuestion | None:
    """Asks for the load of an exercise; `None` if what the file says is no number."""
    load = load_today(session, sheet.choices, exercise.id)
    if load is None or not (weights := loads_of(load)):
        return None
    return PickQuestion(f"load {exercise.id}", load_asked(exercise), tuple(map(str, weights)), load.taken)


def write(sheet: Sheet, key: str, given: Given) -> None:
    """Write the answer to a question of `due` or `at_any_time` to the sheet; `None` takes it back."""
    answers = sheet.answers
    match key:
        case NEXT_MORNING.key:
            sheet.answer(replace(answers, next_morning=score(given)))
        case TURNED_OUT.key:
            sheet.answer(replace(answers, turned_out=score(given)))
        case DAILY_LIFE.key:
            sheet.answer(replace(answers, daily_life=None if given is None else DailyLife(str(given))))
        case OUTER_HIP.key:
            sheet.answer(replace(answers, outer_hip=None if given is None else OuterHip(str(given))))
        case _:
            sheet.tell_background(Background(key), given is True)


def sheet_for(
    environment: Environment,
    session: Session,
    name: str,
    choices: Choices,
    proposal: Proposal | None,
    *,
    as_asked: bool,
) -> Sheet:
    """The sheet of a check-in today; `name` is that of the session's file, `proposal` what is proposed for today.

    `as_asked`: whether the person has named the dose, which then outranks the one of the programme.
    """
    day = environment.wall().date()
    proposed = session_today(proposal, name, day)
    if proposed is not None and as_asked:
        proposed = replace(proposed, option=replace(proposed.option, dose=None))
    return Sheet(session, choices, day, environment.settings.thresholds, proposed)


class CheckInInterview:
    """Asks what the check-in asks, one question after the other, down to what begins."""

    def __init__(self, session: Session, sheet: Sheet, thresholds: PainThresholds) -> None:
        self.sheet = sheet
        """The answers so far. Going back replaces it."""
        self.interview = Interview(self._steps, self._keep)
        self._session = session
        self._thresholds = thresholds
        self._changes = False
        """Whether the person wants to change what has its own answer already."""
        self._gentler = ""
        """What was said to the pain, while its answer stands."""
        self._changed = False
        """Whether the pain made the session another one than planned."""
        self._asked_why: frozenset[str] = frozenset()
        """Keys of the notices of which the person wants to know why."""

    def opening(self) -> tuple[str, ...]:
        """What is told before the first question."""
        return (WHAT_ANSWERS_BRING,) if self.sheet.tells_what_answers_bring else ()

    def _keep(self) -> Callable[[], None]:
        # All that a sheet holds is frozen, so that this is a copy of all of it.
        then, others = copy(self.sheet), (self._changes, self._gentler, self._changed, self._asked_why)

        def restore() -> None:
            self.sheet = copy(then)
            self._changes, self._gentler, self._changed, self._asked_why = others

        return restore

    def _steps(self) -> Iterator[Step]:
        """All questions as things stand, in the order of the check-in of the app."""
        yield Step(ScaleQuestion("pain", ASKED, zones_of(self._thresholds)), self._take_pain)
        yield from self._after_pain()
        yield from self._about_person(asked_again=False)
        for question in due(self.sheet):
            yield Step(question, self._writes(question.key))
        yield from self._about_outer_hip()
        for notice in self.sheet.advice:
            yield from self._notice(notice)
        yield from self._offers()
        if self._changes:
            yield from self._by_hand()
        more = () if self._changes else (CHANGES,)
        yield Step(NoticeToRead(f"begin {self._changes}", self._begins(), more, "begins"), self._last)

    # -- pain -------------------------------------------------------------------------------------------------------

    def _take_pain(self, given: Given) -> tuple[str, ...]:
        sheet = self.sheet
        sheet.answer(replace(sheet.answers, pain=score(given)))
        self._gentler = reply(self._session, sheet, length=in_words)
        self._changed = sheet.changed_for_pain
        return ()

    def _after_pain(self) -> Iterator[Step]:
        if not self._gentler:
            return
        asks = EASIER
        if self._changed:
            yield Step(PickQuestion("gentler", self._gentler, (GENTLE, PLANNED), GENTLE), self._take_gentler)
        elif self.sheet.has_easier:
            asks = f"{self._gentler}\n{EASIER}"
        else:
            yield Step(NoticeToRead("gentler", self._gentler), nothing)
        if self.sheet.has_easier:

            def take(given: Given) -> tuple[str, ...]:
                self.sheet.take_easier(given is True)
                return ()

            yield Step(OfferQuestion("easier", f"{asks}?"), take)

    def _take_gentler(self, given: Given) -> tuple[str, ...]:
        if given == PLANNED:
            self.sheet.as_planned()
            self._gentler = ""
        return ()

    # -- the person -------------------------------------------------------------------------------------------------

    def _about_person(self, *, asked_again: bool) -> Iterator[Step]:
        """The side and the loads: asked where they are not known, or `asked_again` by the person."""
        session, sheet = self._session, self.sheet
        if sheet.asks_affected or (asked_again and sheet.needs_affected):
            known = sheet.choices.affected
            yield Step(replace(WHICH_SIDE, picked=None if known is None else known.value), self._take_side)
        for exercise in with_loads(session):
            question = load_question(session, sheet, exercise)
            if question is not None and (asked_again or exercise.id in sheet.never_done):
                yield Step(question, self._takes_load(exercise.id))

    def _take_side(self, given: Given) -> tuple[str, ...]:
        if given is not None:
            self.sheet.tell_affected(Affected(str(given)))
        return ()

    def _takes_load(self, exercise: str) -> Callable[[Given], tuple[str, ...]]:
        def take(given: Given) -> tuple[str, ...]:
            if given is not None and (load := mass_of(str(given))) is not None:
                self.sheet.take_load(exercise, load)
            return ()

        return take

    # -- what is due ------------------------------------------------------------------------------------------------

    def _writes(self, key: str) -> Callable[[Given], tuple[str, ...]]:
        def take(given: Given) -> tuple[str, ...]:
            if given is None:
                return ()
            write(self.sheet, key, given)
            early = self.sheet.too_early if key == DAILY_LIFE.key else None
            return (f"{early.title}: {early.text}",) if early is not None else ()

        return take

    def _about_outer_hip(self) -> Iterator[Step]:
        told = about_outer_hip(self._session, self.sheet)
        if self.sheet.can_leave_out:

            def take(given: Given) -> tuple[str, ...]:
                if given is not None:
                    self.sheet.leave_out(given is True)
                return ()

            yield Step(OfferQuestion("leave_out", f"{told} {LEAVE_OUT}?", self.sheet.leaves_out), take)
        elif told:
            yield Step(NoticeToRead("about_outer_hip", told), nothing)

    def _notice(self, notice: Notice) -> Iterator[Step]:
        def take(given: Given) -> tuple[str, ...]:
            self.sheet.dismiss(notice.key, given == HIDE)
            if given == WHY:
                self._asked_why |= {notice.key}
            return ()

        yield Step(NoticeToRead(f"notice {notice.key}", f"{notice.title} {notice.text}", (SAYS_WHY, HIDES)), take)
        if notice.key in self._asked_why:
            yield Step(NoticeToRead(f"why {notice.key}", notice.why or notices.WHY, (HIDES,)), take)

    def _offers(self) -> Iterator[Step]:
        sheet = self.sheet
        if (dose := sheet.other_dose) is not None:

            def take(given: Given) -> tuple[str, ...]:
                self.sheet.take_other_dose(given is True)
                return ()

            yield Step(OfferQuestion("other dose", f"{dose.text} {TAKE_DOSE}?"), take)
        names = {one.id: named(self._session, one) for one in self._session.exercises}
        for offer in sheet.offers:
            yield self._offer(offer, names[offer.exercise])

    def _offer(self, offer: Offer, name: str) -> Step:
        def take(given: Given) -> tuple[str, ...]:
            self.sheet.accept(offer.key, given is True)
            return ()

        return Step(OfferQuestion(f"offer {offer.key}", f"{name}. {offer.reason} {TAKE_STEP}?"), take)

    # -- by hand ----------------------------------------------------------------------------------------------------

    def _by_hand(self) -> Iterator[Step]:
        """What can be chosen, and answered again, whenever one likes."""
        session, sheet = self._session, self.sheet
        if sheet.has_range:
            dose = PickQuestion("dose", "Dose", tuple(Dose), sheet.choices.dose.value)
            yield Step(dose, self._if_given(lambda given: self.sheet.take_dose(Dose(given))))
        if both_sides(session):
            first = PickQuestion("first", "Side that begins", SIDES, sheet.choices.first or AS_WRITTEN)
            yield Step(first, self._if_given(self._begin_with))
        for step in self._about_person(asked_again=True):
            yield Step(replace(step.question, key=f"{step.question.key} again"), step.take)
        for exercise in session.exercises:
            on = modifications_on(session, sheet.choices, exercise.id)
            for change in exercise.modifications:
                kind = "easier" if change in exercise.easier else "harder"
                text = f"{named(session, exercise)}: {change.name}, {kind}?"
                question = OfferQuestion(f"with {exercise.id} {change.id}", text, change.id in on)
                yield Step(question, self._modifies(exercise.id, change.id))
        for known in at_any_time(sheet):
            yield Step(replace(known, key=f"{known.key} again"), self._writes(known.key))

    def _begin_with(self, given: str) -> None:
        self.sheet.begin_with(None if given == AS_WRITTEN else Side(given))

    def _if_given(self, do: Callable[[str], None]) -> Callable[[Given], tuple[str, ...]]:
        def take(given: Given) -> tuple[str, ...]:
            if given is not None:
                do(str(given))
            return ()

        return take

    def _modifies(self, exercise: str, change: str) -> Callable[[Given], tuple[str, ...]]:
        def take(given: Given) -> tuple[str, ...]:
            if given is None:
                return ()
            return tuple(f"{why}, so that is off." for why in self.sheet.modify(exercise, change, given is True))

        return take

    # -- the beginning ----------------------------------------------------------------------------------------------

    def _begins(self) -> str:
        """How the session is done today, and how long it takes."""
        session, sheet = self._session, self.sheet
        total = in_words(make_plan(session, sheet.choices).total)
        other = [
            f"{named(session, one)}: {dose.value} dose"
            for one in session.exercises
            if (dose := sheet.choices.doses.get(one.id, sheet.choices.dose)) is not sheet.choices.dose
        ]
        sentences = (
            f"Today: {', '.join((*today(session, sheet), *other))}",
            *needed_today(session, sheet),
            f"It takes {total}",
        )
        return " ".join(f"{text.rstrip('.')}." for text in sentences)

    def _last(self, given: Given) -> tuple[str, ...]:
        self._changes = given == CHANGE
        return ()
