"""Every binding of every screen is a key that exists and does not break anything."""

from __future__ import annotations

import pytest

from hipcoach.live.run import Live
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.choice import Choice
from hipcoach.ui.screens.elsewhere import ElsewhereScreen
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.measure import MeasureScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.programmes import Programmes
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.pick import Pick
from hipcoach.ui.widgets.rows import Rows

PATHS: dict[type, dict[type, tuple[str, ...]]] = {
    Picker: {},
    CheckIn: {Picker: ("enter",)},
    Guiding: {Picker: ("end", "enter"), CheckIn: ("enter",)},
    KeysScreen: {Picker: ("question_mark",)},
    QuestionScreen: {Picker: ("enter",), CheckIn: ("enter",), Guiding: ("q",)},
    TextScreen: {Picker: ("a",)},
    HowScreen: {Picker: ("enter",), CheckIn: ("enter",)},
    History: {Picker: ("h", "4")},
    MeasureScreen: {Picker: ("m",)},
    Ending: {Picker: ("enter",), CheckIn: ("enter",), Guiding: ("q", "f", "wait", "enter")},
    Programmes: {Picker: ("p",)},
    Choice: {Picker: ("p",), Programmes: ("enter",)},
    ElsewhereScreen: {Picker: ("enter",), CheckIn: ("enter",), Guiding: ("q", "f", "wait", "enter"), Ending: ("f2",)},
}
"""For each screen, the keys that lead on to it from the screens before it."""

BACK: dict[type, tuple[str, ...]] = {
    CheckIn: ("escape",),
    Guiding: ("q", "f", "wait", "enter"),
    KeysScreen: ("escape",),
    QuestionScreen: ("f", "wait", "enter"),
    TextScreen: ("escape",),
    HowScreen: ("escape",),
    History: ("escape",),
    MeasureScreen: ("escape",),
    Ending: ("escape",),
    ElsewhereScreen: ("escape",),
    Programmes: ("escape",),
    Choice: ("escape",),
}
"""Keys that lead from each screen back toward the list."""


ANEW = {MeasureScreen, History}
"""Screens with other keys on other pages: each key is pressed on the page that they are opened with."""

WITHIN: dict[type, type] = {CheckIn: Pick, History: Rows}
"""What has keys of its own on a screen."""


def keys_of(owner: type) -> list[str]:
    return [key for binding in owner.__dict__.get("BINDINGS", ()) for key in binding.key.split(",")]


async def go_to(it, screen: type) -> None:
    for _ in range(10):
        if isinstance(it.app.screen, screen):
            return
        here = type(it.app.screen)
        await it.press(*(PATHS[screen].get(here) or BACK[here]))
    raise AssertionError(f"{type(it.app.screen).__name__} does not lead to {screen.__name__}")


@pytest.mark.parametrize("screen", PATHS, ids=lambda screen: screen.__name__)
async def test_every_key_of_a_screen_is_bound_and_breaks_nothing(
    stage, own_sessions, screen: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Live, "trouble", "the log could not be written")
    for module in ("programmes", "screens.programmes"):
        monkeypatch.setattr(f"hipcoach.ui.{module}.possible", lambda one, followed: dict.fromkeys("bapre", "it"))
    keys = [*keys_of(screen), *(keys_of(WITHIN[screen]) if screen in WITHIN else [])]
    knows = Settings(walk_through=screen is HowScreen)
    async with stage(found=FoundSettings(knows)) as it:
        for key in keys:
            if it.app.leaving:
                break
            await go_to(it, screen)
            await it.pass_time(1.0)
            assert key in it.app.screen.active_bindings, f"{key} is bound to nothing"
            await it.press(key)
            assert it.app._exception is None
            if screen in ANEW and isinstance(it.app.screen, screen):
                await it.press(*BACK[screen])
        assert it.app.leaving == (screen is Picker), "only the last key of the list leaves"


def test_every_binding_can_be_changed_and_explained() -> None:
    bindings = [binding for owner in (*PATHS, *WITHIN.values()) for binding in owner.__dict__.get("BINDINGS", ())]
    assert all(binding.id and binding.description and binding.tooltip for binding in bindings)
    ids = [binding.id for binding in bindings]
    assert sorted(set(ids)) == sorted(ids)
