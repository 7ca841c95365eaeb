"""Checks of what the content says; each returns complaints, so that it can be shown to complain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from hipcoach.engine.plan import PlannedExercise
from hipcoach.session.model import Aim, Exercise, Modification, Moment, Session, Trains

SPOKEN = ("setup", "cue", "feel", "switch_cue", "afterwards")
"""Kinds of text that someone follows by ear."""

COACHED = (*SPOKEN, "mistakes", "stop_if")
"""Kinds of text that someone sees or hears while exercising."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a user sees or hears."""

    where: str
    kind: str
    say: str
    at: Moment | None = None

    def __str__(self) -> str:
        return f"{self.where} {self.kind}: {self.say!r}"


def texts_of_session(session: Session) -> Iterator[Text]:
    """Everything a user sees of a session; the notes are private, and the sources have titles of their own."""
    where = session.title
    yield Text(where, "title", session.title)
    for kind, say in (("summary", session.summary), ("goal", session.goal)):
        if say is not None:
            yield Text(where, kind, say)
    for say in session.equipment:
        yield Text(where, "equipment", say)
    if session.safety is not None:
        for say in (*session.safety.before, *session.safety.stop_if, *session.safety.get_help_if):
            yield Text(where, "safety", say)
    for exercise in session.exercises:
        yield from texts_of_exercise(exercise)


def texts_of_exercise(exercise: Exercise) -> Iterator[Text]:
    """Everything a user sees of an exercise, its modifications included."""
    where = exercise.id
    yield Text(where, "name", exercise.name)
    if exercise.why is not None:
        yield Text(where, "why", exercise.why)
    for say in exercise.equipment:
        yield Text(where, "equipment", say)
    yield from _coached(where, exercise)
    for modification in exercise.modifications:
        inside = f"{where} {modification.id}"
        yield Text(inside, "name", modification.name)
        if modification.when is not None:
            yield Text(inside, "when", modification.when)
        for say in modification.equipment or ():
            yield Text(inside, "equipment", say)
        for say in modification.stop_if:
            yield Text(inside, "stop_if", say)
        if modification.afterwards is not None:
            yield Text(inside, "afterwards", modification.afterwards)
        for cue in modification.cues:
            yield Text(inside, "cue", cue.say, cue.at)
        instead = modification.instead
        for cue in instead.cues or ():
            yield Text(inside, "cue", cue.say, cue.at)
        for kind in ("setup", "feel", "mistakes"):
            for say in getattr(instead, kind) or ():
                yield Text(inside, kind, say)
        if instead.switch_cue is not None:
            yield Text(inside, "switch_cue", instead.switch_cue)


def texts_of_planned(exercise: PlannedExercise) -> Iterator[Text]:
    """What a user is coached with, the modifications that are on worked in."""
    return _coached("+".join((exercise.id, *exercise.modifications)), exercise)


def _coached(where: str, exercise: Exercise | PlannedExercise) -> Iterator[Text]:
    for cue in exercise.cues:
        yield Text(where, "cue", cue.say, cue.at)
    for kind in ("setup", "feel", "mistakes", "stop_if"):
        for say in getattr(exercise, kind):
            yield Text(where, kind, say)
    for kind in ("switch_cue", "afterwards"):
        if (say := getattr(exercise, kind)) is not None:
            yield Text(where, kind, say)


def combinations_of(exercise: Exercise) -> Iterator[tuple[str, ...]]:
    """Every set of modifications that may be on at once, none of them included."""
    offered = exercise.modifications
    for number in range(len(offered) + 1):
        for chosen in combinations(offered, number):
            if not any(exclude(one, two) for one, two in combinations(chosen, 2)):
                yield tuple(modification.id for modification in chosen)


def exclude(one: Modification, two: Modification) -> bool:
    """Whether two modifications may not be on at once."""
    same_group = one.group is not None and one.group == two.group
    return same_group or two.id in one.conflicts or one.id in two.conflicts


# Words ------------------------------------------------------------------------------------------------------------

