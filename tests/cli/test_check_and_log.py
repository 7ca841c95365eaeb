"""`hipcoach check` and `hipcoach log`."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from journal_builders import PATIENCE, LoggedSession, lines_of, played
from live_builders import Clock

from hipcoach.session.library import shipped_sessions

BAD = "hipcoach: 1\ntitle: T\nexercises:\n  - name: A\n    hold: 30\n"
ODD = "hipcoach: 1\ntitle: A #1 session\nexercises:\n  - name: A\n    hold: 30 s\n"

# -- check -----------------------------------------------------------------------------------------------------------


def test_a_good_file_has_no_problems(run: Callable, short: Path) -> None:
    ran = run("check", short)

    assert (ran.status, ran.out, ran.err) == (0, f"{short}: no problems\n", "")


def test_a_session_may_be_checked_by_its_name(run: Callable) -> None:
    assert run("check", "release", "strengthen").status == 0


def test_everything_that_comes_with_it_is_without_problems(run: Callable) -> None:
    ran = run("check", shipped_sessions())

    assert ran.status == 0
    assert len(ran.lines) == len(list(shipped_sessions().rglob("*.yaml")))


def test_an_error_is_shown_with_its_place_and_what_to_write_and_status_1(run: Callable, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BAD)

    ran = run("check", bad)

    assert ran.status == 1
    assert ran.lines[0].startswith(f"{bad}:5:11: error: ")
    assert "help: " in ran.out
    assert ran.err == ""


def test_a_warning_is_shown_and_is_no_error(run: Callable, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_text(ODD)

    ran = run("check", odd)

    assert ran.status == 0
    assert "warning" in ran.out


def test_warnings_show_what_is_unspoken_lost_or_too_long_with_its_place(run: Callable, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_text(
        "hipcoach: 1\ntitle: Abends\nexercises:\n  - name: 贝壳\n    reps: 8\n    hold: 59 min\n"
        "    tempo: lift 2, pause 1, lower 2\n",
        encoding="utf-8",
    )

    ran = run("check", odd)

    assert ran.status == 0
    assert ran.lines == [
        f"{odd}:4:11: warning: the voice does not speak `贝`, so this text is only shown [script]",
        "  |",
        "4 |   - name: 贝壳",
        "  |           ^^^^",
        "  = help: whoever follows by ear needs it in Latin letters; whoever looks at the screen needs nothing else",
        f"{odd}:4:11: warning: at the high dose this session takes 7 h 53 min [range]",
        "  |",
        "4 |   - name: 贝壳",
        "  |           ^^^^",
        "  = help: if that is not meant, look at its `sets`, `reps`, `hold` and `rest`",
        f"{odd}:7:12: warning: `pause 1` of the tempo is not used: the hold takes its place [tempo]",
        "  |",
        "7 |     tempo: lift 2, pause 1, lower 2",
        "  |            ^^^^^^^^^^^^^^^^^^^^^^^^",
        "  = help: write `tempo: lift 2, pause, lower 2`, where the word without a number takes the hold, "
        "or `tempo: lift 2, lower 2`",
    ]


def test_one_bad_file_among_good_ones_makes_it_1(run: Callable, short: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BAD)

    ran = run("check", short, bad, "release")

    assert ran.status == 1
    assert f"{short}: no problems" in ran.out


def test_a_folder_stands_for_the_files_in_it(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "bad.yml").write_text(BAD)
    (tmp_path / "mine" / "notes.txt").write_text("not a session")

    ran = run("check", tmp_path / "mine")

    assert ran.status == 1
    assert "notes.txt" not in ran.out


def test_problems_as_json(run: Callable, short: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BAD)

    ran = run("check", short, bad, "--json")

    assert ran.status == 1
    [problem] = ran.json
    assert problem["file"] == str(bad)
    assert (problem["line"], problem["column"], problem["level"], problem["code"]) == (5, 11, "error", "unit")
    assert set(problem) == {"file", "line", "column", "level", "code", "message", "help"}


def test_no_problems_as_json_are_an_empty_list(run: Callable, short: Path) -> None:
    ran = run("check", short, "--json")

    assert (ran.status, ran.json) == (0, [])


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07.yaml", "a\x9b2J.yaml", "a\u202eb.yaml", "a\nb.yaml", "a\udcff.yaml"])
@pytest.mark.parametrize("content", [None, BAD, ODD, "hipcoach: 1\ntitle: T\nexercises: [{use: clamshell}]\n"])
def test_a_file_s_name_does_no_harm_and_programs_are_given_it_as_it_is(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(name).write_text(content)

    for command in ("check", "plan"):
        ran = run(command, f"./{name}")
        assert all(line.isprintable() for line in (*ran.lines, *ran.err.splitlines()))
    ran = run("check", f"./{name}", "--json")

    assert all(line.isprintable() for line in ran.lines)
    if content is not None:
        assert {problem["file"] for problem in ran.json} <= {name}


@pytest.mark.parametrize(
    ("terminal", "no_color", "colours"),
    [(True, None, True), (True, "", True), (True, "1", False), (False, None, False)],
)
@pytest.mark.parametrize(("command", "stream"), [("check", "stdout"), ("plan", "stderr")])
def test_problems_are_coloured_on_a_terminal_unless_that_is_not_wanted(
    run: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    stream: str,
    terminal: bool,
    no_color: str | None,
    colours: bool,
) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    monkeypatch.setattr(f"sys.{stream}.isatty", lambda: terminal)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)

    ran = run(command, tmp_path / "bad.yaml")

    assert ("\x1b[" in ran.out + ran.err) == colours
    assert "\x1b" not in run("check", tmp_path / "bad.yaml", "--json").out


@pytest.mark.parametrize("argument", ["missing.yaml", "nothing-like-it", "empty-folder", ""])
def test_what_cannot_be_checked_is_status_2(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty-folder").mkdir()

    ran = run("check", argument)

    assert (ran.status, ran.out) == (2, "")
    assert argument in ran.err
    assert ran.err.strip()


def test_without_a_file_there_is_nothing_to_check(run: Callable) -> None:
    assert run("check").status == 2


# -- log -------------------------------------------------------------------------------------------------------------


def test_before_the_first_session_the_log_says_how_to_begin(run: Callable) -> None:
    ran = run("log")

    assert ran.status == 0
    assert "hipcoach play" in ran.out


def test_an_empty_log_exports_nothing(run: Callable) -> None:
    assert run("log", "--json").json == []
    assert len(run("log", "--csv").lines) == 1  # the names of the columns


def test_a_session_is_in_the_log(run: Callable, type_at: Callable, short: Path) -> None:
    type_at([short], (22, "next"))

    ran = run("log")

    assert ran.status == 0
    assert "A minute" in ran.out
    assert "lean" in ran.out.lower()


def test_the_log_as_csv_has_a_row_for_each_set(run: Callable, type_at: Callable, short: Path) -> None:
    type_at([short], (22, "next"))

    rows = list(csv.DictReader(run("log", "--csv").lines))

    assert [(row["exercise"], row["side"], row["how"]) for row in rows] == [
        ("lean", "left", "done"),
        ("lean", "right", "short"),
    ]


def test_the_log_as_csv_of_sessions_has_a_row_for_each_session_in_utf_8_that_a_spreadsheet_knows(
    run: Callable, type_at: Callable, short: Path
) -> None:
    short.write_text(short.read_text(encoding="utf-8").replace("A minute", "=Très court"), encoding="utf-8")
    type_at([short])
    type_at([short], (5, "quit"), (6, "finish"))

    ran = run("log", "--csv", "sessions")

    assert ran.out[0] == "\ufeff"
    rows = list(csv.DictReader(ran.out[1:].splitlines()))
    assert [(row["title"], row["outcome"], row["counts"]) for row in rows] == [
        ("'=Très court", "completed", "yes"),
        ("'=Très court", "partial", "no"),
    ]
    assert not run("log", "--csv", "sets").out.startswith("\ufeff")


def test_a_table_for_spreadsheets_is_utf_8_wherever_it_goes(home: Path) -> None:
    played_on(home, "2026-11-20")
    [path] = (home / "log").rglob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"title":"Release"', '"title":"Für die Hüfte"'.encode()))
    command = [sys.executable, "-m", "hipcoach", "log", "--csv", "sessions"]

    done = subprocess.run(command, capture_output=True, timeout=60, env={**os.environ, "PYTHONIOENCODING": "latin-1"})

    assert done.stdout.startswith(b"\xef\xbb\xbfsession,date,")
    assert "Für die Hüfte".encode() in done.stdout


def test_one_session_as_csv_knows_of_the_morning_after_it(run: Callable, home: Path) -> None:
    played_on(home, "2026-11-20", "2026-11-21")
    first, second = sorted((home / "log").rglob("*.jsonl"))
    answer = '{"t":"checkin","at":"2026-11-21T07:00:00+01:00","pain":1,"next_morning":3}\n'
    start, *others = second.read_text(encoding="utf-8").splitlines(keepends=True)
    second.write_text(start + answer + "".join(others), encoding="utf-8")

    ran = run("log", "--csv", "sessions", "--session", lines_of(first)[0]["session"])

    assert [row["pain_next_morning"] for row in csv.DictReader(ran.out[1:].splitlines())] == ["3"]


def test_the_log_as_json_has_an_object_for_each_session_the_oldest_first(
    run: Callable, type_at: Callable, short: Path
) -> None:
    type_at([short])
    type_at(["release"], (30, "quit"), (31, "finish"))

    sessions = run("log", "--json").json

    assert [session["title"] for session in sessions] == ["A minute", "Release"]


def test_a_log_of_few_says_how_this_week_is_and_how_to_see_one_in_full(
    run: Callable, type_at: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.clocks.local_time", Clock().wall)
    type_at(["release"], (20, "quit"), (21, "finish"))
    assert run("log").lines[0] == "No session has counted this week yet.", "a moment is no session"
    type_at(["release"], (57, "quit"), (58, "finish"))

    ran = run("log")

    assert ran.lines[0] == "One session this week, 30 seconds of work; Release suggests 2-7 a week."
    assert ran.lines[-1].startswith("'hipcoach log --session ID'")
    assert ran.err == ""


def test_a_plan_is_what_somebody_made_for_this_person(
    run: Callable, type_at: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.clocks.local_time", Clock().wall)
    own = home / "sessions" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "hipcoach: 1\ntitle: Mine\nper_week: 3\nexercises: [{name: Lean, hold: 9 s, prepare: 5 s}]\n", encoding="utf-8"
    )
    type_at(["mine"])

    assert run("log").lines[0] == "One session this week, 9 seconds of work; the plan for Mine is 3 a week."


def played_on(home: Path, *days: str) -> None:
    """Put a session of three sets on each day, its id beginning with the day's number twice."""
    for day in days:
        began = datetime.fromisoformat(f"{day}T07:02:11+01:00")
        played(home / "log", begins=began, new_id=lambda day=day: (day[-2:] * 2).ljust(32, "0"))


