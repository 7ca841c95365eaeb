"""Exercises that travel with a session file, under `library`."""

from __future__ import annotations

from pathlib import Path

import pytest
from session_help import Read, said, told

from hipcoach.diagnostics.problems import Severity
from hipcoach.engine.plan import longest
from hipcoach.session.library import EXERCISES, Library, Reading
from hipcoach.session.loads import Mass, MassUnit
from hipcoach.session.model import Exercise, Range, Sides

HEAD = "hipcoach: 1\ntitle: T\nexercises:\n"
RAISE = "{name: Heel raise, reps: 12}"
LUNGE = "{name: Lunge, reps: 5}"


def exercises(reading: Reading) -> tuple[Exercise, ...]:
    assert reading.session is not None, told(reading)
    return reading.session.exercises


def put_own(library: Library, ident: str, text: str) -> None:
    assert library.own is not None
    (library.own / EXERCISES).mkdir(parents=True, exist_ok=True)
    (library.own / EXERCISES / f"{ident}.yaml").write_text(f"hipcoach: 1\n{text}")


def checked(library: Library, tmp_path: Path, text: str) -> list[str]:
    """What `check` says of a file, as `line:column level: message`."""
    file = tmp_path / "f.yaml"
    file.write_text(text)
    return [f"{each.line}:{each.column} {each.level}: {each.message}" for each in library.check(file, longest)]


# -- finding ---------------------------------------------------------------------------------------------------------


def test_an_exercise_that_travels_is_found_and_changed_as_one_of_the_library(read: Read) -> None:
    # given a file that brings an exercise and changes its dose in one of two places
    text = f"{HEAD}- {{use: heel-raise, sets: 3}}\n- {{use: heel-raise, id: again}}\nlibrary: {{heel-raise: {RAISE}}}\n"
    # when it is read
    first, second = exercises(read(text))
    # then both come from it, and its id stands for them in the log
    assert (first.id, first.library, first.name, first.sets, first.reps) == (
        "heel-raise", "heel-raise", "Heel raise", Range(3, 3), Range(12, 12),
    )  # fmt: skip
    assert (second.id, second.library, second.sets) == ("again", "heel-raise", Range(1, 1))


def test_it_stands_before_the_persons_own_and_the_shipped_ones(library: Library) -> None:
    put_own(library, "lunge", "name: Own lunge\nreps: 3\n")
    text = f"{HEAD}- use: lunge\nlibrary:\n  lunge: {LUNGE}\n"
    assert exercises(library.read_text(text))[0].name == "Lunge"
    # `side`, `order` and `first` of the shipped one are gone with it
    assert exercises(library.read_text(text))[0].side is Sides.NONE


def test_its_modifications_may_be_replaced_beside_use(read: Read) -> None:
    text = (
        f"{HEAD}- {{use: a, easier: [{{name: Other}}]}}\n"
        "library:\n  a: {name: A, reps: 3, easier: [{id: low, name: L}], with: low}\n"
    )
    (exercise,) = exercises(read(text))
    assert ([each.id for each in exercise.easier], exercise.on) == (["other"], ())


def test_a_misspelt_use_is_led_to_it(read: Read) -> None:
    reading = read(f"{HEAD}- use: heel-rise\nlibrary: {{heel-raise: {RAISE}}}\n")
    assert said(reading) == ["4:8 unknown-use"]
    assert "did you mean `heel-raise`?" in told(reading)


def test_a_group_uses_it_too(library: Library, tmp_path: Path) -> None:
    text = (
        f"{HEAD}- group: Circuit\n  rounds: 3\n  exercises: [{{use: heel-raise}}, {{use: lunge}}]\n"
        f"library: {{heel-raise: {RAISE}, lunge: {LUNGE}}}\n"
    )
    first, second = exercises(library.read_text(text))
    assert (first.name, first.library, second.name) == ("Heel raise", "heel-raise", "Lunge")
    assert second.id.startswith("lunge-")
    (group,) = library.read_text(text).session.groups
    assert group.exercises == (first.id, second.id)
    # both are used, and neither is missing where the file goes
    assert [line.split(":")[2] for line in checked(library, tmp_path, text)] == [
        " this is not the `lunge` that you have"
    ]


# -- whose history ---------------------------------------------------------------------------------------------------


def test_the_same_exercise_goes_on_where_it_was(library: Library) -> None:
    """Neither the order of keys, quotes, notes nor comments make another exercise of it."""
    put_own(library, "heel-raise", "reps: 12  # enough\nname: 'Heel raise'\nid: heel-raise\nnotes: mine\nx_a: 1\n")
    reading = library.read_text(f"{HEAD}- use: heel-raise\nlibrary: {{heel-raise: {RAISE}}}\n")
    assert reading.problems == ()
    assert exercises(reading)[0].library == "heel-raise"


