"""The table of keys as a JSON Schema (draft-07), for editors that complete and check a file while it is written.

A schema cannot say everything: backwards ranges, times out of bounds and duplicate ids are left to `hipcoach check`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hipcoach.session.amounts import LONGEST_NUMBER, LONGEST_WORD, MINUTES, MOST_DECIMALS, SECONDS, TO
from hipcoach.session.keys import ENCLOSED, EXERCISE, FORMAT, LIBRARY_EXERCISE, OWN_PREFIX, PARTS, SESSION
from hipcoach.session.loads import MassUnit
from hipcoach.session.part import Key, KeyKind, Part
from hipcoach.session.programme_keys import PROGRAMME, PROGRAMME_PARTS
from hipcoach.session.shared_keys import MOST_SETS
from hipcoach.session.tree import LONGEST_TEXT
from hipcoach.session.values import LONGEST_ID, LONGEST_LOAD, LONGEST_NAME, LONGEST_URL

SESSION_FILE = "session.schema.json"
"""The file name of the schema of session files, beside them."""
EXERCISE_FILE = "exercise.schema.json"
"""The file name of the schema of library exercises, beside them."""
PROGRAMME_FILE = "programme.schema.json"
"""The file name of the schema of programmes, beside them."""

Schema = dict[str, Any]

_WORDS = ["string", "number", "boolean"]
"""The types of a text without quotes: to an editor, `3` and `true` are not strings."""

_WHOLE = f"(0|[1-9][0-9]{{0,{LONGEST_NUMBER - 1}}})"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_ID = f"^{_SLUG}$"
_CHANGE = f"{_SLUG} *: *{_SLUG}"


def modeline(file: str) -> str:
    """The comment that tells editors which schema, in the same folder, a file has."""
    return f"# yaml-language-server: $schema={file}"


def session_schema(exercises: Sequence[str]) -> Schema:
    """The schema of a session file; `exercises` are the ids that an editor offers for `use`."""
    return _whole_file(SESSION, "A hipcoach session", exercises)


def exercise_schema() -> Schema:
    """The schema of a library exercise."""
    return _whole_file(LIBRARY_EXERCISE, "A hipcoach exercise", ())


def programme_schema(sessions: Sequence[str]) -> Schema:
    """The schema of a programme; `sessions` are the names that an editor offers for `session`."""
    return _whole_file(PROGRAMME, "A hipcoach programme", sessions)


def as_text(schema: Schema) -> str:
    """The text of a schema's file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _whole_file(part: Part, title: str, offered: Sequence[str]) -> Schema:
    """The schema of a kind of file; `offered` are the ids or names that an editor offers for what lies elsewhere."""
    all_parts = (*PARTS, *PROGRAMME_PARTS)
    parts = {each.name.replace(" ", "-"): each for each in all_parts if each is not part and _within(part, each)}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{title}, format {FORMAT}",
        **_part(part, offered),
        "definitions": {name: _part(each, offered) for name, each in sorted(parts.items())},
    }


def _within(whole: Part, part: Part) -> bool:
    """Whether a part can occur somewhere within another."""
    inner = {each.name: each for key in whole.keys for each in (key.part, key.either) if each is not None}
    return any(each is part or _within(each, part) for each in inner.values())


def _part(part: Part, offered: Sequence[str]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {key.name: _key(key, offered) for key in part.keys},
        "patternProperties": {f"^{OWN_PREFIX}": {"description": "Your own: ignored."}},
        "additionalProperties": False,
    }
    if required := [key.name for key in part.keys if key.required]:
        schema["required"] = required
    dose = [{"required": ["reps"]}, {"required": ["hold"]}, {"required": ["time"]}]
    if part.find("time") is not None:
        schema["dependencies"] = _dose()
    if part is EXERCISE:
        schema["anyOf"] = [{"required": ["use"]}, {"required": ["name"], "anyOf": dose}]
    elif part in (LIBRARY_EXERCISE, ENCLOSED):
        schema["required"] = [*schema.get("required", ()), "name"]
        schema["anyOf"] = dose
    return schema


