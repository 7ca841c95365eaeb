"""Writes files whole or not at all, and keeps the person's own files and folders to the person alone."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

UNFINISHED = ".part"
"""How the name of a file ends that is still being written; it begins with a dot."""

FOLDER, FILE = 0o700, 0o600
"""The modes of a folder and of a file that are the person's alone."""


@contextmanager
def writing(path: Path, *, replace: bool = False, private: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which stands under its name once all of it is on the disk; where that fails, nothing does.

    Without `replace`, FileExistsError where something of that name is there; with it, a link stays and what it points
    to is replaced, which has to be a file or nothing. A `private` file is readable to its owner only; any other one is
    as the umask has it. OSError where it cannot be written.
    """
    if replace:
        path = _replaced(path)
    elif os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    # A name of its own, so that two that write the same file do not write into one; short, whatever that one's name.
    beside = path.with_name(f".{os.urandom(8).hex()}{UNFINISHED}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(beside, flags, FILE if private else 0o666)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            if private:
                only_for_its_owner(beside, FILE)
            yield file
            file.flush()
            os.fsync(descriptor)
        if replace:
            beside.replace(path)
        else:
            _name(beside, path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write(path: Path, data: bytes, *, replace: bool = False, private: bool = True) -> None:
    """Write a file of these bytes, as `writing` does."""
    with writing(path, replace=replace, private=private) as file:
        file.write(data)


def _replaced(path: Path) -> Path:
    """The file that is replaced where one of this name is to be, at the end of whatever links; OSError."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if target != path and not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "it is a link to nowhere", str(path)) from None
        return target
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    if not S_ISREG(mode):
        number = errno.EISDIR if S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, "it is not a file that can be replaced", str(path))
    return target


def _name(beside: Path, path: Path) -> None:
    """Give a finished file its name; FileExistsError where somebody has taken it meanwhile."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        # A file system without second names for a file: what is left is to look first.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        beside.replace(path)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are missing; what is made is open to its owner only. OSError."""
    for each in (*reversed(folder.parents), folder):
        if each.is_dir():
            continue
        try:
            each.mkdir(FOLDER)
        except FileExistsError as error:
            # Made by another instance in this very moment, or:
            if not each.is_dir():
                text = "there is a file where a folder should be"
                raise NotADirectoryError(errno.ENOTDIR, text, str(each)) from error
        else:
            only_for_its_owner(each, FOLDER)
            sync_folder(each.parent)


def only_for_its_owner(path: Path, mode: int) -> None:
    """Have a mode be what was asked for, of which the umask may have taken away what its owner needs."""
    # Some file systems know no modes, and what was made there is there all the same.
    with suppress(OSError):
        if S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Have a new name in a folder survive a power cut."""
    # Not every system can sync a folder, and what was made in it is there all the same.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_mine(status: os.stat_result, others: int = 0o077) -> bool:
    """Whether something belongs to this user, and `others` may do none of this with it; True where no users are."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not S_IMODE(status.st_mode) & others
