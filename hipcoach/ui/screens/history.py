"""The history: weeks, pain, exercises, and every session.

Threads read the files and calculate the figures; the event loop gets small messages and paints.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from hipcoach.advice.weeks import first_day
from hipcoach.diagnostics.files import in_words
from hipcoach.journal.figures import DAYS, Sitting, Week, exercises, pain, sitting, weeks
from hipcoach.journal.fold import read
from hipcoach.journal.format import TooNew
from hipcoach.journal.history import seen_now, sessions
from hipcoach.journal.measures import measured
from hipcoach.journal.report import in_full
from hipcoach.journal.to_weeks import goals_of_weeks
from hipcoach.session.model import Range
from hipcoach.text.characters import clean
from hipcoach.ui.charts import (
    EXERCISES_LEGEND,
    WEEKS_LEGEND,
    ChartRoom,
    Line,
    exercises_in_lines,
    legend,
    pain_in_lines,
    prose,
    row_of,
    weeks_in_lines,
)
from hipcoach.ui.dashboard import dashboard, fits
from hipcoach.ui.measure_charts import measures_in_lines
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.page import Page
from hipcoach.ui.widgets.rows import Rows

FIRST, CHUNK = 20, 100
"""The number of sessions in the first batch, and in each one after it."""

TOLD = 200
"""How many unreadable files are named."""


class Look(StrEnum):
    """The view that is shown."""

    WEEKS = "weeks"
    PAIN = "pain"
    EXERCISES = "exercises"
    SESSIONS = "sessions"
    MEASURES = "measures"


SPANS = ((12, "last 12 weeks"), (52, "last year"), (156, "last three years"), (None, "all years"))
"""The spans of the figures, in weeks, `None` for all, each with its name."""


class History(WhileOpen[None]):
    """Shows figures over many sessions, and the sessions one by one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", id="history.leave", tooltip="Back to the list of sessions"),
        Binding("1", "look('weeks')", "Weeks", id="history.weeks", tooltip="Days, sessions and minutes of each week"),
        Binding("2", "look('pain')", "Pain", id="history.pain", tooltip="Pain before, after and the next morning"),
        Binding("3", "look('exercises')", "Exercises", id="history.exercises", tooltip="Left and right over time"),
        Binding("4", "look('sessions')", "Sessions", id="history.sessions", tooltip="Every session; Enter opens one"),
        Binding("5", "look('measures')", "Measures", id="history.measures", tooltip="How far the hips turn, and pain"),
        Binding("s", "span", "Span", id="history.span", tooltip="12 weeks, a year, three years or all"),
        Binding("u", "unread", "Unread", id="history.unread", tooltip="What could not be read", show=False),
    ]

    AUTO_FOCUS = "#figures"

    app: SharedApp

    class Some(Message):
        """A batch of sessions has been read."""

        def __init__(self, sittings: Sequence[Sitting], refused: Sequence[str], whole: bool) -> None:
            super().__init__()
            self.sittings = sittings
            self.refused = refused
            self.whole = whole

    class Planned(Message):
        """The planned sessions per week are known, by the session file's name."""

        def __init__(self, per_week: Mapping[str, Range], per_day: Mapping[str, Range]) -> None:
            super().__init__()
            self.per_week = per_week
            self.per_day = per_day

    class Drawn(Message):
        """Figures have been calculated."""

        def __init__(self, number: int, lines: Sequence[Line]) -> None:
            super().__init__()
            self.number = number
            self.lines = lines

    class SessionDetails(Message):
        """A session has been read in full."""

        def __init__(self, title: str, lines: Sequence[str]) -> None:
            super().__init__()
            self.title = title
            self.lines = lines

    def __init__(self) -> None:
        super().__init__()
        self._sittings: list[Sitting] = []
        """The sessions read so far, newest first."""
        self._refused: list[str] = []
        self._per_week: Mapping[str, Range] = {}
        self._per_day: Mapping[str, Range] = {}
        self._whole = False
        """Whether all sessions have been read."""
        self._opening = False
        """Whether a session is being read in full."""
        self._look = Look.WEEKS
        self._span = 0
        self._drawing = 0
        """The number of the latest drawing; earlier ones are dropped when they arrive."""

    def compose(self) -> ComposeResult:
        """Lay out a title, the figures or the sessions, and a line about unreadable files."""
        yield Static(id="title", markup=False)
        yield Page(id="figures")
        yield Rows(lambda number: row_of(self._sittings[number]), id="past")
        yield Static(id="unread", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Start reading, the newest session first."""
        self._show()
        self._read()

    # -- reading ----------------------------------------------------------------------------------------------------

    @work(thread=True, exit_on_error=False)
    def _read(self) -> None:
        worker = get_current_worker()
        refused: list[str] = []
        some: list[Sitting] = []
        size = FIRST
        for folded in sessions(self.app.desk.places.log, refused=refused.append):
            some.append(sitting(seen_now(folded, self.app.desk.wall())))
            if len(some) == size:
                self.post_message(self.Some(some, tuple(refused), whole=False))
                if size == FIRST:
                    self._read_plans()
                some, size = [], CHUNK
                refused.clear()
            # Let the event loop paint between two batches.
            time.sleep(0)
            if worker.is_cancelled:
                return
        self.post_message(self.Some(some, tuple(refused), whole=True))
        if size == FIRST:
            self._read_plans()

    def _read_plans(self) -> None:
        """Read the planned sessions per week from the session files."""
        found: dict[str, Range] = {}
        daily: dict[str, Range] = {}
        for entry in self.app.desk.library.sessions():
            session = self.app.desk.library.read(entry.path).session
            if session is not None and session.per_week is not None:
                found.setdefault(entry.path.name, session.per_week)
                if session.per_day is not None:
                    daily.setdefault(entry.path.name, session.per_day)
            time.sleep(0)
        self.post_message(self.Planned(found, daily))

    def on_history_some(self, message: Some) -> None:
        """Add a batch of sessions; draw again if they are in the span shown."""
        covered = self._covered()
        self._sittings += message.sittings
        self._refused += message.refused
        self._whole = message.whole
        self.query_one(Rows).show(len(self._sittings))
        self._show_title()
        if not covered or message.whole:
            self._draw()

    def _covered(self) -> bool:
        """Whether all sessions in the span have been read."""
        first = self._first()
        oldest = self._sittings[-1].day if self._sittings else None
        return self._whole or (first is not None and oldest is not None and oldest < first)

    def on_history_planned(self, message: Planned) -> None:
        """Draw the weeks with the planned sessions per week."""
        self._per_week, self._per_day = message.per_week, message.per_day
        self._draw()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Report an error in a reading or calculating thread."""
        if event.state is WorkerState.ERROR:
            self._opening = False
            self.notify(f"Not everything can be shown: {event.worker.error}", markup=False, severity="error")

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the chosen view."""
        listing = self._look is Look.SESSIONS
        figures, past = self.query_one(Page), self.query_one(Rows)
        figures.display, past.display = not listing, listing
        (past if listing else figures).focus()
        figures.scroll_home(animate=False)
        self._show_title()
        self._draw()

    def _show_title(self) -> None:
        count = len(self._sittings)
        number = f"{count:,} so far" if not self._whole else _number(count, "session") or "no session"
        span = "Enter opens one" if self._look is Look.SESSIONS else SPANS[self._span][1]
        facts = (f"History: {self._look.value}", span, number)
        self.query_one("#title", Static).update(" · ".join(facts))
        lines = sum(one.unreadable for one in self._sittings)
        unread = self.query_one("#unread", Static)
        told = (_number(len(self._refused), "file or folder", "files or folders"), _number(lines, "line"))
        unread.display = bool(self._refused or lines)
        unread.update(f"{' and '.join(filter(None, told))} cannot be read; u says more")

    def _today(self) -> date:
        return self.app.desk.wall().date()

    def _first(self) -> date | None:
        """The first day of the first week of the span; `None` for all years."""
        number = SPANS[self._span][0]
        return None if number is None else self._begins(self._today()) - timedelta(days=DAYS * (number - 1))

    def _begins(self, day: date) -> date:
        """The first day of the week that a day is in."""
        return first_day(day, self.app.desk.settings.week_begins.number)

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self._draw()

    def _draw(self) -> None:
        """Calculate the figures in a thread; the result of an earlier drawing is dropped."""
        if self._look is Look.SESSIONS or not self.is_mounted:
            return
        self._drawing += 1
        room = self.query_one(Page).scrollable_content_region
        if room.width:
            self._reckon(self._drawing, ChartRoom(room.width, room.height))

    @work(thread=True, exit_on_error=False)
    def _reckon(self, number: int, room: ChartRoom) -> None:
        if number != self._drawing:
            return
        # Not an argument of the worker, which would format it as text: this may be ten years of sessions.
        self.post_message(self.Drawn(number, self._lines(tuple(self._sittings), room)))

    def _lines(self, sittings: tuple[Sitting, ...], room: ChartRoom) -> list[Line]:
        known = measured(self.app.desk.places.log, self.app.desk.wall())
        if not sittings and self._look is not Look.MEASURES:
            if not self._whole:
                return [Line("")]
            nothing = "Nothing is logged yet. A session that you have followed will be here."
            return prose("No session can be read; u says more." if self._refused else nothing, room)
        today, first = self._today(), self._first()
        if first is None:
            days = [*(one.day for one in sittings if one.day), *(one.day for one in known.taken)]
            first = min(days, default=today)
        shown = [one for one in sittings if one.day and first <= one.day]
        match self._look:
            case Look.WEEKS:
                found = self._weeks(sittings, today, first)
                if fits(room):
                    return dashboard(found, pain(shown), exercises(shown), sittings, first, today, room, known.taken)
                return [*legend(WEEKS_LEGEND, room.width), *weeks_in_lines(found, today, room)]
            case Look.PAIN:
                return pain_in_lines(pain(shown), first, today, room)
            case Look.MEASURES:
                return measures_in_lines(known, pain(shown), first, today, room)
            case Look.EXERCISES | Look.SESSIONS:
                rows = exercises_in_lines(exercises(shown), first, today, room)
                return [*legend(EXERCISES_LEGEND, room.width), *rows]

    def _weeks(self, sittings: tuple[Sitting, ...], today: date, first: date) -> tuple[Week, ...]:
        """The weeks from that of the first day on, each with what a programme needed of it."""
        desk = self.app.desk
        begins = desk.settings.week_begins.number
        number = max(1, (self._begins(today) - self._begins(first)).days // DAYS + 1)
        programme = goals_of_weeks(desk.places.log, desk.wall(), desk.library, begins, sittings)
        plans = self._per_week, self._per_day
        return weeks(sittings, today, number, *plans, week_begins=begins, programme=programme)

    def on_history_drawn(self, message: Drawn) -> None:
        """Show the figures, unless a newer drawing is under way."""
        if message.number == self._drawing:
            self.query_one(Page).show(message.lines)

    # -- keys -------------------------------------------------------------------------------------------------------

    def action_look(self, look: str) -> None:
        """Change to another view."""
        self._look = Look(look)
        self._show()

    def action_span(self) -> None:
        """Change to the next longer span, or back to the shortest."""
        self._span = (self._span + 1) % len(SPANS)
        self._show_title()
        self._draw()

    def action_unread(self) -> None:
        """List the files that could not be read."""
        lines = self._refused[:TOLD]
        if len(self._refused) > TOLD:
            lines.append(f"and {len(self._refused) - TOLD:,} more")
        lines += [
            f"{one.path.name}: {_number(one.unreadable, 'line')} cannot be read"
            for one in [one for one in self._sittings if one.unreadable][:TOLD]
        ]
        self.app.push_screen(TextScreen("What could not be read", lines or ["Everything could be read."]))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Read a session in full, to show it; one at a time."""
        if not self._opening:
            self._opening = True
            self._open(self._sittings[message.number])

    @work(thread=True, exit_on_error=False)
    def _open(self, one: Sitting) -> None:
        try:
            lines: Sequence[str] = in_full(seen_now(read(one.path, places=False), self.app.desk.wall()))
        except TooNew as error:
            lines = [str(error)]
        except OSError as error:
            lines = [f"It cannot be read any more: {in_words(error)}"]
        self.post_message(self.SessionDetails(one.title, lines))

    def on_history_session_details(self, message: SessionDetails) -> None:
        """Show a session in full."""
        self._opening = False
        self.app.push_screen(TextScreen(clean(message.title), message.lines))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.app.back_to_list()


def _number(count: int, thing: str, things: str = "") -> str:
    """A number with its noun; empty if it is 0."""
    return "" if not count else f"{count:,} {thing if count == 1 else things or f'{thing}s'}"
