"""The few questions before a session."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Stage
from journal_builders import LoggedSession
from textual.widgets import Static

from hipcoach.advice.history import DailyLife
from hipcoach.advice.notices import BACKGROUND_QUESTIONS
from hipcoach.journal.habits import last_choices
from hipcoach.live import run
from hipcoach.session.library import Library
from hipcoach.session.model import Dose
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.pick import Pick


def value(it, label: str) -> str:
    return next(pick.value for pick in it.app.screen.query(Pick) if label in pick.label)


def go_to(it, label: str) -> None:
    """Mark the row with a label, as a click does; what is folded away is opened first."""
    row = next(pick for pick in it.app.screen.query(Pick) if label in pick.label)
    if not is_open(row):
        it.app.screen.query_one("#options").display = True
    row.focus()


def is_open(row: Pick) -> bool:
    """Whether a row is not folded away."""
    return all(one.display for one in (row, *row.ancestors_with_self))


async def test_digits_and_arrows_change_values(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        assert value(it, "Pain now") == "-"
        await it.press("right")
        assert value(it, "Pain now") == "0"
        await it.press("2", "right")
        go_to(it, "Dose")
        await it.press("right")
        assert value(it, "Pain now") == "3"
        assert value(it, "Dose") == "middle"
        assert it.sees("0:57 · would end at 07:00 · Short")
        # More than a little pain takes the low dose
        go_to(it, "Pain now")
        await it.press("4")
        assert value(it, "Dose") == "low"
        assert it.sees("take the low dose")
        await it.press("7")
        assert it.sees("not today is the better choice")
        # An answer is taken back with a dash
        await it.press("-")
        assert value(it, "Pain now") == "-"
        assert value(it, "Dose") == "middle"
        assert not it.sees("not today is the better choice")
        # Ten is typed as one and nought, and a nought long after a one is a nought
        await it.press("1", "0")
        assert value(it, "Pain now") == "10"
        assert value(it, "Dose") == "low"
        await it.press("1", "wait", "wait", "0")
        assert value(it, "Pain now") == "0"
        # A click on a number picks it, and beside it nothing
        for x, picked in ((3, "0"), (18, "3"), (53, "10"), (15, "-"), (70, "-")):
            await it.press("-")
            await it.pilot.click("#pain", offset=(x, 1))
            await it.turns()
            assert value(it, "Pain now") == picked, x
        # Pain says what changes, and p takes it as planned
        go_to(it, "Dose")
        await it.press("o", "4")
        assert it.sees("Pain 4 of 10: take the low dose and an easier option today.")
        assert it.sees("0:43 instead of 0:57; p: as planned.")
        await it.press("p")
        assert it.lines()[0].startswith("0:57") or it.sees("0:57 · would end")
        assert value(it, "Dose") == "middle"
        assert not it.sees("as planned")
        await it.press("enter")
        assert checkin(it)["pain"] == 4


async def test_what_is_needed_and_to_be_read_is_said(stage, own_sessions) -> None:
    text = (own_sessions / "short.yaml").read_text()
    text = text.replace("    hold: 10-20 s\n", "    hold: 10-20 s\n    equipment: Mat\n")
    text = text.replace("name: With a towel,", "name: With a towel, equipment: [Mat, Towel], prepare: 25 s,")
    text += "safety:\n  before: [Ask Dr Mill about the new joint]\n"
    (own_sessions / "short.yaml").write_text(text, encoding="utf-8")
    async with stage(opening="short") as it:
        # What a session wants to be read before stands above its questions
        shown = " ".join(it.lines())
        assert it.sees("Before you start: Ask Dr Mill about the new joint")
        assert shown.index("Ask Dr Mill about the new joint") < shown.index("Pain now")
        # What is needed follows the options that are on
        await it.resize(80, 40)
        assert it.sees("You need: Mat")
        assert not it.sees("You need: Mat, Towel")
        await it.press("c")
        go_to(it, "towel")
        await it.press("right")
        assert it.sees("You need: Mat, Towel")
        assert it.sees("1:03 · would end"), "with the time that it takes to get ready with it"
        await it.press("left")
        assert not it.sees("You need: Mat, Towel")


async def test_the_dose_of_a_painful_day_does_not_become_the_habit(stage, own_sessions, home: Path) -> None:
    async with stage() as it:
        await it.press("d", "enter", "5")
        assert value(it, "Dose") == "low"
        await it.press("enter", "q", "f", "wait", "enter", "wait", "escape")
        assert it.sees("pick a session · middle dose")
    began = [line for line in map(json.loads, it.log()) if line["t"] == "start"][-1]
    assert began["choices"]["dose"] == "low", "the log says what was done"
    assert last_choices(home / "log", it.app.desk.wall()).dose is Dose.MIDDLE
    async with stage() as it:
        assert it.sees("pick a session · middle dose")
        await it.press("enter")
        assert value(it, "Dose") == "middle"


# -- one question, the rest folded away -------------------------------------------------------------------------------


async def test_one_question_is_asked_and_enter_starts(stage, own_sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bool] = []
    async with stage(opening="short") as it:
        for size in ((60, 20), (40, 12), (80, 24), (120, 40)):
            await it.resize(*size)
            assert asked(it)[:1] == ["Pain now, 0 to 10: the hip, not sore muscles"]
            assert len(asked(it)) <= 3
            for word in ("go", "gent", "not today", "Start (Enter)"):
                assert it.sees(word), (size, word)
        monkeypatch.setattr(it.app.speaker, "test", lambda: tried.append(True))
        assert it.sees("t Test sound")
        await it.press("t")
        assert tried == [True]
        await the_question_does_not_move_what_stands_below_it(it)
        await an_answer_to_another_question_is_taken_back_with_a_dash(it)
        await c_opens_what_can_be_chosen_and_folds_it_away(it)
        await what_excludes_another_turns_it_off(it)
        # The side that begins is the one that was picked
        go_to(it, "Side that begins")
        await it.press("left", "right", "right", "enter")
        assert "pain" not in checkin(it)
        await it.pass_time(1.0)
        assert it.sees("RIGHT")


async def the_question_does_not_move_what_stands_below_it(it) -> None:
    row = next(pick for pick in it.app.screen.query(Pick) if "outer, bony" in pick.label)
    await it.press("3")
    before = row.region
    await it.press("7")
    assert row.region.y - before.y <= 1, "the offer of easier options is new, the reply has its place"
    await it.press("-")


async def an_answer_to_another_question_is_taken_back_with_a_dash(it) -> None:
    go_to(it, "outer, bony side")
    await it.press("right")
    assert value(it, "outer, bony side") == "yes"
    await it.press("-")
    assert value(it, "outer, bony side") == "-"


async def c_opens_what_can_be_chosen_and_folds_it_away(it) -> None:
    assert it.sees("Today: low dose · sides as written · exercises as written")
    assert not it.sees("With a towel")
    await it.press("c")
    assert it.app.focused.label == "Dose"
    assert it.sees("With a towel (easier)")
    await it.press("right", "c")
    assert it.sees("Today: middle dose")
    assert not it.sees("With a towel")
    assert it.app.focused.id == "pain"


async def what_excludes_another_turns_it_off(it) -> None:
    go_to(it, "towel")
    await it.press("right")
    assert value(it, "towel") == "on"
    await it.press("down", "right")
    assert value(it, "strap") == "on"
    assert value(it, "towel") == "off"
    assert it.told("cannot be combined")


async def test_the_dose_is_neither_asked_nor_named_where_nothing_has_a_range(stage, own_sessions) -> None:
    (own_sessions / "short.yaml").write_text(
        "hipcoach: 1\ntitle: Short\nexercises:\n  - {name: Lean, hold: 20 s}\n", encoding="utf-8"
    )
    async with stage(opening="short") as it:
        await it.press("5", "c")
        assert "Dose" not in rows(it)
        assert not any("dose" in line for line in it.lines())


# -- with a past ------------------------------------------------------------------------------------------------------

MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def went(home: Path, days_ago: float, *, effort: int = 5, after: int = 1, **answers: Any) -> None:
    """A session of the short file that was played to its end, with answers before and after it."""
    path = home / "sessions" / "short.yaml"
    session = Library(home / "nothing", home / "sessions").read(path).session
    assert session is not None
    logged = LoggedSession(home / "log", session=session, begins=MORNING - timedelta(days=days_ago))
    logged.journal.checkin(pain=1, background=(), **answers)
    logged.start()
    logged.play()
    logged.journal.checkout(pain=after, effort={"stretch": effort, "lift": effort})
    logged.close()


async def ask(it) -> None:
    """Pick the short session: its questions appear, none of them answered, as the log is now."""
    if isinstance(it.app.screen, CheckIn):
        await it.app.pop_screen()
    reading = it.app.desk.library.read(it.app.desk.library.find("short"))
    it.app.flow.check_in(reading.session, reading)
    await it.settle()


async def to_the_end(it) -> None:
    """Start the session, end it at once, and leave out what is asked then."""
    await it.press("enter", "q", "f", "wait", "enter", "wait", "escape")


def rows(it) -> list[str]:
    return [pick.label for pick in it.app.screen.query(Pick) if pick.display]


def asked(it) -> list[str]:
    """The labels of the rows that are not folded away."""
    return [pick.label for pick in it.app.screen.query(Pick) if is_open(pick)]


def heading(it, exercise: str) -> str:
    """The heading above the options of an exercise."""
    headings = (str(one.content) for one in it.app.screen.query(".exercise").results(Static))
    return next(text for text in headings if text.startswith(exercise))


def checkins(it) -> list[dict[str, Any]]:
    """The answers in the log; of sessions that began in the same second, in any order."""
    return [line for line in map(json.loads, it.log()) if line["t"] == "checkin"]


def checkin(it) -> dict[str, Any]:
    """The newest answers in the log."""
    return checkins(it)[-1]


async def test_nothing_is_answered_for_anybody_and_each_question_about_them_is_asked_once(
    stage, own_sessions, home: Path
) -> None:
    questions = list(BACKGROUND_QUESTIONS.values())

    def about_them() -> list[str]:
        return [one for one in asked(it) if one in questions]

    async with stage(opening="short") as it:
        assert about_them() == [], "the first time is about the outer hip alone"
        assert any("outer, bony side" in one for one in asked(it))
        await it.press("3")
        await to_the_end(it)
        assert (checkin(it)["pain"], checkin(it)["outer_hip"]) == (3, "passed")
    async with stage(opening="short") as it:
        assert value(it, "Pain now") == "-", "the pain of last time says nothing about now"
        assert rows(it)[-1].startswith("Does the outer, bony side"), "it is there to be answered"
        assert not any("outer, bony side" in one for one in asked(it))
        assert about_them() == questions[:1]
        await to_the_end(it)
    # Each is left out with Enter
    assert {line.get("pain") for line in checkins(it)} == {3, None}
    assert {line.get("outer_hip") for line in checkins(it)} == {"passed", None}
    assert [line["background"] for line in checkins(it) if "background" in line] == [[]]
    async with stage() as it:
        for question in questions[1:]:
            await ask(it)
            assert about_them() == [question]
            went(home, 1)
        await ask(it)
        assert about_them() == []


async def test_background_can_be_answered_later_too(stage, own_sessions) -> None:
    async with stage() as it:
        await ask(it)
        go_to(it, "one side only")
        await it.press("right")
        await to_the_end(it)
        assert checkin(it)["background"] == ["one_side"]
        await ask(it)
        assert value(it, "one side only") == "yes"


SIDE_LYING = """\
hipcoach: 1
title: Short
exercises:
  - {name: Stretch, hold: 20 s, prepare: 5 s}
  - {name: Shell, reps: 4, prepare: 5 s, position: side-lying, easier: [{id: smaller, name: Smaller}]}
