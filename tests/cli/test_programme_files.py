"""Programme files on the command line: checked, listed, described."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.session.library import shipped_sessions

PROGRAMME = "hipcoach: 1\nprogramme: Mine\nphases: [{name: A, weeks: 2, each_week: [{session: release, times: 2}]}]\n"
BAD = PROGRAMME.replace("release", "relaese")


@pytest.fixture
def programmes(home: Path) -> Path:
    """The person's own folder of programmes."""
    folder = home / "sessions" / "programmes"
    folder.mkdir(parents=True)
    return folder


# -- check -----------------------------------------------------------------------------------------------------------


def test_a_programme_may_be_checked_by_its_name(run: Callable) -> None:
    ran = run("check", "twelve-weeks", "short-days")

    assert ran.status == 0
    assert [Path(line.partition(": ")[0]).stem for line in ran.lines] == ["twelve-weeks", "short-days"]


def test_a_name_of_a_session_and_of_a_programme_checks_both(run: Callable, programmes: Path) -> None:
    (programmes / "release.yaml").write_text(PROGRAMME)

    assert len(run("check", "release").lines) == 2


def test_a_programme_is_checked_wherever_it_lies(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)

    ran = run("check", tmp_path / "bad.yaml", "--json")

    assert ran.status == 1
    [problem] = ran.json
    assert (problem["line"], problem["code"], problem["help"]) == (3, "unknown-session", "did you mean `release`?")


def test_a_folder_has_its_programmes_checked_too(run: Callable, programmes: Path) -> None:
    (programmes / "bad.yaml").write_text(BAD)

    ran = run("check", programmes.parent)

    assert ran.status == 1
    assert "there is no session `relaese`" in ran.out


def test_a_programme_of_one_s_own_may_name_sessions_of_one_s_own(run: Callable, programmes: Path) -> None:
    (programmes.parent / "evening.yaml").write_text("hipcoach: 1\ntitle: E\nexercises: [{name: Sit, hold: 20 s}]\n")
    (programmes / "mine.yaml").write_text(PROGRAMME.replace("release", "evening"))

    assert run("check", "mine").status == 0


@pytest.mark.parametrize("command", [("play", "--plain"), ("plan",)])
def test_a_programme_is_no_session_and_one_line_says_so(run: Callable, command: tuple[str, ...]) -> None:
    ran = run(*command, "short-days")

    assert ran.status == 2
    assert ran.err == "hipcoach: short-days is a programme, and no session: hipcoach programme show short-days\n"


# -- list ------------------------------------------------------------------------------------------------------------


def test_the_list_ends_with_the_programmes_one_s_own_first(run: Callable, programmes: Path) -> None:
    (programmes / "mine.yaml").write_text(PROGRAMME)

    last = " ".join(run("list").out.rpartition("\n\n")[2].split())

    assert last.endswith("week: mine, short-days, six-weeks, twelve-weeks")


def test_as_json_the_list_has_sessions_only(run: Callable) -> None:
    names = {one["name"] for one in run("list", "--json").json}

    assert "release" in names
    assert "twelve-weeks" not in names


# -- schema ----------------------------------------------------------------------------------------------------------


def test_the_schema_of_programmes_offers_one_s_own_sessions_too(run: Callable, programmes: Path) -> None:
    (programmes.parent / "evening.yaml").write_text("hipcoach: 1\ntitle: E\nexercises: [{name: Sit, hold: 20 s}]\n")

    schema = run("schema", "--programme").json

    assert schema["title"] == "A hipcoach programme, format 1"
    names = schema["definitions"]["session-of-a-week"]["properties"]["session"]["examples"]
    assert {"evening", "release"} <= set(names)


def test_the_schema_beside_the_programmes_is_the_one_that_is_printed(run: Callable) -> None:
    file = shipped_sessions() / "programmes" / "programme.schema.json"

    assert run("schema", "--programme").json == json.loads(file.read_text(encoding="utf-8"))


def test_two_kinds_of_schema_at_once_are_refused(run: Callable) -> None:
    assert run("schema", "--programme", "--exercise").status == 2
