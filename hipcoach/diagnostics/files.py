"""Gets the text out of a file that may be anything: a pipe, a directory, a disk image, another encoding."""

from __future__ import annotations

import errno
import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from dataclasses import dataclass
from pathlib import Path

from hipcoach.diagnostics.problems import Code, Report, Source
from hipcoach.text.characters import clean, shown

LARGEST = 256 * 1024
"""Bytes: more is no session, and is not read."""

LONGEST_PATH = 1024
"""Characters of a path that is named whole."""


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


class NoOrdinaryFile(OSError):  # noqa: N818 - it reads as what it is
    """A folder, a pipe, a device or the like, which may never come to an end or wait for ever."""

    def __init__(self, path: Path, status: os.stat_result) -> None:
        folder = stat.S_ISDIR(status.st_mode)
        number = errno.EISDIR if folder else errno.EINVAL
        super().__init__(number, f"this is {'a folder' if folder else 'no ordinary file'}", str(path))


class TooLarge(OSError):  # noqa: N818
    """A file with more bytes in it than are read."""


def open_ordinary(path: Path, flags: int = os.O_RDONLY) -> int:
    """A descriptor of a file, and of nothing that only looks like one: NoOrdinaryFile; OSError, ValueError."""
    # Looked at before it is opened, since opening alone can wake a device; and after, since names can change hands.
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise NoOrdinaryFile(path, status)
    extra = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags | extra)
    if not stat.S_ISREG((status := os.fstat(descriptor)).st_mode):
        os.close(descriptor)
        raise NoOrdinaryFile(path, status)
    return descriptor


def content(path: Path, largest: int) -> bytes:
    """All that is in an ordinary file; TooLarge where that is more bytes than are allowed; OSError, ValueError."""
    descriptor = open_ordinary(path)
    try:
        data = None if os.fstat(descriptor).st_size > largest else _whole(descriptor, largest)
    finally:
        os.close(descriptor)
    if data is None:
        unit, size = ("MiB", 1024 * 1024) if largest >= 1024 * 1024 else ("KiB", 1024)
        raise TooLarge(errno.EFBIG, f"the file is larger than {largest // size} {unit}", str(path))
    return data


def why(error: OSError | ValueError) -> str:
    """What went wrong, in the system's words and without its number; the file is named by whoever tells it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    # A name with a NUL character in it is no OSError.
    return str(error) or "something went wrong"


def in_words(error: BaseException, path: Path | None = None) -> str:
    """What went wrong and with which file, the one that the error names or else `path`; without an error's number."""
    named: str | bytes | Path | None = path
    reason = clean(str(error))
    if isinstance(error, OSError):
        reason = why(error)
        file = error.filename if error.filename2 is None else error.filename2
        # Some have the number of a descriptor there.
        named = file if isinstance(file, (str, bytes)) else path
    return reason if named is None else f"{path_shown(named)}: {reason}"


def path_shown(path: Path | str | bytes) -> str:
    """A path as a message names it: whole, so that it can be copied, but for one that no file can have."""
    name = os.fsdecode(path)
    return clean(name) if len(name) <= LONGEST_PATH else shown(name)


def read_bytes(path: Path, report: Report, sort: Sort = SESSION_FILE) -> bytes | None:
    """The bytes of a file, or `None` where a problem says why there are none."""
    try:
        return content(path, sort.largest)
    except FileNotFoundError:
        _refuse(path, report, Code.MISSING, "there is no such file", "check the name and the folder")
    except NoOrdinaryFile as error:
        _refuse(path, report, Code.TYPE, why(error), sort.if_no_file)
    except TooLarge as error:
        _refuse(path, report, Code.SIZE, why(error), sort.if_larger)
    except OSError as error:
        help = "check that the file is yours to read"
        _refuse(path, report, Code.MISSING, f"the file cannot be read: {why(error).lower()}", help)
    except ValueError:
        help = "check that the file is yours to read"
        _refuse(path, report, Code.MISSING, "the file cannot be read: no file can have this name", help)
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
