"""The player: tell it the time and what the person wants, and it tells you what happened.

It has no clock, no files and no sound. `now` is in seconds on any clock that never goes back. The events that come out
carry the session time at which they were due, however late the call. A command that is not allowed raises NotAllowed
and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, assert_never

from msgspec.structs import replace

from hipcoach.engine import commands, order, state, timeline
from hipcoach.engine.events import Event, PainKind, SessionStarted
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Record
from hipcoach.engine.replan import merge
from hipcoach.engine.state import Mode, State, Status, StepPart, moment
from hipcoach.engine.steps import Hold, Repetitions, Step, Timed, Work
from hipcoach.engine.timeline import Change


class Command(Enum):
    """What a person can ask for."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    REDO = "redo"
    ADJUST = "adjust"
    NOT_READY = "not ready"
    COUNT = "count"
    PAIN = "pain"
    PAIN_KIND = "pain kind"
    DISMISS = "dismiss"
    FINISH = "finish"
    TAKE_BACK = "take back"
    SKIP_EXERCISE = "skip exercise"
    REPLAN = "replan"
    UNDO = "undo"
    STOP = "stop"


_ALWAYS = {Command.PAIN, Command.REPLAN, Command.UNDO, Command.STOP}
_MOVING = _ALWAYS | {Command.NEXT, Command.BACK, Command.ADJUST}
_GOING = _MOVING | {Command.PAUSE, Command.NOT_READY}
_STOPPED = {Command.DISMISS, Command.SKIP_EXERCISE, Command.REPLAN, Command.FINISH, Command.STOP}

ALLOWED: dict[Status, set[Command]] = {
    Status.READY: {Command.START},
    Status.TRANSITION: _GOING,
    Status.WORK: _GOING | {Command.REDO},
    Status.COUNTING: _GOING | {Command.REDO, Command.COUNT},
    Status.PAUSED_TRANSITION: _MOVING | {Command.RESUME, Command.FINISH},
    Status.PAUSED_WORK: _MOVING | {Command.RESUME, Command.FINISH, Command.REDO},
    Status.HURT: _STOPPED | {Command.PAIN_KIND},
    Status.HURT_TOLD: _STOPPED | {Command.TAKE_BACK},
    Status.ENDING: {Command.TAKE_BACK, Command.PAIN, Command.STOP},
    Status.HURT_ENDING: {Command.TAKE_BACK, Command.STOP},
    Status.ENDED: set(),
}
"""Which commands each state takes. Session time counts only in TRANSITION, WORK and COUNTING."""


class NotAllowed(Exception):  # noqa: N818 - it is an answer, not a failure
    """The present status does not allow this command."""

    def __init__(self, command: Command, status: Status) -> None:
        super().__init__(f"'{command.value}' does nothing {status.value}")
        self.command = command
        self.status = status


