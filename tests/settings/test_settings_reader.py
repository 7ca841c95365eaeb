"""The settings file: what it may say, and what is said where it is wrong."""

from __future__ import annotations

import os
import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.advice.pain import Zone, zone
from hipcoach.advice.thresholds import AdviceThresholds, PainThresholds, ProgressThresholds, Thresholds
from hipcoach.cues.level import Level
from hipcoach.diagnostics.problems import Code, render
from hipcoach.engine.choices import Choices
from hipcoach.session.model import Advance, Dose, Side
from hipcoach.settings.file import LARGEST, read
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.keymap import Action
from hipcoach.settings.keys import KEYS, SettingKey, SettingKind, SettingsPart, made
from hipcoach.settings.model import Begins, Settings, SoundSettings, WaitingSettings
from hipcoach.settings.reader import read_text


def said(found: FoundSettings) -> list[str]:
    """The problems as `line:column code`, or as `file code` where they have no line."""
    return [f"{problem.where.removeprefix('config.toml:')} {problem.code}" for problem in found.problems]


def told(found: FoundSettings) -> str:
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
        advance=WaitingSettings.WAIT,
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

    assert read(file) == FoundSettings(there=True)


def test_no_file_is_all_right(tmp_path: Path) -> None:
    assert read(tmp_path / "none" / "config.toml") == FoundSettings()


@pytest.mark.parametrize("text", ["pain.green_at_most = 2", "pain = {green_at_most = 2}", "[pain]\ngreen_at_most = 2"])
def test_a_table_can_be_written_in_every_way_that_toml_has(text: str) -> None:
    found = read_text(text)

    assert found.problems == ()
    assert found.settings.thresholds.pain.green_at_most == 2
    assert {key.path for key in found.given} == {("pain", "green_at_most")}


@pytest.mark.parametrize("name", ["motion", "walk_through", "wireless"])
def test_every_switch_can_be_said_in_words_too(name: str) -> None:
    [key] = [key for key in KEYS if key.name == name and not key.part.table]

    for text, meant in (('"on"', True), ("true", True), ('"off"', False), ("false", False)):
        found = read_text(f"{name} = {text}")
        assert (found.problems, key.of(found.settings)) == ((), meant)


def test_windows_line_ends_change_nothing() -> None:
    found = read_text('cues = 10\r\ndose = "lo"\r\n')

    assert (found.settings.sound.cues, said(found)) == (10, ["2:8 choice"])


# -- the table of keys -----------------------------------------------------------------------------------------------


def test_every_value_has_a_key_and_every_key_a_value() -> None:
    parts = {
        SettingsPart.SETTINGS: Settings(),
        SettingsPart.SOUND: Settings().sound,
        SettingsPart.PAIN: Thresholds().pain,
        SettingsPart.PROGRESS: Thresholds().progress,
        SettingsPart.ADVICE: Thresholds().advice,
    }
    assert {key.name for key in KEYS if key.part is SettingsPart.KEYS} == set(Action)
    for part, values in parts.items():
        names = set(values.__struct_fields__) - {"sound", "thresholds", "keys"}
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


@pytest.mark.parametrize("key", [key for key in KEYS if key.kind is SettingKind.CHOICE], ids=lambda key: key.name)
def test_every_word_of_a_choice_is_taken(key) -> None:
    for word, meant in key.choices:
        assert key.of(read_text(f'{key.name} = "{word}"').settings) == meant


@pytest.mark.parametrize(
    "key", [key for key in KEYS if key.kind is SettingKind.NUMBER], ids=lambda key: ".".join(key.path)
)
def test_numbers_have_bounds(key) -> None:
    def problems(number: int) -> list[str]:
        table = f"[{key.part.table}]\n" if key.part.table else ""
        return [problem.code for problem in read_text(f"{table}{key.name} = {number}").problems]

    inside = made({key: key.low}), made({key: key.high})
    assert [key.of(settings) for settings in inside] == [key.low, key.high]
    assert problems(key.low - 1) == problems(key.high + 1) == [Code.RANGE]


@pytest.mark.parametrize("key", [key for key in KEYS if key.part is SettingsPart.PAIN], ids=lambda key: key.name)
def test_no_setting_makes_pain_above_5_less_than_red(key: SettingKey) -> None:
    thresholds = made({key: key.high}).thresholds.pain

    assert zone(6, 6, thresholds) is Zone.RED


