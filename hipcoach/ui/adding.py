"""Puts a session file from anywhere into the person's own list; whatever waits for the disk runs in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace
from textual.app import SystemCommand
from textual.screen import Screen

from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.plan import longest
from hipcoach.session.authoring import adding
from hipcoach.session.authoring.adding import is_listed
from hipcoach.session.authoring.own_folder import CannotWrite
from hipcoach.session.library import Reading
from hipcoach.ui.screens.adding import InItsPlace, NameTaken, WhichFile
from hipcoach.ui.session_files import edit, show_problems
from hipcoach.ui.shared import WAITING, SharedApp

After = Callable[[Path], None]
"""Is called with the file of a session once it is in the list."""


class ForOne(Protocol):
    """A screen for one session."""

    reading: Reading
    """The session's file."""


def ask_for_file(app: SharedApp, after: After) -> None:
    """Ask for the path of a session file, check it, and put it into the list."""
    asked = app.screen

    def chosen(path: Path | None) -> None:
        if path is not None:
            app.run_worker(_Adding(app, asked, after).check(path), group=WAITING)

    app.push_screen(WhichFile(), chosen)


def adding_command(app: SharedApp, screen: ForOne) -> Iterator[SystemCommand]:
    """The palette's command for a session that was opened by its path and is not in the list.

    From then on it is that file of the list that is followed and logged.
    """

    def added(path: Path) -> None:
        screen.reading = replace(screen.reading, path=path)

    def add() -> None:
        app.run_worker(_Adding(app, app.screen, added).add(screen.reading), group=WAITING)

    if not is_listed(app.desk.library, screen.reading.path):
        yield SystemCommand("Add to your list", "Keep this session file among your own", add)


class _Adding:
    """Puts one file into the list; asks nothing any more once the person has gone on to another screen."""

    def __init__(self, app: SharedApp, asked: Screen[Any], after: After) -> None:
        self._app = app
        self._asked = asked
        self._after = after

    async def check(self, path: Path) -> None:
        """Read a file and put it there, or show what is wrong with it."""
        reading = await asyncio.to_thread(self._app.desk.library.read, path, longest)
        if reading.session is not None:
            await self.add(reading)
        if reading.problems and self._app.screen is self._asked:
            show_problems(self._app, path, reading.problems, partial(self._edit, path))

    def _edit(self, path: Path) -> None:
        """Open the file in the person's editor."""
        edit(self._app, path, partial(self._edit, path))

    async def add(self, reading: Reading, name: str | None = None) -> None:
        """Put a session there under its title or another name; ask first if the name is taken."""
        try:
            one = await asyncio.to_thread(adding.addition, self._app.desk.library, reading, name)
        except CannotWrite as refused:
            self._app.report(str(refused))
            return
        if one.there:
            self._done(one, "is the same already")
        elif one.taken is None:
            await self._put(one)
        elif self._app.screen is self._asked:
            self._app.push_screen(NameTaken(one.question), lambda answer: self._answered(reading, one, answer))

    def _answered(self, reading: Reading, one: adding.Addition, answer: InItsPlace | str | None) -> None:
        match answer:
            case None:
                self._app.notify("Nothing was changed.", markup=False)
            case InItsPlace.OF_IT:
                self._app.run_worker(self._put(one), group=WAITING)
            case str():
                self._app.run_worker(self.add(reading, answer), group=WAITING)

    async def _put(self, one: adding.Addition) -> None:
        try:
            await asyncio.to_thread(adding.add, self._app.desk.library, one)
        except CannotWrite as refused:
            self._app.report(str(refused))
        else:
            self._done(one, "is in your list now")

    def _done(self, one: adding.Addition, what: str) -> None:
        self._app.notify(f"{path_shown(one.path)} {what}.", markup=False)
        self._after(one.path)
