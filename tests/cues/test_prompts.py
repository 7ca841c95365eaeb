"""What the coach says, and when: the tone and the words of each event, at each level."""

from __future__ import annotations

import pytest
from live_builders import EACH, Ear, begun, change, lift, planned, stretch, tempo

from hipcoach.cues.current import Whereabouts
from hipcoach.cues.prompts import ACHE_ANSWERS, ENDING, GET_HELP, PAIN_ANSWERS, Level, Prompt, Tone, prompt
from hipcoach.cues.texts import fill
from hipcoach.engine.choices import Pace
from hipcoach.engine.events import (
    AdvanceChanged,
    Countdown,
    Event,
    ExerciseDone,
    ExerciseSkipped,
    Finishing,
    FinishTakenBack,
    HoldStarted,
    LeadInStarted,
    Outcome,
    PaceChanged,
    PainDescribed,
    PainDismissed,
    PainFelt,
    PainKind,
    PainTakenBack,
    Paused,
    PlanChanged,
    PrepareStarted,
    RecordUndone,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SessionEnded,
    SwitchSides,
    TargetChanged,
    TimeChanged,
    Waiting,
    WorkResumed,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.session.model import Cue, Dose, Exercise, Moment, Order, Side
from hipcoach.settings.keymap import Action

LEFT, RIGHT, NONE = Side.LEFT, Side.RIGHT, Side.NONE

CUES = (
    Cue("Draw your {other} thigh closer", Moment.START),
    Cue("Back long", Moment.MIDDLE),
    Cue("Head heavy", Moment.MIDDLE),
    Cue("Ease out slowly", Moment.END),
)

SETUP = ("Lie on your back", "{side} ankle across your {other} knee")


def figure_four(hold: int | tuple[int, int] = 60, **more: object) -> Exercise:
    """A hold on each side with all its texts."""
    texts = {"setup": SETUP, "cues": CUES, "switch_cue": "Uncross; {side} ankle over the other knee"}
    return stretch(hold, **{"side": EACH, "prepare": 20, **texts, **more})


def clamshell(reps: int | tuple[int, int] = 12, **more: object) -> Exercise:
    """Repetitions with all their texts."""
    return lift(reps, **{"cues": CUES, "setup": SETUP, **more})


class Listening(Ear):
    """What a coach makes of all that happens."""

    def prompts(self, plan: Plan, word: str) -> list[Prompt]:
        return [prompt(event, plan) for event in self.events if event.word == word]

    def sayings(self, plan: Plan, level: Level) -> list[tuple[float, str]]:
        """Every phrase that is said at a level, with its second."""
        return [(event.due, text) for event in self.events for text in prompt(event, plan).said_at(level)]


def heard(*exercises: Exercise, **choices: object) -> tuple[Listening, Plan]:
    """A whole session, heard from its start to its end."""
    ear = Listening()
    live = begun(*exercises, listeners=[ear], **choices)
    live.to_the_end()
    assert live.conductor.over
    return ear, live.player.plan


def at_second(ear: Listening, plan: Plan, second: float, level: Level) -> list[str]:
    return [text for due, text in ear.sayings(plan, level) if due == second]


# -- getting ready ---------------------------------------------------------------------------------------------------


def test_in_prepare_the_exercise_its_side_and_its_whole_set_up_are_said() -> None:
    ear, plan = heard(figure_four(60, sets=2))

    assert at_second(ear, plan, 0, Level.BRIEF) == [
        "Evening",
        "Stretch",
        "Left side",
        "Lie on your back",
        "Left ankle across your right knee",
        "2 sets of 1 minute",
        "On each side",
    ]


@pytest.mark.parametrize(("seconds", "again"), [(44, ()), (45, (23.0,)), (60, (38.0,))])
def test_in_a_long_prepare_what_is_different_on_the_other_side_is_said_again(
    seconds: int, again: tuple[float, ...]
) -> None:
    ear, plan = heard(figure_four(60, sets=1, prepare=seconds))
    prepare = ear.prompts(plan, "prepare")[0]

    assert tuple(words.after for words in prepare.words if words.after) == again
    assert {words.text for words in prepare.words if words.after} <= {"Left ankle across your right knee"}
    assert prepare.said_at(Level.BRIEF).count("Left ankle across your right knee") == 1, "written once"


def test_three_two_one_before_work_are_tones() -> None:
    ear, plan = heard(figure_four(60))

    assert [event.due for event in ear.events if isinstance(event, Countdown)][:3] == [17, 18, 19]
    assert ear.prompts(plan, "countdown") == [Prompt(Tone.TICK)] * len(ear.prompts(plan, "countdown"))


def test_what_comes_and_how_to_get_there_may_be_said_before_a_short_prepare() -> None:
    _, plan = heard(figure_four(60, prepare=7))
    event = next(event for event in Player(plan).start(0.0) if isinstance(event, PrepareStarted))

    assert [words.text for words in prompt(event, plan).words if words.ahead] == [
        *("Stretch", "Left side", "Lie on your back", "Left ankle across your right knee")
    ]


# -- holds -----------------------------------------------------------------------------------------------------------


def test_a_long_hold_is_guided_from_start_to_end() -> None:
    ear, plan = heard(stretch(60, cues=CUES, prepare=20))

    assert [saying for saying in ear.sayings(plan, Level.FULL) if saying[0] >= 20][:-1] == [
        (20, "Draw your thigh closer"),
        (28, "Breathe slowly"),
        (40, "Back long"),  # at a third
        (50, "Half-way"),
        (70, "Ten seconds"),
        (80, "Ease out slowly"),
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (45, {"Breathe slowly", "Back long", "Half-way", "Ten seconds"}),
        (41, {"Breathe slowly", "Back long", "Half-way", "Ten seconds"}),
        (40, {"Breathe slowly", "Back long", "Half-way"}),
        (20, {"Breathe slowly", "Back long", "Half-way"}),
        (19, {"Breathe slowly"}),
        (16, {"Breathe slowly"}),
        (15, set()),
    ],
)
def test_a_shorter_hold_says_less(seconds: int, said: set[str]) -> None:
    ear, plan = heard(stretch(seconds, cues=CUES))
    during = {text for due, text in ear.sayings(plan, Level.FULL) if 10 < due < 10 + seconds}

    assert during == said


