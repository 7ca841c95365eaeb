"""Clears away what processes left in the temporary folder that were killed before they could do it themselves."""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from hipcoach import atomic

PREFIX = "hipcoach-"
"""What the names of all our temporary folders begin with."""

OURS = re.compile(rf"{PREFIX}(voice-)?[a-z0-9_]{{8}}")
"""The names that `tempfile` makes of it."""

OUR_FILES = re.compile(r"[0-9]+\.wav|phrase\.wav|silence\.wav")
"""All that ever lies in such a folder."""

ABANDONED = 3600.0
"""Seconds without a change after which a folder belongs to nobody; a session that lost its own makes a new one."""


def clear_away() -> None:
    """Delete this user's abandoned folders with nothing but our files in them; whatever goes wrong, one stays."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if OURS.fullmatch(path.name) and _is_abandoned(path):
                    shutil.rmtree(path)


def _is_abandoned(folder: Path) -> bool:
    """Whether a folder is ours and private, was not touched for long, and holds nothing that is not from here."""
    itself = folder.lstat()
    if not stat.S_ISDIR(itself.st_mode) or not atomic.is_mine(itself):
        return False
    files = [(path, path.lstat()) for path in folder.iterdir()]
    if not all(OUR_FILES.fullmatch(path.name) and stat.S_ISREG(seen.st_mode) for path, seen in files):
        return False
    touched = max([itself.st_mtime, *(seen.st_mtime for _, seen in files)])
    return time.time() - touched > ABANDONED
