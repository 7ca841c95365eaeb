"""What the person says of themselves once: which side is affected, and the loads that they take.

Each is a line of the person's files (`person_file`); the latest of all installations counts, and a damaged one costs
itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.advice.evidence import group
from hipcoach.engine.choices import Choices, needs_affected, written_loads
from hipcoach.engine.codec import Json
from hipcoach.journal.disk import Disk
from hipcoach.journal.format import decode, lies_ahead, moment, time_of
from hipcoach.journal.lines import Dated
from hipcoach.journal.person_file import append, texts
from hipcoach.journal.reading import Kind
from hipcoach.session.loads import mass_of
from hipcoach.session.model import Affected, Session


class AffectedLine(Dated, frozen=True):
    """Which side is affected."""

    side: Affected


class LoadLine(Dated, frozen=True):
    """The load that is taken for an exercise where a file says another one."""

    exercise: str
    """Its id in the library, or else in its session, as the history groups it."""
    said: str
    """What the file says."""
    value: str


PersonLine = AffectedLine | LoadLine
"""A line of the person's file; lines of other kinds are passed over."""


class Person(Struct, frozen=True):
    """What is known about the person."""

    affected: Affected | None = None
    loads: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """The weights that are taken, by exercise as the history groups it, then by the weight that a file says."""


def person(log: Path, now: datetime) -> Person:
    """Read what the person has said on any installation; what cannot be read counts as not said."""
    lines = sorted(_lines(log, now), key=_when)
    affected: Affected | None = None
    loads: dict[str, dict[str, str]] = {}
    for line in lines:
        match line:
            case AffectedLine(side=side):
                affected = side
            case LoadLine(exercise=exercise, said=said, value=value):
                loads.setdefault(exercise, {})[said] = value
    return Person(affected, MappingProxyType({name: MappingProxyType(taken) for name, taken in loads.items()}))


def _when(line: PersonLine) -> datetime:
    return line.at


def _lines(log: Path, now: datetime) -> Iterator[PersonLine]:
    """All lines that can be read, those of one file in its order; none from the future."""
    for text in texts(log):
        line = _read(text)
        if line is not None and not lies_ahead(line.at, now):
            yield line


def _read(text: bytes) -> PersonLine | None:
    """The line in a text; `None` for one that cannot be read, or is of another kind."""
    try:
        match decode(text, Kind).t:
            case "affected":
                side = decode(text, AffectedLine)
                return replace(side, at=time_of(side.at))
            case "load":
                load = decode(text, LoadLine)
                return replace(load, at=time_of(load.at)) if _is_change(load.said, load.value) else None
            case _:
                return None
    except (ValueError, RecursionError):
        return None


def _is_change(said: str, value: str) -> bool:
    """Whether one weight can be taken for another."""
    one, other = mass_of(said), mass_of(value)
    return one is not None and other is not None and one.unit is other.unit


def as_said(session: Session, choices: Choices, known: Person) -> Choices:
    """The choices with what is known of the person, as far as the session needs it and they do not say it already."""
    loads = {}
    for exercise in session.exercises:
        said = written_loads(exercise)
        kept = known.loads.get(group(exercise), {})
        kept = {file: taken for file, taken in kept.items() if file in said and taken != file}
        if kept := {**kept, **choices.loads.get(exercise.id, {})}:
            loads[exercise.id] = MappingProxyType(kept)
    affected = choices.affected or (known.affected if needs_affected(session) else None)
    return replace(choices, affected=affected, loads=MappingProxyType(loads))


def news(session: Session, choices: Choices, known: Person, at: datetime) -> tuple[PersonLine, ...]:
    """What choices say of the person that is not known yet."""
    lines: list[PersonLine] = []
    if choices.affected not in (None, known.affected):
        lines.append(AffectedLine(at, choices.affected))
    for exercise in session.exercises:
        kept = known.loads.get(group(exercise), {})
        for said, value in choices.loads.get(exercise.id, {}).items():
            if kept.get(said, said) != value:
                lines.append(LoadLine(at, group(exercise), said, value))
    return tuple(lines)


def keep(log: Path, install: str, lines: tuple[PersonLine, ...], disk: Disk | None = None) -> None:
    """Append lines to the file of an installation, each in one write. Raises OSError."""
    if lines:
        append(log, install, map(_json, lines), disk)


def _json(line: PersonLine) -> Json:
    match line:
        case AffectedLine():
            return {"t": "affected", "at": moment(line.at), "side": line.side.value}
        case LoadLine():
            return {
                "t": "load",
                "at": moment(line.at),
                "exercise": line.exercise,
                "said": line.said,
                "value": line.value,
            }
