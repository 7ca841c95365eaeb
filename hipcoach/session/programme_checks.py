"""Checks of a programme that need more than one value: what no week has room for, and what its sessions do not have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import islice, pairwise

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.amounts import known
from hipcoach.session.checks import AGAINST
from hipcoach.session.fields import Field, Fields
from hipcoach.session.model import EVERY_DAY, Aim, Amounts, Exercise, Range, Session
from hipcoach.session.nodes import Node, Text
from hipcoach.session.programme import days_apart, has_repetitions
from hipcoach.session.programme_keys import MOST_WEEKS
from hipcoach.session.walk import Walk
from hipcoach.text.characters import shown

_NAMED = 12
"""The most names that a help lists."""


class SessionShelf:
    """Looks up what a programme names: a session by its name, `None` if it has an error; or all names of sessions.

    `exercises` gives the ids of the exercise library, needed only if a name is unknown.
    """

    __slots__ = ("exercises", "find", "names")

    def __init__(
        self,
        find: Callable[[str], Session | None],
        names: Callable[[], Collection[str]],
        exercises: Callable[[], Collection[str]],
    ) -> None:
        self.find = find
        self.names = names
        self.exercises = exercises

    def asked_once(self) -> SessionShelf:
        """The same, whose names and ids are looked up at most once: a file may name thousands that do not exist."""
        return SessionShelf(self.find, cache(lambda: sorted(self.names())), cache(lambda: frozenset(self.exercises())))


class _Entry:
    """An entry of a week as far as it could be read, with its session and the days between."""

    __slots__ = ("apart", "fields", "has_room", "name", "repetitions", "session", "times")

    def __init__(self, fields: Fields, session: Session | None) -> None:
        self.fields = fields
        self.session = session
        self.name = fields.get("session", str) or ""
        self.times = fields.get("times", Range)
        self.repetitions = session is not None and has_repetitions(session)
        said = fields.get("apart", int) or 0 if "apart" in fields else None
        self.apart = days_apart(said, self.repetitions)
        """0 if it is not known."""
        self.has_room = True
        """Whether a week has room for it after those before it."""

    @property
    def low(self) -> int:
        """On how many days it is done at least; 0 if it is not known."""
        return 0 if self.times is None else self.times.low


def check(walk: Walk, fields: Fields, shelf: SessionShelf) -> None:
    """Check a programme."""
    phases = fields.many("phases", Fields) or ()
    found: dict[str, Session | None] = {}
    shelf = shelf.asked_once()
    _phases(walk, fields, phases)
    for phase in phases:
        entries = [_Entry(each, _session(walk, each, shelf, found)) for each in phase.many("each_week", Fields) or ()]
        _twice(walk, entries)
        _room(walk, entries)
        for entry in entries:
            if entry.session is not None:
                _modifications(walk, entry, entry.session)
                _against(walk, fields, entry, entry.session)
                _odd(walk, entry, entry.session)


def _phases(walk: Walk, fields: Fields, phases: tuple[Fields, ...]) -> None:
    """Check the phases together: their number, their names, and that their weeks are lengths."""
    if (field := fields.given.get("phases")) is not None and len(phases) > MOST_WEEKS:
        message = f"`phases` has {len(phases)} phases; there are at most {MOST_WEEKS}"
        walk.problem(Code.SIZE, message, field.key, "phases that are alike are one, with more `weeks`")
        return
    first: dict[str, Field] = {}
    for phase in phases:
        name, given = phase.get("name", str), phase.given.get("name")
        if name is None or given is None:
            continue
        if (earlier := first.setdefault(name, given)) is not given:
            line = walk.source.line_at(earlier.node.start)[0]
            _warn(
                walk,
                Code.DUPLICATE,
                f"two phases are called `{shown(name)}`, here and on line {line}",
                given.node,
                "give one of them another `name`, so that they can be told apart",
            )
    weeks = [each for phase in phases if (each := phase.get("weeks", Range)) is not None]
    if len(weeks) < len(phases) or not weeks:
        return
    last = phases[-1].given["weeks"]
    # Such as 1-2, 3-6, 7-12: the numbers of the weeks.
    numbered = weeks[0].low == 1 and all(one.high + 1 == two.low for one, two in pairwise(weeks))
    if numbered and len(weeks) > 1 and any(each.low < each.high for each in weeks[1:]):
        lengths = ", ".join(f"`weeks: {each.high - each.low + 1}`" for each in weeks[:_NAMED])
        message = f"`weeks: {weeks[-1]}` lets this phase last {weeks[-1]} weeks"
        _warn(walk, Code.RANGE, message, last.node, f"if you mean the weeks of these numbers, write {lengths}")
    elif (total := sum(each.low for each in weeks)) > MOST_WEEKS:
        message = f"the phases come to {total} weeks, more than a year"
        _warn(walk, Code.RANGE, message, last.node, "make some shorter: after the last phase, its week stays")


def _session(walk: Walk, entry: Fields, shelf: SessionShelf, found: dict[str, Session | None]) -> Session | None:
    """The session of an entry; `None` after saying why there is none."""
    name = entry.get("session", str)
    if name is None:
        return None
    node = entry.given["session"].node
    names = shelf.names()
    if name not in names:
        near = walk.guess(name, names)
        if name in shelf.exercises():
            help = f"`{name}` is an exercise: name a session that has it; `hipcoach new` begins one of your own"
        elif near is not None:
            help = f"did you mean `{near}`?"
        elif names:
            help = f"there is {known(islice(names, _NAMED))}" + (" and more" if len(names) > _NAMED else "")
        else:
            help = "write one first: `hipcoach new` begins it"
        walk.problem(Code.UNKNOWN_SESSION, f"there is no session `{shown(name)}`", node, help)
        return None
    if name not in found:
        found[name] = shelf.find(name)
    if found[name] is None:
        message = f"the session `{shown(name)}` cannot be done as it is"
        walk.problem(Code.UNKNOWN_SESSION, message, node, f"`hipcoach check {shown(name)}` says what is wrong with it")
    return found[name]


def _twice(walk: Walk, entries: list[_Entry]) -> None:
    """Check that no session stands twice in a week, where nobody could tell for which entry it was done."""
    first: dict[str, Node] = {}
    for entry in entries:
        if not entry.name:
            continue
        node = entry.fields.given["session"].node
        if (earlier := first.setdefault(entry.name, node)) is not node:
            line = walk.source.line_at(earlier.start)[0]
            walk.problem(
                Code.DUPLICATE,
                f"`{shown(entry.name)}` stands twice in this phase, here and on line {line}",
                node,
                "keep one of them, with the `times` of both",
                also=walk.source.place(earlier.start),
            )


def _room(walk: Walk, entries: list[_Entry]) -> None:
    """Check that a week has room for the least of what is to be done in it, one session a day."""
    days = 0
    for number, entry in enumerate(entries, 1):
        times = entry.fields.given.get("times")
        if entry.low == 0 or times is None:
            continue
        before, days = entries[: number - 1], days + entry.low
        if days > EVERY_DAY:
            entry.has_room = False
            message = f"the sessions of this phase come to at least {days} days a week; a week has {EVERY_DAY}"
            help = "let some of the `times` begin lower: it is one session a day"
            walk.problem(Code.RANGE, message, times.node, help)
            break
        # Strength takes its days together, a stretch for itself alone.
        beside = [each for each in before if each.apart and each.repetitions and entry.repetitions]
        entry.has_room = _days([*beside, entry]) <= EVERY_DAY
        if not entry.has_room and _days(beside) <= EVERY_DAY:
            _too_close(walk, beside, entry, times)


def _too_close(walk: Walk, beside: list[_Entry], entry: _Entry, times: Field) -> None:
    """Say that there are too few days between an entry and those beside it."""
    both = [*beside, entry]
    names = " and ".join(f"`{shown(each.name)}`" for each in both)
    often, gaps = sum(each.low for each in both), {each.apart for each in both}
    between = "their days" if len(gaps) > 1 else "a day" if gaps == {1} else f"{max(gaps)} days"
    fits = (EVERY_DAY - _days(beside)) // (entry.apart + 1)
    less = f"write `times: {fits}`, or" if fits else "take one of them out, or write"
    closer = "a smaller `apart`" if "apart" in entry.fields else "`apart: 0` if it may follow another on the next day"
    walk.problem(
        Code.RANGE,
        f"{names} {often} times a week, with {between} between, would take {_days(both)} days; a week has {EVERY_DAY}",
        times.node,
        f"{less} {closer}",
    )


def _days(entries: list[_Entry]) -> int:
    """The days that entries take with the days between, done as often as they say at least."""
    return sum(each.low * (each.apart + 1) for each in entries if each.apart)


def _modifications(walk: Walk, entry: _Entry, session: Session) -> None:
    """Check that the session has what an entry turns on, and that it can be on together."""
    exercises = {each.id: each for each in session.exercises}
    on: dict[str, tuple[str, ...]] = {each.id: each.on for each in session.exercises}
    said: set[tuple[str, str]] = set()
    for (ident, change), node in _changes(entry.fields):
        exercise = exercises.get(ident)
        if exercise is None:
            message = f"`{shown(entry.name)}` has no exercise `{ident}`"
            walk.problem(Code.CHOICE, message, node, _there_is(walk, ident, exercises))
            continue
        changes = {each.id: each for each in exercise.modifications}
        if change not in changes:
            message = f"`{ident}` has no easier or harder form `{change}`"
            walk.problem(Code.CHOICE, message, node, _there_is(walk, change, changes))
        elif (ident, change) in said:
            walk.problem(Code.DUPLICATE, f"`{ident}:{change}` is on twice", node, "keep one of them")
        elif (other := _excluded(exercise, change, on[ident])) is not None:
            message = f"`{other}` and `{change}` of `{ident}` cannot be combined"
            by_file = other in exercise.on
            help = f"take it out: `{shown(entry.name)}` has `{other}` on itself" if by_file else "keep one of them"
            walk.problem(Code.CONFLICT, message, node, help)
        else:
            said.add((ident, change))
            on[ident] = (*on[ident], change)


def _changes(entry: Fields) -> Iterator[tuple[tuple[str, str], Node]]:
    """What an entry turns on, exercise and modification, each with its place."""
    field = entry.given.get("with")
    if field is None or not isinstance(field.value, tuple):
        return
    nodes: list[Node] = [field.node] if isinstance(field.node, Text) else list(getattr(field.node, "items", ()))
    for value, node in zip(field.value, nodes, strict=True):
        if isinstance(value, tuple):
            yield value, node


def _there_is(walk: Walk, word: str, options: Collection[str]) -> str:
    near = walk.guess(word, tuple(options))
    if near is not None:
        return f"did you mean `{near}`?"
    return f"there is {known(options)}" if options else "it has none: take this out"


def _excluded(exercise: Exercise, change: str, on: tuple[str, ...]) -> str | None:
    """The modification among those that are on with which another one cannot be on; `None` if there is none."""
    changes = {each.id: each for each in exercise.modifications}
    one = changes[change]
    for two in (changes[ident] for ident in on if ident in changes and ident != change):
        if (one.group is not None and one.group == two.group) or two.id in one.conflicts or one.id in two.conflicts:
            return two.id
    return None


def _against(walk: Walk, fields: Fields, entry: _Entry, session: Session) -> None:
    """Warn of a session that works against the aim of the programme."""
    aim = fields.get("aim", Aim)
    against = AGAINST.get(aim) if aim is not None else None
    if aim is None or all(against not in exercise.trains for exercise in session.exercises):
        return
    _warn(
        walk,
        Code.CONFLICT,
        f"`{shown(entry.name)}` trains `{against}`, which works against the aim `{aim}`",
        entry.fields.given["session"].node,
        "take it out, or change `aim`, for example to `balanced`",
    )


def _odd(walk: Walk, entry: _Entry, session: Session) -> None:
    """Warn of what an entry says that can never be, or changes nothing."""
    times, dose = entry.fields.given.get("times"), entry.fields.given.get("dose")
    if entry.times is not None and times is not None and entry.has_room:
        most = -(-EVERY_DAY // (entry.apart + 1))
        often = None if session.per_week is None else session.per_week.high
        if entry.low <= most < entry.times.high:
            message = f"with {entry.apart} days between, a week has {most} days for it, and never {entry.times.high}"
            _warn(
                walk,
                Code.RANGE,
                message.replace("1 days", "1 day"),
                times.node,
                f"write `times: {Range(entry.low, most)}`",
            )
        elif often is not None and entry.times.high > often:
            message = f"`{shown(entry.name)}` itself says at most {often} a week; here it is {entry.times.high}"
            _warn(
                walk,
                Code.RANGE,
                message,
                times.node,
                f"write `times: {Range(min(entry.low, often), often)}`, if that is not meant",
            )
    if dose is not None and isinstance(dose.value, str) and not _follows_dose(session):
        message = f"`{shown(entry.name)}` has no ranges, so it is the same at any dose"
        _warn(walk, Code.CONFLICT, message, dose.node, "take `dose` out")


def _follows_dose(session: Session) -> bool:
    """Whether anything in a session depends on the dose."""
    amounts: list[Amounts | None] = [group.rounds for group in session.groups]
    for exercise in session.exercises:
        amounts += (exercise.sets, *exercise.amounts)
        for change in exercise.modifications:
            amounts += (change.sets, change.reps, change.hold, change.time)
    ranges = (one for each in amounts if each is not None for one in each.sets)
    return any(one.low < one.high and not one.open for one in ranges)


def _warn(walk: Walk, code: Code, message: str, node: Node, help: str) -> None:
    walk.problem(code, message, node, help, level=Severity.WARNING)
