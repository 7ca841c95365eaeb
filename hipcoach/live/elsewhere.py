"""The folders outside the log that a session is saved in if it cannot be logged."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

USUAL = ("/tmp", "/var/tmp", "/usr/tmp")
"""The folders for temporary files, as `tempfile` tries them."""


def elsewhere() -> tuple[Path, ...]:
    """The person's home folder, if there is one, and the folder for temporary files: one that can be written."""
    folders = _home()
    with suppress(OSError):
        from tempfile import gettempdir

        folders.append(Path(gettempdir()))
    return tuple(folders)


def where_saved() -> tuple[Path, ...]:
    """All that may have been such a folder when a session was saved.

    `tempfile`, which says which one it is now, would take a tenth of the time of a short command.
    """
    if sys.platform == "win32":
        return elsewhere()
    folders = _home()
    for folder in (*map(os.environ.get, ("TMPDIR", "TEMP", "TMP")), *USUAL, "."):
        # The folder that this was started in, which some are within, may be gone.
        with suppress(OSError):
            folders += [Path(folder).absolute()] if folder else []
    return tuple(folders)


def _home() -> list[Path]:
    with suppress(RuntimeError):
        return [Path.home()]
    return []
