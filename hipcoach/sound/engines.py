"""Speech programs: finds the one on this machine, runs it and ends it.

No library of theirs is loaded into this process, and no text is put on a command line.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.text.languages import ENGLISH, base

WORDS_A_MINUTE = "165"

LARGEST = 256_000_000
"""The largest file in bytes that a program may write; not less, as espeak-ng shares memory with a sound server."""


class Engine(Struct, frozen=True):
    """A program that reads a text from its standard input and writes a WAV file."""

    name: str
    command: tuple[str, ...]
    """The command line, to which the path of the file to write is added."""
    version: str
    """A text that changes when the program does."""

    @property
    def identity(self) -> str:
        """Everything that its speech depends on besides the text, as a key for the cache."""
        return "\n".join((self.name, self.version, *self.command))


ANSWERS = 5.0
"""Seconds in which a program has to list its voices."""


def _told(command: Sequence[str]) -> str:
    """What a program prints; nothing if it fails."""
    try:
        ran = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=ANSWERS, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.decode("utf-8", "replace")


def engine_here(which: Callable[[str], str | None] = shutil.which, platform: str = sys.platform) -> Engine | None:
    """The speech engine of this machine, if it has one."""
    if platform == "darwin" and (say := which("say")):
        asked = ("-f", "-", "-r", WORDS_A_MINUTE, "--file-format=WAVE", "--data-format=LEI16@22050", "-o")
        return Engine("say", (say, *asked), _version(say))
    if espeak := which("espeak-ng"):
        return Engine("espeak-ng", (espeak, "--stdin", "-v", "en-us", "-s", WORDS_A_MINUTE, "-w"), _version(espeak))
    return None


def engine_for(
    language: str,
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
    ask: Callable[[Sequence[str]], str] = _told,
) -> Engine | None:
    """The speech engine of this machine with a voice for a language, if it has one."""
    found = engine_here(which, platform)
    if found is None or base(language) == ENGLISH:
        return found
    program, *rest = found.command
    if found.name == "say":
        voice = _voice_of_say(ask((program, "-v", "?")), language)
        return None if voice is None else replace(found, command=(program, "-v", voice, *rest))
    known = {line.split()[1].lower() for line in ask((program, "--voices")).splitlines()[1:] if len(line.split()) > 1}
    voice = next((each for each in (language, base(language), *LIKE.get(base(language), ())) if each in known), None)
    if voice is None:
        return None
    return replace(found, command=tuple(voice if part == "en-us" else part for part in found.command))


LIKE = {"no": ("nb",), "nb": ("no",), "zh": ("cmn", "yue")}
"""Other codes of the same language, as an engine may have them."""


def _voice_of_say(voices: str, language: str) -> str | None:
    """The first voice of a language in the list that `say -v ?` prints: its name, its place, and what it says."""
    for line in voices.splitlines():
        found = re.match(r"(\S.*?)\s{2,}([a-z]{2,3})_(\w+)\s", line)
        if found and found[2] == base(language) and language in (found[2], f"{found[2]}-{found[3].lower()}"):
            return found[1]
    return None


def _version(program: str) -> str:
    """A text that tells versions of a program apart without running it; `say` only changes along with macOS."""
    import platform

    try:
        found = Path(program).resolve().stat()
    except OSError:
        return platform.mac_ver()[0]
    return f"{platform.mac_ver()[0]} {found.st_size} {found.st_mtime_ns}"


class EngineEnded(Exception):  # noqa: N818
    """The runner was ended and runs no more programs."""


class Runner(Protocol):
    """Runs one program at a time."""

    def run(self, command: Sequence[str], text: str, seconds: float) -> None:
        """Run a program until it succeeds; OSError, SubprocessError or EngineEnded if it fails or takes too long."""

    def end(self) -> None:
        """End the running program, from any thread, and run no others."""


class Programs:
    """Runs real programs at low priority."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._ended = False

    def run(self, command: Sequence[str], text: str, seconds: float) -> None:
        """Run a program with a text on its standard input; its output is discarded."""
        with self._lock:
            if self._ended:
                raise EngineEnded
            self._running = process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # A process group of its own, so that its children end with it, and Ctrl-C does not reach it.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        try:
            if hasattr(os, "setpriority"):
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process.pid, 10)
            _bound(process)
            process.communicate(text.encode(), timeout=seconds)
        except BaseException:
            _kill(process)
            raise
        finally:
            with self._lock:
                self._running = None
        if process.returncode:
            raise EngineEnded if self._ended else subprocess.CalledProcessError(process.returncode, command)

    def end(self) -> None:
        """End the running program, from any thread, and run no others."""
        with self._lock:
            self._ended = True
            if self._running is not None:
                _end(self._running)


def _bound(process: subprocess.Popen[bytes]) -> None:
    """Limit the size of the files that a program can write, on systems that allow it."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and wait for it to be gone, but not for ever."""
    _end(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(1.0)
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
