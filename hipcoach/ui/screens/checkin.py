"""The few questions before a session, all on one panel, all answered as last time."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Footer, Static

from hipcoach.coach import advice
from hipcoach.coach.advice import Zone
from hipcoach.coach.choosing import modifications_on, with_modification, with_modifications
from hipcoach.coach.minutes import clock
from hipcoach.coach.plan import ChoiceError, Choices, make_plan
from hipcoach.coach.thresholds import PainThresholds
from hipcoach.session.library import Reading
from hipcoach.session.model import Dose, Session, Side, Sides
from hipcoach.ui.widgets.pick import Pick

if TYPE_CHECKING:
    from hipcoach.ui.app import HipcoachApp

OFF, ON = "off", "on"
SIDES = ("as written", "left", "right")
SCORES = tuple(str(score) for score in range(11))

ADVICE = {
    Zone.AMBER: "More than a little pain: take the low dose and an easier option today.",
    Zone.RED: "With this much pain, not today is the better choice: exercise may make it worse. You decide.",
}


class CheckIn(Screen[None]):
    """Asks for pain, dose, side and modifications; Enter starts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="checkin.start", tooltip="Start the session"),
        Binding("down,j", "app.focus_next", "Next row", id="checkin.down", tooltip="The row below", show=False),
        Binding("up,k", "app.focus_previous", "Row before", id="checkin.up", tooltip="The row above", show=False),
        Binding("t", "test_sound", "Test sound", id="checkin.sound", tooltip="Hear the sound of a switch"),
        Binding("escape,q", "back", "Back", id="checkin.back", tooltip="Pick another session"),
        Binding("question_mark", "help", "Help", id="checkin.help", tooltip="Keys and safety", key_display="?"),
    ]

    AUTO_FOCUS = "#pain"

    app: HipcoachApp

    def __init__(
        self, session: Session, reading: Reading, choices: Choices, pain: int, thresholds: PainThresholds
    ) -> None:
        super().__init__()
        self._session = session
        self.reading = reading
        self._choices = choices
        self._pain = pain
        self._thresholds = thresholds
        if self._zone is not Zone.GREEN:
            self._choices = replace(choices, dose=Dose.LOW)

    @property
    def _zone(self) -> Zone:
        """How the pain that is picked is taken."""
        return advice.zone(self._pain, None, self._thresholds)

    def compose(self) -> ComposeResult:
        """A row for each question."""
        session, choices = self._session, self._choices
        yield Static(id="title", markup=False)
        with VerticalScroll(id="checkin", can_focus=False):
            yield Pick("Pain now, 0 to 10", SCORES, self._pain, id="pain")
            yield Static(id="advice", markup=False)
            doses = [dose.value for dose in Dose]
            yield Pick("Dose", doses, doses.index(choices.dose.value), id="dose")
            if any(exercise.side is Sides.EACH for exercise in session.exercises):
                first = SIDES.index(choices.first.value) if choices.first else 0
                yield Pick("Side that begins", SIDES, first, id="first")
            for exercise in session.exercises:
                if exercise.modifications:
                    same = sum(other.name == exercise.name for other in session.exercises) > 1
                    name = f"{exercise.name} ({exercise.id})" if same else exercise.name
                    yield Static(name, classes="heading", markup=False)
                on = modifications_on(session, choices, exercise.id)
                for change in exercise.modifications:
                    kind = "easier" if change in exercise.easier else "harder"
                    about = (exercise.id, change.id)
                    row = Pick(f"  {change.name} ({kind})", (OFF, ON), int(change.id in on), about=about)
                    row.tooltip = Content(change.when) if change.when else None
                    yield row
            yield Button("Start (Enter)", id="start", compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Say what it comes to."""
        self._show()

    def _show(self) -> None:
        seconds = make_plan(self._session, self._choices).total
        ends = self.app.ends_at(seconds)
        self.query_one("#title", Static).update(f"{self._session.title} · {clock(seconds)} · would end at {ends}")
        zone = self._zone
        note = self.query_one("#advice", Static)
        note.update(ADVICE.get(zone, ""))
        note.display = zone is not Zone.GREEN

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Take a value over into the choices."""
        pick = event.pick
        match pick.id:
            case "pain":
                before = self._zone
                self._pain = int(pick.value)
                if before is Zone.GREEN and self._zone is not Zone.GREEN:
                    self.query_one("#dose", Pick).pick(0)
            case "dose":
                self._choices = replace(self._choices, dose=Dose(pick.value), doses=MappingProxyType({}))
            case "first":
                first = None if pick.value == SIDES[0] else Side(pick.value)
                self._choices = replace(self._choices, first=first)
            case _:
                self._modify(pick)
        self._show()

    def _modify(self, pick: Pick) -> None:
        """Turn a modification on or off; what it excludes goes off."""
        exercise, changed = pick.about
        on = modifications_on(self._session, self._choices, exercise)
        if pick.value == OFF:
            rest = tuple(one for one in on if one != changed)
            self._choices = with_modifications(self._choices, exercise, rest)
            return
        choices = with_modifications(self._choices, exercise, (changed,))
        for one in on:
            try:
                choices = with_modification(self._session, choices, exercise, one)
            except ChoiceError as error:
                self.notify(f"{error}, so that is off.", markup=False)
                for row in self.query(Pick):
                    if row.about == (exercise, one):
                        row.pick(0)
        self._choices = choices

    def action_start(self) -> None:
        """Start."""
        self.app.start(self._session, self.reading, self._choices, self._pain)

    def on_button_pressed(self) -> None:
        """The button does what Enter does."""
        self.action_start()

    def action_back(self) -> None:
        """Go back to the list."""
        self.app.leave_check_in()

    def action_test_sound(self) -> None:
        """Play the sound of a switch."""
        self.app.speaker.test()

    def action_help(self) -> None:
        """Show keys and safety."""
        self.app.show_help()
