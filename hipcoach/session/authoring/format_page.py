"""The page that explains the files of sessions and programmes, made from the table of keys and the exercise library.

A person or a language model can write a session after reading nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from hipcoach.session.amounts import in_words
from hipcoach.session.authoring.programme_page import ABOUT
from hipcoach.session.authoring.schema import EXERCISE_FILE, SESSION_FILE, modeline
from hipcoach.session.keys import (
    DEFAULTS,
    EXERCISE,
    FORMAT,
    GROUP,
    INSTEAD,
    MODIFICATION,
    OWN_PREFIX,
    SAFETY,
    SESSION,
)
from hipcoach.session.library import Library
from hipcoach.session.model import Amounts, Exercise, Range, Sides
from hipcoach.session.part import Key, KeyKind, Part
from hipcoach.session.programme_keys import PHASE, PROGRAMME, WEEK_ENTRY
from hipcoach.session.shared_keys import CUE, SOURCE

PAGE_FILE = "FORMAT.md"
"""The file name of the page, beside the sessions."""

_WRITTEN = {
    KeyKind.VERSION: f"`{FORMAT}`",
    KeyKind.LINE: "text",
    KeyKind.TEXT: "text",
    KeyKind.TEXTS: "text or list of texts",
    KeyKind.CUES: "list of cues",
    KeyKind.ID: "id",
    KeyKind.IDS: "id or list of ids",
    KeyKind.USE: "id in the library",
    KeyKind.SESSION: "name of a session",
    KeyKind.CHANGES: "`exercise:form`, or list of these",
    KeyKind.COUNT: "whole number",
    KeyKind.COUNTS: "count",
    KeyKind.TIME: "time",
    KeyKind.SET_COUNTS: "count, or list of counts",
    KeyKind.SET_TIMES: "time, range of times, or list of them",
    KeyKind.TEMPO: "tempo",
    KeyKind.LOAD: "load",
    KeyKind.WEIGHT: "weight",
    KeyKind.LANGUAGE: "language",
    KeyKind.URL: "link",
}

_BEGINNING = """\
# The session file, format {format}

A session file says what somebody is to do: which exercises, how many sets, how long or how often, on which side. Hipcoach
leads through it, mostly by ear. It is YAML in UTF-8, called `something.yaml`, and this much is a whole one:

```yaml
{modeline}
hipcoach: {format}
title: Ten minutes before bed
exercises:
  - use: figure-four          # from the exercise library, with this session's dose
    sets: 2
    hold: 30-45 s
  - name: Wall sit            # or written out
    sets: 3
    hold: 20-40 s
    cues: [Back flat on the wall, Knees over the ankles]
```

`hipcoach new NAME` begins such a file in your own folder, with every key in a comment. `hipcoach check FILE` names every
problem in it, the line, and what to write instead. `hipcoach plan FILE` shows what it comes to, second by second, and
`hipcoach play FILE --speed 20 --plain` rehearses it. Which sessions belong in which weeks says a programme, below.

## How to write it

- One `key: value` a line. Two blanks deeper for what belongs to the line above, `- ` before each item of a list, no tabs.
- A text needs no quotes, unless it has `: ` (colon, blank) or ` #` (blank, number sign) in it, begins with one of
  ``{{ }} [ ] & * ! | > ' " % @ ` #`` or with `- ` or `? `, or stands in `[ ]` or `{{ }}` and has a comma or a brace, `{{side}}` too. Then: `"Knees: keep them soft"`.
  In a list of `- ` lines a `{{side}}` in the middle of a text needs no quotes.
- Nothing else of YAML: no anchors and aliases, no `<<`, no tags, no second document.
- Texts are shown and spoken as they stand, without any markup. `{{side}}` in a text becomes left or right, the side that
  works, and `{{other}}` the opposite one: `Lie on your {{other}} side`. A text that begins with one needs quotes.
