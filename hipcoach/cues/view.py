"""The view of a moment: everything that a screen shows, and nothing of how it looks."""

from __future__ import annotations

from math import ceil, inf
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues import doses, prompts, texts
from hipcoach.cues.doing import Doing, doing, word, work_word
from hipcoach.cues.movement import Movement, movement
from hipcoach.cues.strip import SetGroup, strip
from hipcoach.engine import order
from hipcoach.engine.choices import Pace
from hipcoach.engine.events import HoldMoment, SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Command, Player
from hipcoach.engine.records import Unit
from hipcoach.engine.state import Mode, State, StepPart
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Transition, Work
from hipcoach.session.model import Moment, Side
from hipcoach.text.durations import countdown

CUE_SECONDS = 10
"""How long a cue stays in a hold before the next one takes its turn."""

WAY_OUT_SECONDS = 5.0
"""How long the way out of a set is shown while the person gets ready for the next exercise.

What is to be done afterwards is shown as long again. Together they take at most a third of the time to get ready.
"""


LET_GO = "Let go. Breathe."
"""What there is to do in a rest."""

LAST = 3
"""The last seconds, or repetitions, that are announced."""


class View(Struct, frozen=True):
    """One moment of a session."""

    title: str
    exercise: str
    figure: str | None
    """The name of the exercise's figure."""
    side: Side
    set: int
    sets: int
    """Of the exercise on a side; in a group, its rounds."""
    in_rounds: bool
    """Whether the exercise belongs to a group."""
    doing: Doing
    word: str
    """The word for what the person is doing, in capitals; the phase of a repetition has its own."""
    number: str
    """A countdown, or a count; empty while nothing is counted."""
    widest: str
    """The widest number of the step, with every digit an 8."""
    of: str
    """What is counted towards, a `+` behind it where the end is open; empty where nothing is counted."""
    last: bool
    """Whether these are the last three seconds or repetitions."""
    beat: bool
    """Whether this is every other one of them, so that each differs from the one before by more than its number."""
    gone: int
    """How much of a set in seconds is behind: 1 from half-way on, 2 in its last ten seconds, where that is told."""
    enough: bool
    """Whether the low end of the set's range has been reached and told."""
    progress: float
    """How much of the step is done, 0 to 1."""
    minimum: float | None
    """Where the range's low end lies within the step, 0 to 1."""
    movement: Movement
    paced: bool
    """Whether repetitions follow a tempo, so that the place in one is known."""
    strip: tuple[SetGroup, ...]
    cue: str
    setup: tuple[str, ...]
    """How to get into position, line by line."""
    space: str
    """What the space bar does now, in a word or two."""
    hint: str
    """What a person has to do for the session to go on; mostly empty."""
    next: str
    """What comes after the present step, in words."""
    left: int
    """Seconds to the end of the session without pauses."""


def view(player: Player, said: str = "") -> View:
    """The view of this moment; `said` is the phrase that is being said."""
    plan, state, step, at = player.plan, player.state, player.step, player.elapsed
    exercise = plan.exercises[step.exercise]
    side = state.side(plan)
    place = SetEvent(at, step.exercise, side, step.set)
    now = doing(state, step)
    number, left, progress = _counted(state, step, at)
    return View(
        title=plan.title,
        exercise=exercise.name,
        figure=exercise.figure,
        side=side,
        set=step.set,
        sets=exercise.sets,
        in_rounds=exercise.group is not None,
        doing=now,
        word=word(state, step),
        number="" if now is Doing.WAITING else number,
        widest=_widest(state, step, at, left),
        of=_of(state, step) if isinstance(step, Work) else "",
        last=now is not Doing.WAITING and left <= LAST,
        beat=now not in (Doing.WAITING, Doing.PAUSED, Doing.PAIN, Doing.DONE) and left in (1, 3),
        gone=_gone(state, step),
        enough=isinstance(step, Work) and "minimum" in state.given,
        progress=min(1.0, max(0.0, progress)),
        minimum=min(1.0, step.range.low / state.target) if isinstance(step, Work) and state.target else None,
        movement=movement(state, step, at),
        paced=isinstance(step, Work) and step.pace is Pace.PACED,
        strip=strip(plan, state),
        cue=_cue(place, plan, state, step, at, said),
        setup=texts.setup(place, plan),
        space=_space(player, now),
        hint=_hint(state, now) or _way_to_end(state, step, at),
        next=_next(plan, state, step),
        left=ceil(player.left() - 1e-6),
    )