def test_the_last_three_seconds_of_a_hold_are_tones() -> None:
    ear, _ = heard(stretch(30))

    assert [event.due for event in ear.events if isinstance(event, Countdown)] == [7, 8, 9, 37, 38, 39]


@pytest.mark.parametrize(("number", "check"), [(1, "Back long"), (2, "Head heavy"), (3, "Back long")])
def test_form_cues_take_turns_from_set_to_set(number: int, check: str) -> None:
    ear, plan = heard(stretch(45, cues=CUES, sets=3, rest=15))
    form = [text for _, text in ear.sayings(plan, Level.FULL) if text in ("Back long", "Head heavy")]

    assert form[number - 1] == check


def test_in_a_hold_too_short_to_speak_in_no_start_cue_is_said() -> None:
    ear, plan = heard(stretch(7, cues=CUES))

    assert ear.prompts(plan, "hold") == [Prompt(Tone.START)]


def test_a_set_that_was_begun_is_eased_out_of() -> None:
    ear = Listening()
    live = begun(stretch((20, 30), cues=CUES), listeners=[ear]).on(15)
    live.conductor.do(Player.next)

    [done] = ear.prompts(live.player.plan, "set_done")
    assert (done.tone, done.said_at(Level.BRIEF)) == (Tone.END, ("Ease out slowly",))


def test_repetitions_after_which_the_sides_change_at_once_are_not_eased_out_of() -> None:
    ear, plan = heard(clamshell(4, side=EACH, sets=2, switch=10, rest=20))
    ways_out = [prompt.said_at(Level.BRIEF) for prompt in ear.prompts(plan, "set_done")]
    assert ways_out == [(), ("Ease out slowly",), (), ("Ease out slowly",)], "before the rest, and at the end"


