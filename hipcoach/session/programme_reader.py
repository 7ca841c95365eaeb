"""Reads the text of a programme, and collects all problems in it."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Report, Source
from hipcoach.session.build import links, safety
from hipcoach.session.fields import Fields
from hipcoach.session.model import Aim, Dose, Range
from hipcoach.session.nodes import Node
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry
from hipcoach.session.programme_checks import SessionShelf, check
from hipcoach.session.programme_keys import PROGRAMME
from hipcoach.session.walk import Walk
from hipcoach.session.whole_file import file_fields, read_file


def read_programme(source: Source, report: Report, shelf: SessionShelf) -> Programme | None:
    """The programme in a text; `None` if the report has an error."""
    return read_file(source, report, lambda walk, root: _programme(walk, root, shelf))


def _programme(walk: Walk, root: Node, shelf: SessionShelf) -> Programme | None:
    fields = file_fields(walk, root, PROGRAMME, "a programme file")
    if fields is None:
        return None
    check(walk, fields, shelf)
    return None if walk.report.errors else _built(fields)


def _built(fields: Fields) -> Programme:
    """Make a programme; every required key has to be there."""
    title = fields.get("programme", str)
    assert title is not None
    own = fields.get("safety", Fields)
    return Programme(
        title=title,
        phases=tuple(map(_phase, fields.many("phases", Fields) or ())),
        aim=fields.get("aim", Aim),
        summary=fields.get("summary", str),
        goal=fields.get("goal", str),
        sources=links(fields),
        safety=None if own is None else safety(own),
        notes=fields.get("notes", str),
    )


def _phase(fields: Fields) -> ProgrammePhase:
    name, weeks = fields.get("name", str), fields.get("weeks", Range)
    assert name is not None
    assert weeks is not None
    return ProgrammePhase(
        name=name,
        weeks=weeks,
        each_week=tuple(map(_entry, fields.many("each_week", Fields) or ())),
        why=fields.get("why", str),
    )


def _entry(fields: Fields) -> WeekEntry:
    session, times = fields.get("session", str), fields.get("times", Range)
    assert session is not None
    assert times is not None
    return WeekEntry(
        session=session,
        times=times,
        dose=fields.get("dose", Dose),
        modifications=fields.many("with", tuple) or (),
        apart=fields.get("apart", int),
    )
