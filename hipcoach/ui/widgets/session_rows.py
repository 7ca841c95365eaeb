"""The rows of the list of sessions, under headings where there is room, without those that nobody wants to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.widgets.option_list import Option

from hipcoach.session.library import Entry, Reading
from hipcoach.session.model import Session
from hipcoach.text.characters import clean
from hipcoach.ui.session_list import (
    IF_YOU_LIKE,
    LAST_TIME,
    TODAY,
    Extra,
    LastDone,
    Offered,
    PlainRow,
    Row,
    UnderHeading,
    Wanted,
    in_columns,
    in_groups,
    in_order,
)
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.options import Options

if TYPE_CHECKING:
    from hipcoach.advice.proposal import Proposal

WIDE = 110
"""The columns from which on details stand beside the list."""

HIGH = 17
"""The rows from which on sessions stand under headings."""

INDENT = 6
"""The columns before the name of a session."""

SCROLL_BAR = 4
"""The columns that a row leaves free for the scroll bar and the air before it."""

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
        self.proposal: Proposal | None = None
        """What is proposed for today; `None` before that is known."""
        self._shown: list[Row] = []
        """What stands on each row."""
        self._filled_for: Size | None = None
        """The size of the terminal that the rows were made for."""

    def begin(self, entries: Sequence[Entry], same: Set[Entry] = frozenset()) -> None:
        """Begin with sessions of which only those that are the `same` as before have been read."""
        known = {self.entries[number]: reading for number, reading in self.readings.items()}
        self.entries = in_order(entries)
        self.readings = {
            number: known[entry] for number, entry in enumerate(self.entries) if entry in same and entry in known
        }
        self.display = bool(self.entries)

    @property
    def mark(self) -> Row | None:
        """What stands on the marked row."""
        return self.row(self.highlighted)

    @property
    def marked(self) -> int | None:
        """The number of the marked session."""
        return self.mark if isinstance(self.mark, int) else None

    def row(self, at: int | None) -> Row | None:
        """What stands on a row; `None` if there is none."""
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def find(self, file: str | None) -> int | None:
        """The number of the session in a file of this name."""
        return next((number for number, entry in enumerate(self.entries) if entry.path.name == file), None)

    def session(self, number: int) -> Session | None:
        """A session, if it has been read and can be used."""
        return self.readings[number].session if number in self.readings else None

    @property
    def for_newcomers(self) -> int:
        """The number of the session that is marked for a newcomer."""
        names = [entry.name for entry in self.entries]
        return names.index("release") if "release" in names else 0

    @property
    def today(self) -> Row | None:
        """What stands first as proposed for today; `None` if nothing is."""
        proposal = self.proposal
        # Who has done nothing so far begins with what stands first in the list.
        if proposal is None or (proposal.programme is None and self.app.last_file is None):
            return None
        return Extra.REST if proposal.session is None else self.named(proposal.session.session)

    @property
    def to_mark(self) -> Row | None:
        """What is marked as long as the person has marked nothing else, so that one Enter goes on with it.

        Without a programme a rest is only a hint, unless it is for pain: then the mark is where it was before.
        """
        proposal, today = self.proposal, self.today
        if proposal is not None and today is Extra.REST and proposal.programme is None and proposal.why != "pain":
            options = [self.named(one.session) for one in proposal.options]
            return next((one for one in options if one is not None), self.find(self.app.last_file))
        return today

    def named(self, name: str) -> int | None:
        """The number of the session of this name."""
        return next((number for number, entry in enumerate(self.entries) if entry.name == name), None)

    def fill(self, mark: Row | None) -> None:
        """Fill the rows, and mark one of them, or the first one if that is not shown."""
        self._filled_for = self.app.size
        roomy = self._filled_for.height >= HIGH
        shown: list[Row] = []
        for group in in_groups(self.entries, self._first()):
            if rows := [row for row in group.rows if self._is_wanted(row)]:
                shown += [PlainRow(f"─ {group.heading}", heading=True), *rows] if roomy else rows
        if not shown and self.entries:
            shown.append(Extra.ALL)
        self._shown = shown
        self.clear_options()
        self.add_options([self._option(row) for row in shown])
        if shown:
            first = next(at for at, row in enumerate(shown) if not isinstance(row, PlainRow))
            self.highlighted = shown.index(mark) if mark in shown and not isinstance(mark, PlainRow) else first

    def _first(self) -> list[UnderHeading]:
        """What stands above all other sessions: what is proposed for today, else what was done last."""
        today, proposal = self.today, self.proposal
        if today is not None and proposal is not None:
            from hipcoach.ui.today_texts import asked_in_list, below_today

            room = max(1, self._width - INDENT - SCROLL_BAR)
            said = [PlainRow(" " * INDENT + line) for line in below_today(proposal, room, self.app.size.height)]
            offers = [Offered(number) for number in asked_in_list(proposal)]
            first = [UnderHeading(TODAY, (today, *said, *offers))]
            if today is not Extra.REST:
                return first
            options = [number for one in proposal.options if (number := self.named(one.session)) is not None]
            return [*first, UnderHeading(IF_YOU_LIKE, tuple(options)) if options else self._last_time()]
        return [self._last_time()]

    def _last_time(self) -> UnderHeading:
        """The session that was done last, with its day."""
        number, day = self.find(self.app.last_file), self._ago(self.app.last_file)
        return UnderHeading(f"{LAST_TIME} · {day}" if day else LAST_TIME, (number,) if number is not None else ())

    def show_again(self, number: int) -> None:
        """Update the row of a session, if it has one."""
        if number in self._shown:
            self.replace_option_prompt_at_index(self._shown.index(number), self._session_row(number))

    def on_resize(self) -> None:
        """Fit the rows to the new width, and the headings to the new height."""
        if self._shown and self._filled_for != self.app.size:
            self.fill(self.mark)
        super().on_resize()

    def _is_wanted(self, row: Row) -> bool:
        if self.wanted.anything:
            return True
        if not isinstance(row, int):
            return False
        name, session = self.entries[row].name, self.session(row)
        if session is None:
            return self.wanted.leaves((name,), None)
        from hipcoach.ui.row_texts import signs

        names = (name, session.title, *(exercise.name for exercise in session.exercises))
        return self.wanted.leaves(names, signs(session, self.app.choices))

    def _ago(self, file: str | None) -> str:
        """When a session was last done, and how it went; empty if that is not known."""
        done = self.done.get(file or "")
        if done is None:
            return ""
        from hipcoach.ui.row_texts import days_ago

        return days_ago(done.went, done.began, self.app.desk.wall())

    @property
    def _width(self) -> int:
        """The columns of a row."""
        return self.app.size.width // 2 if self.app.size.width >= WIDE else self.app.size.width

    def _option(self, row: Row) -> Option:
        match row:
            case int():
                return Option(self._session_row(row))
            case PlainRow(text=text, heading=heading):
                # The style sheet has headings bold.
                return Option(text if heading else Content.styled(text, "not bold"), disabled=True)
            case Extra.REST:
                from hipcoach.ui.today_texts import rest_in_short

                assert self.proposal is not None
                return Option("{:>5} {}".format(*rest_in_short(self.proposal)))
            case Extra.ALL:
                return Option(NONE_LEFT)
            case Offered(number=number):
                from hipcoach.ui.today_texts import IN_SHORT

                assert self.proposal is not None
                return Option(f"{'?':>5} {IN_SHORT[self.proposal.offered[number].kind]}")

    def _session_row(self, number: int) -> str:
        entry, width = self.entries[number], self._width
        reading = self.readings.get(number)
        name, mine = clean(entry.name), "" if entry.shipped else " (yours)"
        if reading is None:
            return in_columns("…", f"{name}{mine}", width=width)
        from hipcoach.ui.row_texts import first_problem, minutes, signs

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
        self.fill(self.mark)
