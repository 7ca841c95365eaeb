"""The speaker's thread: takes messages, finds outputs, keeps the reels playing and reports how sound is doing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import Event

from msgspec import Struct

from hipcoach.cues.lookahead import Lookahead, Update
from hipcoach.engine.plan import Plan
from hipcoach.sound.bells import Bells
from hipcoach.sound.health import Health, SoundState
from hipcoach.sound.output import Output
from hipcoach.sound.playback import OFTEN
from hipcoach.sound.preferences import Preferences
from hipcoach.sound.reel import LONGEST, REFRESH
from hipcoach.sound.reels import Reels
from hipcoach.sound.search import Findings, Search
from hipcoach.sound.temporary_files import clear_away
from hipcoach.sound.voice import Voice

PATIENCE_AT_THE_END = 1.5
"""Seconds that stopped players get to end."""

PATIENCE_WITH_SEARCH = 3.0
"""Seconds that the search for outputs may take before the bell is used; some tenths are usual."""

RETRY = 20.0
"""Seconds after which outputs that failed are tested again, with silence."""

RETRY_AT_REST = 60.0
"""The same while the session stands still, when nothing has to be heard."""

MOST_FAULTS = 5
"""The number of unexpected errors after which sound is given up."""


class Hear(Struct, frozen=True):
    """The session's events and what lies ahead."""

    update: Update


class GetReady(Struct, frozen=True):
    """Prepare for a plan that will probably be played."""

    plan: Plan


class Behave(Struct, frozen=True):
    """Apply new preferences."""

    preferences: Preferences


class TryOut(Struct, frozen=True):
    """Play a test tone, with outputs that failed before as well."""


class Mark(Struct, frozen=True):
    """Set the event once all earlier messages are dealt with."""

    reached: Event


class Close(Struct, frozen=True):
    """End the thread."""

    linger: float
    """Seconds that the current sound may still take."""


class Searched(Struct, frozen=True):
    """A search for outputs has ended."""


Message = Hear | GetReady | Behave | TryOut | Searched | Mark | Close


