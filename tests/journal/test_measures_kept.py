"""What was measured is kept number by number: over installations, through damage and power cuts, with its history."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING

from hipcoach.advice.measures import MEASURES, Quantity
from hipcoach.advice.measuring import Given, Measured
from hipcoach.journal.disk import Disk
from hipcoach.journal.measure_keeper import MeasureKeeper
from hipcoach.journal.measures import ASKED, PASSED, MeasureLine, PassedLine, keep_measures, measured
from hipcoach.journal.person import AffectedLine, keep, person
from hipcoach.session.model import Affected, Side

OTHER = "2" * 32
LATER = MORNING + timedelta(days=30)
LEFT, RIGHT, SOCKS = (Quantity.INWARD, Side.LEFT), (Quantity.INWARD, Side.RIGHT), (Quantity.SOCKS, Side.NONE)


def at(days: float) -> datetime:
    return MORNING + timedelta(days=days)


def line(days: float, value: int | None, of: tuple[Quantity, Side] = LEFT) -> MeasureLine:
    return MeasureLine(at(days), *of, value)


def file(log: Path, install: str = HOST) -> Path:
    return log / "person" / f"{install}.jsonl"


def passed_over(when: datetime) -> PassedLine:
    return PassedLine(when, ASKED, PASSED)


def values(log: Path) -> list[tuple[int, dict]]:
    """Each measuring as the days since the first morning, and its values."""
    return [((one.day - MORNING.date()).days, dict(one.values)) for one in measured(log, LATER).taken]


def test_every_measuring_is_kept_and_the_numbers_of_one_day_are_one(tmp_path: Path) -> None:
    keep_measures(tmp_path, HOST, (line(0, 28), line(0.1, 35, RIGHT), line(14, 31)))
    keep_measures(tmp_path, HOST, (line(14.1, 7, SOCKS),))

    assert values(tmp_path) == [(0, {LEFT: 28, RIGHT: 35}), (14, {LEFT: 31, SOCKS: 7})]


def test_the_latest_number_of_a_day_counts_on_whatever_installation(tmp_path: Path) -> None:
    keep_measures(tmp_path, HOST, (line(0.2, 30), line(0, 28), line(0, 35, RIGHT)))
    keep_measures(tmp_path, OTHER, (line(0.1, 29), line(0.3, 36, RIGHT)))

    assert values(tmp_path) == [(0, {LEFT: 30, RIGHT: 36})]


def test_a_number_that_was_taken_back_counts_no_more_and_stays_in_the_file(tmp_path: Path) -> None:
    keep_measures(
        tmp_path, HOST, (line(0, 28), line(0, None), line(0, 36, RIGHT), line(0, None, RIGHT), line(0, 35, RIGHT))
    )
    assert values(tmp_path) == [(0, {RIGHT: 35})]
    assert file(tmp_path).read_text().count("measure") == 5

    keep_measures(tmp_path, HOST, (line(0, None, RIGHT),))
    assert measured(tmp_path, LATER) == Measured()


def test_a_line_can_be_read_by_anyone(tmp_path: Path) -> None:
    keep_measures(tmp_path, HOST, (line(0, 28), line(0, None, SOCKS), passed_over(MORNING)))

    assert file(tmp_path).read_text().splitlines() == [
        '{"t":"measure","at":"2026-11-21T07:02:11+01:00","what":"inward","side":"left","value":28}',
        '{"t":"measure","at":"2026-11-21T07:02:11+01:00","what":"socks","side":"none","value":null}',
        '{"t":"asked","at":"2026-11-21T07:02:11+01:00","question":"measures","answer":"passed"}',
    ]


def test_it_is_known_when_the_offer_was_passed_over(tmp_path: Path) -> None:
    keep_measures(tmp_path, HOST, (passed_over(at(0)), passed_over(at(3))))

    assert measured(tmp_path, LATER) == Measured((), at(3).date())
    # Other questions are other lines.
    with file(tmp_path).open("a") as out:
        out.write('{"t":"asked","at":"2026-11-28T07:02:11+01:00","question":"one_side","answer":"passed"}\n')
        out.write('{"t":"asked","at":"2026-11-28T07:02:11+01:00"}\n')
    assert measured(tmp_path, LATER).passed == at(3).date()


def test_nothing_was_measured_before_there_is_a_file(tmp_path: Path) -> None:
    assert measured(tmp_path, LATER) == Measured()
    keep_measures(tmp_path, HOST, ())
    assert not file(tmp_path).exists()


def test_the_bounds_are_values_and_what_lies_beyond_is_none(tmp_path: Path) -> None:
    for measure in MEASURES.values():
        side = Side.LEFT if measure.sided else Side.NONE
        key = (measure.quantity, side)
        for value in (measure.low, measure.high):
            keep_measures(tmp_path, HOST, (line(0, value, key),))
            assert values(tmp_path) == [(0, {key: value})]
            # A later line out of bounds changes nothing.
            keep_measures(tmp_path, HOST, (line(0, measure.low - 1, key), line(0, measure.high + 1, key)))
            assert values(tmp_path) == [(0, {key: value})]
        file(tmp_path).unlink()


@pytest.mark.parametrize(
    "damage",
    [
        b'{"t":"measure","at":"2026-11-21T07:02:11+01:00","what":"inward","side":"left","val',
        b"\0\0\0\0",
        b"not json\n",
        b'{"t":"measure","at":"2026-11-21T08:02:11+01:00","what":"inward","side":"left","value":"30"}\n',
        b'{"t":"measure","at":"2026-11-21T08:02:11+01:00","what":"inward","side":"left","value":30.5}\n',
        b'{"t":"measure","at":"2026-11-21T08:02:11+01:00","what":"inward","side":"left","value":1e400}\n',
        b'{"t":"measure","at":"2026-11-21T08:02:11+01:00","what":"inward","side":"none","value":30}\n',
        b'{"t":"measure","at":"2026-11-21T08:02:11+01:00","what":"socks","side":"left","value":3}\n',
        b'{"t":"measure","at":"2026-11-21T08:02:11+01:00","what":"height","side":"left","value":30}\n',
        b'{"t":"measure","at":"2026-11-21T08:02:11","what":"inward","side":"left","value":30}\n',
        b'{"t":"measure","at":"0001-01-01T00:00:00+00:00","what":"inward","side":"left","value":30}\n',
        b'{"t":"measure","what":"inward","side":"left","value":30}\n',
        b'{"t":"asked","at":"2026-11-21T08:02:11","question":"measures","answer":"passed"}\n',
        b"[" * 9000 + b"\n",
        b"\xff\xfe\n",
    ],
)
def test_a_damaged_line_costs_only_itself(tmp_path: Path, damage: bytes) -> None:
    # given a file with a good line and a damaged one
    keep_measures(tmp_path, HOST, (line(0, 28),))
    with file(tmp_path).open("ab") as out:
        out.write(damage)
    assert measured(tmp_path, LATER).passed is None
    assert values(tmp_path) == [(0, {LEFT: 28})]

    # when another one is written, then both good ones are there
    keep_measures(tmp_path, HOST, (line(0, 35, RIGHT),))
    assert values(tmp_path) == [(0, {LEFT: 28, RIGHT: 35})]


def test_every_beginning_of_the_file_can_be_read_and_written_on(tmp_path: Path) -> None:
    keep_measures(tmp_path, HOST, (line(0, 28), line(0, 35, RIGHT)))
    whole = file(tmp_path).read_bytes()
    first = whole.index(b"\n")
    for end in range(len(whole)):
        file(tmp_path).write_bytes(whole[:end])
        there = {**({LEFT: 28} if end >= first else {}), **({RIGHT: 35} if end >= len(whole) - 1 else {})}
        assert values(tmp_path) == ([(0, there)] if there else [])
        keep_measures(tmp_path, HOST, (line(0, 7, SOCKS),))
        assert values(tmp_path) == [(0, {**there, SOCKS: 7})]


def test_what_a_clock_ahead_has_written_waits_for_its_time(tmp_path: Path) -> None:
    keep_measures(tmp_path, HOST, (line(0, 28), line(400, 50), passed_over(at(400))))

    assert values(tmp_path) == [(0, {LEFT: 28})]
    assert measured(tmp_path, LATER).passed is None
    assert len(measured(tmp_path, at(401)).taken) == 2


def test_it_is_beside_what_else_the_person_has_said(tmp_path: Path) -> None:
    keep(tmp_path, HOST, (AffectedLine(at(0), Affected.LEFT),))
    keep_measures(tmp_path, HOST, (line(0, 28),))
    keep(tmp_path, HOST, (AffectedLine(at(1), Affected.RIGHT),))

    assert person(tmp_path, LATER).affected is Affected.RIGHT
    assert values(tmp_path) == [(0, {LEFT: 28})]


def test_each_number_is_one_write_that_is_synced(tmp_path: Path) -> None:
    done: list[str] = []

    class Watched(Disk):
        def write(self, fd: int, data: bytes) -> int:
            done.append("write" if data.count(b"\n") == 1 else "several lines")
            return super().write(fd, data)

        def sync(self, fd: int) -> None:
            done.append("sync")
            super().sync(fd)

    keep_measures(tmp_path, HOST, (line(0, 28), line(0, 35, RIGHT)), Watched())

    assert done == ["write", "sync"] * 2


def test_a_full_disk_is_told_and_leaves_the_numbers_before_it(tmp_path: Path) -> None:
    class Full(Disk):
        def write(self, fd: int, data: bytes) -> int:
            return super().write(fd, data[:20])

    keep_measures(tmp_path, HOST, (line(0, 28),))
    with pytest.raises(OSError, match="20"):
        keep_measures(tmp_path, HOST, (line(0, 35, RIGHT),), Full())

    keep_measures(tmp_path, HOST, (line(0, 35, RIGHT),))
    assert values(tmp_path) == [(0, {LEFT: 28, RIGHT: 35})]


def test_what_could_not_be_written_waits_for_the_next_number(tmp_path: Path) -> None:
    class Moody(Disk):
        full = True

        def write(self, fd: int, data: bytes) -> int:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().write(fd, data)

    disk = Moody()
    keeper = MeasureKeeper(tmp_path, lambda: HOST, lambda: MORNING, disk)
    for given in (Given(LEFT, 28), Given(LEFT, None), Given(LEFT, 30)):
        keeper.take(given)
        trouble = keeper.write()
        assert trouble is not None
        assert "Not kept yet" in trouble
    assert values(tmp_path) == []

    disk.full = False
    keeper.take(Given(RIGHT, 35))
    assert keeper.write() is None
    assert values(tmp_path) == [(0, {LEFT: 30, RIGHT: 35})]
    assert keeper.write() is None
    assert len(file(tmp_path).read_text().splitlines()) == 4


def test_the_offer_that_was_passed_over_is_kept_too(tmp_path: Path) -> None:
    keeper = MeasureKeeper(tmp_path, lambda: HOST, lambda: MORNING)
    keeper.pass_over()

    assert keeper.write() is None
    assert measured(tmp_path, LATER).passed == MORNING.date()
