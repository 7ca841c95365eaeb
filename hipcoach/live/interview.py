"""An interview: one question after the other, each a value, for any front end that asks in lines.

No input or output happens here: it gives the open question, takes what was typed, and says what that brings. Nothing
typed passes a question over, `-` goes back to the one before and takes its answer back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from msgspec import Struct

from hipcoach.advice.measuring import BACK
from hipcoach.settings.layouts import meant
from hipcoach.text.characters import on_one_line, shown
from hipcoach.text.counts import spelled

MOST = 10
"""The last number of a scale."""

NUMBERS = tuple(map(spelled, range(MOST + 1)))
"""The numbers of a scale, which may be typed as words too."""

YES, NO = "yes", "no"

LONGEST_NOTE = 4000
"""The longest note in characters."""

NOTHING_BEFORE = "There is no question before this one."


class ScaleQuestion(Struct, frozen=True):
    """Asks for a number from 0 to 10."""

    key: str
    """What tells it from the other questions of its interview; likewise in the other kinds."""
    text: str
    zones: tuple[tuple[int, str], ...] = ()
    """The last number of each zone with its name."""


class PickQuestion(Struct, frozen=True):
    """Asks for one of a few answers."""

    key: str
    text: str
    answers: tuple[str, ...]
    picked: str | None = None
    """What counts if it is passed over; `None`: that it was not answered."""


class OfferQuestion(Struct, frozen=True):
    """Offers something, which is taken by yes."""

    key: str
    text: str
    taken: bool = False
    """What counts if it is passed over."""


class NoteQuestion(Struct, frozen=True):
    """Asks for a text of the person's own."""

    key: str
    text: str


class NoticeToRead(Struct, frozen=True):
    """Tells something that should be read before it goes on; passing it over goes on."""

    key: str
    text: str
    answers: tuple[tuple[str, str], ...] = ()
    """What else can be answered to it, each word with what it does."""
    goes_on: str = "goes on"
    """What passing it over does."""


InterviewQuestion = ScaleQuestion | PickQuestion | OfferQuestion | NoteQuestion | NoticeToRead

Given = int | bool | str | None
"""An answer: the number of a scale, the word of a pick or notice, whether an offer is taken, a note; `None`: none."""


def score(given: Given) -> int | None:
    """The number of a scale."""
    return given if isinstance(given, int) and not isinstance(given, bool) else None


class NotUnderstood(ValueError):  # noqa: N818 - it is what happened, not a fault
    """What was typed is no answer; its text says so, and the question is asked again."""


class Step(Struct, frozen=True):
    """A question, and what to do with its answer."""

    question: InterviewQuestion
    take: Callable[[Given], tuple[str, ...]]
    """Takes the answer; returns what is told in reply, a line each."""


def nothing(given: Given) -> tuple[str, ...]:
    """Takes an answer that changes nothing."""
    return ()


class Interview:
    """Goes through steps, in their order; an answer may bring further ones."""

    def __init__(self, steps: Callable[[], Iterator[Step]], keep: Callable[[], Callable[[], None]]) -> None:
        """`steps` yields all of them as things stand; `keep` returns a function that restores how they stand now."""
        self._steps = steps
        self._keep = keep
        self._behind: list[tuple[str, Callable[[], None]]] = []
        """The questions that were answered or passed over, each with how to take that back."""

    @property
    def _open(self) -> Step | None:
        behind = {key for key, _ in self._behind}
        return next((step for step in self._steps() if step.question.key not in behind), None)

    @property
    def question(self) -> InterviewQuestion | None:
        """The question that is open; `None` after the last."""
        step = self._open
        return step.question if step is not None else None

    def answer(self, text: str) -> tuple[str, ...]:
        """Take what was typed; returns what is told in reply. Raises `NotUnderstood`, and then nothing changes."""
        if text.strip() == BACK:
            return self.back()
        step = self._open
        assert step is not None, "nothing is asked"
        given = understood(step.question, text)
        self._behind.append((step.question.key, self._keep()))
        return step.take(given)

    def back(self) -> tuple[str, ...]:
        """Go back to the question before, and take its answer back; returns what is told in reply."""
        if not self._behind:
            return (NOTHING_BEFORE,)
        _, restore = self._behind.pop()
        restore()
        return ()


def understood(question: InterviewQuestion, text: str) -> Given:
    """The answer that was typed, `None` if nothing was. Raises `NotUnderstood`."""
    text = on_one_line(text).strip()
    if not text:
        return None
    match question:
        case ScaleQuestion():
            return _number(text)
        case PickQuestion(answers=answers):
            return _one_of(answers, text)
        case NoticeToRead(answers=answers):
            return _one_of(tuple(word for word, _ in answers), text)
        case OfferQuestion():
            return _one_of((YES, NO), text) == YES
        case NoteQuestion():
            return text[:LONGEST_NOTE]
        case _:
            assert_never(question)


def _number(text: str) -> int:
    # On other keyboards the keys in the same places.
    for word in (text.lower(), meant(text)):
        number = NUMBERS.index(word) if word in NUMBERS else int(word) if word.isdecimal() else -1
        if 0 <= number <= MOST:
            return number
    raise NotUnderstood(f"'{shown(text)}' is not a number from 0 to {MOST}.")


def _one_of(answers: tuple[str, ...], text: str) -> str:
    """The answer that a word names: the whole of it, its first word, or the beginning that only one has."""
    for word in (text.lower(), meant(text)):
        whole = [answer for answer in answers if word in (answer, answer.split()[0])]
        found = whole or [answer for answer in answers if answer.replace(" ", "").startswith(word.replace(" ", ""))]
        if len(found) == 1:
            return found[0]
    # The question follows, with its answers; hearing them twice is of no use to anybody.
    raise NotUnderstood(f"'{shown(text)}' is no answer here.")
