"""The view of a moment: everything that a screen shows, and nothing of how it looks."""

from __future__ import annotations

from math import ceil
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues import doses, prompts
from hipcoach.engine.events import SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.records import Unit
from hipcoach.engine.state import Mode, State, StepPart
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Transition, Work
from hipcoach.session.model import Moment, Side
from hipcoach.text.durations import clock

CUE_SECONDS = 10
"""How long a cue stays in a hold before the next one takes its turn."""

WAY_OUT_SECONDS = 5.0
"""How long the way out of a set is shown while the person gets ready for the next exercise.

What is to be done afterwards is shown as long again. Together they take at most a third of the time to get ready.
"""


class View(Struct, frozen=True):
    """One moment of a session."""

    title: str
    exercise: str
    figure: str | None
    """The name of the exercise's figure."""
    side: str
    """The side in capitals, such as `LEFT SIDE`; empty if both sides work together."""
    set: int
    sets: int
    doing: str
    """The kind of step, in words such as `GET READY`."""
    large: str
    """A countdown, or a count."""
    small: str
    """What the large figure counts towards, and the phase of a repetition."""
    progress: float
    """How much of the step is done, 0 to 1."""
    minimum: float | None
    """Where the range's low end lies within the step, 0 to 1."""
    cue: str
    setup: tuple[str, ...]
    """How to get into position, line by line."""
    next: str
    """The step after the present one, in words."""
    left: int
    """Seconds to the end of the session without pauses."""
    state: str
    """What a person must know first, such as `PAUSED` or `STOPPED`; mostly empty."""
    working: bool
    """Whether it is time to work rather than to move or rest."""


def view(player: Player, said: str = "") -> View:
    """The view of this moment; `said` is the phrase that is being said."""
    plan, state, step, at = player.plan, player.state, player.step, player.elapsed
    exercise = plan.exercises[step.exercise]
    place = SetEvent(at, step.exercise, step.side, step.set)
    working = state.part is StepPart.WORK
    large, small, progress = _figures(state, step, at)
    side = prompts.side_in_words(step.side)
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
        setup=prompts.setup(place, plan),
        next=_next(plan, state),
        left=ceil(player.left() - 1e-6),
        state=_state(state),
        working=working,
    )


def _figures(state: State, step: Step, at: float) -> tuple[str, str, float]:
    """The large figure, the small text below it, and the progress of the step."""
    if state.part is StepPart.WAITING:
        return clock(at - state.until), "waiting", 1.0
    if state.part is StepPart.LEAD_IN and state.mode is Mode.GUIDING:
        return (
            clock(ceil(max(0.0, state.until - at) - 1e-6)),
            "then the set goes on" if state.begun else "then the set begins",
            0.0,
        )
    if isinstance(step, Transition):
        left = float(step.seconds) if state.mode is Mode.READY else max(0.0, state.until - at)
        return clock(ceil(left - 1e-6)), "", 1.0 - left / step.seconds if step.seconds else 1.0
    done = state.done(step, at)
    progress = done / state.target if state.target else 1.0
    of = f"of {state.target:g}"
    match step:
        case Hold():
            to_hold = clock(ceil(max(0.0, state.target - done) - 1e-6))
            return to_hold, f"{to_hold} of {clock(state.target)}", progress
        case Repetitions(own=True):
            return str(state.reps), f"{of} · space counts one", progress
        case Repetitions():
            phase = step.phases[state.phase - 1].name if state.phase else step.phases[0].name
            # From the top on, the screen counts the present repetition, because its number is spoken there.
            number = state.reps + (1 if state.phase > 1 else 0)
            return str(number), f"{of} · {phase}", progress
        case _:
            assert_never(step)


def _doing(state: State, step: Step) -> str:
    if state.part is StepPart.LEAD_IN and state.mode is Mode.GUIDING:
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
        case _:
            assert_never(step)


def _state(state: State) -> str:
    match state.mode:
        case Mode.PAUSED:
            return "PAUSED"
        case Mode.HURT:
            return "STOPPED"
        case Mode.ENDED:
            return "OVER"
        case Mode.READY | Mode.GUIDING:
            return "READY WHEN YOU ARE" if state.part is StepPart.WAITING else ""
        case _:
            assert_never(state.mode)


def _cue(place: SetEvent, plan: Plan, state: State, step: Step, at: float, said: str) -> str:
    """The cue to show: the phrase that is being said if it may be shown here, otherwise a standing cue."""
    standing = _standing_cue(place, plan, state, step, at)
    if not said or isinstance(step, Prepare) or said.lower() in f"{standing} {_phase_names(step)}".lower():
        return standing
    return said if _belongs(said, place, plan, state, step) else standing


