"""What has to be read is read to its end before it is accepted, and it is said that there is more."""

from __future__ import annotations

import json

import pytest
from effort import cases, chosen
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input
from windows import WALKS, Window, told

from hipcoach.text.characters import cells
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.cue_text import in_lines
from hipcoach.ui.widgets.flat_button import FlatButton
from hipcoach.ui.widgets.footer import ALWAYS, fitting
from hipcoach.ui.widgets.pick import Pick
from hipcoach.ui.widgets.scroll import WHOLE, Scroll

SIZES = [(120, 40), (80, 24), (60, 20), (40, 12), (20, 5)]
"""Columns and rows, from those in which everything has room on."""
READ = chosen(SIZES, by_day=[(80, 24), (20, 5)])
"""Those in which texts are read, of which some are read once: by day one with room for them, and the smallest."""


def label(it) -> str:
    return str(it.app.screen.query_one(FlatButton).label)


@pytest.mark.parametrize("size", READ, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_safety_text_is_accepted_only_where_its_end_has_been_seen(stage, size: tuple[int, int]) -> None:
    async with stage(size=size, accepted=False) as it:
        it.read()
        text = it.app.screen.query_one(Scroll)
        shares = [text.share]
        while text.share < WHOLE:
            # It says that there is more, how much has been seen, and what Enter does
            assert it.sees("Read on (Enter)")
            assert it.sees(f"{text.share}%")
            await it.press("enter")
            assert isinstance(it.app.screen, TextScreen)
            shares.append(text.share)
        assert shares == sorted(set(shares))
        assert it.sees("something to hold on to.")
        assert label(it) == "I understand (Enter)"
        assert not it.sees("Read on")
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)
        assert (it.home / "accepted").exists()


async def test_it_is_one_text_whichever_key_leads_to_its_end(stage) -> None:
    async with stage(size=(40, 12), accepted=False) as it:
        it.read()
        await it.press("space", "down", "j", "pagedown")
        assert label(it) == "I understand (Enter)"
        # Having been seen, the end need not be in sight.
        await it.press("up")
        assert label(it) == "I understand (Enter)"
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)


async def test_enter_that_is_held_down_reads_one_page(stage) -> None:
    async with stage(size=(40, 12), accepted=False) as it:
        it.read()
        text = it.app.screen.query_one(Scroll)
        for _ in range(20):
            it.clock.now += 0.03
            await it.burst("enter")
        assert isinstance(it.app.screen, TextScreen)
        assert text.share < WHOLE


async def test_a_text_that_is_only_shown_says_what_leads_on_and_closes_at_once(stage) -> None:
    async with stage(size=(40, 12)) as it:
        await it.press("a")
        assert it.sees("Close (Enter)")
        assert it.sees("space: more ▼")
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)


