"""A log that was cut off anywhere folds, loses no whole line, and can be gone on with."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from effort import chosen
from journal_builders import HOST, MORNING, LoggedSession, lines_of, played

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Outcome, PainKind
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.journal.fold import fold, read
from hipcoach.journal.format import TooNew
from hipcoach.journal.glance import glance
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import abandon, close_as_partial, find, resumable_of
from hipcoach.session.model import Dose, Exercise, Range, Session, Sides

TAILS = {"nothing": b"", "zeros": b"\0" * 64, "garbage": b'\0\x80\xff{"t":"set","n":1}}[[[\x1b[2J'}

TINY = Session("Tiny", (Exercise(id="hold", name="Hold", side=Sides.EACH, hold=Range(5, 9), prepare=3, switch=3),))
"""Few bytes, since every one of them is a place to cut."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with every kind of line in it."""
    logged = LoggedSession(tmp_path_factory.mktemp("whole") / "log", session=TINY)
    logged.journal.checkin(pain=2, next_morning=1)
    logged.start()
    logged.play(8)
    logged.do(Player.undo)
    logged.play(4)
    logged.do(Player.pain)
    logged.do(Player.dismiss)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 3))
    logged.do(Player.dismiss)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.SHARP))
    logged.do(Player.take_back)
    chosen = Choices(dose=Dose.HIGH)
    logged.journal.choices_changed(chosen)
    logged.do(lambda player, now: player.replan(now, make_plan(TINY, chosen)))
    logged.do(Player.resume)
    logged.play()
    logged.journal.checkout(pain=1, effort={"hold": 6}, note="täglich")
    return logged.close()


def test_there_is_every_kind_of_line_in_it(log: Path) -> None:
    kinds = {line["t"] for line in lines_of(log)}
    pain = {"pain_felt", "no_pain", "pain", "pain_undo"}
    assert kinds == {"start", "checkin", "set", "place", "plan", *pain, "undo", "end", "checkout"}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_every_prefix_keeps_its_whole_lines_and_can_be_gone_on_with(log: Path, tail: bytes) -> None:
    data = log.read_bytes()
    for begin, end in _lines(data):
        before, after = _told(fold(log, data[:begin])), _told(fold(log, data[:end]))
        every = range(begin, end)
        near = {*every[:3], *every[:: 9 if tail else 4], *every[-4:]}
        for length in chosen(every, by_day=sorted(near)):
            # Nothing of a torn line counts; one that lacks only its end is whole
            folded = fold(log, data[:length] + tail)
            torn = length < end - 1 or bool(tail.strip(b"\0"))
            assert _told(folded) == (before if torn else after)
            assert (folded.whole, folded.open_ended) == ((begin, False) if torn else (length, True))
            # And where there is a plan and no end, the session can be gone on with
            resumable = resumable_of(folded, HOST)
            assert (resumable is not None) is (folded.start is not None and (folded.outcome is None or folded.hurts))
            assert resumable is None or resumable.player().records == folded.records


def _told(folded: Any) -> tuple[Any, ...]:
    return (
        folded.start,
        folded.choices,
        folded.records,
        folded.pains,
        folded.checkin,
        folded.checkout,
        folded.outcome,
        folded.planned,
        folded.standing,
        folded.last,
    )


def _lines(data: bytes) -> list[tuple[int, int]]:
    """Where each line begins and where the next one does."""
    ends = [index + 1 for index, byte in enumerate(data) if byte == 10]
    return list(zip([0, *ends], ends, strict=False))


