"""What a good file becomes: values, defaults, the library."""

from pathlib import Path

import pytest
from msgspec import Struct
from session_help import Read, said

from hipcoach.session.keys import (
    ENCLOSED,
    EXERCISE,
    GROUP,
    INSTEAD,
    LIBRARY_EXERCISE,
    MODIFICATION,
    PARTS,
    SAFETY,
    SESSION,
)
from hipcoach.session.library import Library
from hipcoach.session.model import (  # fmt: skip
    BUILT_IN_TEMPO,
    Advance,
    Aim,
    Cue,
    Exercise,
    First,
    Group,
    Instead,
    Link,
    Modification,
    Moment,
    Order,
    Phase,
    Position,
    Range,
    Safety,
    Session,
    SessionLevel,
    Sides,
    Tempo,
    Trains,
)
from hipcoach.session.part import KeyKind, Part
from hipcoach.session.shared_keys import CUE

EVERYTHING = """\
hipcoach: 1
title: Hips
summary: Two in one
goal: Move well.
aim: balanced
level: gentle
equipment: mat
per_week: 2-3
sources: [{title: A book, url: "https://example.org/a"}, {title: A talk}]
safety: {before: [Ask], stop_if: Pain, get_help_if: [Numb]}
defaults: {prepare: 20 s, switch: 8 s, rest: 40 s, advance: wait}
notes: mine
x_anything: {a: [1, 2]}
exercises:
  - name: Shell
    id: shell
    why: |
      First.

      Second.
    feel: side of the hip
    setup: [Lie down, Bend]
    cues:
      - Lift {side} knee
      - {at: end, say: "Last: slowly"}
    mistakes: [Rolling]
    stop_if: Pain
    equipment: [mat, band]
    trains: [steady-pelvis, lengthen-hip-flexors]
    figure: clamshell
    position: side-lying
    side: each
    order: one_side_then_other
    first: alternate
    switch_cue: Roll over
    sets: 3
    reps: 15-30
    hold: 3 s
    tempo: own
    rest: 25 s
    switch: 7 s
    prepare: 9 s
    afterwards: Band off
    advance: auto
    sources: [{title: B}]
    easier:
      - {name: Smaller range, when: It hurts, cues: [Less], group: range, conflicts: big}
    harder:
      - id: big
        name: Bigger
        instead: {setup: Sit, cues: [More], feel: [f], mistakes: [], switch_cue: Turn, figure: other}
        sets: 2
        reps: 8-12
        hold: 5 s
        rest: 0 s
        tempo: lift 1, lower 1
        switch: 12 s
        prepare: 45 s
        equipment: mini loop
        stop_if: [Pinch]
        afterwards: Loop off
    with: big
    notes: private
"""


def test_every_key_arrives(read: Read) -> None:
    assert read(EVERYTHING).problems == ()
    assert read(EVERYTHING).session == Session(
        title="Hips",
        summary="Two in one",
        goal="Move well.",
        aim=Aim.BALANCED,
        level=SessionLevel.GENTLE,
        equipment=("mat",),
        per_week=Range(2, 3),
        sources=(Link("A book", "https://example.org/a"), Link("A talk")),
        safety=Safety(("Ask",), ("Pain",), ("Numb",)),
        notes="mine",
        exercises=(
            Exercise(
                id="shell",
                name="Shell",
                why="First.\n\nSecond.",
                feel=("side of the hip",),
                setup=("Lie down", "Bend"),
                cues=(Cue("Lift {side} knee"), Cue("Last: slowly", Moment.END)),
                mistakes=("Rolling",),
                stop_if=("Pain",),
                equipment=("mat", "band"),
                trains=(Trains.STEADY_PELVIS, Trains.LENGTHEN_HIP_FLEXORS),
                figure="clamshell",
                position=Position.SIDE_LYING,
                side=Sides.EACH,
                order=Order.ONE_SIDE_THEN_OTHER,
                first=First.ALTERNATE,
                switch_cue="Roll over",
                sets=Range(3, 3),
                reps=Range(15, 30),
                hold=Range(3, 3),
                tempo=Tempo(()),
                rest=25,
                switch=7,
                prepare=9,
                afterwards="Band off",
                advance=Advance.AUTO,
                sources=(Link("B"),),
                easier=(
                    Modification(
                        "smaller-range", "Smaller range", "It hurts", (Cue("Less"),), group="range", conflicts=("big",)
                    ),
                ),
                harder=(
                    Modification(
                        "big",
                        "Bigger",
                        instead=Instead(("Sit",), (Cue("More"),), ("f",), (), "Turn", "other"),
                        sets=Range(2, 2),
                        reps=Range(8, 12),
                        hold=Range(5, 5),
                        rest=0,
                        tempo=Tempo((Phase("lift", 1), Phase("lower", 1))),
                        switch=12,
                        prepare=45,
                        equipment=("mini loop",),
                        stop_if=("Pinch",),
                        afterwards="Loop off",
                    ),
                ),
                on=("big",),
                notes="private",
            ),
        ),
    )