def _gone(state: State, step: Step) -> int:
    return isinstance(step, Work) * sum(
        moment.value in state.given for moment in (HoldMoment.HALF_WAY, HoldMoment.TEN_SECONDS)
    )


def _counted(state: State, step: Step, at: float) -> tuple[str, float, float]:
    """The number that is counted, how much is left of what it counts, and the progress of the step."""
    if state.part is StepPart.WAITING:
        return "", 0.0, 1.0
    if state.part is StepPart.LEAD_IN and state.mode is Mode.GUIDING:
        left = _whole(state.until - at)
        return countdown(left), left, 0.0
    if isinstance(step, Transition):
        to_come = float(step.seconds) if state.mode is Mode.READY else max(0.0, state.until - at)
        return countdown(_whole(to_come)), _whole(to_come), 1.0 - to_come / step.seconds if step.seconds else 1.0
    done = state.done(step, at)
    progress = done / state.target if state.target else 1.0
    match step:
        case Hold() | Timed() if step.open:
            # Nobody knows how long it will be, so what is done is counted.
            return countdown(int(done + 1e-6)), inf, progress
        case Hold() | Timed():
            left = _whole(state.target - done)
            return countdown(left), left, progress
        case Repetitions():
            # From the top on, the screen counts the present repetition, because its number is spoken there.
            at_the_top = not step.own and state.phase > step.top
            to_come = inf if step.open else float(ceil(state.target - done))
            return str(state.reps // step.sides + at_the_top), to_come, progress
        case _:
            assert_never(step)


def _of(state: State, step: Work) -> str:
    """What is counted towards: a number of repetitions, or the low end of an open end; empty for a countdown."""
    if step.open:
        return f"{countdown(state.target) if step.unit is Unit.SECONDS else int(state.target)}+"
    return f"{state.target:g}" if step.unit is Unit.REPETITIONS else ""


def _whole(seconds: float) -> int:
    """Seconds to come, an unfinished one counted as whole."""
    return ceil(max(0.0, seconds) - 1e-6)


def _widest(state: State, step: Step, at: float, left: float) -> str:
    """The widest number that the step can show, so that its size stays the same throughout.

    Nobody knows how far an open end goes: it has room for two digits until it needs more, so that they are large.
    """
    match step:
        case Prepare() | Switch() | Rest():
            longest = countdown(max(step.seconds, left))
        case Hold() | Timed() | Repetitions() if step.open:
            so_far = max(state.target, state.done(step, at))
            longest = max("88", countdown(int(so_far)) if step.unit is Unit.SECONDS else f"{int(so_far)}", key=len)
        case Hold() | Timed():
            longest = countdown(max(step.range.high, state.target))
        case Repetitions():
            longest = f"{max(step.range.high, state.target):g}"
        case _:
            assert_never(step)
    return "".join("8" if sign.isdigit() else sign for sign in longest)


def _space(player: Player, now: Doing) -> str:
    if player.allows(Command.COUNT):
        return "COUNT"
    match now:
        case Doing.PAUSED:
            return "GO ON"
        case Doing.WAITING:
            return "BEGIN"
        case _:
            return "Pause"


def _hint(state: State, now: Doing) -> str:
    match now:
        case Doing.PAUSED if state.part in (StepPart.WORK, StepPart.LEAD_IN):
            return "Space goes on. 3 s to get ready."
        case Doing.PAUSED:
            return "Space goes on."
        case Doing.WAITING:
            return "Space begins."
        case _:
            return ""


def _way_to_end(state: State, step: Step, at: float) -> str:
    """What ends a set with an open end, once its low end is reached; empty anywhere else."""
    if state.part is not StepPart.WORK or state.mode is not Mode.GUIDING or not isinstance(step, Work):
        return ""
    return f"{prompts.ENDS_THE_SET}." if step.unended and state.done(step, at) >= step.range.low else ""


def _cue(place: SetEvent, plan: Plan, state: State, step: Step, at: float, said: str) -> str:
    """The cue to show: the phrase that is being said if it may be shown here, otherwise a standing cue."""
    standing = _standing_cue(place, plan, state, step, at)
    if standing == LET_GO and said == doses.next_set(place, plan):
        # That stands in a place of its own.
        return standing
    if not said or isinstance(step, Prepare) or said.lower() in f"{standing} {_phase_names(step)}".lower():
        return standing
    return said if _belongs(said, place, plan, state, step) else standing


def _phase_names(step: Step) -> str:
    """The names of a step's phases; empty if it has none."""
    match step:
        case Repetitions(phases=phases):
            return " ".join(phase.name for phase in phases)
        case Prepare() | Switch() | Rest() | Hold() | Timed():
            return ""
        case _:
            assert_never(step)


def _standing_cue(place: SetEvent, plan: Plan, state: State, step: Step, at: float) -> str:
    """The cue that stays while nothing is said; in work it depends on the phase, and form cues take turns."""
    match step:
        case Prepare():
            return " · ".join(_coming_out(plan, state, step, at) or texts.setup(place, plan))
        case Rest() if step.switch is None or not state.switched:
            return LET_GO
        case Switch() | Rest():
            return texts.switch_cue(place, plan) or doses.next_set(place, plan)
        case Hold() | Timed() | Repetitions():
            instead = Moment.START if _starts_unseen(step) else Moment.MIDDLE
            cues = texts.cues_of(place, plan, _moment(state, step)) or texts.cues_of(place, plan, instead)
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
        case Hold() | Timed():
            return Moment.MIDDLE
        case Repetitions(own=True):
            # We cannot know where in a repetition the person is.
            return Moment.MIDDLE if state.reps else Moment.START
        case Repetitions():
            if state.phase <= 1:
                return Moment.START
            last = state.phase > step.way_back and state.reps + 1 >= step.ends_at(state.target) * step.sides
            return Moment.END if last else Moment.MIDDLE
        case _:
            assert_never(step)


def _starts_unseen(step: Work) -> bool:
    """Whether a set has no phase that shows its start cue, so that it is shown only while it is said."""
    match step:
        case Hold() | Timed():
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
        if any(said in texts.cues_of(replace(place, side=side), plan, moment) for side in sides)
    ]
    return not moments or not here.isdisjoint(moments)


