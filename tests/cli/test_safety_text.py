"""The safety text in lines: whole until it was accepted, then one line and what the session itself has to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import takewhile
from pathlib import Path

import pytest
from live_builders import MORNING, end_of_input

from hipcoach.advice.safety import BEFORE, DISCLAIMER
from hipcoach.advice.thresholds import Thresholds
from hipcoach.advice.turned_out import TITLE, page
from hipcoach.plain.keyboard import Input, InputEnded, Signalled, Stopped
from hipcoach.plain.reckoning import speech_seconds

WHOLE = (*DISCLAIMER, *BEFORE)


def words(told: str) -> str:
    """What was told, whatever lines it was broken into."""
    return " ".join(told.split())


def test_at_a_terminal_nothing_begins_before_enter_and_then_never_again(
    type_at: Callable, short: Path, home: Path, log: Callable
) -> None:
    first = type_at([short, "--plain"], (50, "x"), *passes_over(60, 4), (70, "quit"), (71, "later"), terminal=True)

    assert all(text in words(first.err) for text in WHOLE)
    assert "Enter accepts" in first.err, "with the text that it is about, wherever the lines of the session go"
    assert "Enter accepts" not in first.out
    assert (home / "accepted").stat().st_mode & 0o777 == 0o600
    [(start, *_)] = log()
    assert start["at"].startswith("2026-11-21T07:01:0"), "it began when that was read"

    second = type_at([short, "--plain"], *passes_over(5, 4), (15, "quit"), (16, "later"), terminal=True)

    assert DISCLAIMER[0] not in words(second.err)
    assert "o or full stop is the key for pain" in second.err
    assert "Enter accepts" not in second.err


def passes_over(at: float, times: int) -> tuple[tuple[float, Input | str], ...]:
    """Accepts the text or decides later on what was left open, and passes over what is asked, a second each."""
    return tuple((at + second, "enter") for second in range(times))


def test_where_it_was_accepted_nothing_begins_before_enter_either(
    type_at: Callable, short: Path, home: Path, log: Callable
) -> None:
    home.mkdir()
    (home / "accepted").write_text("yes\n")

    ran = type_at(
        [short, "--plain", "--mute"],
        (40, "?"),
        (41, "enter"),
        (42, "?"),
        (43, "enter"),
        *passes_over(88, 3),
        (98, "quit"),
        (99, "later"),
        terminal=True,
    )

    assert "It takes five minutes. For that, leave with q and type 'hipcoach measure'." in ran.err
    assert "Enter begins; change lets you choose dose, side and options." in ran.err
    assert "o, full stop, exclamation mark, up arrow: pain: stop at once" in ran.err, (
        "keys are told when they are asked for"
    )
    assert log()[0][0]["at"].startswith("2026-11-21T07:01:30")
    assert ran.lines[1] == "Lean, left side, 5 seconds to get ready"


def test_without_a_keyboard_nothing_begins_before_the_text_could_be_spoken(
    type_at: Callable, short: Path, log: Callable
) -> None:
    ran = type_at([short, "--plain"], end_of_input(0), waits_until_heard=True)
    before = [*takewhile(lambda line: "Logged" not in line, ran.err.splitlines()), ran.lines[0]]
    seconds = sum(speech_seconds(line, 170) for line in before)

    began = datetime.fromisoformat(log()[0][0]["at"])
    assert seconds > 60, "the whole safety text"
    assert abs((began - MORNING).total_seconds() - seconds) < 1


def test_a_faster_reader_waits_less(type_at: Callable, short: Path, home: Path, log: Callable) -> None:
    home.mkdir()
    (home / "accepted").write_text("yes\n")

    for rate in ("100", "400"):
        type_at([short, "--plain", "--rate", rate], end_of_input(0), waits_until_heard=True)

    slow, fast = (datetime.fromisoformat(start["at"]) for start, *_ in log())
    # Each session takes thirty seconds itself.
    assert (fast - slow).total_seconds() - 30 < (slow - MORNING).total_seconds() / 2


def test_a_line_that_comes_meanwhile_begins_the_session_and_is_taken(
    type_at: Callable, short: Path, log: Callable
) -> None:
    ran = type_at([short, "--plain"], (2, "pause"), (60, "resume"), waits_until_heard=True)

    assert ran.lines[1:3] == ["Lean, left side, 5 seconds to get ready", "Session paused"]
    assert log()[0][0]["at"].startswith("2026-11-21T07:00:02")


def test_a_signal_meanwhile_begins_nothing(type_at: Callable, short: Path, home: Path) -> None:
    ran = type_at([short, "--plain"], (2, Signalled(15)), waits_until_heard=True)

    assert ran.status == 143
    assert not (home / "log").exists()


def test_programs_are_kept_waiting_for_no_text(type_at: Callable, short: Path, log: Callable) -> None:
    type_at([short, "--json"], end_of_input(0), waits_until_heard=True)

    assert log()[0][0]["at"].startswith("2026-11-21T07:00:00")


@pytest.mark.parametrize(
    ("leaves", "status"),
    [("q", 3), ("й", 3), (InputEnded(), 3), (Signalled(15), 143)],
    ids=["q", "q-in-cyrillic", "end", "term"],
)
def test_who_does_not_accept_it_begins_nothing(
    type_at: Callable, short: Path, home: Path, leaves: Input | str, status: int
) -> None:
    ran = type_at([short, "--plain"], (5, leaves), terminal=True)

    assert ran.status == status
    assert not (home / "accepted").exists()
    assert not (home / "log").exists()


def test_while_it_waits_it_can_be_stopped_and_continued(
    type_at: Callable, short: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = []
    monkeypatch.setattr("hipcoach.plain.follow._stop", lambda switch: stopped.append(True))

    type_at([short, "--plain"], (5, Stopped()), *passes_over(6, 4), (14, "quit"), (15, "later"), terminal=True)

    assert stopped == [True]
    assert (home / "accepted").exists()


def test_commands_of_a_program_are_no_answers_to_it(type_at: Callable, short: Path, home: Path) -> None:
    ran = type_at([short, "--plain"], (8, "quit"), (9, "later"))

    assert all(text in words(ran.err) for text in WHOLE)
    assert "Enter accepts" not in ran.err
    assert not (home / "accepted").exists()


def test_a_rehearsal_keeps_nothing_and_waits_for_nobody(type_at: Callable, short: Path, home: Path) -> None:
    ran = type_at(
        [short, "--plain", "--mute", "--speed", "10"], (8, "quit"), (9, "finish"), (10, "enter"), terminal=True
    )

    assert "Enter accepts" not in ran.err
    # Speech that was made is no record.
    assert [kept.name for kept in home.glob("*") if kept.name != "cache"] == []


def test_what_the_session_wants_to_be_read_is_read_each_time(type_at: Callable, short: Path, home: Path) -> None:
    short.write_text(short.read_text() + "safety:\n  before: [Ask Dr Mill about the new joint]\n", encoding="utf-8")
    home.mkdir()
    (home / "accepted").write_text("yes\n")

    ran = type_at([short, "--plain"], *passes_over(5, 3), (10, "quit"), (11, "later"), terminal=True)

    assert "Ask Dr Mill about the new joint" in ran.err
    assert DISCLAIMER[0] not in words(ran.err)


def test_a_session_left_open_stays_so_if_the_text_is_not_accepted(type_at: Callable, short: Path, home: Path) -> None:
    type_at([short, "--plain"], (8, "quit"), (9, "later"))
    [path] = home.glob("log/*/*.jsonl")
    before = path.read_bytes()

    ran = type_at(["--resume", "--plain"], (5, "q"), terminal=True)

    assert ran.status == 3
    assert path.read_bytes() == before, "nobody went on with it"


def test_the_page_about_hips_is_the_one_of_the_app(run: Callable) -> None:
    ran = run("about")

    assert ran.status == 0
    assert ran.out.splitlines() == [TITLE, "", *page(Thresholds())]


def test_its_figures_are_those_that_are_set(run: Callable, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text("[advice]\nweeks = 9\n")

    assert "After 9 weeks" in run("about").out
