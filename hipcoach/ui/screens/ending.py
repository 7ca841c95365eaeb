"""The screen after a session: what was done, and questions on how it felt."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Static

from hipcoach.advice.pain import ASKED, after_red
from hipcoach.advice.safety import safety_of
from hipcoach.cues.prompts import afterwards
from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.events import Outcome
from hipcoach.engine.timeline import anything_done, leaving
from hipcoach.engine.wording import outcome_in_words, summary
from hipcoach.live.run import Live
from hipcoach.ui.screens.form_screen import FormScreen, reading_keys
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.note import Note
from hipcoach.ui.widgets.pick import HOW, UNSAID, Pick

SCORES = (UNSAID, *(str(score) for score in range(11)))

READ = 2.0
"""Seconds for which the reply to red pain is shown before Enter works."""


class Ending(FormScreen):
    """Shows sets done against planned, and asks for pain, effort and a note; Enter saves them, Escape skips them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *reading_keys("ending"),
        Binding("enter", "save", "Save", id="ending.save", tooltip="Save these answers"),
        Binding("escape", "skip", "Skip", id="ending.skip", tooltip="Leave these questions out"),
        Binding("f2", "elsewhere", "Save the log elsewhere", id="ending.elsewhere", tooltip="Where it can be written"),
        Binding("down", "app.focus_next", "Row", id="ending.down", tooltip="The row below", key_display="↓"),
        Binding("up", "app.focus_previous", "Row before", id="ending.up", tooltip="The row above", show=False),
    ]

    ENTER = "save"

    def __init__(self, live: Live) -> None:
        super().__init__("ending")
        self._live = live
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
        yield Static(
            f"{outcome_in_words(outcome, anything=anything_done(player.records))} · {player.plan.title}",
            id="title",
            markup=False,
        )
        with self.form:
            if outcome is Outcome.STOPPED_FOR_PAIN:
                helps = "\n".join(safety_of(self._live.session).help_lines())
                yield Static(helps, id="help", markup=False)
            if first := afterwards(leaving(player.plan, player.state), player.plan):
                yield Static("\n".join(first), id="first", markup=False)
            yield Static("\n".join(summary(player.plan, player.records)), id="done", markup=False)
            yield Static(id="trouble", markup=False)
            yield Static("How was it? You can leave out any answer.", classes="heading", markup=False)
            yield Static(HOW, id="how-to-answer", markup=False)
            yield Pick(ASKED, SCORES, id="pain")
            yield Static(id="answer", markup=False)
            worked = {record.exercise for record in player.records}
            for exercise in player.plan.exercises.values():
                if exercise.id in worked:
                    yield Pick(f"Effort, 0 to 10: {exercise.name}", SCORES, about=(exercise.id, ""))
            yield Note(id="note")
            yield Button("Save (Enter)", id="save", compact=True)
        yield KeyFooter(self.form)

    def on_mount(self) -> None:
        """Begin with the table in view."""
        self.query_one("#answer").display = False
        self._show_trouble()
        self.set_interval(1.0, self._show_trouble)
        # When to get help, and what to do first, must be read before the questions.
        self.begin(self.query_one("#pain"), read_first=bool(self.query("#help, #first")))

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save the log in another folder only if it cannot be written."""
        return bool(self._trouble) if action == "elsewhere" else super().check_action(action, parameters)

    def action_elsewhere(self) -> None:
        """Ask for another folder and save the log there."""
        self.app.flow.save_elsewhere(self._live, self._show_trouble)

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Show the reply to red pain at once, and remove it with the answer."""
        if event.pick.id != "pain":
            return
        live, score = self._live, event.pick.value
        thresholds = self.app.desk.settings.thresholds.pain
        said = () if score == UNSAID else after_red(int(score), live.pain_before, thresholds)
        if said and not self._warned:
            self._since = self.app.desk.clock()
        self._warned = said
        # After a stop for pain they are shown above already.
        helps = [] if self.query("#help") else ["", *safety_of(live.session).help_lines()]
        answer = self.query_one("#answer", Static)
        answer.update("\n".join((*said, *helps)))
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
        pain = self.query_one("#pain", Pick).value
        efforts = {
            pick.about[0]: int(pick.value) for pick in self.query(Pick) if pick.about[0] and pick.value != UNSAID
        }
        note = self.query_one(Note).value.strip()
        self.app.flow.check_out(self._live, None if pain == UNSAID else int(pain), efforts, note)

    def on_input_submitted(self) -> None:
        """Save on Enter in the note too."""
        self.action_save()

    def on_button_pressed(self) -> None:
        """Do the same as Enter."""
        self.action_save()

    def action_skip(self) -> None:
        """Skip the questions; the session itself is in the log already."""
        self.app.flow.check_out(self._live, None, {}, "")
