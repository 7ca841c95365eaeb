"""Hypothesis strategies for sessions, choices and what people do.

Values that belong together are drawn at once from all their combinations, since fewer draws give more cases a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace
from plan_builders import OWN, Walk, change

from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.events import PainKind
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import NotAllowed
from hipcoach.session.model import (
    BUILT_IN_TEMPO,
    Advance,
    Affected,
    AtLeast,
    Dose,
    Exercise,
    First,
    Group,
    Modification,
    Order,
    Phase,
    Range,
    Session,
    SetBySet,
    Side,
    Sides,
    Tempo,
    in_rounds,
)


def some(*values: Any) -> st.SearchStrategy[Any]:
    """Draw one of these values."""
    return st.sampled_from(values)


def every(*parts: Any) -> st.SearchStrategy[Any]:
    """Draw one of all combinations of these values."""
    return st.sampled_from(list(product(*parts)))


def ranges(lows: tuple[int, ...], *wider: int) -> list[Range]:
    """Exact amounts, and ranges that are wider by each of the given numbers."""
    return [Range(low, low + more) for low, more in product(lows, wider)]


def tempo(*lengths: int) -> Tempo:
    """A tempo with phases of these lengths."""
    return Tempo(tuple(Phase(f"phase {number}", length) for number, length in enumerate(lengths)))


TEMPOS = (BUILT_IN_TEMPO, *(tempo(*lengths) for lengths in ((0, 0), (1, 2), (0, 3), (2, 0), (3, 0, 1), (1, 1, 1, 2))))
HOLDS = ranges((1, 2, 3, 4, 8, 16, 20, 41, 45), 0, 1, 5, 8)
REPS = ranges((1, 2, 3, 5, 6), 0, 1, 4)
BRIEF = ranges((1, 3), 0, 2)
SHAPE = every(Sides, Order, First, (1, 1, 2, 3), (0, 1, 2))
ON_EACH_SIDE = every((Sides.EACH,), Order, First, (2, 3), (0, 1))
TIMES = every((0, 1, 3, 10, 20), (0, 1, 3, 5, 10), (0, 1, 3, 7, 15))
HELD = Tempo((Phase("lift", 2), Phase("hold", 0), Phase("lower", 1), Phase("relax", 1)), held=1)
OPEN_HOLDS = [AtLeast(low, low + more) for low, more in product((1, 4, 20), (0, 2, 30))]
OPEN_REPS = [AtLeast(low, low + more) for low, more in product((1, 3), (0, 1, 5))]
SECONDS_SET_BY_SET = [SetBySet(tuple(amounts)) for amounts in ((HOLDS[20], HOLDS[1]), (OPEN_HOLDS[5], *HOLDS[4:6]))]
REPS_SET_BY_SET = [SetBySet(tuple(amounts)) for amounts in ((REPS[14], REPS[4], REPS[0]), (REPS[4], OPEN_REPS[1]))]
DOSED = st.sampled_from(
    [{"hold": hold} for hold in HOLDS]
    + [{"reps": reps, "tempo": pace} for reps in REPS for pace in TEMPOS]
    + [{"reps": reps, "hold": hold, "tempo": pace} for reps in REPS for hold in BRIEF for pace in (*TEMPOS[:3], HELD)]
    + [{"hold": hold} for hold in OPEN_HOLDS + SECONDS_SET_BY_SET] * 2
    + [{"time": time} for time in HOLDS[::3] + OPEN_HOLDS + SECONDS_SET_BY_SET] * 2
    + [{"reps": reps, "tempo": pace} for reps in OPEN_REPS + REPS_SET_BY_SET for pace in TEMPOS[:4]]
)


def _easier(forms: Any, *names: str) -> st.SearchStrategy[Modification]:
    return st.sampled_from([change("easier", **dict(zip(names, form, strict=True))) for form in forms])


EASIER = {
    "hold": _easier(product((None, 1), (None, 2, AtLeast(2, 9)), (None, 0, 5)), "sets", "hold", "rest"),
    "time": _easier(product((None, 1), (None, 2, [3, 1]), (None, 0, 5)), "sets", "time", "rest"),
    "reps": _easier(product((None, 1), (None, 1, 3, [2, 1]), (None, 2), (None, 0, 5)), "sets", "reps", "hold", "rest"),
}
LIVELY = st.sampled_from([(False, Advance.AUTO), (False, Advance.AUTO), (True, Advance.AUTO), (False, Advance.WAIT)])


@st.composite
def exercises(draw: st.DrawFn, id: str, *, lively: bool, shapes: Any) -> Exercise:
    """Draw an exercise with one easier form; if `lively`, it may wait for a key or be self-paced."""
    side, order, first, sets, more_sets = draw(shapes)
    rest, switch, prepare = draw(TIMES)
    dosed = draw(DOSED)
    own, advance = draw(LIVELY) if lively else (False, Advance.AUTO)
    return Exercise(
        id=id,
        name=id,
        side=side,
        order=order if "reps" in dosed or order is not Order.ALTERNATE else Order.SWAP_EACH_SET,
        first=first,
        sets=Range(sets, sets + more_sets),
        **({**dosed, "tempo": OWN} if own else dosed),
        rest=rest,
        switch=switch,
        prepare=prepare,
        advance=advance,
        easier=(draw(EASIER["reps" if "reps" in dosed else "time" if "time" in dosed else "hold"]),),
        load="2 kg" if id == "one" else None,
    )


IDS = ("one", "two", "three")
GROUPS = every(
    (None, (0, 1), (0, 2), (1, 3), (0, 3)),
    ((1, 0), (2, 0), (2, 1), (3, 0)),
    (0, 1, 5, 20),
    (None, None, *Sides),
    First,
)
"""Which exercises are a group, in what range of rounds, with how much rest, on which sides, which of them first."""


@st.composite
def sessions(draw: st.DrawFn, *, lively: bool = True, shapes: Any = SHAPE) -> Session:
    """Draw a session of one to three exercises, some of them perhaps in a group."""
    ids = IDS[: draw(some(1, 1, 2, 3))]
    drawn = tuple(draw(exercises(id, lively=lively, shapes=shapes)) for id in ids)
    place, (rounds, more_rounds), rest, side, first = draw(GROUPS)
    members = ids[slice(*place)] if place else ()
    if not members:
        return Session(title="Session", exercises=drawn)
    group = Group("group", "group", members, Range(rounds, rounds + more_rounds), rest, side, first)
    inside = tuple(in_rounds(one, side) if one.id in members else one for one in drawn)
    return Session(title="Session", exercises=inside, groups=(group,))


FIRSTS = every((None, Side.LEFT, Side.RIGHT), (Side.LEFT, Side.RIGHT), (None, *Affected))
LIVES = every((None, None, Pace.OWN, Pace.PACED), (None, None, Advance.WAIT, Advance.AUTO))
CHANGES = every((None, *Dose), (False, False, True))


@st.composite
def choices(draw: st.DrawFn, session: Session, *, lively: bool = True, firsts: Any = None) -> Choices:
    """Draw any choices that the session offers."""
    first, alternate, affected = firsts or draw(FIRSTS)
    pace, advance = draw(LIVES) if lively else (None, None)
    changes = {exercise.id: draw(CHANGES) for exercise in session.exercises}
    return Choices(
        dose=draw(st.sampled_from(Dose)),
        doses={id: dose for id, (dose, _) in changes.items() if dose},
        modifications={id: ("easier",) for id, (_, on) in changes.items() if on},
        first=first,
        alternate=alternate,
        affected=affected,
        # Not drawn by itself, since every draw costs cases.
        loads={"one": {"2 kg": "3 kg"}} if affected is Affected.LEFT else {},
        pace=pace,
        advance=advance,
        attended=lively,
    )


@st.composite
def plans(draw: st.DrawFn, *, lively: bool = True, shapes: Any = SHAPE) -> Plan:
    """Draw a plan; unless `lively`, every step of it runs by itself."""
    session = draw(sessions(lively=lively, shapes=shapes))
    return make_plan(session, draw(choices(session, lively=lively)))


@dataclass(frozen=True)
class Act:
    """A command, and the seconds since the one before."""

    gap: float
    command: str
    values: tuple[Any, ...] = ()


GAPS = (0.0, 0.0, 0.0, 1.0, 3.0, 5.0, 12.0, 30.0, 100.0, *(round(number * 0.377, 3) for number in range(1, 60, 2)))
VALUES: dict[str, tuple[tuple[Any, ...], ...]] = {
    "adjust": ((-1,), (1,)),
    "pain_kind": tuple((kind, score) for kind in PainKind for score in (None, 0, 10)),
}
OFTEN = ("next", "next", "back", "redo", "adjust", "adjust", "pause", "resume", "resume", "count", "count", "count")
SELDOM = (
    "not_ready",
    "pain",
    "dismiss",
    "pain_kind",
    "skip_exercise",
    "undo",
    "finish",
    "take_back",
    "stop",
    "start",
)
TIMING = ("next",) * 5 + ("not_ready",) * 4 + ("adjust", "adjust", "pause", "resume", "resume", "pain", "dismiss")
"""Commands that change the timing but skip no set and repeat none."""


def acts(names: tuple[str, ...] = OFTEN + SELDOM, most: int = 14, least: int = 3) -> st.SearchStrategy[list[Act]]:
    """Draw the commands of a person, sensible or not."""
    return st.lists(
        st.sampled_from(
            [
                Act(gap, name, VALUES.get(name, ((),))[(number * 7 + place) % len(VALUES.get(name, ((),)))])
                for number, gap in enumerate(GAPS)
                for place, name in enumerate(names)
            ]
        ),
        min_size=least,
        max_size=most,
    )


@st.composite
def replanning(draw: st.DrawFn, session: Session) -> tuple[Plan, list[Act]]:
    """Draw a plan, and a person who changes it: dose, easier forms, pace, waiting, exercises left out one by one.

    The first side, the affected one and the order of the exercises do not change during a session.
    """
    firsts = draw(FIRSTS)
    plan = make_plan(session, draw(choices(session, firsts=firsts)))
    doing: list[Act] = []
    for _ in range(draw(some(1, 2, 3, 4))):
        kept = tuple(exercise for exercise in session.exercises if draw(some(True, True, True, False)))
        session = replace(session, exercises=kept or session.exercises)
        doing += draw(acts(FORWARD, 4, 0))
        doing.append(
            Act(
                draw(st.sampled_from(GAPS)),
                "replan",
                (make_plan(session, draw(choices(session, firsts=firsts))),),
            )
        )
    return plan, doing


FORWARD = tuple(name for name in OFTEN + SELDOM if name not in ("finish", "stop", "start", "pain_kind"))


def live(walk: Walk, doing: list[Act]) -> Walk:
    """Give all these commands; those that are not allowed are skipped."""
    for act in doing:
        walk.wait(act.gap)
        give(walk, act)
    return walk


def give(walk: Walk, act: Act) -> bool:
    """Give one command, then advance through everything that is due; False if the command is refused."""
    try:
        walk.do(act.command, *act.values)
    except NotAllowed:
        return False
    finally:
        walk.on(0)
    return True


def started(plan: Plan) -> Walk:
    """A walk that has just begun, on a clock with an odd reading."""
    walk = Walk(plan, now=71234.567)
    walk.do("start")
    return walk
