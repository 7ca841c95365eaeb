"""The same stories in lines and in the app: what is asked, offered and logged is the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from begun_programmes import INSTALL, begin
from conftest import KNOWN, MORNING, SHORT, Clock

from hipcoach.advice.notices import ASK
from hipcoach.engine.choices import Choices
from hipcoach.journal.programmes import keep_programme, pauses
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.paths import Paths
from hipcoach.plain.keyboard import Input, SingleKeys, Typed
from hipcoach.plain.run import play
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.widgets.answer_rows import NoticeRow, OfferRow

OUTER = SHORT.replace("  - name: Stretch\n", "  - name: Stretch\n    id: figure-four\n")

AFFECTED = SHORT.replace("    side: each\n", "    side: affected\n")

OF_THE_DAY = ("at", "session", "host", "pid", "gap_s")
"""What differs between any two sessions."""


@dataclass
class Person:
    """A keyboard at which somebody answers what is asked before a session, presses keys in it, and answers again."""

    clock: Clock
    before: Sequence[str]
    after: Sequence[str] = ()
    during: Sequence[tuple[float, str]] = ()
    """Seconds from the beginning on, and the key."""
    terminal: bool = True
    _typed: list[str] = field(default_factory=list)
    _began: float | None = None

    def __post_init__(self) -> None:
        self._lines, self._later, self._keys = list(self.before), list(self.after), list(self.during)

    def put(self, given: Input) -> None:
        raise AssertionError(f"{given} came")

    def wait(self, seconds: float | None) -> Input | None:
        if seconds is None and self._began is None and (self._lines or self._typed):
            return self._answer(self._lines)
        self._began = self.clock.now if self._began is None else self._began
        due = self._began + self._keys[0][0] if self._keys else None
        if due is not None and (seconds is None or due <= self.clock.now + seconds):
            self.clock.now = max(self.clock.now, due)
            return Typed(self._keys.pop(0)[1])
        if seconds is None:
            return self._answer(self._later)
        self.clock.now += seconds
        return None

    def _answer(self, lines: list[str]) -> Typed:
        """The next key of an answer, which takes a second."""
        if not self._typed:
            self._typed = [*lines.pop(0), "enter"]
        self.clock.now += 1.0
        return Typed(self._typed.pop(0))


@pytest.fixture
def in_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Play a session in lines for somebody; returns what was said."""

    def run(
        home: Path,
        before: Sequence[str],
        after: Sequence[str] = (),
        during: Sequence[tuple[float, str]] = (),
        days_ago: float = 0,
        terminal: bool = True,
    ) -> str:
        clock = Clock()
        places = Paths.find({"HIPCOACH_HOME": str(home)})
        places.accepted.parent.mkdir(parents=True, exist_ok=True)
        places.accepted.write_text("yes\n")
        library = Library(shipped_sessions(), places.sessions)

        def wall() -> datetime:
            return clock.wall() - timedelta(days=days_ago)

        desk = Environment(places, library, clock, wall, KNOWN.settings)
        reading = library.read(library.find("short"))
        assert reading.session is not None
        person = Person(clock, before, after, during, terminal)
        monkeypatch.setattr("hipcoach.plain.run.Keyboard", lambda descriptor: person)
        monkeypatch.setattr("hipcoach.plain.follow.descriptor_of_input", lambda: 99)
        monkeypatch.setattr("hipcoach.plain.follow.single_keys", lambda descriptor: nullcontext(SingleKeys()))
        monkeypatch.setattr("hipcoach.plain.opening.wait_until_heard", lambda *given: None)
        capsys.readouterr()
        play(reading.session, reading, desk.settings.begin(Choices()), desk, RunOptions(mute=True))
        told = capsys.readouterr()
        return told.err + told.out

    return run


def newest(home: Path) -> list[dict[str, Any]]:
    """The lines of the newest log, without times, ids, and the places between."""
    file = max((home / "log").glob("[0-9]*/*.jsonl"))
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        {name: value for name, value in line.items() if name not in OF_THE_DAY}
        for line in lines
        if line["t"] != "place"
    ]