def test_of_many_sessions_the_newest_ten_are_shown_and_how_to_see_more(run: Callable, home: Path) -> None:
    played_on(home, *(f"2026-10-{day}" for day in range(10, 22)))

    ran = run("log")

    assert [line[:10] for line in ran.lines if "Release: " in line] == [f"2026-10-{day}" for day in range(21, 11, -1)]
    assert "These are the newest 10 of twelve sessions. 'hipcoach log --since 6w' shows more," in ran.lines


def test_a_session_that_somebody_is_at_is_running_and_not_interrupted(run: Callable, home: Path) -> None:
    logged = LoggedSession(home / "log")
    logged.start()
    logged.play(6)
    logged.settle()

    assert "Release: running now, " in run("log").out
    assert [one["outcome"] for one in run("log", "--json").json] == ["running"]
    # When it breaks off
    logged.journal.close(PATIENCE)
    assert "Release: interrupted, " in run("log").out
    assert [one["outcome"] for one in run("log", "--json").json] == ["interrupted"]


@pytest.mark.parametrize(
    ("since", "days"),
    [("2026-11-21", [21, 22]), ("2026-11-22", [22]), ("1d", [21, 22]), ("1W", [15, 21, 22]), ("2026-11-23", [])],
)
def test_since_a_day(run: Callable, home: Path, monkeypatch: pytest.MonkeyPatch, since: str, days: list[int]) -> None:
    monkeypatch.setattr("hipcoach.live.clocks.local_time", lambda: datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    played_on(home, "2026-11-14", "2026-11-15", "2026-11-21", "2026-11-22")

    words, objects = run("log", "--since", since), run("log", "--since", since, "--json")
    rows = list(csv.DictReader(run("log", "--since", since, "--csv").lines))

    assert [int(line[8:10]) for line in words.lines if "Release: " in line] == days[::-1]
    assert [int(one["at"][8:10]) for one in objects.json] == days
    assert sorted({int(row["date"][8:10]) for row in rows}) == days
    assert ("No session is logged in this time." in words.out) == (not days)


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "2026-02-30", "14", "d", "", "-3d", "2026-W47"])
def test_a_since_that_is_no_day_says_what_to_write(run: Callable, since: str) -> None:
    ran = run("log", f"--since={since}")

    assert (ran.status, ran.out) == (2, "")
    assert "14d or 6w" in ran.err


