"""Bad files beyond the corpus: each kind gets a place, a code, and words that help."""

import time

import pytest
from session_help import Read, said, told

LINES: tuple[tuple[str, list[str], str], ...] = (
    # One value wrong
    ("sets:", ["6:10 empty"], "`sets: 2-4`"),
    ("sets: [3]", ["6:11 type"], "a list"),
    ("sets: 3\nsets: 3", ["7:5 duplicate"], "line 6"),
    ("why: [a]", ["6:10 type"], "a list"),
    ("why: {side} hip", ["6:17 yaml"], '"{side} hip"'),
    ("feel:\n  - {side} hip", ["7:16 yaml"], '"{side} hip"'),
    ("feel:\n  - Note: hip", ["7:9 colon"], '"Note: hip"'),
    ("feel:\n  -\n  - hip", ["7:8 empty"], "feel"),
    ("cues: Breathe", ["6:11 type"], "is a list"),
    ("cues:\n  - #1 rule", ["7:8 empty"], '"#1 rule"'),
    ("cues: [a: b, c]", ["6:12 colon"], '"a: b"'),
    ("cues:\n  - 50%: go", ["7:9 colon"], '"50%: go"'),
    ("cues:\n  - {at: soon, say: x}", ["7:14 choice"], "`middle`"),
    ("cues:\n  - at: start", ["7:9 missing"], "`say`"),
    ("cues:\n  - {at: start, text: x}", ["7:21 unknown-key"], "`say`"),
    ("cues:\n  - [a, b]", ["7:9 type"], "a list"),
    ("cues:\n  - 'it''s'\n  - 'it's'", ["8:13 yaml"], "begins with `'`"),
    ("sources: [{title: x, url: 'file:///etc/passwd'}]", ["6:31 url"], "link"),
    ("sources: [{url: 'https://example.org'}]", ["6:15 missing"], "`title`"),
    ("id: ../../etc/passwd", ["6:9 id"], "`etc-passwd`"),
    (f"id: {'a' * 61}", ["6:9 long"], "60"),
    ("tempo: {lift: 2, lower: 2}", ["6:12 type"], "`tempo: lift 2, lower 2`"),
    (f"why: {'x ' * 2001}x", ["6:10 size"], "4000"),
    # Keys
    ("Sets: 3", ["6:5 unknown-key"], "`sets`"),
    ("stop-if: x", ["6:5 unknown-key"], "`stop_if`"),
    ("stopIf: x", ["6:5 unknown-key"], "`stop_if`"),
    ("repititions: 3", ["6:5 unknown-key"], "`reps`"),
    ("level: strong", ["6:5 unknown-key"], "belongs to a session"),
    ("conflicts: x", ["6:5 unknown-key"], "belongs to a modification"),
    ("zzz: 3", ["6:5 unknown-key"], "`x_`"),
    ("sets\u00a0: 3", ["6:5 unknown-key"], "no-break space"),
    ("‘sets’: 3", ["6:5 unknown-key"], "`sets`"),
    ("? [a, b]\n: c", ["6:7 key"], "plain text"),
    ("? {a: b}\n: c", ["6:7 key"], "plain text"),
    ("'': 3", ["6:5 key"], "no key"),
    # What YAML is more than a list of texts
    ("sets: &a 3", ["6:11 alias"], "everything out"),
    ("sets: *a", ["6:11 alias"], "everything out"),
    ("cues:\n  - *bold* move", ["7:9 alias"], '"*bold* move"'),
    ("cues:\n  - & slowly", ["7:9 alias"], '"& slowly"'),
    ("<<: *a", ["6:5 alias", "6:9 alias"], "merge"),
    ("sets: !!int 3", ["6:11 tag"], "tag"),
    ("why: !!binary aGk=", ["6:10 tag"], "tag"),
    ("why: !<tag:x> y", ["6:10 tag"], "tag"),
    ("why: !a!b c", ["6:10 tag"], "tag"),
    ("why: !!python/object/apply:os.system [x]", ["6:10 tag"], "tag"),
    ("easier: !x [a]", ["6:13 tag"], "tag"),
    # The parser's complaints
    ("why: a: b", ["6:11 yaml"], '"a: b"'),
    ("sets: 3 side: each", ["6:17 yaml"], "line of its own"),
    ("why: “a: b”", ["6:12 yaml"], "quotes"),
    ("  sets: 3", ["6:11 yaml"], "deeper"),
    ("cues: - a", ["6:11 yaml"], "`[a, b]`"),
    ("cues: [a, b", ["6:11 yaml"], "`]`"),
    ("cues: [a #1, b]", ["6:11 yaml"], "begins a comment"),
    ("cues: ['a' b]", ["6:16 yaml"], "comma"),
    ("cues: [a,, b]", ["6:14 yaml"], "comma"),
    ("cues: a]\nsets: ]", ["7:11 yaml"], "`]`"),
    ("why: {a: b", ["6:10 yaml"], "`}`"),
    ("why: 'a", ["6:10 yaml"], "never closed"),
    ('why: "a \\d"', ["6:14 yaml"], "backslash"),
    ('why: "\\U00110000"', ["6:13 yaml"], "escape"),
    ("cues:\n  - @home", ["7:9 yaml"], '"@home"'),
    ("cues:\n  - `x`", ["7:9 yaml"], '"`x`"'),
    ("cues:\n  - %x", ["7:9 yaml"], '"%x"'),
    ("equipment: [@mat, band]", ["6:17 yaml"], 'quotes: "@mat"'),
    ("cues:\n  - > 30 s", ["7:9 yaml"], '"> 30 s"'),
    ("cues:\n  - | x", ["7:9 yaml"], '"| x"'),
    ("sets:\t3", ["6:10 yaml"], "tab"),
    ("\tsets: 3", ["6:5 yaml"], "tab"),
    ("just words", ["6:5 yaml"], "colon"),
    # Characters
    ("why: a\ufeffb", ["6:11 control-char"], "U+FEFF"),
    ("why: \u202eabc", ["6:10 control-char"], "U+202E"),
    ("why: \u2067abc\u2069", ["6:10 control-char", "6:14 control-char"], "direction"),
    ("why: a\u2028b", ["6:11 control-char"], "line break"),
    ("why: a\x7fb", ["6:11 control-char"], "U+007F"),
    ("why: a\x9bb  # \x1b", ["6:11 control-char", "6:17 control-char"], "U+009B"),
    ('why: "\\x9b"', ["6:10 control-char"], "escape"),
    ('why: "\\N"', ["6:10 control-char"], "escape"),
    ('why: "\\u202e"', ["6:10 control-char"], "direction"),
    ('why: "' + "e" + "\\u0301" * 7 + '"', ["6:10 control-char"], "combining"),
    # What only two values together can get wrong
    ("order: swap_each_set", ["6:5 conflict"], "`side: each`"),
    ("side: left\nfirst: left", ["7:5 conflict"], "`first`"),
    ("with: a", ["6:11 choice"], "no modification `a`"),
    ("easier: [{id: knee, name: A}]\nwith: [kne]", ["7:12 choice"], "did you mean `knee`?"),
    ("easier: [{id: a, name: A}, {id: a, name: B}]", ["6:37 duplicate"], "line 6"),
    ("easier: [{id: a, name: A}]\nharder: [{name: a}]", ["7:21 duplicate"], "line 6"),
    ("easier: [{id: a, name: A, conflicts: [b]}]", ["6:43 choice"], "`a`"),
    ("easier: [{id: a, name: A, conflicts: a}]", ["6:42 conflict"], "itself"),
    ("easier: [{id: a, name: A}]\nwith: [a, a]", ["7:15 duplicate"], "twice"),
    ("easier: [{id: a, name: A, conflicts: b}, {id: b, name: B}]\nwith: [a, b]", ["7:15 conflict"], "combined"),
    ("easier: [{id: a, name: A, conflicts: b}, {id: b, name: B}]\nwith: [b, a]", ["7:15 conflict"], "combined"),
    ("easier: [{id: a, name: A, group: g}, {id: b, name: B, group: g}]\nwith: [a, b]", ["7:15 conflict"], "`g`"),
    ("with: ../a", ["6:11 id"], "`a`"),
    ("with: {a: b}", ["6:11 type"], "a list"),
    ("easier: [{id: a, name: A, conflicts: A}]", ["6:42 id"], "`a`"),
    ("easier: [{id: a, nme: A}]", ["6:22 unknown-key"], "`name`"),
    ("easier: [{id: a}]", ["6:14 missing"], "`name`"),
)  # fmt: skip


