"""Every figure of the preset sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from content_checks import aim
from msgspec.structs import replace

from hipcoach.engine.choices import Choices, equipment
from hipcoach.engine.plan import make_plan
from hipcoach.session.model import Aim, Dose, Exercise, Position, Range, Session

FOUR, LUNGE, CLAM = "figure-four", "kneeling-lunge", "clamshell"
BANDED, SEATED = "banded-internal-rotation", "seated-external-rotation"


@dataclass(frozen=True)
class Figures:
    """What a preset says."""

    aim: Aim
    exercises: tuple[str, ...]
    per_week: Range
    week: str
    """The words in the summary."""
    totals: tuple[str, str, str]
    """At low, middle and high dose."""


PRESETS = {
    "full-alignment": Figures(
        Aim.NEUTRAL_ALIGNMENT,
        (FOUR, LUNGE, CLAM, BANDED),
        Range(2, 3),
        "2-3 days, not in a row",
        ("20:20", "28:20", "43:10"),
    ),
    "release": Figures(
        Aim.NEUTRAL_ALIGNMENT,
        (FOUR, LUNGE),
        Range(2, 7),
        "daily is best, 2-3 days at least",
        ("5:50", "8:40", "13:50"),
    ),
    "strengthen": Figures(
        Aim.NEUTRAL_ALIGNMENT,
        (CLAM, BANDED),
        Range(2, 3),
        "2-3 days, not in a row",
        ("14:30", "19:40", "29:20"),
    ),
    "external-rotation": Figures(
        Aim.EXTERNAL_ROTATION,
        (SEATED, CLAM, FOUR),
        Range(3, 3),
        "3 days, not in a row",
        ("14:47", "21:45", "30:09"),
    ),
    "chair-alignment": Figures(
        Aim.NEUTRAL_ALIGNMENT,
        (FOUR, BANDED),
        Range(2, 3),
        "2-3 days, not in a row",
        ("7:50", "12:20", "21:50"),
    ),
    "desk-break": Figures(
        Aim.EXTERNAL_ROTATION,
        (SEATED, SEATED),
        Range(1, 5),
        "any work day",
        ("4:44", "8:12", "12:36"),
    ),
    "balanced-rotators": Figures(
        Aim.BALANCED,
        (BANDED, SEATED),
        Range(2, 3),
        "2-3 days, not in a row",
        ("7:57", "13:05", "23:09"),
    ),
    "five-minutes-a": Figures(
        Aim.NEUTRAL_ALIGNMENT,
        (FOUR, CLAM),
        Range(2, 3),
        "alternate with b, not every day",
        ("4:35", "4:35", "4:35"),
    ),
    "five-minutes-b": Figures(
        Aim.NEUTRAL_ALIGNMENT,
        (LUNGE, BANDED),
        Range(2, 3),
        "alternate with a, not every day",
        ("5:00", "5:00", "5:00"),
    ),
}


def test_these_presets_and_no_other(folder: Path, presets: Mapping[str, Session]) -> None:
    assert {path.stem for path in folder.glob("*.yaml")} == set(PRESETS)
    assert set(presets) == set(PRESETS)
    assert len({session.title for session in presets.values()}) == len(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_figures(name: str, presets: Mapping[str, Session]) -> None:
    session, figures = presets[name], PRESETS[name]
    assert session.aim is figures.aim
    assert tuple(exercise.library for exercise in session.exercises) == figures.exercises
    assert session.per_week == figures.per_week
    assert session.summary is not None
    assert figures.week in session.summary.lower()
    assert session.goal
    assert session.level is not None
    assert session.sources


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("dose", Dose)
def test_length(name: str, dose: Dose, presets: Mapping[str, Session]) -> None:
    minutes, seconds = divmod(make_plan(presets[name], Choices(dose=dose)).total, 60)
    assert f"{minutes}:{seconds:02}" == PRESETS[name].totals[list(Dose).index(dose)]


OVERRIDES: dict[tuple[str, str], dict[str, object]] = {
    ("external-rotation", CLAM): {"prepare": 30},
    ("external-rotation", FOUR): {"sets": Range(2, 2), "hold": Range(30, 30)},
    ("chair-alignment", FOUR): {
        "on": ("chair",),
        "position": Position.SEATED,
    },
    ("chair-alignment", BANDED): {
        "on": ("seated",),
        "position": Position.SEATED,
    },
    ("balanced-rotators", SEATED): {"prepare": 45},
    ("desk-break", "seated-easier"): {
        "id": "seated-easier",
        "on": ("knee-out",),
        "sets": Range(1, 1),
        "reps": Range(8, 8),
    },
    ("five-minutes-a", FOUR): {"sets": Range(1, 1), "hold": Range(30, 30)},
    ("five-minutes-a", CLAM): {"sets": Range(1, 1), "reps": Range(15, 15)},
    ("five-minutes-b", LUNGE): {"sets": Range(1, 1), "hold": Range(30, 30)},
    ("five-minutes-b", BANDED): {
        "on": ("seated",),
        "position": Position.SEATED,
        "sets": Range(1, 1),
        "reps": Range(15, 15),
    },
}
"""What presets change about the library's exercises."""


@pytest.mark.parametrize("name", PRESETS)
def test_presets_change_only_this_about_their_exercises(
    name: str, presets: Mapping[str, Session], exercises: Mapping[str, Exercise]
) -> None:
    for exercise in presets[name].exercises:
        assert exercise.library is not None
        as_written = exercises[exercise.library]
        expected = replace(as_written, why=exercise.why, **OVERRIDES.get((name, exercise.id), {}))  # type: ignore[arg-type]
        assert exercise == expected


def test_desk_break_begins_with_the_easier_form(presets: Mapping[str, Session]) -> None:
    assert [exercise.id for exercise in presets["desk-break"].exercises] == ["seated-easier", SEATED]


