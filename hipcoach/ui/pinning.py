"""Keeps text to the right of an emoji in its column, however wide the terminal draws the emoji."""

from __future__ import annotations

import re

from hipcoach.text.characters import clusters

_DISPUTED = re.compile("[\ufe0e\ufe0f\u20e3\U0001f000-\U0001ffff]")
"""Characters that make an emoji. Letters with combining marks are excluded: a mark drawn apart would be overwritten."""
_PART = re.compile(r"\x1b\][^\x07\x1b]*|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]|[ -~]?[^\x00-\x7f]+")
"""An escape sequence, kept as it is, or a run of non-ASCII characters with the ASCII one before it."""
_SAVE, _RESTORE = "\x1b7", "\x1b8"


def pinned(output: str) -> str:
    """Output for a terminal, with the cursor positioned after each character whose width terminals disagree about.

    The character is drawn over blank cells; then the cursor is moved to where the layout expects it.
    """
    if output.isascii() or not _DISPUTED.search(output):
        return output
    return _PART.sub(lambda part: _pinned_signs(part[0]), output)


def _pinned_signs(part: str) -> str:
    if part.startswith("\x1b") or not _DISPUTED.search(part):
        return part
    return "".join(_pinned_sign(sign) if _DISPUTED.search(sign) else sign for sign in clusters(part))


def _pinned_sign(sign: str) -> str:
    from rich.cells import cell_len

    # The width that Textual calculated.
    width = cell_len(sign)
    return f"{_SAVE}{' ' * width}{_RESTORE}{_SAVE}{sign}{_RESTORE}\x1b[{width}C" if width else sign
