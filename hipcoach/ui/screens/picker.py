"""The list of sessions to pick one from.

It has to be shown at once: modules that only a key or the log needs are imported where they are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static

from hipcoach.session.library import Entry, Reading
from hipcoach.session.model import Dose
from hipcoach.text.characters import clean
from hipcoach.ui.screens.leads_on import LeadsOn
from hipcoach.ui.screens.list_reader import ListReader
from hipcoach.ui.screens.today_list import TodayList
from hipcoach.ui.session_list import Extra, Offered, Only, PlainRow, Row, Wanted, head
from hipcoach.ui.shared import PAINTED, LastTime, WithCommands
from hipcoach.ui.widgets.find import Find
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.session_preview import Demonstration, SessionPreview
from hipcoach.ui.widgets.session_rows import WIDE
from hipcoach.ui.widgets.sound_from import SoundFrom

if TYPE_CHECKING:
    from hipcoach.journal.figures import Week


KEYS_OF = {Only.FLOOR: "f", Only.CHAIR: "c", Only.NO_BAND: "x"}
"""The key of each filter."""


class Picker(TodayList, LeadsOn, WithCommands):
    """Lists the sessions by what they are for, with length, equipment and when they were last done, and the week."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.leave", "Quit", id="picker.quit", tooltip="Leave hipcoach"),
        Binding("question_mark", "help", "Help", id="picker.help", tooltip="Keys and safety", key_display="?"),
        Binding("i", "details", "Details", id="picker.details", tooltip="Details of a session"),
        Binding("slash", "find", "Find", id="picker.find", tooltip="Find a session by its name", key_display="/"),
        Binding("d", "dose", "Dose", id="picker.dose", tooltip="Aim low, in the middle or high in every range"),
        Binding("h", "history", "History", id="picker.history", tooltip="What was done"),
        Binding("m", "measure", "Measure", id="picker.measure", tooltip="How far your hips turn"),
        Binding("p", "programmes", "Programmes", id="picker.programmes", tooltip="Weeks, begin, pause, end"),
        Binding("a", "about", "About hips", id="picker.about", tooltip="About turned-out hips"),
        Binding("e", "edit", "Edit", id="picker.edit", tooltip="Change a session in your editor; a preset is copied"),
        Binding("n", "add", "Add a file", id="picker.add", tooltip="Put a session file into your list"),
        *(
            Binding(key, f"only('{only}')", only.capitalize(), id=f"picker.{only.name.lower()}", tooltip=f"Only {only}")
            for only, key in KEYS_OF.items()
        ),
        Binding("escape", "all", "Show all", id="picker.all", tooltip="Every session again"),
        Binding("right", "turn(1)", "Next", id="picker.next", tooltip="The next exercise", show=False),
        Binding("left", "turn(-1)", "Before", id="picker.before", tooltip="The exercise before", show=False),
        Binding("down", "mark(1)", "Down", id="picker.down", tooltip="The session below", show=False),
        Binding("up", "mark(-1)", "Up", id="picker.up", tooltip="The session above", show=False),
    ]

    AUTO_FOCUS = "#sessions"
    SHEETS = ()

    def __init__(self) -> None:
        super().__init__()
        self._preview = SessionPreview("details")
        self._week: Week | None = None
        self._all_read = False
        """Whether the list has been shown with all that its files say."""
        self._shows_details = False
        """Whether details are shown; rows come first."""
        self._loaded = False
        """Whether what demonstrates an exercise has been loaded."""

    def compose(self) -> ComposeResult:
        """Lay out the list, and the details of the marked session."""
        yield Static(self._title(), id="title", markup=False)
        with Horizontal(id="picker"):
            yield self._rows
            yield self._preview
        yield self.measures
        if self.app.is_web:
            yield SoundFrom()
        yield KeyFooter(bare=False)

    def on_mount(self) -> None:
        """Show the names at once, then read the files."""
        self._list()
        self._rows.fill(self._rows.for_newcomers)
        self.call_after_refresh(self.read_files)
        # A session may have been written in another program.
        self.watch(self.app, "app_focus", self._look_again, init=False)

    def _list(self, same: Set[Entry] = frozenset()) -> None:
        """Take the present sessions, of which only those that are the `same` as before have been read."""
        self._rows.begin(self.app.desk.library.sessions(), same)
        if not self._rows.entries:
            where = clean(str(self.app.desk.places.sessions))
            self._preview.show(f"There are no sessions. Put session files (.yaml) into\n{where}", ())

    def on_screen_resume(self) -> None:
        """Update the list, since sessions may have been done meanwhile."""
        self._look_again()

    def _look_again(self) -> None:
        """Look for what has changed in the log and among the files."""
        if self._all_read and self.app.app_focus:
            self.look_into_log()
            self.look_for_changes()

    def on_resize(self) -> None:
        """Fit the title to the new width, and what stands beside the list."""
        self._show_title()
        self._show_details()

    def show_beside(self) -> None:
        """Show what follows from the rows and the marked one, above and beside the list."""
        self._show_title()
        self._show_details()

    def _title(self) -> str:
        rows = self._rows
        last = rows.find(self.app.last_file)
        session, app = rows.session(last) if last is not None else None, self.app
        today, dose = app.desk.wall().date(), app.choices.dose
        return head(rows.wanted, self._week, rows.proposal, session, today, dose, app.size.width)

    def _show_title(self) -> None:
        """Update the title, unless it says so already: each update lays the whole screen out again."""
        shown, text = self.query_one("#title", Static), self._title()
        if shown.content != text:
            shown.update(text)

    # -- reading ----------------------------------------------------------------------------------------------------

    def on_list_reader_left_open(self, message: ListReader.LeftOpen) -> None:
        """Ask what to do with the interrupted session; by now all that demonstrates an exercise has been loaded."""
        self._loaded = True
        self._show_details()
        self.app.flow.found_left_open(message.left)

    def _begin_as(self, last: LastTime) -> None:
        """Put the session that was done last first, and mark it unless the person has marked another one."""
        self.app.remember(last)
        rows = self._rows
        number, mark = rows.find(self.app.last_file), rows.mark
        rows.fill(number if number is not None and mark == rows.for_newcomers else mark)
        self._show_title()

    def _begin_details(self) -> None:
        """Show details from now on."""
        self._shows_details = True
        self._show_details()

    def on_list_reader_read(self, message: ListReader.Read) -> None:
        """Fill in rows, unless the list has been replaced; once all are there, look at what the log says."""
        rows = self._rows
        read = {number: message.readings[one] for number, one in enumerate(rows.entries) if one in message.readings}
        rows.readings.update(read)
        if message.last is not None:
            self._begin_as(message.last)
            self.call_after_refresh(partial(self.set_timer, PAINTED, self._begin_details))
        else:
            for number in read:
                self._show_again(number)
            if not rows.wanted.anything:
                rows.fill(rows.mark)
        if len(rows.readings) == len(rows.entries):
            rows.scroll_to_highlight()
            if not self._all_read:
                self._all_read = True
                self.set_timer(PAINTED, self.look_into_log)

    def on_list_reader_log_read(self, message: ListReader.LogRead) -> None:
        """Fill in when each session was last done, and this week."""
        self._rows.done, self._week = message.done, message.week
        self._rows.fill(self._rows.mark)
        self._show_title()

    def _show_again(self, number: int) -> None:
        """Update a session's row, and what is told of it."""
        self._rows.show_again(number)
        if number == self._rows.marked:
            self._show_details()

    # -- one session ------------------------------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the details of the marked session."""
        self._show_details()

    def _show_details(self) -> None:
        """Show what is marked, beside or below the list."""
        if not self._shows_details:
            return
        number = self._rows.marked
        if number is None:
            if self._rows.mark is not None:
                self._preview.show("\n".join(self.about_today()), ())
            return
        if (reading := self._rows.readings.get(number)) is None:
            return
        session, name = reading.session, clean(self._rows.entries[number].name)
        text = "\n".join((session.title if session is not None else name, "", *self._about(number, reading)))
        demonstrations: tuple[Demonstration, ...] = ()
        if session is not None and self._loaded and self.app.size.width >= WIDE:
            from hipcoach.ui.screens.how import demonstrations_of

            demonstrations = demonstrations_of(session, self.app.choices)
        self._preview.show(text, demonstrations)

    def _about(self, number: int, reading: Reading) -> list[str]:
        from hipcoach.ui.about import details, instead

        return [*instead(self._rows.entries[number]), *details(reading, self.app.choices)]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on with the chosen session, or what stands beside them."""
        self._choose(self._rows.row(event.option_index))

    def _choose(self, row: Row | None) -> None:
        match row:
            case int():
                self._pick(row)
            case Extra.REST:
                self.action_details()
            case Offered(number=number):
                self.ask(number)
            case PlainRow() | Extra.ALL | None:
                self.action_all()

    def _pick(self, number: int) -> None:
        """Go on to the check-in, or show the problems of a broken file."""
        path = self._rows.entries[number].path
        reading = self._rows.readings.get(number) or self.app.desk.library.read(path)
        if reading.session is None:
            from hipcoach.ui.session_files import show_problems

            show_problems(self.app, path, reading.problems, self.action_edit)
        else:
            self.app.flow.check_in(reading.session, reading)

    # -- finding ----------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Ask for a part of a name."""
        self.mount(Find(self._rows.wanted.part), after="#title")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the sessions whose name has the typed part, which changes nothing else."""
        if isinstance(event.input, Find) and event.input.is_attached:
            self._want(replace(self._rows.wanted, part=event.value))

    def on_input_submitted(self) -> None:
        """Go on with the marked session; show all again if none is left."""
        row = self._rows.mark
        self.action_all()
        self._choose(row)

    def action_only(self, only: str) -> None:
        """Switch a filter on or off."""
        self._want(self._rows.wanted.toggled(Only(only)))

    def action_all(self) -> None:
        """Show every session again."""
        self.query(Find).remove()
        self._rows.focus()
        self._want(Wanted())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense: to find while no name is typed, and to show all while not all is shown."""
        match action:
            case "find":
                return not self.query(Find)
            case "all":
                return bool(self.query(Find)) or not self._rows.wanted.anything
            case _:
                return True

    def action_mark(self, by: int) -> None:
        """Mark the session above or below while a name is typed."""
        (self._rows.action_cursor_down if by > 0 else self._rows.action_cursor_up)()

    def _want(self, wanted: Wanted) -> None:
        if wanted != self._rows.wanted:
            self._rows.want(wanted)
            self.refresh_bindings()
            self._show_title()
            self._show_details()

    # -- keys -------------------------------------------------------------------------------------------------------

    def commands(self) -> Iterator[SystemCommand]:
        """What can be done here, for the palette."""
        for number, reading in sorted(self._rows.readings.items()):
            if reading.session is not None:
                title = clean(reading.session.title)
                check_in = partial(self.app.flow.check_in, reading.session, reading)
                yield SystemCommand(title, f"Check in for {clean(self._rows.entries[number].name)}", check_in)
        yield SystemCommand("Find", "A session by its name", self.action_find)
        for only in Only:
            told = "Every other session again" if only in self._rows.wanted.only else "Only such sessions"
            yield SystemCommand(f"Sessions {only}", told, partial(self.action_only, only.value))
        yield SystemCommand("History", "What was done", self.action_history)
        yield SystemCommand("Measure", "How far your hips turn, how your feet stand", self.action_measure)
        yield SystemCommand("Programmes", "Weeks, begin, pause, end", self.action_programmes)
        yield SystemCommand("Add a file", "Put a session file from anywhere into your list", self.action_add)
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
        for number in self._rows.readings:
            self._show_again(number)

    def action_details(self) -> None:
        """Show the details of the marked session, then how each of its exercises is done; or what is wrong with it."""
        number = self._rows.marked
        reading = self._rows.readings.get(number) if number is not None else None
        if number is None and (told := self.about_today()):
            from hipcoach.ui.screens.text import TextScreen

            self.app.push_screen(TextScreen(told[0], told[2:]))
        if number is None or reading is None:
            return
        if reading.session is None:
            self._pick(number)
            return
        from hipcoach.ui.screens.how import HowScreen, pages_of

        # In the list there may be no room for all of the reason.
        proposal, today = self._rows.proposal, number == self._rows.today
        reason = [proposal.reason, ""] if proposal is not None and today else []
        about = [*reason, *self._about(number, reading)]
        self.app.push_screen(HowScreen(pages_of(reading.session, self.app.choices, about)))

    def action_turn(self, by: int) -> None:
        """Show another exercise of the marked session beside the list."""
        self._preview.turn(by)

    def action_edit(self) -> None:
        """Suspend the app, open the marked session in the person's editor, and read it again."""
        from hipcoach.ui.session_files import edit

        number = self._rows.marked
        if number is None:
            return
        entry = self._rows.entries[number]
        edit(self.app, entry.path, self.action_edit)
        self._list_anew(entry.name)

    def action_add(self) -> None:
        """Ask for a session file, put it among the person's own, and mark it."""
        from hipcoach.ui.adding import ask_for_file

        ask_for_file(self.app, lambda path: self._list_anew(path.stem))

    def on_list_reader_files_changed(self, message: ListReader.FilesChanged) -> None:
        """List the present files, with the same one marked as before."""
        marked = self._rows.marked
        self._take_files(self._rows.entries[marked].name if marked is not None else "", message.same)

    def _list_anew(self, name: str) -> None:
        """Read the sessions again, show all of them, and mark the one of this name."""
        self.action_all()
        self._take_files(name)

    def _take_files(self, name: str, same: Set[Entry] = frozenset()) -> None:
        self._list(same)
        names = [entry.name for entry in self._rows.entries]
        self._rows.fill(names.index(name) if name in names else self._rows.for_newcomers)
        self.read_again()
