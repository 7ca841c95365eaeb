"""Files: where they are found, and what happens with those that are none."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from session_help import harmless, said

from hipcoach.session.library import Library, NoSuchSession, PerWeek, shipped_sessions
from hipcoach.session.model import Range

GOOD = "hipcoach: 1\ntitle: {}\nexercises: [{{use: bridge}}]\n"


def put(folder: Path | None, name: str, text: str = "") -> Path:
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text or GOOD.format(name))
    return folder / name


def test_sessions_are_listed_by_name_your_own_first(library: Library) -> None:
    for name in ("b.yaml", "a.yml", "both.yaml"):
        put(library.shipped, name)
    for name in ("z.yaml", "both.yaml", ".hidden.yaml", "notes.txt"):
        put(library.own, name)
    assert [(entry.name, entry.shipped) for entry in library.sessions()] == [
        ("both", False),
        ("z", False),
        ("a", True),
        ("b", True),
    ]
    assert [entry.name for entry in library.sessions() if entry.in_place] == ["both"]


def test_a_folder_that_does_not_exist_has_no_sessions(tmp_path: Path) -> None:
    assert Library(tmp_path / "a", None).sessions() == ()
    assert Library(tmp_path / "a", tmp_path / "b").exercise_ids() == ()


def test_listing_opens_no_file(library: Library) -> None:
    os.mkfifo(library.shipped / "pipe.yaml")
    assert [entry.name for entry in library.sessions()] == ["pipe"]


def test_a_session_is_found_by_path_then_by_name(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, own = put(library.shipped, "evening.yaml"), put(library.own, "mine.yml")
    assert library.find("evening") == shipped
    assert library.find("mine") == own
    assert library.find(str(own)) == own
    assert library.find("nowhere/x") == Path("nowhere/x")
    assert library.find("missing.yaml") == Path("missing.yaml")
    better = put(library.own, "evening.yaml")
    assert library.find("evening") == better

    here = tmp_path / "here"
    put(here, "plan")
    (here / "mine").mkdir()
    monkeypatch.chdir(here)
    assert library.find("plan") == Path("plan")
    # A folder of that name is no session.
    assert library.find("mine") == own


@pytest.mark.parametrize(
    ("name", "words"), [("evenig", "did you mean evening?"), ("zzz", "there is evening"), ("a\x1bb", "there is")]
)
def test_a_name_that_nothing_has(library: Library, name: str, words: str) -> None:
    put(library.shipped, "evening.yaml")
    with pytest.raises(NoSuchSession) as missing:
        library.find(name)
    assert words in str(missing.value)
    assert str(missing.value).isprintable()


def test_a_reading_knows_its_file(library: Library) -> None:
    path = put(library.own, "a.yaml")
    reading = library.read(path)
    assert reading.session is not None
    assert reading.path == path
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert library.read(path.parent / "b.yaml").sha256 == ""


def test_problems_in_a_library_file_point_into_it(library: Library) -> None:
    broken = put(library.shipped / "exercises", "broken.yaml", "hipcoach: 1\nname: B\nhold: 30\nuse: bridge\n")
    text = (
        "hipcoach: 1\ntitle: 1\nexercises:\n- {use: broken, id: a}\n- {use: broken, id: b}\n- {use: bridge, sets: no}\n"
    )
    reading = library.read_text(text, "f.yaml")
    assert said(reading) == ["3:7 unit", "4:1 unknown-key", "6:23 number"]
    assert [problem.file for problem in reading.problems] == [str(broken), str(broken), "f.yaml"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("hipcoach: 1\nname: A\n", ["1:1 missing"]),
        ("hipcoach: 1\nreps: 3\n", ["1:1 missing"]),
        ("name: A\nreps: 3\n", ["1:1 missing"]),
        ("hipcoach: 3\nname: A\n", ["1:11 version"]),
        ("hipcoach: 1\nname: A\nreps: 3\nid: other\n", ["4:5 id"]),
        ("hipcoach: 1\nname: A\nreps: 3\norder: swap_each_set\n", ["4:1 conflict"]),
        ("hipcoach: 1\nname: A\nreps: 3\ntitle: B\n", ["4:1 unknown-key"]),
        ("- a\n", ["1:1 type"]),
        ("a: [", ["1:4 yaml"]),
    ],
)
def test_a_bad_library_file(library: Library, text: str, problems: list[str]) -> None:
    path = put(library.own, "x.yaml").parent / "exercises"
    file = put(path, "mine.yaml", text)
    assert [f"{each.line}:{each.column} {each.code}" for each in library.check(file)] == problems
    assert library.read_exercise("mine")[0] is None
    reading = library.read_text("hipcoach: 1\ntitle: x\nexercises: [{use: mine}]")
    assert reading.session is None
    assert said(reading) == problems


def test_a_library_file_alone_is_warned_of_what_a_session_may_fix(library: Library) -> None:
    text = "hipcoach: 1\nname: A\nhold: 30 s\nside: each\nposition: prone\nswitch: 0 s\n"
    file = put(library.shipped / "exercises", "mine.yaml", text)
    assert [f"{each.line}:{each.column} {each.code}" for each in library.check(file)] == ["6:9 range"]
    assert said(library.read_text("hipcoach: 1\ntitle: x\nexercises: [{use: mine}]")) == ["6:9 range"]
    assert said(library.read_text("hipcoach: 1\ntitle: x\nexercises: [{use: mine, switch: 9 s}]")) == []


@pytest.mark.parametrize("name", ["a\x1b[2J", "a\u202eb", "My exercise"])
def test_a_library_file_whose_name_is_no_id(library: Library, name: str) -> None:
    file = put(library.shipped / "exercises", f"{name}.yaml", "hipcoach: 1\nname: A\nreps: 3\nid: mine\n")
    [problem] = library.check(file)
    assert problem.code == "id"
    assert harmless(problem.render())
    assert "`mine.yaml`" in (problem.help or "")


def test_a_library_exercise_by_itself(library: Library) -> None:
    exercise, problems = library.read_exercise("bridge")
    assert exercise is not None
    assert problems == ()
    assert (exercise.id, exercise.name) == ("bridge", "Bridge")
    assert library.read_exercise("nope") == (None, ())
    assert library.exercise_ids() == ("bridge", "lunge")


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened from now on, as a list that grows."""
    names: list[str] = []
    opening = os.open

    def noting(path: Path, flags: int) -> int:
        names.append(path.name)
        return opening(path, flags)

    monkeypatch.setattr(os, "open", noting)
    return names


