"""Where a session stands, and how questions are asked, in lines."""

from __future__ import annotations

import pytest
from live_builders import EACH, begun, lift, stretch

from hipcoach.engine.choices import Pace
from hipcoach.engine.player import Player
from hipcoach.plain.asking import answers_in_words
from hipcoach.plain.where import where
from hipcoach.settings.keymap import Action, Keymap


@pytest.mark.parametrize(
    ("seconds", "lines"),
    [
        (4, ("Stretch, left side, set 1 of 2: get ready, 6 seconds to go", "Next: hold, left, 30 seconds")),
        (15, ("Stretch, left side, set 1 of 2: hold, 25 seconds to go", "Next: change sides, right")),
        (42, ("Stretch, right side, set 1 of 2: change sides, 8 seconds to go", "Next: hold, right, 30 seconds")),
        (142, ("Stretch, right side, set 2 of 2: hold, 18 seconds to go", "Next: Lift")),
        (173, ("Lift: 0 of 3 repetitions done", "Then the session is over")),
    ],
)
def test_it_tells_the_place_what_comes_and_how_long_it_is(seconds: float, lines: tuple[str, str]) -> None:
    live = begun(stretch(30, side=EACH, sets=2), lift(3)).on(seconds)

    assert where(live.player)[:2] == lines


def test_the_time_to_the_end_is_in_words() -> None:
    assert where(begun(stretch(80)).on(5).player)[2] == "1 minute 25 to the end"


def test_a_session_that_stands_still_says_so_first() -> None:
    live = begun(stretch(30)).on(15)

    live.conductor.do(Player.pause)
    assert where(live.player)[0] == "Session paused. Stretch: hold, 25 seconds to go"
    live.conductor.do(Player.pain)
    assert where(live.player)[0].startswith("Stopped for pain. ")


def test_at_ones_own_pace_the_repetitions_that_are_done_are_told() -> None:
    live = begun(lift(5), pace=Pace.OWN).on(12)
    live.conductor.do(Player.count)

    assert where(live.player)[0] == "Lift: 1 of 5 repetitions done"


def test_answers_are_named_and_a_scale_is_one_line() -> None:
    scale = [("0", "no pain"), *((str(number), "") for number in range(1, 10)), ("t", "the worst"), ("enter", "go on")]

    assert answers_in_words(scale) == ("1 to 9", "0: no pain", "t: the worst", "enter: go on")
    assert answers_in_words([("a", ""), ("?", "")]) == ("a, question mark",)


def test_keys_are_named_as_they_can_be_read_aloud() -> None:
    spoken = Keymap().spoken()

    assert spoken.pain == "o or full stop"
    assert spoken.first(Action.HELP) == "question mark"
    assert spoken.moved({Action.PAIN: ("f7",)}).pain == "f7"
    assert not [line for line in spoken.in_words() for sign in "→←?!<>·" if sign in line]
    assert Keymap().pain == "o or ."
