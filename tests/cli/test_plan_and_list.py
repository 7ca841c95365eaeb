"""`hipcoach`, `list` and `plan`: what there is, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach import __version__
from hipcoach.text.characters import cells

AT_LOW_DOSE = {
    "full-alignment": "20:20",
    "release": "5:50",
    "strengthen": "14:30",
    "external-rotation": "14:47",
    "balanced-rotators": "7:57",
    "five-minutes-a": "4:35",
    "five-minutes-b": "5:00",
    "chair-alignment": "7:50",
    "desk-break": "4:44",
}

LONG = """\
hipcoach: 1
title: A long sit
exercises:
  - name: Sit
    hold: 60 min
    sets: 2
    rest: 1 min
    prepare: 0 s
"""


# -- what there is ---------------------------------------------------------------------------------------------------


def test_the_version(run: Callable) -> None:
    ran = run("--version")

    assert (ran.status, ran.out) == (0, f"hipcoach {__version__}\n")


def test_without_a_command_it_shows_what_there_is_and_what_to_type(run: Callable) -> None:
    ran = run()

    assert ran.status == 0
    assert "Release" in ran.out
    assert "hipcoach play release" in ran.out
    assert ran.err == ""


def test_list_shows_every_preset_with_its_length(run: Callable) -> None:
    ran = run("list")

    assert ran.status == 0
    shown = {words[0]: words[1] for line in ran.lines if len(words := line.split()) > 1 and ":" in words[1]}
    assert shown == AT_LOW_DOSE


def test_list_says_where_one_s_own_sessions_go(run: Callable, home: Path) -> None:
    assert str(home / "sessions") in run("list").out


def test_list_shows_one_s_own_sessions_before_the_presets(run: Callable, own: Callable, short: Path) -> None:
    own("evening.yaml", short.read_text())

    lines = run("list").lines

    assert lines[0] == "Your own sessions"
    assert lines[1].split() == ["evening", "0:30", "A", "minute"]
    assert "Presets" in lines[2:]


def test_a_file_of_one_s_own_stands_for_the_preset_of_its_name(run: Callable, own: Callable, short: Path) -> None:
    own("release.yaml", short.read_text())

    assert [line.split()[1] for line in run("list").lines if line.startswith("  release ")] == ["0:30"]
    assert run("plan", "release").total == "0:30"
    # And it says so
    lines = run("list").lines
    assert [lines[number + 1].strip() for number, line in enumerate(lines) if line.startswith("  release ")] == [
        "in place of the preset"
    ]
    assert sum("in place" in line for line in lines) == 1
    assert [one["name"] for one in run("list", "--json").json if one["in_place_of_preset"]] == ["release"]


def test_a_broken_file_of_one_s_own_is_listed_with_what_is_wrong(run: Callable, own: Callable) -> None:
    own("broken.yaml", "hipcoach: 1\ntitle: Broken\n")

    ran = run("list")

    assert ran.status == 0
    [line] = [line for line in ran.lines if line.startswith("  broken ")]
    assert "exercises" in line


def test_a_long_title_is_broken_and_a_long_name_has_a_line_of_its_own(run: Callable, own: Callable) -> None:
    long = "-".join(["evening"] * 5)
    for name in ("a", long, "寝る前に"):
        own(f"{name}.yaml", LONG.replace("A long sit", "One title that goes on and on " * 5 + "寝る前に" * 20))

    lines = run("list").lines

    assert max(map(cells, lines)) <= 80
    assert lines[1].startswith(f"  a{' ' * 23}  121:00  One title")
    assert lines[2].startswith(" " * 36 + "goes on and on")
    assert f"  {long}" in lines
    assert lines[lines.index(f"  {long}") + 1].startswith(f"{' ' * 28}121:00  One title")
    assert any(line.startswith(f"  寝る前に{' ' * 16}  121:00  One") for line in lines)


def test_a_file_s_name_does_no_harm_to_the_terminal(run: Callable, own: Callable) -> None:
    own("a\x1b[2J\u202eb\x9b.yaml", LONG)

    assert all(line.isprintable() for line in run("list").lines)


def test_list_as_json_holds_what_a_program_needs(run: Callable, own: Callable) -> None:
    own("broken.yaml", "hipcoach: 1\ntitle: Broken\n")

    sessions = {one["name"]: one for one in run("list", "--json").json}

    assert set(sessions) == {*AT_LOW_DOSE, "broken"}
    assert sessions["release"]["seconds"] == 5 * 60 + 50
    assert sessions["release"]["aim"] == "neutral-alignment"
    assert sessions["release"]["exercises"] == ["figure-four", "kneeling-lunge"]
    assert sessions["release"]["shipped"]
    assert sessions["release"]["problem"] is None
    assert not sessions["broken"]["shipped"]
    assert sessions["broken"]["seconds"] is None
    assert sessions["broken"]["problem"]["level"] == "error"


def test_looking_around_writes_nothing(run: Callable, home: Path) -> None:
    for arguments in ([], ["plan", "release"], ["check", "release"], ["log"]):
        run(*arguments)

    assert not home.exists()


# -- what it comes to ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dose", "total"), [("low", "5:50"), ("middle", "8:40"), ("high", "13:50")])
def test_a_plan_says_its_dose_and_total_first_and_its_total_last(run: Callable, dose: str, total: str) -> None:
    ran = run("plan", "release", "--dose", dose)

    assert (ran.status, ran.err) == (0, "")
    assert ran.lines[:2] == ["Release", f"{dose} dose · {total} in all"]
    assert ran.total == total


def test_newcomers_start_low(run: Callable) -> None:
    assert run("plan", "release").total == "5:50"


def test_the_last_line_of_a_plan_tells_its_sets_and_how_much_of_it_is_work(run: Callable, short: Path) -> None:
    # two holds of 10 s in 30 s
    assert run("plan", short).lines[-1] == "total 0:30 · 2 sets · 67 % of the time is work"


def test_a_total_over_an_hour_stays_in_minutes(run: Callable, tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text(LONG)

    assert run("plan", file).total == "121:00"


def test_a_plan_has_a_row_for_each_step(run: Callable, short: Path) -> None:
    assert run("plan", short).lines[2:-2] == [
        "",
        "     at  step     side   set  dose",
        "",
        "Lean",
        "  1 set of 10 s (10-20 s) on each side",
        "   0:00  prepare  left   1/1  5 s",
        "   0:05  hold     left   1/1  10 s",
        "   0:15  switch   right  1/1  5 s",
        "   0:20  hold     right  1/1  10 s",
    ]


def test_an_exercise_on_no_side_has_no_column_for_it(run: Callable, tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text(LONG)

    assert run("plan", file).lines[3:-2] == [
        "      at  step     set  dose",
        "",
        "Sit",
        "  2 sets of 60 min",
        "    0:00  prepare  1/2  0 s",
        "    0:00  hold     1/2  60 min",
        "   60:00  rest     2/2  60 s",
        "   61:00  hold     2/2  60 min",
    ]


OWN_PACE = """\
hipcoach: 1
title: T
exercises:
  - name: Lift
    id: lifting
    reps: 5
    hold: 3-5 s
    sets: 2
    tempo: own
    side: each
    advance: wait
    easier: [{id: seated, name: Sitting}]
    with: [seated]
