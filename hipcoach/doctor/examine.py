"""Runs all checks, and yields each finding as soon as it is known."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from hipcoach.diagnostics.files import in_words
from hipcoach.doctor import program, terminal
from hipcoach.doctor.findings import Finding, Verdict


def examine(environment: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    """Yield the findings of all checks; writes nothing, and goes on if a check fails."""
    yield from _whole("terminal", lambda: terminal.judge(terminal.look(environment, sys.stdin, sys.stdout)))
    yield from _whole("program", lambda: program.judge(program.look()))
    yield from _whole("files", lambda: _files(environment, now))
    yield from _whole("sound", lambda: _sounds(environment))


def _whole(about: str, part: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """The findings of one check, or a finding that says why it failed."""
    try:
        yield from part()
    except Exception as error:
        reason = in_words(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        text = f"this check failed: {reason}"
        yield Finding(about, Verdict.LOOK, text)


def _files(environment: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    from hipcoach.doctor import files
    from hipcoach.paths import Paths
    from hipcoach.session.library import Library, shipped_sessions
    from hipcoach.settings.file import read

    places = Paths.find(environment)
    yield files.judge_log(files.look_at_log(places.log, now.astimezone(UTC).year))
    yield files.judge_cache(files.look_at_cache(places.cache))
    yield files.judge_temporary(files.look_at_temporary())
    yield files.judge_settings(read(places.config), places.config)
    for own in files.look_at_own(Library(shipped_sessions(), places.sessions), places.sessions):
        yield files.judge_own(own)


def _sounds(environment: Mapping[str, str]) -> Iterator[Finding]:
    from hipcoach.doctor import sounds
    from hipcoach.paths import Paths
    from hipcoach.settings.file import read

    yield from sounds.judge(sounds.look(read(Paths.find(environment).config).settings.sound.player))
