"""What is said and sounded from now on, as the session tells what happens."""

from __future__ import annotations

import pytest
from plan_builders import EACH, hold, planned, reps

from hipcoach.cues.level import Level
from hipcoach.cues.lookahead import FAST, Effect, Lookahead, Updates
from hipcoach.cues.score import Lengths
from hipcoach.engine.events import Event, SetDone, WorkStarted
from hipcoach.engine.player import Player
from hipcoach.session.model import Advance, AtLeast, Cue, Dose, Exercise, Moment

LENGTHS = Lengths(lambda tone: 0.2, lambda text: 0.3 * len(text.split()))

BEGAN = 500.0
"""What the owner's clock says as the session begins."""

TWO_SETS = hold(side=EACH, setup=("Lie down", "{side} knee up"), switch_cue="{side} knee now", switch=10, sets=2)


class Ahead:
    """A look-ahead of a session, by default of two holds of 30 s, 15 s to get ready and 10 s between them."""

    def __init__(
        self, *exercises: Exercise, speed: float = 1.0, level: Level = Level.TONES, dose: Dose = Dose.LOW
    ) -> None:
        self.player = Player(planned(*exercises or (hold(side=EACH, switch=10),), dose=dose))
        self.speed = speed
        self.level = level
        self.updates = Updates()
        self.lookahead = Lookahead(reach=60.0, refresh=5.0, speed=speed)

    def hear(self, events: tuple[Event, ...], late: float = 0.0) -> Effect | None:
        """What it comes to that something happened, told so late; None where it is no update."""
        now = BEGAN + self.player.elapsed / self.speed + late
        update = self.updates.make(events, self.player, now)
        return None if update is None else self.lookahead.hear(update)

    def at(self, now: float) -> Ahead:
        """Let time pass up to there, as it is foreseen."""
        while (due := self.player.next_due()) is not None and due <= now:
            self.hear(self.player.advance(due))
        self.hear(self.player.advance(now))
        self.keep_fresh()
        return self

    def do(self, now: float, command: str, *values: int) -> Effect | None:
        """What comes of a command, of which the score is then made."""
        effect = self.hear(getattr(self.player, command)(now, *values))
        self.keep_fresh()
        return effect

    def begin(self) -> Effect | None:
        effect = self.hear(self.player.start(0.0))
        self.keep_fresh()
        return effect

    def keep_fresh(self) -> None:
        self.lookahead.keep_fresh(BEGAN + self.player.elapsed / self.speed, self.level, LENGTHS)

    def told(self) -> list[tuple[float, str]]:
        return [(round(sound.at, 2), str(sound.tone or sound.text)) for sound in self.lookahead.sounds]

    def names(self, begin: float = 0.0) -> list[str]:
        return [name for at, name in self.told() if at >= begin]


def test_an_event_as_foreseen_changes_nothing() -> None:
    ahead = Ahead()
    assert ahead.begin() is Effect.ANEW
    assert ahead.hear(ahead.player.advance(12.0)) is Effect.NOTHING


def test_the_passing_of_time_alone_is_no_update() -> None:
    ahead = Ahead()
    ahead.begin()
    assert ahead.hear(ahead.player.advance(5.0)) is None


def test_what_happens_otherwise_has_it_look_ahead_again() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.player.advance(5.0)
    assert ahead.hear(ahead.player.adjust(5.0, 1)) is Effect.AHEAD
    assert (15.0, "start") in ahead.told()
    ahead.keep_fresh()
    assert (20.0, "start") in ahead.told()


def test_time_that_stops_or_begins_to_pass_is_a_new_beginning() -> None:
    ahead = Ahead()
    ahead.begin()
    assert ahead.hear(ahead.player.pause(5.0)) is Effect.ANEW
    assert ahead.lookahead.stands_still
    assert ahead.hear(ahead.player.resume(65.0)) is Effect.ANEW
    assert (ahead.lookahead.stands_still, ahead.lookahead.going) == (False, True)


