"""Imports the parser of libyaml alone: with the rest of PyYAML it takes six times as long.

The rest is only needed to say what is wrong with a file. All happens while this module is imported, so that no other
thread sees a part of PyYAML; whoever imports that after this module gets all of it, with the same parser.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from types import ModuleType

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NEEDED = ("error", "tokens", "events", "nodes")
"""The modules of PyYAML of whose classes libyaml makes what it finds."""

ERRORS = ("reader", "scanner", "parser", "composer", "constructor", "emitter", "serializer", "representer")
"""Those of which it has only an error each, such as `ReaderError`."""


def _alone() -> Any:
    """Its parser; `None` where this PyYAML cannot be taken apart, has no libyaml, or is imported already."""
    found = None if "yaml" in sys.modules else PathFinder.find_spec("yaml")
    if found is None or found.submodule_search_locations is None:
        return None
    package: Any = ModuleType("yaml")
    package.__path__ = found.submodule_search_locations
    kept = {name: sys.modules.get(name) for name in ("yaml", *(f"yaml.{each}" for each in ERRORS))}
    sys.modules["yaml"] = package
    try:
        for name in NEEDED:
            module = __import__(f"yaml.{name}", fromlist=["*"])
            vars(package).update({each: value for each, value in vars(module).items() if isinstance(value, type)})
        # `yaml/__init__.py` imports all names of `yaml.nodes`: whoever imports PyYAML later finds these modules in it.
        vars(package.nodes).update({name: getattr(package, name) for name in NEEDED})
        for name in ERRORS:
            module, error = ModuleType(f"yaml.{name}"), f"{name.capitalize()}Error"
            base = package.YAMLError if name == "reader" else package.MarkedYAMLError
            setattr(module, error, type(error, (base,), {}))
            sys.modules[f"yaml.{name}"] = module
            setattr(package, name, module)
        return __import__("yaml._yaml", fromlist=["*"]).CParser
    except Exception:
        return None
    finally:
        for name, before in kept.items():
            if before is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = before


def _with_all() -> Any:
    """Its parser, with all of PyYAML; `None` where that comes without libyaml."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        return None
    return CParser


PARSER: Any = _alone() or _with_all()
"""The class whose `check_event` and `get_event` find the events of a text; `None` where there is no libyaml."""
