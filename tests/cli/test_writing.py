"""`hipcoach new`, `edit`, `schema` and `format`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.session.library import shipped_sessions


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Sets an editor that replaces one text by another and leaves."""

    def use(old: str, new: str) -> None:
        script = tmp_path / "an editor.py"
        change = f"p.write_text(p.read_text().replace({old!r}, {new!r}))"
        script.write_text(f"import sys, pathlib\np = pathlib.Path(sys.argv[1])\n{change}\n")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")

    return use


# -- new -------------------------------------------------------------------------------------------------------------


def test_a_new_session_goes_into_the_own_folder_and_can_be_played(run: Callable, home: Path) -> None:
    ran = run("new", "Ankle, week 1")
    path = home / "sessions" / "ankle-week-1.yaml"
    assert ran.status == 0
    assert str(path) in ran.out
    assert run("check", "ankle-week-1").out == f"{path}: no problems\n"
    assert run("plan", "ankle-week-1").lines[0].startswith("Ankle, week 1")


def test_its_schema_lies_beside_it(run: Callable, home: Path) -> None:
    run("new", "mine")
    schema = json.loads((home / "sessions" / "session.schema.json").read_text())
    assert "clamshell" in schema["definitions"]["exercise"]["properties"]["use"]["examples"]


@pytest.mark.parametrize("name", ["release", "Release", "release.yaml"])
def test_a_preset_s_name_is_taken(run: Callable, home: Path, name: str) -> None:
    ran = run("new", name)
    assert ran.status == 2
    assert "'hipcoach edit release'" in ran.err
    assert not (home / "sessions" / "release.yaml").exists()


def test_nothing_is_written_over(run: Callable, home: Path) -> None:
    run("new", "mine")
    before = (home / "sessions" / "mine.yaml").read_text()
    ran = run("new", "mine")
    assert (ran.status, "already" in ran.err) == (2, True)
    assert (home / "sessions" / "mine.yaml").read_text() == before


@pytest.mark.parametrize("name", ["", "...", "../up", "/etc/passwd"])
def test_what_is_no_name_is_refused(run: Callable, home: Path, name: str) -> None:
    assert run("new", name).status == 2
    assert not (home / "sessions").exists() or not list((home / "sessions").glob("*.yaml"))


def test_a_folder_that_cannot_be_made_is_told(run: Callable, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "sessions").write_text("a file where the folder should be")
    ran = run("new", "mine")
    assert ran.status == 2
    assert str(home / "sessions") in ran.err


# -- edit ------------------------------------------------------------------------------------------------------------


def test_a_preset_is_copied_before_it_is_changed(run: Callable, home: Path, editor: Callable) -> None:
    editor("title: Release", "title: My release")
    ran = run("edit", "release")
    copy = home / "sessions" / "release.yaml"
    assert (ran.status, ran.out) == (0, f"{copy}: no problems\n")
    assert "title: My release" in copy.read_text()
    assert "My release" not in (shipped_sessions() / "release.yaml").read_text()
    assert run("plan", "release").lines[0].startswith("My release")


def test_a_copy_that_was_left_as_it_is_goes_away_again(run: Callable, home: Path, editor: Callable) -> None:
    editor("not in there", "")
    ran = run("edit", "release")
    assert (ran.status, "stays as it is" in ran.out) == (0, True)
    assert not (home / "sessions" / "release.yaml").exists()


def test_a_session_of_one_s_own_is_changed_in_its_place_and_checked(
    run: Callable, home: Path, editor: Callable
) -> None:
    run("new", "mine")
    editor("reps: 10-15", "reps: 15-10")
    ran = run("edit", "mine")
    assert ran.status == 1
    assert "runs backwards" in ran.out


def test_an_editor_that_is_not_there_is_told_and_leaves_nothing(run: Callable, home: Path, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    ran = run("edit", "release")
    assert ran.status == 2
    assert "no-such-editor-anywhere cannot be started" in ran.err
    assert not (home / "sessions" / "release.yaml").exists()


def test_an_editor_that_fails_is_told(run: Callable, home: Path, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    ran = run("edit", "release")
    assert (ran.status, "ended with status 3" in ran.err) == (2, True)


def test_without_any_editor_it_says_what_to_set(run: Callable, home: Path, monkeypatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", "")
    assert "set EDITOR" in run("edit", "release").err


# -- schema and format -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "title"), [((), "session"), (("--exercise",), "exercise")])
def test_the_schema_is_json(run: Callable, arguments: tuple[str, ...], title: str) -> None:
    assert title in run("schema", *arguments).json["title"]


def test_the_schema_can_go_to_a_file(run: Callable, tmp_path: Path) -> None:
    ran = run("schema", "--output", tmp_path / "s.json")
    assert f"$schema={tmp_path / 's.json'}" in ran.out
    assert json.loads((tmp_path / "s.json").read_text()) == run("schema").json


def test_an_exercise_of_one_s_own_is_offered_too(run: Callable, home: Path) -> None:
    (home / "sessions" / "exercises").mkdir(parents=True)
    (home / "sessions" / "exercises" / "heel-raise.yaml").write_text("hipcoach: 1\nname: Heel raise\nreps: 12\n")
    assert "heel-raise" in run("schema").json["definitions"]["exercise"]["properties"]["use"]["examples"]
    assert "| `heel-raise` | Heel raise | none | 1 x 12 |" in run("format").out


def test_the_page_is_the_one_beside_the_presets(run: Callable) -> None:
    assert run("format").out == (shipped_sessions() / "FORMAT.md").read_text(encoding="utf-8")