def test_an_exercise_that_several_sessions_use_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    library, names = Library(shipped_sessions(), None), opened(monkeypatch)
    for entry in library.sessions():
        library.read(entry.path)
        library.read(entry.path, lambda session: {})
    exercises = [f"{ident}.yaml" for ident in library.exercise_ids()]
    for ident in library.exercise_ids():
        library.read_exercise(ident)
    assert sorted(name for name in names if name in exercises) == exercises


def test_how_often_a_week_is_asked_of_the_session_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    library, names = Library(shipped_sessions(), None), opened(monkeypatch)
    assert library.per_week("release.yaml") == PerWeek(Range(2, 7), planned=False)
    assert library.per_week("nowhere.yaml") is None
    assert names == ["release.yaml"]


def test_a_file_with_an_error_says_nothing_of_how_often(library: Library) -> None:
    put(library.own, "mine.yaml", "hipcoach: 1\ntitle: Mine\nper_week: 3\nexercises: [{name: Lean, hold: 9 s}]")
    assert library.per_week("mine.yaml") == PerWeek(Range(3, 3), planned=True)
    for keys, days in (("per_day: 2", Range(7, 7)), ("per_day: 2\nper_week: 5", Range(5, 5))):
        put(library.own, "mine.yaml", f"hipcoach: 1\ntitle: Mine\n{keys}\nexercises: [{{name: Lean, hold: 9 s}}]")
        assert library.per_week("mine.yaml") == PerWeek(days, planned=True, a_day=Range(2, 2))
    put(library.own, "mine.yaml", "hipcoach: 1\ntitle: Mine\nper_week: 3\nexercises: [{name: Lean, hold: x}]")
    assert library.per_week("mine.yaml") is None


