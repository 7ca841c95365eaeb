"""The values a session file is read into: frozen, complete, free of YAML.

Built-in defaults are already filled in; whoever holds these values never asks "and if it is missing?".
Times are whole seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The target hip (or leg, or shoulder) of a set; `NONE` works both together."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"

    @property
    def other(self) -> Side:
        """The opposite side; `NONE` has none but itself."""
        match self:
            case Side.LEFT:
                return Side.RIGHT
            case Side.RIGHT:
                return Side.LEFT
            case Side.NONE:
                return Side.NONE


class Sides(StrEnum):
    """Which sides an exercise is prescribed for; with `EACH` the whole dose is done on each."""

    EACH = "each"
    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


class Order(StrEnum):
    """How the sets of an exercise on each side alternate."""

    SWAP_EACH_SET = "swap_each_set"
    ONE_SIDE_THEN_OTHER = "one_side_then_other"


class First(StrEnum):
    """The side that begins; `ALTERNATE` changes it from session to session."""

    LEFT = "left"
    RIGHT = "right"
    ALTERNATE = "alternate"


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


class ModificationLevel(StrEnum):
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


class Trains(StrEnum):
    """What an exercise works on."""

    LENGTHEN_EXTERNAL_ROTATORS = "lengthen-external-rotators"
    LENGTHEN_HIP_FLEXORS = "lengthen-hip-flexors"
    STRENGTHEN_INTERNAL_ROTATORS = "strengthen-internal-rotators"
    STRENGTHEN_EXTERNAL_ROTATORS = "strengthen-external-rotators"
    STEADY_PELVIS = "steady-pelvis"


class Moment(StrEnum):
    """When a cue belongs: as work begins, on the way, or as it ends."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Dose(StrEnum):
    """Where in each range the target lies."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Range:
    """A prescribed amount: from `low` on it counts as done, `high` is never passed."""

    low: int
    high: int

    def target(self, dose: Dose) -> int:
        """The amount aimed at for a dose; the middle is rounded down."""
        match dose:
            case Dose.LOW:
                return self.low
            case Dose.MIDDLE:
                return (self.low + self.high) // 2
            case Dose.HIGH:
                return self.high


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a repetition."""

    name: str
    """The word that is spoken, such as `lift`."""
    seconds: int


@dataclass(frozen=True, slots=True)
class Tempo:
    """The phases of one repetition, the first the way out and the last the way back; none of them: self-paced."""

    phases: tuple[Phase, ...]

    @property
    def own(self) -> bool:
        """Whether the person sets the pace."""
        return not self.phases


BUILT_IN_TEMPO = Tempo((Phase("lift", 2), Phase("pause", 1), Phase("lower", 2)))
"""The tempo of repetitions that prescribe none, and the pace at which self-paced ones are reckoned."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One short instruction; without `at` it is given in its turn."""

    say: str
    at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where something prescribed comes from."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """Texts of a modification that replace the exercise's own; `None` leaves them."""

    setup: tuple[str, ...] | None = None
    cues: tuple[Cue, ...] | None = None
    feel: tuple[str, ...] | None = None
    mistakes: tuple[str, ...] | None = None
    switch_cue: str | None = None
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Modification:
    """An easier or harder form of an exercise; amounts that are `None` stay as they are."""

    id: str
    name: str
    when: str | None = None
    """When it suits, as a sentence."""
    cues: tuple[Cue, ...] = ()
    """Added after the exercise's own."""
    instead: Instead = Instead()
    group: str | None = None
    """At most one modification of a group is on at a time."""
    conflicts: tuple[str, ...] = ()
    sets: Range | None = None
    reps: Range | None = None
    hold: Range | None = None
    rest: int | None = None
    tempo: Tempo | None = None
    switch: int | None = None
    prepare: int | None = None
    equipment: tuple[str, ...] | None = None
    """In place of the exercise's own."""
    stop_if: tuple[str, ...] = ()
    """Added to the exercise's own."""
    afterwards: str | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise with its dose, as this session prescribes it. Either `reps` or `hold` is there, or both."""

    id: str
    """Unique in the session: the journal's stable name."""
    name: str
    library: str | None = None
    """The id in the exercise library it was taken from; history groups by it."""
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
    reps: Range | None = None
    hold: Range | None = None
    """Seconds: of the whole set, or of each repetition where `reps` is given too."""
    tempo: Tempo = BUILT_IN_TEMPO
    rest: int = 30
    switch: int = 10
    prepare: int = 15
    afterwards: str | None = None
    """What to do when it is over, whatever follows."""
    advance: Advance = Advance.AUTO
    sources: tuple[Link, ...] = ()
    easier: tuple[Modification, ...] = ()
    harder: tuple[Modification, ...] = ()
    on: tuple[str, ...] = ()
    """Ids of the modifications that are on from the start (`with` in the file)."""
    notes: str | None = None
    """For whoever writes the file: shown nowhere."""

    @property
    def modifications(self) -> tuple[Modification, ...]:
        """All modifications, in file order."""
        return self.easier + self.harder


@dataclass(frozen=True, slots=True)
class Safety:
    """A session's own safety texts."""

    before: tuple[str, ...] = ()
    """Whom to ask, and what to check, before starting."""
    stop_if: tuple[str, ...] = ()
    get_help_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """What a session file prescribes."""

    title: str
    exercises: tuple[Exercise, ...]
    summary: str | None = None
    goal: str | None = None
    aim: Aim | None = None
    level: ModificationLevel | None = None
    equipment: tuple[str, ...] = ()
    per_week: Range | None = None
    sources: tuple[Link, ...] = ()
    safety: Safety | None = None
    """`None`: the built-in safety text stands."""
    notes: str | None = None