@dataclass
class Both:
    """Two homes with the same past, one for each front end."""

    home: Path
    other: Path
    in_lines: Callable[..., str]
    stage: Any

    def past(
        self, *before: str, after: Sequence[str] = (), days_ago: int, during: Sequence[tuple[float, str]] = ()
    ) -> None:
        """A session that was done some days ago."""
        self.in_lines(self.home, before, after, during, days_ago=days_ago)

    async def compare(
        self,
        app_before: Callable[[Any], Any],
        lines_before: Sequence[str],
        app_after: Sequence[str] = ("escape",),
        lines_after: Sequence[str] = ("q",),
    ) -> tuple[str, list[dict[str, Any]]]:
        """Do today's session in both; returns what was said in lines, and the log, which is the same."""
        copytree(self.home, self.other)
        said = self.in_lines(self.other, lines_before, lines_after)
        async with self.stage(opening="short") as it:
            await app_before(it)
            await it.press("enter")
            await it.pass_time(400)
            await it.settle()
            it.read()
            assert isinstance(it.app.screen, Ending)
            await it.press(*app_after)
            await it.settle()
        assert newest(self.other) == newest(self.home)
        return said, newest(self.home)


@pytest.fixture
def both(home: Path, own_sessions: Path, tmp_path: Path, in_lines: Callable[..., str], stage: Any) -> Both:
    return Both(home, tmp_path / "other", in_lines, stage)


