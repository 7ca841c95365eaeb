"""Where keys stand in a TOML text: for all texts the right line, or none."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.settings.scan import DEEPEST, spots


def found(text: str) -> dict[str, tuple[str, str | None]]:
    """Every key with its own text and that of its value."""
    return {
        ".".join(path): (text[slice(*spot.key)], None if spot.value is None else text[slice(*spot.value)])
        for path, spot in spots(text, tomllib.loads(text)).items()
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", {}),
        ("a = 1 # b = 2\n", {"a": ("a", "1")}),
        ('a = "x = 1"\nb = 2', {"a": ("a", '"x = 1"'), "b": ("b", "2")}),
        ("a = '[b]'\n", {"a": ("a", "'[b]'")}),
        ('a = "\\"# b = 1"\nb=true', {"a": ("a", '"\\"# b = 1"'), "b": ("b", "true")}),
        ('a = """\nb = 1\n[c]\n"""\nb = 2', {"a": ("a", '"""\nb = 1\n[c]\n"""'), "b": ("b", "2")}),
        ("a = '''\nb = ''1'''\n", {"a": ("a", "'''\nb = ''1'''")}),
        ('a = """x"""""\nb = 2', {"a": ("a", '"""x"""""'), "b": ("b", "2")}),
        ('"a" = 1\n\'b\' = 2\n"\\u0063" = 3', {"a": ('"a"', "1"), "b": ("'b'", "2"), "c": ('"\\u0063"', "3")}),
        ("[a]\nb = 1\n[c]\n", {"a": ("a", None), "a.b": ("b", "1"), "c": ("c", None)}),
        ("[ a . b ]\nc = 1", {"a": ("a", None), "a.b": ("b", None), "a.b.c": ("c", "1")}),
        ("a . b = 1\n", {"a": ("a", None), "a.b": ("a . b", "1")}),
        ("a = {b = 1, c = 'd = 2'}", {"a": ("a", "{b = 1, c = 'd = 2'}"), "a.b": ("b", "1"), "a.c": ("c", "'d = 2'")}),
        ("a = [\n 1, # ]\n '[', ]\nb = 2", {"a": ("a", "[\n 1, # ]\n '[', ]"), "b": ("b", "2")}),
        ("a = [{b = 1}, {b = 2}]\nc = 3", {"c": ("c", "3"), "a": ("a", "[{b = 1}, {b = 2}]")}),
        ("a = 1979-05-27 07:32:00 # t", {"a": ("a", "1979-05-27 07:32:00")}),
        ("a = {}\nb = []", {"a": ("a", "{}"), "b": ("b", "[]")}),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 1\n[e]\nf = 1", {"e": ("e", None), "e.f": ("f", "1")}),
    ],
)
def test_keys_and_values_are_found_where_they_stand(text: str, places: dict[str, tuple[str, str | None]]) -> None:
    there = found(text)

    assert {path: there.get(path) for path in places} == places


@pytest.mark.parametrize(
    "deep", ["a.b.c.d.e = 1", "[a.b.c.d]\ne = 1", "[a]\nb.c = {d = {e = 1}}", "[[a.b.c.d]]\ne = 1"]
)
def test_what_lies_deeper_than_settings_do_is_found_as_far_as_they_go(deep: str) -> None:
    text = f"x = 1\n{deep}\n"

    there = found(text)

    assert there["x"] == ("x", "1")
    assert max(path.count(".") + 1 for path in there) == DEEPEST


def test_a_scan_that_does_not_agree_with_tomllib_knows_no_place() -> None:
    assert spots("a = 1\n", {"b": 1}) == {}
    assert spots("a = 1\n", {}) == {}
    assert spots("this is no TOML", {"a": 1}) == {}
    assert spots(f"a = {'[' * 100_000}", {"a": 1}) == {}


# -- for all texts ---------------------------------------------------------------------------------------------------

NAMES = st.text("abc=#[].\"' é", min_size=1, max_size=4)
TEXTS = st.text("ab=#[]{}.,'\" \\\n", max_size=12)


def basic(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@st.composite
def values(draw: st.DrawFn) -> str:
    """A value as a file may say it."""
    text = draw(TEXTS)
    kind = draw(st.sampled_from(("basic", "literal", "long", "number", "list", "tables", "switch")))
    match kind:
        case "literal" if "'" not in text and "\n" not in text:
            return f"'{text}'"
        case "long":
            return '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'
        case "number":
            return draw(st.sampled_from(("1", "-2.5", "1e3", "0xF", "1979-05-27", "07:32:00", "1979-05-27 07:32:00")))
        case "list":
            return f"[\n  {basic(text)}, # ] = \n  [1, 2],\n]"
        case "tables":
            return f"[{{a = {basic(text)}}}, {{a = 1}}]"
        case "switch":
            return "true"
        case _:
            return basic(text)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[tuple[str, ...], int]]:
    """A TOML text, and the line of every key that has a value of its own."""
    lines: list[str] = []
    places: dict[tuple[str, ...], int] = {}
    tables = draw(st.lists(NAMES, max_size=3, unique=True))
    for table in (None, *tables):
        if table is not None:
            lines.append(draw(st.sampled_from(("[{}]", "[ {} ] # a = 1", "  [{}]"))).format(basic(table)))
        for name in draw(st.lists(NAMES.filter(lambda name: name not in tables), max_size=3, unique=True)):
            lines += draw(st.lists(st.sampled_from(("", "  ", "# a = 1", "\t# [b]")), max_size=2))
            value = draw(values())
            path = (name,) if table is None else (table, name)
            places[path] = sum(line.count("\n") + 1 for line in lines) + 1
            shape = draw(st.sampled_from(("{} = {}", "{}={}", "  {}\t=\t{} # c = 3")))
            lines.append(shape.format(basic(name), value))
    return "\n".join(lines), places


@given(files())
def test_for_all_files_every_key_is_found_on_its_line(file: tuple[str, dict[tuple[str, ...], int]]) -> None:
    text, places = file
    data: dict[str, Any] = tomllib.loads(text)

    there = spots(text, data)

    assert {path: text.count("\n", 0, there[path].key[0]) + 1 for path in places} == places


@given(files(), st.text("ab=#[]{}.,'\"\n", max_size=3), st.integers(0, 200))
def test_for_all_damaged_files_what_stands_at_a_place_says_what_the_file_says(
    file: tuple[str, dict[tuple[str, ...], int]], damage: str, at: int
) -> None:
    text = file[0][:at] + damage + file[0][at:]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    for path, spot in spots(text, data).items():
        meant = reached(data, path)
        if spot.value is not None and len(path) < DEEPEST and meant is not None:
            alone = tomllib.loads(text[spot.key[0] : spot.value[1]])
            assert meant in [reached(alone, path[first:]) for first in range(len(path))]


def reached(data: Any, path: tuple[str, ...]) -> Any:
    """The value at a path; `None` where there is none."""
    for name in path:
        if not isinstance(data, dict):
            return None
        data = data.get(name)
    return data
