"""The table of all keys of a session file: their values, bounds, examples and help."""

from __future__ import annotations

from hipcoach.session.model import Advance, Aim, First, Moment, Order, Position, SessionLevel, Sides, Trains
from hipcoach.session.part import Key, KeyKind, Part

FORMAT = 1
"""The version of the format, which `hipcoach:` has to give."""
OWN_PREFIX = "x_"
"""Keys with this prefix belong to the writer of the file and are ignored."""

_HALF_MINUTE, _FIVE_MINUTES, _HALF_HOUR, _HOUR = 30, 300, 1800, 3600


def _sets(default: str = "") -> Key:
    return Key(
        "sets",
        KeyKind.COUNTS,
        "How many sets; on each side, where `side` is `each`.",
        "2-4",
        low=1,
        high=20,
        default=default,
    )


def _reps() -> Key:
    return Key("reps", KeyKind.COUNTS, "How many repetitions a set has.", "15-30", low=1, high=200)


def _hold() -> Key:
    return Key(
        "hold",
        KeyKind.TIMES,
        "How long to hold: the whole set, or each repetition where `reps` is given too.",
        "30-60 s",
        low=1,
        high=_HOUR,
    )


def _rest(otherwise: str = "") -> Key:
    return Key(
        "rest",
        KeyKind.TIME,
        f"How long to rest between sets, or between rounds of one set on each side.{otherwise}",
        "30 s",
        high=_HALF_HOUR,
    )


_WITHOUT_REST = " If missing, 0 s for holds that swap sides after each set, 30 s for everything else."


def _switch(default: str = "", otherwise: str = "") -> Key:
    help = f"How long changing sides takes.{otherwise}"
    return Key("switch", KeyKind.TIME, help, "10 s", high=_FIVE_MINUTES, default=default)


def _prepare(default: str = "", otherwise: str = "") -> Key:
    help = f"How long getting into position takes.{otherwise}"
    return Key("prepare", KeyKind.TIME, help, "15 s", high=_FIVE_MINUTES, default=default)


_THE_LONGEST = " Of several that are on, the longest counts."


def _tempo(default: str = "") -> Key:
    return Key(
        "tempo",
        KeyKind.TEMPO,
        "The phases of a repetition with their seconds, the way out first, the way back last; `own`: at your own pace.",
        "lift 2, pause 1, lower 2",
        high=_HALF_MINUTE,
        default=default,
        spoken=True,
    )


def _advance(default: str = "") -> Key:
    return Key(
        "advance",
        KeyKind.CHOICE,
        "Whether work begins by itself (`auto`) or waits for a key (`wait`).",
        "auto",
        choices=Advance,
        default=default,
    )


def _setup() -> Key:
    return Key(
        "setup",
        KeyKind.TEXTS,
        "How to get into position.",
        '["Lie on your {other} side", Bend the lower knee]',
        spoken=True,
    )


def _cues() -> Key:
    return Key(
        "cues",
        KeyKind.CUES,
        "Short instructions, in order: the first is said as work begins, the others on the way.",
        "[Lift the top leg slowly, Lower it slowly]",
        part=CUE,
        spoken=True,
    )


def _feel() -> Key:
    about = "Where it should be felt; a second line says how the last set should end."
    return Key("feel", KeyKind.TEXTS, about, "Side of the hip")


def _mistakes() -> Key:
    return Key("mistakes", KeyKind.TEXTS, "What often goes wrong.", "[The pelvis rolls back]")


def _switch_cue() -> Key:
    return Key(
        "switch_cue",
        KeyKind.LINE,
        "What to do when the side changes, with the new side as `{side}`.",
        "Roll over; {side} leg on top",
        spoken=True,
    )


def _figure() -> Key:
    return Key("figure", KeyKind.ID, "Which drawing to show.", "clamshell")


def _sources() -> Key:
    return Key("sources", KeyKind.PARTS, "Where this comes from.", "[{title: My physiotherapist}]", part=SOURCE)


def _stop_if(otherwise: str = "") -> Key:
    return Key("stop_if", KeyKind.TEXTS, f"When to stop{otherwise}.", "[Sharp pain]")


def _equipment(otherwise: str = "") -> Key:
    return Key("equipment", KeyKind.TEXTS, f"What is needed{otherwise}.", "[mat]")


