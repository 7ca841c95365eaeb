"""From the first start to the log, with Enter and a few other keys."""

from __future__ import annotations

import json
from threading import Event
from typing import Any

import pytest
from textual.events import Key, Paste
from windows import Window

from hipcoach.live import run
from hipcoach.live.run import Opened
from hipcoach.session.model import Dose
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.note import LONGEST
from hipcoach.ui.widgets.pick import Pick


async def test_enter_alone_leads_through_safety_picker_and_check_in(stage) -> None:
    async with stage(accepted=False) as it:
        assert isinstance(it.app.screen, TextScreen)
        assert it.sees("It is not medical advice")
        it.read()
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)
        await it.press("enter")
        assert isinstance(it.app.screen, CheckIn)
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)
        assert it.sees("Figure-four stretch")
        accepted = it.app.desk.places.accepted
        assert [path.stat().st_mode & 0o777 for path in (accepted, accepted.parent)] == [0o600, 0o700]


async def test_the_safety_text_is_accepted_once(stage) -> None:
    async with stage(accepted=True) as it:
        assert isinstance(it.app.screen, Picker)


@pytest.mark.parametrize(("opening", "status"), [(None, 0), ("short", 3)])
async def test_who_does_not_accept_leaves_and_the_session_asked_for_is_not_done(
    stage, own_sessions, opening: str | None, status: int
) -> None:
    async with stage(opening=opening, accepted=False) as it:
        await it.press("escape")
        assert it.app.leaving
        assert it.app.return_code == status
        assert not it.app.desk.places.accepted.exists()


