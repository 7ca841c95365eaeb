"""What helps with the words of the command line: help with examples, guesses, names, completions, the man page."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from hipcoach import __version__
from hipcoach.cli import main
from hipcoach.cli.examples import EXAMPLES
from hipcoach.cli.parser import COMMANDS, make_parser
from hipcoach.cli.shells.texts import SHELLS, completions, man_page


def test_every_command_has_examples() -> None:
    assert set(EXAMPLES) == set(COMMANDS)


@pytest.mark.parametrize("example", [line for lines in EXAMPLES.values() for line in lines])
def test_every_example_is_understood(example: str) -> None:
    program, *words = shlex.split(example.partition(" > ")[0])

    assert program == "hipcoach"
    assert make_parser().parse_args(words).run


def test_help_explains_a_command_as_its_own_help_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["plan", "--help"])
    own = capsys.readouterr().out
    with pytest.raises(SystemExit) as left:
        main(["help", "plan"])

    assert left.value.code == 0
    assert capsys.readouterr().out == own
    assert own.endswith("example:\n  hipcoach plan full-alignment --dose high\n")


def test_help_alone_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    told = capsys.readouterr().out
    assert all(f"    {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("word", ["-V", "--version"])
def test_the_version_has_a_short_option(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([word])
    assert capsys.readouterr().out == f"hipcoach {__version__}\n"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["plya"], "there is no command plya: did you mean 'hipcoach play'?"),
        (["relaese"], "there is no command relaese: did you mean 'hipcoach play release'?"),
        (["release"], "there is no command release: did you mean 'hipcoach play release'?"),
        (["mine.yaml"], "there is no command mine.yaml: to follow a session file, type 'hipcoach play mine.yaml'"),
        (["qqq"], "there is no command qqq; 'hipcoach help' lists them"),
        (["help", "plya"], "there is no command plya: did you mean 'hipcoach play'?"),
        (["play", "relaese"], "there is no session called relaese: did you mean release?"),
    ],
    ids=" ".join,
)
def test_a_word_that_is_nothing_gets_a_guess(words: list[str], answer: str, home: Path, capsys) -> None:
    assert main(words) == 2
    assert " ".join(capsys.readouterr().err.split()) == f"hipcoach: {answer}"


def test_names_are_those_that_can_be_typed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "sessions").mkdir(parents=True)
    (home / "sessions" / "my-morning.yaml").write_text("hipcoach: 1\n")

    assert main(["names", "sessions"]) == 0
    assert {"my-morning", "release"} < set(capsys.readouterr().out.splitlines())
    assert main(["names", "exercises"]) == 0
    assert "figure-four" in capsys.readouterr().out.splitlines()
    assert main(["names", "modifications"]) == 0
    assert "figure-four:towel" in capsys.readouterr().out.splitlines()


def test_the_man_page_has_every_command_and_example() -> None:
    page = man_page()

    assert all(f"hipcoach {name}" in page for name in COMMANDS)
    assert "hipcoach plan full\\-alignment \\-\\-dose high" in page
    if shutil.which("groff"):
        shown = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=True
        )
        # A long word can leave a line that is not even; that is all that may be told of.
        assert not [line for line in shown.stderr.splitlines() if "cannot adjust line" not in line]


def test_a_checkout_makes_the_completions_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "fish"]) == 0
    assert capsys.readouterr().out == completions("fish")


# -- in the shells themselves ----------------------------------------------------------------------------------------

ASKED = {
    "hipcoach pla": {"play", "plan"},
    "hipcoach play rel": {"release"},
    "hipcoach play release --dose ": {"low", "middle", "high"},
    "hipcoach play release --load fig": {"figure-four"},
    "hipcoach play toda": {"today"},
    "hipcoach handout tw": {"twelve-weeks"},
    "hipcoach programme be": {"begin"},
    "hipcoach programme begin si": {"six-weeks"},
    "hipcoach help rend": {"render"},
}
"""What is typed, and what is offered for it."""

BASH = """
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
{function}
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def program(tmp_path: Path, home: Path) -> dict[str, str]:
    """The environment in which a shell finds hipcoach."""
    program = tmp_path / "bin" / "hipcoach"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hipcoach "$@"\n')
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}


@pytest.fixture
def shell_with(program: dict[str, str], tmp_path: Path):
    """Run a script in a shell that can run hipcoach; returns the lines that it prints."""

    def run(shell: str, script: str) -> set[str]:
        if not shutil.which(shell):
            pytest.skip(f"there is no {shell} here")
        done = subprocess.run(
            [shell, "-c", script], capture_output=True, text=True, env=program, cwd=tmp_path, timeout=60
        )
        assert done.stderr == ""
        return set(done.stdout.split("\n")) - {""}

    return run


@pytest.mark.parametrize("typed", ASKED)
def test_bash_completes(shell_with, typed: str, tmp_path: Path) -> None:
    script = completions("bash")
    [function] = [line.split("-F ")[1].split()[0] for line in script.splitlines() if line.startswith("complete ")]
    words = " ".join(f"'{word}'" for word in typed.split(" "))

    assert shell_with("bash", script + BASH.format(words=words, function=function)) == ASKED[typed]


@pytest.mark.parametrize("typed", ASKED)
def test_fish_completes(shell_with, typed: str) -> None:
    offered = shell_with("fish", f"{completions('fish')}\ncomplete -C '{typed}'")
    assert {line.split("\t")[0] for line in offered} == ASKED[typed]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh here")
def test_zsh_completes(program: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "_hipcoach").write_text(completions("zsh"))
    zsh = pexpect.spawn("zsh", ["-f"], encoding="utf-8", env=program, cwd=str(tmp_path), timeout=20)
    try:
        zsh.sendline("fpath=($PWD $fpath); autoload -U compinit; compinit -u -D; PS1='%#'; echo READ''Y")
        zsh.expect("READY")
        for typed, completed in (("play rel", "play release"), ("play --with figure-four:to", "figure-four:towel")):
            zsh.send(f"hipcoach {typed}\t")
            zsh.expect_exact(completed)
            zsh.sendcontrol("u")
    finally:
        zsh.close(force=True)


@pytest.mark.parametrize("shell", SHELLS)
def test_completions_name_every_command(shell: str) -> None:
    script = completions(shell)
    assert all(name in script for name in COMMANDS)
