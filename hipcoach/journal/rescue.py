"""Brings back a log that could not be written in its own place and was saved in another folder.

The log folder then has only the beginning of that log, or nothing. The whole log replaces it in one step.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from hipcoach import atomic
from hipcoach.diagnostics.files import content, in_words, path_shown, why
from hipcoach.journal.disk import Disk, InUse, take
from hipcoach.journal.files import LOG, name_of
from hipcoach.journal.fold import Folded, fold
from hipcoach.journal.format import LARGEST, decode
from hipcoach.journal.reading import PLACE, Kind
from hipcoach.journal.report import ending_of
from hipcoach.text.characters import clean

BEFORE = "hipcoach-"
"""The prefix of a saved log's file name, by which it is recognised; the log's own name follows."""

OURS = re.compile(re.escape(BEFORE) + LOG)


class NotTaken(Exception):  # noqa: N818 - an answer to the person, not an error of the program
    """The file cannot be put into the log; the message says why."""


class Taken(Struct, frozen=True):
    """The result of putting a session into the log."""

    path: Path
    """The path of the session's log."""
    fresh: bool
    """False if the log had all of it already."""
    session: Folded


def bring_back(
    log: Path, host: str, folders: Iterable[Path], report: Callable[[str], None], disk: Disk | None = None
) -> frozenset[Path]:
    """Move every log that this installation saved in one of the folders into the log folder.

    Returns the log paths of those that could not be moved yet. `report` is called with a line for the person about
    each saved log, moved or not.
    """
    disk, waiting = disk or Disk(), set[Path]()
    for copy in _copies(folders):
        try:
            fd = disk.open(copy)
        except OSError:
            continue
        try:
            # A locked copy belongs to a session that is still running, and may be replaced by a fuller one.
            if disk.lock(fd) and (place := _brought(copy, log, host, report, disk)) is not None:
                waiting.add(place)
        finally:
            disk.close(fd)
    return frozenset(waiting)


def _copies(folders: Iterable[Path]) -> Iterator[Path]:
    """The files that are named like saved logs, belong to this user and are private to them."""
    for folder in dict.fromkeys(folders):
        try:
            names = sorted(filter(OURS.fullmatch, os.listdir(folder)))  # noqa: PTH208 - only the names
        except OSError:
            continue
        for name in names:
            try:
                status = (folder / name).lstat()
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode) and atomic.is_mine(status):
                yield folder / name


def _brought(copy: Path, log: Path, host: str, report: Callable[[str], None], disk: Disk) -> Path | None:
    """Move one saved log into the log folder; returns its path there if it could not be moved yet."""
    try:
        data = content(copy, LARGEST)
        folded = fold(copy, data, places=False)
    except (OSError, ValueError):
        return None
    if folded.start is None or folded.start.host != host:
        # It belongs to another installation of the same person, or cannot be read.
        return None
    place = _place(copy, log, folded)
    try:
        taken = _put(copy, data, folded, place, disk, "the other takes its place when hipcoach starts again")
    except NotTaken as refused:
        report(str(refused))
        return place
    except InUse:
        return place
    except OSError as error:
        report(f"{path_shown(copy)} cannot be put into the log yet: {in_words(error, place)}")
        return place
    try:
        copy.unlink()
    except OSError as error:
        report(f"{path_shown(copy)} is in the log now, so it is not needed, but it could not be deleted: {why(error)}")
        return None
    if taken.fresh:
        report(f"The session that was saved in {path_shown(copy)} is in the log now: {path_shown(place)}")
    return None


def put_into_log(copy: Path, log: Path, disk: Disk | None = None) -> Taken:
    """Copy the session in a file into the log. Raises NotTaken or OSError."""
    try:
        data = content(copy, LARGEST)
        folded = fold(copy, data, places=False)
    except ValueError as error:
        raise NotTaken(str(error)) from error
    if folded.start is None:
        raise NotTaken(f"{path_shown(copy)} is not the log of a session")
    then = "the same command puts the other in its place"
    return _put(copy, data, folded, _place(copy, log, folded), disk or Disk(), then)


def _place(copy: Path, log: Path, folded: Folded) -> Path:
    """The path of a session in the log folder."""
    start = folded.start
    assert start is not None, "without its start nothing is brought back"
    name = copy.name.removeprefix(BEFORE)
    return log / name[:4] / name if re.fullmatch(LOG, name) else name_of(log, start.file, start.at, start.session)


def _put(copy: Path, data: bytes, folded: Folded, place: Path, disk: Disk, then: str) -> Taken:
    """Write a session to its path in the log; `then` completes the advice to delete a different log that is there."""
    if not os.path.lexists(place):
        atomic.make_folder(place.parent)
        atomic.write(place, data)
        return Taken(place, True, folded)
    there = content(place, LARGEST)
    before, all_of_it = _said(there), _said(data)
    if before[: len(all_of_it)] == all_of_it:
        return Taken(place, False, folded)
    if all_of_it[: len(before)] != before:
        other = fold(place, there, places=False)
        raise NotTaken(
            f"Two files say different things about {clean(folded.title)}: {_course(other)} in {path_shown(place)}, "
            f"{_course(folded)} in {path_shown(copy)}. Both stay as they are. Delete the one you do not want; if "
            f"that is the one in the log, {then}."
        )
    fd = take(disk, place, len(there))
    try:
        atomic.write(place, data, replace=True)
    finally:
        disk.close(fd)
    return Taken(place, True, folded)


def _course(folded: Folded) -> str:
    """How and when a session ended, to tell two versions of it apart."""
    until = f" until {folded.last:%Y-%m-%d %H:%M}" if folded.last else ""
    return f"{ending_of(folded)}{until}"


def _said(data: bytes) -> list[bytes]:
    """The readable lines of a log without the places, since a saved copy has only the latest place."""
    lines = data[: data.rfind(b"\n") + 1].split(b"\n")
    return [line for line in lines if line and not line.startswith(PLACE) and _is_readable(line)]


def _is_readable(line: bytes) -> bool:
    try:
        decode(line, Kind)
    except ValueError:
        return False
    return True