"""


async def test_the_outer_hip_is_asked_about_once_with_what_can_be_left_out(stage, own_sessions) -> None:
    (own_sessions / "short.yaml").write_text(SIDE_LYING, encoding="utf-8")
    async with stage() as it:
        await ask(it)
        labels = rows(it)
        assert ["Pain now" in labels[0], "outer, bony side" in labels[1]] == [True, True]
        assert not it.sees("ask a doctor or physical therapist before")
        go_to(it, "outer, bony side")
        await it.press("right")
        assert it.sees("ask a doctor or physical therapist before you do them. Here: Shell.")
        whole = it.lines()[0]
        go_to(it, "Leave out")
        await it.press("right")
        assert it.lines()[0] != whole, "it takes less time"
        await it.press("c")
        assert it.sees("Shell · left out today")
        await it.press("enter")
        start, kept = map(json.loads, it.log()[:2])
        assert [one["id"] for one in start["exercises"]] == ["stretch"]
        assert start["choices"]["left_out"] == ["shell"]
        assert "left_out" not in start["usual"]
        assert (kept["outer_hip"], kept["accepted"]) == ("yes", ["outer-hip leave-out"])
        await it.press("q", "f", "wait", "enter", "wait", "escape")
        await ask(it)
        assert value(it, "Leave out") == "yes", "as it was decided last"
        assert rows(it)[-1].startswith("Does the outer, bony side"), "it is not asked again, only there to be answered"
        assert value(it, "outer, bony side") == "yes"
        go_to(it, "outer, bony side")
        await it.press("right")
        assert not it.sees("Leave out what")
        await it.press("enter")
        began = [line for line in map(json.loads, it.log()) if line["t"] == "start"]
        assert sorted(len(start["exercises"]) for start in began) == [1, 2]
        assert sorted(line["outer_hip"] for line in checkins(it)) == ["no", "yes"]


async def test_where_nothing_would_be_left_another_session_is_advised(stage, own_sessions) -> None:
    (own_sessions / "short.yaml").write_text(
        SIDE_LYING.replace("  - {name: Stretch, hold: 20 s, prepare: 5 s}\n", ""), encoding="utf-8"
    )
    async with stage(opening="short") as it:
        go_to(it, "outer, bony side")
        await it.press("right")
        assert it.sees("This session has nothing else: pick another one")
        assert not any("Leave out" in label for label in rows(it))


async def test_with_a_past(stage, own_sessions, home: Path) -> None:
    async with stage() as it:
        for story in (
            too_few_sessions_is_said_in_answer_only,
            on_a_painful_day_easier_options_are_offered_and_no_step_up,
            start_is_in_sight_and_every_row_within_reach_at_every_size,
            what_is_due_is_asked_and_kept,
        ):
            shutil.rmtree(home / "log", ignore_errors=True)
            await story(it, home)


async def too_few_sessions_is_said_in_answer_only(it, home: Path) -> None:
    went(home, 20, daily_life=DailyLife.SAME)
    await ask(it)
    assert not it.sees("Too few sessions")
    go_to(it, "Daily life")
    await it.press("right", "right")
    assert it.sees("Too few sessions to tell yet: 1 session in 2 weeks")


async def on_a_painful_day_easier_options_are_offered_and_no_step_up(it, home: Path) -> None:
    went(home, 4)
    went(home, 2, next_morning=1)
    await ask(it)
    go_to(it, "morning after")
    await it.press("1")
    go_to(it, "Pain now")
    assert "  Take this step" in rows(it)
    assert "An easier option of each exercise" not in rows(it)
    await it.press("4")
    assert "  Take this step" not in rows(it)
    assert (value(it, "easier option"), value(it, "towel")) == ("not now", "off")
    go_to(it, "easier option")
    await it.press("right")
    assert value(it, "towel") == "on"
    await it.press("right")
    assert value(it, "towel") == "off"


async def start_is_in_sight_and_every_row_within_reach_at_every_size(it, home: Path) -> None:
    went(home, 20, after=7)
    went(home, 16, next_morning=1)
    for size in ((60, 20), (80, 24)):
        await it.resize(*size)
        await ask(it)
        assert it.sees("Start (Enter)"), size
        assert it.sees("a digit, or ← → · - no answer"), "how a value is changed is always in sight"
        for label in asked(it):
            assert it.app.focused is not None
            assert label == it.app.focused.label, size
            assert it.sees(label.strip()[:20]), (size, label)
            await it.press("down")
        assert it.sees("Start (Enter)"), size


async def what_is_due_is_asked_and_kept(it, home: Path) -> None:
    went(home, 20)
    await ask(it)
    go_to(it, "morning after")
    await it.press("2")
    go_to(it, "Daily life")
    await it.press("right", "right", "enter")
    assert {"next_morning": 2, "daily_life": "same"}.items() <= checkin(it).items()


async def test_a_step_is_taken_only_when_accepted_and_can_be_taken_back(stage, own_sessions, home: Path) -> None:
    went(home, 4)
    went(home, 2, next_morning=1)
    async with stage(opening="short") as it:
        assert "  Take this step" not in rows(it), "the last morning is not known yet"
        go_to(it, "morning after")
        await it.press("1")
        assert it.sees("Stretch. Both sides reached 10 s twice")
        assert "middle dose" not in heading(it, "Stretch")
        go_to(it, "Take this step")
        await it.press("right")
        assert heading(it, "Stretch") == "Stretch · middle dose"
        await it.press("left")
        assert "middle dose" not in heading(it, "Stretch")
        await it.press("right", "enter")
        assert checkin(it)["accepted"] == ["stretch up dose middle"]
        assert checkin(it)["declined"] == ["lift up dose middle"]
    async with stage(opening="short") as it:
        # What was left open is asked first, over the rows.
        await it.press("wait", "escape")
        assert heading(it, "Stretch") == "Stretch · middle dose", "what was accepted stays"


async def test_a_notice_tells_why_and_is_put_away(stage, own_sessions, home: Path) -> None:
    went(home, 3, after=7)
    async with stage(opening="short") as it:
        assert it.sees("Session of 19 November: pain after it was 7 of 10, up from 1.")
        await it.press("y")
        assert isinstance(it.app.screen, TextScreen)
        assert it.sees("Pain as high as this, or a rise")
        assert not it.sees("bone"), "the reason is that pain, and no thigh bone"
        await it.press("escape")
        assert it.sees("Show this again next time? (y says why)")
        go_to(it, "next time")
        await it.press("right", "enter")
        assert checkin(it)["dismissed"] == ["red"]
    async with stage(opening="short") as it:
        assert not it.sees("pain after it was 7 of 10")


# -- before the log has been read -------------------------------------------------------------------------------------


@pytest.fixture
def slow_log(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Has reading the log wait until this is set."""
    go_on = threading.Event()
    read = run.look_back
    monkeypatch.setattr(run, "look_back", lambda *what: (go_on.wait(30.0), read(*what))[1])
    return go_on


async def test_enter_waits_for_the_log_and_then_shows_what_was_never_done(
    stage, slow_log: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(found=FoundSettings(Settings())) as it:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(Stage, "disk", lambda stage: asyncio.sleep(0))
            await it.press("enter", "2", "enter", "wait", "enter")
            assert isinstance(it.app.screen, CheckIn)
            assert it.told("what was done last time is being read")
            slow_log.set()
        await it.disk()
        await it.pilot.pause()
        assert isinstance(it.app.screen, HowScreen)
        await it.press("space")
        [asked] = [line for line in map(json.loads, it.log()) if line["t"] == "checkin"]
        assert (asked["pain"], asked["outer_hip"]) == (2, "passed")


async def test_a_log_that_cannot_be_read_holds_nothing_up(stage, own_sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*what: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(run, "look_back", broken)
    async with stage(opening="short") as it:
        assert it.told("What was done before cannot be read: ")
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)
