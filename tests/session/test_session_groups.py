"""Groups: exercises that a file puts into rounds, and what it cannot say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from session_help import said

from hipcoach.diagnostics.problems import Severity
from hipcoach.engine.choices import needs_affected
from hipcoach.engine.plan import longest, make_plan
from hipcoach.session.library import Library
from hipcoach.session.model import First, Group, Order, Range, Session, Side, Sides

HEAD = "hipcoach: 1\ntitle: x\n"


def group(*lines: str, inside: str = "{name: Squat, reps: 10}, {use: bridge}", head: str = "") -> str:
    """A file with one group, whose keys stand from line 5 on."""
    more = "".join(f"    {line}\n" for line in lines)
    return f"{HEAD}{head}exercises:\n  - group: Round and round\n{more}    exercises: [{inside}]\n"


def read(library: Library, text: str) -> Session:
    """The session of a file without any problem."""
    reading = library.read_text(text)
    assert said(reading) == []
    assert reading.session is not None
    return reading.session


def test_a_group_names_its_exercises_which_stay_in_the_order_of_the_file(library: Library) -> None:
    session = read(
        library,
        f"{HEAD}exercises:\n"
        "  - {name: Jog, hold: 3 min}\n"
        "  - group: Circuit\n"
        "    rounds: 2-3\n"
        "    rest: 1 min\n"
        "    exercises: [{name: Squat, reps: 10}, {name: Plank, hold: 30 s}]\n"
        "  - {name: Walk, hold: 2 min}\n",
    )
    assert [exercise.id for exercise in session.exercises] == ["jog", "squat", "plank", "walk"]
    assert session.groups == (Group("circuit", "Circuit", ("squat", "plank"), Range(2, 3), 60),)


def test_a_group_says_the_side_of_all_of_it_whatever_the_library_says(library: Library) -> None:
    # given a library exercise on each side, in a group on the left
    session = read(library, group("side: left", inside="{use: lunge}, {name: Squat, reps: 10}"))
    assert [exercise.side for exercise in session.exercises] == [Sides.LEFT, Sides.LEFT]
    # and in one on each side, the right one first
    session = read(library, group("side: each", "first: right", inside="{use: lunge}, {name: Squat, reps: 10}"))
    assert [exercise.side for exercise in session.exercises] == [Sides.EACH, Sides.EACH]
    assert (session.groups[0].side, session.groups[0].first) == (Sides.EACH, First.RIGHT)


def test_the_sides_of_a_group_do_each_set_once_where_a_library_exercise_alternates(library: Library) -> None:
    # given an exercise that alternates with each repetition, and a preference for the affected side
    tap = "library:\n  tap: {name: Tap, side: each, order: alternate, first: affected, reps: 4}\n"
    # when a group does all of it on one side, then all of it on the other
    session = read(library, group("side: each", inside="{use: tap}", head=tap))
    # then each side does its own set of a round, and nobody is asked which side is affected
    work = [(one.side, one.set) for one in make_plan(session).by_side]
    assert work == [(Side.LEFT, 1), (Side.RIGHT, 1)]
    assert not needs_affected(session)


def test_a_round_is_one_set_whatever_a_library_or_a_modification_says(library: Library) -> None:
    more = "easier: [{name: Less, sets: 1, rest: 5 s, reps: 5}]"
    session = library.read_text(group(inside=f"{{use: lunge, {more}}}")).session
    assert session is not None
    (lunge,) = session.exercises
    assert (lunge.sets, lunge.rest) == (Range(1, 1), 0)
    assert (lunge.easier[0].sets, lunge.easier[0].rest, lunge.easier[0].reps) == (None, None, Range(5, 5))
    assert lunge.order is Order.ONE_SIDE_THEN_OTHER


@pytest.mark.parametrize(
    ("beside", "in_group", "default", "seconds"),
    [("5 s", "6 s", "7 s", 5), ("", "6 s", "7 s", 6), ("", "", "7 s", 7), ("", "", "", 15)],
)
def test_the_nearest_time_to_get_ready_counts(
    library: Library, beside: str, in_group: str, default: str, seconds: int
) -> None:
    session = read(
        library,
        group(
            *([f"prepare: {in_group}"] if in_group else []),
            inside="{name: Squat, reps: 10" + (f", prepare: {beside}" if beside else "") + "}",
            head=f"defaults: {{prepare: {default}}}\n" if default else "",
        ),
    )
    assert session.exercises[0].prepare == seconds


def test_what_a_library_says_of_getting_ready_goes_before_the_group(library: Library) -> None:
    alone = read(library, f"{HEAD}exercises: [{{use: bridge}}]\n").exercises[0].prepare
    session = read(library, group("prepare: 7 s", inside="{use: bridge}, {name: Squat, reps: 10}"))
    assert [exercise.prepare for exercise in session.exercises] == [alone, 7]


@pytest.mark.parametrize(("own", "default", "seconds"), [("20 s", "9 s", 20), ("", "9 s", 9), ("", "", 30)])
def test_the_rest_between_rounds_is_the_groups_then_the_default(
    library: Library, own: str, default: str, seconds: int
) -> None:
    head = f"defaults: {{rest: {default}}}\n" if default else ""
    session = read(library, group("rounds: 2", *([f"rest: {own}"] if own else []), head=head))
    assert session.groups[0].rest == seconds


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (group(inside="{name: Squat, reps: 10, sets: 3}"), "5:41 conflict", "write `rounds` beside `group`"),
        (group(inside="{name: Squat, reps: 10, rest: 9 s}"), "5:41 conflict", "write `rest` beside `group`"),
        (group("side: each", inside="{name: Squat, reps: 10, side: left}"), "6:41 conflict", "take `side` out here"),
        (group("side: each", inside="{name: Squat, reps: 10, order: swap_each_set}"), "6:41 conflict", "`order`"),
        (group("side: left", inside="{use: lunge, first: right}"), "6:30 conflict", "take `first` out here"),
        (group("first: right"), "5:5 conflict", "write `side: each` beside `group`"),
        (group("side: none", "first: right"), "6:5 conflict", "its `side` is `none`"),
        (group("rounds: 11"), "5:13 range", "`rounds: 3`"),
        (group("rounds: 0"), "5:13 range", "1 to 10"),
        (group("rounds: 3-2"), "5:13 range", "`rounds: 2-3`"),
        (group("rounds: often"), "5:13 number", "`rounds: 3`"),
        (group("rest: 30"), "5:11 unit", "`rest: 30 s`"),
        (group("prepare: 9 min"), "5:14 range", "5 min"),
        (group("side: both"), "5:11 choice", "`side: none`"),
        (group("sets: 3"), "5:5 unknown-key", "did you mean `rounds`?"),
        (group("reps: 3"), "5:5 unknown-key", "belongs to an exercise"),
        (
            group("rounds: 2", inside="{use: a}", head="library: {a: {name: A, reps: [6, 4, 2]}}\n"),
            "7:18 conflict",
            "write 2 amounts as `reps` beside `use`",
        ),
        (group(inside=""), "5:16 empty", "`exercises` has nothing in it"),
        (f"{HEAD}exercises: [{{group: A}}]\n", "3:13 missing", "needs `exercises`"),
        (f"{HEAD}exercises: [{{exercises: [{{use: bridge}}]}}]\n", "3:13 missing", "a group needs `group`"),
        (f"{HEAD}exercises: [{{circuit: A, exercises: [{{use: bridge}}]}}]\n", "3:14 unknown-key", "mean `group`?"),
        (group(inside="{group: B, exercises: [{use: bridge}]}"), "5:17 conflict", "stands in no other group"),
        (f"{HEAD}exercises: [{{group: A, name: B, reps: 3}}]\n", "3:14 unknown-key", "belongs to a group"),
        (group(inside="{use: bridge}, {use: bridge}"), "5:38 duplicate", "two exercises have the id `bridge`"),
        (f"{group()}  - {{use: bridge}}\n", "6:11 duplicate", "two exercises have the id `bridge`"),
        (
            f"{HEAD}exercises:\n- {{group: A, exercises: [{{use: bridge}}]}}\n"
            "- {group: a, exercises: [{use: lunge}]}\n",
            "5:11 duplicate",
            "two groups have the id `a`",
        ),
    ],
)  # fmt: skip
def test_what_a_group_cannot_say(library: Library, text: str, place: str, words: str) -> None:
    reading = library.read_text(text)
    assert reading.session is None
    problem = reading.problems[0]
    assert f"{problem.line}:{problem.column} {problem.code}" == place
    assert words in f"{problem.message}; {problem.help}"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (group("rest: 9 s"), "5:11 conflict", "there is none to rest for"),
        (group(inside="{name: A, reps: 9, side: each, order: one_side_then_other}"), "5:55 conflict", "is never used"),
        (group(inside="{use: bridge, easier: [{name: Less, sets: 1}]}"), "5:59 conflict", "a round does one set"),
        (group(inside="{use: bridge, easier: [{name: Less, rest: 9 s}]}"), "5:59 conflict", "between the rounds"),
        (group("side: each", inside="{name: Squat, reps: 9, switch: 9 s}"), "6:48 conflict", "write `prepare`"),
        (group("side: each", inside="{name: A, reps: 9, switch_cue: B}"), "6:48 conflict", "write `setup`"),
        (
            group("side: affected", inside="{name: A, reps: 9, position: supine, switch: 0 s}"),
            "6:62 conflict",
            "`side: affected`",
        ),
    ],
)  # fmt: skip
def test_what_has_no_effect_in_a_group_is_a_caution(
    library: Library, tmp_path: Path, text: str, place: str, words: str
) -> None:
    file = tmp_path / "session.yaml"
    file.write_text(text)
    (problem,) = library.check(file, longest)
    assert problem.level == Severity.WARNING
    assert f"{problem.line}:{problem.column} {problem.code}" == place
    assert words in f"{problem.message}; {problem.help}"


def test_other_files_have_no_groups(library: Library) -> None:
    assert read(library, f"{HEAD}exercises: [{{use: bridge}}]\n").groups == ()
