"""What lines come to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from journal_builders import SMALL, LoggedSession, lines_of, played

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Outcome, SessionEnded
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.journal.fold import Folded, fold, read
from hipcoach.journal.format import TooNew, encode
from hipcoach.journal.glance import glance
from hipcoach.journal.report import in_words
from hipcoach.session.model import Dose, Side


def again(path: Path, lines: list[dict[str, Any]]) -> Folded:
    return fold(path, b"".join(json.dumps(line).encode() + b"\n" for line in lines))


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    logged.do(lambda player, now: player.adjust(now, +1))
    logged.play(4)
    logged.do(Player.pause)
    logged.now += 33.25
    logged.do(Player.resume)
    logged.play()
    path = logged.close()
    assert read(path).records == logged.player.records
    assert read(path, places=False).records == logged.player.records
    assert read(path).seconds == sum(record.seconds for record in logged.player.records)


def test_undo_then_the_set_again(tmp_path: Path) -> None:
    # Given a set that was done, taken back and done again
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(22)
    logged.do(Player.undo)
    assert read_now(logged).records == logged.player.records
    logged.do(Player.back)
    assert read_now(logged).records == logged.player.records
    logged.play()
    # Then it counts once, in the place that the player has it in
    folded = read(logged.close())
    assert folded.records == logged.player.records
    assert sorted(folded.times) == [1, 2, 3]


def read_now(logged: LoggedSession) -> Folded:
    logged.settle()
    assert logged.journal.path is not None
    return read(logged.journal.path)


@pytest.mark.parametrize("then", ["redo", "next", "back"])
def test_a_set_done_again_replaces_the_first_but_not_with_nothing(tmp_path: Path, then: str) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(12)
    logged.do(Player.back)  # to the first hold's own prepare
    logged.do(Player.next)
    logged.play(3.0 if then == "next" else 5.0)
    logged.do(getattr(Player, then))
    assert read_now(logged).records == logged.player.records
    logged.play()
    assert read(logged.close()).records == logged.player.records


def test_a_set_skipped_again_leaves_what_was_done(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(11)
    path = logged.close()
    lines = lines_of(path)
    done = next(line for line in lines if line["t"] == "set")
    skipped = json.loads(json.dumps(done))
    skipped["hold_s"]["done"], skipped["how"] = 0.0, "skipped"
    assert again(path, [*lines, skipped]).records == read(path).records
    assert [record.how for record in again(path, [lines[0], skipped]).records] == ["skipped"]
    assert again(path, [*lines, {"t": "undo", "n": 1, "at": done["at"]}, skipped]).records[0].how == "skipped"


def test_unknown_kinds_and_fields_are_passed_over(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    lines = lines_of(path)
    more = [{**line, "later": {"x": [1]}} for line in lines]
    more.insert(3, {"t": "weather", "at": "2026-11-21T07:02:40+01:00", "sun": True})
    folded = again(path, more)
    assert (folded.records, folded.unreadable, folded.outcome) == (read(path).records, 0, read(path).outcome)


def test_unreadable_lines_are_counted(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    lines = path.read_bytes().splitlines(keepends=True)
    no_kind = b'{"t":"pain","at":"2026-11-21T07:03:00+01:00","exercise":"figure-four","side":"left"}\n'
    lines[3:3] = [b"garbage\n", b"\xff\xfe\n", b'{"t":"set","n":"one"}\n', b"\n", no_kind]
    assert fold(path, b"".join(lines)).unreadable == 4
    assert fold(path, b"".join(lines)).pains == ()
    assert fold(path, b"".join(lines)).records == read(path).records


def test_a_newer_format_is_refused_in_one_line(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":2', 1))
    text = f"{path}: written by a newer hipcoach (format 2; this one reads 1)"
    for reading in (read, glance):
        with pytest.raises(TooNew) as refused:
            reading(path)
        assert str(refused.value) == text


def test_an_older_file_without_what_came_later_still_reads(tmp_path: Path) -> None:
    # Given the lines as the format was first written down, without seconds of work and without exercises
    path = played(tmp_path / "log")
    lines = lines_of(path)
    for line in lines:
        line.pop("work_s", None)
        line.pop("exercises", None)
    folded = again(path, lines)
    assert [record.seconds for record in folded.records] == [6.0, 6.0, 0.0]
    assert sum(folded.planned.values()) == 3


def test_what_we_wrote_of_half_a_character_is_read_back(tmp_path: Path) -> None:
    # Given a file name and a note that are no UTF-8, as we write them
    lines = [
        {**line, "file": "caf\udce9.yaml"} if line["t"] == "start" else line for line in lines_of(played(tmp_path))
    ]
    note = {"t": "checkout", "at": lines[-1]["at"], "pain": None, "effort": {}, "note": "\ud83e"}
    folded = fold(tmp_path, b"".join(map(encode, [*lines, note])), places=False)
    assert folded.start is not None
    assert folded.checkout is not None
    assert (folded.start.file, folded.checkout.note, folded.unreadable) == ("caf\udce9.yaml", "\ud83e", 0)


def test_numbers_stay_as_they_were_written(tmp_path: Path) -> None:
    lines = lines_of(played(tmp_path))
    sets = [line for line in lines if line["t"] == "set"]
    sets[0] |= {"work_s": 6, "paused_s": 0}
    sets[1] |= {"work_s": 6.0, "paused_s": 0.25}
    first, second, *_ = again(tmp_path, lines).records
    assert repr((first.seconds, first.paused, second.seconds, second.paused)) == "(6, 0, 6.0, 0.25)"


@pytest.mark.parametrize("number", [b"1.0", b"true", b"-1", b'"1"', b"1000000001", b"9" * 400, b"NaN", b"1e400"])
def test_no_other_number_passes_for_a_whole_one(tmp_path: Path, number: bytes) -> None:
    data = played(tmp_path).read_bytes()
    assert (
        fold(tmp_path, data.replace(b'"t":"set","n":1,', b'"t":"set","n":%b,' % number), places=False).unreadable == 1
    )


def test_a_field_that_nobody_reads_has_to_be_text_all_the_same(tmp_path: Path) -> None:
    data = played(tmp_path).read_bytes()
    assert fold(tmp_path, data.replace(b'"t":"set"', b'"t":"set","later":"\xff"', 1)).unreadable == 1


def test_a_step_that_cannot_be_read_hides_no_other_from_history(tmp_path: Path) -> None:
    lines = lines_of(played(tmp_path))
    lines[0]["plan"][1]["target"] = "long"
    lines[0]["exercises"][1] = None
    told = [line for line in lines if line["t"] != "set"]
    folded = fold(tmp_path, b"".join(map(encode, told)), places=False)
    assert (sum(folded.planned.values()), dict(folded.names)) == (2, {"figure-four": "Figure-four stretch"})
    assert folded.unreadable == 0


def test_a_line_may_begin_with_any_of_its_fields(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    backwards = [dict(reversed(line.items())) for line in lines_of(path)]
    assert again(path, backwards).records == read(path).records
    assert again(path, backwards).start == read(path).start


def test_history_leaves_places_unread(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    data = path.read_bytes().replace(b'"snapshot":{', b'"snapshot":nonsense{')
    assert fold(path, data, places=False).unreadable == 0
    assert fold(path, data).unreadable > 5


def test_what_was_planned_is_by_exercise_and_side(tmp_path: Path) -> None:
    folded = read(played(tmp_path / "log"), places=False)
    assert {(name, side.value): sets for (name, side), sets in folded.planned.items()} == {
        ("figure-four", "left"): 1,
        ("figure-four", "right"): 1,
        ("clamshell", "right"): 1,
    }
    assert folded.names == {"figure-four": "Figure-four stretch", "clamshell": "Clamshell"}


def test_a_recorded_set_is_told_even_if_a_later_plan_leaves_it_out(tmp_path: Path) -> None:
    # Given two sets of which the second was gone back from, and then fewer were chosen
    logged = LoggedSession(tmp_path / "log", choices=Choices(dose=Dose.HIGH))
    logged.start()
    logged.play(52.5)
    logged.do(Player.back)
    logged.do(lambda player, now: player.replan(now, make_plan(SMALL, Choices())))
    logged.play()
    folded = read(logged.close(), places=False)
    # Then what was done of it counts, in the log as in the session
    assert folded.records == logged.player.records
    assert folded.planned["clamshell", Side.RIGHT] == 2
    assert "  Clamshell, right: 2 of 2 sets (2 of 2, 2 of 3)" in in_words(folded)
    assert logged.heard[-1] == SessionEnded(logged.heard[-1].due, Outcome.COMPLETED, 4, sum(folded.planned.values()))
