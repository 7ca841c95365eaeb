"""Looks for outputs in a thread of its own: it runs programs, and any of them may hang or break it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

from hipcoach.session.characters import clean, one_line
from hipcoach.session.files import in_words
from hipcoach.sound.output import Output

LONGEST = 100
"""Characters of what went wrong."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of it."""

    outputs: tuple[Output, ...] = ()
    trouble: str | None = None
    """What went wrong, where something did."""


class Search:
    """One search; `over` is called at its end, from its own thread."""

    def __init__(self, find: Callable[[], Sequence[Output]], over: Callable[[], None]) -> None:
        self._find = find
        self._over = over
        self._findings: Findings | None = None
        self._ended = Event()
        Thread(target=self._run, name="players", daemon=True).start()

    def findings(self, patience: float) -> Findings | None:
        """What was found; None where the search goes on for longer than this many seconds."""
        return self._findings if self._ended.wait(patience) else None

    def _run(self) -> None:
        try:
            self._findings = Findings(tuple(self._find()))
        except BaseException as error:
            # An import of other people's code may raise anything.
            told = f"{type(error).__name__}: {in_words(error)}"
            self._findings = Findings(trouble=clean(one_line(told[:LONGEST])))
        self._ended.set()
        self._over()
