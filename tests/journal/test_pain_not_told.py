"""A pain whose kind was not told: it is on the disk at once, and asked about before the session goes on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from journal_builders import HOST, MORNING, LoggedSession, lines_of

from hipcoach.engine.events import Outcome, PainKind
from hipcoach.engine.player import Player
from hipcoach.journal.export import to_csv, to_json
from hipcoach.journal.fold import fold, read
from hipcoach.journal.glance import glance
from hipcoach.journal.history import seen_now
from hipcoach.journal.journal import Journal
from hipcoach.journal.report import in_words
from hipcoach.journal.resume import abandon, close_as_partial, find
from hipcoach.journal.to_history import history


def hurting(log: Path) -> LoggedSession:
    """A session in which the pain key was pressed after two seconds of the second hold."""
    logged = LoggedSession(log)
    logged.start()
    logged.play(16)
    logged.do(Player.pain)
    return logged


def test_it_is_on_the_disk_at_once_and_counts_as_stopped_for_pain(tmp_path: Path) -> None:
    logged = hurting(tmp_path / "log")
    logged.settle()
    path = logged.journal.path
    assert path is not None

    # The process is killed here
    folded = read(path)
    assert [(pain.exercise, pain.kind, pain.score) for pain in folded.pains] == [("figure-four", None, None)]
    assert folded.outcome is Outcome.STOPPED_FOR_PAIN
    assert glance(path).outcome is Outcome.STOPPED_FOR_PAIN
    assert seen_now(folded, MORNING).running, "another process is still at it"
    logged.close()


def test_the_log_the_table_and_the_object_say_so(tmp_path: Path) -> None:
    folded = read(hurting(tmp_path / "log").close())
    table, array = io.StringIO(), io.StringIO()
    to_csv([folded], table)
    to_json([folded], array)

    assert "stopped for pain" in in_words(folded)[0]
    assert "  pain (its kind was not told) in Figure-four stretch" in in_words(folded)
    row = next(csv.DictReader(io.StringIO(table.getvalue())))
    assert (row["worst_pain"], row["worst_pain_kind"]) == ("", "not_told")
    [session] = json.loads(array.getvalue())
    assert [pain["kind"] for pain in session["pains"]] == [None]
    [past] = history([folded])
    assert [felt.kind for felt in past.felt] == [None]


def test_it_is_offered_and_says_that_it_stopped_for_pain(tmp_path: Path) -> None:
    hurting(tmp_path / "log").close()

    left = find(tmp_path / "log", HOST, MORNING)

    assert left is not None
    assert left.hurts
    assert left.place.endswith("stopped for pain")
    assert left.closed.outcome is Outcome.STOPPED_FOR_PAIN


@pytest.mark.parametrize("end", [close_as_partial, abandon])
def test_closed_or_dropped_it_stays_stopped_for_pain(tmp_path: Path, end: Any) -> None:
    path = hurting(tmp_path / "log").close()
    left = find(tmp_path / "log", HOST, MORNING)
    assert left is not None

    end(left, MORNING)

    folded = read(path)
    assert (folded.outcome, folded.hurts) == (Outcome.STOPPED_FOR_PAIN, False)
    assert [pain.kind for pain in folded.pains] == [None]
    assert find(tmp_path / "log", HOST, MORNING) is None


def test_an_ache_without_a_way_to_go_on_is_asked_about_again_and_counts_once(tmp_path: Path) -> None:
    logged = hurting(tmp_path / "log")
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 7))
    path = logged.close()
    assert read(path).outcome is None, "an ache does not end a session"
    left = find(tmp_path / "log", HOST, MORNING)
    assert left is not None
    assert left.hurts

    # Resumed, it stops for pain again and is told anew
    again = Journal.resume(left, wall=lambda: MORNING, report=pytest.fail)
    other = LoggedSession(tmp_path / "log", journal=again, player=left.player())
    other.do(Player.pain)
    other.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 6))
    other.do(Player.skip_exercise)
    other.close()

    folded = read(path)
    assert [(pain.kind, pain.score) for pain in folded.pains] == [(PainKind.ACHE, 6)]
    assert not folded.hurts


@pytest.mark.parametrize("way", [Player.dismiss, Player.skip_exercise])
def test_an_ache_with_a_way_to_go_on_is_not_asked_about_again(tmp_path: Path, way: Any) -> None:
    logged = hurting(tmp_path / "log")
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 4))
    logged.do(way)

    assert not read(logged.close()).hurts


def test_a_wrong_key_leaves_no_trace(tmp_path: Path) -> None:
    logged = hurting(tmp_path / "log")
    logged.do(Player.dismiss)

    folded = read(logged.close())

    assert (folded.pains, folded.outcome, folded.hurts) == ((), None, False)
    assert [line["t"] for line in lines_of(folded.path)][-2:] == ["no_pain", "place"]


def test_told_after_all_it_is_one_pain(tmp_path: Path) -> None:
    logged = hurting(tmp_path / "log")
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 3))
    logged.do(Player.dismiss)

    folded = read(logged.close())

    assert [(pain.kind, pain.score) for pain in folded.pains] == [(PainKind.ACHE, 3)]
    assert (folded.outcome, folded.hurts) == (None, False)


def test_ended_before_it_was_told_it_stays_a_pain(tmp_path: Path) -> None:
    logged = hurting(tmp_path / "log")
    logged.do(Player.stop)

    folded = read(logged.close())

    assert (folded.outcome, folded.hurts) == (Outcome.STOPPED_FOR_PAIN, False)
    assert [pain.kind for pain in folded.pains] == [None]


def test_a_reader_that_knows_no_such_lines_reads_what_it_did(tmp_path: Path) -> None:
    """Earlier versions skip lines of a kind that they do not know: they see the pains that were told, and no other."""
    logged = hurting(tmp_path / "log")
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 3))
    logged.do(Player.dismiss)
    logged.do(Player.pain)
    logged.do(Player.dismiss)
    path = logged.close()
    new = (b'{"t":"pain_felt"', b'{"t":"no_pain"')

    known = b"".join(line for line in path.read_bytes().splitlines(keepends=True) if not line.startswith(new))

    assert fold(path, known).pains == read(path).pains
    assert fold(path, known).outcome is read(path).outcome is None
