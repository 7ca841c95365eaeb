"""A session's text with another title, or with the exercises in it that only one person has."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session_help import said

from hipcoach.diagnostics.files import LARGEST
from hipcoach.session.authoring.own_folder import CannotWrite
from hipcoach.session.authoring.rewriting import bundled, retitled
from hipcoach.session.library import EXERCISES, Library

RAISE = """\
hipcoach: 1   # mine
name: Heel raise
id: heel-raise
reps: 12-15
why: |
  For the calves.
  And "more": of it # really
cues: [Up, {at: end, say: "Down: slowly"}]
easier:
- id: wall
  name: At the wall
  instead: {setup: ["{side} side"], cues: []}
harder: []
feel: 'The calf, mostly'
x_mine: [[1, 2], {a: []}]
"""
"""An exercise with every shape that a value can have."""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Nothing shipped; a heel raise and a calf stretch of one's own."""
    own = tmp_path / "own"
    (own / EXERCISES).mkdir(parents=True)
    (own / EXERCISES / "heel-raise.yaml").write_text(RAISE)
    (own / EXERCISES / "calf.yaml").write_text('{"hipcoach": 1, "name": "Calf", "hold": "30 s", "side": "each"}')
    return Library(tmp_path / "shipped", own)


def bundle(library: Library, text: str | bytes) -> tuple[str, tuple[str, ...]]:
    return bundled(library, library.read_text(text))


USES = "exercises:\n- use: heel-raise\n- {use: calf, id: other}\n"
BRINGS = "{name: Wall sit, hold: 20 s}"


@pytest.mark.parametrize(
    "text",
    [
        f"hipcoach: 1\ntitle: T\n{USES}",
        f"# by hand\nhipcoach: 1\ntitle: T  # mine\n\n# all of it\n{USES}# the end",
        f"hipcoach: 1\n{USES}title: |\n  T\n",
        f"---\nhipcoach: 1\ntitle: T\n{USES}...\n",
        f"hipcoach: 1\ntitle: T\n{USES}".replace("\n", "\r\n"),
        f"hipcoach: 1\ntitle: T\n{USES}".replace("\n", "\r"),
        "\ufeff" + f"hipcoach: 1\ntitle: T\n{USES}",
        "".join(f"   {line}\n" for line in f"hipcoach: 1\ntitle: T\n{USES}".splitlines()),
        f'"hipcoach": 1\n"title": T\n{USES.replace("exercises", "? exercises" + chr(10))}',
        f"hipcoach: 1\ntitle: T\nlibrary:\n    wall: {BRINGS}\n{USES}- use: wall\n",
        f"hipcoach: 1\ntitle: T\nlibrary: {{wall: {BRINGS}}}\n{USES}- use: wall\n",
        f"hipcoach: 1\ntitle: T\nlibrary: {{ }}\n{USES}",
        f"hipcoach: 1\ntitle: T\n{USES}- use: wall\nlibrary:\n  # these travel\n\n  wall: {BRINGS}",
        "{hipcoach: 1, title: T, exercises: [{use: heel-raise}, {use: calf, id: other}]}",
        "hipcoach: 1\ntitle: T\nexercises:\n- group: G\n  exercises:\n  - use: calf\n- use: heel-raise\n",
        json.dumps({"hipcoach": 1, "title": "T", "exercises": [{"use": "heel-raise"}, {"use": "calf"}]}, indent=1),
        json.dumps({"hipcoach": 1, "title": "T", "exercises": [{"use": "calf"}, {"use": "heel-raise"}], "library": {}}),
    ],
)
def test_a_bundle_says_the_same_where_nobody_has_the_exercises(library: Library, tmp_path: Path, text: str) -> None:
    # given a session, written in whatever way, that uses two exercises of one's own
    before = library.read_text(text)
    assert before.session is not None, said(before)
    # when it is bundled
    bundle_of_it, enclosed = bundle(library, text)
    # then somebody who has none of them reads the same, and the sender too
    assert set(enclosed) == {"heel-raise", "calf"}
    nobody = Library(tmp_path / "nothing", None)
    assert nobody.read_text(bundle_of_it).session == before.session
    assert library.read_text(bundle_of_it).session == before.session
    assert library.read_text(bundle_of_it).problems == ()
    # and every line of it is still there
    for line in text.lstrip("\ufeff").splitlines():
        assert line.removeprefix("library: ").strip("{} ") in bundle_of_it


def test_a_bundle_of_a_bundle_is_the_same(library: Library) -> None:
    once, _ = bundle(library, f"hipcoach: 1\ntitle: T\n{USES}")
    assert bundle(library, once) == (once, ())


def test_what_everybody_has_stays_where_it_is(library: Library) -> None:
    (library.shipped / EXERCISES).mkdir(parents=True)
    (library.shipped / EXERCISES / "calf.yaml").write_text("hipcoach: 1\nside: each\nname: Calf\nhold: 30 s\n")
    text = "hipcoach: 1\ntitle: T\nexercises: [{use: calf}]\n"
    assert bundle(library, text) == (text, ())


def test_a_bundle_that_would_be_too_large_is_refused(library: Library) -> None:
    text = f"hipcoach: 1\ntitle: T\n{USES}"
    with pytest.raises(CannotWrite, match="heel-raise and calf in it, the file is larger than 256 KiB"):
        bundle(library, text + "#" * (LARGEST - len(text) - 10))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1), max_size=4))
def test_whatever_an_exercise_says_is_said_in_the_bundle(texts: list[str]) -> None:
    texts = [text for text in texts if text.strip()] or ["x"]
    with TemporaryDirectory() as folder:
        own = Path(folder)
        (own / EXERCISES).mkdir()
        exercise = {
            "hipcoach": 1,
            "name": texts[0],
            "reps": 3,
            "feel": texts,
            "cues": [{"say": each} for each in texts],
        }
        (own / EXERCISES / "a.yaml").write_text(json.dumps(exercise))
        library = Library(own / "none", own)
        text = "hipcoach: 1\ntitle: T\nexercises: [{use: a}]\n"
        before = library.read_text(text)
        if before.session is not None:
            after, _ = bundle(library, text)
            assert Library(own / "none", None).read_text(after).session == before.session


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("title: Evening", "title: 'Ankle: \"week\" 1'  # mine"),
        ("title: 'Even''ing'", "title: 'Ankle: \"week\" 1'  # mine"),
        ("title:\n  Eve-\n  ning", "title:\n  'Ankle: \"week\" 1'  # mine"),
    ],
)
def test_another_title_leaves_the_rest_as_it_was(library: Library, tmp_path: Path, title: str, rest: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"# by hand\nhipcoach: 1\n{title}  # mine\n{USES}")
    assert retitled(library, file, 'Ankle: "week" 1') == f"# by hand\nhipcoach: 1\n{rest}\n{USES}"


@pytest.mark.parametrize("text", ["title: |\n  Even\n  ing\n", "title: >-\n  Evening\n", "'title': x\n"])
def test_a_title_below_its_key_too(library: Library, tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"hipcoach: 1\n{text}{USES}")
    session = library.read_text(retitled(library, file, "Ankle")).session
    assert session is not None
    assert session.title == "Ankle"


def test_what_cannot_be_used_cannot_be_begun_with(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("hipcoach: 1\n")
    with pytest.raises(CannotWrite, match="needs `title`"):
        retitled(library, tmp_path / "a.yaml", "Ankle")