def test_who_would_have_more_pain_be_amber_is_told_why_not() -> None:
    found = read_text("[pain]\namber_at_most = 7\n")

    [problem] = found.problems
    assert problem.message == "`amber_at_most` goes from 0 to 5; not `7`"
    assert problem.help == "pain above 5 is always red: write for example `amber_at_most = 5`"
    assert found.settings.thresholds.pain.amber_at_most == 5


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
    ("motion = [1]", "1:10 type", "true or false; not a list"),
    ("motion = {a = 1}", "1:10 type", "true or false; not a table"),
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
    ("[sound]", "1:2 unknown-key", "`[pain]`, `[progress]`, `[advice]`, `[keys]`"),
    ("[[pain]]\ngreen_at_most = 3", "1:3 type", "`[pain]`"),
    ("pain = 3", "1:1 type", "`green_at_most = 3`"),
    ("pain.green = 3", "1:1 unknown-key", "take it out"),
    # What does not go together
    ("[pain]\namber_at_most = 2", "2:17 range", "`green_at_most` is 3"),
    ("[progress]\neffort_at_most = 9", "2:18 range", "`step_back_above`: 8"),
    ("[advice]\nweeks = 3", "2:9 range", "`weeks_sooner` is 4"),
    # Keys of the keyboard
    (
        '[keys]\nnext = "b"',
        "2:8 conflict",
        "`b` is a key for `back` already | choose another key, or move that one too",
    ),
    ('[keys]\nnext = "b"', "2:8 conflict", '`back = "left"`'),
    ('[keys]\nsetup = "?"', "2:9 conflict", '`help = "down"`'),
    ('[keys]\nnext = "x"\nback = ["z", "x"]', "2:8 conflict", "`x` is a key for `back` already"),
    ('[keys]\nnext = "space"', "2:8 conflict", "`space` is a key for `space` already"),
    ('[keys]\nspace = "x"\nnext = " "', "3:8 conflict", "choose another key: the space bar keeps its meaning"),
    ('[keys]\npain = "1"', "2:8 conflict", "`1` answers the questions of a session"),
    ('[keys]\nquit = ["z", "k"]', "2:8 conflict", "cannot be the key for `quit`"),
    ('[keys]\nnext = "pgdwn"', "2:8 choice", '`"pagedown"`'),
    ('[keys]\npause = "Esc "', "2:9 choice", '`"escape"`'),
    ('[keys]\npause = "ctrl+c"', "2:9 choice", "a key is one character, or one of right, left"),
    ('[keys]\npause = ""', "2:9 choice", "there is no key an empty text"),
    ("[keys]\npause = 5", "2:9 type", '`pause = ["p", "f5", "shift+f5", "escape"]`'),
    ("[keys]\npause = []", "2:9 type", "needs at least one key"),
    ('[keys]\npuase = "x"', "2:1 unknown-key", "`pause`"),
    ('[keys]\nfigures = "off"', "2:1 unknown-key", "above the first line"),
    # What is no TOML, in the words and at the place of the parser
    ("dose = low", "1:8 toml", "invalid value | a line is `key = value`, words in quotes"),
    ("cues = 1\ndose =\n", "2:7 toml", "`hipcoach settings --example`"),
    ("cues = 80 voice = 80", "1:11 toml", "until then the whole file is ignored"),
    ("cues = 10\r\nvoice = 080", "2:10 toml", "the whole file is ignored"),
    ('cues = 1\n  cues = "b"\n', "2:13 toml", "cannot overwrite a value"),
    ('dose = "\x1b"', "1:9 toml", "illegal character '\\x1b'"),
    ("dose =", "1:7 toml", "invalid value"),
    ("cues = 1\ndose = '''low\nvoice = 2\n\n", "3:10 toml", "a line is `key = value`"),
    (f"a = {{{'b' * 500} = 1, {'b' * 500} = 2}}", "1:1016 toml", "bbb…"),
    # What has no sure place is told without one
    ('"pain.green_at_most" = 3', "config.toml unknown-key", "pain.green_at_most"),
    ('"\\u001b[31m" = 3', "config.toml unknown-key", "take it out"),
    ("pain = {green_at_most = 9}", "config.toml range", "0 to 5"),
    ("theme = [\n'nord',\n]", "config.toml choice", "a list"),
    # Looking for a place takes no longer where there are many blanks.
    (f"{' ' * 60_000}'x' = 1", "config.toml unknown-key", "take it out"),
    (f"cues = {'[' * 5000}", "config.toml toml", "start the file again"),
    (f"cues = {'9' * 5000}", "config.toml toml", "start the file again"),
    (f"cues = 0x{'F' * 5000}", "1:8 range", "as large as that"),
)


@pytest.mark.parametrize(("text", "where", "helps"), WRONG)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(text: str, where: str, helps: str) -> None:
    found = read_text(text)

    assert said(found) == [where]
    assert helps in told(found)
    assert found.settings == Settings()
    assert "\x1b" not in render(found.problems) + str(found.notice)


def test_of_two_that_depend_on_each_other_the_lower_may_reach_the_upper() -> None:
    found = read_text("[pain]\ngreen_at_most = 4\namber_at_most = 4\n")

    assert said(found) == []
    assert found.settings.thresholds.pain == PainThresholds(green_at_most=4, amber_at_most=4)


def test_what_is_right_holds_beside_what_is_wrong() -> None:
    found = read_text('dose = "high"\ncues = 400\nvoice = 20\n[pain]\ngreen_at_most = 8\namber_rise_at_most = 3\n')

    assert said(found) == ["2:8 range", "5:17 range"]
    assert (found.settings.dose, found.settings.sound.cues, found.settings.sound.voice) == (Dose.HIGH, 100, 20)
    assert found.settings.thresholds.pain == PainThresholds(amber_rise_at_most=3)
    assert {key.name for key in found.given} == {"dose", "voice", "amber_rise_at_most"}