@pytest.mark.parametrize("beside", ["", ", id: lunge"])
def test_another_exercise_of_a_known_id_has_a_history_of_its_own(read: Read, beside: str) -> None:
    # given a file with its own idea of a lunge, which the library has too
    reading = read(f"{HEAD}- {{use: lunge{beside}}}\nlibrary: {{lunge: {LUNGE}}}\n")
    (exercise,) = exercises(reading)
    # then neither the log nor the choices of last time know it as that lunge
    assert exercise.library == exercise.id
    assert exercise.id.startswith("lunge-")
    # and the file's reader is told, at its id
    (warning,) = reading.problems
    assert (warning.level, warning.line, warning.column) == (Severity.WARNING, 5, 11)
    assert exercise.id in warning.message


def test_its_name_is_that_of_the_same_exercise_in_any_file_and_of_no_other(read: Read) -> None:
    def ident(text: str) -> str:
        return exercises(read(f"{HEAD}- use: lunge\nlibrary: {{lunge: {text}}}\n"))[0].id

    assert ident(LUNGE) == ident("{reps: '5', name: Lunge, notes: x}")
    assert ident(LUNGE) != ident("{name: Lunge, reps: 6}")
    assert ident(LUNGE) == "lunge-09b544"


def test_one_whose_namesake_cannot_be_read_has_a_history_of_its_own(library: Library) -> None:
    put_own(library, "heel-raise", "name: 3\nreps: none\n")
    (exercise,) = exercises(library.read_text(f"{HEAD}- use: heel-raise\nlibrary: {{heel-raise: {RAISE}}}\n"))
    assert exercise.id.startswith("heel-raise-")


def test_an_id_as_long_as_ids_may_be_stays_one(library: Library) -> None:
    ident = "a" * 60
    put_own(library, ident, "name: A\nreps: 1\n")
    (exercise,) = exercises(library.read_text(f"{HEAD}- use: {ident}\nlibrary: {{{ident}: {RAISE}}}\n"))
    assert (len(exercise.id), exercise.id[:53]) == (60, "a" * 53)


# -- what check says besides -----------------------------------------------------------------------------------------


def test_check_warns_once_of_an_exercise_that_is_only_yours(library: Library, tmp_path: Path) -> None:
    put_own(library, "heel-raise", "name: Heel raise\nreps: 12\n")
    text = f"{HEAD}- use: lunge\n- use: heel-raise\n- {{use: heel-raise, id: b}}\n"
    told = checked(library, tmp_path, text)
    assert told == [
        "5:8 warning: `heel-raise` is an exercise of your own: whoever else gets this file does not have it"
    ]
    # and not where the file brings it
    assert checked(library, tmp_path, f"{text}library: {{heel-raise: {RAISE}}}\n") == []
    # nor when it is only played
    assert library.read_text(text).problems == ()


def test_check_warns_of_your_own_form_of_a_shipped_exercise(library: Library, tmp_path: Path) -> None:
    text = f"{HEAD}- use: bridge\n"
    put_own(library, "bridge", (library.shipped / EXERCISES / "bridge.yaml").read_text().replace("hipcoach: 1\n", ""))
    assert checked(library, tmp_path, text) == []
    put_own(library, "bridge", "name: Bridge\nhold: 5 s\n")
    assert len(checked(library, tmp_path, text)) == 1


def test_check_warns_of_one_that_nothing_uses(library: Library, tmp_path: Path) -> None:
    text = f"{HEAD}- use: bridge\nlibrary:\n  heel-raise: {RAISE}\n"
    assert checked(library, tmp_path, text) == ["6:3 warning: `heel-raise` is never shown or used"]


def test_check_warns_of_its_figure_and_its_letters(library: Library, tmp_path: Path) -> None:
    text = f"{HEAD}- use: a\nlibrary:\n  a: {{name: 腿, reps: 3, figure: none-such}}\n"
    assert [line.partition(":")[0] for line in checked(library, tmp_path, text)] == ["6", "6"]


