"""Gives the screens the keys of a session as the settings move them."""

from __future__ import annotations

from msgspec.structs import replace
from textual.binding import Binding, BindingsMap
from textual.keys import _character_to_key

from hipcoach.settings.keymap import ARROWS, Action, KeyBinding, Keymap, as_shown


def textual_keys(one: KeyBinding) -> tuple[str, ...]:
    """The keys for an action by the names that Textual has for them."""
    return tuple(dict.fromkeys(_character_to_key(key) if len(key) == 1 else key for key in one.keys))


def in_footer(one: KeyBinding) -> str:
    """The keys for an action as the footer shows them: two for pain, else one; up and down before other keys."""
    arrows = tuple(key for key in one.keys if key in ("up", "down"))
    first, *others = one.keys
    shown = (first, *arrows, *others)[:2] if one.action is Action.PAIN else (*arrows, first)[:1]
    return " ".join(map(as_shown, shown))


def without_arrows(one: KeyBinding) -> KeyBinding:
    """The same where the arrows mark rows or turn pages, since no session runs."""
    return replace(one, keys=tuple(key for key in one.keys if key not in ARROWS) or one.keys)


def moved(bindings: BindingsMap, keys: Keymap) -> BindingsMap:
    """Bindings of a screen with the keys as they were moved, which outrank its other keys."""
    if keys == Keymap():
        return bindings
    ours, others = BindingsMap(), BindingsMap()
    for key, binding in bindings:
        action = _action(binding)
        if action is None:
            others.key_to_bindings.setdefault(key, []).append(binding)
            continue
        one = keys.of(action) if _in_session(binding) else without_arrows(keys.of(action))
        for name in textual_keys(one):
            same = ours.key_to_bindings.setdefault(name, [])
            if all(before.id != binding.id for before in same):
                same.append(binding.with_key(name, key_display=in_footer(one)))
    return BindingsMap.merge((ours, others))


def _in_session(binding: Binding) -> bool:
    """Whether a binding belongs to the screen that leads through a session."""
    return (binding.id or "").startswith("guiding.")


def _action(binding: Binding) -> Action | None:
    """What a binding stands for in a session: on its screen everything, on all others pain."""
    _, _, what = (binding.id or "").partition(".")
    if _in_session(binding):
        return Action(what)
    return Action.PAIN if what in ("pain", "tell_pain") else None
