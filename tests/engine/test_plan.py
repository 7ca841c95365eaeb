"""How a session is laid out as a plan: the order of sides, what lies between sets, doses, modifications, totals."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from plan_builders import EACH, LEFT, NONE, OWN, RIGHT, change, hold, layout, planned, reps, session, tempo

from hipcoach.engine.choices import ChoiceError, Choices, Pace, equipment, unattended
from hipcoach.engine.plan import PlannedExercise, make_plan
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Switch, Work
from hipcoach.session.model import (
    BUILT_IN_TEMPO,
    Advance,
    Affected,
    AtLeast,
    Cue,
    Dose,
    Exercise,
    First,
    Instead,
    Order,
    Position,
    Range,
    Sides,
)

ONE_THEN_OTHER = Order.ONE_SIDE_THEN_OTHER


def texts(exercise: Exercise, *on: str) -> PlannedExercise:
    """The exercise as planned with these modifications on."""
    return planned(exercise, modifications={exercise.id: on}).exercises[exercise.id]


# -- sides and what lies between sets --------------------------------------------------------------------------------


def test_both_sides_together_rest_between_sets():
    assert layout(planned(hold(30, sets=3, rest=20))) == [
        "prepare none 1: 15 s",
        "1 hold none 1: 30 s",
        "rest none 2: 20 s",
        "2 hold none 2: 30 s",
        "rest none 3: 20 s",
        "3 hold none 3: 30 s",
    ]


@pytest.mark.parametrize(("sides", "side"), [(Sides.LEFT, LEFT), (Sides.RIGHT, RIGHT), (Sides.NONE, NONE)])
def test_a_prescription_for_one_side_stays_on_it(sides, side):
    plan = planned(hold(30, side=sides, sets=2, rest=20), first=RIGHT)
    assert {step.side for step in plan.steps} == {side}
    assert [type(step) for step in plan.steps] == [Prepare, Hold, Rest, Hold]


def test_swapping_each_set_switches_within_a_round_and_rests_between_rounds():
    assert layout(planned(hold(30, side=EACH, sets=2, rest=20, switch=10))) == [
        "prepare left 1: 15 s",
        "1 hold left 1: 30 s",
        "switch right 1: 10 s",
        "2 hold right 1: 30 s",
        "rest left 2: 20 s, switch at 10",
        "3 hold left 2: 30 s",
        "switch right 2: 10 s",
        "4 hold right 2: 30 s",
    ]


def test_one_side_then_the_other_rests_within_a_side_and_switches_between():
    assert layout(planned(hold(30, side=EACH, order=ONE_THEN_OTHER, sets=2, rest=20, switch=10))) == [
        "prepare left 1: 15 s",
        "1 hold left 1: 30 s",
        "rest left 2: 20 s",
        "2 hold left 2: 30 s",
        "switch right 1: 10 s",
        "3 hold right 1: 30 s",
        "rest right 2: 20 s",
        "4 hold right 2: 30 s",
    ]


def test_without_rest_a_change_of_side_between_rounds_is_a_switch():
    assert layout(planned(hold(30, side=EACH, sets=2, rest=0, switch=10)))[2::2] == [
        "switch right 1: 10 s",
        "switch left 2: 10 s",
        "switch right 2: 10 s",
    ]


def test_without_rest_nothing_lies_between_sets_of_one_side():
    assert layout(planned(hold(30, sets=2, rest=0))) == [
        "prepare none 1: 15 s",
        "1 hold none 1: 30 s",
        "2 hold none 2: 30 s",
    ]
    one_then_other = planned(hold(30, side=EACH, order=ONE_THEN_OTHER, sets=2, rest=0))
    assert [type(step) for step in one_then_other.steps] == [Prepare, Hold, Hold, Switch, Hold, Hold]


@pytest.mark.parametrize(("rest", "switch", "seconds"), [(20, 10, 20), (10, 10, 10), (5, 10, 10), (1, 0, 1)])
def test_a_rest_that_ends_in_a_change_of_side_is_long_enough_for_it(rest, switch, seconds):
    plan = planned(hold(30, side=EACH, sets=2, rest=rest, switch=switch))
    between = plan.steps[4]
    assert isinstance(between, Rest)
    assert (between.seconds, between.switch) == (seconds, switch)


def test_a_rest_on_the_same_side_keeps_its_length_however_long_the_switch():
    between = planned(hold(30, sets=2, rest=5, switch=10)).steps[2]
    assert isinstance(between, Rest)
    assert (between.seconds, between.switch) == (5, None)


def test_a_switch_may_take_no_time():
    assert layout(planned(hold(30, side=EACH, switch=0)))[2] == "switch right 1: 0 s"


def test_every_exercise_is_prepared_once_for_its_own_first_side():
    plan = planned(hold(30, side=EACH, prepare=0), reps(10, side=Sides.RIGHT, sets=2, prepare=20))
    assert [line for line in layout(plan) if "prepare" in line] == ["prepare left 1: 0 s", "prepare right 1: 20 s"]


def test_nothing_but_preparing_lies_between_exercises():
    plan = planned(hold(30, id="one", rest=60), hold(30, id="two"))
    assert [type(step) for step in plan.steps] == [Prepare, Hold, Prepare, Hold]


# -- the side that begins --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "choices", "begins"),
    [
        (First.LEFT, {}, LEFT),
        (First.RIGHT, {}, RIGHT),
        (First.ALTERNATE, {}, LEFT),
        (First.ALTERNATE, {"alternate": RIGHT}, RIGHT),
        (First.LEFT, {"alternate": RIGHT}, LEFT),
        (First.LEFT, {"first": RIGHT}, RIGHT),
        (First.ALTERNATE, {"first": LEFT, "alternate": RIGHT}, LEFT),
        (First.AFFECTED, {}, LEFT),
        (First.AFFECTED, {"affected": Affected.BOTH}, LEFT),
        (First.AFFECTED, {"affected": Affected.RIGHT}, RIGHT),
        (First.AFFECTED, {"affected": Affected.RIGHT, "first": LEFT}, LEFT),
        (First.LEFT, {"affected": Affected.RIGHT}, LEFT),
    ],
)
@pytest.mark.parametrize("order", [Order.SWAP_EACH_SET, Order.ONE_SIDE_THEN_OTHER])
def test_the_side_that_begins_is_the_persons_choice_then_the_files(first, choices, begins, order):
    plan = planned(hold(30, side=EACH, first=first, order=order, sets=2), **choices)
    sides = [step.side for step in plan.work]
    other = begins.other
    swapped = [begins, other, begins, other]
    assert sides == (swapped if order is Order.SWAP_EACH_SET else [begins, begins, other, other])


# -- doses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dose", "sets", "seconds"), [(Dose.LOW, 2, 15), (Dose.MIDDLE, 3, 22), (Dose.HIGH, 4, 30)])
def test_a_dose_sets_the_target_within_each_range_the_middle_rounded_down(dose, sets, seconds):
    plan = planned(hold((15, 30), sets=(2, 4)), dose=dose)
    assert [(step.target, step.range) for step in plan.work] == [(seconds, Range(15, 30))] * sets
    assert plan.exercises["stretch"].sets == sets


def test_a_dose_of_one_exercise_goes_before_the_dose_of_all():
    plan = planned(hold((15, 30), id="one"), hold((15, 30), id="two"), dose=Dose.HIGH, doses={"two": Dose.LOW})
    assert [step.target for step in plan.work] == [30, 15]


def test_a_dose_for_an_unknown_exercise_is_refused_with_what_there_is():
    with pytest.raises(ChoiceError, match=r"no exercise 'three'; it has: one, two"):
        planned(hold(30, id="two"), hold(30, id="one"), doses={"three": Dose.LOW})


# -- repetitions -----------------------------------------------------------------------------------------------------


def test_repetitions_follow_the_built_in_tempo():
    (step,) = planned(reps(10)).work
    assert isinstance(step, Repetitions)
    assert [(phase.name, phase.seconds) for phase in step.phases] == [("lift", 2), ("pause", 1), ("lower", 2)]
    assert (step.each, step.seconds, step.own, step.hold) == (5, 50, False, None)


@pytest.mark.parametrize(
    ("prescribed", "phases"),
    [
        (tempo(lift=2, lower=3), [("lift", 2), ("hold", 4), ("lower", 3)]),
        (tempo(lift=2, pause=1, lower=3), [("lift", 2), ("hold", 4), ("lower", 3)]),
        (tempo(lift=2, pause=1, squeeze=5, lower=3), [("lift", 2), ("hold", 4), ("lower", 3)]),
        (OWN, [("lift", 2), ("hold", 4), ("lower", 2)]),
    ],
)
def test_a_hold_replaces_the_phases_between_the_first_and_the_last(prescribed, phases):
    (step,) = planned(reps(10, hold=4, tempo=prescribed)).work
    assert isinstance(step, Repetitions)
    assert [(phase.name, phase.seconds) for phase in step.phases] == phases
    assert (step.hold, step.hold_target) == (Range(4, 4), 4)


def test_the_hold_of_a_repetition_follows_the_dose():
    (step,) = planned(reps((8, 12), hold=(3, 6)), dose=Dose.MIDDLE).work
    assert isinstance(step, Repetitions)
    assert (step.target, step.hold_target, step.each, step.seconds) == (10, 4, 8, 80)


def test_own_tempo_is_reckoned_at_the_built_in_one():
    own, paced = planned(reps(10, tempo=OWN)), planned(reps(10))
    assert own.total == paced.total == 15 + 10 * sum(phase.seconds for phase in BUILT_IN_TEMPO.phases)
    (step,) = own.work
    assert isinstance(step, Repetitions)
    assert step.own


@pytest.mark.parametrize(
    ("prescribed", "pace", "own"),
    [
        (OWN, None, True),
        (BUILT_IN_TEMPO, None, False),
        (OWN, Pace.PACED, False),
        (BUILT_IN_TEMPO, Pace.OWN, True),
    ],
)
def test_the_chosen_pace_goes_before_the_files(prescribed, pace, own):
    (step,) = planned(reps(10, tempo=prescribed), pace=pace).work
    assert isinstance(step, Repetitions)
    assert step.own is own


def test_phases_may_take_no_time():
    plan = planned(reps(10, tempo=tempo(lift=0, lower=0)))
    assert plan.total == 15


# -- waiting ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "choice", "waits"),
    [
        (Advance.AUTO, None, False),
        (Advance.WAIT, None, True),
        (Advance.AUTO, Advance.WAIT, True),
        (Advance.WAIT, Advance.AUTO, False),
    ],
)
def test_every_transition_of_an_exercise_that_waits_waits(file, choice, waits):
    plan = planned(hold(30, side=EACH, sets=2, rest=20, advance=file), advance=choice)
    assert [step.waits for step in plan.steps if isinstance(step, Prepare | Switch | Rest)] == [waits] * 4


def test_waiting_is_each_exercises_own():
    plan = planned(hold(30, id="one", advance=Advance.WAIT), hold(30, id="two"))
    assert [step.waits for step in plan.steps if isinstance(step, Prepare)] == [True, False]


# -- modifications ---------------------------------------------------------------------------------------------------

FULL = reps(
    (8, 12),
    sets=(2, 3),
    rest=60,
    setup=("Lie down.",),
    cues=(Cue("Slowly."),),
    feel=("At the side.",),
    mistakes=("Rolling back.",),
    switch_cue="Turn over.",
    figure="clam",
)


def test_a_modification_changes_the_amounts_it_names_and_no_others():
    exercise = reps(
        (8, 12), sets=(2, 3), rest=60, easier=(change("small", reps=(5, 6), rest=0, tempo=tempo(up=1, down=1)),)
    )
    plan = planned(exercise, modifications={"lift": ("small",)})
    step = plan.work[0]
    assert isinstance(step, Repetitions)
    assert (step.range, step.each, len(plan.work)) == (Range(5, 6), 2, 2)
    assert not any(isinstance(step, Rest) for step in plan.steps)
    assert plan.exercises["lift"].modifications == ("small",)


def test_a_modification_may_change_sets_and_add_a_hold():
    exercise = reps(10, sets=3, easier=(change("held", sets=1, hold=4),))
    assert layout(planned(exercise, modifications={"lift": ("held",)}))[1:] == ["1 repetitions none 1: 10 of 8 s"]


def test_modifications_apply_in_file_order_with_easier_ones_first():
    exercise = reps(
        10,
        easier=(change("one", reps=5, cues=(Cue("One."),)),),
        harder=(change("two", reps=20, cues=(Cue("Two."),)),),
        cues=(Cue("Slowly."),),
    )
    plan = planned(exercise, modifications={"lift": ("two", "one")})
    assert plan.work[0].target == 20
    assert plan.exercises["lift"].modifications == ("one", "two")
    assert [cue.say for cue in plan.exercises["lift"].cues] == ["Slowly.", "One.", "Two."]


def test_a_modification_replaces_texts_only_where_it_says_so():
    instead = Instead(setup=("Sit.",), feel=(), cues=(Cue("Sit tall."),), figure="seated")
    exercise = reps(
        10,
        setup=FULL.setup,
        cues=FULL.cues,
        feel=FULL.feel,
        mistakes=FULL.mistakes,
        switch_cue="Turn over.",
        figure="clam",
        easier=(change("seated", instead=instead, cues=(Cue("Feet flat."),)),),
    )
    with_it = texts(exercise, "seated")
    assert (with_it.setup, with_it.feel, with_it.figure) == (("Sit.",), (), "seated")
    assert [cue.say for cue in with_it.cues] == ["Sit tall.", "Feet flat."]
    assert (with_it.mistakes, with_it.switch_cue) == (("Rolling back.",), "Turn over.")


def test_a_later_replacement_keeps_what_an_earlier_modification_added():
    exercise = reps(
        10,
        cues=(Cue("Slowly."),),
        easier=(
            change("one", cues=(Cue("One."),)),
            change("two", instead=Instead(cues=(Cue("Instead."),), mistakes=("Haste.",), switch_cue="Turn.")),
        ),
    )
    with_both = texts(exercise, "one", "two")
    assert [cue.say for cue in with_both.cues] == ["Instead.", "One."]
    assert (with_both.mistakes, with_both.switch_cue) == (("Haste.",), "Turn.")


BANDED = reps(
    10,
    id="lift",
    side=EACH,
    prepare=20,
    switch=10,
    equipment=("Mat",),
    stop_if=("Sharp pain",),
    afterwards="Shake your legs",
    easier=(
        change("chair", prepare=5, equipment=("Chair",), stop_if=("Pinch",)),
        change("slow", switch=40),
    ),
    harder=(
        change(
            "band", prepare=45, switch=30, equipment=("Chair", "Loop"), stop_if=("Tingling",), afterwards="Loop off"
        ),
        change("weight", prepare=30, equipment=(), afterwards="Weight off"),
    ),
)


@pytest.mark.parametrize(
    ("on", "prepare", "switch"),
    [
        ((), 20, 10),
        # A shorter time of a modification counts too: it may be easier to get into.
        (("chair",), 5, 10),
        (("slow",), 20, 40),
        (("chair", "band"), 45, 30),
        (("chair", "band", "weight"), 45, 30),
        (("slow", "band"), 45, 40),
    ],
)
def test_of_several_modifications_the_longest_time_counts(on, prepare, switch):
    steps = planned(BANDED, modifications={"lift": on}).steps
    assert (steps[0].seconds, steps[2].seconds) == (prepare, switch)
    assert isinstance(steps[2], Switch)


@pytest.mark.parametrize(
    ("on", "needed", "stop_if", "afterwards"),
    [
        ((), ("Mat",), ("Sharp pain",), "Shake your legs"),
        (("chair",), ("Chair",), ("Sharp pain", "Pinch"), "Shake your legs"),
        (("chair", "band"), ("Chair", "Loop"), ("Sharp pain", "Pinch", "Tingling"), "Loop off"),
        (("weight",), (), ("Sharp pain",), "Weight off"),
        (("weight", "band"), ("Chair", "Loop"), ("Sharp pain", "Tingling"), "Weight off"),
    ],
)
def test_modifications_replace_what_is_needed_add_what_to_stop_for_and_the_last_says_what_to_do_afterwards(
    on, needed, stop_if, afterwards
):
    chosen = Choices(modifications={"lift": on})
    assert equipment(session(BANDED), chosen) == needed
    exercise = texts(BANDED, *on)
    assert (exercise.stop_if, exercise.afterwards) == (stop_if, afterwards)


def test_a_session_s_own_list_stands_but_for_what_modifications_make_needless_or_needed():
    listed = replace(session(BANDED, hold(equipment=("Mat", "Pad"))), equipment=("Blanket", "Mat"))
    assert equipment(listed, Choices()) == ("Blanket", "Mat"), "as its writer wants it: without the pad"
    assert equipment(listed, Choices(modifications={"lift": ("band",)})) == ("Blanket", "Mat", "Chair", "Loop")
    alone = replace(session(BANDED), equipment=("Blanket", "Mat"))
    assert equipment(alone, Choices(modifications={"lift": ("chair",)})) == ("Blanket", "Chair")


def test_a_preset_s_own_modifications_are_what_its_list_was_written_for():
    chair = replace(BANDED, on=("chair",))
    assert equipment(session(chair), Choices()) == ("Chair",)
    listed = replace(session(chair), equipment=("Chair",))
    assert equipment(listed, Choices()) == ("Chair",)
    assert equipment(listed, Choices(modifications={"lift": ()})) == ("Mat",)


def test_without_modifications_the_texts_are_the_exercises_own():
    plain = texts(FULL)
    assert (plain.setup, plain.cues, plain.feel, plain.mistakes) == (FULL.setup, FULL.cues, FULL.feel, FULL.mistakes)
    assert (plain.switch_cue, plain.figure, plain.modifications) == ("Turn over.", "clam", ())
    assert (plain.id, plain.name, plain.position) == ("lift", "Lift", Position.OTHER)


def test_what_the_file_turns_on_is_on_unless_the_person_chose():
    exercise = reps(10, easier=(change("small", reps=5), change("smaller", reps=3)), on=("small",))
    assert planned(exercise).work[0].target == 5
    assert planned(exercise, modifications={"lift": ()}).work[0].target == 10
    assert planned(exercise, modifications={"lift": ("smaller",)}).work[0].target == 3


def test_at_most_one_modification_of_a_group_is_on():
    exercise = reps(10, easier=(change("wall", group="support"),), harder=(change("free", group="support"),))
    with pytest.raises(ChoiceError, match="'wall' cannot be combined with 'free'"):
        planned(exercise, modifications={"lift": ("wall", "free")})


def test_modifications_of_different_groups_and_of_none_go_together():
    exercise = reps(10, easier=(change("a", group="one"), change("b", group="two"), change("c"), change("d")))
    assert texts(exercise, "a", "b", "c", "d").modifications == ("a", "b", "c", "d")


@pytest.mark.parametrize("says_so", [0, 1])
def test_a_conflict_holds_both_ways(says_so):
    pair = (change("a", conflicts=("b",) * (1 - says_so)), change("b", conflicts=("a",) * says_so))
    with pytest.raises(ChoiceError, match="'a' cannot be combined with 'b'"):
        planned(reps(10, easier=pair), modifications={"lift": ("b", "a")})


def test_an_unknown_modification_is_refused_with_what_there_is():
    with pytest.raises(ChoiceError, match=r"'lift' has no modification 'x'; it has: a, b"):
        planned(reps(10, harder=(change("b"), change("a"))), modifications={"lift": ("x",)})
    with pytest.raises(ChoiceError, match=r"no modification 'x'; it has: none"):
        planned(reps(10), modifications={"lift": ("x",)})


def test_modifications_of_an_unknown_exercise_are_refused():
    with pytest.raises(ChoiceError, match=r"no exercise 'push'; it has: lift"):
        planned(reps(10), modifications={"push": ()})


# -- numbers and totals ----------------------------------------------------------------------------------------------


def test_sets_are_numbered_from_1_across_exercises():
    plan = planned(hold(30, side=EACH, sets=2), reps(10, sets=2), hold(30, id="last"))
    assert [step.n for step in plan.work] == [1, 2, 3, 4, 5, 6, 7]
    assert [(step.exercise, step.set) for step in plan.work[4:]] == [("lift", 1), ("lift", 2), ("last", 1)]


def test_work_is_the_sets_and_exercises_stand_in_the_order_of_the_session():
    plan = make_plan(session(hold(30, id="b"), reps(10, id="a")))
    assert list(plan.exercises) == ["b", "a"]
    assert all(isinstance(step, Work) for step in plan.work)
    assert plan.title == "Session"


@pytest.mark.parametrize("sets", [1, 2, 5])
@pytest.mark.parametrize("seconds", [1, 30, 60])
@pytest.mark.parametrize(("prepare", "switch"), [(15, 10), (0, 0), (20, 5)])
def test_the_total_of_a_stretch_on_each_side(sets, seconds, prepare, switch):
    plan = planned(hold(seconds, side=EACH, sets=sets, rest=0, prepare=prepare, switch=switch))
    assert plan.total == prepare + 2 * sets * seconds + (2 * sets - 1) * switch


@pytest.mark.parametrize("sets", [1, 2, 5])
@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(("prepare", "switch", "rest"), [(15, 10, 30), (0, 0, 60), (20, 5, 5)])
def test_the_total_of_strength_on_each_side(sets, number, prepare, switch, rest):
    plan = planned(reps(number, side=EACH, sets=sets, prepare=prepare, switch=switch, rest=rest))
    assert plan.total == prepare + 2 * sets * number * 5 + sets * switch + (sets - 1) * rest


def test_the_timeline_begins_each_step_where_the_one_before_ends():
    plan = planned(hold(30, side=EACH, sets=1, prepare=15, switch=10), reps(4, prepare=5))
    assert [at for at, _ in plan.timeline()] == [0, 15, 45, 55, 85, 90]
    assert plan.total == 110


def test_one_pace_for_all_leaves_everything_else_as_it_is():
    session_of_both = (hold(30, sets=2), reps(10), reps(5, id="push", tempo=OWN))
    plan = planned(*session_of_both)
    assert plan.at_pace(Pace.OWN) == planned(*session_of_both, pace=Pace.OWN)
    assert plan.at_pace(Pace.PACED) == planned(*session_of_both, pace=Pace.PACED)


def test_a_plan_for_nobody_is_the_one_that_choices_for_nobody_make():
    lifts = reps(AtLeast(10, 200), tempo=OWN)
    waiting = (hold(30, side=EACH, sets=2, rest=20, advance=Advance.WAIT), lifts, hold(AtLeast(20, 3600), id="sit"))
    assert planned(*waiting).unattended() == make_plan(session(*waiting), unattended(Choices()))
