"""The screen of programmes: what there is, every week of one, and what can be done with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from begun_programmes import begin
from journal_builders import played
from windows import Window

from hipcoach.journal.programmes import begun
from hipcoach.ui.screens.choice import Choice
from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.programmes import Programmes
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.options import Options

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""A Sunday, an hour before the app is started."""


def followed(it) -> str | None:
    found = begun(it.app.desk.places.log, it.app.desk.wall())
    return found.name if found is not None else None


def keys_of(it) -> list[str]:
    return [one.word for one in it.app.screen.query_one(KeyFooter).shown]


async def test_a_programme_is_begun_paused_gone_on_with_and_ended_by_keys(stage, home: Path) -> None:
    async with stage(size=(120, 40)) as it:
        await it.press("p")
        await it.settle()
        assert isinstance(it.app.screen, Programmes)
        assert it.sees("› Twelve weeks for turned-out hips")
        assert keys_of(it)[0] == "Begin"
        await it.press("b")
        await it.settle()
        assert it.sees("▶ Twelve weeks for turned-out hips · week 1 of 12")
        assert followed(it) == "twelve-weeks"
        assert keys_of(it)[:2] == ["Pause", "End"]
        await it.press("p")
        await it.settle()
        assert it.sees("❚❚ Twelve weeks")
        assert it.sees("week 1 of 12 · paused")
        await it.press("r")
        await it.settle()
        assert it.sees("▶ Twelve weeks")
        await it.press("e")
        assert it.sees("End Twelve weeks for turned-out hips?")
        await it.press("n")
        assert followed(it) == "twelve-weeks"
        await it.press("e", "y")
        await it.settle()
        assert followed(it) is None
        await it.press("escape")
        assert isinstance(it.app.screen, Picker)


async def test_enter_and_the_arrows_alone_begin_one_and_the_list_has_it_at_once(stage, home: Path) -> None:
    async with stage() as it:
        await it.press("p", "down", "enter")
        assert isinstance(it.app.screen, Choice)
        await it.press("enter")
        await it.settle()
        assert followed(it) == "six-weeks"
        await it.press("escape")
        await it.settle()
        assert it.sees("─ Today")
        assert it.sees("External rotation is a good one to get to know") or it.sees("External rotation: 0 of")


async def test_a_click_does_the_same(stage, home: Path) -> None:
    async with stage() as it:
        await it.press("p")
        await it.pilot.click("#programme-list", offset=(8, 2))
        await it.turns()
        assert isinstance(it.app.screen, Choice)
        it.clock.now += 0.3
        await it.pilot.click(Options, offset=(4, 0))
        await it.turns()
        await it.settle()
        assert followed(it) == "short-days"


async def test_a_held_enter_takes_nothing_and_what_ends_a_programme_is_not_where_enter_is(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    async with stage() as it:
        await it.press("p")
        await it.burst("enter", "enter", "enter")
        assert isinstance(it.app.screen, Choice)
        assert it.app.screen.query_one(Options).option_count == 3
        await it.press("escape", "e", "enter")
        assert followed(it) == "twelve-weeks"


async def test_another_programme_is_begun_only_after_a_question(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    async with stage() as it:
        await it.press("p", "end", "b")
        assert it.sees("Begin Short days today?")
        await it.press("escape")
        assert followed(it) == "twelve-weeks"
        await it.press("b", "y")
        await it.settle()
        assert followed(it) == "short-days"


async def test_every_week_is_on_one_page_with_what_is_done(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=20))
    for days in (19, 18, 17, 16, 15, 12, 11, 10, 9, 8):
        file = "chair-alignment.yaml" if days in (15, 8) else "release.yaml"
        played(home / "log", begins=NOW - timedelta(days=days), file=file)
    async with stage(size=(120, 60)) as it:
        window = Window(it, [(120, 60), (200, 60)])
        await it.press("p")
        await it.settle()
        async for size in window.each_size():
            for told in (
                "Week 1✓ 2✓",
                "Week 3▶ 4· 5· 6·",
                "Week 10· 11· 12·",
                "2 Build: weeks 3-6",
                "· Full alignment: 2-3 times a week, low dose, a day between",
                "Begun on 2 November: week 3 of 12 · 0 of 4-5",
            ):
                assert it.sees(told), (told, size)
        await it.press("escape", "h")
        await it.settle()
        assert isinstance(it.app.screen, History)
        async for size in window.each_size():
            weeks = [line for line in it.lines() if line.startswith((" 16 Nov", " 09 Nov"))]
            assert [week.partition("│")[0].split()[-1] for week in weeks] == ["3", "2"], size


OWN = """\
hipcoach: 1
programme: {title}
phases:
  - {{name: Only, weeks: 4, each_week: [{{session: release, times: {times}}}]}}
"""


async def test_a_changed_file_waits_until_it_is_accepted_and_a_lost_one_changes_nothing(
    stage, own_sessions: Path, home: Path
) -> None:
    folder = home / "sessions" / "programmes"
    folder.mkdir()
    file = folder / "mine.yaml"
    file.write_text(OWN.format(title="Mine", times=2))
    async with stage(size=(120, 40)) as it:
        await it.press("p")
        await it.settle()
        assert it.sees("› Mine (yours)")
        await it.press("b")
        await it.settle()
        file.write_text(OWN.format(title="Mine", times=3))
        await it.press("escape", "p")
        await it.settle()
        assert it.sees("Its file has changed since, and is followed as it was.")
        assert it.sees("Release: 2 times a week")
        await it.press("a")
        await it.settle()
        assert it.sees("Release: 3 times a week")
        assert not it.sees("has changed since, and")
        file.unlink()
        await it.press("escape", "p")
        await it.settle()
        assert it.sees("▶ Mine")
        assert it.sees("Release: 3 times a week")
        assert keys_of(it)[:2] == ["Pause", "End"]


async def test_a_broken_programme_says_what_is_wrong_and_cannot_be_begun(stage, home: Path) -> None:
    folder = home / "sessions" / "programmes"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("hipcoach: 1\nprogramme: Broken\nphases: []\n")
    async with stage() as it:
        await it.press("p")
        await it.settle()
        assert it.sees("! broken (yours): cannot be used")
        assert it.sees("broken.yaml")
        assert "Begin" not in keys_of(it)
        await it.press("enter")
        assert isinstance(it.app.screen, Programmes)


async def test_what_cannot_be_kept_is_told_and_changes_nothing(stage, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "log").write_text("a file where the folder should be")
    async with stage() as it:
        await it.press("p", "b")
        await it.settle()
        assert it.told("Nothing has changed, because")
        assert followed(it) is None
