"""What the doctor makes of what it saw: a line each, and whether a session can be led and logged."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipcoach.doctor import examine, files, program, sounds, terminal
from hipcoach.doctor.files import Folder, Own, look_at, look_at_own
from hipcoach.doctor.findings import WIDTH, Finding, Verdict, as_lines, ready, verdict
from hipcoach.doctor.program import LIBRARIES, ProgramFacts
from hipcoach.doctor.sounds import PlayerAnswer, Sounds
from hipcoach.doctor.terminal import Terminal
from hipcoach.session.library import Library
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.reader import read_text

OK, LOOK, MISSING = Verdict


# -- what it comes to -------------------------------------------------------------------------------------------------


def finding(state: Verdict) -> Finding:
    return Finding("thing", state, "text")


@pytest.mark.parametrize(
    ("states", "can", "says"),
    [
        ([OK, OK], True, "can be run and logged here."),
        ([OK, LOOK], True, "could be better"),
        ([LOOK, MISSING, OK], False, "cannot"),
    ],
)
def test_only_what_is_missing_keeps_a_session_from_being_led(states: list[Verdict], can: bool, says: str) -> None:
    findings = [finding(state) for state in states]

    assert ready(findings) is can
    assert says in verdict(findings)


def test_a_finding_is_a_line_with_what_to_do_below_it() -> None:
    assert list(as_lines(Finding("sound", LOOK, "no player was found", "Install one."))) == [
        "look     sound        no player was found",
        "                      > Install one.",
    ]


def test_long_texts_are_broken_between_words_and_paths_stay_whole() -> None:
    path = "/somewhere/" + "deep-down/" * 9
    lines = list(as_lines(Finding("log", OK, f"it would be {path} and " + "many words " * 20)))

    assert path in [line.strip() for line in lines]
    assert all(len(line) <= WIDTH for line in lines if path not in line)
    assert all(line.startswith(" " * 22) for line in lines[1:])


# -- the terminal -----------------------------------------------------------------------------------------------------


def a_terminal(size: tuple[int, int] | None = (100, 40), encoding: str = "utf-8", **environment: str) -> Terminal:
    return Terminal({"TERM": "xterm-256color", **environment}, True, True, size, encoding)


def told(findings) -> dict[str, tuple[Verdict, str]]:
    return {one.about: (one.state, one.text) for one in findings}


def test_a_good_terminal() -> None:
    assert told(terminal.judge(a_terminal(COLORTERM="truecolor"))) == {
        "terminal": (OK, "xterm-256color"),
        "size": (OK, "100 x 40"),
        "colours": (OK, "all of them"),
        "letters": (OK, "UTF-8"),
        "figures": (OK, 'drawn in braille: ⢀⡴⠞⠛⠛⠳⢦⡀ is half a circle; where it is none, write figures = "blocks"'),
    }


def test_the_console_of_linux_draws_figures_in_blocks() -> None:
    assert told(terminal.judge(a_terminal(TERM="linux")))["figures"] == (
        OK,
        "drawn in blocks: ▄█▀▀▀▀█▄ is half a circle",
    )
    assert "figures" not in told(terminal.judge(a_terminal(encoding="ascii")))


@pytest.mark.parametrize(
    ("size", "state", "says"),
    [
        ((80, 24), OK, "80 x 24"),
        ((79, 24), OK, "more to see"),
        ((60, 20), OK, "more to see"),
        ((59, 20), LOOK, "leaves out"),
        ((200, 19), LOOK, "leaves out"),
    ],
)
def test_the_size(size: tuple[int, int], state: Verdict, says: str) -> None:
    found = told(terminal.judge(a_terminal(size)))["size"]

    assert found[0] is state
    assert says in found[1]


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "NO_COLOR"),
        ({"NO_COLOR": "", "COLORTERM": "24bit"}, "all"),
        ({}, "256"),
        ({"TERM": "linux"}, "a few"),
    ],
)
def test_the_colours(environment: dict[str, str], says: str) -> None:
    state, text = told(terminal.judge(a_terminal(**environment)))["colours"]

    assert state is OK
    assert says in text


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", ""])
def test_letters_that_cannot_all_be_written(encoding: str) -> None:
    [found] = [one for one in terminal.judge(a_terminal(encoding=encoding)) if one.about == "letters"]

    assert found.state is LOOK
    assert "UTF-8" in str(found.todo)


def test_utf8_has_several_names() -> None:
    assert {told(terminal.judge(a_terminal(encoding=name)))["letters"] for name in ("UTF-8", "utf8", "utf_8")} == {
        (OK, "UTF-8")
    }


def test_lines_of_text_where_there_is_no_screen_are_no_failure() -> None:
    dumb = told(terminal.judge(a_terminal(TERM="dumb")))["terminal"]
    piped = told(terminal.judge(Terminal({}, True, False, None, "utf-8")))["terminal"]
    script = told(terminal.judge(Terminal({}, False, False, None, "utf-8")))["terminal"]

    assert {dumb[0], piped[0], script[0]} == {LOOK}
    assert "TERM is dumb" in dumb[1]
    assert "standard output is not a terminal" in piped[1]
    assert "standard input and output are not a terminal" in script[1]


def test_streams_that_are_closed_or_made_up_can_be_looked_at() -> None:
    assert terminal.look({}, None, None) == Terminal({}, False, False, None, "")
    assert terminal.look({}, StringIO(), StringIO()).size is None


# -- the program ------------------------------------------------------------------------------------------------------

ALL = dict.fromkeys(LIBRARIES, "1.0")


def test_everything_is_installed() -> None:
    assert {one.state for one in program.judge(ProgramFacts((3, 11, 0), ALL))} == {OK}
    assert ready(program.judge(program.look()))


def test_a_python_that_is_too_old() -> None:
    [found] = [one for one in program.judge(ProgramFacts((3, 10, 9), ALL)) if one.state is not OK]

    assert (found.about, found.state) == ("python", MISSING)
    assert "3.11" in str(found.todo)


@pytest.mark.parametrize(
    ("name", "state"), [("textual", MISSING), ("pyyaml", MISSING), ("playsound3", LOOK), ("wakepy", LOOK)]
)
def test_a_library_that_is_not_there(name: str, state: Verdict) -> None:
    [found] = [one for one in program.judge(ProgramFacts((3, 12, 1), {**ALL, name: None})) if one.state is not OK]

    assert (found.about, found.state) == (name, state)
    assert f"pip install {name}" in str(found.todo)


# -- folders ----------------------------------------------------------------------------------------------------------


def test_a_folder_that_is_there(tmp_path: Path) -> None:
    seen = look_at(tmp_path)

    assert (seen.there, seen.obstacle) == (True, None)
    assert seen.free
    assert files.judge_log(seen).state in (OK, LOOK)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    seen = look_at(tmp_path / "a" / "b")

    assert (seen.there, seen.obstacle) == (False, None)
    assert "made when it is needed" in files.judge_log(seen).text
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")

    found = files.judge_log(look_at(tmp_path / "home" / "log" / "2026"))

    assert found.state is MISSING
    assert found.text == f"{tmp_path / 'home'} is no folder"
    assert "HIPCOACH_HOME" in str(found.todo)


def test_a_link_to_nowhere_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "home").symlink_to(tmp_path / "gone")

    assert "link to nowhere" in files.judge_log(look_at(tmp_path / "home" / "log")).text


def test_a_folder_in_which_nothing_can_be_written(tmp_path: Path) -> None:
    seen = look_at(tmp_path / "log", may=lambda path, how: path != tmp_path)

    assert files.judge_log(seen).state is MISSING
    assert files.judge_cache(seen).state is LOOK
    assert str(tmp_path) in files.judge_log(seen).text


@pytest.mark.parametrize(("free", "state"), [(0, LOOK), (999_999, LOOK), (1_000_000, OK), (None, OK)])
def test_room_for_what_can_be_made_again(free: int | None, state: Verdict) -> None:
    assert files.judge_cache(Folder(Path("/cache"), True, free=free)).state is state


@pytest.mark.parametrize(("free", "state"), [(0, LOOK), (9_999_999, LOOK), (10_000_000, OK), (None, OK)])
def test_room_for_sound_while_it_is_played(free: int | None, state: Verdict) -> None:
    found = files.judge_temporary(Folder(Path("/tmp"), True, free=free))

    assert found.state is state
    assert "/tmp" in found.text
    assert ("TMPDIR" in str(found.todo)) == (state is LOOK)


def test_where_there_is_no_folder_for_temporary_files_it_is_told() -> None:
    def none_usable() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    found = files.judge_temporary(files.look_at_temporary(none_usable))

    assert found.state is LOOK
    assert "No usable temporary directory" in found.text


@pytest.mark.parametrize(
    ("free", "state"), [(0, MISSING), (999_999, MISSING), (49_000_000, LOOK), (60_000_000, OK), (None, OK)]
)
def test_room_on_the_disk(free: int | None, state: Verdict) -> None:
    assert files.judge_log(Folder(Path("/log"), True, None, free)).state is state


# -- files of the person's own ----------------------------------------------------------------------------------------

GOOD = "hipcoach: 1\ntitle: Good\nexercises: [{name: Sit, hold: 20 s}]\n"


def test_files_of_one_s_own_are_counted_with_those_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "programmes").mkdir()
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yml").write_text("hipcoach: 1\n")
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / ".hidden.yaml").write_text("")
    (tmp_path / "exercises" / "sit.yaml").write_text("hipcoach: 1\nname: Sit\nhold: 20 s\n")
    (tmp_path / "programmes" / "plan.yaml").write_text("hipcoach: 1\nprogramme: Plan\nphases: []\n")

    sessions, exercises, programmes = look_at_own(Library(tmp_path / "none", tmp_path), tmp_path)

    assert sessions == Own("sessions", tmp_path, 2, 1)
    assert exercises == Own("exercises", tmp_path / "exercises", 1, 0)
    assert programmes == Own("programmes", tmp_path / "programmes", 1, 1)
    assert files.judge_own(sessions).state is LOOK
    assert f"hipcoach check {tmp_path}" in str(files.judge_own(sessions).todo)
    assert files.judge_own(exercises).state is OK


def test_nothing_of_one_s_own_is_all_right(tmp_path: Path) -> None:
    found = [files.judge_own(own) for own in look_at_own(Library(tmp_path, tmp_path / "none"), tmp_path / "none")]

    assert {one.state for one in found} == {OK}
    assert str(tmp_path / "none") in found[0].text


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("")

    sessions, *_ = look_at_own(Library(tmp_path, tmp_path / "sessions"), tmp_path / "sessions")

    assert files.judge_own(sessions).state is LOOK
    assert "not a directory" in files.judge_own(sessions).text


@pytest.mark.parametrize(
    ("found", "state", "says"),
    [
        (FoundSettings(), OK, "no file"),
        (read_text('dose = "low"\ncues = 3'), OK, "2 set"),
        (read_text("dose = 1"), LOOK, "1 problem in"),
        (read_text("dose = 1\nx = 1"), LOOK, "2 problems"),
    ],
)
def test_settings(found: FoundSettings, state: Verdict, says: str) -> None:
    seen = files.judge_settings(found, Path("/config.toml"))

    assert seen.state is state
    assert says in seen.text
    assert "/config.toml" in seen.text


# -- sound ------------------------------------------------------------------------------------------------------------

PLAYS = PlayerAnswer("paplay", True)
REFUSES = PlayerAnswer("aplay", False, "audio open error")
HEARD = {"phrases": 200, "speaks": "espeak-ng 1.51"}


def heard(*answers: PlayerAnswer, **more) -> list[Finding]:
    return list(sounds.judge(Sounds(answers, **{**HEARD, **more})))


def test_the_first_player_that_plays_is_the_one() -> None:
    found = heard(PLAYS, REFUSES, PlayerAnswer("ffplay", True))

    assert found[0] == Finding("sound", OK, "paplay works", sounds.HEAR)
    assert [(one.state, one.text) for one in found if one.about == "player"] == [
        (OK, "aplay does not work: audio open error"),
        (OK, "ffplay works as well"),
    ]


def test_a_player_that_fails_before_the_one_that_plays_is_worth_a_look() -> None:
    [found] = [one for one in heard(REFUSES, PLAYS) if one.about == "player"]

    assert found.state is LOOK


@pytest.mark.parametrize(
    ("answers", "more", "says"),
    [
        ([], {}, "no player was found"),
        ([REFUSES], {}, "no player works"),
        ([], {"trouble": "one did not answer within 20 seconds"}, "did not answer"),
        ([PLAYS], {"trouble": "one did not answer within 20 seconds"}, "did not answer"),
        ([PLAYS], {"wanted": "mpv"}, "mpv, which the settings ask for"),
        ([PLAYS], {"phrases": 0}, "recordings are missing"),
        ([PLAYS], {"speaks": None}, "nothing here can speak"),
    ],
)
def test_sound_that_is_not_there_is_worth_a_look_and_no_more(
    answers: list[PlayerAnswer], more: dict, says: str
) -> None:
    found = heard(*answers, **more)

    assert ready(found)
    assert [one for one in found if one.state is LOOK and says in one.text]


def test_what_is_wanted_and_there_needs_no_words() -> None:
    assert {one.state for one in heard(PLAYS, wanted="paplay")} == {OK}


# -- players that are tried in a process of their own -----------------------------------------------------------------


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_probe_that_hangs_is_ended_and_what_it_said_before_is_kept() -> None:
    line = '{"player": "paplay", "plays": true, "said": ""}'
    code = f"import time; print('{line}', flush=True); time.sleep(600)"

    answers, trouble = sounds.try_players([sys.executable, "-I", "-S", "-c", code], 2.0)

    assert answers == (PLAYS,)
    assert trouble == "one did not answer within 2 seconds"


def test_a_probe_that_breaks_says_why() -> None:
    answers, trouble = sounds.try_players(python("raise ImportError('no playsound3 here')"), 60.0)

    assert answers == ()
    assert trouble == "ImportError: no playsound3 here"


# -- whatever else may happen -----------------------------------------------------------------------------------------


def test_a_part_that_fails_does_not_keep_the_others_from_being_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr(examine, "program", SimpleNamespace(look=fail, judge=fail))
    monkeypatch.setattr(examine, "_sounds", lambda environment: iter(()))

    found = told(examine.examine({"HIPCOACH_HOME": "/nowhere"}, datetime.now(UTC)))

    assert found["program"] == (LOOK, "this check failed: RuntimeError: no idea")
    assert {"terminal", "log", "sessions", "settings"} <= set(found)
