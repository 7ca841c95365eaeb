"""The poses do what the exercises ask for. They are drawn for a right target hip; x goes right, y goes down."""

from __future__ import annotations

import math

import pytest
from figure_help import apart, figure, joint, moved

from hipcoach.figures.model import Pose, What

STILL = 0.1


def ends(name: str) -> tuple[Pose, Pose]:
    """The pose in which a repetition starts, and its top."""
    shown = figure(name)
    return shown.poses[shown.start], shown.held


@pytest.mark.parametrize("name", ["banded-internal-rotation", "banded-internal-rotation-seated"])
def test_in_internal_rotation_the_knee_stays_and_the_foot_goes_out(name: str) -> None:
    start, top = ends(name)

    # Seen from the front, the working leg is on the left: out is further left.
    assert joint(start, "working ankle").x < joint(start, "other ankle").x
    assert joint(top, "working ankle").x < joint(start, "working ankle").x - 0.06
    assert apart(top, "working ankle", "other ankle") > apart(start, "working ankle", "other ankle") + 1
    assert moved(start, top, "working knee") < 0.35
    assert moved(start, top, "other ankle") < STILL


def test_standing_the_thigh_is_level_and_the_shin_hangs() -> None:
    feet_down, thigh_level = figure("banded-internal-rotation").poses[:2]

    assert joint(thigh_level, "working knee").y < joint(feet_down, "working knee").y - 0.15
    assert abs(joint(thigh_level, "working knee").y - joint(thigh_level, "working hip").y) < 0.07
    assert abs(joint(thigh_level, "working ankle").x - joint(thigh_level, "working knee").x) < 0.04


@pytest.mark.parametrize("name", ["seated-external-rotation", "seated-external-rotation-band"])
def test_in_external_rotation_the_thigh_stays_and_the_foot_goes_in_and_up(name: str) -> None:
    start, top = ends(name)

    assert joint(top, "working ankle").x > joint(start, "working ankle").x + 0.06
    assert joint(top, "working ankle").y < joint(start, "working ankle").y - 0.03
    assert apart(top, "working ankle", "other knee") < apart(start, "working ankle", "other knee")
    assert moved(start, top, "working knee") < 0.35
    assert joint(start, "other ankle").y < joint(start, "working ankle").y, "the other foot is back under the seat"


def test_knee_out_moves_the_knee_and_leaves_both_feet() -> None:
    start, top = ends("seated-external-rotation-knee-out")

    assert joint(top, "working knee").x < joint(start, "working knee").x - 0.06
    assert moved(start, top, "working ankle") < STILL
    assert moved(start, top, "other ankle") < STILL


@pytest.mark.parametrize("name", ["clamshell", "clamshell-band"])
def test_the_clamshell_lifts_the_top_knee_and_nothing_else(name: str) -> None:
    start, top = ends(name)

    assert joint(start, "working hip").y < joint(start, "other hip").y, "the target hip is on top"
    assert joint(top, "working knee").y < joint(start, "working knee").y - 0.1
    for place in ("working ankle", "other ankle", "other knee", "hip", "working hip", "shoulder", "head"):
        assert moved(start, top, place) < STILL, place
    assert apart(top, "working ankle", "other ankle") < 1.5, "the heels touch"


@pytest.mark.parametrize("name", ["kneeling-lunge", "kneeling-lunge-hand-on-chair"])
def test_the_lunge_stretches_the_back_leg(name: str) -> None:
    start, top = ends(name)

    for pose in (start, top):
        assert joint(pose, "working knee").y > joint(pose, "other knee").y + 0.15, "the working knee is on the floor"
        assert joint(pose, "working knee").x < joint(pose, "other knee").x - 0.2, "and behind the other"
        assert joint(pose, "nose").x > joint(pose, "head").x, "whom it looks at is in front"
    # The hip comes forward over a knee that stays, the hollow back grows straight, the belt level.
    assert joint(top, "working hip").x > joint(start, "working hip").x + 0.03
    assert moved(start, top, "working knee") < STILL
    assert moved(start, top, "other ankle") < STILL
    assert abs(joint(top, "other knee").x - joint(top, "other ankle").x) < 0.03, "the front knee is above its ankle"
    (back, front), (level_back, level_front) = start.belt, top.belt
    assert front.y - back.y > 0.02
    assert abs(level_front.y - level_back.y) < 0.005
    assert abs(joint(top, "shoulder").x - joint(top, "hip").x) < 0.02, "the trunk stands tall"


