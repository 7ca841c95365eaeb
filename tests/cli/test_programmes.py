"""Twelve published programmes as session files, in our own words: what each comes to, sounds like, logs and asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from live_builders import Clock, Typist

from hipcoach.engine.choices import Choices, unattended
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.engine.wording import length
from hipcoach.live.check_out import efforts_asked
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Affected, Dose, First, Session, Sides

FOLDER = Path(__file__).parents[1] / "data" / "programmes"


class Programme(NamedTuple):
    """A file and what comes of it; the left side is the affected one, the dose the low one."""

    file: str
    total: int
    """In seconds, as worked out by hand."""
    heard: tuple[str, ...]
    """What is heard at `brief`, in this order; phrases of one moment stand between dots."""
    logged: tuple[str, ...]
    """The sets of each exercise, L and R for the sides and - for none, and what was done in them."""
    asked: tuple[str, ...]
    """How hard which exercises were, as the check-out asks, with the effort that is meant."""
    high: int | None = None
    """In seconds at the high dose; None: the same."""
    unknown: int | None = None
    """In seconds where the affected side is not known; None: the same."""

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.file}.yaml"


# The parts of totals, in seconds: getting ready, the sets, what lies between them.
STRETCH = 15 + 2 * (4 * 30 + 3 * 30) + 10
LIFT = 2 * 3 * 20 * (2 + 5 + 2 + 2) + 3 * 10 + 2 * 30
OPERATED = (15 + 20 * 2) + (15 + 10 * 8) + (15 + 10 * 8) + (15 + 10 * 7) + (20 + 300)
IN_BED = (15 + 20 * 2) + (15 + 10 * 8) + (10 + 10 * 8) + (15 + 10 * 7) + (10 + 10 * 6) + (20 + 10 * 6)
IN_TURN = 15 + 2 * 30 * 2
HINGE = 30 + (15 + 12 + 10 + 8) * 6 + 3 * 120
NINETY = (20 + 60) + 2 * (10 + 3 * (2 + 10 + 2 + 5)) + (10 + 30)
RUNNERS = (20 + 12 * 5) + (10 + 20 + 8 + 20) + (10 + 2 * 8 * 5) + (10 + 30 + 5 + 30) + (10 + 2 * 10 * 2) + (10 + 30)
WALK = (15 + 300) + (5 + 20 + 5 + 20) + (5 + 60) + 5 * (3 + 60 + 3 + 120)


def three_for_the_back(times: int) -> int:
    """A round: curl-ups of 16 s, side bridges and bird dogs of 14 s on each side; only the bridges change sides."""
    return (25 + 16 * times) + (15 + 14 * times + 10 + 14 * times) + (15 + 2 * 14 * times)


PROGRAMMES = (
    Programme(
        "hip-conditioning",
        (10 + 300) + 2 * STRETCH + (20 + LIFT) + 3 * (15 + LIFT),
        (
            "Brisk walk · 1 set of 5 minutes",
            "Go",
            "Half-way",
            "Knee to chest · Left side · 4 sets of 30 seconds · On each side",
            "Right side · Other leg: right knee now",
            "Hip abduction · Left side · 2 pounds · 3 sets of 20",
            "Right side · Weight over, roll over; right leg on top",
        ),
        (
            "brisk-walk: -1; 300 s timed",
            "knee-to-chest: L1 L2 L3 L4 R1 R2 R3 R4; 30 s",
            "seated-rotation: L1 L2 L3 L4 R1 R2 R3 R4; 30 s",
            "hip-abduction: L1 R1 L2 R2 L3 R3; 20 x 5 s with 2 lb",
            "hip-adduction: L1 R1 L2 R2 L3 R3; 20 x 5 s with 2 lb",
            "hip-extension: L1 R1 L2 R2 L3 R3; 20 x 5 s with 2 lb",
            "hip-rotation: L1 R1 L2 R2 L3 R3; 20 x 5 s with 2 lb",
        ),
        (
            "Brisk walk",
            "Knee to chest",
            "Seated rotation",
            "Hip abduction",
            "Hip adduction",
            "Hip extension",
            "Hip rotation",
        ),
    ),
    Programme(
        "gluteal-tendinopathy-week-1",
        # The bridge with the shift is five repetitions of 5 s on each side.
        (20 + 5 * 15) + (20 + 5 * 15) + (20 + 10 * 7) + (15 + 2 * 5 * 5) + (20 + 10 * 5),
        (
            "Press out, lying · Belt around both thighs · 1 set of 5",
            "Take the belt off · Press out, standing",
            "Bridge and shift · Left side · 1 set of 5 · On each side in turn",
            "Weight onto the left foot",
            "Right",
            "Left",
        ),
        (
            "press-out-lying: -1; 5 x 10 s",
            "press-out-standing: -1; 5 x 10 s",
            "bridge: -1; 10",
            "bridge-and-shift: L1 R1; 5",
            "sit-and-stand: -1; 10",
        ),
        (
            "Press out, lying (meant: 1-3)",
            "Press out, standing (meant: 1-3)",
            "Bridge (meant: 3-4)",
            "Bridge and shift (meant: 3-4)",
            "Sit and stand (meant: 3-4)",
        ),
    ),
    Programme(
        "hip-osteoarthritis",
        IN_TURN + (15 + 50 + 60 + 50) + (15 + 32 + 10 + 32 + 60 + 32 + 10 + 32) + (30 + 4 * 50 + 2 * 15 + 60),
        (
            "March in place · Left side · 1 set of 30 · On each side in turn",
            "Right",
            "Chair stand · 2 sets of 10",
            "Step up · Left side · 2 sets of 8 · On each side",
            "Side leg lift · Left side · Red band · 2 sets of 10 · On each side",
            "Right side",
        ),
        (
            "march-in-place: L1 R1; 30",
            "chair-stand: -1 -2; 10",
            "step-up: L1 R1 L2 R2; 8",
            "side-leg-lift: L1 R1 L2 R2; 10 with red band",
        ),
        (
            "March in place (meant: 2-3)",
            "Chair stand (meant: 4-6)",
            "Step up (meant: 4-6)",
            "Side leg lift (meant: 5-7)",
        ),
        high=IN_TURN + (15 + 60 + 60 + 60) + (15 + 40 + 10 + 40 + 60 + 40 + 10 + 40) + (30 + 4 * 75 + 2 * 15 + 60),
    ),
    Programme(
        "after-hip-arthroscopy",
        OPERATED,
        (
            "Thigh squeeze · Left side · 1 set of 10",
            "Press the left knee down",
            "Heel slide · Left side · 1 set of 10",
            "Lie on your front · 1 set of 5 minutes",
            "Go",
            "Half-way",
        ),
        (
            "ankle-pumps: -1; 20",
            "thigh-squeeze: L1; 10 x 5 s",
            "buttock-squeeze: -1; 10 x 5 s",
            "heel-slide: L1; 10",
            "lie-on-your-front: -1; 300 s timed",
        ),
        (
            "Ankle pumps",
            "Thigh squeeze (meant: 2-3)",
            "Buttock squeeze (meant: 2-3)",
            "Heel slide",
            "Lie on your front",
        ),
        # Two of them on the other side too, after a change of 10 s.
        unknown=OPERATED + (10 + 80) + (10 + 70),
    ),
    Programme(
        "three-for-the-back",
        three_for_the_back(8) + 30 + three_for_the_back(6),
        (
            "Three in turn · Round 1 of 2 · Curl-up · 8 repetitions",
            "Side bridge · Left side · 8 repetitions · On each side",
            "Right side · Turn over; right elbow down",
            "Bird dog · Left side · 8 repetitions · On each side in turn",
            "Left leg back, right arm ahead",
            "Right",
            "Rest · Next: round 2 of 2",
            "Round 2 of 2 · Curl-up · 6 repetitions",
        ),
        (
            "curl-up: -1 -2; 8 x 10 s, 6 x 10 s; rounds of three-in-turn",
            "side-bridge: L1 R1 L2 R2; 8 x 10 s, 6 x 10 s; rounds of three-in-turn",
            "bird-dog: L1 R1 L2 R2; 8 x 10 s, 6 x 10 s; rounds of three-in-turn",
        ),
        (
            "Curl-up",
            "Side bridge",
            "Bird dog",
        ),
        high=sum(three_for_the_back(times) for times in (8, 6, 4, 2)) + 3 * 30,
    ),
    Programme(
        "runners-circuit",
        3 * RUNNERS + 2 * 60,
        (
            "Circuit · Round 1 of 3 · Bridge · 12 repetitions",
            "Side plank · Left side",
            "Right side",
            "Lateral lunge · Left side · 8 repetitions",
            "Step to the left, sit back",
            "Right",
            "Plank · At least 30 seconds",
            "Rest · Next: round 2 of 3",
            "Round 2 of 3 · Bridge",
            "Round 3 of 3 · Bridge",
        ),
        (
            "bridge: -1 -2 -3; 12; rounds of circuit",
            "side-plank: L1 R1 L2 R2 L3 R3; 20 s; rounds of circuit",
            "lateral-lunge: L1 R1 L2 R2 L3 R3; 8; rounds of circuit",
            "single-leg-squat-to-a-chair: L1 R1 L2 R2 L3 R3; 6; rounds of circuit",
            "hip-flexor-march: L1 R1 L2 R2 L3 R3; 10; rounds of circuit",
            "plank: -1 -2 -3; 30 s open; rounds of circuit",
        ),
        (
            "Bridge",
            "Side plank",
            "Lateral lunge",
            "Single-leg squat to a chair",
            "Hip flexor march",
            "Plank",
        ),
    ),
    Programme(
        "osteoarthritis-circuit",
        2 * 8 * (15 + 60) + 120,
        (
            "Stations · Round 1 of 2 · Sit to stand · 1 minute",
            "Go",
            "Half-way",
            "Ten seconds",
            "Side steps · 1 minute",
            "Rest · Next: round 2 of 2",
            "Round 2 of 2 · Sit to stand",
            "Go",
        ),
        (
            "sit-to-stand: -1 -2; 60 s timed; rounds of stations",
            "side-steps: -1 -2; 60 s timed; rounds of stations",
            "step-up: -1 -2; 60 s timed; rounds of stations",
            "heel-raises: -1 -2; 60 s timed; rounds of stations",
            "march-on-the-spot: -1 -2; 60 s timed; rounds of stations",
            "leg-back: -1 -2; 60 s timed; rounds of stations",
            "half-squat: -1 -2; 60 s timed; rounds of stations",
            "figure-of-eight: -1 -2; 60 s timed; rounds of stations",
        ),
        (
            "Sit to stand",
            "Side steps",
            "Step up",
            "Heel raises",
            "March on the spot",
            "Leg back",
            "Half squat (meant: 4-6)",
            "Figure of eight",
        ),
    ),
    Programme(
        "range-of-movement",
        (15 + 2 * 10 * 6) + 2 * (15 + 2 * 10 * 4) + (15 + 2 * 5 * 9) + (30 + 2 * 10 * 4),
        (
            "Heel slide · Left side · 1 set of 10 · On each side in turn",
            "Slide the left heel toward you",
            "Right",
            "Left",
            "Knee fall-out · Left side · 1 set of 5 · On each side in turn",
        ),
        (
            "heel-slide: L1 R1; 10",
            "leg-out-to-the-side: L1 R1; 10",
            "roll-the-leg-in-and-out: L1 R1; 10",
            "knee-fall-out: L1 R1; 5 x 5 s",
            "leg-back: L1 R1; 10",
        ),
        (
            "Heel slide",
            "Leg out to the side",
            "Roll the leg in and out",
            "Knee fall-out",
            "Leg back",
        ),
    ),
    Programme(
        "ninety-ninety",
        2 * 2 * NINETY + 45,
        (
            "90/90 · Round 1 of 2 · Sit in 90/90 · Left side · 1 minute",
            "Press the shin down · Left side · 3 repetitions",
            "Sink deeper · Left side · At least 30 seconds",
            "Sit in 90/90 · Right side · Right leg in front, knee at a right angle",
            "Press the shin down · Right side",
            "Rest · Next: round 2 of 2",
            "Round 2 of 2 · Sit in 90/90 · Left side",
            "Sit in 90/90 · Right side",
        ),
        (
            "sit-in-90-90: L1 R1 L2 R2; 60 s; rounds of 90-90",
            "press-the-shin-down: L1 R1 L2 R2; 3 x 10 s; rounds of 90-90",
            "lift-the-shin: L1 R1 L2 R2; 3 x 10 s; rounds of 90-90",
            "sink-deeper: L1 R1 L2 R2; 30 s open; rounds of 90-90",
        ),
        (
            "Sit in 90/90",
            "Press the shin down (meant: 5-7)",
            "Lift the shin (meant: 5-7)",
            "Sink deeper",
        ),
    ),
    Programme(
        "lying-after-hip-surgery",
        IN_BED,
        (
            "Foot pumps · 1 set of 20",
            "Knee press · Left side · 1 set of 10",
            "Buttock squeeze · 1 set of 10",
            "Knee over a roll · Left side · 1 set of 10",
        ),
        (
            "foot-pumps: -1; 20",
            "knee-press: L1; 10 x 5 s",
            "buttock-squeeze: -1; 10 x 5 s",
            "heel-slide: L1; 10",
            "slide-out: L1; 10",
            "knee-over-a-roll: L1; 10 x 3 s",
        ),
        (
            "Foot pumps",
            "Knee press",
            "Buttock squeeze",
            "Heel slide",
            "Slide out",
            "Knee over a roll",
        ),
        unknown=IN_BED + (10 + 80) + (10 + 70) + (10 + 60) + (10 + 60),
    ),
    Programme(
        "isometric-then-heavy-slow",
        (20 + 5 * 45 + 4 * 120) + (30 + 4 * 6 * 6 + 3 * 120) + HINGE,
        (
            "Wall press · Left side · 5 sets of 45 seconds",
            "Next: left side, set 2 of 5",
            "Split squat · Left side · 10 kilograms · 4 sets of 6",
            "Hip hinge · 20 kilograms · 4 sets of 15, 12, 10, 8",
            "12 repetitions",
            "10 repetitions",
            "8 repetitions",
        ),
        (
            "wall-press: L1 L2 L3 L4 L5; 45 s",
            "split-squat: L1 L2 L3 L4; 6 with 10 kg",
            "hip-hinge: -1 -2 -3 -4; 15 with 20 kg, 12 with 20 kg, 10 with 20 kg, 8 with 20 kg",
        ),
        (
            "Wall press (meant: 6-7)",
            "Split squat (meant: 6-8)",
            "Hip hinge (meant: 6-8)",
        ),
        high=(20 + 5 * 45 + 4 * 120) + (30 + 4 * 8 * 6 + 3 * 120) + HINGE,
        # Each round has a change of 10 s in it.
        unknown=(20 + 5 * (45 + 10 + 45) + 4 * 120) + (30 + 4 * (36 + 10 + 36) + 3 * 120) + HINGE,
    ),
    Programme(
        "walk-and-run",
        WALK + (5 + 300),
        (
            "Warm-up · Brisk walk · 5 minutes",
            "Go",
            "Leg swings · Left side",
            "Right side",
            "Walk and run · Round 1 of 5 · Run",
            "Go · Easy enough to talk",
            "Walk",
            "Go",
            "Half-way",
            "Ten seconds",
            "Round 5 of 5 · Run",
            "Walk home",
        ),
        (
            "brisk-walk: -1; 300 s timed; rounds of warm-up",
            "leg-swings: L1 R1; 10; rounds of warm-up",
            "march-on-the-spot: -1; 60 s timed; rounds of warm-up",
            "run: -1 -2 -3 -4 -5; 60 s timed; rounds of walk-and-run",
            "walk: -1 -2 -3 -4 -5; 120 s timed; rounds of walk-and-run",
            "walk-home: -1; 300 s timed",
        ),
        (
            "Brisk walk",
            "Leg swings",
            "March on the spot",
            "Run (meant: 4-5)",
            "Walk",
            "Walk home",
        ),
        high=WALK + (5 + 600),
    ),
)


@pytest.fixture(params=PROGRAMMES, ids=lambda one: one.file)
def one(request: pytest.FixtureRequest) -> Programme:
    found: Programme = request.param
    return found


def read(file: str) -> Session:
    session = Library(shipped_sessions(), None).read(FOLDER / f"{file}.yaml").session
    assert session is not None
    return session


def plan_of(file: str, affected: Affected | None = Affected.LEFT, dose: Dose = Dose.LOW) -> Plan:
    return make_plan(read(file), unattended(Choices(affected=affected, dose=dose)))


def test_each_file_is_one_of_the_twelve_and_says_what_it_cannot_say() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == {one.file for one in PROGRAMMES}
    assert len(PROGRAMMES) == 12
    for one in PROGRAMMES:
        assert "\nnotes: >\n  What it cannot say: " in one.path.read_text(encoding="utf-8"), one.file


def test_check_has_nothing_to_say_against_it(run: Callable, one: Programme) -> None:
    assert run("check", one.path).out == f"{one.path}: no problems\n"


def test_it_takes_as_long_as_worked_out_by_hand(one: Programme) -> None:
    assert plan_of(one.file, Affected.LEFT).total == plan_of(one.file, Affected.RIGHT).total == one.total
    assert plan_of(one.file, dose=Dose.HIGH).total == (one.high or one.total)
    assert plan_of(one.file, None).total == plan_of(one.file, Affected.BOTH).total == (one.unknown or one.total)


@pytest.fixture
def play_alone(run: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Any]:
    """Play a file live on a fake clock, as JSON lines at `brief`, where there is no keyboard."""
    clock = Clock()
    monkeypatch.setattr("hipcoach.live.environment.awake_and_asleep", lambda: clock)
    monkeypatch.setattr("hipcoach.live.environment.local_time", clock.wall)
    monkeypatch.setattr("hipcoach.plain.run.Keyboard", lambda descriptor: Typist(clock))
    monkeypatch.setattr("hipcoach.plain.follow.descriptor_of_input", lambda: None)
    return lambda path: run("play", path, "--json", "--level", "brief", "--affected", "left")


def test_by_itself_it_comes_to_its_end_is_heard_and_logged(
    play_alone: Callable, log: Callable[[], list[list[dict[str, Any]]]], one: Programme
) -> None:
    ran = play_alone(one.path)

    last = ran.objects[-1]
    assert ran.status == 0
    assert (last["event"], last["outcome"], last["due"]) == ("end", "completed", one.total)
    assert last["sets_done"] == last["sets_planned"]
    moments = iter([told["heard"] for told in ran.objects if "heard" in told])
    for phrases in one.heard:
        assert any(in_order(phrases.split(" · "), moment) for moment in moments), phrases
    (lines,) = log()
    assert sets_in(lines) == one.logged
    assert lines[0]["choices"].get("affected") == "left"
    assert len([told for told in ran.objects if told["event"] == "exercise_done"]) == len(one.logged)


def in_order(wanted: Iterable[str], told: Iterable[str]) -> bool:
    left = iter(told)
    return all(phrase in left for phrase in wanted)


def sets_in(lines: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The sets of a log in a line for each exercise: which, how much was done, with what, in rounds of what."""
    sets: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        if line["t"] == "set":
            sets.setdefault(line["exercise"], []).append(line)
            assert line.get("round", line["set"]) == line["set"]
    return tuple(f"{exercise}: {_sets(done)}" for exercise, done in sets.items())


