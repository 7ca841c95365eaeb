"""`hipcoach`, `list` and `plan`: what there is, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach import __version__

AT_LOW_DOSE = {
    "full-alignment": "19:20",
    "release": "5:35",
    "strengthen": "13:45",
    "external-rotation": "14:17",
    "balanced-rotators": "6:42",
    "five-minutes-a": "4:25",
    "five-minutes-b": "4:25",
    "chair-alignment": "7:20",
    "desk-break": "4:24",
}

LONG = """\
hipcoach: 1
title: A long sit
exercises:
  - name: Sit
    hold: 60 min
    sets: 2
    rest: 1 min
    prepare: 0 s
"""


# -- what there is ---------------------------------------------------------------------------------------------------


def test_the_version(run: Callable) -> None:
    ran = run("--version")

    assert (ran.status, ran.out) == (0, f"hipcoach {__version__}\n")


def test_without_a_command_it_shows_what_there_is_and_what_to_type(run: Callable) -> None:
    ran = run()

    assert ran.status == 0
    assert "Release" in ran.out
    assert "hipcoach play release" in ran.out
    assert ran.err == ""


def test_list_shows_every_preset_with_its_length(run: Callable) -> None:
    ran = run("list")

    assert ran.status == 0
    shown = {words[0]: words[1] for line in ran.lines if len(words := line.split()) > 1 and ":" in words[1]}
    assert shown == AT_LOW_DOSE


def test_list_says_where_one_s_own_sessions_go(run: Callable, home: Path) -> None:
    assert str(home / "sessions") in run("list").out


def test_list_shows_one_s_own_sessions_before_the_presets(run: Callable, own: Callable, short: Path) -> None:
    own("evening.yaml", short.read_text())

    lines = run("list").lines

    assert lines[0] == "Your own sessions"
    assert lines[1].split() == ["evening", "0:30", "A", "minute"]
    assert "Presets" in lines[2:]


def test_a_file_of_one_s_own_stands_for_the_preset_of_its_name(run: Callable, own: Callable, short: Path) -> None:
    own("release.yaml", short.read_text())

    assert [line.split()[1] for line in run("list").lines if line.startswith("  release ")] == ["0:30"]
    assert run("plan", "release").lines[-1] == "total 0:30"


def test_a_broken_file_of_one_s_own_is_listed_with_what_is_wrong(run: Callable, own: Callable) -> None:
    own("broken.yaml", "hipcoach: 1\ntitle: Broken\n")

    ran = run("list")

    assert ran.status == 0
    [line] = [line for line in ran.lines if line.startswith("  broken ")]
    assert "exercises" in line


def test_list_as_json_holds_what_a_program_needs(run: Callable, own: Callable) -> None:
    own("broken.yaml", "hipcoach: 1\ntitle: Broken\n")

    sessions = {one["name"]: one for one in run("list", "--json").json}

    assert set(sessions) == {*AT_LOW_DOSE, "broken"}
    assert sessions["release"]["seconds"] == 5 * 60 + 35
    assert sessions["release"]["aim"] == "neutral-alignment"
    assert sessions["release"]["exercises"] == ["figure-four", "kneeling-lunge"]
    assert sessions["release"]["shipped"]
    assert sessions["release"]["problem"] is None
    assert not sessions["broken"]["shipped"]
    assert sessions["broken"]["seconds"] is None
    assert sessions["broken"]["problem"]["level"] == "error"


def test_looking_around_writes_nothing(run: Callable, home: Path) -> None:
    for arguments in ([], ["plan", "release"], ["check", "release"], ["log"]):
        run(*arguments)

    assert not home.exists()


# -- what it comes to ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dose", "total"), [("low", "5:35"), ("middle", "8:25"), ("high", "13:35")])
def test_the_last_line_of_a_plan_is_its_total(run: Callable, dose: str, total: str) -> None:
    ran = run("plan", "release", "--dose", dose)

    assert (ran.status, ran.lines[-1], ran.err) == (0, f"total {total}", "")


def test_newcomers_start_low(run: Callable) -> None:
    assert run("plan", "release").lines[-1] == "total 5:35"


def test_a_total_over_an_hour_stays_in_minutes(run: Callable, tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text(LONG)

    assert run("plan", file).lines[-1] == "total 121:00"


def test_a_plan_has_a_line_for_each_step(run: Callable, short: Path) -> None:
    assert [line.split() for line in run("plan", short).lines] == [
        ["A", "minute"],
        ["0:00", "prepare", "lean", "left", "1/1", "5", "s"],
        ["0:05", "hold", "lean", "left", "1/1", "10", "s"],
        ["0:15", "switch", "lean", "right", "1/1", "5", "s"],
        ["0:20", "hold", "lean", "right", "1/1", "10", "s"],
        ["total", "0:30"],
    ]


def test_first_names_the_side_that_begins(run: Callable, short: Path) -> None:
    ran = run("plan", short, "--first", "right")

    assert ["right" in line for line in ran.lines[1:5]] == [True, True, False, False]


def test_with_turns_options_on(run: Callable) -> None:
    usual = run("plan", "strengthen", "--dose", "low")
    longer = run("plan", "strengthen", "--dose", "low", "--with", "clamshell:longer-pause")

    assert longer.status == 0
    assert "pause 3" in longer.out
    assert "pause 3" not in usual.out
    assert longer.lines[-1] == "total 16:45"  # 2 s more in each of 90 repetitions


def test_with_may_be_given_several_times(run: Callable) -> None:
    ran = run("plan", "release", "--with", "figure-four:towel", "--with", "kneeling-lunge:hand-on-chair")

    assert ran.status == 0, ran.err


def test_a_plan_as_json(run: Callable, short: Path) -> None:
    plan = run("plan", short, "--dose", "high", "--json").json

    assert plan["title"] == "A minute"
    assert plan["total"] == 50
    assert [(step["offset"], step["step"], step["side"], step["seconds"]) for step in plan["steps"]] == [
        (0, "prepare", "left", 5),
        (5, "hold", "left", 20),
        (25, "switch", "right", 5),
        (30, "hold", "right", 20),
    ]
    assert plan["steps"][1]["range"] == [10, 20]


# -- which file is meant ---------------------------------------------------------------------------------------------


def test_a_path_comes_before_a_name(
    run: Callable, own: Callable, short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own("mine.yaml", short.read_text())
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here" / "mine").write_text(LONG)

    assert run("plan", "mine").lines[0] == "A long sit"
    assert run("plan", "./mine").lines[0] == "A long sit"


def test_a_folder_called_like_a_preset_does_not_hide_it(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "release").mkdir()
    monkeypatch.chdir(tmp_path)

    assert run("plan", "release").lines[0] == "Release"


# -- what cannot be done ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["plan", "play"])
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["releas"], "release"),
        (["nothing-like-it"], "nothing-like-it"),
        (["missing.yaml"], "missing.yaml"),
        (["./missing"], "missing"),
        (["release", "--dose", "huge"], "huge"),
        (["release", "--first", "up"], "up"),
        (["release", "--with", "figure-four"], "EXERCISE:MODIFICATION"),
        (["release", "--with", "clamshell:band"], "clamshell"),
        (["release", "--with", "figure-four:wings"], "wings"),
        (["release", "--with", "figure-four:towel", "--with", "figure-four:chair"], "cannot be combined"),
        (["release", "--loud"], "--loud"),
        ([], "SESSION"),
        ([""], "no session called"),
        (["."], "."),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error_with_status_2(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run(command, *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


BROKEN = {
    "empty": b"",
    "no exercises": b"hipcoach: 1\ntitle: Broken\n",
    "no yaml": b"hipcoach: 1\ntitle: [\n",
    "no utf-8": b"hipcoach: 1\ntitle: \xff\xfe\n",
    "binary": bytes(range(256)),
    "another format": b"hipcoach: 2\n",
    "a list": b"- 1\n- 2\n",
    "a bare number": b"hipcoach: 1\ntitle: T\nexercises:\n  - name: A\n    hold: 30\n",
}


@pytest.mark.parametrize("command", ["plan", "play"])
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_said_with_its_place_and_status_2(
    run: Callable, tmp_path: Path, command: str, content: bytes
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(content)

    ran = run(command, file)

    assert (ran.status, ran.out) == (2, "")
    assert "broken.yaml" in ran.err
    assert "error" in ran.err


def test_a_folder_is_no_session(run: Callable, tmp_path: Path) -> None:
    ran = run("plan", f"{tmp_path}/")

    assert (ran.status, ran.out) == (2, "")
    assert str(tmp_path) in ran.err


@pytest.mark.parametrize("speed", ["0", "-1", "fast", "nan", "inf", "1e9", ""])
def test_a_speed_that_is_none_is_refused(run: Callable, speed: str) -> None:
    ran = run("play", "release", f"--speed={speed}")

    assert (ran.status, ran.out) == (2, "")
    assert "speed" in ran.err


def test_an_unknown_command_is_refused(run: Callable) -> None:
    ran = run("jump")

    assert ran.status == 2
    assert "jump" in ran.err
