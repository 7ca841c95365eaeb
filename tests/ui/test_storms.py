"""Storms of keys, clicks and pastes over every screen, as from a cat, a stalled line or a pocket.

`pytest --storm SEED` throws the storm of a seed. HYPOTHESIS_PROFILE=thorough has longer ones, a new one each time.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import time
from collections import Counter, deque
from collections.abc import Iterator

from effort import THOROUGH, tries
from textual import events

from hipcoach.advice.checkin import Sheet
from hipcoach.engine.state import Mode
from hipcoach.live.run import Live, left_open
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.app import HipcoachApp
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.shared import WAITING

KEYS = tries(12, 10_000)
"""How many are thrown at each screen."""

STARTS = KEYS
"""How often the app may have been left before every screen had its storm."""

PATIENCE = 20.0
"""Seconds of real time in which anything has to come to its end."""

STEPS = 60
"""The most screens that may lie on the way to another: a session left open may be asked about again."""

STAYING = 0.8
"""How often the next burst is for the screen that is there: going to another one takes longer than a burst."""

ANSWER = "an answer"
"""Stands for the key of an answer that leads on."""

WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Picker": ("", ()),
    "CheckIn": ("Picker", ("slash", *"short", "enter")),
    "Walk-through": ("CheckIn", ("enter",)),
    "Guiding": ("Walk-through", ("space",)),
    "Quit?": ("Guiding", ("q",)),
    "What kind": ("Guiding", ("o",)),
    "How strong": ("What kind", (ANSWER,)),
    "How shall": ("How strong", (ANSWER,)),
    "KeysScreen": ("Guiding", ("question_mark",)),
    "HowScreen": ("Guiding", ("i",)),
    "TextScreen": ("HowScreen", ("a",)),
    "The session ends": ("Quit?", ("f",)),
    "Ending": ("The session ends", ("enter",)),
    "ElsewhereScreen": ("Ending", ("f2",)),
    "History": ("Picker", ("h", "4")),
    "MeasureScreen": ("Picker", ("m",)),
    "Programmes": ("Picker", ("p",)),
    "Choice": ("Programmes", ("home", "enter")),
    "Palette": ("Picker", ("ctrl+p",)),
    "LeftOpenScreen": ("Picker", ()),
}
"""Each screen, or a piece of a question's text: from where it is reached, and by which keys.

