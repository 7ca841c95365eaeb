"""What holds for every programme, and for everyone who follows one in whatever way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from effort import cases
from hypothesis import given
from hypothesis import strategies as st
from programme_builders import KNOWN, MONDAY

from hipcoach.advice.programmes import (
    AcceptedFile,
    AcceptedWeek,
    BegunProgramme,
    DoneSession,
    EnteredPhase,
    PausedProgramme,
    ProgrammeChange,
    ResumedProgramme,
)
from hipcoach.advice.proposal import Proposal
from hipcoach.advice.today import today
from hipcoach.advice.weeks import DaysDone, first_day, goals
from hipcoach.engine.events import PainKind
from hipcoach.session.model import Dose, Range
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry

NAMES = tuple(KNOWN)


@st.composite
def entries(draw: st.DrawFn) -> WeekEntry:
    low = draw(st.integers(0, 4))
    return WeekEntry(
        draw(st.sampled_from((*NAMES, "gone"))),
        Range(low, draw(st.integers(max(low, 1), 6))),
        dose=draw(st.sampled_from((None, *Dose))),
        apart=draw(st.sampled_from((None, 0, 1, 2))),
    )


@st.composite
def phases(draw: st.DrawFn) -> ProgrammePhase:
    low = draw(st.integers(1, 3))
    each_week = draw(st.lists(entries(), min_size=1, max_size=3, unique_by=lambda one: one.session))
    return ProgrammePhase("phase", Range(low, low + draw(st.integers(0, 2))), tuple(each_week))


SOME_PHASES = st.lists(phases(), min_size=1, max_size=3).map(tuple)
SOME_DAYS = st.integers(-10, 60).map(lambda number: MONDAY + timedelta(days=number))
SCORES = st.none() | st.integers(0, 10)

CHANGES: st.SearchStrategy[ProgrammeChange] = st.one_of(
    st.builds(EnteredPhase, SOME_DAYS, st.integers(0, 4)),
    st.builds(AcceptedWeek, SOME_DAYS, SOME_DAYS),
    st.builds(AcceptedFile, SOME_DAYS, st.just("2"), st.just("New"), SOME_PHASES),
    st.builds(PausedProgramme, SOME_DAYS),
    st.builds(ResumedProgramme, SOME_DAYS),
)

DONE = st.builds(
    DoneSession,
    SOME_DAYS,
    st.sampled_from((None, "other.yaml", *(known.file for known in KNOWN.values()))),
    st.booleans(),
    st.booleans(),
    *(st.sampled_from((None, *Dose)),) * 2,
    *(SCORES,) * 3,
    st.booleans(),
    st.sampled_from((None, *PainKind)),
)

BEGUN = st.builds(
    BegunProgramme,
    st.just("test"),
    st.just("Test"),
    st.just("1"),
    SOME_PHASES,
    SOME_DAYS,
    st.lists(CHANGES, max_size=4).map(tuple),
    st.none() | SOME_DAYS,
)


@cases(60, 2000)
@given(SOME_DAYS, st.none() | BEGUN, st.lists(DONE, max_size=12), st.integers(0, 6), SOME_PHASES)
def test_no_sequence_of_days_and_doings_raises(
    day: date,
    begun: BegunProgramme | None,
    done: list[DoneSession],
    week_begins: int,
    others: tuple[ProgrammePhase, ...],
) -> None:
    file = "3", Programme("Now", others)
    proposal = today(day, begun, done, KNOWN, week_begins=week_begins, file=file)

    assert proposal.reason
    assert proposal.rest == (proposal.session is None)
    if proposal.week is not None and proposal.of is not None:
        assert 1 <= proposal.week <= proposal.of.high
    # The same week has the same goal for whoever looks at all weeks.
    if begun is not None and begun.ended is None and begun.paused is None:
        then = [one for one in done if one.day <= day]
        found = today(day, begun, then, KNOWN, week_begins=week_begins)
        goal = goals([begun], DaysDone(then), KNOWN, day, week_begins).get(first_day(day, week_begins))
        if begun.on <= day:
            assert (None if goal is None else (goal.done, goal.times)) == (
                None if found.goal is None else (found.done, found.goal)
            )


@cases(25, 400)
@given(SOME_PHASES, st.integers(0, 6), st.lists(st.integers(0, 9), min_size=23, max_size=23), st.integers(0, 6))
def test_whoever_follows_proposals_and_options_passes_no_high_and_breaks_no_gap(
    some: tuple[ProgrammePhase, ...], late: int, picks: list[int], week_begins: int
) -> None:
    begun = BegunProgramme("test", "Test", "1", some, MONDAY + timedelta(days=late))
    done: list[DoneSession] = []
    for number, pick in enumerate(picks):
        day = begun.on + timedelta(days=number)
        # Once or twice a day: what is proposed, an option, or something outside the programme.
        for _ in range(1 + pick % 2):
            proposal = today(day, begun, done, KNOWN, week_begins=week_begins)
            possible = [*([proposal.session] if proposal.session else []), *proposal.options]
            if pick == 9:
                done.append(DoneSession(day, "other.yaml", counts=True, repetitions=True))
            elif possible:
                chosen = possible[pick % len(possible)].session
                _keeps_its_days_apart(proposal, some, chosen, done)
                known = KNOWN[chosen]
                done.append(DoneSession(day, known.file, counts=True, repetitions=known.repetitions))
        _passes_no_high(today(day, begun, done, KNOWN, week_begins=week_begins))


def _passes_no_high(proposal: Proposal) -> None:
    assert all(one.times is not None and one.done <= one.times.high for one in proposal.sessions)


def _keeps_its_days_apart(
    proposal: Proposal, some: tuple[ProgrammePhase, ...], chosen: str, done: list[DoneSession]
) -> None:
    """The rule once more, in other words: with repetitions on both sides, and a day between for either of them."""
    assert proposal.phase_number is not None
    now = some[proposal.phase_number].each_week
    aparts = _aparts((*now, *(entry for phase in some for entry in phase.each_week)))
    if not KNOWN[chosen].repetitions or not aparts[KNOWN[chosen].file]:
        return
    for one in done:
        apart = aparts.get(one.file or "", 1)
        if one.repetitions and apart:
            assert (proposal.day - one.day).days > max(apart, aparts[KNOWN[chosen].file])


def _aparts(found: tuple[WeekEntry, ...]) -> Mapping[str, int]:
    """The days apart of each session, by its file; the first entry says it."""
    aparts: dict[str, int] = {}
    for one in found:
        if one.session in KNOWN:
            known = KNOWN[one.session]
            aparts.setdefault(known.file, int(known.repetitions) if one.apart is None else one.apart)
    return aparts


@cases(30, 400)
@given(st.lists(st.sampled_from((*NAMES, "strangers")), min_size=1, max_size=20))
def test_own_choices_count_as_much_as_what_was_proposed(picked: list[str]) -> None:
    """A session of the programme counts on its day, whether it was proposed or not."""
    plan = ProgrammePhase("phase", Range(4, 4), tuple(WeekEntry(name, Range(1, 7)) for name in NAMES if name != "walk"))
    begun = BegunProgramme("test", "Test", "1", (plan,), MONDAY)
    done = []
    for number, name in enumerate(picked):
        file = KNOWN[name].file if name in KNOWN else "strangers.yaml"
        done.append(DoneSession(MONDAY + timedelta(days=number % 7), file, counts=True, repetitions=True))
    proposal = today(MONDAY + timedelta(days=6), begun, done, KNOWN)
    for one in proposal.sessions:
        assert one.done == len({each.day for each in done if each.file == KNOWN[one.session].file})
