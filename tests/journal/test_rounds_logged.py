"""In a log the rounds of a group are sets of one exercise."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from journal_builders import CIRCUIT, HOST, SMALL, LoggedSession

from hipcoach.engine.player import Player
from hipcoach.engine.state import record_from_row, record_to_row
from hipcoach.journal.export import to_csv
from hipcoach.journal.fold import read
from hipcoach.journal.resume import find
from hipcoach.session.model import Side

SETS = (("plank", "none"), ("lift", "left"), ("lift", "right"), ("march", "left"), ("march", "right"))
"""The sets of a round, by exercise and side."""


def logged(folder: Path, seconds: float | None = None, session: object = CIRCUIT) -> LoggedSession:
    """A session that was played to its end, or for some seconds."""
    run = LoggedSession(folder / "log", session=session)
    run.start()
    run.play(*([] if seconds is None else [seconds]))
    return run


def test_each_round_is_a_set_that_names_its_round_and_its_group(tmp_path: Path) -> None:
    path = logged(tmp_path).close()
    lines = [line for line in map(json.loads, path.read_text().splitlines()) if line["t"] == "set"]
    assert [(line["exercise"], line["side"], line["set"], line["round"], line["group"]) for line in lines] == [
        (exercise, side, number, number, "circuit") for number in (1, 2, 3) for exercise, side in SETS
    ]
    folded = read(path)
    assert folded.planned == {(exercise, Side(side)): 3 for exercise, side in SETS}
    assert {record.group for record in folded.records} == {"circuit"}


def test_other_sets_have_neither(tmp_path: Path) -> None:
    path = logged(tmp_path, session=SMALL).close()
    assert b'"round"' not in path.read_bytes()
    assert b'"group"' not in path.read_bytes()


def test_the_table_has_columns_for_both(tmp_path: Path) -> None:
    out = io.StringIO()
    to_csv([read(logged(tmp_path).close())], out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [(row["exercise"], row["set"], row["round"], row["group"]) for row in rows[-5:]] == [
        (exercise, "3", "3", "circuit") for exercise, _ in SETS
    ]


def test_a_session_that_was_cut_off_tells_the_round(tmp_path: Path) -> None:
    # given a kill in the second round: a round of 41 s, 4 of rest, 2 + 5, 2 and then lifting on the left
    run = logged(tmp_path, 41 + 4 + 7 + 2 + 6)
    run.close()
    resumable = find(tmp_path / "log", HOST, run.wall())
    assert resumable is not None
    assert resumable.description == "lift, left, round 2, repetition 2"


def test_what_was_left_out_of_a_round_is_left_out_after_a_kill(tmp_path: Path) -> None:
    run = logged(tmp_path, 5.0)
    run.do(Player.pain)
    run.do(Player.skip_exercise)
    run.close()
    resumable = find(tmp_path / "log", HOST, run.wall())
    assert resumable is not None
    player = resumable.player()
    player.resume(0.0)
    player.advance(10_000.0)
    assert [record.exercise for record in player.records] == ["plank", *["lift", "lift", "march", "march"] * 3]


def test_a_record_of_a_round_survives_a_snapshot(tmp_path: Path) -> None:
    for record in logged(tmp_path).player.records:
        assert record_from_row(json.loads(json.dumps(record_to_row(record)))) == record
