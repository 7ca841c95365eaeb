"""The handout of a programme: its weeks, its sessions, each exercise once, boxes for every week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pages import SVG, checked, text_of

from hipcoach.cli import main
from hipcoach.session.library import Library

PROGRAMMES = ("twelve-weeks", "six-weeks", "short-days")


Page = Callable[..., str]


@pytest.fixture(scope="module")
def written() -> dict[tuple[str, ...], str]:
    """The pages that were written, by their command lines."""
    return {}


@pytest.fixture
def page(tmp_path: Path, written: dict[tuple[str, ...], str]) -> Page:
    """The page that a command line writes, which is done once for each."""

    def page(*arguments: str) -> str:
        if arguments not in written:
            out = tmp_path / "out.html"
            assert main(["handout", *arguments, str(out), "--force"]) == 0
            written[arguments] = out.read_text(encoding="utf-8")
        return written[arguments]

    return page


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_programme_is_a_valid_page_with_pictures(name: str, page: Callable) -> None:
    root = checked(page(name))

    exercises = list(root.iter("article"))
    assert len(exercises) >= 3
    assert all(len(list(one.iter(f"{SVG}svg"))) >= 2 for one in exercises)
    assert len({text_of(one.find("h2")).partition(". ")[2] for one in exercises}) == len(exercises)


def test_every_phase_has_its_weeks_its_reason_and_its_sessions(page: Callable) -> None:
    told = text_of(checked(page("twelve-weeks")))

    for weeks, phase in (("1-2", "Let go"), ("3-6", "Build"), ("7-9", "Add to it"), ("10-12", "All of it")):
        assert f"Weeks {weeks}: {phase}" in told
    assert "What is tight lets go first." in told
    assert "Full alignment: 2-3 times a week, low dose, a day between, about 20 minutes" in told
    assert "Release: 4-6 times a week, about 6 to 14 minutes" in told


def test_an_exercise_is_told_once_with_the_dose_of_each_session(page: Callable) -> None:
    root = checked(page("twelve-weeks"))

    [article] = [one for one in root.iter("article") if text_of(one.find("h2")).endswith("Figure-four stretch")]
    [doses] = [one for one in article.iter("div") if one.attrib.get("class") == "dose"]
    assert [text_of(one) for one in doses.iter("li")] == [
        "2 sets of 30 seconds on each side. Release, to begin with; Full alignment, low dose",
        "3 sets of 45 seconds on each side. Release, later; Full alignment, middle dose",
        "4 sets of 1 minute on each side. Release, at most; Full alignment, high dose",
    ]
    assert text_of(doses).endswith("Change sides after each set.")


def test_a_session_names_its_exercises_by_their_numbers(page: Callable) -> None:
    root = checked(page("twelve-weeks"))

    headings = {one.attrib["id"]: text_of(one.find("h2")) for one in root.iter("article")}
    links = [one for one in root.iter("a") if one.attrib["href"].startswith("#exercise-")]
    assert len(links) == 2 + 2 + 4
    assert all(headings[one.attrib["href"][1:]] == text_of(one) for one in links)


def rows(root: Iterable) -> list[str]:
    return [text_of(one) for table in root for body in table.findall("tbody") for one in body.findall("tr")]


def test_there_is_a_row_of_boxes_for_each_session_of_each_week(page: Callable) -> None:
    root = checked(page("twelve-weeks"))

    assert rows(root.iter("table"))[:5] == [
        "1Release, 4-6 a week",
        "Chair alignment, 1-2 a week",
        "2Release, 4-6 a week",
        "Chair alignment, 1-2 a week",
        "3Full alignment, 2-3 a week",
    ]
    assert len(rows(root.iter("table"))) == 2 * 12
    assert [len(body.findall("tr")) for table in root.iter("table") for body in table.findall("tbody")] == [2] * 12


def test_a_dose_on_the_command_line_is_for_what_the_programme_leaves_open(page: Callable) -> None:
    told = text_of(checked(page("twelve-weeks", "--dose", "high")))

    assert "4 sets of 1 minute on each side. Release; Full alignment, high dose" in told
    assert "2 sets of 30 seconds on each side. Full alignment, low dose" in told
    assert "to begin with" not in told


def test_a_modification_holds_in_every_session_that_has_the_exercise(page: Callable) -> None:
    root = checked(page("twelve-weeks", "--with", "kneeling-lunge:hand-on-chair"))

    assert [text_of(one.find("h2")) for one in root.iter("article")][
        1
    ] == "2. Kneeling lunge stretch: A hand on a chair"


def test_a_modification_holds_where_it_goes_with_what_a_session_has(page: Callable) -> None:
    root = checked(page("twelve-weeks", "--with", "banded-internal-rotation:two-hands"))

    headings = [text_of(one.find("h2")).partition(". ")[2] for one in root.iter("article")]
    assert "Banded internal rotation: Sitting on a chair" in headings
    assert "Banded internal rotation: Two hands on support" in headings


OPEN = """\
hipcoach: 1
programme: Own
safety: {before: [Ask Anna], stop_if: [It feels wrong], get_help_if: [It stays so]}
phases:
  - name: One
    weeks: 2-3
    each_week: [{session: release, times: 2, dose: low, with: ["figure-four:towel"]}]
  - name: Two
    weeks: 1
    each_week: [{session: release, times: 2, dose: low}]
"""


def test_weeks_whose_number_is_open_are_counted_as_far_as_they_are_known(page: Callable, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OPEN, encoding="utf-8")

    root = checked(page(str(file)))

    told = text_of(root)
    assert "2-3 weeks from week 1: One" in told
    assert "1 week from week 3-4: Two" in told
    assert rows(root.iter("table")) == ["1", "2", "3, or go on", "1"]
    for line in ("Ask Anna", "It feels wrong", "It stays so", "Chest pain, faintness or breathlessness"):
        assert line in told
    # With and without the towel it is told once each.
    assert [text_of(one.find("h2")) for one in root.iter("article")] == [
        "1. Figure-four stretch: Towel behind the thigh",
        "2. Kneeling lunge stretch",
        "3. Figure-four stretch",
    ]


def test_all_shipped_programmes_are_looked_at(shipped: Library) -> None:
    assert {entry.name for entry in shipped.programmes()} == set(PROGRAMMES)
