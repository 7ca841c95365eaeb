"""Measuring in lines: a question a line, each number kept before the next, nothing asked without a keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from journal_builders import LoggedSession, played

from hipcoach.advice.measures import HONEST, ORDER
from hipcoach.journal.measures import measured

NOW = datetime.fromisoformat("2026-11-21T07:02:11+01:00")


@pytest.fixture
def typed(run: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Measure at a keyboard, with answers in their order; the input ends after them."""
    monkeypatch.setattr("hipcoach.cli.measure.has_keyboard", lambda: True)

    def typed(*answers: str | BaseException, day: str = "2026-11-21"):
        given: Iterator[str | BaseException] = iter(answers)

        def read(prompt: str) -> str:
            print(prompt)
            answer = next(given, EOFError())
            if isinstance(answer, BaseException):
                raise answer
            return answer

        monkeypatch.setattr("builtins.input", read)
        monkeypatch.setattr("hipcoach.cli.measure.local_time", lambda: datetime.fromisoformat(f"{day}T07:02:11+01:00"))
        return run("measure")

    return typed


def kept(home: Path, install: int = 0) -> list[tuple[str, str, int | None]]:
    """The lines of the person's file as what, side and number."""
    (file,) = (home / "log" / "person").glob("*.jsonl")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    return [(line["what"], line["side"], line["value"]) for line in lines if line["t"] == "measure"]


def test_every_measure_is_asked_one_after_the_other_and_kept(typed, home: Path) -> None:
    ran = typed("28", "50", "35", "48", "12", "-4", "7")

    assert ran.status == 0
    assert [line for line in ran.lines if line.startswith("Measure ")] == [
        f"Measure {number} of 7: {title}"
        for number, title in enumerate(
            (
                "Inward turn, left",
                "Outward turn, left",
                "Inward turn, right",
                "Outward turn, right",
                "Standing foot, left",
                "Standing foot, right",
                "Socks",
            ),
            1,
        )
    ]
    assert kept(home) == [
        ("inward", "left", 28),
        ("outward", "left", 50),
        ("inward", "right", 35),
        ("outward", "right", 48),
        ("standing", "left", 12),
        ("standing", "right", -4),
        ("socks", "none", 7),
    ]
    # Then it says what was measured, and what that can tell.
    for line in ("Inward turn (the foot swings out): left 28°, right 35°", *HONEST):
        assert line in ran.lines


def test_some_of_it_is_enough_and_a_number_can_be_taken_back(typed, home: Path) -> None:
    ran = typed("", "50", "-", "45", "")

    assert ran.status == 0
    assert kept(home) == [("outward", "left", 50), ("outward", "left", None), ("outward", "left", 45)]
    assert "Outward turn (the foot swings in): left 45°" in ran.lines


def test_what_is_no_number_is_asked_again_with_what_can_be_typed(typed, home: Path) -> None:
    ran = typed("91", "abc", "28")

    assert ran.lines.count("Type a number from 0 to 90, or nothing to pass it over.") == 2
    # How it is done is not explained again for that.
    assert ran.lines.count("Measure 1 of 7: Inward turn, left") == 1
    assert kept(home) == [("inward", "left", 28)]


def test_passing_everything_over_puts_the_offer_off(typed, run: Callable, home: Path) -> None:
    ran = typed(*[""] * len(ORDER))

    assert "Nothing was measured." in ran.lines
    assert measured(home / "log", NOW).passed == NOW.date()


def test_leaving_puts_nothing_off(typed, home: Path) -> None:
    assert typed().status == 0
    assert not (home / "log").exists()


def test_ctrl_c_leaves_what_was_given(typed, home: Path) -> None:
    assert typed("28", KeyboardInterrupt()).status == 130
    assert kept(home) == [("inward", "left", 28)]


def test_the_time_before_stands_beside_it(typed) -> None:
    typed("25", "50", day="2026-11-07")
    ran = typed("28", "49")

    assert "Inward turn (the foot swings out): left 28°; left 25° on 7 Nov 2026" in ran.lines
    assert any("worth asking about" in line for line in ran.lines)
    assert not any("you have" in line.lower() for line in ran.lines)


def test_without_a_keyboard_nothing_is_asked(run: Callable, home: Path) -> None:
    ran = run("measure")

    assert ran.status == 0
    assert ran.lines == ["Nothing was measured yet. 'hipcoach measure' at a terminal leads through it."]
    assert not (home / "log").exists()


def test_over_the_weeks_it_is_a_table_beside_pain(typed, run: Callable) -> None:
    typed("25", "50", "35", day="2026-11-07")
    typed("28", "49", "", "47", "12", "15", "7")

    rows = [line.split() for line in run("measure", "--show").lines[:4]]
    assert rows[0] == ["inward", "outward", "standing", "socks", "pain"]
    assert rows[2] == ["7", "Nov", "2026", "25°", "35°", "50°", "·", "·", "·"]
    assert rows[3] == ["21", "Nov", "2026", "28°", "·", "49°", "47°", "12°", "15°", "7"]


def test_for_other_programs_it_is_json(typed, run: Callable) -> None:
    assert run("measure", "--json").json == []
    typed("28", "", "", "", "", "", "7")

    assert run("measure", "--json").json == [
        {
            "day": "2026-11-21",
            "values": [
                {"what": "inward", "side": "left", "value": 28, "unit": "degrees"},
                {"what": "socks", "side": "none", "value": 7, "unit": "of 10"},
            ],
        }
    ]


def test_a_full_disk_is_told_and_the_numbers_are_shown_to_be_noted_down(
    typed, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hipcoach.journal.measures.append", full)
    ran = typed("28")

    assert ran.status == 2
    assert "Not kept yet" in ran.out
    assert "Inward turn (the foot swings out): left 28°" in ran.lines
    assert "No space left" in ran.err


def test_the_log_offers_it_and_then_tells_what_was_measured(
    typed, run: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.clocks.local_time", lambda: NOW)
    played(home / "log", begins=NOW)
    assert run("log").lines[1] == "Measure how far your hips turn? It takes five minutes. 'hipcoach measure'"

    typed("28", "", "35")

    assert run("log").lines[1] == (
        "Measured on 21 Nov 2026: inward turn left 28°, right 35°. 'hipcoach measure --show' shows all."
    )


def test_the_pain_beside_it_is_the_average_since_the_time_before(typed, run: Callable, home: Path) -> None:
    for day, pain in ((5, 4), (6, 5), (10, 3), (20, 0)):
        logged = LoggedSession(home / "log", begins=NOW.replace(day=day))
        logged.journal.checkin(pain=pain)
        logged.start()
        logged.play()
        logged.close()
    typed("25", day="2026-11-07")
    typed("28", day="2026-11-21")

    rows = run("measure", "--show").lines[2:4]
    assert [row.split()[-1] for row in rows] == ["4.5", "1.5"]
