"""`--affected` and `--load`: said once, kept by `play`, used by `plan`, `render` and the log."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

OPERATED = """\
hipcoach: 1
title: After the operation
exercises:
  - name: Side lift
    side: affected
    reps: 2
    tempo: lift 1, lower 1
    prepare: 3 s
    load: 1 kg
    load_step: 0.5 kg
  - name: Bridge
    reps: 1
    tempo: lift 1, lower 1
    prepare: 3 s
    load: light band
"""


@pytest.fixture
def operated(own: Callable[[str, str], Path]) -> Path:
    return own("operated.yaml", OPERATED)


def sides(run: Callable, *arguments: str) -> list[str]:
    steps = run("plan", "operated", "--json", *arguments).json["steps"]
    return [step["side"] for step in steps if step["step"] == "reps" and step["exercise"] == "side-lift"]


def loads(run: Callable, *arguments: str) -> list[str]:
    steps = run("plan", "operated", "--json", *arguments).json["steps"]
    return [step["load"] for step in steps if step["step"] == "reps"][-2:]


def test_without_an_answer_each_side_is_done_and_it_is_said(run: Callable, operated: Path) -> None:
    ran = run("plan", "operated")

    assert "Which side is affected is not known: each side is done, the left one first." in ran.out
    assert "--affected left or --affected right says which." in ran.out
    assert sides(run) == ["left", "right"]
    assert run("plan", "operated", "--json").json["affected"] is None


def test_the_first_side_of_the_command_line_goes_before(run: Callable, operated: Path) -> None:
    assert sides(run, "--first", "right") == ["right", "left"]
    assert "the right one first" in run("plan", "operated", "--first", "right").out


def test_a_plan_uses_side_and_load_without_keeping_them(run: Callable, operated: Path, home: Path) -> None:
    assert sides(run, "--affected", "right") == ["right"]
    assert loads(run, "--load", "side-lift=2.5kg") == ["2.5 kg", "light band"]
    assert "Affected side: right" in run("plan", "operated", "--affected", "right").out
    assert sides(run) == ["left", "right"]
    assert not (home / "log").exists()


def test_play_keeps_them(run: Callable, type_at: Callable, operated: Path, home: Path) -> None:
    ran = type_at(["operated", "--json", "--affected", "right", "--load", "side-lift=1.5 kg"])
    assert ran.status == 0

    assert (sides(run), loads(run)) == (["right"], ["1.5 kg", "light band"])
    (file,) = (home / "log" / "person").iterdir()
    told = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["t"], line.get("side"), line.get("exercise"), line.get("value")) for line in told] == [
        ("affected", "right", None, None),
        ("load", None, "side-lift", "1.5 kg"),
    ]
    assert "Affected side: right" in ran.err


def test_a_rehearsal_keeps_nothing(run: Callable, operated: Path, home: Path) -> None:
    run("play", "operated", "--json", "--speed", "1000", "--affected", "right")
    assert not (home / "log" / "person").exists()


def test_the_log_has_side_and_loads_of_that_day(
    run: Callable, type_at: Callable, operated: Path, log: Callable[[], list[list[dict]]]
) -> None:
    type_at(["operated", "--json", "--affected", "left", "--load", "side-lift=2kg"])

    (lines,) = log()
    assert lines[0]["choices"]["affected"] == "left"
    assert [line.get("load") for line in lines if line["t"] == "set"] == ["2 kg", "light band"]
    rows = list(csv.DictReader(io.StringIO(run("log", "--csv").out)))
    assert [(row["exercise"], row["side"], row["load"], row["affected"]) for row in rows] == [
        ("side-lift", "left", "2 kg", "left"),
        ("bridge", "none", "light band", "left"),
    ]
    (session,) = run("log", "--json").json
    assert session["sets"][0]["load"] == "2 kg"
    shown = run("log", "--session", session["session"][:6]).lines
    assert {"Affected side: left", "Load: 2 kg in Side lift", "Load: light band in Bridge"} <= set(shown)


def test_json_lines_have_the_load(run: Callable, operated: Path) -> None:
    told = run("play", "operated", "--json", "--speed", "1000").objects
    assert [(one["event"], one["load"]) for one in told if "load" in one] == [
        ("prepare", "1 kg"),
        ("set_done", "1 kg"),
        ("set_done", "1 kg"),
        ("prepare", "light band"),
        ("set_done", "light band"),
    ]


def test_what_the_file_says_anew_is_what_counts(run: Callable, type_at: Callable, operated: Path) -> None:
    type_at(["operated", "--json", "--load", "side-lift=1.5kg"])
    operated.write_text(OPERATED.replace("load: 1 kg", "load: 3 kg"))
    assert loads(run)[0] == "3 kg"


@pytest.mark.parametrize(
    ("load", "why"),
    [
        ("lift=2kg", "this session has no exercise 'lift'; it has: side-lift, bridge"),
        ("bridge=2kg", "'bridge' has the load 'light band', which is no number"),
        ("side-lift=2lb", "the load of 'side-lift' is in kg"),
        ("side-lift=heavy", "'heavy' is no load: write a number with kg or lb"),
        ("side-lift=900kg", "a load goes from 0.25 to 500 kg"),
        ("side-lift", "is not EXERCISE=LOAD, as in squat=2kg"),
    ],
)
def test_a_load_that_does_not_fit_is_refused(run: Callable, operated: Path, load: str, why: str) -> None:
    ran = run("plan", "operated", "--load", load)
    assert ran.status == 2
    assert why in ran.err


def test_a_resumed_session_goes_on_as_it_began(run: Callable, operated: Path) -> None:
    ran = run("play", "--resume", "--affected", "left")
    assert ran.status == 2
    assert "--affected" in ran.err


def test_sides_that_cannot_be_kept_are_used_all_the_same(type_at: Callable, operated: Path, home: Path) -> None:
    (home / "log").mkdir(parents=True)
    (home / "log" / "person").write_text("a file in the way")
    ran = type_at(["operated", "--json", "--affected", "right"])
    assert ran.status == 0
    assert "Side and loads will not be remembered, because" in ran.err


def test_the_list_shows_how_long_it_takes_on_the_affected_side(
    run: Callable, type_at: Callable, operated: Path
) -> None:
    def seconds() -> int:
        (found,) = [row["seconds"] for row in run("list", "--json").json if row["name"] == "operated"]
        return found

    both = seconds()
    type_at(["operated", "--json", "--affected", "left"])
    assert seconds() == both - 10 - 4, "without the change of sides and the two repetitions of the other"


def test_the_sound_in_a_file_is_that_of_the_affected_side(run: Callable, operated: Path, tmp_path: Path) -> None:
    unknown = run("render", "operated", tmp_path / "unknown.wav", "--level", "tones").lines
    left = run("render", "operated", tmp_path / "left.wav", "--level", "tones", "--affected", "left").lines

    assert unknown[0].startswith("Which side is affected is not known: each side is done, the left one first.")
    assert left[0] == "Affected side: left"
    assert (tmp_path / "left.wav").stat().st_size < (tmp_path / "unknown.wav").stat().st_size
