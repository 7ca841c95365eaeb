"""Sets that differ, work for a time and open ends in the log: what is written, read back, exported and gone on with."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from journal_builders import HOST, LoggedSession, lines_of
from plan_builders import hold, reps, session, tempo, timed

from hipcoach.engine.player import Player
from hipcoach.journal.export import to_csv
from hipcoach.journal.figures import sitting
from hipcoach.journal.fold import read
from hipcoach.journal.resume import find
from hipcoach.session.model import AtLeast, Range

DOSES = session(
    reps([3, (2, 4)], tempo=tempo(up=1, down=1), prepare=4, rest=4),
    timed((20, 40), prepare=4),
    reps(AtLeast(2, 200), id="more", tempo=tempo(up=1, down=1), prepare=4),
    hold(AtLeast(10, 3600), id="sit", prepare=4),
)
"""Two sets that differ, then a walk, then two open ends; 6, 4, 20 and at least 4 and 10 seconds of work."""


def done(log: Path) -> LoggedSession:
    """A session in which the person ends the open ends 3 and 5 repetitions or seconds behind their low ends."""
    logged = LoggedSession(log, session=DOSES)
    logged.start()
    logged.play(4 + 6 + 4 + 4 + 4 + 20 + 4 + 10)
    logged.do(Player.next)
    logged.play(4 + 15)
    logged.do(Player.next)
    return logged


def test_a_set_says_so_if_it_had_an_open_end_or_was_work_for_a_time(tmp_path: Path) -> None:
    sets = [line for line in lines_of(done(tmp_path / "log").close()) if line["t"] == "set"]
    amounts = [(line["reps"] or line["hold_s"])["range"] + [(line["reps"] or line["hold_s"])["done"]] for line in sets]
    assert amounts == [[3, 3, 3], [2, 4, 2], [20, 40, 20.0], [2, 200, 5], [10, 3600, 15.0]]
    assert [line.get("open") for line in sets] == [None, None, None, True, True]
    assert [line.get("timed") for line in sets] == [None, None, True, None, None]


def test_the_plan_says_so_too_and_only_there(tmp_path: Path) -> None:
    start = lines_of(done(tmp_path / "log").close())[0]
    steps = [step for step in start["plan"] if "n" in step]
    assert [step["do"] for step in steps] == ["repetitions", "repetitions", "timed", "repetitions", "hold"]
    assert [step.get("open") for step in steps] == [None, None, None, True, True]
    assert all("alone" not in step for step in steps)
    assert "attended" not in start["choices"]


def test_what_was_done_is_read_as_it_was_written(tmp_path: Path) -> None:
    logged = done(tmp_path / "log")
    told = read(logged.close())
    assert told.records == logged.player.records
    assert told.outcome == "completed"
    assert told.planned_seconds == 6 + 4 + 20 + 4 + 10


def test_a_row_says_yes_where_it_applies(tmp_path: Path) -> None:
    out = io.StringIO()
    to_csv([read(done(tmp_path / "log").close())], out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    told = [(row["exercise"], row["reps"], row["hold_s"], row["range"], row["open"], row["timed"]) for row in rows]
    assert told == [
        ("lift", "3", "", "3 to 3", "", ""),
        ("lift", "2", "", "2 to 4", "", ""),
        ("walk", "", "20", "20 to 40", "", "yes"),
        ("more", "5", "", "2 to 200", "yes", ""),
        ("sit", "", "15", "10 to 3600", "yes", ""),
    ]


def test_the_history_shows_of_an_open_end_its_low_end_and_of_a_list_all_its_ranges(tmp_path: Path) -> None:
    shown = {one.exercise: one for one in sitting(read(done(tmp_path / "log").close())).done}
    assert {name: one.range for name, one in shown.items()} == {
        "lift": Range(2, 4),
        "walk": Range(20, 40),
        "more": AtLeast(2, 2),
        "sit": AtLeast(10, 10),
    }
    assert shown["more"].average == 5


def test_it_goes_on_behind_the_low_end_of_an_open_end(tmp_path: Path) -> None:
    # given a session that is killed in its last set, 15 seconds into "at least 10"
    logged = LoggedSession(tmp_path / "log", session=DOSES)
    logged.start()
    logged.play(4 + 6 + 4 + 4 + 4 + 20 + 4 + 4)
    logged.do(Player.next)
    logged.play(4 + 15)
    logged.close()
    # when it is looked for
    found = find(tmp_path / "log", HOST, logged.wall())
    # then it says what is done, since nobody knows what is left
    assert found is not None
    assert found.description == "sit, set 1, 15 seconds done"
    player = found.player()
    player.resume(0.0)
    player.advance(3.0 + 4)
    player.next(3.0 + 4)
    assert player.records[-1].counted.done == 19