def test_however_long_ago_since_may_be(run: Callable, home: Path) -> None:
    played_on(home, "2026-11-21")

    assert len(run("log", "--since", "99999w", "--json").json) == 1
    assert len(run("log", "--since", "0001-01-01", "--json").json) == 1


@pytest.mark.parametrize("beginning", ["2121", "21", "21210000", "2121".ljust(32, "0"), "21210000ABC"[:8]])
def test_one_session_in_full_by_the_beginning_of_its_id(run: Callable, home: Path, beginning: str) -> None:
    played_on(home, "2026-11-21", "2026-11-22")

    ran = run("log", "--session", beginning)

    assert ran.status == 0
    assert ran.lines[0].startswith("2026-11-21 07:02  Release: completed")
    assert "Dose: low" in ran.lines
    assert [one["session"][:4] for one in run("log", "--session", beginning, "--json").json] == ["2121"]


def test_an_id_that_could_be_several_names_them(run: Callable, home: Path) -> None:
    played_on(home, "2026-11-21", "2026-11-22")

    ran = run("log", "--session", "2")

    assert (ran.status, ran.out) == (2, "")
    assert "2 sessions have an id that begins with '2'" in ran.err
    assert "  22220000000000000000000000000000  2026-11-22  Release" in ran.err.splitlines()