def one(read: Read, lines: str, defaults: str = "") -> Exercise:
    reading = read(f"hipcoach: 1\ntitle: x\n{defaults}exercises:\n{lines}")
    assert reading.session is not None, said(reading)
    return reading.session.exercises[0]


def test_built_in_defaults(read: Read) -> None:
    exercise = one(read, "  - {name: A, reps: 5}\n")
    assert (exercise.sets, exercise.prepare, exercise.switch, exercise.rest) == (Range(1, 1), 15, 10, 30)
    assert (exercise.order, exercise.first, exercise.side) == (Order.SWAP_EACH_SET, First.LEFT, Sides.NONE)
    assert (exercise.tempo, exercise.advance) == (BUILT_IN_TEMPO, Advance.AUTO)


@pytest.mark.parametrize(
    ("dose", "rest"),
    [
        ("hold: 30 s, side: each", 0),
        ("hold: 30 s, side: each, order: swap_each_set", 0),
        ("hold: 30 s, side: each, order: one_side_then_other", 30),
        ("hold: 30 s, side: left", 30),
        ("hold: 30 s", 30),
        ("hold: 30 s, reps: 5, side: each", 30),
        ("reps: 5, side: each", 30),
    ],
)
def test_only_holds_on_sides_that_swap_need_no_rest(read: Read, dose: str, rest: int) -> None:
    assert one(read, f"  - {{name: A, {dose}}}\n").rest == rest


def test_defaults_go_before_what_is_built_in_and_after_the_exercise(read: Read) -> None:
    defaults = "defaults: {rest: 5 s, prepare: 6 s, switch: 7 s, advance: wait}\n"
    assert one(read, "  - {name: A, hold: 9 s, side: each}\n", defaults).rest == 5
    exercise = one(read, "  - {name: A, reps: 5, rest: 0 s, advance: auto}\n", defaults)
    assert (exercise.rest, exercise.prepare, exercise.switch, exercise.advance) == (0, 6, 7, Advance.AUTO)


def test_an_exercise_of_the_library_brings_its_keys(read: Read) -> None:
    exercise = one(read, "  - use: bridge\n", "defaults: {prepare: 1 s, rest: 2 s}\n")
    assert (exercise.id, exercise.library, exercise.name) == ("bridge", "bridge", "Bridge")
    assert (exercise.hold, exercise.sets) == (Range(20, 40), Range(2, 2))
    # The library file says 12 s to prepare, and nothing about rest.
    assert (exercise.prepare, exercise.rest) == (12, 2)


def test_what_stands_beside_use_replaces_the_librarys(read: Read) -> None:
    exercise = one(read, "  - {use: bridge, id: mine, sets: 4, cues: [], easier: [], with: high, prepare: 3 s}\n")
    assert (exercise.id, exercise.library) == ("mine", "bridge")
    assert (exercise.sets, exercise.hold, exercise.cues, exercise.prepare) == (Range(4, 4), Range(20, 40), (), 3)
    assert [each.id for each in exercise.modifications] == ["high", "long"]
    assert exercise.on == ("high",)


def test_what_the_library_says_about_order_is_moot_for_one_side(read: Read) -> None:
    assert one(read, "  - use: lunge\n").first is First.RIGHT
    exercise = one(read, "  - {use: lunge, side: left}\n")
    assert (exercise.side, exercise.order, exercise.first) == (Sides.LEFT, Order.SWAP_EACH_SET, First.LEFT)
    # Sides come from the library: order may be given beside `use`.
    assert one(read, "  - {use: lunge, order: swap_each_set}\n").order is Order.SWAP_EACH_SET


def test_your_own_exercise_goes_before_the_shipped_one(read: Read, library: Library) -> None:
    assert library.own is not None
    (library.own / "exercises").mkdir(parents=True)
    (library.own / "exercises" / "bridge.yml").write_text("hipcoach: 1\nname: My bridge\nreps: 3\n")
    exercise = one(read, "  - use: bridge\n")
    assert (exercise.name, exercise.reps, exercise.hold) == ("My bridge", Range(3, 3), None)


def test_ids_are_made_from_names_or_positions(read: Read) -> None:
    reading = read("hipcoach: 1\ntitle: x\nexercises:\n  - {name: עולם, reps: 1}\n  - {name: Étirement (2), reps: 1}\n")
    assert reading.session is not None
    assert [each.id for each in reading.session.exercises] == ["exercise-1", "etirement-2"]


def test_texts_stay_as_they_are_written(read: Read) -> None:
    exercise = one(
        read, "  - name: '[b]3 × 5[/b] 🧘🏽‍♀️  שלום'\n    reps: 1\n    cues: [no, '007', 2026-11-21, 'a\n      b']\n"
    )
    assert exercise.name == "[b]3 × 5[/b] 🧘🏽‍♀️ שלום"
    assert [cue.say for cue in exercise.cues] == ["no", "007", "2026-11-21", "a b"]


