"""The screen after a session: what was done, and questions on how it felt."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from hipcoach.advice.pain import ASKED
from hipcoach.advice.proposal import Proposal, Why
from hipcoach.advice.safety import safety_of
from hipcoach.cues.strip import strip
from hipcoach.cues.texts import afterwards
from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.events import Outcome
from hipcoach.engine.timeline import anything_done, leaving
from hipcoach.engine.wording import outcome_in_words
from hipcoach.journal.figures import Week
from hipcoach.journal.this_week import this_week
from hipcoach.live.check_out import CheckOutAnswers, after_pain, efforts_asked, zones_after
from hipcoach.live.run import Live
from hipcoach.text.characters import cells
from hipcoach.ui.charts import day_names
from hipcoach.ui.done import bars, week_lines
from hipcoach.ui.screens.form_screen import FormScreen, reading_keys
from hipcoach.ui.today_texts import coming, week_number
from hipcoach.ui.widgets.block_text import BlockText
from hipcoach.ui.widgets.flat_button import FlatButton
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.note import Note
from hipcoach.ui.widgets.pick import HOW, Pick
from hipcoach.ui.widgets.scale import Scale
from hipcoach.ui.widgets.set_strip import SetStrip

WORD = 4
"""Half rows of a dot in the word for a session that was done to its end."""

AROUND = 6
"""The columns beside the bars: air on both sides, and the scroll bar."""

READ = 2.0
"""Seconds for which the reply to red pain is shown before Enter works."""


class Ending(FormScreen):
    """Shows sets done against planned, and asks for pain, effort and a note; Enter saves them, Escape skips them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *reading_keys("ending"),
        Binding("enter", "save", "Save", id="ending.save", tooltip="Save these answers"),
        Binding("space", "press", "Save", id="ending.press", tooltip="Save, on the button for it", show=False),
        Binding("escape", "skip", "Skip", id="ending.skip", tooltip="Leave these questions out"),
        Binding("f2", "elsewhere", "Save the log elsewhere", id="ending.elsewhere", tooltip="Where it can be written"),
        Binding("down", "app.focus_next", "Row", id="ending.down", tooltip="The row below", key_display="↓"),
        Binding("up", "app.focus_previous", "Row before", id="ending.up", tooltip="The row above", show=False),
    ]

    ENTER = "save"

    class WeekRead(Message):
        """The log has been read for what was done this week, and for what comes next."""

        def __init__(self, week: Week, proposal: Proposal | None) -> None:
            super().__init__()
            self.week = week
            self.proposal = proposal

    def __init__(self, live: Live) -> None:
        super().__init__("ending")
        self._live = live
        self._thresholds = self.app.desk.settings.thresholds.pain
        self._trouble = ""
        """The message about the log that is shown at present."""
        self._warned: tuple[str, ...] = ()
        """The reply to the answered pain."""
        self._since = 0.0
        """The time at which that reply was first shown."""

    def compose(self) -> ComposeResult:
        """Lay out the table of sets, then a row for each question."""
        player = self._live.conductor.player
        outcome = self._live.conductor.outcome or Outcome.PARTIAL
        how = outcome_in_words(outcome, anything=anything_done(player.records))
        what = "rehearsal, not logged" if self.app.options.speed is not None else how
        yield Static(f"{what} · {round(player.elapsed / 60)} min · {player.plan.title}", id="title", markup=False)
        with self.form:
            if outcome is Outcome.STOPPED_FOR_PAIN:
                helps = "\n".join(safety_of(self._live.session).help_lines())
                yield Static(helps, id="help", markup=False)
            if first := afterwards(leaving(player.plan, player.state), player.plan):
                yield Static("\n".join(first), id="first", markup=False)
            if outcome is Outcome.COMPLETED:
                yield BlockText(id="word")
            yield SetStrip(id="all-sets")
            yield Static(id="done", markup=False)
            yield Static(id="week", markup=False)
            yield Static(id="trouble", markup=False)
            yield Static(id="kept", markup=False)
            yield Static("How was it? You can leave out any answer.", classes="heading", markup=False)
            yield Scale(ASKED, id="pain", zones=zones_after(self._live.pain_before, self._thresholds))
            yield Static(id="answer", markup=False)
            efforts = efforts_asked(player)
            column = max(map(cells, efforts.values()), default=0)
            for exercise, label in efforts.items():
                yield Scale(label, about=(exercise, ""), column=column)
            yield Note(id="note")
            yield FlatButton("Save (Enter)", "save")
            yield Static(HOW, id="how-to-answer", markup=False)
        yield KeyFooter(self.form)

    def on_mount(self) -> None:
        """Begin with the table in view."""
        for later in ("#answer", "#week", "#kept"):
            self.query_one(later).display = False
        self._show_done()
        if self._live.journal is not None:
            self._read_week()
        self._show_trouble()
        self.set_interval(1.0, self._show_trouble)
        # When to get help, and what to do first, must be read before the questions.
        self.begin(self.query_one("#pain"), read_first=bool(self.query("#help, #first")))

    def on_resize(self) -> None:
        """Fit the bars to the new width."""
        self._show_done()

    def _show_done(self) -> None:
        """Show what was done of each exercise on each side."""
        player = self._live.conductor.player
        for word in self.query(BlockText):
            word.show("DONE", most=WORD)
        self.query_one(SetStrip).show(strip(player.plan, player.state))
        lines = bars(player.plan, player.records, max(1, self.app.size.width - AROUND))
        self.query_one("#done", Static).update("\n".join(lines))

    @work(thread=True, exit_on_error=False)
    def _read_week(self) -> None:
        """Read from the log what was done this week, and what comes next."""
        desk = self.app.desk
        begins = desk.settings.week_begins.number
        week = this_week(desk.places.log, desk.wall(), desk.library, begins)
        self.post_message(self.WeekRead(week, self.app.propose()))

    def on_ending_week_read(self, message: WeekRead) -> None:
        """Show the week, with today, and what comes next."""
        session, line, proposal = self._live.session, self.query_one("#week", Static), message.proposal
        told = []
        if message.week.sittings:
            per_week, per_day = (session.per_week, session.per_day) if session is not None else (None, None)
            days, count = week_lines(message.week, self.app.desk.wall().date(), per_week, per_day)
            place = f"   {week_number(proposal)}" if proposal is not None else ""
            told = [f"{day_names(message.week.first.weekday())}   {count}", f"{days}{place}".rstrip()]
        if proposal is not None and proposal.why is not Why.PAIN and (after := coming(proposal)):
            told.append(f"{after}.")
        line.update("\n".join(told))
        line.display = bool(told)

    def _show_trouble(self) -> None:
        """Show why the log cannot be written, or where it was saved instead."""
        trouble, copied = self._live.trouble, self._live.copied
        text = trouble or ""
        if trouble is not None:
            elsewhere = f"It is saved in {path_shown(copied)} instead. {self._live.returning}" if copied else ""
            text += f". {elsewhere or 'F2 saves it elsewhere.'}"
        shown = self.query_one("#trouble", Static)
        if text != self._trouble:
            self._trouble = text
            shown.update(text)
            self.refresh_bindings()
        shown.display = bool(text)
        self._show_kept()

    def _show_kept(self) -> None:
        """Show, to whoever began it without a key and may come back later, that all of it is in the log."""
        journal, kept = self._live.journal, self.query_one("#kept", Static)
        if self.app.options.go and not kept.display and journal is not None and not journal.unwritten():
            kept.update(f"All of it is in the log{f', {path_shown(journal.path)}' if journal.path else ''}.")
            kept.display = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save the log in another folder only if it cannot be written."""
        return bool(self._trouble) if action == "elsewhere" else super().check_action(action, parameters)

    def action_elsewhere(self) -> None:
        """Ask for another folder and save the log there."""
        self.app.flow.save_elsewhere(self._live, self.while_open(self._show_trouble))

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Show the reply to red pain at once, and remove it with the answer."""
        if event.pick.id != "pain":
            return
        live, score = self._live, self.query_one("#pain", Scale).score
        # After a stop for pain it is shown above already when to get help.
        told = bool(self.query("#help"))
        said = after_pain(score, live.pain_before, self._thresholds, live.session, told=told)
        if said and not self._warned:
            self._since = self.app.desk.clock()
        self._warned = said
        answer = self.query_one("#answer", Static)
        answer.update("\n".join(said))
        answer.display = bool(said)
        if said:
            self.call_after_refresh(self._show_answer)

    def _show_answer(self) -> None:
        """Scroll so that as much of the reply as fits is in view below the question on pain."""
        self.form.scroll_to_widget(self.query_one("#pain"), animate=False, top=True)

    def action_save(self) -> None:
        """Save the answers."""
        if self.held():
            return
        if self._warned and self.app.desk.clock() - self._since < READ:
            self.app.answer("Please read what stands below your pain; Enter again saves.")
            return
        pain = self.query_one("#pain", Scale).score
        efforts = {row.about[0]: row.score for row in self.query(Scale) if row.about[0] and row.score is not None}
        note = self.query_one(Note).value.strip()
        self.app.flow.check_out(self._live, CheckOutAnswers(pain, efforts, note))

    def on_input_submitted(self) -> None:
        """Save on Enter in the note too."""
        self.action_save()

    def on_button_pressed(self) -> None:
        """Do the same as Enter."""
        self.action_save()

    def action_press(self) -> None:
        """Save if the button for it is marked; anywhere else the space bar is still meant for the session."""
        if isinstance(self.focused, FlatButton):
            self.action_save()

    def action_skip(self) -> None:
        """Skip the questions; the session itself is in the log already."""
        self.app.flow.check_out(self._live, CheckOutAnswers())
