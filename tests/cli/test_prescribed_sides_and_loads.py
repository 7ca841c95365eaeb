"""Published prescriptions as files: after an operation, for a tendon, with effort, with load. Totals are by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

FILES = Path(__file__).parent.parent / "data" / "prescriptions"


class Prescription(NamedTuple):
    """A file, what it comes to in seconds, and what is heard of its first exercise on the affected side."""

    file: str
    left: int
    """With the left side affected, at the low dose."""
    high: int
    unknown: int
    """With the affected side not known."""
    sets: int
    heard: tuple[str, ...]


PRESCRIPTIONS = (
    Prescription(
        "after-hip-arthroscopy",
        # Prepare and work of five exercises; a thigh squeeze is 1 + 5 + 2 s.
        left=(15 + 40) + (15 + 80) + (15 + 80) + (15 + 70) + (20 + 300),
        high=(15 + 40) + (15 + 80) + (15 + 80) + (15 + 70) + (20 + 300),
        # Two of them on the other side too, after a change of 10 s.
        unknown=(15 + 40) + (15 + 80) + (15 + 80) + (15 + 70) + (20 + 300) + (10 + 80) + (10 + 70),
        sets=5,
        heard=("Thigh squeeze", "Left side", "1 set of 10"),
    ),
    Prescription(
        "gluteal-tendinopathy-week-1",
        # The bridge with the shift is five repetitions of 5 s on each side, in turn.
        left=(20 + 75) + (20 + 75) + (20 + 70) + (15 + 2 * 25) + (20 + 50),
        high=(20 + 75) + (20 + 75) + (20 + 70) + (15 + 2 * 25) + (20 + 50),
        unknown=(20 + 75) + (20 + 75) + (20 + 70) + (15 + 2 * 25) + (20 + 50),
        sets=6,
        heard=("Bridge and shift", "Left side", "1 set of 5", "On each side in turn"),
    ),
    Prescription(
        "hip-osteoarthritis",
        left=(15 + 2 * 60) + (15 + 50 + 60 + 50) + (15 + 74 + 60 + 74) + (30 + 115 + 60 + 115),
        high=(15 + 2 * 60) + (15 + 60 + 60 + 60) + (15 + 90 + 60 + 90) + (30 + 165 + 60 + 165),
        unknown=(15 + 2 * 60) + (15 + 50 + 60 + 50) + (15 + 74 + 60 + 74) + (30 + 115 + 60 + 115),
        sets=2 + 2 + 4 + 4,
        heard=("Side leg lift", "Left side", "Red band", "2 sets of 10", "On each side"),
    ),
    Prescription(
        "lying-after-hip-surgery",
        left=(15 + 40) + (15 + 80) + (10 + 80) + (15 + 70) + (10 + 60) + (20 + 60),
        high=(15 + 40) + (15 + 80) + (10 + 80) + (15 + 70) + (10 + 60) + (20 + 60),
        unknown=(15 + 40) + (15 + 170) + (10 + 80) + (15 + 150) + (10 + 130) + (20 + 130),
        sets=6,
        heard=("Knee press", "Left side", "1 set of 10"),
    ),
    Prescription(
        "isometric-then-heavy-slow",
        left=(20 + 5 * 45 + 4 * 120) + (30 + 4 * 36 + 3 * 120) + (30 + 3 * 48 + 2 * 120),
        high=(20 + 5 * 45 + 4 * 120) + (30 + 4 * 48 + 3 * 120) + (30 + 3 * 48 + 2 * 120),
        # Each round has a change of 10 s in it.
        unknown=(20 + 10 * 45 + 5 * 10 + 4 * 120) + (30 + 8 * 36 + 4 * 10 + 3 * 120) + (30 + 3 * 48 + 2 * 120),
        sets=5 + 4 + 3,
        heard=("Split squat", "Left side", "10 kilograms", "4 sets of 6"),
    ),
)


@pytest.fixture(params=PRESCRIPTIONS, ids=lambda one: one.file)
def one(request: pytest.FixtureRequest) -> Prescription:
    found: Prescription = request.param
    return found


def path(one: Prescription) -> Path:
    return FILES / f"{one.file}.yaml"


def test_there_is_nothing_to_say_against_it(run: Callable, one: Prescription) -> None:
    assert run("check", path(one)).out == f"{path(one)}: no problems\n"


def test_its_totals_are_those_worked_out_by_hand(run: Callable, one: Prescription) -> None:
    def total(*arguments: str) -> int:
        seconds: int = run("plan", path(one), "--json", *arguments).json["total"]
        return seconds

    assert total("--affected", "left") == total("--affected", "right") == one.left
    assert total("--affected", "left", "--dose", "high") == one.high
    assert total() == total("--affected", "both") == one.unknown


def test_it_runs_to_its_end_by_itself_and_is_heard(run: Callable, one: Prescription) -> None:
    ran = run("play", path(one), "--json", "--speed", "10000", "--affected", "left", "--level", "brief")

    assert ran.status == 0
    assert (ran.objects[-1]["outcome"], ran.objects[-1]["sets_done"]) == ("completed", one.sets)
    assert ran.objects[-1]["due"] == one.left
    prepared = [told["heard"] for told in ran.objects if told["event"] == "prepare"]
    assert list(one.heard) in [[text for text in heard if text in one.heard] for heard in prepared]


def test_no_side_but_the_affected_one_works_alone(run: Callable, one: Prescription) -> None:
    for side in ("left", "right"):
        steps = run("plan", path(one), "--json", "--affected", side).json["steps"]
        alone = {step["side"] for step in steps if step["step"] in ("hold", "reps") and not step.get("alternates")}
        each = one.file == "hip-osteoarthritis"
        assert alone - {"none"} == ({"left", "right"} if each else {side} if one.file != GLUTEAL else set())
        # The first set of a side is the affected one.
        assert next(step["side"] for step in steps if step["side"] != "none") == side


GLUTEAL = "gluteal-tendinopathy-week-1"


def test_the_log_has_loads_and_sides(
    run: Callable, type_at: Callable, log: Callable[[], list[list[dict]]], home: Path
) -> None:
    file = FILES / "isometric-then-heavy-slow.yaml"
    assert type_at([file, "--json", "--affected", "right", "--load", "split-squat=12.5kg"]).status == 0

    (lines,) = log()
    sets = [line for line in lines if line["t"] == "set"]
    assert [(line["exercise"], line["side"], line.get("load")) for line in sets] == [
        *[("wall-press", "right", None)] * 5,
        *[("split-squat", "right", "12.5 kg")] * 4,
        *[("hip-hinge", "none", "20 kg")] * 3,
    ]
    assert lines[0]["choices"]["affected"] == "right"
    assert run("plan", file, "--json").json["affected"] == "right", "it is kept"


def test_what_is_meant_several_times_a_day_is_said_so(run: Callable, type_at: Callable, own: Callable) -> None:
    own("operated.yaml", path(PRESCRIPTIONS[0]).read_text())
    type_at(["operated", "--json", "--affected", "left"])
    assert "; the plan for After a hip arthroscopy is every day, 3 times a day." in run("log").out
