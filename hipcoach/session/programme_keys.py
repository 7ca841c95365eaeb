"""The table of all keys of a programme file, as `keys` has those of a session file."""

from __future__ import annotations

from hipcoach.session import shared_keys as shared
from hipcoach.session.keys import OWN_SAFETY, SAFETY, VERSION
from hipcoach.session.model import EVERY_DAY, Aim, Dose
from hipcoach.session.part import Key, KeyKind, Part

MOST_WEEKS = 52
"""The most weeks of a phase."""

WEEK_ENTRY = Part(
    "session of a week",
    (
        Key("session", KeyKind.SESSION, "Which one, by its name in `hipcoach list`.", "release", required=True),
        Key(
            "times",
            KeyKind.COUNTS,
            "On how many days a week; from the low end on they are enough, the high end is never passed.",
            "2-3",
            required=True,
            low=1,
            high=EVERY_DAY,
        ),
        Key(
            "dose",
            KeyKind.CHOICE,
            "The dose of the phase; one that is higher than last time is only offered. If missing, as last time.",
            "low",
            choices=Dose,
        ),
        Key(
            "with",
            KeyKind.CHANGES,
            "Easier and harder forms of its exercises that are on, each as exercise, colon, form.",
            "[figure-four:chair]",
        ),
        Key(
            "apart",
            KeyKind.COUNT,
            "How many days lie between two of these, and where it has repetitions, between it and any other session "
            "with repetitions. If missing, 1 where it has repetitions, otherwise 0: on any day.",
            "1",
            high=EVERY_DAY - 1,
        ),
    ),
    (
        ("name", "session"), ("title", "session"), ("file", "session"), ("do", "session"),
        ("workout", "session"), ("routine", "session"), ("programme", "session"),
        ("count", "times"), ("number", "times"), ("perweek", "times"), ("timesperweek", "times"),
        ("timesaweek", "times"), ("weekly", "times"), ("frequency", "times"), ("sessions", "times"),
        ("repeat", "times"), ("intensity", "dose"), ("level", "dose"), ("amount", "dose"), ("modification", "with"),
        ("modifications", "with"), ("options", "with"), ("option", "with"), ("variant", "with"), ("form", "with"),
        ("gap", "apart"), ("between", "apart"), ("pause", "apart"), ("rest", "apart"), ("restdays", "apart"),
        ("daysapart", "apart"), ("daysbetween", "apart"), ("spacing", "apart"), ("recovery", "apart"),
    ),
)  # fmt: skip

PHASE = Part(
    "phase",
    (
        Key("name", KeyKind.LINE, "What it is called.", "Let go", required=True),
        Key("why", KeyKind.TEXT, "What it is good for.", "What is tight lets go before it gets stronger."),
        Key(
            "weeks",
            KeyKind.COUNTS,
            "How many weeks it lasts; of a range, the next phase is offered from the low end on.",
            "4",
            required=True,
            low=1,
            high=MOST_WEEKS,
        ),
        Key(
            "each_week",
            KeyKind.PARTS,
            "The sessions of each of its weeks.",
            "[{session: release, times: 4-6}]",
            required=True,
            part=WEEK_ENTRY,
        ),
    ),
    (
        ("title", "name"), ("phase", "name"), ("stage", "name"), ("label", "name"), ("block", "name"),
        ("description", "why"), ("summary", "why"), ("purpose", "why"), ("reason", "why"), ("goal", "why"),
        ("week", "weeks"), ("duration", "weeks"), ("length", "weeks"), ("for", "weeks"), ("numberofweeks", "weeks"),
        ("sessions", "each_week"), ("schedule", "each_week"), ("plan", "each_week"),
        ("weekly", "each_week"), ("perweek", "each_week"), ("everyweek", "each_week"), ("items", "each_week"),
        ("do", "each_week"), ("workouts", "each_week"),
    ),
)  # fmt: skip

PROGRAMME = Part(
    "programme",
    (
        VERSION,
        Key("programme", KeyKind.LINE, "What it is called.", "Twelve weeks for turned-out hips", required=True),
        Key("summary", KeyKind.TEXT, "What it is, in a few words.", "Release first, then strength, then more of both."),
        Key("goal", KeyKind.TEXT, "What it is for, as a sentence.", "Let go, then get stronger."),
        Key(
            "aim",
            KeyKind.CHOICE,
            "What it is for, as one word; sessions that work against it are warned of.",
            "neutral-alignment",
            choices=Aim,
        ),
        shared.SOURCES,
        OWN_SAFETY,
        Key(
            "phases",
            KeyKind.PARTS,
            "Its phases, in order; after the last one, its week stays.",
            "[{name: Let go, weeks: 2, each_week: [{session: release, times: 4-6}]}]",
            required=True,
            part=PHASE,
        ),
        shared.NOTES,
    ),
    (
        ("version", "hipcoach"), ("format", "hipcoach"), ("schema", "hipcoach"), ("title", "programme"),
        ("name", "programme"), ("program", "programme"), ("plan", "programme"), ("label", "programme"),
        ("description", "summary"), ("about", "summary"), ("purpose", "goal"), ("type", "aim"), ("target", "aim"),
        ("source", "sources"), ("links", "sources"), ("link", "sources"), ("warnings", "safety"), ("phase", "phases"),
        ("stages", "phases"), ("stage", "phases"), ("blocks", "phases"), ("steps", "phases"), ("weeks", "phases"),
        ("week", "phases"), ("schedule", "phases"), ("note", "notes"), ("comment", "notes"), ("comments", "notes"),
    ),
)  # fmt: skip

PROGRAMME_PARTS = (PROGRAMME, PHASE, WEEK_ENTRY, SAFETY, shared.SOURCE)
"""The parts of a programme file."""