def _afterwards() -> Key:
    return Key(
        "afterwards",
        KeyKind.LINE,
        "What to do when it is over, in at most eight words: said first in whatever follows.",
        "Sit down, then take the loop off",
        spoken=True,
    )


def _notes() -> Key:
    return Key("notes", KeyKind.TEXT, "For whoever writes the file; shown nowhere.", "Ask about the left side")


def _id(example: str) -> Key:
    return Key(
        "id",
        KeyKind.ID,
        "A stable short name, under which it is logged; made from the name where it is missing.",
        example,
    )


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
_FRAME_WORDS = (
    ("preparation", "prepare"), ("getready", "prepare"), ("gear", "equipment"), ("after", "afterwards"),
    ("finally", "afterwards"), ("cleanup", "afterwards"), ("finish", "afterwards"), ("atend", "afterwards"),
)  # fmt: skip


def _part(name: str, keys: tuple[Key, ...], *words: tuple[str, str]) -> Part:
    """A part with those of the words that mean one of its keys without being a key."""
    names = {key.name for key in keys}
    return Part(name, keys, tuple(pair for pair in words if pair[1] in names and pair[0] not in names))


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

INSTEAD = _part(
    "replacement",
    (_setup(), _cues(), _feel(), _mistakes(), _switch_cue(), _figure()),
    *_TEXT_WORDS,
)

MODIFICATION = _part(
    "modification",
    (
        _id("smaller"),
        Key("name", KeyKind.LINE, "What it is called.", "With a towel", required=True),
        Key("when", KeyKind.LINE, "When it suits.", "If your hands do not reach"),
        Key("cues", KeyKind.CUES, "Added after the exercise's own.", "[Pull with the towel]", part=CUE, spoken=True),
        Key("instead", KeyKind.PART, "Texts that replace the exercise's own.", "{setup: [Sit]}", part=INSTEAD),
        Key("group", KeyKind.ID, "At most one modification of a group is on.", "range"),
        Key("conflicts", KeyKind.IDS, "Modifications that it cannot be on with, by their ids.", "[larger-range]"),
        _sets(),
        _reps(),
        _hold(),
        _rest(),
        _tempo(),
        _switch(otherwise=_THE_LONGEST),
        _prepare(otherwise=_THE_LONGEST),
        _equipment(" in place of what the exercise needs; of several that are on, all of it"),
        _stop_if(", besides what the exercise says"),
        _afterwards(),
    ),
    *_DOSE_WORDS,
    *_TEXT_WORDS,
    *_FRAME_WORDS,
    ("title", "name"),
    ("conflict", "conflicts"),
    ("replace", "instead"),
)

_EXERCISE_KEYS = (
    _id("leg-lift"),
    Key("name", KeyKind.LINE, "What it is called; spoken, so keep it short.", "Side-lying leg lift", spoken=True),
    Key("why", KeyKind.TEXT, "What it is good for.", "Steadies the pelvis."),
    _setup(),
    _cues(),
    _feel(),
    _mistakes(),
    _stop_if(),
    _equipment(),
    Key(
        "trains",
        KeyKind.CHOICES,
        "What it works on, for the hip; an aim is held against it.",
        "[steady-pelvis]",
        choices=Trains,
    ),
    _figure(),
    Key("position", KeyKind.CHOICE, "The position of the body.", "side-lying", choices=Position, default="other"),
    Key(
        "side",
        KeyKind.CHOICE,
        "Which sides: `each` is the whole dose on each, `none` both sides together, or no side.",
        "each",
        choices=Sides,
        default="none",
    ),
    Key(
        "order",
        KeyKind.CHOICE,
        "How the sets of both sides follow each other; only with `side: each`.",
        "swap_each_set",
        choices=Order,
        default="swap_each_set",
    ),
    Key(
        "first",
        KeyKind.CHOICE,
        "Which side begins, or `alternate` from session to session; only with `side: each`.",
        "left",
        choices=First,
        default="left",
    ),
    _switch_cue(),
    _sets("1"),
    _reps(),
    _hold(),
    _tempo("lift 2, pause 1, lower 2"),
    _rest(_WITHOUT_REST),
    _switch("10 s"),
    _prepare("15 s"),
    _afterwards(),
    _advance("auto"),
    _sources(),
    Key("easier", KeyKind.PARTS, "Easier forms of it.", "[{id: smaller, name: Smaller movement}]", part=MODIFICATION),
    Key("harder", KeyKind.PARTS, "Harder forms of it.", "[{id: band, name: With a band}]", part=MODIFICATION),
    Key("with", KeyKind.IDS, "Modifications that are on from the start, by their ids.", "[smaller]"),
    _notes(),
)
_EXERCISE_WORDS = (
    *_DOSE_WORDS, *_TEXT_WORDS, *_FRAME_WORDS, ("title", "name"), ("exercise", "name"), ("label", "name"),
    ("sides", "side"), ("leg", "side"), ("alternate", "order"), ("purpose", "why"), ("reason", "why"),
    ("description", "why"), ("summary", "why"), ("source", "sources"), ("links", "sources"), ("link", "sources"),
    ("url", "sources"), ("easy", "easier"), ("regressions", "easier"), ("regression", "easier"), ("hard", "harder"),
    ("progressions", "harder"), ("progression", "harder"), ("modifications", "easier"), ("modification", "with"),
    ("include", "use"), ("import", "use"), ("library", "use"), ("from", "use"),
)  # fmt: skip

