"""That a session begins without garbage, and collects it often from then on, however a command began."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from hipcoach.live.memory import OFTEN, keep_flat

UNFREEZE = gc.unfreeze


class Screen:
    """Refers to itself, as screens and their widgets do."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What all tests have loaded stays frozen, except where a test is about that: to look through it takes a second."""
    before = gc.get_threshold()
    monkeypatch.setattr(gc, "unfreeze", lambda: None)
    yield
    gc.set_threshold(*before)
    gc.freeze()


def test_a_session_collects_garbage_though_the_command_put_it_off() -> None:
    gc.set_threshold(100_000)
    keep_flat()
    assert gc.get_threshold() == OFTEN


def test_what_led_to_the_session_is_gone_and_what_it_needs_is_not_looked_through() -> None:
    left, needed = Screen(), Screen()
    gone = weakref.ref(left)
    del left
    keep_flat()
    assert gone() is None
    assert not any(one is needed for one in gc.get_objects())


def test_what_an_earlier_session_needed_is_gone_when_the_next_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = Screen()
    gone = weakref.ref(earlier)
    keep_flat()
    del earlier
    monkeypatch.setattr(gc, "unfreeze", UNFREEZE)
    keep_flat()
    assert gone() is None


def test_the_next_collection_of_all_is_not_put_off_by_what_is_needed() -> None:
    """Python waits for a quarter more than it last looked through."""
    needed = [[number] for number in range(200_000)]
    keep_flat()
    before = gc.get_stats()[2]["collections"]
    made = [[number] for number in range(30_000)]
    assert gc.get_stats()[2]["collections"] > before
    assert len(made) < len(needed) / 4
