"""Reads the files of the exercise library, each of them once: most sessions use the same few exercises."""

from __future__ import annotations

from pathlib import Path

from hipcoach.diagnostics.files import decode, read_bytes
from hipcoach.diagnostics.problems import Report, Source
from hipcoach.session.drawings import Names
from hipcoach.session.reader import ExerciseFile, read_exercise

Version = tuple[int, ...]
"""What tells one version of a file from the next, without reading it."""


class _Kept:
    """The text of a file, and what was read from it, by how it was asked for."""

    __slots__ = ("read", "source", "version")

    def __init__(self, version: Version | None, source: Source) -> None:
        self.version = version
        self.source = source
        self.read: dict[tuple[bool, bool], ExerciseFile] = {}


class ExerciseFiles:
    """Reads a file when it is first asked for, and again only if it has changed."""

    def __init__(self, figures: Names) -> None:
        """`figures` gives the names of all figures."""
        self._figures = figures
        self._kept: dict[Path, _Kept] = {}

    def read(self, path: Path, *, alone: bool, checked: bool) -> ExerciseFile:
        """A library exercise, as `read_exercise` reads it; never raises because of its content."""
        version = _version(path)
        kept = self._kept.get(path)
        if kept is None or version is None or kept.version != version:
            report = Report()
            data = read_bytes(path, report)
            source = None if data is None else decode(data, str(path), report)
            if source is None:
                return ExerciseFile(None, report.problems())
            kept = self._kept[path] = _Kept(version, source)
        how = alone, checked
        if how not in kept.read:
            kept.read[how] = read_exercise(
                kept.source, Report(), path.stem, alone=alone, checked=checked, figures=self._figures
            )
        return kept.read[how]


def _version(path: Path) -> Version | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        # Reading the file says what is wrong with it.
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
