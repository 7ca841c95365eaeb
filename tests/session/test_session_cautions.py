"""What a session file is warned of that can be played: words that are lost, texts no voice says, hours on end."""

from __future__ import annotations

from pathlib import Path

import pytest

from hipcoach.cues.level import Level
from hipcoach.cues.lookahead import opening
from hipcoach.cues.score import Lengths
from hipcoach.diagnostics.problems import Code, Problem, Severity
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import longest, make_plan
from hipcoach.plain.heard import tone_seconds
from hipcoach.session.library import Library, shipped_sessions

HEAD = "hipcoach: 1\ntitle: Evening\nexercises:\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The shipped exercises, and a folder of one's own."""
    return Library(shipped_sessions(), tmp_path / "sessions")


def checked(library: Library, text: str, name: str = "mine.yaml") -> list[Problem]:
    """What `check` says of a file."""
    assert library.own is not None
    path = library.own / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return list(library.check(path, longest))


def in_exercises(problems: list[Problem]) -> list[Problem]:
    """The problems that lie in files of the exercise library."""
    return [problem for problem in problems if Path(problem.file).parent.name == "exercises"]


# -- the middle word of a tempo ---------------------------------------------------------------------------------------


TAKES = "where the word without a number takes the hold, or"


@pytest.mark.parametrize(
    ("exercise", "place", "message", "help"),
    [
        (
            "name: Lift\n    reps: 8\n    hold: 3 s\n    tempo: lift 2, pause 1, lower 2\n",
            "7:12",
            "`pause 1` of the tempo is not used: the hold takes its place",
            f"write `tempo: lift 2, pause, lower 2`, {TAKES} `tempo: lift 2, lower 2`",
        ),
        (
            "name: Lift\n    tempo: out 1, stay 2, on 3, back 4\n    reps: 8\n    hold: 3 s\n",
            "5:12",
            "`stay 2`, `on 3` of the tempo are not used: the hold takes their place",
            f"write `tempo: out 1, stay, on 3, back 4`, {TAKES} `tempo: out 1, back 4`",
        ),
        # What the library says is not written here, but what makes it lose its word is.
        (
            "use: clamshell\n    hold: 3 s\n",
            "5:11",
            "`pause 1` of the tempo is not used: the hold takes its place",
            f"write `tempo: lift 2, pause, lower 2`, {TAKES} `tempo: lift 2, lower 2`",
        ),
        (
            "name: Lift\n    reps: 8\n    tempo: up 2, stay 1, down 2\n    harder: [{name: Longer, hold: 5 s}]\n",
            "7:35",
            "`stay 1` of the tempo is not used: the hold takes its place",
            f"write `tempo: up 2, stay, down 2`, {TAKES} `tempo: up 2, down 2`",
        ),
        (
            "name: Lift\n    reps: 8\n    hold: 3 s\n    tempo: up 2, down 2\n"
            "    harder:\n      - {name: Slow, tempo: 'up 3, stay 1, down 3'}\n",
            "9:29",
            "`stay 1` of the tempo is not used: the hold takes its place",
            f"write `tempo: up 3, stay, down 3`, {TAKES} `tempo: up 3, down 3`",
        ),
    ],
)
def test_a_word_of_the_tempo_that_a_hold_takes_the_place_of(
    library: Library, exercise: str, place: str, message: str, help: str
) -> None:
    reading = library.read_text(f"{HEAD}  - {exercise}")
    (problem,) = reading.problems
    assert reading.session is not None
    assert (problem.level, problem.code) == (Severity.WARNING, Code.TEMPO)
    assert (f"{problem.line}:{problem.column}", problem.message, problem.help) == (place, message, help)