- What is spoken (`name`, `setup`, `cues`, `switch_cue`, `afterwards`) is best in at most eight words, one idea each, saying
  what to do.
  All of it, with `why`, `feel`, `mistakes`, `stop_if`, `sources` and the easier and harder forms, can be read under "how it is
  done", which the app opens with `i`, and by itself before an exercise is done for the first time. `check` warns of what
  nobody would see: an unknown `figure`, a `switch_cue` where no side changes.
- Whoever writes for somebody else puts the whole file into one block, and into it what was asked for or prescribed.
- Keys that begin with `{own}` are yours: they are ignored everywhere.

## Values

| value | is written |
|---|---|
| count | `3`, or a range `15-30` (also `15 to 30`, `15..30`, an en dash); whole numbers only |
| time | `45 s`, `2 min`, `1 min 30 s`, `1m30s` or `1:30`, always with its unit; no fractions, no hours |
| range of times | `30-60 s`, `30 s - 1 min` |
| open end | `10+`, `20+ s`: at least so much, then as long as form holds; only for `reps`, `hold` and `time` |
| list of counts or times | `[6, 4, 2]`, one for each set, instead of `sets`; at most 20; only for `reps`, `hold` and `time` |
| tempo | two to four words with their seconds, each 0-30: `lift 2, pause 1, lower 2`; the first is the way out, the last the way back; a word without a number, `lift 2, hold, lower 2, relax 2`, takes the `hold` and the next leads back; or `own`, where the person counts |
| weight | `2 kg` or `4.5 lb`: a number from 0.25 to 500 with its unit, with a decimal point and at most two digits behind it |
| language | `de`, or with a region `pt-br` |
| load | a weight, or at most 40 characters that do not begin with a digit: `light band` |
| id | small letters a-z, digits, and hyphens between them: `wall-sit` |
| text | on one line, or after `|` on several; at most 4,000 characters |
| link | beginning with `https://` or `http://` |

Of a range, a set counts as done from the low end on, and the high end is never passed. The person chooses the dose, low,
middle or high, and the target lies there. A single number leaves no choice. Of an open end the low end is the target at any
dose: there a tone says that it is reached, and the person ends the set with a key when form goes. Where nobody has a keyboard,
and in a rehearsal, it ends at the low end; totals count that.
"""

_SIDES = """\
## Sides, sets and rest

The side is always the one that works: the leg that moves or is stretched, not the one you lie on.

- `side: each` is the whole dose on each side: `sets: 3` and `reps: 15` come to 3 x 15 left and 3 x 15 right.
  `none` (the default) is both legs together or no side at all; `left` or `right` is one side only.
- `order: swap_each_set` goes left, right, left, right, with `rest` after each round of two; `one_side_then_other` does all
  sets of one side first. Every change of side is announced, and lasts `switch`. From 20 s on, the lines of `setup` that name
  `{side}` or `{other}` are said there as well.
- An exercise with `reps` is repetitions in the `tempo`; with `hold` it is one hold a set; with both, each repetition is held
  that long, in place of whatever lies between the first and the last phase of the tempo.
  Five presses of 5-10 s with 3 s between: `reps: 5`, `hold: 5-10 s`, `tempo: press 1, ease 3`. Or one word of the tempo has no
  number: it takes the hold, the word after it is the way back, and what follows that is silent, such as a pause before the next
  repetition: `tempo: lift 2, hold, lower 2, relax 2`.
- With `time` it is work for so long that is neither held nor counted, such as walking, or as many as are good: "go",
  half-way, ten seconds. It stands instead of `reps`, `hold` and `tempo`.
- Sets that differ are a list: `reps: [6, 4, 2]` is a set of 6, one of 4, one of 2, on each side where `side` is `each`. `sets`
  is left out then. Two lists, of `reps` and of `hold`, have the same number of sets.
- `order: alternate` changes sides with every repetition, left, right, left, within one set, by ear: a low tone for the left,
  a higher one for the right, and the word where there is time for it. `reps: 10` is ten on each side. It needs `reps`; there
  is no `switch`. Do not take it for `first: alternate`, where today the left side begins and next time the right.
