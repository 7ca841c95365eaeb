"""The values that a session file is read into: frozen, complete, free of YAML.

Built-in defaults are already filled in, so that no user of these values has to deal with missing keys. Times are whole
seconds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, Struct
from msgspec.structs import replace

from hipcoach.session.loads import Mass
from hipcoach.session.sides import Affected as Affected
from hipcoach.session.sides import First as First
from hipcoach.session.sides import Order as Order
from hipcoach.session.sides import Side as Side
from hipcoach.session.sides import Sides as Sides

MOST = 1_000_000_000
"""The largest number that a plan or a log may hold, 30 years in seconds; larger ones can break date arithmetic."""

EVERY_DAY = 7
"""The days of a week."""

Whole = Annotated[int, Meta(ge=0, le=MOST)]
"""A whole number that is not negative; checked where one is read from a plan or a log."""


class Advance(StrEnum):
    """Whether the next work begins by itself or waits for the person."""

    AUTO = "auto"
    WAIT = "wait"


class Aim(StrEnum):
    """What a session is for."""

    NEUTRAL_ALIGNMENT = "neutral-alignment"
    EXTERNAL_ROTATION = "external-rotation"
    BALANCED = "balanced"
    GENERAL = "general"


class SessionLevel(StrEnum):
    """How demanding a session is."""

    GENTLE = "gentle"
    MODERATE = "moderate"
    STRONG = "strong"


class Position(StrEnum):
    """The position of the body in an exercise."""

    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    HALF_KNEELING = "half-kneeling"
    STANDING = "standing"
    SEATED = "seated"
    PRONE = "prone"
    OTHER = "other"

    @property
    def on_the_floor(self) -> bool:
        """Whether one has to get down to the floor for it."""
        return self in (Position.SUPINE, Position.SIDE_LYING, Position.HALF_KNEELING, Position.PRONE)


class Trains(StrEnum):
    """What an exercise works on."""

    LENGTHEN_EXTERNAL_ROTATORS = "lengthen-external-rotators"
    LENGTHEN_HIP_FLEXORS = "lengthen-hip-flexors"
    STRENGTHEN_INTERNAL_ROTATORS = "strengthen-internal-rotators"
    STRENGTHEN_EXTERNAL_ROTATORS = "strengthen-external-rotators"
    STEADY_PELVIS = "steady-pelvis"


class Moment(StrEnum):
    """When a cue is given: as work begins, in the middle of it, or as it ends."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Dose(StrEnum):
    """Where the target lies within each range."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


DOSES = tuple(Dose)
"""The doses, the lowest first."""


class Range(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A prescribed amount: from `low` on the set counts as done, and it never goes beyond `high`.

    A plan and a log have it as its two ends.
    """

    open: ClassVar[bool] = False
    """Whether there is no end but the person's: see `AtLeast`."""

    low: Whole
    high: Whole

    def __post_init__(self) -> None:
        """ValueError if the lower end does not come first."""
        if self.low > self.high:
            raise ValueError("a range has its lower end first")

    def __str__(self) -> str:
        """Such as `3-4`, or a single number."""
        return f"{self.low}" if self.low == self.high else f"{self.low}-{self.high}"

    @property
    def sets(self) -> tuple[Range, ...]:
        """The amounts that differ from set to set: only this one."""
        return (self,)

    def of_set(self, number: int) -> Range:
        """The amount of a set, counted from 1: the same for all."""
        return self

    def targets(self, dose: Dose) -> tuple[int, ...]:
        """The targets that differ from set to set, for a dose."""
        return (self.target(dose),)

    def target(self, dose: Dose) -> int:
        """The target for a dose; the middle is rounded down."""
        match dose:
            case Dose.LOW:
                return self.low
            case Dose.MIDDLE:
                return (self.low + self.high) // 2
            case Dose.HIGH:
                return self.high


