"""The files beside the sessions that are made from the table of keys: the schemas and the format page.

`python -m hipcoach.session.authoring.derived` writes those of the checkout again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hipcoach.session.authoring.format_page import PAGE_FILE, page
from hipcoach.session.authoring.schema import (
    EXERCISE_FILE,
    PROGRAMME_FILE,
    SESSION_FILE,
    as_text,
    exercise_schema,
    programme_schema,
    session_schema,
)
from hipcoach.session.library import EXERCISES, PROGRAMMES, Library, shipped_sessions


def derived(library: Library) -> Mapping[str, str]:
    """The text of each file, by its path within a sessions folder."""
    return {
        SESSION_FILE: as_text(session_schema(library.exercise_ids())),
        f"{EXERCISES}/{EXERCISE_FILE}": as_text(exercise_schema()),
        f"{PROGRAMMES}/{PROGRAMME_FILE}": as_text(programme_schema(library.names())),
        PAGE_FILE: page(library),
    }


def write(folder: Path) -> None:
    """Write the derived files into a sessions folder."""
    for name, text in derived(Library(folder, None)).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(shipped_sessions())