@pytest.mark.parametrize(
    "exercise",
    [
        "name: Lift\n    reps: 8\n    hold: 3 s\n    tempo: lift 2, lower 2\n",
        "name: Lift\n    reps: 8\n    hold: 3 s\n",
        "name: Lift\n    reps: 8\n    hold: 3 s\n    tempo: lift 2, pause, lower 2\n",
        "name: Lift\n    reps: 8\n    hold: 3 s\n    tempo: own\n",
        "name: Lift\n    reps: 8\n    tempo: lift 2, pause 1, lower 2\n",
        "name: Sit\n    hold: 30 s\n    tempo: lift 2, pause 1, lower 2\n",
        "use: seated-external-rotation\n    hold: 5 s\n",
        "use: clamshell\n    hold: 3 s\n    tempo: lift 2, lower 2\n",
        "name: Lift\n    reps: 8\n    hold: 3 s\n    tempo: up 2, down 2\n    harder: [{name: More, reps: 12}]\n",
    ],
)
def test_where_no_word_is_lost_nothing_is_said(library: Library, exercise: str) -> None:
    assert library.read_text(f"{HEAD}  - {exercise}").problems == ()


def test_a_tempo_that_has_lost_its_word_is_warned_of_once(library: Library) -> None:
    exercise = "{name: Lift, reps: 8, hold: 3 s, tempo: 'up 2, on 1, down 2', harder: [{name: More, reps: 9}]}"
    text = f"{HEAD}  - {exercise}\n"
    assert [problem.code for problem in library.read_text(text).problems] == [Code.TEMPO]


# -- scripts that no voice speaks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "sign"),
    [
        ("hipcoach: 1\ntitle: 晚上\nexercises:\n  - {name: Lean, hold: 9 s}\n", "2:8", "晚"),
        (f"{HEAD}  - {{name: Наклон, hold: 9 s}}\n", "4:12", "Н"),
        (f"{HEAD}  - name: Lean\n    hold: 9 s\n    setup: [Lie down, Knie hoch, שב ישר]\n", "6:34", "ש"),
        (f"{HEAD}  - name: Lean\n    hold: 9 s\n    cues:\n      - {{at: start, say: Χαμηλά}}\n", "7:26", "Χ"),
        (f"{HEAD}  - name: Lean\n    hold: 9 s\n    side: each\n    switch_cue: '{{side}} 侧'\n", "7:17", "侧"),
        (f"{HEAD}  - name: Lift\n    reps: 9\n    tempo: 抬 2, 放 2\n", "6:12", "抬"),
        (f"{HEAD}  - {{name: Lean, hold: 9 s, easier: [{{name: A, cues: [轻轻]}}]}}\n", "4:55", "轻"),
    ],
)
def test_a_text_that_no_voice_says_is_pointed_out(library: Library, text: str, place: str, sign: str) -> None:
    (problem,) = checked(library, text)
    assert (problem.level, problem.code) == (Severity.WARNING, Code.SCRIPT)
    assert f"{problem.line}:{problem.column}" == place
    assert problem.message == f"the voice does not speak `{sign}`, so this text is only shown"
    assert problem.help is not None
    assert "Latin letters" in problem.help


def test_many_of_them_are_pointed_out_once(library: Library) -> None:
    exercise = "  - {name: 贝壳, reps: 9, setup: [侧卧, 屈膝], cues: [抬膝, Langsam]}\n"
    (problem,) = checked(library, HEAD + exercise)
    assert problem.message == "the voice does not speak `贝`, so this text is only shown, and so are 3 more"


def test_what_is_never_spoken_may_be_of_any_script(library: Library) -> None:
    text = (
        "hipcoach: 1\ntitle: Übung am Abend – größer, naïve, 5 µm, x² 🙂\nsummary: 晚上\nnotes: заметка\n"
        "exercises:\n  - {name: Żółw, hold: 9 s, why: 为什么, feel: [ここ], easier: [{name: 毛巾}]}\n"
    )
    assert checked(library, text) == []


def test_a_library_exercise_is_named_where_it_is_and_where_it_is_used(library: Library) -> None:
    (alone,) = checked(library, "hipcoach: 1\nname: 贝壳\nreps: 9\n", "exercises/shell.yaml")
    assert f"{alone.line}:{alone.column} {alone.code}" == "2:7 script"
    assert in_exercises(checked(library, f"{HEAD}  - use: shell\n")) == [alone]


