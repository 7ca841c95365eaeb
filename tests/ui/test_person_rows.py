"""Which side is affected, and which load is taken: asked where a session needs it, and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check_in import go_to, is_open, value
from textual.widgets import Static

from hipcoach.ui.widgets.person_rows import AffectedRow, LoadRow

OPERATED = """\
hipcoach: 1
title: Operated
exercises:
  - name: Side lift
    side: affected
    reps: 2
    tempo: lift 1, lower 1
    prepare: 3 s
    load: 2 kg
    load_step: 0.5 kg
    harder:
      - {id: slow, name: Slowly, load: 1 kg}
  - name: Bridge
    hold: 5 s
    load: light band
"""


@pytest.fixture
def operated(own_sessions: Path) -> Path:
    file = own_sessions / "operated.yaml"
    file.write_text(OPERATED, encoding="utf-8")
    return file


def row(it, kind):
    (found,) = it.app.screen.query(kind)
    return found


async def test_the_side_is_asked_once_and_kept(stage, operated: Path, home: Path) -> None:
    # given a session that has never been done
    async with stage(size=(80, 40), opening="operated") as it:
        assert it.sees("Which side is affected is not known: each side is done, the left one first")
        assert is_open(row(it, AffectedRow))
        assert value(it, "Which side is affected") == "-"
        before = it.app.screen.query_one("#title", Static).render()

        # when the person says which
        go_to(it, "Which side is affected")
        await it.press("right", "right")

        # then the session is done on that side only
        assert it.sees("Affected side: right")
        assert it.app.screen.query_one("#title", Static).render() != before
        await it.press("enter", "q", "f", "wait", "enter", "escape")
        await it.disk()
    (file,) = (home / "log" / "person").iterdir()
    assert [json.loads(line)["side"] for line in file.read_text().splitlines()] == ["right"]

    # and the next time it is known, and can be changed behind `c`
    async with stage(size=(80, 40), opening="operated") as it:
        assert not is_open(row(it, AffectedRow))
        assert it.sees("Affected side: right")
        await it.press("c")
        assert is_open(row(it, AffectedRow))
        assert value(it, "Which side is affected") == "right"


async def test_a_load_is_changed_by_its_step_and_follows_the_options(stage, operated: Path) -> None:
    async with stage(size=(80, 50), opening="operated") as it:
        await it.press("c")
        assert value(it, "Load: Side lift") == "2 kg"
        go_to(it, "Load: Side lift")
        await it.press("right")
        assert it.sees("Side lift: 2.5 kg")
        assert it.sees("Bridge: light band")
        # a form with a load of its own
        go_to(it, "Slowly")
        await it.press("right")
        assert value(it, "Load: Side lift") == "1 kg"
        await it.press("left")
        assert value(it, "Load: Side lift") == "2.5 kg"


async def test_a_load_in_words_cannot_be_changed(stage, operated: Path) -> None:
    async with stage(size=(80, 50), opening="operated") as it:
        await it.press("c")
        assert [one.about[0] for one in it.app.screen.query(LoadRow) if one.display] == ["side-lift"]


async def test_a_session_without_them_has_no_such_rows(stage, own_sessions: Path) -> None:
    async with stage(opening="short") as it:
        assert not it.app.screen.query(AffectedRow)
        assert not it.app.screen.query(LoadRow)


async def test_the_list_shows_the_length_on_the_affected_side(stage, operated: Path, home: Path) -> None:
    async with stage(size=(100, 40)) as it:
        assert it.sees("0:41")
    folder = home / "log" / "person"
    folder.mkdir(parents=True)
    (folder / f"{'1' * 32}.jsonl").write_text('{"t":"affected","at":"2026-01-01T07:00:00+00:00","side":"left"}\n')
    async with stage(size=(100, 40)) as it:
        assert it.sees("0:27")
