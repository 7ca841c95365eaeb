"""Gives every test its own home folder, and isolates it from the developer's terminal."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

OF_THE_DEVELOPER = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "COLORTERM",
    "PYTHONUNBUFFERED",
)

LONGEST = ("test_storms", "test_in_sight", "test_told_meanwhile", "tests/ui/", "tests/content/")
"""What takes longest, the longest first."""

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Would have each program that a test starts compile all of hipcoach anew."""


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Numbers for the folders of the tests."""
    return count()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, numbers: Iterator[int]) -> Path:
    """A folder for one test, numbered here: pytest would look at the folders of all tests before for each of them."""
    name = re.sub(r"[^A-Za-z0-9]", "_", request.node.name)[:30]
    folder = tmp_path_factory.getbasetemp() / f"{name}-{next(numbers):04}"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where hipcoach keeps its files during a test; not there yet, as at somebody's first start."""
    for name in (*OF_THE_DEVELOPER, UNCOMPILED):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    # A session collects garbage before it begins, here that of all tests.
    monkeypatch.setattr("hipcoach.live.environment.keep_flat", lambda: None)
    folder = tmp_path / "home"
    monkeypatch.setenv("HIPCOACH_HOME", str(folder))
    person = tmp_path.with_name(f"{tmp_path.name}-person")
    person.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(person))
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add options: store screens again, and run more cases than usual."""
    parser.addoption("--keep-screens", action="store_true", help="keep the screens as they are now")
    parser.addoption("--storm", type=int, default=0, help="the seed of the storm of keys to throw")
    parser.addoption("--kills", type=int, default=3, help="how many rounds of two instances are killed at random")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the rooms first whose tests take longest, so that no core waits in the end for one that has begun late."""
    items.sort(key=lambda item: next((n for n, room in enumerate(LONGEST) if room in item.nodeid), len(LONGEST)))


def pytest_collection_finish() -> None:
    """Exclude what is loaded by now from garbage collection, which slows down a long run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