def test_it_is_no_matter_to_whoever_only_plays_the_session(library: Library) -> None:
    assert library.read_text(f"{HEAD}  - {{name: 贝壳, reps: 9}}\n").problems == ()


# -- hours on end -----------------------------------------------------------------------------------------------------


def test_a_session_of_hours_is_pointed_out_at_what_takes_most_of_it(library: Library) -> None:
    sit = "  - name: Wall sit\n    hold: 20-60 min\n    sets: 10-20\n    rest: 30 min\n"
    text = f"{HEAD}  - {{name: Lean, hold: 30 s}}\n{sit}"
    (problem,) = checked(library, text)
    assert (problem.level, problem.code) == (Severity.WARNING, Code.RANGE)
    assert (problem.line, problem.column) == (5, 11)
    assert problem.message == "at the high dose this session takes 29 h 31 min, 29 h 30 min of it in this exercise"
    assert problem.help == "if that is not meant, look at its `sets`, `reps`, `hold` and `rest`"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (44, []),
        (45, ["at the high dose this session takes 2 h"]),
    ],
)
def test_from_two_hours_on_it_is_too_much(library: Library, seconds: int, told: list[str]) -> None:
    # 15 s to get ready, then 1 h, 59 min and the rest.
    sets = f"{HEAD}  - {{name: Sit, hold: 59 min 30 s, sets: 2, rest: 0 s, prepare: {seconds + 15} s}}\n"
    assert [problem.message for problem in checked(library, sets)] == told


def test_the_presets_are_not_pointed_out() -> None:
    library = Library(shipped_sessions(), None)
    for entry in library.sessions():
        assert library.check(entry.path, longest) == ()


# -- time to say names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "prepare", "message"),
    [
        ("hold: 5 s", 1, "getting ready in 1 s leaves no time to say `Wall sit`, and neither does the set before"),
        ("hold: 5 s", 2, None),
        ("reps: 9", 1, None),
        ("hold: 20 s", 0, None),
    ],
)
def test_an_exercise_whose_name_there_is_no_time_to_say(
    library: Library, first: str, prepare: int, message: str | None
) -> None:
    text = f"{HEAD}  - {{name: Walk, {first}}}\n  - {{name: Wall sit, hold: 9 s, prepare: {prepare} s}}\n"
    assert [one.message for one in checked(library, text)] == ([] if message is None else [message])


def test_a_name_that_is_longer_than_a_phase_has_no_room_between_repetitions(library: Library) -> None:
    name = "Banded internal rotation on one leg"
    text = f"{HEAD}  - {{name: Walk, FIRST}}\n  - {{name: {name}, hold: 9 s, prepare: 2 s}}\n"

    [problem] = checked(library, text.replace("FIRST", "reps: 9"))

    assert problem.message == f"getting ready in 2 s leaves no time to say `{name}`, and neither does the set before"
    assert checked(library, text.replace("FIRST", "hold: 30 s")) == []


LOST = "changing sides in {} s leaves no time to say which comes, and neither does the set before"


@pytest.mark.parametrize("side", ["each", "affected"])
@pytest.mark.parametrize(
    ("dose", "switches"),
    [
        ("hold: 1 s", (0, 1)),
        ("hold: 4 s", (1,)),
        ("hold: 5 s", ()),
        ("reps: 2", ()),
        ("reps: 4, tempo: 'up 1, down 1'", (0, 1)),
        ("reps: 2, hold: 2 s, tempo: 'up 1, down 1'", ()),
    ],
)
def test_a_side_that_there_is_no_time_to_say(library: Library, dose: str, switches: tuple[int, ...], side: str) -> None:
    for seconds in range(3):
        text = f"{HEAD}  - {{name: Lean, side: {side}, {dose}, switch: {seconds} s}}\n"
        # given what is heard, with words as short as they come
        session = library.read_text(text).session
        assert session is not None
        lengths = Lengths(tone_seconds, lambda phrase: 0.4 * len(phrase.split()))
        sounds = opening(make_plan(session, Choices()), Level.BRIEF, lengths, 300.0)
        heard = any(getattr(sound, "text", "") == "Right side" for sound in sounds)
        # then a warning is there exactly where the side is not
        assert [one.message for one in checked(library, text)] == ([] if heard else [LOST.format(seconds)])
        assert heard is (seconds not in switches)


