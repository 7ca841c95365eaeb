"""The log for other programs."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from journal_builders import MORNING, SMALL, LoggedSession, played
from msgspec.structs import replace

from hipcoach.advice.history import Background, DailyLife
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import Player
from hipcoach.journal.export import sessions_to_csv, to_csv, to_json
from hipcoach.journal.files import paths
from hipcoach.journal.history import sessions
from hipcoach.session.model import Exercise, Modification, Range, Session


def as_csv(log: Path) -> str:
    out = io.StringIO()
    to_csv(sessions(log, refused=pytest.fail, oldest_first=True), out)
    return out.getvalue()


def as_sessions(log: Path) -> list[dict[str, str]]:
    out = io.StringIO()
    sessions_to_csv(sessions(log, refused=pytest.fail, oldest_first=True), out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def as_json(log: Path) -> list[dict[str, Any]]:
    out = io.StringIO()
    to_json(sessions(log, refused=pytest.fail, oldest_first=True), out)
    read: list[dict[str, Any]] = json.loads(out.getvalue())
    return read


def with_questions(log: Path) -> None:
    logged = LoggedSession(log)
    logged.journal.checkin(pain=2, next_morning=1)
    logged.start()
    logged.play(6.5)
    logged.do(Player.next)
    logged.play()
    logged.journal.checkout(pain=3, effort={"clamshell": 6}, note='a "good" day,\nreally')
    logged.close()


def test_a_row_for_each_set(tmp_path: Path) -> None:
    with_questions(tmp_path / "log")
    assert as_csv(tmp_path / "log") == (
        "session,date,exercise,side,set,reps,hold_s,range,target,modifications,how,pain,effort,outcome,note,began,title,"
        "worst_pain,worst_pain_kind,round,group,open,timed,load,affected,dose,pain_before,pain_after,pain_next_morning,"
        "stops,stops_told\n"
        "abc00000000000000000000000000000,2026-11-21,figure-four,left,1,,2.5,6 to 12,6,,short,3,,partial,"
        '"a ""good"" day, really",2026-11-21T07:02:11+01:00,Release,,,,,,,,,low,2,3,,0,\n'
        "abc00000000000000000000000000000,2026-11-21,figure-four,right,1,,6,6 to 12,6,,done,3,,partial,"
        '"a ""good"" day, really",2026-11-21T07:02:11+01:00,Release,,,,,,,,,low,2,3,,0,\n'
        "abc00000000000000000000000000000,2026-11-21,clamshell,right,1,2,,2 to 3,2,,done,3,6,partial,"
        '"a ""good"" day, really",2026-11-21T07:02:11+01:00,Release,,,,,,,,,low,2,3,,0,\n'
    )


def test_repetitions_with_a_hold_and_modifications(tmp_path: Path) -> None:
    session = Session(
        "One",
        (
            Exercise(
                id="seated",
                name="Seated",
                reps=Range(2, 4),
                hold=Range(3, 5),
                prepare=4,
                harder=(Modification("band", "Band"), Modification("far", "Far")),
                on=("band", "far"),
            ),
        ),
    )
    played(tmp_path / "log", session=session)
    row = next(csv.DictReader(io.StringIO(as_csv(tmp_path / "log"))))
    assert (row["reps"], row["hold_s"], row["range"], row["target"]) == ("2", "3", "2 to 4", "2")
    assert (row["side"], row["modifications"]) == ("none", "band far")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(tmp_path: Path, first: str) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play()
    logged.journal.checkout(note=first + 'HYPERLINK("x")')
    logged.close()
    rows = list(csv.DictReader(io.StringIO(as_csv(tmp_path / "log"), newline="")))
    assert {row["note"] for row in rows} == {"'" + first.replace("\t", "    ").replace("\r", " ") + 'HYPERLINK("x")'}


@pytest.mark.parametrize(
    ("pains", "worst"),
    [
        ([(PainKind.ACHE, 2)], ("2", "ache")),
        ([(PainKind.ACHE, 2), (PainKind.ACHE, 5), (PainKind.ACHE, 1)], ("5", "ache")),
        ([(PainKind.ACHE, None)], ("", "ache")),
        ([(PainKind.ACHE, 7), (PainKind.SHARP, 4)], ("4", "sharp")),
        ([(PainKind.ACHE, 0), (PainKind.GIVING_WAY, None)], ("", "giving_way")),
    ],
)
def test_the_worst_pain_of_a_session_stands_in_each_of_its_rows(
    tmp_path: Path, pains: list[tuple[PainKind, int | None]], worst: tuple[str, str]
) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(12)
    for kind, score in pains:
        logged.do(Player.pain)
        logged.do(lambda player, now, kind=kind, score=score: player.pain_kind(now, kind, score))
        logged.do(Player.stop if kind.ends_session else Player.dismiss)
    logged.do(Player.stop) if not logged.conductor.over else None
    logged.journal.checkout(pain=9)
    logged.close()
    rows = list(csv.DictReader(io.StringIO(as_csv(tmp_path / "log"))))
    assert [(row["worst_pain"], row["worst_pain_kind"], row["pain"]) for row in rows] == [(*worst, "9")] * len(rows)
    assert rows


def asked_in_the_morning(log: Path, days: float, morning: int | None, *, done: bool = True) -> None:
    logged = LoggedSession(log, begins=MORNING + timedelta(days=days))
    logged.journal.checkin(pain=1, next_morning=morning)
    logged.start()
    if done:
        logged.play()
    logged.close()


def test_the_morning_after_stands_in_the_row_of_the_session_that_it_is_about(tmp_path: Path) -> None:
    log = tmp_path / "log"
    asked_in_the_morning(log, 0, None)
    # Of the first day nobody was asked again before the fourth, and on the second day nothing was done.
    asked_in_the_morning(log, 1, None, done=False)
    asked_in_the_morning(log, 3, 4)
    # Two sessions of one day have the same morning after them.
    asked_in_the_morning(log, 3.3, None)
    asked_in_the_morning(log, 5, 2)
    told = [(row["date"], row["pain_next_morning"]) for row in as_sessions(log)]
    assert told == [
        ("2026-11-21", "4"),
        ("2026-11-22", ""),
        ("2026-11-24", "2"),
        ("2026-11-24", "2"),
        ("2026-11-26", ""),
    ]
    sets = {(row["date"], row["pain_next_morning"]) for row in csv.DictReader(io.StringIO(as_csv(log)))}
    assert sets == {each for each in told if each[0] != "2026-11-22"}


def test_a_later_session_answers_without_a_row_and_no_more_are_read_than_it_takes(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for days, morning in ((0, None), (1, 3), (2, 4), (3, 5), (4, 6)):
        asked_in_the_morning(log, days, morning)
    first, *others = sessions(log, refused=pytest.fail, oldest_first=True)
    later, out = iter(others), io.StringIO()
    sessions_to_csv([first], out, later)
    assert [row["pain_next_morning"] for row in csv.DictReader(io.StringIO(out.getvalue()))] == ["3"]
    assert len(list(later)) == 2


def test_a_row_for_each_session(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with_questions(log)
    hurt = LoggedSession(log, begins=MORNING + timedelta(days=1))
    hurt.start()
    hurt.play(6)
    for kind, score in ((PainKind.ACHE, 4), (PainKind.NUMB, None)):
        hurt.do(Player.pain)
        hurt.do(lambda player, now, kind=kind, score=score: player.pain_kind(now, kind, score))
        hurt.do(Player.stop if kind.ends_session else Player.dismiss)
    hurt.close()
    empty = LoggedSession(log, begins=MORNING + timedelta(days=2))
    empty.start()
    empty.close()
    first, second, third = as_sessions(log)
    assert first == {
        "session": "abc00000000000000000000000000000",
        "date": "2026-11-21",
        "began": "2026-11-21T07:02:11+01:00",
        "title": "Release",
        "file": "release.yaml",
        "outcome": "partial",
        "counts": "yes",
        "dose": "low",
        "affected": "",
        "work_s": "12",
        "planned_work_s": "16",
        "sets_reached": "2",
        "sets_planned": "3",
        "pain_before": "2",
        "pain_after": "3",
        "pain_next_morning": "",
        "highest_effort": "6",
        "efforts": "clamshell 6",
        "loads": "",
        "worst_pain": "",
        "worst_pain_kind": "",
        "stops": "0",
        "stops_told": "",
        "note": 'a "good" day, really',
        "unreadable_lines": "0",
    }
    assert (second["outcome"], second["counts"]) == ("stopped_for_pain", "no")
    assert (second["stops"], second["stops_told"]) == ("2", "ache 4 in figure-four left; numb in figure-four left")
    assert (third["outcome"], third["counts"], third["work_s"], third["pain_before"]) == ("interrupted", "no", "0", "")


def test_no_number_of_a_session_can_be_taken_for_a_day_or_for_thousands(tmp_path: Path) -> None:
    """Where a comma stands before the tenths, a spreadsheet reads 2.5 as the second of May."""
    with_questions(tmp_path / "log")
    (row,) = as_sessions(tmp_path / "log")
    assert not [name for name, cell in row.items() if cell[:1].isdigit() and {".", ","} & set(cell)]


def test_sets_are_in_the_order_of_the_plan(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(22)
    logged.do(Player.back)
    logged.do(Player.back)
    logged.play()
    logged.close()
    rows = csv.DictReader(io.StringIO(as_csv(tmp_path / "log")))
    assert [(row["exercise"], row["side"]) for row in rows] == [
        ("figure-four", "left"),
        ("figure-four", "right"),
        ("clamshell", "right"),
    ]


def test_an_object_for_each_session(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with_questions(log)
    # And one that hurt, one that was interrupted, and what is left of one that could not be logged, which is none
    hurt = LoggedSession(log, begins=MORNING + timedelta(days=1))
    hurt.start()
    hurt.play(6)
    hurt.do(Player.pain)
    hurt.do(lambda player, now: player.pain_kind(now, PainKind.NUMB))
    hurt.do(Player.stop)
    hurt.close()
    cut = LoggedSession(log, begins=MORNING + timedelta(days=2))
    cut.start()
    cut.close()
    empty = LoggedSession(log, begins=MORNING + timedelta(days=3))
    empty.start()
    empty.close().write_bytes(b"")
    first, second, third = as_json(log)
    assert list(first) == [
        "session",
        "at",
        "title",
        "file",
        "sha256",
        "app",
        "outcome",
        "choices",
        "planned",
        "checkin",
        "sets",
        "pains",
        "checkout",
        "unreadable_lines",
    ]
    assert (first["at"], first["title"], first["outcome"]) == ("2026-11-21T07:02:11+01:00", "Release", "partial")
    assert first["planned"][0] == {"exercise": "figure-four", "side": "left", "sets": 1}
    assert [(each["n"], each["how"]) for each in first["sets"]] == [(1, "short"), (2, "done"), (3, "done")]
    assert first["checkin"] == {"at": "2026-11-21T07:02:11+01:00", "pain": 2, "next_morning": 1}
    assert first["checkout"]["effort"] == {"clamshell": 6}
    assert second["outcome"] == "stopped_for_pain"
    assert second["pains"] == [
        {"at": "2026-11-22T07:02:17+01:00", "exercise": "figure-four", "side": "left", "kind": "numb", "score": None}
    ]
    assert (third["outcome"], third["sets"], third["checkout"]) == ("interrupted", [], None)


def test_two_sessions_of_a_day_are_told_apart_and_in_order(tmp_path: Path) -> None:
    for hours in (9, 0):
        played(tmp_path / "log", begins=MORNING + timedelta(hours=hours))
    rows = list(csv.DictReader(io.StringIO(as_csv(tmp_path / "log"))))
    assert list(rows[0])[15:17] == ["began", "title"]
    assert list(dict.fromkeys(row["began"] for row in rows)) == [
        "2026-11-21T07:02:11+01:00",
        "2026-11-21T16:02:11+01:00",
    ]


def test_a_log_does_a_terminal_no_harm_whatever_is_in_it(tmp_path: Path) -> None:
    evil = "a\x1b]0;x\x07\x9b2J\u202eb\x7f"
    logged = LoggedSession(tmp_path / "log", session=replace(SMALL, title=evil))
    logged.start()
    logged.play()
    logged.journal.checkout(note=f"{evil}\none more line")
    logged.close()
    told = as_csv(tmp_path / "log")
    assert all(line.isprintable() for line in told.splitlines())
    assert {row["note"][-14:] for row in csv.DictReader(io.StringIO(told))} == {" one more line"}
    out = io.StringIO()
    to_json(sessions(tmp_path / "log", refused=pytest.fail), out)
    assert all(line.isprintable() for line in out.getvalue().splitlines())
    assert json.loads(out.getvalue())[0]["title"] == evil


def test_the_object_has_every_answer_of_the_check_in(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(
        pain=1,
        daily_life=DailyLife.WORSE,
        turned_out=7,
        background={Background.PRONOUNCED},
        accepted=["clamshell back dose low"],
        declined=["figure-four up dose middle"],
        dismissed=["mornings"],
    )
    logged.start()
    logged.close()
    (only,) = as_json(tmp_path / "log")
    assert only["checkin"] == {
        "at": "2026-11-21T07:02:11+01:00",
        "pain": 1,
        "daily_life": "worse",
        "turned_out": 7,
        "background": ["pronounced"],
        "accepted": ["clamshell back dose low"],
        "declined": ["figure-four up dose middle"],
        "dismissed": ["mornings"],
    }


def test_a_log_with_nothing_in_it(tmp_path: Path) -> None:
    assert as_json(tmp_path / "log") == []
    assert as_csv(tmp_path / "log").count("\n") == 1


def test_the_same_session_twice_a_day_is_two(tmp_path: Path) -> None:
    for hours in (0, 9):
        played(tmp_path / "log", begins=MORNING + timedelta(hours=hours), session=SMALL, choices=Choices())
    assert len(list(paths(tmp_path / "log"))) == 2
    assert len(as_json(tmp_path / "log")) == 2


def test_seconds_of_an_older_log_are_rounded_down_to_tenths(tmp_path: Path) -> None:
    """A set that is short never looks as if it had reached what was asked."""
    with_questions(tmp_path / "log")
    (path,) = paths(tmp_path / "log")
    path.write_bytes(path.read_bytes().replace(b'"done":2.5', b'"done":5.97'))
    assert ",5.9,6 to 12,6,,short," in as_csv(tmp_path / "log")
