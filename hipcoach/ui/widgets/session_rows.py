"""The rows of the list of sessions, under headings where there is room, without those that nobody wants to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from textual.widgets.option_list import Option

from hipcoach.session.library import Entry, Reading
from hipcoach.session.model import Session
from hipcoach.text.characters import clean
from hipcoach.ui.session_list import LastDone, Wanted, in_columns, in_groups, in_order
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.options import Options

WIDE = 110
"""The columns from which on details stand beside the list."""

HIGH = 17
"""The rows from which on sessions stand under headings."""

NONE_LEFT = "No session is like that: show all"


class SessionRows(Options):
    """Lists sessions; each is known by its number among the entries, whatever row it stands in."""

    app: SharedApp

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)
        self.entries: tuple[Entry, ...] = ()
        self.readings: dict[int, Reading] = {}
        """What has been read so far, by the number of the session."""
        self.done: Mapping[str, LastDone] = {}
        """When sessions were last done, by the name of their file."""
        self.wanted = Wanted()
        self._shown: list[int | None] = []
        """The number of the session on each row; `None` for a heading."""

    def begin(self, entries: Sequence[Entry], same: Set[Entry] = frozenset()) -> None:
        """Begin with sessions of which only those that are the `same` as before have been read."""
        known = {self.entries[number]: reading for number, reading in self.readings.items()}
        self.entries = in_order(entries)
        self.readings = {
            number: known[entry] for number, entry in enumerate(self.entries) if entry in same and entry in known
        }
        self.display = bool(self.entries)

    @property
    def marked(self) -> int | None:
        """The number of the marked session."""
        return self.number(self.highlighted)

    def number(self, row: int | None) -> int | None:
        """The number of the session on a row; `None` if there is none."""
        return self._shown[row] if row is not None and row < len(self._shown) else None

    def find(self, file: str | None) -> int | None:
        """The number of the session in a file of this name."""
        return next((number for number, entry in enumerate(self.entries) if entry.path.name == file), None)

    def session(self, number: int) -> Session | None:
        """A session, if it has been read and can be used."""
        return self.readings[number].session if number in self.readings else None

    def fill(self, marked: int | None) -> None:
        """Fill the rows, and mark a session, or the first one if that is not shown."""
        last = self.app.last_file
        rows: list[Option] = []
        self._shown = []
        for group in in_groups(self.entries, last, self._ago(last)):
            numbers = [number for number in group.numbers if self._is_wanted(number)]
            if numbers and self.app.size.height >= HIGH:
                rows.append(Option(f"─ {group.heading}", disabled=True))
                self._shown.append(None)
            rows += [Option(self._row(number)) for number in numbers]
            self._shown += numbers
        if not rows and self.entries:
            rows.append(Option(NONE_LEFT))
            self._shown.append(None)
        self.clear_options()
        self.add_options(rows)
        shown = [number for number in self._shown if number is not None]
        if rows:
            self.highlighted = self._shown.index(marked if marked in shown else shown[0]) if shown else 0

    def show_again(self, number: int) -> None:
        """Update the row of a session, if it has one."""
        if number in self._shown:
            self.replace_option_prompt_at_index(self._shown.index(number), self._row(number))

    def on_resize(self) -> None:
        """Fit the rows to the new width, and the headings to the new height."""
        if self._shown:
            self.fill(self.marked)
        super().on_resize()

    def _is_wanted(self, number: int) -> bool:
        if self.wanted.anything:
            return True
        name, session = self.entries[number].name, self.session(number)
        if session is None:
            return self.wanted.leaves((name,), None)
        from hipcoach.ui.about import signs

        names = (name, session.title, *(exercise.name for exercise in session.exercises))
        return self.wanted.leaves(names, signs(session, self.app.choices))

    def _ago(self, file: str | None) -> str:
        """When a session was last done, and how it went; empty if that is not known."""
        done = self.done.get(file or "")
        if done is None:
            return ""
        from hipcoach.ui.about import days_ago

        return days_ago(done.went, done.began, self.app.desk.wall())

    def _row(self, number: int) -> str:
        entry = self.entries[number]
        reading = self.readings.get(number)
        width = self.app.size.width // 2 if self.app.size.width >= WIDE else self.app.size.width
        name, mine = clean(entry.name), "" if entry.shipped else " (yours)"
        if reading is None:
            return in_columns("…", f"{name}{mine}", width=width)
        from hipcoach.ui.about import first_problem, minutes, signs

        if (session := reading.session) is None:
            return in_columns("!", f"{name}{mine}: {first_problem(reading)}", width=width)
        done, file = self.done.get(entry.path.name), entry.path.name
        return in_columns(
            minutes(session, self.app.choices),
            f"{session.title}{mine}",
            signs(session, self.app.choices),
            self._ago(file),
            done.signs if done is not None else "",
            width=width,
        )

    def want(self, wanted: Wanted) -> None:
        """Show only what is wanted from now on."""
        self.wanted = wanted
        self.fill(self.marked)