class Player:
    """Walks a plan as time passes."""

    def __init__(self, plan: Plan, at: State | None = None) -> None:
        self._plan = plan
        self._state = at or State()
        self._elapsed = self._state.at
        self._zero = 0.0
        """The `now` at which unpaused session time was 0."""
        self._stopped: float | None = None
        """The `now` at which the session was paused; `None` if it is not paused, or was restored."""

    @classmethod
    def restore(cls, plan: Plan, snapshot: dict[str, Any]) -> Player:
        """A paused player at the place where `snapshot` was taken; ValueError if it does not fit the plan."""
        try:
            at = state.from_json(snapshot)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a player's snapshot: {error!r}") from error
        if not isinstance(at.index, int) or not 0 <= at.index < len(plan.steps):
            raise ValueError(f"the snapshot is at step {at.index} of {len(plan.steps)}")
        if isinstance(plan.steps[at.index], Work) is not (at.part in (StepPart.LEAD_IN, StepPart.WORK)):
            raise ValueError(f"the snapshot's {at.part.value} does not fit step {at.index}")
        if at.mode in (Mode.GUIDING, Mode.HURT):
            at = commands.stand_still(at, at.at, Mode.PAUSED)
        return cls(plan, at)

    # -- questions, allowed at any time -----------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        """The plan with all changes so far."""
        left_out = self._state.left_out
        return self._plan if self._plan.left_out == left_out else replace(self._plan, left_out=left_out)

    @property
    def state(self) -> State:
        """The player's state."""
        return self._state

    @property
    def status(self) -> Status:
        """The row of ALLOWED that applies now."""
        return self._state.status(self._plan)

    @property
    def step(self) -> Step:
        """The present step."""
        return self._state.step(self._plan)

    @property
    def records(self) -> tuple[Record, ...]:
        """The sets done so far, the latest last."""
        return self._state.records

    @property
    def elapsed(self) -> float:
        """The session time at the latest call."""
        return self._elapsed

    def allows(self, command: Command) -> bool:
        """Whether a command is allowed now."""
        return command in ALLOWED[self.status]

    def next_due(self) -> float | None:
        """The `now` of the next event or of the next second of a countdown; `None` if nothing comes by itself."""
        due = timeline.upcoming(self._plan, self._state)
        if due is None:
            return None
        time = due[0]
        left = self._countdown()
        if left is not None and (left > 0 or self._goes_on()):
            whole = -(-left // 1) - 1
            time = min(time, moment(self._elapsed + left - whole))
        return self._zero + time

    def _goes_on(self) -> bool:
        """Whether the present set has an open end and is being worked at."""
        return self._state.part is StepPart.WORK and self._state.work(self._plan).unended

    def _countdown(self) -> float | None:
        """Seconds left of the present step, below 0 behind the target of an open end; `None` in a self-paced set."""
        at = self._state
        if at.part is not StepPart.WORK:
            return moment(at.until - self._elapsed)
        match at.work(self._plan):
            case Hold() | Timed():
                return moment(at.target - at.seconds(self._elapsed))
            case Repetitions(own=True):
                return None
            case Repetitions() as step:
                return moment(step.takes(at.target - at.done(step, self._elapsed)) - (self._elapsed - at.since))
            case never:
                assert_never(never)

    def left(self) -> float:
        """Seconds to the end of the session without pauses; self-paced sets are estimated at their tempo."""
        step, at = self.step, self._state
        if at.mode is Mode.ENDED:
            return 0.0
        if at.mode is Mode.READY:
            return float(self._plan.total)
        left = self._countdown() or 0.0
        if isinstance(step, Work) and (at.part is StepPart.LEAD_IN or not step.ends_by_itself):
            left += step.takes(at.target - at.done(step, self._elapsed))
        return max(0.0, left) + order.seconds_after(self._plan, at.index, at.left_out)

    def preview(self, until: float) -> tuple[Event, ...]:
        """The events that will come up to a session time if nobody interferes."""
        return _run(self._plan, self._state, until)[1]

    def snapshot(self, *, records: bool = True) -> dict[str, Any]:
        """The state as plain JSON, paused at the time of the latest call, with or without the records."""
        at = self._state if records else replace(self._state, records=())
        if at.mode in (Mode.GUIDING, Mode.HURT):
            at = commands.stand_still(at, self._elapsed, Mode.PAUSED)
        return state.to_json(at)

    # -- time -------------------------------------------------------------------------------------------------------

    def advance(self, now: float) -> tuple[Event, ...]:
        """Let time pass; returns the events that fell due since the last call."""
        elapsed = self._at(now)
        self._state, events = _run(self._plan, self._state, elapsed)
        self._elapsed = _settled(self._state, elapsed)
        return events

    def _at(self, now: float) -> float:
        """Convert `now` to session time, which never goes back."""
        if self._state.mode is not Mode.GUIDING:
            return self._elapsed
        return max(self._elapsed, moment(now - self._zero))

    # -- commands ---------------------------------------------------------------------------------------------------

    def start(self, now: float) -> tuple[Event, ...]:
        """Begin the session."""
        self._check(Command.START, self._state)
        self._zero = now
        started = SessionStarted(0.0, self._plan.title, self._plan.total)
        self._state, events = timeline.enter(self._plan, replace(self._state, mode=Mode.GUIDING), 0, 0.0)
        return (started, *events, *self.advance(now))

    def pause(self, now: float, gap: float = 0.0) -> tuple[Event, ...]:
        """Pause; `gap` is for how many seconds nobody has been guided, 0 if the person asks for the pause."""
        return self._do(Command.PAUSE, now, lambda plan, at, time: commands.pause(plan, at, time, gap))

    def resume(self, now: float) -> tuple[Event, ...]:
        """Go on, after a few seconds so that the countdown can sound."""
        return self._do(Command.RESUME, now, commands.resume)

    def next(self, now: float) -> tuple[Event, ...]:
        """Cut a transition short, or end the set."""
        return self._do(Command.NEXT, now, commands.next_)

    def back(self, now: float) -> tuple[Event, ...]:
        """Return to the transition before the previous set."""
        return self._do(Command.BACK, now, commands.back)

    def redo(self, now: float) -> tuple[Event, ...]:
        """Begin the present set again."""
        return self._do(Command.REDO, now, commands.redo)

    def adjust(self, now: float, by: int) -> tuple[Event, ...]:
        """Make the present step longer (+1) or shorter (-1)."""
        return self._do(Command.ADJUST, now, lambda plan, at, time: commands.adjust(plan, at, time, by))

    def not_ready(self, now: float) -> tuple[Event, ...]:
        """Ask for more time to get ready."""
        return self._do(Command.NOT_READY, now, commands.not_ready)

    def count(self, now: float) -> tuple[Event, ...]:
        """Count one repetition of a self-paced set."""
        return self._do(Command.COUNT, now, commands.count)

    def pain(self, now: float) -> tuple[Event, ...]:
        """Stop work at once for pain."""
        return self._do(Command.PAIN, now, commands.pain)

    def pain_kind(self, now: float, kind: PainKind, score: int | None = None) -> tuple[Event, ...]:
        """Say what the pain is like; after anything but an ache one can only stop or take it back."""
        return self._do(Command.PAIN_KIND, now, lambda plan, at, time: commands.pain_kind(plan, at, time, kind, score))

    def dismiss(self, now: float) -> tuple[Event, ...]:
        """Leave the pain behind: the session is paused where it stopped."""
        return self._do(Command.DISMISS, now, commands.dismiss)

    def finish(self, now: float) -> tuple[Event, ...]:
        """Ask for the end of a paused session; after that one can only stop or take it back."""
        return self._do(Command.FINISH, now, commands.finish)

    def take_back(self, now: float) -> tuple[Event, ...]:
        """Take back the request to end, or what the pain is like; the session stays paused or stopped as before."""
        return self._do(Command.TAKE_BACK, now, commands.take_back)

    def skip_exercise(self, now: float) -> tuple[Event, ...]:
        """Leave out the rest of the exercise that hurts; the session is paused before the next one."""
        return self._do(Command.SKIP_EXERCISE, now, commands.skip_exercise)

    def undo(self, now: float) -> tuple[Event, ...]:
        """Take back the latest record; the place in the session stays."""
        return self._do(Command.UNDO, now, commands.undo)

    def stop(self, now: float) -> tuple[Event, ...]:
        """End the session; the present set is recorded as far as it went."""
        return self._do(Command.STOP, now, commands.stop)

    def replan(self, now: float, plan: Plan) -> tuple[Event, ...]:
        """Change the steps ahead and keep what is done. After pain, the session is paused."""
        settled = _run(self._plan, self._state, self._at(now))[0]
        hurt = settled.mode is Mode.HURT
        merged = merge(self._plan, settled.index, plan, settled.records, hurt=hurt)
        events = self._do(Command.REPLAN, now, lambda old, at, time: commands.replan(old, at, time, merged))
        self._plan = merged.plan
        return events

    # -- how a command is carried out -------------------------------------------------------------------------------

    def _check(self, command: Command, at: State) -> None:
        status = at.status(self._plan)
        if command not in ALLOWED[status]:
            raise NotAllowed(command, status)

    def _do(self, command: Command, now: float, change: Callable[[Plan, State, float], Change]) -> tuple[Event, ...]:
        """Let time pass up to `now`, then change the state; a command that is not allowed does neither."""
        elapsed = self._at(now)
        at, events = _run(self._plan, self._state, elapsed)
        elapsed = _settled(at, elapsed)
        self._check(command, at)
        if self._stopped is not None:
            at = replace(at, paused=moment(at.paused + now - self._stopped))
        at, more = change(self._plan, replace(at, at=elapsed), elapsed)
        self._stopped = now if at.mode in (Mode.PAUSED, Mode.HURT) else None
        self._state = at
        self._elapsed = elapsed
        self._zero = now - elapsed
        return events + more


def _run(plan: Plan, at: State, until: float) -> Change:
    """Go on by itself up to a session time; the state then, and the events on the way."""
    happened: list[Event] = []
    while (due := timeline.upcoming(plan, at)) is not None and due[0] <= until:
        at, events = due[1]()
        happened += events
    return at, tuple(happened)


def _settled(at: State, elapsed: float) -> float:
    """The session time after some events; it stops when the session ends."""
    return at.at if at.mode is Mode.ENDED else max(elapsed, at.at)
