"""The table of all keys of a session file: their values, bounds, examples and help."""

from __future__ import annotations

from hipcoach.session import shared_keys as shared
from hipcoach.session.model import Aim, Order, Position, SessionLevel, Sides, Trains
from hipcoach.session.part import Key, KeyKind, Part

FORMAT = 1
"""The version of the format, which `hipcoach:` has to give."""
OWN_PREFIX = "x_"
"""Keys with this prefix belong to the writer of the file and are ignored."""

_DOSE_WORDS = (
    ("repetition", "reps"), ("repetitions", "reps"), ("rep", "reps"), ("repeats", "reps"), ("times", "reps"),
    ("count", "reps"), ("set", "sets"), ("rounds", "sets"), ("series", "sets"), ("duration", "hold"), ("time", "hold"),
    ("seconds", "hold"), ("holdtime", "hold"), ("length", "hold"), ("pause", "rest"), ("recovery", "rest"),
    ("resttime", "rest"), ("break", "rest"), ("pace", "tempo"), ("speed", "tempo"), ("rhythm", "tempo"),
)  # fmt: skip
_TEXT_WORDS = (
    ("note", "notes"), ("comment", "notes"), ("comments", "notes"), ("cue", "cues"), ("instructions", "cues"),
    ("instruction", "cues"), ("steps", "cues"), ("start", "setup"), ("errors", "mistakes"),
    ("avoid", "mistakes"), ("mistake", "mistakes"), ("image", "figure"), ("picture", "figure"), ("drawing", "figure"),
    ("illustration", "figure"), ("muscle", "feel"), ("muscles", "feel"), ("felt", "feel"), ("target", "feel"),
)  # fmt: skip
_LOAD_WORDS = (
    ("weight", "load"), ("weights", "load"), ("resistance", "load"), ("loads", "load"), ("kg", "load"), ("lb", "load"),
    ("increment", "load_step"), ("loadincrement", "load_step"), ("step", "load_step"),
)  # fmt: skip
_FRAME_WORDS = (
    ("preparation", "prepare"), ("getready", "prepare"), ("gear", "equipment"), ("after", "afterwards"),
    ("finally", "afterwards"), ("cleanup", "afterwards"), ("finish", "afterwards"), ("atend", "afterwards"),
)  # fmt: skip


def _part(name: str, keys: tuple[Key, ...], *words: tuple[str, str]) -> Part:
    """A part with those of the words that mean one of its keys without being a key."""
    names = {key.name for key in keys}
    return Part(name, keys, tuple(pair for pair in words if pair[1] in names and pair[0] not in names))


INSTEAD = _part(
    "replacement",
    (shared.SETUP, shared.CUES, shared.FEEL, shared.MISTAKES, shared.SWITCH_CUE, shared.FIGURE),
    *_TEXT_WORDS,
)

MODIFICATION = _part(
    "modification",
    (
        shared.id("smaller"),
        Key("name", KeyKind.LINE, "What it is called.", "With a towel", required=True),
        Key("when", KeyKind.LINE, "When it suits.", "If your hands do not reach"),
        Key(
            "cues",
            KeyKind.CUES,
            "Added after the exercise's own.",
            "[Pull with the towel]",
            part=shared.CUE,
            spoken=True,
        ),
        Key("instead", KeyKind.PART, "Texts that replace the exercise's own.", "{setup: [Sit]}", part=INSTEAD),
        Key("group", KeyKind.ID, "At most one modification of a group is on.", "range"),
        Key("conflicts", KeyKind.IDS, "Modifications that it cannot be on with, by their ids.", "[larger-range]"),
        shared.sets(),
        shared.REPS,
        shared.HOLD,
        shared.TIME,
        shared.rest(),
        shared.tempo(),
        shared.switch(otherwise=shared.THE_LONGEST),
        shared.prepare(otherwise=shared.THE_LONGEST),
        shared.equipment(" in place of what the exercise needs; of several that are on, all of it"),
        shared.stop_if(", besides what the exercise says"),
        shared.AFTERWARDS,
        shared.LOAD,
        shared.LOAD_STEP,
    ),
    *_DOSE_WORDS,
    *_LOAD_WORDS,
    *_TEXT_WORDS,
    *_FRAME_WORDS,
    ("title", "name"),
    ("conflict", "conflicts"),
    ("replace", "instead"),
)