# -- what is to be done afterwards ------------------------------------------------------------------------------------

LOOP_OFF = "Sit down, then take the loop off"
TOO_SOON = "getting ready in 5 s leaves no time for what is to be done after the exercise before"


@pytest.mark.parametrize(
    ("first", "then", "place"),
    [
        (f"afterwards: '{LOOP_OFF}'", "prepare: 5 s", "5:39"),
        (f"harder: [{{name: Band, afterwards: '{LOOP_OFF}'}}]", "prepare: 5 s", "5:39"),
        (f"afterwards: '{LOOP_OFF}'", "prepare: 10 s", None),
        (f"afterwards: '{LOOP_OFF}'", "sets: 1", None),
        ("sets: 1", "prepare: 5 s", None),
    ],
)
def test_an_exercise_that_begins_too_soon_for_what_is_to_be_done_before_it(
    library: Library, first: str, then: str, place: str | None
) -> None:
    text = f"{HEAD}  - {{name: Walk, reps: 9, {first}}}\n  - {{name: Stand, hold: 9 s, {then}}}\n"
    problems = checked(library, text)
    assert [f"{one.line}:{one.column} {one.level} {one.message}" for one in problems] == (
        [f"{place} warning {TOO_SOON}"] if place else []
    )


def test_a_session_whose_defaults_leave_no_time_for_it(library: Library) -> None:
    text = (
        "hipcoach: 1\ntitle: Evening\ndefaults: {prepare: 5 s}\nexercises:\n"
        "  - use: banded-internal-rotation\n  - {name: Stand, hold: 9 s}\n"
    )
    assert [(one.line, one.message) for one in checked(library, text)] == [(3, TOO_SOON)]


def test_more_words_than_can_be_followed_are_pointed_out_where_they_stand(library: Library) -> None:
    long = "Sit down slowly and then take the loop off"
    told = f"`afterwards` has {len(long.split())} words; somebody who listens can follow 8"
    exercise = f"name: Walk\nreps: 9\nafterwards: {long}\neasier: [{{name: Sitting, afterwards: {long}}}]\n"
    found = checked(library, f"hipcoach: 1\n{exercise}", "exercises/walk.yaml")
    assert [(one.line, one.code, one.message) for one in found] == [(4, Code.SIZE, told), (5, Code.SIZE, told)]
    assert in_exercises(checked(library, f"{HEAD}  - use: walk\n")) == found
    assert checked(library, f"{HEAD}  - {{name: Walk, reps: 9, afterwards: '{LOOP_OFF}'}}\n") == []


@pytest.mark.parametrize("which", ["switch: 0 s", "easier: [{name: Smaller, switch: 0 s}]"])
def test_changing_sides_on_the_floor_in_no_time_with_a_modification_too(library: Library, which: str) -> None:
    text = f"{HEAD}  - {{name: Shell, reps: 9, side: each, position: side-lying, {which}}}\n"
    assert [one.message for one in checked(library, text)] == [
        "changing sides in 0 s is hardly possible in the position `side-lying`"
    ]


@pytest.mark.parametrize(
    ("dose", "warned"),
    [
        ("hold: [30 s, 20 s]", False),
        ("hold: [30 s, 3 s]", True),
        ("time: 30 s", False),
        ("time: [30 s, 3 s]", True),
        ("hold: 3+ s", True),
    ],
)
def test_the_shortest_set_decides_whether_the_next_side_can_be_said_in_it(
    library: Library, dose: str, warned: bool
) -> None:
    problems = checked(
        library, f"{HEAD}  - name: Sit\n    side: each\n    switch: 1 s\n    prepare: 20 s\n    {dose}\n"
    )
    assert any("no time to say which comes" in problem.message for problem in problems) is warned