PRAISE = r"great|good (job|form|work)|well done|perfect\w*|excellent|awesome|amazing|beautiful\w*|brilliant|bravo|proud"
PROMISE = r"fix\w*|cur(e|es|ed|ing)|heal(s|ed|ing)?|treat\w*|diagnos\w*|correct\w*|guarantee\w*|promis\w*|pain-free"
NEGATIVE = r"don'?t|do not|never|avoid\w*|must not|not|without|no"
DEEP = r"piriformis|gemell\w*|obturator\w*|quadratus|femoris|gluteus|minimus|medius|psoas|iliopsoas|deep six|rotators?"


def wording(text: Text) -> list[str]:
    """Complaints about the words of a text."""
    complaints = []
    for what, pattern, kinds in (
        ("names a side", r"left|right", None),
        ("praises", PRAISE, None),
        ("promises", PROMISE, None),
        ("says what is not to be done", NEGATIVE, SPOKEN),
        ("names a deep muscle", DEEP, COACHED),
    ):
        if (kinds is None or text.kind in kinds) and re.search(rf"\b({pattern})\b", text.say, re.IGNORECASE):
            complaints.append(f"{what}: {text}")
    if re.search(r"[{}]", re.sub(r"\{(side|other)\}", "", text.say)):
        complaints.append(f"has a placeholder that means nothing: {text}")
    if text.kind not in COACHED and re.search(r"\{", text.say):
        complaints.append(f"has a placeholder where no side is known: {text}")
    return complaints


def length(text: Text) -> list[str]:
    """Complaints about the length of a text: eight words at most where it is heard, a line where it is read."""
    if text.kind in SPOKEN and len(text.say.split()) > 8:
        return [f"over 8 words: {text}"]
    if len(text.say) > 120:
        return [f"over 120 characters: {text}"]
    return []


# Sides and directions ----------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[str, ...]] = {
    # {side} is the crossed ankle's hip; the uncrossed leg is drawn in.
    "figure-four": (
        r"\{other\} (ankle|foot) (across|over)",
        r"across your \{side\}",
        r"(draw|pull) (in )?your \{side\}",
        r"behind your \{side\}",
        r"\bcloser\b|\bthe other (knee|thigh)\b",
        r"\{side\} foot flat",
        r"(stretch in|on) your \{other\}",
        r"\bbounce\b",
    ),
    # {side} is the back leg's hip, whose knee is down.
    "kneeling-lunge": (
        r"\{other\} (knee|glute|hip)",
        r"\{side\} foot",
        r"(under|on) your \{other\}",
        r"\bshift\b|\bstand\b",
        r"(front of|squeeze) your \{other\}",
        r"\b(arch your|belt buckle down|stick)\b",
    ),
    # {side} is on top; one lies on the other.
    "clamshell": (
        r"lie on your \{side\}",
        r"\{other\} (hip|knee)",
        r"\{side\} hip (below|underneath|on the mat|down)",
        r"top knee (down|to the (floor|mat))",
        r"heels apart|open your heels|roll back",
    ),
    # {side} is raised; its knee is still and its foot swings out, away from the other leg.
    "banded-internal-rotation": (
        r"\binwards?\b",
        r"\b(foot|shin|ankle|lower leg)\b.*\b(in|inside|across)\b",
        r"\b(toward|to) (the|your) (\{other\}|other|standing|midline|middle)",
        r"knee (still )?(out|swings|moves|turns|in)\b",
        r"(stand|support) on your \{side\}",
        r"support \{side\}",
        r"\{other\} foot (lightly )?off the floor",
        r"\{other\} (thigh|knee)",
        r"\{other\} foot (swings|out|moves|travels)",
        r"foot (travels )?away from your \{side\}",
    ),
    # {side} moves: its flat foot lifts toward the opposite knee; the other foot is tucked.
    "seated-external-rotation": (
        r"\{other\} foot (flat|up|lifts|slides|glides)|\{other\}, flat|\{other\} flat",
        r"\{side\} (foot )?(back|beneath|under|tucked)",
        r"(toward|to) (your |the )?\{side\} knee",
        r"\b(glide|slide|lift) (your |the )?\{other\}",
        r"foot (swings|slides|glides|moves)? ?(out|outward|away)\b",
        r"\{other\} (hip|knee glides|ankle|side|(front )?chair leg)",
        r"knee glides in\b",
        r"\binwards?\b",
    ),
}

