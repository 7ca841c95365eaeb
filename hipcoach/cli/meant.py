"""What somebody meant who typed something that is no command."""

from __future__ import annotations

import os
from collections.abc import Collection

from hipcoach.text.characters import shown
from hipcoach.text.words import Guess


def meant(word: str, commands: Collection[str]) -> str:
    """Why a word is no command, and what to type instead."""
    refused = f"there is no command {shown(word)}"
    guess = Guess()
    if (near := guess(word, commands)) is not None:
        return f"{refused}: did you mean 'hipcoach {near}'?"
    from hipcoach.paths import Paths
    from hipcoach.session.library import ENDINGS, Library, shipped_sessions

    if word.endswith(ENDINGS):
        return f"{refused}: to follow a session file, type 'hipcoach play {shown(word)}'"
    sessions = [entry.name for entry in Library(shipped_sessions(), Paths.find(os.environ).sessions).sessions()]
    if (near := guess(word, sessions)) is not None:
        return f"{refused}: did you mean 'hipcoach play {near}'?"
    return f"{refused}; 'hipcoach help' lists them"