_EXERCISE_KEYS = (
    shared.id("leg-lift"),
    Key("name", KeyKind.LINE, "What it is called; spoken, so keep it short.", "Side-lying leg lift", spoken=True),
    Key("why", KeyKind.TEXT, "What it is good for.", "Steadies the pelvis."),
    shared.SETUP,
    shared.CUES,
    shared.FEEL,
    shared.MISTAKES,
    shared.stop_if(),
    shared.equipment(),
    Key(
        "trains",
        KeyKind.CHOICES,
        "What it works on, for the hip; an aim is held against it.",
        "[steady-pelvis]",
        choices=Trains,
    ),
    shared.FIGURE,
    Key("position", KeyKind.CHOICE, "The position of the body.", "side-lying", choices=Position, default="other"),
    Key(
        "side",
        KeyKind.CHOICE,
        "Which sides: `each` is the whole dose on each, `none` both sides together, or no side, `affected` that which "
        "the person names; each, if that is not known.",
        "each",
        choices=Sides,
        default="none",
    ),
    Key(
        "order",
        KeyKind.CHOICE,
        "How the work of both sides follows each other; only with `side: each`. `alternate`: a repetition on one side, "
        "then one on the other.",
        "swap_each_set",
        choices=Order,
        default="swap_each_set",
    ),
    shared.first("left"),
    shared.SWITCH_CUE,
    shared.sets("1"),
    shared.REPS,
    shared.HOLD,
    shared.TIME,
    shared.tempo("lift 2, pause 1, lower 2"),
    shared.rest(shared.WITHOUT_REST),
    shared.switch("10 s"),
    shared.prepare("15 s"),
    shared.AFTERWARDS,
    shared.LOAD,
    shared.LOAD_STEP,
    Key(
        "effort",
        KeyKind.COUNTS,
        "How hard it should feel, from 0 to 10; shown, and compared with the answer afterwards.",
        "3-4",
        low=0,
        high=10,
    ),
    shared.advance("auto"),
    shared.SOURCES,
    Key("easier", KeyKind.PARTS, "Easier forms of it.", "[{id: smaller, name: Smaller movement}]", part=MODIFICATION),
    Key("harder", KeyKind.PARTS, "Harder forms of it.", "[{id: band, name: With a band}]", part=MODIFICATION),
    Key("with", KeyKind.IDS, "Modifications that are on from the start, by their ids.", "[smaller]"),
    shared.NOTES,
)
_EXERCISE_WORDS = (
    ("rpe", "effort"), ("borg", "effort"), ("exertion", "effort"), ("intensity", "effort"),
    *_LOAD_WORDS, *_DOSE_WORDS, *_TEXT_WORDS, *_FRAME_WORDS, ("title", "name"), ("exercise", "name"), ("label", "name"),
    ("sides", "side"), ("leg", "side"), ("alternate", "order"), ("purpose", "why"), ("reason", "why"),
    ("description", "why"), ("summary", "why"), ("source", "sources"), ("links", "sources"), ("link", "sources"),
    ("url", "sources"), ("easy", "easier"), ("regressions", "easier"), ("regression", "easier"), ("hard", "harder"),
    ("progressions", "harder"), ("progression", "harder"), ("modifications", "easier"), ("modification", "with"),
    ("include", "use"), ("import", "use"), ("library", "use"), ("from", "use"),
)  # fmt: skip

ENCLOSED = _part("enclosed exercise", _EXERCISE_KEYS, *_EXERCISE_WORDS)
"""An exercise that comes with a session file."""

EXERCISE = _part(
    "exercise",
    (Key("use", KeyKind.USE, "An exercise of the library, by its id.", "clamshell"), *_EXERCISE_KEYS),
    *_EXERCISE_WORDS,
)

GROUP = _part(
    "group",
    (
        Key("group", KeyKind.LINE, "What it is called; spoken.", "Circuit", required=True, spoken=True),
        shared.id("circuit"),
        Key(
            "exercises",
            KeyKind.PARTS,
            "Its exercises, in order; a round does each of them once.",
            "[{use: clamshell}, {name: Squat, reps: 10}]",
            required=True,
            part=EXERCISE,
        ),
        Key("rounds", KeyKind.COUNTS, "How many rounds.", "3", low=1, high=10, default="1"),
        Key(
            "rest",
            KeyKind.TIME,
            "How long to rest between two rounds. If missing, what `defaults` says, or 30 s.",
            "1 min",
            high=shared.HALF_HOUR,
        ),
        Key(
            "prepare",
            KeyKind.TIME,
            "How long getting into position takes in those of its exercises that do not say it themselves.",
            "20 s",
            high=shared.FIVE_MINUTES,
        ),
        Key(
            "side",
            KeyKind.CHOICE,
            "Which sides, for all of it; with `each`, a round does all of it on one side, then all of it on the other.",
            "each",
            choices=Sides,
        ),
        shared.first("left"),
        shared.NOTES,
    ),
    ("circuit", "group"), ("name", "group"), ("title", "group"), ("label", "group"), ("sets", "rounds"),
    ("round", "rounds"), ("repeat", "rounds"), ("repeats", "rounds"), ("times", "rounds"), ("laps", "rounds"),
    ("series", "rounds"), ("items", "exercises"), ("steps", "exercises"), ("exercise", "exercises"),
    ("pause", "rest"), ("recovery", "rest"), ("break", "rest"), ("resttime", "rest"), ("sides", "side"),
    ("preparation", "prepare"), ("getready", "prepare"), ("note", "notes"), ("comment", "notes"),
    ("comments", "notes"),
)  # fmt: skip

