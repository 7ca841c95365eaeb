"""Reckons how long speech takes to read lines, and decides which line is written when.

Pure: time is passed in, and nothing is read or written. All times are seconds on one clock. Whoever reads the lines
aloud reads them one after another, and cannot be asked how far it is: what matters would be late behind a heap of lines
that do not. So a line is written when the reader is reckoned to be free for it, or never.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues.words import Weight
from hipcoach.text.counts import spelled

LONG_WORD = 6
"""A word of more letters takes as much longer."""

A_REST = 0.3
"""Seconds that a voice at 170 words a minute rests after a line, and at a comma or a full stop in it."""

AT_170 = 170.0
"""The rate at which that was measured; a faster voice rests less."""

AN_ANSWER = 0.5
"""Seconds within which what is said is the answer to a key."""

LOOK_AGAIN = 0.25
"""Seconds after which it is looked again whether a line fits."""

HAIR = 1e-6
"""The rounding error of sums of times, in seconds."""


class Rank(IntEnum):
    """What a line is for, what goes first first."""

    REPLY = 0
    """Pain, a question, the answer to a key: written at once, whatever is being read."""
    MOVE = 1
    """What has to be done now: change sides, begin, rest. Written at once too."""
    NUMBER = 2
    """A number, which marks its moment."""
    CHOICE = 3
    """The rest of what somebody asked for: the answers to choose from, where the session stands."""
    STEP = 4
    """What comes next, how to come out of what is over."""
    DETAIL = 5
    """How to get into position, and cues."""
    ASIDE = 6
    """What waits until nothing else is to be said."""


AT_ONCE = (Rank.REPLY, Rank.MOVE)

OF_A_STEP = (Rank.NUMBER, Rank.STEP, Rank.DETAIL)
"""What is out of date when the next step begins."""

ASKED_FOR = (Rank.REPLY, Rank.CHOICE, Rank.ASIDE)

MAY_SLIP = {Rank.MOVE: 0.4, Rank.NUMBER: 0.3, Rank.CHOICE: 1.0, Rank.STEP: 1.0}
"""Seconds by which a line of each rank may come later because of a line that matters less."""


class SpokenLine(Struct, frozen=True):
    """A line that is to be spoken."""

    text: str
    rank: Rank
    due: float = 0.0
    latest: float = inf
    """After this it is left out if nobody has begun to say it."""
    worth: Weight = Weight.PLAIN
    """Among lines of one rank, which of them stays where not all can be said."""
    short: str = ""
    """What is said instead where there is no time for the text."""
    due_at: float = 0.0
    """The session time of its event, for the stamp."""

    @property
    def matters(self) -> tuple[Rank, Weight]:
        """How much it matters; the less the value, the more."""
        return self.rank, self.worth

    def later(self, seconds: float) -> SpokenLine:
        """The same line so many seconds later."""
        return replace(self, due=self.due + seconds, latest=self.latest + seconds)


def speech_seconds(text: str, rate: float) -> float:
    """Seconds that a voice takes for a line at a rate in words a minute; figures take as long as the words for them."""
    spoken = re.sub(r"\d+", lambda figures: f" {spelled(int(figures.group()))} ", text)
    words = re.findall(r"[^\W_]+", spoken)
    rests = 1 + len(re.findall(r"[,.;:](?=\s)", text))
    return A_REST * AT_170 / rate * rests + 60 / rate * sum(max(1.0, len(word) / LONG_WORD) for word in words)


class Reckoning:
    """The lines that wait to be written, and until when the reader is busy with those that are."""

    def __init__(self, rate: float) -> None:
        """`rate` is in words a minute."""
        self._rate = rate
        self._waiting: tuple[SpokenLine, ...] = ()
        self.free = -inf
        """When the reader has read all that was written."""
        self._silent_since = -inf

    @property
    def waiting(self) -> tuple[SpokenLine, ...]:
        """The lines that are still to be written."""
        return self._waiting

    def add(self, lines: Iterable[SpokenLine]) -> None:
        """Let lines wait for their time."""
        self._waiting += tuple(lines)

    def drop(self, ranks: Iterable[Rank], before: float = inf) -> None:
        """Leave out the lines of some ranks that were due before a time."""
        gone = frozenset(ranks)
        self._waiting = tuple(line for line in self._waiting if line.rank not in gone or line.due >= before - HAIR)

    def fall_silent(self, now: float) -> None:
        """Reckon with a reader that stops reading at a key, and is free for the answer to it."""
        self._silent_since = now

    def put_off(self, seconds: float) -> None:
        """Let all lines that wait for session time be due later, since that stood still."""
        self._waiting = tuple(line if line.rank is Rank.REPLY else line.later(seconds) for line in self._waiting)

    def take(
        self, now: float, ahead: Callable[[float], Sequence[SpokenLine]] = lambda until: (), *, still: bool = False
    ) -> SpokenLine | None:
        """The line to write now, if there is one; call again until there is none.

        `ahead` tells the lines that will come up to a time if nobody interferes. `still`: session time stands still, so
        that only what was asked for is written.
        """
        self._waiting = tuple(line for line in self._waiting if now <= line.latest + HAIR)
        # Sorting keeps the order of lines of one rank.
        due = sorted((line for line in self._waiting if line.due <= now + HAIR), key=lambda line: line.rank)
        if still:
            due = [line for line in due if line.rank in ASKED_FOR]
        if due and due[0].rank in AT_ONCE:
            line = due[0]
            others = [one for one in due if one != line]
            return self._written(line, now, self._fitting(line, now, others, ahead) if line.short else line.text)
        if self.free > now + HAIR or not due:
            return None
        first = self._first(due, now, ahead(now + sum(self._seconds(line.text) for line in due)))
        return None if first is None or first[0] > now + HAIR else self._written(first[1], now, first[2])

    def rest(self) -> tuple[SpokenLine, ...]:
        """All lines that wait, to be written at once since nothing comes after them."""
        waiting, self._waiting = self._waiting, ()
        return waiting

    def next_due(self, now: float) -> float | None:
        """When `take` is to be called again if nothing happens before; `None` if no line waits."""
        if not self._waiting:
            return None
        coming = min((line.due for line in self._waiting if line.due > now), default=inf)
        # Whether a line fits changes with what comes, so it is looked at again soon.
        again = max(self.free, now + LOOK_AGAIN) if any(line.due <= now for line in self._waiting) else inf
        return min(coming, again)

    def _seconds(self, text: str) -> float:
        return speech_seconds(text, self._rate)

    def _written(self, line: SpokenLine, now: float, text: str) -> SpokenLine:
        place = self._waiting.index(line)
        self._waiting = (*self._waiting[:place], *self._waiting[place + 1 :])
        begins = max(self.free, now)
        if line.rank is Rank.REPLY:
            begins = now if now - self._silent_since <= AN_ANSWER else begins
            self._silent_since = -inf
        self.free = begins + self._seconds(text)
        return replace(line, text=text)

    def _fitting(
        self, line: SpokenLine, now: float, due: Sequence[SpokenLine], ahead: Callable[[float], Sequence[SpokenLine]]
    ) -> str:
        """The text of a line that is written at once: in short where the whole would make another one late."""
        begins = max(self.free, now)
        others = (*due, *ahead(begins + self._seconds(line.text)))
        return line.text if self._goes(begins, line.text, others, Rank.STEP) else line.short

    def _first(
        self, due: Sequence[SpokenLine], now: float, ahead: Sequence[SpokenLine]
    ) -> tuple[float, SpokenLine, str] | None:
        """The line that comes first if as many as possible are said, what matters most before anything else."""
        chosen: list[SpokenLine] = []
        placed: list[tuple[float, SpokenLine, str]] = []
        for line in sorted(due, key=lambda line: line.matters):
            more = [one for one in due if one in chosen or one is line]
            in_a_row = self._in_a_row(more, now, ahead)
            if in_a_row is not None:
                chosen, placed = more, in_a_row
        return placed[0] if placed else None

    def _in_a_row(
        self, lines: Sequence[SpokenLine], now: float, ahead: Sequence[SpokenLine]
    ) -> list[tuple[float, SpokenLine, str]] | None:
        """When each of the lines begins, and its text; `None` if one of them finds no place."""
        placed: list[tuple[float, SpokenLine, str]] = []
        begins = now
        for line in lines:
            found = self._place(line, begins, ahead)
            if found is None:
                return None
            at, text = found
            placed.append((at, line, text))
            begins = at + self._seconds(text)
        return placed

    def _place(self, line: SpokenLine, begins: float, ahead: Sequence[SpokenLine]) -> tuple[float, str] | None:
        """When a line can begin, and the text that fits there."""
        behind = (one.due + self._seconds(one.text) for one in ahead if one.due >= begins - HAIR)
        ends = (one.due for one in ahead if one.rank is Rank.MOVE and line.rank in OF_A_STEP)
        latest = min((line.latest, *ends))
        for at in sorted({begins, *behind}):
            if at > latest + HAIR:
                return None
            for text in (line.text, line.short):
                if text and self._goes(at, text, ahead, line.rank):
                    return at, text
        return None

    def _goes(self, at: float, text: str, others: Sequence[SpokenLine], rank: Rank) -> bool:
        """Whether no other line of a rank, or of one that matters more, comes too late if a text is begun at a time."""
        end = at + self._seconds(text)
        return not any(
            at < one.due + self._seconds(one.text) - HAIR and end > one.due + MAY_SLIP[one.rank] + HAIR
            for one in others
            if one.rank in MAY_SLIP and one.rank <= rank
        )
