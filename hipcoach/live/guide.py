"""The guide: what each key does in a live session, and what is asked before it goes on.

The app and the plain lines both use it; neither decides anything itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import ceil

from msgspec.structs import replace

from hipcoach.advice import pain
from hipcoach.advice.pain import WayOn
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.cues.prompts import PAIN_KEYS
from hipcoach.engine import choices, order
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Command, NotAllowed, Player
from hipcoach.engine.state import LEAD_IN, TAKE_BACK, Mode, StepPart
from hipcoach.engine.steps import Transition
from hipcoach.live import changes, presses, questions
from hipcoach.live.changes import ChangeAhead
from hipcoach.live.conductor import Conductor
from hipcoach.live.questions import Answer, Question
from hipcoach.session.model import Session, Side
from hipcoach.settings.keymap import Action, Keymap, SoundAction
from hipcoach.settings.layouts import meant
from hipcoach.text.counts import counted


class Guide:
    """Leads a running session by keys and answers, for any front end."""

    def __init__(
        self,
        conductor: Conductor,
        session: Session | None,
        choices: Choices,
        *,
        sound_key: Callable[[SoundAction], str],
        pain_before: int | None = None,
        thresholds: PainThresholds = PainThresholds(),  # noqa: B008 - a frozen value
        choices_changed: Callable[[Choices], None] = lambda choices: None,
        keys: Keymap = Keymap(),  # noqa: B008 - a frozen value
    ) -> None:
        """`sound_key` carries out a key for sound and returns the message for the person."""
        self.conductor = conductor
        self.session = session
        """`None` if a resumed session's file is gone or changed: nothing that needs the file is offered."""
        self.choices = choices
        self.keys = keys
        self.question: Question | None = None
        self.put_off = False
        """Whether the person left in order to resume later."""
        self.ran_out = False
        """Whether the latest question was not answered in time."""
        self._answered: Question | None = None
        self._ache_felt: int | None = None
        """The score of an ache that was answered but not yet passed to the player."""
        self._pain_before = pain_before
        self._thresholds = thresholds
        self._choices_changed = choices_changed
        self._sound_key = sound_key
        self.say_setup: Callable[[], None] = lambda: None

    @property
    def player(self) -> Player:
        """The player, for reading only."""
        return self.conductor.player

    @property
    def over(self) -> bool:
        """Whether the session has ended or was put off."""
        return self.put_off or self.conductor.over

    @property
    def asks(self) -> str:
        """The text of the open question at this moment."""
        question, left = self.question, self.conductor.time_left
        if question is None:
            return ""
        soon = f" in {counted(max(1, ceil(left)), 'second')}." if question.ends and left is not None else ""
        return f"{question.text}{soon}"

    @property
    def _waits(self) -> bool:
        """Whether the session waits for the person's key, or will in a moment."""
        state, step = self.player.state, self.player.step
        if state.mode is not Mode.GUIDING or not isinstance(step, Transition):
            return False
        soon = step.waits and not state.released and state.until - self.player.elapsed <= LEAD_IN
        return state.part is StepPart.WAITING or soon

    # -- keys -------------------------------------------------------------------------------------------------------

    def press(self, action: Action) -> str | None:
        """Carry out the action of a key; returns the message for the person."""
        return questions.unless_refused(partial(self._press, action))

    def _press(self, action: Action) -> str | None:
        do = self.conductor.do
        self.conductor.wake()
        if self.over:
            return None
        match action:
            case Action.SPACE | Action.FORWARD if self.player.allows(Command.COUNT):
                do(Player.count)
            case Action.SPACE if self._waits:
                do(Player.next)
            case Action.FORWARD if self.player.state.mode is not Mode.PAUSED:
                do(Player.next)
            case Action.SPACE | Action.PAUSE | Action.FORWARD:
                do(Player.resume if self.player.state.mode is Mode.PAUSED else Player.pause)
            case Action.NEXT:
                return changes.lead_on(self.conductor)
            case Action.BACK | Action.BACKWARD:
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
                return self._change_to(changes.of_pace(self.choices, self.player))
            case Action.ADVANCE:
                return self._change_to(changes.of_advance(self.choices, self.player))
            case Action.PAIN if not self.player.allows(Command.START):
                do(Player.pain)
                self.question = self._ask_kind()
            case Action.PAIN | Action.QUIT:
                # If it hurts before the session has begun, ask whether to quit.
                self.question = self._ask_quit()
            case Action.SOUND | Action.VOICE | Action.SOFTER | Action.LOUDER:
                return self._sound_key(action)
            case Action.SETUP | Action.HELP:
                raise AssertionError(f"{action} is for the front end")
        return None

    def answer(self, pressed: str) -> str | None:
        """Answer the open question by a key or a word, or report pain instead; returns the message for the person.

        A key that comes after the question has run out of time is ignored.
        """
        question = self.question
        assert question is not None, "nothing was asked"
        self.conductor.wake()
        if self.question is not question:
            return None
        answer = question.answer_for(pressed)
        if answer is None and self._makes_ten(pressed):
            answer = Answer("0", "10", "", partial(self._ache, 10))
        if answer is None:
            if self._is_pain(pressed):
                self.conductor.not_after_all()
                return self.press(Action.PAIN)
            if self._is_quit(pressed):
                return self.interrupt()
            return self.nothing(f"'{pressed}'")
        if pressed == "enter" and TAKE_BACK - (self.conductor.time_left or 0.0) < presses.READ:
            return questions.TOO_SOON
        self.question, self._answered = None, question
        self.conductor.not_after_all()
        return questions.unless_refused(answer.give)

    def interrupt(self) -> str | None:
        """Answer the open question for someone who wants to quit, or ask whether to; returns the message for them."""
        assert self.question is not None, "nothing was asked"
        if self.question.interrupt:
            return self.answer(self.question.interrupt)
        self.settle()
        self.question = self._ask_quit()
        return None

    def takes(self, pressed: str) -> bool:
        """Whether a key or a word has a meaning while a question is open."""
        known = self.question is not None and self.question.answer_for(pressed) is not None
        return known or self._makes_ten(pressed) or self._is_pain(pressed) or self._is_quit(pressed)

    def nothing(self, what: str) -> str:
        """The message for a key or word that has no meaning now."""
        return questions.meaningless(what, self.question, self.keys, hurts=self.player.allows(Command.PAIN))

    def _is_pain(self, pressed: str) -> bool:
        return self.keys.action_for(pressed) is Action.PAIN and self.player.allows(Command.PAIN)

    def _is_quit(self, pressed: str) -> bool:
        """Whether a key asks whether to quit; at a question that leads to the end already it has no meaning."""
        asked = self.question
        return asked is not None and not asked.interrupt and self.keys.action_for(pressed) is Action.QUIT

    def _makes_ten(self, pressed: str) -> bool:
        """Whether a key is the 0 that makes an answered 1 a 10."""
        in_time = (self.conductor.time_left or -1.0) >= 0.0
        return self._ache_felt == 1 and in_time and meant(pressed.strip()) == "0"

    def nobody_there(self) -> None:
        """Go on without a keyboard: from here on nothing waits for a key."""
        self.conductor.keyboard = False
        if self.question is not None:
            self._unanswered()
        if not self.over:
            self.conductor.wake()
            plan = self.player.plan.unattended()
            if plan != self.player.plan:
                self._change(choices.unattended(self.choices), plan)
            if self.player.allows(Command.RESUME):
                self.conductor.do(Player.resume)

    def _unanswered(self) -> None:
        """Do what the open question leads to without an answer."""
        question, self.question = self.question, None
        self.conductor.not_after_all()
        if question is not None:
            self.ran_out = True
            question.unanswered()

    def _undo(self) -> str:
        records = self.player.records
        self.conductor.do(Player.undo)
        if not records:
            return "There is no set to take back."
        player, both_sides = self.player, len(self.player.records) < len(records) - 1
        last = replace(records[-1], side=Side.NONE) if both_sides else records[-1]
        again = order.lies_ahead(player.plan, last.n, player.state.index)
        back = "" if last.exercise in player.state.left_out else self.keys.first(Action.BACK)
        return questions.set_taken_back(player.plan.exercises[last.exercise].name, last, again=again, back=back)

    # -- changes under way ------------------------------------------------------------------------------------------

    def _change(self, choices: Choices, plan: Plan) -> None:
        """Change what lies ahead to a new plan and choices; NotAllowed changes neither."""
        if not self.player.allows(Command.REPLAN):
            raise NotAllowed(Command.REPLAN, self.player.status)
        self.choices = choices
        self._choices_changed(choices)
        self.conductor.do(lambda player, now: player.replan(now, plan))

    def _change_to(self, changed: ChangeAhead) -> str:
        if changed.plan is not None:
            self._change(changed.choices, changed.plan)
        return changed.told

    # -- questions --------------------------------------------------------------------------------------------------

    def _ask_quit(self) -> Question:
        running, before = self.conductor.stand_still(), self.question

        def keep() -> None:
            self.question = before
            if running:
                self.conductor.do(Player.resume)

        answers = (
            Answer("k", "keep", "keep going" if before is None else "back to the question before", keep),
            Answer("l", "later", "go on later", self._later),
            self._finish_here(),
        )
        return Question("Quit?", answers, self._finish, interrupt="later")

    def _ask_kind(self) -> Question:
        kinds = tuple(
            Answer(key, kind.value, questions.PAIN_WORDS[kind], partial(self._kind, kind))
            if kind is not None
            else Answer(key, "keep", questions.PAIN_WORDS[None], partial(self._go_on, questions.NO_PAIN))
            for key, kind in PAIN_KEYS.items()
        )
        return Question("Stopped. What kind of pain is it?", (*kinds, self._finish_here()), self._finish, escape="")

    def _kind(self, kind: PainKind) -> str | None:
        if kind.ends_session:
            self.conductor.do(lambda player, now: player.pain_kind(now, kind))
            self._end_soon()
            return questions.ENOUGH
        self.question = self._ask_strength()
        return None

    def _ask_strength(self) -> Question:
        def back() -> None:
            self.question = self._ask_kind()

        words = questions.SCORE_WORDS
        scores = (
            Answer("t" if score == 10 else str(score), str(score), words.get(score, ""), partial(self._ache, score))
            for score in range(11)
        )
        answers = (*scores, Answer("u", "undo", "back to what kind it is", back), self._finish_here())
        return Question("How strong is the ache, 0 to 10?", answers, self._finish, escape="")

    def _ache(self, score: int) -> None:
        self._ache_felt = score
        # Typing 10 key by key begins with a 1.
        if score == 1:
            self.conductor.in_real_time(presses.ONE_OR_TEN, self.settle)
        else:
            self.settle()
        zone = pain.zone(score, self._pain_before, self._thresholds)

        def back() -> str:
            self.conductor.do(Player.take_back)
            self.question = self._ask_strength()
            return questions.TAKEN_BACK

        ways = [answer for way in pain.WAYS[zone] if (answer := self._way(way)) is not None]
        ways.append(Answer("u", "undo", "back to how strong it is", back))
        ways = [replace(answer, give=partial(self._settled, answer.give)) for answer in ways]
        asked = questions.after_an_ache(zone, score, self._pain_before)
        self.question = Question(asked, tuple(ways), partial(self._settled, self._finish), escape="")

    def _settled(self, then: Callable[[], str | None]) -> str | None:
        self.settle()
        return then()

    def settle(self) -> None:
        """Pass an ache that was answered to the player; its score can no longer be changed."""
        score, self._ache_felt = self._ache_felt, None
        if score is not None:
            self.conductor.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, score))

    def _way(self, way: WayOn) -> Answer | None:
        """The answer for a way to go on; `None` if the session does not offer it."""
        key, label = questions.WAY_WORDS[way]
        exercise, session = self.player.step.exercise, self.session
        match way:
            case WayOn.GO_ON:
                return Answer(key, "keep", label, partial(self._go_on, questions.PAUSED))
            case WayOn.FINISH:
                return self._finish_here()
            case WayOn.SKIP_EXERCISE:
                return Answer(key, "skip", label, self._skip)
            case _ if session is None:
                return None
            case WayOn.EASIER:
                if (option := choices.easier(session, self.choices, exercise)) is None:
                    return None
                name, easier = option
                told = questions.easier_taken(name, self.keys)
                return Answer(key, "easier", f"{label}: {name}", lambda: self._go_on_with(session, easier, told))
            case WayOn.SHORTER:
                if (smaller := choices.shorter(session, self.choices, exercise)) is None:
                    return None
                return Answer(key, "dose", label, lambda: self._go_on_with(session, smaller, questions.PAUSED))

    def _go_on(self, told: str) -> str:
        self.conductor.do(Player.dismiss)
        return told

    def _go_on_with(self, session: Session, choices: Choices, told: str) -> str:
        self._change(choices, make_plan(session, choices))
        return told

    def _skip(self) -> str | None:
        self.conductor.do(Player.skip_exercise)
        return None if self.conductor.over else questions.PAUSED

    # -- the end ----------------------------------------------------------------------------------------------------

    def _finish_here(self) -> Answer:
        key, label = questions.WAY_WORDS[WayOn.FINISH]
        return Answer(key, "finish", label, self._finish_soon)

    def _finish_soon(self) -> None:
        """End the session after a moment; one that has not begun is put off instead."""
        if not self.player.allows(Command.FINISH):
            self._later()
            return
        self.conductor.do(Player.finish)
        self._end_soon()

    def _end_soon(self) -> None:
        """End the session after `TAKE_BACK` seconds, unless the person returns to the question before."""
        if not self.conductor.keyboard:
            self._finish()
            return
        asked = self._answered

        def back() -> str:
            self.conductor.do(Player.take_back)
            self.question = asked
            return questions.TAKEN_BACK

        answers = (Answer("u", "undo", "take it back", back), Answer("enter", "end", "end it now", self._finish))
        escape = "undo" if asked is None or asked.escape else ""
        self.question = Question("The session ends", answers, self._finish, escape, interrupt="end", ends=True)
        self.conductor.in_real_time(TAKE_BACK, self._unanswered)

    def _finish(self) -> None:
        self.conductor.do(Player.stop)

    def _later(self) -> None:
        self.put_off = True
