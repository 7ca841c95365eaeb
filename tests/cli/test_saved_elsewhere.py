"""A session that could not be logged in its place: where it is, and how it comes back."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.journal.disk import Disk


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch, home: Path) -> Callable[[], None]:
    """A disk on which the log is full after its first line; the call makes room."""
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    monkeypatch.setattr("hipcoach.live.environment.elsewhere", lambda: (Path(os.environ["HOME"]),))
    # The disk as it was, however often a test makes it full
    write, create, logs = Disk.write, Disk.create, set[int]()

    def created(disk: Disk, path: Path) -> int:
        fd = create(disk, path)
        (logs.add if path.is_relative_to(home / "log") else logs.discard)(fd)
        return fd

    def written(disk: Disk, fd: int, data: bytes) -> int:
        if fd in logs and b'"t":"start"' not in data:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(disk, fd, data)

    monkeypatch.setattr(Disk, "create", created)
    monkeypatch.setattr(Disk, "write", written)

    def room() -> None:
        monkeypatch.setattr(Disk, "write", write)
        monkeypatch.setattr(Disk, "create", create)

    return room


def saved() -> Path:
    [copy] = Path(os.environ["HOME"]).glob("hipcoach-*.jsonl")
    return copy


@pytest.mark.parametrize("command", [("log",), ("play", "--resume"), ("play", "release", "--json")])
def test_the_next_start_brings_it_back_and_offers_nothing(
    run: Callable, type_at: Callable, short: Path, home: Path, full_disk: Callable, command: tuple[str, ...]
) -> None:
    ran = type_at([short])
    copy = saved()
    assert f"Logged in {copy} instead. hipcoach puts it into the log by itself when it next starts" in ran.err
    [stump] = home.glob("log/*/*.jsonl")
    assert b'"t":"end"' not in stump.read_bytes()

    full_disk()
    ran = run(*command) if command[0] == "log" else type_at([*command[1:]])

    assert f"The session that was saved in {copy} is in the log now: {stump}" in ran.err
    assert not copy.exists()
    assert b'"outcome":"completed"' in stump.read_bytes()
    assert "Left open" not in ran.err
    assert ran.status == (2 if "--resume" in command else 0), "there is nothing to go on with"
    if command[0] == "log":
        assert "A minute: completed" in ran.out


def test_a_command_puts_it_there_too(
    run: Callable, type_at: Callable, short: Path, home: Path, full_disk: Callable
) -> None:
    type_at([short])
    mine = saved().rename(home / "mine.jsonl")
    full_disk()

    ran = run("log", "--take", mine)

    [stump] = home.glob("log/*/*.jsonl")
    assert (ran.status, ran.out) == (0, f"{mine} is in the log now: {stump}\n")
    assert run("log", "--take", mine).out == f"{mine} is in the log already: {stump}\n"
    assert "A minute: completed" in run("log").out
    ran = run("log", "--take", home / "config.toml")
    assert (ran.status, "No such file" in ran.err) == (2, True)
    ran = run("log", "--take", short)
    assert (ran.status, "is not the log of a session" in ran.err) == (2, True)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not say where open files are")
def test_a_renamed_home_is_named_as_it_is_called_now(
    type_at: Callable, short: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = home.with_name("moved")
    sync, times = Disk.sync, iter(range(1000))

    def synced(disk: Disk, fd: int) -> None:
        sync(disk, fd)
        if next(times) == 0:
            home.rename(moved)

    monkeypatch.setattr(Disk, "sync", synced)

    ran = type_at([short])

    [log] = moved.glob("log/*/*.jsonl")
    assert f"Logged in {log}\n" in ran.err
    assert b'"outcome":"completed"' in log.read_bytes()
    assert not home.exists()
