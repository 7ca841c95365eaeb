"""The random name of this installation, by which it knows the sessions that it began itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hipcoach.diagnostics.files import content
from hipcoach.journal.disk import Disk

LARGEST = 1024
"""Bytes: more is no id, and is not read."""


def random_id() -> str:
    """32 hexadecimal digits that nobody has had before."""
    from uuid import uuid4

    return uuid4().hex


def install_id(path: Path, *, new_id: Callable[[], str] = random_id, disk: Disk | None = None) -> str:
    """The id that the file holds, made and kept there if it holds none; one for today where it cannot be kept."""
    if (known := known_id(path)) is not None:
        return known
    fresh = new_id()
    try:
        (disk or Disk()).replace(path, fresh + "\n")
    except OSError:
        # It only decides whether going on with a session is offered. The log tells of a disk that cannot be written.
        return fresh
    # Two instances may have made one at the same time: the last one in the file is everybody's.
    return known_id(path) or fresh


def known_id(path: Path) -> str | None:
    """The id that the file holds; `None` where it holds none."""
    try:
        text = content(path, LARGEST).decode("ascii").strip()
    except (OSError, ValueError):
        return None
    return text if re.fullmatch("[0-9a-f]{32}", text) else None
