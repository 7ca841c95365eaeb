"""What is proposed for a day: which session, which dose, when to rest, and what is offered besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from programme_builders import (
    ALL,
    BUILD,
    KNOWN,
    LET_GO,
    MONDAY,
    MORE,
    as_proposed,
    days,
    did,
    entry,
    followed,
    lived,
    phase,
    programme,
)

from hipcoach.advice.programmes import (
    AcceptedFile,
    AcceptedWeek,
    DoneSession,
    EnteredPhase,
    KnownSession,
    PausedProgramme,
    ResumedProgramme,
)
from hipcoach.advice.proposal import OfferKind, Proposal, Why
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.advice.today import today
from hipcoach.engine.events import PainKind
from hipcoach.session.model import Dose, Range


def day(number: int) -> date:
    """A day of the programme, counted from 0."""
    return MONDAY + timedelta(days=number)


def week(number: int, *sessions: str) -> Iterable[DoneSession]:
    """Sessions on the days of a week, which is counted from 0; a dot is a day without one."""
    return (did(day(7 * number + at), name) for at, name in enumerate(sessions) if name != ".")


def session(proposal: Proposal) -> str | None:
    return proposal.session.session if proposal.session else None


def kinds(proposal: Proposal) -> list[OfferKind]:
    return [offer.kind for offer in proposal.offered]


GOOD_WEEK = ("release", "release", "release", "chair", "release")


# -- the choice -------------------------------------------------------------------------------------------------------


def test_a_week_done_as_proposed() -> None:
    proposals = lived(followed(), as_proposed, MONDAY, 7)

    assert [session(one) for one in proposals] == [*GOOD_WEEK, None, None]
    assert [one.done for one in proposals] == [0, 1, 2, 3, 4, 5, 5]
    assert {(one.week, one.of, one.goal, one.phase) for one in proposals} == {(1, Range(12, 12), Range(5, 8), "Let go")}
    assert proposals[5].why is Why.WEEK_DONE
    assert [one.session for one in proposals[5].options] == ["release", "chair"]


def test_what_was_not_done_last_comes_next_where_two_are_as_due() -> None:
    in_turn = phase("Short", 6, entry("full", 1, 2, apart=1), entry("chair", 1, 2, apart=1))
    done = [did(day(0), "full")]
    assert session(today(day(2), followed(in_turn), done, KNOWN)) == "chair"
    # In the week after, the one goes on where the other left off.
    assert session(today(day(7), followed(in_turn), [*done, did(day(2), "chair")], KNOWN)) == "full"


def test_what_has_fewer_days_left_comes_first() -> None:
    # On Sunday, the stretches that are missing can all still be done only in the next week: nothing piles up.
    proposal = today(day(6), followed(), [], KNOWN)
    assert session(proposal) == "release"
    assert [one.session for one in proposal.options] == ["chair"]
    # Three days for two sessions that need a day between are as good as two.
    strength = phase("Strength", 4, entry("release", 2), entry("full", 2))
    assert session(today(day(4), followed(strength), [], KNOWN)) == "full"


def test_one_session_a_day_and_more_only_if_one_likes() -> None:
    proposal = today(day(0), followed(), [did(day(0), "release")], KNOWN)
    assert proposal.why is Why.DONE_TODAY
    assert [one.session for one in proposal.options] == ["chair"]


def test_whoever_does_something_else_is_done_for_the_day_too() -> None:
    proposal = today(day(0), followed(), [did(day(0), "strangers")], KNOWN)
    assert (proposal.why, proposal.done) == (Why.DONE_TODAY, 0)


def test_less_than_a_set_is_nothing_done() -> None:
    assert session(today(day(0), followed(), [did(day(0), "release", counts=False)], KNOWN)) == "release"


def test_a_session_for_several_times_a_day_is_proposed_again() -> None:
    walks = followed(phase("Walk", 4, entry("walk", 3, 5), entry("release", 1)))
    once, twice = [did(day(0), "walk")], [did(day(0), "walk")] * 2

    assert today(day(0), walks, once, KNOWN).why is Why.AGAIN_TODAY
    proposal = today(day(0), walks, twice, KNOWN)
    assert (proposal.why, proposal.done) == (Why.DONE_TODAY, 1)
    # A third time is within what its file says, a fourth is not.
    assert "walk" in [one.session for one in proposal.options]
    assert "walk" not in [one.session for one in today(day(0), walks, [*twice, *once], KNOWN).options]
    # A day with fewer does not count.
    assert today(day(1), walks, once, KNOWN).done == 0


def test_a_session_is_counted_once_a_day_and_never_beyond_its_most() -> None:
    done = [did(day(0), "release"), did(day(0), "release"), did(day(1), "release")]
    assert today(day(2), followed(), done, KNOWN).sessions[0].done == 2
    done = [did(one, "release") for one in days(MONDAY, 7)]
    proposal = today(day(6), followed(), done, KNOWN)
    assert (proposal.sessions[0].done, proposal.done) == (7, 6)
    assert [one.session for one in proposal.options] == ["chair"]


def test_a_session_that_cannot_be_read_is_not_proposed_and_not_needed() -> None:
    known = {"chair": KNOWN["chair"]}
    proposal = today(day(0), followed(), [], known)
    assert (session(proposal), proposal.goal) == ("chair", Range(1, 2))
    assert today(day(0), followed(), [], {}).why is Why.NOTHING


# -- days apart -------------------------------------------------------------------------------------------------------


def test_there_is_a_day_between_two_sessions_with_repetitions() -> None:
    done = [*week(0, *GOOD_WEEK), *week(1, *GOOD_WEEK), did(day(14), "full")]
    assert [one.session for one in today(day(14), followed(), done, KNOWN).options] == ["release"]
    assert session(today(day(15), followed(), done, KNOWN)) == "release"
    assert session(today(day(16), followed(), [*done, did(day(15), "release")], KNOWN)) == "full"


def test_days_apart_hold_across_weeks_and_for_sessions_outside_the_programme() -> None:
    only = followed(phase("Strength", 4, entry("full", 2, 3)))
    sunday = [did(day(2), "full"), did(day(6), "strangers")]
    proposal = today(day(7), only, sunday, KNOWN)
    assert (proposal.why, proposal.reason) == (Why.APART, "Strength needs a day between: Full tomorrow.")
    assert session(today(day(8), only, sunday, KNOWN)) == "full"


def test_the_larger_number_of_days_apart_counts() -> None:
    both = followed(phase("Strength", 4, entry("full", 1, 2, apart=2), entry("chair", 2, apart=1)))
    assert today(day(2), both, [did(day(0), "full")], KNOWN).why is Why.APART
    assert today(day(3), both, [did(day(0), "full")], KNOWN).why is Why.DUE


def test_why_a_session_waits_is_told_as_it_is() -> None:
    stretch = followed(phase("A", 4, entry("release", 2, 3, apart=2)))
    assert today(day(1), stretch, [did(day(0), "release")], KNOWN).reason == (
        "The programme leaves 2 days between: Release on Thursday."
    )
    # The days are those that make it wait, whichever session asks for them.
    asked_by_other = followed(phase("A", 4, entry("full", 1, apart=3), entry("chair", 1, apart=1)))
    assert today(day(2), asked_by_other, [did(day(0), "full")], KNOWN).reason == (
        "Strength needs 3 days between: Chair on Friday."
    )


def test_a_week_with_enough_done_before_its_programme_needs_no_more() -> None:
    begun = followed(phase("A", 4, entry("full", 2, 3)), on=day(3))
    done = [did(day(number), "full") for number in range(3)]

    proposal = today(day(5), begun, done, KNOWN)

    assert (proposal.why, proposal.options) == (Why.WEEK_DONE, ())
    assert proposal.reason == "Enough was done in this week before the programme was begun. Rest."


def test_a_session_with_no_days_apart_fits_on_any_day() -> None:
    desk = followed(phase("Desk", 4, entry("full", 3, apart=1), entry("desk", 2, 4, apart=0)))
    assert session(today(day(1), desk, [did(day(0), "full")], KNOWN)) == "desk"
    assert session(today(day(2), desk, [did(day(0), "full"), did(day(1), "desk")], KNOWN)) == "full"


def test_a_stretch_may_have_days_apart_from_itself() -> None:
    apart = followed(phase("Stretch", 4, entry("release", 3, apart=1)))
    assert today(day(1), apart, [did(day(0), "release")], KNOWN).why is Why.APART
    assert today(day(1), apart, [did(day(0), "full")], KNOWN).why is Why.DUE


# -- weeks ------------------------------------------------------------------------------------------------------------


def test_the_programme_goes_through_its_phases_and_stays_at_the_end() -> None:
    proposals = lived(followed(), as_proposed, MONDAY, 7 * 14)[::7]
    assert [one.week for one in proposals] == [*range(1, 13), 12, 12]
    assert [one.phase for one in proposals] == [
        *("Let go",) * 2,
        *("Build",) * 4,
        *("More",) * 3,
        *("All",) * 5,
    ]
    assert [OfferKind.END in kinds(one) for one in proposals] == [False] * 12 + [True] * 2


@pytest.mark.parametrize(
    ("done", "counts"),
    [
        (GOOD_WEEK, True),
        (("release", ".", "release", "chair", ".", "release"), True),
        # Two thirds of five are four.
        (("release", "release", "release"), False),
        # No more than four times release is needed.
        (("release",) * 4, True),
        (("release", "release", "release", ".", ".", ".", "chair"), True),
        (("strangers",) * 7, False),
    ],
)
def test_a_week_counts_with_two_thirds_of_what_it_needs(done: tuple[str, ...], counts: bool) -> None:
    proposal = today(day(7), followed(), list(week(0, *done)), KNOWN)
    assert proposal.week == 1 + counts
    assert ("once more" in proposal.reason) is not counts


def test_a_week_that_was_too_short_may_be_counted() -> None:
    done = list(week(0, "release", "release"))
    proposal = today(day(7), followed(), done, KNOWN)
    (offer,) = proposal.offered
    assert (offer.kind, offer.week) == (OfferKind.COUNT_WEEK, MONDAY)
    assert "last week had 2 of the 4 sessions that it takes" in proposal.reason

    accepted = followed(changes=[AcceptedWeek(day(7), MONDAY)])
    assert today(day(7), accepted, done, KNOWN).week == 2
    # Nothing is offered for a week in which nothing was done.
    assert today(day(7), followed(), [], KNOWN).offered == ()


def test_absence_repeats_the_week() -> None:
    done = [*week(0, *GOOD_WEEK), *week(1, "release", "release")]
    proposal = today(day(7 * 4), followed(), done, KNOWN)
    assert (proposal.week, proposal.reason.partition(":")[0]) == (2, "Week 2 once more")
    assert "where you left off" in proposal.reason


def test_a_lower_dose_is_offered_after_seven_empty_days() -> None:
    done = [did(day(0), "release", dose=Dose.MIDDLE)]
    assert kinds(today(day(7), followed(LET_GO), done, KNOWN)) == [OfferKind.COUNT_WEEK]
    offered = today(day(8), followed(LET_GO), done, KNOWN).offered
    assert [(offer.kind, offer.dose) for offer in offered][-1] == (OfferKind.LOWER_DOSE, Dose.LOW)
    # Any session ends the empty days, and below the low dose there is none.
    assert OfferKind.LOWER_DOSE not in kinds(today(day(9), followed(), [*done, did(day(8), "strangers")], KNOWN))
    assert OfferKind.LOWER_DOSE not in kinds(today(day(8), followed(), [did(day(0), "release")], KNOWN))


@pytest.mark.parametrize(
    ("begun", "goal"),
    [(0, Range(5, 8)), (1, Range(4, 8)), (2, Range(4, 8)), (3, Range(3, 8)), (4, None), (6, None)],
)
def test_a_programme_begun_within_a_week_needs_its_share_of_it(begun: int, goal: Range | None) -> None:
    proposal = today(day(begun), followed(on=day(begun)), [], KNOWN)
    assert (proposal.week, proposal.goal) == (1, goal)


def test_a_programme_begun_at_the_end_of_a_week_starts_with_a_session_to_get_to_know() -> None:
    friday = followed(on=day(4))
    proposals = lived(friday, as_proposed, day(4), 4)
    assert [session(one) for one in proposals] == ["release", None, None, "release"]
    assert proposals[0].reason.startswith("Week 1 begins on Monday, and nothing is due before.")
    # The week that begins then is the first one.
    assert proposals[3].week == 1
    assert today(day(7 + 7), friday, [], KNOWN).week == 1


def test_what_was_done_before_the_programme_was_begun_does_not_count_for_it() -> None:
    wednesday = followed(on=day(2))
    assert today(day(2), wednesday, list(week(0, "release", "release")), KNOWN).done == 0
    assert today(day(2), wednesday, list(week(0, "release", "release", "release")), KNOWN).done == 1


def test_weeks_begin_on_the_day_that_the_settings_say() -> None:
    thursday = followed(on=day(3))
    assert today(day(3), thursday, [], KNOWN).goal == Range(3, 8)
    assert today(day(3), thursday, [], KNOWN, week_begins=3).goal == Range(5, 8)
    done = [did(one, "release") for one in days(day(3), 4)]
    assert today(day(9), thursday, done, KNOWN, week_begins=3).week == 1
    assert today(day(10), thursday, done, KNOWN, week_begins=3).week == 2


# -- phases that are entered by yes -----------------------------------------------------------------------------------

OPEN = (phase("First", Range(1, 3), entry("release", 3)), phase("Second", 2, entry("full", 2)))


def test_a_phase_of_open_length_is_left_only_by_yes() -> None:
    begun = followed(*OPEN)
    done = [each for number in range(5) for each in week(number, "release", "release", "release")]
    assert kinds(today(day(0), begun, [], KNOWN)) == []
    for number in range(1, 5):
        proposal = today(day(7 * number), begun, done[: 3 * number], KNOWN)
        assert [(one.kind, one.phase) for one in proposal.offered] == [(OfferKind.NEXT_PHASE, 1)]
        assert (proposal.phase, proposal.week) == ("First", min(number + 1, 3))
        assert proposal.of == Range(2 + max(1, proposal.week or 0), 5)

    entered = followed(*OPEN, changes=[EnteredPhase(day(14), 1)])
    proposal = today(day(14), entered, done[:6], KNOWN)
    assert (proposal.phase, proposal.week, session(proposal), proposal.of) == ("Second", 3, "full", Range(4, 4))


def test_the_week_in_which_a_phase_is_entered_counts_for_the_one_that_was_kept() -> None:
    # given a yes on Saturday, after the old phase's week was done
    done = list(week(0, "release", "release", "release")) + list(week(1, "release", ".", "release", ".", "release"))
    begun = followed(*OPEN, changes=[EnteredPhase(day(12), 1)])
    assert today(day(12), begun, done, KNOWN).phase == "Second"
    # then the new phase's first week is the next one
    assert today(day(14), begun, done, KNOWN).week == 3
    done += week(2, "full", ".", "full")
    assert today(day(21), begun, done, KNOWN).week == 4


def test_saying_yes_twice_enters_a_phase_once() -> None:
    begun = followed(*OPEN, changes=[EnteredPhase(day(7), 1), EnteredPhase(day(8), 1), EnteredPhase(day(8), 7)])
    assert today(day(9), begun, list(week(0, "release", "release", "release")), KNOWN).phase == "Second"


# -- pauses, and files that were changed ------------------------------------------------------------------------------


def test_a_paused_programme_proposes_nothing_but_to_go_on() -> None:
    begun = followed(changes=[PausedProgramme(day(1))])
    proposal = today(day(3), begun, [], KNOWN)
    assert (proposal.why, proposal.rest, kinds(proposal)) == (Why.PAUSED, True, [OfferKind.RESUME])
    assert (proposal.options, proposal.goal, proposal.coming) == ((), None, None)


def test_paused_weeks_drop_out() -> None:
    done = list(week(0, *GOOD_WEEK))
    begun = followed(changes=[PausedProgramme(day(8)), ResumedProgramme(day(25))])
    # On Friday three days are left, on Monday the second week begins.
    assert today(day(25), begun, done, KNOWN).goal is None
    proposal = today(day(28), begun, done, KNOWN)
    assert (proposal.week, "once more" in proposal.reason) == (2, False)
    # Sessions done meanwhile count as little.
    assert today(day(28), begun, [*done, *week(2, *GOOD_WEEK)], KNOWN).week == 2


def test_a_changed_file_waits_to_be_accepted() -> None:
    changed = "2" * 64, programme(LET_GO, ALL)
    begun = followed(LET_GO, BUILD)
    assert kinds(today(day(0), begun, [], KNOWN, file=changed)) == [OfferKind.CHANGED_FILE]
    assert today(day(0), begun, [], KNOWN, file=changed).of == Range(6, 6)
    # Another comment in it changes nothing.
    assert kinds(today(day(0), begun, [], KNOWN, file=("2" * 64, programme(LET_GO, BUILD)))) == []

    accepted = followed(LET_GO, BUILD, changes=[AcceptedFile(day(0), *changed[:1], "New", changed[1].phases)])
    proposal = today(day(0), accepted, [], KNOWN, file=("2" * 64, programme(LET_GO, ALL, title="New")))
    assert (proposal.title, proposal.of, kinds(proposal)) == ("New", Range(5, 5), [])


def test_a_file_with_fewer_phases_leaves_the_person_in_its_last() -> None:
    done = [each for number in range(4) for each in week(number, *GOOD_WEEK)]
    begun = followed(LET_GO, BUILD, changes=[AcceptedFile(day(15), "2" * 64, "New", (MORE,))])
    assert today(day(15), begun, done, KNOWN).phase == "More"


# -- the colour of the day --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "why"),
    [
        ([did(day(14), "full", before=0, after=2)], Why.GENTLE),
        ([did(day(14), "full", before=0, after=3)], Why.PAIN),
        ([did(day(14), "full", before=3, after=3)], Why.DUE),
        ([did(day(14), "full", before=4, after=4)], Why.GENTLE),
        ([did(day(14), "full", before=0, after=6)], Why.PAIN),
        ([did(day(14), "full", before=0, during=7)], Why.PAIN),
        ([did(day(14), "full", before=0, during=7, after=1)], Why.DUE),
        ([did(day(14), "full", ended=True, kind=PainKind.SHARP)], Why.PAIN),
        ([did(day(14), "full", ended=True)], Why.PAIN),
        # Only yesterday's check-out counts, not its check-in.
        ([did(day(14), "full", before=8)], Why.DUE),
        ([did(day(13), "full", before=0, after=9)], Why.DUE),
        ([did(day(13), "full", ended=True, kind=PainKind.NUMB)], Why.DUE),
        # Today's answer comes before yesterday's, without a set done too.
        ([did(day(14), "full", after=9), did(day(15), "release", before=1, counts=False)], Why.DUE),
        ([did(day(15), "release", before=4, counts=False)], Why.GENTLE),
        ([did(day(15), "release", before=6, counts=False)], Why.PAIN),
    ],
)
def test_the_pain_of_today_or_yesterday_colours_the_day(done: list[DoneSession], why: Why) -> None:
    # Tuesday in the phase of strength
    before = [*week(0, *GOOD_WEEK), *week(1, *GOOD_WEEK)]
    assert today(day(15), followed(), [*before, *done], KNOWN).why is why


def test_a_red_day_is_a_day_of_rest_without_options_and_ends_by_itself() -> None:
    done = [did(day(0), "release", before=0, after=7)]
    proposal = today(day(1), followed(), done, KNOWN)
    assert (proposal.rest, proposal.options, proposal.why) == (True, (), Why.PAIN)
    assert proposal.coming is not None
    assert proposal.coming.days[0] == day(2)
    assert today(day(2), followed(), done, KNOWN).why is Why.DUE


def test_an_amber_day_brings_something_gentle_even_if_that_is_done_already() -> None:
    done = [*week(0, *GOOD_WEEK), *week(1, *GOOD_WEEK), *week(2, "release", "full", "release")]
    # A low end of two is met, but not the most.
    build = followed(LET_GO, phase("Build", 4, entry("full", 2, 3), entry("release", 2, 3)))
    amber = [*done, did(day(17), "strangers", counts=False, before=4)]
    assert session(today(day(17), build, done, KNOWN)) == "full"
    assert (session(today(day(17), build, amber, KNOWN)), today(day(17), build, amber, KNOWN).why) == (
        "release",
        Why.GENTLE,
    )


def test_an_amber_day_without_anything_gentle_takes_the_low_dose() -> None:
    only = followed(phase("Strength", 4, entry("full", 2, 3, dose=Dose.HIGH)))
    done = [did(day(0), "full", dose=Dose.MIDDLE, before=3, after=4), did(day(2), "strangers", counts=False, before=5)]
    proposal = today(day(2), only, done, KNOWN)
    assert proposal.session is not None
    assert (proposal.session.dose, kinds(proposal)) == (Dose.LOW, [])


def test_settings_may_lower_the_zones() -> None:
    done = [did(day(0), "release", before=2, after=2)]
    strict = PainThresholds(green_at_most=0, amber_at_most=1)
    assert today(day(1), followed(), done, KNOWN, pain=strict).why is Why.PAIN


# -- the dose ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "wanted", "dose", "offered"),
    [
        (None, None, None, None),
        (None, Dose.HIGH, Dose.LOW, None),
        (Dose.LOW, Dose.LOW, None, None),
        (Dose.LOW, Dose.MIDDLE, None, Dose.MIDDLE),
        # One step at a time.
        (Dose.LOW, Dose.HIGH, None, Dose.MIDDLE),
        (Dose.HIGH, Dose.LOW, Dose.LOW, None),
        (Dose.HIGH, None, None, None),
    ],
)
def test_a_higher_dose_is_offered_and_a_lower_one_taken(
    last: Dose | None, wanted: Dose | None, dose: Dose | None, offered: Dose | None
) -> None:
    begun = followed(phase("Strength", 4, entry("full", 2, 3, dose=wanted)))
    done = [did(day(-2), "full", dose=last)] if last else []
    proposal = today(day(0), begun, done, KNOWN)
    assert proposal.session is not None
    assert (proposal.session.dose, proposal.session.last) == (dose, last)
    assert [one.dose for one in proposal.offered if one.kind is OfferKind.HIGHER_DOSE] == ([offered] if offered else [])


def test_after_the_first_session_of_a_phase_the_dose_is_that_of_last_time() -> None:
    begun = followed(phase("Strength", 4, entry("full", 2, 3, dose=Dose.LOW)))
    before = did(day(-2), "full", dose=Dose.HIGH)
    assert dose(today(day(0), begun, [before], KNOWN)) is Dose.LOW
    # Whoever took another one keeps it.
    assert dose(today(day(2), begun, [before, did(day(0), "full", dose=Dose.MIDDLE)], KNOWN)) is None


def dose(proposal: Proposal) -> Dose | None:
    assert proposal.session is not None
    return proposal.session.dose


def test_no_higher_dose_is_offered_after_pain() -> None:
    begun = followed(phase("Strength", 4, entry("full", 2, 3, dose=Dose.MIDDLE)))
    assert kinds(today(day(2), begun, [did(day(0), "full", before=2, after=3)], KNOWN)) == [OfferKind.HIGHER_DOSE]
    assert kinds(today(day(2), begun, [did(day(0), "full", before=2, after=4)], KNOWN)) == []


def test_what_an_entry_changes_comes_with_the_proposal() -> None:
    begun = followed(phase("Chair", 4, entry("chair", 2, modifications=(("figure-four", "chair"),))))
    proposal = today(day(0), begun, [], KNOWN)
    assert proposal.session is not None
    assert proposal.session.modifications == (("figure-four", "chair"),)


# -- without a programme ----------------------------------------------------------------------------------------------

USUAL = {
    "release": KnownSession("release.yaml", "Release", repetitions=False, per_week=Range(2, 7)),
    "full": KnownSession("full.yaml", "Full", repetitions=True, per_week=Range(2, 3)),
    "own": KnownSession("own.yaml", "Own", repetitions=False),
}


def test_whoever_has_done_nothing_is_proposed_release() -> None:
    proposal = today(day(0), None, [], USUAL)
    assert (session(proposal), proposal.goal, proposal.week, proposal.programme) == ("release", Range(2, 7), None, None)


def test_what_was_done_most_in_four_weeks_is_proposed_by_its_own_goal() -> None:
    done = [did(day(-30), "release"), did(day(-29), "release"), did(day(-9), "full"), did(day(-5), "full")]
    assert session(today(day(0), None, done, USUAL)) == "full"
    done += [did(day(0), "full")]
    assert today(day(1), None, done, USUAL).why is Why.APART
    done += [did(day(2), "full")]
    proposal = today(day(4), None, done, USUAL)
    assert (proposal.why, [one.session for one in proposal.options]) == (Why.WEEK_DONE, ["full"])


def test_a_session_that_says_no_goal_has_none() -> None:
    proposal = today(day(0), None, [did(day(-1), "own")], USUAL)
    assert (session(proposal), proposal.goal, proposal.sessions[0].times) == ("own", None, None)
    assert today(day(0), None, [did(day(-1), "gone")], USUAL).session is not None
    assert today(day(0), None, [], {}).why is Why.NOTHING


def test_a_session_that_cannot_be_read_is_left_out_and_named() -> None:
    begun = followed(phase("A", 4, entry("mine", 3), entry("release", 2)))

    proposal = today(day(0), begun, [], KNOWN)

    assert session(proposal) == "release"
    assert proposal.goal == Range(2, 2)
    assert proposal.reason.endswith("Left out, because it cannot be read: mine. 'hipcoach check mine' says more.")


# -- the words of offers ----------------------------------------------------------------------------------------------


def offers(proposal: Proposal) -> dict[OfferKind, str]:
    return {offer.kind: offer.text for offer in proposal.offered}


def test_a_short_last_week_counts_as_the_last_one_and_leads_to_no_other() -> None:
    begun = followed(phase("Only", 2, entry("release", 3, 5)))
    done = [*week(0, "release"), *week(1, *["release"] * 3), *week(2, "release")]

    texts = [offers(today(day(7 * number), begun, done[:until], KNOWN)) for number, until in ((1, 1), (3, 5))]

    assert [text[OfferKind.COUNT_WEEK] for text in texts] == [
        "Count last week all the same, and go on to week 2?",
        "Count last week all the same, as the last one?",
    ]


def test_one_week_is_done_and_two_are() -> None:
    begun = followed(phase("A", Range(1, 3), entry("release", 1)), phase("B", 2, entry("full", 1)))
    done = [*week(0, "release"), *week(1, "release")]

    texts = [offers(today(day(7 * number), begun, done[:number], KNOWN)) for number in (1, 2)]

    assert [text[OfferKind.NEXT_PHASE] for text in texts] == [
        "1 week of A is done. Go on to B?",
        "2 weeks of A are done. Go on to B?",
    ]


# -- travel -----------------------------------------------------------------------------------------------------------


def test_a_later_date_from_travel_is_today() -> None:
    # given a session and a beginning on a date that is still to come where the person is now
    begun = followed(on=day(1), changes=[PausedProgramme(day(1)), ResumedProgramme(day(1))])
    proposal = today(day(0), begun, [did(day(1), "release")], KNOWN)
    assert (proposal.why, proposal.done, proposal.week) == (Why.DONE_TODAY, 1, 1)


# -- what comes next --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "coming"),
    [
        # Another release tomorrow, or the day after: four of them fit into six days.
        (0, ("release", [1, 2])),
        (2, ("chair", [3, 4])),
        # The week is done.
        (4, ("release", [7, 8])),
        (5, ("release", [7, 8])),
    ],
)
def test_the_next_session_and_its_days(number: int, coming: tuple[str, list[int]]) -> None:
    proposal = lived(followed(), as_proposed, MONDAY, number + 1)[-1]
    assert proposal.coming is not None
    assert (proposal.coming.session, list(proposal.coming.days)) == (coming[0], [day(each) for each in coming[1]])


def test_the_next_session_is_that_of_the_next_phase_after_the_last_week() -> None:
    done = [*week(0, *GOOD_WEEK), *week(1, *GOOD_WEEK)]
    proposal = today(day(12), followed(), done, KNOWN)
    assert proposal.coming is not None
    assert (proposal.coming.title, proposal.coming.days) == ("Full", (day(14), day(15)))