async def test_what_is_whole_says_nothing_of_more(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(1.0)
        await it.press("i")
        assert it.sees("Draw it closer")
        assert not it.sees("▼")


# -- forms ---------------------------------------------------------------------------------------------------------

PEOPLE = """\
hipcoach: 1
title: Read before
safety:
  before:
    - "Have somebody with you for the first time, and let them hold the chair while you stand up and sit down."
    - "Stop when the knee feels hot."
    - "Ask me before you go on to a firmer band."
exercises:
  - {name: Lean, hold: 20-30 s, prepare: 5 s}
"""


async def hurt(it) -> None:
    """Go to the end of a session that was stopped for pain."""
    await it.press("enter")
    await it.pass_time(8.0)
    await it.press("o", "2", "wait", "enter")
    assert isinstance(it.app.screen, Ending)
    it.read()


@pytest.mark.parametrize("sizes", WALKS, ids=told)
async def test_what_is_asked_at_the_end_is_in_sight_and_takes_the_digit(stage, own_sessions, sizes) -> None:
    async with stage(size=sizes[0], opening="short") as it:
        window = Window(it, sizes)
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q", "f", "wait", "enter")
        assert isinstance(it.app.screen, Ending)
        it.read()
        pain = it.app.screen.query_one("#pain", Pick)
        async for size in window.each_size():
            assert it.app.focused is pain, size
            assert it.sees("5 6 7 8 9") or it.sees("‹ - ›"), size
            assert it.sees("⏎ Save"), size
        await it.press("7")
        assert pain.value == "7"
        async for size in window.each_size():
            assert it.sees("[7]") or it.sees("‹ 7 ›"), size
            # And that there is more below is said where there is
            assert it.sees("▼") == (it.app.screen.form.share < WHOLE), size


@pytest.mark.parametrize("size", READ, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_when_to_get_help_is_read_before_enter_saves(stage, own_sessions, size) -> None:
    async with stage(size=size, opening="short") as it:
        await hurt(it)
        form, read = it.app.screen.form, []
        assert it.sees("Call your emergency number")
        while form.unread:
            assert it.app.focused is None
            assert it.sees("⏎ Read on")
            assert it.sees("▼")
            read += it.lines()
            await it.press("enter")
            assert isinstance(it.app.screen, Ending), "nothing is saved unread"
        read += it.lines()
        assert it.app.focused is it.app.screen.query_one("#pain")
        assert "breathlessness" in " ".join(" ".join(read).split())
        # Then everything else can be reached, and is in sight when it is
        await it.press("3", *["down"] * (len(it.app.screen.query(Pick)) - 1), "4", "down")
        assert isinstance(it.app.focused, Input)
        await it.press("enter")
    [checkout] = [line for line in map(json.loads, it.log()) if line["t"] == "checkout"]
    assert (checkout["pain"], list(checkout["effort"].values())) == (3, [4])


async def test_enter_that_is_held_down_at_the_end_saves_nothing(stage, own_sessions) -> None:
    async with stage(size=(40, 12), opening="short") as it:
        await hurt(it)
        for _ in range(40):
            it.clock.now += 0.03
            await it.burst("enter")
        assert isinstance(it.app.screen, Ending)
        assert it.app.screen.form.unread


@pytest.mark.parametrize(
    "size", chosen([(80, 24), (40, 12), (20, 5)], by_day=READ), ids=lambda size: f"{size[0]}x{size[1]}"
)
async def test_what_a_session_wants_to_be_read_is_read_before_it_starts(stage, own_sessions, size) -> None:
    (own_sessions / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    async with stage(size=size, opening="people") as it:
        assert it.sees("Before you start:")
        form, read = it.app.screen.form, []
        assert form.unread is (size != (80, 24))
        while form.unread:
            assert it.sees("⏎ Read on")
            read += it.lines()
            await it.press("enter")
            assert isinstance(it.app.screen, CheckIn)
        assert "firmer band." in " ".join(" ".join([*read, *it.lines()]).split())
        assert it.app.focused is it.app.screen.query_one("#pain")
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)


# -- keys ----------------------------------------------------------------------------------------------------------


KEYS = {
    80: "o ↑ PAIN  space Pause  q Quit  ↓ Keys  n Next  i Set-up  b Back  s Sound",
    60: "o ↑ PAIN  space Pause  q Quit  ↓ Keys  n Next  i  b  s",
    40: "o ↑ PAIN  space Pause  q Quit  ↓  n  i",
    20: "o ↑ PAIN  space  q",
}


async def test_the_keys_that_matter_most_are_there_at_every_width(stage, own_sessions) -> None:
    async with stage(size=(120, 12), opening="short") as it:
        await it.press("enter")
        await it.pass_time(1.0)
        async for width, _ in Window(it, [(width, 12) for width in KEYS]).each_size():
            assert it.lines()[-1].strip() == KEYS[width], width


KEY = st.tuples(st.text("ab", min_size=1, max_size=5), st.text("xyz", min_size=1, max_size=9))


@cases(40, 100)
@given(st.lists(KEY, max_size=9), st.integers(0, 120))
def test_keys_keep_to_their_width_and_their_order_and_the_first_come_first(keys, width: int) -> None:
    shown = fitting(keys, width)

    assert sum(len(key) + 2 + (len(word) + 1 if word else 0) for key, word in shown) <= width
    assert [key for key, _ in shown] == [key for key, _ in keys[: len(shown)]]
    assert all(word in ("", whole) for (_, word), (_, whole) in zip(shown, keys, strict=False))
    first = keys[:ALWAYS]
    if sum(len(key) + len(word) + 3 for key, word in first) <= width:
        assert shown[:ALWAYS] == first


# -- set-ups -------------------------------------------------------------------------------------------------------

SETUP = """\
hipcoach: 1
title: Long
exercises:
  - name: Stretch
    hold: 20-30 s
    prepare: 9 s
    setup:
      - Lie on your back with both knees bent and the feet as wide apart as your hips
      - One ankle across the other knee, the foot drawn up so that the knee is safe
      - Hands behind the thigh, the head and the tailbone heavy on the mat
      - Let the shoulders sink, breathe out and draw the thigh a little closer
"""


async def test_a_set_up_that_is_cut_says_which_key_shows_all_of_it(stage, own_sessions) -> None:
    (own_sessions / "long.yaml").write_text(SETUP, encoding="utf-8")
    async with stage(size=(80, 24), opening="long") as it:
        await it.press("enter")
        await it.pass_time(1.0)
        async for size in Window(it, SIZES[1:-1]).each_size():
            assert it.sees("… i: all of it"), size
            await it.press("p")
            assert it.sees("Space goes on."), size
            await it.press("i")
            assert it.sees("Lie on your back with both"), size
            if not it.sees("Let the shoulders sink"):
                await it.press("space")
            assert it.sees("Let the shoulders sink"), size
            await it.press("escape", "p")


@given(st.text("ab c", min_size=1, max_size=80), st.integers(14, 40), st.integers(1, 4))
def test_what_is_cut_keeps_to_its_room_and_says_where_the_rest_is(text: str, width: int, most: int) -> None:
    lines = in_lines(text, width, most, "i: all of it")

    assert len(lines) <= most
    assert all(cells(line) <= width for line in lines)
    whole = "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert whole != lines[-1].endswith("… i: all of it")


async def test_how_much_has_been_seen_follows_whatever_cuts_a_text_off(stage) -> None:
    async with stage(size=(120, 40), accepted=False) as it:
        text, panel = it.app.screen.query_one(Scroll), it.app.screen.query_one(".panel")
        assert text.share == WHOLE
        panel.styles.max_height = 10
        await it.settle()
        assert text.share < WHOLE
        # Given back its room, the text has the size that it had all the time
        panel.styles.max_height = 30
        await it.settle()
        assert text.share == WHOLE
