"""The keys that several parts of a session file have, each with its values, bounds, example and help."""

from __future__ import annotations

from hipcoach.session.model import Advance, First, Moment
from hipcoach.session.part import Key, KeyKind, Part

MOST_SETS = 20
"""The most sets of an exercise, on each side."""

HALF_MINUTE, FIVE_MINUTES, HALF_HOUR, HOUR = 30, 300, 1800, 3600

CUE = Part(
    "cue",
    (
        Key("say", KeyKind.LINE, "The words, at most eight.", "Breathe out as you lift", required=True, spoken=True),
        Key("at", KeyKind.CHOICE, "When to say them; if missing, in their turn.", "middle", choices=Moment),
    ),
    (("text", "say"), ("cue", "say"), ("words", "say"), ("when", "at"), ("moment", "at"), ("time", "at")),
)

SOURCE = Part(
    "source",
    (
        Key("title", KeyKind.LINE, "What it is called.", "My physiotherapist", required=True),
        Key("url", KeyKind.URL, "Where to read it.", "https://example.org/clamshell"),
    ),
    (("name", "title"), ("text", "title"), ("link", "url"), ("href", "url"), ("website", "url"), ("uri", "url")),
)


def sets(default: str = "") -> Key:
    """How many sets."""
    return Key(
        "sets",
        KeyKind.COUNTS,
        "How many sets, on each side where `side` is `each`; not beside a list, which has an amount for each set.",
        "2-4",
        low=1,
        high=MOST_SETS,
        default=default,
    )


REPS = Key("reps", KeyKind.SET_COUNTS, "How many repetitions a set has.", "15-30", low=1, high=200)

HOLD = Key(
    "hold",
    KeyKind.SET_TIMES,
    "How long to hold: the whole set, or each repetition where `reps` is given too.",
    "30-60 s",
    low=1,
    high=HOUR,
)

TIME = Key(
    "time",
    KeyKind.SET_TIMES,
    "How long a set takes that is neither held nor counted, such as walking; instead of `reps`, `hold` and `tempo`.",
    "5 min",
    low=1,
    high=HOUR,
)


def rest(otherwise: str = "") -> Key:
    """How long to rest."""
    return Key(
        "rest",
        KeyKind.TIME,
        f"How long to rest between sets, or between rounds of one set on each side.{otherwise}",
        "30 s",
        high=HALF_HOUR,
    )


WITHOUT_REST = " If missing, 0 s for holds that swap sides after each set, 30 s for everything else."


def switch(default: str = "", otherwise: str = "") -> Key:
    """How long changing sides takes."""
    help = f"How long changing sides takes.{otherwise}"
    return Key("switch", KeyKind.TIME, help, "10 s", high=FIVE_MINUTES, default=default)


def prepare(default: str = "", otherwise: str = "") -> Key:
    """How long getting into position takes."""
    help = f"How long getting into position takes.{otherwise}"
    return Key("prepare", KeyKind.TIME, help, "15 s", high=FIVE_MINUTES, default=default)


THE_LONGEST = " Of several that are on, the longest counts."


def tempo(default: str = "") -> Key:
    """The phases of a repetition."""
    return Key(
        "tempo",
        KeyKind.TEMPO,
        "The phases of a repetition with their seconds, the way out first, the way back last; one in between without "
        "a number takes as long as `hold`, and the next one leads back; `own`: at your own pace.",
        "lift 2, pause 1, lower 2",
        high=HALF_MINUTE,
        default=default,
        spoken=True,
    )


def advance(default: str = "") -> Key:
    """Whether work waits for the person."""
    return Key(
        "advance",
        KeyKind.CHOICE,
        "Whether work begins by itself (`auto`) or waits for a key (`wait`).",
        "auto",
        choices=Advance,
        default=default,
    )


def first(default: str = "", otherwise: str = "only with `side: each`") -> Key:
    """The side that begins."""
    return Key(
        "first",
        KeyKind.CHOICE,
        "Which side begins: one of them, the `affected` one that the person names, or `alternate` from session to "
        f"session; {otherwise}.",
        "left",
        choices=First,
        default=default,
    )


LOAD = Key(
    "load",
    KeyKind.LOAD,
    "What it is done with: a number with `kg` or `lb`, which can be changed before each session, or a few words.",
    "2 kg",
    spoken=True,
)

LOAD_STEP = Key(
    "load_step",
    KeyKind.WEIGHT,
    "How much heavier the load becomes once the top of the dose is reached, which is then offered.",
    "1 kg",
)

SETUP = Key(
    "setup",
    KeyKind.TEXTS,
    "How to get into position.",
    '["Lie on your {other} side", Bend the lower knee]',
    spoken=True,
)

CUES = Key(
    "cues",
    KeyKind.CUES,
    "Short instructions, in order: the first is said as work begins, the others on the way.",
    "[Lift the top leg slowly, Lower it slowly]",
    part=CUE,
    spoken=True,
)

FEEL = Key(
    "feel",
    KeyKind.TEXTS,
    "Where it should be felt; a second line says how the last set should end.",
    "Side of the hip",
)

MISTAKES = Key("mistakes", KeyKind.TEXTS, "What often goes wrong.", "[The pelvis rolls back]")

SWITCH_CUE = Key(
    "switch_cue",
    KeyKind.LINE,
    "What to do when the side changes, with the new side as `{side}`.",
    "Roll over; {side} leg on top",
    spoken=True,
)

FIGURE = Key("figure", KeyKind.ID, "Which drawing to show.", "clamshell")

SOURCES = Key("sources", KeyKind.PARTS, "Where this comes from.", "[{title: My physiotherapist}]", part=SOURCE)


def stop_if(otherwise: str = "") -> Key:
    """When to stop."""
    return Key("stop_if", KeyKind.TEXTS, f"When to stop{otherwise}.", "[Sharp pain]")


def equipment(otherwise: str = "") -> Key:
    """What is needed."""
    return Key("equipment", KeyKind.TEXTS, f"What is needed{otherwise}.", "[mat]")


AFTERWARDS = Key(
    "afterwards",
    KeyKind.LINE,
    "What to do when it is over, in at most eight words: said first in whatever follows.",
    "Sit down, then take the loop off",
    spoken=True,
)

NOTES = Key("notes", KeyKind.TEXT, "For whoever writes the file; shown nowhere.", "Ask about the left side")


def id(example: str) -> Key:
    """A short name to log by."""
    return Key(
        "id",
        KeyKind.ID,
        "A stable short name, under which it is logged; made from the name where it is missing.",
        example,
    )
