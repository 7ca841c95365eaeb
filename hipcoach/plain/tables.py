"""Formats sessions and plans as tables of text and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, assert_never

from msgspec import Struct

from hipcoach.diagnostics.problems import Problem
from hipcoach.engine.choices import Choices, equipment, needs_affected
from hipcoach.engine.plan import Plan, PlannedExercise, make_plan
from hipcoach.engine.records import Unit
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Transition, Work, differ
from hipcoach.session.amounts import in_words, span
from hipcoach.session.library import IN_PLACE, Entry, Library
from hipcoach.session.model import Dose, Range, Session, Side
from hipcoach.text.characters import cells, clean, escaped, is_certain, wrapped
from hipcoach.text.columns import beside, words
from hipcoach.text.counts import counted, in_a_row
from hipcoach.text.durations import clock
from hipcoach.text.words import slug

WIDTH = 80
"""The widest line in cells, however wide the terminal is."""
TITLE_LINES = 2
"""The number of lines after which a title or name is cut."""
NAME_WIDTH = 24
"""The widest column of names in cells."""
SAY_AFFECTED = "--affected left or --affected right says which."
"""What is said where the affected side is not known."""
IN_TURN = "L/R"
"""The side of a set in which each repetition is followed by one on the other side."""
PART_LINES = 20
"""The number of lines after which a part of a prescription is cut."""


def within(terminal: int | None) -> int:
    """The width of tables in a terminal of so many columns, or without a terminal."""
    return min(terminal or WIDTH, WIDTH)


def affected_as_text(session: Session, choices: Choices) -> str:
    """For which side a session is done, and how to say it; empty if nothing in it depends on that."""
    # Imported here, because the list of sessions needs none of it.
    from hipcoach.engine.wording import affected_in_words

    told = affected_in_words(session, choices)
    return f"{told}. {SAY_AFFECTED}" if told and choices.affected is None else told


def affected_as_json(session: Session, choices: Choices) -> dict[str, Any]:
    """The same as a field, null where it is not known; none if nothing depends on it."""
    return {"affected": choices.affected} if needs_affected(session) else {}


def plan_as_text(
    plan: Plan, dose: Dose, needed: Sequence[str] = (), width: int = WIDTH, affected: str = ""
) -> Iterator[str]:
    """The side and the equipment, then each exercise with a row for each step, then the total."""
    columns = _columns(plan)
    yield from wrapped(plan.title, width, TITLE_LINES)
    # Imported here, because the list of sessions needs none of it.
    from hipcoach.engine.wording import length, you_need

    yield from _packed((f"{dose.value} dose", f"{length(plan)} in all"), width)
    if affected:
        yield from wrapped(affected, width, PART_LINES)
    if needed:
        yield from wrapped(you_need(needed), width, PART_LINES)
    yield ""
    yield from beside(columns("at", "step", "side", "set"), "dose", width)
    told: set[str] = set()
    for (ident, heading), together in groupby(plan.timeline(), key=lambda timed: _run(plan, timed[1])):
        exercise, timed = plan.exercises[ident], tuple(together)
        if heading is not None and heading not in told:
            told.add(heading)
            yield ""
            yield from wrapped(heading, width, TITLE_LINES)
        yield ""
        yield from _named(exercise, width)
        if ident not in told:
            told.add(ident)
            steps = [step for step in plan.steps if step.exercise == ident]
            for line in _packed(_prescription(exercise, steps), width - 2):
                yield f"  {line}"
        for at, step in timed:
            side = "" if step.side is Side.NONE else IN_TURN if _alternates(step) else step.side.value
            row = columns(clock(at), _word(step), side, f"{step.set}/{exercise.sets}")
            yield from beside(row, _dose(step), width)
    working = sum(step.seconds for step in plan.work)
    share = round(100 * working / plan.total)
    yield ""
    total = (f"total {length(plan)}", counted(len(plan.by_side), "set"), f"{share} % of the time is work")
    yield from _packed(total, width)


def _run(plan: Plan, step: Step) -> tuple[str, str | None]:
    """The exercise whose steps stand together with this one, and the heading of the round of its group, if any."""
    exercise = plan.exercises[step.exercise]
    if exercise.group is None:
        return exercise.id, None
    times = f": round {step.set} of {exercise.sets}" if exercise.sets > 1 else ""
    return exercise.id, f"{exercise.group.name}{times}"


def _columns(plan: Plan) -> Callable[[str, str, str, str], str]:
    """A function that joins the columns before the dose, as wide as this plan needs them."""
    at_width = max(len(clock(plan.total)), len("19:20"))
    set_width = max(len(f"{exercise.sets}/{exercise.sets}") for exercise in plan.exercises.values())
    sided = any(step.side is not Side.NONE for step in plan.steps)

    def row(at: str, step: str, side: str, set: str) -> str:
        where = f"{side:<5}  " if sided else ""
        return f"  {at:>{at_width}}  {step:<7}  {where}{set:<{set_width}}  "

    return row


def _named(exercise: PlannedExercise, width: int) -> Iterator[str]:
    """The name of an exercise, and its id, which `--with` needs, unless that follows from the name."""
    *lines, last = wrapped(exercise.name, width, TITLE_LINES)
    yield from lines
    ident = "" if slug(exercise.name) == exercise.id else f"({exercise.id})"
    yield from _packed((last, ident) if ident else (last,), width, " ")


def _prescription(exercise: PlannedExercise, steps: Sequence[Step]) -> Iterator[str]:
    """What all sets of an exercise have in common: number, side, amount, tempo, modifications."""
    works = [step for step in steps if isinstance(step, Work)]
    sides = {work.side for work in works}
    where = " on each side" if len(sides) > 1 else "" if Side.NONE in sides else f" on the {works[0].side.value}"
    sets = counted(exercise.sets, "set" if exercise.group is None else "round")
    on_one = [work for work in works if work.side is works[0].side]
    differing = on_one if differ(on_one) else on_one[:1]
    match works[0]:
        case Hold():
            yield f"{sets} of {in_a_row([_amount_in_range(work) for work in differing])}{where}"
        case Timed():
            yield f"{sets} of {in_a_row([_amount_in_range(work) for work in differing])} of work{where}"
        case Repetitions() as work:
            where = " on each side in turn" if work.alternates else where
            yield f"{sets} of {in_a_row([_amount_in_range(work) for work in differing])}{where}"
            held = dict.fromkeys(_held(one) for one in works)
            if any(held):
                yield f"each held {in_a_row([each for each in held if each])}"
            tempo = ", ".join(f"{phase.name} {phase.seconds}" for phase in work.phases)
            yield f"at your own pace, timed as {tempo}" if work.own else tempo
        case never:
            assert_never(never)
    if any(step.waits for step in steps if isinstance(step, Transition)):
        yield "each set waits for you"
    if exercise.load is not None:
        yield f"load: {exercise.load}"
    if exercise.effort is not None:
        yield f"effort {exercise.effort} of 10"
    if exercise.modifications:
        yield f"with {', '.join(exercise.modifications)}"


def _alternates(step: Step) -> bool:
    """Whether both sides work in turn in this step."""
    return isinstance(step, Work) and step.alternates


def _packed(parts: Iterable[str], width: int, between: str = " · ") -> Iterator[str]:
    """Parts in as few lines as possible; a part longer than a line is broken between words."""
    line = ""
    for part in parts:
        longer = f"{line}{between}{part}" if line else part
        if cells(longer) > width and line:
            yield from wrapped(line, width, PART_LINES)
            longer = part
        line = longer
    yield from wrapped(line, width, PART_LINES)


def _word(step: Step) -> str:
    """The word for a kind of step."""
    match step:
        case Prepare():
            return "prepare"
        case Switch():
            return "switch"
        case Rest():
            return "rest"
        case Hold():
            return "hold"
        case Timed():
            return "timed"
        case Repetitions():
            return "reps"
        case _:
            assert_never(step)


def _dose(step: Step) -> str:
    match step:
        case Repetitions():
            return _at_least(step, counted(step.target, "repetition"))
        case Prepare(switch=int()):
            return f"{_time(step.seconds)}, change sides at its beginning"
        case Rest(switch=int(switch)):
            return f"{_time(step.seconds)}, change sides {_time(switch)} before its end"
        case Hold() | Timed():
            return _at_least(step, _time(step.seconds))
        case Prepare() | Switch() | Rest():
            return _time(step.seconds)
        case _:
            assert_never(step)


def _at_least(work: Work, amount: str) -> str:
    """The target of a set, which an open end need not stop at."""
    return f"at least {amount}" if work.open else amount


def _amount_in_range(work: Work) -> str:
    """The target of a set and the range that it lies in."""
    match work.unit:
        case Unit.SECONDS if work.open:
            amount = _time(work.target)
        case Unit.SECONDS:
            amount = _time_in_range(work.target, work.range)
        case Unit.REPETITIONS:
            exact = work.open or work.range.low == work.range.high
            within = "" if exact else f" ({work.range.low}-{work.range.high})"
            amount = f"{counted(work.target, 'repetition')}{within}"
        case _:
            assert_never(work.unit)
    return _at_least(work, amount)


def _held(work: Work) -> str:
    """How long each repetition of a set is held; empty if it is not."""
    reps, hold = work.amounts(0)
    return _time_in_range(hold.target, hold.range) if reps and hold else ""


def _time(seconds: int) -> str:
    """Format a time as ranges are: in seconds below two minutes."""
    return f"{seconds} s" if seconds < 120 else in_words(seconds)


def _time_in_range(target: int, prescribed: Range) -> str:
    if prescribed.low == prescribed.high:
        return _time(target)
    return f"{_time(target)} ({span(prescribed.low, prescribed.high)})"


def plan_as_json(plan: Plan, needed: Sequence[str], affected: Mapping[str, Any]) -> Iterator[str]:
    """The plan and the equipment it needs as one JSON object, times in seconds."""
    import json

    steps = [_step(at, step, plan) for at, step in plan.timeline()]
    told = {"title": plan.title, "total": plan.total, "equipment": list(needed), **affected, "steps": steps}
    yield escaped(json.dumps(told, ensure_ascii=False, indent=1))


def _step(at: int, step: Step, plan: Plan) -> dict[str, Any]:
    told: dict[str, Any] = {
        "offset": at,
        "step": _word(step),
        "exercise": step.exercise,
        "side": step.side.value,
        "set": step.set,
        "sets": plan.exercises[step.exercise].sets,
        "seconds": step.seconds,
    }
    if (group := plan.exercises[step.exercise].group) is not None:
        told |= {"round": step.set, "group": group.id}
    if isinstance(step, Work):
        told |= {"n": step.n, "range": [step.range.low, step.range.high], "target": step.target}
        exercise = plan.exercises[step.exercise]
        told |= {"load": exercise.load} if exercise.load is not None else {}
        told |= {"effort": [exercise.effort.low, exercise.effort.high]} if exercise.effort is not None else {}
        told |= {"open": True} if step.open else {}
    match step:
        case Prepare(switch=int(switch)) | Rest(switch=int(switch)):
            told["switch"] = switch
        case Repetitions():
            told["own"] = step.own
            told["tempo"] = [{"phase": phase.name, "seconds": phase.seconds} for phase in step.phases]
            told["hold_s"] = step.hold_target
            told |= {"alternates": True} if step.alternates else {}
        case Prepare() | Switch() | Rest() | Hold() | Timed():
            pass
        case _:
            assert_never(step)
    return told


class Listed(Struct, frozen=True):
    """A row of the list: a session, or what is wrong with its file."""

    entry: Entry
    session: Session | None
    seconds: int | None
    open: bool
    """Whether it may take longer, because sets have an open end."""
    equipment: tuple[str, ...]
    problem: Problem | None


def listed(library: Library, choices: Choices) -> tuple[Listed, ...]:
    """All sessions, each with its length at the chosen dose."""
    found = []
    for entry in library.sessions():
        reading = library.read(entry.path)
        plan = make_plan(reading.session, choices) if reading.session else None
        needed = equipment(reading.session, choices) if reading.session else ()
        problem = reading.problems[0] if reading.session is None else None
        seconds, open_end = (plan.total, plan.open) if plan else (None, False)
        found.append(Listed(entry, reading.session, seconds, open_end, needed, problem))
    return tuple(found)


def list_as_text(sessions: tuple[Listed, ...], own: Path, width: int = WIDTH) -> Iterator[str]:
    """The person's sessions and the presets as two groups, a row for each session."""
    names = min(max((cells(clean(one.entry.name)) for one in sessions), default=0), NAME_WIDTH)
    mine = [one for one in sessions if not one.entry.shipped]
    yield from words("Your own sessions" if mine else f"Your own sessions go into {clean(str(own))}", width)
    for one in mine:
        yield from _row(one, names, width)
    yield ""
    yield "Presets"
    for one in sessions:
        if one.entry.shipped:
            yield from _row(one, names, width)


