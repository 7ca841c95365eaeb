"""The report of what was done: valid whatever is in the log, true to it, and counting what is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import twelve_weeks
from journal_builders import HOST, MORNING, LoggedSession, played
from msgspec.structs import replace
from pages import checked, text_of
from report_help import EVENING, LAST, reported, told, twelve_weeks_report
from test_attacks_on_paper import MARKUP, odd_files

from hipcoach.advice.measures import Quantity
from hipcoach.advice.programmes import BegunProgramme
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import Player
from hipcoach.journal.lines import Checkout
from hipcoach.journal.measures import MeasureLine, keep_measures
from hipcoach.paper.report.figures import (
    ReportPlan,
    pain_answers,
    shown,
)
from hipcoach.paper.report.page import report_page
from hipcoach.session.model import Exercise, Modification, Range, Session, Side, Sides
from hipcoach.session.programme import ProgrammePhase, WeekEntry


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the made-up twelve weeks."""
    home = tmp_path_factory.mktemp("twelve")
    twelve_weeks.write(home, LAST)
    return home / "log"


@pytest.fixture(scope="module")
def twelve(log: Path) -> Element:
    """The report of them."""
    return checked(twelve_weeks_report(log))


def rows(page: Element, heading: str) -> list[list[str]]:
    """The texts of the table in the part under a heading."""
    [part] = [one for one in page.iter("section") if (one.findtext("h2") or "").startswith(heading)]
    return [[text_of(cell) for cell in row] for row in part.iter("tr")]


def items(page: Element, heading: str) -> list[str]:
    [part] = [one for one in page.iter("section") if one.findtext("h2") == heading]
    return [text_of(one) for one in part.iter("li")]


# -- twelve weeks -----------------------------------------------------------------------------------------------------


def test_each_week_stands_under_its_phase_with_what_was_done_of_its_plan(twelve: Element) -> None:
    head, *weeks = rows(twelve, "Sessions against the plan")
    assert head[:3] == ["Week", "Sessions", "Done of what was planned"]
    told = [row[:3] if len(row) > 1 else row for row in weeks]
    assert told[:3] == [
        ["Let go"],
        ["1 (31 Aug)", "6", "Release 5 of 4-6, Chair alignment 1 of 1-2"],
        ["2 (7 Sep)", "6", "Release 4 of 4-6, Chair alignment 2 of 1-2"],
    ]
    # The week away comes again, and a session that nothing planned is told all the same.
    assert told[6:8] == [
        ["5 (28 Sep)", "1", "Full alignment 0 of 2-3, Release 1 of 2"],
        ["5 (5 Oct)", "6", "Full alignment 3 of 2-3, Release 2 of 2, Desk break 1 besides"],
    ]
    assert [row[0] for row in told if len(row) == 1] == ["Let go", "Build", "Add to it", "All of it"]
    assert len(told) == 12 + 4


def test_the_head_says_which_programme_how_many_sessions_and_how_they_ended(twelve: Element) -> None:
    facts = {text_of(one[0]): text_of(one[1]) for dl in twelve.iter("dl") for one in dl}
    assert facts["Period"] == "31 Aug 2026 to 22 Nov 2026"
    assert facts["Affected side"] == "right"
    assert facts["Programme"] == "Twelve weeks for turned-out hips, begun on 31 Aug 2026, now in week 11 of 12"
    assert facts["Sessions"].startswith("57 that count, on 57 days, ")
    assert facts["Sessions"].endswith(": 54 completed, 1 done in part, 1 interrupted, 1 ended for pain")


def test_stops_for_pain_say_where_and_what_with_the_note_of_the_session(twelve: Element) -> None:
    sharp = "sharp. Sharp in the outer hip on the second set, gone after ten minutes. Slept on the other side."
    knee = "ache, 4 of 10. Knee ached a little at the front, pad folded double: better."
    groin = "ache, 5 of 10. Groin pinched with the band, left it out."
    assert rows(twelve, "Stops for pain")[1:] == [
        ["16 Sep", "Full alignment", "Clamshell, right", sharp, "stopped for pain"],
        ["24 Sep", "Full alignment", "Kneeling lunge stretch, left", knee, "completed"],
        ["19 Oct", "Full alignment", "Banded internal rotation, right", groin, "done in part"],
    ]


def test_left_stands_above_right_and_sets_without_a_record_are_counted(twelve: Element) -> None:
    told = rows(twelve, "Dose done against target")[1:]
    place = next(at for at, row in enumerate(told) if row[0].startswith("Clamshell"))
    left, right = told[place : place + 2]
    assert left[1:4] == ["left", "70 / 72 (2 without a record)", "100 %"]
    assert right[0] == "right"
    amounts = re.fullmatch(r"(\d+) / 72 \((\d+) short or skipped, 3 without a record\)", right[1])
    assert amounts is not None
    assert int(amounts[1]) + int(amounts[2]) + 3 == 72
    assert int(right[2].split()[0]) < 100
    assert left[4:6] == ["15 of 15", "30 of 30"]


def test_what_was_measured_stands_day_by_day_with_what_it_can_tell(twelve: Element) -> None:
    head, *told = rows(twelve, "Measured by the person")
    assert head == ["", "31 Aug", "14 Sep", "29 Sep", "12 Oct", "27 Oct", "11 Nov"]
    assert told[0] == ["Inward turn, left (the foot swings out)", "36°", "36°", "37°", "36°", "38°", "37°"]
    assert "No trial was found" in text_of(twelve)


