"""Reads standard input: single keys at a terminal, lines from anything else."""

from __future__ import annotations

import os
import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Self

from msgspec import Struct

from hipcoach.live.signals import HANG_UP


class Typed(Struct, frozen=True):
    """A key, or a line without its line end."""

    text: str


class InputEnded(Struct, frozen=True):
    """Standard input has ended."""


class Signalled(Struct, frozen=True):
    """A signal asks the program to end."""

    number: int


class Stopped(Struct, frozen=True):
    """A signal asks the program to suspend itself until it is told to continue."""


class SoundLost(Struct, frozen=True):
    """Sound was to tell what lines left out, and it turns out that nothing is heard."""


Input = Typed | InputEnded | Signalled | Stopped | SoundLost

ESCAPE = "\x1b[27u"
"""The Escape key as some terminals send it, which cannot be taken for the beginning of another key."""

_LETTERS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_LETTERS |= {"P": "f1", "Q": "f2", "R": "f3", "S": "f4"}
_NUMBERS = {2: "insert", 3: "delete", 5: "pageup", 6: "pagedown", 1: "home", 4: "end", 7: "home", 8: "end"}
_NUMBERS |= {number: f"f{place}" for place, number in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), 1)}
_ESCAPES = {f"\x1b{begun}{letter}": name for letter, name in _LETTERS.items() for begun in "[O"}
_ESCAPES |= {f"\x1b[{number}~": name for number, name in _NUMBERS.items()}
_ESCAPES |= {f"\x1b[1;2{letter}": f"shift+{name}" for letter, name in _LETTERS.items() if name.startswith("f")}
_ESCAPES |= {f"\x1b[{number};2~": f"shift+{name}" for number, name in _NUMBERS.items() if name.startswith("f")}
# The Linux console has its own for the first five.
_ESCAPES |= {f"\x1b[[{letter}": f"f{place}" for place, letter in enumerate("ABCDE", 1)}
_ESCAPES |= {ESCAPE: "escape", "\x1b[31~": "shift+f5"}
# No key sends as many digits as these allow; a longer sequence is not waited for.
_KEY = re.compile(r"\x1b(?:\[\[[A-E]|\[[0-?]{0,60}[ -/]{0,9}[@-~]|O[0-9;]{0,9}[ -~])|.", re.DOTALL)
_BEGUN = re.compile(r"\x1b(?:\[\[|\[[0-?]{0,60}[ -/]{0,9}|O[0-9;]{0,9})?\Z")
"""The beginning of a key of several characters, or the Escape key."""
_NAMES = {" ": "space", "\r": "enter", "\n": "enter"}

BEGUN_SECONDS = 0.1
"""Seconds to wait for the rest of a key: terminals send it at once, but a slow connection may split it."""


class TerminalKeys:
    """Turns the characters of a terminal, in whatever pieces they arrive, into keys; ignores unknown sequences."""

    def __init__(self) -> None:
        self._begun = ""

    @property
    def begun(self) -> bool:
        """Whether the characters so far may be the beginning of a key."""
        return bool(self._begun)

    def take(self, text: str) -> Iterator[str]:
        """Add characters, and yield the keys that are complete."""
        text = self._begun + text
        begun = _BEGUN.search(text)
        end = begun.start() if begun else len(text)
        self._begun = text[end:]
        return _named(text[:end])

    def give_up(self) -> Iterator[str]:
        """Yield the keys in an incomplete sequence, if its rest does not come: Escape, or a letter typed after it."""
        begun, self._begun = self._begun, ""
        return _named({"\x1b": ESCAPE, "\x1bO": "O"}.get(begun, ""))


def _named(text: str) -> Iterator[str]:
    for found in _KEY.findall(text):
        name = _ESCAPES.get(found) or _NAMES.get(found) or found
        if name.isprintable():
            yield name


