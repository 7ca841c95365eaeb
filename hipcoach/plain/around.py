"""What is asked around a session at a terminal: what to do with one left open, the check-in, the check-out."""

from __future__ import annotations

from collections.abc import Callable

from hipcoach.advice.history import CheckInAnswers, History
from hipcoach.advice.measuring import due, offer
from hipcoach.advice.proposal import Proposal
from hipcoach.diagnostics.files import why
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Outcome
from hipcoach.exits import Exit
from hipcoach.journal.measures import measured
from hipcoach.journal.resume import Resumable
from hipcoach.live.check_in import CheckInInterview, sheet_for
from hipcoach.live.check_out import CheckOutInterview, keep
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.live.interview import Interview
from hipcoach.live.left_open import Left, LeftOpenInterview, decided, end
from hipcoach.live.run import Live, left_open, look_back
from hipcoach.live.today import proposed
from hipcoach.plain.conversation import HOW, LEAVES, Conversation, OnRequest
from hipcoach.plain.follow import when_to_stop
from hipcoach.plain.keyboard import Keyboard
from hipcoach.plain.today_lines import offered_of_programme
from hipcoach.session.library import Reading
from hipcoach.session.model import Session

CheckedIn = tuple[Choices, Choices | None, CheckInAnswers]
"""The choices for today, those to restore next time where they differ, and the answers."""


def tell_left_open(environment: Environment, say: Callable[[str], None]) -> None:
    """Say which session was left open, if one was."""
    if (left := left_open(environment, say)) is not None:
        say(f"Left open: {left.place}. 'hipcoach play --resume' goes on with it.")


class Asking:
    """Asks before and after a session; nothing of it without somebody at a terminal."""

    def __init__(
        self, environment: Environment, keyboard: Keyboard, descriptor: int | None, say: Callable[[str], None]
    ) -> None:
        self._environment = environment
        self._say = say
        self._keyboard = keyboard
        self._descriptor = descriptor

    def _hold(self, interview: Interview, session: Session | None, *, unasked: bool = False) -> int | None:
        environment = self._environment
        on_request = OnRequest(environment.settings.keys.in_words(), when_to_stop(session))
        conversation = Conversation(self._keyboard, self._descriptor, self._say, on_request, environment.clock)
        return conversation.hold(interview, unasked=unasked)

    def about_left_open(self, reading: Reading) -> Resumable | int | None:
        """Ask about an interrupted session of this file; returns the one to go on with, or the exit status.

        `None`: there is none, or it is not gone on with.
        """
        left = left_open(self._environment, self._say, reading.path.name)
        if left is None:
            tell_left_open(self._environment, self._say)
            return None
        asked = LeftOpenInterview(left)
        if (status := self._hold(asked.interview, None)) is not None:
            return status
        match asked.decision:
            case Left.GO_ON:
                return left
            case Left.CLOSE | Left.DROP:
                try:
                    end(left, asked.decision, self._environment.wall())
                except OSError as error:
                    self._say(f"The session stays open: {why(error)}")
                else:
                    self._say(decided(left, asked.decision))
            case Left.LATER:
                # It stays open, to be asked about again.
                pass
        return None

    def check_in(self, session: Session, reading: Reading, choices: Choices, options: RunOptions) -> CheckedIn | int:
        """Ask what the check-in asks; returns what follows, or the exit status if the person leaves."""
        environment = self._environment
        proposal = self._proposal()
        for text in offered_of_programme(proposal) if proposal is not None else ():
            self._say(text)
        sheet = sheet_for(environment, session, reading.path.stem, choices, proposal, as_asked=options.as_asked)
        if (history := self._history()) is not None:
            sheet.remember(history, as_last=not options.as_asked)
        now = environment.wall()
        known = measured(environment.places.log, now)
        if due(known, now.date()):
            self._say(f"{offer(known)} For that, leave with {LEAVES[0]} and type 'hipcoach measure'.")
        asked = CheckInInterview(session, sheet, environment.settings.thresholds.pain)
        for text in (*asked.opening(), HOW):
            self._say(text)
        if (status := self._hold(asked.interview, session)) is not None:
            return status
        today, usual = asked.sheet.choices, asked.sheet.usual
        return today, usual if usual != today else None, asked.sheet.complete()

    def _history(self) -> History | None:
        try:
            return look_back(self._environment, lambda: True)
        except OSError as error:
            self._say(f"What was done before cannot be read: {why(error)}")
            return None

    def _proposal(self) -> Proposal | None:
        environment = self._environment
        try:
            return proposed(environment.places, environment.library, environment.settings, environment.wall())
        except OSError as error:
            self._say(f"Nothing can be proposed for today: {why(error)}")
            return None

    def check_out(self, live: Live, status: int) -> int:
        """Ask what the check-out asks, and log the answers; returns the exit status of the session.

        Answers given before a signal ended the questions are kept too.
        """
        told = live.conductor.outcome is Outcome.STOPPED_FOR_PAIN
        thresholds = self._environment.settings.thresholds.pain
        asked = CheckOutInterview(live.conductor.player, live.session, live.pain_before, thresholds, told=told)
        left = self._hold(asked.interview, live.session, unasked=True)
        keep(live.journal, asked.answers)
        return status if left is None or left == Exit.PARTIAL else left