def _phase_names(step: Step) -> str:
    """The names of a step's phases; empty if it has none."""
    match step:
        case Repetitions(phases=phases):
            return " ".join(phase.name for phase in phases)
        case Prepare() | Switch() | Rest() | Hold():
            return ""
        case _:
            assert_never(step)


def _standing_cue(place: SetEvent, plan: Plan, state: State, step: Step, at: float) -> str:
    """The cue that stays while nothing is said; in work it depends on the phase, and form cues take turns."""
    match step:
        case Prepare():
            return " · ".join(_coming_out(plan, state, step, at) or prompts.setup(place, plan))
        case Rest() if step.switch is None or not state.switched:
            return doses.next_set(place, plan)
        case Switch() | Rest():
            return prompts.switch_cue(place, plan) or doses.next_set(place, plan)
        case Hold() | Repetitions():
            instead = Moment.START if _starts_unseen(step) else Moment.MIDDLE
            cues = prompts.cues_of(place, plan, _moment(state, step)) or prompts.cues_of(place, plan, instead)
            return cues[_turn(step, state.done(step, at)) % len(cues)] if cues else ""
        case _:
            assert_never(step)


def _moment(state: State, step: Work) -> Moment:
    """The moment whose cues are shown: START until the set has begun and in the first phase of every repetition."""
    if state.mode is Mode.ENDED:
        return Moment.END
    if state.part is not StepPart.WORK:
        return Moment.START
    match step:
        case Hold():
            return Moment.MIDDLE
        case Repetitions(own=True):
            # We cannot know where in a repetition the person is.
            return Moment.MIDDLE if state.reps else Moment.START
        case Repetitions():
            if state.phase <= 1:
                return Moment.START
            last = state.phase == len(step.phases) and state.reps + 1 >= state.target
            return Moment.END if last else Moment.MIDDLE
        case _:
            assert_never(step)


def _starts_unseen(step: Work) -> bool:
    """Whether a set has no phase that shows its start cue, so that it is shown only while it is said."""
    match step:
        case Hold():
            return True
        case Repetitions():
            return False
        case _:
            assert_never(step)


def _turn(step: Work, done: float) -> int:
    """The turn number of a standing cue; in repetitions it changes whenever a form cue is spoken."""
    match step.unit:
        case Unit.SECONDS:
            return int(done // CUE_SECONDS)
        case Unit.REPETITIONS:
            return (int(done) + prompts.FORM_CUE_EVERY - 1) // prompts.FORM_CUE_EVERY
        case _:
            assert_never(step.unit)


def _belongs(said: str, place: SetEvent, plan: Plan, state: State, step: Step) -> bool:
    """Whether a phrase that was said just now may be shown here: a cue only at its own moment."""
    here = {Moment.END}
    if isinstance(step, Work):
        now = _moment(state, step)
        if now is Moment.END:
            # The last way back shows how to come out, whatever is being said.
            return False
        here = {now, Moment.START} if _starts_unseen(step) else {now}
    sides = dict.fromkeys((place.side, place.side.other))
    moments = [
        moment
        for moment in Moment
        if any(said in prompts.cues_of(replace(place, side=side), plan, moment) for side in sides)
    ]
    return not moments or not here.isdisjoint(moments)


def _coming_out(plan: Plan, state: State, step: Prepare, at: float) -> tuple[str, ...]:
    """How to come out of the exercise before, and what to do afterwards; empty after the time that it takes to read."""
    if state.part is not StepPart.TRANSITION:
        return ()
    before = plan.exercise_before(state.index)
    afterwards = prompts.afterwards((before,) if before else (), plan)
    told = (*_way_out(plan, state, at), *afterwards)
    fresh = step.seconds - (state.until - at) < min((1 + len(afterwards)) * WAY_OUT_SECONDS, step.seconds / 3)
    return told if fresh else ()


def _way_out(plan: Plan, state: State, at: float) -> tuple[str, ...]:
    """How to come out of the set before, if there was work in it and it has such a cue."""
    before = plan.steps[state.index - 1] if state.index else None
    if not isinstance(before, Work):
        return ()
    if not any(record.n == before.n and record.how.in_position for record in state.records):
        return ()
    way = prompts.ease_out(SetEvent(at, before.exercise, before.side, before.set), plan)
    return (way,) if way else ()


def _next(plan: Plan, state: State) -> str:
    """The step after the present one, in words."""
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
            return f"Next: {doses.amount(step)}{side}"
        case _:
            assert_never(step)
