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


# -- new, edit and add -----------------------------------------------------------------------------------------------


def test_a_new_programme_can_be_begun_as_it_is_and_has_its_schema_beside_it(run: Callable, programmes: Path) -> None:
    ran = run("new", "Knee: week 1 to 8", "--programme")

    assert ran.status == 0
    file = programmes / "knee-week-1-to-8.yaml"
    assert str(file) in ran.out
    assert 'programme: "Knee: week 1 to 8"' in file.read_text()
    assert run("check", file.stem).out == f"{file}: no problems\n"
    assert json.loads((programmes / "programme.schema.json").read_text()) == run("schema", "--programme").json


@pytest.mark.parametrize(
    ("name", "what"), [("Short days", "a programme of hipcoach"), ("mine", "a programme of yours")]
)
def test_a_name_that_a_programme_has_is_taken(run: Callable, programmes: Path, name: str, what: str) -> None:
    (programmes / "mine.yml").write_text(PROGRAMME)
    before = sorted(programmes.iterdir())

    ran = run("new", name, "--programme")

    assert ran.status == 2
    assert what in ran.err
    assert sorted(programmes.iterdir()) == before


def test_a_session_and_a_programme_may_have_one_name(run: Callable, home: Path) -> None:
    assert run("new", "Evening").status == 0
    assert run("new", "Evening", "--programme").status == 0


def test_a_programme_of_hipcoach_is_copied_before_it_is_changed(
    run: Callable, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed "s/times: 1-2/times: 2-4/" "$1" > "$1.new" && mv "$1.new" "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))

    ran = run("edit", "short-days")

    own = home / "sessions" / "programmes" / "short-days.yaml"
    assert "times: 2-4" in own.read_text()
    # what it says is of the copy: two days more of each do not fit
    assert ran.status == 1
    assert f"{own}:" in ran.out
    assert "would take 8 days" in ran.out


def test_a_programme_that_was_only_looked_at_is_not_copied(
    run: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")

    assert run("edit", "short-days").status == 0
    assert not (home / "sessions" / "programmes" / "short-days.yaml").exists()


def test_a_programme_from_somewhere_becomes_one_s_own(run: Callable, programmes: Path, tmp_path: Path) -> None:
    file = tmp_path / "download (3).yaml"
    file.write_text(PROGRAMME)

    ran = run("add", file)

    assert ran.status == 0
    assert "hipcoach programme show mine" in ran.out
    assert (programmes / "mine.yaml").read_text() == PROGRAMME
    assert (programmes / "programme.schema.json").exists()
    assert list(programmes.parent.glob("*.yaml")) == []
    # and once more nothing is asked
    assert "the same already" in run("add", file).out


def test_a_programme_of_one_s_own_is_not_replaced_unasked(run: Callable, programmes: Path, tmp_path: Path) -> None:
    (programmes / "mine.yaml").write_text(PROGRAMME.replace("times: 2", "times: 3"))
    (tmp_path / "other.yaml").write_text(PROGRAMME)

    ran = run("add", tmp_path / "other.yaml")

    assert ran.status == 2
    assert "There is a programme of yours called mine. Replace it with this one?" in ran.err
    assert "times: 3" in (programmes / "mine.yaml").read_text()
    assert run("add", tmp_path / "other.yaml", "--force").status == 0
    assert (programmes / "mine.yaml").read_text() == PROGRAMME


def test_a_programme_with_an_error_is_not_added(run: Callable, home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)

    ran = run("add", tmp_path / "bad.yaml")

    assert ran.status == 1
    assert "did you mean `release`?" in ran.err
    assert not (home / "sessions" / "programmes").exists()
