"""A log that could not be written and was saved elsewhere comes back, and what stood in its place gives way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING, PATIENCE, LoggedSession, played

from hipcoach import atomic
from hipcoach.engine.player import Player
from hipcoach.journal.disk import Disk, InUse, append
from hipcoach.journal.files import paths
from hipcoach.journal.fold import read
from hipcoach.journal.history import sessions
from hipcoach.journal.journal import Journal
from hipcoach.journal.rescue import BEFORE, NotTaken, bring_back, put_into_log
from hipcoach.journal.resume import find

LATER = MORNING + timedelta(minutes=30)


class Filling(Disk):
    """A disk that is full from some time on, but for what is saved elsewhere; part of a line still goes in."""

    def __init__(self, log: Path) -> None:
        self.full = False
        self._log = log
        self._fds: set[int] = set()

    def create(self, path: Path) -> int:
        if self.full and path.is_relative_to(self._log):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        fd = super().create(path)
        if path.is_relative_to(self._log):
            self._fds.add(fd)
        return fd

    def write(self, fd: int, data: bytes) -> int:
        if self.full and fd in self._fds:
            return super().write(fd, data[:7])
        return super().write(fd, data)

    def close(self, fd: int) -> None:
        self._fds.discard(fd)
        super().close(fd)

    def truncate(self, fd: int, length: int) -> None:
        if self.full:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().truncate(fd, length)


class Elsewhere:
    """A session whose disk was full from some second on, saved elsewhere at its end."""

    def __init__(self, folder: Path, full_after: float, close: bool = True) -> None:
        self.log, self.home = folder / "log", folder / "person"
        self.home.mkdir()
        disk = Filling(self.log)
        self.logged = LoggedSession(self.log, disk=disk)
        disk.full = full_after <= 0
        self.logged.start()
        self.logged.play(max(full_after, 0.1))
        if full_after > 0:
            self.logged.settle()
        disk.full = True
        self.logged.play()
        assert "could not be written" in self.logged.told.get(timeout=PATIENCE)
        assert self.logged.journal.path is not None
        self.place = self.logged.journal.path
        self.copy = self.home / f"{BEFORE}{self.place.name}"
        self.logged.journal.save_copy(self.copy)
        self.logged.journal.checkout(pain=3)
        if close:
            assert self.logged.journal.close(PATIENCE)
            self.logged.journal.let_go_of_copy()
        self.told: list[str] = []

    def bring_back(self, host: str = HOST, *, disk: Disk | None = None) -> frozenset[Path]:
        return bring_back(self.log, host, [self.home], self.told.append, disk)


@pytest.mark.parametrize("full_after", [0.0, 6.0, 14.0, 20.0])
def test_it_comes_back_by_itself_and_the_stump_gives_way(tmp_path: Path, full_after: float) -> None:
    # Given a stump in the log that would be gone on with, or an empty file, or none
    it = Elsewhere(tmp_path, full_after)
    whole = it.copy.read_bytes()
    assert (find(it.log, HOST, LATER) is not None) == (full_after > 0)

    assert it.bring_back() == frozenset()

    assert it.place.read_bytes() == whole
    assert [read(path).ending for path in paths(it.log)] == ["completed"]
    assert find(it.log, HOST, LATER) is None
    assert list(it.home.iterdir()) == []
    assert it.told == [f"The session that was saved in {it.copy} is in the log now: {it.place}"]
    # And once is enough
    assert it.bring_back() == frozenset()
    assert len(it.told) == 1


@pytest.mark.parametrize("stump", [b"", b'{"t":"start","v":1,"sess', b"\0" * 4096])
def test_a_stump_without_one_whole_line_is_no_session(tmp_path: Path, stump: bytes) -> None:
    path = played(tmp_path / "log")
    path.with_name("20261122T060211Z-release-abcd.jsonl").write_bytes(stump)

    assert [one.path for one in sessions(tmp_path / "log", refused=pytest.fail)] == [path]
    assert find(tmp_path / "log", HOST, MORNING + timedelta(days=1)) is None


def test_on_a_full_disk_the_copy_stays_and_the_stump_is_not_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = Elsewhere(tmp_path, 14)
    stump, whole = it.place.read_bytes(), it.copy.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("hipcoach.atomic.write", full)
        waiting = it.bring_back()

    assert waiting == {it.place}
    assert it.told == [f"{it.copy} cannot be put into the log yet: {it.place}: No space left on device"]
    assert (it.place.read_bytes(), it.copy.read_bytes()) == (stump, whole)
    assert find(it.log, HOST, LATER, without=waiting) is None
    assert find(it.log, HOST, LATER) is not None
    # Until there is room
    assert it.bring_back() == frozenset()
    assert read(it.place).ending == "completed"


def test_a_kill_in_between_loses_nothing(tmp_path: Path) -> None:
    # Given that it was killed after the log was written, before the copy was taken away
    it = Elsewhere(tmp_path, 14)
    it.place.write_bytes(it.copy.read_bytes())
    assert it.bring_back() == frozenset()
    assert (list(it.home.iterdir()), it.told) == ([], [])
    assert read(it.place).ending == "completed"


def test_while_its_session_is_at_its_end_it_stays(tmp_path: Path) -> None:
    it = Elsewhere(tmp_path, 14, close=False)
    assert it.bring_back() == frozenset()
    assert it.copy.exists()
    assert read(it.place).ending != "completed"
    it.logged.journal.close(PATIENCE)
    it.logged.journal.let_go_of_copy()
    it.bring_back()
    assert read(it.place).ending == "completed"


def test_a_stump_that_somebody_is_at_stays_and_is_not_offered(tmp_path: Path) -> None:
    it = Elsewhere(tmp_path, 14)
    left = find(it.log, HOST, LATER)
    assert left is not None
    journal = Journal.resume(left, wall=lambda: LATER, report=pytest.fail)
    before = it.place.read_bytes()
    assert it.bring_back() == {it.place}
    assert (it.place.read_bytes()[: len(before) - 400], it.copy.exists()) == (before[:-400], True)
    journal.close(PATIENCE)


def test_a_stump_that_somebody_has_taken_but_not_written_to_yet_stays(tmp_path: Path) -> None:
    it = Elsewhere(tmp_path, 14)
    stump, disk = it.place.read_bytes(), Disk()
    fd = disk.open(it.place)
    assert disk.lock(fd)

    assert it.bring_back() == {it.place}

    assert (it.place.read_bytes(), it.copy.exists(), it.told) == (stump, True, [])
    disk.close(fd)
    assert it.bring_back() == frozenset()


def test_while_a_log_takes_its_place_nobody_can_go_on_with_the_stump(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who wants to go on with the stump at the moment in which the log is written over it
    it = Elsewhere(tmp_path, 14)
    stump, whole, write, refused = it.place.read_bytes(), it.copy.read_bytes(), atomic.write, list[Path]()

    def meanwhile(path: Path, data: bytes, *, replace: bool) -> None:
        with pytest.raises(InUse):
            append(Disk(), path, len(stump), len(stump), b"{}\n")
        refused.append(path)
        write(path, data, replace=replace)

    monkeypatch.setattr(atomic, "write", meanwhile)
    assert it.bring_back() == frozenset()
    assert refused == [it.place]
    assert it.place.read_bytes() == whole


@pytest.mark.parametrize("which", ["copy", "place"])
def test_two_courses_of_one_session_both_stay_until_one_is_deleted(tmp_path: Path, which: str) -> None:
    # Given a stump that was gone on with somewhere where the copy was not to be seen
    it = Elsewhere(tmp_path, 14)
    deleted: Path = getattr(it, which)
    left = find(it.log, HOST, LATER)
    assert left is not None
    journal = Journal.resume(left, wall=lambda: LATER, report=pytest.fail)
    logged = LoggedSession(it.log, journal=journal, player=left.player(), begins=LATER)
    logged.do(Player.resume)
    logged.play()
    there, whole = logged.close().read_bytes(), it.copy.read_bytes()

    assert it.bring_back() == {it.place}

    assert (it.place.read_bytes(), it.copy.read_bytes()) == (there, whole)
    assert it.told == [
        f"Two files say different things about Release: completed until 2026-11-21 07:32 in {it.place}, "
        f"completed until 2026-11-21 07:02 in {it.copy}. Both stay as they are. Delete the one you do not want; "
        "if that is the one in the log, the other takes its place when hipcoach starts again."
    ]
    with pytest.raises(NotTaken, match=r"Delete the one .* the same command puts the other in its place\.$"):
        put_into_log(it.copy, it.log)
    # And either is a way out
    deleted.unlink()
    assert it.bring_back() == frozenset()
    assert it.place.read_bytes() == (there if deleted == it.copy else whole)
    it.told.clear()
    assert (it.bring_back(), it.copy.exists(), it.told) == (frozenset(), False, [])


def test_a_log_that_was_written_after_all_stays_with_all_that_came_later(tmp_path: Path) -> None:
    it = Elsewhere(tmp_path, 14)
    fuller = (
        it.copy.read_bytes() + b'{"t":"checkout","at":"2026-11-21T07:10:00+01:00","pain":1,"effort":{},"note":""}\n'
    )
    it.place.write_bytes(fuller)
    it.bring_back()
    assert it.place.read_bytes() == fuller
    assert not it.copy.exists()


def _by_others(it: Elsewhere) -> None:
    it.copy.chmod(0o644)


def _a_link(it: Elsewhere) -> None:
    it.copy.rename(it.home / "away")
    it.copy.symlink_to(it.home / "away")


def _a_pipe(it: Elsewhere) -> None:
    it.copy.unlink()
    os.mkfifo(it.copy)


def _garbage(it: Elsewhere) -> None:
    it.copy.write_bytes(b"\0garbage\xff\n")


def _renamed(it: Elsewhere) -> None:
    it.copy.rename(it.home / it.place.name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="modes and pipes are those of Unix")
@pytest.mark.parametrize("change", [_by_others, _a_link, _a_pipe, _garbage, _renamed])
def test_what_this_installation_did_not_save_there_stays(tmp_path: Path, change: Callable[[Elsewhere], None]) -> None:
    it = Elsewhere(tmp_path, 14)
    change(it)
    before = sorted(path.name for path in it.home.iterdir())
    stump = it.place.read_bytes()

    assert it.bring_back() == frozenset()

    assert sorted(path.name for path in it.home.iterdir()) == before
    assert (it.place.read_bytes(), it.told) == (stump, [])


def test_the_copy_of_another_installation_stays(tmp_path: Path) -> None:
    it = Elsewhere(tmp_path, 14)
    assert it.bring_back("2" * 32) == frozenset()
    assert it.copy.exists()


def test_any_file_is_put_into_the_log_by_command_and_stays(tmp_path: Path) -> None:
    it = Elsewhere(tmp_path, 14)
    mine = it.copy.rename(it.home / "mine.jsonl")
    taken = put_into_log(mine, it.log)
    assert (taken.path, taken.fresh, read(it.place).ending) == (it.place, True, "completed")
    assert mine.exists()
    assert not put_into_log(mine, it.log).fresh


@pytest.mark.parametrize("data", [b"", b"nothing\n", b'{"t":"set"}\n', b'{"t":"start","v":9}\n'])
def test_what_is_no_log_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(data)
    with pytest.raises(NotTaken, match=r"is not the log of a session|newer hipcoach"):
        put_into_log(path, tmp_path / "log")
    assert not (tmp_path / "log").exists()


# -- where the log is --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not say where open files are")
def test_a_home_that_is_renamed_under_way_takes_the_log_with_it(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "home" / "log")
    logged.start()
    logged.play(12)
    logged.settle()
    (tmp_path / "home").rename(tmp_path / "moved")
    logged.play()
    assert logged.journal.close(PATIENCE) == ()
    found = logged.journal.whereabouts
    assert found is not None
    assert found.is_relative_to(tmp_path / "moved")
    assert read(found).ending == "completed"


def test_a_file_that_cannot_be_found_any_more_is_not_named(tmp_path: Path) -> None:
    class Blind(Disk):
        def whereabouts(self, fd: int, path: Path) -> Path | None:
            found = super().whereabouts(fd, path)
            return found if found == path else None

    logged = LoggedSession(tmp_path / "home" / "log", disk=Blind())
    logged.start()
    logged.settle()
    (tmp_path / "home").rename(tmp_path / "moved")
    logged.play()
    assert logged.journal.close(PATIENCE) == ()
    assert logged.journal.whereabouts is None
