"""A log with anything at all in one of its lines: that line costs itself, and no other session is hidden."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from effort import cases, chosen
from hypothesis import given
from hypothesis import strategies as st
from journal_builders import HOST, MORNING, SMALL, LoggedSession, played

from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import DailyLife
from hipcoach.advice.thresholds import Thresholds
from hipcoach.cli import main
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import Player
from hipcoach.journal.export import to_csv, to_json
from hipcoach.journal.figures import exercises, pain, sitting, weeks
from hipcoach.journal.fold import Folded, fold
from hipcoach.journal.glance import glance
from hipcoach.journal.report import in_full, newest
from hipcoach.journal.resume import resumable_of
from hipcoach.journal.to_history import history
from hipcoach.session.model import Side
from hipcoach.ui.charts import ChartRoom, exercises_in_lines, pain_in_lines, row_of, weeks_in_lines

PATH = Path("log/2026/20261121T060211Z-release-abc0.jsonl")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The lines of a session with everything in it, interrupted at its end."""
    logged = LoggedSession(tmp_path_factory.mktemp("log"))
    logged.journal.checkin(pain=2, next_morning=1, daily_life=DailyLife.SAME, turned_out=3)
    logged.start()
    logged.play(6)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 3))
    logged.do(Player.dismiss)
    logged.do(Player.resume)
    logged.play(22)
    logged.journal.choices_changed(Choices(alternate=Side.RIGHT))
    logged.do(lambda player, now: player.replan(now, player.plan))
    logged.journal.checkout(pain=3, effort={"clamshell": 6}, note="a note")
    return [json.loads(line) for line in logged.close().read_bytes().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the log is written that is being looked at."""
    return tmp_path_factory.mktemp("attacked")


DEEP = "[" * 990 + "]" * 990
"""Deeper than the reader goes where it is read, or just not."""

RAW = ["9" * 400, "-" + "9" * 400, "1e400", "-1e400", "NaN", "Infinity", "9" * 5000, "1e-400", DEEP, "[" * 100_000]
"""Values as no program writes them, in JSON."""

TEXTS = [
    "x" * 300_000,
    "\x1b[2J\x9b",
    "\ud800",
    "",
    "é" * 70_000,
    "2026-11-21T07:02:11+99:99",
    "9999-12-31T23:59:59-23:59",
]
NUMBERS = [-1, 0, 11, 10**9, 10**9 + 1, 10**18, 10**399, 0.5, 1e308, 5e-324, True]
SHAPES = [None, [], {}, [[]], {"a": {}}, [1, 2, 3], [None], {"id": "a", "name": 3}]


def paths_in(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a line, the line itself too."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for name, each in inner for path in paths_in(each, (*here, name)))]


def at(line: dict[str, Any], place: tuple[Any, ...]) -> Any:
    """What stands in one place of a line."""
    return reduce(getitem, place, line)


def changed(lines: list[dict[str, Any]], number: int, place: tuple[Any, ...], value: Any, raw: bool) -> bytes:
    """A log in which one value of one line is another one."""
    mark = "put it here"
    line = json.loads(json.dumps(lines[number]))
    if place:
        inner = line
        for name in place[:-1]:
            inner = inner[name]
        inner[place[-1]] = mark if raw else value
    else:
        line = mark if raw else value
    text = json.dumps(line, separators=(",", ":")).replace(json.dumps(mark), value if raw else mark)
    told = [json.dumps(each, separators=(",", ":")) for each in lines]
    return "\n".join([*told[:number], text, *told[number + 1 :], ""]).encode()


def look_at_everything(folded: Folded, data: bytes, path: Path) -> None:
    """All that is ever done with a log; none of it may raise."""
    today = date(2026, 11, 22)
    in_full(folded)
    list(newest([folded], 1, today, lambda file: None, lambda: True))
    to_csv([folded], io.StringIO())
    out = io.StringIO()
    to_json([folded], out)
    json.loads(out.getvalue())
    one = sitting(folded)
    room = ChartRoom(80, 24)
    row_of(one)
    weeks_in_lines(weeks([one], today, 12), today, room)
    pain_in_lines(pain([one]), date(2026, 10, 1), today, room)
    exercises_in_lines(exercises([one]), date(2026, 10, 1), today, room)
    history([folded])
    path.write_bytes(data)
    glance(path)
    if (left := resumable_of(fold(path, data), HOST)) is not None:
        assert left.place
        left.player().stop(0.0)


@cases(50, 400)
@given(st.data())
def test_any_value_anywhere_in_a_line_costs_that_line_alone(
    lines: list[dict[str, Any]], folder: Path, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1), "line")
    place = data.draw(st.sampled_from(paths_in(lines[number])), "place")
    raw = data.draw(st.booleans(), "as no program writes it")
    value = data.draw(st.sampled_from(RAW if raw else [*TEXTS, *NUMBERS, *SHAPES]), "value")
    attacked = changed(lines, number, place, value, raw)
    if b'"v":10' in attacked or b'"v":11' in attacked:
        # Of a newer format: that is refused in words.
        return

    folded = fold(PATH, attacked, places=False)

    assert folded.unreadable <= 1
    sets = sum(line["t"] == "set" for line in lines)
    assert len(folded.records) >= sets - 1 - (lines[number]["t"] == "undo")
    look_at_everything(folded, attacked, folder / PATH.name)


@pytest.mark.parametrize("value", RAW[:9])
@pytest.mark.parametrize("kind", ["start", "checkin", "set", "pain", "plan", "checkout", "place"])
def test_every_number_of_every_line_is_bounded(
    lines: list[dict[str, Any]], folder: Path, kind: str, value: str
) -> None:
    number = next(each for each, line in enumerate(lines) if line["t"] == kind)
    every = [place for place in paths_in(lines[number]) if type(at(lines[number], place)) in (int, float)]
    assert every
    # By day every third number of a line with a value: each number with three values, each value at each kind of line.
    some = every[RAW.index(value) % min(3, len(every)) :: 3]
    assert some
    for place in chosen(every, by_day=some):
        attacked = changed(lines, number, place, value, raw=True)
        folded = fold(PATH, attacked, places=False)
        assert folded.unreadable <= 1
        look_at_everything(folded, attacked, folder / PATH.name)


@pytest.mark.parametrize("name", ["00010101T000000Z-a-abcd.jsonl", "99991231T235959Z-a-abcd.jsonl"])
def test_a_file_s_name_from_the_end_of_time(lines: list[dict[str, Any]], name: str) -> None:
    data = "\n".join(["", *(json.dumps({**line, "at": "2026-11-21T07:02:11-23:59"}) for line in lines[1:]), ""])
    folded = fold(Path(name), data.encode(), places=False)
    assert sitting(folded).began is None
    in_full(folded)
    to_csv([folded], io.StringIO())


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"], ["--session", "abc0"], ["--since", "2026-01-01"]])
@pytest.mark.parametrize("value", ["9" * 400, "1e400", "9" * 5000, DEEP])
def test_a_number_of_400_digits_hides_no_other_session(
    lines: list[dict[str, Any]], home: Path, capsys: pytest.CaptureFixture[str], form: list[str], value: str
) -> None:
    played(home / "log", begins=MORNING.replace(day=22), new_id=lambda: "d" * 32)
    first = next(at for at, line in enumerate(lines) if line["t"] == "set")
    attacked = changed(lines, first, ("hold_s", "done"), value, raw=True)
    path = home / "log" / "2026" / PATH.name
    path.write_bytes(attacked)

    assert main(["log", *form]) == 0

    told = capsys.readouterr()
    assert ("2026-11-22" in told.out) == (form[:1] != ["--session"])
    assert "2026-11-21" in told.out
    assert "1 line in the log of 1 session cannot be read" in told.err


def test_advice_stands_any_score_that_a_log_may_hold(lines: list[dict[str, Any]]) -> None:
    for score in (0, 10):
        told = [
            {**line, **{name: score for name in ("pain", "next_morning", "score") if name in line}} for line in lines
        ]
        data = "\n".join([*map(json.dumps, told), ""]).encode()
        past = history([fold(PATH, data, places=False)])
        Sheet(SMALL, Choices(), date(2026, 11, 22), Thresholds()).remember(past, as_last=True)
