"""The theme that was chosen in the palette, kept in a file of the app's own: it never writes the settings."""

from __future__ import annotations

from contextlib import suppress

from hipcoach import atomic
from hipcoach.diagnostics.files import why
from hipcoach.paths import Paths

LARGEST = 200
"""The most bytes of the file that are read."""


def kept(places: Paths, setting: str | None) -> str | None:
    """The theme to begin with: the one that was chosen last, in the palette or by changing the `setting`."""
    with suppress(OSError, ValueError):
        with places.theme.open("rb") as file:
            chosen, before = file.read(LARGEST).decode("utf-8").split("\n")[:2]
        if before == (setting or ""):
            return chosen
    return setting


def keep(places: Paths, setting: str | None, chosen: str) -> str | None:
    """Keep a theme that was chosen while the settings said `setting`; returns why it will be forgotten, if it will."""
    try:
        atomic.make_folder(places.theme.parent)
        atomic.write(places.theme, f"{chosen}\n{setting or ''}\n".encode(), replace=True)
    except OSError as error:
        return f"The theme is for this time only, because {places.theme} cannot be written: {why(error)}"
    return None
