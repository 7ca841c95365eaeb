"""Opens a session file in the person's editor, and shows the problems in one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from textual.app import SuspendNotSupported

from hipcoach.diagnostics.files import in_words, path_shown
from hipcoach.diagnostics.problems import Problem, has_error, render
from hipcoach.engine.plan import longest
from hipcoach.session.authoring import editing
from hipcoach.ui.screens.problems import EDIT, ProblemsScreen
from hipcoach.ui.screens.text import room_for_text
from hipcoach.ui.shared import SharedApp


def edit(app: SharedApp, path: Path, again: Callable[[], None]) -> None:
    """Open a session file in the person's editor, a shipped one as a copy, and report the result.

    `again` is called if the person wants to edit it once more, because of its problems.
    """
    try:
        edited = editing.edit(app.desk.library, path, editing.editor(os.environ), app.suspend(), longest)
    except editing.CannotWrite as refused:
        app.report(str(refused))
    except OSError as error:
        app.report(in_words(error))
    except SuspendNotSupported:
        app.report("An editor cannot be opened from here; 'hipcoach edit' in a shell does the same.")
    else:
        if not edited.kept:
            app.notify(editing.AS_IT_WAS, markup=False)
        elif edited.problems:
            show_problems(app, edited.path, edited.problems, again)
        else:
            app.notify(f"{path_shown(edited.path)}: no problems", markup=False)


def show_problems(app: SharedApp, path: Path, problems: tuple[Problem, ...], edit: Callable[[], None]) -> None:
    """Show the problems in a session file; `edit` is called if the person wants to edit it."""

    def left(result: str | None) -> None:
        if result == EDIT:
            edit()

    title = f"{path} cannot be used as it is" if has_error(problems) else f"{path} can be used, but"
    text = render(problems, width=room_for_text(app.size.width))
    app.push_screen(ProblemsScreen(title, [text]), left)