"""


def test_what_all_sets_have_in_common_stands_above_them_once(run: Callable, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN_PACE)

    assert run("plan", file).lines[5:] == [
        "Lift (lifting)",
        "  2 sets of 5 repetitions on each side · each held 3 s (3-5 s)",
        "  at your own pace, timed as lift 2, hold 3, lower 2 · each set waits for you",
        "  with seated",
        "   0:00  prepare  left   1/2  15 s",
        "   0:15  reps     left   1/2  5 repetitions",
        "   0:50  switch   right  1/2  10 s",
        "   1:00  reps     right  1/2  5 repetitions",
        "   1:35  rest     left   2/2  30 s, change sides 10 s before its end",
        "   2:05  reps     left   2/2  5 repetitions",
        "   2:40  switch   right  2/2  10 s",
        "   2:50  reps     right  2/2  5 repetitions",
        "",
        "total 3:25 · 4 sets · 68 % of the time is work",
    ]


def test_one_side_is_named(run: Callable, tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("hipcoach: 1\ntitle: T\nexercises: [{name: A, reps: 1, side: right}]\n")

    assert "  1 set of 1 repetition on the right · lift 2, pause 1, lower 2" in run("plan", file).lines


@pytest.mark.parametrize("dose", ["low", "high"])
@pytest.mark.parametrize("session", AT_LOW_DOSE)
def test_a_preset_fits_into_80_columns_and_says_each_tempo_once(run: Callable, session: str, dose: str) -> None:
    lines = run("plan", session, "--dose", dose).lines

    assert max(map(cells, lines)) <= 80
    groups = "\n".join(lines).split("\n\n")[2:-1]
    assert all(group.count("lower 2") + group.count("return 2") <= 1 for group in groups)


LONGEST = """\
hipcoach: 1
title: {title}
exercises:
  - name: {name}
    id: {id}
    reps: 200
    hold: 60 min
    sets: 20
    side: each
    rest: 30 min
    switch: 5 min
    advance: wait
    tempo: {tempo}
    easier: [{{id: {id}, name: A}}]
    with: {id}
  - {{name: B, hold: 1-3600 s}}