The walk-through of new exercises is the screen on how they are done, where it leads on to the session.
"""

QUESTIONS = ("Quit?", "What kind", "How strong", "The session ends", "How shall")

IDLE = (
    *"bdjtuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456789+-=<>.,;:/éжλ",
    *("space", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
    *("backspace", "delete", "ctrl+home", "ctrl+end"),
)
LEADING = (*"acefghiklmnoprsx0", "enter", "escape", "f2", "ctrl+p", "question_mark", "exclamation_mark")
"""Keys that lead from one screen to another: rarer, for each screen takes its time."""

LEAVING = ("q", "ctrl+c", "ctrl+q")
"""Keys that leave the app from the list: rarer still."""

PASTES = ("3", "kk\nff", "\x1b[31m", "", "a" * 600)
SIZE = (80, 24)


def way(name: str) -> tuple[str, ...]:
    """What is passed on the way from the list to a screen, and the screen itself."""
    before = WAYS[name][0]
    return (*way(before), name) if before else (name,)


def bursts(dice: random.Random) -> Iterator[list[events.Event]]:
    """What arrives at once, again and again."""
    while True:
        yield [event for _ in range(dice.randint(1, 20)) for event in thing(dice)]


def thing(dice: random.Random) -> list[events.Event]:
    kind = dice.random()
    if kind < 0.75:
        return [key(dice.choice(IDLE))]
    if kind < 0.85:
        return [key(dice.choice(LEADING))]
    if kind < 0.854:
        return [key(dice.choice(LEAVING))]
    if kind < 0.89:
        return [events.Paste(dice.choice(PASTES))]
    x, y = dice.randrange(SIZE[0]), dice.randrange(SIZE[1])
    if kind < 0.93:
        return [mouse(events.MouseDown, x, y), mouse(events.MouseUp, x, y)]
    moves = (events.MouseMove, events.MouseScrollDown, events.MouseScrollUp, events.MouseUp)
    return [mouse(dice.choice(moves), x, y)]


def key(name: str) -> events.Key:
    from textual.keys import _character_to_key, key_to_character

    name = _character_to_key(name) if len(name) == 1 else name
    return events.Key(name, key_to_character(name))


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


def told(event: events.Event) -> str:
    """An event in a word or two."""
    match event:
        case events.Key():
            return event.key
        case events.Paste():
            return f"paste {event.text[:8]!r}"
        case events.MouseEvent():
            return f"{type(event).__name__} {event.x},{event.y}"
    raise AssertionError(event)


def here(app: HipcoachApp) -> str:
    """The name of what is on the screen."""
    screen = app.screen
    if isinstance(screen, QuestionScreen) and (question := screen._guide.question) is not None:
        return next((name for name in QUESTIONS if name in question.text), "How shall")
    if isinstance(screen, HowScreen) and screen._leads_on:
        return "Walk-through"
    return type(screen).__name__


class Hand:
    """Throws at a running app and leads it from screen to screen."""

    def __init__(self, it, thrown: Counter[str], dice: random.Random) -> None:
        self.it = it
        self.app: HipcoachApp = it.app
        self.thrown = thrown
        self.dice = dice

    async def throw(self, burst: list[events.Event]) -> None:
        """Throw a burst, at once or in two parts, and now and then at a loop that stands still."""
        self.thrown[here(self.app)] += len(burst)
        self.it.clock.now += self.dice.choice((0.0, 0.1, 1.5, 61.0))
        pause = self.dice.choice((None, None, self.dice.randrange(len(burst))))
        for number, event in enumerate(burst):
            if number == pause:
                if self.dice.random() < 0.3:
                    self.app.call_later(lambda: time.sleep(0.02))
                for _ in range(self.dice.randrange(30)):
                    await asyncio.sleep(0)
                self.paint()
                if isinstance(self.app.screen, Guiding):
                    self.app.screen.wake()
            self.app.post_message(event)
        await self.quiet()

    def paint(self) -> None:
        """Paint a frame, as sixty times a second."""
        if self.app.screen_stack:
            self.app.screen._on_timer_update()

    async def quiet(self) -> None:
        """Let everything that was thrown do its work."""
        loop = asyncio.get_running_loop()
        end, spent = time.monotonic() + PATIENCE, time.process_time() + PATIENCE / 4
        while not (self.app.leaving or self.app._exception) and (doing := self._doing()):
            # On a busy machine time passes in which nothing could be done.
            assert time.monotonic() < end or time.process_time() < spent, f"it hangs: {doing}"
            idle = not loop._ready
            if idle and self.app.screen_stack and self.app.screen._callbacks:
                # Something waits for a frame.
                self.paint()
            await asyncio.sleep(0.001 if idle else 0)
        assert self.app._exception is None
        self.paint()

    def _doing(self) -> list[str]:
        """What is still to be done."""
        app, live = self.app, self.app.flow.live
        doing = [worker.name for worker in app.workers if worker.group == WAITING and not worker.is_finished]
        # What lies over a session holds up its beginning.
        if live is not None and live.conductor.player.state.mode is Mode.READY and isinstance(app.screen, Guiding):
            doing.append("a session is to begin")
        if not app._message_queue.empty():
            doing.append(f"{app._message_queue.qsize()} messages wait")
        if not app._turns.idle:
            doing.append(f"{len(app._turns._waiting)} keys wait")
        return doing

    async def press(self, name: str) -> None:
        # Long after whatever came by itself; in a session, soon enough not to look like a closed lid.
        self.it.clock.now += 0.3 if isinstance(self.app.screen, Guiding) else 61.0
        if name == ANSWER:
            assert isinstance(self.app.screen, QuestionScreen)
            name = "0" if here(self.app) == "How strong" else self.app.screen._guide.question.answers[0].key
        self.app.post_message(key(name))
        await self.quiet()

    async def go_to(self, name: str) -> None:
        """Go to a screen by keys, whatever there is now."""
        seen = []
        for _ in range(STEPS):
            at, passed = here(self.app), way(name)
            if self.app.leaving or at == name:
                return
            seen.append(at)
            if at not in passed:
                await self.press(self.back(at, passed))
            elif name == "LeftOpenScreen":
                await self.offer()
            else:
                if isinstance(self.app.screen, Picker) and self.app.screen.check_action("all", ()):
                    # Letters are typed there where a session is looked for.
                    await self.press("escape")
                for one in WAYS[passed[passed.index(at) + 1]][1]:
                    await self.press(one)
        raise AssertionError(f"no way to {name}: {', '.join(seen)}; on {self.app.screen.focused}")

    def back(self, at: str, passed: tuple[str, ...]) -> str:
        """The key that leads back from where it is, out of the session where that is not passed."""
        match at:
            case "Guiding":
                return "q"
            case "What kind" if "Guiding" in passed:
                return "0"
            case "How strong":
                return ANSWER
            case "How shall" if "Guiding" in passed:
                return "x"
            case "The session ends":
                return "u" if "Guiding" in passed else "enter"
            case _ if at in QUESTIONS and "Guiding" not in passed:
                return "f"
            case _:
                return "escape"

    async def offer(self) -> None:
        """Have it asked what is to become of a session that was left open, as at a start."""
        if (left := left_open(self.app.desk, self.app.report)) is None:
            await self.go_to("Quit?")
            await self.press("l")
        else:
            self.app.flow.offer._made = False
            self.app.flow.found_left_open(left)
            await self.quiet()

    def target(self) -> str | None:
        """The screen to throw at next: mostly the one that is there, else a near one that has not had enough."""
        wanting = [name for name in WAYS if self.thrown[name] < KEYS]
        if (at := here(self.app)) in wanting and self.dice.random() < STAYING:
            return at
        open_now = {type(screen) for screen in self.app.screen_stack}
        base = "Ending" if Ending in open_now else "Guiding" if Guiding in open_now else "Picker"
        near = [name for name in wanting if base in way(name) and (base == "Ending" or "Ending" not in way(name))]
        return min(near or wanting, key=lambda name: self.thrown[name], default=None)


async def test_a_storm_of_keys_harms_nothing(stage, own_sessions, tmp_path, monkeypatch, request) -> None:
    seed = request.config.getoption("--storm") or (random.SystemRandom().randrange(1, 1 << 32) if THOROUGH else 1)
    dice = random.Random(seed)
    thrown: Counter[str] = Counter(dict.fromkeys(WAYS, 0))
    last: deque[str] = deque(maxlen=5)
    starts = 0
    if not THOROUGH:
        # Frames come where this says so, and as many on a slow machine as on a fast one.
        monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 3600.0)
    # What is typed may name a file to put the log into.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Live, "trouble", "the log could not be written")
    # Every session has its walk-through, however soon it is started and whatever was done before.
    every = property(lambda sheet: tuple(exercise.id for exercise in sheet._session.exercises))
    monkeypatch.setattr(Sheet, "never_done", every)
    try:
        while min(thrown.values()) < KEYS:
            starts += 1
            assert starts <= STARTS, "the app is left again and again before every screen had its storm"
            # What a thousand sessions take to be read is for other tests.
            shutil.rmtree(own_sessions.parent / "log", ignore_errors=True)
            async with stage(
                size=SIZE, accepted=starts % 2 == 0, found=FoundSettings(Settings()), every_frame=True
            ) as it:
                hand = Hand(it, thrown, dice)
                for burst in bursts(dice):
                    last.append(f"{here(it.app)}: {' '.join(map(told, burst))}")
                    await hand.throw(burst)
                    if (target := hand.target()) is None:
                        break
                    await hand.go_to(target)
                    if it.app.leaving:
                        break
                # Whatever came before, the session can be ended and the app be left.
                await hand.go_to("Picker")
                # Out of the line to find in, where there is one
                await hand.press("escape")
                await hand.press("q")
                assert it.app.leaving
    except BaseException:
        print(f"the storm of seed {seed} (pytest --storm {seed}); its last bursts:", *last, sep="\n")
        raise
    finally:
        print(f"seed {seed}: {starts} starts, {sum(thrown.values())} thrown, {dict(thrown)}")
