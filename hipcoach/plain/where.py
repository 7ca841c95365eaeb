"""Where a session stands, what comes next and how long it takes, in lines."""

from __future__ import annotations

from math import ceil
from typing import assert_never

from hipcoach.cues import doses, texts
from hipcoach.engine import order
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode, State, StepPart
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Transition
from hipcoach.session.model import Side
from hipcoach.text.counts import counted
from hipcoach.text.durations import in_words


def where(player: Player) -> tuple[str, ...]:
    """Three lines: the place, what comes, how long it is to the end."""
    plan, state, step = player.plan, player.state, player.step
    exercise = plan.exercises[step.exercise]
    side = (texts.side_in_words(state.side(plan)) or "").lower()
    sets = f"{'set' if exercise.group is None else 'round'} {step.set} of {exercise.sets}"
    place = ", ".join(part for part in (exercise.name, side, sets if exercise.sets > 1 else "") if part)
    left = ceil(player.left() - 1e-6)
    return (
        f"{_standing(state)}{place}: {_doing(state, step, player.elapsed)}",
        _next(plan, state),
        f"{'At least ' if plan.open else ''}{in_words(left)} to the end",
    )


def _standing(state: State) -> str:
    match state.mode:
        case Mode.PAUSED:
            return "Session paused. "
        case Mode.HURT:
            return "Stopped for pain. "
        case Mode.READY | Mode.GUIDING | Mode.ENDED:
            return ""
        case _:
            assert_never(state.mode)


def _doing(state: State, step: Step, at: float) -> str:
    """What is being done, and how much of it is left."""
    if state.part is StepPart.WAITING:
        return "waits for you, space begins"
    if isinstance(step, Transition):
        left = step.seconds if state.mode is Mode.READY else max(0, ceil(state.until - at - 1e-6))
        return f"{_getting_there(step, state)}, {in_words(left)} to go"
    done = state.done(step, at)
    match step:
        case Hold() | Timed():
            word = "work" if step.timed else "hold"
            if step.open:
                return f"{word}, {in_words(int(done + 1e-6))} done"
            return f"{word}, {in_words(max(0, ceil(state.target - done - 1e-6)))} to go"
        case Repetitions():
            each = " on each side" if step.alternates else ""
            of = "at least " if step.open else ""
            return f"{int(done)} of {of}{counted(int(state.target), 'repetition')}{each} done"
        case _:
            assert_never(step)


def _getting_there(step: Transition, state: State) -> str:
    match step:
        case Prepare():
            return "get ready"
        case Rest() if step.switch is None or not state.switched:
            return "rest"
        case Rest() | Switch():
            return "change sides"
        case _:
            assert_never(step)


def _next(plan: Plan, state: State) -> str:
    """What comes after the present step."""
    after = state.after(plan)
    if after >= len(plan.steps):
        return "Then the session is over"
    step = order.step_at(plan, after, state.left_out)
    side = "" if step.side is Side.NONE else f", {step.side.value}"
    match step:
        case Prepare():
            return f"Next: {plan.exercises[step.exercise].name}{side}"
        case Switch():
            return f"Next: change sides{side}"
        case Rest():
            return f"Next: rest, {in_words(step.seconds)}"
        case Hold():
            return f"Next: hold{side}, {doses.amount(step)}"
        case Timed() | Repetitions():
            return f"Next: {doses.amount(step)}{side}"
        case _:
            assert_never(step)
