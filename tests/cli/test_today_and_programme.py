"""`hipcoach today`, `hipcoach play today`, `hipcoach programme`, and what the end of a session says of the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from journal_builders import HOST, played

from hipcoach.engine.choices import Choices
from hipcoach.journal.programmes import begins, keep_programme
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose

MONDAY = datetime(2026, 11, 16, 18, 0, tzinfo=timezone(timedelta(hours=1)))
TWELVE = "twelve-weeks"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock to so many days after Monday evening; at first it is that evening."""

    def now(days: float) -> None:
        at = MONDAY + timedelta(days=days)
        for place in ("cli.today", "cli.programme", "live.clocks"):
            monkeypatch.setattr(f"hipcoach.{place}.local_time", lambda: at)

    now(0)
    return now


@pytest.fixture
def follow(home: Path) -> Callable[..., None]:
    """Begin a programme that came with hipcoach, so many days after Monday."""

    def follow(name: str = TWELVE, days: float = 0) -> None:
        library = Library(shipped_sessions(), None)
        reading = library.read_programme(library.find_programme(name))
        assert reading.programme is not None
        line = begins(MONDAY + timedelta(days=days), name, reading.sha256, reading.programme)
        keep_programme(home / "log", HOST, line)

    return follow


def play(home: Path, days: float, name: str = "release", **more: Any) -> None:
    """Put a session of this name into the log."""
    played(home / "log", begins=MONDAY + timedelta(days=days), file=f"{name}.yaml", **more)


# -- today ------------------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_told_beside_the_proposal(run: Callable, home: Path, now: Callable) -> None:
    for days in (0.0, 1.0):
        path = played(home / "log", begins=MONDAY + timedelta(days=days), file="release.yaml")
        path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":9', 1))
    now(2)

    ran = run("today")

    assert (ran.status, ran.lines[0]) == (0, "Today: Release")
    assert "newer hipcoach" in ran.err
    assert "2 files of the log cannot be read: what was done may be more" in " ".join(ran.err.split())


def test_a_person_s_file_that_cannot_be_read_is_told_of(run: Callable, home: Path, follow: Callable) -> None:
    follow()
    [kept] = (home / "log" / "person").iterdir()
    kept.unlink()
    kept.mkdir()

    ran = run("today")

    assert (ran.status, ran.lines[0]) == (0, "Today: Release")
    assert kept.name in "".join(ran.err.split())
    assert "1 file of the log cannot be read" in " ".join(ran.err.split())


def test_a_newcomer_is_proposed_release(run: Callable) -> None:
    assert run("today").lines == [
        "Today: Release",
        "Release is a good start.",
        "'hipcoach play today' begins it.",
        "Next: Release, tomorrow or Wednesday.",
        "'hipcoach programme' shows programmes, which say what to do in which week.",
    ]


def test_today_in_a_programme(run: Callable, follow: Callable) -> None:
    follow()
    assert run("today").lines == [
        "Today: Release",
        "The first phase: Let go. Release: 0 of 4-6 this week, 7 days left.",
        "Twelve weeks for turned-out hips, week 1 of 12: Let go.",
        "If you like: Chair alignment (chair-alignment, 0 of 1-2).",
        "'hipcoach play today' begins it.",
        "Next: Release, tomorrow or Wednesday.",
    ]


def test_today_for_programs(run: Callable, follow: Callable, home: Path) -> None:
    follow()
    play(home, -0.1)
    ran = run("today", "--json")
    assert ran.status == 0
    assert ran.json == {
        "session": None,
        "reason": "Done for today. This week: 1 of 5-8.",
        "week": 1,
        "of": [12, 12],
        "done": 1,
        "goal": [5, 8],
        "rest": True,
        "options": ["chair-alignment"],
    }


def test_without_a_programme_the_fields_of_one_are_null(run: Callable) -> None:
    told = run("today", "--json").json
    assert [told[name] for name in ("session", "week", "of", "goal", "rest")] == ["release", None, None, [2, 7], False]


def test_an_offer_says_how_to_say_yes(run: Callable, follow: Callable, home: Path, now: Callable) -> None:
    follow()
    play(home, -0.1, choices=Choices(dose=Dose.HIGH))
    now(8)
    assert [line for line in run("today").lines if "?" in line] == [
        "Count last week all the same, and go on to week 2? 'hipcoach programme accept week' says yes.",
        "Release at the middle dose, after 7 days without a session? 'hipcoach play today --dose middle' takes it.",
    ]


