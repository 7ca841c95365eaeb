"""A session file from anywhere is put into one's own list."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hipcoach import atomic
from hipcoach.ui.screens.adding import NameTaken, WhichFile, path_typed
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen

MAILED = "hipcoach: 1\ntitle: After the cast\nexercises:\n  - {name: Lean, hold: 20 s}\n"


@pytest.fixture
def mailed(tmp_path: Path) -> Path:
    file = tmp_path / "download (3).yaml"
    file.write_text(MAILED)
    return file


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        (" /a/b c.yaml ", "/a/b c.yaml"),
        ("'/a/it is.yaml'", "/a/it is.yaml"),
        ('"/a/b.yaml"', "/a/b.yaml"),
        (r"/a/download\ \(3\).yaml", "/a/download (3).yaml"),
        ("file:///a/b%20c.yaml", "/a/b c.yaml"),
        ("~/a.yaml", "~/a.yaml"),
        ("~no-such-user-anywhere/a.yaml", "~no-such-user-anywhere/a.yaml"),
        ("'", "'"),
    ],
)
def test_a_path_may_be_typed_or_dropped(typed: str, path: str) -> None:
    assert path_typed(typed) == (Path.home() / path[2:] if path.startswith("~/") else Path(path))


async def type_path(it, path: Path) -> None:
    await it.press("n")
    assert isinstance(it.app.screen, WhichFile)
    it.app.screen.query_one("Input").value = str(path)
    await it.press("enter")
    await it.settle()


async def test_a_file_is_put_into_the_list_and_marked(stage, home: Path, mailed: Path, monkeypatch) -> None:
    async with stage() as it:
        await leaving_the_question_adds_nothing(it, home)
        await what_is_wrong_in_it_is_shown_and_nothing_is_added(it, home, mailed)
        await a_folder_that_takes_nothing_is_told(it, mailed, monkeypatch)
        await type_path(it, mailed)
        assert isinstance(it.app.screen, Picker)
        assert it.sees("After the cast (yours)")
        assert it.told("after-the-cast.yaml is in your list now")
        await it.press("enter")
        assert isinstance(it.app.screen, CheckIn)
        assert it.app.screen.reading.path == home / "sessions" / "after-the-cast.yaml"
    assert (home / "sessions" / "after-the-cast.yaml").read_text() == MAILED


async def leaving_the_question_adds_nothing(it, home: Path) -> None:
    await it.press("n", "x", "escape")
    assert isinstance(it.app.screen, Picker)
    assert not (home / "sessions").exists()


async def what_is_wrong_in_it_is_shown_and_nothing_is_added(it, home: Path, mailed: Path) -> None:
    wrong = mailed.parent / "wrong.yaml"
    wrong.write_text(MAILED.replace("20 s", "20"))
    await type_path(it, wrong)
    assert isinstance(it.app.screen, TextScreen)
    assert it.sees("[unit]")
    await it.press("escape")
    await type_path(it, mailed.parent / "none.yaml")
    assert it.sees("no such file")
    await it.press("escape")
    assert not list((home / "sessions").glob("*.yaml"))


async def a_folder_that_takes_nothing_is_told(it, mailed: Path, monkeypatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28), str(path))

    with monkeypatch.context() as full:
        full.setattr(atomic, "write", refuse)
        await type_path(it, mailed)
    assert it.told("No space left on device")
    assert isinstance(it.app.screen, Picker)


async def test_it_asks_before_it_replaces_one(stage, own_sessions: Path, mailed: Path) -> None:
    (own_sessions / "short.yaml").unlink()
    async with stage() as it:
        for keys, files in (
            (["n"], {"after-the-cast": "mine"}),
            (["escape"], {"after-the-cast": "mine"}),
            (["enter"], {"after-the-cast": "mine"}),
            (["y"], {"after-the-cast": MAILED}),
            (["down", "enter"], {"after-the-cast": MAILED}),
            (["tab", "C", "a", "s", "t", "enter"], {"after-the-cast": "mine", "cast": MAILED}),
        ):
            (own_sessions / "after-the-cast.yaml").write_text("mine")
            await type_path(it, mailed)
            assert isinstance(it.app.screen, NameTaken), keys
            assert it.sees("There is a session of yours"), keys
            await it.press(*keys)
            await it.settle()
            assert isinstance(it.app.screen, Picker), keys
            assert {path.stem: path.read_text() for path in own_sessions.glob("*.yaml")} == files, keys


async def test_a_session_that_was_opened_by_its_path_can_be_kept_from_its_check_in(
    stage, home: Path, mailed: Path
) -> None:
    async with stage(opening=str(mailed)) as it:
        found = {one.title: one.callback for one in it.app.get_system_commands(it.app.screen)}
        found["Add to your list"]()
        await it.settle()
        assert isinstance(it.app.screen, CheckIn)
        assert it.told("after-the-cast.yaml is in your list now")
        # and it is that file that is followed, so that it can be gone on with
        await it.press("enter")
        await it.settle()
    assert (home / "sessions" / "after-the-cast.yaml").read_text() == MAILED
    assert '"file":"after-the-cast.yaml"' in next(home.glob("log/*/*.jsonl")).read_text()
    # and one that is in the list is not offered to be put there
    async with stage(opening="after-the-cast") as it:
        assert "Add to your list" not in [one.title for one in it.app.get_system_commands(it.app.screen)]


async def test_nobody_is_asked_who_has_gone_on_meanwhile(stage, own_sessions: Path, mailed: Path, monkeypatch) -> None:
    """A file on a slow disk has no say once a session is on the screen."""
    (own_sessions / "after-the-cast.yaml").write_text("mine")
    async with stage() as it:
        picker = it.app.screen
        read = it.app.desk.library.read

        def slow(path: Path, *rest: object):
            if path == mailed:
                it.app.call_from_thread(it.app.push_screen, TextScreen("Something else", ["x"]))
            return read(path, *rest)

        monkeypatch.setattr(it.app.desk.library, "read", slow)
        await type_path(it, mailed)
        assert isinstance(it.app.screen, TextScreen)
        assert it.app.screen_stack[-2] is picker
    assert (own_sessions / "after-the-cast.yaml").read_text() == "mine"
