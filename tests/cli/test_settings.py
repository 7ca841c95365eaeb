"""`hipcoach settings`, and what settings do to the other commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.settings.keys import KEYS
from hipcoach.settings.model import Settings
from hipcoach.settings.reader import read_text


@pytest.fixture
def config(home: Path) -> Callable[[str], Path]:
    """Write the settings file."""

    def write(text: str) -> Path:
        home.mkdir(exist_ok=True)
        (home / "config.toml").write_text(text, encoding="utf-8")
        return home / "config.toml"

    return write


# -- what is shown ---------------------------------------------------------------------------------------------------


def test_every_key_is_shown_with_its_value_source_and_purpose(run: Callable, config: Callable) -> None:
    config('cues = 40\ndose = "high"\n[pain]\ngreen_at_most = 2\n')

    ran = run("settings")

    assert (ran.status, ran.err) == (0, "")
    assert line(ran, "cues")[:4] == ["cues", "40", "file", "Volume"]
    assert line(ran, "dose")[:3] == ["dose", '"high"', "file"]
    assert line(ran, "green_at_most")[:3] == ["green_at_most", "2", "file"]
    assert line(ran, "voice")[:3] == ["voice", "100", "default"]
    assert [words[0] for text in ran.lines[1:] if (words := text.split()) and text[0] != "["] == [
        key.name for key in KEYS
    ]
    for key in KEYS:
        assert key.help in ran.out


def line(ran, key: str) -> list[str]:
    # Some keys of the keyboard are called the same; they stand last.
    return next(words for text in ran.lines if (words := text.split()) and words[0] == key)


def test_without_a_file_it_says_where_one_would_be_and_makes_none(run: Callable, home: Path) -> None:
    ran = run("settings")

    assert ran.status == 0
    assert ran.lines[0].startswith(f"{home / 'config.toml'} (there is none")
    assert " file " not in ran.out.replace("or file for", "")
    assert not home.exists()


def test_what_is_wrong_is_shown_with_its_place_and_status_1(run: Callable, config: Callable) -> None:
    path = config('dose = "low"\nvoices = 3\n')

    ran = run("settings")

    assert ran.status == 1
    assert f"{path}:2:1: error: unknown key `voices`" in ran.err
    assert "did you mean `voice`?" in ran.err
    assert line(ran, "dose")[2] == "file"


def test_the_path(run: Callable, home: Path) -> None:
    assert run("settings", "--path").out == f"{home / 'config.toml'}\n"


def test_the_example_says_everything_as_it_is(run: Callable) -> None:
    text = run("settings", "--example").out

    assert read_text(text).problems == ()
    assert read_text(text).settings == Settings()


def test_every_key_of_the_example_can_be_switched_on(run: Callable) -> None:
    text = run("settings", "--example").out
    switched_on = "\n".join(row[1:] if row.startswith("#") and row[1] != " " else row for row in text.splitlines())

    found = read_text(switched_on)

    assert found.problems == ()
    assert found.given == set(KEYS)
    assert found.settings.thresholds == Settings().thresholds
    assert max(map(len, text.splitlines())) <= 100


# -- what settings do ------------------------------------------------------------------------------------------------


def test_the_dose_that_is_set_is_the_one_that_is_planned(run: Callable, config: Callable) -> None:
    config('dose = "high"')

    assert run("plan", "release").total == "13:50"
    assert " 13:50 " in run("list").out


def first_side(ran) -> str:
    """The side of a plan's first step."""
    return next(line.split()[2] for line in ran.lines if " prepare " in line)


def test_the_command_line_goes_before_settings(run: Callable, config: Callable) -> None:
    config('dose = "high"\nfirst = "right"')

    ran = run("plan", "release", "--dose", "low", "--first", "left")

    assert ran.total == "5:50"
    assert first_side(ran) == "left"


def test_settings_go_before_last_time(run: Callable, config: Callable, short: Path, type_at: Callable) -> None:
    type_at([short, "--json", "--dose", "high", "--first", "right"], (1, "quit"), (2, "finish"))
    assert run("plan", short).total == "0:50"
    assert first_side(run("plan", short)) == "right"

    config('dose = "low"\nfirst = "left"')

    assert run("plan", short).total == "0:30"
    assert first_side(run("plan", short)) == "left"


def test_work_can_be_set_to_wait(run: Callable, config: Callable, short: Path, type_at: Callable) -> None:
    config('advance = "wait"')

    ran = type_at([short, "--json"], (60, "next"), (80, "quit"), (81, "finish"))

    told = [(one["event"], one["due"]) for one in ran.objects]
    assert ("waiting", 5) in told
    assert ("hold", 63) in told


def test_the_zones_of_pain_are_those_that_are_set(config: Callable, short: Path, type_at: Callable) -> None:
    strict = "[pain]\ngreen_at_most = 0\ngreen_rise_at_most = 0\n"
    script = ((10, "pain"), (11, "1"), (12, "1"), (13, "finish"))

    assert "1 of 10. How do you" not in type_at([short], *script).out
    config(strict)
    assert "1 of 10. How do you" in type_at([short], *script).out


def test_something_wrong_is_told_once_and_stops_nothing(run: Callable, config: Callable) -> None:
    config('dose = "huge"')

    for arguments in (["plan", "release"], ["list"], ["play", "release", "--json", "--speed", "10000"]):
        ran = run(*arguments)
        assert ran.status == 0
        assert ran.err.count("`dose` is low, middle or high; not `huge`") == 1


def test_who_does_not_use_settings_is_not_told(run: Callable, config: Callable) -> None:
    config("nothing = [")

    assert run("check", "release").err == run("log").err == ""
