"""The table of all keys of the settings file: their values, bounds and help.

The reader, the documentation and the output of `hipcoach settings` are made from it. Defaults are in `model`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, IntEnum, auto
from typing import Any

from msgspec import Struct

from hipcoach.advice.thresholds import AdviceThresholds, PainThresholds, ProgressThresholds, Thresholds
from hipcoach.cues.level import Level
from hipcoach.figures.style import Style
from hipcoach.session.model import Dose
from hipcoach.settings.keymap import KEYS as BUILT_IN
from hipcoach.settings.keymap import Action, Keymap
from hipcoach.settings.model import Begins, Bell, Settings, SoundSettings, WaitingSettings, Weekday

MANY = 8
"""The most choices that are listed if there is little room."""


class SettingKind(Enum):
    """The kind of value that a key takes."""

    CHOICE = auto()
    """One of some words."""
    NUMBER = auto()
    """A whole number within bounds."""
    SWITCH = auto()
    """True or false, which may also be said as `"on"` or `"off"`."""
    WORD = auto()
    """A name that another program defines: letters, digits, `.`, `_`, `+` and `-`."""
    KEYS = auto()
    """One key of the keyboard, or a list of them."""


class SettingsPart(Enum):
    """The part of the settings that a key belongs to."""

    SETTINGS = "settings"
    SOUND = "sound"
    PAIN = "pain"
    PROGRESS = "progress"
    ADVICE = "advice"
    KEYS = "keys"

    @property
    def table(self) -> str:
        """The name of its table in the file; empty for keys above all tables."""
        return "" if self in (SettingsPart.SETTINGS, SettingsPart.SOUND) else str(self.value)


class SettingKey(Struct, frozen=True):
    """One key: everything that reading, explaining and suggesting it needs."""

    name: str
    """The name in the file, and of the field in the values."""
    part: SettingsPart
    kind: SettingKind
    help: str
    """One sentence for the person who writes the file."""
    choices: tuple[tuple[str, object], ...] = ()
    """The words that the file may say, with their values."""
    low: int = 0
    high: int = 0
    unit: str = ""
    limit: str = ""
    """The reason for the upper bound, if that is not obvious."""
    unset: str = ""
    """What happens if the file does not have the key, in words; only for a key without a built-in value."""
    example: str = ""
    """An example as the file writes it; only for such a key."""

    @property
    def path(self) -> tuple[str, ...]:
        """The table, if any, and the name."""
        return (self.part.table, self.name) if self.part.table else (self.name,)

    @property
    def allowed(self) -> str:
        """The values that it may have, in words."""
        match self.kind:
            case SettingKind.CHOICE:
                words = [word for word, _ in self.choices]
                return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) <= MANY else f"one of {len(words)} names"
            case SettingKind.NUMBER:
                return f"{self.low} to {self.high}{f' {self.unit}' if self.unit else ''}"
            case SettingKind.SWITCH:
                return "true or false"
            case SettingKind.WORD:
                return "a name"
            case SettingKind.KEYS:
                return "a key or a list of keys"

    def of(self, settings: Settings) -> object:
        """The value of this key in some settings."""
        if self.part is SettingsPart.KEYS:
            # The space bar also has a character, which nobody needs to write.
            return tuple(key for key in settings.keys.of(Action(self.name)).keys if key != " ")
        return getattr(_parts(settings)[self.part], self.name)

    def written(self, value: object) -> str | None:
        """A value as the file writes it; `None` for a value that means that the key is not given."""
        match self.kind:
            case SettingKind.CHOICE:
                return next((f'"{word}"' for word, meant in self.choices if meant == value), None)
            case SettingKind.SWITCH:
                return "true" if value else "false"
            case SettingKind.NUMBER | SettingKind.WORD:
                return None if value is None else str(value) if isinstance(value, int) else f'"{value}"'
            case SettingKind.KEYS:
                assert isinstance(value, tuple)
                return in_list(value)

    @property
    def default(self) -> str | None:
        """The built-in value as the file writes it; `None` if there is none."""
        return self.written(self.of(Settings()))


def made(values: Mapping[SettingKey, object]) -> Settings:
    """The settings with these values; all others are built in."""

    def of(part: SettingsPart) -> dict[str, Any]:
        return {key.name: value for key, value in values.items() if key.part is part}

    return Settings(
        **of(SettingsPart.SETTINGS),
        sound=SoundSettings(**of(SettingsPart.SOUND)),
        thresholds=Thresholds(
            pain=PainThresholds(**of(SettingsPart.PAIN)),
            progress=ProgressThresholds(**of(SettingsPart.PROGRESS)),
            advice=AdviceThresholds(**of(SettingsPart.ADVICE)),
        ),
        keys=Keymap().moved({Action(name): keys for name, keys in of(SettingsPart.KEYS).items()}),
    )


def in_list(keys: Sequence[str]) -> str:
    """Keys of the keyboard as the file writes them."""
    return f"[{', '.join(map(_in_quotes, keys))}]" if len(keys) > 1 else _in_quotes(keys[0])


def _in_quotes(key: str) -> str:
    """A key of the keyboard as the file writes it."""
    return f"'{key}'" if key in '"\\' else f'"{key}"'


def _parts(settings: Settings) -> dict[SettingsPart, object]:
    return {
        SettingsPart.SETTINGS: settings,
        SettingsPart.SOUND: settings.sound,
        SettingsPart.PAIN: settings.thresholds.pain,
        SettingsPart.PROGRESS: settings.thresholds.progress,
        SettingsPart.ADVICE: settings.thresholds.advice,
    }


def _words(values: type[Enum]) -> tuple[tuple[str, object], ...]:
    """Every member of an enum with its word."""
    return tuple((value.name.lower() if isinstance(value, IntEnum) else str(value.value), value) for value in values)


THEMES = (
    "hipcoach-dark", "hipcoach-light", "high-contrast", "textual-dark", "textual-light", "ansi-dark", "ansi-light",
    "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato",
    "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn",
    "rose-pine-moon", "solarized-dark", "solarized-light", "tokyo-night",
)  # fmt: skip
"""The themes of the app; listed here because asking the app would import all of it."""

_PERCENT = "%"


def _choice(
    name: str,
    part: SettingsPart,
    choices: tuple[tuple[str, object], ...],
    help: str,
    unset: str = "",
    example: str = "",
) -> SettingKey:
    return SettingKey(name, part, SettingKind.CHOICE, help, choices, unset=unset, example=example)


def _number(
    name: str, part: SettingsPart, low: int, high: int, help: str, unit: str = "", limit: str = ""
) -> SettingKey:
    return SettingKey(name, part, SettingKind.NUMBER, help, low=low, high=high, unit=unit, limit=limit)


KEYS = (
    _choice(
        "dose",
        SettingsPart.SETTINGS,
        _words(Dose),
        "Which part of each range to aim for.",
        unset="as last time, at first low",
        example='"low"',
    ),
    _choice(
        "first",
        SettingsPart.SETTINGS,
        _words(Begins),
        'Which side goes first; "file" leaves it to the session.',
        unset="as last time, at first as the session says",
        example='"file"',
    ),
    _choice(
        "advance",
        SettingsPart.SETTINGS,
        _words(WaitingSettings),
        'Whether a set begins by itself (auto) or waits for a key (wait); "file" leaves it to the session.',
    ),
    _choice(
        "theme",
        SettingsPart.SETTINGS,
        tuple((name, name) for name in THEMES),
        "The colours of the app.",
        unset="hipcoach-dark",
        example='"high-contrast"',
    ),
    _choice(
        "figures",
        SettingsPart.SETTINGS,
        _words(Style),
        "What figures are drawn with; auto takes braille wherever the terminal has it.",
    ),
    SettingKey(
        "motion",
        SettingsPart.SETTINGS,
        SettingKind.SWITCH,
        "Whether figures move with you, or show the held pose.",
    ),
    SettingKey(
        "walk_through",
        SettingsPart.SETTINGS,
        SettingKind.SWITCH,
        "Show how an exercise is done before it is done for the first time.",
    ),
    _choice("week_begins", SettingsPart.SETTINGS, _words(Weekday), "The day on which your weeks begin."),
    _choice("level", SettingsPart.SOUND, _words(Level), "How much the coach says."),
    _number("cues", SettingsPart.SOUND, 0, 100, "Volume of the tones.", _PERCENT),
    _number("voice", SettingsPart.SOUND, 0, 100, "Volume of the voice.", _PERCENT),
    _number("metronome", SettingsPart.SOUND, 0, 100, "Volume of the lift and lower tones.", _PERCENT),
    _number(
        "latency_ms", SettingsPart.SOUND, 0, 1000, "How late your loudspeaker plays; about 200 over Bluetooth.", "ms"
    ),
    SettingKey(
        "wireless",
        SettingsPart.SOUND,
        SettingKind.SWITCH,
        "Wake the loudspeaker before each sound, if it falls asleep in silence.",
    ),
    SettingKey(
        "player",
        SettingsPart.SOUND,
        SettingKind.WORD,
        "The audio player to try first.",
        unset="the quickest that works",
        example='"paplay"',
    ),
    _choice(
        "bell",
        SettingsPart.SOUND,
        _words(Bell),
        "Whether the terminal's bell rings where no player works (sound), or the terminal flashes for the main cues.",
    ),
    _number("green_at_most", SettingsPart.PAIN, 0, 5, "Pain up to this is green; above it, amber."),
    _number(
        "green_rise_at_most", SettingsPart.PAIN, 0, 5, "Pain may rise this much above the check-in and stay green."
    ),
    _number(
        "amber_at_most",
        SettingsPart.PAIN,
        0,
        5,
        "Pain up to this is amber; above it, red.",
        limit="pain above 5 is always red",
    ),
    _number(
        "amber_rise_at_most", SettingsPart.PAIN, 0, 5, "Pain may rise this much above the check-in and stay amber."
    ),
    _number("effort_at_most", SettingsPart.PROGRESS, 1, 9, "The next dose is offered while effort is at most this."),
    _number("pain_at_most", SettingsPart.PROGRESS, 0, 5, "The next dose is offered while pain is at most this."),
    _number(
        "sessions",
        SettingsPart.PROGRESS,
        1,
        20,
        "Sessions in a row that must reach every target before the next dose is offered.",
    ),
    _number("step_back_above", SettingsPart.PROGRESS, 1, 9, "A step back is offered when effort is above this."),
    _number(
        "weeks", SettingsPart.ADVICE, 1, 52, "Weeks without improvement before hipcoach suggests asking a professional."
    ),
    _number("weeks_sooner", SettingsPart.ADVICE, 1, 52, "The same, if the hip has been this way for a long time."),
    _number("sessions", SettingsPart.ADVICE, 1, 200, "With fewer sessions than this it is too early to tell."),
    _number("per_week", SettingsPart.ADVICE, 1, 7, "Sessions a week that count as regular."),
    *(
        SettingKey(one.action.value, SettingsPart.KEYS, SettingKind.KEYS, f"{one.label[0].upper()}{one.label[1:]}.")
        for one in BUILT_IN
    ),
)
"""All keys in the order in which they are shown; those of one table are together."""

BY_PATH = {key.path: key for key in KEYS}

NEVER_ABOVE = (
    (BY_PATH["pain", "green_at_most"], BY_PATH["pain", "amber_at_most"]),
    (BY_PATH["pain", "green_rise_at_most"], BY_PATH["pain", "amber_rise_at_most"]),
    (BY_PATH["progress", "effort_at_most"], BY_PATH["progress", "step_back_above"]),
    (BY_PATH["advice", "weeks_sooner"], BY_PATH["advice", "weeks"]),
)
"""Pairs of keys of which the first may not be larger than the second."""

TABLES = tuple(dict.fromkeys(key.part.table for key in KEYS if key.part.table))
"""The names of all tables."""
