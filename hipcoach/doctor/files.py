"""Checks files and folders: whether sessions can be logged, and problems in the person's own files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.diagnostics.files import why
from hipcoach.diagnostics.problems import Severity
from hipcoach.doctor.findings import Finding, Verdict
from hipcoach.session.library import ENDINGS, EXERCISES, PROGRAMMES, Library
from hipcoach.settings.found import FoundSettings
from hipcoach.text.counts import counted

FULL = 1_000_000
"""Free bytes that logging a whole session needs."""
NEARLY_FULL = 50_000_000
REELS = 10_000_000
"""Free bytes that some minutes of sound files need."""


class Folder(Struct, frozen=True):
    """The facts about a folder that must be writable; found out without creating anything."""

    path: Path
    there: bool
    obstacle: str | None = None
    """Why it cannot be written to, or created."""
    free: int | None = None
    """Free bytes; `None` if that cannot be found out."""
    exposed: bool = False
    """Whether other users can write to it, so that its content is not trusted."""
    unread: tuple[str, ...] = ()
    """One line for each folder in it that cannot be read."""


def look_at(path: Path, may: Callable[[Path, int], bool] = os.access) -> Folder:
    """Look at a folder, or if it does not exist at the one in which it would be created."""
    nearest = next((place for place in (path, *path.parents) if os.path.lexists(place)), path)
    there = nearest == path
    if not nearest.is_dir():
        what = "is no folder" if nearest.exists() else "is a link to nowhere"
        return Folder(path, there, f"{nearest} {what}")
    obstacle = None if may(nearest, os.W_OK | os.X_OK) else f"{nearest} cannot be written to"
    try:
        free = shutil.disk_usage(nearest).free
    except OSError:
        free = None
    return Folder(path, there, obstacle, free)


def look_at_temporary(find: Callable[[], str] = tempfile.gettempdir) -> Folder:
    """Look at the folder for temporary files; Python finds none if no candidate is writable."""
    try:
        return look_at(Path(find()))
    except OSError as error:
        return Folder(Path(), there=False, obstacle=f"there is no folder for temporary files ({why(error)})")


def look_at_log(log: Path, year: int) -> Folder:
    """Look at the log folder for this year, and whether those of all years can be read."""
    from hipcoach.journal.files import damage

    return replace(look_at(log / f"{year}"), unread=damage(log))


def look_at_cache(path: Path) -> Folder:
    """Look at the cache folder, and whether it can be trusted."""
    from hipcoach.sound.cache import VOICE, is_safe

    return replace(look_at(path), exposed=not is_safe(path / VOICE))


def judge_log(seen: Folder) -> Finding:
    """Judge what the log folder means for a session."""
    if seen.obstacle is not None:
        todo = "Make the folder writable for yourself, or set HIPCOACH_HOME to another one."
        return Finding("log", Verdict.MISSING, seen.obstacle, todo)
    if seen.unread:
        more = f" (and {len(seen.unread) - 1} more)" if len(seen.unread) > 1 else ""
        text = f"{seen.unread[0]}{more}, so what was done there is not known"
        return Finding(
            "log", Verdict.LOOK, text, "Make the folder readable for yourself, or put a folder in its place."
        )
    if seen.free is not None and seen.free < FULL:
        todo = "Make room on the disk, or set HIPCOACH_HOME to a folder on another one."
        return Finding("log", Verdict.MISSING, f"the disk of {seen.path} is full", todo)
    if seen.free is not None and seen.free < NEARLY_FULL:
        text = f"{_megabytes(seen.free)} are left on the disk of {seen.path}"
        return Finding("log", Verdict.LOOK, text, "Make some room on the disk.")
    left = "" if seen.free is None else f", {_megabytes(seen.free)} left"
    made = "" if seen.there else ", will be made when it is needed"
    return Finding("log", Verdict.OK, f"{seen.path}{made}{left}")


def judge_cache(seen: Folder) -> Finding:
    """Judge what the cache folder means for a session."""
    if seen.obstacle is not None:
        text = f"{seen.obstacle}, so the speech for your own sessions is made again each time"
        return Finding("cache", Verdict.LOOK, text, "Make the folder writable for yourself.")
    if seen.free is not None and seen.free < FULL:
        text = f"the disk of {seen.path} is full, so the speech for your own sessions is made again each time"
        return Finding("cache", Verdict.LOOK, text, "Make room on the disk.")
    if seen.exposed:
        text = f"others can write in {seen.path}, so the speech for your own sessions is made again each time"
        return Finding("cache", Verdict.LOOK, text, f"Make it yours alone: chmod -R go-w {seen.path}")
    return Finding("cache", Verdict.OK, f"{seen.path}" + ("" if seen.there else ", will be made when it is needed"))


def judge_temporary(seen: Folder) -> Finding:
    """Judge what the folder for temporary files means for sound."""
    instead = "so there are tones but no voice"
    todo = "Make room there, or set TMPDIR to another folder that you can write to."
    if seen.obstacle is not None:
        return Finding("temporary", Verdict.LOOK, f"{seen.obstacle}, {instead}", todo)
    if seen.free is not None and seen.free < REELS:
        return Finding("temporary", Verdict.LOOK, f"the disk of {seen.path} is full, {instead}", todo)
    return Finding("temporary", Verdict.OK, f"{seen.path}")


def _megabytes(count: int) -> str:
    return f"{count / 1e9:.0f} GB" if count >= 1e10 else f"{count / 1e6:.0f} MB"


class Own(Struct, frozen=True):
    """The facts about the person's own files in one folder."""

    about: str
    folder: Path
    files: int | None = None
    """The number of files; `None` if there is no folder."""
    broken: int = 0
    """The number of files that cannot be used."""
    obstacle: str | None = None
    """Why the folder cannot be read."""


