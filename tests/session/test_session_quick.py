"""Files are read by a quick parser and by one that explains; nobody can tell which of them read a file."""

import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from textwrap import dedent

import pytest
from damaged_files import FOLDER, PROGRAMME_SEEDS, PROGRAMMES, SEEDS, damaged, spliced
from effort import tries
from session_variants import GOOD, Text, cases
from variants_attacks import ATTACKS
from variants_characters import CHARACTERS
from variants_slips import SLIPS
from variants_surprises import SURPRISES

from hipcoach.diagnostics.files import decode
from hipcoach.diagnostics.problems import Report, Source
from hipcoach.session import libyaml, whole_file
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.nodes import Listing, Mapping, Node
from hipcoach.session.tree import grow, grow_quickly

SHIPPED = sorted(shipped_sessions().rglob("*.yaml"))


def mutants(number: int) -> Iterator[bytes]:
    """Bad files made worse, and good ones with lines of bad ones in them, in turn."""
    chance, wholes = random.Random(13), [path.read_bytes() for path in SHIPPED]
    for count in range(number):
        seeds = SEEDS if count % 3 else PROGRAMME_SEEDS
        yield damaged(chance, seeds) if count % 2 else spliced(chance, wholes, seeds)


def shape(node: Node) -> object:
    """A tree as tuples: kind, place and content."""
    match node:
        case Listing(items=items):
            return "list", node.start, node.end, [shape(item) for item in items]
        case Mapping(entries=entries):
            return "mapping", node.start, node.end, [(shape(key), shape(value)) for key, value in entries]
        case _:
            return type(node).__name__, node.start, node.end, getattr(node, "text", None), getattr(node, "plain", None)


def taken(texts: Iterable[Text]) -> int:
    """How many texts the quick parser takes; asserts that the other finds the same tree in them, and no problem."""
    count = 0
    for text in texts:
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        source = decode(data, "a.yaml", Report())
        quick = None if source is None else grow_quickly(source)
        if source is None or quick is None:
            continue
        report = Report()
        slow = grow(source, report)
        assert report.problems() == (), text
        assert slow is not None
        assert shape(quick) == shape(slow), text
        count += 1
    return count


def test_the_quick_parser_takes_all_that_came_with_hipcoach() -> None:
    assert taken(path.read_bytes() for path in SHIPPED) == len(SHIPPED)


def test_both_parsers_come_to_one_verdict_about_the_bad_files() -> None:
    files = [path.read_bytes() for folder in (FOLDER, PROGRAMMES) for path in sorted(folder.glob("*.yaml"))]
    odd = [text for text, _, _ in cases(SURPRISES + SLIPS + CHARACTERS + ATTACKS)]
    assert taken([*files, *odd]) > 400


def test_both_parsers_come_to_one_verdict_about_mutants() -> None:
    number = tries(500, 20_000)
    assert taken(mutants(number)) > number / 5


def test_problems_are_told_by_the_parser_that_explains(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    grown: list[str] = []

    def noting(source: Source, report: Report) -> Node | None:
        grown.append(source.name)
        return grow(source, report)

    monkeypatch.setattr(whole_file, "grow", noting)
    assert library.read_text(GOOD, "good.yaml").problems == ()
    assert library.read_text(GOOD.replace("title", "titel"), "bad.yaml").problems != ()
    assert grown == ["bad.yaml"]


@pytest.mark.parametrize("text", ["[a: ]", "{a: }", "[a:\n]", "{a: , b: c}", "{a: # b\n}", "[[a: ], b]"])
def test_nothing_in_brackets_stands_where_the_other_parser_finds_it(text: str) -> None:
    # libyaml finds it behind the white space
    assert grow_quickly(Source("a.yaml", text)) is None
    assert grow(Source("a.yaml", text), Report()) is not None


@pytest.mark.parametrize("text", ["a:\nb: c\n", "a:\n  b:\nc: d\n", "-\n- a\n", "a: # b\n", "{b: c, a}"])
def test_nothing_elsewhere_is_where_both_parsers_find_it(text: str) -> None:
    assert taken([text]) == 1


@pytest.mark.parametrize("text", ["title:\tx\n", "title: x\t\n", "a: [\tb]\n", "a: [Ready?, b]\n", "{a?b: c}\n"])
def test_what_only_the_quick_parser_takes_is_left_to_the_other(text: str) -> None:
    assert grow_quickly(Source("a.yaml", text)) is None


def test_the_quick_parser_comes_without_the_other_which_comes_later_with_it() -> None:
    code = """
        import sys
        from hipcoach.session.libyaml import PARSER
        print(*sorted(name for name in sys.modules if name.partition(".")[0] == "yaml"))

        import yaml
        print(*(getattr(yaml, name) is sys.modules[f"yaml.{name}"] for name in ("error", "tokens", "events", "nodes")))
        print(yaml.safe_load("a: [1]"), yaml.load("a: [1]", yaml.CSafeLoader), yaml.cyaml.CParser is PARSER)
        for loader in (yaml.SafeLoader, yaml.CSafeLoader):
            try:
                yaml.load("a: [1", loader)
            except yaml.MarkedYAMLError as error:
                print(error.context_mark.column)
    """
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == [
        "yaml._yaml yaml.error yaml.events yaml.nodes yaml.tokens",
        "True True True True",
        "{'a': [1]} {'a': [1]} True",
        "3",
        "3",
    ]


@pytest.mark.parametrize(
    ("before", "quick"),
    [("sys.modules['yaml._yaml'] = None", False), ("import yaml", True), ("import yaml.error", True)],
)
def test_files_are_read_where_the_quick_parser_cannot_come_alone(before: str, quick: bool) -> None:
    code = f"""
        import sys
        {before}
        from hipcoach.session import libyaml
        print(libyaml.PARSER is not None)

        from hipcoach.session.library import Library, shipped_sessions
        print(Library(shipped_sessions(), None).read(shipped_sessions() / "release.yaml").session.title)
    """
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == [str(quick), "Release"]


def test_without_the_quick_parser_everything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    # given PyYAML as it comes without libyaml
    monkeypatch.setattr(libyaml, "PARSER", None)
    assert grow_quickly(Source("a.yaml", GOOD)) is None
    library = Library(shipped_sessions(), None)
    # then all that came with hipcoach can be played
    for entry in library.sessions():
        assert library.read(entry.path).session is not None
    assert all(library.read_exercise(ident)[0] is not None for ident in library.exercise_ids())
    assert all(library.read_programme(entry.path).programme is not None for entry in library.programmes())
