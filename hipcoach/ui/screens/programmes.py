"""The programmes: which there are, every week of one on one page, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.advice.programmes import BegunProgramme
from hipcoach.advice.proposal import Proposal
from hipcoach.diagnostics.problems import render
from hipcoach.journal.programmes import begun
from hipcoach.session.library import PROGRAMMES
from hipcoach.text.characters import clean
from hipcoach.ui.programme_texts import page, row
from hipcoach.ui.programmes import ACCEPT, BEGIN, END, PAUSE, RESUME, ProgrammeOnList, do, on_list, possible
from hipcoach.ui.screens.choice import NO, Choice
from hipcoach.ui.screens.text import room_for_text
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import WAITING, SharedApp
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.options import Options
from hipcoach.ui.widgets.scroll import Scroll

NONE = "There are no programmes. Put programme files (.yaml) into"


class Programmes(WhileOpen[None]):
    """Lists the programmes, shows the marked one, and begins, pauses or ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BEGIN, f"do('{BEGIN}')", "Begin", id="programmes.begin", tooltip="Begin it today"),
        Binding(ACCEPT, f"do('{ACCEPT}')", "Accept", id="programmes.accept", tooltip="Follow its file as it is now"),
        Binding(PAUSE, f"do('{PAUSE}')", "Pause", id="programmes.pause", tooltip="Nothing is due, no week counts"),
        Binding(RESUME, f"do('{RESUME}')", "Go on", id="programmes.resume", tooltip="Go on with it"),
        Binding(END, f"do('{END}')", "End", id="programmes.end", tooltip="End it; what was done stays in the history"),
        Binding("escape,q", "leave", "Back", id="programmes.leave", tooltip="Back to the list of sessions"),
        Binding("question_mark", "help", "Help", id="programmes.help", tooltip="Keys and safety", key_display="?"),
        Binding("space,pagedown", "page(1)", "More", id="programmes.more", tooltip="Read on", key_display="space"),
        Binding("pageup", "page(-1)", "Page up", id="programmes.page_up", tooltip="A screen up", show=False),
    ]

    AUTO_FOCUS = "OptionList"

    app: SharedApp

    class ProgrammesRead(Message):
        """The programmes have been read, and what the person follows."""

        def __init__(
            self,
            programmes: Sequence[ProgrammeOnList],
            followed: BegunProgramme | None,
            proposal: Proposal | None,
            titles: Mapping[str, str],
            number: int,
        ) -> None:
            super().__init__()
            self.number = number
            self.programmes = programmes
            self.followed = followed
            self.proposal = proposal
            self.titles = titles

    def __init__(self) -> None:
        super().__init__()
        self._programmes: Sequence[ProgrammeOnList] = ()
        self._followed: BegunProgramme | None = None
        self._proposal: Proposal | None = None
        self._titles: Mapping[str, str] = {}
        """The titles of sessions, by name."""
        self._reading = 0
        """The number of the latest reading; earlier ones are dropped when they arrive."""
        self._text = Scroll(id="programme-text")

    def compose(self) -> ComposeResult:
        """Lay out the list, and the page of the marked programme."""
        yield Static("Programmes · Enter: what can be done", id="title", markup=False)
        with Container(id="programmes"):
            yield Options(id="programme-list", markup=False, space=False)
            with self._text:
                yield Static(id="programme-page", markup=False)
        yield KeyFooter(self._text)

    def on_mount(self) -> None:
        """Read the programmes."""
        self.read_again()

    def action_help(self) -> None:
        """Show the keys, what the signs of a page mean, and the safety text."""
        # Imported here, since it is seldom needed.
        from hipcoach.ui.screens.keys import show_keys_of

        show_keys_of(
            self,
            "Keys of the programmes",
            ("✓ a week that is over, ▶ the one that you are in, · one that is to come", ""),
        )

    def read_again(self) -> None:
        """Read the programmes, and what the person follows."""
        self._reading += 1
        self._read(self._reading)

    @work(thread=True, exit_on_error=False, group=WAITING)
    def _read(self, number: int) -> None:
        library, places = self.app.desk.library, self.app.desk.places
        followed = begun(places.log, self.app.desk.wall())
        programmes = on_list(library, followed)
        titles = {}
        for entry in library.sessions():
            if (session := library.read(entry.path).session) is not None:
                titles[entry.name] = session.title
        self.post_message(self.ProgrammesRead(programmes, followed, self.app.propose(), titles, number))

    def on_programmes_programmes_read(self, message: ProgrammesRead) -> None:
        """Show them, with the same one marked as before."""
        if message.number != self._reading:
            return
        marked = self._marked
        self._programmes, self._followed = message.programmes, message.followed
        self._proposal, self._titles = message.proposal, message.titles
        shown = self.query_one(Options)
        shown.clear_options()
        shown.add_options([Option(clean(row(one, self._followed, self._proposal))) for one in self._programmes])
        names = [one.name for one in self._programmes]
        if names:
            shown.highlighted = names.index(marked.name) if marked is not None and marked.name in names else 0
        self._show()

    @property
    def _marked(self) -> ProgrammeOnList | None:
        at = self.query_one(Options).highlighted
        return self._programmes[at] if at is not None and at < len(self._programmes) else None

    def on_option_list_option_highlighted(self) -> None:
        """Show the marked programme."""
        self._show()

    def _show(self) -> None:
        self.query_one("#programme-page", Static).update(self._about(self._marked))
        self._text.scroll_home(animate=False)
        self.refresh_bindings()

    def _about(self, one: ProgrammeOnList | None) -> Content:
        if one is None:
            return Content(f"{NONE}\n{clean(str(self.app.desk.places.sessions / PROGRAMMES))}")
        programme = one.reading.programme
        if programme is None:
            return Content(render(one.reading.problems, width=room_for_text(self.app.size.width)))
        mine = self._followed is not None and self._followed.name == one.name
        followed, proposal = (self._followed, self._proposal) if mine else (None, None)
        lines = page(programme, followed, proposal, self._titles)
        return Content("\n").join(
            Content.styled(clean(line.text), "bold") if line.strong else Content(clean(line.text)) for line in lines
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask what to do with the chosen programme."""
        if (one := self._marked) is None:
            return
        if answers := possible(one, self._followed):
            question = Choice(one.title, {**answers, NO: "nothing  (Esc)"})
            self.app.push_screen(question, lambda key: self.action_do(key or NO))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the marked programme."""
        one = self._marked if action == "do" else None
        return action != "do" or (one is not None and parameters[0] in possible(one, self._followed))

    def action_do(self, key: str) -> None:
        """Do what the key of an answer stands for."""
        if (one := self._marked) is not None:
            do(self.app, one, key, self._followed, self.while_open(self.read_again))

    def action_page(self, pages: int) -> None:
        """Scroll the page, forwards or back."""
        self._text.page(pages)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.app.back_to_list()
