"""What hipcoach keeps is its owner's alone, whatever the umask, and what others can change is not used."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hipcoach.sound.cache import Cache
from hipcoach.sound.levelling import prepared
from hipcoach.sound.tones import RATE

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are those of Unix")


@pytest.fixture(params=[0o000, 0o022, 0o027])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def open_to_others(*roots: Path) -> list[str]:
    """Everything there that anybody but its owner may do anything with."""
    every = [path for root in roots for path in (root, *root.rglob("*")) if path.exists()]
    return [str(path) for path in every if path.stat().st_mode & 0o077]


def test_whatever_is_made_is_private(
    run: Callable, type_at: Callable, short: Path, home: Path, umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert type_at([short]).status == 0
    assert run("new", "mine").status == 0
    Cache(home / "cache" / "voice").keep(Cache(home / "cache" / "voice").path("a"), prepared([0.3] * RATE))

    made = {path.name for path in home.iterdir()}

    assert made == {"log", "install-id", "sessions", "cache"}
    assert open_to_others(home) == []


def test_a_log_saved_elsewhere_is_private(
    type_at: Callable, short: Path, home: Path, umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    home.mkdir(mode=0o700)
    (home / "log").write_text("a file where the folder should be")
    type_at([short])
    [copy] = Path(os.environ["HOME"]).glob("*.jsonl")
    assert open_to_others(copy) == []


def test_a_preset_that_is_edited_is_copied_for_its_owner_alone(
    run: Callable, home: Path, umask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf "\\n" >> "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    assert run("edit", "release").status == 0
    assert (home / "sessions" / "release.yaml").exists()
    assert open_to_others(home) == []
