"""From one pose to the next."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from figure_help import NAMES, figure
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.figures.model import JOINTS, BodyPart, Line
from hipcoach.figures.moving import ROOTS, Motion, between, eased, pose_at

names = st.sampled_from(NAMES)
moments = st.floats(0, 1)


def bones(line: Line) -> list[float]:
    return [math.dist(one, other) for one, other in pairwise(line)]


@pytest.mark.parametrize("name", NAMES)
def test_a_repetition_goes_from_its_start_to_the_held_pose_and_back(name: str) -> None:
    shown = figure(name)
    start = shown.poses[shown.start]

    assert pose_at(shown, Motion.GOING, 0) == start
    assert pose_at(shown, Motion.GOING, 1) == shown.held
    assert pose_at(shown, Motion.RETURNING, 0) == shown.held
    assert pose_at(shown, Motion.RETURNING, 1) == start


@given(name=names, progress=moments)
def test_what_stands_still_stands_still(name: str, progress: float) -> None:
    shown = figure(name)

    assert pose_at(shown, Motion.HOLDING, progress) is shown.held
    assert pose_at(shown, Motion.RESTING, progress) is shown.poses[0]
    assert not Motion.HOLDING.moves
    assert not Motion.RESTING.moves


@pytest.mark.parametrize("name", NAMES)
def test_preparing_shows_every_pose_for_a_while_and_ends_where_it_began(name: str) -> None:
    shown = figure(name)
    ways = 2 * (len(shown.poses) - 1)

    for number, pose in enumerate((*shown.poses, *shown.poses[-2::-1])):
        assert pose_at(shown, Motion.PREPARING, (number + 0.05) / ways % 1) == pose, number
        assert pose_at(shown, Motion.PREPARING, (number - 0.05) / ways % 1) == pose, number
    assert pose_at(shown, Motion.PREPARING, 1) == pose_at(shown, Motion.PREPARING, 0)


@given(name=names, part=moments)
def test_in_between_every_bone_keeps_a_length_between_its_two(name: str, part: float) -> None:
    for before, after in pairwise(figure(name).poses):
        pose = between(before, after, part)
        for limb, line in pose.limbs.items():
            assert all(math.isfinite(value) for spot in line for value in spot)
            for length, *both in zip(bones(line), bones(before.limbs[limb]), bones(after.limbs[limb]), strict=True):
                assert min(both) - 1e-9 <= length <= max(both) + 1e-9


@given(name=names, part=st.floats(0.001, 0.999))
def test_the_way_back_is_the_way_there(name: str, part: float) -> None:
    for before, after in pairwise(figure(name).poses):
        there, back = between(before, after, part), between(after, before, 1 - part)
        for limb in there.limbs:
            for one, other in zip(there.limbs[limb], back.limbs[limb], strict=True):
                assert math.dist(one, other) < 1e-6


@pytest.mark.parametrize("name", NAMES)
def test_no_joint_jumps(name: str) -> None:
    shown = figure(name)
    poses = [pose_at(shown, Motion.PREPARING, step / 400) for step in range(400)]

    for before, after in pairwise(poses):
        for limb in before.limbs:
            for one, other in zip(before.limbs[limb], after.limbs[limb], strict=True):
                assert math.dist(one, other) < 0.04


def test_a_movement_begins_and_ends_slowly() -> None:
    assert (eased(-1), eased(0), eased(0.5), eased(1), eased(2)) == (0, 0, 0.5, 1, 1)
    assert eased(0.1) < 0.05
    assert eased(0.9) > 0.95


def test_every_limb_hangs_on_the_trunk() -> None:
    assert {*ROOTS, BodyPart.TRUNK} == set(JOINTS)
