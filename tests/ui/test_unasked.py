"""A screen that came by itself takes no answer before it can have been read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.events import Key, MouseDown, MouseMove
from textual.message import Message
from textual.screen import Screen

from hipcoach.live.presses import HELD, READ
from hipcoach.ui.unasked import LEAVING, Unasked


class Time:
    """The time, which events are stamped with as well."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("textual._time.get_time", self)

    def __call__(self) -> float:
        return self.now


class Appearing(Screen[None]):
    """A screen that is painted when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.paint: Callable[[], object] = lambda: None

    def call_after_refresh(self, callback, *args, **_more) -> bool:
        self.paint = lambda: callback(*args)
        return True


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


@pytest.fixture
def unasked(time: Time) -> Unasked:
    return Unasked(time)


def key(name: str = "k") -> Key:
    return Key(name, name if len(name) == 1 else None)


def test_an_answer_counts_once_the_screen_has_been_there_for_a_moment(unasked: Unasked, time: Time) -> None:
    screen = Appearing()
    unasked.came(screen)
    assert unasked.too_early(screen, key()), "it was not painted yet"
    screen.paint()
    time.now += READ - 0.1
    assert unasked.too_early(screen, key())
    time.now += HELD + 0.1
    assert not unasked.too_early(screen, key())


def test_a_key_that_is_held_answers_nothing_until_it_is_let_go(unasked: Unasked, time: Time) -> None:
    screen = Appearing()
    unasked.came(screen)
    screen.paint()
    for _ in range(40):
        time.now += HELD / 5
        assert unasked.too_early(screen, key())
    time.now += HELD
    assert not unasked.too_early(screen, key())


def test_what_was_pressed_while_the_app_was_busy_is_judged_by_when_it_was_pressed(unasked: Unasked, time: Time) -> None:
    screen = Appearing()
    unasked.came(screen)
    screen.paint()
    pressed = key()
    time.now += 2 * READ
    assert unasked.too_early(screen, pressed)


@pytest.mark.parametrize(
    "event", [key("down"), key("tab"), key("escape"), MouseMove(None, 1, 1, 0, 0, 0, *[False] * 3)]
)
def test_what_answers_nothing_is_never_too_early(unasked: Unasked, event: Message) -> None:
    screen = Appearing()
    unasked.came(screen)
    assert not unasked.too_early(screen, event)


def test_keys_that_had_a_meaning_before_it_can_be_named(unasked: Unasked) -> None:
    screen = Appearing()
    unasked.came(screen, LEAVING)
    assert unasked.too_early(screen, key("escape"))
    assert unasked.too_early(screen, MouseDown(None, 1, 1, 0, 0, 1, *[False] * 3))


def test_a_screen_that_was_asked_for_takes_every_answer(unasked: Unasked) -> None:
    assert not unasked.too_early(Appearing(), key())
