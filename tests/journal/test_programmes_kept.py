"""What is kept of a programme: begun with its phases as they were, through kills, damage and other installations."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from effort import cases, tries
from hypothesis import given
from hypothesis import strategies as st
from journal_builders import HOST, MORNING
from programme_builders import BUILD, LET_GO, TWELVE, entry, phase, programme

from hipcoach.advice.programmes import (
    AcceptedFile,
    AcceptedWeek,
    BegunProgramme,
    EnteredPhase,
    PausedProgramme,
    ResumedProgramme,
)
from hipcoach.journal.disk import Disk
from hipcoach.journal.person import AffectedLine, keep, person
from hipcoach.journal.programmes import (
    ProgrammeLine,
    begins,
    begun,
    counts,
    ends,
    enters,
    followed,
    follows,
    keep_programme,
    pauses,
    resumes,
)
from hipcoach.session.model import Affected, Dose, Range

OTHER = "2" * 32
LATER = MORNING + timedelta(days=30)
SHA = "a" * 64
HARD = phase(
    "Sí, señor",
    Range(4, 6),
    entry("full", 2, 3, dose=Dose.HIGH, apart=2, modifications=(("clamshell", "band"), ("clamshell", "pause"))),
)


def at(days: float) -> datetime:
    return MORNING + timedelta(days=days)


def file(log: Path, install: str = HOST) -> Path:
    return log / "person" / f"{install}.jsonl"


def say(log: Path, *lines: ProgrammeLine, install: str = HOST) -> None:
    for line in lines:
        keep_programme(log, install, line)


TEST = begins(at(0), "test", SHA, programme())


def test_a_programme_is_kept_with_its_phases_as_they_were(tmp_path: Path) -> None:
    say(tmp_path, begins(at(0), "own", SHA, programme(*TWELVE, HARD, title="Own")))
    assert begun(tmp_path, LATER) == BegunProgramme("own", "Own", SHA, (*TWELVE, HARD), at(0).date())


def test_everything_that_was_said_of_it_is_known(tmp_path: Path) -> None:
    say(tmp_path, TEST, pauses(at(1), "test"), resumes(at(2), "test"), enters(at(3), "test", 1))
    say(tmp_path, counts(at(4), "test", at(1).date()), follows(at(5), "test", "b" * 64, programme(BUILD, title="New")))
    found = begun(tmp_path, LATER)
    assert found is not None
    assert found.changes == (
        PausedProgramme(at(1).date()),
        ResumedProgramme(at(2).date()),
        EnteredPhase(at(3).date(), 1),
        AcceptedWeek(at(4).date(), at(1).date()),
        AcceptedFile(at(5).date(), "b" * 64, "New", (BUILD,)),
    )
    assert (found.latest.title, found.paused) == ("New", None)


def test_a_programme_ends_by_a_line_or_with_the_next_one(tmp_path: Path) -> None:
    say(tmp_path, TEST, begins(at(3), "own", SHA, programme(LET_GO)), ends(at(9), "own"))
    assert begun(tmp_path, LATER) is None
    assert [(one.name, one.on, one.ended) for one in followed(tmp_path, LATER)] == [
        ("test", at(0).date(), at(3).date()),
        ("own", at(3).date(), at(9).date()),
    ]


def test_the_latest_line_counts_on_whatever_installation(tmp_path: Path) -> None:
    say(tmp_path, TEST, pauses(at(4), "test"))
    say(tmp_path, begins(at(2), "own", SHA, programme(LET_GO)), install=OTHER)
    # What was said of another programme than the one that is followed says nothing.
    found = begun(tmp_path, LATER)
    assert found is not None
    assert (found.name, found.paused) == ("own", None)


def test_a_line_can_be_read_by_anyone(tmp_path: Path) -> None:
    say(tmp_path, begins(at(0), "own", SHA, programme(HARD, title="Own")), enters(at(1), "own", 2))
    first, second = map(json.loads, file(tmp_path).read_text(encoding="utf-8").splitlines())
    assert list(first)[:6] == ["t", "at", "what", "name", "sha256", "title"]
    (told,) = first["phases"]
    assert (told["name"], told["weeks"]) == ("Sí, señor", [4, 6])
    assert told["each_week"][0]["times"] == [2, 3]
    when = "2026-11-22T07:02:11+01:00"
    assert second == {"t": "programme", "at": when, "what": "accept", "name": "own", "phase": 2}


def test_it_stands_beside_what_else_the_person_has_said(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT),))
    say(tmp_path, TEST)
    assert person(tmp_path, LATER).affected is Affected.LEFT
    assert begun(tmp_path, LATER) is not None


def test_what_a_clock_ahead_has_written_waits_for_its_time(tmp_path: Path) -> None:
    say(tmp_path, TEST, ends(at(400), "test"))
    assert begun(tmp_path, LATER) is not None
    assert begun(tmp_path, at(401)) is None


def test_a_later_date_from_travel_is_today(tmp_path: Path) -> None:
    # Given a programme begun in Auckland, where it is tomorrow already
    begun_at = at(0).astimezone(timezone(timedelta(hours=13)))
    now = at(0.01).astimezone(timezone(timedelta(hours=-8)))
    assert begun_at.date() > now.date()
    say(tmp_path, begins(begun_at, "test", SHA, programme()), pauses(begun_at, "test"))

    found = begun(tmp_path, now)

    assert found is not None
    assert (found.on, found.paused) == (now.date(), now.date())


WHEN = '"at":"2026-11-22T07:02:11+01:00"'
ONE_WEEK = '{"name":"x","weeks":[1,1],"each_week":[]}'


@pytest.mark.parametrize(
    "damage",
    [
        f'{{"t":"programme",{WHEN},"what":"end","na',
        "\0\0\0\0",
        f'{{"t":"programme",{WHEN},"what":"leave","name":"test"}}\n',
        '{"t":"programme","at":"2026-11-22T07:02:11","what":"end","name":"test"}\n',
        f'{{"t":"programme",{WHEN},"what":"begin","name":"test","phases":[]}}\n',
        f'{{"t":"programme",{WHEN},"what":"begin","name":"test"}}\n',
        f'{{"t":"programme",{WHEN},"what":"begin","name":"test","phases":[{{"name":"x"}}]}}\n',
        # Numbers with which no calendar can calculate.
        f'{{"t":"programme",{WHEN},"what":"begin","name":"test","phases":[{ONE_WEEK.replace("1,1", "0,0")}]}}\n',
        f'{{"t":"programme",{WHEN},"what":"begin","name":"test","phases":[{ONE_WEEK.replace("1,1", "9,9999999")}]}}\n',
        f'{{"t":"programme",{WHEN},"what":"accept","name":"test"}}\n',
        f'{{"t":"programme",{WHEN},"what":"accept","name":"test","phase":1,"week":"2026-11-22"}}\n',
        f'{{"t":"programme",{WHEN},"what":"accept","name":"test","week":"0001-01-01"}}\n',
        f'{{"t":"programme",{WHEN},"what":"accept","name":"test","phase":-1}}\n',
        "[" * 9000 + "\n",
    ],
)
def test_a_damaged_line_costs_only_itself(tmp_path: Path, damage: str) -> None:
    say(tmp_path, TEST)
    with file(tmp_path).open("ab") as out:
        out.write(damage.encode())
    assert begun(tmp_path, LATER) == BegunProgramme("test", "Test", SHA, TWELVE, at(0).date())

    say(tmp_path, pauses(at(2), "test"))

    found = begun(tmp_path, LATER)
    assert found is not None
    assert found.changes == (PausedProgramme(at(2).date()),)


def test_every_beginning_of_the_file_can_be_read_and_written_on(tmp_path: Path) -> None:
    say(tmp_path, begins(at(0), "test", SHA, programme(LET_GO)), pauses(at(1), "test"))
    whole = file(tmp_path).read_bytes()
    first = whole.index(b"\n")
    for end in {*range(0, len(whole), 7), first - 1, first, first + 1, len(whole) - 1}:
        file(tmp_path).write_bytes(whole[:end])
        found = begun(tmp_path, LATER)
        # A last line that lacks only its line end is complete.
        assert (found is not None) == (end >= first)
        assert (found is not None and found.paused is not None) == (end == len(whole) - 1)
        say(tmp_path, begins(at(2), "own", SHA, programme(BUILD)))
        found = begun(tmp_path, LATER)
        assert found is not None
        assert found.name == "own"


def test_each_line_is_one_write_that_is_synced(tmp_path: Path) -> None:
    told: list[str] = []

    class Watched(Disk):
        def write(self, fd: int, data: bytes) -> int:
            told.append("write")
            return super().write(fd, data)

        def sync(self, fd: int) -> None:
            told.append("sync")
            super().sync(fd)

    keep_programme(tmp_path, HOST, TEST, Watched())
    assert told == ["write", "sync"]


def test_two_processes_may_write_their_first_lines_at_once(tmp_path: Path) -> None:
    class Slower(Disk):
        """Another process is faster to create the file."""

        def create(self, path: Path) -> int:
            say(tmp_path, TEST)
            return super().create(path)

    keep_programme(tmp_path, HOST, pauses(at(1), "test"), Slower())

    found = begun(tmp_path, LATER)
    assert found is not None
    assert found.paused == at(1).date()


def test_a_name_cannot_control_a_terminal(tmp_path: Path) -> None:
    say(tmp_path, begins(at(0), "test", SHA, programme(phase("\x1b[2Jx", 1, entry("a", 1)), title="T\x07")))
    found = begun(tmp_path, LATER)
    assert found is not None
    assert "\x1b" not in found.phases[0].name
    assert "\x07" not in found.title


UNTIL_KILLED = """
import itertools, os, sys
from datetime import timedelta
from pathlib import Path
from journal_builders import HOST, MORNING
from programme_builders import programme
from hipcoach.journal.programmes import begins, keep_programme
for number in itertools.count(int(sys.argv[2])):
    keep_programme(Path(sys.argv[1]), HOST, begins(MORNING + timedelta(seconds=number), str(number), "a", programme()))
    os.write(1, f"{number}\\n".encode())