def look_at_own(library: Library, sessions: Path) -> tuple[Own, Own, Own]:
    """Read the person's own sessions, exercises and programmes."""
    return (
        _own(library, "sessions", sessions),
        _own(library, EXERCISES, sessions / EXERCISES),
        _own(library, PROGRAMMES, sessions / PROGRAMMES),
    )


def _own(library: Library, about: str, folder: Path) -> Own:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(ENDINGS) and not name.startswith("."))  # noqa: PTH208
    except FileNotFoundError:
        return Own(about, folder)
    except OSError as error:
        return Own(about, folder, obstacle=why(error).lower())
    found = [library.check(folder / name) for name in names]
    broken = sum(any(problem.level is Severity.ERROR for problem in problems) for problems in found)
    return Own(about, folder, len(names), broken)


def judge_own(seen: Own) -> Finding:
    """Judge what the person's own files mean for a session."""
    if seen.obstacle is not None:
        text = f"your own cannot be listed: {seen.folder}: {seen.obstacle}"
        return Finding(seen.about, Verdict.LOOK, text, "Make the folder readable for yourself.")
    if seen.files is None:
        return Finding(seen.about, Verdict.OK, f"none of your own yet; they go into {seen.folder}")
    text = f"{seen.files} of your own in {seen.folder}"
    if seen.broken:
        text += f", of which {seen.broken} cannot be used"
        return Finding(seen.about, Verdict.LOOK, text, f"See what is wrong: hipcoach check {seen.folder}")
    return Finding(seen.about, Verdict.OK, text)


def judge_settings(found: FoundSettings, path: Path) -> Finding:
    """Judge what the settings file means for a session."""
    if not found.there:
        return Finding("settings", Verdict.OK, f"no file, so every setting has its default; it would be {path}")
    if found.problems:
        text = f"{counted(len(found.problems), 'problem')} in {path}; the defaults are used there"
        return Finding("settings", Verdict.LOOK, text, "See what is wrong: hipcoach settings")
    return Finding("settings", Verdict.OK, f"{len(found.given)} set in {path}")