def test_what_is_missing_is_what_the_log_lacks(twelve: Element, log: Path) -> None:
    lines = [list(lines_of_readable(path)) for path in sorted(log.glob("2*/*.jsonl"))]
    counted = [each for each in lines if sum(line["t"] == "set" for line in each)]
    answered = sum(any(line["t"] == "checkin" and "pain" in line for line in each) for each in counted)
    after = sum(any(line["t"] == "checkout" and line["pain"] is not None for line in each) for each in counted)
    missing = items(twelve, "What is missing")
    assert missing[0].startswith(
        f"Pain was not answered: before {57 - answered} of 57, after {57 - after} of 57, on the next morning "
    )
    assert missing[2:] == [
        "1 session begun, with less than one set done: in no figure.",
        "What was done without this program is not known.",
    ]


def lines_of_readable(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_bytes().splitlines():
        if b"\xff" not in line:
            yield json.loads(line)


def test_the_chart_has_a_dot_for_each_answer_and_a_cross_for_each_stop(twelve: Element, log: Path) -> None:
    answers = pain_answers(shown(told(log, EVENING)), LAST)
    [chart] = [one for one in twelve.iter() if str(one.tag).endswith("svg")]
    dots = [one for one in chart.iter() if str(one.tag).endswith("circle")]
    assert len(dots) == sum(len(each.given) for each in (answers.before, answers.after, answers.morning))
    crosses = [one for one in chart.iter() if "l6 6" in one.attrib.get("d", "")]
    assert len(crosses) == 3
    assert chart.attrib["aria-label"].startswith("Pain by day. Before the session: median ")


def test_other_notes_stand_once_with_their_days(twelve: Element) -> None:
    told = items(twelve, "Other notes")
    assert told[0] == "2 Sep, Chair alignment: Right side much stiffer than left."
    assert len(told) == len(twelve_weeks.NOTES) - 3


# -- any log ----------------------------------------------------------------------------------------------------------


def named(text: str) -> Session:
    """A session that says a text wherever a log keeps one."""
    option = Modification("harder", text)
    lean = Exercise(
        id="lean", name=text, hold=Range(6, 12), side=Sides.EACH, load=text, harder=(option,), on=("harder",), prepare=2
    )
    return Session(title=text, exercises=(lean,))


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_log_is_shown_as_text(text: str, tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log", session=named(text), file=f"{text[:9]}.yaml".replace("/", ""))
    logged.journal.checkin(pain=1)
    logged.start()
    logged.play(12)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.SHARP))
    logged.do(Player.stop)
    logged.journal.checkout(pain=2, note=text)
    logged.close()
    begun = BegunProgramme(
        text, text, "0", (ProgrammePhase(text, Range(1, 2), (WeekEntry("x", Range(1, 2)),)),), MORNING.date()
    )
    plan = ReportPlan((begun,), {}, ())

    page = checked(report_page(reported(tmp_path / "log", MORNING + timedelta(hours=9), MORNING.date(), plan=plan)))

    # Programme and phase; title and exercise of the stop; exercise and load; title and note.
    assert text_of(page).count(" ".join(text.split())) >= 8


def test_every_odd_text_as_a_note_makes_a_valid_page(tmp_path: Path) -> None:
    played(tmp_path / "log")
    of = reported(tmp_path / "log", MORNING, MORNING.date())
    [one] = of.sessions
    texts = [text.decode("utf-8", "replace") for text in odd_files()]
    odd = tuple(replace(one, folded=replace(one.folded, checkout=Checkout(MORNING, note=text))) for text in texts)

    page = checked(report_page(replace(of, sessions=odd)))

    assert len(items(page, "Other notes")) == sum(bool(text.strip()) for text in texts)
    assert len(texts) > 300


def test_a_log_of_nothing_is_told_as_such(tmp_path: Path) -> None:
    page = checked(report_page(reported(tmp_path / "log", MORNING, MORNING.date() - timedelta(days=20))))

    assert "none in this period" in text_of(page)
    assert [row[1] for row in rows(page, "Sessions against the plan")[1:]] == ["0"] * 4
    assert "never answered (0 sessions)" in text_of(page)


def test_answers_that_nobody_gave_are_counted_and_not_guessed(tmp_path: Path) -> None:
    for days in (0, 1):
        played(tmp_path / "log", begins=MORNING + timedelta(days=days))
    page = checked(report_page(reported(tmp_path / "log", MORNING + timedelta(days=1), MORNING.date())))

    # On the morning after today nobody can have been asked yet.
    assert items(page, "What is missing")[0] == (
        "Pain was not answered: before 2 of 2, after 2 of 2, on the next morning 1 of 1 (asked at the next check-in)."
    )
    [week] = rows(page, "Sessions against the plan")[1:]
    assert week[4:7] == ["- 0/2", "- 0/2", "- 0/1"]


def test_what_was_planned_and_never_done_is_named(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(22)
    logged.do(Player.stop)
    logged.close()
    page = checked(report_page(reported(tmp_path / "log", MORNING, MORNING.date())))

    assert "Planned and never done: Clamshell, 1 set." in items(page, "What is missing")


def test_of_many_days_of_measuring_the_first_and_the_latest_are_shown(tmp_path: Path) -> None:
    for day in range(12):
        line = MeasureLine(MORNING + timedelta(days=day), Quantity.INWARD, Side.LEFT, 20 + day)
        keep_measures(tmp_path / "log", HOST, (line,))
    page = checked(report_page(reported(tmp_path / "log", MORNING + timedelta(days=20), MORNING.date())))

    _, inward = rows(page, "Measured by the person")
    assert inward[1:] == ["20°", *(f"{20 + day}°" for day in range(5, 12))]
    assert "4 days between the first two shown: left out." in text_of(page)
