"""Questions in lines: how they are asked, and what is typed at them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live_builders import Clock, Typist

from hipcoach.advice.pain import ASKED
from hipcoach.live.interview import (
    Given,
    Interview,
    InterviewQuestion,
    NoteQuestion,
    NoticeToRead,
    OfferQuestion,
    PickQuestion,
    ScaleQuestion,
    Step,
)
from hipcoach.plain.conversation import HOW, Conversation, OnRequest, asked
from hipcoach.plain.keyboard import Input, Signalled, Stopped

SIDE = PickQuestion("side", "Which side", ("left", "right"))
NOTE = NoteQuestion("note", "A note")


class Held:
    """A conversation with somebody who types a line each few seconds."""

    def __init__(self, *typed: str | Input, questions: tuple[InterviewQuestion, ...] = (SIDE, NOTE), late: float = 5.0):
        self.given: list[Given] = []
        self.said: list[str] = []
        self.clock = Clock()
        script: list[tuple[float, str | Input]] = []
        for line in typed:
            keys = [*(("space" if key == " " else key) for key in line), "enter"] if isinstance(line, str) else [line]
            script += [(late + len(script), key) for key in keys]
        keyboard = Typist(self.clock, *script, terminal=True)
        interview = Interview(lambda: self._steps(questions), lambda: self.given.pop)
        conversation = Conversation(
            keyboard, None, self.said.append, OnRequest(("o: pain",), ("Stop if:",)), self.clock
        )  # type: ignore[arg-type]
        self.status = conversation.hold(interview, unasked=True)

    def _steps(self, questions: tuple[InterviewQuestion, ...]) -> Iterator[Step]:
        def take(given: Given) -> tuple[str, ...]:
            self.given.append(given)
            return ()

        return (Step(question, take) for question in questions)


def test_each_line_is_an_answer() -> None:
    held = Held("left", "two words")

    assert held.status is None
    assert held.given == ["left", "two words"]
    assert held.said == ["Which side. left or right.", "A note. Type it."]


def test_what_is_no_answer_is_told_and_asked_again() -> None:
    held = Held("up", "r", "")

    assert held.said[1:3] == ["'up' is no answer here.", "Which side. left or right."]
    assert held.given == ["right", None]


def test_a_minus_takes_back() -> None:
    assert Held("left", "-", "right", "").given == ["right", None]


def test_help_says_how_and_then_asks_again() -> None:
    held = Held("?", "", "")

    assert held.said[1:4] == [HOW, "question mark again: the keys of the session.", "Which side. left or right."]


def test_help_asked_for_again_says_more_a_piece_at_a_time() -> None:
    said = Held("?", "?", "?", "?", "", "").said

    assert said[4:6] == ["o: pain", "question mark again: when to stop."]
    assert said[7:9] == ["Stop if:", "Which side. left or right."]
    assert said[9] == HOW, "and then from the beginning"


def test_help_begins_anew_behind_an_answer() -> None:
    assert Held("?", "left", "?", "").said[-3] == HOW


@pytest.mark.parametrize("word", ["q", "Quit", "й"])
def test_q_leaves_but_is_a_note_where_one_is_asked_for(word: str) -> None:
    assert (Held(word).status, Held(word).given) == (3, [])
    assert Held("", word).given == [None, word]


def test_a_signal_ends_it_with_what_was_answered() -> None:
    held = Held("left", Signalled(15))

    assert (held.status, held.given) == (143, ["left"])


def test_it_can_be_stopped_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[bool] = []
    monkeypatch.setattr("hipcoach.plain.follow._stop", lambda switch: stopped.append(True))

    assert Held(Stopped(), "left", "").given == ["left", None]
    assert stopped == [True]


def test_a_key_that_was_meant_for_the_session_answers_nothing() -> None:
    held = Held("", "left", "", late=0.5)

    assert held.given == ["left", None], "the first came before anybody can have heard the question"


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            ScaleQuestion("", ASKED, ((3, "go"), (5, "gentle"), (10, "not today"))),
            [f"{ASKED}. 0 to 3 go, 4 to 5 gentle, 6 to 10 not today."],
        ),
        (ScaleQuestion("", "Effort: Lift"), ["Effort: Lift. 0 to 10."]),
        (ScaleQuestion("", "Effort: Lift (meant: 3-4)"), ["Effort: Lift (meant: 3 to 4). 0 to 10."]),
        (
            OfferQuestion("", "10-15 s since 2026-10-11?"),
            ["10 to 15 seconds since 2026-10-11? yes or no; no unless you say."],
        ),
        (ScaleQuestion("", "Pain", ((0, "go"), (10, "rest"))), ["Pain. 0 go, 1 to 10 rest."]),
        (PickQuestion("", "Dose", ("low", "high"), "low"), ["Dose. low or high; low unless you say."]),
        (PickQuestion("", "Load", tuple(f"{kg} kg" for kg in range(1, 9))), ["Load. 1 kg to 8 kg."]),
        (OfferQuestion("", "Reached 2 × 10 s · 3?"), ["Reached 2 times 10 seconds, 3? yes or no; no unless you say."]),
        (NoticeToRead("", "Call for:\n· Fever"), ["Call for:", "Fever. Enter goes on."]),
        (OfferQuestion("", "So far.\nTake it?"), ["So far.", "Take it? yes or no; no unless you say."]),
        (
            NoticeToRead("", "Ask.", (("why", "says why"), ("hide", "leaves it out"))),
            ["Ask. Enter goes on; why says why; hide leaves it out."],
        ),
    ],
)
def test_a_question_names_its_answers(question: InterviewQuestion, lines: list[str]) -> None:
    assert list(asked(question)) == lines