- `side: affected` is the operated or painful side, and `first: affected` lets it begin; the same file serves everybody. The
  person says once which side it is, at the check-in or with `--affected left`. Until then, or with both affected, each side
  is done, the left one first.
- `load: 2 kg` is said and shown with the set-up, and written down with every set. The person changes the number at the check-in
  or with `--load EXERCISE=3kg`, and that stays as long as the file says what it said then. `load_step: 1 kg` offers a heavier
  load, with the low dose, when every set has reached the top of the dose twice; and the lighter one again when it was too much.
- `effort: 3-4` is how hard it should feel, from 0 (nothing) to 10 (the most). No step up is offered to a person for whom it
  was harder.
- `language: de` says that the texts of this file are German: a German voice of this machine speaks them, `{side}` becomes
  links or rechts, and where there is no such voice they are only shown. What hipcoach says of itself stays English.
- `per_week: 3` counts sessions. With `per_day: 2`, `per_week` counts days, and a day counts once it has its two.
- `prepare` comes once before each exercise, for getting into position; the set-up is read out meanwhile. From 45 s on, its
  lines that name `{side}` or `{other}` are said once more, 22 s before the work. After the last set there is no rest: the next
  `prepare` is the pause.
- `afterwards` is what has to be undone when an exercise is over, such as a band around the ankles. It is the first thing said
  after its last set, or wherever the exercise ends before that: in the next `prepare`, which has to leave time to do it, or at
  the end of the session.
- With `tempo: own` the person ends or counts with a key; with `advance: wait` each set begins with one. A rehearsal waits for
  nothing.

## Cues

The first cue, or the one `at: start`, is said as a set begins, one `at: end` as it ends. Where a repetition is too short for
it, it comes just before the set. Right before a change of sides in less than 20 s no way out of repetitions is said: what of
it is needed begins the `switch_cue`, as in `Knees together, roll over; {side} hip on top`. The others come in their turn on
the way, another one first on the other side and in the next set: in a hold from 20 s on one, at a third of it; in repetitions
one after the first and then after every fifth, in the second and a half between two tones or in place of a number. The first
line of `feel` is said once a side, in the first set; a second one is said in the last set, of how that should end. A person
who has chosen to hear little hears fewer of them. **What must not be missed goes first, or into `setup`.** A modification
that changes the movement says so under `instead`: `cues`; what it adds to the `cues` is said with the set-up.

The name of an exercise and its side are always said. Where `prepare` or `switch` is too short for them, they are said ahead, at
the end of the set before; where that is too short as well, `check` warns.
"""

_GROUPS = """\
Exercises that are done one after another, again and again, are a group: a circuit, a superset, a warm-up, a sequence on one
side and then on the other. It stands in `exercises`, in the place of an exercise, and has its own `exercises`:

```yaml
  - group: Circuit
    rounds: 3
    rest: 1 min
    exercises:
      - name: Squat
        reps: 10
      - use: clamshell
        reps: 12
```

A round does one set of each of its exercises, on each side where `side` is `each`; before each of them comes its `prepare`,
between two rounds `rest`. So `sets` and `rest` of a library exercise or of a modification do not count there, and beside an
exercise of a group they are errors. With `side: each` beside `group`, a round does all of it on one side, then all of it on the
other; then the exercises have no `side`, and the `prepare` of the first one is the time to change sides. A range of `rounds`
follows the dose of the session. From the second round on, only names and sides are said. The log has one exercise with a set
for each round. A group stands in no other group.
"""

_MODIFICATIONS = """\
An exercise may offer easier and harder forms of itself. Several may be on at once; what they say about the dose replaces
the exercise's own, in file order, their `cues` come after its own, and what stands under `instead` takes the place of
the exercise's texts. Those that must not be on together share a `group`, or name each other under `conflicts`.