EXERCISE = _part(
    "exercise",
    (Key("use", KeyKind.USE, "An exercise of the library, by its id.", "clamshell"), *_EXERCISE_KEYS),
    *_EXERCISE_WORDS,
)

SAFETY = Part(
    "safety part",
    (
        Key("before", KeyKind.TEXTS, "Whom to ask and what to check before starting.", "[Ask after an operation]"),
        _stop_if(),
        Key(
            "get_help_if",
            KeyKind.TEXTS,
            "When to get help, in place of our two lists of when to see a doctor; that of emergencies always stands.",
            "[The new joint feels loose]",
        ),
    ),
    (("stop", "stop_if"), ("help", "get_help_if"), ("gethelp", "get_help_if"), ("warning", "before")),
)

DEFAULTS = Part(
    "defaults part",
    (_prepare("15 s"), _switch("10 s"), _rest(_WITHOUT_REST), _advance("auto")),
    (("preparation", "prepare"), ("pause", "rest"), ("break", "rest"), ("recovery", "rest"), ("resttime", "rest")),
)

_VERSION = Key(
    "hipcoach", KeyKind.VERSION, "The number of the format.", str(FORMAT), required=True, low=FORMAT, high=FORMAT
)

SESSION = Part(
    "session",
    (
        _VERSION,
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
        _equipment(),
        Key("per_week", KeyKind.COUNTS, "How often a week; daily is 7.", "2-3", low=1, high=21),
        _sources(),
        Key(
            "safety",
            KeyKind.PART,
            "Safety texts of its own, in place of those about the hip.",
            "{stop_if: [Sharp pain]}",
            part=SAFETY,
        ),
        Key(
            "defaults",
            KeyKind.PART,
            "What exercises get that do not say it themselves.",
            "{rest: 30 s}",
            part=DEFAULTS,
        ),
        Key("exercises", KeyKind.PARTS, "The exercises, in order.", "[{use: clamshell}]", required=True, part=EXERCISE),
        _notes(),
    ),
    (
        ("version", "hipcoach"), ("format", "hipcoach"), ("schema", "hipcoach"), ("name", "title"),
        ("session", "title"), ("label", "title"), ("description", "summary"), ("about", "summary"),
        ("purpose", "goal"), ("type", "aim"), ("target", "aim"), ("difficulty", "level"), ("intensity", "level"),
        ("gear", "equipment"), ("frequency", "per_week"), ("weekly", "per_week"), ("timesperweek", "per_week"),
        ("source", "sources"), ("links", "sources"), ("link", "sources"), ("url", "sources"),
        ("warnings", "safety"), ("default", "defaults"), ("steps", "exercises"), ("items", "exercises"),
        ("workout", "exercises"), ("routine", "exercises"), ("note", "notes"), ("comment", "notes"),
        ("comments", "notes"),
    ),
)  # fmt: skip

LIBRARY_EXERCISE = _part(
    "library exercise", (_VERSION, *_EXERCISE_KEYS), ("version", "hipcoach"), ("format", "hipcoach"), *_EXERCISE_WORDS
)

PARTS = (SESSION, EXERCISE, MODIFICATION, INSTEAD, SAFETY, DEFAULTS, SOURCE, CUE)
"""All parts, to find the one that a misplaced key belongs to."""
