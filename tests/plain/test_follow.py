"""A session as lines: what is typed, what is said, and with which status it ends."""

from __future__ import annotations

import signal
from types import SimpleNamespace

import pytest
from live_builders import BOOT, EACH, Live, Typist, begun, change, end_of_input, lift, stretch

from hipcoach.advice.safety import BEFORE, DISCLAIMER, STOP_IF, safety_of
from hipcoach.cues.prompts import Level
from hipcoach.engine.choices import Pace
from hipcoach.engine.state import Mode
from hipcoach.plain.follow import attended, follow
from hipcoach.plain.keyboard import Input, InputEnded, Keyboard, Signalled, SoundLost, Stopped
from hipcoach.plain.lines import AtOnce
from hipcoach.plain.opening import safety_text
from hipcoach.session.model import Dose, Safety, Session
from hipcoach.settings.keymap import Keymap
from hipcoach.sound.preferences import Volumes

COMPLETED, PARTIAL, STOPPED_FOR_PAIN = 0, 3, 4


class Followed:
    """A session that somebody types at, up to its end."""

    def __init__(
        self,
        live: Live,
        *script: tuple[float, Input | str],
        terminal: bool = False,
    ) -> None:
        self.live = live
        self.said: list[str] = []
        self.stopped: list[Mode] = []
        """What the session did each time that the process was stopped, for an hour."""
        typist = Typist(live.clock, *script, terminal=terminal)
        talk = AtOnce(self.said.append)
        self.status = follow(live.guide, live.conductor, typist, talk, self._stop)  # type: ignore[arg-type]

    def _stop(self) -> None:
        self.stopped.append(self.live.player.state.mode)
        self.live.clock.now += 3600

    @property
    def words(self) -> list[str]:
        return self.live.ear.words()


def one_stretch(**choices: object) -> Live:
    """10 s to get ready, then a hold of 20 to 40 s."""
    return begun(stretch((20, 40), easier=(change("towel"),)), **choices)


# -- exit statuses ---------------------------------------------------------------------------------------------------


def test_a_session_that_runs_through_ends_with_0() -> None:
    assert Followed(one_stretch()).status == COMPLETED


def test_a_set_that_was_cut_short_makes_it_3() -> None:
    assert Followed(one_stretch(), (20, "next")).status == PARTIAL


def test_a_set_that_was_ended_at_its_low_end_leaves_it_0() -> None:
    assert Followed(one_stretch(dose=Dose.HIGH), (35, "next")).status == COMPLETED


def test_an_early_end_makes_it_3() -> None:
    assert Followed(one_stretch(), (20, "quit"), (22, "finish")).status == PARTIAL


def test_putting_it_off_makes_it_3_and_has_no_end() -> None:
    followed = Followed(one_stretch(), (20, "q"), (22, "l"))

    assert followed.status == PARTIAL
    assert followed.said[-1] == "Put off.", "a rehearsal has no log, and what there is of one is told behind it"
    assert "end" not in followed.words


def test_a_stop_for_pain_makes_it_4_and_says_when_to_get_help() -> None:
    followed = Followed(one_stretch(), (20, "pain"), (22, "sharp"))

    assert followed.status == STOPPED_FOR_PAIN
    helps = safety_of(None).help_lines("")
    assert followed.said[-len(helps) - 4 :] == [
        "That is enough for today.",
        "The session ends in 10 seconds.",
        "u: take it back",
        "enter: end it now",
        *helps,
    ]
    assert followed.live.clock.now == BOOT + 32


def test_a_session_that_went_on_after_an_ache_is_not_stopped_for_pain() -> None:
    script = [(20, "pain"), (22, "ache"), (24, "2"), (26, "keep"), (60, "resume")]

    assert Followed(one_stretch(), *script).status == COMPLETED


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_128_and_its_number_and_without_an_end(number: signal.Signals) -> None:
    followed = Followed(one_stretch(), (20, Signalled(number)))

    assert followed.status == 128 + number
    assert "end" not in followed.words
    assert not followed.live.guide.over


