"""All the sessions there are, who began them, and what was chosen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from journal_builders import MORNING, PATIENCE, LoggedSession, ids, lines_of, played
from msgspec.structs import replace

from hipcoach.engine.choices import Choices
from hipcoach.engine.player import Player
from hipcoach.engine.records import How
from hipcoach.journal.disk import Disk
from hipcoach.journal.files import number, paths
from hipcoach.journal.habits import began_last, last_choices
from hipcoach.journal.history import glances, newest_of, sessions
from hipcoach.journal.install import install_id
from hipcoach.journal.report import in_words
from hipcoach.session.model import Dose, Side

NOW = MORNING + timedelta(days=60)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Four sessions over a new year, the last one broken off at once."""
    log = tmp_path / "log"
    for days in (0, 1, 45):
        played(log, begins=MORNING + timedelta(days=days), choices=Choices(dose=Dose.MIDDLE))
    logged = LoggedSession(log, begins=MORNING + timedelta(days=50), choices=Choices(dose=Dose.HIGH))
    logged.start()
    logged.close()
    return log


def test_newest_first_and_oldest_first(log: Path) -> None:
    days = [(folded.began - MORNING).days for folded in sessions(log, refused=pytest.fail) if folded.began]
    assert days == [50, 45, 1, 0]
    oldest_first = sessions(log, refused=pytest.fail, oldest_first=True)
    assert [(folded.began - MORNING).days for folded in oldest_first if folded.began] == [0, 1, 45, 50]
    assert [glanced.ending for glanced in glances(log, refused=pytest.fail)] == ["interrupted", *["completed"] * 3]


def test_those_since_a_day(log: Path) -> None:
    since = MORNING + timedelta(days=1)
    assert len(list(sessions(log, refused=pytest.fail, since=since))) == 3
    assert len(list(sessions(log, refused=pytest.fail, since=since, oldest_first=True))) == 3
    assert len(list(glances(log, refused=pytest.fail, since=since + timedelta(seconds=1)))) == 2


def test_only_as_many_are_read_as_are_asked_for(log: Path) -> None:
    # Given that all but the newest two would be refused
    for path in list(paths(log))[2:]:
        path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":9', 1))
    several = sessions(log, refused=pytest.fail)
    assert [next(several).ending, next(several).ending] == ["interrupted", "completed"]


def test_of_each_session_file_only_the_newest_log_is_read(log: Path) -> None:
    # Given that every log but the newest of a file would be refused
    for path in list(paths(log))[1:]:
        path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":9', 1))
    found = newest_of(["release.yaml", "strengthen.yaml"], log, refused=pytest.fail, until=NOW)
    assert {file: one.began for file, (one,) in found.items()} == {"release.yaml": MORNING + timedelta(days=50)}


def test_of_each_session_file_as_many_logs_are_read_as_asked_for_newest_first(log: Path) -> None:
    # Given that every log but the newest two of a file would be refused
    for path in list(paths(log))[2:]:
        path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":9', 1))
    found = newest_of(["release.yaml"], log, refused=pytest.fail, most=2)
    assert [(one.began - MORNING).days for one in found["release.yaml"] if one.began] == [50, 45]


