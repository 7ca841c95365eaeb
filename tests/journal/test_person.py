"""What the person says of themselves: kept over sessions and installations, damaged lines costing only themselves."""

from __future__ import annotations

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING
from plan_builders import change, reps, session

from hipcoach.engine.choices import Choices, load_today, with_load
from hipcoach.journal.disk import Disk
from hipcoach.journal.files import paths
from hipcoach.journal.person import AffectedLine, LoadLine, Person, as_said, keep, news, person
from hipcoach.session.loads import Mass, MassUnit
from hipcoach.session.model import Affected, Sides

OTHER = "2" * 32
LATER = MORNING + timedelta(days=3)


def at(days: float) -> datetime:
    return MORNING + timedelta(days=days)


def file(log: Path, install: str = HOST) -> Path:
    return log / "person" / f"{install}.jsonl"


def kilos(amount: float) -> Mass:
    return Mass(amount, MassUnit.KG)


def test_what_was_said_last_counts_on_whatever_installation(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT), LoadLine(at(0), "squat", "2 kg", "3 kg")))
    keep(tmp_path, OTHER, (AffectedLine(at(2), Affected.RIGHT), LoadLine(at(1), "squat", "4 kg", "5 kg")))
    keep(tmp_path, HOST, (LoadLine(at(1), "squat", "2 kg", "3.5 kg"),))

    known = person(tmp_path, LATER)

    assert known.affected is Affected.RIGHT
    assert known.loads == {"squat": {"2 kg": "3.5 kg", "4 kg": "5 kg"}}


def test_nothing_is_known_before_anything_was_said(tmp_path: Path) -> None:
    assert person(tmp_path, LATER) == Person()


def test_the_file_is_the_persons_own_and_no_session(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(MORNING, Affected.BOTH),))

    assert file(tmp_path).read_text() == '{"t":"affected","at":"2026-11-21T07:02:11+01:00","side":"both"}\n'
    assert stat.S_IMODE(file(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(file(tmp_path).parent.stat().st_mode) == 0o700
    assert list(paths(tmp_path)) == []


def test_each_line_is_one_write_that_is_synced(tmp_path: Path) -> None:
    told: list[str] = []

    class Watched(Disk):
        def write(self, fd: int, data: bytes) -> int:
            told.append(f"write {data.decode()}".strip())
            return super().write(fd, data)

        def sync(self, fd: int) -> None:
            told.append("sync")
            super().sync(fd)

    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT), LoadLine(at(0), "squat", "2 kg", "3 kg")), Watched())

    assert [text.partition(" ")[0] for text in told] == ["write", "sync", "write", "sync"]


@pytest.mark.parametrize(
    "damage",
    [
        b'{"t":"affected","at":"2026-11-22T07:02:11+01:00","si',
        b"\0\0\0\0",
        b"not json\n",
        b'{"t":"affected","at":"2026-11-22T07:02:11+01:00","side":"middle"}\n',
        b'{"t":"affected","at":"2026-11-22T07:02:11","side":"right"}\n',
        b'{"t":"affected","at":"0001-01-01T00:00:00+00:00","side":"right"}\n',
        b'{"t":"load","at":"2026-11-22T07:02:11+01:00","exercise":"squat","said":"2 kg","value":"much"}\n',
        b'{"t":"load","at":"2026-11-22T07:02:11+01:00","exercise":"squat","said":"2 kg","value":"3 lb"}\n',
        b'{"t":"measure","at":"2026-11-22T07:02:11+01:00","what":1}\n',
        b"[" * 9000 + b"\n",
        b"\xff\xfe\n",
    ],
)
def test_a_damaged_line_costs_only_itself(tmp_path: Path, damage: bytes) -> None:
    # given a file with a good line and a damaged one
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT),))
    with file(tmp_path).open("ab") as out:
        out.write(damage)
    assert person(tmp_path, LATER).affected is Affected.LEFT

    # when another one is written
    keep(tmp_path, HOST, (LoadLine(at(2), "squat", "2 kg", "3 kg"),))

    # then both good ones are there
    assert person(tmp_path, LATER) == Person(Affected.LEFT, {"squat": {"2 kg": "3 kg"}})