def test_a_signal_finds_everything_told_up_to_its_moment() -> None:
    followed = Followed(one_stretch(), (10.0, Signalled(signal.SIGTERM)))

    assert followed.words[-1] == "hold"


def test_before_the_process_stops_the_session_pauses_and_stays_paused() -> None:
    followed = Followed(one_stretch(), (20, Stopped()), (4000, "resume"))

    assert followed.stopped == [Mode.PAUSED]
    assert followed.said == ["Paused. Space goes on."]
    assert followed.words.count("paused") == 1, "and not once more for the gap"
    assert followed.status == COMPLETED


def test_where_nobody_is_there_to_resume_it_goes_on_after_a_stop() -> None:
    followed = Followed(begun(stretch((20, 40)), keyboard=False), (20, Stopped()))

    assert followed.stopped == [Mode.PAUSED]
    assert followed.status == COMPLETED


def test_a_stop_during_a_question_leaves_it_open() -> None:
    followed = Followed(one_stretch(), (20, "quit"), (21, Stopped()), (4000, "finish"))

    assert followed.stopped == [Mode.PAUSED]
    assert "Paused. Space goes on." not in followed.said, "it is the question that is to be answered"
    assert followed.status == PARTIAL


SIGNALS = [signal.SIGINT, signal.SIGTERM]
if hasattr(signal, "SIGHUP"):
    SIGNALS += [signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGTSTP, signal.SIGCONT]


def test_while_somebody_is_attended_to_a_signal_is_something_typed() -> None:
    keyboard = Keyboard(None)
    assert keyboard.wait(0) == InputEnded()

    with attended(keyboard, None):
        signal.raise_signal(signal.SIGTERM)

        assert keyboard.wait(0) == Signalled(signal.SIGTERM)


@pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="there is no such signal")
def test_a_wish_to_stop_is_something_typed_too() -> None:
    keyboard = Keyboard(None)
    assert keyboard.wait(0) == InputEnded()

    with attended(keyboard, None):
        signal.raise_signal(signal.SIGTSTP)

        assert keyboard.wait(0) == Stopped()


def test_handlers_of_signals_are_as_they_were_afterwards() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]

    with attended(Keyboard(None), None):
        assert [signal.getsignal(number) for number in SIGNALS] != before

    assert [signal.getsignal(number) for number in SIGNALS] == before


# -- what is typed ---------------------------------------------------------------------------------------------------


def test_keys_and_names_do_the_same() -> None:
    by_key = Followed(one_stretch(), (20, "p"), (22, "p"), (30, "n"))
    by_name = Followed(one_stretch(), (20, "pause"), (22, "resume"), (30, "next"))

    assert by_key.live.ear.events == by_name.live.ear.events


def test_a_pause_lasts_until_somebody_resumes() -> None:
    followed = Followed(one_stretch(), (20, "space"), (4000, "space"))

    assert followed.status == COMPLETED
    assert followed.live.ear.records()[0].seconds == 20


def test_what_is_no_command_is_said_and_nothing_happens() -> None:
    followed = Followed(one_stretch(), (20, "jump"))

    assert followed.said == ["'jump' means nothing here; o or . is pain, ? lists the keys."]
    assert followed.status == COMPLETED


def test_what_is_no_command_is_repeated_in_short_and_does_a_terminal_no_harm() -> None:
    followed = Followed(one_stretch(), (20, "\x1b[2Jno\tthing\u202e"), (21, "long " * 40))

    assert [said.partition(" means")[0] for said in followed.said] == [
        "'\ufffd[2Jno thing\ufffd'",
        f"'{'long ' * 9}lo…'",
    ]


