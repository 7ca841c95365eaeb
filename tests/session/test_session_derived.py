"""What is made from the table of keys: schema, page and new files say what the reader does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from as_editors_see import complaints, is_refused, seen_by_an_editor
from effort import chosen
from jsonschema import Draft7Validator
from session_help import said

from hipcoach.session.authoring.derived import derived, write
from hipcoach.session.authoring.schema import (
    EXERCISE_FILE,
    PROGRAMME_FILE,
    SESSION_FILE,
    exercise_schema,
    modeline,
    programme_schema,
    session_schema,
)
from hipcoach.session.authoring.template import new_session
from hipcoach.session.keys import EXERCISE, GROUP, LIBRARY_EXERCISE, PARTS, SESSION
from hipcoach.session.library import EXERCISES, PROGRAMMES, Library, shipped_sessions
from hipcoach.session.part import Key, KeyKind, Part

SHIPPED = Library(shipped_sessions(), None)
CORPUS = Path(__file__).parent.parent / "data" / "bad-yaml"
SCHEMA = session_schema(())
DERIVED = derived(SHIPPED)


# -- the committed files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DERIVED)
def test_what_lies_beside_the_sessions_is_what_the_table_makes(name: str) -> None:
    committed = (SHIPPED.shipped / name).read_text(encoding="utf-8")
    assert committed == DERIVED[name], "run: python -m hipcoach.session.authoring.derived"


def test_they_can_be_written_anew(tmp_path: Path) -> None:
    write(tmp_path)
    assert json.loads((tmp_path / SESSION_FILE).read_text())["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", sorted(SHIPPED.shipped.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_points_at_the_schema_beside_it_and_fits_it(path: Path) -> None:
    file, schema = {
        EXERCISES: (EXERCISE_FILE, exercise_schema()),
        PROGRAMMES: (PROGRAMME_FILE, programme_schema(())),
    }.get(path.parent.name, (SESSION_FILE, SCHEMA))
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == modeline(file)
    assert complaints(schema, text) == []


# -- the schema against the reader ------------------------------------------------------------------------------------

READER_KNOWS_MORE = {
    "a07-reps-octal.yaml": "an editor reads 010 as the number 10",
    "a09-reps-hex.yaml": "an editor reads 0x1F as the number 31",
    "a19-version-float.yaml": "to a schema 1.0 is 1",
    "b01-dup-key.yaml": "editors report a key that is given twice by themselves, without the schema",
    "b21-range-backwards.yaml": "a pattern cannot compare two numbers",
    "c07-escaped-esc.yaml": "control characters are the reader's business",
    "c09-escaped-surrogate.yaml": "lone surrogates are the reader's business",
    "c17-zalgo.yaml": "piles of combining marks are the reader's business",
    "c23-json-surrogates.yaml": "lone surrogates are the reader's business",
    "d14-many-nodes.yaml": "the schema does not count values",
    "e17-modification-switch-too-long.yaml": "a pattern cannot tell how long a time is",
    "f09-load-too-heavy.yaml": "a pattern cannot tell how heavy a load is",
    "f15-load-step-alone.yaml": "the library may bring the load, which the schema does not know",
    "f17-load-step-other-unit.yaml": "a schema cannot compare two units",
    "f19-load-step-of-words.yaml": "a schema cannot compare two values",
    "f27-first-affected-one-side.yaml": "the library may bring the side, which the schema does not know",
    "f29-alternate-holds.yaml": "the library may bring repetitions, which the schema does not know",
    "f31-alternate-one-side.yaml": "the library may bring the side, which the schema does not know",
    "f37-per-week-of-days.yaml": "a schema cannot bound one key by another",
    "f03-time-and-reps-in-a-modification.yaml": "a modification does not see its exercise",
    "f11-list-and-sets-of-a-modification.yaml": "a modification does not see its exercise",
    "f13-two-lists-of-different-lengths.yaml": "a schema does not compare lengths",
    "f31-open-end-too-high.yaml": "a pattern does not compare numbers",
    "f33-open-end-of-a-held-repetition.yaml": "what a text says does not depend on another key",
    "f37-tempo-word-without-a-hold.yaml": "what a text says does not depend on another key",
    "g01-sets-in-a-group.yaml": "an exercise has the same keys in a group and outside",
    "g03-rest-in-a-group.yaml": "an exercise has the same keys in a group and outside",
    "g07-side-in-and-out.yaml": "what an exercise may say depends on its group",
    "g21-first-without-each.yaml": "what one key may say depends on another",
    "g23-same-exercise-twice.yaml": "the schema does not compare ids",
    "t37-library-twice.yaml": "editors report a key that is given twice by themselves, without the schema",
    "t43-library-other-id.yaml": "a schema cannot compare a key with a value below it",
    "t49-library-anchor.yaml": "an editor resolves anchors",
}
"""Files that a schema lets through and the reader refuses, and why."""


FILES = sorted(CORPUS.glob("*.yaml"))
MOST_OF_THEM = [path for path in FILES if path.name != "d14-many-nodes.yaml"]
"""Without the one that an editor reads for a second."""


@pytest.mark.parametrize("path", chosen(FILES, by_day=MOST_OF_THEM), ids=lambda path: path.name)
def test_schema_and_reader_agree_on_the_corpus_but_for_what_is_pinned(path: Path) -> None:
    # given what the reader says of a file
    refused = SHIPPED.read(path).session is None
    # when an editor validates it
    text = path.read_bytes().decode("utf-8-sig", "replace")
    refused_by_schema = is_refused(SCHEMA, text)
    # then both say the same, unless the difference is known
    if path.name in READER_KNOWS_MORE:
        assert refused
        assert not refused_by_schema, "they agree now: take it off the list"
    else:
        assert refused_by_schema == refused


def example(key: Key) -> Any:
    return seen_by_an_editor(f"{key.name}: {key.example}")[key.name] if key.kind is not KeyKind.USE else key.example


def within(schema: dict[str, Any], part: Part) -> dict[str, Any]:
    found: dict[str, Any] = schema if part in (SESSION, LIBRARY_EXERCISE) else schema["definitions"][definition(part)]
    return found


def definition(part: Part) -> str:
    return part.name.replace(" ", "-")


@pytest.mark.parametrize(
    ("part", "name"), [(part, key.name) for part in (*PARTS, LIBRARY_EXERCISE) for key in part.keys]
)
def test_the_schema_takes_the_example_of_every_key(part: Part, name: str) -> None:
    key = part.find(name)
    assert key is not None
    schema = exercise_schema() if part is LIBRARY_EXERCISE else session_schema(("clamshell",))
    one = {**within(schema, part)["properties"][name], "definitions": schema["definitions"]}
    assert [error.message for error in Draft7Validator(one).iter_errors(example(key))] == []
    assert one["description"] == key.help


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("sets", ["3", "2-4", "2 to 4", "2..4", "2–4"], ["0", "21", "3x15", "1.5", "[3]"]),
        ("hold", ["45 s", "30-60 s", "30 s - 1 min", "1 min 30 s", "1m30s", "1:30"], ["30", "0.5 min", "1:75", "2 h"]),
        ("rest", ["0 s", "30 s", "2 min"], ["30", "30-60 s", "-5 s"]),
        ("tempo", ["own", "lift 2, lower 2", "lift 2, pause 1, lower 2"], ["2-1-2", "lift 2", "slow"]),
        ("side", ["each", "none"], ["both", "no"]),
        ("id", ["leg-lift", "a1"], ["Leg lift", "-a", "a--b"]),
        ("trains", ["steady-pelvis", "[steady-pelvis, lengthen-hip-flexors]"], ["pelvis", "[pelvis]"]),
        ("cues", ["[a, {say: b, at: end}]"], ["a", "[{at: end}]", "[{say: a, when: b}]"]),
    ],
)
def test_values_are_taken_and_refused_as_the_reader_does(key: str, good: list[str], bad: list[str]) -> None:
    texts = {each: f"hipcoach: 1\ntitle: x\nexercises:\n- name: x\n  reps: 3\n  {key}: {each}\n" for each in good + bad}
    for text in good:
        assert (said(SHIPPED.read_text(texts[text])), complaints(SCHEMA, texts[text])) == ([], []), text
    for text in bad:
        assert SHIPPED.read_text(texts[text]).session is None, text
        assert complaints(SCHEMA, texts[text]), text


def test_an_editor_is_offered_the_exercises_that_there_are() -> None:
    use = session_schema(("a", "b"))["definitions"]["exercise"]["properties"]["use"]
    assert use["examples"] == ["a", "b"]


# -- what stands where a key is missing -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [key for key in EXERCISE.keys if key.default], ids=lambda key: key.name)
@pytest.mark.parametrize("dose", ["reps: 3", "hold: 30 s"])
def test_writing_what_stands_anyway_changes_nothing(key: Key, dose: str) -> None:
    side = "" if key.name == "side" else "  side: each\n"
    without = f"hipcoach: 1\ntitle: x\nexercises:\n- name: x\n  {dose}\n{side}"
    with_it = f"{without}  {key.name}: {key.default}\n"
    assert SHIPPED.read_text(with_it).session == SHIPPED.read_text(without).session is not None


# -- a new file -------------------------------------------------------------------------------------------------------

NEW = new_session("week-1", 'Week 1: "gently" # with care', SHIPPED.exercise_ids())
OFF = [number for number, line in enumerate(NEW.splitlines()) if re.match(r" *# (- )?[a-z_]+: ", line)]


def switched_on(text: str, numbers: list[int]) -> str:
    lines = text.splitlines()
    for number in numbers:
        lines[number] = lines[number].replace("# ", "", 1)
    return "\n".join(lines) + "\n"


def test_a_new_file_can_be_played_as_it_is() -> None:
    reading = SHIPPED.read_text(NEW)
    assert said(reading) == []
    assert reading.session is not None
    assert reading.session.title == 'Week 1: "gently" # with care'


def test_all_that_is_switched_off_can_be_switched_on_at_once() -> None:
    session = SHIPPED.read_text(switched_on(NEW, OFF)).session
    assert session is not None
    assert session.exercises[1].on == ("smaller",)
    assert [group.name for group in session.groups] == ["Circuit"]
    assert SHIPPED.read_text(switched_on(NEW, OFF)).problems == ()


def test_a_new_file_names_every_key_of_a_session_and_an_exercise() -> None:
    named = set(re.findall(r"^ *(?:# )?(?:- )?([a-z_]+):", NEW, re.MULTILINE))
    assert {key.name for part in (SESSION, EXERCISE, GROUP) for key in part.keys} <= named


def test_no_line_of_a_new_file_is_wider_than_a_page() -> None:
    assert max(len(line) for line in NEW.splitlines()) <= 120