def test_before_a_long_change_of_sides_repetitions_are_eased_out_of() -> None:
    ear, plan = heard(clamshell(4, side=EACH, sets=1, switch=20))
    assert [prompt.said_at(Level.BRIEF) for prompt in ear.prompts(plan, "set_done")] == [("Ease out slowly",)] * 2


def test_a_hold_is_eased_out_of_however_soon_the_sides_change() -> None:
    ear, plan = heard(stretch(30, side=EACH, switch=10, cues=CUES))
    assert [prompt.said_at(Level.BRIEF) for prompt in ear.prompts(plan, "set_done")] == [("Ease out slowly",)] * 2


def test_minimum_reached_is_said_at_the_low_end_of_a_range() -> None:
    ear, plan = heard(stretch((20, 40)), dose=Dose.HIGH)

    [reached] = ear.prompts(plan, "minimum_reached")
    assert reached.tone is Tone.MINIMUM
    assert reached.said_at(Level.FULL) == ("Minimum reached",)


# -- paced repetitions -----------------------------------------------------------------------------------------------


def test_lift_and_lower_have_a_tone_each_and_the_top_has_the_count() -> None:
    ear, plan = heard(clamshell(3))

    assert [told.tone for told in ear.prompts(plan, "phase")] == [Tone.LIFT, None, Tone.LOWER] * 3
    assert [(due, text) for due, text in ear.sayings(plan, Level.COUNTS) if text.isdecimal()] == [
        (12, "1"),
        (17, "2"),
        (22, "3"),
    ]


def test_without_a_pause_the_count_comes_as_the_lowering_begins() -> None:
    ear, plan = heard(clamshell(2, tempo=tempo(lift=2, lower=2)))

    assert [(due, text) for due, text in ear.sayings(plan, Level.COUNTS) if text.isdecimal()] == [(12, "1"), (16, "2")]


def test_the_words_of_the_phases_are_said_once() -> None:
    ear, plan = heard(clamshell(3, tempo=tempo(out=2, stay=1, back=2)))

    assert [saying for saying in ear.sayings(plan, Level.FULL) if saying[1] in ("Out", "Stay", "Back")] == [
        (10, "Out"),
        (13, "Back"),
    ]


def test_a_form_cue_comes_after_the_first_repetition_and_then_every_fifth() -> None:
    ear, plan = heard(clamshell(12))

    assert [saying for saying in ear.sayings(plan, Level.FULL) if saying[1] in ("Back long", "Head heavy")] == [
        (10 + 1 * 5, "Back long"),
        (10 + 6 * 5, "Head heavy"),
        (10 + 11 * 5, "Back long"),
    ]


def test_each_set_begins_with_another_form_cue() -> None:
    ear, plan = heard(clamshell(6, sets=3))

    said = [text for _, text in ear.sayings(plan, Level.FULL) if text in ("Back long", "Head heavy")]
    assert said == ["Back long", "Head heavy", "Back long"]


def test_after_the_last_repetition_there_is_no_form_cue() -> None:
    ear, plan = heard(clamshell(6))

    assert [text for _, text in ear.sayings(plan, Level.FULL) if text in ("Back long", "Head heavy")] == ["Back long"]


def test_minimum_reached_last_three_and_last_one_are_said() -> None:
    ear, plan = heard(clamshell((6, 8)), dose=Dose.HIGH)

    told = {due: text for due, text in ear.sayings(plan, Level.FULL) if text.startswith(("Minimum", "Last"))}
    assert told == {10 + 5 * 5: "Last three", 10 + 6 * 5: "Minimum reached", 10 + 7 * 5: "Last one"}
    assert [told.tone for told in ear.prompts(plan, "repetitions_left")] == [Tone.LAST_THREE, Tone.LAST_ONE]


def test_a_set_too_short_to_speak_in_has_no_start_cue() -> None:
    ear, plan = heard(clamshell(1))

    assert ear.prompts(plan, "repetitions") == [Prompt(Tone.START)]


