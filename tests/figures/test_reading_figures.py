"""A figure's file, and what is said when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from figure_help import NAMES, SHELF, figure

from hipcoach.figures.model import Anchor, Band, Spot
from hipcoach.figures.reader import FigureError, read_figure
from hipcoach.figures.shelf import FigureShelf

STANDING = """\
head = 0.06
start = "standing"

[[poses]]
name = "standing"
far-to-near = ["trunk", "other-leg", "working-leg"]
trunk = [[0.5, 0.5], [0.5, 0.4], [0.5, 0.2], [0.5, 0.15], [0.5, 0.1], [0.5, 0.1]]
working-leg = [[0.45, 0.5], [0.45, 0.7], [0.45, 0.9], [0.4, 0.9]]
working-arm = [[0.4, 0.2], [0.4, 0.35], [0.4, 0.5]]
other-leg = [[0.55, 0.5], [0.55, 0.7], [0.55, 0.9], [0.6, 0.9]]
other-arm = [[0.6, 0.2], [0.6, 0.35], [0.6, 0.5]]
"""

LIKE = """\
like = "standing"

[[bands]]
between = ["working-ankle", [0.1, 0.9]]
"""


def test_nine_sequences_three_with_something_in_hand_and_four_for_measuring_come_with_hipcoach() -> None:
    assert NAMES == (
        "banded-internal-rotation",
        "banded-internal-rotation-seated",
        "clamshell",
        "clamshell-band",
        "figure-four",
        "figure-four-chair",
        "figure-four-towel",
        "kneeling-lunge",
        "kneeling-lunge-hand-on-chair",
        "measure-inward",
        "measure-outward",
        "measure-socks",
        "measure-standing",
        "seated-external-rotation",
        "seated-external-rotation-band",
        "seated-external-rotation-knee-out",
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_a_way_to_go(name: str) -> None:
    shown = figure(name)

    assert shown.name == name
    assert 0 <= shown.start < len(shown.poses) - 1


def test_a_small_figure_is_read() -> None:
    standing = read_figure(STANDING, "standing")

    assert [pose.name for pose in standing.poses] == ["standing"]
    assert standing.held.order == ("trunk", "other-leg", "working-leg")


def test_one_that_is_like_another_has_its_poses_and_more_beside() -> None:
    plain = read_figure(STANDING, "standing")

    banded = read_figure(LIKE, "banded", plain)

    assert banded.name == "banded"
    assert banded.poses == plain.poses
    assert banded.bands == (Band((Anchor.WORKING_ANKLE, Spot(0.1, 0.9))),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("head = 0.06", "head = ", "It is not TOML"),
        ("head = 0.06", "", "head: it is None. Give the radius"),
        ("head = 0.06", "head = 7", "head: it is 7. Give the radius of the head, from 0.01 to 0.2"),
        ("head = 0.06", "head = true", "head: it is True"),
        ('start = "standing"', 'start = "standin"', "no pose is called 'standin'. Did you mean 'standing'?"),
        ('start = "standing"', "strat = 1", "the file: 'strat' is no key there. Did you mean 'start'?"),
        ("working-arm =", "working-am =", "poses 1: 'working-am' is no key there. Did you mean 'working-arm'?"),
        ('name = "standing"', 'name = ""', "poses 1: it has no name"),
        (
            "other-leg = [[0.55, 0.5], ",
            "other-leg = [",
            "'standing', other-leg: it has 3 points. Give one for each of hip",
        ),
        ("[0.4, 0.9]]", "[0.4, 1.9]]", "pose 'standing', working-leg: [0.4, 1.9] is no point"),
        ("[0.4, 0.9]]", "[0.4, nan]]", "working-leg: [0.4, nan] is no point"),
        ("[0.4, 0.9]]", '[0.4, "low"]]', "working-leg: [0.4, 'low'] is no point"),
        ('"other-leg", "working-leg"]', '"other-leg"]', "far-to-near: working-leg is missing; it is always drawn"),
        ('"other-leg", "working-leg"]', '"other-log", "working-leg"]', "Did you mean 'other-leg'?"),
        ('"other-leg", "working-leg"]', '"working-leg", "working-leg"]', "a part stands there twice"),
        (STANDING[STANDING.index("[[poses]]") :], "", "There are no poses"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, told: str) -> None:
    assert STANDING.count(old) == 1

    with pytest.raises(FigureError) as caught:
        read_figure(STANDING.replace(old, new), "standing")

    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[[props]]\nwhat = "sofa"\nlines = []', "props 1, what: 'sofa' is unknown. Known are mat"),
        ('[[props]]\nwhat = "mat"\nlines = [[[0.1, 0.9]]]', "props 1, line 1: a line needs two points or more"),
        ('[[bands]]\nbetween = ["working-ankle"]', "bands 1: between names 1 ends"),
        ('[[bands]]\nbetween = ["working-anke", [0, 1]]', "Did you mean 'working-ankle'?"),
        ("[bands]", "bands: write each under [[bands]]"),
    ],
)
def test_what_stands_beside_is_checked(more: str, told: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(f"{STANDING}\n{more}\n", "standing")

    assert told in str(caught.value)


def kept(sessions: Path, **files: str) -> FigureShelf:
    """A shelf of figures in a sessions folder."""
    folder = sessions / "figures"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return FigureShelf(sessions)


def test_your_own_figure_goes_before_the_shipped_one(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    kept(own, standing=STANDING.replace("0.06", "0.07"))
    kept(shipped, standing=STANDING, banded=LIKE)
    shelf = FigureShelf(own, shipped)

    standing, banded = shelf.read("standing"), shelf.read("banded")

    assert shelf.names() == ("banded", "standing")
    assert standing is not None
    assert standing.head == 0.07
    assert banded is not None
    assert banded.head == 0.07


@pytest.mark.parametrize("name", ["", "unknown", "../figures/clamshell", "Clamshell", "clamshell.toml", "clamshell\n"])
def test_no_other_name_leads_to_a_file(name: str) -> None:
    assert SHELF.read(name) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    shelf = kept(tmp_path, broken="head = ", alone=LIKE, itself='like = "itself"')

    with pytest.raises(FigureError, match=r"broken\.toml: It is not TOML"):
        shelf.read("broken")
    with pytest.raises(
        FigureError, match=r"alone\.toml: like: there is no figure 'standing'\. There are alone, broken"
    ):
        shelf.read("alone")
    with pytest.raises(FigureError, match=r"itself\.toml: the file: 'like' is no key there"):
        shelf.read("itself")


def test_a_folder_without_figures_has_none(tmp_path: Path) -> None:
    assert FigureShelf(tmp_path).names() == ()
    assert FigureShelf(tmp_path).read("clamshell") is None
