"""How an exercise is done: its figure, moving, beside everything there is to read about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hipcoach.cues.how_to import HowTo, how_to
from hipcoach.cues.texts import side_in_words
from hipcoach.engine.choices import Choices, fitting
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.figures.model import Figure
from hipcoach.figures.moving import Motion, rehearsal_seconds
from hipcoach.live.presses import Repeats
from hipcoach.session.model import Session, Side
from hipcoach.settings.keymap import Action
from hipcoach.text.characters import clean
from hipcoach.ui.screens.about_page import about_key, show_about
from hipcoach.ui.screens.overlay import ACCEPTED, LEFT, PAIN, Overlay
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.moving_figure import LEAST_SECONDS, MovingFigure
from hipcoach.ui.widgets.scroll import WHOLE, Scroll
from hipcoach.ui.widgets.session_preview import Demonstration


class HowPages:
    """What can be read about a session: a page about all of it, if any, then one for each exercise."""

    def __init__(
        self, plan: Plan, session: Session | None, overview: Sequence[str] = (), only: Sequence[str] | None = None
    ) -> None:
        """`session`: `None` if its file is gone; `only`: the ids of the exercises to show, `None` for all of them."""
        self.plan = plan
        self.session = session
        self.overview = tuple(overview)
        self.exercises = tuple(one for one in plan.exercises if only is None or one in only)
        self.count = len(self.exercises) + bool(self.overview)

    def exercise(self, number: int) -> str | None:
        """The id of the exercise on a page; `None` for the page about all of the session."""
        number -= bool(self.overview)
        return None if number < 0 else self.exercises[number]

    def of(self, exercise: str | None) -> int:
        """The number of an exercise's page; the first page if it has none."""
        return self.exercises.index(exercise) + bool(self.overview) if exercise in self.exercises else 0

    def can_show(self, exercise: str) -> bool:
        """Whether there is a figure or more to read about an exercise than its name."""
        told = self.how_to(exercise, self.plan.sides(exercise)[0])
        return bool(told.figure or told.sections)

    def how_to(self, exercise: str, side: Side) -> HowTo:
        """How an exercise is done on a side."""
        written = self.session.exercises if self.session is not None else ()
        return how_to(self.plan, exercise, side, next((one for one in written if one.id == exercise), None))


def pages_of(
    session: Session, choices: Choices, overview: Sequence[str] = (), only: Sequence[str] | None = None
) -> HowPages:
    """The pages of a session that has not begun, with some choices."""
    return HowPages(make_plan(session, fitting(session, choices)), session, overview, only)


def demonstrations_of(session: Session, choices: Choices) -> tuple[Demonstration, ...]:
    """The exercises of a session that has not begun, each as it is shown beside the list."""
    pages = pages_of(session, choices)
    found = []
    for number, exercise in enumerate(pages.exercises, 1):
        side = pages.plan.sides(exercise)[0]
        told = pages.how_to(exercise, side)
        place = f"‹ {number} of {pages.count} › " if pages.count > 1 else ""
        found.append(Demonstration(told.figure, side, f"{place}{told.name} · {told.dose}"))
    return tuple(found)