`prepare` and `switch` replace the exercise's own too, also where they are shorter; of several modifications that say one, the
longest counts, so that there is time for all of them. `equipment` replaces what the exercise needs; of several, all that they
name is needed. `stop_if` comes to what the exercise says. Of several that say `afterwards`, the last in file order counts.
What a session needs is told from its exercises as they were chosen; a list of the session's own stands, but for what
modifications make needless or needed.

```yaml
    easier:
      - id: chair
        name: Hand on a chair
        when: When balance is the hard part.
        hold: 10-20 s
        prepare: 30 s
        equipment: Steady chair
        instead:
          setup: ["Stand beside a chair, one hand on it"]
```
"""

_LIBRARY = """\
## The exercise library

`use: ID` takes an exercise from here, with its texts, sides and dose. Any key beside `use` replaces the library's. The same
exercise may be used twice, with an `id` of its own.

| `use` | name | sides | dose | `with` |
|---|---|---|---|---|
"""

_OWN_LIBRARY = """\

Your own exercises lie in `exercises/` in your sessions folder, one in each file, and go before these. The name of the file is
the id. Such a file is `hipcoach: {format}` and the keys of one exercise, at the left margin, without `use`; its first line may
be `{modeline}`.

A file for somebody else brings exercises that they do not have under `library`: each below its id, with the keys of an exercise,
but without `use`. `use` finds them before all others.

```yaml
exercises:
  - use: heel-raise
library:
  heel-raise:
    name: Heel raise
    reps: 12-15
```

What is done of an exercise goes on from the last time it was done under its id, in whatever file; one that differs from an exercise
of its id in your own folder or here is kept apart. `hipcoach bundle SESSION` writes a file with what it uses of your own,
`hipcoach add FILE` puts one that you got into your list.
"""

_LIMITS = """\
## Limits