@pytest.mark.parametrize(("lines", "problems", "words"), LINES, ids=lambda value: str(value)[:40])
def test_a_bad_line(read_exercise: Read, lines: str, problems: list[str], words: str) -> None:
    reading = read_exercise(lines)
    assert reading.session is None
    # An alias ends the reading: nothing after it is reported.
    assert said(reading) == problems or (said(reading)[0].endswith("alias") and set(said(reading)) <= set(problems))
    assert words in told(reading)


FILES: tuple[tuple[str, list[str], str], ...] = (
    ("", ["None:None empty"], "hipcoach: 1"),
    ("---\n", ["None:None empty"], "empty"),
    ("~", ["None:None empty"], "empty"),
    ("- a", ["1:1 type"], "`key: value`"),
    ("{}", ["1:1 missing"] * 3, "`exercises`"),
    ("hipcoach: 2\nfoo: 1\nfoo: !x 2", ["1:11 version"], "format 2"),
    ("foo: 1\nhipcoach: 99", ["2:11 version"], "format 99"),
    ("version: 1\ntitle: x\nexercises: [{use: bridge}]", ["1:1 unknown-key"], "`hipcoach`"),
    ("hipcoach: one\ntitle: x\nexercises: [{use: bridge}]", ["1:11 number"], "`hipcoach: 1`"),
    ("hipcoach: 01\ntitle: x\nexercises: [{use: bridge}]", ["1:11 number"], "`hipcoach: 1`"),
    ("hipcoach:1\ntitle: x", ["2:6 yaml"], "space after the colon"),
    ("hipcoach: 1\n title: x", ["2:7 yaml"], "deeper"),
    ("hipcoach: 1\ntitle: x\nexercises: []", ["3:12 empty"], "exercises"),
    ("hipcoach: 1\ntitle: x\nexercises: [~]", ["3:13 empty"], "exercises"),
    ("hipcoach: 1\ntitle: x\nexercises:\n  -\n  - use: bridge", ["4:4 empty"], "use"),
    ("hipcoach: 1\ntitle: x\nexercises: [bridge]", ["3:13 type"], "`use: clamshell`"),
    ("hipcoach: 1\ntitle: x\nexercises: bridge", ["3:12 type"], "is a list"),
    ("hipcoach: 1\ntitle: x\nexercises:\n  - side: each", ["4:5 missing"] * 2, "`hold` or `reps`"),
    ("hipcoach: 1\ntitle: x\nexercises:\n  - {name: a, duration: 3 s}", ["4:15 unknown-key"], "`hold`"),
    ("hipcoach: 1\ntitle: x\nsafety: stop\nexercises: [{use: bridge}]", ["3:9 type"], "safety"),
    ("hipcoach: 1\ntitle: x\ndefaults: {rest: 5}\nexercises: [{use: bridge}]", ["3:18 unit"], "`rest: 5 s`"),
    ("hipcoach: 1\ntitle: x\nexercises: [{use: brigde}]", ["3:19 unknown-use"], "did you mean `bridge`?"),
    ("hipcoach: 1\ntitle: x\nexercises: [{use: zz, with: [y], order: swap_each_set}]", ["3:19 unknown-use"], "lunge"),
    ("hipcoach: 1\ntitle: x\nexercises: [{use: ../secret}]", ["3:19 id"], "id"),
    ("hipcoach: 1\ntitle: x\nexercises:\n- use: bridge\n- use: bridge", ["5:8 duplicate"], "line 4"),
    ("hipcoach: 1\ntitle: x\nexercises:\n- use: bridge\n- {name: Bridge, reps: 1}", ["5:10 duplicate"], "another `id`"),
    ("hipcoach: 1\ntitle: x\nexercises:\n- {use: bridge, side: none, first: left}", ["4:29 conflict"], "first"),
    ("hipcoach: 1\ntitle: x\nexercises: [{use: bridge, with: [low, high]}]", ["3:39 conflict"], "`height`"),
    ("a: 1\n---\nb: 2", ["2:1 documents"], "second document"),
    ("a: 1\n...\nb: 2", ["3:1 documents"], "more follows"),
    ("---\n---\na: 1", ["2:1 documents"], "second document"),
    ("%YAML 2.0\n---\na: 1", ["1:1 yaml"], "%YAML"),
    ("%TAG ! tag:x,1:\n---\na: 1", ["1:1 tag"], "%TAG"),
    ("\u00a0\u00a0title: x\nhipcoach: 1\nexercises: [{use: bridge}]", ["1:1 unknown-key"], "no-break"),
    ("\ufeff\ufeffhipcoach: 1", ["1:1 control-char"], "U+FEFF"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "problems", "words"), FILES, ids=lambda value: str(value)[:40])