@pytest.mark.parametrize("script", [[], [(19.0, "quit")]])
def test_a_key_without_a_meaning_that_is_held_down_says_so_once(script: list) -> None:
    held = [(20 + number / 30, "x") for number in range(20)]
    followed = Followed(one_stretch(), *script, *held, (22, "z"), (23, "x"), (24, "o"), (25, "0"), (26, " "))

    told = [text for text in followed.said if "means nothing" in text]
    assert [text[:3] for text in told] == ["'x'", "'z'", "'x'"]
    assert "o or . is pain" in told[0]


def test_empty_lines_are_nothing() -> None:
    assert Followed(one_stretch(), (20, ""), (21, "   ")).said == []


def test_a_question_is_asked_with_its_answers() -> None:
    followed = Followed(one_stretch(), (20, "quit"), (22, "keep"))

    assert followed.said == ["Quit?", "k: keep going", "l: go on later", "f: finish here"]


def test_an_answer_that_is_none_has_the_question_asked_again() -> None:
    followed = Followed(one_stretch(), (20, "quit"), (21, "maybe"), (22, "keep"))

    assert followed.said[4:6] == ["'maybe' means nothing here. Please choose one of these; o or . is pain.", "Quit?"]


def test_pain_is_asked_about_step_by_step() -> None:
    followed = Followed(one_stretch(), (20, "o"), (21, "1"), (22, "4"), (23, "e"), (24, "p"))

    assert [text for text in followed.said if ": " not in text[:7] and text != "1 to 9"] == [
        "Stopped. What kind of pain is it?",
        "How strong is the ache, 0 to 10?",
        "4 of 10. How do you want to go on?",
        "Easier: Towel. Paused. Space goes on. The set-up may have changed: i shows it.",
    ]
    assert "e: an easier option: Towel" in followed.said
    assert [record.modifications for record in followed.live.ear.records()] == [(), ("towel",)]


@pytest.mark.parametrize("enter", ["", "enter", "end"])
def test_an_end_can_be_had_at_once_or_taken_back(enter: str) -> None:
    script = [(20, "q"), (21, "f"), (22, "u"), (23, "k"), (30, "q"), (31, "f"), (33, enter)]

    followed = Followed(one_stretch(), *script)

    assert followed.said.count("The session ends in 10 seconds.") == 2
    assert followed.said[followed.said.index("Taken back.") + 1] == "Quit?"
    assert followed.live.clock.now == BOOT + 33
    assert followed.status == PARTIAL


@pytest.mark.parametrize("pain", ["O", "щ", "Ю", "ο", "ם", "خ", ".", "зфшт"])
def test_pain_is_told_on_any_keyboard(pain: str) -> None:
    followed = Followed(one_stretch(), (20, pain), (21, "è"), (22, "٤"), (24, "f"))

    assert "pain" in followed.words
    assert followed.status == STOPPED_FOR_PAIN


def test_help_tells_where_the_session_stands_then_the_keys_then_when_to_stop() -> None:
    followed = Followed(one_stretch(), (20, "?"), (21, "?"), (22, "?"), (23, "?"))

    keys, stop, again = (
        followed.said.index(text)
        for text in (
            "o, full stop, exclamation mark, up arrow: pain: stop at once",
            "Stop if:",
            "Stretch: hold, 7 seconds to go",
        )
    )
    assert followed.said[:4] == [
        "Stretch: hold, 10 seconds to go",
        "Then the session is over",
        "10 seconds to the end",
        "? again: the keys",
    ]
    assert keys < stop < again
    assert followed.said[stop + 1] == STOP_IF[0]
    assert followed.said[again - len(DISCLAIMER) : again] == list(DISCLAIMER)
    assert followed.status == COMPLETED


def test_where_it_stands_is_told_when_sound_fails_that_was_to_tell_it() -> None:
    early = Followed(begun(stretch((20, 40), setup=("Lie on your back.",))), (4, SoundLost()))
    late = Followed(one_stretch(), (20, SoundLost()))

    assert early.said[:2] == ["Stretch: get ready, 6 seconds to go", "Lie on your back."]
    assert late.said[0] == "Stretch: hold, 10 seconds to go"
    assert early.status == late.status == COMPLETED


