"""From the list to the end by space and the arrows, by the buttons of a clicker, and by a mouse."""

from __future__ import annotations

import json

from textual.geometry import Offset

from hipcoach.engine.state import Mode
from hipcoach.settings.keymap import Action
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.options import Options
from hipcoach.ui.widgets.scale import Scale

ACHES = "an ache"


class Hands:
    """A person who has these keys and no others."""

    def __init__(self, it, mark: str, unmark: str, choose: str) -> None:
        self.it = it
        self.mark, self.unmark, self.choose = mark, unmark, choose

    async def answer(self, words: str) -> None:
        """Mark the answer or row with these words, as it is on the screen, and choose it."""
        options = self.it.app.screen.query_one(Options)
        for _ in range(options.option_count + 1):
            at = options.highlighted
            if at is not None and words in str(options.get_option_at_index(at).prompt):
                break
            await self.it.press(self.mark)
        else:
            raise AssertionError(f"there is no {words!r}")
        await self.it.press(self.choose)


def player(it):
    return it.app.flow.live.conductor.player


def mode(it) -> Mode:
    return player(it).state.mode


def logged(it, kind: str) -> list[dict]:
    return [line for line in map(json.loads, it.log()) if line["t"] == kind]


async def hurt_and_go_on(hands: Hands, strength: str = "2") -> None:
    """Answer the questions after the key for pain: an ache that lets the session go on."""
    it = hands.it
    assert mode(it) is Mode.HURT
    await hands.answer(ACHES)
    await hands.answer(f"{strength}  ")
    await hands.answer("keep going")
    assert mode(it) is Mode.PAUSED


async def test_space_and_the_arrows_lead_from_the_list_to_the_end(stage, own_sessions) -> None:
    async with stage() as it:
        hands = Hands(it, "down", "up", "space")
        assert isinstance(it.app.screen, Picker)
        await hands.answer("Short")
        assert isinstance(it.app.screen, CheckIn)
        await it.press("right", "right", "space")
        assert isinstance(it.app.screen, Guiding)
        await it.pass_time(8.0)
        await it.press("space")
        assert mode(it) is Mode.PAUSED
        await it.press("space", "right", "right")
        assert player(it).records
        await it.press("left", "left")
        await it.pass_time(8.0)

        await it.press("down")
        assert isinstance(it.app.screen, KeysScreen)
        rows = {option.id for option in it.app.screen.query_one(Options).options}
        assert set(Action) - {Action.HELP} <= rows, "every action of a session stands in its list of keys"
        before = player(it).state.target
        await hands.answer("repetition more")
        assert isinstance(it.app.screen, Guiding)
        assert player(it).state.target > before
        await it.press("down")
        await hands.answer("set-up in full")
        assert isinstance(it.app.screen, HowScreen)
        while isinstance(it.app.screen, HowScreen):
            await it.press("space")
        assert mode(it) is Mode.GUIDING
        await it.press("down", "left")
        assert mode(it) is Mode.GUIDING

        await it.press("up")
        await hurt_and_go_on(hands)
        await it.press("space")
        await it.pass_time(4.0)
        await it.press("down")
        await hands.answer("quit")
        assert isinstance(it.app.screen, QuestionScreen)
        await hands.answer("finish here")
        await it.press("wait", "wait")
        await hands.answer("end it now")
        assert isinstance(it.app.screen, Ending)
        it.read()
        await it.press("right", "space")
        assert isinstance(it.app.screen, Ending), "space answers nothing where it may be meant for the session"
        while it.app.focused is None or it.app.focused.id != "save":
            await it.press("down")
        await it.press("space")
        assert isinstance(it.app.screen, Picker)
        assert [line["pain"] for line in logged(it, "checkin")] == [1]
        assert [(line["kind"], line["score"]) for line in logged(it, "pain") if "kind" in line] == [("ache", 2)]
        assert [line["pain"] for line in logged(it, "checkout")] == [0]