def _dose() -> Schema:
    """What keys of a dose do not go together: timed work is not counted, held or paced, and a list has its sets."""
    others = [{"required": [name]} for name in ("reps", "hold", "tempo")]
    single = {"not": {"type": "array"}}
    return {
        "time": {"not": {"anyOf": others}},
        "sets": {"properties": {"reps": single, "hold": single, "time": single}},
    }


def _key(key: Key, offered: Sequence[str]) -> Schema:
    schema = {"description": key.help, **_value(key)}
    if key.kind in (KeyKind.USE, KeyKind.SESSION):
        schema["examples"] = list(offered)
    elif key.kind not in (
        KeyKind.PART,
        KeyKind.PARTS,
        KeyKind.PARTS_BY_ID,
        KeyKind.VERSION,
    ) and not key.example.startswith(("[", "{")):
        schema["examples"] = [_as_read(key.example)]
    if key.default:
        schema["default"] = _as_read(key.default)
    return schema


def _value(key: Key) -> Schema:
    match key.kind:
        case KeyKind.VERSION:
            return {"const": FORMAT}
        case KeyKind.LINE | KeyKind.TEXT:
            return _text(_WORDS)
        case KeyKind.TEXTS:
            return {**_text([*_WORDS, "array"]), "items": _text(_WORDS)}
        case KeyKind.CUES:
            return {"type": "array", "items": {"anyOf": [_text(_WORDS), _reference(key)]}}
        case KeyKind.ID | KeyKind.USE:
            return _id(["string", "integer"])
        case KeyKind.IDS:
            return {**_id(["string", "integer", "array"]), "items": _id(["string", "integer"])}
        case KeyKind.SESSION:
            return {"type": _WORDS, "pattern": "\\S", "maxLength": LONGEST_NAME}
        case KeyKind.CHANGES:
            pair = {"pattern": _anywhere(_CHANGE)}
            return {"type": ["string", "array"], **pair, "items": {"type": "string", **pair}}
        case KeyKind.COUNT | KeyKind.COUNTS:
            bounds = {"minimum": key.low, "maximum": key.high}
            written = _WHOLE if key.kind is KeyKind.COUNT else _range(_WHOLE)
            return {"type": ["integer", "string"], **bounds, "pattern": _anywhere(written)}
        case KeyKind.TIME:
            return {"type": "string", "pattern": _anywhere(_time())}
        case KeyKind.SET_COUNTS:
            bounds = {"minimum": key.low, "maximum": key.high}
            amount = {"pattern": _anywhere(f"({_range(_WHOLE)}|{_WHOLE} *\\+)"), **bounds}
            return _for_each_set(["integer", "string"], amount)
        case KeyKind.SET_TIMES:
            one = f"({_time()}|{_WHOLE})"
            open_end = f"({_time()} *\\+|{_WHOLE} *\\+ *({_units(SECONDS)}|{_units(MINUTES)}))"
            return _for_each_set(["string"], {"pattern": _anywhere(f"(({one}{_between()})?{_time()}|{open_end})")})
        case KeyKind.TEMPO:
            return {"type": "string", "pattern": _anywhere(f"(own|{_phases()})")}
        case KeyKind.LOAD:
            words = "[^0-9\\s](.*\\S)?"
            return {"type": "string", "pattern": _anywhere(f"({_weight()}|{words})"), "maxLength": LONGEST_LOAD}
        case KeyKind.WEIGHT:
            return {"type": "string", "pattern": _anywhere(_weight())}
        case KeyKind.LANGUAGE:
            return {"type": "string", "pattern": _anywhere("[A-Za-z]{2,3}(-([A-Za-z]{2}|[A-Za-z]{4}))?")}
        case KeyKind.CHOICE:
            return {"enum": _choices(key)}
        case KeyKind.CHOICES:
            return {"anyOf": [{"enum": _choices(key)}, {"type": "array", "items": {"enum": _choices(key)}}]}
        case KeyKind.URL:
            return {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s]+$", "maxLength": LONGEST_URL}
        case KeyKind.PART:
            return {"allOf": [_reference(key)]}
        case KeyKind.PARTS:
            items = _reference(key)
            if key.either is not None:
                items = {"anyOf": [items, _reference_to(key.either)]}
            return {"type": "array", "items": items, **({"minItems": 1} if key.required else {})}
        case KeyKind.PARTS_BY_ID:
            entries = {_ID: _reference(key), f"^{OWN_PREFIX}": {"description": "Your own: ignored."}}
            names = {"propertyNames": {"maxLength": LONGEST_ID}}
            return {"type": "object", **names, "patternProperties": entries, "additionalProperties": False}