# -- what is wrong with it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "problems", "words"),
    [
        ("library:", ["5:9 empty"], "has no value"),
        ("library: heel-raise", ["5:10 type"], "`heel-raise:`"),
        ("library:\n- {id: a, name: A, reps: 3}", ["6:1 type"], "at the beginning of a line"),
        ("library: {Heel raise: {name: A, reps: 1}}", ["5:11 id"], "`heel-raise`"),
        ("library:\n  a:\n", ["6:3 type"], "`a: {name: Heel raise, reps: 12}`"),
        ("library:\n  a: [name, reps]\n", ["6:6 type"], "`key: value`"),
        ("library:\n  a: {reps: 3}", ["6:6 missing"], "needs `name`"),
        ("library:\n  a: {name: A}", ["6:6 missing"], "`hold` or `reps`"),
        ("library:\n  a: {name: A, reps: 3}\n  a: {name: B, reps: 3}", ["7:3 duplicate"], "line 6"),
        ("library:\n  a: {name: A, reps: 3, id: b}", ["6:29 id"], "under `b:`"),
        ("library:\n  a: {name: A, reps: 30-3}", ["6:22 range"], "backwards"),
        ("library:\n  a: {name: A, hold: 30}", ["6:22 unit"], "`hold: 30 s`"),
        ("library:\n  a: {name: A, reps: 3, order: swap_each_set}", ["6:25 conflict"], "`side: each`"),
        ("library:\n  a: {name: A, hold: 3 s, side: each, order: alternate}", ["6:46 conflict"], "give `reps`"),
        ("library:\n  a: {name: A, reps: 3, load: 2 kg, load_step: 1 lb}", ["6:48 conflict"], "`load_step: 1 kg`"),
        ("library:\n  a: {name: A, reps: 3, load: red band, load_step: 1 kg}", ["6:52 conflict"], "is no number"),
        (
            "library:\n  a: {name: A, reps: 3, load: 2 kg, load_step: 1 kg, harder: [{name: B, load: 5 lb}]}",
            ["6:79 conflict"],
            "`load` in lb",
        ),
        ("library:\n  a: {name: A, reps: 3, with: low}", ["6:31 choice"], "no modification `low`"),
        ('library:\n  a: {name: "\\e", reps: 3}', ["6:13 control-char"], "U+001B"),
        ('library:\n  "\\e[2J": {name: A, reps: 3}', ["6:3 control-char"], "U+001B"),
        (f"library:\n  a: {{name: A, reps: 3, why: {'x' * 4001}}}", ["6:30 size"], "4000 are allowed"),
        ("library:\n  a: &x {name: A, reps: 3}", ["6:6 alias"], "anchor"),
        ("library:\n  a: !!map {name: A, reps: 3}", ["6:6 tag"], "tag"),
        ("library: {a: " + "[" * 12 + "]" * 12 + "}", ["5:24 depth"], "deep"),
    ],
)
def test_what_is_wrong_in_it_is_told_where_it_stands(read: Read, lines: str, problems: list[str], words: str) -> None:
    reading = read(f"{HEAD}- use: bridge\n{lines}\n")
    assert said(reading) == problems
    assert words in told(reading)
    assert reading.session is None


def test_its_load_may_be_said_where_it_is_used(read: Read) -> None:
    library = "library:\n  a: {name: A, reps: 3, load_step: 1 kg}\n"
    # given an exercise that only says by how much its load grows, and the load beside `use`, in the same unit or not
    (exercise,) = exercises(read(f"{HEAD}- {{use: a, load: 2 kg}}\n{library}"))
    assert (exercise.load, exercise.load_step) == ("2 kg", Mass(1, MassUnit.KG))
    assert said(read(f"{HEAD}- {{use: a, load: 2 lb}}\n{library}")) == ["4:18 conflict"]


def test_a_key_that_is_given_twice_in_it_is_no_more_than_that(read: Read) -> None:
    reading = read(f"{HEAD}- use: lunge\nlibrary:\n  lunge: {{name: A, reps: 3, name: [B], feel: x, feel: {{}}}}\n")
    assert [line for line in said(reading) if "duplicate" in line] == ["6:29 duplicate", "6:49 duplicate"]


def test_a_broken_one_is_told_of_once_however_often_it_is_used(read: Read) -> None:
    reading = read(f"{HEAD}- use: a\n- {{use: a, id: b}}\nlibrary:\n  a: 3\n")
    assert said(reading) == ["7:6 type"]
    reading = read(f"{HEAD}- use: a\n- {{use: a, id: b}}\nlibrary:\n  a: {{name: A, hold: 3}}\n")
    assert said(reading) == ["7:22 unit"]


def test_keys_of_your_own_are_ignored_there_too(read: Read) -> None:
    text = f"{HEAD}- use: a\nlibrary:\n  x_note: whatever\n  a: {{name: A, reps: 3, x_b: 4}}\n"
    assert said(read(text)) == []
