"""Nothing that is there is replaced unasked: `hipcoach render` and `hipcoach schema`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

TINY = "hipcoach: 1\ntitle: T\nexercises:\n  - name: Lean\n    hold: 5 s\n    prepare: 5 s\n"


@pytest.mark.parametrize("name", ["out.wav", "notes"])
def test_render_replaces_a_file_only_with_force(run: Callable, tmp_path: Path, name: str) -> None:
    session, out = tmp_path / "tiny.yaml", tmp_path / name
    session.write_text(TINY)
    out.write_text("the only copy")

    ran = run("render", session, out)

    assert (ran.status, ran.out) == (2, "")
    assert f"{out} already exists" in ran.err
    assert "--force" in ran.err
    assert out.read_text() == "the only copy"
    assert run("render", session, out, "--force", "--level", "tones").status == 0
    assert out.read_bytes().startswith(b"RIFF")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"tiny.yaml", name}


@pytest.mark.parametrize("through", ["itself", "link", "other name"])
def test_render_never_replaces_its_own_session(run: Callable, tmp_path: Path, through: str) -> None:
    session = out = tmp_path / "tiny.wav"
    session.write_text(TINY)
    if through != "itself":
        out = tmp_path / "other.wav"
        out.symlink_to(session) if through == "link" else out.hardlink_to(session)

    ran = run("render", f"{session}", out, "--force")

    assert ran.status == 2
    assert "is the session itself" in ran.err
    assert session.read_text() == TINY
    assert out.read_text() == TINY


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="links are those of Unix")
def test_force_replaces_what_a_link_points_to(run: Callable, tmp_path: Path) -> None:
    session, out, link = tmp_path / "tiny.yaml", tmp_path / "kept.json", tmp_path / "link.json"
    session.write_text(TINY)
    out.write_text("mine")
    link.symlink_to(out)

    assert run("schema", "--output", link, "--force").status == 0

    assert link.is_symlink()
    assert "$schema" in json.loads(out.read_text())
    # And what cannot be done is said in words
    link = tmp_path / "loop"
    link.symlink_to(link)
    for command in (("schema", "--output", link), ("render", session, link)):
        ran = run(*command, "--force")
        assert (ran.status, ran.err) == (2, f"hipcoach: {link}: Too many levels of symbolic links\n")


def test_a_schema_replaces_a_file_only_with_force_and_whole(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "schema.json"
    out.write_text("mine")
    ran = run("schema", "--output", out)
    assert (ran.status, out.read_text()) == (2, "mine")
    assert "already exists" in ran.err
    assert run("schema", "--output", out, "--force").status == 0
    assert "$schema" in json.loads(out.read_text())
    # And on a disk that is full
    before = out.read_text()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hipcoach.atomic.os.fsync", full)
    ran = run("schema", "--exercise", "--output", out, "--force")
    assert ran.status == 2
    assert "No space left" in ran.err
    assert out.read_text() == before
    assert list(tmp_path.glob(".*")) == []
