"""The list of sessions to pick one from.

It has to be shown at once: modules that only a key or the log needs are imported where they are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.session.library import IN_PLACE, Entry, Reading
from hipcoach.session.model import Dose
from hipcoach.text.characters import cells, clean, cut
from hipcoach.ui.shared import PAINTED, LastTime, SharedApp
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.options import Options

if TYPE_CHECKING:
    from hipcoach.journal.resume import Resumable


AT_ONCE = 0.1
"""Seconds of reading after which the sessions read so far are shown."""


WIDE = 110
"""The columns from which on details stand beside the list."""

NAME, SIGNS, LAST, FOUR = 26, 9, 16, 5
"""The columns of a session's name, of the signs for what it needs, of when it was last done, and of the last times."""

LEAST_NAME = 12
"""The fewest columns of a name; with less room the columns at the right give way, those of the last times first."""

NEWCOMERS = (
    "release", "full-alignment", "strengthen", "five-minutes-a", "five-minutes-b", "chair-alignment",
    "external-rotation", "desk-break", "balanced-rotators",
)  # fmt: skip
"""The presets in the order in which a newcomer can use them."""


def in_columns(length: str, name: str, needs: str = "", last: str = "", four: str = "", *, width: int) -> str:
    """One row of the list; what is needed is never cut."""
    room = width - len("› 12:30 ") - 2
    columns: list[tuple[str, int]] = []
    for text, column in ((needs, SIGNS), (cut(last, LAST - 1), LAST), (four, FOUR)):
        if room - column < LEAST_NAME or not (needs or last or four):
            break
        columns.append((text, column))
        room -= column
    room = min(room, NAME) if columns else room
    shown = cut(name, room)
    gap = " " * (room - cells(shown))
    return f"{length:>5} {shown}{gap}{''.join(f' {text:<{column - 1}}' for text, column in columns)}".rstrip()


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The person's own sessions first, then the presets in an order of use."""
    known = {name: number for number, name in enumerate(NEWCOMERS)}
    return tuple(sorted(entries, key=lambda entry: (entry.shipped, known.get(entry.name, len(known)) * entry.shipped)))


