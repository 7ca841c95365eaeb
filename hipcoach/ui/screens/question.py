"""A question that has to be answered before the session goes on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.cues.doing import WORDS, Doing
from hipcoach.engine.state import Mode
from hipcoach.figures.moving import Motion
from hipcoach.live.guide import Guide
from hipcoach.live.presses import DOUBLE_CLICK, Repeats
from hipcoach.live.questions import Answer, Question
from hipcoach.ui.glyphs import dots, lines_of
from hipcoach.ui.screens.overlay import Panel
from hipcoach.ui.widgets.block_text import BlockText
from hipcoach.ui.widgets.moving_figure import MovingFigure
from hipcoach.ui.widgets.options import AnswerList

HOW = "its key, or ↑ ↓ and space"
"""The hint on how to answer."""

STOP = WORDS[Doing.PAIN]
LARGEST = 4
"""Half rows of a dot of that word, at most."""

SMALL = 17
"""Rows below which the question stands beside the word instead of below it."""

BORDERS, ABOUT = 2, 7
"""Rows for the edges, and for those with the question and the air around it."""

MARGINS = 6
"""Columns around the question beside the word."""

READING = 5.0
"""Seconds for which the reply to an answer is shown."""


class QuestionScreen(Panel[None]):
    """Shows the guide's questions, one after the other, until none is open."""

    AUTO_FOCUS = "OptionList"

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        self._asked: Question | None = None
        """The question that is shown."""
        self._since = 0.0
        """The time at which it was first shown."""
        self._repeats = Repeats()

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(classes="panel question") as panel:
            panel.border_subtitle = HOW
            with Container(id="stopped"):
                yield BlockText("stop")
                yield Static(classes="panel-title", markup=False)
            # In the position that was held, beside the answers where there is room.
            yield MovingFigure(self.app.desk.settings.figures, still=True, id="hurt")
            yield AnswerList(markup=False, compact=True)
            yield Static(classes="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    def _show(self) -> None:
        question = self._asked = self._guide.question
        if question is None:
            return
        self._since = self.app.desk.clock()
        self.set_class(self._guide.player.state.mode is Mode.HURT, "-pain")
        self._show_figure()
        self._fit()
        self.query_one(".panel-title", Static).update(self._guide.asks)
        self.query_one(".keys", Static).update(" ".join(answer.key for answer in question.answers))
        answers = self.query_one(AnswerList)
        answers.clicked = False
        answers.clear_options()
        answers.add_options([Option(_shown(answer, question), id=answer.key) for answer in question.answers])
        # No answer is marked: Enter has many other uses, and must not end a session by accident.
        answers.highlighted = None

    def _show_figure(self) -> None:
        """Show the exercise that was stopped for pain."""
        player = self._guide.player
        if self.has_class("-pain"):
            figure = self.app.figure(player.plan.exercises[player.step.exercise].figure)
            self.query_one(MovingFigure).show(figure, player.step.side, Motion.HOLDING)
            self.set_class(figure is not None, "-drawn")

    def on_resize(self) -> None:
        """Make the word as large as there is room for."""
        self._fit()

    def _fit(self) -> None:
        """Size the word over a question of pain, which fills the screen; the answers come first."""
        stop = self.query_one("#stop", BlockText)
        answers = len(self._asked.answers) if self._asked is not None else 0
        width, height = self.app.size
        room = height - answers - (ABOUT if height >= SMALL else BORDERS)
        if height < SMALL and len(self._guide.asks) > lines_of(1) * (width - dots(STOP) - MARGINS):
            # The question is read first.
            room = 0
        scale = next((scale for scale in range(LARGEST, 0, -1) if lines_of(scale) <= room), 0)
        stop.display = self.has_class("-pain") and scale > 0
        stop.styles.height = lines_of(scale)
        stop.styles.width = dots(STOP) * scale + 2
        stop.show(STOP, most=scale)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer chosen by Enter or a click; ignores the second click of a double click."""
        if event.option_id is not None and self.app.desk.clock() - self._since >= DOUBLE_CLICK:
            self._answer(event.option_id)

    def on_key(self, event: Key) -> None:
        """Give the answer of a key."""
        question = self._guide.question
        if question is None:
            # After the last answer the screen is closing, and takes no more keys.
            event.stop()
            return
        if event.key == "escape" and self.query_one(AnswerList).clicked:
            # The button of a clicker that sends it chooses what the others have marked.
            return
        # If an answer is marked, Enter chooses it.
        enter = event.key == "enter" and self.query_one(AnswerList).highlighted is None
        pressed = event.key if enter or event.key == "escape" else event.character
        if pressed and self._guide.takes(pressed):
            event.stop()
            event.prevent_default()
            # A key that is still held down has answered the question before.
            if not self._repeats.held(pressed, self.app.desk.clock()):
                self._answer(pressed)

    def interrupt(self) -> None:
        """Answer for a person who wants to quit, or ask whether to."""
        if self._guide.question is not None:
            self._go_on(self._guide.interrupt())

    def look(self) -> None:
        """Show the question that is open now, which may have changed by itself, or close the screen."""
        if self._guide.question is None:
            self.dismiss()
        elif self._asked is not None and self._asked is not self._guide.question:
            self._show()
        elif self._asked is not None and self._asked.ends:
            self.query_one(".panel-title", Static).update(self._guide.asks)

    def _answer(self, pressed: str) -> None:
        if self._guide.question is not None:
            self._go_on(self._guide.answer(pressed))

    def _go_on(self, told: str | None) -> None:
        """Show the reply to an answer, and the next question."""
        self.app.answer(told, READING)
        if self._guide.question is None:
            self.dismiss()
        else:
            self._show()


def _shown(answer: Answer, question: Question) -> str:
    """An answer with its key, and with Escape if that gives it too."""
    return f"{answer.key}  {answer.label}{'  (Esc)' if answer.name == question.escape else ''}"
