"""What is typed at standard input: single keys at a terminal, lines from anything else."""

from __future__ import annotations

import os
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Self

from hipcoach.live.signals import HANG_UP


@dataclass(frozen=True, slots=True)
class Typed:
    """A key, or a line without its end."""

    text: str


@dataclass(frozen=True, slots=True)
class InputEnded:
    """Nothing more will be typed."""


@dataclass(frozen=True, slots=True)
class Signalled:
    """The system asks the program to end."""

    number: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The system asks the program to stand still until it is told to continue."""


Input = Typed | InputEnded | Signalled | Stopped

_ESCAPES = {"\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left"}
_ESCAPES |= {f"\x1bO{code[-1]}": name for code, name in _ESCAPES.items()}
# No key sends as many digits as these take; whatever does is not waited for until it ends.
_KEY = re.compile(r"\x1b(?:\[\[[A-E]|\[[0-?]{0,60}[ -/]{0,9}[@-~]|O[0-9;]{0,9}[ -~])|.", re.DOTALL)
_BEGUN = re.compile(r"\x1b(?:\[\[|\[[0-?]{0,60}[ -/]{0,9}|O[0-9;]{0,9})?\Z")
"""The beginning of a key that takes several characters, or the Escape key."""
_NAMES = {" ": "space", "\r": "enter", "\n": "enter"}

BEGUN_SECONDS = 0.1
"""How long the rest of a key is waited for: a terminal sends it at once, but a slow line may take it apart."""


class TerminalKeys:
    """The keys that a terminal's characters stand for, in whatever pieces they come; others are left out."""

    def __init__(self) -> None:
        self._begun = ""

    @property
    def begun(self) -> bool:
        """Whether a key may have begun of which the rest is still to come."""
        return bool(self._begun)

    def take(self, text: str) -> Iterator[str]:
        """The keys that are whole with what comes now."""
        text = self._begun + text
        begun = _BEGUN.search(text)
        end = begun.start() if begun else len(text)
        self._begun = text[end:]
        return _named(text[:end])

    def give_up(self) -> Iterator[str]:
        """The keys in what has begun, where nothing more of it comes: Escape, and a letter that was typed after it."""
        begun, self._begun = self._begun, ""
        return _named(begun if begun in ("\x1b", "\x1bO") else "")


def _named(text: str) -> Iterator[str]:
    for found in _KEY.findall(text):
        name = _ESCAPES.get(found) or _NAMES.get(found) or found
        if name.isprintable():
            yield name


class Keyboard:
    """Reads in a thread of its own, so that whoever waits for a key can wait for the time as well."""

    def __init__(self, descriptor: int | None) -> None:
        self._typed: SimpleQueue[Input] = SimpleQueue()
        self._wanted: SimpleQueue[Input] = SimpleQueue()
        """What the system wants, which does not wait until all that was typed is done."""
        self._nothing_new = Lock()
        """Held until something is typed."""
        self._nothing_new.acquire()
        self.terminal = descriptor is not None and os.isatty(descriptor)
        """Whether single keys are read."""
        if descriptor is None:
            self.put(InputEnded())
        else:
            read = self._read_keys if self.terminal else self._read_lines
            Thread(target=read, args=(descriptor,), name="keyboard", daemon=True).start()

    def put(self, given: Input) -> None:
        """Add something, from a signal handler too."""
        (self._wanted if isinstance(given, Signalled | Stopped) else self._typed).put(given)
        with suppress(RuntimeError):  # something else was new already
            self._nothing_new.release()

    def wait(self, seconds: float | None) -> Input | None:
        """The next thing typed, or None when the time is over."""
        # The queue's own waiting never ends where a signal handler returns after its time is over.
        while True:
            for inputs in (self._wanted, self._typed):
                with suppress(Empty):
                    return inputs.get_nowait()
            if not self._nothing_new.acquire(timeout=-1 if seconds is None else seconds):
                return None

    def _read_keys(self, descriptor: int) -> None:
        keys = TerminalKeys()
        for text in _pressed(descriptor, lambda: keys.begun):
            for key in keys.give_up() if text is None else keys.take(text):
                self.put(Typed(key))
        # There is no end of typing at a terminal: it is gone, and whoever sat there with it.
        self.put(Signalled(HANG_UP))

    def _read_lines(self, descriptor: int) -> None:
        begun = ""
        for text in _chunks(descriptor):
            *lines, begun = (begun + text).replace("\r\n", "\n").split("\n")
            for line in lines:
                self.put(Typed(line))
        if begun:
            self.put(Typed(begun))
        self.put(InputEnded())


def _chunks(descriptor: int) -> Iterator[str]:
    """What can be read, as it comes; a terminal that is gone reads as its end."""
    decoder = getincrementaldecoder("utf-8")("replace")
    try:
        while data := os.read(descriptor, 1024):
            yield decoder.decode(data)
    except OSError:
        return


def _pressed(terminal: int, begun: Callable[[], bool]) -> Iterator[str | None]:
    """What is pressed at a terminal, as it comes; None where something has `begun` and nothing more comes of it."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            yield console_key(msvcrt.getwch)
    else:
        chunks = _chunks(terminal)
        while True:
            if begun() and not _comes(terminal, BEGUN_SECONDS):
                yield None
            elif (text := next(chunks, None)) is not None:
                yield text
            else:
                return


def _comes(terminal: int, seconds: float) -> bool:
    """Whether there is something to read within some seconds, be it the end."""
    from select import select

    try:
        return bool(select([terminal], [], [], seconds)[0])
    except (OSError, ValueError):
        # What is wrong with it shows when it is read.
        return True


def console_key(pressed: Callable[[], str]) -> str:
    """A key of a Windows console as a terminal sends it; one that is no character is a sign for that, then a code."""
    if (character := pressed()) not in ("\x00", "\xe0"):
        return character
    return {"H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D"}.get(pressed(), "")


@dataclass(frozen=True, slots=True)
class SingleKeys:
    """Turns single keys on, and gives the terminal back as it was; on within a `with`."""

    on: Callable[[], None] = lambda: None
    off: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        self.on()
        return self

    def __exit__(self, *failure: object) -> None:
        self.off()


def single_keys(descriptor: int | None) -> SingleKeys:
    """Has a terminal hand over each key at once and not echo it; turned off, it is as it is now, unless it is gone."""
    if descriptor is None or sys.platform == "win32" or not os.isatty(descriptor):
        return SingleKeys()
    import termios
    import tty

    before = termios.tcgetattr(descriptor)

    def on() -> None:
        with suppress(termios.error):
            tty.setcbreak(descriptor, termios.TCSANOW)

    def off() -> None:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    return SingleKeys(on, off)