# -- self-paced repetitions ------------------------------------------------------------------------------------------


def test_a_self_paced_set_says_so_and_counts_what_is_counted() -> None:
    ear = Listening()
    live = begun(clamshell(3), listeners=[ear], pace=Pace.OWN).on(12)
    live.guide.press(Action.SPACE)
    live.guide.press(Action.SPACE)

    plan = live.player.plan
    assert at_second(ear, plan, 10, Level.BRIEF) == ["Draw your thigh closer", "At your own pace"]
    assert [text for _, text in ear.sayings(plan, Level.COUNTS) if text.isdecimal()] == ["1", "2"]


# -- between sets ----------------------------------------------------------------------------------------------------


def test_a_switch_has_a_sound_of_its_own_the_new_side_and_what_to_do() -> None:
    ear, plan = heard(figure_four(30))

    [switch] = ear.prompts(plan, "switch")
    assert switch.tone is Tone.SWITCH
    assert switch.said_at(Level.BRIEF) == ("Right side", "Uncross; right ankle over the other knee")
    assert [prompt(event, plan).tone for event in ear.events].count(Tone.SWITCH) == 1


@pytest.mark.parametrize("first", [LEFT, RIGHT])
@pytest.mark.parametrize("order", list(Order))
def test_at_every_switch_the_side_that_is_said_is_the_one_that_works_next(first: Side, order: Order) -> None:
    ear, plan = heard(figure_four(30, sets=2, order=order), first=first)

    said = ""
    for event in ear.events:
        for text in prompt(event, plan).said_at(Level.COUNTS):
            said = text if text.endswith("side") else said
        if isinstance(event, HoldStarted):
            assert said == f"{event.side.value.capitalize()} side"
            assert prompt(event, plan).said_at(Level.BRIEF) == (f"Draw your {event.side.other} thigh closer",)


def test_a_long_switch_says_what_is_different_on_the_other_side() -> None:
    def switch(seconds: int) -> tuple[str, ...]:
        ear, plan = heard(figure_four(30, sets=1, switch=seconds))
        return ear.prompts(plan, "switch")[0].said_at(Level.BRIEF)

    assert switch(19) == ("Right side", "Uncross; right ankle over the other knee")
    assert switch(20) == (*switch(19), "Right ankle across your left knee")


def test_what_a_short_switch_has_no_time_for_may_be_said_before_it() -> None:
    ear, plan = heard(figure_four(30, switch=5))

    [told] = ear.prompts(plan, "switch")
    assert all(words.ahead for words in told.words)
    assert told.said_at(Level.COUNTS) == ("Right side",)


def test_a_rest_says_what_comes_next() -> None:
    ear, plan = heard(figure_four(30, sets=2, rest=30))

    [rest] = ear.prompts(plan, "rest")
    assert rest.tone is Tone.REST
    assert rest.said_at(Level.BRIEF) == ("Rest", "Next: left side, set 2 of 2")


def test_a_rest_without_sides_says_the_set() -> None:
    ear, plan = heard(stretch(30, sets=2, rest=30))

    assert ear.prompts(plan, "rest")[0].said_at(Level.BRIEF) == ("Rest", "Next: set 2 of 2")


def test_a_short_rest_is_a_sound() -> None:
    ear, plan = heard(stretch(30, sets=2, rest=5))

    assert ear.prompts(plan, "rest") == [Prompt(Tone.REST)]


def test_exercise_done_and_session_done_have_their_sounds() -> None:
    ear, plan = heard(stretch(5))

    assert [told.tone for told in ear.prompts(plan, "exercise_done")] == [Tone.EXERCISE_DONE]
    assert [told.tone for told in ear.prompts(plan, "end")] == [Tone.SESSION_DONE]


# -- levels ----------------------------------------------------------------------------------------------------------


def everything() -> tuple[Listening, Plan]:
    return heard(figure_four((45, 60), sets=1), clamshell((6, 8)), dose=Dose.HIGH)


def spoken(level: Level) -> set[str]:
    ear, plan = everything()
    return {text for _, text in ear.sayings(plan, level)}


