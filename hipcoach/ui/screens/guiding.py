"""The screen that leads through a session."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hipcoach.cues.caption import Captions
from hipcoach.cues.movement import movement
from hipcoach.cues.view import view
from hipcoach.engine.events import Event, Paused
from hipcoach.engine.player import Command, Player
from hipcoach.engine.state import Mode, State
from hipcoach.figures.model import Figure
from hipcoach.live.conductor import LONGEST_SLEEP
from hipcoach.live.presses import Repeats
from hipcoach.live.run import Live
from hipcoach.settings.keymap import KEYS, Action, KeyBinding
from hipcoach.sound.health import SILENT, Health
from hipcoach.ui.moved import in_footer, moved, textual_keys
from hipcoach.ui.painting import SparingCompositor
from hipcoach.ui.screens.keys import help_screen
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.moment_board import Around, MomentBoard

SHORTEST_SLEEP = 0.01
"""The shortest delay in seconds, since the event loop is not good at shorter ones."""

FRAME = 0.25
"""Seconds from one picture of a movement to the next."""

LOOK = 5.0
"""The most seconds between two looks at the time of day and at the sound while the session stands still."""

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


def _binding(key: KeyBinding) -> Binding:
    return Binding(
        ",".join(textual_keys(key)),
        f"press('{key.action.value}')",
        SHOWN.get(key.action, key.label),
        id=f"guiding.{key.action.value}",
        tooltip=key.label,
        show=key.action in SHOWN,
        key_display=in_footer(key),
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


class Guiding(WhileOpen[None]):
    """Shows the current moment of the session, and passes keys to the guide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(_binding(key) for action in SHOWN for key in KEYS if key.action is action),
        *(_binding(key) for key in KEYS if key.action not in SHOWN),
    ]

    AUTO_FOCUS = ""

    app: SharedApp

    def __init__(self, live: Live, captions: Captions) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self._bindings = moved(self._bindings, self.app.desk.settings.keys)
        self._live = live
        self._captions = captions
        self._timer: asyncio.TimerHandle | None = None
        self._gone = False
        self._paused_for_overlay = False
        self._setup_asked = False
        self._to_begin = False
        """Whether the session has yet to begin, because another screen covered this one."""
        self._repeats = Repeats()
        self._shown: tuple[State, int] | None = None
        """The state and the session's second that are shown; `None` before the first painting."""
        settings = self.app.desk.settings
        still = not settings.motion or self.app.animation_level == "none"
        setup_key = settings.keys.first(Action.SETUP)
        self._board = MomentBoard(settings.figures, still=still, setup_key=setup_key, id="board")
        self._keys = KeyFooter()
        self._known: dict[str, Figure | None] = {}
        """The figures that have been read."""

    def compose(self) -> ComposeResult:
        """Lay out the screen: everything about the moment, and the keys."""
        yield self._board
        yield self._keys

    def on_mount(self) -> None:
        """Begin once it has been painted and the screen before it is gone, so that neither delays the first tone."""
        self._enter_is_spent()
        self._paint()
        # The log or the sound may have got into trouble, or out of it, while the session stands still.
        self.app.reported.subscribe(self, lambda _: self._after())
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        # The app's next turn comes when it has taken the screen before apart.
        self.app.call_later(self.call_later, self._begin)

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
        if self._gone or self.app.leaving or self._shown is None:
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
        self._sleep()

    def _sleep(self) -> None:
        """Set the timer for the next wake, or for the next frame of a figure that moves."""
        delay = self._live.conductor.delay()
        # The time of day on the screen goes on while the session stands still.
        what, delay = (self._after, self._to_next_look) if delay is None else (self.wake, delay)
        if delay > FRAME and self._board.moves:
            what, delay = self._frame, FRAME
        # Through the screen's message queue: an exception in a bare callback would be lost.
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(max(SHORTEST_SLEEP, delay), self.call_later, what)

    @property
    def _to_next_look(self) -> float:
        """Seconds until something may have changed on the screen although the session stands still."""
        if self._live.guide.question is not None:
            # Answers go past this screen, and after some of them seconds are counted.
            return LONGEST_SLEEP
        ends = self.app.desk.wall() + timedelta(seconds=self._shown[1] if self._shown else 0)
        return min(LOOK, 60.0 - ends.second - ends.microsecond / 1e6)

    # -- what is shown ----------------------------------------------------------------------------------------------

    def _paint(self) -> None:
        player = self._live.conductor.player
        seen = view(player, self._captions.at(player.elapsed))
        self._shown = player.state, seen.left
        sound = self.app.speaker.state
        around = Around(
            ends=self.app.ends_at(seen.left),
            sounds=sound.health is Health.PLAYING,
            trouble=self._live.trouble or (sound.text if sound.health in SILENT else ""),
        )
        self._board.show(seen, self._figure(seen.figure), around)
        self._keys.call(f"press('{Action.SPACE.value}')", seen.space)

    def _figure(self, name: str | None) -> Figure | None:
        """The figure of this name, read once, so that one that cannot be read is told of once."""
        if name is not None and name not in self._known:
            self._known[name] = self.app.figure(name)
        return None if name is None else self._known[name]

    def _frame(self) -> None:
        """Move the figure; paint everything if more than time has passed."""
        conductor = self._live.conductor
        conductor.wake()
        player = conductor.player
        if self._gone or self._shown != (player.state, ceil(player.left() - 1e-6)):
            self._after()
            return
        self._board.move(movement(player.state, player.step, player.elapsed))
        self._sleep()

    def on_board_fitted(self) -> None:
        """Paint everything again, as there is more room or less."""
        if self._shown is not None and not self._gone:
            self._paint()

    # -- keys -------------------------------------------------------------------------------------------------------

    def action_press(self, name: str) -> None:
        """Carry out the action of a key."""
        action = Action(name)
        if self._gone or self._held(action):
            return
        match action:
            case Action.HELP | Action.BACKWARD if action is Action.HELP or self._paused:
                self.app.push_screen(
                    help_screen(self.app, self._live.session, by_clicker=action is Action.BACKWARD), self._after_overlay
                )
            case Action.SETUP:
                self._show_setup()
            case _:
                self.app.answer(self._live.guide.press(action))
        self._after()

    @property
    def _paused(self) -> bool:
        return self._live.conductor.player.state.mode is Mode.PAUSED

    def _enter_is_spent(self) -> None:
        """Count the Enter that led to this screen as held down, so that it does not act on the session."""
        self._repeats.held(Action.NEXT, self.app.desk.clock())

    def _held(self, action: Action) -> bool:
        """Whether a key that must count only once is being held down."""
        if action not in (Action.NEXT, Action.PAUSE, Action.SPACE, Action.FORWARD):
            return False
        if action in (Action.SPACE, Action.FORWARD) and self._live.conductor.player.allows(Command.COUNT):
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
        elif self._shown is not None:
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
        if result in (Action.PAUSE, Action.SPACE, Action.FORWARD) and self._paused_for_overlay:
            # It is paused already; keep it so.
            self._paused_for_overlay = False
            return
        self._go_on()
        self.action_press(str(result))
