"""Reads the text of a file that may be anything: a pipe, a folder, a disk image, another encoding."""

from __future__ import annotations

import errno
import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from pathlib import Path

from msgspec import Struct

from hipcoach.diagnostics.problems import Code, Report, Source
from hipcoach.text.characters import clean, shown

LARGEST = 256 * 1024
"""The most bytes that a session or programme may have; a larger file is not read."""

SMALL = 64 * 1024
"""The fewest bytes that are asked for at once."""

LONGEST_PATH = 1024
"""The most characters of a path that a message names whole."""


class Sort(Struct, frozen=True):
    """A sort of file: how large it may be, and what to do if it is larger or not a file."""

    largest: int
    """Bytes."""
    if_larger: str
    if_no_file: str


SESSION_FILE = Sort(
    LARGEST, "a session or programme is a few KiB: check that this is one", "name a file that ends in .yaml"
)


class NoOrdinaryFile(OSError):  # noqa: N818 - it names what was found
    """A folder, pipe, device or the like; reading one may never end."""

    def __init__(self, path: Path, status: os.stat_result) -> None:
        folder = stat.S_ISDIR(status.st_mode)
        number = errno.EISDIR if folder else errno.EINVAL
        super().__init__(number, f"this is {'a folder' if folder else 'no ordinary file'}", str(path))


class TooLarge(OSError):  # noqa: N818
    """A file with more bytes than we read."""


def open_ordinary(path: Path, flags: int = os.O_RDONLY) -> int:
    """Open a regular file and return its descriptor; NoOrdinaryFile for anything else, OSError, ValueError."""
    # Checked before opening, because that can wake a device, and after it, because the name may point elsewhere by now.
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
    """The bytes of an ordinary file; TooLarge if there are more than `largest`, OSError, ValueError."""
    descriptor = open_ordinary(path)
    try:
        size = os.fstat(descriptor).st_size
        data = None if size > largest else _whole(descriptor, size, largest)
    finally:
        os.close(descriptor)
    if data is None:
        unit, size = ("MiB", 1024 * 1024) if largest >= 1024 * 1024 else ("KiB", 1024)
        raise TooLarge(errno.EFBIG, f"the file is larger than {largest // size} {unit}", str(path))
    return data


def why(error: OSError | ValueError) -> str:
    """What went wrong, in the system's words, without the error's number and without the file's name."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    # A ValueError comes from a name with a NUL character.
    return str(error) or "something went wrong"


def in_words(error: BaseException, path: Path | None = None) -> str:
    """What went wrong and with which file (the error's own, otherwise `path`), without the error's number."""
    named: str | bytes | Path | None = path
    reason = clean(str(error))
    if isinstance(error, OSError):
        reason = why(error)
        file = error.filename if error.filename2 is None else error.filename2
        # Some errors have a descriptor's number in place of a name.
        named = file if isinstance(file, (str, bytes)) else path
    return reason if named is None else f"{path_shown(named)}: {reason}"


def path_shown(path: Path | str | bytes) -> str:
    """A path as a message shows it: whole, so that it can be copied, unless it is longer than any file's."""
    name = os.fsdecode(path)
    return clean(name) if len(name) <= LONGEST_PATH else shown(name)


def read_bytes(path: Path, report: Report, sort: Sort = SESSION_FILE) -> bytes | None:
    """The bytes of a file; `None` after reporting a problem that says why it could not be read."""
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
    """The text of some bytes; `None` after reporting a problem that says why they are not text."""
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


def _whole(descriptor: int, size: int, largest: int) -> bytes | None:
    """The bytes of an open file of about this size; `None` if there are more than `largest`, never read beyond that."""
    # Room is made for all bytes that are asked for, so a small file is not asked for the largest.
    pieces, left, at_once = [], largest, max(size, SMALL)
    while left > 0 and (piece := os.read(descriptor, min(left, at_once))):
        pieces.append(piece)
        left -= len(piece)
    # All `largest` bytes were read, so nothing is left only if the file has exactly that size. It may have grown
    # meanwhile, or not know its size.
    return b"".join(pieces) if left or os.fstat(descriptor).st_size == largest else None


def _refuse(path: Path, report: Report, code: Code, message: str, help: str) -> None:
    report.add(Source(str(path)).problem(code, message, None, help), -1)
