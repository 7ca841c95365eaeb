"""The settings file: what it may say, and what is said where it is wrong."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import pytest

from hipcoach.coach.level import Level
from hipcoach.coach.plan import Choices
from hipcoach.coach.thresholds import AdviceThresholds, PainThresholds, ProgressThresholds, Thresholds
from hipcoach.session.model import Advance, Dose, Side
from hipcoach.session.problems import Code, render
from hipcoach.settings.file import LARGEST, read
from hipcoach.settings.found import Found
from hipcoach.settings.keys import KEYS, Kind, Part, made
from hipcoach.settings.model import Begins, Settings, SoundSettings, Waiting
from hipcoach.settings.reader import read_text


def said(found: Found) -> list[str]:
    """The problems as `line:column code`."""
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in found.problems]


def told(found: Found) -> str:
    return "\n".join(f"{problem.message} | {problem.help}" for problem in found.problems)


# -- what a file may say ---------------------------------------------------------------------------------------------


def test_everything_can_be_said_at_once() -> None:
    found = read_text(
        """\
dose = "middle"
first = "right"
advance = "wait"
theme = "nord"
level = "counts"
cues = 80
voice = 0
metronome = 30
latency_ms = 180
wireless = true
player = "pw-play"

[pain]
green_at_most = 2
[progress]
sessions = 3
[advice]
per_week = 3
"""
    )

    assert found.problems == ()
    assert found.settings == Settings(
        dose=Dose.MIDDLE,
        first=Begins.RIGHT,
        advance=Waiting.WAIT,
        theme="nord",
        sound=SoundSettings(Level.COUNTS, 80, 0, 30, 180, True, "pw-play"),
        thresholds=Thresholds(
            pain=PainThresholds(green_at_most=2),
            progress=ProgressThresholds(sessions=3),
            advice=AdviceThresholds(per_week=3),
        ),
    )


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "[pain]\n", "\ufeff# with a byte order mark\n"])
def test_a_file_that_says_nothing_leaves_everything_as_built_in(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")

    assert read(file) == Found(there=True)


def test_no_file_is_all_right(tmp_path: Path) -> None:
    assert read(tmp_path / "none" / "config.toml") == Found()


@pytest.mark.parametrize("text", ["pain.green_at_most = 2", "pain = {green_at_most = 2}", "[pain]\ngreen_at_most = 2"])
def test_a_table_can_be_written_in_every_way_that_toml_has(text: str) -> None:
    found = read_text(text)

    assert found.problems == ()
    assert found.settings.thresholds.pain.green_at_most == 2
    assert {key.path for key in found.given} == {("pain", "green_at_most")}


def test_windows_line_ends_change_nothing() -> None:
    found = read_text('cues = 10\r\ndose = "lo"\r\n')

    assert (found.settings.sound.cues, said(found)) == (10, ["2:8 choice"])


# -- the table of keys -----------------------------------------------------------------------------------------------


def test_every_value_has_a_key_and_every_key_a_value() -> None:
    parts = {
        Part.SETTINGS: Settings(),
        Part.SOUND: Settings().sound,
        Part.PAIN: Thresholds().pain,
        Part.PROGRESS: Thresholds().progress,
        Part.ADVICE: Thresholds().advice,
    }
    for part, values in parts.items():
        names = {field.name for field in fields(values)} - {"sound", "thresholds"}
        assert {key.name for key in KEYS if key.part is part} == names


@pytest.mark.parametrize("key", KEYS, ids=lambda key: ".".join(key.path))
def test_what_a_key_shows_can_be_read_back(key) -> None:
    table = f"[{key.part.table}]\n" if key.part.table else ""

    found = read_text(f"{table}{key.name} = {key.default or key.example}")

    assert found.problems == ()
    assert found.given == {key}
    assert key.default is not None or key.unset
    if key.default is not None:
        assert found.settings == Settings()


@pytest.mark.parametrize("key", [key for key in KEYS if key.kind is Kind.CHOICE], ids=lambda key: key.name)
def test_every_word_of_a_choice_is_taken(key) -> None:
    for word, meant in key.choices:
        assert key.of(read_text(f'{key.name} = "{word}"').settings) == meant


@pytest.mark.parametrize("key", [key for key in KEYS if key.kind is Kind.NUMBER], ids=lambda key: ".".join(key.path))
def test_numbers_have_bounds(key) -> None:
    def problems(number: int) -> list[str]:
        table = f"[{key.part.table}]\n" if key.part.table else ""
        return [problem.code for problem in read_text(f"{table}{key.name} = {number}").problems]

    inside = made({key: key.low}), made({key: key.high})
    assert [key.of(settings) for settings in inside] == [key.low, key.high]
    assert problems(key.low - 1) == problems(key.high + 1) == [Code.RANGE]


def test_no_setting_makes_the_worst_pain_less_than_red() -> None:
    amber = next(key for key in KEYS if key.name == "amber_at_most")

    assert amber.high < 10


# -- what is wrong, where, and what to do -----------------------------------------------------------------------------

WRONG = (
    # Values
    ('dose = "midle"', "1:8 choice", '`dose = "middle"`'),
    ('dose = "Low"', "1:8 choice", '`dose = "low"`'),
    ("dose = 1", "1:8 choice", "low, middle or high; not `1`"),
    ('dose = ""', "1:8 choice", "an empty text"),
    ("dose = [1]", "1:8 choice", "a list"),
    ("first = {a = 1}", "1:9 choice", "a table"),
    ("level = 2020-01-01", "1:9 choice", "a time"),
    ('theme = "nrd"', "1:9 choice", '`theme = "nord"`'),
    ("cues = 101", "1:8 range", "0 to 100 %"),
    ("cues = -1", "1:8 range", "0 to 100 %"),
    ("cues = 80.5", "1:8 number", "whole number"),
    ("cues = true", "1:8 number", "`true`"),
    ('cues = "80 %"', "1:8 number", "`cues = 80`"),
    ('cues = "loud"', "1:8 number", "`cues = 100`"),
    ("latency_ms = 0xFFFFFFFFFFFFFFFF", "1:14 range", "0 to 1000 ms"),
    ("wireless = 1", "1:12 type", "`wireless = true`"),
    ('wireless = "yes"', "1:12 type", "true or false"),
    ('player = "rm -rf /"', "1:10 type", "letters, digits"),
    ('player = ""', "1:10 type", "letters, digits"),
    (f'player = "{"p" * 61}"', "1:10 type", "letters, digits"),
    # Keys
    ('doses = "low"', "1:1 unknown-key", "`dose`"),
    ("latency-ms = 5", "1:1 unknown-key", "`latency_ms`"),
    ("volume = 5", "1:1 unknown-key", "`cues`"),
    ("zzz = 5", "1:1 unknown-key", "take it out"),
    ("green_at_most = 3", "1:1 unknown-key", "below a line `[pain]`"),
    ("[pain]\ngreen = 3\n", "2:1 unknown-key", "take it out"),
    ("[pain]\ngreen_atmost = 3\n", "2:1 unknown-key", "`green_at_most`"),
    ('[pain]\ndose = "low"', "2:1 unknown-key", "above the first line"),
    ("[advice]\npain_at_most = 3", "2:1 unknown-key", "below a line `[progress]`"),
    ("[pian]\ngreen_at_most = 3", "1:2 unknown-key", "`[pain]`"),
    ("[sound]", "1:2 unknown-key", "`[pain]`, `[progress]`, `[advice]`"),
    ("[[pain]]\ngreen_at_most = 3", "1:3 type", "`[pain]`"),
    ("pain = 3", "1:1 type", "`green_at_most = 3`"),
    ('"pain.green_at_most" = 3', "1:1 unknown-key", "pain.green_at_most"),
    ('"\\u001b[31m" = 3', "1:1 unknown-key", "take it out"),
    # What does not go together
    ("[pain]\namber_at_most = 2", "2:17 range", "`green_at_most` is 3"),
    ("[progress]\neffort_at_most = 9", "2:18 range", "`step_back_above`: 8"),
    ("[advice]\nweeks = 3", "2:9 range", "`weeks_sooner` is 4"),
    # What is no TOML
    ("dose = low", "1:8 toml", '"low"'),
    ("dose = “low”", "1:8 toml", '"low"'),
    ("wireless = yes", "1:12 toml", "`true`"),
    ("wireless = False", "1:12 toml", "`false`"),
    ("dose: low", "1:5 toml", "key = value"),
    ("dose =", "1:7 toml", "missing"),
    ("cues = 80%", "1:10 toml", "alone: 80"),
    ("cues = 080", "1:9 toml", "without a zero"),
    ("cues = 80 voice = 80", "1:11 toml", "a line of its own"),
    ('dose = "low\ncues = 80', "1:12 toml", "quotation mark"),
    ("= 3", "1:1 toml", "begins with a key"),
    ("[pain", "1:6 toml", "`]`"),
    ('dose = "C:\\dose"', "1:11 toml", "single quotes"),
    ('dose = "\x1b"', "1:9 toml", "escape character (U+001B)"),
    ('cues = 1\n  cues = "b"\n', "2:3 duplicate", "twice"),
    ("[pain]\n[advice]\n[pain]", "3:1 duplicate", "twice"),
    # What has no sure place is told of at the top
    ("cues = 1\ndose = '''low\nvoice = 2", "1:1 toml", "never closed"),
    ("cues = [1,\nvoice = 2", "2:1 toml", "close the bracket above"),
    ("cues = 1\nvoice = [1\n\n", "1:1 toml", "never closed"),
    (f"cues = {'[' * 5000}", "1:1 toml", "begin the file anew"),
    (f"cues = {'9' * 5000}", "1:1 toml", "begin the file anew"),
    (f"cues = 0x{'F' * 5000}", "1:8 range", "as large as that"),
)


@pytest.mark.parametrize(("text", "where", "helps"), WRONG)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(text: str, where: str, helps: str) -> None:
    found = read_text(text)

    assert said(found) == [where]
    assert helps in told(found)
    assert found.settings == Settings()
    assert "\x1b" not in render(found.problems) + str(found.notice)


def test_what_is_right_holds_beside_what_is_wrong() -> None:
    found = read_text('dose = "high"\ncues = 400\nvoice = 20\n[pain]\ngreen_at_most = 8\namber_rise_at_most = 3\n')

    assert said(found) == ["2:8 range", "5:17 range"]
    assert (found.settings.dose, found.settings.sound.cues, found.settings.sound.voice) == (Dose.HIGH, 100, 20)
    assert found.settings.thresholds.pain == PainThresholds(amber_rise_at_most=3)
    assert {key.name for key in found.given} == {"dose", "voice", "amber_rise_at_most"}


def test_problems_come_in_file_order() -> None:
    found = read_text("[pain]\nx = 1\n[advice]\ny = 1\nweeks = 2\n")

    assert [problem.line for problem in found.problems] == [2, 4, 5]


def test_two_that_do_not_go_together_are_both_as_built_in() -> None:
    found = read_text("[pain]\namber_at_most = 3\ngreen_at_most = 4\n")

    assert found.settings.thresholds.pain == PainThresholds()
    assert found.given == frozenset()


# -- files that are none ---------------------------------------------------------------------------------------------


def a_folder(path: Path) -> None:
    path.mkdir()


def too_large(path: Path) -> None:
    path.write_bytes(b"#" * (LARGEST + 1))


def no_utf8(path: Path) -> None:
    path.write_bytes(b'player = "\xff"')


def nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


def round_in_circles(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (a_folder, "a folder"),
        (too_large, "larger than 64 KiB"),
        (no_utf8, "not UTF-8"),
        (nowhere, "no such file"),
        (round_in_circles, "cannot be read"),
    ],
)
def test_what_is_no_settings_file_is_told_and_changes_nothing(tmp_path: Path, make, says: str) -> None:
    path = tmp_path / "config.toml"
    make(path)

    found = read(path)

    assert found.settings == Settings()
    assert says in told(found)
    assert str(path) in str(found.notice)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.toml")

    assert "no ordinary file" in told(read(tmp_path / "config.toml"))


# -- one line for someone who did not ask ---------------------------------------------------------------------------


def test_the_notice_is_one_line_with_the_first_problem_and_the_number_of_others() -> None:
    notice = read_text('dose = "big"\nzzz = 1\nyyy = 2').notice

    assert notice is not None
    assert notice.startswith("config.toml:1:8: `dose` is low, middle or high; not `big` (and 2 more).")
    assert "hipcoach settings" in notice
    assert "\n" not in notice
    assert Found().notice is None


# -- what a session begins with --------------------------------------------------------------------------------------

LAST = Choices(dose=Dose.HIGH, first=Side.LEFT, advance=Advance.AUTO)


def test_without_settings_it_begins_like_last_time() -> None:
    assert Settings().begin(LAST) == Choices(dose=Dose.HIGH, first=Side.LEFT)


def test_settings_go_before_last_time() -> None:
    settings = Settings(dose=Dose.LOW, first=Begins.RIGHT, advance=Waiting.WAIT)

    assert settings.begin(LAST) == Choices(dose=Dose.LOW, first=Side.RIGHT, advance=Advance.WAIT)


def test_file_means_what_the_session_file_says() -> None:
    assert Settings(first=Begins.FILE).begin(LAST).first is None