def test_a_bad_file(read: Read, text: str, problems: list[str], words: str) -> None:
    reading = read(text)
    assert reading.session is None
    assert said(reading) == problems
    assert words in told(reading)


WARNINGS: tuple[tuple[str, str, str], ...] = (
    ("why: Keep # slowly", "6:15 comment", "`Keep`"),
    ("why: Keep  #slowly", "6:16 comment", "`Keep`"),
    ("feel:\n  - a\n   - b", "8:8 yaml", "goes on"),
    ("side: each\nposition: prone\nswitch: 0 s", "8:13 range", "0 s"),
    ("easier: [{id: a, name: A, sets: 1}, {id: b, name: B, sets: 2}]\nwith: [b, a]", "7:15 conflict", "what `b` says"),
)


@pytest.mark.parametrize(("lines", "problem", "words"), WARNINGS)
def test_a_warning_leaves_the_session_usable(read_exercise: Read, lines: str, problem: str, words: str) -> None:
    reading = read_exercise(lines)
    assert said(reading) == [problem]
    assert reading.session is not None
    assert words in told(reading)


@pytest.mark.parametrize(
    "lines",
    [
        "why: Keep  # a comment",
        "sets: 3 #x",
        "why: '#1'",
        "why: C#",
        "side: each\nposition: standing\nswitch: 0 s",
        "position: prone\nswitch: 0 s",
        "why: a\n  b",
    ],
)
def test_no_warning_where_nothing_is_odd(read_exercise: Read, lines: str) -> None:
    reading = read_exercise(lines)
    assert said(reading) == []