class AtLeast(Range, frozen=True, array_like=True, forbid_unknown_fields=True):
    """An open end: at least `low`, then as long as form holds; `high` is the most that its key allows."""

    open: ClassVar[bool] = True

    def target(self, dose: Dose) -> int:
        """The low end, whatever the dose."""
        return self.low


class SetBySet(Struct, frozen=True):
    """An amount for each set, in the order of doing them; there is at least one."""

    sets: tuple[Range, ...]

    def of_set(self, number: int) -> Range:
        """The amount of a set, counted from 1; beyond the last one, that of the last."""
        return self.sets[min(number, len(self.sets)) - 1]

    def targets(self, dose: Dose) -> tuple[int, ...]:
        """The target of each set for a dose."""
        return tuple(amount.target(dose) for amount in self.sets)


Amounts = Range | SetBySet
"""What a file prescribes: one amount for all sets, or one for each."""


class Phase(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One part of a repetition; a plan and a log have it as a pair."""

    name: str
    """The spoken name, such as `lift`."""
    seconds: Whole


class Tempo(Struct, frozen=True):
    """The phases of one repetition, from the way out to the way back; without any, repetitions are self-paced."""

    phases: tuple[Phase, ...]
    held: int | None = None
    """The index of the phase that takes as long as the hold, whatever seconds it has here; the way back follows it."""

    @property
    def own(self) -> bool:
        """Whether the person sets the pace."""
        return not self.phases


BUILT_IN_TEMPO = Tempo((Phase("lift", 2), Phase("pause", 1), Phase("lower", 2)))
"""The tempo of repetitions without one of their own, and the one that self-paced sets are estimated with."""


class Cue(Struct, frozen=True):
    """A short instruction; without `at`, its place in the list decides when it is given."""

    say: str
    at: Moment | None = None


class Link(Struct, frozen=True):
    """The source of a prescription."""

    title: str
    url: str | None = None


class Instead(Struct, frozen=True):
    """The texts that a modification replaces; `None` leaves the exercise's own."""

    setup: tuple[str, ...] | None = None
    cues: tuple[Cue, ...] | None = None
    feel: tuple[str, ...] | None = None
    mistakes: tuple[str, ...] | None = None
    switch_cue: str | None = None
    figure: str | None = None


class Modification(Struct, frozen=True):
    """An easier or harder form of an exercise; `None` leaves an amount as it is."""

    id: str
    name: str
    when: str | None = None
    """When to choose it, as a sentence."""
    cues: tuple[Cue, ...] = ()
    """Added after the exercise's own."""
    instead: Instead = Instead()
    group: str | None = None
    """The group, of which at most one modification can be on."""
    conflicts: tuple[str, ...] = ()
    sets: Range | None = None
    reps: Amounts | None = None
    hold: Amounts | None = None
    time: Amounts | None = None
    rest: int | None = None
    tempo: Tempo | None = None
    switch: int | None = None
    prepare: int | None = None
    equipment: tuple[str, ...] | None = None
    """Replaces the exercise's own."""
    stop_if: tuple[str, ...] = ()
    """Added to the exercise's own."""
    afterwards: str | None = None
    load: str | None = None
    load_step: Mass | None = None


class Exercise(Struct, frozen=True):
    """An exercise with its dose, as this session prescribes it; it has `reps`, `hold` or both, or else `time`."""

    id: str
    """Unique in the session; the journal knows the exercise by it."""
    name: str
    library: str | None = None
    """Its id in the exercise library if it comes from there; history groups by it."""
    why: str | None = None
    feel: tuple[str, ...] = ()
    setup: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    mistakes: tuple[str, ...] = ()
    stop_if: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    trains: tuple[Trains, ...] = ()
    figure: str | None = None
    position: Position = Position.OTHER
    side: Sides = Sides.NONE
    order: Order = Order.SWAP_EACH_SET
    first: First = First.LEFT
    switch_cue: str | None = None
    sets: Range = Range(1, 1)
    """How many; where an amount is given set by set, as many as it has. In a group always one: a set in each round."""
    reps: Amounts | None = None
    hold: Amounts | None = None
    """Seconds: of the whole set, or of each repetition if `reps` is given too."""
    time: Amounts | None = None
    """Seconds of work that is no hold, such as walking."""
    tempo: Tempo = BUILT_IN_TEMPO
    rest: int = 30
    switch: int = 10
    prepare: int = 15
    afterwards: str | None = None
    """What to do when the exercise is over, whatever comes next."""
    advance: Advance = Advance.AUTO
    sources: tuple[Link, ...] = ()
    easier: tuple[Modification, ...] = ()
    harder: tuple[Modification, ...] = ()
    on: tuple[str, ...] = ()
    """Ids of the modifications that are on from the start (`with` in the file)."""
    notes: str | None = None
    """For the writer of the file; never shown."""
    load: str | None = None
    """A weight such as `2 kg`, as `Mass` writes it, or words such as `light band`."""
    load_step: Mass | None = None
    """How much heavier the next load is."""
    effort: Range | None = None
    """How hard it should feel, 0 to 10."""

    @property
    def amounts(self) -> tuple[Amounts, ...]:
        """What it prescribes of a set."""
        return tuple(amounts for amounts in (self.reps, self.hold, self.time) if amounts is not None)

    @property
    def modifications(self) -> tuple[Modification, ...]:
        """All modifications, in file order."""
        return self.easier + self.harder


def sets_of(sets: Range, *amounts: Amounts | None) -> Range:
    """How many sets there are: as many as an amount that is given set by set has, or else `sets`."""
    numbers = [len(each.sets) for each in amounts if isinstance(each, SetBySet)]
    return Range(max(numbers), max(numbers)) if numbers else sets


class Group(Struct, frozen=True):
    """Exercises that are done one after another, in rounds: a circuit, a superset, a warm-up.

    A round does one set of each of them, on each side where `side` says so.
    """

    id: str
    """Unique among the groups of the session; the journal knows the group by it."""
    name: str
    exercises: tuple[str, ...]
    """The ids of its exercises, in order."""
    rounds: Range = Range(1, 1)
    rest: int = 30
    """Seconds between two rounds."""
    side: Sides | None = None
    """`EACH`: all of it on one side, then all of it on the other; `None`: each exercise has its own side."""
    first: First = First.LEFT
    """The side that begins, if `side` is `EACH`."""
    notes: str | None = None
    """For the writer of the file; never shown."""


def in_rounds(exercise: Exercise, side: Sides | None) -> Exercise:
    """The exercise as a group does it: one set in a round, on the sides of the group if that says which."""
    return replace(
        exercise,
        side=side or exercise.side,
        order=exercise.order if side is None else Order.SWAP_EACH_SET,
        first=exercise.first if side is None else First.LEFT,
        sets=Range(1, 1),
        rest=0,
        easier=tuple(replace(change, sets=None, rest=None) for change in exercise.easier),
        harder=tuple(replace(change, sets=None, rest=None) for change in exercise.harder),
    )


class Safety(Struct, frozen=True):
    """A session's own safety texts."""

    before: tuple[str, ...] = ()
    """Whom to ask and what to check before starting."""
    stop_if: tuple[str, ...] = ()
    get_help_if: tuple[str, ...] = ()


class Session(Struct, frozen=True):
    """The content of a session file."""

    title: str
    exercises: tuple[Exercise, ...]
    """All exercises in the order of the file, those of groups too."""
    groups: tuple[Group, ...] = ()
    """The groups, in the order of the file; their exercises follow each other."""
    summary: str | None = None
    goal: str | None = None
    aim: Aim | None = None
    level: SessionLevel | None = None
    equipment: tuple[str, ...] = ()
    per_week: Range | None = None
    """How many times a week; with `per_day`, on how many days."""
    per_day: Range | None = None
    """How many times on each of those days."""
    language: str | None = None
    """The code of the language of its texts; `None`: English."""
    sources: tuple[Link, ...] = ()
    safety: Safety | None = None
    """`None`: the built-in safety texts apply."""
    notes: str | None = None
