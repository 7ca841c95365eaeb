"""Makes the values of `model` from the fields of a file, and fills in defaults."""

from __future__ import annotations

from hipcoach.session.fields import Fields
from hipcoach.session.loads import Mass
from hipcoach.session.model import (
    BUILT_IN_TEMPO,
    EVERY_DAY,
    Advance,
    Aim,
    Amounts,
    Cue,
    Exercise,
    First,
    Group,
    Instead,
    Link,
    Modification,
    Order,
    Position,
    Range,
    Safety,
    Session,
    SessionLevel,
    SetBySet,
    Sides,
    Tempo,
    Trains,
    sets_of,
)
from hipcoach.text.words import slug

PREPARE, SWITCH, REST, REST_OF_HOLDS = 15, 10, 30, 0
"""Built-in defaults in seconds, for when neither the exercise nor the session gives any."""


def session(fields: Fields, exercises: tuple[Exercise, ...], groups: tuple[Group, ...] = ()) -> Session:
    """Make a session; every required key has to be there."""
    title = fields.get("title", str)
    assert title is not None
    own = fields.get("safety", Fields)
    return Session(
        title=title,
        exercises=exercises,
        groups=groups,
        summary=fields.get("summary", str),
        goal=fields.get("goal", str),
        aim=fields.get("aim", Aim),
        level=fields.get("level", SessionLevel),
        equipment=fields.many("equipment", str) or (),
        per_week=per_week(fields),
        per_day=fields.get("per_day", Range),
        language=fields.get("language", str),
        sources=links(fields),
        safety=None if own is None else safety(own),
        notes=fields.get("notes", str),
    )


def per_week(fields: Fields) -> Range | None:
    """How many times a week; where the file says how often a day, on how many days of it, by default on every day."""
    return fields.get("per_week", Range) or (Range(EVERY_DAY, EVERY_DAY) if "per_day" in fields else None)


def exercise(fields: Fields, defaults: Fields | None, ident: str) -> Exercise:
    """Make an exercise from its fields, those of the library included; `defaults` are the session's."""
    name = fields.get("name", str)
    assert name is not None
    side = fields.get("side", Sides) or Sides.NONE
    order = fields.get("order", Order) if side is Sides.EACH else None
    first = first_side(fields, defaults) if side is Sides.EACH else None
    order, first = order or Order.SWAP_EACH_SET, first or First.LEFT
    reps, hold, time = (amounts(fields, name) for name in ("reps", "hold", "time"))
    each_side_in_turn = side is Sides.EACH and order is Order.SWAP_EACH_SET
    ids = {modification_id(each, n) for n, each in enumerate(modifications(fields), 1)}
    return Exercise(
        id=ident,
        name=name,
        library=fields.get("use", str),
        why=fields.get("why", str),
        feel=fields.many("feel", str) or (),
        setup=fields.many("setup", str) or (),
        cues=fields.many("cues", Cue) or (),
        mistakes=fields.many("mistakes", str) or (),
        stop_if=fields.many("stop_if", str) or (),
        equipment=fields.many("equipment", str) or (),
        trains=fields.many("trains", Trains) or (),
        figure=fields.get("figure", str),
        position=fields.get("position", Position) or Position.OTHER,
        side=side,
        order=order,
        first=first,
        switch_cue=fields.get("switch_cue", str),
        sets=sets_of(fields.get("sets", Range) or Range(1, 1), reps, hold, time),
        reps=reps,
        hold=hold,
        time=time,
        tempo=fields.get("tempo", Tempo) or BUILT_IN_TEMPO,
        rest=seconds(fields, defaults, "rest", REST_OF_HOLDS if hold and not reps and each_side_in_turn else REST),
        switch=seconds(fields, defaults, "switch", SWITCH),
        prepare=seconds(fields, defaults, "prepare", PREPARE),
        afterwards=fields.get("afterwards", str),
        advance=fields.get("advance", Advance) or (defaults and defaults.get("advance", Advance)) or Advance.AUTO,
        sources=links(fields),
        easier=_modifications(fields, "easier", 1),
        harder=_modifications(fields, "harder", 1 + len(fields.many("easier", Fields) or ())),
        # The library file may turn on a modification that the session file has replaced.
        on=tuple(each for each in fields.many("with", str) or () if each in ids),
        notes=fields.get("notes", str),
        load=fields.get("load", str),
        load_step=fields.get("load_step", Mass),
        effort=fields.get("effort", Range),
    )


