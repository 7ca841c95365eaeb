"""Every figure of the exercise library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from content_checks import combinations_of, exclude

from hipcoach.advice.measures import MEASURES
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.engine.steps import Hold, Repetitions
from hipcoach.figures.shelf import FigureShelf
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import (
    Advance,
    Dose,
    Exercise,
    First,
    Order,
    Phase,
    Position,
    Range,
    Session,
    Sides,
    Tempo,
    Trains,
)

ARTICLE = "How to Fix an Externally Rotated Hip (article)"
GUIDE = "Hinge Health: How to Do External Hip Rotation (13 June 2023, reviewed by a physical therapist)"
CHAIR = "Steady chair without wheels"
LOOP = "Band loop (light at first, about 55 cm laid flat)"
MINI_LOOP = "Mini loop (light at first, about 25 cm laid flat)"


@dataclass(frozen=True)
class Figures:
    """What the library says of an exercise."""

    name: str
    source: str
    position: Position
    trains: Trains
    equipment: tuple[str, ...]
    sets: Range
    reps: Range | None
    hold: Range | None
    prepare: int
    switch: int
    rest: int
    tempo: tuple[int, ...] | None
    each: int
    """Seconds of a repetition."""
    modifications: tuple[tuple[str, ...], tuple[str, ...]]
    afterwards: str | None = None


FIGURES = {
    "figure-four": Figures(
        name="Figure-four stretch",
        source=ARTICLE,
        position=Position.SUPINE,
        trains=Trains.LENGTHEN_EXTERNAL_ROTATORS,
        equipment=("Mat",),
        sets=Range(2, 4),
        reps=None,
        hold=Range(30, 60),
        prepare=25,
        switch=10,
        rest=0,
        tempo=None,
        each=0,
        modifications=(("towel", "chair"), ()),
    ),
    "kneeling-lunge": Figures(
        name="Kneeling lunge stretch",
        source=ARTICLE,
        position=Position.HALF_KNEELING,
        trains=Trains.LENGTHEN_HIP_FLEXORS,
        equipment=("Mat", "Pad under the knee"),
        sets=Range(2, 3),
        reps=None,
        hold=Range(30, 30),
        prepare=25,
        switch=10,
        rest=0,
        tempo=None,
        each=0,
        modifications=(("hand-on-chair",), ()),
    ),
    "clamshell": Figures(
        name="Clamshell",
        source=ARTICLE,
        position=Position.SIDE_LYING,
        trains=Trains.STEADY_PELVIS,
        equipment=("Mat",),
        sets=Range(3, 3),
        reps=Range(15, 30),
        hold=None,
        prepare=20,
        switch=10,
        rest=30,
        tempo=(2, 1, 2),
        each=5,
        modifications=(("smaller-range",), ("longer-pause", "band")),
    ),
    "banded-internal-rotation": Figures(
        name="Banded internal rotation",
        source=ARTICLE,
        position=Position.STANDING,
        trains=Trains.STRENGTHEN_INTERNAL_ROTATORS,
        equipment=(LOOP, CHAIR, "Wall or chair to hold"),
        sets=Range(2, 3),
        reps=Range(10, 20),
        hold=None,
        prepare=60,
        switch=10,
        rest=30,
        afterwards="Sit down, then take the loop off",
        tempo=(2, 1, 2),
        each=5,
        modifications=(("seated", "two-hands"), ("firmer-band",)),
    ),
    "seated-external-rotation": Figures(
        name="Seated external rotation",
        source=GUIDE,
        position=Position.SEATED,
        trains=Trains.STRENGTHEN_EXTERNAL_ROTATORS,
        equipment=(CHAIR,),
        sets=Range(1, 3),
        reps=Range(8, 12),
        hold=Range(3, 3),
        prepare=20,
        switch=10,
        rest=30,
        tempo=(2, 2),
        each=7,
        modifications=(
            ("knee-out", "smaller-range"),
            ("band", "larger-range", "more-repetitions", "longer-hold"),
        ),
    ),
}


def test_the_library_has_these_exercises_and_no_other(folder: Path, exercises: Mapping[str, Exercise]) -> None:
    assert {path.stem for path in (folder / "exercises").glob("*.yaml")} == set(FIGURES)
    assert set(exercises) == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_the_file_by_itself_has_nothing_to_complain_of(name: str, folder: Path) -> None:
    assert Library(folder, None).check(folder / "exercises" / f"{name}.yaml") == ()


@pytest.mark.parametrize("name", FIGURES)
def test_figures(name: str, exercises: Mapping[str, Exercise]) -> None:
    exercise, figures = exercises[name], FIGURES[name]
    assert exercise.id == exercise.library == name
    assert exercise.name == figures.name
    assert exercise.position is figures.position
    assert exercise.trains == (figures.trains,)
    assert exercise.equipment == figures.equipment
    assert exercise.sets == figures.sets
    assert exercise.reps == figures.reps
    assert exercise.hold == figures.hold
    assert exercise.prepare == figures.prepare
    assert exercise.switch == figures.switch
    assert exercise.rest == figures.rest
    assert exercise.afterwards == figures.afterwards
    if figures.tempo is not None:
        assert tuple(phase.seconds for phase in exercise.tempo.phases) == figures.tempo
    assert exercise.sources[0].title == figures.source
    assert tuple(modification.id for modification in exercise.easier) == figures.modifications[0]
    assert tuple(modification.id for modification in exercise.harder) == figures.modifications[1]


@pytest.mark.parametrize("name", FIGURES)
def test_every_exercise_is_done_on_each_side_and_swaps_each_set(name: str, exercises: Mapping[str, Exercise]) -> None:
    exercise = exercises[name]
    assert exercise.side is Sides.EACH
    assert exercise.order is Order.SWAP_EACH_SET
    assert exercise.first is First.LEFT
    assert exercise.advance is Advance.AUTO
    assert exercise.on == ()


@pytest.mark.parametrize("name", FIGURES)
def test_every_exercise_is_complete(name: str, exercises: Mapping[str, Exercise]) -> None:
    exercise = exercises[name]
    assert exercise.why
    assert exercise.setup
    assert exercise.cues
    assert exercise.feel
    assert exercise.mistakes
    assert exercise.switch_cue
    assert exercise.figure == name
    assert exercise.stop_if[0] == "Sharp or radiating pain"
    assert exercise.notes is not None
    assert "[D]" in exercise.notes
    assert ("[A]" if FIGURES[name].source == ARTICLE else "[H]") in exercise.notes


@pytest.mark.parametrize(
    ("name", "stop"),
    [
        ("figure-four", "Pain in the knee"),
        ("kneeling-lunge", "Pain in the kneecap in spite of the pad"),
        ("clamshell", "Pain on the outer bony hip"),
        ("banded-internal-rotation", "Pinch in the groin: lower the thigh, make it smaller, or stop"),
        ("seated-external-rotation", "Pinch in the groin"),
    ],
)
def test_stop_if(name: str, stop: str, exercises: Mapping[str, Exercise]) -> None:
    assert exercises[name].stop_if == ("Sharp or radiating pain", stop)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("clamshell", ("lift", "pause", "lower")),
        ("banded-internal-rotation", ("out", "pause", "return")),
        ("seated-external-rotation", ("lift", "lower")),
    ],
)
def test_the_words_of_a_tempo_go_with_the_movement(
    name: str, words: tuple[str, ...], exercises: Mapping[str, Exercise]
) -> None:
    assert tuple(phase.name for phase in exercises[name].tempo.phases) == words


@pytest.mark.parametrize(
    ("name", "dose", "rounds", "amount", "total"),
    [
        ("figure-four", Dose.LOW, 2, 30, 175),
        ("figure-four", Dose.MIDDLE, 3, 45, 345),
        ("figure-four", Dose.HIGH, 4, 60, 575),
        ("kneeling-lunge", Dose.LOW, 2, 30, 175),
        ("kneeling-lunge", Dose.MIDDLE, 2, 30, 175),
        ("kneeling-lunge", Dose.HIGH, 3, 30, 255),
        ("clamshell", Dose.LOW, 3, 15, 560),
        ("clamshell", Dose.MIDDLE, 3, 22, 770),
        ("clamshell", Dose.HIGH, 3, 30, 1010),
        ("banded-internal-rotation", Dose.LOW, 2, 10, 310),
        ("banded-internal-rotation", Dose.MIDDLE, 2, 15, 410),
        ("banded-internal-rotation", Dose.HIGH, 3, 20, 750),
        ("seated-external-rotation", Dose.LOW, 1, 8, 142),
        ("seated-external-rotation", Dose.MIDDLE, 2, 10, 350),
        ("seated-external-rotation", Dose.HIGH, 3, 12, 614),
    ],
)
def test_dose(name: str, dose: Dose, rounds: int, amount: int, total: int, library: Mapping[str, Session]) -> None:
    plan = make_plan(library[name], Choices(dose=dose))
    assert plan.exercises[name].sets == rounds
    assert len(plan.work) == 2 * rounds
    for work in plan.work:
        assert work.target == amount
        match work:
            case Hold():
                assert FIGURES[name].reps is None
            case Repetitions():
                assert work.each == FIGURES[name].each
                assert not work.own
    assert plan.total == total


@pytest.mark.parametrize("name", FIGURES)
def test_what_excludes_each_other(name: str, exercises: Mapping[str, Exercise]) -> None:
    excluding = {
        "figure-four": {("chair", "towel")},
        "kneeling-lunge": set(),
        "clamshell": {("band", "smaller-range")},
        "banded-internal-rotation": {("seated", "two-hands")},
        "seated-external-rotation": {
            ("larger-range", "smaller-range"),
            ("band", "knee-out"),
            ("knee-out", "larger-range"),
        },
    }
    modifications = exercises[name].modifications
    found = {tuple(sorted((one.id, two.id))) for one, two in combinations(modifications, 2) if exclude(one, two)}
    assert found == excluding[name]
    for one, two in combinations(modifications, 2):
        assert (two.id in one.conflicts) == (one.id in two.conflicts), "said on both sides"


def test_several_modifications_may_be_on_at_once(exercises: Mapping[str, Exercise]) -> None:
    together = set(combinations_of(exercises["seated-external-rotation"]))
    assert ("knee-out", "smaller-range", "more-repetitions", "longer-hold") in together
    assert ("band", "larger-range", "more-repetitions", "longer-hold") in together
    assert ("knee-out", "band") not in together


@pytest.mark.parametrize("name", FIGURES)
def test_modifications_change_these_amounts_and_no_other(name: str, exercises: Mapping[str, Exercise]) -> None:
    changes = {
        (modification.id, what): value
        for modification in exercises[name].modifications
        for what in ("sets", "reps", "hold", "rest", "tempo")
        if (value := getattr(modification, what)) is not None
    }
    assert (
        changes
        == {
            "figure-four": {},
            "kneeling-lunge": {},
            "clamshell": {("longer-pause", "tempo"): Tempo((Phase("lift", 2), Phase("pause", 3), Phase("lower", 2)))},
            "banded-internal-rotation": {},
            "seated-external-rotation": {
                ("knee-out", "tempo"): Tempo((Phase("out", 2), Phase("return", 2))),
                ("more-repetitions", "reps"): Range(12, 15),
                ("longer-hold", "hold"): Range(5, 5),
            },
        }[name]
    )


def test_modifications_bring_these_times_things_and_words_afterwards_and_no_other(
    exercises: Mapping[str, Exercise],
) -> None:
    brought = {
        (exercise.id, change.id): (change.prepare, change.switch, change.equipment, change.afterwards)
        for exercise in exercises.values()
        for change in exercise.modifications
    }
    assert {which: what for which, what in brought.items() if any(what)} == {
        ("figure-four", "towel"): (None, None, ("Mat", "Towel"), None),
        ("figure-four", "chair"): (None, None, (CHAIR,), None),
        ("kneeling-lunge", "hand-on-chair"): (None, None, ("Mat", "Pad under the knee", CHAIR), None),
        ("clamshell", "band"): (40, None, ("Mat", MINI_LOOP), "Sit up, then take the band off"),
        ("banded-internal-rotation", "seated"): (
            45,
            None,
            (CHAIR, MINI_LOOP),
            "Both feet down, then take the loop off",
        ),
        ("seated-external-rotation", "band"): (
            45,
            30,
            (CHAIR, "Long band loop (light at first)"),
            "Foot flat, then take the loop off",
        ),
    }


def test_whatever_goes_around_a_leg_comes_off_again(library: Mapping[str, Session]) -> None:
    for name, session in library.items():
        for on in combinations_of(session.exercises[0]):
            exercise = make_plan(session, Choices(modifications={name: on})).exercises[name]
            banded = any("loop" in line.lower() or "band" in line.lower() for line in exercise.setup)
            assert banded == (exercise.afterwards is not None), (name, on)


def test_modifications_at_work(library: Mapping[str, Session]) -> None:
    name = "seated-external-rotation"

    def work(*on: str) -> tuple[tuple[str, int], ...]:
        step = make_plan(library[name], Choices(dose=Dose.HIGH, modifications={name: on})).work[0]
        assert isinstance(step, Repetitions)
        return (("repetitions", step.target), *((phase.name, phase.seconds) for phase in step.phases))

    assert work() == (("repetitions", 12), ("lift", 2), ("hold", 3), ("lower", 2))
    assert work("knee-out") == (("repetitions", 12), ("out", 2), ("hold", 3), ("return", 2))
    assert work("more-repetitions", "longer-hold") == (("repetitions", 15), ("lift", 2), ("hold", 5), ("lower", 2))


@pytest.mark.parametrize("name", FIGURES)
def test_every_modification_says_when_it_suits(name: str, exercises: Mapping[str, Exercise]) -> None:
    for modification in exercises[name].modifications:
        assert modification.when, modification.id
        ours = name != "seated-external-rotation" or modification.id in ("band", "more-repetitions", "longer-hold")
        assert ("our own suggestion" in modification.when) == ours, modification.id


def test_another_movement_has_another_drawing(exercises: Mapping[str, Exercise]) -> None:
    drawings = {
        (exercise.id, modification.id): modification.instead.figure
        for exercise in exercises.values()
        for modification in exercise.modifications
        if modification.instead.figure is not None
    }
    assert drawings == {
        ("figure-four", "towel"): "figure-four-towel",
        ("figure-four", "chair"): "figure-four-chair",
        ("kneeling-lunge", "hand-on-chair"): "kneeling-lunge-hand-on-chair",
        ("clamshell", "band"): "clamshell-band",
        ("banded-internal-rotation", "seated"): "banded-internal-rotation-seated",
        ("seated-external-rotation", "knee-out"): "seated-external-rotation-knee-out",
        ("seated-external-rotation", "band"): "seated-external-rotation-band",
    }


def test_every_drawing_is_there(exercises: Mapping[str, Exercise]) -> None:
    named = {
        figure
        for exercise in exercises.values()
        for figure in (exercise.figure, *(one.instead.figure for one in exercise.modifications))
        if figure is not None
    }

    assert named | {measure.figure for measure in MEASURES.values()} == set(FigureShelf(shipped_sessions()).names())


def test_the_guide_comes_with_its_references(exercises: Mapping[str, Exercise]) -> None:
    titles = [source.title for source in exercises["seated-external-rotation"].sources]
    assert [title.split()[0].strip(",") for title in titles] == ["Hinge", "McGovern", "Jalil", "Bremner", "Macadam"]
    for title, pages in zip(titles[1:], ("12(7), 1068-1077", "12", "8(1), 75-84", "10(5), 573-591"), strict=True):
        assert title.endswith(f" {pages}")
    assert all(source.url is None for exercise in exercises.values() for source in exercise.sources)


def test_the_correction_to_the_source_is_noted_with_its_reason(exercises: Mapping[str, Exercise]) -> None:
    notes = exercises["banded-internal-rotation"].notes
    assert notes is not None
    said = " ".join(notes.split())
    for part in (
        "turn the lower leg inward",
        "inward is external rotation of the hip",
        "pulls the raised ankle toward the standing leg",
        "the knee stays still and the foot swings out, away from the standing leg",
        "pull goes backward and down about equally",
        "pulls only where it is shorter, laid flat, than the ankles are apart",
        "a person of 1.70 m",
    ):
        assert part in said
