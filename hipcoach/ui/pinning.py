"""Keeps what stands right of an emoji in its column, however wide the terminal draws the emoji."""

from __future__ import annotations

import re

from hipcoach.session.characters import clusters

_DISPUTED = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0590-\u200f\u2028-\u202f\u2060-\u206f\u20d0-\u20ff\ua66f-\ua67d\ua800-\uabff"
    r"\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
"""What terminals give different numbers of cells, alone or after another character."""
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