@pytest.mark.parametrize("name", ["chair-alignment", "desk-break"])
def test_nothing_on_the_floor(name: str, presets: Mapping[str, Session]) -> None:
    session = presets[name]
    assert {exercise.position for exercise in session.exercises} == {Position.SEATED}
    assert "Mat" not in equipment(session, Choices())
    plan = make_plan(session)
    for exercise in plan.exercises.values():
        assert any("chair" in line for line in exercise.setup), exercise.id
        assert not any("Lie " in line or "Stand" in line for line in exercise.setup), exercise.id


CHAIR, MAT, PAD, SUPPORT = "Steady chair without wheels", "Mat", "Pad under the knee", "Wall or chair to hold"
LOOP = "Band loop (light at first, about 55 cm laid flat)"
MINI_LOOP = "Mini loop (light at first, about 25 cm laid flat)"
LONG_LOOP = "Long band loop (light at first)"


@pytest.mark.parametrize(
    ("name", "on", "needed"),
    [
        ("full-alignment", {}, {MAT, PAD, LOOP, CHAIR, SUPPORT}),
        ("full-alignment", {BANDED: ("seated",)}, {MAT, PAD, MINI_LOOP, CHAIR}),
        ("full-alignment", {FOUR: ("towel",), CLAM: ("band",)}, {MAT, "Towel", PAD, MINI_LOOP, LOOP, CHAIR, SUPPORT}),
        ("release", {}, {MAT, PAD}),
        ("release", {FOUR: ("chair",), LUNGE: ("hand-on-chair",)}, {CHAIR, MAT, PAD}),
        ("strengthen", {}, {MAT, LOOP, CHAIR, SUPPORT}),
        ("external-rotation", {}, {CHAIR, MAT}),
        ("external-rotation", {SEATED: ("band",)}, {CHAIR, LONG_LOOP, MAT}),
        ("chair-alignment", {}, {CHAIR, MINI_LOOP}),
        ("chair-alignment", {BANDED: ()}, {CHAIR, LOOP, SUPPORT}),
        ("desk-break", {}, {CHAIR}),
        ("balanced-rotators", {}, {LOOP, SUPPORT, CHAIR}),
        ("balanced-rotators", {BANDED: ("seated", "firmer-band")}, {CHAIR, MINI_LOOP}),
        ("five-minutes-a", {}, {MAT}),
        ("five-minutes-b", {}, {MAT, PAD, CHAIR, MINI_LOOP}),
    ],
)
def test_a_session_needs_what_its_exercises_need_as_they_are_chosen(
    name: str, on: dict[str, tuple[str, ...]], needed: set[str], presets: Mapping[str, Session]
) -> None:
    found = equipment(presets[name], Choices(modifications=on))
    assert set(found) == needed
    assert len(found) == len(needed)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_has_no_list_of_its_own_beside_what_its_exercises_say(
    name: str, presets: Mapping[str, Session]
) -> None:
    assert presets[name].equipment == ()


@pytest.mark.parametrize("name", PRESETS)
def test_the_built_in_safety_text_stands(name: str, presets: Mapping[str, Session]) -> None:
    assert presets[name].safety is None


@pytest.mark.parametrize("name", ["full-alignment", "strengthen", "five-minutes-a"])
def test_alignment_says_why_the_clamshell_is_there(name: str, presets: Mapping[str, Session]) -> None:
    (clamshell,) = (exercise for exercise in presets[name].exercises if exercise.library == CLAM)
    assert clamshell.why is not None
    assert "steadies the pelvis" in clamshell.why


@pytest.mark.parametrize("name", ["five-minutes-a", "five-minutes-b"])
def test_five_minutes_say_that_they_are_below_the_full_dose(name: str, presets: Mapping[str, Session]) -> None:
    assert "below the full dose" in (presets[name].summary or "")


def test_desk_break_says_what_answers_sitting_better(presets: Mapping[str, Session]) -> None:
    assert "For turned-out hips, the session Release answers long sitting better" in (
        presets["desk-break"].summary or ""
    )


def test_the_short_session_says_that_its_second_exercise_is_done_sitting(presets: Mapping[str, Session]) -> None:
    assert "the second sitting" in (presets["five-minutes-b"].summary or "")


@pytest.mark.parametrize("name", PRESETS)
def test_aims_are_kept(name: str, presets: Mapping[str, Session]) -> None:
    assert aim(presets[name]) == []


def test_aims_that_are_not_kept_are_found(presets: Mapping[str, Session], exercises: Mapping[str, Exercise]) -> None:
    def complaints(aimed: Aim | None, *names: str) -> list[str]:
        return aim(replace(presets["release"], aim=aimed, exercises=tuple(exercises[name] for name in names)))

    assert complaints(None, FOUR) == ["it has no aim"]
    assert complaints(Aim.NEUTRAL_ALIGNMENT, FOUR, SEATED) == ["alignment strengthens the external rotators"]
    assert complaints(Aim.NEUTRAL_ALIGNMENT, CLAM, FOUR) == ["strength comes before release"]
    assert complaints(Aim.NEUTRAL_ALIGNMENT, FOUR, BANDED, LUNGE) == ["strength comes before release"]
    assert complaints(Aim.EXTERNAL_ROTATION, SEATED, BANDED) == ["external rotation strengthens the internal rotators"]
    assert complaints(Aim.BALANCED, BANDED, CLAM) == ["balance needs both directions"]
    assert complaints(Aim.GENERAL, FOUR, LUNGE, CLAM, BANDED, SEATED) == ["more than four exercises"]
    assert complaints(Aim.EXTERNAL_ROTATION, SEATED, CLAM, FOUR) == []