@pytest.mark.parametrize("name", ["figure-four", "figure-four-towel"])
def test_the_figure_four_draws_the_other_thigh_to_the_chest(name: str) -> None:
    feet_flat, *crossed = figure(name).poses

    assert apart(feet_flat, "working ankle", "other knee") > 3
    for pose in crossed:
        assert apart(pose, "working ankle", "other knee") < 1.6, "the ankle lies across the other knee"
    start, top = ends(name)
    for joint_of_leg in ("other knee", "working knee", "working ankle"):
        assert joint(top, joint_of_leg).x < joint(start, joint_of_leg).x - 0.05, "head is on the left"
    for place in ("head", "shoulder", "hip"):
        assert moved(start, top, place) < STILL, "head and tailbone stay down"


def test_on_the_chair_a_straight_trunk_leans_forward_and_the_legs_stay() -> None:
    start, top = ends("figure-four-chair")

    for place in ("working knee", "working ankle", "other knee", "other ankle"):
        assert moved(start, top, place) < 0.2, place
    assert joint(top, "head").x > joint(start, "head").x + 0.1
    assert joint(top, "head").y > joint(start, "head").y + 0.03
    hip, waist, shoulder = (joint(top, place) for place in ("hip", "waist", "shoulder"))
    bend = math.atan2(waist.y - hip.y, waist.x - hip.x) - math.atan2(shoulder.y - waist.y, shoulder.x - waist.x)
    assert abs(bend) < math.radians(5)
    assert apart(top, "working ankle", "other knee") < 1.6


def test_measuring_the_inward_turn_the_foot_swings_out_and_the_knee_stays() -> None:
    hangs, top = figure("measure-inward").poses[0], figure("measure-inward").held

    assert abs(joint(hangs, "working ankle").x - joint(hangs, "working knee").x) < 0.01, "the shin hangs straight down"
    # Seen from the front, the working leg is on the left: out is further left, away from the other leg.
    assert angle_of_shin(top) > 30
    assert apart(top, "working ankle", "other ankle") > apart(hangs, "working ankle", "other ankle") + 1
    for place in ("working knee", "other knee", "other ankle", "working hip", "shoulder"):
        assert moved(hangs, top, place) < STILL, place


def test_measuring_the_outward_turn_the_foot_swings_in_past_the_other_leg_which_is_back() -> None:
    hangs, back, top = figure("measure-outward").poses

    assert abs(joint(hangs, "working ankle").x - joint(hangs, "working knee").x) < 0.01, "the shin hangs straight down"
    assert angle_of_shin(top) < -30
    assert joint(top, "working ankle").x > joint(top, "other knee").x
    assert joint(back, "other ankle").y < joint(hangs, "other ankle").y - 0.05, "the other foot is back, under the seat"
    for place in ("working knee", "other knee", "other ankle", "working hip", "shoulder"):
        assert moved(back, top, place) < STILL, place


def angle_of_shin(pose: Pose) -> float:
    """How far the working shin has swung out of the line straight down, in degrees; negative is in."""
    knee, ankle = joint(pose, "working knee"), joint(pose, "working ankle")
    return math.degrees(math.atan2(knee.x - ankle.x, ankle.y - knee.y))


def test_standing_on_paper_both_feet_point_out_of_the_lines_straight_ahead() -> None:
    pose = figure("measure-standing").held
    ahead = next(prop.lines for prop in figure("measure-standing").props if prop.what is What.GUIDE)

    # From above and the front: ahead is down, the working foot is on the left.
    for (heel, toward), whose, out in zip(ahead, ("working", "other"), (-1, 1), strict=True):
        assert heel.x == toward.x
        assert heel.y < toward.y
        assert math.dist(heel, joint(pose, f"{whose} ankle")) < 0.05
        assert out * (joint(pose, f"{whose} toe").x - heel.x) > 0.04
        assert joint(pose, f"{whose} toe").y > joint(pose, f"{whose} ankle").y + 0.08


def test_for_socks_both_hands_reach_the_foot_that_lies_across_the_other_knee() -> None:
    top = figure("measure-socks").held

    assert apart(top, "working ankle", "other knee") < 1.6
    assert apart(top, "working hand", "working toe") < 0.8
    assert apart(top, "other hand", "working toe") < 0.8
