"""Programmes that a person follows, for tests."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hipcoach.journal.programmes import begins, keep_programme
from hipcoach.session.library import Library, shipped_sessions

INSTALL = "1" * 32


def begin(log: Path, name: str, at: datetime) -> None:
    """Let a programme that came with hipcoach be begun at a moment."""
    library = Library(shipped_sessions(), None)
    reading = library.read_programme(library.find_programme(name))
    assert reading.programme is not None
    keep_programme(log, INSTALL, begins(at, name, reading.sha256, reading.programme))
