"""Fifteen different faults in one file come out in one run, each with its place, its code and what to write."""

import re
from pathlib import Path

from hipcoach.diagnostics.problems import render
from hipcoach.session.library import Library

FILE = Path(__file__).parent.parent / "data" / "fifteen-faults.yaml"
FAULTS = (
    ("5:10", "url", "`url: https://example.org/clamshell`"),
    ("7:10", "unknown-use", "did you mean `bridge`?"),
    ("9:11", "choice", "`side: each` for the whole dose on each side"),
    ("10:11", "range", "write `reps: 15-30`"),
    ("11:11", "number", "write `sets: 3` and `reps: 15`"),
    ("12:11", "unit", "write `rest: 30 s`"),
    ("13:13", "time", "write `switch: 90 s`"),
    ("14:12", "tempo", "write `tempo: lift 2, pause 1, lower 2`"),
    ("16:9", "colon", 'in quotes: "Knees: keep them soft"'),
    ("17:9", "tag", 'in quotes: "!important stay tall"'),
    ("18:5", "unknown-key", "did you mean `reps`?"),
    ("19:5", "duplicate", "keep the one you mean"),
    ("21:9", "id", "`wall-sit`"),
    ("23:15", "type", "`mistakes: The pelvis rolls back`"),
    ("24:5", "missing", "add for example `name: Side-lying leg lift`"),
)


def test_fifteen_faults_come_in_one_run(library: Library) -> None:
    problems = library.read(FILE).problems
    assert [(f"{each.line}:{each.column}", each.code) for each in problems] == [fault[:2] for fault in FAULTS]
    assert len({each.code for each in problems}) == 15
    for problem, (_, _, words) in zip(problems, FAULTS, strict=True):
        assert words in (problem.help or "")


def test_each_of_them_is_shown_whole(library: Library) -> None:
    blocks = re.split(f"^(?={re.escape(str(FILE))})", render(library.read(FILE).problems), flags=re.MULTILINE)
    lines = FILE.read_text().splitlines()
    for place, code, words in FAULTS:
        line = int(place.partition(":")[0])
        [block] = [each for each in blocks if each.startswith(f"{FILE}:{place}: error: ")]
        assert f" [{code}]\n" in block
        assert f"{line} | {lines[line - 1]}\n" in block
        assert "= help: " in block
        assert words in block
