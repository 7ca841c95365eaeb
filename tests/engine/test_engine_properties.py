"""Rules that hold for every session and whatever a person does; Hypothesis makes up both."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import effort
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from plan_builders import Walk, everything
from plan_strategies import (
    OFTEN,
    ON_EACH_SIDE,
    SELDOM,
    TIMING,
    acts,
    give,
    live,
    plans,
    replanning,
    sessions,
    started,
)

from hipcoach.engine.events import (
    Event,
    Outcome,
    PainKind,
    SessionEnded,
    SetDone,
    SwitchSides,
    WorkStarted,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import ALLOWED, Command, NotAllowed, Player
from hipcoach.engine.records import Record, tenths
from hipcoach.engine.state import Mode, State, StepPart
from hipcoach.engine.steps import Hold, Repetitions, Timed, Transition, Work
from hipcoach.engine.timeline import reached

CASES = {
    "events in order": 150,
    "no more work than time": 150,
    "one step or many": 110,
    "preview": 110,
    "pausing once": 110,
    "pausing often": 100,
    "snapshot": 110,
    "taken back": 60,
    "total": 110,
    "one switch a change": 110,
    "refused": 110,
    "records in the plan": 110,
    "records in a changed plan": 100,
    "replan keeps": 100,
    "target": 110,
    "never by nothing": 110,
    "next due": 100,
    "left": 110,
    "left out": 110,
    "backward clock": 100,
}
"""How many made-up cases each rule is tried on at most; more of them, by hand, find rarer faults."""

USUAL = 50
"""How many in every run."""

LONG = 1_000_000.0
"""Longer than any made-up session."""


def cases(rule: str) -> settings:
    """Try a rule on its number of cases."""
    return effort.cases(USUAL, CASES[rule])


def dues(events: list[Event]) -> list[float]:
    return [event.due for event in events]


def finished(walk: Walk) -> Walk:
    """The walk with the session run out, whatever it takes to make it go on."""
    for _ in range(500):
        walk.on(LONG)
        match walk.player.state:
            case State(mode=Mode.ENDED):
                return walk
            case State(ending=True):
                walk.do("take_back")
            case State(mode=Mode.PAUSED):
                walk.do("resume")
            case State(mode=Mode.HURT):
                walk.do("dismiss")
            case State(part=StepPart.WAITING):
                walk.do("next")
            case _:
                walk.do("count")
    raise AssertionError("it never ends")


# -- time ------------------------------------------------------------------------------------------------------------


@cases("events in order")
@given(plans(), acts())
def test_events_come_in_the_order_of_their_due_times(plan, doing):
    walk = finished(live(started(plan), doing))
    assert dues(walk.events) == sorted(dues(walk.events))
    assert all(due <= walk.player.elapsed for due in dues(walk.events))
    assert [type(event) for event in walk.events].count(SessionEnded) == 1
    assert isinstance(walk.events[-1], SessionEnded)


@cases("no more work than time")
@given(plans(), acts())
def test_no_more_is_done_than_there_was_time_for(plan, doing):
    walk = finished(live(started(plan), doing))
    works = {step.n: step for step in plan.by_side}
    worked = needed = 0.0
    for event in walk.events:
        if isinstance(event, SetDone):
            record, step = event.record, works[event.record.n]
            worked += record.seconds
            if isinstance(step, Hold | Timed):
                assert record.counted.done == tenths(record.seconds)
            elif not step.own:
                assert record.counted.done * step.each <= record.seconds + 1e-5
                needed += record.counted.done * step.each
    assert needed <= worked + 1e-3
    assert worked <= walk.player.elapsed + 1e-3


@cases("one step or many")
@given(plans(), acts(), st.lists(st.integers(1, 9_000), min_size=1, max_size=40))
def test_asking_a_thousand_times_tells_the_same_as_asking_once(plan, doing, strides):
    once, often = started(plan), started(plan)
    for act in doing:
        end = once.now + act.gap
        asked = 0
        while asked < 1000 and (stride := strides[asked % len(strides)] / 1000) < end - often.now:
            often.on(stride)
            asked += 1
        once.now = often.now = end
        assert give(once, act) is give(often, act)
    assert often.events == once.events
    assert everything(often.player) == everything(once.player)


@cases("preview")
@given(plans(), acts(), st.integers(0, 400_000))
def test_what_was_foretold_is_what_comes_if_nobody_interferes(plan, doing, thousandths):
    walk = live(started(plan), doing)
    ahead = thousandths / 1000
    before = everything(walk.player)
    going = walk.player.state.mode is Mode.GUIDING
    foretold = walk.player.preview(round(walk.player.elapsed + ahead, 6))
    assert everything(walk.player) == before
    assert walk.on(ahead) == foretold
    assert going or not foretold


@cases("next due")
@given(plans(), acts(most=5), st.booleans())
def test_going_from_due_to_due_misses_nothing_and_shows_every_second(plan, doing, at_leisure):
    walk, other = live(started(plan), doing), live(started(plan), doing)
    told: list[Event] = []
    for _ in range(20_000):
        due = walk.player.next_due()
        if due is None:
            break
        counting_down = walk.player.state.part is not StepPart.WORK or isinstance(walk.player.step, Hold | Timed)
        if counting_down:
            assert due - walk.now <= 1 + 1e-6
        assert due >= walk.now - 1e-6
        walk.now = max(due, walk.now) + (0.001 if at_leisure else 0)
        told += walk.player.advance(walk.now)
    else:
        raise AssertionError("it stands still")
    assert tuple(told) == other.on(LONG)
    state = walk.player.state
    by_the_person = isinstance(walk.player.step, Repetitions) and walk.player.step.own
    assert state.mode is not Mode.GUIDING or state.part is StepPart.WAITING or by_the_person


@cases("backward clock")
@given(plans(), acts(), st.lists(st.integers(0, 50), max_size=14))
def test_a_clock_that_goes_back_takes_nothing_back(plan, doing, steps_back):
    walk = started(plan)
    for act, back in zip(doing, steps_back, strict=False):
        elapsed, events = walk.player.elapsed, len(walk.events)
        walk.now -= back
        assert walk.on(0) == ()
        assert walk.player.elapsed == elapsed
        give(walk, act)
        assert dues(walk.events[events:]) == sorted(dues(walk.events[events:]))
        assert walk.player.elapsed >= elapsed


# -- the whole course ------------------------------------------------------------------------------------------------


@cases("total")
@given(plans(lively=False))
def test_an_untouched_session_takes_exactly_its_total_and_is_completed(plan):
    walk = started(plan)
    walk.on(LONG)
    assert walk.events[-1] == SessionEnded(plan.total, Outcome.COMPLETED, len(plan.by_side), len(plan.by_side))
    assert [event.record.counted.done for event in walk.events if isinstance(event, SetDone)] == [
        step.target for step in plan.by_side
    ]
    assert [due for due, step in plan.timeline() if isinstance(step, Work)] == [
        event.due for event in walk.events if isinstance(event, WorkStarted)
    ]


@cases("left")
@given(plans(lively=False), acts())
def test_what_is_left_and_what_has_passed_are_when_it_will_end(plan, doing):
    walk = live(started(plan), doing)
    walk.on(0)
    foretold = walk.player.preview(LONG)
    if walk.player.state.mode is Mode.GUIDING:
        assert abs(walk.player.elapsed + walk.player.left() - foretold[-1].due) < 1e-3


def turns_as_one(plan: Plan, before: Work, after: Work) -> bool:
    """Whether two sets of different exercises belong to a group that does all of it on one side, then on the other."""
    group = plan.exercises[after.exercise].group
    if group is None or group != plan.exercises[before.exercise].group:
        return False
    works = [work for work in plan.work if work.set == after.set and plan.exercises[work.exercise].group == group]
    first, last = works[0], works[-1]
    return first.side is not last.side and all(one.exercise != two.exercise for one, two in pairwise(works))


@cases("one switch a change")
@given(plans(shapes=ON_EACH_SIDE), acts(TIMING, most=24, least=14))
def test_each_change_of_side_within_an_exercise_is_exactly_one_switch(plan, doing):
    walk = finished(live(started(plan), doing))
    changes = [
        (after.exercise, after.side, after.set)
        for before, after in pairwise(plan.work)
        if before.side is not after.side and (before.exercise == after.exercise or turns_as_one(plan, before, after))
    ]
    switches = [event for event in walk.events if isinstance(event, SwitchSides)]
    assert [(event.exercise, event.side, event.set) for event in switches] == changes
    assert all(event.seconds >= 0 for event in switches)


# -- pauses and snapshots --------------------------------------------------------------------------------------------


def lost_by_pausing(state: State, plan: Plan, elapsed: float) -> float:
    """Session seconds that a pause costs here: up to three before work, and what was done of a repetition."""
    step = state.step(plan)
    if isinstance(step, Transition):
        return max(0.0, 3 - (state.until - elapsed))
    return 3.0 + (elapsed - state.since if isinstance(step, Repetitions) else 0.0)


@cases("pausing once")
@given(plans(lively=False), st.floats(0, 1), st.integers(0, 100_000))
def test_a_pause_loses_nothing_but_the_lead_in_and_an_unfinished_repetition(plan, share, seconds):
    assume(plan.total)
    walk, untouched = started(plan), started(plan)
    untouched.on(LONG)
    walk.on(round(share * plan.total * 0.999, 3))
    assume(walk.player.state.mode is Mode.GUIDING)
    lost = lost_by_pausing(walk.player.state, plan, walk.player.elapsed)
    walk.do("pause")
    walk.wait(seconds).do("resume")
    walk.on(LONG)
    assert [done_in(record) for record in walk.player.records] == [
        done_in(record) for record in untouched.player.records
    ]
    assert abs(walk.player.elapsed - plan.total - lost) < 1e-3


def done_in(record: Record) -> tuple[Any, ...]:
    """A record but for the time that a repetition which began again took twice."""
    seconds = 0 if record.reps else record.seconds
    return record.n, record.side, record.set, record.reps, record.hold, seconds, record.how


@cases("pausing often")
@given(plans(lively=False), acts(("pause", "resume", "pain", "dismiss", "not_ready"), most=30))
def test_however_often_it_is_paused_everything_gets_done(plan, doing):
    walk = finished(live(started(plan), doing))
    end = walk.events[-1]
    assert isinstance(end, SessionEnded)
    assert end.outcome is Outcome.COMPLETED
    assert [record.counted.done for record in walk.player.records] == [step.target for step in plan.by_side]


@cases("snapshot")
@given(plans(), acts(), acts())
def test_a_restored_player_goes_on_as_the_same_player_paused_and_resumed(plan, before, after):
    walk = live(started(plan), before)
    if walk.player.state.mode is not Mode.GUIDING:
        # How long a pause has been going on, pain and a request to end are not in the snapshot; all the rest is.
        other = restored(walk)
        mode = Mode.PAUSED if walk.player.state.mode is Mode.HURT else walk.player.state.mode
        assert other.player.state == replace(walk.player.state, mode=mode, told=None, ending=False)
        go_on(walk)
    other = restored(walk)
    if walk.player.state.mode is Mode.GUIDING:
        walk.do("pause")
        assert other.player.state == walk.player.state
        assert walk.do("resume") == other.do("resume")
    told = len(walk.events)
    other.events.clear()
    live(walk, after)
    live(other, after)
    assert other.events == walk.events[told:]
    assert other.player.state == walk.player.state


def restored(walk: Walk) -> Walk:
    """Another player from the snapshot of this one, by another clock."""
    snapshot = json.loads(json.dumps(walk.player.snapshot()))
    other = Walk(walk.player.plan, now=-12.5, player=Player.restore(walk.player.plan, snapshot))
    assert other.player.snapshot() == snapshot
    return other


def go_on(walk: Walk) -> None:
    """End a pause."""
    if walk.player.allows(Command.TAKE_BACK):
        walk.do("take_back")
    if walk.player.allows(Command.DISMISS):
        walk.do("dismiss")
    if walk.player.allows(Command.RESUME):
        walk.do("resume")
    walk.on(0)


@cases("taken back")
@given(plans(), acts(), st.sampled_from(PainKind), acts())
def test_a_pain_that_was_taken_back_leaves_no_trace(plan, before, kind, after):
    walk, other = (live(started(plan), before) for _ in range(2))
    if walk.player.allows(Command.PAIN):
        walk.do("pain")
        other.do("pain")
    assume(walk.player.allows(Command.PAIN_KIND))
    walk.do("pain_kind", kind)
    walk.wait(9.5)
    other.wait(9.5)
    walk.do("take_back")
    other.do("pain_kind", PainKind.ACHE, 1)
    other.do("take_back")
    assert walk.player.state == other.player.state
    told = len(walk.events), len(other.events)
    live(walk, after)
    live(other, after)
    assert walk.events[told[0] :] == other.events[told[1] :]
    assert walk.player.state == other.player.state


# -- commands --------------------------------------------------------------------------------------------------------


@cases("refused")
@given(plans(), acts(), st.integers(0, 30_000))
def test_every_command_is_in_the_table_or_refused_without_a_trace(plan, doing, thousandths):
    walk = live(started(plan), doing)
    now = walk.now + thousandths / 1000
    before = everything(walk.player)
    for command in Command:
        given: dict[str, tuple[Any, ...]] = {"ADJUST": (1,), "PAIN_KIND": (PainKind.ACHE,), "REPLAN": (plan,)}
        values = given.get(command.name, ())
        later, twin = _twin(walk), _twin(walk)
        later.advance(now)
        allowed = later.allows(command)
        assert allowed is (command in ALLOWED[later.status])
        try:
            getattr(twin, command.name.lower())(now, *values)
        except NotAllowed:
            assert not allowed
            assert everything(twin) == before
        else:
            assert allowed
        assert everything(walk.player) == before


def _twin(walk: Walk) -> Player:
    """A player in exactly the same place."""
    twin = Player(walk.player.plan)
    for name, value in vars(walk.player).items():
        setattr(twin, name, value)
    return twin


@cases("target")
@given(plans(), acts())
def test_the_target_stays_between_what_is_done_and_the_ceiling(plan, doing):
    walk = started(plan)
    for act in doing:
        walk.wait(act.gap)
        give(walk, act)
        state, step = walk.player.state, walk.player.step
        if isinstance(step, Work) and state.mode is not Mode.ENDED:
            assert state.done(step, walk.player.elapsed) <= step.ends_at(state.target) <= step.range.high
            assert not step.open or state.target == step.range.low
        for record in walk.player.records:
            assert record.counted.done <= record.counted.range.high


# -- records ---------------------------------------------------------------------------------------------------------


def places(plan: Plan) -> dict[int, tuple[str, str, int]]:
    return {step.n: (step.exercise, step.side, step.set) for step in plan.by_side}


def fits(records: tuple[Record, ...], plan: Plan) -> bool:
    """Whether each record is of its own set of the plan."""
    where = places(plan)
    numbers = [record.n for record in records]
    return len(set(numbers)) == len(numbers) and all(
        where.get(record.n) == (record.exercise, record.side, record.set) for record in records
    )


@cases("records in the plan")
@given(plans(), acts())
def test_every_record_is_of_a_set_of_the_plan_and_each_set_has_one(plan, doing):
    walk = started(plan)
    for act in doing:
        walk.wait(act.gap)
        give(walk, act)
        assert fits(walk.player.records, walk.player.plan)
    finished(walk)
    assert fits(walk.player.records, walk.player.plan)


@cases("never by nothing")
@given(plans(), acts(("next", "next", "back", "redo", "count", "undo"), most=20, least=6))
def test_what_was_done_is_never_replaced_by_nothing(plan, doing):
    walk = started(plan)
    for act in doing:
        before = {record.n: record for record in walk.player.records if record.counted.done > 0}
        walk.wait(act.gap)
        give(walk, act)
        after = {record.n: record for record in walk.player.records}
        gone = set(before) - set(after)
        # A set on alternating sides is taken back on both.
        assert len(gone) <= 2 * (act.command == "undo")
        assert len({(before[n].exercise, before[n].set) for n in gone}) <= 1
        assert all(after[n].counted.done > 0 for n in before if n in after)


@cases("left out")
@given(plans(), acts(), acts(most=20), st.booleans())
def test_nothing_leads_into_an_exercise_that_was_left_out_for_pain(plan, before, after, killed):
    walk = live(started(plan), before)
    if walk.player.allows(Command.PAIN):
        walk.do("pain")
    assume(walk.player.allows(Command.SKIP_EXERCISE))
    left = walk.player.step.exercise
    walk.do("skip_exercise")
    assume(walk.player.state.mode is not Mode.ENDED)
    walk = restored(walk) if killed else walk
    for act in after:
        walk.wait(act.gap)
        give(walk, act)
        assert walk.player.step.exercise != left or walk.player.state.mode is Mode.ENDED


CHANGING = sessions().flatmap(replanning)
"""A plan, and a person who changes it under way."""


def recorded(walk: Walk) -> dict[int, tuple[str, str, int]]:
    return {record.n: (record.exercise, record.side, record.set) for record in walk.player.records}


@cases("records in a changed plan")
@given(CHANGING)
def test_each_record_is_of_a_planned_set_and_no_two_share_a_number(case):
    plan, doing = case
    walk = started(plan)
    for act in doing:
        known = places(walk.player.plan) | recorded(walk)
        told = recorded(walk)
        walk.wait(act.gap)
        give(walk, act)
        now, records = places(walk.player.plan), recorded(walk)
        assert len(now) == len(set(now.values())) == len(walk.player.plan.by_side)
        assert len(records) == len(set(records.values())) == len(walk.player.records)
        assert all(place in (known.get(n), now.get(n)) for n, place in records.items())
        # A set that was recorded keeps its number: in the plan, out of it, and back in it.
        assert all(records.get(n, place) == place for n, place in told.items())
        assert all(now.get(n, place) == place for n, place in records.items())
        assert all(n in records for n, place in now.items() if place in records.values())
    finished(walk)
    end = walk.events[-1]
    assert isinstance(end, SessionEnded)
    assert end.sets_planned == len(places(walk.player.plan) | recorded(walk))
    assert end.sets_done == sum(reached(record) for record in walk.player.records)
    if end.outcome is not Outcome.STOPPED_FOR_PAIN:
        assert (end.outcome is Outcome.COMPLETED) is (end.sets_done == end.sets_planned)


@cases("replan keeps")
@given(CHANGING)
def test_a_changed_plan_keeps_what_is_done(case):
    plan, doing = case
    walk = started(plan)
    for act in doing:
        walk.wait(act.gap)
        walk.on(0)
        old, state, elapsed = walk.player.plan, walk.player.state, walk.player.elapsed
        step = walk.player.step
        done = state.done(step, elapsed) if isinstance(step, Work) else 0
        told = len(walk.events)
        if not give(walk, act) or act.command != "replan":
            continue
        new, now = walk.player.plan, walk.player.state
        assert walk.player.elapsed == elapsed
        assert new.steps[: state.index] == old.steps[: state.index]
        ended = [event.record for event in walk.events[told:] if isinstance(event, SetDone)]
        again = {record.n for record in ended}
        kept = tuple(record for record in state.records if record.n not in again)
        assert now.records[: len(kept)] == kept
        if now.index == state.index and not ended:
            if isinstance(step, Hold | Timed) and type(step) is type(walk.player.step):
                assert now.done(walk.player.step, elapsed) == done
            elif isinstance(step, Repetitions):
                assert now.reps == state.reps
        elif done > 0 and isinstance(step, Work):
            assert sum(record.counted.done for record in ended) == tenths(done) * len(step.by_side)
        _nothing_ahead_is_lost(old, new, state.index, act.values[0])


def _nothing_ahead_is_lost(old: Plan, new: Plan, index: int, wanted: Plan) -> None:
    """Every set of the wanted plan that was still ahead in the old one, or comes with more sets, is in the new one."""
    behind = {(step.exercise, step.side, step.set) for step in old.steps[:index] if isinstance(step, Work)}
    there = [(step.exercise, step.side, step.set) for step in new.work]
    assert len(set(there)) == len(there)
    present, order = old.steps[index], list(old.exercises)
    for step in wanted.work:
        place = (step.exercise, step.side, step.set)
        if order.index(step.exercise) > order.index(present.exercise):
            assert place in there
        elif step.exercise == present.exercise and place not in behind:
            on_a_side_already_left = step.side is not present.side and any(
                (name, side) == (step.exercise, step.side) for name, side, _ in behind
            )
            assert place in there or on_a_side_already_left


def test_people_who_do_as_they_like_use_every_command() -> None:
    # A changed plan has a strategy of its own.
    assert {*OFTEN, *SELDOM, "replan"} == {command.name.lower() for command in Command}
