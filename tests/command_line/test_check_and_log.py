"""`hipcoach check` and `hipcoach log`."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_the_log_as_json_has_an_object_for_each_session_the_oldest_first(
    run: Callable, type_at: Callable, short: Path
) -> None:
    type_at([short])
    type_at(["release"], (30, "quit"), (31, "finish"))

    sessions = run("log", "--json").json

    assert [session["title"] for session in sessions] == ["A minute", "Release"]


def test_csv_and_json_at_once_are_refused(run: Callable) -> None:
    assert run("log", "--csv", "--json").status == 2


def test_a_broken_log_file_does_not_hide_the_others(run: Callable, type_at: Callable, short: Path, home: Path) -> None:
    type_at([short])
    [file] = (home / "log").rglob("*.jsonl")
    (file.parent / f"0{file.name[1:]}").write_bytes(b"\x00\xffnot a log\n")

    ran = run("log")

    assert ran.status == 0
    assert "A minute" in ran.out
