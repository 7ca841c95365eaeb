"""Settings as `hipcoach settings` prints them, and an example file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hipcoach.settings.found import FoundSettings
from hipcoach.settings.keys import KEYS, MANY, TABLES
from hipcoach.text.characters import clean
from hipcoach.text.columns import beside

WIDTH = 100
"""The most characters of a line in the example."""


def as_text(found: FoundSettings, path: Path, terminal: int | None = None) -> Iterator[str]:
    """A line for each key (several in a narrow terminal): its value, where that comes from, what it is for."""
    yield from beside(
        f"{clean(str(path))} ", "" if found.there else "(there is none: every setting has its default)", terminal
    )
    values = {key: key.written(key.of(found.settings)) or key.unset.partition(",")[0] for key in KEYS}
    name = max(len(key.name) for key in KEYS)
    for table in ("", *TABLES):
        value = max(len(values[key]) for key in KEYS if key.part.table == table)
        yield ""
        if table:
            yield f"[{table}]"
        for key in KEYS:
            if key.part.table == table:
                source = "file" if key in found.given else "default"
                columns = f"{key.name:<{name}}  {values[key]:<{value}}  {source:<7}  "
                yield from beside(columns, key.help, terminal)


def example() -> Iterator[str]:
    """The lines of an example file: every key with its built-in value, or an example, commented out."""
    from textwrap import wrap

    yield "# Settings of hipcoach. To change one, take away the # in front of it and edit the value."
    for table in ("", *TABLES):
        if table:
            yield ""
            yield f"[{table}]"
        for key in KEYS:
            if key.part.table == table:
                words = ", ".join(word for word, _ in key.choices)
                text = f"{key.help.rstrip('.')}: {words if len(key.choices) > MANY else key.allowed}."
                text += "" if key.default else f" If left out: {key.unset}."
                yield ""
                yield from wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
                yield f"#{key.name} = {key.default or key.example}"
