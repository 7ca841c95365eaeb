"""Imports Textual without what it imports and nothing here uses, which takes as long as much of what is used."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def import_textual() -> None:
    """Import Textual; its palette names a type of `textual.types`, which loads trees and selections to name theirs."""
    if "textual.types" not in sys.modules:
        _stand_in("textual.types", "textual._types")
    import textual.app  # noqa: F401 - for what follows


def _stand_in(name: str, smaller: str) -> None:
    """Have a module loaded only when it is asked for what a smaller one, that it is made of, does not have."""

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