SAFETY = Part(
    "safety part",
    (
        Key("before", KeyKind.TEXTS, "Whom to ask and what to check before starting.", "[Ask after an operation]"),
        shared.stop_if(),
        Key(
            "get_help_if",
            KeyKind.TEXTS,
            "When to get help, in place of our two lists of when to see a doctor; that of emergencies always stands.",
            "[The new joint feels loose]",
        ),
    ),
    (("stop", "stop_if"), ("help", "get_help_if"), ("gethelp", "get_help_if"), ("warning", "before")),
)

OWN_SAFETY = Key(
    "safety",
    KeyKind.PART,
    "Safety texts of its own, in place of those about the hip.",
    "{stop_if: [Sharp pain]}",
    part=SAFETY,
)

DEFAULTS = Part(
    "defaults part",
    (
        shared.prepare("15 s"),
        shared.switch("10 s"),
        shared.rest(shared.WITHOUT_REST),
        shared.first("left", "of exercises on each side"),
        shared.advance("auto"),
    ),
    (("preparation", "prepare"), ("pause", "rest"), ("break", "rest"), ("recovery", "rest"), ("resttime", "rest")),
)

VERSION = Key(
    "hipcoach", KeyKind.VERSION, "The number of the format.", str(FORMAT), required=True, low=FORMAT, high=FORMAT
)

SESSION = Part(
    "session",
    (
        VERSION,
        Key("title", KeyKind.LINE, "What the session is called.", "Ten minutes before bed", required=True, spoken=True),
        Key("summary", KeyKind.TEXT, "What it is, in a few words.", "Two stretches for the evening"),
        Key("goal", KeyKind.TEXT, "What it is for, as a sentence.", "Let the hips rest before sleep."),
        Key(
            "aim",
            KeyKind.CHOICE,
            "What it is for, as one word; exercises that work against it are warned of.",
            "neutral-alignment",
            choices=Aim,
        ),
        Key("level", KeyKind.CHOICE, "How demanding it is.", "gentle", choices=SessionLevel),
        shared.equipment(),
        Key(
            "per_week",
            KeyKind.COUNTS,
            "How often a week; daily is 7. With `per_day`, on how many days; then 7 if missing.",
            "2-3",
            low=1,
            high=21,
        ),
        Key("per_day", KeyKind.COUNTS, "How often on each of those days.", "2", low=1, high=6),
        Key(
            "language",
            KeyKind.LANGUAGE,
            "The language of its texts, as a short code; a voice of this machine speaks them, or they are only shown.",
            "de",
            default="en",
        ),
        shared.SOURCES,
        OWN_SAFETY,
        Key(
            "defaults",
            KeyKind.PART,
            "What exercises get that do not say it themselves.",
            "{rest: 30 s}",
            part=DEFAULTS,
        ),
        Key(
            "exercises",
            KeyKind.PARTS,
            "The exercises, and groups of exercises, in order.",
            "[{use: clamshell}]",
            required=True,
            part=EXERCISE,
            either=GROUP,
        ),
        Key(
            "library",
            KeyKind.PARTS_BY_ID,
            "Exercises that travel with this file, each below its id; `use` finds them before all others.",
            "{heel-raise: {name: Heel raise, reps: 12}}",
            part=ENCLOSED,
        ),
        shared.NOTES,
    ),
    (
        ("version", "hipcoach"), ("format", "hipcoach"), ("schema", "hipcoach"), ("name", "title"),
        ("session", "title"), ("label", "title"), ("description", "summary"), ("about", "summary"),
        ("purpose", "goal"), ("type", "aim"), ("target", "aim"), ("difficulty", "level"), ("intensity", "level"),
        ("gear", "equipment"), ("frequency", "per_week"), ("weekly", "per_week"), ("timesperweek", "per_week"),
        ("lang", "language"), ("locale", "language"),
        ("daily", "per_day"), ("timesperday", "per_day"), ("timesaday", "per_day"),
        ("source", "sources"), ("links", "sources"), ("link", "sources"), ("url", "sources"),
        ("warnings", "safety"), ("default", "defaults"), ("steps", "exercises"), ("items", "exercises"),
        ("workout", "exercises"), ("routine", "exercises"), ("note", "notes"), ("comment", "notes"),
        ("comments", "notes"),
    ),
)  # fmt: skip

LIBRARY_EXERCISE = _part(
    "library exercise", (VERSION, *_EXERCISE_KEYS), ("version", "hipcoach"), ("format", "hipcoach"), *_EXERCISE_WORDS
)

PARTS = (SESSION, EXERCISE, GROUP, ENCLOSED, MODIFICATION, INSTEAD, SAFETY, DEFAULTS, shared.SOURCE, shared.CUE)
"""All parts, to find the one that a misplaced key belongs to."""
