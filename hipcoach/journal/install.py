"""The random id of this installation, by which it recognises the sessions that it began itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hipcoach.diagnostics.files import content
from hipcoach.journal.disk import Disk

LARGEST = 1024
"""The largest file in bytes that is read as an id."""


def random_id() -> str:
    """A new random id of 32 hexadecimal digits."""
    from uuid import uuid4

    return uuid4().hex


def install_id(path: Path, *, new_id: Callable[[], str] = random_id, disk: Disk | None = None) -> str:
    """The id in the file, created if it has none; if it cannot be stored, an id that lasts for this run."""
    if (known := known_id(path)) is not None:
        return known
    fresh = new_id()
    try:
        (disk or Disk()).replace(path, fresh + "\n")
    except OSError:
        # The id only decides whether a session is offered to be resumed; the log reports a disk that cannot be written.
        return fresh
    # Two processes may have made an id at the same time: both use the one that is in the file now.
    return known_id(path) or fresh


def known_id(path: Path) -> str | None:
    """The id in the file; `None` if it has none."""
    try:
        text = content(path, LARGEST).decode("ascii").strip()
    except (OSError, ValueError):
        return None
    return text if re.fullmatch("[0-9a-f]{32}", text) else None
