"""The format of a log: what all its lines have in common."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json, JsonFields, choices_from_json

VERSION = 1
"""Of the format. A reader refuses what is newer."""

LARGEST = 64 * 1024 * 1024
"""Bytes: more is no log of a session, and is not read."""

AHEAD = timedelta(minutes=5)
"""How far clocks may be apart: what began later than this from now lies in the future."""


class TooNew(ValueError):  # noqa: N818 - it reads as what it is
    """A log in a format that this version does not know."""


def encode(line: Json) -> bytes:
    """A line as it stands in the file."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    # Half a character can come in with a file name; as the escape that JSON has for it, it goes through.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def moment(at: datetime) -> str:
    """A time of day as a line carries it: local, with its offset."""
    return at.isoformat(timespec="seconds")


# -- reading: ValueError where a line is not what it should be ------------------------------------------------------


def decode(line: bytes) -> JsonFields:
    """A line's fields."""
    try:
        return JsonFields(json.loads(line.decode("utf-8")), "the line")
    except RecursionError:
        raise ValueError("the line goes too deep") from None


def time_of(fields: JsonFields) -> datetime:
    """When a line was written."""
    at = datetime.fromisoformat(fields.text("at"))
    if at.tzinfo is None or not is_time(at):
        raise ValueError(f"'{at}' is not a time with its offset")
    return at


def is_time(at: datetime) -> bool:
    """Whether a session can have been then; days and weeks around it can be reckoned with."""
    return 1900 < at.year < 9000


def lies_ahead(began: datetime | None, now: datetime) -> bool:
    """Whether a session lies in the future, because the clock was ahead when it was logged, or is behind now.

    It is shown as such and decides nothing until its time has come.
    """
    return began is not None and began - now > AHEAD


def refuse_newer(path: Path, fields: JsonFields) -> None:
    """Raise TooNew where a first line is of a later format."""
    if (version := fields.whole("v")) > VERSION:
        raise TooNew(f"{path_shown(path)}: written by a newer hipcoach (format {version}; this one reads {VERSION})")


def usual_of(fields: JsonFields) -> Choices:
    """The choices of a first line to restore next time."""
    return choices_from_json(fields.raw("usual" if fields.has("usual") else "choices"))