def _sets(lines: Sequence[dict[str, Any]]) -> str:
    which = " ".join(f"{SIDES[line['side']]}{line['set']}" for line in lines)
    done = ", ".join(dict.fromkeys(_done(line) for line in lines))
    return "; ".join((which, done, *dict.fromkeys(f"rounds of {line['group']}" for line in lines if "group" in line)))


SIDES = {"left": "L", "right": "R", "none": "-"}


def _done(line: dict[str, Any]) -> str:
    reps, hold = line["reps"], line["hold_s"]
    done = " x ".join((*([f"{reps['done']}"] if reps else []), *([f"{hold['done']:g} s"] if hold else [])))
    return " ".join(
        (
            done,
            *(word for word in ("timed", "open") if line.get(word)),
            *(["with", line["load"]] if "load" in line else []),
        )
    )


def test_the_check_out_asks_how_hard_each_exercise_was(one: Programme) -> None:
    player = Player(plan_of(one.file))
    player.start(0.0)
    player.advance(100_000.0)
    assert tuple(efforts_asked(player).values()) == tuple(f"Effort: {exercise}" for exercise in one.asked)


def test_what_is_done_on_the_affected_side_is_done_on_the_other_where_that_is_affected(one: Programme) -> None:
    affected = {
        exercise.id
        for exercise in read(one.file).exercises
        if exercise.side is Sides.AFFECTED or (exercise.side is Sides.EACH and exercise.first is First.AFFECTED)
    }
    left, right = plan_of(one.file, Affected.LEFT).work, plan_of(one.file, Affected.RIGHT).work
    assert [(work.exercise, work.set) for work in left] == [(work.exercise, work.set) for work in right]
    for on_left, on_right in zip(left, right, strict=True):
        mirrored = on_left.side.other if on_left.exercise in affected else on_left.side
        assert on_right.side is mirrored


def test_a_sequence_is_done_on_one_side_and_then_on_the_other_in_each_round() -> None:
    assert "".join(SIDES[work.side.value] for work in plan_of("ninety-ninety").work) == "LLLLRRRRLLLLRRRR"


def test_the_length_with_an_open_end_is_told_as_the_least_where_somebody_can_end_it() -> None:
    assert length(make_plan(read("runners-circuit"))) == "at least 21:39"
    assert length(plan_of("runners-circuit")) == "21:39"


def test_what_is_meant_several_times_a_day_is_said_so(play_alone: Callable, run: Callable, own: Callable) -> None:
    play_alone(own("operated.yaml", (FOLDER / "after-hip-arthroscopy.yaml").read_text(encoding="utf-8")))
    assert "; the plan for After a hip arthroscopy is every day, 3 times a day." in run("log").out
