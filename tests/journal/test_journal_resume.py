"""Going on with a session that was interrupted."""

from __future__ import annotations

import errno
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING, PATIENCE, SMALL, LoggedSession, lines_of, played
from msgspec.structs import replace

from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.events import Event
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.journal.disk import Disk, InUse
from hipcoach.journal.fold import read
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import Resumable, abandon, close_as_partial, find
from hipcoach.session.model import Dose, Exercise, Modification, Range, Session, Side

LATER = MORNING + timedelta(minutes=90)


def interrupted(log: Path, after: float, **how: object) -> LoggedSession:
    """A session that went on for so long, and then the power was cut."""
    logged = LoggedSession(log, **how)  # type: ignore[arg-type]
    logged.start()
    logged.play(after)
    logged.settle()
    logged.journal.close(PATIENCE)
    return logged


def found(log: Path, now: datetime = LATER) -> Resumable:
    resumable = find(log, HOST, now)
    assert resumable is not None
    return resumable


def rest_of(player: Player, now: float) -> list[Event]:
    """What comes if it is resumed and nobody interferes."""
    return [*player.resume(now), *player.advance(now + 9999.0)]


@pytest.mark.parametrize("tenths", range(1, 280, 9))
def test_the_rest_is_the_one_of_the_player_that_was_paused_there(tmp_path: Path, tenths: int) -> None:
    # Given a session that was cut off
    interrupted(tmp_path / "log", tenths / 10)
    resumable = found(tmp_path / "log")
    # And one that was paused at the moment of the latest place
    paused = LoggedSession(tmp_path / "other")
    paused.start()
    place = [line for line in lines_of(resumable.path) if line["t"] == "place"][-1]
    paused.play((datetime.fromisoformat(place["at"]) - MORNING).total_seconds())
    paused.do(Player.pause)
    # Then both have done the same and go on alike
    player = resumable.player()
    assert player.state == paused.player.state
    assert player.records == paused.player.records
    assert rest_of(player, 5000.0) == rest_of(paused.player, paused.now - 100.0)
    paused.journal.close(PATIENCE)


def test_a_resumed_session_goes_on_in_its_file(tmp_path: Path) -> None:
    # Given a session cut off in the right hold, with half a line at its end
    cut = interrupted(tmp_path / "log", 17)
    path = cut.journal.path
    assert path is not None
    before = path.read_bytes()
    path.write_bytes(before + b'{"t":"place","at":"20')
    # When it is gone on with ninety minutes later
    resumable = found(tmp_path / "log")
    journal = Journal.resume(resumable, wall=lambda: LATER, report=pytest.fail)
    logged = LoggedSession(tmp_path / "log", journal=journal, player=resumable.player(), begins=LATER)
    logged.do(Player.resume)
    logged.play()
    logged.journal.checkout(pain=0)
    # Then the file has all of it
    assert logged.close() == path
    after = path.read_bytes()
    assert after.startswith(before)
    assert lines_of(path)[before.count(b"\n")] == {"t": "resume", "at": "2026-11-21T08:32:11+01:00", "gap_s": 5386}
    folded = read(path)
    assert (folded.ending, folded.unreadable, len(folded.records)) == ("completed", 0, 3)
    assert folded.records == logged.player.records
    assert find(tmp_path / "log", HOST, LATER) is None


def test_it_says_where_it_stands(tmp_path: Path) -> None:
    interrupted(tmp_path / "a", 2)
    interrupted(tmp_path / "b", 9.5)
    interrupted(tmp_path / "c", 12)
    interrupted(tmp_path / "d", 26.5)
    descriptions = [found(tmp_path / name).description for name in "abcd"]
    assert descriptions == [
        "figure-four stretch, left, set 1",
        "figure-four stretch, left, set 1, 1 second left",
        "figure-four stretch, right, set 1",
        "clamshell, right, set 1, repetition 2",
    ]


def test_a_name_that_begins_with_an_abbreviation_stays_one(tmp_path: Path) -> None:
    session = Session("One", (Exercise(id="tfl", name="TFL stretch", hold=Range(20, 20), prepare=4),))
    interrupted(tmp_path / "log", 14, session=session)
    assert found(tmp_path / "log").description == "TFL stretch, set 1, 10 seconds left"


def test_the_choices_and_the_plan_are_the_latest(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log", choices=Choices(dose=Dose.MIDDLE))
    logged.start()
    logged.play(6)
    chosen = Choices(dose=Dose.HIGH, pace=Pace.OWN)
    logged.journal.choices_changed(chosen)
    logged.do(lambda player, now: player.replan(now, make_plan(SMALL, chosen)))
    logged.close()
    resumable = found(tmp_path / "log")
    assert resumable.choices == chosen
    assert resumable.plan == logged.player.plan
    assert resumable.folded.chosen == Choices(dose=Dose.MIDDLE)


def test_a_session_cut_off_before_its_first_place_begins_anew(tmp_path: Path) -> None:
    path = interrupted(tmp_path / "log", 1).journal.path
    assert path is not None
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert found(tmp_path / "log").player().state.index == 0
    assert rest_of(found(tmp_path / "log").player(), 0.0)


def test_a_set_recorded_just_before_the_cut_is_not_done_again(tmp_path: Path) -> None:
    path = played(tmp_path / "log")
    lines = path.read_bytes().splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if b'"t":"set"' in line)
    path.write_bytes(b"".join(lines[: first + 1]))
    player = found(tmp_path / "log").player()
    assert (player.step.side, player.state.index, len(player.records)) == (Side.RIGHT, 2, 1)
    assert player.records[0].hold is not None
    assert player.records[0].hold.done == 6.0


