"""That garbage is collected as usual once a session runs, however a command began."""

from __future__ import annotations

import gc

import pytest

from hipcoach.live.memory import USUAL, keep_flat


@pytest.fixture
def as_before():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_a_session_collects_garbage_though_the_command_put_it_off(as_before) -> None:
    gc.set_threshold(100_000)
    keep_flat()
    assert gc.get_threshold()[0] == USUAL
    assert gc.get_freeze_count() > 0


def test_where_nothing_was_put_off_nothing_is_changed(as_before) -> None:
    gc.set_threshold(500, 5, 5)
    keep_flat()
    assert gc.get_threshold() == (500, 5, 5)
    assert gc.get_freeze_count() == 0