def test_an_exercise_that_has_changed_is_read_again(library: Library) -> None:
    text = "hipcoach: 1\ntitle: x\nexercises: [{use: bridge}]"
    path = library.shipped / "exercises" / "bridge.yaml"
    good, other = path.read_text(), path.with_name("other.yaml")
    assert library.read_text(text).session is not None
    # when an editor writes a broken one in its place, and then mends it
    other.write_text("a: [")
    other.replace(path)
    assert said(library.read_text(text)) == ["1:4 yaml"]
    path.write_text(good)
    assert library.read_text(text).session is not None
    # then one that is taken away is missed
    path.unlink()
    assert said(library.read_text(text)) == ["3:19 unknown-use"]


def test_an_exercise_that_cannot_be_read_is_a_problem_where_it_is_used(library: Library) -> None:
    os.mkfifo(library.shipped / "exercises" / "pipe.yaml")
    reading = library.read_text("hipcoach: 1\ntitle: x\nexercises: [{use: pipe}]")
    assert [problem.code for problem in reading.problems] == ["type"]


def test_an_unreadable_exercise_of_your_own_still_hides_the_shipped_one(library: Library) -> None:
    # given a link that leads in a circle, where the shipped library has an exercise of that name
    loop = put(library.own, "x.yaml").parent / "exercises" / "bridge.yaml"
    loop.parent.mkdir()
    loop.symlink_to(loop)
    reading = library.read_text("hipcoach: 1\ntitle: x\nexercises: [{use: bridge}]")
    assert [(problem.code, problem.file) for problem in reading.problems] == [("missing", str(loop))]


def test_a_link_that_leads_in_a_circle_hides_none_of_its_neighbours(library: Library) -> None:
    put(library.own, "a.yaml")
    loop = library.own / "loop.yaml" if library.own else Path()
    loop.symlink_to(loop)
    assert [entry.name for entry in library.sessions()] == ["a", "loop"]
    assert [problem.code for problem in library.read(loop).problems] == ["missing"]


PATHS = (
    "../../etc/passwd",
    "../secret",
    "/etc/passwd",
    "./bridge",
    "bridge/../bridge",
    "exercises/bridge",
    "..",
    ".",
    "~root",
    "C:\\Windows\\win.ini",
    "..\\secret",
    "%2e%2e%2fsecret",
    "file:///etc/passwd",
    "bridge.yaml",
    "BRIDGE",
    "a" * 61,
    "a" * 4000,
    "$HOME",
    "．．／secret",
)


@pytest.mark.parametrize("ident", PATHS)
def test_no_name_leads_out_of_the_exercise_library(
    library: Library, ident: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library.own, "secret.yaml", "hipcoach: 1\nname: Secret\nreps: 3\n")
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *named: opened.append(named))
    for text in (f"'{ident}'", f'"{ident}"'.replace("\\", "\\\\")):
        reading = library.read_text(f"hipcoach: 1\ntitle: x\nexercises:\n  - use: {text}\n")
        assert said(reading) in (["4:10 id"], ["4:10 long"])
    assert opened == []


def test_a_nul_leads_nowhere(library: Library) -> None:
    reading = library.read_text('hipcoach: 1\ntitle: x\nexercises: [{use: "../secret\\0"}]')
    assert said(reading) == ["3:19 control-char"]


def test_the_shipped_sessions_are_somewhere() -> None:
    assert (shipped_sessions() / "exercises").is_dir()


def test_importing_the_room_costs_little() -> None:
    # when the room is imported and a good session is read
    code = (
        "import sys; from pathlib import Path; from hipcoach.session.library import Library, shipped_sessions; "
        "before = set(sys.modules); library = Library(shipped_sessions(), None); "
        "reading = library.read_text('hipcoach: 1\\ntitle: x\\nexercises: [{name: a, hold: 30-60 s, side: each}]'); "
        "assert reading.session; print(*sorted(before)); print(*sorted(sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    before, after = (set(line.split()) for line in done.stdout.splitlines())
    # then libyaml came with the first reading, and what only problems need did not come at all
    assert not {name for name in before if name.startswith("yaml")}
    assert "yaml._yaml" in after
    assert not after & {
        "yaml",
        "hashlib",
        "difflib",
        "textual",
        "hipcoach.session.errors.values",
        "hipcoach.session.errors.shapes",
        "hipcoach.session.errors.yaml",
    }


def test_only_one_module_knows_yaml() -> None:
    folder = Path(__file__).parents[2] / "hipcoach" / "session"
    assert [path.name for path in sorted(folder.glob("*.py")) if "import yaml" in path.read_text()] == ["tree.py"]
