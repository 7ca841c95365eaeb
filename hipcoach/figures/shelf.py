"""Finds the figures; each is read when it is needed."""

from __future__ import annotations

import re
from pathlib import Path

from hipcoach.figures.model import Figure
from hipcoach.figures.reader import FigureError, parsed, read_figure

FOLDER = "figures"
"""The name of the folder within a sessions folder that holds the figures."""
ENDING = ".toml"
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The names that a figure can have; none of them leads out of the folder."""


class FigureShelf:
    """The figures in some sessions folders; of two with the same name, that in the first folder wins."""

    def __init__(self, *sessions: Path) -> None:
        self._folders = tuple(folder / FOLDER for folder in sessions)

    def names(self) -> tuple[str, ...]:
        """The names of all figures."""
        return tuple(sorted({path.stem for folder in self._folders for path in folder.glob(f"*{ENDING}")}))

    def read(self, name: str) -> Figure | None:
        """The figure of this name; `None` if there is none. Raises `FigureError` if its file is damaged."""
        path = self._path(name)
        if path is None:
            return None
        try:
            text = path.read_text(encoding="utf-8")
            like = parsed(text).get("like")
            return read_figure(text, name, None if like is None else self._base(like))
        except UnicodeDecodeError:
            raise FigureError(f"{path}: It is not UTF-8.") from None
        except OSError as error:
            raise FigureError(f"{path}: {error.strerror}.") from None
        except FigureError as error:
            raise FigureError(f"{path}: {error}") from None

    def _base(self, name: object) -> Figure:
        path = self._path(name) if isinstance(name, str) else None
        if path is None:
            raise FigureError(f"like: there is no figure {name!r}. There are {', '.join(self.names())}.")
        # A base may not build on another figure in turn (its keys are refused), so there are no circles.
        return read_figure(path.read_text(encoding="utf-8"), path.stem)

    def _path(self, name: str) -> Path | None:
        if NAME.fullmatch(name):
            for folder in self._folders:
                path = folder / f"{name}{ENDING}"
                if path.is_file():
                    return path
        return None
