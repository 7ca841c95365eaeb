"""What people write that no key says, and what to write instead; imported only when there is an unknown key."""

from __future__ import annotations

from msgspec import Struct

from hipcoach.session.amounts import counts, tidy
from hipcoach.session.keys import ENCLOSED, EXERCISE, LIBRARY_EXERCISE, MODIFICATION, SESSION
from hipcoach.session.nodes import Node, Text
from hipcoach.session.part import Part
from hipcoach.session.programme_keys import PHASE, PROGRAMME, WEEK_ENTRY
from hipcoach.text.characters import shown

LONGEST_LINK = 60
"""The most characters of a link that the help repeats."""


class Tried(Struct, frozen=True):
    """The help for a word, and the keys that it stands in for, so that none of them is called missing."""

    help: str
    meant: tuple[str, ...] = ()


_GROUP = (
    "exercises that take turns stand in a group, in the list of `exercises`: `- group: Circuit`, and below it "
    "`rounds: 3` and `exercises:`"
)
_OPEN = (
    "write the least and a plus sign: `reps: 10+` is at least ten, then as many as are good, `hold: 20+ s` at least "
    "20 s; as many as are good in five minutes is `time: 5 min`"
)
_SIDES = "write `side: each` for the whole dose on each side, or `side: none` for both sides together"
_WEEKS = (
    "a file is one session; how often it is done stands at the top, as in `per_week: 3`, and which sessions are done "
    "in which weeks says a programme, a file of its own in the folder `programmes`"
)
_NAMES_SESSIONS = (
    "a programme names sessions, as in `each_week: [{session: release, times: 3}]`; exercises stand in the file of the "
    "session"
)
_NO_WEEKDAYS = (
    "a programme goes by what was done, not by days: write on how many days a week, `times: 2-3`, and how many lie "
    "between, `apart: 1`"
)
_HOW_OFTEN = "how often a week is `times`, as in `times: 2-3`"
_IN_A_WEEK = "this stands in `each_week`, as in `each_week: [{session: release, times: 3, dose: low}]`"
_BEGINS = "take it out: a programme begins on the day on which somebody begins it"
_HOW_LONG = "take it out: each phase says how long it lasts, as in `weeks: 4`"
_BY_OFFERS = "take it out: a higher dose is offered by itself, or stands in the next phase, as in `dose: middle`"
_REST_DAYS = "take it out: on a day on which nothing is due, the programme says so by itself"
_PICTURE = (
    "pictures and films are not shown: `figure: clamshell` names one of the drawings that there are, and a link goes "
    "into `sources: [{title: Picture, url: https://example.org}]`"
)
_LOAD = "write `load: 2 kg`, or in words `load: light band`"


def _all(words: str, tried: Tried) -> dict[str, Tried]:
    return dict.fromkeys(words.split(), tried)


_ANYWHERE = {
    **_all("week weeks phase phases programme program schedule", Tried(_WEEKS)),
    **_all("image images picture photo video film gif", Tried(_PICTURE, ("figure",))),
}
"""Words for which the help is the same in a session and in its exercises."""

_EXERCISE = {
    **_ANYWHERE,
    **_all("round rounds", Tried(f"for this exercise alone write `sets: 3`; {_GROUP}", ("sets",))),
    **_all("section circuit superset block triset", Tried(_GROUP, ("name", "reps"))),
    "exercises": Tried(f"only a group has exercises of its own; {_GROUP}", ("reps",)),
    **_all("weight weights kg lb resistance dumbbell kettlebell", Tried(_LOAD, ("load",))),
    **_all("until amrap max maximum tofailure untilfailure failure asmanyaspossible", Tried(_OPEN, ("reps", "hold"))),
    **_all("eachside perside both bothsides bilateral unilateral leftandright", Tried(_SIDES, ("side",))),
    "library": Tried(
        "`library:` stands at the beginning of a line, beside `exercises:`; here write `use: clamshell`", ("use",)
    ),
}

_SESSION = {
    **_ANYWHERE,
    **_all(
        "group groups round rounds section sections circuit circuits superset supersets block blocks",
        Tried(_GROUP, ("exercises",)),
    ),
    **_all("weight weights load loads", Tried(f"a load stands with its exercise: {_LOAD}")),
    **_all("until amrap", Tried(f"that stands with an exercise: {_OPEN}")),
    **_all("side sides eachside both bothsides", Tried(f"sides stand with an exercise: {_SIDES}")),
}

_WRITTEN_OUT = {
    "use": Tried(
        "an exercise of a library is written out, with its `name` and dose, in place of `use`", ("name", "reps")
    ),
    "hipcoach": Tried("the format stands once, at the top of the file; take it out here"),
}

_PROGRAMME = {
    **_all("exercises exercise use sets reps hold figure", Tried(_NAMES_SESSIONS, ("session", "times"))),
    **_all(
        "day days weekday weekdays monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat "
        "sun on when everyday daily",
        Tried(_NO_WEEKDAYS, ("each_week", "times")),
    ),
    **_all("start begin begins from startdate until end enddate date", Tried(_BEGINS)),
    **_all("progression progressions progress increase deload", Tried(_BY_OFFERS)),
    **_all("restday restdays dayoff daysoff pauseweek", Tried(_REST_DAYS)),
}
"""Words for which the help is the same in all of a programme."""

_WEEK_ENTRY = {
    **{word: told for word, told in _PROGRAMME.items() if word != "restdays"},
    **_all("time", Tried(_HOW_OFTEN, ("times",))),
}
"""The words for an entry of a week, where one means a key."""

_BY_PART: dict[str, dict[str, Tried]] = {
    SESSION.name: _SESSION,
    EXERCISE.name: _EXERCISE,
    MODIFICATION.name: _EXERCISE,
    ENCLOSED.name: {**_EXERCISE, **_WRITTEN_OUT},
    LIBRARY_EXERCISE.name: {**_EXERCISE, **_WRITTEN_OUT},
    PROGRAMME.name: {
        **_PROGRAMME,
        **_all("duration durationweeks weeksduration totalweeks length numberofweeks", Tried(_HOW_LONG)),
    },
    PHASE.name: {**_PROGRAMME, **_all("session times dose with apart", Tried(_IN_A_WEEK, ("each_week",)))},
    WEEK_ENTRY.name: _WEEK_ENTRY,
}


def session_as_key(name: Text, value: Node, part: Part) -> Tried | None:
    """The help for `- release: 3`, the name of a session with how often; `None` for anything else."""
    if part is not WEEK_ENTRY or not isinstance(value, Text) or counts(tidy(value.text)) is None:
        return None
    return Tried(
        f"write `session: {shown(name.text)}`, and below it `times: {shown(value.text)}`", ("session", "times")
    )


def tried(word: str, part: Part, value: Node) -> Tried | None:
    """The help for a word that is no key of a part, without blanks and hyphens; `None` if it has none of its own."""
    if word in ("url", "link", "href", "website") and part.find("sources") is not None:
        link = "https://example.org"
        if (
            isinstance(value, Text)
            and value.text.startswith(("http://", "https://"))
            and len(value.text) <= LONGEST_LINK
        ):
            link = shown(value.text)
        return Tried(f"write `sources: [{{title: Where it is from, url: {link}}}]`", ("sources",))
    return _BY_PART.get(part.name, {}).get(word)
