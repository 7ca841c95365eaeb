"""The list of sessions."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from journal_builders import MORNING, LoggedSession, played
from windows import Window

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Outcome
from hipcoach.journal.glance import Glance
from hipcoach.session.authoring import editing
from hipcoach.session.authoring.editing import Edited
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Affected, Dose, Side
from hipcoach.text.characters import cells
from hipcoach.ui.about import details
from hipcoach.ui.row_texts import days_ago, things
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.session_list import in_columns
from hipcoach.ui.shared import LastTime
from hipcoach.ui.widgets.footer import KeyFooter


async def test_a_broken_file_is_listed_with_its_first_problem_and_shows_all(stage, own_sessions: Path) -> None:
    (own_sessions / "a-broken.yaml").write_text("hipcoach: 1\ntitle: Broken\nexercises:\n  - name: A\n    hold: 20\n")
    async with stage() as it:
        await it.press("home")
        await it.settle()
        assert it.sees("a-broken (yours)")
        await it.press("enter")
        assert isinstance(it.app.screen, TextScreen)
        assert it.sees("cannot be used as it is")
        assert it.sees("[unit]")


async def test_the_dose_changes_the_minutes(stage) -> None:
    async with stage() as it:
        assert it.sees("5:50 Release")
        await it.press("d")
        assert it.sees("8:40 Release")
        await it.press("d")
        assert it.sees("13:50 Release")


async def test_the_last_four_times_are_in_the_row_with_the_newest_at_the_right(stage, home: Path) -> None:
    for days in range(5, 0, -1):
        played(home / "log", begins=MORNING - timedelta(days=days))
    nothing_done = LoggedSession(home / "log", begins=MORNING)
    nothing_done.start()
    nothing_done.close()
    async with stage() as it:
        await it.settle()
        assert it.sees("●●●○")
        assert not it.sees("●●●●")


async def test_the_rows_are_there_before_any_details(stage, monkeypatch) -> None:
    # given a screen that is never painted
    monkeypatch.setattr("hipcoach.ui.screens.picker.PAINTED", 3600.0)
    async with stage() as it:
        assert it.sees("5:50 Release")
        assert not it.sees("Figure-four stretch")
        # when it has been, then details stand beside them
        it.app.screen._begin_details()
        await it.settle()
        assert it.sees("Figure-four stretch")


async def test_a_dose_picked_before_the_log_is_read_stays_and_the_rest_is_as_last_time(stage) -> None:
    async with stage() as it:
        await it.press("d")
        last = Choices(dose=Dose.HIGH, first=Side.RIGHT)
        it.app.screen.post_message(Picker.Read({}, LastTime("release.yaml", last)))
        await it.settle()
        assert it.sees("8:40 Release")
        assert (it.app.choices.dose, it.app.choices.first) == (Dose.MIDDLE, Side.RIGHT)


def test_what_is_needed_follows_the_options_that_are_chosen() -> None:
    library = Library(shipped_sessions(), None)
    reading = library.read(library.find("five-minutes-b"))
    standing = Choices(modifications={"banded-internal-rotation": ()})

    assert reading.session is not None
    assert "Steady chair without wheels" in things(reading.session, Choices())
    assert "Wall or chair to hold" in things(reading.session, standing)
    needed = [next(line for line in details(reading, chosen) if "need" in line) for chosen in (Choices(), standing)]
    assert ["Mini loop" in line for line in needed] == [True, False]


def test_the_details_say_that_a_session_is_for_one_side_and_which() -> None:
    text = "hipcoach: 1\ntitle: Own\nexercises: [{name: Heel slide, reps: 8, side: affected}]\n"
    reading = Library(shipped_sessions(), None).read_text(text)
    unknown = "Which side is affected is not known: each side is done, the left one first."

    assert unknown in details(reading, Choices())
    assert "Affected side: right." in details(reading, Choices(affected=Affected.RIGHT))


def test_the_details_tell_groups_with_their_rounds() -> None:
    reading = Library(shipped_sessions(), None).read_text(
        "hipcoach: 1\ntitle: A\nexercises:\n  - {name: Jog, hold: 3 min}\n"
        "  - {group: Circuit, rounds: 3, exercises: [{name: Squat, reps: 10}, {name: Plank, hold: 30 s, side: each}]}\n"
    )

    told = details(reading, Choices())

    assert [line for line in told if "·" in line] == [
        "· Jog: 1 × 3 minutes",
        "· Circuit: 3 rounds",
        "  · Squat: 10 repetitions",
        "  · Plank: 30 seconds on each side",
    ]


async def test_markup_in_a_file_is_shown_as_it_is(stage, own_sessions: Path) -> None:
    text = 'hipcoach: 1\ntitle: "[b]Bold[/b] [/x]"\nexercises:\n  - name: "[@click=app.quit]A[/]"\n    hold: 20 s\n'
    (own_sessions / "a-markup.yaml").write_text(text)
    async with stage() as it:
        await it.press("home")
        await it.settle()
        assert it.sees("[b]Bold[/b] [/x]")
        await it.press("enter", "enter")
        await it.pass_time(2.0)
        assert it.sees("[@click=app.quit]A[/]")


async def test_with_no_session_at_all_it_says_where_to_put_one(stage, tmp_path: Path) -> None:
    async with stage(shipped=tmp_path / "nothing") as it:
        assert it.sees("There are no sessions. Put session files (.yaml) into")


async def test_without_room_beside_the_list_details_have_a_key(stage) -> None:
    async with stage(size=(60, 20)) as it:
        await it.press("i")
        assert isinstance(it.app.screen, HowScreen)
        assert it.sees("Figure-four stretch: 2 sets of 30 seconds") or it.sees("2 × 30 seconds on each side")


async def test_e_needs_a_terminal_that_can_make_way_and_leaves_no_copy(stage, own_sessions: Path, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    async with stage() as it:
        await it.press("e")
        await it.settle()
        assert it.told("'hipcoach edit' in a shell does the same")
    assert not (own_sessions / "release.yaml").exists()


async def test_what_was_edited_is_read_again(stage, own_sessions: Path, monkeypatch) -> None:
    def edit(library, path, command, aside, lengths) -> Edited:
        (own_sessions / "release.yaml").write_text(path.read_text().replace("title: Release", "title: My own release"))
        return Edited(own_sessions / "release.yaml", kept=True, problems=())

    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(editing, "edit", edit)
    async with stage() as it:
        await it.press("e")
        await it.settle()
        assert it.sees("My own release (yours)")
        assert it.told("release.yaml: no problems")


async def test_a_session_of_one_s_own_says_that_it_stands_in_place_of_a_preset(stage, own_sessions: Path) -> None:
    (own_sessions / "release.yaml").write_text((own_sessions / "short.yaml").read_text())
    (own_sessions / "strengthen.yaml").write_text("hipcoach: 1\n")
    async with stage() as it:
        await it.press("home")
        assert row_of(it, "Short (yours)")
        assert row_of(it, "strengthen (yours): ").startswith("     ! ")
        await it.press("i")
        assert it.sees("Yours, in place of the preset; delete")


def row_of(it, text: str) -> str:
    return next(line for line in it.lines() if text in line)


async def test_a_row_shows_what_is_needed_in_signs_that_are_never_cut(stage) -> None:
    async with stage(size=(120, 40)) as it:
        async for size in Window(it, [(120, 40), (80, 24), (60, 20), (40, 12)]).each_size():
            assert "▭ ▬ ∞ ╪" in row_of(it, "20:20 Full align"), size
            assert "∞ ╪" in row_of(it, "7:50 Chair align"), size
        await it.press("i")
        assert "You need: ▭ Mat, ▬ Pad under the knee" in str(it.app.screen.query_one("#how-lines").content)


async def test_presets_stand_in_the_order_of_use_below_one_s_own(stage, own_sessions: Path) -> None:
    async with stage(size=(120, 40)) as it:
        titles = ("Short (yours)", "Release", "Full alignment", "Strengthen", "Five minutes A", "Desk break")
        rows = [next(number for number, line in enumerate(it.lines()) if f" {title}" in line[:50]) for title in titles]
        assert rows == sorted(rows)


@given(st.text("ab 🧘", max_size=60), st.integers(20, 120), st.integers(0, 3000), st.sampled_from([*Outcome, None]))
def test_a_row_keeps_to_its_width_and_cuts_the_name_first(
    name: str, width: int, days: int, outcome: Outcome | None
) -> None:
    last = days_ago(Glance(Path(), None, outcome, sets=True).went, MORNING - timedelta(days=days), MORNING)
    row = in_columns("12:30", name, "▭ ▬ ∞ ╪", last, "●◐●●", width=width)
    assert cells(row) <= width - 1
    assert "▭ ▬ ∞ ╪" in row or width < 32
    assert last in row or width < 50 or days >= 1000


async def test_the_mark_can_be_told_without_colour(stage) -> None:
    async with stage() as it:
        assert it.sees("› 5:50 Release")
        await it.press("down")
        assert it.sees("›20:20 Full alignment")
        assert not it.sees("› 5:50 Release")


async def test_a_file_s_name_does_the_terminal_no_harm(stage, own_sessions: Path) -> None:
    evil = own_sessions / "a\x1b]0;x\x07\x9b2J\u202e.yaml"
    evil.write_text("hipcoach: 1\ntitle: T\nexercises:\n  - name: A\n    hold: 20\n")
    async with stage() as it:
        await it.press("home")
        await it.settle()
        assert all(line.isprintable() for line in it.lines())
        assert it.sees("]0;x")
        for key in ("i", "escape", "enter", "escape"):
            await it.press(key)
            assert all(line.isprintable() for line in it.lines()), key
        it.app.report(f"{evil} is told")
        await it.pilot.pause()
        assert it.told("2J\ufffd.yaml is told")


async def test_the_help_of_the_list_has_its_keys_and_signs_and_a_chosen_key_is_pressed(stage) -> None:
    async with stage(size=(80, 60)) as it:
        await it.press("question_mark")
        assert isinstance(it.app.screen, KeysScreen)
        for told in ("/ Find a session by its name", "▭ mat", "◐ in part", "Keys in a session:", "o . ! "):
            assert it.sees(told), told
        await it.press("down", "down", "enter")
        assert isinstance(it.app.screen, HowScreen)


async def test_the_help_of_the_check_in_has_its_keys(stage) -> None:
    async with stage(size=(80, 40)) as it:
        await it.press("enter", "question_mark")
        assert it.sees("t Play the sound for changing sides")
        assert it.sees("space pause or resume")


async def test_each_key_in_the_footer_of_the_list_has_its_word(stage) -> None:
    async with stage(size=(60, 24)) as it:
        async for width, _ in Window(it, [(60, 24), (80, 24), (120, 24)]).each_size():
            assert all(one.word for one in it.app.screen.query_one(KeyFooter).shown), width