def test_weeks_begin_on_the_day_of_the_settings(run: Callable, home: Path, follow: Callable, now: Callable) -> None:
    follow(days=3)
    now(3)
    assert run("today", "--json").json["goal"] == [3, 8]
    (home / "config.toml").write_text('week_begins = "thursday"\n')
    assert run("today", "--json").json["goal"] == [5, 8]


# -- play today -------------------------------------------------------------------------------------------------------


def test_on_a_rest_day_there_is_the_reason_and_status_2(run: Callable, follow: Callable, home: Path) -> None:
    follow()
    play(home, -0.1)
    ran = run("play", "today", "--plain")
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err == ("hipcoach: Done for today. This week: 1 of 5-8. If you like: 'hipcoach play chair-alignment'.\n")


def test_the_session_of_today_is_played_as_last_time(
    type_at: Callable, follow: Callable, home: Path, log: Callable
) -> None:
    follow()
    play(home, -3, choices=Choices(dose=Dose.HIGH))
    # Another one since then had another dose.
    play(home, -1, "strengthen", choices=Choices(dose=Dose.LOW))
    type_at(["today", "--mute"], (30.0, "q"), (31.0, "f"))
    assert (log()[-1][0]["file"], log()[-1][0]["choices"]["dose"]) == ("release.yaml", "high")


def test_dose_and_modifications_of_the_programme_are_chosen(
    type_at: Callable, home: Path, log: Callable, own: Callable
) -> None:
    text = (
        "hipcoach: 1\nprogramme: Chair\nphases:\n  - name: Sit\n    weeks: 4\n    each_week:\n"
        "      - {session: strengthen, times: 2, dose: low, with: [clamshell:band, banded-internal-rotation:seated]}\n"
    )
    file = own("programmes/chair.yaml", text)
    library = Library(shipped_sessions(), home / "sessions")
    reading = library.read_programme(file)
    assert reading.programme is not None, reading.problems
    keep_programme(home / "log", HOST, begins(MONDAY, "chair", reading.sha256, reading.programme))
    play(home, -9, choices=Choices(dose=Dose.HIGH))

    type_at(["today", "--mute"], (30.0, "q"), (31.0, "f"))

    choices = log()[-1][0]["choices"]
    assert (log()[-1][0]["file"], choices["dose"]) == ("strengthen.yaml", "low")
    assert choices["modifications"] == {"clamshell": ["band"], "banded-internal-rotation": ["seated"]}


def test_what_is_asked_for_wins_over_what_is_proposed(type_at: Callable, follow: Callable, log: Callable) -> None:
    follow()
    type_at(["today", "--dose", "high", "--mute"], (30.0, "q"), (31.0, "f"))
    assert log()[-1][0]["choices"]["dose"] == "high"


def test_the_end_of_a_session_says_what_comes_next(type_at: Callable, follow: Callable, short: Path) -> None:
    follow()
    told = type_at([short, "--mute"])
    # It is Saturday by the clock of the session.
    assert told.err.splitlines()[-1] == "Next: Release, tomorrow or Monday."
    assert "Next:" not in type_at([short, "--mute", "--speed", "1000"]).err


def test_the_plain_front_end_names_the_session_of_today(run: Callable, follow: Callable, home: Path) -> None:
    assert "Today:         hipcoach play today (Release)" in run().lines
    follow()
    play(home, -0.1)
    assert "Today:         rest; hipcoach today says why" in run().lines


# -- programme --------------------------------------------------------------------------------------------------------


def test_programmes_are_listed_and_shown_with_every_week(run: Callable) -> None:
    listed = run("programme")
    assert f"  {TWELVE}: Twelve weeks for turned-out hips" in listed.lines
    assert run("programme", "list").out == listed.out
    shown = run("programme", TWELVE)
    assert run("programme", "show", TWELVE).out == shown.out
    weeks = [line.split()[1:] for line in shown.lines if line.startswith("  Week")]
    assert [int(number) for row in weeks for number in row] == [*range(1, 13)]
    assert "· Full alignment: 2-3 times a week, middle dose, a day between" in shown.lines


def test_a_programme_is_begun_paused_resumed_and_ended(run: Callable) -> None:
    assert run("programme", "begin", TWELVE).lines[:2] == [
        "Begun: Twelve weeks for turned-out hips.",
        "Today: Release",
    ]
    assert f"▶ {TWELVE}: Twelve weeks for turned-out hips" in run("programme").lines
    assert any("1▶" in line for line in run("programme", "show").lines)
    assert run("programme", "pause").status == 0
    assert run("play", "today", "--plain").err.startswith("hipcoach: Paused since today.")
    assert run("programme", "resume").lines[0] == "On again: Twelve weeks for turned-out hips."
    assert run("programme", "end").lines == ["Ended: Twelve weeks for turned-out hips. What was done stays in the log."]
    assert run("today", "--json").json["week"] is None


