"""What each key does in a live session, and what is asked before it goes on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from live_builders import EACH, Live, begun, change, lift, stretch

from hipcoach.advice.pain import WAYS
from hipcoach.cues.prompts import ACHE_ANSWERS, ENDING, PAIN_ANSWERS, PAIN_KEYS, Level
from hipcoach.engine.choices import Pace
from hipcoach.engine.events import (
    Outcome,
    PainDescribed,
    PainFelt,
    PainKind,
    PainTakenBack,
    Paused,
    SessionEnded,
)
from hipcoach.engine.records import How
from hipcoach.engine.state import Mode, StepPart
from hipcoach.engine.steps import Transition
from hipcoach.live.questions import NO_PAIN, PAUSED, TOO_SOON, WAY_WORDS, Question, easier_taken
from hipcoach.session.model import Advance, AtLeast, Dose, Group, Order, Range, Side
from hipcoach.settings.keymap import KEYS, Action, Keymap
from hipcoach.sound.preferences import Volumes

# -- which key is what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pressed", "action"),
    [
        ("o", Action.PAIN),
        (".", Action.PAIN),
        ("!", Action.PAIN),
        ("space", Action.SPACE),
        (" ", Action.SPACE),
        ("p", Action.PAUSE),
        ("f5", Action.PAUSE),
        ("shift+f5", Action.PAUSE),
        ("escape", Action.PAUSE),
        ("pagedown", Action.FORWARD),
        ("pageup", Action.BACKWARD),
        ("up", Action.PAIN),
        ("down", Action.HELP),
        ("a", Action.ADVANCE),
        ("n", Action.NEXT),
        ("right", Action.NEXT),
        ("enter", Action.NEXT),
        ("b", Action.BACK),
        ("left", Action.BACK),
        ("r", Action.REDO),
        ("+", Action.MORE),
        ("-", Action.LESS),
        ("w", Action.NOT_READY),
        ("m", Action.PACE),
        ("u", Action.UNDO),
        ("i", Action.SETUP),
        ("s", Action.SOUND),
        ("?", Action.HELP),
        ("q", Action.QUIT),
    ],
)
def test_each_key_of_the_readme_stands_for_its_action(pressed: str, action: Action) -> None:
    assert Keymap().action_for(pressed) is action


@pytest.mark.parametrize("word", ["pause", "next", "back", "pain", "redo", "undo", "quit", "help", "more", "less"])
def test_a_command_may_be_called_by_its_name(word: str) -> None:
    assert Keymap().action_for(word) == word
    assert Keymap().action_for(f"  {word.upper()} ") == word


def test_resume_is_a_word_too() -> None:
    assert Keymap().action_for("resume") is Action.PAUSE


@pytest.mark.parametrize("pressed", ["x", "home", "", "pauze", "7"])
def test_anything_else_stands_for_nothing(pressed: str) -> None:
    assert Keymap().action_for(pressed) is None


def test_no_key_and_no_word_stands_for_two_actions() -> None:
    every = [word for key in KEYS for word in {*key.keys, *key.names}]

    assert len(every) == len(set(every))


def test_every_action_has_a_key() -> None:
    assert {key.action for key in KEYS} == set(Action)


# -- keys in a session -----------------------------------------------------------------------------------------------


def test_space_pauses_and_resumes() -> None:
    live = begun(stretch(30)).on(12)

    assert live.guide.press(Action.SPACE) is None
    assert live.player.state.mode is Mode.PAUSED

    assert live.guide.press(Action.SPACE) is None
    assert live.player.state.mode is Mode.GUIDING


def test_forward_begins_what_waits_and_counts_and_otherwise_goes_to_what_is_next() -> None:
    live = begun(stretch(30), lift(2), advance=Advance.WAIT, pace=Pace.OWN).on(60)
    assert live.player.state.part is StepPart.WAITING
    live.guide.press(Action.FORWARD)
    live.on(3.5)
    assert live.ear.words()[-1] == "hold"

    live.guide.press(Action.FORWARD)
    assert live.player.records[-1].how is How.SHORT

    live.on(60).guide.press(Action.FORWARD)
    live.on(3.5)
    for _ in range(2):
        live.guide.press(Action.FORWARD)
    reps = live.player.records[-1].reps
    assert reps is not None
    assert reps.done == 2


def test_forward_goes_on_where_the_session_stands_still() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAUSE)

    live.guide.press(Action.FORWARD)

    assert live.player.state.mode is Mode.GUIDING
    assert live.player.records == ()


def test_space_begins_what_waits_for_the_person() -> None:
    live = begun(stretch(30), advance=Advance.WAIT).on(60)

    assert live.guide.press(Action.SPACE) is None
    live.on(3.5)
    assert live.ear.words()[-1] == "hold"


@pytest.mark.parametrize("early", [0.4, 2.9])
def test_space_a_moment_before_it_would_wait_begins_it_in_that_moment(early: float) -> None:
    live = begun(stretch(30), advance=Advance.WAIT).on(10 - early)

    live.guide.press(Action.SPACE)

    assert live.player.state.mode is Mode.GUIDING
    live.on(early + 0.1)
    assert live.ear.told("hold") == ["10 hold"]
    assert "waiting" not in live.ear.words()


def test_space_that_is_pressed_earlier_pauses_what_will_wait() -> None:
    live = begun(stretch(30), advance=Advance.WAIT).on(6.9)

    live.guide.press(Action.SPACE)

    assert live.player.state.mode is Mode.PAUSED


@pytest.mark.parametrize("advance", [Advance.AUTO, Advance.WAIT])
def test_space_pauses_the_last_three_seconds_of_what_does_not_wait(advance: Advance) -> None:
    live = begun(stretch(30), advance=advance).on(8)
    if advance is Advance.WAIT:
        live.guide.press(Action.NEXT)

    live.guide.press(Action.SPACE)

    assert live.player.state.mode is Mode.PAUSED


def test_the_answers_that_are_said_are_those_of_the_keys() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAIN)
    assert [words.partition(":")[0] for words in PAIN_ANSWERS] == [answer.key for answer in asked(live).answers[:-1]]
    live.guide.answer("2")
    assert ENDING[1].partition(" ")[0].lower() in [answer.key for answer in asked(live).answers]
    always = set.intersection(*map(set, WAYS.values()))
    assert {words[0] for words in ACHE_ANSWERS} == {WAY_WORDS[way][0].upper() for way in always}


@pytest.mark.parametrize("action", [Action.SOUND, Action.VOICE, Action.SOFTER, Action.LOUDER])
def test_keys_for_sound_change_the_sound_and_nothing_else(action: Action) -> None:
    sound = SimpleNamespace(trouble="", muted=False, level=Level.BRIEF, volumes=Volumes(50, 50, 50))
    live = begun(stretch(20), sound=sound)
    before, events = vars(sound).copy(), len(live.ear.events)

    assert live.guide.press(action)
    assert vars(sound) != before
    assert (len(live.ear.events), live.player.state.mode) == (events, Mode.GUIDING)


def test_space_counts_a_repetition_of_a_self_paced_set() -> None:
    live = begun(lift(3), pace=Pace.OWN).on(12)

    live.guide.press(Action.SPACE)

    assert live.player.state.reps == 1
    assert live.player.state.mode is Mode.GUIDING


def test_in_a_self_paced_set_pause_still_pauses_and_then_space_resumes() -> None:
    live = begun(lift(3), pace=Pace.OWN).on(12)

    live.guide.press(Action.PAUSE)
    assert live.player.state.mode is Mode.PAUSED

    live.guide.press(Action.SPACE)
    assert live.player.state.mode is Mode.GUIDING
    assert live.player.state.reps == 0


def test_pause_pauses_and_resumes() -> None:
    live = begun(stretch(30)).on(12)

    live.guide.press(Action.PAUSE)
    live.guide.press(Action.PAUSE)

    assert live.ear.words()[-3:] == ["paused", "resumed", "lead_in"]


def test_next_cuts_a_transition_short_and_ends_a_set() -> None:
    live = begun(stretch((20, 40)), lift(2)).on(2)

    live.guide.press(Action.NEXT)
    assert live.player.state.until - live.player.elapsed == 3

    live.on(3 + 12)
    live.guide.press(Action.NEXT)
    assert live.ear.words()[-3:] == ["set_done", "exercise_done", "prepare"]
    assert [record.how for record in live.ear.records()] == ["short"]


def test_back_returns_to_the_previous_set() -> None:
    live = begun(stretch(30, sets=2, rest=20)).on(10 + 30 + 5)

    live.guide.press(Action.BACK)

    assert live.ear.words()[-1] == "prepare"


def test_redo_begins_the_set_anew() -> None:
    live = begun(stretch(30)).on(20)

    live.guide.press(Action.REDO)
    live.to_the_end()

    assert [record.seconds for record in live.ear.records()] == [10, 30]


def test_more_and_less_move_the_target_within_its_range() -> None:
    live = begun(stretch((30, 40))).on(12)

    live.guide.press(Action.MORE)
    assert live.player.state.target == 35

    live.guide.press(Action.LESS)
    assert live.player.state.target == 30


def test_not_ready_gives_fifteen_seconds_more() -> None:
    live = begun(stretch(30)).on(4)

    live.guide.press(Action.NOT_READY)

    assert live.player.state.until - live.player.elapsed == 6 + 15


def test_undo_takes_back_the_last_record_and_says_how_to_do_it_again() -> None:
    live = begun(stretch(5), lift(2)).on(16)

    said = live.guide.press(Action.UNDO)

    assert said == "Taken back: Stretch, set 1. It does not come again: b goes back."
    assert live.player.records == ()
    assert live.ear.words()[-1] == "undo"
    live.guide.press(Action.BACK)
    assert live.player.step.exercise == "stretch"


def test_undo_of_a_set_that_is_still_ahead_says_that_it_comes_again() -> None:
    live = begun(stretch(5), lift(2)).on(16)
    live.guide.press(Action.BACK)

    assert live.guide.press(Action.UNDO) == "Taken back: Stretch, set 1. It comes again."


def test_undo_takes_back_both_sides_of_a_set_on_alternating_sides() -> None:
    live = begun(lift(2, side=EACH, order=Order.ALTERNATE), stretch(5)).on(32)
    assert len(live.player.records) == 2
    live.guide.press(Action.BACK)

    assert live.guide.press(Action.UNDO) == "Taken back: Lift, set 1. It comes again."
    assert live.player.records == ()


@pytest.mark.parametrize(
    ("action", "refused"),
    [
        (Action.REDO, "'redo' does nothing in a transition."),
        (Action.NOT_READY, "'not ready' does nothing while it is paused between sets."),
    ],
)
def test_what_does_nothing_now_is_said_and_changes_nothing(action: Action, refused: str) -> None:
    live = begun(stretch(30)).on(3)
    if "paused" in refused:
        live.guide.press(Action.PAUSE)
    state, heard = live.player.state, len(live.ear.events)

    assert live.guide.press(action) == refused
    assert live.player.state == state
    assert len(live.ear.events) == heard


# -- own pace --------------------------------------------------------------------------------------------------------


def test_in_a_hold_the_pace_is_that_of_the_next_repetitions() -> None:
    live = begun(stretch(), lift()).on(22)
    assert live.guide.press(Action.PACE) == "From the next repetitions on, at your own pace: space counts one then."
    assert live.guide.press(Action.PACE) == "From the next repetitions on, follow the tempo."


def test_the_pace_key_lets_the_person_count_from_here_on() -> None:
    live = begun(lift(3, sets=2)).on(12)

    assert live.guide.press(Action.PACE) == "At your own pace: space counts one."

    assert [step.own for step in live.player.plan.work if hasattr(step, "own")] == [True, True]
    assert live.guide.choices.pace is Pace.OWN
    assert live.chosen[-1].pace is Pace.OWN


def test_pressed_again_it_follows_the_tempo() -> None:
    live = begun(lift(3), pace=Pace.OWN).on(12)

    assert live.guide.press(Action.PACE) == "Follow the tempo."

    live.to_the_end()
    assert live.conductor.outcome is Outcome.COMPLETED


def test_within_a_set_the_repetitions_already_done_stay() -> None:
    live = begun(lift(5)).on(10 + 12)  # two repetitions of five seconds, and a bit

    live.guide.press(Action.PACE)
    for _ in range(3):
        live.guide.press(Action.SPACE)

    assert live.conductor.outcome is Outcome.COMPLETED
    assert [record.counted.done for record in live.ear.records()] == [5]


def test_the_pace_key_without_repetitions_ahead_says_so() -> None:
    live = begun(lift(2), stretch(30)).on(10 + 10 + 5)

    assert live.guide.press(Action.PACE) == "There are no repetitions ahead."
    assert live.chosen == []
    assert "plan_changed" not in live.ear.words()


# -- pain ------------------------------------------------------------------------------------------------------------


KINDS = ["ache", "sharp", "radiating", "numb", "giving_way"]


def asked(live: Live) -> Question:
    assert live.guide.question is not None
    return live.guide.question


def ways(live: Live) -> list[str]:
    """The words of what can be answered."""
    return [answer.name for answer in asked(live).answers]


def hurting(live: Live, score: int) -> Live:
    """A session that was stopped for an ache of this strength."""
    live.guide.press(Action.PAIN)
    live.guide.answer("ache")
    live.guide.answer(str(score))
    return live


def test_pain_stops_the_work_at_once_and_asks_what_kind() -> None:
    live = begun(stretch(30)).on(12)

    live.guide.press(Action.PAIN)

    assert live.player.state.mode is Mode.HURT
    assert live.ear.last(PainFelt).due == 12
    assert ways(live) == [*KINDS, "keep", "finish"]
    assert [answer.key for answer in asked(live).answers] == ["1", "2", "3", "4", "5", "0", "f"]


def test_no_key_of_the_session_says_what_pain_it_is() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAIN)

    assert not {*PAIN_KEYS, "f"} & {word for key in KEYS for word in key.keys}
    for key in KEYS:
        for pressed in key.keys:
            live.guide.answer(pressed)
    assert live.player.state.mode is Mode.HURT
    assert "pain_kind" not in live.ear.words()


@pytest.mark.parametrize("seconds", [0, 4, 9.5, 12, 39.9])
def test_pain_can_be_told_at_any_moment(seconds: float) -> None:
    live = begun(stretch(30)).on(seconds)

    live.guide.press(Action.PAIN)

    assert live.player.state.mode is Mode.HURT


def test_pain_can_be_told_while_paused() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAUSE)

    live.guide.press(Action.PAIN)

    assert live.player.state.mode is Mode.HURT


def test_pain_can_be_told_while_a_transition_waits() -> None:
    live = begun(stretch(30), advance=Advance.WAIT).on(12)

    live.guide.press(Action.PAIN)

    assert live.player.state.mode is Mode.HURT


@pytest.mark.parametrize("key", ["o", ".", "!", "pain"])
def test_pain_can_be_told_while_it_asks_about_quitting(key: str) -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.QUIT)

    live.guide.answer(key)

    assert live.player.state.mode is Mode.HURT
    assert "sharp" in ways(live)


@pytest.mark.parametrize("kind", [PainKind.SHARP, PainKind.RADIATING, PainKind.NUMB, PainKind.GIVING_WAY])
@pytest.mark.parametrize("by", ["key", "word"])
def test_after_any_pain_but_an_ache_the_session_ends_in_ten_seconds(kind: PainKind, by: str) -> None:
    live = begun(stretch(30)).on(20)
    live.guide.press(Action.PAIN)
    answer = next(answer for answer in asked(live).answers if answer.name == kind.value)

    said = live.guide.answer(answer.key if by == "key" else answer.name)

    assert said == "That is enough for today."
    assert live.ear.words()[-1] == "pain_kind"
    assert live.guide.asks == "The session ends in 10 seconds."
    assert live.player.state.mode is Mode.HURT
    live.on(9.9)
    assert live.guide.asks == "The session ends in 1 second."
    assert not live.guide.over
    live.on(0.2)
    assert live.guide.over
    assert live.guide.question is None
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN
    assert live.ear.last(PainDescribed).kind is kind
    assert [(record.how, record.seconds) for record in live.ear.records()] == [("pain", 10)]


def test_an_ache_is_asked_how_strong_it_is() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAIN)

    live.guide.answer("1")

    assert ways(live) == [*(str(score) for score in range(11)), "undo", "finish"]
    assert not live.guide.over


@pytest.mark.parametrize(("pressed", "score"), [("0", 0), ("7", 7), ("t", 10), ("10", 10)])
def test_the_strength_is_one_key_or_a_number(pressed: str, score: int) -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAIN)
    live.guide.answer("ache")

    live.guide.answer(pressed)

    assert live.ear.last(PainDescribed).kind is PainKind.ACHE
    assert live.ear.last(PainDescribed).score == score


def aches(live: Live) -> list[int | None]:
    return [event.score for event in live.ear.events if isinstance(event, PainDescribed)]


@pytest.mark.parametrize("zero", ["0", "à", "٠"])
def test_ten_typed_key_by_key_is_kept_once_as_ten(zero: str) -> None:
    live = hurting(begun(stretch(30)).on(22), 1).on(1.4)

    live.guide.answer(zero)

    assert aches(live) == [10]
    assert ways(live) == RED


def test_a_zero_that_comes_later_makes_no_ten_of_a_one() -> None:
    live = hurting(begun(stretch(30)).on(22), 1)
    live.clock.now += 1.6

    assert not live.guide.takes("0")
    assert live.guide.answer("0") == "'0' means nothing here. Please choose one of these."

    assert live.on(0).ear.last(PainDescribed).score == 1
    assert ways(live)[0] == "keep"


def test_a_one_is_kept_as_soon_as_no_zero_can_make_it_ten() -> None:
    live = hurting(begun(stretch(30)).on(22), 1).on(1.6)

    assert aches(live) == [1]


@pytest.mark.parametrize("then", ["keep", "skip"])
def test_no_later_question_reads_a_zero_as_ten(then: str) -> None:
    live = hurting(begun(stretch(30, side=EACH), lift(2)).on(22), 1)
    live.guide.answer(then)

    live.guide.press(Action.PAIN)
    live.guide.answer("0")

    assert aches(live) == [1]
    assert live.player.state.mode is Mode.PAUSED
    assert live.guide.question is None


@pytest.mark.parametrize("then", ["keep", "skip", "finish"])
def test_a_one_that_stays_a_one_is_kept_with_the_next_answer(then: str) -> None:
    live = hurting(begun(stretch(30), lift(2)).on(22), 1)
    assert aches(live) == []

    live.guide.answer(then)

    assert aches(live) == [1]


def test_a_one_is_kept_where_nobody_is_there_to_answer_on() -> None:
    live = hurting(begun(stretch(30)).on(22), 1)

    live.guide.nobody_there()

    assert aches(live) == [1]
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN


GREEN, AMBER, RED = (
    ["keep", "easier", "dose", "skip", "finish", "undo"],
    ["easier", "dose", "skip", "finish", "undo"],
    ["finish", "skip", "undo"],
)


@pytest.mark.parametrize(
    ("before", "score", "offered"),
    [
        (None, 0, GREEN),
        (None, 3, GREEN),
        (None, 4, AMBER),
        (None, 5, AMBER),
        (None, 6, RED),
        (None, 10, RED),
        (2, 3, GREEN),
        (1, 3, AMBER),
        (0, 2, AMBER),
        (0, 3, RED),
        (2, 5, RED),
        (5, 5, AMBER),
        (5, 2, GREEN),
    ],
)
def test_pain_and_its_rise_since_the_check_in_decide_what_is_offered(
    before: int | None, score: int, offered: list[str]
) -> None:
    stretching = stretch((20, 40), easier=(change("towel"),))
    live = begun(stretching, dose=Dose.HIGH, pain_before=before).on(12)

    hurting(live, score)

    assert ways(live) == offered


def test_keep_going_leaves_the_session_paused_where_it_stood() -> None:
    live = hurting(begun(stretch(30)).on(22), 2)

    assert live.guide.answer("k") == PAUSED
    assert live.guide.question is None
    assert live.player.state.mode is Mode.PAUSED

    live.guide.press(Action.SPACE)
    live.to_the_end()
    assert live.conductor.outcome is Outcome.COMPLETED
    assert [(record.how, record.seconds) for record in live.ear.records()] == [("done", 30)]


def test_a_wrong_key_is_no_pain() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAIN)

    assert live.guide.answer("keep") == NO_PAIN

    assert live.player.state.mode is Mode.PAUSED
    assert "pain_kind" not in live.ear.words()


def test_the_easier_way_is_named_and_turns_one_easier_option_on() -> None:
    live = hurting(begun(stretch(30, easier=(change("towel"), change("chair")))).on(22), 4)
    assert [answer.label for answer in asked(live).answers if answer.name == "easier"] == ["an easier option: Towel"]

    assert live.guide.answer("e") == easier_taken("Towel", Keymap())

    assert live.player.plan.exercises["stretch"].modifications == ("towel",)
    assert live.chosen[-1].modifications == {"stretch": ("towel",)}
    assert live.player.state.mode is Mode.PAUSED


def test_after_an_easier_option_the_key_for_the_set_up_is_named_as_it_was_moved() -> None:
    moved = Keymap().moved({Action.SETUP: ("h",)})
    assert easier_taken("Towel", moved).endswith("The set-up may have changed: h shows it.")


def test_the_set_that_hurt_is_kept_and_begins_anew_with_the_easier_option() -> None:
    live = hurting(begun(stretch(30, easier=(change("towel"),))).on(22), 4)
    live.guide.answer("easier")

    live.guide.press(Action.PAUSE)
    live.to_the_end()

    hurt, easier = live.ear.records()
    assert (hurt.how, hurt.modifications) == ("pain", ())
    assert (easier.how, easier.seconds, easier.modifications) == ("done", 30, ("towel",))


def test_the_easier_way_takes_away_what_makes_it_harder_first() -> None:
    stretching = stretch(30, easier=(change("towel"),), harder=(change("band"),), on=("band",))
    live = hurting(begun(stretching).on(22), 4)

    live.guide.answer("easier")

    assert live.player.plan.exercises["stretch"].modifications == ()


def test_the_easier_way_passes_over_what_cannot_be_combined() -> None:
    stretching = stretch(
        30,
        easier=(change("towel"), change("chair", conflicts=("towel",)), change("pillow")),
        on=("towel",),
    )
    live = hurting(begun(stretching).on(22), 4)

    live.guide.answer("easier")

    assert live.player.plan.exercises["stretch"].modifications == ("towel", "pillow")


def test_without_an_easier_option_none_is_offered() -> None:
    live = hurting(begun(stretch((20, 40)), dose=Dose.HIGH).on(22), 4)

    assert ways(live) == ["dose", "skip", "finish", "undo"]


def test_the_smaller_dose_is_the_low_end_of_this_exercise() -> None:
    live = begun(stretch((20, 40), sets=(1, 3)), lift((5, 9)), dose=Dose.HIGH).on(10 + 12)
    hurting(live, 4)

    assert live.guide.answer("d") == PAUSED

    assert live.player.state.target == 20
    assert live.chosen[-1].doses == {"stretch": Dose.LOW}
    assert [(step.exercise, step.target) for step in live.player.plan.work] == [("stretch", 20), ("lift", 9)]


def test_at_the_low_dose_no_smaller_one_is_offered() -> None:
    live = hurting(begun(stretch((20, 40)), dose=Dose.LOW).on(22), 4)

    assert "dose" not in ways(live)


def test_leaving_the_exercise_out_goes_on_paused_before_the_next_one() -> None:
    live = hurting(begun(stretch(30, side=EACH), lift(2)).on(22), 7)

    assert live.guide.answer("x") == PAUSED

    assert live.player.state.mode is Mode.PAUSED
    assert live.player.step.exercise == "lift"
    assert [(record.how, record.side) for record in live.ear.records()] == [("pain", Side.LEFT)]


def test_leaving_the_last_exercise_out_ends_the_session_as_partial() -> None:
    live = hurting(begun(stretch(30)).on(22), 7)

    assert live.guide.answer("skip") is None

    assert live.guide.over
    assert live.conductor.outcome is Outcome.PARTIAL


def test_finishing_after_pain_is_a_stop_for_pain() -> None:
    live = hurting(begun(stretch(30), lift(2)).on(22), 4)

    live.guide.answer("f")

    assert live.guide.asks == "The session ends in 10 seconds."
    live.on(10)
    assert live.guide.over
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN


@pytest.mark.parametrize("answers", [[], ["ache"], ["ache", "4"], ["ache", "1"]])
def test_finishing_at_a_question_of_pain_can_be_taken_back_to_it(answers: list[str]) -> None:
    live = begun(stretch(30), lift(2)).on(22)
    live.guide.press(Action.PAIN)
    for answer in answers:
        live.guide.answer(answer)
    question = asked(live)

    live.guide.answer("finish")
    live.on(9.9)
    assert live.guide.answer("u") == "Taken back."

    assert asked(live) is question
    assert live.ear.words()[-1] == "finish_undo"
    live.guide.answer("f")
    live.on(10)
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN
    assert aches(live) == [int(score) for score in answers[1:]]


# -- a wrong answer about an ache ------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["2", "6", "1"])
def test_a_wrong_score_is_taken_back_and_told_again(wrong: str) -> None:
    live = hurting(begun(stretch(30)).on(22), 0)
    live.guide.answer("u")
    live.guide.answer(wrong)

    assert live.guide.answer("u") == "Taken back."

    assert asked(live).text == "How strong is the ache, 0 to 10?"
    assert live.ear.last(PainTakenBack).kind is PainKind.ACHE
    live.on(5)
    live.guide.answer("4")
    assert asked(live).text == "4 of 10. How do you want to go on?"
    live.guide.answer("x")
    told = [word for word in live.ear.words() if word.startswith("pain")]
    assert told == ["pain", *["pain_kind", "pain_undo"] * 2, "pain_kind"]
    assert aches(live) == [0, int(wrong), 4]


def test_a_wrong_kind_is_taken_back_from_the_score_and_nothing_is_kept_of_it() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAIN)
    live.guide.answer("ache")

    live.guide.answer("u")

    assert asked(live).text == "Stopped. What kind of pain is it?"
    live.guide.answer("sharp")
    assert [word for word in live.ear.words() if word.startswith("pain")] == ["pain", "pain_kind"]
    assert live.ear.last(PainDescribed).kind is PainKind.SHARP


@pytest.mark.parametrize("answers", [[], ["1"], ["1", "3"], ["2"], ["1", "3", "f"]])
def test_escape_answers_no_question_of_pain(answers: list[str]) -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAIN)
    for answer in answers:
        live.guide.answer(answer)
    before = asked(live)

    assert not live.guide.takes("escape")
    assert "Please choose one of these" in (live.guide.answer("escape") or "")
    assert asked(live) is before


def test_escape_takes_back_an_end_that_was_chosen_without_pain() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.QUIT)
    live.guide.answer("f")

    assert live.guide.answer("escape") == "Taken back."
    assert asked(live).text == "Quit?"
    live.guide.answer("escape")
    assert live.player.state.mode is Mode.GUIDING


# -- whoever wants to be gone ----------------------------------------------------------------------------------------

PAIN_QUESTIONS = pytest.mark.parametrize("answers", [[], ["ache"], ["ache", "4"], ["ache", "1"], ["ache", "9"]])


def interrupted(answers: list[str]) -> tuple[Live, Question]:
    """A session that was to be left at a question of pain, and that question."""
    live = begun(stretch(30), lift(2)).on(22)
    live.guide.press(Action.PAIN)
    for answer in answers:
        live.guide.answer(answer)
    question = asked(live)
    assert live.guide.interrupt() is None
    assert asked(live).text == "Quit?"
    return live, question


@pytest.mark.parametrize("answers", [[], ["1"], ["1", "7"]], ids=["kind", "strength", "way"])
def test_q_at_a_pain_question_asks_to_quit_and_is_no_answer_to_that(answers: list[str]) -> None:
    live, question = interrupted(answers)
    live.guide.answer("k")
    assert live.guide.takes("q")

    assert live.guide.answer("q") is None

    assert live.guide.question is not None
    assert live.guide.question.text == "Quit?"
    assert not live.guide.takes("q"), "a key that is held down must not put it off"
    live.guide.answer("k")
    assert live.guide.question is question


@PAIN_QUESTIONS
def test_an_interrupt_at_a_pain_question_asks_to_quit_and_a_second_leaves(
    answers: list[str],
) -> None:
    live, _ = interrupted(answers)

    live.guide.interrupt()

    assert live.guide.put_off
    assert aches(live) == [int(score) for score in answers[1:]]
    assert live.conductor.outcome is None


@PAIN_QUESTIONS
def test_whoever_does_not_quit_after_all_is_asked_about_the_pain_again(answers: list[str]) -> None:
    live, question = interrupted(answers)

    live.guide.answer("k")

    assert asked(live) is question
    assert live.player.state.mode is Mode.HURT


@PAIN_QUESTIONS
def test_quitting_over_a_question_of_pain_stops_for_pain(answers: list[str]) -> None:
    live, _ = interrupted(answers)

    live.guide.answer("f")

    live.on(10)
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN


def test_an_interrupt_at_any_question_leads_on() -> None:
    for action, answers in ((Action.QUIT, ()), (Action.QUIT, ("f",)), (Action.PAIN, ("2",))):
        live = begun(stretch(30)).on(22)
        live.guide.press(action)
        for answer in answers:
            live.guide.answer(answer)
        live.guide.interrupt()
        assert live.guide.over, (action, answers)


def test_where_the_file_is_gone_what_needs_it_is_not_offered() -> None:
    stretching = stretch((20, 40), easier=(change("towel"),))
    live = hurting(begun(stretching, dose=Dose.HIGH, file_is_gone=True).on(22), 4)

    assert ways(live) == ["skip", "finish", "undo"]


def test_an_answer_that_is_none_is_asked_for_again() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAIN)
    question = asked(live)

    assert live.guide.answer("z") == "'z' means nothing here. Please choose one of these."

    assert live.guide.question is question
    assert live.player.state.mode is Mode.HURT


def test_answers_may_be_written_in_capitals() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAIN)

    live.guide.answer(" SHARP ")

    assert live.ear.last(PainDescribed).kind is PainKind.SHARP


def test_within_a_question_no_key_stands_for_two_answers() -> None:
    live = begun(stretch((20, 40), easier=(change("towel"),)), dose=Dose.HIGH).on(22)
    questions = []
    live.guide.press(Action.QUIT)
    questions.append(asked(live))
    live.guide.answer("keep")
    live.guide.press(Action.PAIN)
    questions.append(asked(live))
    live.guide.answer("ache")
    questions.append(asked(live))
    live.guide.answer("4")
    questions.append(asked(live))
    live.guide.answer("easier")
    live.guide.press(Action.PAIN)
    live.guide.answer("sharp")
    questions.append(asked(live))

    for question in questions:
        for words in ([answer.key for answer in question.answers], [answer.name for answer in question.answers]):
            assert len(words) == len(set(words)), question.text


# -- quitting --------------------------------------------------------------------------------------------------------


def test_quitting_stands_still_and_asks() -> None:
    live = begun(stretch(30)).on(22)

    live.guide.press(Action.QUIT)

    assert ways(live) == ["keep", "later", "finish"]
    assert live.player.state.mode is Mode.PAUSED
    assert not live.guide.over


def test_finish_ends_the_session_as_far_as_it_went() -> None:
    live = begun(stretch(30), lift(2)).on(22)
    live.guide.press(Action.QUIT)

    live.guide.answer("f")

    assert live.guide.asks == "The session ends in 10 seconds."
    assert live.player.state.mode is Mode.PAUSED
    live.on(10)
    assert live.guide.over
    ended = live.ear.last(SessionEnded)
    assert (ended.outcome, ended.sets_done, ended.sets_planned) == (Outcome.PARTIAL, 0, 2)
    assert [(record.how, record.seconds) for record in live.ear.records()] == [("given_up", 12)]


def test_where_the_end_comes_just_before_the_key_nothing_is_asked() -> None:
    live = begun(stretch(5)).on(14).asleep(1.5)

    assert live.guide.press(Action.QUIT) is None

    assert live.guide.question is None
    assert live.conductor.outcome is Outcome.COMPLETED


def test_later_leaves_the_session_without_ending_it() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.QUIT)

    live.guide.answer("l")

    assert live.guide.over
    assert live.guide.put_off
    assert live.conductor.outcome is None
    assert live.ear.words()[-1] == "paused"


@pytest.mark.parametrize("key", [Action.QUIT, Action.PAIN])
@pytest.mark.parametrize("answer", ["f", "l"])
def test_a_session_that_is_quit_before_it_begins_does_not_begin(key: Action, answer: str) -> None:
    live = begun(stretch(30), start=False)
    live.guide.press(key)
    assert asked(live).text == "Quit?"

    assert live.guide.answer(answer) is None

    assert live.guide.over
    assert live.guide.put_off
    assert live.ear.events == []


def test_a_pace_that_cannot_be_changed_yet_is_not_chosen_either() -> None:
    live = begun(lift(8), start=False)

    assert live.guide.press(Action.PACE) == "'replan' does nothing before it starts."

    assert live.guide.choices.pace is None
    assert live.chosen == [], "the log would have it"


def test_no_key_means_anything_once_it_is_over() -> None:
    live = begun(stretch(5)).to_the_end()

    for action in (Action.QUIT, Action.PAIN, Action.NEXT):
        assert live.guide.press(action) is None
        assert live.guide.question is None


def test_keep_goes_on_after_a_lead_in() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.QUIT)

    live.guide.answer("k")

    assert live.ear.words()[-3:] == ["paused", "resumed", "lead_in"]
    assert not live.guide.over


def test_keep_leaves_a_session_paused_that_was_paused_before() -> None:
    live = begun(stretch(30)).on(22)
    live.guide.press(Action.PAUSE)
    live.guide.press(Action.QUIT)

    live.guide.answer("keep")

    assert live.player.state.mode is Mode.PAUSED
    assert "resumed" not in live.ear.words()


def test_once_everything_is_done_there_is_nothing_to_put_off() -> None:
    live = begun(stretch(5)).to_the_end()

    assert live.guide.over
    assert not live.guide.put_off


# -- taken back ------------------------------------------------------------------------------------------------------


def ending(by: str) -> Live:
    """A session that is about to end, 12 s into its work, because of this."""
    live = begun(stretch(30), lift(2)).on(22)
    live.guide.press(Action.PAIN if by == "pain" else Action.QUIT)
    live.guide.answer("2" if by == "pain" else "f")
    return live


BOTH = pytest.mark.parametrize("by", ["pain", "quit"])


@BOTH
@pytest.mark.parametrize("key", ["enter", "end"])
def test_an_end_can_be_had_at_once(by: str, key: str) -> None:
    live = ending(by).on(1)

    live.guide.answer(key)

    assert live.guide.over
    assert live.conductor.outcome is (Outcome.STOPPED_FOR_PAIN if by == "pain" else Outcome.PARTIAL)


@BOTH
def test_the_enter_that_led_there_ends_nothing(by: str) -> None:
    live = ending(by).on(0.9)

    assert live.guide.answer("enter") == TOO_SOON

    assert not live.guide.over
    assert ways(live) == ["undo", "end"]


@BOTH
def test_taking_back_an_end_leads_to_the_question_before_it(by: str) -> None:
    live = ending(by).on(9.5)
    kinds, quitting = [*KINDS, "keep", "finish"], ["keep", "later", "finish"]

    assert live.guide.answer("u") == "Taken back."

    assert ways(live) == (kinds if by == "pain" else quitting)
    assert live.ear.words()[-1] == ("pain_undo" if by == "pain" else "finish_undo")
    live.on(60)
    assert not live.guide.over
    assert live.conductor.delay() is None


@BOTH
@pytest.mark.parametrize("pressed", ["u", "enter", ".", "x"])
def test_the_clock_decides_whether_it_was_taken_back_in_time(by: str, pressed: str) -> None:
    live = ending(by).asleep(10.1)

    assert live.guide.answer(pressed) is None

    assert live.guide.over
    assert live.guide.ran_out
    assert live.conductor.outcome is (Outcome.STOPPED_FOR_PAIN if by == "pain" else Outcome.PARTIAL)


def test_an_interrupt_after_the_time_of_the_end_is_none() -> None:
    live = ending("quit").asleep(10.1)

    live.guide.interrupt()

    assert live.guide.ran_out


def test_an_end_that_was_asked_for_has_not_run_out() -> None:
    live = ending("quit").on(2)

    live.guide.answer("end")

    assert live.guide.over
    assert not live.guide.ran_out


def test_what_was_taken_back_by_mistake_can_be_told_again() -> None:
    live = ending("pain").on(2)
    live.guide.answer("u")
    live.on(5)

    live.guide.answer("4")

    assert live.guide.asks == "The session ends in 10 seconds."
    live.on(10)
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN


def test_after_quitting_was_taken_back_keep_going_goes_on_where_it_ran() -> None:
    live = ending("quit").on(2)
    live.guide.answer("u")

    live.guide.answer("k")

    assert live.ear.words()[-2:] == ["resumed", "lead_in"]


def test_pain_can_be_told_while_it_is_about_to_end() -> None:
    live = ending("quit").on(2)

    live.guide.answer(".")

    assert "sharp" in ways(live)
    live.on(60)
    assert live.player.state.mode is Mode.HURT


@BOTH
def test_with_nobody_there_it_ends_at_once(by: str) -> None:
    live = ending(by).on(2)

    live.guide.nobody_there()

    assert live.guide.over
    assert live.guide.question is None


def test_without_a_keyboard_it_ends_at_once() -> None:
    live = begun(stretch(30), keyboard=False).on(22)
    live.guide.press(Action.QUIT)

    live.guide.answer("f")

    assert live.guide.over


def test_the_ten_seconds_are_real_ones_in_a_rehearsal_too() -> None:
    live = begun(stretch(30), lift(2), speed=10.0).on(2.2)
    live.guide.press(Action.PAIN)
    live.guide.answer("sharp")

    live.on(9.5)
    assert not live.guide.over

    live.on(1)
    assert live.guide.over


def test_the_ten_seconds_go_on_while_nobody_wakes() -> None:
    live = ending("pain").asleep(3600)

    live.conductor.wake()

    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN


# -- nobody there ----------------------------------------------------------------------------------------------------


def completed(live: Live) -> bool:
    live.to_the_end()
    return live.conductor.outcome is Outcome.COMPLETED


def test_with_nobody_there_a_session_goes_on_as_it_was() -> None:
    live = begun(stretch(30)).on(12)

    live.guide.nobody_there()

    assert live.ear.words()[-1] == "hold"
    assert completed(live)


def test_with_nobody_there_a_pause_ends() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAUSE)

    live.guide.nobody_there()

    assert completed(live)


def test_with_nobody_there_nothing_waits() -> None:
    live = begun(stretch(5), lift(2), advance=Advance.WAIT).on(3)

    live.guide.nobody_there()

    assert completed(live)
    assert "waiting" not in live.ear.words()
    assert live.chosen[-1].advance is Advance.AUTO


def test_with_nobody_there_a_step_that_already_waits_goes_on() -> None:
    live = begun(stretch(5), advance=Advance.WAIT).on(60)
    assert live.ear.words()[-1] == "waiting"

    live.guide.nobody_there()

    assert completed(live)


def test_with_nobody_there_an_open_end_ends_at_its_low_end_or_where_it_is() -> None:
    live = begun(stretch(AtLeast(20, 3600)), stretch(AtLeast(5, 3600), id="other")).on(10 + 30)

    live.guide.nobody_there()

    assert completed(live)
    assert [record.counted.done for record in live.ear.records()] == [30, 5]


def test_with_nobody_there_what_was_counted_by_hand_is_paced() -> None:
    live = begun(lift(5), pace=Pace.OWN).on(12)
    live.guide.press(Action.SPACE)

    live.guide.nobody_there()

    assert completed(live)
    assert live.ear.records()[0].counted.done == 5


def test_with_nobody_there_a_gap_does_not_stop_the_session() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.nobody_there()
    live.asleep(60)
    live.conductor.wake()

    assert completed(live)
    assert live.ear.last(Paused).gap == 60


@pytest.mark.parametrize("answers", [[], ["ache"], ["ache", "2"]])
def test_with_nobody_there_after_pain_the_session_ends(answers: list[str]) -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.PAIN)
    for answer in answers:
        live.guide.answer(answer)

    live.guide.nobody_there()

    assert live.guide.question is None
    assert live.conductor.outcome is Outcome.STOPPED_FOR_PAIN


def test_with_nobody_there_whoever_wanted_to_quit_has_quit() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.QUIT)

    live.guide.nobody_there()

    assert live.guide.question is None
    assert live.conductor.outcome is Outcome.PARTIAL


def test_with_nobody_there_a_session_that_is_over_stays_over() -> None:
    live = begun(stretch(5)).to_the_end()
    heard = len(live.ear.events)

    live.guide.nobody_there()

    assert len(live.ear.events) == heard


def test_with_nobody_there_a_session_that_was_put_off_is_left_alone() -> None:
    live = begun(stretch(30)).on(12)
    live.guide.press(Action.QUIT)
    live.guide.answer("later")

    live.guide.nobody_there()

    assert live.player.state.mode is Mode.PAUSED


def test_the_word_for_the_end_is_no_enter_that_is_still_held_down() -> None:
    live = begun(stretch())
    live.guide.press(Action.PAIN)
    live.guide.answer("sharp")
    live.guide.answer("enter")
    assert not live.guide.over
    live.guide.answer("end")
    assert live.guide.over


# -- going on by itself ----------------------------------------------------------------------------------------------


def test_from_the_key_on_each_set_waits_and_a_second_time_it_goes_on_by_itself() -> None:
    live = begun(stretch(30, side=EACH), lift(2)).on(12)

    assert live.guide.press(Action.ADVANCE) == "Waits for you before each set from now on."
    live.on(60)
    assert live.player.state.part is StepPart.WAITING
    assert live.guide.press(Action.ADVANCE) == "Goes on by itself from now on."

    assert [chosen.advance for chosen in live.chosen] == [Advance.WAIT, Advance.AUTO]
    assert live.ear.words().count("advance_changed") == 2
    live.to_the_end()
    assert live.conductor.outcome is Outcome.COMPLETED


def test_a_rest_between_two_rounds_never_waits_for_the_key() -> None:
    group = Group("round", "Round", ("stretch", "lift"), Range(2, 2), rest=20)
    live = begun(stretch(10), lift(1), groups=(group,)).on(12)

    live.guide.press(Action.ADVANCE)

    steps = live.player.plan.steps
    assert {type(step).__name__: step.waits for step in steps if isinstance(step, Transition)} == {
        "Prepare": True,
        "Rest": False,
    }


def test_in_the_last_set_there_is_nothing_to_wait_for() -> None:
    live = begun(stretch(30)).on(12)
    assert live.guide.press(Action.ADVANCE) == "Nothing is ahead that could wait."
    assert live.chosen == []


def test_what_is_next_while_paused_says_what_goes_on() -> None:
    live = begun(stretch())
    live.guide.press(Action.PAUSE)
    assert live.guide.press(Action.NEXT) == PAUSED
    assert live.guide.press(Action.NEXT) == PAUSED