COUNTED = {"Left side", "Right side", *(str(number) for number in range(1, 9))}
NAMED = {
    "Evening",
    "Stretch",
    "Lift",
    "Lie on your back",
    "Left ankle across your right knee",
    "Ankle across your knee",
    "1 set of 1 minute",
    "On each side",
    "1 set of 8",
    "Draw your right thigh closer",
    "Draw your left thigh closer",
    "Draw your thigh closer",
    "Uncross; right ankle over the other knee",
    "Last three",
    "Last one",
    "Session over",
    "Ease out slowly",
}
ALL_ELSE = {
    "Breathe slowly",
    "Half-way",
    "Ten seconds",
    "Back long",
    "Head heavy",
    "Minimum reached",
    "Lower",
}


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Level.SILENT, set()),
        (Level.TONES, set()),
        (Level.COUNTS, COUNTED),
        (Level.BRIEF, COUNTED | NAMED),
        (Level.FULL, COUNTED | NAMED | ALL_ELSE),
    ],
)
def test_each_level_says_what_the_one_below_says_and_more(level: Level, said: set[str]) -> None:
    assert spoken(level) == said


def test_the_coach_never_praises_what_it_cannot_see() -> None:
    for text in spoken(Level.FULL):
        assert not {"great", "good", "perfect", "excellent", "nice"} & set(text.lower().split()), text


def test_what_the_coach_says_by_itself_has_at_most_eight_words() -> None:
    ear, plan = everything()

    for _, text in ear.sayings(plan, Level.FULL):
        assert len(text.split()) <= 8, text


# -- whatever else happens -------------------------------------------------------------------------------------------

PLACE = ("stretch", LEFT, 1)
LYING, ANKLE = "Lie on your back", "Left ankle across your right knee"


