"""When it is time to ask a professional, and when a question is due."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from past_sessions import TODAY, ache, ago, went
from plan_builders import hold, session

from hipcoach.advice.history import (
    Background,
    DailyLife,
    Felt,
    History,
    PastSession,
    asks_next_morning,
    with_next_morning,
)
from hipcoach.advice.notices import (
    BACKGROUND_QUESTIONS,
    WHY,
    Notice,
    Reason,
    background_of,
    fortnightly_due,
    next_background,
    notices,
    turned_out_due,
)
from hipcoach.advice.thresholds import AdviceThresholds, Thresholds
from hipcoach.engine.events import PainKind
from hipcoach.session.model import Aim

ONE = session(hold(30))
SAME, WORSE, BETTER = DailyLife.SAME, DailyLife.WORSE, DailyLife.BETTER


def course(sessions: int, days: int, *, pain: tuple[int, int] = (0, 0), **answers: Any) -> History:
    """So many sessions in so many days, with pain going from one score to another, and today's answers."""
    told = []
    for number in range(sessions):
        back = days - number * days // sessions
        before = pain[0] if number < sessions / 2 else pain[1]
        told.append(went(ONE, back, before=before, after=before, morning=before))
    return (*told, PastSession(TODAY, **{"daily_life": SAME, **answers}))


def told(history: History, **advice: int) -> list[Reason]:
    thresholds = Thresholds(advice=AdviceThresholds(**advice))
    return [notice.reason for notice in notices(history, TODAY, thresholds)]


def notice(history: History) -> Notice:
    (only,) = notices(history, TODAY, Thresholds())
    return only


# -- no change -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "reasons"),
    [
        (course(12, 42), [Reason.NO_CHANGE]),
        (course(12, 42, daily_life=WORSE), [Reason.NO_CHANGE]),
        (course(12, 42, daily_life=BETTER), []),
        (course(12, 42, daily_life=None), []),
        (course(12, 41), []),
        (course(11, 42), [Reason.TOO_FEW]),
        (course(3, 15), [Reason.TOO_FEW]),
        (course(12, 43), [Reason.TOO_FEW]),
        (course(20, 70), [Reason.NO_CHANGE]),
        (course(19, 70), [Reason.TOO_FEW]),
        (course(11, 42, daily_life=BETTER), []),
        (course(12, 28), []),
        (course(12, 28, background=frozenset()), []),
        (course(12, 27, background=frozenset({Background.ONE_SIDE})), []),
        *((course(12, 28, background=frozenset({one})), [Reason.NO_CHANGE]) for one in Background),
        (course(11, 28, background=frozenset({Background.CHILDHOOD})), [Reason.TOO_FEW]),
        (course(12, 42, pain=(4, 4)), [Reason.NO_CHANGE]),
        (course(12, 42, pain=(4, 5)), [Reason.NO_CHANGE]),
        (course(12, 42, pain=(4, 3)), []),
        (course(12, 42, pain=(0, 1)), [Reason.NO_CHANGE]),
        ((), []),
    ],
)
def test_weeks_without_improvement(history: History, reasons: list[Reason]) -> None:
    assert told(history) == reasons


def test_the_last_answer_counts() -> None:
    history = course(12, 42, daily_life=None)
    first = replace(history[0], daily_life=WORSE)
    assert told((first, *history[1:])) == [Reason.NO_CHANGE]
    assert told((first, *history[1:-1], PastSession(TODAY, daily_life=BETTER))) == []


@pytest.mark.parametrize(
    ("first", "last", "down"),
    [
        ((4, 4, 4), (4, 4, 3), False),
        ((4, 4, 4), (4, 3, 3), True),
        ((2, 2, 2), (2, 2, 1), True),
        ((4, 4, 4), (3, 3, 3), True),
        ((7, 7, 7), (6, 6, 6), True),
        ((7, 7, 7), (6, 6, 7), False),
    ],
)
def test_pain_is_down_by_a_point_or_by_a_share(first: tuple[int, ...], last: tuple[int, ...], down: bool) -> None:
    history = list(course(12, 42))
    for place, pain in zip((0, 1, 2, 9, 10, 11), first + last, strict=True):
        history[place] = replace(history[place], pain_before=pain)
    for place in range(3, 9):
        history[place] = replace(history[place], pain_before=None)
    assert (Reason.NO_CHANGE in told(tuple(history))) is not down


def test_sessions_in_which_nothing_was_done_do_not_count() -> None:
    history = course(12, 42)
    empty = replace(history[5], records=())
    assert told((*history[:5], empty, *history[6:])) == [Reason.TOO_FEW]


