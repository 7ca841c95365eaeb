"""What is remembered of how widgets look is what Textual works out anew."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from effort import THOROUGH, chosen
from textual.css.styles import RulesMap, Styles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.layout import Layout

from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.styling import RememberingStylesheet

REMEMBERED = RememberingStylesheet.apply
TAKEN_UP = RememberingStylesheet._dress

LIST, CHECK_IN = "the list", "the check-in"
OPENING = {LIST: None, CHECK_IN: "release"}
SIZES = [(120, 40), (80, 24), (40, 12), (20, 5)]
STARTS = chosen(
    [(start, size) for start in OPENING for size in SIZES],
    by_day=[(LIST, (120, 40)), (LIST, (20, 5)), (CHECK_IN, (80, 24)), (CHECK_IN, (40, 12))],
)


def worked_out(sheet: Stylesheet, node: DOMNode) -> RulesMap:
    """What Textual itself says about a widget."""
    said: list[RulesMap] = []
    aside = SimpleNamespace(
        rules=sheet.rules,
        rules_map=sheet.rules_map,
        _check_rule=sheet._check_rule,
        replace_rules=lambda node, rules, animate: said.append(rules),
        _process_component_classes=lambda node: None,
    )
    Stylesheet.apply(aside, node)
    styles = Styles()
    for name, value in (said[0] if said else {}).items():
        setattr(styles, name, value)
    return styles._rules


def told(rules: RulesMap) -> dict[str, object]:
    """Rules that can be compared: each widget has a layout of its own."""
    return {name: value.name if isinstance(value, Layout) else value for name, value in rules.items()}


async def test_widgets_look_as_textual_says_wherever_they_stand(stage, own_sessions, monkeypatch) -> None:
    looked_up = []

    def apply(sheet: RememberingStylesheet, node: DOMNode, **how) -> None:
        flags = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
        REMEMBERED(sheet, node, **how)
        here = [getattr(node, flag) for flag in flags]
        said = worked_out(sheet, node)
        assert told(node.styles.base._rules) == told(said), f"{node} in {node._parent}"
        assert here == [getattr(node, flag) for flag in flags]

    def dress(sheet: RememberingStylesheet, node: DOMNode, look) -> None:
        looked_up.append(node)
        TAKEN_UP(sheet, node, look)

    monkeypatch.setattr(RememberingStylesheet, "apply", apply)
    monkeypatch.setattr(RememberingStylesheet, "_dress", dress)
    async with stage(size=(80, 24), toasts=True, shipped=own_sessions) as it:
        it.app.report("Something to know.")
        await it.press("down", "question_mark", "down", "escape", "h", "4", "escape")
        await it.pilot.resize_terminal(120, 40)
        if THOROUGH:
            it.app.theme = "hipcoach-light"
        await it.pilot.hover("#sessions")
        await it.press("ctrl+p", "down", "escape", "home", "enter", "down", "c", "down")
        await it.pilot.resize_terminal(40, 12)
        await it.press("enter")
        await it.pass_time(7.0)
        await it.press("p", "i", "escape", "o")
        it.app.theme = "ansi-dark"
        await it.press("1", "2", "k", "q", "f", "wait", "enter", "wait", "down", "3", "down")
        await it.pilot.resize_terminal(20, 5)
        assert isinstance(it.app.screen, Ending)
        assert len(looked_up) > 500


async def test_it_does_not_remember_without_end(stage, own_sessions, monkeypatch) -> None:
    monkeypatch.setattr("hipcoach.ui.styling._MOST", 20)
    async with stage(opening="short") as it:
        it.app.stylesheet._by_rules = {}
        await it.press("question_mark")
        kept = sum(len(candidates.looks) for candidates in it.app.stylesheet._by_rules.values())
        assert 0 < kept <= 20


@pytest.mark.parametrize(
    ("start", "size"), STARTS, ids=lambda one: one if isinstance(one, str) else "x".join(map(str, one))
)
async def test_what_a_start_shows_needs_no_styles_but_those_that_it_reads(stage, start, size) -> None:
    async with stage(size=size, opening=OPENING[start], toasts=True) as it:
        it.app.report("Something to know.")
        await it.press("c", "slash")
        sheet, nodes = it.app.stylesheet, [*it.app.screen.walk_children(with_self=True)]
        few = [told(worked_out(sheet, node)) for node in nodes]
        it.app.add_sheets(("forms", "screens"))

        assert [told(worked_out(sheet, node)) for node in nodes] == few
        assert any(path.endswith("screens.tcss") for path, _ in sheet.source)
