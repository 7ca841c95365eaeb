"""Keeps what stands right of an emoji in its column, however wide the terminal draws the emoji."""

from __future__ import annotations

import re

from hipcoach.text.characters import clusters

_DISPUTED = re.compile("[\ufe0e\ufe0f\u20e3\U0001f000-\U0001ffff]")
"""What makes a sign an emoji. Letters and their marks are left alone: a mark drawn beside its letter would be lost."""
_PART = re.compile(r"\x1b\][^\x07\x1b]*|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]|[ -~]?[^\x00-\x7f]+")
"""An escape sequence, which stays as it is, or characters beyond ASCII with the one that they may belong to."""
_SAVE, _RESTORE = "\x1b7", "\x1b8"


def pinned(output: str) -> str:
    """What is written to a terminal, with the cursor put behind each sign about whose width terminals disagree.

    The sign is drawn on cells made blank, then the cursor is where the layout takes it to be.
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

    # As wide as Textual has reckoned it.
    width = cell_len(sign)
    return f"{_SAVE}{' ' * width}{_RESTORE}{_SAVE}{sign}{_RESTORE}\x1b[{width}C" if width else sign
