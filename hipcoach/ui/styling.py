"""Works out once how widgets look that stand in the same place.

Textual matches every rule of the stylesheet anew with every widget, each time a screen comes or goes, is resized, or
has a class set. That is a third of what a screen costs until it is seen.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, Self

from msgspec import Struct
from textual.css.model import RuleSet, SelectorType
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.layout import Layout

_MOST = 5_000
"""Looks that are remembered: messages have names of their own, so that there is no end to them."""

_IN_ORDER = frozenset({"first-of-type", "last-of-type", "first-child", "last-child", "empty"})


class Candidates:
    """The rules that may hold for a widget, by what it is called, and what they ask about it and what it stands in."""

    def __init__(self, rules: tuple[RuleSet, ...]) -> None:
        self.rules = rules
        self.ids: set[str] = set()
        self.classes: set[str] = set()
        self.looks: dict[Hashable, Appearance] = {}
        """What came of them, by place."""
        for rule in rules:
            for selector in (one for way in rule.selector_set for one in way.selectors):
                if selector.type is SelectorType.ID:
                    self.ids.add(selector.name)
                elif selector.type is SelectorType.CLASS:
                    self.classes.add(selector.name)
        asked = frozenset[str]().union(*(rule.pseudo_classes for rule in rules))
        self.states = tuple(sorted(asked))
        self.hover = "hover" in asked
        self.focus_within = "focus-within" in asked
        self.order = not asked.isdisjoint(_IN_ORDER)
        self.odd_or_even = not asked.isdisjoint({"odd", "even"})

    def place(self, path: list[DOMNode]) -> Hashable:
        """All that decides which of the rules hold: the same for widgets that look the same."""
        return tuple([self._of(node) for node in path])

    def _of(self, node: DOMNode) -> Hashable:
        """What the rules ask about one of the widgets on the way from the app to the widget."""
        checks = node._PSEUDO_CLASSES
        return (
            type(node),
            node._id if node._id in self.ids else None,
            frozenset(node._classes & self.classes),
            tuple([name for name in self.states if name in checks and checks[name](node)]),  # type: ignore[arg-type]
        )


class Appearance(Struct, frozen=True):
    """How a widget looks."""

    rules: RulesMap
    """What the stylesheet says."""
    set: Mapping[str, object]
    """What that is once it is set, such as a width of so many columns instead of a text; without the layout."""
    layout: str | None
    """The name of the layout: each widget has one of its own."""

    @classmethod
    def of(cls, rules: RulesMap, node: DOMNode) -> Self:
        """How a widget looks now that the rules have been set."""
        return cls(rules, *_told_apart(node))


class _Wanted(Struct, frozen=True):
    """A look that Textual is just working out."""

    node: DOMNode
    place: Hashable
    candidates: Candidates


class RememberingStylesheet(Stylesheet):
    """A stylesheet that looks up what it has worked out before; what is new is left to Textual."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._by_rules: dict[tuple[int, ...], Candidates] = {}
        self._by_names: dict[Hashable, Candidates] = {}
        self._named_for: object = None
        """The rules that `_by_names` and `_order` are for."""
        self._order: dict[int, int] = {}
        """At which place a rule is matched: what comes first holds."""
        self._wanted: _Wanted | None = None
        self._kept = 0
        """How many looks are remembered."""

    def add(self, path: Path) -> None:
        """Read one more file, unless that has been done; its rules hold for whatever is shown from now on."""
        if not self.has_source(str(path)):
            self.read(path)
            self._rules_map = None

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: MutableMapping[Any, RulesMap] | None = None
    ) -> None:
        """Apply the rules to a widget."""
        candidates = self._candidates(node)
        place = candidates.place(node.css_path_nodes)
        look = candidates.looks.get(place)
        if look is None:
            self._wanted = _Wanted(node, place, candidates)
            super().apply(node, animate=animate)
            return
        node._has_hover_style = candidates.hover
        node._has_focus_within = candidates.focus_within
        node._has_order_style = candidates.order
        node._has_odd_or_even = candidates.odd_or_even
        self._dress(node, look)
        self._process_component_classes(node)

    def replace_rules(self, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:  # type: ignore[override]
        """Have a widget look as the rules say, and remember it, unless it changes bit by bit."""
        wanted, self._wanted = self._wanted, None
        moves = "transitions" in rules
        super().replace_rules(node, rules, animate=animate and moves)
        if wanted is not None and wanted.node is node and not moves:
            if self._kept >= _MOST:
                self._kept = 0
                self._by_rules.clear()
                self._by_names.clear()
            self._kept += 1
            wanted.candidates.looks[wanted.place] = Appearance.of(rules, node)

    def _dress(self, node: DOMNode, look: Appearance) -> None:
        """Give a widget a look; if it has it already, there is nothing to do."""
        base = node.styles.base
        if not base._rules and not node._is_mounted:
            # Nothing has to follow from it yet.
            base._rules.update(look.set)  # type: ignore[typeddict-item]
            base._updates += 1
            if look.layout is not None:
                base.layout = look.layout
        elif _told_apart(node) != (look.set, look.layout):
            super().replace_rules(node, look.rules)
            return
        node.notify_style_update()

    def _candidates(self, node: DOMNode) -> Candidates:
        """The rules that may hold for a widget."""
        by_name = self.rules_map
        if self._named_for is not by_name:
            self._named_for, self._by_names = by_name, {}
            self._order = {id(rule): number for number, rule in enumerate(reversed(self.rules))}
        names = (type(node), node._id, frozenset(node._classes))
        known = self._by_names.get(names)
        if known is None:
            chosen = {id(rule): rule for name in node._selector_names for rule in by_name.get(name, ())}
            which = tuple(sorted(chosen, key=self._order.__getitem__))
            known = self._by_rules.get(which)
            if known is None:
                known = self._by_rules[which] = Candidates(tuple(chosen[one] for one in which))
            self._by_names[names] = known
        return known


def _told_apart(node: DOMNode) -> tuple[dict[str, object], str | None]:
    """What is set of a widget's look, and the name of its layout."""
    rules: dict[str, object] = dict(node.styles.base._rules)
    layout = rules.pop("layout", None)
    return rules, layout.name if isinstance(layout, Layout) else None