def test_problems_come_in_file_order() -> None:
    found = read_text("[pain]\nx = 1\n[advice]\ny = 1\nweeks = 2\n")

    assert [problem.line for problem in found.problems] == [2, 4, 5]


def test_problems_without_a_place_come_last() -> None:
    found = read_text("pain = {green_at_most = 9}\ncues = 900")

    assert said(found) == ["2:8 range", "config.toml range"]


def test_two_that_do_not_go_together_are_both_as_built_in() -> None:
    found = read_text("[pain]\namber_at_most = 3\ngreen_at_most = 4\n")

    assert found.settings.thresholds.pain == PainThresholds()
    assert found.given == frozenset()


# -- for all texts ---------------------------------------------------------------------------------------------------

PLAIN = (
    "x{n} = 1", "  x{n}\t=\t'[pain]' # x{m} = 2", "x{n} = 1979-05-27 07:32:00", 'x{n} = "# x{m} = 1"', "x{n} = [1, 2]",
    'x{n} = ["#", \'"\', "a"]',
    "x{n} = {{x{m} = 1}}", "y{n}.x{m} = 1", "advice.x{n} = 1", "[pain]", "[ progress ] # x{m} = 1", "[[y{n}]]",
    "[y{n}.advice]", "# x{m} = 1", "",
)  # fmt: skip
"""Statements that define `x{n}`, or nothing, on a line that is whole in itself."""
OTHER = (
    '"x{n}" = 1', "'x{n}' = 1", "advice . x{n} = 1", '["progress"]', "x{n} = [\n1,\n  [2],\n[3]\n]",
    'x{n} = "\\"# x{m} = 1"', 'x{n} = ["""]\nx{m} = 1\n"""]', 'x{n} = ["""a"]\nx{m} = 1\n"""]',
    'x{n} = """\nx{m} = 2\n[pain]\nx{m} = 3\n"""',
    "x{n} = '''\nx{m} = ''1'''",
)  # fmt: skip
"""Statements that no pattern should be sure of."""


@given(st.lists(st.tuples(st.sampled_from(PLAIN) | st.sampled_from(OTHER), st.integers(0, 8)), max_size=8))
def test_a_problem_has_a_line_number_up_to_the_first_line_that_is_not_plain(
    statements: list[tuple[str, int]],
) -> None:
    lines: list[str] = []
    places: dict[str, int | None] = {}
    plain = True
    for number, (statement, other) in enumerate(statements):
        plain = plain and statement in PLAIN
        places[f"x{number}"] = len(lines) + 1 if plain else None
        lines += statement.format(n=number, m=other).split("\n")

    problems = [each for each in read_text("\n".join(lines)).problems if each.code is Code.UNKNOWN_KEY]

    told = {problem.message.split("`")[1]: problem.line for problem in problems}
    defined = told.keys() & places.keys()
    assert {name: told[name] for name in defined} == {name: places[name] for name in defined}


def test_whatever_happens_to_a_file_it_has_an_answer_with_something_to_do() -> None:
    chance = random.Random(1)
    scraps = (
        [text for text, _, _ in WRONG if len(text) < 100]
        + list("[]{}=.,'\"#\n\\ \0\r\x1b\u202e0é")
        + ['"""', "'''", "\n[pain]\n"]
    )
    good = "".join(f"{key.name} = {key.default or key.example}\n" for key in KEYS if not key.part.table)
    for _ in range(2500):
        text = "\n".join([good] * chance.randrange(2) + chance.choices(scraps, k=chance.randint(1, 3)))
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(scraps) * chance.randrange(2) + text[at + chance.randrange(8) :]

        found = read_text(text)

        assert found.problems or tomllib.loads(text.replace("\r\n", "\n")) is not None
        assert all(problem.message and problem.help for problem in found.problems), text
        assert (render(found.problems) + str(found.notice)).replace("\n", " ").isprintable(), text
        assert found.settings == made({key: key.of(found.settings) for key in found.given}), text


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


def test_the_notice_is_the_first_problem_and_how_many_more_there_are() -> None:
    notice = read_text('dose = "big"\nzzz = 1\nyyy = 2').notice

    assert notice is not None
    assert notice.startswith("config.toml:1:8: `dose` is low, middle or high; not `big` (and 2 more).")
    assert "hipcoach settings" in notice
    assert "\n" not in notice
    assert FoundSettings().notice is None


# -- what a session begins with --------------------------------------------------------------------------------------

LAST = Choices(dose=Dose.HIGH, first=Side.LEFT, advance=Advance.AUTO)


def test_without_settings_it_begins_like_last_time() -> None:
    assert Settings().begin(LAST) == Choices(dose=Dose.HIGH, first=Side.LEFT)


def test_settings_go_before_last_time() -> None:
    settings = Settings(dose=Dose.LOW, first=Begins.RIGHT, advance=WaitingSettings.WAIT)

    assert settings.begin(LAST) == Choices(dose=Dose.LOW, first=Side.RIGHT, advance=Advance.WAIT)


def test_file_means_what_the_session_file_says() -> None:
    assert Settings(first=Begins.FILE).begin(LAST).first is None
