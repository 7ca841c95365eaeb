"""Every binding of every screen is a key that exists and does not break anything."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from hipcoach.live.run import Live
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.adding import WhichFile
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
    CheckIn: {Picker: ("end", "enter")},
    Guiding: {Picker: ("end", "enter"), CheckIn: ("enter",)},
    KeysScreen: {Picker: ("question_mark",)},
    QuestionScreen: {Picker: ("end", "enter"), CheckIn: ("enter",), Guiding: ("q",)},
    TextScreen: {Picker: ("a",)},
    HowScreen: {Picker: ("end", "enter"), CheckIn: ("enter",)},
    History: {Picker: ("h", "4")},
    MeasureScreen: {Picker: ("m",)},
    Ending: {Picker: ("end", "enter"), CheckIn: ("enter",), Guiding: ("q", "f", "wait", "enter")},
    Programmes: {Picker: ("p",)},
    Choice: {Picker: ("p",), Programmes: ("enter",)},
    ElsewhereScreen: {
        Picker: ("end", "enter"),
        CheckIn: ("enter",),
        Guiding: ("q", "f", "wait", "enter"),
        Ending: ("f2",),
    },
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
    WhichFile: ("escape",),
}
"""Keys that lead from each screen back toward the list."""

ANEW: dict[type, tuple[str, ...]] = {MeasureScreen: ("escape",), History: ("4",), Picker: ("escape",)}
"""Screens with other keys on other pages, and what leads back to the page on which each key is pressed."""

FIRST: dict[tuple[type, str], tuple[str, ...]] = {(Picker, "escape"): ("slash",)}
"""What is pressed before a key that is not always there."""

WITHIN: dict[type, type] = {CheckIn: Pick, History: Rows}
"""What has keys of its own on a screen."""


def bindings_of(*owners: type) -> list[Binding]:
    return [binding for owner in owners for binding in owner.__dict__.get("BINDINGS", ())]


async def go_to(it, screen: type) -> None:
    for _ in range(10):
        if isinstance(it.app.screen, screen):
            return
        here = type(it.app.screen)
        await it.press(*(PATHS[screen].get(here) or BACK[here]))
    raise AssertionError(f"{type(it.app.screen).__name__} does not lead to {screen.__name__}")


async def press_all(it, screen: type) -> None:
    """Press a key of each binding of a screen on it; the others of that binding do the same there."""
    bindings = bindings_of(screen, *([WITHIN[screen]] if screen in WITHIN else []))
    pressed: set[str] = set()
    # What leaves the app comes last.
    for binding in sorted(bindings, key=lambda one: one.action == "app.leave"):
        keys = binding.key.split(",")
        if pressed.issuperset(keys):
            continue
        here = f"on {screen.__name__}"
        await go_to(it, screen)
        await it.press(*FIRST.get((screen, keys[0]), ()))
        await it.pass_time(1.0)
        bound = it.app.screen.active_bindings
        assert bound.keys() >= set(keys), f"{binding.key} {here} is bound to nothing"
        does = {bound[key].binding.action: key for key in reversed(keys)}
        for number, key in enumerate(does.values()):
            if number:
                await go_to(it, screen)
            pressed.add(key)
            await it.press(key)
            assert it.app._exception is None, f"{key} {here}"
            assert it.app.leaving == (binding.action == "app.leave"), f"{key} {here}"
            again = ANEW.get(screen, ())
            if isinstance(it.app.screen, screen) and it.app.screen.active_bindings.keys() >= set(again):
                await it.press(*again)


@pytest.mark.parametrize("walk_through", [False, True])
async def test_every_key_of_a_screen_is_bound_and_breaks_nothing(
    stage, own_sessions, walk_through: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Live, "trouble", "the log could not be written")
    for module in ("programmes", "screens.programmes"):
        monkeypatch.setattr(f"hipcoach.ui.{module}.possible", lambda one, followed: dict.fromkeys("bapre", "it"))
    others = [screen for screen in PATHS if screen not in (HowScreen, Picker)]
    async with stage(found=FoundSettings(Settings(walk_through=walk_through))) as it:
        for screen in [HowScreen] if walk_through else [*others, Picker]:
            await press_all(it, screen)


def test_every_binding_can_be_changed_and_explained() -> None:
    bindings = bindings_of(*PATHS, *WITHIN.values())
    assert all(binding.id and binding.description and binding.tooltip for binding in bindings)
    ids = [binding.id for binding in bindings]
    assert sorted(set(ids)) == sorted(ids)