class HowScreen(Overlay, inherit_bindings=False):
    """Shows how each exercise of a session is done; the left and right keys walk through them.

    Its result is ACCEPTED if the person leads on to the session, otherwise as of any overlay.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(PAIN, "leave_with('pain')", "PAIN", id="how.pain", tooltip="Stop at once"),
        Binding(PAIN, "tell_pain", "Pain", id="how.tell_pain", tooltip="To the question about pain", show=False),
        Binding("enter", "lead_on", "Next", id="how.lead_on", tooltip="On to the next exercise"),
        Binding("enter", "begin", "Begin", id="how.begin", tooltip="Begin the session"),
        Binding("enter", "leave_with('left')", "Close", id="how.close", tooltip="Close this", show=False),
        Binding("space", "begin_now", "Begin", id="how.begin_now", tooltip="Begin the session at once"),
        Binding("s", "begin_now", "Skip", id="how.skip", tooltip="Begin the session without the rest", show=False),
        Binding("right,n", "turn(1)", "Next", id="how.next", tooltip="The next exercise", key_display="→"),
        Binding("left,b", "turn(-1)", "Before", id="how.before", tooltip="The exercise before", key_display="←"),
        Binding("escape,q", "leave_with('left')", "Close", id="how.leave", tooltip="Close this"),
        Binding("x,tab", "other_side", "Other side", id="how.side", tooltip="The same on the other side"),
        Binding("down,j", "scroll(1)", "Down", id="how.down", tooltip="A line down", key_display="↓"),
        Binding("up,k", "scroll(-1)", "Up", id="how.up", tooltip="A line up", show=False),
        Binding("space", "more", "More", id="how.more", tooltip="A screen down, then close this", show=False),
        Binding("f5,shift+f5", "done", "Done", id="how.done", tooltip="Begin the session, or close this", show=False),
        Binding("pagedown", "page(1)", "Page down", id="how.page_down", tooltip="A screen down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="how.page_up", tooltip="A screen up", show=False),
        about_key("how"),
    ]

    AUTO_FOCUS = ""

    def __init__(
        self,
        pages: HowPages,
        exercise: str | None = None,
        side: Side | None = None,
        *,
        leads_on: bool = False,
        hurts: bool = False,
    ) -> None:
        """`exercise` and `side`: what is shown first; `leads_on`: Enter leads to the session; `hurts`: one runs now."""
        super().__init__()
        self._pages = pages
        self._number = pages.of(exercise)
        self._side = side
        self._leads_on = leads_on
        self._hurts = hurts
        self._repeats = Repeats()
        self._figure: Figure | None = None
        self._since = 0.0
        self._text = Scroll(id="how-text")

    def compose(self) -> ComposeResult:
        """Lay out a title, the figure, and the text, which scrolls."""
        settings = self.app.desk.settings
        still = not settings.motion or self.app.animation_level == "none"
        with Vertical(id="how-page"):
            yield Static(id="how-title", markup=False)
            yield Static(id="how-dose", markup=False)
            with self._text:
                yield MovingFigure(settings.figures, still=still, clock=self.app.desk.clock, id="how-figure")
                yield Static(id="how-lines", markup=False)
        yield KeyFooter(self._text)

    def on_mount(self) -> None:
        """Show the first page; the figure gets a new moment four times a second."""
        self._repeats.held("enter", self.app.desk.clock())
        self.set_interval(LEAST_SECONDS, self._move)
        self._show()

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def exercise(self) -> str | None:
        """The id of the exercise that is shown."""
        return self._pages.exercise(self._number)

    @property
    def side(self) -> Side:
        """The side that is shown."""
        both = self._pages.plan.sides(self.exercise) if self.exercise is not None else (Side.NONE,)
        return self._side if self._side in both else both[0]

    def _show(self) -> None:
        exercise, pages = self.exercise, self._pages
        place = f"{self._number + 1} of {pages.count}" if pages.count > 1 else ""
        name, dose, lines = pages.plan.title, "", Content("\n".join(pages.overview))
        self._figure = None
        if exercise is not None:
            told = pages.how_to(exercise, self.side)
            name = told.name
            dose = " · ".join(text for text in ((side_in_words(self.side) or "").upper(), told.dose) if text)
            lines = _lines(told)
            self._figure = self.app.figure(told.figure)
        self.query_one("#how-title", Static).update(" · ".join(text for text in (name, place) if text))
        line = self.query_one("#how-dose", Static)
        line.update(dose)
        line.display = bool(dose)
        self.query_one("#how-lines", Static).update(lines)
        self.set_class(self._figure is not None, "-drawn")
        self._since = self.app.desk.clock()
        self._move()
        self._text.scroll_home(animate=False)
        self.refresh_bindings()

    def _move(self) -> None:
        """Show the figure at this moment of its set-up, one repetition, and the way back."""
        progress = 0.0
        if self._figure is not None and (whole := rehearsal_seconds(self._figure)):
            progress = (self.app.desk.clock() - self._since) / whole % 1.0
        self.query_one(MovingFigure).show(self._figure, self.side, Motion.PREPARING, progress)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense on this page: Enter leads on, begins or closes; pain is for a session that runs."""
        last = self._number == self._pages.count - 1
        match action:
            case "lead_on":
                return self._leads_on and not last
            case "begin":
                return self._leads_on and last
            case "begin_now":
                return self._leads_on
            case "turn":
                return self._pages.count > 1
            case "other_side":
                return self.exercise is not None and len(self._pages.plan.sides(self.exercise)) > 1
            case "leave_with" if parameters == ("pain",):
                return self._hurts
            case "tell_pain":
                return not self._hurts
            case _:
                return True

    def action_lead_on(self) -> None:
        """Go on to the next exercise."""
        if not self._repeats.held("enter", self.app.desk.clock()):
            self.action_turn(1)

    def action_begin(self) -> None:
        """Lead on to the session after the last exercise."""
        if not self._repeats.held("enter", self.app.desk.clock()):
            self.dismiss(ACCEPTED)

    def action_tell_pain(self) -> None:
        """Leave it for the question about pain, where there is one below."""
        self.dismiss(Action.PAIN)

    def action_begin_now(self) -> None:
        """Lead on to the session at once."""
        self.dismiss(ACCEPTED)

    def action_turn(self, by: int) -> None:
        """Turn to another page, if there is one."""
        number = self._number + by
        if 0 <= number < self._pages.count:
            self._number = number
            self._show()

    def action_other_side(self) -> None:
        """Show the same exercise on the other side."""
        self._side = self.side.other
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._text.scroll_relative(y=lines, animate=False)

    def action_more(self) -> None:
        """Scroll on while there is more, then close it."""
        if self._text.share < WHOLE:
            self._text.page(1)
        elif not self._repeats.held("space", self.app.desk.clock()):
            self.dismiss(LEFT)

    def action_done(self) -> None:
        """Begin the session if this leads to one, else close it."""
        self.dismiss(ACCEPTED if self._leads_on else LEFT)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, forwards or back."""
        self._text.page(pages)

    def action_about(self) -> None:
        """Show the page about turned-out hips."""
        show_about(self.app)


def _lines(told: HowTo) -> Content:
    """The sections as one text, with strong headings."""
    parts: list[Content] = []
    for section in told.sections:
        gap = "\n\n" if parts else ""
        parts.append(Content.styled(f"{gap}{section.heading}", "bold"))
        mark = "· " if len(section.lines) > 1 else ""
        parts.append(Content("".join(f"\n{mark}{clean(line)}" for line in section.lines)))
    return Content("").join(parts)
