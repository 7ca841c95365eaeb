"""A fix that is followed to the letter does away with what it is for."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import pytest
from effort import cases as tries_of
from hypothesis import given
from hypothesis import strategies as st
from session_variants import cases
from test_session_bad_files import FILES, LINES
from variants_attacks import ATTACKS
from variants_characters import CHARACTERS
from variants_slips import SLIPS
from variants_surprises import SURPRISES

from hipcoach.diagnostics.problems import Problem
from hipcoach.session.amounts import RefusedError
from hipcoach.session.keys import EXERCISE, SESSION
from hipcoach.session.library import Library
from hipcoach.session.part import Key, KeyKind
from hipcoach.session.values import read_choice, read_counts, read_set, read_tempo, read_time
from hipcoach.text.words import Guess

QUOTED = re.compile(r"quotes: (\"[^\"]*\"|'(?:[^']|'')*')")
WRITTEN = re.compile(r"`([a-z_]+): ([^`]*)`")
KEY = re.compile(r"(?:did you mean|type it again:) `([a-z_]+)`")
ITEM = re.compile(r"write `- ([^`]*)`")


def mended(text: str, problem: Problem) -> str | None:
    """A file after the help of a problem was followed; `None` where the help is nothing to paste."""
    help, lines = problem.help or "", text.split("\n")
    if problem.line is None or problem.column is None:
        return None
    row = lines[problem.line - 1]
    before, after = row[: problem.column - 1], row[problem.column - 1 :]
    if (found := QUOTED.search(help)) and "…" not in found[1]:
        lines[problem.line - 1] = in_quotes(row, found[1])
    elif help.startswith("add for example") and (found := WRITTEN.search(help)):
        lines.insert(problem.line - (problem.column == 1), f"{' ' * (problem.column - 1)}{found[1]}: {found[2]}")
    elif found := ITEM.search(help):
        lines[problem.line - 1] = f"{row[: len(row) - len(row.lstrip())]}- {found[1]}"
    elif (pairs := WRITTEN.findall(help)) and not help.startswith("begin") and pairs[0][0] != "key":
        above = "line above" in problem.message or (not before.strip() and pairs[0][0] not in after.partition(":")[0])
        return with_keys(lines, problem.line - above, pairs if " and `" in help else pairs[:1])
    elif found := KEY.search(help):
        lines[problem.line - 1] = before + re.sub(r"""^("[^"]*"|'[^']*'|[^:]*)""", found[1], after)
    elif "%TAG" in help:
        lines = [line for line in lines if not line.startswith("%TAG")]
    elif help.startswith(("take it out", "keep the one you mean", "take the line")):
        if problem.code == "tag":
            lines[problem.line - 1] = before + after.partition(" ")[2] if before or after[0] == "!" else ""
        else:
            del lines[problem.line - 1]
    else:
        return None
    return "\n".join(lines)


def in_quotes(row: str, quoted: str) -> str:
    """A line with quotes around the text that they are to hold, in place of quotes it may have."""
    text = quoted[1:-1].replace("''", "'") if quoted[0] == "'" else quoted[1:-1]
    wanted = r"\s+".join(re.escape(word) for word in text.split())
    found = re.search(rf"""(["']){wanted}\1|{wanted}""", row)
    assert found is not None, (row, quoted)
    return row[: found.start()] + quoted + row[found.end() :]


def with_keys(lines: list[str], line: int, pairs: Iterable[tuple[str, str]]) -> str:
    """The lines with keys in place of the one on a line and all below it, and of others of the same name beside it."""
    dash = re.match(r" *(?:- )?", lines[line - 1])
    assert dash is not None
    column = len(dash[0])
    new = [f"{dash[0] if not n else ' ' * column}{name}: {value}" for n, (name, value) in enumerate(pairs)]
    last = line
    while last < len(lines) and re.match(rf" {{{column + 1}}}", lines[last]):
        last += 1
    names = tuple(f"{' ' * column}{name}:" for name, _ in pairs)
    return "\n".join([*lines[: line - 1], *new, *(each for each in lines[last:] if not each.startswith(names))])


