"""When to advise asking a physical therapist or doctor, and when a question is due again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from hipcoach.advice.history import Background, DailyLife, History, PastSession
from hipcoach.advice.pain import ENDING, Zone, in_words, zone
from hipcoach.advice.thresholds import PainThresholds, Thresholds
from hipcoach.engine.events import PainKind
from hipcoach.session.model import Aim
from hipcoach.text.counts import counted

SILENT_SESSIONS = 2
"""After so many sessions without an answer it is said what answers bring."""

WHAT_ANSWERS_BRING = (
    "Nothing needs an answer. But whoever answers pain here, and pain and effort after a session, is offered the next "
    "step when it is time, and a step back when it was too much."
)

FORTNIGHT = 14
"""Days until a question about daily life is asked again, and until a dismissed notice may come back."""

MORNINGS = 3
"""How many sessions in a row with a worse next morning bring a notice."""

MORNING_RISE = 2
"""How many points above usual make a morning worse."""

POINTS_DOWN = 1.0
SHARE_DOWN = 0.15
"""Pain is down if it fell by so many points, or by this share of where it began."""

READINGS = 3
"""How many check-ins are averaged for pain at the beginning, and for pain now."""

SINCE_RED = 3
"""After so many sessions in a row without red, a dismissed red event does not come back."""


class Reason(StrEnum):
    """The reason for a notice, the most urgent first; there is at most one notice for each."""

    RED = "red"
    MORNINGS = "mornings"
    NO_CHANGE = "no_change"
    TOO_FEW = "too_few"
    """This gives no advice: it is too early to tell."""


class Notice(Struct, frozen=True):
    """Something to tell at check-ins until the person dismisses it."""

    reason: Reason
    title: str
    text: str
    """What the notice is based on."""
    why: str
    """The text under "why"; may be empty."""

    @property
    def key(self) -> str:
        """The key under which the log notes that it was dismissed."""
        return self.reason.value


ASK = "Time to ask a physical therapist or doctor?"

WHY = (
    "Many hips respond well to exercise. In some the thigh bone itself is twisted, and has been since childhood: the "
    "twist called retroversion turns the leg out, the one called anteversion turns it in. Exercise cannot untwist "
    "bone, and may change little there. A professional can tell the two apart and write a plan for you alone."
)
"""The explanation under "why" if weeks of exercise changed nothing."""

WHY_MORNINGS = (
    "Pain that is still up on the morning after says that the hip had not recovered by then from what was asked of it. "
    "Once is no reason to worry; time after time it is a reason for less, or for other exercises. A professional can "
    "look at the hip and say which."
)

_WHY_BEFORE = "Pain as high as this before any exercise needs a look first: exercise may make it worse."

_WHY_HIGH = (
    "Pain as high as this, or a rise like this, says that it was more than the hip takes now, or that something else "
    "is behind it."
)

_FROM_A_NERVE = "It can come from a nerve, in the back or beside the hip, and then needs something else than exercise."

_ENDED: Mapping[PainKind, str] = MappingProxyType(
    {
        PainKind.SHARP: "Sharp pain is a sign to stop, not something to work through.",
        PainKind.RADIATING: _FROM_A_NERVE,
        PainKind.NUMB: _FROM_A_NERVE,
        PainKind.GIVING_WAY: "A leg that gives way can make you fall; a muscle, a joint or a nerve may be behind it.",
    }
)
"""For each kind of pain that ends a session the explanation under "why"."""

_LOOK = "A professional can look for what it comes from, and say what you can go on with."


def notices(history: History, today: date, thresholds: Thresholds) -> tuple[Notice, ...]:
    """The notices for now, the most urgent first."""
    told = (_notice(reason, history, today, thresholds) for reason in Reason if not _put_away(history, today, reason))
    return tuple(notice for notice in told if notice is not None)


def _notice(reason: Reason, history: History, today: date, thresholds: Thresholds) -> Notice | None:
    """The notice for a reason, if it applies."""
    match reason:
        case Reason.RED:
            return _red(history, thresholds.pain)
        case Reason.MORNINGS:
            return _mornings(history)
        case Reason.NO_CHANGE:
            return _no_change(history, today, thresholds)
        case Reason.TOO_FEW:
            return _too_few(history, today, thresholds)


def _put_away(history: History, today: date, reason: Reason) -> bool:
    """Whether the notice for a reason was dismissed less than a fortnight ago."""
    day = max((past.day for past in history if reason.value in past.dismissed), default=None)
    return day is not None and (today - day).days < FORTNIGHT


# -- the reasons -----------------------------------------------------------------------------------------------------


def _red(history: History, thresholds: PainThresholds) -> Notice | None:
    """The notice after red pain; once dismissed, only for a later one or one in the latest sessions."""
    red = [number for number, past in enumerate(history) if _red_events(past, thresholds)]
    dismissed = max((number for number, past in enumerate(history) if Reason.RED.value in past.dismissed), default=None)
    if dismissed is not None:
        latest = [number for number, past in enumerate(history) if past.done or past.felt][-SINCE_RED:]
        # Dismissing at a check-in does not cover what happens in the session after it.
        red = [number for number in red if number >= dismissed or number in latest]
    if not red:
        return None
    last = history[red[-1]]
    happened = _red_events(last, thresholds)
    text = f"Session of {_day(last.day)}: {'; '.join(happened)}."
    if not last.begun and last.pain_before is not None:
        text = f"Pain now is {in_words(last.pain_before, None)}."
    return Notice(Reason.RED, ASK, text, " ".join(dict.fromkeys((*happened.values(), _LOOK))))


def _red_events(past: PastSession, thresholds: PainThresholds) -> dict[str, str]:
    """The red events of a session in words, each with its explanation under "why"."""
    before = past.pain_before
    aches = [felt.score for felt in past.felt if felt.score is not None]
    scores = (
        ("pain before it was", before, None, _WHY_BEFORE),
        ("pain in it was", max(aches, default=None), before, _WHY_HIGH),
        ("pain after it was", past.pain_after, before, _WHY_HIGH),
    )
    high = {
        f"{what} {in_words(score, then)}": why
        for what, score, then, why in scores
        if score is not None and zone(score, then, thresholds) is Zone.RED
    }
    ended = (felt.kind for felt in past.felt if felt.kind is not None and felt.ended)
    return high | {f"it ended for {ENDING[kind]}": _ENDED[kind] for kind in ended}


def _mornings(history: History) -> Notice | None:
    """The notice if pain on the mornings after three sessions in a row was well above the usual at check-ins."""
    done = [number for number, past in enumerate(history) if past.done]
    # The morning after the latest day may not have been asked about yet.
    latest = history[done[-1]].day if done else None
    while done and history[done[-1]].day == latest and history[done[-1]].next_morning is None:
        done.pop()
    row = done[-MORNINGS:]
    before = [past.pain_before for past in history[: row[0] + 1] if past.pain_before is not None] if row else []
    if len(row) < MORNINGS or not before:
        return None
    # Imported here, as below, so that the questions that need neither are shown first.
    from statistics import median

    usual = median(before)
    mornings = [history[number].next_morning for number in row]
    if any(morning is None or morning < usual + MORNING_RISE for morning in mornings):
        return None
    values = ", ".join(f"{morning}" for morning in mornings)
    text = f"On the mornings after {MORNINGS} sessions running pain was {values}; usual is {usual:g}."
    return Notice(Reason.MORNINGS, ASK, text, WHY_MORNINGS)


def _no_change(history: History, today: date, thresholds: Thresholds) -> Notice | None:
    """The notice if daily life is no better after weeks of steady exercise."""
    course = _Course(history, today)
    wanted = thresholds.advice
    if not course.no_better or course.days < 7 * _weeks(history, thresholds):
        return None
    if course.sessions < wanted.sessions or not course.steady(wanted.per_week):
        return None
    as_at = "worse than" if course.answer is DailyLife.WORSE else "the same as"
    text = f"{course.words}, and daily life is {as_at} at the beginning"
    if (pain := _pain_at_both_ends(history)) is not None:
        began, now = pain
        if _down(began, now):
            return None
        text += f"; pain began at {began:.2g} and is at {now:.2g}"
    return Notice(Reason.NO_CHANGE, ASK, f"{text}.", WHY)


def _too_few(history: History, today: date, thresholds: Thresholds) -> Notice | None:
    """The notice if daily life is no better, but there were too few sessions, or too seldom."""
    course = _Course(history, today)
    wanted = thresholds.advice
    early = course.days < 7 * _weeks(history, thresholds)
    if not course.no_better or (course.sessions >= wanted.sessions and (early or course.steady(wanted.per_week))):
        return None
    text = f"{course.words}. {wanted.sessions} sessions, {wanted.per_week} a week, tell more."
    return Notice(Reason.TOO_FEW, "Too few sessions to tell yet", text, "")


def _weeks(history: History, thresholds: Thresholds) -> int:
    """After how many weeks without improvement to ask a professional."""
    return thresholds.advice.weeks_sooner if background_of(history) else thresholds.advice.weeks


class _Course:
    """How long and how often the person has exercised, and how daily life is."""

    def __init__(self, history: History, today: date) -> None:
        days = [past.day for past in history if past.done]
        self.sessions = len(days)
        self.days = (today - min(days)).days if days else 0
        answers = [past.daily_life for past in history if past.daily_life is not None]
        self.answer = answers[-1] if answers else None

    @property
    def no_better(self) -> bool:
        return self.answer in (DailyLife.SAME, DailyLife.WORSE)

    def steady(self, per_week: int) -> bool:
        return self.sessions * 7 >= per_week * self.days

    @property
    def words(self) -> str:
        weeks = self.days // 7
        return f"{counted(self.sessions, 'session')} in {counted(weeks, 'week') if weeks else 'less than a week'}"


def _pain_at_both_ends(history: History) -> tuple[float, float] | None:
    """The average pain at the first check-ins and at the last ones; `None` for someone who began without pain."""
    scores = [past.pain_before for past in history if past.pain_before is not None]
    if not scores or scores[0] == 0:
        return None
    readings = max(1, min(READINGS, len(scores) // 2))
    from statistics import fmean

    return fmean(scores[:readings]), fmean(scores[-readings:])


def _down(began: float, now: float) -> bool:
    return began - now >= POINTS_DOWN or began - now >= SHARE_DOWN * began


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


# -- the questions ---------------------------------------------------------------------------------------------------


def fortnightly_due(history: History, today: date) -> bool:
    """Whether to ask how daily life is: a fortnight after the beginning or the last answer."""
    return _due(history, today, lambda past: past.daily_life is not None)


def turned_out_due(history: History, today: date, aim: Aim | None) -> bool:
    """Whether to ask how turned out the legs feel: every fortnight, if the session aims at that."""
    return aim is Aim.NEUTRAL_ALIGNMENT and _due(history, today, lambda past: past.turned_out is not None)


def _due(history: History, today: date, answered: Callable[[PastSession], bool]) -> bool:
    began = min((past.day for past in history if past.done), default=None)
    if began is None:
        return False
    last = max((past.day for past in history if answered(past)), default=began)
    return (today - last).days >= FORTNIGHT


def silent(history: History) -> bool:
    """Whether exactly as many sessions were done as are waited for, and nothing was answered at any of them."""
    done = [past for past in history if past.done]
    answered = any(
        past.pain_before is not None or past.pain_after is not None or past.next_morning is not None or past.effort
        for past in done
    )
    return len(done) == SILENT_SESSIONS and not answered


def next_background(history: History) -> Background | None:
    """The background question that is asked now: each comes once, one at a check-in; `None` after the last one.

    Each check-in that asks one notes what is known by then, so their number says which ones have been asked.
    """
    asked = sum(past.background is not None for past in history)
    known = background_of(history)
    return next((question for question in tuple(BACKGROUND_QUESTIONS)[asked:] if question not in known), None)


def background_of(history: History) -> frozenset[Background]:
    """What the answers to the background questions come to: the newest note has all that was known."""
    return next((past.background for past in reversed(history) if past.background is not None), frozenset())


BACKGROUND_QUESTIONS = MappingProxyType(
    {
        Background.LASTING_PAIN: "Has the hip hurt for more than three months?",
        Background.PRONOUNCED: "Does the leg turn a lot?",
        Background.ONE_SIDE: "Is it one side only?",
        Background.CHILDHOOD: "Has it been so since childhood?",
    }
)
"""The background questions; each can be answered with yes or skipped."""
