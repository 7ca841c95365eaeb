"""What a person is doing at a moment, and the one word for it."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from hipcoach.engine.state import Mode, State, StepPart
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Work


class Doing(StrEnum):
    """What a person is doing: everything that a screen has to tell apart at a glance."""

    READY = "ready"
    HOLD = "hold"
    LIFT = "lift"
    """On the way to the top of a repetition, whatever the file calls it."""
    TOP = "top"
    """Between the way there and the way back."""
    LOWER = "lower"
    GO = "go"
    """Work for a time that is no hold."""
    COUNT = "count"
    """Repetitions at one's own pace."""
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    WAITING = "waiting"
    PAIN = "pain"
    DONE = "done"


WORDS = {
    Doing.READY: "GET READY",
    Doing.HOLD: "HOLD",
    Doing.GO: "GO",
    Doing.COUNT: "REPS",
    Doing.SWITCH: "SWITCH",
    Doing.REST: "REST",
    Doing.PAUSED: "PAUSED",
    Doing.WAITING: "SPACE",
    Doing.PAIN: "STOP",
    Doing.DONE: "DONE",
}
"""The word for each; the phases of a repetition have the names that the file gives them."""


def doing(state: State, step: Step) -> Doing:
    """What the person is doing."""
    match state.mode:
        case Mode.PAUSED:
            return Doing.PAUSED
        case Mode.HURT:
            return Doing.PAIN
        case Mode.ENDED:
            return Doing.DONE
        case Mode.READY | Mode.GUIDING:
            return Doing.WAITING if state.part is StepPart.WAITING else _in_step(state, step)
        case _:
            assert_never(state.mode)


def word(state: State, step: Step) -> str:
    """The word for what the person is doing, in capitals."""
    now = doing(state, step)
    return WORDS[now] if now in WORDS else _phase_name(state, step)


def work_word(state: State, step: Work) -> str:
    """The word for the work of a set, in capitals."""
    match step:
        case Hold():
            return WORDS[Doing.HOLD]
        case Timed():
            return WORDS[Doing.GO]
        case Repetitions(own=True):
            return WORDS[Doing.COUNT]
        case Repetitions():
            return _phase_name(state, step)
        case _:
            assert_never(step)


def _in_step(state: State, step: Step) -> Doing:
    if state.part is StepPart.LEAD_IN:
        return Doing.READY
    match step:
        case Prepare():
            return Doing.READY
        case Switch():
            return Doing.SWITCH
        case Rest():
            return Doing.SWITCH if step.switch is not None and state.switched else Doing.REST
        case Hold():
            return Doing.HOLD
        case Timed():
            return Doing.GO
        case Repetitions(own=True):
            return Doing.COUNT
        case Repetitions():
            number = phase_number(state)
            if number == 0:
                return Doing.LIFT
            return Doing.LOWER if number >= step.way_back else Doing.TOP
        case _:
            assert_never(step)


def phase_number(state: State) -> int:
    """The number of the phase of a repetition that is going on, from 0."""
    return max(0, state.phase - 1)


def _phase_name(state: State, step: Step) -> str:
    match step:
        case Repetitions():
            return step.phases[phase_number(state)].name.upper()
        case Hold() | Timed() | Prepare() | Switch() | Rest():
            return ""
        case _:
            assert_never(step)
