"""Tables keep to the width of the terminal; what goes elsewhere is for scripts and stays as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.text.characters import cells

PRESETS = (
    "full-alignment",
    "release",
    "strengthen",
    "external-rotation",
    "balanced-rotators",
    "five-minutes-a",
    "five-minutes-b",
    "chair-alignment",
    "desk-break",
)
FIFTEEN = Path(__file__).parents[1] / "data" / "fifteen-faults.yaml"
EMOJI = "🧘🏽\u200d♀️"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Have standard output and standard error be a terminal of so many columns."""

    def terminal(width: int) -> None:
        monkeypatch.setattr("hipcoach.text.width.columns", lambda out: width)

    return terminal


def too_wide(text: str, width: int) -> list[str]:
    """Lines that do not fit, but for words that cannot be broken."""
    return [line for line in text.splitlines() if cells(line) > width and len(line.split()) > 1]


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_every_plan_fits(run: Callable, terminal: Callable, width: int) -> None:
    terminal(width)

    for session in PRESETS:
        for dose in ("low", "high"):
            ran = run("plan", session, "--dose", dose)
            assert too_wide(ran.out + ran.err, width) == []
            assert ran.status == 0


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize(
    "arguments", [["list"], ["settings"], [], ["check", "release", FIFTEEN]], ids=["list", "settings", "bare", "check"]
)
def test_other_tables_fit(
    run: Callable, terminal: Callable, own: Callable, short: Path, home: Path, arguments: list[str], width: int
) -> None:
    terminal(width)
    own(f"{EMOJI}.yaml", short.read_text().replace("A minute", f"{EMOJI} A minute that lasts {EMOJI * 30}"))
    own("broken.yaml", "hipcoach: 1\n")
    (home / "config.toml").write_text('voices = 3\ndose = "huge"\n')

    ran = run(*arguments)

    assert too_wide(ran.out + ran.err, width) == []


@pytest.mark.parametrize("width", [20, 40, 60])
def test_the_doctor_and_the_log_fit(
    run: Callable,
    terminal: Callable,
    type_at: Callable,
    short: Path,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    from hipcoach.doctor import sounds
    from hipcoach.doctor.sounds import PlayerAnswer, Sounds

    monkeypatch.setattr(
        sounds, "look", lambda wanted: Sounds((PlayerAnswer("aplay", False, "no device"),), wanted=wanted)
    )
    type_at([short, "--json"], (40, "quit"), (41, "finish"))
    terminal(width)

    for arguments in (["doctor"], ["log"], ["log", "--since", "2000-01-01"]):
        ran = run(*arguments)
        assert ran.lines
        assert too_wide(ran.out + ran.err, width) == []


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_caret_stands_under_the_place(run: Callable, terminal: Callable, tmp_path: Path, width: int) -> None:
    file = tmp_path / "a.yaml"
    before = "".join(f"{word} " for word in ["some", "words", "before"] * 4)
    file.write_text(f'hipcoach: 1\ntitle: "{EMOJI} {before}" x\nexercises: [{{use: figure-four}}]\n', encoding="utf-8")
    terminal(width)

    lines = run("check", file).lines

    at = next(number for number, line in enumerate(lines) if line.startswith("2 | "))
    assert lines[at][lines[at + 1].index("^")] == "x"
    assert EMOJI not in lines[at]
    assert cells(lines[at]) <= width


def test_no_word_of_a_plan_is_lost_in_a_narrow_terminal(run: Callable, terminal: Callable) -> None:
    wide = run("plan", "full-alignment").out.split()

    terminal(40)

    assert [word for word in run("plan", "full-alignment").out.split() if word != "·"] == [
        word for word in wide if word != "·"
    ]


def test_a_real_terminal_is_asked_for_its_width(home: Path) -> None:
    termios = pytest.importorskip("termios")
    person, program = os.openpty()
    termios.tcsetwinsize(program, (24, 40))
    try:
        entry = "from hipcoach.cli import main; main(['plan', 'release']); main(['list'])"
        subprocess.run([sys.executable, "-c", entry], stdout=program, stderr=program, check=True, timeout=60)
        told = os.read(person, 65536).decode()
    finally:
        os.close(program)
        os.close(person)

    assert "Release" in told
    assert too_wide(told, 40) == []