def test_the_figures_are_the_settings() -> None:
    assert told(course(12, 42), weeks=7) == []
    assert told(course(12, 42), sessions=13) == [Reason.TOO_FEW]
    assert told(course(12, 42), per_week=3) == [Reason.TOO_FEW]
    assert told(course(12, 41), per_week=3) == []
    assert told(course(12, 42, background=frozenset({Background.ONE_SIDE})), weeks_sooner=7) == []


def test_what_is_said_about_it() -> None:
    said = notice(course(12, 42, pain=(4, 4)))
    assert said.title == "Time to ask a physical therapist or doctor?"
    assert said.text == (
        "12 sessions in 6 weeks, and daily life is the same as at the beginning; pain began at 4 and is at 4."
    )
    assert said.why == WHY
    few = notice(course(1, 3, daily_life=WORSE))
    assert (few.title, few.text, few.why) == (
        "Too few sessions to tell yet",
        "1 session in less than a week. 12 sessions, 2 a week, tell more.",
        "",
    )


# -- red -------------------------------------------------------------------------------------------------------------


def test_pain_at_the_check_in_under_way_is_no_past_session() -> None:
    now = PastSession(day=TODAY, begun=False, pain_before=8)
    [notice] = notices((now,), TODAY, Thresholds())
    assert notice.text == "Pain now is 8 of 10."


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"after": 6}, "Session of 20 November: pain after it was 6 of 10, up from 1."),
        ({"before": 0, "after": 3}, "Session of 20 November: pain after it was 3 of 10, up from 0."),
        ({"before": 1, "after": 4}, "Session of 20 November: pain after it was 4 of 10, up from 1."),
        ({"before": 6, "after": 5}, "Session of 20 November: pain before it was 6 of 10."),
        ({"felt": (ache(7, "stretch"),)}, "Session of 20 November: pain in it was 7 of 10, up from 1."),
        (
            {"felt": (Felt("stretch", PainKind.GIVING_WAY, None),)},
            "Session of 20 November: it ended for a leg that gave way.",
        ),
        ({"after": 5, "before": 3}, None),
        ({"felt": (ache(None, "stretch"),)}, None),
    ],
)
def test_a_red_event(how: dict[str, Any], says: str | None) -> None:
    assert [said.text for said in notices((went(ONE, **how),), TODAY, Thresholds())] == ([says] if says else [])


def test_a_red_event_stays_until_it_is_dismissed() -> None:
    red = went(ONE, 60, after=8)
    calm = tuple(went(ONE, days) for days in (50, 40, 30))
    assert told((red, *calm)) == [Reason.RED]
    assert told((red, *calm, PastSession(ago(14), dismissed=("red",)))) == []


def test_a_dismissed_red_event_comes_back_while_recent_or_with_another() -> None:
    put_away = went(ONE, 14, dismissed=("red",))
    assert told((went(ONE, 16, after=8), put_away)) == [Reason.RED]
    assert told((went(ONE, 16, after=8), replace(put_away, day=ago(13)))) == []
    three = tuple(went(ONE, days) for days in (9, 7, 5))
    assert told((went(ONE, 16, after=8), put_away, *three)) == []
    assert told((went(ONE, 16, after=8), put_away, went(ONE, 11, after=7), *three)) == [Reason.RED]


def test_pain_in_the_session_after_the_dismissal_counts_anew() -> None:
    calm = tuple(went(ONE, days) for days in (9, 7, 5))
    assert told((went(ONE, 30, after=8), went(ONE, 14, after=7, dismissed=("red",)), *calm)) == [Reason.RED]


# -- mornings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "mornings", "tells"),
    [
        ((1, 1, 1), (3, 3, 4), True),
        ((1, 1, 1), (3, 2, 4), False),
        ((1, 1, 1), (3, None, 4), False),
        ((1, 3, 3), (3, 3, 3), True),
        ((2, 2, 1, 1, 1), (0, 0, 4, 4, 4), True),
        ((2, 2, 2, 2, 2), (0, 4, 4, 4, 0), False),
        ((1, 1), (4, 4), False),
        ((None, None, None), (4, 4, 4), False),
        ((1, 1, 1, 1), (3, 3, 3, None), True),
    ],
)
def test_mornings_after(before: tuple[int | None, ...], mornings: tuple[int | None, ...], tells: bool) -> None:
    history = tuple(
        went(ONE, 20 - place, before=pain, after=None, morning=morning)
        for place, (pain, morning) in enumerate(zip(before, mornings, strict=True))
    )
    assert told(history) == ([Reason.MORNINGS] if tells else [])


