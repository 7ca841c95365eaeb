"""A voice for texts without a recording: a program on this machine speaks them once, in the background, into a cache.

Nobody waits for it: a phrase can be said as soon as it is made. If anything fails, that phrase is left out.
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
from hipcoach.sound.engines import Engine, EngineEnded, Programs, Runner, engine_for, engine_here
from hipcoach.sound.levelling import is_noise, prepared, resampled
from hipcoach.sound.temporary_files import PREFIX
from hipcoach.sound.tones import RATE
from hipcoach.sound.voice import REMEMBERED, Voice
from hipcoach.text.characters import unspoken
from hipcoach.text.languages import ENGLISH, base

MOST = 200
"""The number of phrases made for one session, the earliest ones."""

LONGEST = 120
"""The longest spoken phrase in characters; longer texts are only shown."""

PATIENCE = 5.0
"""Seconds that an engine may take for a phrase."""

TRIES = 3
"""The number of failures in a row after which no more phrases are tried."""


def phrases_of(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """What a plan can say and a voice cannot, in the order in which it will be needed."""
    return tuple(text for text in sayings(plan) if voice.seconds(text) is None)


def speakable(text: str, language: str = ENGLISH) -> str | None:
    """A text as it is passed to an engine; None if it is only shown, as what an English voice would spell out.

    Square brackets are removed: engines take them for commands within a text.
    """
    foreign = base(language) == ENGLISH and unspoken(text) is not None
    if len(text) > LONGEST or not any(sign.isalnum() for sign in text) or foreign:
        return None
    plain = "".join(" " if sign in "[]" or not sign.isprintable() else sign for sign in text)
    return " ".join(plain.split())


class LocalVoice:
    """Says the phrases that it was asked to prepare, each as soon as it has been made.

    `folder` keeps phrases from one session to the next; `report` takes a line for the person and is called at most
    once, from the thread that makes the phrases.
    """

    def __init__(
        self,
        folder: Path,
        *,
        report: Callable[[str], None],
        find: Callable[[], Engine | None] = engine_here,
        find_for: Callable[[str], Engine | None] = engine_for,
        runner: Runner | None = None,
    ) -> None:
        self._cache = Cache(folder)
        self._report = report
        self._find = find
        self._find_for = lru_cache(maxsize=None)(find_for)
        self._language = ENGLISH
        """The language of the texts in `_own`."""
        self._own: frozenset[str] = frozenset()
        self._runner: Runner = runner or Programs()
        self._wanted: Queue[str | None] = Queue()
        self._thread: Thread | None = None
        self._closed = False
        self._reported = False
        self._ready: dict[str, tuple[Path, float]] = {}
        """File and seconds of each phrase that can be said; written only by the thread."""
        self._unkept: dict[Path, array[int]] = {}
        """Phrases whose file could not be written, by its path; they are kept in memory only."""
        self._load = lru_cache(maxsize=REMEMBERED)(cache.load)

    # -- from any thread ----------------------------------------------------------------------------------------------

    def prepare(self, texts: Iterable[str], language: str | None = None, own: frozenset[str] = frozenset()) -> None:
        """Have these texts made in this order, in place of earlier ones that are not made yet.

        Those in `own` are in a language, the others are English.
        """
        self._language, self._own = language or ENGLISH, own
        while not self._wanted.empty():
            with suppress(Empty):
                self._wanted.get_nowait()
                self._wanted.task_done()
        asked = 0
        for text in texts:
            if asked >= MOST or self._closed:
                break
            if text not in self._ready and speakable(text, self._language_of(text)):
                asked += 1
                self._wanted.put(text)
        if asked and not self._closed and (self._thread is None or not self._thread.is_alive()):
            self._thread = Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()

    def _language_of(self, text: str) -> str:
        return self._language if text in self._own else ENGLISH

    @property
    def busy(self) -> bool:
        """Whether phrases are still being made."""
        return self._thread is not None and self._thread.is_alive() and self._wanted.unfinished_tasks > 0

    def samples(self, text: str) -> array[int] | None:
        """The samples of a phrase; None if it has not been made."""
        ready = self._ready.get(text)
        if ready is None:
            return None
        samples = self._unkept.get(ready[0]) or self._load(ready[0])
        if samples is None:
            # The file is gone: forget the phrase until it is made again, so that no room is planned for it.
            self._ready.pop(text, None)
            self._load.cache_clear()
        return samples

    def seconds(self, text: str) -> float | None:
        """The length of a phrase in seconds; None if it has not been made."""
        ready = self._ready.get(text)
        return None if ready is None else ready[1]

    def close(self, timeout: float = 1.0) -> bool:
        """Make no more phrases and end the program; False if anything is left running after `timeout` seconds."""
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
        """Make a phrase, unless it is in the cache; one in a language without a voice is only shown."""
        language = self._language_of(text)
        said = speakable(text, language)
        speaks = engine if base(language) == ENGLISH else self._find_for(language)
        if said is None or speaks is None:
            return
        engine = speaks
        path = self._cache.path(engine.identity, said)
        samples = self._cache.used(path)
        if samples is None:
            made = self._speech(engine, said)
            samples = self._kept(path, made)
        self._ready[text] = (path, len(samples) / RATE)

    def _kept(self, path: Path, made: array[int]) -> array[int]:
        """Cache a phrase and make it available; keeps it in memory if the file cannot be written."""
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
        # A temporary folder for each phrase, so that none exists for the whole session or when nothing is made.
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
        """Tell the person that some phrases will not be said."""
        self._tell(
            f"Some of this session's own texts will not be spoken: {who} {_reason(error)}. Read them on the screen."
        )

    def _tell(self, line: str) -> None:
        """Report a line to the person, only the first time."""
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