def _coming_out(plan: Plan, state: State, step: Prepare, at: float) -> tuple[str, ...]:
    """How to come out of the exercise before, and what to do afterwards; empty after the time that it takes to read."""
    if state.part is not StepPart.TRANSITION:
        return ()
    before = order.exercise_before(plan, state.index, state.left_out)
    afterwards = texts.afterwards((before,) if before else (), plan)
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
    way = texts.ease_out(SetEvent(at, before.exercise, before.side, before.set), plan)
    return (way,) if way else ()


def _next(plan: Plan, state: State, step: Step) -> str:
    """What comes next, in words: after the present step, or in it while the session stands still or leads in."""
    stands = state.mode is not Mode.GUIDING or state.part is StepPart.LEAD_IN
    if stands and isinstance(step, Work):
        side = _side(state.side(plan))
        return f"{work_word(state, step)} {'goes on' if state.begun else 'begins'}{side}"
    after = state.after(plan)
    if after >= len(plan.steps):
        return "Last set"
    step = order.step_at(plan, after, state.left_out)
    match step:
        case Prepare():
            return f"{plan.exercises[step.exercise].name}{_side(step.side)}"
        case Switch():
            return f"switch to {step.side.value.upper()}"
        case Rest():
            return f"REST {step.seconds} s{_side(step.side, 'then ')}"
        case Hold():
            return f"HOLD {step.target}{'+' if step.open else ''} s{_side(step.side)}{_set(plan, state, step)}"
        case Timed():
            return f"GO {doses.amount(step)}{_side(step.side)}{_set(plan, state, step)}"
        case Repetitions():
            side = " · IN TURN" if step.alternates else _side(step.side)
            return f"{doses.amount(step)}{side}{_set(plan, state, step)}"
        case _:
            assert_never(step)


def _set(plan: Plan, state: State, step: Work) -> str:
    """The number of the set that follows a rest."""
    rests = isinstance(state.step(plan), Rest)
    return f" · set {step.set} of {plan.exercises[step.exercise].sets}" if rests else ""


def _side(side: Side, before: str = "") -> str:
    return "" if side is Side.NONE else f" · {before}{side.value.upper()}"