LINE = "hipcoach: 1\ntitle: Hips\nexercises:\n  - name: Clamshell\n    reps: 15-30\n"
VARIANTS = [text for text, _, _ in cases(SURPRISES + SLIPS + CHARACTERS + ATTACKS) if isinstance(text, str)]
TEXTS = [
    *VARIANTS,
    *(LINE + "".join(f"    {line}\n" for line in lines.split("\n")) for lines, _, _ in LINES),
    *(text for text, _, _ in FILES),
]


def in_lines(text: str) -> bool:
    """Whether lines of a file can be replaced without knowing what is inside brackets."""
    return not re.search(r"[\r\x85\u2028\u2029]|\{use|\{name|\{id|\{title|^\{", text)


ProblemsOf = Callable[[str], tuple[Problem, ...]]


@pytest.fixture(scope="module")
def problems_of(exercises: Library) -> ProblemsOf:
    """The problems of a text, which is read once."""
    return cache(lambda text: exercises.read_text(text).problems)


@pytest.mark.parametrize("text", [text for text in TEXTS if in_lines(text)], ids=lambda text: ascii(text)[-60:])
def test_a_fix_that_is_pasted_does_away_with_its_problem(problems_of: ProblemsOf, text: str) -> None:
    for problem in problems_of(text):
        better = mended(text, problem)
        if better is not None:
            left = {(each.code, each.message) for each in problems_of(better)}
            assert (problem.code, problem.message) not in left, better


def test_most_help_is_something_to_paste(problems_of: ProblemsOf) -> None:
    texts = [text for text in TEXTS if in_lines(text)]
    pasted = [mended(text, problem) for text in texts for problem in problems_of(text)]
    assert len([each for each in pasted if each is not None]) > len(pasted) / 2


READ: dict[KeyKind, Callable[[Key, str], object]] = {
    KeyKind.COUNTS: read_counts,
    KeyKind.TIME: read_time,
    KeyKind.SET_COUNTS: read_set,
    KeyKind.SET_TIMES: read_set,
    KeyKind.TEMPO: read_tempo,
    KeyKind.CHOICE: lambda key, text: read_choice(key, text, Guess()),
}
KEYS = {
    key.name: key
    for key in (*SESSION.keys, *EXERCISE.keys)
    if key.kind in (KeyKind.COUNTS, KeyKind.SET_COUNTS, KeyKind.TIME, KeyKind.SET_TIMES, KeyKind.TEMPO, KeyKind.CHOICE)
}
AMOUNTS = st.lists(
    st.sampled_from(
        ["0", "1", "2", "15", "30", "010", "90", "300", "9999", "1e2", "½", "１５", "٣", " ", "s", " s", "min", "sec.",
         "h", "'", '"', "-", "–", "−", "~", "x", " x ", "×", ":", ".", ",", "/", "to", " or ", "each", " per side",
         "reps", " sets of ", "lift ", "lower ", "pause ", "own", "both", "left", "no", "a ", "one ", "half ", "ca. ",
         "“", "”", "+", "_", "²", "\u200b", "\u00a0", ";", "!", "(", ")"]
    ),
    min_size=1,
    max_size=7,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
@given(text=AMOUNTS | st.text(max_size=12))
@tries_of(40, 500)
def test_whatever_is_proposed_for_a_key_reads(key: Key, text: str) -> None:
    try:
        READ[key.kind](key, text)
    except RefusedError as refused:
        for name, value in WRITTEN.findall(refused.help or ""):
            READ[KEYS[name].kind](KEYS[name], value)


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        ("Lie down, Towel under your {side} heel", "Towel under your {side} heel"),
        ("Lift your {side} foot, Lower it", "Lift your {side} foot"),
    ],
)
def test_a_text_with_a_brace_in_a_list_is_to_be_put_in_quotes(library: Library, items: str, whole: str) -> None:
    reading = library.read_text(f"hipcoach: 1\ntitle: A\nexercises:\n  - name: x\n    reps: 3\n    setup: [{items}]\n")
    assert [problem.help for problem in reading.problems] == [f'put the whole text in quotes: "{whole}"']
