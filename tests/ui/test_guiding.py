"""The screen that leads through a session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from effort import chosen
from textual.screen import Screen

from hipcoach.engine.state import Mode
from hipcoach.exits import by_signal
from hipcoach.live.run import Live
from hipcoach.sound.health import Health, SoundState
from hipcoach.sound.speaker import RINGING_OUT, Speaker
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import LOOK, Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.question import QuestionScreen


def mode(it) -> Mode:
    return it.app.flow.live.conductor.player.state.mode


async def in_a_hold(it) -> None:
    """A session in its first hold."""
    await it.press("enter")
    await it.pass_time(8.0)
    assert mode(it) is Mode.GUIDING


async def anew(it) -> None:
    """The set begun anew, after whatever lies over it has been left: an end, a question, a panel."""
    for key in ("u", "k", "0", "escape"):
        if it.app.screen is not it.app.flow.guiding:
            await it.press("wait", key)
    await it.press("space", "r") if mode(it) is Mode.PAUSED else await it.press("r")
    assert it.app.screen is it.app.flow.guiding
    assert mode(it) is Mode.GUIDING


# -- what is shown ----------------------------------------------------------------------------------------------------


async def test_while_paused_the_screen_looks_when_the_minute_changes_and_seldom_besides(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("p")
        guiding, loop = it.app.screen, asyncio.get_running_loop()
        ends = it.app.desk.wall() + timedelta(seconds=guiding._shown[1])
        it.clock.now += 60.0 - ends.second - ends.microsecond / 1e6
        guiding._after()
        assert LOOK / 2 < guiding._timer.when() - loop.time() <= LOOK
        it.clock.now += 58.5
        guiding._after()
        assert guiding._timer.when() - loop.time() <= 1.6
        it.clock.now += 1.5
        await it.press("q")
        assert guiding._timer.when() - loop.time() <= 1.0, "an answer may begin to count seconds"


async def test_what_gets_into_trouble_while_paused_is_shown_at_once(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.sound_looked_for()
        await it.pass_time(8.0)
        await it.press("p")
        monkeypatch.setattr(Live, "trouble", "no room")
        await it.pilot.pause()
        assert not it.sees("no room")
        it.app.report("The log could not be written.")
        await it.pilot.pause()
        await it.pilot.pause()
        assert it.sees("no room")


async def test_everything_is_on_the_screen_at_any_moment(stage, own_sessions, same_screen, monkeypatch) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.sound_looked_for()
        await it.pass_time(9.0)
        same_screen("hold-80x24", it.lines())
        # How sound is doing
        for state, seen, unseen in (
            (SoundState(Health.PLAYING, "paplay"), "♪", "no sound"),
            (SoundState(Health.TRYING, "paplay"), "Short", "♪"),
            (SoundState(Health.NONE), "no sound", "♪"),
            (SoundState(Health.OFF), "sound off", "♪"),
        ):
            with monkeypatch.context() as patched:
                patched.setattr(Speaker, "state", state)
                await it.pass_time(1.0)
                assert it.sees(seen), state
                assert not it.sees(unseen), state
        # That it was switched off, in words
        await it.press("s")
        assert it.sees("sound off")
        assert not it.sees("♪")
        # And in the last set that nothing comes next
        await it.pass_time(24.0)
        assert it.sees("LIFT") or it.sees("LOWER")
        assert it.sees("Last set")
        assert not it.sees("NEXT Last set")


async def test_what_waits_says_which_key_begins_it(stage, own_sessions, home) -> None:
    (home / "sessions" / "waiting.yaml").write_text(
        "hipcoach: 1\ntitle: Waiting\nexercises:\n  - {name: Lean, hold: 9 s, prepare: 5 s, advance: wait}\n"
    )
    async with stage(opening="waiting") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        assert "SPACE" in it.blocks()
        assert it.sees("Space begins.")
        assert it.sees("space BEGIN")
        await it.press("space")
        await it.pass_time(3.5)
        assert it.sees("HOLD")


async def test_one_thing_is_told_at_a_time_and_over_the_sets_and_the_times_alone(stage, own_sessions) -> None:
    async with stage(opening="short", toasts=True) as it:
        await it.press("enter")
        await it.sound_looked_for()
        await it.pass_time(9.0)
        for size, covered in (((60, 20), 2), ((80, 24), 3)):
            await it.resize(*size)
            await it.press("space")
            assert mode(it) is Mode.PAUSED
            it.app.clear_notifications()
            await it.pilot.pause()
            before = it.lines()
            # When a warning comes that is longer than any
            it.app.report("Something that a person should know. " + "It takes several lines of a small screen. " * 4)
            await it.pilot.pause()
            assert it.sees("Something that a person"), size
            assert it.lines()[covered:-1] == before[covered:-1], size
            # And then several answers one after the other
            await it.press("u", "m", "s")
            await it.pilot.pause()
            # Then only the newest is to be seen, and nothing that matters is covered
            assert it.sees("Sound off."), size
            assert not it.sees("There is no set to take back."), size
            assert not it.sees("Something that a person"), size
            assert it.lines()[covered:-1] == before[covered:-1], size
            # And a key without an answer leaves no older one standing
            await it.press("space")
            await it.pilot.pause()
            assert not it.sees("Sound off."), size
            assert it.told("Something that a person"), "a warning stays for as long as it has"
            # As at the beginning
            await it.press("s", "m")
        # An interrupt ends what is about to end
        await it.press("q", "f", "wait", "ctrl+c")
        assert isinstance(it.app.screen, Ending)


# -- keys in a hold ---------------------------------------------------------------------------------------------------


async def test_keys_in_a_hold(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        for story in (
            space_pauses_in_words_and_goes_on,
            a_held_key_counts_once,
            overlays_pause_and_going_back_goes_on,
            pause_chosen_from_the_list_of_keys_pauses,
            the_help_begins_with_pain_and_says_how_to_leave_it_at_every_size,
            the_palette_pauses_and_offers_only_what_has_a_way_back,
            after_a_gap_it_stands_still_and_says_so_at_a_key_too,
        ):
            await story(it)
            await anew(it)
        await before_the_process_stops_the_session_pauses_and_sound_is_hushed(it, monkeypatch)
        await anew(it)
        await the_mouse_does_what_keys_do(it)


async def space_pauses_in_words_and_goes_on(it) -> None:
    await it.press("space")
    assert it.sees("PAUSED")
    await it.press("space")
    assert not it.sees("PAUSED")
    assert it.sees("HOLD goes on")
    await it.press("r")
    assert it.sees("HOLD begins")


async def a_held_key_counts_once(it) -> None:
    it.clock.now += 1.0
    for _ in range(4):
        it.clock.now += 0.03
        await it.pilot.press("p")
    await it.pilot.pause()
    assert mode(it) is Mode.PAUSED


async def overlays_pause_and_going_back_goes_on(it) -> None:
    for key, screen in (("question_mark", KeysScreen), ("i", HowScreen)):
        await it.press(key)
        assert isinstance(it.app.screen, screen)
        assert mode(it) is Mode.PAUSED, key
        await it.press("escape")
        assert mode(it) is Mode.GUIDING, key


async def pause_chosen_from_the_list_of_keys_pauses(it) -> None:
    await it.press("question_mark", "down", "down", "enter")
    assert it.app.screen is it.app.flow.guiding
    assert mode(it) is Mode.PAUSED


async def the_help_begins_with_pain_and_says_how_to_leave_it_at_every_size(it) -> None:
    for size in ((120, 40), (60, 20), (40, 12), (80, 24)):
        await it.resize(*size)
        await it.press("question_mark")
        assert isinstance(it.app.screen, KeysScreen)
        assert it.sees("Esc closes this"), size
        assert it.sees("o . !"), size
        await it.press("escape")


async def the_palette_pauses_and_offers_only_what_has_a_way_back(it) -> None:
    assert [command.title for command in it.app.get_system_commands(it.app.screen)] == ["Theme", "Quit"]
    await it.press("ctrl+p")
    assert mode(it) is Mode.PAUSED
    await it.press("escape")
    assert mode(it) is Mode.GUIDING


async def after_a_gap_it_stands_still_and_says_so_at_a_key_too(it) -> None:
    it.clock.now += 600.0
    it.app.screen.wake()
    await it.pilot.pause()
    assert it.sees("PAUSED")
    assert it.told("Nothing ran for 600 seconds")
    # And a key right after a closed lid is no crash
    await anew(it)
    it.app.clear_notifications()
    it.clock.now += 700.0
    await it.press("i", "escape")
    assert mode(it) is Mode.PAUSED
    assert it.told("Nothing ran for 700 seconds")


async def before_the_process_stops_the_session_pauses_and_sound_is_hushed(it, monkeypatch) -> None:
    seen: list[object] = []

    @contextmanager
    def hushed() -> Iterator[None]:
        seen.append("quiet")
        yield
        seen.append("audible")

    with monkeypatch.context() as patched:
        patched.setattr(it.app.speaker, "hushed", hushed)
        patched.setattr(it.app, "action_suspend_process", lambda: seen.append(mode(it)))
        await it.press("ctrl+z")
    assert seen == ["quiet", Mode.PAUSED, "audible"]
    assert mode(it) is Mode.PAUSED


async def the_mouse_does_what_keys_do(it) -> None:
    await it.press("question_mark")
    await it.pilot.click("OptionList", offset=(3, 3))
    await it.pilot.pause()
    await it.pilot.pause()
    assert it.sees("Stretch")
    assert not isinstance(it.app.screen, KeysScreen)


# -- questions in a hold ----------------------------------------------------------------------------------------------


async def test_questions_in_a_hold(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        for story in (
            the_enter_that_answered_held_down_ends_no_set,
            enter_alone_answers_no_question,
            pain_stops_at_the_key_and_asks,
            pain_can_be_told_over_anything,
            an_ache_that_was_told_wrongly_is_put_right,
            a_wrong_key_for_pain_says_that_none_is_noted,
            an_end_can_be_taken_back_to_the_question_before,
            the_enter_that_chose_an_answer_held_down_does_not_end_it,
        ):
            await story(it)
            await anew(it)
        # Arrows move a mark that needs no colour, and Enter answers
        await it.press("q", "down")
        assert it.sees("› k keep going")
        await it.press("enter")
        assert mode(it) is Mode.GUIDING
        await it.press("q", "down", "down", "down")
        assert it.sees("› f finish here")
        await it.press("enter")
        # An Enter that comes too soon to be meant is answered
        await it.press("enter")
        assert it.told("That came too soon: Enter again ends it now.")
        await it.press("wait", "enter")
        assert isinstance(it.app.screen, Ending)


async def the_enter_that_answered_held_down_ends_no_set(it) -> None:
    await it.press("q", "down", "enter")
    it.clock.now += 0.03
    await it.pilot.press("enter")
    assert it.app.flow.live.conductor.player.records == ()
    assert mode(it) is Mode.GUIDING


async def enter_alone_answers_no_question(it) -> None:
    for question in ("q", "o"):
        await it.press(question, "enter", "enter")
        assert isinstance(it.app.screen, QuestionScreen), question
        assert not it.app.flow.live.conductor.over, question
        assert not it.sees("›"), question
        await anew(it)


async def pain_stops_at_the_key_and_asks(it) -> None:
    await it.press("o")
    assert isinstance(it.app.screen, QuestionScreen)
    assert mode(it) is Mode.HURT
    await it.press("1", "1", "k")
    assert mode(it) is Mode.PAUSED
    assert it.sees("PAUSED")


async def pain_can_be_told_over_anything(it) -> None:
    for over in ("q", "i", "question_mark"):
        await it.press(over, "o")
        assert mode(it) is Mode.HURT, over
        await it.press("0")
        assert mode(it) is Mode.PAUSED, over


async def an_ache_that_was_told_wrongly_is_put_right(it) -> None:
    before = len(it.log())
    await it.press("o", "1", "8")
    assert it.sees("u back to how strong it is")
    await it.press("u")
    assert it.sees("How strong is the ache, 0 to 10?")
    await it.press("u")
    assert it.sees("What kind of pain is it?")
    assert it.sees("0 no pain: a wrong key")
    await it.press("1", "2", "k")
    assert mode(it) is Mode.PAUSED
    await it.pilot.pause()
    told = [line.partition(",")[0] for line in it.log()[before:] if '"t":"pain' in line]
    assert told == ['{"t":"pain_felt"', '{"t":"pain"', '{"t":"pain_undo"', '{"t":"pain"']


async def a_wrong_key_for_pain_says_that_none_is_noted(it) -> None:
    it.app.clear_notifications()
    await it.press("o", "0")
    assert it.told("No pain is noted. Paused. Space goes on.")
    assert mode(it) is Mode.PAUSED


async def look_on(it, seconds: float) -> None:
    """Let real time pass at a standstill, waking as the event loop would."""
    for _ in range(int(seconds)):
        it.clock.now += 1.0
        it.app.flow.guiding.wake()
    await it.pilot.pause()


async def an_end_can_be_taken_back_to_the_question_before(it) -> None:
    for keys, back, asks in (
        (("o", "3"), "u", "What kind of pain is it?"),
        (("q", "f"), "u", "Quit?"),
        (("q", "f"), "escape", "Quit?"),
    ):
        await it.press(*keys)
        await look_on(it, 5)
        await it.press(back)
        assert it.sees(asks), keys
        await look_on(it, 20)
        assert isinstance(it.app.screen, QuestionScreen), keys
        assert not it.app.flow.live.conductor.over, keys
        await anew(it)


async def the_enter_that_chose_an_answer_held_down_does_not_end_it(it) -> None:
    await it.press("o", "down", "down", "enter", "enter", "enter")
    assert it.sees("The session ends in 10 seconds.")
    assert not it.app.flow.live.conductor.over


async def test_sharp_pain_ends_the_session_and_says_when_to_get_help(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        await it.press("full_stop", "2")
        assert it.sees("The session ends in 10 seconds.")
        await it.press("wait", "enter")
        assert isinstance(it.app.screen, Ending)
        assert it.sees("Call your emergency number for: · Chest pain")
        await it.press("wait", "escape")
    assert it.app.return_code == 4


async def test_an_end_comes_by_itself_after_ten_visible_seconds(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        await it.press("o", "3")
        await look_on(it, 6)
        assert it.sees("The session ends in 4 seconds.")
        assert it.sees("u take it back")
        await look_on(it, 4)
        assert isinstance(it.app.screen, Ending)
        assert it.sees("stopped for pain")


async def test_an_interrupt_at_a_question_of_pain_asks_whether_to_quit_and_a_second_means_later(
    stage, own_sessions
) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        await it.press("o")
        for key in ("1", "4"):
            asked = it.app.flow.live.guide.question
            await it.press("ctrl+c")
            assert it.sees("Quit?"), key
            await it.press("escape")
            assert it.app.flow.live.guide.question is asked, key
            await it.press(key)
        await it.press("ctrl+c", "ctrl+c")
        assert it.app.leaving
    assert it.app.return_code == 3
    assert [line.partition(",")[0] for line in it.log() if '"t":"pain"' in line or '"t":"end"' in line] == [
        '{"t":"pain"'
    ]


# -- before it begins -------------------------------------------------------------------------------------------------


async def held_up(it, monkeypatch) -> Callable[[], None]:
    """A session whose screen has not been painted yet; returns what begins it."""
    held: list[Callable[[], None]] = []
    with monkeypatch.context() as patched:
        patched.setattr(Guiding, "call_after_refresh", lambda screen, begin: held.append(begin))
        await it.press("enter")
    [begin] = held
    return begin


@pytest.mark.parametrize("answer", chosen(("f", "l", "k"), by_day=("f", "k")))
async def test_a_session_that_is_quit_before_it_begins_does_not_begin(
    stage, own_sessions, monkeypatch, answer: str
) -> None:
    async with stage(opening="short") as it:
        begin = await held_up(it, monkeypatch)
        live = it.app.flow.live
        await it.press("q")
        assert it.sees("Quit?")
        begin()
        await it.press(answer)
        assert it.app.leaving is (answer != "k")
        assert live.conductor.player.state.mode is (Mode.GUIDING if answer == "k" else Mode.READY)
    assert bool(it.log()) is (answer == "k")


async def test_what_lies_over_a_session_before_it_begins_holds_it_up(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        begin = await held_up(it, monkeypatch)
        await it.press("question_mark")
        begin()
        await it.turns()
        assert mode(it) is Mode.READY
        await it.press("escape")
        assert mode(it) is Mode.GUIDING
        # A second interrupt means to go on later
        await it.press("ctrl+c")
        assert it.sees("Quit?")
        await it.press("ctrl+c")
    assert it.app.return_code == 3
    assert not any('"t":"end"' in line for line in it.log())


# -- its sound, and its beginning -------------------------------------------------------------------------------------


async def test_the_end_of_a_session_rings_out_and_nothing_else_does(stage, own_sessions, monkeypatch) -> None:
    for keys, lingers in (((), 0.0), (("q", "f", "wait", "enter", "wait", "escape"), RINGING_OUT), (("q", "l"), 0.0)):
        async with stage(opening="short") as it:
            closed = closings(it, monkeypatch)
            # From the second on it goes on with what was left open.
            it.read()
            await it.press("enter")
            await it.pass_time(8.0)
            await it.press(*keys)
        assert closed == [lingers], keys


async def test_a_session_begins_once_its_screen_has_been_seen(stage, own_sessions, monkeypatch) -> None:
    """What the first tone takes would have to wait for it."""
    async with stage(opening="short", every_frame=True) as it:
        seen: list[str] = []
        display, start = it.app._display, Live.start

        def displayed(screen: Screen, *more: Any) -> None:
            if isinstance(screen, Guiding):
                seen.append("painted")
            display(screen, *more)

        def begun(live: Live) -> None:
            seen.append("begun")
            start(live)

        monkeypatch.setattr(it.app, "_display", displayed)
        monkeypatch.setattr(Live, "start", begun)
        await it.press("enter")
        await it.pilot.pause()

        assert seen[0] == "painted"
        assert seen.count("begun") == 1
        assert mode(it) is Mode.GUIDING


@pytest.mark.parametrize("how", ["the app is left", "its screen is gone"])
async def test_what_was_left_before_it_was_seen_does_not_begin(stage, own_sessions, monkeypatch, how: str) -> None:
    async with stage(opening="short") as it:
        begin = await held_up(it, monkeypatch)
        player = it.app.flow.live.conductor.player
        if how == "the app is left":
            it.app.leaving = True
        else:
            await it.app.switch_screen(Screen())
        begin()
        await it.turns()

        assert player.state.mode is Mode.READY


async def test_a_session_begins_once_the_questions_before_it_are_gone(stage, own_sessions, monkeypatch) -> None:
    came: list[str] = []
    painted = asyncio.Event()
    async with stage(opening="short") as it:
        begin, replaced, is_painted = Live.start, it.app._replace_screen, Guiding._painted

        async def slowly(screen: Screen) -> Screen:
            # As in a terminal: the new screen has been painted, and has had its turns, before that.
            async with asyncio.timeout(5.0):
                await painted.wait()
            for _ in range(20):
                await asyncio.sleep(0)
            await replaced(screen)
            came.append("the questions are gone")
            return screen

        monkeypatch.setattr(it.app, "_replace_screen", slowly)
        monkeypatch.setattr(Guiding, "_painted", lambda screen: (is_painted(screen), painted.set()))
        monkeypatch.setattr(Live, "start", lambda live: (came.append("it begins"), begin(live)))
        await it.press("enter")
        while len(came) < 2:
            await it.pilot.pause()
    assert came == ["the questions are gone", "it begins"]


async def test_after_a_signal_nothing_rings_out(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        closed = closings(it, monkeypatch)
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q", "f", "wait", "enter")
        it.app.leave(by_signal(15))
        await it.disk()
    assert closed == [0.0]


async def test_in_another_session_nothing_of_the_last_is_left(stage, own_sessions, monkeypatch) -> None:
    async with stage() as it:
        closed = closings(it, monkeypatch)
        await it.press("home", "enter", "enter")
        await it.pass_time(8.0)
        await it.press("s")
        assert it.app.speaker.muted
        await it.press("q", "f", "wait", "enter", "wait", "escape")
        await it.settle()
        assert it.app.speaker.muted
        await it.press("home", "enter", "enter")
        await it.pass_time(8.0)
        assert mode(it) is Mode.GUIDING
        # Sound that was switched off is on
        assert not it.app.speaker.muted
    # And no end rings out
    assert closed == [0.0]


def closings(it, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long the speaker was to ring out, each time that it was closed."""
    monkeypatch.setattr("hipcoach.sound.speaker.RINGING_OUT", RINGING_OUT)
    closed: list[float] = []
    close = it.app.speaker.close

    def closing(timeout: float, *, linger: float) -> None:
        closed.append(linger)
        close(timeout)

    monkeypatch.setattr(it.app.speaker, "close", closing)
    return closed