def test_cut_off_between_a_new_plan_and_its_place_it_goes_on_where_it_last_stood(tmp_path: Path) -> None:
    # Given a hold under way that was to begin anew in an easier form
    figure, clamshell = SMALL.exercises
    easier = replace(figure, easier=(Modification(id="wall", name="At the wall"),))
    session = replace(SMALL, exercises=(easier, clamshell))
    logged = LoggedSession(tmp_path / "log", session=session)
    logged.start()
    logged.play(6)
    new = make_plan(session, Choices(modifications={figure.id: ("wall",)}))
    logged.do(lambda player, now: player.replan(now, new))
    # When the power is cut after the line of the new plan, in which the latest place does not exist
    path = logged.close()
    lines = path.read_bytes().splitlines(keepends=True)
    changed = next(number for number, line in enumerate(lines) if b'"t":"plan"' in line)
    path.write_bytes(b"".join(lines[: changed + 1]))
    # Then the session can be resumed all the same, and the seconds held are kept
    player = found(tmp_path / "log").player()
    assert (player.step.exercise, player.step.side) == ("figure-four", Side.RIGHT)
    assert [record.hold.done for record in player.records if record.hold] == [2.0]


def test_nothing_is_offered_of_what_is_over_too_old_or_anothers(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert find(log, HOST, LATER) is None
    played(log)
    assert find(log, HOST, LATER) is None
    interrupted(log, 9, begins=MORNING + timedelta(seconds=60))
    assert found(log)
    assert find(log, "2" * 32, LATER) is None
    assert find(log, HOST, MORNING + timedelta(hours=24)) is not None
    assert find(log, HOST, MORNING + timedelta(hours=25)) is None


def test_the_newest_is_offered(tmp_path: Path) -> None:
    log = tmp_path / "log"
    interrupted(log, 9)
    newest = interrupted(log, 12, begins=MORNING + timedelta(minutes=10))
    assert found(log).path == newest.journal.path


def test_the_newest_of_one_file_is_offered_where_that_is_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log"
    interrupted(log, 9)
    assert find(log, HOST, LATER, file="strengthen.yaml") is None
    resumable = find(log, HOST, LATER, file="release.yaml")
    assert resumable is not None
    assert resumable.place == "Release: figure-four stretch, left, set 1, 1 second left"


def test_a_clock_that_was_set_back(tmp_path: Path) -> None:
    # Given a session that began, by its name, three minutes from now, one in an hour, and one of next month
    interrupted(tmp_path / "log", 9, begins=MORNING + timedelta(days=30))
    interrupted(tmp_path / "log", 9, begins=MORNING + timedelta(hours=1))
    logged = interrupted(tmp_path / "log", 9)
    now = MORNING - timedelta(minutes=3)
    # Then only the first is offered, since clocks may differ by a little, and no gap is less than nothing
    resumable = found(tmp_path / "log", now)
    assert resumable.path == logged.journal.path
    assert resumable.gap(now) == 0.0
    journal = Journal.resume(resumable, wall=lambda: now, report=pytest.fail)
    assert journal.close(PATIENCE) == ()
    assert lines_of(resumable.path)[-1] == {"t": "resume", "at": "2026-11-21T06:59:11+01:00", "gap_s": 0}
    # And the second once its time has come
    journal = Journal.resume(
        found(tmp_path / "log", MORNING + timedelta(hours=1)), wall=lambda: now, report=pytest.fail
    )
    assert journal.path != logged.journal.path
    assert journal.close(PATIENCE) == ()


def test_clocks_that_go_back_an_hour_in_between(tmp_path: Path) -> None:
    # Given a session of the last minutes of summer time, cut off
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    interrupted(tmp_path / "log", 9, begins=datetime(2026, 10, 25, 2, 55, tzinfo=summer))
    # When it is gone on with eleven minutes later, which the clock on the wall shows as an hour before
    now = datetime(2026, 10, 25, 2, 6, tzinfo=winter)
    resumable = found(tmp_path / "log", now)
    journal = Journal.resume(resumable, wall=lambda: now, report=pytest.fail)
    logged = LoggedSession(tmp_path / "log", journal=journal, player=resumable.player(), begins=now)
    logged.do(Player.resume)
    logged.play()
    # Then the gap is what it was, and the times in the log never go back
    folded = read(logged.close())
    assert resumable.gap(now) == 11 * 60 - 9
    times = [datetime.fromisoformat(line["at"]) for line in lines_of(resumable.path)]
    assert times == sorted(times)
    assert (folded.ending, len(folded.records)) == ("completed", 3)


def test_a_session_that_somebody_is_at_is_not_offered(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(9)
    logged.settle()
    assert find(tmp_path / "log", HOST, LATER) is None
    logged.journal.close(PATIENCE)
    assert find(tmp_path / "log", HOST, LATER) is not None


def test_of_two_that_go_on_with_one_session_the_second_is_refused(tmp_path: Path) -> None:
    logged = interrupted(tmp_path / "log", 9)
    one, two = found(tmp_path / "log"), found(tmp_path / "log")
    journal = Journal.resume(one, wall=lambda: LATER, report=pytest.fail)
    with pytest.raises(InUse, match="another hipcoach is at this session"):
        Journal.resume(two, wall=lambda: LATER, report=pytest.fail)
    assert journal.close(PATIENCE) == ()
    # And after the first has let go, the file is not what the second one saw
    with pytest.raises(InUse):
        Journal.resume(two, wall=lambda: LATER, report=pytest.fail)
    with pytest.raises(InUse):
        abandon(two, LATER)
    assert logged.journal.path is not None
    assert lines_of(logged.journal.path)[-1]["t"] == "resume"


def test_going_on_on_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    class ReadOnly(Disk):
        broken = True

        def open(self, path: Path) -> int:
            if self.broken:
                raise OSError(errno.EROFS, "Read-only file system", str(path))
            return super().open(path)

    disk = ReadOnly()
    logged = interrupted(tmp_path / "log", 9)
    resumable = found(tmp_path / "log")
    went_on = LoggedSession(tmp_path / "log")
    journal = Journal.resume(
        resumable, wall=lambda: LATER, report=went_on.told.put, disk=disk, retry=lambda failures: None
    )
    assert went_on.told.get(timeout=PATIENCE).endswith(": Read-only file system")
    again = LoggedSession(tmp_path / "log", journal=journal, player=resumable.player(), begins=LATER)
    again.do(Player.resume)
    again.play()
    disk.broken = False
    journal.retry()
    assert "being written again" in went_on.told.get(timeout=PATIENCE)
    assert again.close() == logged.journal.path
    assert read(again.close()).records == again.player.records


@pytest.mark.parametrize("failure", [OSError(errno.EIO, "Input/output error"), MemoryError()])
@pytest.mark.parametrize("step", ["hipcoach.journal.journal.content", "threading.Thread.start"])
def test_where_taking_it_up_fails_the_log_is_free_to_be_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: Exception
) -> None:
    interrupted(tmp_path / "log", 9)
    resumable = found(tmp_path / "log")
    before = resumable.path.read_bytes()

    def fail(*_: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(type(failure)):
            Journal.resume(resumable, wall=lambda: LATER, report=pytest.fail)
    assert resumable.path.read_bytes() == before
    assert Disk().free(resumable.path)
    journal = Journal.resume(found(tmp_path / "log"), wall=lambda: LATER, report=pytest.fail)
    assert journal.close(PATIENCE) == ()
    assert lines_of(resumable.path)[-1]["t"] == "resume"


def test_declining_ends_it(tmp_path: Path) -> None:
    interrupted(tmp_path / "log", 17)
    resumable = found(tmp_path / "log")
    abandon(resumable, LATER)
    folded = read(resumable.path)
    assert lines_of(resumable.path)[-1] == {"t": "end", "at": "2026-11-21T08:32:11+01:00", "outcome": "abandoned"}
    assert (folded.ending, len(folded.records)) == ("abandoned", 1)
    assert find(tmp_path / "log", HOST, LATER) is None


def test_closing_it_keeps_the_set_under_way(tmp_path: Path) -> None:
    interrupted(tmp_path / "log", 19.5)
    resumable = found(tmp_path / "log")
    close_as_partial(resumable, LATER)
    folded = read(resumable.path)
    assert [line["t"] for line in lines_of(resumable.path)[-2:]] == ["set", "end"]
    assert folded.ending == "partial"
    assert [(record.n, record.counted.done, record.how) for record in folded.records] == [
        (1, 6.0, "done"),
        (2, 5.0, "given_up"),
    ]


def test_closing_it_between_sets_adds_none(tmp_path: Path) -> None:
    interrupted(tmp_path / "log", 12)
    resumable = found(tmp_path / "log")
    close_as_partial(resumable, LATER)
    assert [line["t"] for line in lines_of(resumable.path)[-2:]] == ["place", "end"]


def test_closing_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    class Full(Disk):
        def write(self, fd: int, data: bytes) -> int:
            return super().write(fd, data[:5])

    interrupted(tmp_path / "log", 12)
    resumable = found(tmp_path / "log")
    before = resumable.path.read_bytes()
    with pytest.raises(OSError, match="only 5 of"):
        abandon(resumable, LATER, disk=Full())
    assert resumable.path.read_bytes() == before


def test_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    path = interrupted(tmp_path / "log", 9).journal.path
    assert path is not None
    path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":2', 1))
    assert find(tmp_path / "log", HOST, LATER) is None