async def test_the_buttons_of_a_clicker_lead_from_the_list_to_the_end(stage, own_sessions) -> None:
    async with stage() as it:
        hands = Hands(it, "pagedown", "pageup", "f5")
        await hands.answer("Short")
        assert isinstance(it.app.screen, CheckIn)
        await it.press("f5")
        assert isinstance(it.app.screen, Guiding)
        await it.pass_time(8.0)
        await it.press("pagedown", "pageup")
        await it.pass_time(8.0)

        await it.press("escape", "pageup")
        assert isinstance(it.app.screen, KeysScreen)
        before = player(it).state.target
        await hands.answer("repetition more")
        assert player(it).state.target > before
        assert mode(it) is Mode.PAUSED
        await it.press("pageup")
        await hands.answer("set-up in full")
        assert isinstance(it.app.screen, HowScreen)
        await it.press("f5")
        assert mode(it) is Mode.PAUSED
        await it.press("f5")
        await it.pass_time(4.0)

        await it.press("full_stop")
        hands.choose = "escape"
        await hurt_and_go_on(hands)
        await it.press("pageup")
        await hands.answer("quit")
        await hands.answer("finish here")
        await it.press("wait", "wait")
        await hands.answer("end it now")
        assert isinstance(it.app.screen, Ending)
        it.read()
        await it.press("f5", "escape")
        assert isinstance(it.app.screen, Picker)
        assert [(line["kind"], line["score"]) for line in logged(it, "pain") if "kind" in line] == [("ache", 2)]


async def test_a_mouse_leads_from_the_list_to_the_end(stage, own_sessions) -> None:
    async with stage() as it:

        async def click(widget, x: int, y: int = 0) -> None:
            it.clock.now += 1.0
            await it.pilot.click(widget, offset=Offset(x, y))
            await it.turns()
            await it.disk()

        async def key(word: str) -> None:
            footer = it.app.screen.query_one(KeyFooter)
            [shown] = [one for one in footer.shown if one.word == word]
            await click(footer, shown.start + 1)

        async def row(words: str) -> None:
            options = it.app.screen.query_one(Options)
            options.scroll_to(y=0, animate=False)
            for index in range(options.option_count):
                if words in str(options.get_option_at_index(index).prompt):
                    options.scroll_to(y=max(0, options._index_to_line[index] - 1), animate=False)
                    await it.pilot.pause()
                    at = options._index_to_line[index] - options.scroll_offset.y
                    inside = options.scrollable_content_region.offset - options.region.offset
                    await click(options, inside.x + 3, inside.y + at)
                    return
            raise AssertionError(f"there is no {words!r}")

        await row("Short")
        assert isinstance(it.app.screen, CheckIn)
        pain = it.app.screen.query_one("#pain", Scale)
        lines = [strip.text for strip in (pain.render_line(y) for y in range(pain.size.height))]
        [(y, x)] = [(y, line.index(" 1 ") + 1) for y, line in enumerate(lines) if " 0 " in line and " 1 " in line]
        await click(pain, x, y)
        assert pain.score == 1
        await click("#start", 1)
        assert isinstance(it.app.screen, Guiding)
        await it.pass_time(8.0)
        await key("Pause")
        assert mode(it) is Mode.PAUSED
        await key("GO ON")
        await key("Next")
        await key("Back")
        await it.pass_time(8.0)

        await key("Keys")
        before = player(it).state.target
        await row("repetition more")
        assert player(it).state.target > before
        await key("Keys")
        await row("Close this")
        assert mode(it) is Mode.GUIDING
        await key("Set-up")
        await key("Close")
        assert mode(it) is Mode.GUIDING

        await key("PAIN")
        await row(ACHES)
        await row("2  ")
        await row("keep going")
        assert mode(it) is Mode.PAUSED
        await key("Quit")
        await row("finish here")
        await row("end it now")
        assert isinstance(it.app.screen, Ending)
        it.read()
        save = it.app.screen.query_one("#save")
        it.app.screen.form.scroll_to_widget(save, animate=False)
        await it.pilot.pause()
        await click("#save", 1)
        assert isinstance(it.app.screen, Picker)
        assert [(line["kind"], line["score"]) for line in logged(it, "pain") if "kind" in line] == [("ache", 2)]