def test_every_beginning_of_the_file_can_be_read_and_written_on(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT), AffectedLine(at(1), Affected.RIGHT)))
    whole = file(tmp_path).read_bytes()
    first = whole.index(b"\n")
    for end in range(len(whole)):
        file(tmp_path).write_bytes(whole[:end])
        known = person(tmp_path, LATER).affected
        # A last line that lacks only its line end is complete.
        assert known is (None if end < first else Affected.RIGHT if end == len(whole) - 1 else Affected.LEFT)
        keep(tmp_path, HOST, (AffectedLine(at(2), Affected.BOTH),))
        assert person(tmp_path, LATER).affected is Affected.BOTH


def test_what_a_clock_ahead_has_written_waits_for_its_time(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT), AffectedLine(at(400), Affected.RIGHT)))
    assert person(tmp_path, LATER).affected is Affected.LEFT
    assert person(tmp_path, at(401)).affected is Affected.RIGHT


def test_copies_of_a_sync_program_and_strange_files_are_passed_over(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT),))
    folder = file(tmp_path).parent
    (folder / f"{HOST} (conflicted copy).jsonl").write_bytes(file(tmp_path).read_bytes().replace(b"left", b"right"))
    os.mkfifo(folder / f"{OTHER}.jsonl")
    assert person(tmp_path, LATER).affected is Affected.LEFT


# -- in a session -----------------------------------------------------------------------------------------------------

SQUATS = session(reps(10, id="squat", load="2 kg", harder=(change("slow", load="4 kg"),)))


def test_a_load_is_kept_as_long_as_the_file_says_what_it_said_then() -> None:
    known = Person(None, {"squat": {"2 kg": "3 kg"}})

    assert load_of(SQUATS, as_said(SQUATS, Choices(), known)) == "3 kg"
    # A therapist has changed the file.
    changed = session(reps(10, id="squat", load="2.5 kg"))
    assert load_of(changed, as_said(changed, Choices(), known)) == "2.5 kg"


def test_a_modification_has_a_load_of_its_own() -> None:
    known = Person(None, {"squat": {"2 kg": "3 kg"}})
    choices = as_said(SQUATS, Choices(modifications={"squat": ("slow",)}), known)
    assert load_of(SQUATS, choices) == "4 kg"
    assert load_of(SQUATS, with_load(SQUATS, choices, "squat", kilos(4.5))) == "4.5 kg"


def load_of(of: object, choices: Choices) -> str:
    today = load_today(of, choices, "squat")  # type: ignore[arg-type]
    assert today is not None
    return today.taken


def test_only_what_has_changed_is_written() -> None:
    known = Person(Affected.LEFT, {"squat": {"2 kg": "3 kg"}})
    choices = as_said(SQUATS, Choices(affected=Affected.LEFT), known)
    assert news(SQUATS, choices, known, MORNING) == ()

    assert news(SQUATS, with_load(SQUATS, choices, "squat", kilos(3.5)), known, MORNING) == (
        LoadLine(MORNING, "squat", "2 kg", "3.5 kg"),
    )
    # What the file says is a change too, after something else.
    assert news(SQUATS, with_load(SQUATS, choices, "squat", kilos(2)), known, MORNING) == (
        LoadLine(MORNING, "squat", "2 kg", "2 kg"),
    )


def test_the_affected_side_is_chosen_only_where_a_session_needs_it() -> None:
    known = Person(Affected.RIGHT)
    assert as_said(SQUATS, Choices(), known) == Choices()
    operated = session(reps(10, side=Sides.AFFECTED))
    assert as_said(operated, Choices(), known).affected is Affected.RIGHT
    assert as_said(operated, Choices(affected=Affected.LEFT), known).affected is Affected.LEFT
