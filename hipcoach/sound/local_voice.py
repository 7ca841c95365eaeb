"""A voice for other people's texts: a program of this machine speaks them in the background, once, into a cache.

Nobody waits for it: a phrase that is not there yet cannot be said yet. Whatever goes wrong, a phrase is missing.
"""

from __future__ import annotations

import subprocess
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread

from hipcoach.cues.all_phrases import sayings
from hipcoach.diagnostics.files import why
from hipcoach.engine.plan import Plan
from hipcoach.sound import cache, wavs
from hipcoach.sound.cache import Cache
from hipcoach.sound.engines import Engine, EngineEnded, Programs, Runner, engine_here
from hipcoach.sound.levelling import is_noise, prepared, resampled
from hipcoach.sound.temporary_files import PREFIX
from hipcoach.sound.tones import RATE
from hipcoach.sound.voice import REMEMBERED, Voice
from hipcoach.text.characters import unspoken

MOST = 200
"""Phrases that are made for one session, the first ones that are asked for."""

LONGEST = 120
"""Characters of a phrase that is spoken; what is longer is for reading."""

PATIENCE = 5.0
"""Seconds that an engine has for a phrase."""

TRIES = 3
"""Phrases that fail one after another before no more are tried."""


def phrases_of(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """What a plan can say and a voice cannot, in the order in which it will be needed."""
    return tuple(text for text in sayings(plan) if voice.seconds(text) is None)


def speakable(text: str) -> str | None:
    """A text as it is handed to an engine; None for one that is left to the screen.

    Square brackets give engines orders in the midst of a text.
    """
    if len(text) > LONGEST or not any(sign.isalnum() for sign in text) or unspoken(text) is not None:
        return None
    plain = "".join(" " if sign in "[]" or not sign.isprintable() else sign for sign in text)
    return " ".join(plain.split())


class LocalVoice:
    """Says what it was asked to prepare, as soon as that has been made.

    `folder` is where phrases are kept from one session to the next; `report` takes a line for the person, once at
    most, and is called from the thread that makes them.
    """

    def __init__(
        self,
        folder: Path,
        *,
        report: Callable[[str], None],
        find: Callable[[], Engine | None] = engine_here,
        runner: Runner | None = None,
    ) -> None:
        self._cache = Cache(folder)
        self._report = report
        self._find = find
        self._runner: Runner = runner or Programs()
        self._wanted: Queue[str | None] = Queue()
        self._thread: Thread | None = None
        self._closed = False
        self._reported = False
        self._ready: dict[str, tuple[Path, float]] = {}
        """Each phrase that can be said, with its file and its seconds; written by the thread alone."""
        self._unkept: dict[Path, array[int]] = {}
        """Phrases by the file that they could not be written to: said for as long as this lasts."""
        self._load = lru_cache(maxsize=REMEMBERED)(cache.load)

    # -- for everybody ------------------------------------------------------------------------------------------------

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these made, in this order, in place of what was asked for before and is not made yet."""
        while not self._wanted.empty():
            with suppress(Empty):
                self._wanted.get_nowait()
                self._wanted.task_done()
        asked = 0
        for text in texts:
            if asked >= MOST or self._closed:
                break
            if text not in self._ready and speakable(text):
                asked += 1
                self._wanted.put(text)
        if asked and not self._closed and (self._thread is None or not self._thread.is_alive()):
            self._thread = Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether more is being made."""
        return self._thread is not None and self._thread.is_alive() and self._wanted.unfinished_tasks > 0

    def samples(self, text: str) -> array[int] | None:
        """A phrase, if it has been made."""
        ready = self._ready.get(text)
        if ready is None:
            return None
        samples = self._unkept.get(ready[0]) or self._load(ready[0])
        if samples is None:
            # Somebody took the file away: what cannot be said must not be reckoned with, until it is made anew.
            self._ready.pop(text, None)
            self._load.cache_clear()
        return samples

    def seconds(self, text: str) -> float | None:
        """How long a phrase takes, if it has been made."""
        ready = self._ready.get(text)
        return None if ready is None else ready[1]

    def close(self, timeout: float = 1.0) -> bool:
        """Make no more, and end the program that is running; whether nothing is left behind after `timeout` seconds."""
        self._closed = True
        self._wanted.put(None)
        self._runner.end()
        if self._thread is not None:
            self._thread.join(timeout)
            return not self._thread.is_alive()
        return True

    # -- in the thread ------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            engine = self._find()
            if engine is not None:
                self._make_all(engine)
        except Exception as error:
            self._complain("a voice", error)

    def _make_all(self, engine: Engine) -> None:
        self._cache.clear_out()
        failures = 0
        while (text := self._wanted.get()) is not None and not self._closed:
            try:
                self._make(engine, text)
                failures = 0
            except EngineEnded:
                return
            except Exception as error:
                failures += 1
                self._complain(engine.name, error)
                if failures >= TRIES:
                    return
            finally:
                self._wanted.task_done()

    def _make(self, engine: Engine, text: str) -> None:
        """Have a phrase spoken, unless it has been before."""
        said = speakable(text) or ""
        path = self._cache.path(engine.identity, said)
        samples = self._cache.used(path)
        if samples is None:
            made = self._speech(engine, said)
            samples = self._kept(path, made)
        self._ready[text] = (path, len(samples) / RATE)

    def _kept(self, path: Path, made: array[int]) -> array[int]:
        """What was made, as it can be said from now on: from its file, or without one where none can be written."""
        try:
            self._cache.keep(path, made)
        except OSError as error:
            self._unkept[path] = made
            self._tell(f"The speech for your own texts cannot be kept in {path.parent}: {why(error)}.")
            return made
        samples = self._cache.used(path)
        if samples is None:
            raise wavs.NotSpeech("what was kept is damaged")
        return samples

    def _speech(self, engine: Engine, said: str) -> array[int]:
        # A folder for each phrase: it need not be there as long as the session is, nor where nothing is to be made.
        with TemporaryDirectory(prefix=f"{PREFIX}voice-", ignore_cleanup_errors=True) as folder:
            written = Path(folder) / "phrase.wav"
            self._runner.run((*engine.command, str(written)), said, PATIENCE)
            if not written.exists() or written.stat().st_size > cache.LARGEST:
                raise wavs.NotSpeech("no file, or a huge one")
            recording = wavs.read(written.read_bytes())
        shortest, longest = cache.SECONDS
        if len(recording.samples) > longest * recording.rate:
            raise wavs.NotSpeech("too much for so few words")
        if is_noise(recording.samples):
            raise wavs.NotSpeech("noise")
        samples = prepared(resampled(recording.samples, recording.rate))
        if len(samples) < shortest * RATE:
            raise wavs.NotSpeech("silence")
        return samples

    def _complain(self, who: str, error: Exception) -> None:
        """Tell the person that something will not be said."""
        self._tell(
            f"Some of this session's own texts will not be spoken: {who} {_reason(error)}. Read them on the screen."
        )

    def _tell(self, line: str) -> None:
        """Tell the person once that something is not as it should be."""
        if self._reported or self._closed:
            return
        self._reported = True
        with suppress(Exception):
            self._report(line)


def _reason(error: Exception) -> str:
    match error:
        case subprocess.TimeoutExpired():
            return f"took over {PATIENCE:.0f} seconds"
        case subprocess.CalledProcessError(returncode=status):
            return f"failed with status {status}"
        case OSError() as error:
            return f"cannot be used ({why(error)})"
        case _:
            return f"gave no speech ({error})"
