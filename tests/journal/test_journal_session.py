"""What a session leaves in its log, line by line."""

from __future__ import annotations

import stat
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from journal_builders import HOST, MORNING, SMALL, LoggedSession, lines_of, played, small_plan
from msgspec.structs import replace

from hipcoach.advice.history import Background, DailyLife
from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.codec import choices_to_json, plan_from_json, plan_to_json
from hipcoach.engine.events import PainKind
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.journal.fold import read
from hipcoach.session.model import Dose


def kinds(path: Path) -> list[str]:
    return [line["t"] for line in lines_of(path)]


def told(path: Path, kind: str) -> list[dict[str, Any]]:
    return [line for line in lines_of(path) if line["t"] == kind]


def test_a_whole_session_line_by_line(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    start, *lines = lines_of(path)
    steps = plan_to_json(small_plan())
    assert start == {
        "t": "start",
        "v": 1,
        "session": "abc0".ljust(32, "0"),
        "at": "2026-11-21T07:02:11+01:00",
        "app": "0.1.0",
        "host": HOST,
        "pid": 4242,
        "file": "release.yaml",
        "sha256": "5" * 64,
        "title": "Release",
        "choices": choices_to_json(Choices()),
        "plan": steps["steps"],
        "exercises": steps["exercises"],
    }
    assert [(line["t"], line.get("n"), line["at"][17:19]) for line in lines] == [
        ("place", None, "11"),  # prepare
        ("place", None, "15"),  # hold, left
        ("place", None, "20"),  # five seconds of it
        ("set", 1, "21"),
        ("place", None, "21"),  # switch
        ("place", None, "25"),  # hold, right
        ("place", None, "30"),
        ("set", 2, "31"),
        ("place", None, "31"),  # prepare
        ("place", None, "35"),  # repetitions
        ("place", None, "37"),  # the first is credited
        ("set", 3, "39"),
        ("end", None, "39"),
    ]
    assert [line for line in lines if line["t"] == "set"] == [
        {
            "t": "set",
            "n": 1,
            "at": "2026-11-21T07:02:21+01:00",
            "exercise": "figure-four",
            "library": "figure-four",
            "side": "left",
            "set": 1,
            "reps": None,
            "hold_s": {"range": [6, 12], "target": 6, "done": 6.0},
            "modifications": [],
            "work_s": 6.0,
            "paused_s": 0.0,
            "how": "done",
        },
        {
            "t": "set",
            "n": 2,
            "at": "2026-11-21T07:02:31+01:00",
            "exercise": "figure-four",
            "library": "figure-four",
            "side": "right",
            "set": 1,
            "reps": None,
            "hold_s": {"range": [6, 12], "target": 6, "done": 6.0},
            "modifications": [],
            "work_s": 6.0,
            "paused_s": 0.0,
            "how": "done",
        },
        {
            "t": "set",
            "n": 3,
            "at": "2026-11-21T07:02:39+01:00",
            "exercise": "clamshell",
            "library": None,
            "side": "right",
            "set": 1,
            "reps": {"range": [2, 3], "target": 2, "done": 2},
            "hold_s": None,
            "modifications": [],
            "work_s": 4.0,
            "paused_s": 0.0,
            "how": "done",
        },
    ]
    assert lines[-1] == {"t": "end", "at": "2026-11-21T07:02:39+01:00", "outcome": "completed"}


def test_the_start_line_is_all_that_going_on_needs(tmp_path: Path) -> None:
    start = lines_of(played(tmp_path / "log", choices=Choices(dose=Dose.HIGH)))[0]
    plan = plan_from_json({"title": start["title"], "exercises": start["exercises"], "steps": start["plan"]})
    assert plan == make_plan(SMALL, Choices(dose=Dose.HIGH))


def test_the_file_is_named_after_its_time_and_is_private(tmp_path: Path) -> None:
    path = played(tmp_path / "home" / "log")
    assert path == tmp_path / "home" / "log" / "2026" / "20261121T060211Z-release-abc0.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, tmp_path / "home"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_year_of_the_folder_is_the_one_in_the_name(tmp_path: Path) -> None:
    new_year = MORNING.replace(year=2027, month=1, day=1, hour=0, minute=30)
    path = played(tmp_path / "log", begins=new_year)
    assert path.relative_to(tmp_path) == Path("log/2026/20261231T233011Z-release-abc0.jsonl")
    assert lines_of(path)[0]["at"] == "2027-01-01T00:30:11+01:00"


def test_nothing_is_made_before_the_session_starts(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(pain=2, next_morning=1)
    logged.conductor.wake()
    assert logged.journal.close(1.0) == ()
    assert logged.journal.path is None
    assert list(tmp_path.iterdir()) == []


def test_the_file_exists_before_the_first_countdown(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    assert '"t":"start"' in logged.acknowledged.get(timeout=30)
    assert logged.journal.path is not None
    assert logged.journal.path.exists()
    logged.close()


def test_questions_before_and_after(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(pain=2, next_morning=1)
    logged.now += 9
    logged.start()
    logged.play()
    logged.journal.checkout(pain=3, effort={"figure-four": 4}, note="Löst sich.\nGut")
    path = logged.close()
    assert kinds(path)[:2] == ["start", "checkin"]
    assert kinds(path)[-2:] == ["end", "checkout"]
    assert told(path, "checkin") == [{"t": "checkin", "at": "2026-11-21T07:02:11+01:00", "pain": 2, "next_morning": 1}]
    assert told(path, "checkout") == [
        {
            "t": "checkout",
            "at": "2026-11-21T07:02:48+01:00",
            "pain": 3,
            "effort": {"figure-four": 4},
            "note": "Löst sich.\nGut",
        }
    ]
    assert "Löst sich." in path.read_text(encoding="utf-8")


def test_that_nobody_was_asked_is_kept_and_is_no_answer(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.nobody_asked()
    logged.start()
    path = logged.close()

    assert told(path, "checkin") == [{"t": "checkin", "at": "2026-11-21T07:02:11+01:00", "asked": False}]
    known = read(path).checkin
    assert known is not None
    assert (known.asked, known.pain, known.background, known.outer_hip) == (False, None, None, None)


def test_the_fortnightly_question_is_there_only_where_it_was_answered(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(pain=0, daily_life=DailyLife.BETTER, turned_out=6)
    logged.start()
    (line,) = told(logged.close(), "checkin")
    assert line == {"t": "checkin", "at": line["at"], "pain": 0, "daily_life": "better", "turned_out": 6}


def test_only_what_was_answered_or_offered_is_in_the_check_in(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(
        background=[Background.CHILDHOOD, Background.LASTING_PAIN],
        accepted=["clamshell up dose middle"],
        declined=["figure-four up on strap"],
        dismissed=["no_change"],
    )
    logged.start()
    (line,) = told(logged.close(), "checkin")
    assert list(line) == ["t", "at", "background", "accepted", "declined", "dismissed"]
    assert line["background"] == ["lasting_pain", "childhood"]
    assert line["accepted"] == ["clamshell up dose middle"]
    assert (line["declined"], line["dismissed"]) == (["figure-four up on strap"], ["no_change"])


def test_a_background_that_was_skipped_is_kept_as_asked(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(background=())
    logged.start()
    (line,) = told(logged.close(), "checkin")
    assert line["background"] == []


def test_a_pause_is_noted_where_it_is_and_counted_in_its_set(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    logged.do(Player.pause)
    logged.now += 60
    logged.do(Player.resume)
    logged.play()
    path = logged.close()
    paused = [line for line in told(path, "place") if line["at"] == "2026-11-21T07:02:17+01:00"]
    assert paused[0]["snapshot"]["worked"] == 2.0
    assert told(path, "set")[0]["paused_s"] == 60.0
    assert told(path, "set")[0]["work_s"] == 6.0


def test_a_place_carries_neither_records_nor_what_goes_without_saying(tmp_path: Path) -> None:
    places = told(played(tmp_path / "log"), "place")
    assert all("records" not in place["snapshot"] for place in places)
    assert places[0]["snapshot"] == {"mode": "paused", "until": 4.0, "ticks": 3}


def test_a_set_comes_before_the_place_of_what_follows_it(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    # Nobody looked for twelve seconds: one call tells of the set, the switch and the next hold.
    logged.journal.hear(logged.player.advance(12.0), logged.wall(), logged.player)
    assert kinds(logged.close()) == ["start", "place", "set", "place"]


def test_an_undone_set(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(11)
    logged.do(Player.undo)
    path = logged.close()
    assert told(path, "undo") == [{"t": "undo", "n": 1, "at": "2026-11-21T07:02:22+01:00"}]


def test_pain_that_ends_the_session(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.SHARP, 7))
    logged.do(Player.stop)
    path = logged.close()
    assert kinds(path)[-3:] == ["pain", "set", "end"]
    assert lines_of(path)[-3] == {
        "t": "pain",
        "at": "2026-11-21T07:02:17+01:00",
        "exercise": "figure-four",
        "side": "left",
        "kind": "sharp",
        "score": 7,
    }
    assert lines_of(path)[-2]["how"] == "pain"
    assert lines_of(path)[-1]["outcome"] == "stopped_for_pain"


def test_a_changed_plan_comes_with_the_choices_that_changed_it(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    chosen = Choices(dose=Dose.MIDDLE, pace=Pace.OWN)
    logged.journal.choices_changed(chosen)
    logged.do(lambda player, now: player.replan(now, make_plan(SMALL, chosen)))
    path = logged.close()
    (line,) = told(path, "plan")
    assert line["choices"] == choices_to_json(chosen)
    changed = plan_from_json({"title": "Release", "exercises": line["exercises"], "steps": line["plan"]})
    assert changed == logged.player.plan
    assert kinds(path)[-2:] == ["plan", "place"]


def test_stopping_early_keeps_the_set_as_far_as_it_went(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    logged.do(Player.stop)
    path = logged.close()
    assert kinds(path)[-2:] == ["set", "end"]
    assert told(path, "set")[0]["hold_s"]["done"] == 2.0
    assert told(path, "set")[0]["how"] == "short"
    assert told(path, "end")[0]["outcome"] == "partial"


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset(tmp_path: Path) -> None:
    logged = LoggedSession(
        tmp_path / "log", begins=MORNING.replace(month=10, day=25, hour=2, tzinfo=timezone(timedelta(hours=2)))
    )
    logged.start()
    logged.begins = logged.begins.astimezone(timezone(timedelta(hours=1)))
    logged.play()
    path = logged.close()
    assert lines_of(path)[0]["at"] == "2026-10-25T02:02:11+02:00"
    assert lines_of(path)[-1]["at"] == "2026-10-25T01:02:39+01:00"
    assert [line["work_s"] for line in told(path, "set")] == [6.0, 6.0, 4.0]


@pytest.mark.parametrize(
    ("file", "slug"),
    [("My Session!.yaml", "my-session"), ("übung.yaml", "bung"), ("....yaml", "session"), ("a" * 99, "a" * 40)],
)
def test_any_file_name_makes_a_plain_one(tmp_path: Path, file: str, slug: str) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal._facts = replace(logged.journal._facts, file=file)
    logged.start()
    assert logged.close().name == f"20261121T060211Z-{slug}-abc0.jsonl"


def test_half_a_character_in_a_file_name_goes_through(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal._facts = replace(logged.journal._facts, file="caf\udce9.yaml")
    logged.start()
    assert lines_of(logged.close())[0]["file"] == "caf\udce9.yaml"


def test_two_journals_at_once_do_not_meet(tmp_path: Path) -> None:
    # Given the same second, the same session and, by an unlikely chance, the same four digits
    one, two = LoggedSession(tmp_path / "log"), LoggedSession(tmp_path / "log")
    for logged in (one, two):
        logged.start()
    for seconds in range(40):
        for logged in (one, two):
            logged.play(1.0 if seconds < 39 else 1e9)
    first, second = one.close(), two.close()
    # Then each has a whole log of its own
    assert first != second
    assert {first.name[-10:-6], second.name[-10:-6]} == {"abc0", "abc1"}
    assert kinds(first) == kinds(second)
    assert kinds(first)[-1] == "end"


def test_every_line_is_acknowledged_in_order(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play()
    path = logged.close()
    acknowledged = [logged.acknowledged.get_nowait() for _ in range(logged.acknowledged.qsize())]
    assert acknowledged == path.read_text(encoding="utf-8").splitlines()