def test_json_and_dressed_up_yaml_read_too(read: Read) -> None:
    body = '{"hipcoach": 1, "title": "x", "exercises": [{"use": "bridge"}]}'
    plain = read(body).session
    assert plain is not None
    for text in (
        f"%YAML 1.2\n---\n{body}\n...\n",
        f"\ufeff{body}",
        f"# hello\n\n{body}  # bye\n",
        body.replace(", ", ",\r\n"),
    ):
        assert read(text).session == plain


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_count_alike(read: Read, end: str) -> None:
    text = EVERYTHING.replace("level: gentle", "level: mild")
    problem = read(text.replace("\n", end)).problems[0]
    assert (problem.line, problem.column, problem.source) == (6, 8, "level: mild")


def with_required(part: Part, name: str, example: str) -> str:
    """A part in braces with its required keys and one more."""
    keys = {key.name: key.example for key in part.keys if key.required}
    keys |= {name: example}
    if part in (EXERCISE, ENCLOSED) and name != "use":
        keys = {"name": "x", "reps": "3", "side": "each", **keys}
    if name == "time":
        keys.pop("reps", None)
    if part is GROUP:
        keys |= {"rounds": "2", "side": "each", name: example}
    if name == "with":
        keys["easier"] = "[{id: smaller, name: Smaller}]"
    if name == "load_step":
        keys["load"] = "2 kg"
    if name == "conflicts":
        keys["id"] = "a"
    pairs = [f"{key}: {value if value[0] in '[{' or key == 'hipcoach' else repr(value)}" for key, value in keys.items()]
    return "{" + ", ".join(pairs) + "}"


@pytest.mark.parametrize(("part", "name"), [(part, key.name) for part in PARTS for key in part.keys])
def test_the_example_of_every_key_can_be_written(read: Read, part: Part, name: str) -> None:
    # given one key with its example, in the smallest part that can hold it
    key = part.find(name)
    assert key is not None
    inner = with_required(part, name, key.example)
    other = "{id: larger-range, name: L}, {id: band, name: B}"
    # A modification is of the same kind of work as its exercise.
    dose, amount = ("time", "1 min") if name == "time" else ("reps", "1")
    exercise = {
        "cue": f"{{name: x, reps: 1, cues: [{inner}]}}",
        "source": f"{{name: x, reps: 1, sources: [{inner}]}}",
        "modification": f"{{name: x, {dose}: {amount}, easier: [{inner}], harder: [{other}]}}",
        "replacement": f"{{name: x, reps: 1, easier: [{{name: m, instead: {inner}}}]}}",
        "exercise": inner.replace("clamshell", "bridge") if name == "use" else inner,
        "group": inner.replace("clamshell", "bridge"),
    }.get(part.name, "{use: bridge}")
    extra = {
        "safety part": f"safety: {inner}\n",
        "defaults part": f"defaults: {inner}\n",
        "enclosed exercise": f"library: {{leg-lift: {inner}}}\n",
    }.get(part.name, "")
    text = f"hipcoach: 1\ntitle: x\n{extra}exercises: [{exercise}]\n"
    if part is SESSION:
        text = inner.replace("use: clamshell", "use: bridge")
    # then it reads without a complaint
    assert said(read(text)) == []
    assert key.help.endswith(".")


def test_every_value_has_its_key() -> None:
    def names(part: Part) -> set[str]:
        return {key.name for key in part.keys}

    def values(kind: type[Struct]) -> set[str]:
        return set(kind.__struct_fields__)

    assert names(SESSION) - {"hipcoach", "defaults", "library"} | {"groups"} == values(Session)
    assert names(GROUP) - {"group", "prepare"} | {"name"} == values(Group)
    assert names(EXERCISE) - {"use", "with"} == values(Exercise) - {"library", "on"}
    assert names(LIBRARY_EXERCISE) - {"hipcoach"} == names(EXERCISE) - {"use"}
    assert names(ENCLOSED) == names(EXERCISE) - {"use"}
    assert names(MODIFICATION) == values(Modification)
    assert names(INSTEAD) == values(Instead)
    assert names(SAFETY) == values(Safety)
    assert names(CUE) == values(Cue)


def test_synonyms_lead_to_keys() -> None:
    for part in PARTS:
        known = {key.name for key in part.keys}
        for word, name in part.synonyms:
            assert name in known
            assert word not in known


def test_choices_have_choices_and_parts_have_parts() -> None:
    for part in PARTS:
        for key in part.keys:
            assert (key.choices is not None) == (key.kind in (KeyKind.CHOICE, KeyKind.CHOICES))
            assert (key.part is not None) == (
                key.kind in (KeyKind.PART, KeyKind.PARTS, KeyKind.PARTS_BY_ID, KeyKind.CUES)
            )


def test_the_shipped_sessions_read(tmp_path: Path) -> None:
    from hipcoach.session.library import shipped_sessions

    library = Library(shipped_sessions(), None)
    for entry in library.sessions():
        reading = library.read(entry.path)
        assert [problem.render() for problem in reading.problems] == []
    for ident in library.exercise_ids():
        exercise, problems = library.read_exercise(ident)
        assert exercise is not None
        assert problems == ()
