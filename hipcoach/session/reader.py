"""Reads the text of a session or of a library exercise, and collects all problems in it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from hipcoach.diagnostics.problems import Code, Problem, Report, Severity, Source
from hipcoach.session import build, groups
from hipcoach.session.amounts import known
from hipcoach.session.checks import Checks
from hipcoach.session.dose_checks import doses
from hipcoach.session.drawings import Names, unknown_figures
from hipcoach.session.enclosed import OnlyOwn, apart, not_sent, not_used, same
from hipcoach.session.fields import Field, Fields
from hipcoach.session.keys import GROUP, LIBRARY_EXERCISE, SESSION
from hipcoach.session.length import warn_of_length
from hipcoach.session.model import Exercise, Range, Session, Sides, in_rounds
from hipcoach.session.nodes import Node
from hipcoach.session.prescribed import in_another_language, sides_and_loads, sides_in_language, times_a_week
from hipcoach.session.unseen import side_not_said, without_effect
from hipcoach.session.values import LONGEST_ID
from hipcoach.session.walk import Walk
from hipcoach.session.whole_file import file_fields, read_file
from hipcoach.text.characters import shown


class ExerciseFile:
    """A library exercise as far as it could be read; `fields` is `None` exactly if there is an error.

    `apart`: the id that stands for it in the log, where its own stands for another exercise.
    """

    __slots__ = ("apart", "fields", "problems")

    def __init__(self, fields: Fields | None, problems: tuple[Problem, ...], apart: str | None = None) -> None:
        self.fields = fields
        self.problems = problems
        self.apart = apart


class ExerciseShelf:
    """Looks up the exercises for `use`: one by its id, or all ids, needed only if an id is misspelt.

    `figures` gives the names of all figures, `only_own` says whether nobody else has the exercise of an id, and
    `speaks` whether a voice of this machine speaks a language.
    """

    __slots__ = ("figures", "find", "ids", "only_own", "speaks")

    def __init__(
        self,
        find: Callable[[str], ExerciseFile | None],
        ids: Callable[[], Collection[str]],
        figures: Names,
        only_own: OnlyOwn,
        speaks: Callable[[str], bool],
    ) -> None:
        self.find = find
        self.ids = ids
        self.figures = figures
        self.only_own = only_own
        self.speaks = speaks

    def lenient(self) -> ExerciseShelf:
        """The shelf, with every exercise that it does not have as one that cannot be read."""
        nothing = ExerciseFile(None, ())
        find = self.find
        return ExerciseShelf(lambda ident: find(ident) or nothing, self.ids, self.figures, self.only_own, self.speaks)


Lengths = Callable[[Session], dict[str, int]]
"""Seconds that each exercise of a session takes, by id."""


def read_session(
    source: Source, report: Report, shelf: ExerciseShelf, lengths: Lengths | None = None
) -> Session | None:
    """The session in a text; `None` if the report has an error.

    With `lengths`, which gives the seconds of each exercise at the high dose, it also warns of things that can be
    played but are probably not intended, and of texts that no voice can speak.
    """
    return read_file(source, report, lambda walk, root: _session(walk, root, shelf, lengths))


def _session(walk: Walk, root: Node, shelf: ExerciseShelf, lengths: Lengths | None) -> Session | None:
    fields = file_fields(walk, root, SESSION, "a session file")
    if fields is None:
        return None
    checks = Checks(walk.source, walk.report, walk.guess)
    enclosed = _enclosed(fields, walk, shelf, checked=lengths is not None)
    if "library" in fields and fields.get("library", tuple) is None:
        # What it was to bring is not called missing.
        shelf = shelf.lenient()
    found: dict[str, ExerciseFile | None] = {**enclosed}
    items = fields.many("exercises", Fields) or ()
    members = tuple(groups.members(items))
    exercises = [(own, _whole(own, group, walk, shelf, found)) for own, group in members]
    for (own, whole), (_, group) in zip(exercises, members, strict=True):
        checks.exercise(own, whole, walk, sided=group is not None and "side" in group)
        if whole is not None:
            sides_and_loads(checks, own, whole)
            doses(checks, own, whole, None if group is None else group.get("rounds", Range) or Range(1, 1))
    checks.session(fields, exercises, [own for own, group in members if groups.turns(group)])
    in_file = [item for item in items if item.part is GROUP]
    groups.check(checks, in_file, cautions=lengths is not None)
    times_a_week(checks, fields)
    if lengths is not None:
        if not in_another_language(checks, fields, shelf.speaks):
            checks.unspoken(walk.unspoken)
        pairs = [(own, whole) for own, whole in exercises if whole is not None]
        for (own, whole), (_, group) in zip(exercises, members, strict=True):
            if whole is not None:
                checks.afterwards(whole)
                unknown_figures(checks, whole, shelf.figures)
                without_effect(checks, whole, group)
                if not groups.turns(group):
                    side_not_said(checks, fields.get("defaults", Fields), own, whole)
        not_sent(checks, [own for own, _ in exercises], enclosed, shelf.only_own)
        not_used(checks, fields, [own for own, _ in exercises])
        sides_in_language(checks, fields, (whole for _, whole in pairs))
        checks.time_for_afterwards(fields.get("defaults", Fields), pairs)
        checks.time_for_names(fields.get("defaults", Fields), pairs)
    if walk.report.errors:
        return None
    defaults = fields.get("defaults", Fields)
    made: list[Exercise] = []
    inside: dict[int, tuple[str, ...]] = {}
    for n, ((own, whole), (_, group)) in enumerate(zip(exercises, members, strict=True), 1):
        if whole is not None:
            exercise = build.exercise(whole, defaults, build.exercise_id(own, n))
            made.append(exercise if group is None else in_rounds(exercise, group.get("side", Sides)))
            inside[id(group)] = (*inside.get(id(group), ()), exercise.id)
    grouped = tuple(
        build.group(group, defaults, build.group_id(group, n), inside[id(group)]) for n, group in enumerate(in_file, 1)
    )
    session = build.session(fields, tuple(made), grouped)
    if lengths is not None:
        warn_of_length(checks, [own for own, _ in exercises], lengths(session))
    return session


def _enclosed(fields: Fields, walk: Walk, shelf: ExerciseShelf, *, checked: bool) -> dict[str, ExerciseFile]:
    """The exercises that travel with a session, by id; one that differs from another of its id is told apart."""
    found: dict[str, ExerciseFile] = {}
    for name, exercise in fields.get("library", tuple) or ():
        ident = name.text.strip()
        if exercise is None:
            found[ident] = ExerciseFile(None, ())
            continue
        checks = Checks(exercise.source, walk.report, walk.guess)
        _by_itself(checks, exercise, walk, shelf.figures if checked else None)
        if (given := _other_id(exercise, ident)) is not None:
            message = f"this exercise stands under `{ident}`, so its `id` cannot be `{given.value}`"
            walk.problem(Code.ID, message, given.node, f"take `id` out, or let it stand under `{given.value}:`")
        other, own_id = shelf.find(ident), None
        if other is not None and (other.fields is None or not same(exercise, other.fields)):
            own_id = apart(ident, exercise)
            walk.problem(
                Code.CONFLICT,
                f"this is not the `{ident}` that you have: what is done of it is kept apart, as `{own_id}`",
                name,
                f"give it an id of its own, for example `{ident[: LONGEST_ID - 2].rstrip('-')}-2`; or take it out, to "
                "use the one that you have",
                level=Severity.WARNING,
            )
        found[ident] = ExerciseFile(exercise, (), own_id)
    return found


def read_per_week(source: Source, report: Report) -> tuple[Range, Range | None] | None:
    """How many times a week the session in a text is to be done, or on how many days and how often on each.

    No exercise file is read for that.
    """
    return read_file(source, report, _per_week)


def _per_week(walk: Walk, root: Node) -> tuple[Range, Range | None] | None:
    fields = file_fields(walk, root, SESSION, "a session file")
    if fields is None or walk.report.errors or (times := build.per_week(fields)) is None:
        return None
    return times, fields.get("per_day", Range)


def read_exercise(
    source: Source, report: Report, ident: str, *, alone: bool, checked: bool, figures: Names
) -> ExerciseFile:
    """The library exercise in a text; its file is named after its id.

    `alone`: it is read by itself, not for a session whose keys may override its own. `checked`: warn of texts that no
    voice can speak, and of figures that are not among `figures`.
    """
    names = figures if checked else None
    fields = read_file(source, report, lambda walk, root: _exercise(walk, root, ident, names, alone=alone))
    return ExerciseFile(None if report.errors else fields, report.problems())


def _exercise(walk: Walk, root: Node, ident: str, figures: Names | None, *, alone: bool) -> Fields | None:
    """The keys of a library exercise; without `figures` less is checked."""
    fields = file_fields(walk, root, LIBRARY_EXERCISE, "an exercise file")
    if fields is not None:
        checks = Checks(walk.source, walk.report, walk.guess)
        _by_itself(checks, fields, walk, figures)
        if figures is not None:
            checks.unspoken(walk.unspoken)
        if alone:
            checks.without_time(None, fields, fields)
        if (given := _other_id(fields, ident)) is not None:
            walk.problem(
                Code.ID,
                f"this file is called `{shown(ident)}`, so its `id` cannot be `{given.value}`",
                given.node,
                f"take `id` out, or call the file `{given.value}.yaml`",
            )
    return fields


def _by_itself(checks: Checks, exercise: Fields, walk: Walk, figures: Names | None) -> None:
    """Check an exercise of a library by itself; without `figures` less is checked."""
    checks.exercise(exercise, exercise, walk)
    sides_and_loads(checks, exercise, exercise, alone=True)
    doses(checks, exercise, exercise)
    if figures is not None:
        checks.afterwards(exercise)
        unknown_figures(checks, exercise, figures)


def _other_id(exercise: Fields, ident: str) -> Field | None:
    """The `id` of a library exercise, if it is another than that by which the exercise is found."""
    given = exercise.given.get("id")
    return given if given is not None and isinstance(given.value, str) and given.value != ident else None


def built(file: ExerciseFile, ident: str) -> Exercise | None:
    """A library exercise by itself, with the built-in defaults."""
    return None if file.fields is None else build.exercise(file.fields, None, ident)


def _whole(
    own: Fields, group: Fields | None, walk: Walk, shelf: ExerciseShelf, found: dict[str, ExerciseFile | None]
) -> Fields | None:
    """The keys of an exercise with those of the library exercise that it uses, as its group has them, if it is in one.

    `None` if the library exercise could not be read.
    """
    whole = _with_library(own, walk, shelf, found)
    return whole if whole is None or group is None else groups.inside(whole, group)


def _with_library(
    own: Fields, walk: Walk, shelf: ExerciseShelf, found: dict[str, ExerciseFile | None]
) -> Fields | None:
    """The keys of an exercise with those of the library exercise that it uses; `None` if that could not be read."""
    ident = own.get("use", str)
    if ident is None:
        return None if "use" in own else own
    node: Node = own.given["use"].node
    if ident not in found:
        found[ident] = file = shelf.find(ident)
        for problem in file.problems if file is not None else ():
            walk.report.add(problem, node.start)
    file = found[ident]
    if file is None:
        ids = sorted({*shelf.ids(), *(each for each, file in found.items() if file is not None)})
        near = walk.guess(ident, ids)
        if near is not None:
            help = f"did you mean `{near}`?"
        elif ids:
            help = f"there is {known(ids[:12])}" + (" and more" if len(ids) > 12 else "")
        else:
            help = "the library is empty; write the exercise out, with a `name`"
        walk.problem(Code.UNKNOWN_USE, f"the exercise library has no `{ident}`", node, help)
    elif file.apart is not None:
        # Both name the exercise in the log.
        for name in ("use", "id"):
            if own.get(name, str) == ident:
                own.given[name].value = file.apart
    return None if file is None or file.fields is None else own.over(file.fields)
