"""The format of a log: what all lines have in common."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, MsgspecError, Struct

from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.codec import Json
from hipcoach.session.model import Whole

T = TypeVar("T", bound=Struct)

VERSION = 1
"""The version of the format; a reader refuses a newer one."""

LARGEST = 64 * 1024 * 1024
"""The largest log in bytes; a larger file is not read."""

AHEAD = timedelta(minutes=5)
"""The tolerance between clocks: a session that began later than this from now counts as in the future."""


Time = Annotated[datetime, Meta(tz=True)]
"""A time with its offset; without one, a line cannot be read."""


class TooNew(ValueError):  # noqa: N818 - `except TooNew` reads well
    """A log in a newer format than this version knows."""


def encode(line: Json) -> bytes:
    """Encode a line as it is written to the file."""
    # Imported here, as below: most commands only read, and then it is almost never needed.
    import json

    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    # A file name can contain a lone surrogate, which UTF-8 refuses but JSON can escape.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def moment(at: datetime) -> str:
    """Format a time for a line: local, with its offset."""
    return at.isoformat(timespec="seconds")


# -- reading: ValueError where a line is not what it should be ------------------------------------------------------


def decode(line: bytes, kind: type[T]) -> T:
    """Read a line as a value of this kind, which ignores the fields that it does not know."""
    # Decoded first, since bytes that are no text may stand in a field that is not looked at.
    text = line.decode("utf-8")
    try:
        return msgspec.json.decode(text, type=kind)
    except (MsgspecError, RecursionError):
        # It refuses half a character, such as may stand in the name of a file, though we have written it.
        import json

        try:
            return msgspec.convert(json.loads(text), kind)
        except RecursionError:
            raise ValueError("the line goes too deep") from None


def time_of(value: object) -> datetime:
    """The time at which a line was written; ValueError if it is none, or not plausible."""
    at = value if isinstance(value, datetime) else msgspec.convert(value, Time)
    if not is_time(at):
        raise ValueError(f"'{at}' is no time of a session")
    return at


def is_time(at: datetime) -> bool:
    """Whether a time is plausible for a session, so that calculating with days and weeks around it cannot overflow."""
    return 1900 < at.year < 9000


def lies_ahead(began: datetime | None, now: datetime) -> bool:
    """Whether a session lies in the future: the clock was ahead when it was logged, or is behind now.

    Such a session is marked when it is shown, and no decision rests on it until its time has come.
    """
    return began is not None and began - now > AHEAD


def refuse_newer(path: Path, version: object) -> None:
    """Raise TooNew if a first line has a newer format, ValueError if it names none."""
    if (version := msgspec.convert(version, Whole)) > VERSION:
        raise TooNew(f"{path_shown(path)}: written by a newer hipcoach (format {version}; this one reads {VERSION})")
