"""The screen that leads through a session."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from hipcoach.cues.caption import Captions
from hipcoach.cues.view import View, view
from hipcoach.engine.events import Event, Paused
from hipcoach.engine.player import Command, Player
from hipcoach.live.presses import Repeats
from hipcoach.live.run import Live
from hipcoach.settings.keymap import KEYS, Action, KeyBinding
from hipcoach.text.durations import clock
from hipcoach.ui.screens.keys import help_screen
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.cue_text import CueText
from hipcoach.ui.widgets.figure import LargeFigure
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.way import StepProgress

SHORTEST_SLEEP = 0.01
"""The shortest delay in seconds, since the event loop is not good at shorter ones."""

REPAINT = 1.0
"""Seconds between two updates of the time of day while the session stands still."""

KEY_NAMES = {
    " ": "space",
    "+": "plus",
    "=": "equals_sign",
    "-": "minus",
    ".": "full_stop",
    "!": "exclamation_mark",
    "?": "question_mark",
    "<": "less_than_sign",
    ">": "greater_than_sign",
}
"""Textual's names of keys that have another name in our table."""

SPACE = {"PAUSED": "Space goes on. ", "READY WHEN YOU ARE": "Space begins. "}
"""The hint about the space bar in states in which it does something else than usual."""

SHOWN = {
    Action.PAIN: "PAIN",
    Action.SPACE: "Pause",
    Action.QUIT: "Quit",
    Action.HELP: "Keys",
    Action.NEXT: "Next",
    Action.SETUP: "Set-up",
    Action.BACK: "Back",
    Action.SOUND: "Sound",
}
"""The keys in the footer, the most important first; the help shows the rest."""


ALL_OF_IT = f"{next(key.keys[0] for key in KEYS if key.action is Action.SETUP)}: all of it"
"""The hint at the end of a shortened set-up: the key that shows all of it."""


def _binding(key: KeyBinding) -> Binding:
    names = dict.fromkeys(KEY_NAMES.get(name, name) for name in key.keys)
    return Binding(
        ",".join(names),
        f"press('{key.action.value}')",
        SHOWN.get(key.action, key.label),
        id=f"guiding.{key.action.value}",
        tooltip=key.label,
        show=key.action in SHOWN,
        key_display=" ".join(key.keys[: 2 if key.action is Action.PAIN else 1]),
    )