@pytest.mark.parametrize(
    ("aim", "trains", "warns"),
    [
        ("neutral-alignment", "strengthen-external-rotators", True),
        ("external-rotation", "strengthen-internal-rotators", True),
        ("neutral-alignment", "strengthen-internal-rotators", False),
        ("balanced", "strengthen-external-rotators", False),
    ],
)
def test_an_exercise_against_the_aim(read: Read, aim: str, trains: str, warns: bool) -> None:
    reading = read(f"hipcoach: 1\ntitle: x\naim: {aim}\nexercises:\n  - {{name: A, reps: 1, trains: [{trains}]}}\n")
    assert said(reading) == (["5:32 conflict"] if warns else [])
    assert reading.session is not None


def test_a_library_exercise_against_the_aim_is_named_where_it_is_used(read: Read) -> None:
    reading = read("hipcoach: 1\ntitle: x\naim: neutral-alignment\nexercises:\n  - use: lunge\n")
    assert said(reading) == ["5:10 conflict"]


@pytest.mark.parametrize(
    ("position", "warns"),
    [("supine", True), ("side-lying", True), ("half-kneeling", True), ("prone", True),
     ("standing", False), ("seated", False), ("other", False)],
)  # fmt: skip
@pytest.mark.parametrize("order", ["swap_each_set", "one_side_then_other"])
def test_sides_are_not_changed_on_the_floor_in_no_time(
    read_exercise: Read, position: str, warns: bool, order: str
) -> None:
    reading = read_exercise(f"sets: 2\norder: {order}\nside: each\nposition: {position}\nswitch: 0 s")
    assert [problem.code for problem in reading.problems] == (["range"] if warns else [])
    assert reading.session is not None


