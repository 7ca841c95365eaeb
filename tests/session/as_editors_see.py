"""What an editor makes of a file, and what its schema says of that."""

import re
from typing import Any

import yaml
from jsonschema import Draft7Validator


class EditorLoader(yaml.SafeLoader):
    """Reads scalars as editors do, by YAML 1.2's core schema: no `yes`, no dates, no sexagesimal numbers."""


EditorLoader.yaml_implicit_resolvers = {}
for kind, pattern, begins in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.nan|\.NaN|\.NAN", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^({pattern})$"), list(begins))


def seen_by_an_editor(text: str) -> Any:
    """What an editor makes of a file; `None` where it is not even YAML."""
    try:
        return yaml.load(text, EditorLoader)
    except (yaml.YAMLError, ValueError, OverflowError, KeyError, RecursionError):
        return None


def is_refused(schema: dict[str, Any], text: str) -> bool:
    return not Draft7Validator(schema).is_valid(seen_by_an_editor(text))


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    return [error.message for error in Draft7Validator(schema).iter_errors(seen_by_an_editor(text))]