"""
WORDS = "one two three four five six seven eight nine ten " * 10


@pytest.mark.parametrize("pace", ["", "own"])
@pytest.mark.parametrize("text", [WORDS, "x" * 300, "体の調子を整える" * 30, "e\u0301" * 200, "🧘🏽‍♀️ " * 60, "❤️" * 90])
def test_nothing_is_wider_than_80_columns(run: Callable, tmp_path: Path, text: str, pace: str) -> None:
    file = tmp_path / "wide.yaml"
    tempo = pace or ", ".join(f"{'伸' * 19}{letter} 30" for letter in "abcd")
    file.write_text(LONGEST.format(title=text, name=text, id="-".join(["long"] * 12), tempo=tempo), encoding="utf-8")

    ran = run("plan", file)

    assert ran.status == 0, ran.err
    assert max(map(cells, ran.lines)) <= 80
    # the id is what is typed: a long name does not push it away
    assert f"({'-'.join(['long'] * 12)})" in ran.out
    assert "…" in ran.out


def test_first_names_the_side_that_begins(run: Callable, short: Path) -> None:
    ran = run("plan", short, "--first", "right")

    assert [line.split()[2] for line in ran.lines if line.startswith("   0:")] == ["right", "right", "left", "left"]


def test_with_turns_options_on(run: Callable) -> None:
    usual = run("plan", "strengthen", "--dose", "low")
    longer = run("plan", "strengthen", "--dose", "low", "--with", "clamshell:longer-pause")

    assert longer.status == 0
    assert "pause 3" in longer.out
    assert "pause 3" not in usual.out
    assert longer.total == "17:30"  # 2 s more in each of 90 repetitions


def test_with_may_be_given_several_times(run: Callable) -> None:
    ran = run("plan", "release", "--with", "figure-four:towel", "--with", "kneeling-lunge:hand-on-chair")

    assert ran.status == 0, ran.err


def test_what_is_needed_follows_the_options_that_are_on(run: Callable) -> None:
    mini = "Mini loop (light at first, about 25 cm laid flat)"
    seated = ("--with", "banded-internal-rotation:seated")

    assert run("plan", "strengthen").lines[2:4] == [
        "You need: Mat, Band loop (light at first, about 55 cm laid flat), Steady chair",
        "without wheels, Wall or chair to hold",
    ]
    assert (
        " ".join(run("plan", "strengthen", *seated).lines[2:4]) == f"You need: Mat, Steady chair without wheels, {mini}"
    )
    assert run("plan", "strengthen", *seated, "--json").json["equipment"] == [
        "Mat",
        "Steady chair without wheels",
        mini,
    ]
    played = run("play", "strengthen", *seated, "--plain", "--speed", "10000")
    assert f"You need: Mat, Steady chair without wheels, {mini}" in played.err
    listed = {one["name"]: one["equipment"] for one in run("list", "--json").json}
    assert listed["chair-alignment"] == ["Steady chair without wheels", mini]


def test_a_plan_as_json(run: Callable, short: Path) -> None:
    plan = run("plan", short, "--dose", "high", "--json").json

    assert plan["title"] == "A minute"
    assert plan["total"] == 50
    assert [(step["offset"], step["step"], step["side"], step["seconds"]) for step in plan["steps"]] == [
        (0, "prepare", "left", 5),
        (5, "hold", "left", 20),
        (25, "switch", "right", 5),
        (30, "hold", "right", 20),
    ]
    assert plan["steps"][1]["range"] == [10, 20]


# -- which file is meant ---------------------------------------------------------------------------------------------


def test_a_path_comes_before_a_name(
    run: Callable, own: Callable, short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own("mine.yaml", short.read_text())
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here" / "mine").write_text(LONG)

    assert run("plan", "mine").lines[0] == "A long sit"
    assert run("plan", "./mine").lines[0] == "A long sit"


def test_a_folder_called_like_a_preset_does_not_hide_it(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "release").mkdir()
    monkeypatch.chdir(tmp_path)

    assert run("plan", "release").lines[0] == "Release"


# -- what cannot be done ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["plan", "play"])
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["releas"], "release"),
        (["nothing-like-it"], "nothing-like-it"),
        (["missing.yaml"], "missing.yaml"),
        (["./missing"], "missing"),
        (["release", "--dose", "huge"], "huge"),
        (["release", "--first", "up"], "up"),
        (["release", "--with", "figure-four"], "EXERCISE:MODIFICATION"),
        (["release", "--with", "clamshell:band"], "clamshell"),
        (["release", "--with", "figure-four:wings"], "wings"),
        (["release", "--with", "figure-four:towel", "--with", "figure-four:chair"], "cannot be combined"),
        (["release", "--loud"], "--loud"),
        ([], "SESSION"),
        ([""], "no session called"),
        (["."], "."),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error_with_status_2(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run(command, *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


BROKEN = {
    "empty": b"",
    "no exercises": b"hipcoach: 1\ntitle: Broken\n",
    "no yaml": b"hipcoach: 1\ntitle: [\n",
    "no utf-8": b"hipcoach: 1\ntitle: \xff\xfe\n",
    "binary": bytes(range(256)),
    "another format": b"hipcoach: 2\n",
    "a list": b"- 1\n- 2\n",
    "a bare number": b"hipcoach: 1\ntitle: T\nexercises:\n  - name: A\n    hold: 30\n",
}


@pytest.mark.parametrize("command", ["plan", "play"])
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_said_with_its_place_and_status_2(
    run: Callable, tmp_path: Path, command: str, content: bytes
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(content)

    ran = run(command, file)

    assert (ran.status, ran.out) == (2, "")
    assert "broken.yaml" in ran.err
    assert "error" in ran.err


def test_a_folder_is_no_session(run: Callable, tmp_path: Path) -> None:
    ran = run("plan", f"{tmp_path}/")

    assert (ran.status, ran.out) == (2, "")
    assert str(tmp_path) in ran.err


@pytest.mark.parametrize("speed", ["0", "-1", "fast", "nan", "inf", "1e9", ""])
def test_a_speed_that_is_none_is_refused(run: Callable, speed: str) -> None:
    ran = run("play", "release", f"--speed={speed}")

    assert (ran.status, ran.out) == (2, "")
    assert "speed" in ran.err


def test_an_unknown_command_is_refused(run: Callable) -> None:
    ran = run("jump")

    assert ran.status == 2
    assert "jump" in ran.err