@pytest.mark.parametrize(
    ("event", "tone", "counts", "brief"),
    [
        (Paused(0, *PLACE, 0), Tone.PAUSED, (), ("Paused",)),
        (Paused(0, *PLACE, 600), Tone.PAUSED, (), ("Paused",)),
        (Resumed(0, *PLACE), Tone.RESUMED, ("Left side",), ("Left side",)),
        (LeadInStarted(0, *PLACE, 3), Tone.READY, ("Left side",), ("Left side",)),
        (WorkResumed(0, *PLACE, 20), Tone.START, (), ()),
        (LeadInStarted(0, *PLACE, 15), Tone.READY, ("Left side",), ("Left side", LYING, ANKLE)),
        (Whereabouts(0, *PLACE), Tone.READY, ("Left side",), ("Stretch", "Left side", LYING, ANKLE, "Paused")),
        (Waiting(0, *PLACE), Tone.READY, (), ("Ready when you are",)),
        (TargetChanged(0, *PLACE, 35.0), None, ("35",), ("35",)),
        (TimeChanged(0, *PLACE, 3), None, (), ()),
        (TimeChanged(0, *PLACE, 4), Tone.READY, (), ()),
        (PaceChanged(0, *PLACE, True), Tone.PAUSED, (), ("At your own pace",)),
        (PaceChanged(0, *PLACE, False), None, (), ("Follow the tempo",)),
        (AdvanceChanged(0, *PLACE, True), None, (), ("Waits for you from now on",)),
        (AdvanceChanged(0, *PLACE, False), None, (), ("Goes on by itself from now on",)),
        (PainFelt(0, *PLACE), Tone.PAUSED, ("Stopped",), ("Stopped", *PAIN_ANSWERS)),
        (PainDescribed(0, *PLACE, PainKind.ACHE, 3), None, (), ACHE_ANSWERS),
        (PainDescribed(0, *PLACE, PainKind.SHARP, None), None, (), ENDING),
        (PainTakenBack(0, *PLACE, PainKind.NUMB), Tone.PAUSED, ("Stopped",), ("Stopped", *PAIN_ANSWERS)),
        (PainTakenBack(0, *PLACE, PainKind.ACHE), Tone.PAUSED, ("Stopped",), ("Stopped", "Ache, then 0 to 10")),
        (Finishing(0, *PLACE, 10), None, (), ENDING),
        (FinishTakenBack(0, *PLACE, False), Tone.PAUSED, (), ("Paused",)),
        (FinishTakenBack(0, *PLACE, True), Tone.PAUSED, ("Stopped",), ("Stopped",)),
        (PainDismissed(0, *PLACE, None), Tone.PAUSED, (), ("Paused",)),
        (ExerciseDone(0, "stretch"), Tone.EXERCISE_DONE, (), ()),
        (ExerciseSkipped(0, "stretch"), Tone.END, (), ("Exercise left out",)),
        (RecordUndone(0, 1), None, (), ("Last set taken back",)),
        (PlanChanged(0, planned(figure_four())), None, (), ()),
        (SessionEnded(0, Outcome.PARTIAL, 1, 2), Tone.SESSION_DONE, (), ("Session over",)),
        (SessionEnded(0, Outcome.STOPPED_FOR_PAIN, 1, 2), None, (), ("Session over", *GET_HELP)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Event) else "",
)
def test_what_a_person_does_is_answered_by_a_sound_or_a_word(
    event: Event, tone: Tone | None, counts: tuple[str, ...], brief: tuple[str, ...]
) -> None:
    told = prompt(event, planned(figure_four()))

    assert told.tone is tone
    assert told.said_at(Level.COUNTS) == counts
    assert told.said_at(Level.BRIEF) == brief


def test_a_set_that_hurt_ends_without_a_bell() -> None:
    ear = Listening()
    live = begun(figure_four(60), listeners=[ear]).on(30)
    live.guide.press(Action.PAIN)
    live.guide.answer("sharp")
    live.on(10)

    assert ear.prompts(live.player.plan, "set_done") == [Prompt(None)]


# -- sides in words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "side", "filled"),
    [
        ("{side} ankle across your {other} knee", LEFT, "Left ankle across your right knee"),
        ("{side} ankle across your {other} knee", RIGHT, "Right ankle across your left knee"),
        ("{side} ankle across your {other} knee", NONE, "Ankle across your knee"),
        ("Deep stretch in your {side} buttock", LEFT, "Deep stretch in your left buttock"),
        ("Other knee now: {side}", RIGHT, "Other knee now: right"),
        ("Lie on your back", LEFT, "Lie on your back"),
    ],
)
def test_side_and_other_become_left_and_right(text: str, side: Side, filled: str) -> None:
    assert fill(text, side) == filled


def test_the_words_of_a_modification_take_the_place_of_the_exercise_s_own() -> None:
    ear, plan = heard(
        clamshell(3, easier=(change("small", cues=(Cue("Only a little", Moment.MIDDLE),)),), on=("small",))
    )

    assert plan.exercises["lift"].cues[-1].say == "Only a little"
    assert [text for _, text in ear.sayings(plan, Level.FULL) if text == "Back long"] == ["Back long"]


def test_without_a_start_cue_the_first_cue_is_said_at_the_start_only() -> None:
    cues = (Cue("Top knee up"), Cue("Hips stacked"), Cue("Heels together"))
    ear, plan = heard(lift(12, cues=cues))

    assert ear.prompts(plan, "repetitions")[0].said_at(Level.BRIEF) == ("Top knee up",)
    assert [text for _, text in ear.sayings(plan, Level.FULL) if text in {cue.say for cue in cues}] == [
        "Top knee up",
        "Hips stacked",
        "Heels together",
        "Hips stacked",
    ]


def test_an_exercise_without_any_texts_is_guided_all_the_same() -> None:
    ear, plan = heard(stretch(60, side=EACH), lift(8))

    assert {type(event) for event in ear.events} >= {PrepareStarted, SwitchSides, HoldStarted, RepetitionsStarted}
    assert not [text for _, text in ear.sayings(plan, Level.FULL) if not text.strip() or "None" in text]
    assert RestStarted not in map(type, ear.events)