@pytest.mark.parametrize("beginning", ["f", "", "../..", "[", "21210000x"])
def test_an_unknown_id_says_so(run: Callable, home: Path, beginning: str) -> None:
    played_on(home, "2026-11-21")

    ran = run("log", f"--session={beginning}")

    assert (ran.status, ran.out) == (2, "")
    assert "no session has an id" in ran.err


def test_since_and_one_session_at_once_are_refused(run: Callable, home: Path) -> None:
    played_on(home, "2026-11-21")

    ran = run("log", "--since", "2026-11-01", "--session", "2121")

    assert (ran.status, ran.out) == (2, "")
    assert "not allowed with argument --since" in ran.err


@pytest.mark.parametrize("form", [(), ("--csv",), ("--json",), ("--since", "2026-01-01")])
def test_damaged_lines_are_told(run: Callable, home: Path, form: tuple[str, ...]) -> None:
    played_on(home, "2026-11-20", "2026-11-21")
    [_, file] = sorted((home / "log").rglob("*.jsonl"))
    file.write_bytes(file.read_bytes().replace(b'{"t":"set"', b'{"t":\xff"set"'))

    ran = run("log", *form)

    assert ran.status == 0
    assert "3 lines in the log of 1 session cannot be read" in ran.err


def test_csv_and_json_at_once_are_refused(run: Callable) -> None:
    assert run("log", "--csv", "--json").status == 2


def test_a_broken_log_file_does_not_hide_the_others(run: Callable, type_at: Callable, short: Path, home: Path) -> None:
    type_at([short])
    [file] = (home / "log").rglob("*.jsonl")
    (file.parent / f"0{file.name[1:]}").write_bytes(b"\x00\xffnot a log\n")

    ran = run("log")

    assert ran.status == 0
    assert "A minute" in ran.out
