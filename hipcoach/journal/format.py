"""The format of a log: what all lines have in common."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json, JsonFields, choices_from_json

VERSION = 1
"""The version of the format; a reader refuses a newer one."""

LARGEST = 64 * 1024 * 1024
"""The largest log in bytes; a larger file is not read."""

AHEAD = timedelta(minutes=5)
"""The tolerance between clocks: a session that began later than this from now counts as in the future."""


class TooNew(ValueError):  # noqa: N818 - `except TooNew` reads well
    """A log in a newer format than this version knows."""


def encode(line: Json) -> bytes:
    """Encode a line as it is written to the file."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    # A file name can contain a lone surrogate, which UTF-8 refuses but JSON can escape.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def moment(at: datetime) -> str:
    """Format a time for a line: local, with its offset."""
    return at.isoformat(timespec="seconds")


# -- reading: ValueError where a line is not what it should be ------------------------------------------------------


def decode(line: bytes) -> JsonFields:
    """Decode a line into its fields."""
    try:
        return JsonFields(json.loads(line.decode("utf-8")), "the line")
    except RecursionError:
        raise ValueError("the line goes too deep") from None


def time_of(fields: JsonFields) -> datetime:
    """The time at which a line was written."""
    at = datetime.fromisoformat(fields.text("at"))
    if at.tzinfo is None or not is_time(at):
        raise ValueError(f"'{at}' is not a time with its offset")
    return at


def is_time(at: datetime) -> bool:
    """Whether a time is plausible for a session, so that calculating with days and weeks around it cannot overflow."""
    return 1900 < at.year < 9000


def lies_ahead(began: datetime | None, now: datetime) -> bool:
    """Whether a session lies in the future: the clock was ahead when it was logged, or is behind now.

    Such a session is marked when it is shown, and no decision rests on it until its time has come.
    """
    return began is not None and began - now > AHEAD


def refuse_newer(path: Path, fields: JsonFields) -> None:
    """Raise TooNew if a first line has a newer format."""
    if (version := fields.whole("v")) > VERSION:
        raise TooNew(f"{path_shown(path)}: written by a newer hipcoach (format {version}; this one reads {VERSION})")


def usual_of(fields: JsonFields) -> Choices:
    """The choices that a first line keeps for the next session."""
    return choices_from_json(fields.raw("usual" if fields.has("usual") else "choices"))