def test_two_sessions_of_which_the_morning_is_not_known_yet_change_nothing_about_those_before() -> None:
    history = tuple(went(ONE, days, before=1, after=1, morning=3) for days in (6, 4, 2))
    today = went(ONE, 0, before=1, after=1, morning=None)
    assert told((*history, today)) == told((*history, today, today)) == [Reason.MORNINGS]


def test_what_is_said_about_mornings() -> None:
    history = tuple(went(ONE, days, before=1, after=1, morning=3) for days in (6, 4, 2))
    assert notice(history).text == "On the mornings after 3 sessions running pain was 3, 3, 3; usual is 1."


# -- dismissing ------------------------------------------------------------------------------------------------------


def test_a_dismissed_notice_comes_back_after_two_weeks_if_still_true() -> None:
    history = course(30, 60)
    for days, reasons in ((1, []), (13, []), (14, [Reason.NO_CHANGE])):
        assert told((*history, PastSession(ago(days), dismissed=("no_change",)))) == reasons
    assert told((*course(30, 60, daily_life=BETTER), PastSession(ago(14), dismissed=("no_change",)))) == []


def test_dismissing_one_leaves_the_others() -> None:
    history = (*course(12, 42), went(ONE, 0, after=6, dismissed=("no_change",)))
    assert told(history) == [Reason.RED]
    assert told((*course(12, 42), went(ONE, 0, after=6))) == [Reason.RED, Reason.NO_CHANGE]


def test_the_words_claim_nothing_about_the_person() -> None:
    everything = [
        *notices((*course(12, 42), went(ONE, 0, after=6)), TODAY, Thresholds()),
        *notices(course(3, 20), TODAY, Thresholds()),
    ]
    words = " ".join((*(f"{said.title} {said.text} {said.why}" for said in everything), *BACKGROUND_QUESTIONS.values()))
    assert not re.search(r"\byou (have|are|suffer)\b|cure|fix|diagnos", words, re.IGNORECASE)


# -- questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "due"),
    [
        ((), False),
        ((went(ONE, 13),), False),
        ((went(ONE, 14),), True),
        ((went(ONE, 40), went(ONE, 14, daily_life=SAME), went(ONE, 1)), True),
        ((went(ONE, 40), went(ONE, 13, daily_life=SAME)), False),
        ((PastSession(ago(20)),), False),
    ],
)
def test_the_question_of_the_fortnight(history: History, due: bool) -> None:
    assert fortnightly_due(history, TODAY) is due


def test_how_turned_out_is_asked_in_sessions_that_are_for_it() -> None:
    history = (went(ONE, 40), went(ONE, 3, daily_life=SAME))
    assert turned_out_due(history, TODAY, Aim.NEUTRAL_ALIGNMENT)
    assert not turned_out_due(history, TODAY, Aim.EXTERNAL_ROTATION)
    assert not turned_out_due(history, TODAY, None)
    assert not turned_out_due((*history, went(ONE, 1, turned_out=0)), TODAY, Aim.NEUTRAL_ALIGNMENT)


def test_each_background_question_is_asked_once_one_at_a_check_in() -> None:
    history, asked = (went(ONE),), []
    while (question := next_background(history)) is not None:
        asked.append(question)
        history = (*history, went(ONE, background=frozenset()), went(ONE))
    assert asked == list(BACKGROUND_QUESTIONS)
    assert set(BACKGROUND_QUESTIONS) == set(Background)


def test_a_background_question_that_was_answered_by_oneself_is_not_asked() -> None:
    known = frozenset({Background.PRONOUNCED, Background.CHILDHOOD})
    assert next_background((went(ONE, background=known),)) is Background.ONE_SIDE
    assert next_background((went(ONE, background=known),) * 3) is None


def test_what_is_known_of_the_background_is_what_was_noted_last() -> None:
    history = (went(ONE, 3, background=frozenset({Background.CHILDHOOD})), went(ONE, 1))
    assert background_of(history) == {Background.CHILDHOOD}
    assert background_of((*history, went(ONE, background=frozenset()))) == frozenset()


def test_the_next_morning_is_asked_once_and_not_on_the_same_day() -> None:
    history = (went(ONE, 3, morning=None), went(ONE, 1, morning=None), went(ONE, 1, morning=None))
    assert asks_next_morning(history, TODAY)
    assert not asks_next_morning(history[:1], ago(3))
    # The answer is about all sessions of that day, and about no earlier one
    answered = with_next_morning(history, TODAY, 2)
    assert [past.next_morning for past in answered] == [None, 2, 2]
    assert not asks_next_morning((*answered, went(ONE, 0, morning=None)), TODAY)
    assert asks_next_morning((*answered, went(ONE, 0, morning=None)), TODAY + timedelta(days=1))
    assert not asks_next_morning((), TODAY)