class Keyboard:
    """Reads from a thread, so that its caller can wait for a key and for the time at once."""

    def __init__(self, descriptor: int | None) -> None:
        self._typed: SimpleQueue[Input] = SimpleQueue()
        self._wanted: SimpleQueue[Input] = SimpleQueue()
        """Input from signals, which is returned before anything that was typed."""
        self._nothing_new = Lock()
        """Locked until there is new input."""
        self._nothing_new.acquire()
        self.terminal = descriptor is not None and os.isatty(descriptor)
        """Whether it reads single keys rather than lines."""
        if descriptor is None:
            self.put(InputEnded())
        else:
            read = self._read_keys if self.terminal else self._read_lines
            Thread(target=read, args=(descriptor,), name="keyboard", daemon=True).start()

    def put(self, given: Input) -> None:
        """Add input; may be called from a signal handler."""
        (self._wanted if isinstance(given, Signalled | Stopped) else self._typed).put(given)
        with suppress(RuntimeError):  # released already by other input
            self._nothing_new.release()

    def wait(self, seconds: float | None) -> Input | None:
        """The next input, or None after so many seconds."""
        # The queue's own `get` may wait for ever if a signal handler returns after its timeout.
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
        # A terminal has no end of input: it is gone, and the person with it.
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
    """Yield text as it arrives; ends when a terminal is gone."""
    decoder = getincrementaldecoder("utf-8")("replace")
    while True:
        try:
            data = os.read(descriptor, 1024)
        except BlockingIOError:
            # Another program has left it so that reading does not wait.
            _comes(descriptor, None)
            continue
        except OSError:
            return
        if not data:
            return
        yield decoder.decode(data)


def _pressed(terminal: int, begun: Callable[[], bool]) -> Iterator[str | None]:
    """Yield what is typed at a terminal as it arrives; None if a key has `begun` and its rest does not come."""
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


def _comes(descriptor: int, seconds: float | None) -> bool:
    """Whether there is input, or its end, within some seconds; `None` waits for it."""
    from select import select

    try:
        return bool(select([descriptor], [], [], seconds)[0])
    except (OSError, ValueError):
        # Reading will raise the error again.
        return True


CONSOLE = {
    "H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D", "G": "\x1b[H", "O": "\x1b[F",
    "I": "\x1b[5~", "Q": "\x1b[6~", "R": "\x1b[2~", "S": "\x1b[3~", "?": "\x1b[15~", "X": "\x1b[15;2~",
}  # fmt: skip
"""The second code of keys of a Windows console, and what a terminal sends for them."""


def console_key(pressed: Callable[[], str]) -> str:
    """Read a key of a Windows console as a terminal would send it; a key without a character has two codes."""
    if (character := pressed()) not in ("\x00", "\xe0"):
        return ESCAPE if character == "\x1b" else character
    return CONSOLE.get(pressed(), "")


class SingleKeys(Struct, frozen=True):
    """Switches a terminal to single keys within a `with`, and restores it afterwards."""

    on: Callable[[], None] = lambda: None
    off: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        self.on()
        return self

    def __exit__(self, *failure: object) -> None:
        self.off()


def whole_lines(descriptor: int | None) -> SingleKeys:
    """A switch that has a terminal send whole lines, with what was typed shown; switched off, it restores its state.

    Its key for the end of input sends nothing, since a terminal of which that was read is taken to be gone.
    """
    if descriptor is None or sys.platform == "win32" or not os.isatty(descriptor):
        return SingleKeys()
    import termios

    before = termios.tcgetattr(descriptor)

    def on() -> None:
        with suppress(termios.error):
            lines = termios.tcgetattr(descriptor)
            lines[3] |= termios.ICANON | termios.ECHO
            lines[6][termios.VEOF] = bytes((os.fpathconf(descriptor, "PC_VDISABLE") & 0xFF,))
            termios.tcsetattr(descriptor, termios.TCSANOW, lines)

    def off() -> None:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    return SingleKeys(on, off)


def single_keys(descriptor: int | None) -> SingleKeys:
    """A switch that has a terminal send each key at once, without echo; switched off, it restores the present state."""
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
