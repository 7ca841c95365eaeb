"""That all a person needs is heard: the shipped sessions at the usual level, told by the shipped recordings alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, product

import pytest

from hipcoach.cues import doses, prompts
from hipcoach.cues.prompts import Level
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.track import Sound
from hipcoach.engine.events import Event, HoldMoment, HoldStarted, PrepareStarted, RepetitionsStarted, SetEvent
from hipcoach.engine.plan import Plan, PlannedExercise
from hipcoach.engine.player import Player
from hipcoach.engine.steps import Repetitions, Work
from hipcoach.engine.timeline import hold_moments
from hipcoach.session.library import Entry, Library, shipped_sessions
from hipcoach.session.model import Moment
from hipcoach.sound.make.phrases import plans_of
from hipcoach.sound.mixer import tone_seconds
from hipcoach.sound.speaker import RINGING_OUT
from hipcoach.sound.voice import ShippedVoice

LIBRARY = Library(shipped_sessions(), None)
PRESETS = LIBRARY.sessions()
LENGTHS = Lengths(cache(tone_seconds), cache(ShippedVoice().seconds))

each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.path.stem, scope="module")
"""With what was led through kept from one test to the next."""


def plans(preset: Entry) -> Iterator[Plan]:
    """A preset at each dose, from each side, with each modification."""
    session = LIBRARY.read(preset.path).session
    assert session is not None
    return plans_of(session)


@lru_cache(maxsize=1)
def played(preset: Entry) -> list[tuple[Plan, tuple[Event, ...]]]:
    """What happens in each plan of a preset if nobody interferes."""
    return [(plan, (player := Player(plan)).start(0.0) + player.preview(plan.total + 1.0)) for plan in plans(preset)]


@cache
def led(preset: Entry, level: Level) -> list[tuple[Plan, list[SetEvent], tuple[Sound, ...]]]:
    """What happens in each plan of a preset if nobody interferes, and what is heard of it."""
    found = []
    for plan, events in played(preset):
        sounds = score(events, plan, level, LENGTHS)
        found.append((plan, [event for event in events if isinstance(event, SetEvent)], sounds))
    return found


def said(sounds: tuple[Sound, ...], begin: float, end: float) -> list[str]:
    return [sound.text for sound in sounds if sound.tone is None and begin <= sound.at and sound.end <= end]


@each_preset
def test_before_an_exercise_its_name_side_position_and_dose_are_heard(preset: Entry) -> None:
    for plan, events, sounds in led(preset, Level.BRIEF):
        for event in (event for event in events if isinstance(event, PrepareStarted)):
            heard = said(sounds, event.due, event.due + event.seconds)
            work = doses.work_ahead(event, plan)
            number = f"{plan.exercises[event.exercise].sets} set"
            assert plan.exercises[event.exercise].name in heard
            assert prompts.side_in_words(event.side) in heard
            assert set(prompts.setup(event, plan)) <= set(heard), (event.exercise, heard)
            assert any(text.startswith(number) and str(work.target) in text for text in heard), (event.exercise, heard)


@each_preset
@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_as_every_set_begins_it_is_heard_what_to_do(preset: Entry, level: Level) -> None:
    for plan, events, sounds in led(preset, level):
        for event in (event for event in events if isinstance(event, HoldStarted | RepetitionsStarted)):
            assert prompts.start_cue(event, plan) in said(sounds, event.due, event.due + 5.0), event


def checked(exercise: PlannedExercise, works: list[Work]) -> list[str]:
    """What there is to check on the way, where a set leaves time for it."""
    timely = any(
        isinstance(work, Repetitions) or dict(hold_moments(work.target)).get(HoldMoment.FORM) for work in works
    )
    return [cue.say for cue in exercise.cues if timely and cue.at in (None, Moment.MIDDLE)]


def test_every_check_is_heard_in_the_sets_of_some_session_when_all_is_said() -> None:
    written: set[tuple[str, tuple[str, ...], str]] = set()
    heard: set[tuple[str, tuple[str, ...], str]] = set()
    for plan, _, sounds in chain.from_iterable(led(preset, Level.FULL) for preset in PRESETS):
        for name, exercise in ((name, one) for name, one in plan.exercises.items() if one.sets > 1):
            which = exercise.library or name, exercise.modifications
            works = [work for work in plan.work if work.exercise == name]
            sides = {work.side for work in works}
            written |= {(*which, prompts.fill(say, side)) for say, side in product(checked(exercise, works), sides)}
            heard |= {(*which, sound.text) for sound in sounds}
    assert written - heard == set()


@each_preset
def test_the_last_words_are_over_before_the_speaker_is_closed(preset: Entry) -> None:
    for plan, _, sounds in led(preset, Level.FULL):
        assert sounds[-1].end - plan.total < RINGING_OUT
