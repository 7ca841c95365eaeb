"""Writes files whole or not at all, and keeps the person's own files and folders to the person alone."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

UNFINISHED = ".part"
"""The end of an unfinished file's name; the name begins with a dot."""

FOLDER, FILE = 0o700, 0o600
"""The modes of a private folder and a private file."""


@contextmanager
def writing(path: Path, *, replace: bool = False, private: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing; it gets its name once all of it is on the disk, and leaves nothing behind on failure.

    Without `replace`, FileExistsError if the name is taken. With it, an existing file is replaced; a link stays, and
    the file that it points to is replaced. A `private` file is readable by its owner only; the umask decides about
    any other. OSError if it cannot be written.
    """
    if replace:
        path = _replaced(path)
    elif os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    # A random name, so that two writers of the same file do not collide; short, however long the final name is.
    beside = path.with_name(f".{os.urandom(8).hex()}{UNFINISHED}")
    if not path.parent.is_dir():
        # Otherwise the error would name the unfinished file, of which the person knows nothing.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
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
    """Write these bytes to a file, as `writing` does."""
    with writing(path, replace=replace, private=private) as file:
        file.write(data)


def _replaced(path: Path) -> Path:
    """The file to replace, with links followed; OSError if it is not a regular file or the link leads nowhere."""
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
    """Give a finished file its name; FileExistsError if the name has been taken meanwhile."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        # The file system has no hard links, so all we can do is look first.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        beside.replace(path)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, readable by their owner only; OSError."""
    for each in (*reversed(folder.parents), folder):
        if each.is_dir():
            continue
        try:
            each.mkdir(FOLDER)
        except FileExistsError as error:
            # Another instance may have made it just now.
            if not each.is_dir():
                text = "there is a file where a folder should be"
                raise NotADirectoryError(errno.ENOTDIR, text, str(each)) from error
        else:
            only_for_its_owner(each, FOLDER)
            sync_folder(each.parent)


def only_for_its_owner(path: Path, mode: int) -> None:
    """Set a mode exactly, because the umask may have removed permissions that the owner needs."""
    # Some file systems have no modes; the file is good all the same.
    with suppress(OSError):
        if S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    # Not every system can sync a folder; the file is good all the same.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_mine(status: os.stat_result, others: int = 0o077) -> bool:
    """Whether this user owns a file and its mode has none of the bits in `others`; True on systems without users."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not S_IMODE(status.st_mode) & others
