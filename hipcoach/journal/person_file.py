"""The files in which a person says something of themselves, one for each installation; here of whatever kind.

They lie in the folder `person` beside the years of the log, a line for each thing said. Each line is one write.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from hipcoach.diagnostics.files import content
from hipcoach.engine.codec import Json
from hipcoach.journal.disk import Disk, short
from hipcoach.journal.files import PERSON, cannot_be_read
from hipcoach.journal.format import LARGEST, encode

_FILE = re.compile(r"[0-9a-f]{32}\.jsonl")
"""The name of an installation's file."""


def texts(log: Path, refused: Callable[[str], None] = lambda text: None) -> Iterator[bytes]:
    """The lines of all files as they stand there, those of one file in its order.

    Files that cannot be read have none; `refused` is called with a line about each.
    What a power cut has left of a line is not told from a whole one: whoever reads it passes over what is damaged.
    """
    try:
        names = sorted(filter(_FILE.fullmatch, os.listdir(log / PERSON)))  # noqa: PTH208 - only names are needed
    except FileNotFoundError:
        return
    except OSError as error:
        refused(cannot_be_read(log / PERSON, error))
        return
    for name in names:
        try:
            data = content(log / PERSON / name, LARGEST)
        except OSError as error:
            refused(cannot_be_read(log / PERSON / name, error))
            continue
        for text in data.split(b"\n"):
            yield text.strip(b"\0")


def append(log: Path, install: str, lines: Iterable[Json], disk: Disk | None = None) -> None:
    """Append lines to the file of an installation, each in one write. Raises OSError."""
    disk = disk or Disk()
    path = log / PERSON / f"{install}.jsonl"
    fd = _opened(path, disk)
    try:
        for line in lines:
            # What is left of a line that was never finished must not take this one with it.
            data = (b"\n" if _torn(path) else b"") + encode(line)
            if (written := disk.write(fd, data)) != len(data):
                raise short(written, len(data))
            disk.sync(fd)
    finally:
        disk.close(fd)


def _opened(path: Path, disk: Disk) -> int:
    with suppress(FileNotFoundError):
        return disk.open(path)
    try:
        return disk.create(path)
    except FileExistsError:
        # Another process of this installation was faster.
        return disk.open(path)


def _torn(path: Path) -> bool:
    """Whether a file does not end with a whole line."""
    return content(path, LARGEST)[-1:] not in (b"", b"\n")