A file has at most 256 KiB, 20,000 values, and 12 levels. Control characters, and marks that turn the direction of writing,
are refused. Everything that is wrong is named in one run of `hipcoach check`, with its line, column, a word for its kind, and
help; only where it is no YAML, for want of a quote or a blank, one place at a time. A range that runs backwards, a time without its unit, a misspelt key, a key given twice: each is an error. A session
that aims at one thing and trains another, a text cut off by ` #`, a change of sides in 0 s on the floor: each is a warning,
and the session can be played.
"""


def page(library: Library) -> str:
    """The text of the page."""
    return "\n".join(_page(library))


def _page(library: Library) -> Iterator[str]:
    yield _BEGINNING.format(format=FORMAT, modeline=modeline(SESSION_FILE), own=OWN_PREFIX)
    yield "## The session\n"
    yield from _table(SESSION)
    yield "\n## An exercise\n"
    yield "It has `use`, or a `name` and a dose: `reps`, `hold` or both, or else `time`.\n"
    yield from _table(EXERCISE)
    yield ""
    yield _SIDES
    yield "## Groups\n"
    yield _GROUPS
    yield from _table(GROUP)
    yield ""
    yield "## Modifications\n"
    yield _MODIFICATIONS
    yield from _table(MODIFICATION)
    yield "\nUnder `instead`:\n"
    yield from _table(INSTEAD)
    yield "\n## Parts\n"
    yield "A cue is a text, or says when it is due: `{at: end, say: Lower slowly}`.\n"
    yield (
        "Hipcoach's own safety texts are about the hip. Each of the three under `safety` that you write replaces one of them, but\n"
        "for the list of emergencies, which always stands. For another part of the body write all three, and leave out `aim` (or\n"
        "say `general`), `trains` and `figure`.\n"
    )
    for title, part in (("cue", CUE), ("source", SOURCE), ("safety", SAFETY), ("defaults", DEFAULTS)):
        yield f"`{title}`:\n"
        yield from _table(part)
        yield ""
    yield _LIBRARY.rstrip("\n")
    for ident in library.exercise_ids():
        exercise, _ = library.read_exercise(ident)
        if exercise is not None:
            yield _row(ident, exercise)
    yield f"\nDrawings, for `figure`: {', '.join(f'`{figure}`' for figure in _figures(library))}."
    yield _OWN_LIBRARY.format(format=FORMAT, modeline=modeline(EXERCISE_FILE))
    yield "## Programmes\n"
    yield ABOUT.rstrip("\n")
    for title, part in (("A programme", PROGRAMME), ("A phase", PHASE), ("A session of a week", WEEK_ENTRY)):
        yield f"\n{title}:\n"
        yield from _table(part)
    yield ""
    yield _LIMITS.rstrip("\n") + "\n"


def _table(part: Part) -> Iterator[str]:
    yield "| key | value | for example | what it says |"
    yield "|---|---|---|---|"
    for key in part.keys:
        required = " Required." if key.required else ""
        missing = f" If missing, `{key.default}`." if key.default else ""
        yield f"| `{key.name}` | {_value(key)} | `{key.example}` | {key.help}{required}{missing} |"


def _value(key: Key) -> str:
    match key.kind:
        case KeyKind.CHOICE | KeyKind.CHOICES:
            assert key.choices is not None
            choices = ", ".join(f"`{choice}`" for choice in key.choices)
            return choices if key.kind is KeyKind.CHOICE else f"one or a list of {choices}"
        case KeyKind.PARTS_BY_ID:
            return "ids, each with the keys of an exercise but `use`"
        case KeyKind.PART | KeyKind.PARTS:
            assert key.part is not None
            if key.kind is KeyKind.PART:
                return f"the keys under `{key.name}`"
            article = "an" if key.part.name[0] in "aeiou" else "a"
            either = "" if key.either is None else f" or a {key.either.name}"
            return f"list, each with the keys of {article} {key.part.name}{either}"
        case KeyKind.COUNT | KeyKind.COUNTS | KeyKind.SET_COUNTS:
            return f"{_WRITTEN[key.kind]}, {key.low}-{key.high}"
        case KeyKind.TIME | KeyKind.SET_TIMES:
            return f"{_WRITTEN[key.kind]}, {in_words(key.low)} to {in_words(key.high)}"
        case KeyKind.VERSION | KeyKind.LINE | KeyKind.TEXT | KeyKind.TEXTS | KeyKind.CUES:
            return _WRITTEN[key.kind]
        case KeyKind.LOAD | KeyKind.WEIGHT | KeyKind.LANGUAGE | KeyKind.SESSION | KeyKind.CHANGES:
            return _WRITTEN[key.kind]
        case KeyKind.ID | KeyKind.IDS | KeyKind.USE | KeyKind.TEMPO | KeyKind.URL:
            return _WRITTEN[key.kind]


def _row(ident: str, exercise: Exercise) -> str:
    sides = "each" if exercise.side is Sides.EACH else exercise.side.value
    offers = ", ".join(f"`{each.id}`" for each in exercise.modifications)
    return f"| `{ident}` | {exercise.name} | {sides} | {_dose(exercise)} | {offers} |"


def _dose(exercise: Exercise) -> str:
    sets = f"{_span(exercise.sets)} x "
    hold = f"{_span(exercise.hold)} s" if exercise.hold else ""
    if exercise.time is not None:
        return f"{sets}{_span(exercise.time)} s of work"
    if exercise.reps is None:
        return sets + hold
    return f"{sets}{_span(exercise.reps)}" + (f", each held {hold}" if hold else "")


def _figures(library: Library) -> tuple[str, ...]:
    """The names of the figures that the library uses."""
    exercises = [exercise for ident in library.exercise_ids() if (exercise := library.read_exercise(ident)[0])]
    figures = {exercise.figure for exercise in exercises}
    figures |= {change.instead.figure for exercise in exercises for change in exercise.modifications}
    return tuple(sorted(figure for figure in figures if figure))


def _span(amounts: Amounts) -> str:
    return ", ".join(_one_span(amount) for amount in amounts.sets)


def _one_span(amount: Range) -> str:
    if amount.open:
        return f"{amount.low}+"
    return str(amount.low) if amount.low == amount.high else f"{amount.low}-{amount.high}"