def test_going_on_in_the_file_at_every_line(log: Path, tmp_path: Path) -> None:
    data = log.read_bytes()
    now = MORNING + timedelta(hours=1)
    place = tmp_path / "log" / "2026" / log.name
    place.parent.mkdir(parents=True)
    refused: list[int] = []
    for begin, end in _lines(data)[1:]:
        if data[begin:].startswith(b'{"t":"end"'):
            break
        for cut in (begin, (begin + end) // 2, end - 1):
            place.write_bytes(data[:cut] + b"\0\0")
            resumable = find(tmp_path / "log", HOST, now)
            if resumable is None:
                assert read(place).outcome is Outcome.STOPPED_FOR_PAIN
                refused.append(cut)
                continue
            journal = Journal.resume(resumable, wall=lambda: now, report=pytest.fail)
            logged = LoggedSession(tmp_path / "log", journal=journal, player=resumable.player(), begins=now)
            logged.do(Player.resume)
            logged.play()
            assert logged.close() == place
            # Then nothing is torn, nothing that was whole is lost, and the session is over
            folded = read(place)
            assert folded.unreadable == 0
            assert folded.ending in ("completed", "partial")
            assert folded.records == logged.player.records
            assert place.read_bytes().startswith(data[:end] if cut == end - 1 else data[:begin])
    # But between a pain that ends it and the line that takes it back
    back = data.index(b'{"t":"pain_undo"')
    assert refused == [back - 1, back, (2 * back + data[back:].index(b"\n") + 1) // 2]


@pytest.mark.parametrize("closing", [abandon, close_as_partial])
def test_closing_a_torn_log_leaves_it_whole(log: Path, tmp_path: Path, closing: Any) -> None:
    data = log.read_bytes()
    place = tmp_path / "log" / "2026" / log.name
    place.parent.mkdir(parents=True)
    for cut in (data.index(b"\n"), data.index(b'{"t":"set"') + 40, data.rindex(b'{"t":"place"') - 1):
        place.write_bytes(data[:cut] + b"\0" * 9)
        resumable = find(tmp_path / "log", HOST, MORNING)
        assert resumable is not None
        closing(resumable, MORNING)
        folded = read(place)
        assert folded.unreadable == 0
        assert folded.outcome is not None
        assert find(tmp_path / "log", HOST, MORNING) is None


DAMAGE: list[Any] = [None, True, -1, 0, 1.5, 1e400, "", "left", "2026-11-21", [], [[]], {}, {"range": 1}, "x" * 9]


def test_wrong_types_inside_a_line_are_never_an_exception(log: Path) -> None:
    lines = lines_of(log)
    encoded = [json.dumps(line).encode() for line in lines]
    seen: set[str] = set()
    for position, line in enumerate(lines):
        if line["t"] in seen:
            continue
        seen.add(line["t"])
        for path in _places(line):
            for value in DAMAGE:
                damaged = json.dumps(_with(line, path, value)).encode()
                data = b"\n".join([*encoded[:position], damaged, *encoded[position + 1 :], b""])
                try:
                    folded = fold(log, data)
                except TooNew:
                    continue
                assert folded.unreadable <= 1
                if (resumable := resumable_of(folded, HOST)) is not None:
                    assert resumable.description


def _places(line: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every field of a line, and every field within one but for the plan, which has its own test."""
    inner: list[tuple[str, ...]] = [
        (name, key) for name, value in line.items() if isinstance(value, dict) for key in value
    ]
    return [*((name,) for name in line), *inner]


def _with(line: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    copy = dict(line)
    copy[path[0]] = value if len(path) == 1 else _with(copy[path[0]], path[1:], value)
    return copy


def test_zeros_in_the_middle_cost_only_what_they_cover(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    data = path.read_bytes()
    begin = data.index(b'{"t":"set","n":2')
    end = data.index(b"\n", begin)
    # Given zeros over the whole of a line and its end, the next one is read all the same
    folded = fold(path, data[:begin] + b"\0" * (end + 1 - begin) + data[end + 1 :])
    assert ([record.n for record in folded.records], folded.unreadable) == ([1, 3], 0)
    # And over a part of the next one too, that one cannot be
    folded = fold(path, data[:begin] + b"\0" * (end + 20 - begin) + data[end + 20 :])
    assert ([record.n for record in folded.records], folded.unreadable) == ([1, 3], 1)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\n", b"\0" * 4096, b"\xff\xfe\xff", b"{}\n[]\n3\nnull\n", b'{"t":3}\n', b"[" * 100_000, b"9" * 10_000],
)
def test_what_is_no_log_at_all_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "20261121T060211Z-some-thing-abc0.jsonl"
    path.write_bytes(content)
    for seen in (read(path), read(path, places=False), glance(path)):
        assert (seen.title, seen.ending) == ("some-thing", "interrupted")
        assert seen.began == MORNING
    folded = read(path)
    assert (folded.records, folded.session, folded.standing) == ((), path.stem, None)


def test_a_glance_says_what_reading_says(log: Path, tmp_path: Path) -> None:
    data = log.read_bytes()
    path = tmp_path / log.name
    for begin, end in _lines(data):
        for length in {*range(begin, end, 97), begin, end - 1, end}:
            path.write_bytes(data[:length])
            folded, glanced = read(path, places=False), glance(path)
            assert (glanced.start, glanced.title, glanced.began) == (folded.start, folded.title, folded.began)
            assert glanced.outcome == folded.outcome
