"""How a problem is shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session_help import Read

from hipcoach.diagnostics.problems import Code, Problem, Severity, Source, render
from hipcoach.text.characters import cells, clean, cut, shown, wrapped


def test_a_problem_as_the_format_page_shows_it() -> None:
    source = Source("bad.yaml", "\n" * 12 + "      - Knees: keep them soft\n")
    problem = source.problem(
        Code.COLON,
        "cue was read as 'key: value' because of the ': '",
        (20, 25),
        'put the whole text in quotes: "Knees: keep them soft"',
    )
    assert problem.render() == (
        "bad.yaml:13:9: error: cue was read as 'key: value' because of the ': ' [colon]\n"
        "   |\n"
        "13 |       - Knees: keep them soft\n"
        "   |         ^^^^^\n"
        '   = help: put the whole text in quotes: "Knees: keep them soft"'
    )


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    problem = Source("f.yaml").problem(Code.EMPTY, "the file is empty", None, "write something")
    assert problem.render() == "f.yaml: error: the file is empty [empty]\n  = help: write something"
    assert problem.as_json() == {
        "file": "f.yaml",
        "line": None,
        "column": None,
        "level": "error",
        "code": "empty",
        "message": "the file is empty",
        "help": "write something",
    }
    assert json.dumps(problem.as_json())


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("name: abc", 7, 6),
        ("名前: abc", 5, 6),
        ("e\u0301e\u0301: abc", 7, 4),
        ("🧘: abc", 4, 4),
        ("a\t: abc", 5, 7),
        ("ש: abc", 4, 3),
        ("❤️: abc", 5, 3),
        ("1️⃣: abc", 6, 3),
        ("한국: abc", 5, 6),
        ("ａ： abc", 4, 5),
        ("\t\u0301: abc", 5, 6),
    ],
)
def test_columns_count_characters_and_the_caret_counts_cells(line: str, column: int, caret: int) -> None:
    start = line.index("abc")
    problem = Source("f", line).problem(Code.TYPE, "no", (start, start + 3))
    assert (problem.column, problem.caret, problem.width) == (column, caret, 3)
    assert problem.source is not None
    assert cells(problem.source[: problem.source.index("abc")]) == caret


def test_wide_text_has_a_wide_caret() -> None:
    assert Source("f", "a: 名前").problem(Code.TYPE, "no", (3, 5)).width == 4


@pytest.mark.parametrize("start", [0, 39, 40, 41, 5000, 9990])
def test_a_long_line_is_cut_around_the_place(start: int) -> None:
    text = "x" * start + "abc" + "y" * (10_000 - start)
    problem = Source("f", text).problem(Code.TYPE, "no", (start, start + 3))
    assert problem.source is not None
    assert len(problem.source) < 80
    assert problem.source[problem.caret : problem.caret + problem.width] == "abc"


def test_a_second_place_is_named(read: Read) -> None:
    problem = read("hipcoach: 1\ntitle: a\ntitle: b\nexercises: [{use: bridge}]\n").problems[0]
    assert problem.also is not None
    assert (problem.also.line, problem.also.column) == (2, 1)
    assert "= also: f.yaml:2:1" in problem.render()


MODIFICATIONS = """\
easier:
  - {id: a, name: A, group: g, sets: 1}
  - {id: b, name: B, group: g}
  - {id: c, name: C, conflicts: a}
  - {id: d, name: D, sets: 2}
