"""The words of the questions, answers and replies in a session."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from hipcoach.advice.pain import WayOn, Zone, in_words
from hipcoach.engine.choices import Pace
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import NotAllowed
from hipcoach.engine.records import Record
from hipcoach.session.model import Advance, Side
from hipcoach.settings.keymap import Action, Keymap
from hipcoach.settings.layouts import meant


class Answer(Struct, frozen=True):
    """One way to answer a question."""

    key: str
    name: str
    """The word for it when answers are typed as lines."""
    label: str
    give: Callable[[], str | None]
    """Carries it out; returns the message for the person."""


class Question(Struct, frozen=True):
    """A question that has to be answered before the session goes on."""

    text: str
    answers: tuple[Answer, ...]
    unanswered: Callable[[], str | None]
    """Called when nobody answers."""
    escape: str = "keep"
    """The name of the answer that Escape gives, which changes nothing; empty for questions of pain.

    One button of a presenter clicker sends it, and must not say that nothing hurts.
    """
    interrupt: str = ""
    """The name of the answer for a person who wants to quit; if empty, they are asked whether to."""
    ends: bool = False
    """Whether the session ends if this is not answered in time."""

    def answer_for(self, pressed: str) -> Answer | None:
        """The answer for a key or a word; `None` if there is none."""
        word = pressed.strip().lower()
        word = self.escape if word == "escape" else word
        named = {word: answer for answer in reversed(self.answers) for word in (answer.name, answer.key)}
        return named.get(word) or named.get(meant(word))


def unless_refused(do: Callable[[], str | None]) -> str | None:
    """Carry out an answer; returns its message, or why it is not allowed now."""
    try:
        return do()
    except NotAllowed as refused:
        return f"{str(refused).capitalize()}."


def pace_changed(pace: Pace, *, now: bool) -> str:
    """The reply to a change of pace; `now`: whether repetitions are under way."""
    if now:
        return "Follow the tempo." if pace is Pace.PACED else "At your own pace: space counts one."
    later = "follow the tempo" if pace is Pace.PACED else "at your own pace: space counts one then"
    return f"From the next repetitions on, {later}."


ADVANCE_CHANGED = {
    Advance.WAIT: "Waits for you before each set from now on.",
    Advance.AUTO: "Goes on by itself from now on.",
}
"""The reply to a change between waiting and going on by itself."""


def set_taken_back(name: str, record: Record, *, again: bool, back: str) -> str:
    """The reply when a record was taken back; `again`: whether its set lies ahead; `back`: the key to it, if any."""
    side = "" if record.side is Side.NONE else f", {record.side}"
    comes = "It comes again." if again else f"It does not come again{f': {back} goes back' if back else ''}."
    return f"Taken back: {name}{side}, {'set' if record.group is None else 'round'} {record.set}. {comes}"


def easier_taken(name: str, keys: Keymap) -> str:
    """The reply when the exercise goes on with an easier option."""
    return f"Easier: {name}. {PAUSED} The set-up may have changed: {keys.first(Action.SETUP)} shows it."


def meaningless(what: str, asked: Question | None, keys: Keymap, *, hurts: bool) -> str:
    """The reply to a key or word without a meaning; `hurts`: whether pain can be told at the open question."""
    if asked is None:
        return f"{what} means nothing here; {keys.pain} is pain, {keys.first(Action.HELP)} lists the keys."
    pain = f"; {keys.pain} is pain" if hurts else ""
    return f"{what} means nothing here. Please choose one of these{pain}."


def after_an_ache(zone: Zone, score: int, before: int | None) -> str:
    """The question after an ache; `before` is the score at the check-in, if there was one."""
    return WAYS_ASKED[zone].format(pain=in_words(score, before))


PAIN_WORDS: dict[PainKind | None, str] = {
    PainKind.ACHE: "an ache",
    PainKind.SHARP: "sharp",
    PainKind.RADIATING: "radiating down the leg or elsewhere",
    PainKind.NUMB: "numb or tingling",
    PainKind.GIVING_WAY: "the leg gives way",
    None: "no pain: a wrong key",
}
"""The answers to the question what kind of pain it is; `None` for no pain."""

WAY_WORDS: dict[WayOn, tuple[str, str]] = {
    WayOn.GO_ON: ("k", "keep going as it was"),
    WayOn.EASIER: ("e", "an easier option"),
    WayOn.SHORTER: ("d", "a smaller dose"),
    WayOn.SKIP_EXERCISE: ("x", "leave this exercise out"),
    WayOn.FINISH: ("f", "finish here"),
}

WAYS_ASKED: dict[Zone, str] = {
    Zone.GREEN: "How do you want to go on?",
    Zone.AMBER: "{pain}. How do you want to go on?",
    Zone.RED: "{pain}: this exercise ends here, and ending the session is advised.",
}
"""The question after an ache, by its zone; `{pain}` is its score in words."""

GOES_ON = "Space goes on."
PAUSED = f"Paused. {GOES_ON}"
NO_PAIN = f"No pain is noted. {PAUSED}"
ENOUGH = "That is enough for today."
TAKEN_BACK = "Taken back."
TOO_SOON = "That came too soon: Enter again ends it now."
"""The reply to an Enter that may still be the one that led to the end."""

SCORE_WORDS = {0: "no pain, or sore muscles alone", 10: "10, the worst imaginable"}
"""The words for the ends of the pain scale."""