class Worker:
    """The speaker's thread."""

    def __init__(
        self,
        messages: Queue[Message],
        report: Callable[[str], None],
        ring: Callable[[], None] | None,
        find: Callable[[], Sequence[Output]],
        clock: Callable[[], float],
        voice: Voice,
        speed: float,
    ) -> None:
        self._messages = messages
        self._tell = report
        self._find = find
        self._clock = clock
        self._voice = voice
        self._bells = Bells(ring)
        self._lookahead = Lookahead(reach=LONGEST, refresh=REFRESH, speed=speed)
        self._preferences = Preferences(muted=True)
        self._reels: Reels | None = None
        self._expected: Plan | None = None
        """The plan that will probably be played."""
        self._search: Search | None = None
        self._findings: Findings | None = None
        """The result of the latest search for outputs; None while it is running."""
        self._retry: Search | None = None
        self._tried_at = 0.0
        """The time at which outputs were last found not to play."""
        self._leaving = Event()
        self._failed = False
        """Whether outputs were found but do not work."""
        self._reported = False
        self._no_room_told = False
        self.state = SoundState(Health.STARTING)
        """How sound is doing; written only by this thread."""
        self.alive = clock()
        """The time of the session's latest sign of life; written by the thread that leads the session."""

    def run(self) -> None:
        """Take messages until `Close` comes; no error here stops the session."""
        try:
            clear_away()
            for fault in range(1, MOST_FAULTS + 1):
                try:
                    self._take_messages()
                except Exception as error:
                    if self._leaving.is_set():
                        break
                    self._begin_anew(error, last=fault == MOST_FAULTS)
                else:
                    break
        finally:
            self._let_go()

    def _begin_anew(self, error: Exception, *, last: bool) -> None:
        """Go on after an unexpected error, with the outputs found so far; without sound if it is the `last`."""
        self._let_go()
        if last:
            self.state = SoundState(Health.NONE)
            self._report(f"Sound failed, and the session goes on without it: {error!r}")
        elif not self._preferences.off:
            self._play_with(self._findings)

    def _let_go(self) -> None:
        """Kill all players and delete all files."""
        deck, self._reels = self._reels, None
        if deck is not None:
            deck.kill()
            deck.clear()

    def _report(self, text: str) -> None:
        """Tell the person a line, unless the program is ending."""
        if not self._leaving.is_set():
            with suppress(Exception):
                self._tell(text)

    def give_up_looking(self) -> None:
        """Stop searching for outputs, so that closing need not wait; called from another thread."""
        self._leaving.set()
        for search in (self._search, self._retry):
            if search is not None:
                search.give_up()

    def _take_messages(self) -> None:
        wake = self._step()
        while True:
            match self._next(wake):
                case Hear(update):
                    self._expected = None
                    if self._reels is None:
                        self._lookahead.hear(update)
                    else:
                        self._reels.hear(update, self._clock())
                case GetReady(plan):
                    self._expected = plan
                    if self._reels is not None:
                        self._reels.get_ready(plan)
                case Behave(preferences):
                    self._behave(preferences)
                case TryOut():
                    self._forget_failures()
                    self._prepare().try_out(self._clock())
                case Searched():
                    self._take_over()
                case Mark(reached):
                    reached.set()
                case Close(linger):
                    self._leave(linger)
                    return
                case None:
                    # No message: time to look after the reels.
                    pass
            wake = self._step()

    def _next(self, wake: float | None) -> Message | None:
        """The next message, or None when it is time to look after the reels."""
        try:
            return self._messages.get(timeout=None if wake is None else max(0.0, wake - self._clock()))
        except Empty:
            return None

    def _step(self) -> float | None:
        now = self._clock()
        if self._reels is None:
            return self._bells.step(now)
        wakes = (self._reels.step(now, self.alive), self._try_again(now))
        self._name_output()
        return min((wake for wake in wakes if wake is not None), default=None)

    def _behave(self, preferences: Preferences) -> None:
        before, self._preferences = self._preferences, preferences
        if preferences.off:
            self._bells.hush()
        else:
            if before.off:
                self._forget_failures()
            self._prepare()
        if self._reels is not None:
            self._reels.behave(preferences, self._clock())

    def _prepare(self) -> Reels:
        """The reels; the first time this searches for outputs."""
        return self._reels or self._play_with(self._looked_for())

    def _play_with(self, findings: Findings | None) -> Reels:
        """Make new reels with these outputs, in place of reels that cannot play."""
        if self._reels is not None:
            self._reels.clear()
        self._findings = findings
        self._failed = False
        self._reels = Reels(
            self._lookahead,
            self._voice,
            self._bells,
            self._preferences,
            findings.outputs if findings else (),
            now=self._clock(),
            out=self._give_up,
            no_room=self._tell_no_room,
        )
        self._look()
        if self._expected is not None:
            self._reels.get_ready(self._expected)
        return self._reels

    def _looked_for(self) -> Findings | None:
        """The result of the search for outputs; None if it takes too long."""
        patience = 0.0
        if self._leaving.is_set():
            return Findings()
        if self._search is None:
            patience = PATIENCE_WITH_SEARCH
            self._search = Search(self._find, lambda: self._messages.put(Searched()))
        findings = self._search.findings(patience)
        if findings is not None:
            self._search = None
        return findings

    def _try_again(self, now: float) -> float | None:
        """Test failed outputs again after a while, as the person lies on the floor; returns when to test next."""
        if self._playing or self._preferences.off or self._findings is None or self._retry is not None:
            return None
        # Worked out anew each time, so that a session that goes on after a while has them tested at once.
        due = self._tried_at + (RETRY_AT_REST if self._lookahead.stands_still else RETRY)
        if now >= due:
            self._retry = Search(self._those_that_play, lambda: self._messages.put(Searched()))
            return None
        return due

    def _those_that_play(self) -> Sequence[Output]:
        """The first output that plays and all after it; takes a second, and some more for each that hangs."""
        from hipcoach.sound import probe

        return probe.those_that_play(self._find(), sleep=self._sleep)

    def _sleep(self, seconds: float) -> None:
        if self._leaving.wait(seconds):
            raise InterruptedError

    def _take_over(self) -> None:
        """Change from the bell to outputs that were found late or work again."""
        if self._retry is not None and (revived := self._retry.findings(0.0)) is not None:
            self._retry = None
            self._tried_at = self._clock()
            if revived.outputs and not self._playing and not self._preferences.off:
                self._play_with(revived)
        if self._search is not None and (found := self._search.findings(0.0)) is not None:
            self._search = None
            self._play_with(found)

    @property
    def _playing(self) -> bool:
        """Whether there is an output that works."""
        return self._reels is not None and self._reels.playback.output is not None

    def _forget_failures(self) -> None:
        """Search for outputs again if none is left."""
        if self._reels is not None and self._reels.playback.output is None and self._reels.quiet:
            self._reels.clear()
            self._reels = None
        self._reported = False

    def _give_up(self, output: Output) -> None:
        self._failed = True
        self._look()

    def _tell_no_room(self, where: str) -> None:
        """Tell the person once that there is no room for the files of reels."""
        if not self._no_room_told:
            self._no_room_told = True
            self._report(
                f"No room for sound files in {where}, so only tones are played, at full volume. Make room there."
            )

    def _look(self) -> None:
        """Update `state`, and tell the person once when there is no sound."""
        output = self._reels.playback.output if self._reels else None
        if output is not None:
            self._name_output()
            self._reported = False
            return
        self._tried_at = self._clock()
        self.state = SoundState(Health.BELL if self._bells.there else Health.NONE)
        if not self._reported:
            self._reported = True
            self._report(self._trouble())

    def _name_output(self) -> None:
        """Say in `state` which output is in use, and whether it has yet to show that it plays."""
        if self._reels is not None and (output := self._reels.playback.output) is not None:
            health = Health.PLAYING if self._reels.playback.proved else Health.TRYING
            self.state = SoundState(health, output.name)

    def _trouble(self) -> str:
        """What is wrong with sound, in one line; `hipcoach doctor` says more and what to do."""
        if self._failed:
            what = "No sound: no player works"
        elif self._findings is None:
            what = "No sound yet: still looking"
        else:
            what = f"No sound: {'no player was found' if self._findings.trouble is None else 'playsound3 failed'}"
        instead = "the bell rings" if self._bells.there else "follow the screen"
        return f"{what}; {instead}. 'hipcoach doctor' says more."

    def _leave(self, linger: float) -> None:
        """Let the current sound end within `linger` seconds or stop it, and wait until its player has ended."""
        self._leaving.set()
        if self._retry is not None:
            self._retry.findings(PATIENCE_AT_THE_END)
        deck = self._reels
        if deck is None:
            return
        self._step()
        stop_at = self._clock() + linger
        kill_at = stop_at + PATIENCE_AT_THE_END
        while not (deck.quiet and self._bells.quiet):
            now = self._clock()
            if now >= stop_at:
                self._bells.hush()
                deck.hush(now)
            if now >= kill_at:
                deck.kill()
            deck.step(now, now)
            time.sleep(OFTEN)
