"""What was done and how it ended, as the screen, the lines and the log tell it."""

from __future__ import annotations

from msgspec.structs import replace
from plan_builders import begun, hold

from hipcoach.engine.events import Outcome, SessionEnded
from hipcoach.engine.records import Amount, How, Record
from hipcoach.engine.wording import ENDS, OUTCOMES, done_of, outcome_in_words, sets_in_words
from hipcoach.session.model import Range, Side


def held(n: int, seconds: float, how: How) -> Record:
    """A set that was to be held 45 s, of 30 to 60."""
    return Record(n, "stretch", None, Side.LEFT, n, None, Amount(Range(30, 60), 45, seconds), seconds, 0.0, (), how)


RECORDS = (
    held(1, 45.0, How.DONE),
    held(2, 29.9, How.SHORT),
    held(3, 0.6, How.SHORT),
    held(4, 0.0, How.SKIPPED),
    held(5, 31.2, How.PAIN),
    held(6, 12.3, How.GIVEN_UP),
)


def test_every_outcome_and_every_end_of_a_set_has_words_of_its_own() -> None:
    assert (set(OUTCOMES), set(ENDS)) == (set(Outcome), set(How))
    assert len(set(OUTCOMES.values())) == len(Outcome)
    assert len(set(ENDS.values())) == len(How)


def test_a_session_of_which_nothing_was_done_is_not_told_of_as_done_in_part() -> None:
    assert outcome_in_words(Outcome.PARTIAL, anything=True) == "done in part"
    assert outcome_in_words(Outcome.PARTIAL, anything=False) == "nothing done"
    for outcome in set(Outcome) - {Outcome.PARTIAL}:
        assert outcome_in_words(outcome, anything=False) == OUTCOMES[outcome]
    for seconds, nothing in ((0.0, True), (0.6, False), (25.0, False)):
        walk = begun(hold((30, 60), prepare=0))
        walk.on(seconds)
        walk.next()
        assert isinstance(walk.events[-1], SessionEnded)
        assert walk.events[-1].nothing_done is nothing


def test_short_skipped_given_up_hurt_and_not_reached_are_told_apart() -> None:
    told = "2 of 8 sets of 45 s (45, 29 short, 0 short, skipped, 31 stopped for pain, 12 given up"
    assert sets_in_words(RECORDS, 8, over=True) == f"{told}, 2 not done)"
    assert sets_in_words(RECORDS, 8, over=False) == f"{told})"
    assert sets_in_words((), 3, over=True) == "0 of 3 sets"


def test_sets_with_different_targets_each_tell_their_own() -> None:
    smaller = replace(RECORDS[0], hold=Amount(Range(20, 60), 20, 20.0))
    assert sets_in_words((smaller, RECORDS[1]), 2, over=True) == "1 of 2 sets (20 of 20 s, 29 of 45 s short)"


def test_sets_of_an_open_end_are_told_with_their_least() -> None:
    open_ends = [replace(one, open=True) for one in RECORDS[:2]]
    assert done_of(open_ends[0]) == "45 of at least 45 s"
    assert sets_in_words(open_ends, 2, over=True) == "1 of 2 sets of at least 45 s (45, 29 short)"