def first_side(fields: Fields, defaults: Fields | None) -> First | None:
    """The side that begins by the exercise's keys, else by the session's defaults."""
    return fields.get("first", First) or (defaults.get("first", First) if defaults is not None else None)


def amounts(fields: Fields, name: str) -> Amounts | None:
    """What a key prescribes of a set; `None` if it is missing or could not be read."""
    return fields.get(name, Range) or fields.get(name, SetBySet)


def group(fields: Fields, defaults: Fields | None, ident: str, exercises: tuple[str, ...]) -> Group:
    """Make a group from its fields; `exercises` are the ids of its exercises, `defaults` the session's."""
    name = fields.get("group", str)
    assert name is not None
    return Group(
        id=ident,
        name=name,
        exercises=exercises,
        rounds=fields.get("rounds", Range) or Range(1, 1),
        rest=seconds(fields, defaults, "rest", REST),
        side=fields.get("side", Sides),
        first=first_side(fields, defaults) or First.LEFT,
        notes=fields.get("notes", str),
    )


def group_id(fields: Fields, position: int) -> str:
    """The id of a group: the given one, else made from its name or its position."""
    return fields.get("id", str) or slug(fields.get("group", str) or "") or f"group-{position}"


def seconds(fields: Fields, defaults: Fields | None, name: str, built_in: int) -> int:
    """A time in seconds: the exercise's, else the session's default, else the built-in one."""
    for part in (fields, defaults):
        if part is not None and (value := part.get(name, int)) is not None:
            return value
    return built_in


def exercise_id(fields: Fields, position: int) -> str:
    """The id of an exercise: the given one, else the library's, else made from its name or its position."""
    return (
        fields.get("id", str) or fields.get("use", str) or slug(fields.get("name", str) or "") or f"exercise-{position}"
    )


def modifications(fields: Fields) -> tuple[Fields, ...]:
    """The modifications of an exercise, in file order: easier ones first."""
    return (fields.many("easier", Fields) or ()) + (fields.many("harder", Fields) or ())


def modification_id(fields: Fields, position: int) -> str:
    """The id of a modification: the given one, else made from its name or its position."""
    return fields.get("id", str) or slug(fields.get("name", str) or "") or f"modification-{position}"


def links(fields: Fields) -> tuple[Link, ...]:
    """The sources of a session or exercise."""
    sources = fields.many("sources", Fields) or ()
    return tuple(Link(title, each.get("url", str)) for each in sources if (title := each.get("title", str)))


def _modifications(fields: Fields, name: str, first: int) -> tuple[Modification, ...]:
    return tuple(_modification(each, n) for n, each in enumerate(fields.many(name, Fields) or (), first))


def _modification(fields: Fields, position: int) -> Modification:
    name = fields.get("name", str)
    assert name is not None
    instead = fields.get("instead", Fields)
    return Modification(
        id=modification_id(fields, position),
        name=name,
        when=fields.get("when", str),
        cues=fields.many("cues", Cue) or (),
        instead=Instead() if instead is None else _instead(instead),
        group=fields.get("group", str),
        conflicts=fields.many("conflicts", str) or (),
        sets=fields.get("sets", Range),
        reps=amounts(fields, "reps"),
        hold=amounts(fields, "hold"),
        time=amounts(fields, "time"),
        rest=fields.get("rest", int),
        tempo=fields.get("tempo", Tempo),
        switch=fields.get("switch", int),
        prepare=fields.get("prepare", int),
        equipment=fields.many("equipment", str),
        stop_if=fields.many("stop_if", str) or (),
        afterwards=fields.get("afterwards", str),
        load=fields.get("load", str),
        load_step=fields.get("load_step", Mass),
    )


def _instead(fields: Fields) -> Instead:
    return Instead(
        setup=fields.many("setup", str),
        cues=fields.many("cues", Cue),
        feel=fields.many("feel", str),
        mistakes=fields.many("mistakes", str),
        switch_cue=fields.get("switch_cue", str),
        figure=fields.get("figure", str),
    )


def safety(fields: Fields) -> Safety:
    """The safety texts of a file."""
    return Safety(
        before=fields.many("before", str) or (),
        stop_if=fields.many("stop_if", str) or (),
        get_help_if=fields.many("get_help_if", str) or (),
    )
