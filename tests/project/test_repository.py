"""The repository: what it holds, and that README, workflow and program say the same."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from hipcoach.cli import main
from hipcoach.engine.events import Event, HoldMoment
from hipcoach.engine.records import How, Record
from hipcoach.exits import SIGNALLED, Exit, by_signal
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.settings.keymap import KEYS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "hipcoach", "sessions", "tests"}
NEEDED = TOP_LEVEL - {"CHANGELOG.md"}


def section(title: str) -> str:
    """A part of the README, from its heading to the next one."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE)
    assert found, f"the README has no part '{title}'"
    return found[1]


def rows(title: str) -> list[list[str]]:
    """The cells of the table in a part of the README, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def code(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


# -- the top level ---------------------------------------------------------------------------------------------------


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("which files belong to it is known where there is a git checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)

    names = {line.split("/")[0] for line in listed.stdout.splitlines()}

    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_what_has_to_be_there_is_there() -> None:
    assert {name for name in NEEDED if not (ROOT / name).exists()} == set()


# -- one test command ------------------------------------------------------------------------------------------------


def test_the_readme_s_test_command_is_what_is_run_before_a_change_is_kept() -> None:
    commands = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
    [command] = [line for line in commands if "pytest" in line]
    run = ROOT / ".ci" / "run"

    assert command in run.read_text(encoding="utf-8").splitlines()
    assert run.stat().st_mode & 0o111


# -- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_links_lead_somewhere_outside_the_repository_too(page: str) -> None:
    links = re.findall(r"\]\(([^)]*)\)", (ROOT / page).read_text(encoding="utf-8"))

    assert [link for link in links if not link.startswith("https://")] == []


# -- events as the README tells them ---------------------------------------------------------------------------------


def told_fields() -> dict[str, set[str]]:
    """For each name of an event in the README, its fields."""
    table: dict[str, set[str]] = {}
    for events, described in rows("JSON lines"):
        without_values = re.sub(r"(`\w+`): [^;]*", r"\1", described)
        for event in code(events):
            assert event not in table, f"{event} is told twice"
            table[event] = set(code(without_values))
    return table


def written_fields(kind: type[Event]) -> set[str]:
    """The fields that an event of this kind has as JSON, besides those that all have."""
    names = set(kind.__struct_fields__) - {"due"}
    if "record" in names:
        renamed = {"hold": "hold_s", "paused": "paused_s"}
        names = names - {"record"} | {renamed.get(field, field) for field in Record.__struct_fields__}
    if "plan" in names:
        names = names - {"plan"} | {"seconds"}
    return names


def test_the_readme_names_exactly_the_events_that_there_are() -> None:
    assert set(told_fields()) == {kind.word for kind in get_args(Event)}


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.word)
def test_the_readme_names_the_fields_of_each_event(kind: type[Event]) -> None:
    assert told_fields()[kind.word] == written_fields(kind)


def test_the_readme_names_how_a_set_ends_and_the_moments_of_a_hold() -> None:
    table = section("JSON lines")

    for word in (*How, *HoldMoment):
        assert f"`{word}`" in table, word


# -- keys as the README tells them -----------------------------------------------------------------------------------


def test_the_readme_names_exactly_the_keys_that_there_are() -> None:
    told = [frozenset(code(keys)) for keys, _ in rows("Keys")]

    assert told == [frozenset(row.shown) for row in _in_order(told)]


def _in_order(told: list[frozenset[str]]) -> list[_Together]:
    """The rows of the README as keys; `+` and `-` share one there."""
    found = []
    for keys in told:
        together = [key for key in KEYS if keys & set(key.shown.split())]
        found.append(_Together(together))
    assert {id(key) for row in found for key in row.members} == {id(key) for key in KEYS}
    return found


class _Together:
    """Several keys that the README explains in one row."""

    def __init__(self, members: list) -> None:
        self.members = members
        self.shown = tuple(key for member in members for key in member.shown.split())


# -- exit statuses as the README tells them --------------------------------------------------------------------------


def test_the_readme_says_of_every_exit_status_what_it_means() -> None:
    assert rows("Exit statuses") == [[str(int(status)), status.meaning] for status in Exit]
    assert f"{SIGNALLED} and the signal's number" in section("Exit statuses")
    assert f"{by_signal(signal.SIGHUP)} where the terminal was gone" in section("Exit statuses")


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest knows a file by its name alone."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]

    assert sorted(names) == sorted(set(names))


# -- commands as the README tells them -------------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "key"), [("Sessions", "exercises"), ("Programmes", "phases")])
def test_the_readme_s_examples_are_a_session_and_a_programme(
    title: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", section(title), re.DOTALL)
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")

    assert f"\n{key}:\n" in example
    assert main(["check", str(file)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_the_readme_s_programmes_are_those_that_there_are() -> None:
    library = Library(shipped_sessions(), None)

    told = {name for row in rows("Programmes") for name in code(row[0])}
    done = {name for row in rows("Programmes") for name in code(row[2])}

    assert told == {entry.name for entry in library.programmes()}
    assert done <= set(library.names())


def test_the_readme_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    offered = set(re.findall(r"^    (\w+)(?: |$)", capsys.readouterr().out, re.MULTILINE))

    told = {words[1] for row in rows("Using it") for text in code(row[0]) if len(words := text.split()) > 1}

    assert offered == told


@pytest.mark.parametrize(
    "command",
    [
        *(
            "play",
            "plan",
            "render",
            "handout",
            "report",
            "calendar",
            "list",
            "check",
            "new",
            "edit",
            "format",
            "schema",
            "log",
        ),
        *("doctor", "settings"),
    ],
)
def test_the_readme_names_every_option(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    offered = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE)) - {"--help"}

    assert {option for option in offered if option not in README} == set()


def test_the_readme_s_lengths_of_the_presets_are_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    listed = dict(re.findall(r"^  (\S+) +(\d+:\d\d)", capsys.readouterr().out, re.MULTILINE))

    told = {name: row[2].split(",")[0] for row in rows("Sessions") for name in code(row[0])}

    assert told == listed