def test_at_a_standstill_only_news_is_a_new_beginning() -> None:
    ahead = Ahead(hold((30, 60), side=EACH, switch=10), level=Level.FULL)
    ahead.begin()
    ahead.at(20.0)
    assert ahead.do(20.0, "pause") is Effect.ANEW
    assert ahead.names() == ["paused", "Paused"]

    assert ahead.hear(ahead.player.replan(21.0, ahead.player.plan)) is Effect.NOTHING
    ahead.lookahead.foresee(BEGAN + 21.0, Level.BRIEF, LENGTHS)
    assert ahead.names() == ["paused", "Paused"], "what is being said goes on"

    assert ahead.do(22.0, "adjust", +1) is Effect.ANEW
    assert ahead.names() == ["35"]


def test_another_session_is_a_new_beginning_of_which_nothing_is_remembered() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.at(20.0)
    ahead.player = Player(planned(hold(40)))
    assert ahead.begin() is Effect.ANEW
    assert ahead.told()[-1] == (55.0, "session_done")


def test_a_session_heard_before_it_begins_still_has_a_clock_of_its_own() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.do(20.0, "stop")

    ahead.player = Player(planned(hold(40)))
    assert ahead.hear(ahead.player.advance(0.0)) is None, "a wake while something else covers the screen"
    assert ahead.hear(ahead.player.start(0.0), late=1000.0) is Effect.ANEW

    assert ahead.lookahead.now(0.0) == BEGAN + 1000.0


def test_after_a_session_put_off_another_is_followed_from_where_it_is() -> None:
    other = Player(planned(TWO_SETS))
    other.start(0.0)
    other.advance(60.0)
    ahead = Ahead(level=Level.FULL)
    ahead.begin()
    ahead.at(20.0).do(20.0, "pause")

    ahead.player = Player.restore(other.plan, other.snapshot())

    assert ahead.hear(()) is Effect.ANEW
    ahead.keep_fresh()
    assert ahead.names() == ["ready", "Stretch", "Right side", "Lie down", "Right knee up", "Paused"]
    ahead.do(90.0, "resume")
    assert ahead.names(60.0)[:5] == ["resumed", "Right side", "tick", "tick", "start"]


@pytest.mark.parametrize(
    ("acts", "where", "then"),
    [
        (("back", "back"), "Left side", "Right side"),
        (("next", "back"), "Left side", "Right side"),
        (("back", "back", "next"), "Left side", "Right side"),
        (("next",), "Right side", "Left side"),
    ],
)
def test_what_was_passed_while_paused_is_not_told_on_resuming(acts: tuple[str, ...], where: str, then: str) -> None:
    ahead = Ahead(TWO_SETS, level=Level.FULL)
    ahead.begin()
    ahead.at(100.0).do(100.0, "pause")
    for place, act in enumerate(acts, 1):
        ahead.do(100.0 + 6 * place, act)
    assert [name for name in ahead.names() if name.endswith(" side")] == [where]

    ahead.do(120.0, "resume")

    since = ahead.player.elapsed
    told = [name for at, name in ahead.told() if since <= at < since + 20.0]
    assert where in told
    assert then not in told
    assert f"{then.removesuffix(' side')} knee up" not in told


def test_a_waiting_step_that_is_let_go_without_an_event_counts_down() -> None:
    ahead = Ahead(hold(advance=Advance.WAIT))
    ahead.begin()
    ahead.at(13.0)
    assert (15.0, "start") not in ahead.told()
    assert ahead.player.next(13.5) == ()
    assert ahead.hear(()) is Effect.AHEAD
    ahead.keep_fresh()
    assert [one for one in ahead.told() if 13.5 < one[0] < 18.0] == [(14.0, "tick"), (15.0, "start")]


