"""Reads the shipped content as the program does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Exercise, Session


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the shipped sessions."""
    return Path(shipped_sessions())


@pytest.fixture(scope="session")
def read() -> Callable[[Path], Session]:
    """Read a session file that must have no problems at all."""

    def read(path: Path) -> Session:
        reading = Library(shipped_sessions(), None).read(path)
        assert not reading.problems, f"{path.name}: {reading.problems}"
        assert reading.session is not None
        return reading.session

    return read


@pytest.fixture(scope="session")
def presets(folder: Path, read: Callable[[Path], Session]) -> Mapping[str, Session]:
    """Every preset, by the name of its file."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.yaml"))}


@pytest.fixture(scope="session")
def library(
    folder: Path, read: Callable[[Path], Session], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Session]:
    """A session for each exercise of the library, by its id, that uses it unchanged."""
    alone = tmp_path_factory.mktemp("alone")
    sessions = {}
    for path in sorted((folder / "exercises").glob("*.yaml")):
        file = alone / path.name
        file.write_text(f"hipcoach: 1\ntitle: Alone\nexercises:\n  - use: {path.stem}\n", encoding="utf-8")
        sessions[path.stem] = read(file)
    return sessions


@pytest.fixture(scope="session")
def exercises(library: Mapping[str, Session]) -> Mapping[str, Exercise]:
    """Every exercise of the library, by its id."""
    return {name: session.exercises[0] for name, session in library.items()}
