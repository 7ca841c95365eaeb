"""Leads an interview in lines: one question a line, its answers named, and a typed line for each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, assert_never

from hipcoach.advice.measuring import BACK
from hipcoach.exits import Exit, by_signal
from hipcoach.live.clocks import Clock
from hipcoach.live.interview import (
    MOST,
    NO,
    YES,
    Interview,
    InterviewQuestion,
    NoteQuestion,
    NoticeToRead,
    NotUnderstood,
    OfferQuestion,
    PickQuestion,
    ScaleQuestion,
)
from hipcoach.live.presses import READ
from hipcoach.plain import follow
from hipcoach.plain.keyboard import InputEnded, Keyboard, Signalled, SoundLost, Stopped, Typed
from hipcoach.settings.keymap import as_said
from hipcoach.settings.layouts import meant
from hipcoach.text.counts import in_a_row, ranges_in_words

LEAVES = ("q", "quit")
"""What leaves the questions."""

HELP = "?"

MANY = 6
"""So many answers are named by the first and the last of them."""

HOW = f"Enter passes a question over, {as_said(BACK)} takes the answer before back, q leaves."

Say = Callable[[str], None]


class OnRequest(NamedTuple):
    """What is said when somebody asks for help again, and once more."""

    keys: Sequence[str]
    when_to_stop: Sequence[str]


class Conversation:
    """Asks at a terminal, which sends whole lines meanwhile."""

    def __init__(
        self, keyboard: Keyboard, descriptor: int | None, say: Say, on_request: OnRequest, clock: Clock
    ) -> None:
        self._clock = clock
        self._deaf_until = 0.0
        self._on_request = on_request
        self._helped = 0
        """How often in a row somebody asked for help."""
        self._keyboard = keyboard
        self._descriptor = descriptor
        self._say = say

    def hold(self, interview: Interview, *, unasked: bool = False) -> int | None:
        """Ask all its questions; returns the exit status if the person leaves them or a signal ends the program.

        `unasked`: they come by themselves, so that what is typed in the first moment was not meant for them.
        """
        self._deaf_until = self._clock() + (READ if unasked else 0.0)
        with follow.attended(self._keyboard, self._descriptor, lines=True) as stop_process:
            while (question := interview.question) is not None:
                for line in asked(question):
                    self._say(line)
                typed = self._line(stop_process)
                if isinstance(typed, int):
                    return typed
                word = typed.strip().lower()
                if not isinstance(question, NoteQuestion) and (word in LEAVES or meant(word) in LEAVES):
                    return Exit.PARTIAL
                if word == HELP:
                    self._help()
                    continue
                self._helped = 0
                try:
                    told = interview.answer(typed)
                except NotUnderstood as wrong:
                    told = (str(wrong),)
                for line in told:
                    self._say(line)
        return None

    def _help(self) -> None:
        """Say how to answer; asked again, the keys of the session; then when to stop."""
        again = f"{as_said(HELP)} again:"
        texts = (
            (HOW, f"{again} the keys of the session."),
            (*self._on_request.keys, f"{again} when to stop."),
            self._on_request.when_to_stop,
        )
        for line in texts[self._helped % len(texts)]:
            self._say(line)
        self._helped += 1

    def _line(self, stop: Callable[[], None]) -> str | int:
        """The next line that is typed, or the exit status for a signal."""
        line = ""
        while True:
            match self._keyboard.wait(None):
                case Typed() if self._clock() < self._deaf_until:
                    continue
                case Typed("enter"):
                    return line
                case Typed("space"):
                    line += " "
                case Typed(text) if len(text) == 1:
                    line += text
                case Signalled(number):
                    return by_signal(number)
                case InputEnded():
                    return Exit.PARTIAL
                case Stopped():
                    stop()
                case Typed() | SoundLost() | None:
                    continue


def asked(question: InterviewQuestion) -> Iterator[str]:
    """The lines that ask a question: what there is to know, then the question with its answers."""
    *before, last = as_heard(question.text).split("\n")
    yield from before
    yield f"{_ended(last)} {_answers(question)}".strip()


def as_heard(text: str) -> str:
    """A text written to be seen, as it is read aloud."""
    text = re.sub(r"^· ", "", text, flags=re.MULTILINE).replace(" · ", ", ").replace(" × ", " times ")
    return re.sub(r"(?<=\d) s\b", " seconds", ranges_in_words(text))


def _ended(text: str) -> str:
    return text if text[-1:] in ".?!:" else f"{text}."


def _answers(question: InterviewQuestion) -> str:
    match question:
        case ScaleQuestion(zones=()):
            return f"0 to {MOST}."
        case ScaleQuestion(zones=zones):
            lowest = (0, *(last + 1 for last, _ in zones))
            told = (_zone(low, last, name) for low, (last, name) in zip(lowest, zones, strict=False))
            return f"{', '.join(told)}."
        case PickQuestion(answers=answers, picked=picked):
            named = in_a_row(answers, " or ") if len(answers) <= MANY else f"{answers[0]} to {answers[-1]}"
            return f"{named}{'' if picked is None else f'; {picked} unless you say'}."
        case OfferQuestion(taken=taken):
            return f"{YES} or {NO}; {YES if taken else NO} unless you say."
        case NoteQuestion():
            return "Type it."
        case NoticeToRead(answers=answers, goes_on=goes_on):
            return "; ".join((f"Enter {goes_on}", *(f"{word} {does}" for word, does in answers))) + "."
        case _:
            assert_never(question)


def _zone(low: int, last: int, name: str) -> str:
    return f"{low if low == last else f'{low} to {last}'} {name}"
