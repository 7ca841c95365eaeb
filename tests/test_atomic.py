"""Files that are written whole or not at all, and that are their owner's alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach import atomic

unix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are those of Unix")


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process whose umask gives too much, the usual, or too little."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_what_is_there_is_replaced_only_where_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic.write(path, b"before")
    with pytest.raises(FileExistsError):
        atomic.write(path, b"after")
    assert path.read_bytes() == b"before"
    atomic.write(path, b"after", replace=True)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"after")]


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_somebody_takes_meanwhile_is_theirs(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Also on a file system without second names for a file
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", lambda self, target: (_ for _ in ()).throw(OSError(1, "no links")))
    path = tmp_path / "file"

    def meanwhile() -> None:
        with atomic.writing(path) as file:
            file.write(b"mine")
            path.write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        meanwhile()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"theirs")]
    path.unlink()
    atomic.write(path, b"mine")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"mine")]


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("step", ["fsync", "open"])
def test_a_disk_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, replace: bool, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if replace:
        (tmp_path / "file").write_bytes(b"before")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"hipcoach.atomic.os.{step}", full)
    with pytest.raises(OSError, match="No space"):
        atomic.write(tmp_path / "file", b"after", replace=replace)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"before"] * replace


@unix
@pytest.mark.parametrize("relative", [True, False])
def test_what_a_link_points_to_is_replaced_and_the_link_stays(tmp_path: Path, relative: bool) -> None:
    # Given a link to a link to a file in another folder
    (tmp_path / "kept").mkdir()
    target, link, first = tmp_path / "kept" / "file", tmp_path / "link", tmp_path / "first"
    target.write_bytes(b"before")
    link.symlink_to("kept/file" if relative else target)
    first.symlink_to(link)
    atomic.write(first, b"after", replace=True)
    assert (target.read_bytes(), target.is_symlink()) == (b"after", False)
    assert (first.readlink(), link.resolve()) == (link, target)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "first", "kept", "link"]
    # And without being asked for it nothing is
    with pytest.raises(FileExistsError):
        atomic.write(first, b"once more")
    assert target.read_bytes() == b"after"


@unix
def test_a_link_to_nothing_is_where_the_file_comes_to_be(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")
    with pytest.raises(FileExistsError):
        atomic.write(link, b"whole")
    atomic.write(link, b"whole", replace=True)
    assert (link.is_symlink(), (tmp_path / "file").read_bytes()) == (True, b"whole")


@unix
@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("missing/file", "it is a link to nowhere"),
        ("folder", "it is not a file that can be replaced"),
        ("pipe", "it is not a file that can be replaced"),
        ("link", "Too many levels of symbolic links"),
    ],
)
def test_a_link_that_leads_to_no_file_is_refused_and_stays(tmp_path: Path, to: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    link = tmp_path / "link"
    link.symlink_to(to)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OSError, match=says) as refused:
        atomic.write(link, b"", replace=True)
    assert refused.value.filename == str(link)
    assert (link.readlink(), sorted(tmp_path.iterdir())) == (Path(to), before)


@unix
@pytest.mark.parametrize("name", ["folder", "pipe"])
def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file that can be replaced"):
        atomic.write(tmp_path / name, b"", replace=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    atomic.write(path, b"whole")
    assert path.read_bytes() == b"whole"


@unix
def test_a_private_file_and_new_folders_are_their_owner_s_alone(tmp_path: Path, umask: None) -> None:
    atomic.make_folder(tmp_path / "a" / "b")
    atomic.write(tmp_path / "a" / "b" / "file", b"")
    assert [mode(tmp_path / "a"), mode(tmp_path / "a" / "b"), mode(tmp_path / "a" / "b" / "file")] == [
        0o700,
        0o700,
        0o600,
    ]


@unix
def test_any_other_file_is_as_the_umask_has_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.write(tmp_path / "file", b"", private=False)
    finally:
        os.umask(before)
    assert mode(tmp_path / "file") == 0o640


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(NotADirectoryError, match="a file where a folder should be"):
        atomic.make_folder(tmp_path / "a" / "b")
    atomic.make_folder(tmp_path)
