"""The questions before a session: how the hip is, and below that what is due; none has to be answered.

It has to be shown at once: modules that only a key needs are imported where they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from hipcoach.advice import notices
from hipcoach.advice.checkin import Sheet
from hipcoach.advice.checkin_texts import about_outer_hip, named, needed_today, reply, today, zones_of
from hipcoach.advice.history import History
from hipcoach.advice.notices import WHAT_ANSWERS_BRING
from hipcoach.advice.pain import ASKED, Zone
from hipcoach.engine.choices import both_sides, modifications_on
from hipcoach.engine.plan import make_plan
from hipcoach.engine.wording import length
from hipcoach.live.check_in import EASIER, LEAVE_OUT, SIDES, TAKE_DOSE, TAKE_STEP, write
from hipcoach.live.interview import YES
from hipcoach.session.library import Reading
from hipcoach.session.model import Dose, Session, Side
from hipcoach.settings.keymap import Action
from hipcoach.ui.checkin_rows import due_rows, questions_again
from hipcoach.ui.moved import moved
from hipcoach.ui.screens.form_screen import FormScreen, reading_keys
from hipcoach.ui.screens.overlay import ACCEPTED, PAIN
from hipcoach.ui.shared import PAINTED, WithCommands
from hipcoach.ui.widgets.answer_rows import BackgroundRow, DoseRow, NoticeRow, OfferRow
from hipcoach.ui.widgets.flat_button import FlatButton
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.person_rows import AffectedRow, LoadRow, person_rows, show_person
from hipcoach.ui.widgets.pick import HOW, UNSAID, Pick
from hipcoach.ui.widgets.scale import Scale

OFF, ON = "off", "on"
OFFERED = ("not now", YES)
NOTICE = (YES, "no, not for 14 days")
DOSES = tuple(dose.value for dose in Dose)


class CheckIn(FormScreen, WithCommands):
    """Asks how the hip is, and what else is due; Enter starts the session, `c` opens dose, side and options."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *reading_keys("checkin"),
        Binding("enter", "start", "Start", id="checkin.start", tooltip="Start the session"),
        Binding("space,f5,shift+f5", "enter", "Start", id="checkin.go", tooltip="As Enter does", show=False),
        Binding("c", "change", "Change", id="checkin.change", tooltip="Dose, side, easier and harder, your background"),
        Binding("i", "how", "How", id="checkin.how", tooltip="How each exercise is done"),
        Binding("escape,q", "back", "Back", id="checkin.back", tooltip="Pick another session"),
        Binding("question_mark", "help", "Help", id="checkin.help", tooltip="Keys and safety", key_display="?"),
        Binding("t", "test_sound", "Test sound", id="checkin.sound", tooltip="Play the sound for changing sides"),
        Binding("p", "as_planned", "As planned", id="checkin.planned", tooltip="Whatever the pain", show=False),
        Binding("y", "why", "Why ask", id="checkin.why", tooltip="Why and when to ask a professional", show=False),
        Binding(PAIN, "pain", "Pain", id="checkin.pain", tooltip="To the pain", show=False),
        Binding("down,j", "app.focus_next", "Next row", id="checkin.down", tooltip="The row below", show=False),
        Binding("up,k", "app.focus_previous", "Row before", id="checkin.up", tooltip="The row above", show=False),
    ]

    ENTER = "start"
    SHEETS = ("forms",)

    def __init__(self, session: Session, reading: Reading, sheet: Sheet) -> None:
        super().__init__("checkin")
        self._bindings = moved(self._bindings, self.app.desk.settings.keys)
        self._session = session
        self.reading = reading
        self._sheet = sheet
        self._reads = True
        """Whether the log is still being read for what the session begins with."""
        self._to_start = self.app.options.go
        """Whether the session starts as soon as that is known."""
        self._shown: dict[str, object] = {}
        """The content that each changing part of the screen shows at present."""

    def compose(self) -> ComposeResult:
        """Lay out the question about pain, a part for what is due, and the options, which are folded away."""
        session = self._session
        yield Static(id="title", markup=False)
        with self.form:
            if session.safety is not None and session.safety.before:
                # The author of the session wants this to be read first.
                yield Static("\n".join(("Before you start:", *session.safety.before)), id="before", markup=False)
            yield Scale(ASKED, id="pain", zones=zones_of(self.app.desk.settings.thresholds.pain))
            yield Static(id="advice", markup=False)
            yield Pick(EASIER, OFFERED, id="easier")
            yield Vertical(*person_rows(session, self._sheet), id="person")
            yield Vertical(id="asked")
            yield Static(id="outer-hip", markup=False)
            yield Pick(f"  {LEAVE_OUT}", OFFERED, id="leave_out")
            yield Static(id="too-early", markup=False)
            yield Static(WHAT_ANSWERS_BRING, id="bring", markup=False)
            yield Vertical(id="notices")
            yield Vertical(id="offers")
            yield Static(id="today", markup=False)
            with Vertical(id="options"):
                yield from self._options()
        with Horizontal(id="below"):
            yield FlatButton("Start (Enter)", "start")
            yield Static(HOW, id="how-to-answer", markup=False)
        yield KeyFooter(self.form)

    def _options(self) -> Iterator[Widget]:
        """What can be chosen for this session, and answers that can be given later."""
        session, choices = self._session, self._sheet.choices
        if self._sheet.has_range:
            yield Pick("Dose", DOSES, DOSES.index(choices.dose.value), id="dose")
        if both_sides(session):
            yield Pick("Side that begins", SIDES, SIDES.index(choices.first or SIDES[0]), id="first")
        for exercise in session.exercises:
            yield Static(classes="heading exercise", name=exercise.id, markup=False)
            on = modifications_on(session, choices, exercise.id)
            for change in exercise.modifications:
                kind = "easier" if change in exercise.easier else "harder"
                about = (exercise.id, change.id)
                row = Pick(f"  {change.name} ({kind})", (OFF, ON), int(change.id in on), about=about)
                row.tooltip = Content(change.when) if change.when else None
                yield row
        yield Vertical(id="again")

    def on_mount(self) -> None:
        """Show the plan's length, and have the log read."""
        self.query_one("#options").display = False
        self._show()
        self.begin(self.query_one("#pain"), read_first=bool(self.query("#before")))
        self.call_after_refresh(partial(self.set_timer, PAINTED, self._look_further))

    def _look_further(self) -> None:
        """Have the log read and the voice prepared."""
        if not self.app.options.go:
            self.app.flow.look_for_left_open(self.reading.path.name)
        self._reads = self.app.flow.look_back(self._remember, lambda: self.is_running)
        self._start_if_asked()
        self.app.speaker.prepare(make_plan(self._session, self._sheet.choices))

    def _remember(self, history: History | None) -> None:
        """Add the questions and offers that follow from the history, if it could be read."""
        self._reads = False
        if history is not None:
            self._sheet.remember(history, as_last=not self.app.as_asked)
            self._show()
        self._start_if_asked()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Update everything on the screen from the sheet."""
        session, sheet = self._session, self._sheet
        choices = sheet.choices
        plan = make_plan(session, choices)
        self.query_one("#title", Static).update(f"{length(plan)} · {self.app.when_over(plan.total)} · {session.title}")
        facts = f"Today: {' · '.join(today(session, sheet))}"
        self._tell("#today", "\n".join((facts, *needed_today(session, sheet))))
        advice = self.query_one("#advice", Static)
        advice.update(reply(session, sheet, "; p: as planned"))
        advice.set_class(sheet.zone is Zone.AMBER, "-amber")
        advice.set_class(sheet.zone is Zone.RED, "-red")
        early = sheet.too_early
        self._tell("#too-early", f"{early.title}: {early.text}" if early else "")
        self.query_one("#bring").display = sheet.tells_what_answers_bring
        easier = self.query_one("#easier", Pick)
        easier.display = sheet.zone is not Zone.GREEN and sheet.has_easier
        easier.show(int(sheet.easier))
        show_person(self, session, sheet, unfolded=self.query_one("#options").display)
        self._fill("#asked", sheet.due, lambda: due_rows(sheet))
        self._fill("#again", (sheet.asks_outer_hip_again, sheet.due.background), lambda: questions_again(sheet))
        self._tell("#outer-hip", about_outer_hip(session, sheet))
        leave_out = self.query_one("#leave_out", Pick)
        leave_out.display = sheet.can_leave_out
        leave_out.show(int(sheet.leaves_out))
        self._fill("#notices", sheet.advice, self._notices)
        self._fill("#offers", (sheet.offers, sheet.other_dose), self._offers)
        for offer in self.query(OfferRow):
            offer.show(int(offer.about[0] in sheet.accepted))
        for dose in self.query("#dose").results(Pick):
            dose.show(DOSES.index(choices.dose.value))
        for taken in self.query(DoseRow):
            taken.show(int(sheet.takes_other_dose))
        for heading in self.query(".exercise").results(Static):
            exercise = next(one for one in session.exercises if one.id == heading.name)
            dose_of = choices.doses.get(exercise.id, choices.dose)
            own = f" · {dose_of.value} dose" if dose_of is not choices.dose else ""
            own = " · left out today" if exercise.id in choices.left_out else own
            heading.update(f"{named(session, exercise)}{own}")
            heading.display = bool(exercise.modifications or own)
        on = {exercise.id: modifications_on(session, choices, exercise.id) for exercise in session.exercises}
        for row in self.query(Pick):
            if type(row) is Pick and row.about[0]:
                row.show(int(row.about[1] in on[row.about[0]]))

    def _tell(self, where: str, text: str) -> None:
        line = self.query_one(where, Static)
        line.update(text)
        line.display = bool(text)

    def _fill(self, where: str, shown: object, rows: Callable[[], Iterator[Widget]]) -> None:
        """Replace the rows of a part, if its content has changed."""
        if self._shown.get(where) == shown:
            return
        self._shown[where] = shown
        part = self.query_one(where)
        part.remove_children()
        part.mount_all(rows())

    def _notices(self) -> Iterator[Widget]:
        for notice in self._sheet.advice:
            yield Static(f"{notice.title} {notice.text}", classes="notice", markup=False)
            seen = notice.key in self._sheet.dismissed
            yield NoticeRow("  Show this again next time? (y says why)", NOTICE, int(seen), about=(notice.key, ""))

    def _offers(self) -> Iterator[Widget]:
        if (dose := self._sheet.other_dose) is not None:
            yield Static(dose.text, classes="offer", markup=False)
            yield DoseRow(f"  {TAKE_DOSE}", OFFERED, int(self._sheet.takes_other_dose))
        names = {exercise.id: named(self._session, exercise) for exercise in self._session.exercises}
        for offer in self._sheet.offers:
            yield Static(f"{names[offer.exercise]}. {offer.reason}", classes="offer", markup=False)
            yield OfferRow(f"  {TAKE_STEP}", OFFERED, int(offer.key in self._sheet.accepted), about=(offer.key, ""))

    # -- answers ------------------------------------------------------------------------------------------------------

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Write a picked value to the sheet."""
        pick, sheet = event.pick, self._sheet
        yes = pick.picked == 1
        match pick:
            case BackgroundRow():
                write(sheet, pick.about[0], yes)
            case NoticeRow():
                sheet.dismiss(pick.about[0], yes)
            case OfferRow():
                sheet.accept(pick.about[0], yes)
            case DoseRow():
                sheet.take_other_dose(yes)
            case AffectedRow():
                sheet.tell_affected(pick.affected)
            case LoadRow():
                sheet.take_load(pick.about[0], pick.weight)
            case Pick(id="easier"):
                sheet.take_easier(yes)
            case Pick(id="leave_out"):
                sheet.leave_out(yes)
            case Pick(id="dose"):
                sheet.take_dose(Dose(pick.value))
            case Pick(id="first"):
                sheet.begin_with(None if pick.value == SIDES[0] else Side(pick.value))
            case Scale(id="pain"):
                sheet.answer(replace(sheet.answers, pain=pick.score))
            case Scale(id=str(key)):
                write(sheet, key, pick.score)
            case Pick(id="outer_hip" | "daily_life" as key):
                write(sheet, key, None if pick.value == UNSAID else pick.value)
            case _:
                for refused in sheet.modify(*pick.about, pick.value == ON):
                    self.notify(f"{refused}, so that is off.", markup=False)
        self._show()

    def action_start(self) -> None:
        """Start the session, once it is known how it was done last time."""
        if not self.held():
            self._to_start = True
            self._start_if_asked()

    def _start_if_asked(self) -> None:
        """Start the session; show first how those exercises are done that were never done."""
        if not self._to_start:
            return
        if self._reads:
            self.app.answer("A moment: what was done last time is being read.")
            return
        self._to_start = False
        if not self.is_current:
            # Meanwhile something else is asked.
            return
        from hipcoach.ui.screens.how import HowScreen, pages_of

        walks = self.app.desk.settings.walk_through and not self.app.options.go
        new = self._sheet.never_done if walks else ()
        pages = pages_of(self._session, self._sheet.choices, only=new)
        if any(pages.can_show(exercise) for exercise in new):
            self.app.push_screen(HowScreen(pages, leads_on=True), self._walked_through)
        else:
            self._begin()

    def _walked_through(self, result: str | None) -> None:
        """Begin, unless the person has come back to the questions."""
        if result == ACCEPTED:
            self._begin()
        elif result == Action.PAIN:
            self.action_pain()

    def _begin(self) -> None:
        sheet = self._sheet
        self.app.flow.start(self._session, self.reading, sheet.choices, sheet.usual, sheet.complete())

    def on_button_pressed(self) -> None:
        """Do the same as Enter."""
        if self.form.unread:
            self.action_read_on()
        else:
            self.action_start()

    def commands(self) -> Iterator[SystemCommand]:
        """What can be done here, for the palette."""
        # Imported here, because most sessions are in the list: it loads all that writes files of sessions.
        from hipcoach.ui.adding import adding_command

        return adding_command(self.app, self)

    def action_how(self) -> None:
        """Show how each exercise is done."""
        from hipcoach.ui.screens.how import HowScreen, pages_of

        self.app.push_screen(HowScreen(pages_of(self._session, self._sheet.choices)), self._walked_through)

    def action_why(self) -> None:
        """Show the reason for each advice to ask a professional; without any, the general reasons for asking one."""
        from hipcoach.ui.screens.text import TextScreen

        told = [line for notice in self._sheet.advice for line in (notice.text, "", notice.why, "")]
        self.app.push_screen(TextScreen(notices.ASK, told[:-1] or [notices.WHY]))

    def action_change(self) -> None:
        """Open the options and mark the first one, or fold them away."""
        options = self.query_one("#options")
        options.display = not options.display
        self._show()
        if options.display:
            self.call_after_refresh(options.query(Pick).first().focus)
        else:
            self.query_one("#pain").focus()

    def action_as_planned(self) -> None:
        """Do the session as planned, although pain has made it gentler."""
        if self._sheet.changed_for_pain:
            self._sheet.as_planned()
            self._show()
        else:
            self.app.answer("It is as planned already.")

    @on(Click, "#advice")
    def _click_as_planned(self) -> None:
        """A click on the reply to the pain does the same."""
        if self._sheet.zone is not Zone.GREEN:
            self.action_as_planned()

    def action_pain(self) -> None:
        """Mark the question about pain."""
        self.query_one("#pain").focus()

    def action_back(self) -> None:
        """Go back to the list."""
        self.app.flow.leave_check_in()

    def action_test_sound(self) -> None:
        """Play the tone for changing sides."""
        self.app.speaker.test()

    def action_help(self) -> None:
        """Show the keys and the safety text."""
        from hipcoach.ui.screens.keys import show_keys_of

        show_keys_of(self, "Keys of the check-in", session=self._session)