def programmes_as_text(programmes: Sequence[Entry], width: int = WIDTH) -> Iterator[str]:
    """The names of the programmes, on a few lines; nothing if there is none."""
    if programmes:
        names = ", ".join(clean(entry.name) for entry in programmes)
        yield ""
        yield from words(f"Programmes, which say what to do in which week: {names}", width)


def _row(one: Listed, names: int, width: int) -> Iterator[str]:
    """Name, length and title of a session, side by side.

    The name is never cut, because people type it: a long one, or one whose width differs between terminals, has a line
    of its own.
    """
    name = clean(one.entry.name)
    if one.session is None or one.seconds is None:
        time, title = "?", one.problem.message if one.problem else ""
    else:
        time, title = clock(one.seconds), one.session.title
    if cells(name) > names or not is_certain(name):
        yield f"  {name}"
        name = ""
    columns = f"  {name}{' ' * (names - cells(name))}  {time:>5}{'+' if one.open else ' '} "
    yield from beside(columns, title, width, partial(wrapped, most=TITLE_LINES))
    if one.entry.in_place:
        yield from beside(" " * len(columns), IN_PLACE, width)


def list_as_json(sessions: tuple[Listed, ...]) -> Iterator[str]:
    """All sessions as one JSON array."""
    import json

    rows = [
        {
            "name": one.entry.name,
            "file": str(one.entry.path),
            "shipped": one.entry.shipped,
            "in_place_of_preset": one.entry.in_place,
            "title": one.session.title if one.session else None,
            "summary": one.session.summary if one.session else None,
            "aim": one.session.aim if one.session else None,
            "seconds": one.seconds,
            **({"open": True} if one.open else {}),
            "equipment": list(one.equipment),
            "exercises": [exercise.id for exercise in one.session.exercises] if one.session else [],
            "problem": one.problem.as_json() if one.problem else None,
        }
        for one in sessions
    ]
    yield escaped(json.dumps(rows, ensure_ascii=False, indent=1))
