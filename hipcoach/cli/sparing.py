"""Imports libraries without what they import and nothing here uses, which takes as long as much of what is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def absent(name: str) -> Iterator[None]:
    """Have a module look as if it were not installed, unless it has been imported already."""
    if name in sys.modules:
        yield
        return
    # An import that is known to fail.
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def import_msgspec() -> None:
    """Import msgspec alone: it does as well without `typing_extensions`, which takes half as long again as msgspec."""
    with absent("typing_extensions"):
        import msgspec  # noqa: F401 - for what follows


def import_asyncio() -> None:
    """Import asyncio without encryption, which only connections to elsewhere need."""
    with absent("ssl"):
        import asyncio  # noqa: F401 - for what follows
