"""No name of a file, and nothing that stands in a log, reaches the terminal as anything but text."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from live_builders import end_of_input

from hipcoach.plain.keyboard import Signalled

EVIL = "\x1b]0;x\x07\x9b2J\u202e"
"""Sets a terminal's title, clears it, and turns the direction of writing around."""


def is_harmless(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@pytest.fixture
def evil_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose own name is an attack."""
    home = tmp_path / f"home{EVIL}"
    monkeypatch.setenv("HIPCOACH_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that adds an empty line."""
    monkeypatch.delenv("VISUAL", raising=False)
    code = "import sys; open(sys.argv[1], 'a').write('\\\\n')"
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c "{code}"')


def test_commands_that_name_files(run: Callable, evil_home: Path, short: Path, tmp_path: Path, editor: None) -> None:
    evil = tmp_path / f"a{EVIL}.yaml"
    evil.write_text(short.read_text())
    wav = f"out{EVIL}.wav"
    for command in (
        ["new", "mine"],
        ["new", "mine"],
        ["edit", evil],
        ["edit", "mine"],
        ["list"],
        ["list", "--json"],
        ["render", short, wav, "--level", "tones"],
        ["render", short, wav],
        ["render", evil, evil, "--force"],
        ["render", evil, tmp_path / EVIL / "x.wav"],
        ["handout", evil, f"out{EVIL}.html"],
        ["handout", evil, f"out{EVIL}.html"],
        ["handout", f"nothing{EVIL}", "out.html"],
        ["calendar", f"out{EVIL}.ics", "--days", "mon", "--at", "18:30", "--session", evil],
        ["schema", "--output", f"schema{EVIL}"],
        ["schema", "--output", f"schema{EVIL}"],
        ["settings"],
        ["settings", "--path"],
        ["log", "--take", evil],
        ["check", tmp_path],
        ["play", evil, "--json", "--speed", "10000"],
        ["play", f"nothing{EVIL}"],
    ):
        ran = run(*command)
        assert is_harmless(ran.out), command
        assert is_harmless(ran.err), command
        assert ran.out or ran.err, command


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_session_that_goes_on_by_a_log_with_escapes_in_it(
    run: Callable, type_at: Callable, evil_home: Path, short: Path, form: list[str]
) -> None:
    # Given a session that was left open, in whose log somebody has put escapes into every text that is shown
    type_at([short], (27, Signalled(15)))
    [path] = evil_home.glob("log/*/*.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[0]["title"] += EVIL
    lines[0]["exercises"][0] |= {"name": f"Lean{EVIL}", "switch_cue": f"Other{EVIL}", "setup": [EVIL]}
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))

    ran = type_at(["--resume", *form], end_of_input(0))

    assert ran.status == 0
    assert is_harmless(ran.out)
    assert is_harmless(ran.err)
    assert "lean" in ran.out.lower()
    one = ["log", "--session", lines[0]["session"]]
    for command in (["log"], ["log", "--csv"], ["log", "--csv", "sessions"], ["log", "--json"], one):
        ran = run(*command)
        # A table for spreadsheets begins with the mark of UTF-8.
        assert is_harmless(ran.out.removeprefix("\ufeff")), command
        assert is_harmless(ran.err), command


def test_a_file_that_cannot_be_read_is_named_without_harm(run: Callable, evil_home: Path) -> None:
    evil_home.mkdir()
    (evil_home / "log").write_text("")
    for command in (["log"], ["list"], ["plan", "release"]):
        ran = run(*command)
        assert "cannot be read" in ran.err
        assert is_harmless(ran.err)
