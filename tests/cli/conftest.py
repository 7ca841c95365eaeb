"""Runs the command line in this process: takes arguments, returns exit status and output."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from live_builders import Clock, Typist

from hipcoach import cli
from hipcoach.plain.keyboard import Input, SingleKeys

SHORT = """\
hipcoach: 1
title: A minute
exercises:
  - name: Lean
    hold: 10-20 s
    side: each
    switch: 5 s
    prepare: 5 s
    switch_cue: "Other side: {side}"
    easier:
      - id: wall
        name: At the wall
"""
"""A session file of 30 s at the low dose."""


@dataclass(frozen=True)
class Ran:
    """The result of a command."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def total(self) -> str:
        """The total on the last line of a plan."""
        word, total, *_ = self.lines[-1].split()
        assert word == "total"
        return total

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines, each of which must be an object."""
        told = [json.loads(line) for line in self.lines]
        assert all(isinstance(one, dict) for one in told)
        return told


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line."""

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as exit:  # argparse exits this way
            status = exit.code if isinstance(exit.code, int) else 1
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return run


@pytest.fixture
def type_at(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Play a session live on a fake clock, with a typist who presses each key at its second."""
    clock = Clock()
    monkeypatch.setattr("hipcoach.live.environment.awake_and_asleep", lambda: clock)
    monkeypatch.setattr("hipcoach.live.environment.local_time", clock.wall)

    def type_at(
        arguments: list[str | Path],
        *script: tuple[float, Input | str],
        terminal: bool = False,
        waits_until_heard: bool = False,
    ) -> Ran:
        if not waits_until_heard:
            monkeypatch.setattr("hipcoach.plain.opening.wait_until_heard", lambda *given: None)
        monkeypatch.setattr("hipcoach.plain.run.Keyboard", lambda descriptor: Typist(clock, *script, terminal=terminal))
        monkeypatch.setattr("hipcoach.plain.follow.descriptor_of_input", lambda: 99)  # not None: there is a keyboard
        monkeypatch.setattr("hipcoach.plain.follow.single_keys", lambda descriptor: nullcontext(SingleKeys()))
        return run("play", *arguments)

    return type_at


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """A session file outside the person's folders."""
    file = tmp_path / "short.yaml"
    file.write_text(SHORT, encoding="utf-8")
    return file


@pytest.fixture
def own(home: Path) -> Callable[[str, str], Path]:
    """Write a file to the person's sessions folder."""

    def own(name: str, text: str) -> Path:
        file = home / "sessions" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return own


def logged(home: Path) -> list[list[dict[str, Any]]]:
    """The lines of each session's log, without places."""
    return [
        [line for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()) if line["t"] != "place"]
        for file in sorted((home / "log").glob("[0-9]*/*.jsonl"))
    ]


@pytest.fixture
def log(home: Path) -> Callable[[], list[list[dict[str, Any]]]]:
    """The present content of the log."""
    return lambda: logged(home)
