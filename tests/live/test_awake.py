"""The machine is kept awake while a session runs, and nothing is loaded for it where nobody can be asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace

import pytest

from hipcoach.live.awake import BUS, Awake


class Desktop:
    """Stands for the library that asks a desktop."""

    def __init__(self) -> None:
        self.asked, self.released = Event(), Event()
        self.keep = SimpleNamespace(presenting=self.presenting)

    @contextmanager
    def presenting(self, *, on_fail: str) -> Iterator[None]:
        self.asked.set()
        yield
        self.released.set()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    desktop = Desktop()
    monkeypatch.setitem(sys.modules, "wakepy", desktop)
    return desktop


@pytest.mark.parametrize(("system", "bus"), [("linux", "unix:path=/run/bus"), ("darwin", None), ("win32", None)])
def test_the_machine_is_kept_awake_until_the_session_ends(
    system: str, bus: str | None, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv(BUS, bus) if bus else monkeypatch.delenv(BUS, raising=False)

    awake = Awake()

    assert desktop.asked.wait(5)
    assert not desktop.released.is_set()
    awake.end()
    assert desktop.released.wait(5)


def test_nobody_is_asked_without_a_desktop(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv(BUS, raising=False)

    Awake().end()

    assert not desktop.asked.wait(0.05)