class GapNotice:
    """A listener that tells the person why the session was paused after a gap."""

    def __init__(self, app: SharedApp) -> None:
        self._app = app

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Show a message if there was a gap."""
        for event in events:
            if isinstance(event, Paused) and event.gap:
                text = f"Nothing ran for {event.gap:.0f} seconds, so the session is paused. That time was not counted."
                self._app.notify(text, markup=False, severity="warning", timeout=10)


class Guiding(Screen[None]):
    """Shows the current moment of the session, and passes keys to the guide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(_binding(key) for action in SHOWN for key in KEYS if key.action is action),
        *(_binding(key) for key in KEYS if key.action not in SHOWN),
    ]

    AUTO_FOCUS = ""

    app: SharedApp

    def __init__(self, live: Live, captions: Captions) -> None:
        super().__init__()
        self._live = live
        self._captions = captions
        self._timer: asyncio.TimerHandle | None = None
        self._gone = False
        self._paused_for_overlay = False
        self._setup_asked = False
        self._to_begin = False
        """Whether the session has yet to begin, because another screen covered this one."""
        self._repeats = Repeats()
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the screen, with the large figure in the middle."""
        with Vertical(id="guiding"):
            yield Static(id="time", markup=False)
            yield Static(id="session", markup=False)
            yield Static(id="exercise", markup=False)
            with Vertical(id="place"):
                with Horizontal(id="where"):
                    yield Static(id="side", markup=False)
                    yield Static(id="set", markup=False)
                    yield Static(id="state", markup=False)
                yield Static(id="doing", markup=False)
            with Center(id="middle"):
                yield LargeFigure(id="figure")
            yield Static(id="of", markup=False)
            with Center(id="along"):
                yield StepProgress(id="way")
            yield CueText(id="cue")
            yield Static(id="next", markup=False)
            yield Static(id="trouble", markup=False)
            yield Static(id="sound", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Begin once the screen has been painted, so that painting does not delay the first tone."""
        self._enter_is_spent()
        self._paint()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._gone or self.app.leaving or self._live.guide.over:
            return
        self._to_begin = not self.is_active
        if not self._to_begin:
            self._live.start()
            self.wake()

    def on_unmount(self) -> None:
        """Stop the timer."""
        self._gone = True
        if self._timer is not None:
            self._timer.cancel()

    # -- time -------------------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Wake the conductor, then sleep until it is due again."""
        self._live.conductor.wake()
        self._after()

    def _after(self) -> None:
        """Paint changes, show an open question, and set the timer for the next wake."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._gone or self.app.leaving or not self._shown:
            return
        self._paint()
        asking = next((screen for screen in self.app.screen_stack if isinstance(screen, QuestionScreen)), None)
        if asking is not None:
            asking.look()
        elif self._live.guide.question is not None:
            self.app.push_screen(QuestionScreen(self._live.guide), self._after_question)
        if self._live.guide.over and asking is None:
            self._gone = True
            self.app.flow.session_over(self._live)
            return
        delay = self._live.conductor.delay()
        # The time of day on the screen goes on while the session stands still.
        what, delay = (self._after, REPAINT) if delay is None else (self.wake, delay)
        # Through the screen's message queue: an exception in a bare callback would be lost.
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(max(SHORTEST_SLEEP, delay), self.call_later, what)

    # -- what is shown ----------------------------------------------------------------------------------------------

    def _paint(self) -> None:
        player = self._live.conductor.player
        seen = view(player, self._captions.at(player.elapsed))
        self._show("session", seen.title)
        self._show("time", f"{clock(seen.left)} left · ends {self.app.ends_at(seen.left)}")
        self._show("exercise", seen.exercise)
        self._show("side", seen.side)
        self._show("set", f"set {seen.set} of {seen.sets}")
        self._show("state", seen.state)
        self._show("doing", seen.doing)
        self._show("of", seen.small)
        # This key shows the part of a set-up that is cut off.
        self.query_one(CueText).show(seen.cue, ALL_OF_IT if seen.cue == " · ".join(seen.setup) else "")
        self._show("next", SPACE.get(seen.state, "") + seen.next)
        self._show("trouble", self._live.trouble or "")
        self._show("sound", self.app.speaker.state)
        self.query_one(LargeFigure).show(seen.large)
        self.query_one(StepProgress).show(seen.progress, seen.minimum)
        self._mark(seen)

    def _show(self, where: str, text: str) -> None:
        """Update a text, if it has changed."""
        before = self._shown.get(where)
        if before != text:
            self._shown[where] = text
            # A new layout costs more than everything else, and is not needed if the text has the same length.
            self.query_one(f"#{where}", Static).update(text, layout=before is None or len(before) != len(text))

    def _mark(self, seen: View) -> None:
        """Set the style classes for the current state."""
        self.set_class(seen.working, "-working")
        self.set_class(bool(seen.state), "-still")
        self.set_class(bool(seen.side), "-sided")

    # -- keys -------------------------------------------------------------------------------------------------------

    def action_press(self, name: str) -> None:
        """Carry out the action of a key."""
        action = Action(name)
        if self._gone or self._held(action):
            return
        match action:
            case Action.HELP:
                self.app.push_screen(help_screen(self._live.session), self._after_overlay)
            case Action.SETUP:
                self._show_setup()
            case _:
                self.app.answer(self._live.guide.press(action))
        self._after()

    def _enter_is_spent(self) -> None:
        """Count the Enter that led to this screen as held down, so that it does not act on the session."""
        self._repeats.held(Action.NEXT, self.app.desk.clock())

    def _held(self, action: Action) -> bool:
        """Whether a key that must count only once is being held down."""
        if action not in (Action.NEXT, Action.PAUSE, Action.SPACE):
            return False
        if action is Action.SPACE and self._live.conductor.player.allows(Command.COUNT):
            return False
        return self._repeats.held(action, self.app.desk.clock())

    def _show_setup(self) -> None:
        """Show how the exercises of the session are done, the present one first."""
        # Imported here, since it is seldom needed.
        from hipcoach.ui.screens.how import HowPages, HowScreen

        player = self._live.conductor.player
        pages = HowPages(player.plan, self._live.session)
        self._setup_asked = True
        how = HowScreen(pages, player.step.exercise, player.step.side, hurts=True)
        self.app.push_screen(how, self._after_overlay)

    # -- screens over this one --------------------------------------------------------------------------------------

    def stand_still(self) -> bool:
        """Pause if time is running; returns whether it was."""
        paused = self._live.conductor.stand_still()
        self._after()
        return paused

    def on_screen_suspend(self) -> None:
        """Pause the session while another screen covers this one."""
        if not (self.app.leaving or self._gone or self._live.conductor.over):
            self._paused_for_overlay = self.stand_still()
            if self._setup_asked:
                # Only now: whatever is said as it stands still would take its place.
                self._setup_asked = False
                self._live.guide.say_setup()

    def on_screen_resume(self) -> None:
        """Begin or continue the session when this screen is uncovered."""
        self._enter_is_spent()
        if self._to_begin:
            self._begin()
        elif self._shown:
            self._go_on()
            self._after()

    def _after_question(self, _: None) -> None:
        """Show the effect of the answers."""
        self._after()

    def _go_on(self) -> None:
        """Resume the session, if it was paused only for an overlay."""
        paused, self._paused_for_overlay = self._paused_for_overlay, False
        if paused and self._live.conductor.player.allows(Command.RESUME):
            self._live.conductor.do(Player.resume)

    def _after_overlay(self, result: str | None) -> None:
        """Carry out the action that an overlay was closed with."""
        if result not in tuple(Action):
            return
        if result in (Action.PAUSE, Action.SPACE):
            # It is paused already; keep it so.
            self._paused_for_overlay = False
            return
        self._go_on()
        self.action_press(str(result))