class Picker(Screen[None]):
    """Lists the sessions with their aim, length, equipment and when they were last done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.leave", "Quit", id="picker.quit", tooltip="Leave hipcoach"),
        Binding("question_mark", "help", "Help", id="picker.help", tooltip="Keys and safety", key_display="?"),
        Binding("i", "details", "Details", id="picker.details", tooltip="Details of a session"),
        Binding("d", "dose", "Dose", id="picker.dose", tooltip="Aim low, in the middle or high in every range"),
        Binding("h", "history", "History", id="picker.history", tooltip="What was done"),
        Binding("a", "about", "About hips", id="picker.about", tooltip="About turned-out hips"),
        Binding("e", "edit", "Edit", id="picker.edit", tooltip="Change a session in your editor; a preset is copied"),
    ]

    AUTO_FOCUS = "#sessions"

    app: SharedApp

    class Read(Message):
        """Session files have been read, and with the first ones the log for how the newest session was done."""

        def __init__(self, readings: Mapping[Entry, Reading], last: LastTime | None) -> None:
            super().__init__()
            self.readings = readings
            self.last = last

    class LastDone(Message):
        """The log has been read for when each session was last done."""

        def __init__(self, done: Mapping[str, tuple[str, datetime, str]]) -> None:
            super().__init__()
            self.done = done

    class LeftOpen(Message):
        """The log has been searched for an interrupted session."""

        def __init__(self, left: Resumable | None) -> None:
            super().__init__()
            self.left = left

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._readings: dict[int, Reading] = {}
        self._done: Mapping[str, tuple[str, datetime, str]] = {}
        self._all_read = False
        """Whether the list has been shown with all that its files say."""

    def compose(self) -> ComposeResult:
        """Lay out the list, and the details of the marked session."""
        yield Static(self._title(), id="title", markup=False)
        with Horizontal(id="picker"):
            yield Options(id="sessions", markup=False)
            with VerticalScroll(id="details", can_focus=False):
                yield Static(id="about", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the names at once, then read the files."""
        self._list()
        if self._entries:
            self.query_one(OptionList).highlighted = self._first_choice()
        self.call_after_refresh(self._read_files)

    def _list(self) -> None:
        """Fill the list with the present sessions, none of them read yet."""
        self._entries = in_order(self.app.desk.library.sessions())
        self._readings = {}
        sessions = self.query_one(OptionList)
        sessions.clear_options()
        sessions.add_options([Option(self._row(number)) for number in range(len(self._entries))])
        sessions.display = bool(self._entries)
        if not self._entries:
            self.query_one("#about", Static).update(
                f"There are no sessions. Put session files (.yaml) into\n{clean(str(self.app.desk.places.sessions))}"
            )

    def on_screen_resume(self) -> None:
        """Update the list, since sessions may have been done meanwhile."""
        if self._all_read:
            self._look_into_log()

    def _first_choice(self) -> int:
        """The position of the session that is marked for a newcomer."""
        names = [entry.name for entry in self._entries]
        return names.index("release") if "release" in names else 0

    def _title(self) -> str:
        return f"hipcoach · pick a session · {self.app.choices.dose.value} dose"

    def _show(self, where: str, text: str) -> None:
        """Update a text, unless it is there already: each update lays the whole screen out again."""
        static = self.query_one(f"#{where}", Static)
        if static.content != text:
            static.update(text)

    def _show_title(self) -> None:
        self._show("title", self._title())

    @work(thread=True, exit_on_error=False)
    def _read_files(self) -> None:
        self._read_sessions(self._entries, self.app.last_time())
        self.app.tell_unread(self.app.desk.library.damage())

    @work(thread=True, exit_on_error=False)
    def _read_again(self) -> None:
        self._read_sessions(self._entries)

    def _read_sessions(self, entries: tuple[Entry, ...], last: LastTime | None = None) -> None:
        clock = self.app.desk.clock
        readings: dict[Entry, Reading] = {}
        shown = clock()
        for entry in entries:
            readings[entry] = self.app.desk.library.read(entry.path)
            if clock() - shown >= AT_ONCE:
                self.post_message(self.Read(readings, last))
                readings, last, shown = {}, None, clock()
        self.post_message(self.Read(readings, last))

    @work(thread=True, exit_on_error=False, exclusive=True, group="log")
    def _look_into_log(self) -> None:
        """Look for an interrupted session, then for when each session was last done."""
        from hipcoach.journal.history import newest_of
        from hipcoach.live.run import left_open
        from hipcoach.ui.charts import sign
        from hipcoach.ui.flow import load

        load()
        self.post_message(self.LeftOpen(left_open(self.app.desk, self.app.report)))
        done: dict[str, tuple[str, datetime, str]] = {}
        refused: list[str] = []
        files = [entry.path.name for entry in self._entries]
        log, now = self.app.desk.places.log, self.app.desk.wall()
        for file, times in newest_of(files, log, refused=refused.append, until=now, most=FOUR - 1).items():
            if (began := times[0].began) is not None:
                # The newest one stands at the right.
                done[file] = (
                    times[0].went,
                    began,
                    "".join(sign(one.outcome, anything=one.sets) for one in reversed(times)),
                )
        self.app.tell_unread(refused)
        self.post_message(self.LastDone(done))

    def on_picker_left_open(self, message: LeftOpen) -> None:
        """Ask what to do with the interrupted session."""
        self.app.flow.found_left_open(message.left)

    def _begin_as(self, last: LastTime) -> None:
        """Mark the session that was done last, unless the person has marked another one."""
        self.app.remember(last)
        self._show_title()
        names = [entry.path.name for entry in self._entries]
        sessions = self.query_one(OptionList)
        if self.app.last_file in names and sessions.highlighted == self._first_choice():
            sessions.highlighted = names.index(self.app.last_file)

    def on_picker_read(self, message: Read) -> None:
        """Fill in rows, unless the list has been replaced; once all are there, look at what the log says."""
        if message.last is not None:
            self._begin_as(message.last)
        for number, entry in enumerate(self._entries):
            if (reading := message.readings.get(entry)) is not None:
                self._readings[number] = reading
                self._refresh_row(number)
        if len(self._readings) == len(self._entries):
            self.query_one(OptionList).scroll_to_highlight()
            if not self._all_read:
                self._all_read = True
                self.set_timer(PAINTED, self._look_into_log)

    def on_picker_last_done(self, message: LastDone) -> None:
        """Fill in when each session was last done."""
        self._done = message.done
        for number in self._readings:
            self._refresh_row(number)

    def _refresh_row(self, number: int) -> None:
        sessions = self.query_one(OptionList)
        sessions.replace_option_prompt_at_index(number, self._row(number))
        if sessions.highlighted == number:
            self._show_details(number)

    def _row(self, number: int) -> str:
        entry = self._entries[number]
        reading = self._readings.get(number)
        width = self.app.size.width // 2 if self.app.size.width >= WIDE else self.app.size.width
        name, mine = clean(entry.name), "" if entry.shipped else " (yours)"
        if reading is None:
            return in_columns("…", f"{name}{mine}", width=width)
        if reading.session is None:
            return in_columns("!", f"{name}{mine}: {reading.problems[0].message}", width=width)
        from hipcoach.ui.about import days_ago, minutes, signs, things

        when, last = self._done.get(entry.path.name), ""
        if when is not None:
            last = days_ago(when[0], when[1], self.app.desk.wall())
        return in_columns(
            minutes(reading.session, self.app.choices),
            f"{reading.session.title}{mine}",
            signs(things(reading.session, self.app.choices)),
            last,
            when[2] if when is not None else "",
            width=width,
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the details of the marked session."""
        self._show_details(event.option_index)

    def _show_details(self, number: int) -> None:
        reading = self._readings.get(number)
        text = ""
        if reading is not None:
            title = reading.session.title if reading.session is not None else clean(self._entries[number].name)
            text = "\n".join((title, "", *self._about(number, reading)))
        self._show("about", text)
        self.query_one("#details").scroll_home(animate=False)

    def _about(self, number: int, reading: Reading) -> list[str]:
        from hipcoach.ui.about import details

        entry = self._entries[number]
        back = (
            [f"Yours, {IN_PLACE}; delete {clean(str(entry.path))} to get the preset back", ""] if entry.in_place else []
        )
        return [*back, *details(reading, self.app.choices)]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the check-in, or show the problems of a broken file."""
        entry = self._entries[event.option_index]
        reading = self._readings.get(event.option_index) or self.app.desk.library.read(entry.path)
        if reading.session is None:
            from hipcoach.ui.session_files import show_problems

            show_problems(self.app, entry.path, reading.problems)
        else:
            self.app.flow.check_in(reading.session, reading)

    def commands(self) -> Iterator[SystemCommand]:
        """What can be done here, for the palette."""
        for number, reading in sorted(self._readings.items()):
            if reading.session is not None:
                title = clean(reading.session.title)
                check_in = partial(self.app.flow.check_in, reading.session, reading)
                yield SystemCommand(title, f"Check in for {clean(self._entries[number].name)}", check_in)
        yield SystemCommand("History", "What was done", self.action_history)
        for dose in Dose:
            if dose is not self.app.choices.dose:
                take = partial(self._take_dose, dose)
                yield SystemCommand(f"Dose: {dose.value}", "Where to aim in every range", take)

    def action_dose(self) -> None:
        """Change to the next dose."""
        doses = list(Dose)
        self._take_dose(doses[(doses.index(self.app.choices.dose) + 1) % len(doses)])

    def _take_dose(self, dose: Dose) -> None:
        self.app.choices = replace(self.app.choices, dose=dose, doses=MappingProxyType({}))
        self.app.as_asked = True
        self._show_title()
        for number in self._readings:
            self._refresh_row(number)

    def action_details(self) -> None:
        """Show the details of the marked session, then how each of its exercises is done."""
        number = self.query_one(OptionList).highlighted
        if number is not None and (reading := self._readings.get(number)) is not None:
            about = self._about(number, reading)
            if reading.session is None:
                from hipcoach.ui.screens.text import TextScreen

                self.app.push_screen(TextScreen(clean(self._entries[number].name), about))
            else:
                from hipcoach.ui.screens.how import HowScreen, pages_of

                self.app.push_screen(HowScreen(pages_of(reading.session, self.app.choices, about)))

    def action_about(self) -> None:
        """Show the page about turned-out hips."""
        from hipcoach.ui.screens.about_page import show_about

        show_about(self.app)

    def action_edit(self) -> None:
        """Suspend the app, open the marked session in the person's editor, and read it again."""
        from hipcoach.ui.session_files import edit

        number = self.query_one(OptionList).highlighted
        if number is None:
            return
        name = self._entries[number].name
        edit(self.app, self._entries[number].path)
        self._list()
        names = [entry.name for entry in self._entries]
        if names:
            self.query_one(OptionList).highlighted = names.index(name) if name in names else self._first_choice()
        self._read_again()

    def action_history(self) -> None:
        """Show the history."""
        from hipcoach.ui.screens.history import History

        self.app.push_screen(History())

    def action_help(self) -> None:
        """Show the keys and the safety text."""
        from hipcoach.ui.screens.keys import help_screen

        self.app.push_screen(help_screen())