def of(log: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(line for line in log if line["t"] == kind)


async def pick(it: Any, row: str | type, *keys: str) -> None:
    """Mark a row and press keys."""
    it.app.screen.query(row).first().focus()
    await it.press(*keys)


FINISHED = ("0", "3", "4", "")
"""The answers after a session that went well."""


async def test_a_first_session(both: Both) -> None:
    async def app(it: Any) -> None:
        await it.press("1")
        await pick(it, "#outer_hip", "right", "right")

    said, log = await both.compare(
        app, ("1", "no", ""), ("1", "down", "4", "down", "5", "down", *"well", "enter"), ("1", "4", "5", "well")
    )

    assert "Pain now, 0 to 10: the hip, not sore muscles. 0 to 3 go, 4 to 5 gentle, 6 to 10 not today." in said
    assert of(log, "checkin") == {"t": "checkin", "pain": 1, "outer_hip": "no"}
    assert of(log, "checkout") == {"t": "checkout", "pain": 1, "effort": {"stretch": 4, "lift": 5}, "note": "well"}


async def test_a_step_up_that_is_accepted(both: Both) -> None:
    both.past("0", "no", "", after=FINISHED, days_ago=4)
    both.past("0", "0", "", "", after=FINISHED, days_ago=2)

    async def app(it: Any) -> None:
        await it.press("0")
        await pick(it, "#next_morning", "0")
        await pick(it, OfferRow, "right")

    said, log = await both.compare(app, ("0", "0", "", "yes", "no", ""))

    assert "Take this step? yes or no; no unless you say." in said
    assert len(of(log, "checkin")["accepted"]) == 1
    assert of(log, "start")["choices"]["doses"] == {"stretch": "middle"}


async def test_an_amber_day(both: Both) -> None:
    both.past("0", "no", "", after=FINISHED, days_ago=2)

    async def app(it: Any) -> None:
        await it.press("4")
        await pick(it, "#easier", "right")

    said, log = await both.compare(app, ("4", "yes", "", "", ""))

    assert "Pain 4 of 10" in said
    assert of(log, "start")["choices"]["modifications"] == {"stretch": ["towel"]}
    assert of(log, "start")["usual"]["modifications"] == {}


async def test_the_morning_after_a_stop_for_sharp_pain(both: Both) -> None:
    both.past("0", "no", "", during=((8, "o"), (9, "sharp"), (11, "enter")), after=("6", "", "8", ""), days_ago=1)

    async def app(it: Any) -> None:
        await it.press("2")
        await pick(it, NoticeRow, "right")

    said, log = await both.compare(app, ("2", "", "", "hide", ""))

    assert ASK in said
    assert "sharp pain" in said
    assert of(log, "checkin")["dismissed"] == ["red"]


async def test_the_outer_hip(both: Both, own_sessions: Path) -> None:
    (own_sessions / "short.yaml").write_text(OUTER, encoding="utf-8")

    async def app(it: Any) -> None:
        await it.press("1")
        await pick(it, "#outer_hip", "right")
        await pick(it, "#leave_out", "right")

    _, log = await both.compare(app, ("1", "yes", "yes", ""))

    assert of(log, "checkin")["accepted"] == ["outer-hip leave-out"]
    assert {line["exercise"] for line in log if line["t"] == "set"} == {"lift"}


async def test_the_affected_side(both: Both, own_sessions: Path) -> None:
    (own_sessions / "short.yaml").write_text(AFFECTED, encoding="utf-8")

    async def app(it: Any) -> None:
        await it.press("1")
        await pick(it, "#affected", "right", "right")

    _, log = await both.compare(app, ("1", "right", "", ""))

    assert of(log, "start")["choices"]["affected"] == "right"
    assert {line["side"] for line in log if line.get("exercise") == "stretch"} == {"right"}


def test_without_a_keyboard_nothing_is_asked_and_the_log_says_so(
    in_lines: Callable[..., str], home: Path, own_sessions: Path
) -> None:
    said = in_lines(home, (), terminal=False)

    assert "Pain now" not in said
    assert of(newest(home), "checkin") == {"t": "checkin", "asked": False}


# -- what only lines have to be tried for ------------------------------------------------------------------------------

PUT_OFF = ((20, "q"), (21, "l"))


def lines_of_logs(home: Path) -> list[list[str]]:
    """The kinds of lines of each log, oldest first, but for places."""
    files = sorted((home / "log").glob("[0-9]*/*.jsonl"))
    logs = [[json.loads(line)["t"] for line in file.read_text(encoding="utf-8").splitlines()] for file in files]
    return [[kind for kind in log if kind != "place"] for log in logs]


def test_a_session_left_open_can_be_closed_and_another_begun(
    in_lines: Callable[..., str], home: Path, own_sessions: Path
) -> None:
    in_lines(home, ("1", "", ""), during=PUT_OFF, days_ago=0.1)

    said = in_lines(home, ("close", "-", "close it", "", "1", "", ""), FINISHED)

    assert "Go on with Short: stretch, right" in said
    assert "go on, close it, drop it or decide later; decide later unless you say." in said
    assert "The log will have it as done in part. Enter goes on." in said
    assert "Closed. The log has it as done in part" in said
    assert [log[-1] for log in lines_of_logs(home)] == ["end", "checkout"]


def test_a_session_left_open_can_be_gone_on_with(in_lines: Callable[..., str], home: Path, own_sessions: Path) -> None:
    in_lines(home, ("1", "", ""), during=PUT_OFF, days_ago=0.1)

    said = in_lines(home, ("go on",), FINISHED, during=((5, " "),))

    assert "Going on with Short: stretch, right" in said
    assert said.count("Pain now") == 1, "after it only: the questions before it were asked then"
    [log] = lines_of_logs(home)
    assert "resume" in log
    assert log[-1] == "checkout"


def test_who_leaves_the_questions_begins_nothing(in_lines: Callable[..., str], home: Path, own_sessions: Path) -> None:
    in_lines(home, ("1", "q"))

    assert lines_of_logs(home) == []


def test_what_is_offered_of_the_programme_is_told_with_how_to_say_yes(
    in_lines: Callable[..., str], home: Path, own_sessions: Path
) -> None:
    log, week_before = home / "log", MORNING - timedelta(days=7)
    begin(log, "short-days", week_before)
    keep_programme(log, INSTALL, pauses(week_before + timedelta(days=1), "short-days"))

    assert "'hipcoach programme resume' says yes." in in_lines(home, ("q",))