FEET_STAY_DOWN = (
    r"\bthigh\b",
    r"\b(foot|feet) (up|back|beneath|lifts?)\b",
    r"\bglide \{side\} foot\b",
    r"\blift",
    r"\b(higher|top)\b",
)
"""What is wrong, besides, where both feet stay down and the knee glides out."""

MISTAKE = re.compile(r"^[^:]+: ")
"""A mistake says first what goes wrong, then what to do instead."""


def direction(exercise: str, on: Iterable[str], text: Text) -> list[str]:
    """Complaints about a text that sends the wrong leg, or the leg the wrong way."""
    say = text.say
    if text.kind == "stop_if":
        return []
    if text.kind == "mistakes":
        say = MISTAKE.sub("", say)
    wrong = WRONG[exercise]
    if exercise == "seated-external-rotation" and "knee-out" in on:
        wrong += FEET_STAY_DOWN
    if exercise == "banded-internal-rotation" and text.kind == "cue" and text.at is Moment.END:
        # As it ends the foot comes back: that, and only that, is "in".
        say = re.sub(r"^Foot in slowly\b", "", say)
    return [f"wrong way ({pattern}): {text}" for pattern in wrong if re.search(pattern, say, re.IGNORECASE)]


NEEDED: dict[str, tuple[tuple[str, str], ...]] = {
    "figure-four": (
        ("setup", r"^\{side\} ankle across your \{other\} knee$"),
        ("feel", r"\{side\} buttock"),
        ("switch_cue", r"\{side\} ankle over your \{other\} knee$"),
    ),
    "figure-four on the back": (
        ("setup", r"behind your \{other\} thigh"),
        ("start", r"^Draw your \{other\} thigh toward your chest$"),
    ),
    "figure-four chair": (("setup", r"\{other\} foot flat"), ("start", r"Lean forward")),
    "kneeling-lunge": (
        ("setup", r"^Kneel on your \{side\} knee, pad under it$"),
        ("setup", r"^\{other\} foot flat in front\b"),
        ("start", r"^Squeeze \{side\} glute"),
        ("feel", r"Front of your \{side\} hip"),
        ("switch_cue", r"\{side\} knee on pad, \{other\} foot forward$"),
    ),
    "clamshell": (
        # Right after "left side" it is heard on which one to lie: it has to say which hip is meant.
        ("setup", r"^Lie on your \{other\} side, \{side\} hip up$"),
        ("setup", r"^Head supported\b"),
        ("setup", r"[Hh]eels touching, hips stacked$"),
        ("start", r"Top knee to the ceiling"),
        ("middle", r"Heels stay together"),
        ("switch_cue", r"^Knees together, roll over; \{side\} hip on top$"),
    ),
    "banded-internal-rotation": (
        ("setup", r"loop around both ankles"),
        ("start", r"^Knee still, \{side\} foot swings out"),
        ("middle", r"away from your \{other\} leg"),
        ("end", r"^Foot in slowly"),
        ("feel", r"\{side\} hip"),
    ),
    "banded-internal-rotation standing": (
        ("setup", r"^\{side\} thigh level"),
        ("setup", r"^Tap down whenever you wobble$"),
        ("afterwards", r"^Sit down, then take the loop off$"),
    ),
    "banded-internal-rotation one hand": (
        ("setup", r"^Stand on your \{other\} leg$"),
        ("setup", r"^Support on your \{other\} side$"),
        ("switch_cue", r"^Feet down, turn, support \{other\}; lift \{side\} knee$"),
    ),
    "banded-internal-rotation two hands": (
        ("setup", r"^Stand on your \{other\} leg, support in front$"),
        ("setup", r"^Both hands on it, arms long$"),
        ("switch_cue", r"^Both feet down, then \{side\} knee up$"),
    ),
    "banded-internal-rotation seated": (
        ("setup", r"\{other\} foot stays planted$"),
        ("setup", r"^\{side\} foot lightly off the floor$"),
        ("afterwards", r"^Both feet down, then take the loop off$"),
        ("switch_cue", r"^Feet down; other foot now: \{side\}$"),
    ),
    "seated-external-rotation": (("feel", r"^\{side\} hip and buttock working$"),),
    "seated-external-rotation foot up": (
        ("setup", r"^\{other\} foot back beneath the seat$"),
        ("setup", r"\{side\} (foot|ankle in, foot) flat\b"),
        ("start", r"^Glide \{side\} foot up toward \{other\} knee$"),
        ("middle", r"Thigh heavy on the seat"),
        ("middle", r"Back of the knee"),
        ("end", r"^Foot down slowly"),
    ),
    "clamshell band": (
        ("setup", r"^Sit: band above both knees$"),
        ("afterwards", r"^Sit up, then take the band off$"),
    ),
    "seated-external-rotation band": (
        ("afterwards", r"^Foot flat, then take the loop off$"),
        ("setup", r"^Wind loop around the \{side\} front chair leg$"),
        ("switch_cue", r"^Loop to the \{side\} chair leg; swap feet$"),
    ),
    "seated-external-rotation knee-out": (
        ("setup", r"^Both feet flat"),
        ("start", r"^\{side\} knee glides out$"),
        ("middle", r"^Both feet stay down$"),
        ("end", r"^Knee back in slowly$"),
        ("switch_cue", r"^Other knee now: \{side\}$"),
    ),
}


