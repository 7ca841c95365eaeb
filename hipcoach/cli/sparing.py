"""Imports libraries without what they import and nothing here uses, which takes as long as much of what is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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


def import_textual() -> None:
    """Import Textual, and asyncio below it without encryption, which only connections to elsewhere need.

    Its palette names one type of `textual.types`, which loads trees, selections and their like to name theirs.
    """
    with absent("ssl"):
        import asyncio  # noqa: F401
    if "textual.types" not in sys.modules:
        _stand_in("textual.types", "textual._types")
    import textual.app  # noqa: F401


def _stand_in(name: str, smaller: str) -> None:
    """Have a module loaded only when it is asked for what a smaller one, that it is made of, does not have."""
    from importlib import import_module
    from types import ModuleType

    def found(wanted: str) -> Any:
        if wanted.startswith("__"):
            raise AttributeError(wanted)
        known = vars(import_module(smaller))
        if wanted in known:
            return known[wanted]
        if sys.modules.get(name) is module:
            del sys.modules[name]
        return getattr(import_module(name), wanted)

    module = ModuleType(name)
    vars(module)["__getattr__"] = found
    sys.modules[name] = module
