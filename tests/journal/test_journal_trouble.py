"""A disk that fails: the session goes on, nothing is lost, and it is said once."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING, PATIENCE, SMALL, LoggedSession, ids, lines_of, played

from hipcoach.engine.events import Event
from hipcoach.engine.player import Player
from hipcoach.journal.disk import Disk, backoff
from hipcoach.journal.fold import read
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import find
from hipcoach.journal.writer import QueuedLine, Writer
from hipcoach.live.conductor import Conductor


class Failing(Disk):
    """A disk on which some things fail while `broken`."""

    def __init__(self, number: int, *operations: str, part: int = 0) -> None:
        self.number = number
        self.operations = operations
        self.part = part
        """How many bytes of a line a write that fails puts on the disk all the same."""
        self.broken = False
        self.tried: list[str] = []

    def _maybe(self, operation: str, path: Path | None = None) -> None:
        self.tried.append(operation)
        if self.broken and operation in self.operations:
            raise OSError(self.number, os.strerror(self.number), None if path is None else str(path))

    def create(self, path: Path) -> int:
        self._maybe("create", path)
        return super().create(path)

    def open(self, path: Path) -> int:
        self._maybe("open", path)
        return super().open(path)

    def write(self, fd: int, data: bytes) -> int:
        if self.broken and "write" in self.operations and self.part:
            os.write(fd, data[: self.part])
        self._maybe("write")
        return super().write(fd, data)

    def sync(self, fd: int) -> None:
        self._maybe("sync")
        super().sync(fd)

    def truncate(self, fd: int, length: int) -> None:
        self._maybe("truncate")
        super().truncate(fd, length)


class Short(Failing):
    """A disk that takes only part of a line, without a word."""

    def write(self, fd: int, data: bytes) -> int:
        return os.write(fd, data[:7]) if self.broken else super().write(fd, data)


def whole(tmp_path: Path) -> bytes:
    """What a healthy disk would have."""
    return played(tmp_path / "healthy").read_bytes()


CASES: list[tuple[str, Callable[[], Failing]]] = [
    ("No space left on device", lambda: Failing(errno.ENOSPC, "write")),
    ("No space left on device", lambda: Failing(errno.ENOSPC, "write", part=11)),
    ("Input/output error", lambda: Failing(errno.EIO, "sync")),
    ("Input/output error", lambda: Failing(errno.EIO, "write", "truncate", part=30)),
    ("Input/output error", lambda: Failing(errno.EIO, "write", "sync", "truncate", "open", part=30)),
    ("Read-only file system", lambda: Failing(errno.EROFS, "write", "sync", "truncate", "open")),
    ("only 7 of", lambda: Short(0)),
]


@pytest.mark.parametrize(("says", "disk_of"), CASES)
def test_what_failed_is_made_up_for(tmp_path: Path, says: str, disk_of: Callable[[], Failing]) -> None:
    # Given a disk that fails from the seventh second to the twenty-third
    disk = disk_of()
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.start()
    logged.play(7)
    logged.settle()
    assert logged.journal.path is not None
    before = logged.journal.path.read_bytes()
    disk.broken = True
    logged.play(16)
    # Then it is said once, the session goes on, and what was whole still is
    text = logged.told.get(timeout=PATIENCE)
    assert text.startswith(f"the log could not be written: {logged.journal.path}: {says}")
    assert logged.journal.trouble is not None
    assert logged.journal.path.read_bytes().startswith(before)
    assert [record.n for record in logged.player.records] == [1, 2]
    # When the disk works again
    disk.broken = False
    logged.journal.retry()
    assert logged.told.get(timeout=PATIENCE) == f"the log is being written again: {logged.journal.path}"
    assert logged.journal.trouble is None
    logged.play()
    path = logged.close()
    # Then the log is the one that it would have been, but for places that were overtaken
    healthy = played(tmp_path / "healthy")
    assert read(path).records == read(healthy).records
    assert read(path).unreadable == 0
    assert [line for line in lines_of(path) if line["t"] != "place"] == [
        line for line in lines_of(healthy) if line["t"] != "place"
    ]
    assert logged.told.empty()


@pytest.mark.parametrize("operation", ["write", "sync"])
@pytest.mark.parametrize("part", [0, 1, 40])
def test_a_line_that_failed_leaves_nothing_behind(tmp_path: Path, operation: str, part: int) -> None:
    disk = Failing(errno.ENOSPC, operation, part=part)
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.start()
    logged.settle()
    assert logged.journal.path is not None
    before = logged.journal.path.read_bytes()
    disk.broken = True
    logged.play(5)
    logged.told.get(timeout=PATIENCE)
    assert logged.journal.path.read_bytes() == before


def test_what_cannot_be_written_at_all_is_held_and_offered(tmp_path: Path) -> None:
    # Given a full disk
    disk = Failing(errno.ENOSPC, "create")
    disk.broken = True
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.journal.checkin(pain=1)
    logged.start()
    logged.play()
    logged.journal.checkout(pain=0, note="fine")
    # When the session is over
    unwritten = logged.journal.close(PATIENCE)
    # Then every line but overtaken places is there, and can be put elsewhere
    assert logged.journal.trouble is not None
    assert [line[6:9] for line in unwritten if '"t":"place"' not in line] == [
        "sta",
        "che",
        "set",
        "set",
        "set",
        "end",
        "che",
    ]
    elsewhere = tmp_path / "elsewhere" / "log.jsonl"
    disk.broken = False
    logged.journal.save_copy(elsewhere)
    folded = read(elsewhere)
    assert folded.ending == "completed"
    assert folded.records == logged.player.records
    assert folded.checkout is not None
    assert folded.checkout.note == "fine"
    with pytest.raises(FileExistsError):
        logged.journal.save_copy(elsewhere)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("fails", ["os.fsync", "os.dup"])
def test_a_copy_that_fails_leaves_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool, fails: str
) -> None:
    copy = tmp_path / "copies" / "copy.jsonl"
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.settle()
    if again:
        logged.journal.save_copy(copy)
    before = [path.read_bytes() for path in copy.parent.glob("*")]
    logged.play(12)
    logged.settle()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(fails, full)
        with pytest.raises(OSError, match="No space left"):
            logged.journal.save_copy(copy, replace=again)
    assert [path.read_bytes() for path in copy.parent.glob("*")] == before
    # And the next try has all of it
    logged.journal.save_copy(copy, replace=again)
    assert read(copy).records == logged.player.records
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.stat().st_mode & 0o077 == 0
    logged.close()


@pytest.mark.skipif(os.name == "nt", reason="there a file that is open keeps its name")
def test_a_copy_is_locked_before_it_can_be_found_and_until_it_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.jsonl"
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    free: list[bool] = []
    for name in ("hardlink_to", "replace"):
        named = getattr(Path, name)

        def seen(self: Path, other: Path, named: Callable[..., object] = named) -> object:
            result = named(self, other)
            free.append(Disk().free(copy))
            return result

        monkeypatch.setattr(Path, name, seen)
    logged.journal.save_copy(copy)
    logged.journal.save_copy(copy, replace=True)
    assert free == [False, False]
    assert not Disk().free(copy)
    logged.journal.let_go_of_copy()
    assert Disk().free(copy)
    logged.close()


def test_a_copy_has_what_was_written_too(tmp_path: Path) -> None:
    disk = Failing(errno.ENOSPC, "write")
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.start()
    logged.play(12)
    logged.settle()
    disk.broken = True
    logged.play()
    assert len(logged.journal.close(PATIENCE)) > 0
    disk.broken = False
    logged.journal.save_copy(tmp_path / "copy.jsonl")
    assert read(tmp_path / "copy.jsonl").records == logged.player.records


def test_a_disk_that_recovers_is_tried_once_more_at_the_end(tmp_path: Path) -> None:
    disk = Failing(errno.ENOSPC, "create")
    disk.broken = True
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.start()
    logged.play()
    logged.told.get(timeout=PATIENCE)
    disk.broken = False
    path = logged.close()
    assert read(path).ending == "completed"


def test_it_tries_again_by_itself(tmp_path: Path) -> None:
    waits: list[int] = []
    disk = Failing(errno.ENOSPC, "write")

    def retry(failures: int) -> float:
        waits.append(failures)
        if failures == 3:
            disk.broken = False
        return 0.0

    logged = LoggedSession(tmp_path / "log", disk=disk, retry=retry)
    disk.broken = True
    logged.start()
    assert "No space left" in logged.told.get(timeout=PATIENCE)
    assert "being written again" in logged.told.get(timeout=PATIENCE)
    logged.play()
    assert read(logged.close()).ending == "completed"
    assert waits == [1, 2, 3]


def test_patience_grows_up_to_half_a_minute() -> None:
    assert [backoff(failures) for failures in range(1, 8)] == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("not a folder", encoding="utf-8")
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    expected = f"the log could not be written: {tmp_path / 'log'}: there is a file where a folder should be"
    assert logged.told.get(timeout=PATIENCE) == expected
    logged.play()
    # When it is cleared away
    (tmp_path / "log").unlink()
    logged.journal.retry()
    assert "being written again" in logged.told.get(timeout=PATIENCE)
    assert read(logged.close()).ending == "completed"


def test_a_read_only_folder(tmp_path: Path) -> None:
    class ReadOnly(Disk):
        def create(self, path: Path) -> int:
            raise PermissionError(errno.EACCES, "Permission denied", str(path.parent))

    logged = LoggedSession(tmp_path / "log", disk=ReadOnly())
    logged.start()
    assert logged.told.get(timeout=PATIENCE) == f"the log could not be written: {tmp_path}/log/2026: Permission denied"
    logged.play()
    assert len(logged.journal.close(PATIENCE)) >= 5


def test_a_log_that_is_deleted_under_way_is_written_anew(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(12)
    logged.settle()
    assert logged.journal.path is not None
    logged.journal.path.unlink()
    logged.journal.path.parent.rmdir()
    logged.play(10)
    assert "the file was removed" in logged.told.get(timeout=PATIENCE)
    logged.journal.retry()
    assert "being written again" in logged.told.get(timeout=PATIENCE)
    logged.play()
    folded = read(logged.close())
    assert (folded.ending, len(folded.records), folded.unreadable) == ("completed", 3, 0)


def test_a_log_that_is_replaced_by_an_older_one_is_written_anew_beside_it(tmp_path: Path) -> None:
    disk = Failing(errno.EIO, "write", "truncate")
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.start()
    logged.play(12)
    logged.settle()
    first = logged.journal.path
    assert first is not None
    disk.broken = True
    logged.play(10)
    logged.told.get(timeout=PATIENCE)
    first.unlink()
    first.write_bytes(b"older\n")
    disk.broken = False
    logged.journal.retry()
    logged.told.get(timeout=PATIENCE)
    logged.play()
    assert logged.close() != first
    assert first.read_bytes() == b"older\n"
    assert logged.journal.path is not None
    assert len(read(logged.journal.path).records) == 3


def test_a_disk_that_hangs_holds_nobody_up(tmp_path: Path) -> None:
    go_on = threading.Event()

    class Hanging(Disk):
        def sync(self, fd: int) -> None:
            go_on.wait(PATIENCE)
            super().sync(fd)

    logged = LoggedSession(tmp_path / "log", disk=Hanging())
    logged.start()
    logged.play()
    assert logged.player.records
    assert len(logged.journal.close(0.0)) > 5
    go_on.set()
    assert logged.journal.close(PATIENCE) == ()
    assert logged.journal.path is not None
    assert read(logged.journal.path).ending == "completed"


def test_a_disk_that_takes_its_time_for_every_line_delays_no_cue(tmp_path: Path) -> None:
    # Given a disk that has synced nothing before the session is over
    over = threading.Event()

    class Slow(Disk):
        def sync(self, fd: int) -> None:
            assert over.wait(PATIENCE)
            super().sync(fd)

    class Cues:
        """What is heard, and when by the clock."""

        def __init__(self, logged: LoggedSession) -> None:
            self.heard: list[tuple[float, Event]] = []
            self._house = logged

        def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
            self.heard += [(self._house.now, event) for event in events]

    def cues(disk: Disk, log: Path) -> tuple[LoggedSession, list[tuple[float, Event]]]:
        logged = LoggedSession(log, disk=disk)
        listener = Cues(logged)
        logged.conductor = Conductor(
            logged.player, [logged.journal, listener], clock=lambda: logged.now, wall=logged.wall, report=pytest.fail
        )
        logged.start()
        logged.play()
        return logged, listener.heard

    slow, heard = cues(Slow(), tmp_path / "slow")
    assert slow.journal.unwritten()
    over.set()
    # Then each cue came at the same time as on a disk that takes no time, and nothing is lost
    healthy, expected = cues(Disk(), tmp_path / "healthy")
    assert heard == expected
    assert read(slow.close()).records == read(healthy.close()).records


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_really_read_only(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir(mode=0o500)
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    assert "Permission denied" in logged.told.get(timeout=PATIENCE)
    logged.play()
    logged.journal.save_copy(tmp_path / "copy.jsonl")
    assert read(tmp_path / "copy.jsonl").ending == "completed"
    logged.journal.close(PATIENCE)


def test_an_error_that_is_not_the_systems_loses_nothing_either(tmp_path: Path) -> None:
    class Odd(Failing):
        def write(self, fd: int, data: bytes) -> int:
            if self.broken:
                raise ValueError("odd")
            return super().write(fd, data)

    disk = Odd(0)
    logged = LoggedSession(tmp_path / "log", disk=disk)
    disk.broken = True
    logged.start()
    assert logged.told.get(timeout=PATIENCE) == f"the log could not be written: {logged.journal.path}: odd"
    disk.broken = False
    logged.play()
    assert read(logged.close()).ending == "completed"


def test_nobody_to_tell_is_no_reason_to_stop_writing(tmp_path: Path) -> None:
    disk = Failing(errno.ENOSPC, "write")
    logged = LoggedSession(tmp_path / "log", disk=disk)

    def gone(text: str) -> None:
        logged.told.put(text)
        raise RuntimeError("the app is gone")

    logged.journal._report = gone
    disk.broken = True
    logged.start()
    logged.told.get(timeout=PATIENCE)
    disk.broken = False
    logged.play()
    assert read(logged.close()).ending == "completed"


def test_places_do_not_pile_up_while_nothing_can_be_written(tmp_path: Path) -> None:
    disk = Failing(errno.ENOSPC, "create")
    disk.broken = True
    logged = LoggedSession(tmp_path / "log", disk=disk)
    logged.start()
    logged.told.get(timeout=PATIENCE)
    logged.play()
    unwritten = logged.journal.unwritten()
    assert len(unwritten) <= 1 + 2 * 4 + 2
    logged.journal.close(PATIENCE)


def test_while_nothing_can_be_written_only_a_place_takes_the_place_of_a_place(tmp_path: Path) -> None:
    disk, failed = Failing(errno.ENOSPC, "create"), threading.Event()
    disk.broken = True
    writer = Writer(disk, repeat(tmp_path / "log.jsonl"), report=lambda text: failed.set(), retry=lambda failures: None)
    writer.put([QueuedLine(b"start\n")])
    assert failed.wait(PATIENCE)

    writer.put([QueuedLine(b"place 1\n", passing=True), QueuedLine(b"place 2\n", passing=True), QueuedLine(b"pain\n")])

    assert writer.unwritten() == ("start", "place 2", "pain")
    writer.close(PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks in another way")
def test_where_files_cannot_be_locked_a_session_is_logged_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(fd: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", no_locks)
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(9)
    logged.settle()
    logged.journal.close(PATIENCE)

    left = find(tmp_path / "log", HOST, MORNING + timedelta(minutes=1))
    assert left is not None, "what was left open can be gone on with, too"
    assert Journal.resume(left, wall=logged.wall, report=pytest.fail).close(PATIENCE) == ()


def test_the_lines_of_a_healthy_disk_are_synced_one_write_each(tmp_path: Path) -> None:
    disk = Failing(0)
    logged = LoggedSession(tmp_path / "log", session=SMALL, disk=disk, new_id=ids())
    logged.start()
    logged.play()
    lines = logged.close().read_bytes().count(b"\n")
    assert disk.tried.count("write") == lines
    assert disk.tried[-1] == "sync"
