"""Help for a key that its part of a file does not have. Imported only when there is one."""

from __future__ import annotations

from hipcoach.session.errors.tried import Tried, session_as_key, tried
from hipcoach.session.keys import ENCLOSED, LIBRARY_EXERCISE, OWN_PREFIX, PARTS
from hipcoach.session.nodes import Node, Text
from hipcoach.session.part import Part
from hipcoach.session.programme_keys import PROGRAMME_PARTS
from hipcoach.text.characters import shown
from hipcoach.text.words import Guess, bare


class UnknownKeys:
    """Says for a key that does not exist which one was meant, or what to write instead."""

    def __init__(self, guess: Guess) -> None:
        self._guess = guess
        self._words: dict[str, dict[str, str]] = {}
        """The words for the keys of each part, and the keys that they mean."""
        self._homes: dict[str, list[Part]] = {}
        """The parts that have a key."""
        for part in dict.fromkeys((*PARTS, LIBRARY_EXERCISE, *PROGRAMME_PARTS)):
            words = self._words.setdefault(part.name, dict(part.synonyms))
            for key in part.keys:
                words[bare(key.name)] = key.name
                # Both of the libraries have what an exercise has.
                if part not in (ENCLOSED, LIBRARY_EXERCISE):
                    self._homes.setdefault(bare(key.name), []).append(part)

    def help(self, name: Text, value: Node, part: Part, *, alone: bool) -> Tried:
        """The help for an unknown key, and the keys that were meant; `alone`: all others are nested below it."""
        word, words = bare(name.text), self._words[part.name]
        near, homes = words.get(word), self._homes.get(word, [])
        kin = PROGRAMME_PARTS if part in PROGRAMME_PARTS[:3] else PARTS
        elsewhere = [home for home in homes if home in kin] or homes
        own = tried(word, part, value) if word not in {bare(key.name) for key in part.keys} else None
        if own is not None and name.text.isprintable():
            return own
        if near is None and not elsewhere and (found := session_as_key(name, value, part)) is not None:
            return found
        if near is None and not elsewhere:
            near = words.get(self._guess(word, words) or "")
        return Tried(self._general(name, near, elsewhere, alone=alone), () if near is None else (near,))

    def _general(self, name: Text, near: str | None, elsewhere: list[Part], *, alone: bool) -> str:
        """The help for a word without any of its own: `near` is the nearest key, `elsewhere` are parts that have it."""
        if any(each.isspace() and each != " " for each in name.text):
            return "a tab or a no-break space is part of it; put ordinary spaces there"
        if not name.text.isprintable():
            return "a character that cannot be seen is part of it; type it again" + (f": `{near}`" if near else "")
        if alone:
            return _lone_key(name, near)
        if near is not None:
            return f"did you mean `{near}`?"
        if elsewhere:
            return f"`{shown(name.text)}` belongs to {_listed(elsewhere)}"
        return f"take it out; keys of your own begin with `{OWN_PREFIX}`"


def _lone_key(name: Text, near: str | None) -> str:
    """The help for an unknown key with all other keys nested below it."""
    if near is not None:
        return f"take the line `{shown(name.text)}:` out, and let the keys below it begin in its column"
    return f"write `name: {shown(name.text)}`, and let the keys below it begin in its column"


def _listed(parts: list[Part]) -> str:
    names = [f"{'an' if part.name[0] in 'aeiou' else 'a'} {part.name}" for part in parts[:3]]
    return ", ".join(names[:-1]) + (" or " if names[:-1] else "") + names[-1]