def needed(exercise: str, on: Iterable[str], texts: Iterable[Text]) -> list[str]:
    """Complaints about what an exercise has to say, with the modifications that are on, and does not."""
    match exercise:
        case "figure-four":
            form = "chair" if "chair" in on else "on the back"
        case "banded-internal-rotation":
            form = "seated" if "seated" in on else "standing"
        case "seated-external-rotation":
            form = "knee-out" if "knee-out" in on else "foot up"
        case _:
            form = ""
    wanted = NEEDED[exercise] + NEEDED.get(f"{exercise} {form}", ())
    if form == "standing":
        wanted += NEEDED[f"{exercise} {'two hands' if 'two-hands' in on else 'one hand'}"]
    if "band" in on:
        wanted += NEEDED[f"{exercise} band"]
    said = [(text.at.value if text.kind == "cue" and text.at else text.kind, text.say) for text in texts]
    return [
        f"{exercise} ({form}) says nowhere in {kind}: {pattern}"
        for kind, pattern in wanted
        if not any(kind == of and re.search(pattern, say) for of, say in said)
    ]


def one_start_one_end(texts: Iterable[Text]) -> list[str]:
    """Complaints unless work begins with one cue, has some form cues on the way, and ends with one."""
    moments = [text.at for text in texts if text.kind == "cue"]
    complaints = []
    if moments.count(Moment.START) != 1 or moments[0] is not Moment.START:
        complaints.append(f"not exactly one cue to begin with: {moments}")
    if moments.count(Moment.END) != 1:
        complaints.append(f"not exactly one cue to end with: {moments}")
    if Moment.MIDDLE not in moments:
        complaints.append(f"no form cue: {moments}")
    if None in moments:
        complaints.append(f"a cue without its moment: {moments}")
    return complaints


# Aims -------------------------------------------------------------------------------------------------------------

RELEASE = {Trains.LENGTHEN_EXTERNAL_ROTATORS, Trains.LENGTHEN_HIP_FLEXORS}


def aim(session: Session) -> list[str]:
    """Complaints about a session whose exercises do not go with its aim, or with one another."""
    trained = [trains for exercise in session.exercises for trains in exercise.trains]
    complaints = []
    if session.aim is None:
        complaints.append("it has no aim")
    if session.aim is Aim.NEUTRAL_ALIGNMENT:
        if Trains.STRENGTHEN_EXTERNAL_ROTATORS in trained:
            complaints.append("alignment strengthens the external rotators")
        release = [bool(RELEASE.intersection(exercise.trains)) for exercise in session.exercises]
        if release != sorted(release, reverse=True):
            complaints.append("strength comes before release")
    if session.aim is Aim.EXTERNAL_ROTATION and Trains.STRENGTHEN_INTERNAL_ROTATORS in trained:
        complaints.append("external rotation strengthens the internal rotators")
    if session.aim is Aim.BALANCED and not {
        Trains.STRENGTHEN_EXTERNAL_ROTATORS,
        Trains.STRENGTHEN_INTERNAL_ROTATORS,
    }.issubset(trained):
        complaints.append("balance needs both directions")
    if len(session.exercises) > 4:
        complaints.append("more than four exercises")
    return complaints
