"""How the body moves at a moment, so that a figure can move with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct

from hipcoach.cues.doing import phase_number
from hipcoach.engine.state import Mode, State, StepPart
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed
from hipcoach.figures.moving import Motion, eased
from hipcoach.session.model import BUILT_IN_TEMPO, Phase


class Movement(Struct, frozen=True):
    """A moment of a movement."""

    motion: Motion
    progress: float = 0.0
    """How much of the motion is done, 0 to 1."""
    seconds: float = 0.0
    """How long the motion has been going on; for a motion that takes as long as its figure needs."""
    flows: bool = False
    """Whether it goes on with time at this moment: nothing does in a hold, or while the session stands still."""

    @property
    def height(self) -> float:
        """How far the body is from the start of a repetition to its top, 0 to 1."""
        match self.motion:
            case Motion.GOING:
                return eased(self.progress)
            case Motion.HOLDING:
                return 1.0
            case Motion.RETURNING:
                return 1.0 - eased(self.progress)
            case Motion.RESTING | Motion.PREPARING:
                return 0.0


def movement(state: State, step: Step, at: float) -> Movement:
    """The movement at a session time."""
    runs = state.mode is Mode.GUIDING
    match step:
        case Prepare() | Switch():
            return _rehearsal(state, step.seconds, at)
        case Rest():
            if step.switch is None or not state.switched:
                return Movement(Motion.RESTING)
            return _rehearsal(state, step.switch, at)
        case Hold():
            return Movement(Motion.HOLDING)
        case Timed():
            return _at_own_pace(state, BUILT_IN_TEMPO.phases, at)
        case Repetitions(own=True):
            return _at_own_pace(state, step.phases[: step.way_back + 1], at)
        case Repetitions():
            if state.part is not StepPart.WORK:
                return Movement(Motion.RESTING)
            number = phase_number(state)
            if number > step.way_back:
                return Movement(Motion.RESTING)
            begun = state.since + sum(phase.seconds for phase in step.phases[:number])
            return _phase(step.phases[: step.way_back + 1], number, at - begun, runs)
        case _:
            assert_never(step)


def _rehearsal(state: State, seconds: int, at: float) -> Movement:
    """Getting into position and one repetition, over and over; `seconds`: how long the transition takes."""
    if state.part is StepPart.WAITING:
        return Movement(Motion.PREPARING, seconds=at - state.until + seconds, flows=state.mode is Mode.GUIDING)
    gone = 0.0 if state.mode is Mode.READY else max(0.0, at - (state.until - seconds))
    return Movement(Motion.PREPARING, seconds=gone, flows=state.mode is Mode.GUIDING)


def _at_own_pace(state: State, phases: Sequence[Phase], at: float) -> Movement:
    """The way it is done, over and over in these phases; the person goes at their own pace."""
    if state.part is not StepPart.WORK:
        return Movement(Motion.RESTING)
    whole = sum(phase.seconds for phase in phases)
    number, seconds = _place(phases, state.seconds(at) % whole if whole else 0.0)
    return _phase(phases, number, seconds, state.mode is Mode.GUIDING)


def _place(phases: Sequence[Phase], seconds: float) -> tuple[int, float]:
    """The number of the phase in which a repetition is after some seconds, and the seconds within it."""
    for number, phase in enumerate(phases[:-1]):
        if seconds < phase.seconds:
            return number, seconds
        seconds -= phase.seconds
    return len(phases) - 1, seconds


def _phase(phases: Sequence[Phase], number: int, seconds: float, runs: bool) -> Movement:
    last = len(phases) - 1
    length = phases[number].seconds
    progress = min(1.0, max(0.0, seconds / length)) if length else 1.0
    if last == 0:
        # A repetition of one phase goes there and back in it.
        going = progress < 0.5
        return Movement(
            Motion.GOING if going else Motion.RETURNING, 2 * progress - (0.0 if going else 1.0), seconds, runs
        )
    if 0 < number < last:
        return Movement(Motion.HOLDING, progress, seconds)
    return Movement(Motion.GOING if number == 0 else Motion.RETURNING, progress, seconds, runs)