"""


def test_what_was_acknowledged_is_there_after_any_kill(tmp_path: Path) -> None:
    last = 0
    for kill in range(tries(3, 40)):
        arguments = [sys.executable, "-c", UNTIL_KILLED, str(tmp_path), str(last + 1)]
        paths = os.pathsep.join(path for path in sys.path if path)
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}) as running:
            assert running.stdout is not None
            for _ in range(5 + 7 * kill):
                running.stdout.readline()
            running.send_signal(signal.SIGKILL)
            told = running.stdout.read().split()
        found = begun(tmp_path, LATER)
        assert found is not None
        # The one that was being written may be there too.
        assert int(found.name) - int(told[-1] if told else 0) <= 1 or not told
        assert int(found.name) > last
        assert not told or int(found.name) >= int(told[-1])
        last = int(found.name)


@cases(25, 400)
@given(st.binary(max_size=80), st.integers(0, 2000))
def test_no_bytes_in_the_file_raise(tmp_path_factory: pytest.TempPathFactory, junk: bytes, place: int) -> None:
    log = tmp_path_factory.mktemp("log")
    say(log, TEST, pauses(at(1), "test"))
    data = file(log).read_bytes()
    place %= len(data)
    file(log).write_bytes(data[:place] + junk + data[place:])
    begun(log, LATER)
