"""What there is to see at a moment: everything a screen shows, none of how it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from hipcoach.coach import cueing
from hipcoach.coach.events import SetEvent
from hipcoach.coach.minutes import clock
from hipcoach.coach.plan import Hold, Plan, Prepare, Repetitions, Rest, Step, Switch, Transition, Work
from hipcoach.coach.player import Player
from hipcoach.coach.state import Mode, Part, State
from hipcoach.session.model import Side

CUE_SECONDS = 10
"""How long a cue stays before the next one takes its turn in a hold."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of a session."""

    title: str
    exercise: str
    figure: str | None
    """Which drawing belongs to the exercise."""
    side: str
    """`LEFT SIDE`, `RIGHT SIDE`, or nothing where both work together."""
    set: int
    sets: int
    doing: str
    """The kind of step, in words."""
    large: str
    """A countdown, or a count."""
    small: str
    """What the large figure is of, and the phase of a repetition."""
    progress: float
    """Of the step, 0 to 1."""
    minimum: float | None
    """Where on the way the range's low end lies, 0 to 1."""
    cue: str
    setup: tuple[str, ...]
    """How to get into position, line by line."""
    next: str
    """What comes after the present step, or that nothing does."""
    left: int
    """Seconds to the end of the session if nothing stands still."""
    state: str
    """What a person must know before anything else: PAUSED, STOPPED, or nothing."""
    working: bool
    """Whether it is time to work, and not to move or rest."""


def view(player: Player, said: str = "") -> View:
    """What there is to see now; `said` is what is being said."""
    plan, state, step, at = player.plan, player.state, player.step, player.elapsed
    exercise = plan.exercises[step.exercise]
    place = SetEvent(at, step.exercise, step.side, step.set)
    working = state.part is Part.WORK
    large, small, progress = _figures(state, step, at)
    side = cueing.side_in_words(step.side)
    return View(
        title=plan.title,
        exercise=exercise.name,
        figure=exercise.figure,
        side=side.upper() if side else "",
        set=step.set,
        sets=exercise.sets,
        doing=_doing(state, step),
        large=large,
        small=small,
        progress=min(1.0, max(0.0, progress)),
        minimum=min(1.0, step.range.low / state.target) if isinstance(step, Work) and state.target else None,
        cue=_cue(place, plan, state, step, at, said),
        setup=cueing.setup(place, plan),
        next=_next(plan, state),
        left=ceil(player.left() - 1e-6),
        state=_state(state),
        working=working,
    )


def _figures(state: State, step: Step, at: float) -> tuple[str, str, float]:
    """The large figure, the small one, and how far the step is."""
    if state.part is Part.WAITING:
        return clock(at - state.until), "waiting", 1.0
    if state.part is Part.LEAD_IN and state.mode is Mode.GUIDING:
        return clock(ceil(max(0.0, state.until - at) - 1e-6)), "until it goes on", 0.0
    if isinstance(step, Transition):
        left = float(step.seconds) if state.mode is Mode.READY else max(0.0, state.until - at)
        return clock(ceil(left - 1e-6)), "", 1.0 - left / step.seconds if step.seconds else 1.0
    done = state.done(step, at)
    progress = done / state.target if state.target else 1.0
    if isinstance(step, Hold):
        to_hold = clock(ceil(max(0.0, state.target - done) - 1e-6))
        return to_hold, f"{to_hold} of {clock(state.target)}", progress
    of = f"of {state.target:g}"
    if step.own:
        return str(state.reps), f"{of} · space counts one", progress
    phase = step.phases[state.phase - 1].name if state.phase else step.phases[0].name
    # From the top on it is the repetition under way that counts for the eye, as its number is spoken there.
    number = state.reps + (1 if state.phase > 1 else 0)
    return str(number), f"{of} · {phase}", progress


def _doing(state: State, step: Step) -> str:
    if state.part is Part.LEAD_IN and state.mode is Mode.GUIDING:
        return "GET READY"
    match step:
        case Prepare():
            return "GET READY"
        case Switch():
            return "SWITCH SIDES"
        case Rest():
            return "SWITCH SIDES" if step.switch is not None and state.switched else "REST"
        case Hold():
            return "HOLD"
        case Repetitions():
            return "REPETITIONS"


def _state(state: State) -> str:
    match state.mode:
        case Mode.PAUSED:
            return "PAUSED"
        case Mode.HURT:
            return "STOPPED"
        case Mode.ENDED:
            return "OVER"
    return "READY WHEN YOU ARE" if state.part is Part.WAITING else ""


def _cue(place: SetEvent, plan: Plan, state: State, step: Step, at: float, said: str) -> str:
    """One thing to be told now: what is being said where it cannot be read anyway, or else a cue that stays longer."""
    standing = _standing_cue(place, plan, state, step, at)
    if not said or isinstance(step, Prepare) or said.lower() in f"{standing} {_phase_names(step)}".lower():
        return standing
    return said


def _phase_names(step: Step) -> str:
    return " ".join(phase.name for phase in step.phases) if isinstance(step, Repetitions) else ""


def _standing_cue(place: SetEvent, plan: Plan, state: State, step: Step, at: float) -> str:
    """What to do now; in work the cues take turns."""
    match step:
        case Prepare():
            return " · ".join(cueing.setup(place, plan))
        case Rest() if step.switch is None or not state.switched:
            return cueing.next_set(place, plan)
        case Switch() | Rest():
            return cueing.switch_cue(place, plan) or cueing.next_set(place, plan)
    cues = cueing.cues_in_turn(place, plan)
    if not cues:
        return ""
    done = state.done(step, at)
    turn = done // CUE_SECONDS if isinstance(step, Hold) else done // cueing.FORM_CUE_EVERY
    return cues[int(turn) % len(cues)]


def _next(plan: Plan, state: State) -> str:
    """What comes after the present step, in words."""
    after = state.index + 1
    if after >= len(plan.steps):
        return "Last set"
    step = plan.steps[after]
    name = plan.exercises[step.exercise].name
    side = "" if step.side is Side.NONE else f", {step.side.value.upper()} side"
    match step:
        case Prepare():
            return f"Next: {name}{side}"
        case Switch():
            return f"Next: switch to the {step.side.value.upper()} side"
        case Rest():
            return f"Next: rest {step.seconds} s{side and ', then ' + side[2:]}"
        case Hold():
            return f"Next: hold {step.target} s{side}"
        case Repetitions():
            return f"Next: {step.target} repetitions{side}"