async def test_a_session_is_followed_to_its_end_and_found_in_the_log(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(4.0)
        assert it.sees("GET READY")
        assert it.sees("Left knee up")
        await it.pass_time(2.0)
        assert it.sees("HOLD")
        await it.pass_time(9.0)
        assert it.sees("SWITCH")
        assert it.sees("RIGHT")
        assert it.sees("Now the right knee")
        await it.pass_time(15.0)
        await it.pass_time(13.0)
        assert isinstance(it.app.screen, Ending)
        assert it.sees("10 of 10 s")
        assert it.sees("4 of 4")
        it.read()
        await it.press("2", "down", "5", "enter")
    told = [json.loads(line) for line in it.log()]
    assert [line["t"] for line in told if line["t"] in ("set", "end", "checkout")] == ["set"] * 3 + ["end", "checkout"]
    assert told[-2]["outcome"] == "completed"
    assert told[-1] | {"at": ""} == {"t": "checkout", "at": "", "pain": 2, "effort": {"stretch": 5}, "note": None} | {
        "note": told[-1]["note"]
    }
    assert it.app.return_code == 0


async def test_what_is_to_be_done_afterwards_stands_first_at_the_end(stage, own_sessions) -> None:
    text = (
        (own_sessions / "short.yaml")
        .read_text()
        .replace("    reps: 4-8\n", "    reps: 4-8\n    afterwards: Loop off\n")
    )
    (own_sessions / "short.yaml").write_text(text, encoding="utf-8")
    async with stage(opening="short", size=(20, 5)) as it:
        await it.press("enter")
        await it.pass_time(60.0)
        assert isinstance(it.app.screen, Ending)
        async for size in Window(it, [(20, 5), (40, 12), (80, 24)]).each_size():
            assert it.sees("Loop off"), size
            lines = " ".join(it.lines())
            assert "4 of 4" not in lines or lines.index("Loop off") < lines.index("4 of 4"), size


async def test_three_enters_and_a_space_lead_from_the_first_start_to_the_first_exercise_and_two_enters_later(
    stage,
) -> None:
    async with stage(accepted=False, found=FoundSettings(Settings())) as it:
        assert it.sees("Chair: steady, without wheels.")
        for _ in range(3):
            it.read()
            await it.press("enter")
        assert isinstance(it.app.screen, HowScreen)
        await it.press("space")
        assert isinstance(it.app.screen, Guiding)
        await it.pass_time(40.0)
        await it.press("n", "q", "f", "wait", "enter", "wait", "escape")
        assert isinstance(it.app.screen, Picker)
    async with stage(found=FoundSettings(Settings())) as it:
        await it.press("down", "up", "enter", "enter")
        # The lunge has not been done yet.
        assert isinstance(it.app.screen, HowScreen)
        await it.press("escape", "escape")
        assert isinstance(it.app.screen, Picker)
    async with stage() as it:
        await it.press("enter", "enter")
        assert isinstance(it.app.screen, Guiding)


async def test_escape_leaves_the_last_questions_out(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter", "q", "f", "wait", "enter")
        assert isinstance(it.app.screen, Ending)
        await it.press("wait", "escape")
    assert not any('"checkout"' in line for line in it.log())
    assert it.app.return_code == 3


async def test_a_session_that_is_put_off_has_no_end_in_the_log(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter", "q", "l")
    assert not any('"t":"end"' in line for line in it.log())
    assert it.app.return_code == 3


async def test_after_a_session_the_list_knows_when_it_was_done(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter", "enter")
        await it.pass_time(8.0)
        await it.press("q", "f", "wait", "enter", "wait", "escape")
        await it.settle()
        assert isinstance(it.app.screen, Picker)
        assert it.sees("part today ◐")
        await it.press("h", "4", "enter")
        await it.settle()
        assert it.sees("Short: ")


async def test_choices_of_one_session_do_not_trouble_the_others(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter", "c")
        next(pick for pick in it.app.screen.query(Pick) if "towel" in pick.label).focus()
        await it.press("right", "enter")
        await it.pass_time(2.0)
        await it.press("q", "f", "wait", "enter", "wait", "escape")
        await it.settle()
        assert isinstance(it.app.screen, Picker)
        assert it.sees("5:50 Release")
    async with stage() as it:
        assert it.sees("5:50 Release")


async def test_from_the_list_a_session_that_is_put_off_leads_back_to_the_list(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter", "enter", "q", "l")
        assert isinstance(it.app.screen, Picker)


async def test_the_next_session_begins_as_chosen_without_changes_made_for_pain(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter", "c")
        next(pick for pick in it.app.screen.query(Pick) if "Dose" in pick.label).focus()
        await it.press("right")
        next(pick for pick in it.app.screen.query(Pick) if "Pain now" in pick.label).focus()
        await it.press("4", "enter")
        await it.pass_time(8.0)
        await it.press("q", "l")
        await it.settle()
        assert it.app.choices.dose is Dose.MIDDLE


async def test_all_lines_of_a_note_that_is_pasted_are_kept(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter", "q", "f", "wait", "enter")
        note = it.app.screen.query_one("#note")
        note.focus()
        note.value = "before after"
        note.cursor_position = len("before ")
        note.post_message(Paste("Left hip tight\r\n\n\tthen  better\nask about it "))
        await it.pilot.pause()
        assert note.value == "before Left hip tight / then better / ask about itafter"
        note.post_message(Paste("long " * 2000))
        await it.pilot.pause()
        assert len(note.value) == LONGEST
        assert it.told("the end is left out")
        note.value = "one / two"
        await it.press("wait", "enter")
    assert json.loads(it.log()[-1])["note"] == "one / two"


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Event:
    """A disk on which no session is opened before this event is set."""
    ready = Event()

    def begin(*arguments: Any, **more: Any) -> Opened:
        ready.wait(20.0)
        return opened(*arguments, **more)

    opened = run.begin
    monkeypatch.setattr(run, "begin", begin)
    return ready


async def presses(it, *keys: str) -> None:
    """Press keys while the disk is still at work."""
    for key in keys:
        it.app.post_message(Key(key, None))
        await it.turns()


async def test_what_is_opened_while_a_session_is_started_does_not_keep_it_from_starting(
    stage, own_sessions, slow_disk: Event
) -> None:
    async with stage(opening="short") as it:
        await presses(it, "enter", "question_mark")
        assert isinstance(it.app.screen, KeysScreen)
        slow_disk.set()
        await it.disk()
        assert isinstance(it.app.screen, Guiding)
        await it.pass_time(1.0)
        assert [json.loads(line)["t"] for line in it.log()][:1] == ["start"]


async def test_a_session_whose_questions_were_left_does_not_start_in_place_of_another(
    stage, own_sessions, slow_disk: Event
) -> None:
    async with stage() as it:
        await it.press("home")
        await presses(it, "enter", "enter", "escape", "end", "enter")
        other = it.app.screen
        slow_disk.set()
        await it.disk()
        assert it.app.screen is other
        assert isinstance(other, CheckIn)
        assert other.reading.path.name != "short.yaml"
        assert not it.log()
