"""Gets the text out of a file that may be anything: a pipe, a directory, a disk image, another encoding."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from dataclasses import dataclass
from pathlib import Path

from hipcoach.session.problems import Code, Report, Source

LARGEST = 256 * 1024
"""Bytes: more is no session, and is not read."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a file has to be, and what to do where it is not."""

    largest: int
    """Bytes."""
    if_larger: str
    if_no_file: str


SESSION_FILE = Sort(
    LARGEST, "a session is a few KiB: check that this is one", "name a session file, which ends in .yaml"
)


def read_bytes(path: Path, report: Report, sort: Sort = SESSION_FILE) -> bytes | None:
    """The bytes of a file, or `None` where a problem says why there are none."""
    try:
        # Looked at before it is opened, since opening alone can wake a device; and after, since names can change hands.
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            try:
                status = os.fstat(descriptor)
                if stat.S_ISREG(status.st_mode):
                    data = None if status.st_size > sort.largest else _whole(descriptor, sort.largest)
                    if data is not None:
                        return data
                    message = f"the file is larger than {sort.largest // 1024} KiB"
                    _refuse(path, report, Code.SIZE, message, sort.if_larger)
                    return None
            finally:
                os.close(descriptor)
    except FileNotFoundError:
        _refuse(path, report, Code.MISSING, "there is no such file", "check the name and the folder")
        return None
    except (OSError, ValueError) as error:
        why = (error.strerror or "").lower() if isinstance(error, OSError) else "no file can have this name"
        help = "check that the file is yours to read"
        _refuse(path, report, Code.MISSING, f"the file cannot be read: {why or 'something went wrong'}", help)
        return None
    what = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
    _refuse(path, report, Code.TYPE, f"this is {what}", sort.if_no_file)
    return None


def decode(data: bytes, name: str, report: Report) -> Source | None:
    """The text in bytes, or `None` where a problem says why there is none."""
    found = None
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        found = f"the file is written in {'UTF-32' if data.startswith(BOM_UTF32_LE) else 'UTF-16'}"
    elif len(data) > 1 and data.count(0) * 4 >= len(data):
        found = "the file looks like UTF-16 or like no text at all"
    if found is not None:
        report.add(Source(name).problem(Code.ENCODING, found, None, "save the file as UTF-8"), -1)
        return None
    data = data.removeprefix(BOM_UTF8)
    try:
        return Source(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        index = len(data[: error.start].decode("utf-8"))
        source = Source(name, data.decode("utf-8", "replace"))
        report.add(
            source.problem(
                Code.ENCODING,
                f"the byte 0x{data[error.start]:02X} is not UTF-8; it may be Latin-1, or another encoding",
                (index, index + 1),
                "save the file as UTF-8",
            ),
            index,
        )
        return None


def _whole(descriptor: int, largest: int) -> bytes | None:
    """All that is in a file; `None` where that is more than is allowed, of which no byte too many is read."""
    pieces, left = [], largest
    while left > 0 and (piece := os.read(descriptor, left)):
        pieces.append(piece)
        left -= len(piece)
    # Full to the brim: only a file that is exactly as large has nothing more to give. Others grew, or never knew.
    return b"".join(pieces) if left or os.fstat(descriptor).st_size == largest else None


def _refuse(path: Path, report: Report, code: Code, message: str, help: str) -> None:
    report.add(Source(str(path)).problem(code, message, None, help), -1)
