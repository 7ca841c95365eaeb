"""One live session as keys and questions: what each key does, and what is asked before going on.

Screen and plain lines are two faces of it; neither decides anything itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from hipcoach.coach import advice, choosing
from hipcoach.coach.advice import Way, Zone
from hipcoach.coach.events import PainKind
from hipcoach.coach.plan import Choices, Pace, Plan, Repetitions, make_plan
from hipcoach.coach.player import Command, NotAllowed, Player
from hipcoach.coach.state import Mode, Part
from hipcoach.coach.thresholds import PainThresholds
from hipcoach.conductor import Conductor
from hipcoach.session.model import Session, Side


class Action(StrEnum):
    """What a key stands for while a session runs."""

    SPACE = "space"
    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    REDO = "redo"
    MORE = "more"
    LESS = "less"
    NOT_READY = "not_ready"
    PACE = "pace"
    UNDO = "undo"
    SOUND = "sound"
    VOICE = "voice"
    SOFTER = "softer"
    LOUDER = "louder"
    PAIN = "pain"
    SETUP = "setup"
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Key:
    """How an action is asked for."""

    action: Action
    keys: tuple[str, ...]
    """Characters, or the names of keys that have none."""
    names: tuple[str, ...]
    """Words that stand for it where commands come as lines."""
    label: str

    @property
    def shown(self) -> str:
        """The keys as a person reads them."""
        arrows = {"right": "→", "left": "←"}
        return " ".join(arrows.get(key, key) for key in self.keys if key.strip() and key != "=")


KEYS: tuple[Key, ...] = (
    Key(Action.SPACE, ("space", " "), ("space", "count"), "pause or resume; count one, or begin what waits"),
    Key(Action.PAUSE, ("p",), ("pause", "resume"), "pause or resume"),
    Key(Action.NEXT, ("n", "right", "enter"), ("next",), "next: cut short, or end the set"),
    Key(Action.BACK, ("b", "left"), ("back",), "back to the previous set"),
    Key(Action.REDO, ("r",), ("redo",), "this set again from its start"),
    Key(Action.MORE, ("+", "="), ("more",), "5 seconds or 1 repetition more"),
    Key(Action.LESS, ("-",), ("less",), "5 seconds or 1 repetition less"),
    Key(Action.NOT_READY, ("w",), ("not ready", "not_ready", "wait"), "not ready: 15 seconds more"),
    Key(Action.PACE, ("m",), ("pace",), "follow the tempo, or count by yourself"),
    Key(Action.UNDO, ("u",), ("undo",), "take back the last set's record"),
    Key(Action.SOUND, ("s",), ("sound", "mute"), "sound on or off"),
    Key(Action.VOICE, ("v",), ("voice",), "how much is said"),
    Key(Action.SOFTER, ("<",), ("softer",), "softer"),
    Key(Action.LOUDER, (">",), ("louder",), "louder"),
    Key(Action.PAIN, ("o", "!"), ("pain", "ouch"), "pain: stop at once"),
    Key(Action.SETUP, ("i",), ("setup", "set-up"), "the set-up in full"),
    Key(Action.HELP, ("?",), ("help",), "these keys, and when to stop"),
    Key(Action.QUIT, ("q",), ("quit",), "quit: finish, go on later, or keep going"),
)


def action_for(pressed: str) -> Action | None:
    """The action of a key, or of a command's name."""
    word = pressed if pressed == " " else pressed.strip().lower()
    return next((key.action for key in KEYS if word in key.keys or word in key.names), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer a question."""

    key: str
    name: str
    """The word that stands for it where answers come as lines."""
    label: str
    give: Callable[[], str | None]
    """Carry it out; what comes back is said to the person."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that has to be answered before the session goes on."""

    text: str
    answers: tuple[Answer, ...]
    unanswered: Callable[[], str | None]
    """What is done when nobody is there to answer."""

    def answer_for(self, pressed: str) -> Answer | None:
        """The answer that a key or a word stands for."""
        word = pressed.strip().lower()
        return next((answer for answer in self.answers if word in (answer.key, answer.name)), None)


PAIN_WORDS: dict[PainKind, tuple[str, str]] = {
    PainKind.ACHE: ("a", "an ache"),
    PainKind.SHARP: ("s", "sharp"),
    PainKind.RADIATING: ("r", "radiating down the leg or elsewhere"),
    PainKind.NUMB: ("n", "numb or tingling"),
    PainKind.GIVING_WAY: ("g", "the leg gives way"),
}

WAY_WORDS: dict[Way, tuple[str, str]] = {
    Way.GO_ON: ("k", "keep going as it was"),
    Way.EASIER: ("e", "an easier option"),
    Way.SHORTER: ("d", "a smaller dose"),
    Way.SKIP_EXERCISE: ("x", "leave this exercise out"),
    Way.FINISH: ("f", "finish here"),
}

SCORE_WORDS = {0: "no pain", 10: "10, the worst imaginable"}
"""What the ends of the numeric rating scale mean."""

PAUSED = "Paused. Resume when you are ready."
OTHER_SETUP = f"{PAUSED} The set-up may have changed: i shows it."


class Guide:
    """A running session as its front ends see it."""

    def __init__(
        self,
        conductor: Conductor,
        session: Session | None,
        choices: Choices,
        *,
        sound_key: Callable[[Action], str],
        pain_before: int | None = None,
        thresholds: PainThresholds = PainThresholds(),  # noqa: B008 - a frozen value
        choices_changed: Callable[[Choices], None] = lambda choices: None,
    ) -> None:
        """`sound_key` does what a key for sound asks for, and returns what is said to the person."""
        self.conductor = conductor
        self.session = session
        """`None` where a session goes on whose file is gone or changed: what needs the file is not offered."""
        self.choices = choices
        self.question: Question | None = None
        self.put_off = False
        """Whether the person left to go on later."""
        self._ache_felt: int | None = None
        """How strong an ache is by the latest answer, before that is kept."""
        self._pain_before = pain_before
        self._thresholds = thresholds
        self._choices_changed = choices_changed
        self._sound_key = sound_key

    @property
    def player(self) -> Player:
        """The player, for looking at."""
        return self.conductor.player

    @property
    def over(self) -> bool:
        """Whether there is nothing left to guide."""
        return self.put_off or self.conductor.over

    @property
    def _waits(self) -> bool:
        """Whether the session waits for the person, who is there."""
        state = self.player.state
        return state.mode is Mode.GUIDING and state.part is Part.WAITING

    # -- keys -------------------------------------------------------------------------------------------------------

    def press(self, action: Action) -> str | None:
        """Carry out what a key asks for; what comes back is said to the person."""
        try:
            return self._press(action)
        except NotAllowed as refused:
            return f"{str(refused).capitalize()}."

    def _press(self, action: Action) -> str | None:
        do = self.conductor.do
        match action:
            case Action.SPACE if self.player.allows(Command.COUNT):
                do(Player.count)
            case Action.SPACE if self._waits:
                do(Player.next)
            case Action.SPACE | Action.PAUSE:
                do(Player.resume if self.player.state.mode is Mode.PAUSED else Player.pause)
            case Action.NEXT:
                do(Player.next)
            case Action.BACK:
                do(Player.back)
            case Action.REDO:
                do(Player.redo)
            case Action.MORE:
                do(lambda player, now: player.adjust(now, +1))
            case Action.LESS:
                do(lambda player, now: player.adjust(now, -1))
            case Action.NOT_READY:
                do(Player.not_ready)
            case Action.UNDO:
                return self._undo()
            case Action.PACE:
                return self._change_pace()
            case Action.PAIN:
                do(Player.pain)
                self.question = self._ask_kind()
            case Action.QUIT:
                self.question = self._ask_quit()
            case Action.SOUND | Action.VOICE | Action.SOFTER | Action.LOUDER:
                return self._sound_key(action)
            case Action.SETUP | Action.HELP:
                raise AssertionError(f"{action} is for the front end")
        return None

    def answer(self, pressed: str) -> str | None:
        """Answer the open question by a key or a word; what comes back is said to the person.

        Pain can be told instead, at any moment.
        """
        assert self.question is not None, "nothing was asked"
        if (answer := self.question.answer_for(pressed)) is None:
            if action_for(pressed) is Action.PAIN and self.player.allows(Command.PAIN):
                return self.press(Action.PAIN)
            return "Please choose one of these."
        self.question = None
        return answer.give()

    def nobody_there(self) -> None:
        """Go on without anyone to press a key: nothing waits from here on."""
        self.conductor.keyboard = False
        if self.question is not None:
            question, self.question = self.question, None
            question.unanswered()
        if not self.over:
            self.conductor.wake()
            plan = self.player.plan.at_pace(Pace.PACED).without_waiting()
            if plan != self.player.plan:
                self._change(choosing.unattended(self.choices), plan)
            if self.player.allows(Command.RESUME):
                self.conductor.do(Player.resume)

    def _undo(self) -> str:
        records = self.player.records
        self.conductor.do(Player.undo)
        if not records:
            return "There is no set to take back."
        last = records[-1]
        side = "" if last.side is Side.NONE else f", {last.side}"
        return f"Taken back: {self.player.plan.exercises[last.exercise].name}{side}, set {last.set}."

    # -- changes under way ------------------------------------------------------------------------------------------

    def _change(self, choices: Choices, plan: Plan) -> None:
        """Do what lies ahead by other choices."""
        self.choices = choices
        self._choices_changed(choices)
        self.conductor.do(lambda player, now: player.replan(now, plan))

    def _change_pace(self) -> str:
        sets = [step for step in self.player.plan.steps[self.player.state.index :] if isinstance(step, Repetitions)]
        if not sets:
            return "There are no repetitions ahead."
        pace = Pace.PACED if sets[0].own else Pace.OWN
        self._change(replace(self.choices, pace=pace), self.player.plan.at_pace(pace))
        return "Follow the tempo." if pace is Pace.PACED else "At your own pace: space counts one."

    # -- questions --------------------------------------------------------------------------------------------------

    def _ask_quit(self) -> Question:
        running = self.conductor.stand_still()

        def keep() -> None:
            if running:
                self.conductor.do(Player.resume)

        answers = (
            Answer("k", "keep", "keep going", keep),
            Answer("l", "later", "go on later", self._later),
            Answer("f", "finish", "finish here", self._finish),
        )
        return Question("Quit?", answers, self._finish)

    def _ask_kind(self) -> Question:
        kinds = tuple(
            Answer(key, kind.value, words, partial(self._kind, kind)) for kind, (key, words) in PAIN_WORDS.items()
        )
        none = Answer("k", "keep", "no pain: a wrong key", self._go_on)
        finish = Answer("f", "finish", "finish here", self._finish)
        return Question("Stopped. What kind of pain is it?", (*kinds, none, finish), self._finish)

    def _kind(self, kind: PainKind) -> str | None:
        if advice.ends_session(kind):
            self.conductor.do(lambda player, now: player.pain_kind(now, kind))
            return "That is enough for today."
        scores = tuple(
            Answer(
                "t" if score == 10 else str(score), str(score), SCORE_WORDS.get(score, ""), partial(self._ache, score)
            )
            for score in range(11)
        )
        finish = Answer("f", "finish", "finish here", self._finish)
        self.question = Question("How strong is the ache, 0 to 10?", (*scores, finish), self._finish)
        return None

    def _ache(self, score: int) -> None:
        self._ache_felt = score
        # Whoever types 10 key by key has typed 1 first: that one is kept once the next key is something else.
        if score != 1:
            self.settle()
        zone = advice.zone(score, self._pain_before, self._thresholds)
        texts = {
            Zone.GREEN: "How shall it go on?",
            Zone.AMBER: "That is more than a little. How shall it go on?",
            Zone.RED: "That is a lot: this exercise ends here, and ending the session is advised.",
        }
        ways = [answer for way in advice.WAYS[zone] if (answer := self._way(way)) is not None]
        ways = [replace(answer, give=partial(self._settled, answer.give)) for answer in ways]
        if score == 1:
            ways.append(Answer("0", "10", "it was 10, not 1", partial(self._ache, 10)))
        self.question = Question(texts[zone], tuple(ways), partial(self._settled, self._finish))

    def _settled(self, then: Callable[[], str | None]) -> str | None:
        self.settle()
        return then()

    def settle(self) -> None:
        """Have an ache that was told be kept, where nothing can change it any more."""
        score, self._ache_felt = self._ache_felt, None
        if score is not None:
            self.conductor.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, score))

    def _way(self, way: Way) -> Answer | None:
        """A way to go on, where the session offers it."""
        key, label = WAY_WORDS[way]
        exercise, session = self.player.step.exercise, self.session
        match way:
            case Way.GO_ON:
                return Answer(key, "keep", label, self._go_on)
            case Way.FINISH:
                return Answer(key, "finish", label, self._finish)
            case Way.SKIP_EXERCISE:
                return Answer(key, "skip", label, self._skip)
            case _ if session is None:
                return None
            case Way.EASIER:
                if (option := choosing.easier(session, self.choices, exercise)) is None:
                    return None
                name, easier = option
                return Answer(key, "easier", f"{label}: {name}", lambda: self._go_on_with(session, easier, OTHER_SETUP))
            case Way.SHORTER:
                if (smaller := choosing.shorter(session, self.choices, exercise)) is None:
                    return None
                return Answer(key, "dose", label, lambda: self._go_on_with(session, smaller, PAUSED))

    def _go_on(self) -> str:
        self.conductor.do(Player.dismiss)
        return PAUSED

    def _go_on_with(self, session: Session, choices: Choices, told: str) -> str:
        self._change(choices, make_plan(session, choices))
        return told

    def _skip(self) -> str | None:
        self.conductor.do(Player.skip_exercise)
        return None if self.conductor.over else PAUSED

    def _finish(self) -> None:
        self.conductor.do(Player.stop)

    def _later(self) -> None:
        self.put_off = True
