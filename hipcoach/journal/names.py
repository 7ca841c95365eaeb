"""Log files by their names, which say when each session began."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_YEAR = r"\d{4}"
_LOG = r"\d{8}T\d{6}Z-[a-z0-9-]+-[0-9a-f]{4}\.jsonl"


def paths(log: Path, *, oldest_first: bool = False) -> Iterator[Path]:
    """The log's files by the time in their names, newest first. Copies that a sync program left are not among them."""
    for year in _names(log, _YEAR, newest_first=not oldest_first):
        for name in _names(log / year, _LOG, newest_first=not oldest_first):
            yield log / year / name


def _names(folder: Path, pattern: str, *, newest_first: bool) -> list[str]:
    """The names in a folder that fit, sorted; none where there is no folder that can be read."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - ten years of names, and only the names
    except OSError:
        return []
    return sorted(filter(re.compile(pattern).fullmatch, names), reverse=newest_first)