"""


@pytest.mark.parametrize(
    ("lines", "first", "second"),
    [
        ("sets: 1\nrest: 5 s\nsets: 2", "6:5", "8:5"),
        ("side: none\norder: swap_each_set", "6:5", "7:5"),
        (MODIFICATIONS + "with: [a, b]", "11:12", "11:15"),
        (MODIFICATIONS + "with: [c, a]", "11:12", "11:15"),
        (MODIFICATIONS + "with: [a, c]", "11:12", "11:15"),
        (MODIFICATIONS + "with:\n- d\n- a", "12:7", "13:7"),
        (MODIFICATIONS + "with: [a, a]", "11:12", "11:15"),
        (MODIFICATIONS + "  - {id: a, name: E}", "7:14", "11:14"),
        ("easier:\n  - {id: a, name: A, load: 1 kg}\n  - {id: b, name: B, load: 2 kg}\nwith: [a, b]", "9:12", "9:15"),
    ],
)
def test_where_two_places_disagree_both_are_named(read_exercise: Read, lines: str, first: str, second: str) -> None:
    [problem] = read_exercise(lines).problems
    assert problem.also is not None
    assert f"{problem.also.line}:{problem.also.column}" == first
    assert f"{problem.line}:{problem.column}" == second
    assert f"= also: f.yaml:{first}" in problem.render()


def test_an_exercise_against_the_aim_names_the_aim_too(read: Read) -> None:
    [problem] = read("hipcoach: 1\ntitle: x\naim: neutral-alignment\nexercises: [{use: lunge}]\n").problems
    assert problem.also is not None
    assert (problem.also.line, problem.also.column) == (3, 6)


def test_colour_is_asked_for() -> None:
    problem = Source("f", "a: b").problem(Code.TYPE, "no", (0, 1), "yes", level=Severity.WARNING)
    assert "\x1b" not in problem.render()
    assert "\x1b[1;33mwarning\x1b[0m" in problem.render(colour=True)


def test_the_first_twenty_are_shown_and_the_rest_is_counted() -> None:
    problems = [Problem("f", n, 1, Severity.ERROR, Code.TYPE, "no") for n in range(1, 28)]
    text = render(problems)
    assert text.splitlines()[-1] == "and 7 more"
    assert text.count("error") == 20
    assert "more" not in render(problems[:20])
    assert render([]) == ""


def test_nothing_harmful_is_ever_shown() -> None:
    harmful = "a\x1b[2J\x00\x85\u202e\ud800\rb\nc\td" + "e" + "\u0301" * 50
    for text in (clean(harmful), shown(harmful)):
        assert text.isprintable()
        assert "\u0301" * 7 not in text
    assert len(shown("word " * 5000)) <= 48
    rendered = Source("\x1b]0;x\x07.yaml", harmful).problem(Code.TYPE, "no", (0, 1)).render()
    assert all(line.isprintable() for line in rendered.splitlines())


def test_what_a_file_says_comes_back_harmless(read: Read) -> None:
    text = 'hipcoach: 1\ntitle: x\n"a\\tb\\u00a0c": 1\nexercises: [{use: "a\\nb"}]\n'
    assert all(line.isprintable() for line in render(read(text).problems).replace("\u00a0", " ").splitlines())


@pytest.mark.parametrize(
    ("index", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (2, 1)), (4, (3, 1)), (6, (4, 1)), (7, (4, 2))]
)
def test_lines_end_in_three_ways(index: int, place: tuple[int, int]) -> None:
    assert Source("f", "a\nb\rc\n" + "d").line_at(index) == place


LETTERS = st.text(
    st.sampled_from("ab 体❤\ufe0f\u0301\u200d🧘1,") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=80
)


@given(LETTERS.map(clean), st.integers(4, 30), st.integers(1, 5))
def test_a_text_is_broken_into_lines_that_fit(text: str, width: int, most: int) -> None:
    lines = list(wrapped(text, width, most))
    assert len(lines) <= most
    assert all(cells(line) <= width for line in lines)
    assert cells(cut(text, width)) <= width
    # nothing is lost but what the last line has no room for
    whole = "".join(lines).replace(" ", "")
    assert whole == text.replace(" ", "") or lines[-1].endswith("…")


def test_lines_break_between_words_where_there_are_any() -> None:
    assert list(wrapped("one two three", 8, 3)) == ["one two", "three"]
    assert list(wrapped("体の調子を", 5, 9)) == ["体の", "調子", "を"]
    assert list(wrapped("one two three four", 8, 2)) == ["one two", "three f…"]
    assert list(wrapped("", 8, 2)) == [""]
