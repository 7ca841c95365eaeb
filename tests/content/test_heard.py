"""That all a person needs is heard, by the lengths of the shipped recordings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain, product
from pathlib import Path

import pytest
from effort import chosen
from heard_table import Row, rows, ways
from heard_table import played as everything

from hipcoach.cues import texts
from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.track import Sound
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import (
    Event,
    HoldMoment,
    HoldStarted,
    PrepareStarted,
    RepetitionsStarted,
    SetEvent,
    SwitchSides,
)
from hipcoach.engine.plan import Plan, PlannedExercise, make_plan
from hipcoach.engine.steps import Repetitions, Work
from hipcoach.engine.timeline import hold_moments
from hipcoach.session.library import Entry, Library, shipped_sessions
from hipcoach.session.model import Dose, Moment, Session, Side
from hipcoach.sound.make.phrases import plans_of
from hipcoach.sound.mixer import tone_seconds
from hipcoach.sound.speaker import RINGING_OUT
from hipcoach.sound.voice import ShippedVoice

LIBRARY = Library(shipped_sessions(), None)
PRESETS = LIBRARY.sessions()
VOICE = ShippedVoice()

A_SIGN = 0.056
"""Seconds that the shipped voice takes for a sign, of a text that it has not recorded."""


@cache
def spoken(text: str) -> float:
    recorded = VOICE.seconds(text)
    return A_SIGN * len(text) if recorded is None else recorded


LENGTHS = Lengths(cache(tone_seconds), spoken)

FROM = tuple(product(Dose, (Side.LEFT, Side.RIGHT)))
"""The doses, each begun on either side."""

each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.path.stem, scope="module")
"""With what was led through kept from one test to the next."""


def plans(preset: Entry) -> list[Plan]:
    """A preset at each dose, from each side, with each modification; by day with each in one of these ways in turn.

    At each dose with each modification, an exercise by itself is heard below.
    """
    session = LIBRARY.read(preset.path).session
    assert session is not None
    every = list(plans_of(session))
    ways = len(every) // len(FROM)
    in_turn = ((*divmod(number, ways), plan) for number, plan in enumerate(every))
    return chosen(every, by_day=(plan for one, way, plan in in_turn if way == 0 or way % len(FROM) == one))


@lru_cache(maxsize=1)
def played(preset: Entry) -> list[tuple[Plan, tuple[Event, ...]]]:
    """What happens in each plan of a preset if nobody interferes."""
    return [(plan, everything(plan)) for plan in plans(preset)]


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


# -- the table ----------------------------------------------------------------------------------------------------


def lacking(found: Iterable[Row]) -> list[str]:
    """What a table lacks, but for a dose that gives way to what a modification changes."""
    return [
        f"{row.exercise} {row.modifications} {column}: {texts}"
        for row in found
        for column, texts in row.missing.items()
        if texts and not (column == "dose" and row.modifications)
    ]


@each_preset
@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_in_every_preset_all_of_the_table_is_heard(preset: Entry, level: Level) -> None:
    for plan, events, sounds in led(preset, level):
        assert lacking(rows(plan, events, sounds, level)) == []


@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
@pytest.mark.parametrize("name", [path.stem for path in sorted(Path(shipped_sessions(), "exercises").glob("*.yaml"))])
def test_with_every_pair_of_modifications_all_of_the_table_is_heard(
    name: str, level: Level, library: Mapping[str, Session]
) -> None:
    session = library[name]
    every = list(product(ways(session, session.exercises[0]), FROM))
    in_turn = (one for number, one in enumerate(every) if (number + number // 2) % 2 == 0)
    for modifications, (dose, side) in chosen(every, by_day=in_turn):
        plan = make_plan(session, Choices(dose=dose, first=side, modifications=modifications))
        events = everything(plan)
        assert lacking(rows(plan, events, score(events, plan, level, LENGTHS), level)) == []


def test_where_it_is_felt_is_heard_at_brief_the_first_time_ever(library: Mapping[str, Session]) -> None:
    for name, session in library.items():
        for dose, new in product(Dose, (frozenset({name}), frozenset[str]())):
            plan = make_plan(session, Choices(dose=dose, new=new))
            events = everything(plan)
            sounds = score(events, plan, Level.BRIEF, LENGTHS)
            assert lacking(rows(plan, events, sounds, Level.BRIEF)) == []
            felt = texts.fill(session.exercises[0].feel[0], Side.LEFT)
            assert (felt in {sound.text for sound in sounds}) is bool(new)


CIRCUIT = """\
hipcoach: 1
title: Circuit
defaults: {prepare: 4 s, switch: 4 s, rest: 0 s}
exercises:
  - name: Wall sit
    setup: [Back flat on the wall]
    hold: 20 s
  - name: Side plank
    side: each
    switch_cue: Turn over, other arm down
    hold: 20 s
  - name: Step up
    side: each
    reps: 10
    tempo: up 1, pause 1, down 2
  - name: Bridge on one leg
    side: each
    order: one_side_then_other
    reps: 8