def test_two_session_files_whose_logs_are_named_alike_are_told_apart(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for days, file in enumerate(("My hips.yaml", "my-hips.yaml", "my-hips.yaml")):
        logged = LoggedSession(log, begins=MORNING + timedelta(days=days))
        logged.journal._facts = replace(logged.journal._facts, file=file)
        logged.start()
        logged.close()
    found = newest_of(["My hips.yaml", "my-hips.yaml"], log, refused=pytest.fail)
    assert {file: (one.began - MORNING).days for file, (one,) in found.items() if one.began} == {
        "My hips.yaml": 0,
        "my-hips.yaml": 2,
    }


def test_the_sessions_are_counted_without_the_empty_ones(log: Path, tmp_path: Path) -> None:
    next(paths(log)).write_bytes(b"")
    (log / "2026" / "notes.txt").write_text("no session", encoding="utf-8")
    assert (number(log), number(tmp_path / "nowhere")) == (3, 0)


def test_what_cannot_be_read_is_said_and_passed_over(log: Path) -> None:
    newest, *_, oldest = paths(log)
    newest.write_bytes(newest.read_bytes().replace(b'"v":1', b'"v":9', 1))
    oldest.unlink()
    oldest.mkdir()
    refused: list[str] = []
    assert len(list(sessions(log, refused=refused.append))) == 2
    assert refused == [
        f"{newest}: written by a newer hipcoach (format 9; this one reads 1)",
        f"{oldest}: cannot be read: this is a folder",
    ]


def test_copies_notes_and_strange_folders_are_no_sessions(log: Path) -> None:
    first = next(paths(log))
    for name in (
        "notes.txt",
        first.name + ".bak",
        first.stem + " (conflicted copy).jsonl",
        first.stem + ".sync-conflict-20261121-070211-ABCDEFG.jsonl",
    ):
        (first.parent / name).write_bytes(first.read_bytes())
    (log / "old").mkdir()
    (log / "2025").write_text("a file", encoding="utf-8")
    assert len(list(paths(log))) == 4


def test_no_log_is_no_sessions(tmp_path: Path) -> None:
    assert list(sessions(tmp_path / "log", refused=pytest.fail)) == []
    assert last_choices(tmp_path / "log", NOW) is None
    assert began_last(tmp_path / "log", NOW) is None


def test_the_choices_of_the_newest_session(log: Path) -> None:
    chosen = last_choices(log, NOW)
    assert chosen is not None
    assert chosen.dose is Dose.HIGH


def test_with_an_unreadable_first_line_the_session_before_decides(log: Path) -> None:
    newest, second, third, _ = paths(log)
    newest.write_bytes(b'{"t":"start", torn')
    second.write_bytes(second.read_bytes().replace(b'"v":1', b'"v":9', 1))
    third.unlink()
    third.mkdir()
    chosen = last_choices(log, NOW)
    assert chosen is not None
    assert chosen.dose is Dose.MIDDLE


def test_the_side_that_began_is_the_one_that_was_worked_first(tmp_path: Path) -> None:
    log = tmp_path / "log"
    played(log, choices=Choices(first=Side.RIGHT))
    assert began_last(log, NOW) is Side.RIGHT
    played(log, begins=MORNING + timedelta(days=1), choices=Choices(first=Side.LEFT))
    assert began_last(log, NOW) is Side.LEFT
    # A session in which nothing was done changes nothing
    logged = LoggedSession(log, begins=MORNING + timedelta(days=2), choices=Choices(first=Side.RIGHT))
    logged.start()
    logged.play(2)
    logged.do(Player.stop)
    logged.close()
    assert began_last(log, NOW) is Side.LEFT
    assert began_last(log, NOW, "release.yaml") is Side.LEFT
    assert began_last(log, NOW, "strengthen.yaml") is None


def test_a_session_in_words(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(17)
    logged.do(Player.stop)
    logged.journal.checkout(note="tired\x1b[2J\nleft hip")
    logged.close()
    (folded,) = sessions(tmp_path / "log", refused=pytest.fail)
    assert in_words(folded) == (
        "2026-11-21 07:02  Release: done in part, 9 s of work, 1 of 3 sets  [abc00000]",
        "  Figure-four stretch, left: 1 of 1 sets of 6 s (6)",
        "  Figure-four stretch, right: 0 of 1 sets of 6 s (3 given up)",
        "  Clamshell, right: 0 of 1 sets",
        "  tired\ufffd[2J / left hip",
    )


def test_a_set_given_up_reads_back_so_and_as_short_to_older_readers(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(17)
    logged.do(Player.stop)
    logged.close()
    (folded,) = sessions(tmp_path / "log", refused=pytest.fail)
    assert [record.how for record in folded.records] == [How.DONE, How.GIVEN_UP]
    whole, given_up = (line for line in lines_of(folded.path) if line["t"] == "set")
    assert (whole["how"], "given_up" in whole) == ("done", False)
    assert (given_up["how"], given_up["given_up"]) == ("short", True)


def test_an_install_keeps_its_id(tmp_path: Path) -> None:
    path = tmp_path / "data" / "install-id"
    new_id = ids()
    first = install_id(path, new_id=new_id)
    assert first == install_id(path, new_id=new_id)
    assert len(first) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"\0" * 32, b"abc\n", b"\xff" * 32])
def test_a_damaged_id_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "install-id"
    path.write_bytes(content)
    first = install_id(path)
    assert first == install_id(path)
    assert len(first) == 32


def test_an_id_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    class Full(Disk):
        def create(self, path: Path) -> int:
            raise OSError("full")

    assert len(install_id(tmp_path / "install-id", disk=Full())) == 32
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert len(install_id(tmp_path / "file" / "install-id")) == 32


def test_reading_history_loads_nothing_heavy() -> None:
    code = (
        "import sys, json, hipcoach.journal.history, hipcoach.journal.report, hipcoach.journal.export;"
        "print(json.dumps([m for m in ('textual','rich','playsound3','platformdirs','yaml','csv','hashlib')"
        " if m in sys.modules]))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert json.loads(out) == []


def test_closing_twice_and_early(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.retry()
    assert logged.journal.unwritten() == ()
    assert logged.journal.trouble is None
    logged.start()
    close: Callable[[float], tuple[str, ...]] = logged.journal.close
    assert (close(PATIENCE), close(PATIENCE)) == ((), ())
    # What comes after is not written, and that can be seen
    logged.play(6)
    assert len(logged.journal.unwritten()) == 1