def test_a_switch_of_no_time_may_come_from_the_defaults(read: Read) -> None:
    reading = read("hipcoach: 1\ntitle: x\ndefaults: {switch: 0 s}\nexercises:\n  - use: lunge\n")
    assert said(reading) == ["3:20 range"]


def test_all_problems_come_at_once_in_file_order(read: Read) -> None:
    reading = read(
        "title: x\nlevel: hard\nexercises:\n  - use: nope\n"
        "  - name: A\n    side: both\n    hold: 30\n    cues: [!x a, b]\n"
        "  - name: A\n    reps: 1\n"
    )
    assert said(reading) == [
        "1:1 missing",
        "2:8 choice",
        "4:10 unknown-use",
        "6:11 choice",
        "7:11 unit",
        "8:12 tag",
        "9:11 duplicate",
    ]


EXERCISES = "hipcoach: 1\ntitle: x\nexercises:\n"
HEAD = EXERCISES + "  - name: A\n    reps: 1\n"
HUGE = {
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "brackets on lines": "[\n" * 100_000,
    "brackets in a cue": HEAD + "    cues: " + "[" * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "pairs": "[? " * 60_000,
    "quotes": "'" * 200_000,
    "exclamation marks": "!" * 200_000,
    "colons": ":" * 200_000,
    "commas": "[" + "," * 100_000,
    "one word": "a" * 200_000,
    "lines of one word": "a\n" * 30_000,
    "a text": "why: " + "x" * 200_000,
    "a block": HEAD + "    why: |\n" + "      x\n" * 8_000,
    "tabs": "\t" * 200_000,
    "carriage returns": "\r" * 50_000,
    "escapes": "\x1b" * 200_000 + "[" * 10,
    "marks": "e" + "\u0301" * 100_000,
    "keys": "".join(f"k{n}: 1\n" for n in range(3_000)),
    "keys on one line": "{" + ",".join(f"k{n}: 1" for n in range(3_000)) + "}",
    "keys of an exercise": HEAD + "".join(f"    k{n}: 1\n" for n in range(3_000)),
    "anchors": "".join(f"k{n}: &a{n} 1\n" for n in range(3_000)),
    "choices": HEAD + "    trains: [" + ",".join(f"st{n}" for n in range(5_000)) + "]",
    "uses": EXERCISES + "".join(f"  - use: brid{n}\n" for n in range(1_500)),
    "the same use": EXERCISES + "  - use: bridge\n" * 1_500,
    "modifications": HEAD
    + "    easier:\n"
    + "".join(f"    - {{id: m{n}, name: x, sets: 2, group: g}}\n" for n in range(1_000))
    + "    with: ["
    + ",".join(f"m{n}" for n in range(1_000))
    + "]",
    "digits": HEAD + "    sets: " + "9" * 3_999,
    "a range": HEAD + "    sets: " + "1-" * 1_999,
    "a tempo": HEAD + "    tempo: '" + "," * 3_999 + "'",
    "blanks": HEAD + "    rest: '1" + " " * 3_990 + "x'",
    "amounts": EXERCISES + "".join(f"  - {{name: A, reps: '{'.' * 3_990}x'}}\n" for _ in range(60)),
    "tags": f"x: [{'!a b,' * 9_000}]",
    "too large": "# " + "x" * 300_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_nothing_gets_stuck(read: Read, name: str) -> None:
    began = time.process_time()
    reading = read(HUGE[name])
    assert time.process_time() - began < 5
    assert reading.session is None
    assert reading.problems
