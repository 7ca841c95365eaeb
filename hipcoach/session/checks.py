"""Checks that need more than one value: keys that contradict each other, ids that clash, times that are too short."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hipcoach.diagnostics.problems import Code, Place, Report, Severity, Source
from hipcoach.session.amounts import known
from hipcoach.session.build import PREPARE, amounts, exercise_id, modification_id, modifications, seconds
from hipcoach.session.fields import Field, Fields
from hipcoach.session.keys import EXERCISE
from hipcoach.session.model import BUILT_IN_TEMPO, Aim, Amounts, Position, Sides, Tempo, Trains
from hipcoach.session.nodes import Node, Text, span
from hipcoach.session.part import Key
from hipcoach.session.values import LONGEST_ID
from hipcoach.session.walk import Walk
from hipcoach.text.characters import clean, unspoken
from hipcoach.text.words import Guess

AGAINST = {
    Aim.NEUTRAL_ALIGNMENT: Trains.STRENGTHEN_EXTERNAL_ROTATORS,
    Aim.EXTERNAL_ROTATION: Trains.STRENGTHEN_INTERNAL_ROTATORS,
}
_ONE_COUNTS = ("sets", "reps", "hold", "time", "rest", "tempo", "load", "load_step", "afterwards")
"""The keys of a modification that only one modification can change at a time."""


MOST_WORDS = 8
"""The most words of an instruction that a person can follow by ear."""

TIME_FOR_AFTERWARDS = 10
"""The fewest seconds in which a person can hear and do what `afterwards` says."""


WORD = 0.4
"""Seconds that it takes to say a word."""

BEFORE_NAME = 0.6
"""Seconds of getting ready for its tone; a name that fits nowhere else is said in place of three, two, one."""

AROUND_IN_HOLD, AROUND_IN_REPETITIONS = 4.5, 3.0
"""Seconds of a set for tones, three, two, one, and breaths around what is said ahead of the next one."""


class Checks:
    """The checks of one file; problems in a library exercise are reported where the file uses it."""

    def __init__(self, source: Source, report: Report, guess: Guess) -> None:
        self.source = source
        self.report = report
        self.guess = guess

    def problem(
        self,
        code: Code,
        message: str,
        where: tuple[Source, Node],
        help: str,
        *,
        order: int,
        level: Severity = Severity.ERROR,
        also: Place | None = None,
    ) -> None:
        """Note a problem; `order` is its place among the others if it is in another file."""
        source, node = where
        order = node.start if source is self.source else order
        self.report.add(source.problem(code, message, span(node), help, level=level, also=also), order)

    def exercise(self, own: Fields, whole: Fields | None, walk: Walk, *, sided: bool = False) -> None:
        """Check an exercise: `own` has this file's keys, `whole` the library's too; `None` if those are unreadable.

        `sided`: its group says the sides, and is checked for that.
        """
        if "use" not in own:
            name, use, dose = _key("name"), _key("use"), (_key("time"), _key("hold"), _key("reps"))
            walk.require(own, (name,) if own.part is not EXERCISE else (use, name))
            walk.require(own, dose)
        if whole is not None:
            if not sided:
                self._sides(own, whole)
            self._modifications(whole, own.node.start)

    def _sides(self, own: Fields, whole: Fields) -> None:
        side = whole.given.get("side")
        value = Sides.NONE if side is None else side.value
        if not isinstance(value, Sides) or value is Sides.EACH:
            return
        for name in ("order", "first"):
            # A library's `order` or `first` is pointless, but not wrong, if this file chooses another side.
            if (field := own.given.get(name)) is not None:
                self.problem(
                    Code.CONFLICT,
                    f"`{name}` says how two sides follow each other; here `side` is `{value}`",
                    (field.source, field.key),
                    f"write `side: each`, or take `{name}` out",
                    order=own.node.start,
                    also=None if side is None else side.source.place(side.key.start),
                )

    def _modifications(self, whole: Fields, order: int) -> None:
        parts: dict[str, Fields] = {}
        for n, part in enumerate(modifications(whole), 1):
            ident = modification_id(part, n)
            if (first := parts.setdefault(ident, part)) is not part:
                self._twice("modifications", ident, named(part), named(first), order)
        for ident, part in parts.items():
            if (field := part.given.get("conflicts")) is not None:
                for other, node in _ids(field):
                    if other not in parts:
                        # A library file may name a modification that this file has replaced.
                        if field.source is whole.source:
                            self._unknown(field, node, other, parts, order)
                    elif other == ident:
                        self.problem(
                            Code.CONFLICT,
                            f"`{ident}` cannot conflict with itself",
                            (field.source, node),
                            "take it out, or name another",
                            order=order,
                        )
        if (field := whole.given.get("with")) is not None:
            self._with(field, parts, order, lenient=field.source is not whole.source)

    def _with(self, field: Field, parts: dict[str, Fields], order: int, *, lenient: bool) -> None:
        """Check the modifications that are on from the start; `lenient` if this file may have replaced them."""
        place = {ident: n for n, ident in enumerate(parts)}
        on: dict[str, Node] = {}
        # The modification that was turned on earlier, by its group, by the amounts that it changes, by its conflicts.
        groups: dict[str, str] = {}
        amounts: dict[str, str] = {}
        shut: dict[str, str] = {}

        def before(ident: str) -> Place:
            return field.source.place(on[ident].start)

        for ident, node in _ids(field):
            if ident not in parts:
                if not lenient:
                    self._unknown(field, node, ident, parts, order)
                continue
            part, where = parts[ident], (field.source, node)
            if ident in on:
                message = f"`{ident}` is on twice"
                self.problem(Code.DUPLICATE, message, where, "keep one of them", order=order, also=before(ident))
                continue
            group, conflicts = part.get("group", str), part.many("conflicts", str) or ()
            other = shut.get(ident) or next((each for each in conflicts if each in on), None)
            if other is not None:
                message = f"`{other}` and `{ident}` cannot be combined"
                self.problem(Code.CONFLICT, message, where, "keep one of them", order=order, also=before(other))
            elif group is not None and (other := groups.get(group)) is not None:
                message = f"`{other}` and `{ident}` are both of the group `{group}`, of which one can be on"
                self.problem(Code.CONFLICT, message, where, "keep one of them", order=order, also=before(other))
            elif both := [name for name in _ONE_COUNTS if name in part and name in amounts]:
                other = amounts[both[0]]
                message = (
                    f"`{other}` and `{ident}` both change {known(name for name in both if amounts[name] == other)}; "
                    f"what `{max(ident, other, key=place.__getitem__)}` says counts"
                )
                help = "keep one of them, if that is not what you want"
                level = Severity.WARNING
                self.problem(Code.CONFLICT, message, where, help, order=order, level=level, also=before(other))
            on[ident] = node
            shut.update((each, ident) for each in conflicts)
            amounts.update((name, ident) for name in _ONE_COUNTS if name in part)
            if group is not None:
                groups[group] = ident

    def _unknown(self, field: Field, node: Node, ident: str, parts: dict[str, Fields], order: int) -> None:
        near = self.guess(ident, tuple(parts))
        if near:
            help = f"did you mean `{near}`?"
        else:
            help = f"there is {known(parts)}" if parts else "write it under `easier` or `harder` first"
        self.problem(
            Code.CHOICE, f"this exercise has no modification `{ident}`", (field.source, node), help, order=order
        )

    def twice(self, what: str, ident: str, here: Fields, first: Fields) -> None:
        """Note that two parts of a session have the same id."""
        self._twice(what, ident, named(here), named(first), here.node.start)

    def _twice(self, what: str, ident: str, here: tuple[Source, Node], first: tuple[Source, Node], order: int) -> None:
        place = first[0].place(first[1].start)
        where = f"line {place.line}" if first[0] is here[0] else f"line {place.line} of {clean(place.file)}"
        self.problem(
            Code.DUPLICATE,
            f"two {what} have the id `{ident}`; the first is on {where}",
            here,
            f"give one of them another `id`, for example `id: {ident[: LONGEST_ID - 2].rstrip('-')}-2`",
            order=order,
            also=place,
        )

    def session(
        self, fields: Fields, exercises: list[tuple[Fields, Fields | None]], turning: Sequence[Fields] = ()
    ) -> None:
        """Check the exercises together, each as a pair: this file's keys, and those with the library's.

        In those that are `turning`, getting ready is the change of sides.
        """
        first: dict[str, Fields] = {}
        for n, (own, whole) in enumerate(exercises, 1):
            if not {"id", "use", "name"} & own.given.keys() or _unread(own, "id") or _unread(own, "use"):
                continue
            ident = exercise_id(own, n)
            if (earlier := first.setdefault(ident, own)) is not own:
                self.twice("exercises", ident, own, earlier)
            if whole is not None:
                self._against(fields, own, whole)
                if own not in turning:
                    self.without_time(fields.get("defaults", Fields), own, whole)

    def _against(self, fields: Fields, own: Fields, whole: Fields) -> None:
        aim = fields.get("aim", Aim)
        against = AGAINST.get(aim) if aim is not None else None
        if aim is None or against is None or against not in (whole.many("trains", Trains) or ()):
            return
        field = own.given.get("trains") or own.given.get("use") or own.given["name"]
        self.problem(
            Code.CONFLICT,
            f"this exercise trains `{against}`, which works against the aim `{aim}`",
            (field.source, field.node),
            "take it out, or change `aim`, for example to `balanced`",
            order=own.node.start,
            level=Severity.WARNING,
            also=fields.source.place(fields.given["aim"].node.start),
        )

    def without_time(self, defaults: Fields | None, own: Fields, whole: Fields) -> None:
        """Warn if a change of sides on the floor has 0 s, by the exercise's keys or the session's defaults."""
        position = whole.get("position", Position)
        if position is None or not position.on_the_floor:
            return
        if whole.get("side", Sides) not in (Sides.EACH, Sides.AFFECTED):
            return
        own_or_default = whole.given.get("switch") or (defaults and defaults.given.get("switch"))
        said = [part.given["switch"] for part in modifications(whole) if part.get("switch", int) == 0]
        if isinstance(own_or_default, Field) and own_or_default.value == 0:
            said.insert(0, own_or_default)
        for field in said:
            message = f"changing sides in 0 s is hardly possible in the position `{position}`"
            self._too_short(own, field, message, "switch: 10 s")

    def _too_short(self, own: Fields, field: Field, message: str, example: str) -> None:
        """Warn of a time of an exercise that is too short for what has to happen in it."""
        where, fix = (field.source, field.node), f"write for example `{example}`"
        self.problem(Code.RANGE, message, where, fix, order=own.node.start, level=Severity.WARNING)

    def afterwards(self, whole: Fields) -> None:
        """Warn if `afterwards` has more words than a person can follow by ear."""
        for part in (whole, *modifications(whole)):
            field, text = part.given.get("afterwards"), part.get("afterwards", str)
            if field is None or text is None or field.source is not self.source or len(text.split()) <= MOST_WORDS:
                continue
            self.problem(
                Code.SIZE,
                f"`afterwards` has {len(text.split())} words; somebody who listens can follow {MOST_WORDS}",
                (field.source, field.node),
                "say one thing to do, for example `afterwards: Sit down, then take the loop off`",
                order=whole.node.start,
                level=Severity.WARNING,
            )

    def time_for_afterwards(self, defaults: Fields | None, exercises: list[tuple[Fields, Fields]]) -> None:
        """Warn of exercises that leave too little time for the `afterwards` of the one before.

        Each exercise is a pair: this file's keys, and those with the library's.
        """
        for (_, before), (own, whole) in pairwise(exercises):
            left = any("afterwards" in part for part in (before, *modifications(before)))
            prepare = seconds(whole, defaults, "prepare", TIME_FOR_AFTERWARDS)
            field = whole.given.get("prepare") or (defaults and defaults.given.get("prepare"))
            if not left or prepare >= TIME_FOR_AFTERWARDS or not isinstance(field, Field):
                continue
            message = f"getting ready in {prepare} s leaves no time for what is to be done after the exercise before"
            self._too_short(own, field, message, "prepare: 30 s")

    def time_for_names(self, defaults: Fields | None, exercises: list[tuple[Fields, Fields]]) -> None:
        """Warn of exercises whose name and side can be said neither in getting ready for them nor in the set before.

        Each is given as this file says it and with the library's keys.
        """
        before: Fields | None = None
        for own, whole in exercises:
            prepare, name = seconds(whole, defaults, "prepare", PREPARE), whole.get("name", str)
            field = whole.given.get("prepare") or (defaults and defaults.given.get("prepare"))
            last, before = before, whole
            if name is None or not isinstance(field, Field):
                continue
            sided = whole.get("side", Sides) not in (None, Sides.NONE)
            named = WORD * len(name.split())
            needed = named + (WORD * 2 if sided else 0.0)
            if prepare >= needed + BEFORE_NAME or (last is not None and _has_room(last, named, needed)):
                continue
            message = f"getting ready in {prepare} s leaves no time to say `{name}`"
            message += "" if last is None else ", and neither does the set before"
            self._too_short(own, field, message, "prepare: 10 s")

    def unspoken(self, texts: list[Text]) -> None:
        """Warn once of texts that are shown but not said, because the voice cannot speak their script."""
        if not texts:
            return
        first, *others = texts
        more = f", and so are {len(others)} more" if len(others) > 1 else ", and so is one more" if others else ""
        self.problem(
            Code.SCRIPT,
            f"the voice does not speak `{unspoken(first.text)}`, so this text is only shown{more}",
            (self.source, first),
            "whoever follows by ear needs it in Latin letters; whoever looks at the screen needs nothing else",
            order=first.start,
            level=Severity.WARNING,
        )


def _has_room(exercise: Fields, named: float, needed: float) -> bool:
    """Whether the shortest set of an exercise has room for a name of so many seconds, and so many with its side.

    In repetitions a phrase has to fit between two tones.
    """
    reps, tempo = amounts(exercise, "reps"), exercise.get("tempo", Tempo)
    if reps is None:
        seconds = amounts(exercise, "hold") or amounts(exercise, "time")
        return seconds is not None and shortest(seconds) >= needed + AROUND_IN_HOLD
    phases = [phase.seconds for phase in (BUILT_IN_TEMPO if tempo is None or tempo.own else tempo).phases]
    return named <= max(phases) and shortest(reps) * sum(phases) >= needed + AROUND_IN_REPETITIONS


def shortest(amounts: Amounts) -> int:
    """The least of any set."""
    return min(amount.low for amount in amounts.sets)


def _key(name: str) -> Key:
    key = EXERCISE.find(name)
    assert key is not None
    return key


def _ids(field: Field) -> list[tuple[str, Node]]:
    """The ids that a key lists, each with its node."""
    values = field.value
    if not isinstance(values, tuple):
        return []
    nodes: list[Node] = [field.node] if isinstance(field.node, Text) else list(getattr(field.node, "items", ()))
    return [(value, node) for value, node in zip(values, nodes, strict=True) if isinstance(value, str)]


def named(part: Fields) -> tuple[Source, Node]:
    """The place of a part's id or name; if it has neither, of the part."""
    for name in ("id", "use", "name", "group"):
        if (field := part.given.get(name)) is not None:
            return field.source, field.node
    return part.source, part.node


def _unread(part: Fields, name: str) -> bool:
    return name in part and part.get(name, str) is None
