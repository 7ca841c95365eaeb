"""What can become of an interrupted session, in which words, for every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum

from hipcoach.engine.events import SessionEnded
from hipcoach.engine.wording import OUTCOMES, outcome_in_words
from hipcoach.journal.resume import Resumable, abandon, close_as_partial
from hipcoach.live.interview import Given, Interview, NoticeToRead, PickQuestion, Step, nothing


class Left(StrEnum):
    """The possible decisions."""

    GO_ON = "go_on"
    CLOSE = "close"
    DROP = "drop"
    LATER = "later"


WORDS = {Left.GO_ON: "go on", Left.CLOSE: "close it", Left.DROP: "drop it", Left.LATER: "decide later"}
"""Each decision as it is said."""

WAITS = "it waits, paused, until you are ready"


def asks(left: Resumable) -> str:
    """The question what to do with it."""
    return f"Go on with {left.place}?"


def meaning(left: Resumable) -> dict[Left, str]:
    """What each decision leads to; nothing for the one that leaves everything as it is."""
    end = left.closed
    kept = "has it" if end.nothing_done else "keeps what was done,"
    return {
        Left.GO_ON: "first it asks about the pain" if left.hurts else WAITS,
        Left.CLOSE: f"the log {kept} as {_in_words(end)}",
        Left.DROP: f"the log keeps the sets that were finished, as {OUTCOMES[left.dropped]}",
        Left.LATER: "",
    }


def ending(left: Resumable, answer: Left) -> str:
    """What the log will have it as, after it is closed or dropped."""
    return _in_words(left.closed) if answer is Left.CLOSE else OUTCOMES[left.dropped]


def decided(left: Resumable, answer: Left) -> str:
    """The message after a session was closed or dropped."""
    if answer is Left.DROP:
        return f"Dropped. The log has it as {OUTCOMES[left.dropped]}, without the set under way."
    end = left.closed
    so_far = "" if end.nothing_done else ", with the set under way as far as it went"
    return f"Closed. The log has it as {_in_words(end)}{so_far}."


def end(left: Resumable, answer: Left, now: datetime) -> None:
    """Close or drop it. Raises OSError."""
    (close_as_partial if answer is Left.CLOSE else abandon)(left, now)


def _in_words(end: SessionEnded) -> str:
    return outcome_in_words(end.outcome, anything=not end.nothing_done)


class LeftOpenInterview:
    """Asks what to do with an interrupted session; what ends it can be taken back before it is done."""

    def __init__(self, left: Resumable) -> None:
        self.decision = Left.LATER
        self.interview = Interview(self._steps, self._keep)
        self._left = left

    def _keep(self) -> Callable[[], None]:
        then = self.decision

        def restore() -> None:
            self.decision = then

        return restore

    def _steps(self) -> Iterator[Step]:
        known = meaning(self._left)
        told = (f"{word.capitalize()}: {known[left]}." for left, word in WORDS.items() if known[left])
        yield Step(
            PickQuestion("left", "\n".join((asks(self._left), *told)), tuple(WORDS.values()), WORDS[Left.LATER]),
            self._take,
        )
        if self.decision in (Left.CLOSE, Left.DROP):
            yield Step(NoticeToRead("ends", f"The log will have it as {ending(self._left, self.decision)}."), nothing)

    def _take(self, given: Given) -> tuple[str, ...]:
        self.decision = next((left for left, word in WORDS.items() if word == given), Left.LATER)
        return ()