def test_a_question_is_not_interrupted_when_sound_fails() -> None:
    asked, also_lost = (Followed(one_stretch(), (20, "q"), *lost, (22, "k")).said for lost in ([], [(21, SoundLost())]))

    assert also_lost == asked


def test_where_it_stands_can_be_asked_while_a_question_is_open() -> None:
    followed = Followed(one_stretch(), (20, "q"), (21, "?"), (22, "k"))

    place = followed.said.index("Session paused. Stretch: hold, 10 seconds to go")
    assert followed.said[place + 4] == "Quit?", "and it is asked again"
    assert followed.status == COMPLETED


def test_the_set_up_is_told_in_full_for_the_side_that_works() -> None:
    figure_four = stretch(20, setup=("Lie on your back", "{side} ankle across your {other} knee"), side=EACH)

    followed = Followed(begun(figure_four), (35, "setup"))

    assert followed.said == ["Stretch, Right side", "Lie on your back", "Right ankle across your left knee"]


def test_where_there_is_no_sound_none_can_be_switched() -> None:
    assert Followed(one_stretch(), (20, "s")).said == ["There is no sound here."]


def test_sound_can_be_switched_off_and_on() -> None:
    sound = SimpleNamespace(trouble="", muted=False, level=Level.BRIEF, volumes=Volumes())

    assert Followed(one_stretch(sound=sound), (20, "s"), (21, "s")).said == ["Sound off.", "Sound on."]
    assert not sound.muted


def test_keys_are_told_on_request_and_not_each_time() -> None:
    assert Followed(one_stretch(), terminal=True).said == []


# -- nobody there ----------------------------------------------------------------------------------------------------


def test_when_the_input_ends_the_session_goes_on_by_itself() -> None:
    followed = Followed(begun(lift(5), pace=Pace.OWN), (12, "space"), end_of_input(20))

    assert followed.status == COMPLETED
    assert followed.live.ear.records()[0].counted.done == 5


def test_when_the_input_ends_during_a_pause_the_session_goes_on() -> None:
    followed = Followed(one_stretch(), (20, "pause"), end_of_input(30))

    assert followed.status == COMPLETED


def test_when_the_input_ends_after_pain_the_session_is_stopped_for_pain() -> None:
    followed = Followed(one_stretch(), (20, "pain"), end_of_input(30))

    assert followed.status == STOPPED_FOR_PAIN


def test_when_the_input_ends_after_quit_the_session_is_finished() -> None:
    followed = Followed(one_stretch(), (20, "quit"), end_of_input(30))

    assert followed.status == PARTIAL
    assert followed.words[-1] == "end"


def test_an_input_that_ended_before_it_began_changes_nothing() -> None:
    assert Followed(one_stretch(), end_of_input(0)).words == Followed(one_stretch()).words


def test_after_a_gap_somebody_has_to_resume() -> None:
    live = one_stretch()
    live.on(20).asleep(600)

    followed = Followed(live, (30, "resume"))

    assert followed.status == COMPLETED
    assert followed.words.count("paused") == 1


# -- safety ----------------------------------------------------------------------------------------------------------


def test_before_a_session_the_disclaimer_and_the_key_for_pain_are_told() -> None:
    told = safety_text(Session("Evening", ()), Keymap())

    for text in (*DISCLAIMER, *BEFORE, "o or . is the key for pain."):
        assert text in told
    assert f"Stop if: {'; '.join(STOP_IF)}." in told


def test_a_session_s_own_safety_texts_stand_before_the_built_in_ones() -> None:
    told = safety_text(Session("Evening", (), safety=Safety(stop_if=("It tingles",))), Keymap())

    assert "Stop if: It tingles." in told
    assert not [text for text in told if STOP_IF[0] in text]
    assert BEFORE[0] in told