"""


@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_in_a_circuit_of_short_steps_name_and_side_are_heard_ahead(level: Level, tmp_path: Path) -> None:
    file = tmp_path / "circuit.yaml"
    file.write_text(CIRCUIT, encoding="utf-8")
    session = LIBRARY.read(file).session
    assert session is not None
    plan = make_plan(session)
    events = everything(plan)
    sounds = score(events, plan, level, LENGTHS)
    assert lacking(rows(plan, events, sounds, level)) == []
    plank = next(event for event in events if isinstance(event, PrepareStarted) and event.exercise == "side-plank")
    ahead = [sound.text for sound in sounds if sound.tone is None and sound.at < sound.due == plank.due]
    assert ahead == ["Next", "Side plank", "Left side"]
    assert [s.tone for s in sounds if plank.due <= s.at < plank.due + plank.seconds].count(Tone.TICK) == 3


def test_at_counts_the_side_is_heard_ahead_in_a_circuit(tmp_path: Path) -> None:
    file = tmp_path / "circuit.yaml"
    file.write_text(CIRCUIT, encoding="utf-8")
    session = LIBRARY.read(file).session
    assert session is not None
    plan = make_plan(session)
    events = everything(plan)
    found = rows(plan, events, score(events, plan, Level.COUNTS, LENGTHS), Level.COUNTS)
    assert not [row.missing["side"] for row in found if row.missing["side"]]


# -- the rest -----------------------------------------------------------------------------------------------------


@each_preset
@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_as_every_set_begins_it_is_heard_what_to_do(preset: Entry, level: Level) -> None:
    for plan, events, sounds in led(preset, level):
        for event in (event for event in events if isinstance(event, HoldStarted | RepetitionsStarted)):
            assert texts.start_cue(event, plan) in said(sounds, event.due, event.due + 5.0), event


@each_preset
@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_between_repetitions_there_is_time_to_turn_over_or_around(preset: Entry, level: Level) -> None:
    for plan, events, sounds in led(preset, level):
        repetitions = {work.exercise for work in plan.work if isinstance(work, Repetitions)}
        for event in (event for event in events if isinstance(event, SwitchSides) and event.exercise in repetitions):
            cue = texts.switch_cue(event, plan)
            end = min(s.end for s in sounds if s.text == cue and s.at >= event.due)
            assert end <= event.due + event.seconds - (5.0 if event.seconds < 20 else 20.0), event


@each_preset
@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_in_a_long_change_of_sides_all_is_heard_that_is_different_there(preset: Entry, level: Level) -> None:
    for plan, events, sounds in led(preset, level):
        for event in (event for event in events if isinstance(event, SwitchSides) and event.seconds >= 20):
            lines = [line for line in plan.exercises[event.exercise].setup if "{" in line]
            wanted = {texts.fill(line, event.side) for line in lines}
            assert wanted <= set(said(sounds, event.due, event.due + event.seconds - 10.0)), event


@each_preset
@pytest.mark.parametrize("level", [Level.BRIEF, Level.FULL])
def test_whoever_puts_on_a_band_hears_again_what_comes_then(preset: Entry, level: Level) -> None:
    for plan, events, sounds in led(preset, level):
        for event in (event for event in events if isinstance(event, PrepareStarted) and event.seconds >= 45):
            work = event.due + event.seconds
            lines = [line for line in plan.exercises[event.exercise].setup if "{" in line]
            wanted = [texts.fill(line, event.side) for line in lines]
            assert said(sounds, work - 22.0, work - 10.0) == wanted, event
            assert set(wanted) <= set(said(sounds, event.due, work - 22.0)), event


def checked(exercise: PlannedExercise, works: list[Work]) -> list[str]:
    """What there is to check on the way, where a set leaves time for it."""
    timely = any(
        isinstance(work, Repetitions) or dict(hold_moments(work, work.target)).get(HoldMoment.FORM) for work in works
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
            written |= {(*which, texts.fill(say, side)) for say, side in product(checked(exercise, works), sides)}
            heard |= {(*which, sound.text) for sound in sounds}
    assert written - heard == set()


@each_preset
def test_the_last_words_are_over_before_the_speaker_is_closed(preset: Entry) -> None:
    for plan, _, sounds in led(preset, Level.FULL):
        assert sounds[-1].end - plan.total < RINGING_OUT