def test_an_event_told_late_does_not_move_those_after_it() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.hear(ahead.player.adjust(5.0, 1), late=0.2)
    assert ahead.lookahead.now(20.0) == BEGAN + 20.0
    ahead.hear(ahead.player.adjust(5.0, 1), late=-0.1)
    assert ahead.lookahead.now(20.0) == pytest.approx(BEGAN + 19.9), "the earliest is the true one"


def test_a_score_is_settled_as_far_as_it_reaches_and_fresh_for_a_while() -> None:
    ahead = Ahead()
    ahead.begin()
    assert ahead.lookahead.until == 60.0
    for now, until in ((4.9, 60.0), (5.0, 65.0)):
        ahead.hear(ahead.player.advance(now))
        ahead.keep_fresh()
        assert ahead.lookahead.until == pytest.approx(until)


@pytest.mark.parametrize(("speed", "reach"), [(2.0, 60.0), (FAST, 60.0), (2 * FAST, 30.0)])
def test_a_rehearsal_is_shorter_and_a_fast_one_looks_less_far_ahead(speed: float, reach: float) -> None:
    ahead = Ahead(speed=speed)
    ahead.begin()
    assert ahead.lookahead.until == reach
    assert (round(45.0 / speed, 2), "switch") in ahead.told()


def test_a_look_ahead_that_failed_leaves_nothing_that_counts_as_fresh() -> None:
    def fail(text: str) -> float:
        raise ZeroDivisionError

    ahead = Ahead()
    ahead.begin()
    ahead.hear(ahead.player.adjust(1.0, 1))
    with pytest.raises(ZeroDivisionError):
        ahead.lookahead.keep_fresh(BEGAN + 1.0, Level.FULL, Lengths(lambda tone: 0.2, fail))
    ahead.keep_fresh()
    assert (20.0, "start") in ahead.told()


def test_once_it_is_closed_there_is_nothing_to_be_heard() -> None:
    ahead = Ahead()
    ahead.begin()
    ahead.lookahead.close()
    assert (ahead.told(), ahead.lookahead.going) == ([], False)


def test_a_number_that_is_being_said_keeps_its_place_when_the_score_is_worked_out_again() -> None:
    ahead = Ahead(reps(6), level=Level.COUNTS)
    ahead.begin()
    ahead.at(17.1)
    ahead.lookahead.foresee(BEGAN + 17.1, Level.COUNTS, LENGTHS)
    assert (17.0, "1") in ahead.told()


FORM = (Cue("Back long", Moment.MIDDLE), Cue("Head heavy", Moment.MIDDLE))


LEFT = (reps(5, cues=FORM), reps((3, 6), cues=FORM), hold(40, cues=FORM), hold((30, 60), cues=FORM))


@pytest.mark.parametrize("exercise", [*LEFT, hold(AtLeast(20, 60), cues=FORM)])
def test_nothing_is_said_of_an_exercise_that_was_left_at_that_very_moment(exercise: Exercise) -> None:
    # given every moment of its work at which something happens
    whole = Ahead(exercise, hold(id="next"), level=Level.FULL, dose=Dose.HIGH)
    whole.begin()
    begin = next(event.due for event in whole.player.preview(1000.0) if isinstance(event, WorkStarted))
    end = next(event.due for event in whole.player.preview(1000.0) if isinstance(event, SetDone))
    moments = {event.due for event in whole.player.preview(end) if begin < event.due < end}
    assert len(moments) > 2
    for moment in moments:
        # when `next` is pressed before that has been told, then what is heard is what is heard of it a little later
        assert heard_of_next(exercise, moment) == heard_of_next(exercise, moment + 0.25), moment


def heard_of_next(exercise: Exercise, moment: float) -> list[str]:
    """What is heard after an exercise that is left then; the last tenth of a second is told together with that."""
    ahead = Ahead(exercise, hold(id="next"), level=Level.FULL, dose=Dose.HIGH)
    ahead.begin()
    ahead.at(moment - 0.1)
    ahead.do(moment, "next")
    return ahead.names(moment)