def test_another_one_is_begun_once_the_first_has_ended(run: Callable, follow: Callable) -> None:
    follow(days=-0.1)
    refused = run("programme", "begin", "short-days")
    assert "you follow twelve-weeks; 'hipcoach programme end' ends it, and then short-days can be begun" in " ".join(
        refused.err.split()
    )
    run("programme", "end")
    assert run("programme", "begin", "short-days").lines[0] == "Begun: Short days."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("begin",), "begin which one?"),
        (("begin", "nothing"), "there is no programme called nothing"),
        (("begin", "release"), "release is a session, and no programme"),
        (("pause",), "you follow no programme"),
        (("resume",), "you follow no programme"),
        (("end",), "you follow no programme"),
        (("accept",), "you follow no programme"),
        (("show",), "which one?"),
        (("start", TWELVE), "'start' is nothing that is done with a programme; there is list, show"),
        (("bgin", TWELVE), "'bgin' is nothing that is done with a programme: did you mean begin?"),
    ],
)
def test_what_cannot_be_done_is_said(run: Callable, words: tuple[str, ...], told: str) -> None:
    ran = run("programme", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"hipcoach: {told}")


def test_what_does_not_fit_is_said(run: Callable, follow: Callable) -> None:
    follow(days=-0.1)
    assert "you follow twelve-weeks already" in run("programme", "begin", TWELVE).err
    assert "is not paused" in run("programme", "resume").err
    assert "you follow twelve-weeks, and not short-days" in run("programme", "end", "short-days").err
    assert "nothing of that is offered today" in run("programme", "accept").err
    assert "accept what? phase, week or file" in run("programme", "accept", "all").err
    run("programme", "pause")
    assert "paused already" in run("programme", "pause").err


def test_a_week_is_accepted(run: Callable, follow: Callable, home: Path, now: Callable) -> None:
    follow(days=-0.2)
    play(home, -0.1)
    now(7)
    assert run("today", "--json").json["week"] == 1
    assert run("programme", "accept").status == 0
    assert run("today", "--json").json["week"] == 2
    assert "  16 Nov  week 1: 1 of 5-8" in run("programme").lines


def test_a_changed_file_is_accepted(run: Callable, own: Callable) -> None:
    text = (shipped_sessions() / "programmes" / "short-days.yaml").read_text(encoding="utf-8")
    own("programmes/own.yaml", text)
    run("programme", "begin", "own")
    own("programmes/own.yaml", text.replace("weeks: 6", "weeks: 8"))
    assert run("today", "--json").json["of"] == [6, 6]
    # It shows what is followed.
    assert any("weeks 1-6" in line for line in run("programme", "show", "own").lines)
    assert run("programme", "accept", "file").status == 0
    assert run("today", "--json").json["of"] == [8, 8]


def test_a_phase_of_open_length_is_entered(run: Callable, own: Callable, home: Path, now: Callable) -> None:
    text = (
        "hipcoach: 1\nprogramme: Open\nphases:\n"
        "  - {name: One, weeks: 1-3, each_week: [{session: release, times: 1-7}]}\n"
        "  - {name: Two, weeks: 2, each_week: [{session: strengthen, times: 2}]}\n"
    )
    own("programmes/open.yaml", text)
    run("programme", "begin", "open")
    play(home, 0.1)
    now(7)
    assert "'hipcoach programme accept phase' says yes." in run("today").out
    assert "Today: Strengthen" in run("programme", "accept").lines


def test_a_folder_that_cannot_be_written_is_told(run: Callable, home: Path) -> None:
    (home / "log").mkdir(parents=True)
    (home / "log" / "person").write_text("no folder")
    ran = run("programme", "begin", TWELVE)
    assert ran.status == 2
    assert ran.err.startswith("hipcoach: nothing has changed, because ")


def test_the_log_tells_the_goal_of_the_programme(
    run: Callable, follow: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.clocks.local_time", lambda: MONDAY + timedelta(days=1))
    play(home, -0.1)
    assert run("log").lines[0].endswith("; Release suggests 2-7 a week.")
    follow(days=-0.2)
    assert run("log").lines[0].endswith("; Twelve weeks for turned-out hips: 1 of 5-8.")