def _for_each_set(types: Sequence[str], amount: Schema) -> Schema:
    """An amount for all sets, or a list with one for each."""
    items = {"type": list(types), **amount}
    return {"type": [*types, "array"], **amount, "items": items, "minItems": 1, "maxItems": MOST_SETS}


def _text(types: Sequence[str]) -> Schema:
    return {"type": list(types), "pattern": "\\S", "maxLength": LONGEST_TEXT}


def _id(types: Sequence[str]) -> Schema:
    return {"type": list(types), "pattern": _ID, "maxLength": LONGEST_ID}


def _reference(key: Key) -> Schema:
    assert key.part is not None
    return _reference_to(key.part)


def _reference_to(part: Part) -> Schema:
    return {"$ref": f"#/definitions/{part.name.replace(' ', '-')}"}


def _choices(key: Key) -> list[str]:
    assert key.choices is not None
    return [choice.value for choice in key.choices]


def _as_read(text: str) -> str | int:
    """A value with the type that an editor gives it."""
    return int(text) if text.isdigit() else text


# -- patterns ------------------------------------------------------------------------------------------------------


def _anywhere(pattern: str) -> str:
    return f"^ *{pattern} *$"


def _between() -> str:
    """The pattern for the sign or word between the ends of a range."""
    return f" *({'|'.join(_literally(mark) for mark in ('-', *TO))}) *"


def _range(amount: str) -> str:
    return f"{amount}({_between()}{amount})?"


def _time() -> str:
    seconds, minutes = _units(SECONDS), _units(MINUTES)
    return f"({_WHOLE} *{seconds}|{_WHOLE} *{minutes}( *[0-5]?[0-9] *{seconds})?|([0-9]{{1,2}}|{_WHOLE}):[0-5][0-9])"


def _units(words: Sequence[str]) -> str:
    return f"({'|'.join(sorted(words, key=len, reverse=True))})"


def _weight() -> str:
    units = "|".join(f"[{unit[0].upper()}{unit[0]}][{unit[1].upper()}{unit[1]}]" for unit in MassUnit)
    return f"{_WHOLE}(\\.[0-9]{{1,{MOST_DECIMALS}}})? *({units})"


def _phases() -> str:
    """Two to four phases, of which one that is not the last may have no number."""
    letter = "[^\\s0-9,.:;!?()\\[\\]{}]"
    word = f"{letter}{{1,{LONGEST_WORD}}}"
    phase = f"{word} +{_WHOLE} *({'|'.join(SECONDS)})?"
    comma, more = " *, *", f"( *, *{phase})"
    return "|".join(
        (
            f"{phase}{more}{{1,3}}",
            f"{word}{more}{{1,3}}",
            f"{phase}{comma}{word}{more}{{1,2}}",
            f"{phase}{more}{comma}{word}{more}",
        )
    )


def _literally(mark: str) -> str:
    return mark.replace(".", "\\.").strip(" ") if mark.strip() != "to" else " to "
