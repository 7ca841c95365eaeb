"""Every file of the corpus of bad files comes out as its index says."""

import csv
from pathlib import Path

import pytest

from hipcoach.session.library import Library

FOLDER = Path(__file__).parent.parent / "data" / "bad-yaml"
with (FOLDER / "INDEX.tsv").open(encoding="utf-8") as index:
    ROWS = list(csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_of_the_corpus(row: dict[str, str], library: Library) -> None:
    reading = library.read(FOLDER / row["file"])
    problems = reading.problems
    verdict = "refuse" if reading.session is None else "warn" if problems else "accept"
    assert verdict == row["verdict"]
    assert (reading.session is None) == any(problem.level == "error" for problem in problems)

    if row["first"] != "-":
        line, column = row["first"].split(":")
        assert str(problems[0].line) == line
        assert column in ("*", str(problems[0].column))

    codes = sorted(problem.code for problem in problems)
    wanted = [[]] if row["codes"] == "-" else [sorted(each.split(",")) for each in row["codes"].split("|")]
    assert codes in wanted


def test_every_file_of_the_corpus_is_in_its_index() -> None:
    assert {row["file"] for row in ROWS} == {path.name for path in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("a01-side-no.yaml", "`side: none`"),
        ("a03-key-on.yaml", "`on`"),
        ("b01-dup-key.yaml", "line 8"),
        ("b03-cue-colon.yaml", '"Knees: keep them soft"'),
        ("b05-cue-hash.yaml", "`Keep`"),
        ("b07-unclosed-quote.yaml", "never closed"),
        ("b11-missing-space.yaml", "space after the colon"),
        ("b13-bang-cue.yaml", '"!important stay tall"'),
        ("b15-brace-hold.yaml", "`hold: 30-60 s`"),
        ("b17-unknown-key-synonym.yaml", "did you mean `reps`?"),
        ("b19-wrong-level-key.yaml", "did you mean `name`?"),
        ("b21-range-backwards.yaml", "`reps: 15-30`"),
        ("b23-no-unit.yaml", "`hold: 30 s`"),
        ("b25-sets-x-reps.yaml", "`sets: 3` and `reps: 15`"),
        ("b31-exercises-map.yaml", "start each item with `- `"),
        ("c03-utf16-no-bom.yaml", "UTF-16"),
        ("c05-nul.yaml", "NUL"),
        ("e03-afterwards-empty.yaml", "`afterwards: Sit down, then take the loop off`"),
        ("e05-afterwards-colon.yaml", '"Sit: take the loop off"'),
        ("e07-afterwards-under-instead.yaml", "belongs to an exercise or a modification"),
        ("e11-after.yaml", "did you mean `afterwards`?"),
        ("e13-modification-prepare-no-unit.yaml", "`prepare: 45 s`"),
        ("e23-modification-gear.yaml", "did you mean `equipment`?"),
        ("f01-load-no-unit.yaml", "`load: 2 kg` or `load: 2 lb`"),
        ("f03-load-comma.yaml", "`load: 2.5 kg`"),
        ("f05-load-range.yaml", "a load is one number"),
        ("f07-load-with-more.yaml", "`load: 2 kg`, and the rest into `setup`"),
        ("f13-weight.yaml", "`load: 2 kg`"),
        ("f17-load-step-other-unit.yaml", "`load_step: 1 kg`"),
        ("f21-effort-borg.yaml", "on Borg's scale from 6 to 20? that is about `effort: 4` here"),
        ("f25-side-operated.yaml", "`side: affected`"),
        ("f33-alternate-with-switch.yaml", "`first: alternate`"),
        ("f37-per-week-of-days.yaml", "`per_week: 7`"),
        ("f43-language-name.yaml", "`language: de`"),
        ("f39-defaults-first-word.yaml", "`first: affected`"),
        ("e27-two-afterwards.yaml", "`afterwards`; what `weight` says counts"),
        ("t01-rounds.yaml", "`sets: 3`"),
        ("t01-rounds.yaml", "`- group: Circuit`"),
        ("t03-weight.yaml", "`load: 2 kg`"),
        ("t05-image.yaml", "`figure: clamshell`"),
        ("t07-url.yaml", "url: https://example.org/clam}]`"),
        ("t09-until.yaml", "`reps: 10+`"),
        ("t11-each-side.yaml", "`side: each`"),
        ("t13-both.yaml", "`side: none`"),
        ("t15-library-beside.yaml", "`use: clamshell`"),
        ("t17-amrap.yaml", "`time: 5 min`"),
        ("t19-exercises-inside.yaml", "did you mean `group`?"),
        ("t21-weeks.yaml", "`per_week: 3`"),
        ("t23-session-rounds.yaml", "`rounds: 3`"),
        ("t25-session-circuit.yaml", "`exercises:`"),
        ("t33-library-no-dose.yaml", "`reps: 15-30`"),
        ("t37-library-twice.yaml", "line 6"),
        ("t39-library-use.yaml", "in place of `use`"),
        ("t41-library-format.yaml", "at the top of the file"),
        ("t43-library-other-id.yaml", "under `calf:`"),
        ("t47-library-hostile.yaml", "`evil`"),
    ],
)
def test_the_answer_says_what_to_do(file: str, words: str, library: Library) -> None:
    problem = library.read(FOLDER / file).problems[0]
    assert words in f"{problem.message} {problem.help}"
