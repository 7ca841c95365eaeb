"""Figures as SVG: everything lies in the box, a left hip is the mirror image, and the working leg stands out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from figure_help import NAMES, figure
from msgspec.structs import replace

from hipcoach.figures.model import BodyPart, Pose
from hipcoach.figures.svg import LINE, MOST_POSES, WORKING, Picture, key_poses, picture


def paths(drawn: Picture) -> list[dict[str, str]]:
    """The paths of a picture."""
    return [one.attrib for one in ElementTree.fromstring(f"<svg>{drawn.shapes}</svg>")]


def points(path: dict[str, str]) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", path["d"])]


def everything(name: str) -> list[tuple[Pose, Picture, Picture]]:
    """Every pose of a figure, drawn for the right hip and for the left one."""
    shown = figure(name)
    return [(pose, picture(shown, pose), picture(shown, pose, mirrored=True)) for pose in shown.poses]


@pytest.mark.parametrize("name", NAMES)
def test_every_pose_lies_within_the_one_box_of_its_figure(name: str) -> None:
    drawn = [one for _, right, left in everything(name) for one in (right, left)]

    assert len({one.box for one in drawn}) == 1
    for one in drawn:
        for path in paths(one):
            for x, y in points(path):
                assert one.left <= x - LINE
                assert x + LINE <= one.left + one.width
                assert one.top <= y - LINE
                assert y + LINE <= one.top + one.height


@pytest.mark.parametrize("name", NAMES)
def test_a_left_hip_is_the_mirror_image_of_a_right_one(name: str) -> None:
    for _, right, left in everything(name):
        both = 2 * right.left + right.width
        for one, other in zip(paths(right), paths(left), strict=True):
            assert {(both - x, y) for x, y in points(one)} == set(points(other))


@pytest.mark.parametrize("name", NAMES)
def test_only_the_working_leg_is_filled_and_bands_are_dotted(name: str) -> None:
    for pose, drawn, _ in everything(name):
        filled = [path for path in paths(drawn) if path["fill"] == WORKING]
        dotted = [path for path in paths(drawn) if "stroke-dasharray" in path]

        assert len(filled) == 1
        assert len(dotted) == len(figure(name).bands)
        hip, *_, toe = (pose.limbs[BodyPart.WORKING_LEG][joint] for joint in (0, 1, 2, 3))
        xs, ys = zip(*points(filled[0]), strict=True)
        for joint in (hip, toe):
            assert min(xs) <= joint.x * 1000 <= max(xs)
            assert min(ys) <= joint.y * 1000 <= max(ys)


def test_a_figure_of_many_poses_shows_those_that_tell_most() -> None:
    shown = figure("figure-four")
    poses = tuple(replace(shown.poses[0], name=f"{number}") for number in range(9))
    long = replace(shown, poses=poses, start=3)

    assert [pose.name for pose in key_poses(long)] == ["0", "3", "5", "8"]
    assert key_poses(shown) == shown.poses
    assert all(len(key_poses(figure(name))) <= MOST_POSES for name in NAMES)
