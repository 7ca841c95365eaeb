"""A question in lines: what is asked, then its answers, each with the key for it.

Whatever asks in lines asks in this way: `ask` for a question of the session, or of what comes before and after it.
"""

from __future__ import annotations

from collections.abc import Iterable

from hipcoach.plain.lines import Talk
from hipcoach.settings.keymap import as_said


def ask(talk: Talk, text: str, answers: Iterable[tuple[str, str]]) -> None:
    """Ask at once, then name the answers until one is given: `answers` are keys, each with what it means."""
    talk.say(text)
    talk.offer(answers_in_words(answers))


def answers_in_words(answers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A line for each answer with a meaning; answers without one, such as those of a scale, share a line."""
    answers = tuple(answers)
    named = [f"{as_said(key)}: {label}" for key, label in answers if label]
    bare = [as_said(key) for key, label in answers if not label]
    if not bare:
        return tuple(named)
    numbers = [int(key) for key in bare if key.isdecimal()]
    in_a_row = len(numbers) == len(bare) and numbers == list(range(numbers[0], numbers[-1] + 1)) and len(bare) > 2
    return (f"{bare[0]} to {bare[-1]}" if in_a_row else ", ".join(bare), *named)
