"""Cuts the score into reels, and starts each of them ahead of its time.

It has neither clock nor thread. Times called `now` are on the machine's clock, all others on the score's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues.lookahead import Effect, Lookahead, Update, opening
from hipcoach.cues.prompts import Tone
from hipcoach.cues.tone_rules import LATE, LATEST, TONE_RULES
from hipcoach.cues.track import HAIR, Sound, SoundKind
from hipcoach.engine.plan import Plan
from hipcoach.sound.bells import Bells
from hipcoach.sound.mixer import Mixer, tone_seconds
from hipcoach.sound.output import Output
from hipcoach.sound.playback import LOOKS, OFTEN, STOPPING, Job, Playback
from hipcoach.sound.preferences import Preferences
from hipcoach.sound.reel import LONGEST, Reel, SoundKey, agrees, cut, key, load, silences_to_waken
from hipcoach.sound.temporary_files import TemporaryFiles
from hipcoach.sound.tones import HEAD, TAIL, clip
from hipcoach.sound.voice import Voice
from hipcoach.sound.wavs import wav

AHEAD = 15.0
"""Seconds before the end of a reel at which the next one is made."""

MIXING = 0.015
"""Seconds that mixing and writing a reel may take."""

SLACK = 0.025
"""Seconds of delay after which a reel is not started but made again."""

TRIAL = 10.0
"""The longest reel, in seconds, on an unproved output: that it hangs is only noticed after the end of the reel."""

REPLAY = 1.0
"""Seconds by which a tone may be late on the next output after one failed, unless it is a beat."""

NOBODY = 3.0
"""Seconds without a sign of life from the session after which no reel is started: nobody is being guided."""

SELDOM = 10.0
"""Seconds between two looks at the score after it had no sounds."""


class _Loaded(Struct):
    """A reel with its sound file."""

    reel: Reel
    job: Job
    started: bool = False


class Reels:
    """Keeps one reel playing and the next one ready."""

    def __init__(
        self,
        lookahead: Lookahead,
        voice: Voice,
        bells: Bells,
        preferences: Preferences,
        outputs: Sequence[Output],
        *,
        now: float,
        out: Callable[[Output], None],
        no_room: Callable[[str], None],
    ) -> None:
        """`no_room` is called with the folder and the reason each time that a reel cannot be written."""
        self._lookahead = lookahead
        self._voice = voice
        self._bells = bells
        self._preferences = preferences
        self._mixer = Mixer(voice, preferences.volumes)
        self._files = TemporaryFiles()
        self._no_room = no_room
        self._missed: list[Job] = []
        self.playback = Playback(outputs, missed=self._missed.append, gone=self._files.drop, out=out)
        self._reels: list[_Loaded] = []
        self._heard: set[SoundKey] = set()
        """Sounds that have been heard and are not played again."""
        self._after = lookahead.at(now)
        """Sounds that begin before this time are not played."""
        self._quiet_since = -inf
        """The end of the last sound, on the machine's clock."""
        self._patience = LATE
        """The seconds by which a tone that is not a beat may be late on the next reel."""
        self._stop_at: float | None = None
        self._look_at = -inf
        """The time at which to look for sounds for the next reel, on the machine's clock."""

    @property
    def quiet(self) -> bool:
        """Whether nothing plays, nothing is about to, and no player is left running."""
        return not self._reels and self.playback.quiet

    # -- what changes what is heard ---------------------------------------------------------------------------------

    def hear(self, update: Update, now: float) -> None:
        """Take in an update of the session; a reel that still agrees with the score plays on."""
        # Before the update, which may change how session time follows from the machine's clock.
        self._remember(now)
        effect = self._lookahead.hear(update)
        if effect is Effect.NOTHING:
            return
        if effect is Effect.ANEW:
            self._drop_all(now)
            at = self._lookahead.at(update.now)
            # While session time stands still, the same sound may have to be played again.
            self._heard = {known for known in self._heard if known[0] < at - HAIR}
            self._after = at - LATEST
        self._foresee(now)

    def behave(self, preferences: Preferences, now: float) -> None:
        """Apply new preferences."""
        before, self._preferences = self._preferences, preferences
        if preferences.volumes != before.volumes:
            self._mixer = Mixer(self._voice, preferences.volumes)
        if preferences.off:
            self._drop_all(now)
            return
        if before.off:
            self._after = self._lookahead.at(now)
        if replace(preferences, level=before.level) != before:
            self._drop_from(0, now)
        self._foresee(now)

    def get_ready(self, plan: Plan) -> None:
        """Load the first sounds of a session in advance: reading them at its start would make its first tone late."""
        for sound in opening(plan, self._preferences.level, self._mixer.lengths, LONGEST):
            self._mixer.samples(sound)

    def try_out(self, now: float) -> None:
        """Play the tone for changing sides as a test, in place of all other sound."""
        self._drop_all(now)
        if self.playback.output is None:
            self._bells.begin(TONE_RULES[Tone.SWITCH].bells, now)
            return
        self._lookahead.begin_anywhere(now)
        begin = self._earliest(now)
        switch = Sound(begin + HEAD, tone_seconds(Tone.SWITCH), Tone.SWITCH, "", SoundKind.CUE, begin)
        if reel := load((switch,), begin, begin, quiet_since=self._silence(())):
            self._take(replace(reel, apart=True))
        self._after = switch.end

    def hush(self, now: float) -> None:
        """Stop all sound for good."""
        self._lookahead.close()
        self._drop_all(now)

    def kill(self) -> None:
        """Kill all players at once."""
        self.playback.kill()

    def clear(self) -> None:
        """Delete the files."""
        self._files.clear()

    def _foresee(self, now: float) -> None:
        """Work out the score again, and drop reels that do not agree with it."""
        if self._preferences.off:
            return
        self._lookahead.foresee(now, self._preferences.level, self._mixer.lengths)
        self._look_at = now
        at = self._lookahead.at(now)
        sounds = [sound for sound in self._lookahead.sounds if key(sound) not in self._heard]
        for place, loaded in enumerate(self._reels):
            reel = loaded.reel
            if reel.apart:
                continue
            untrue = loaded.started and reel.sounding(at) and not self._going_on(reel, now)
            if untrue or not agrees(reel, sounds, at, self._heard):
                self._drop_from(place, now)
                return

    # -- dropping reels ---------------------------------------------------------------------------------------------

    def _drop_all(self, now: float) -> None:
        """Stop the current sound and drop all reels."""
        self._remember(now)
        self._let_go(0)
        self._stop_at = None
        self.playback.hush(now)

    def _drop_from(self, place: int, now: float) -> None:
        """Drop a reel and those after it; a current sound that is still scheduled is played to its end."""
        first = self._reels[place] if place < len(self._reels) else None
        if first is None or not first.started:
            self._let_go(place)
            return
        going_on = self._going_on(first.reel, now)
        if going_on is None:
            self._drop_all(now)
            return
        self._let_go(place + 1)
        first.reel = first.reel.up_to(going_on)
        self._stop_at = self._lookahead.now(going_on.end)

    def _let_go(self, place: int) -> None:
        """Delete the reels from a position on, so that new ones are made."""
        for loaded in self._reels[place:]:
            if not loaded.started:
                self._files.drop(loaded.job.path)
        del self._reels[place:]
        self._look_at = -inf

    def _going_on(self, reel: Reel, now: float) -> Sound | None:
        """The current sound, if it is still scheduled."""
        sound = reel.sounding(self._lookahead.at(now))
        same = sound is not None and any(
            key(sound) == key(other) and abs(sound.at - other.at) < LATE for other in self._lookahead.sounds
        )
        return sound if same else None

    def _remember(self, now: float) -> None:
        """Remember which sounds have been heard by now."""
        at = self._lookahead.at(now)
        for loaded in self._reels:
            begun = [sound for sound in loaded.reel.laid if loaded.started and sound.at <= at]
            if begun:
                self._heard.update(key(sound) for sound in begun if sound.end <= at)
                self._quiet_since = self._lookahead.now(min(at, begun[-1].end))
        self._heard = {known for known in self._heard if known[0] > at - 2 * LONGEST}

    def _replay_missed(self, now: float) -> None:
        """Schedule again the sounds of reels that were not played to their end."""
        seen_well = self._lookahead.at(now) - LOOKS
        missed, self._missed[:] = tuple(self._missed), ()
        for job in missed:
            place = next((place for place, loaded in enumerate(self._reels) if loaded.job is job), None)
            if place is not None:
                reel = self._reels[place].reel
                self._heard.update(key(sound) for sound in reel.laid if sound.end <= seen_well)
                self._let_go(place)
                self._patience = REPLAY
                if reel.apart:
                    self.try_out(now)

    # -- as time passes ---------------------------------------------------------------------------------------------

    def step(self, now: float, alive: float) -> float | None:
        """Do what is due; returns the time to call again. `alive`: the time of the session's latest sign of life."""
        if self._stop_at is not None and now >= self._stop_at:
            self._stop_at = None
            self.playback.hush(now)
        wakes = [self.playback.step(now)]
        self._replay_missed(now)
        self._retire(now)
        wakes.append(self._stop_at)
        if self.playback.output is None:
            wakes.append(self._ring(now))
        else:
            wakes += [self._prepare(now), self._start(now, alive)]
        wakes.append(self._bells.step(now))
        return min((wake for wake in wakes if wake is not None), default=None)

    def _retire(self, now: float) -> None:
        """Remove reels that have ended."""
        while self._reels and self._reels[0].started and self._lookahead.at(now) >= self._reels[0].reel.end - HAIR:
            self._remember(now)
            self._after = max(self._after, self._reels.pop(0).reel.sounds[-1].at + HAIR)
            self._look_at = -inf

    def _prepare(self, now: float) -> float | None:
        """Make the next reel if it is time; returns when it will be."""
        if self._preferences.off or len(self._reels) > 1:
            return None
        if not self.playback.proved and (self._reels or self.playback.playing):
            return None
        look_at = self._look_at
        if self._reels and self._stop_at is None:
            look_at = max(look_at, self._lookahead.now(self._reels[0].reel.end) - AHEAD)
        if now < look_at:
            return look_at
        self._lookahead.keep_fresh(now, self._preferences.level, self._mixer.lengths)
        self._look_at = -inf if self._cut(now) else now + SELDOM
        return max(now, self._look_at) if self._lookahead.sounds else None

    def _cut(self, now: float) -> bool:
        """Make a reel of the next sounds; False if there are none."""
        after = self._reels[-1].reel.sounds[-1].at + HAIR if self._reels else self._lookahead.at(now) - LATEST
        after = max(after, self._after)
        known = self._heard.union(*({key(sound) for sound in loaded.reel.sounds} for loaded in self._reels))
        asked = [sound for sound in self._lookahead.sounds if sound.at >= after and key(sound) not in known]
        sounds = cut(asked, self._lookahead.until)
        if not sounds:
            return False
        if not self.playback.proved:
            sounds = cut(asked, min(self._lookahead.until, asked[0].at + TRIAL)) or sounds
        # An event that has just happened is heard late by the loudspeaker's delay in any case.
        patience, self._patience = max(self._patience, LATE + self._delay), LATE
        reel = load(
            sounds,
            after,
            self._earliest(now),
            free=self._free,
            quiet_since=self._silence(self._reels),
            patience=patience,
        )
        if reel is None:
            self._after = sounds[-1].at + HAIR
        else:
            self._take(reel)
        return True

    def _earliest(self, now: float) -> float:
        """The earliest time at which a file that has yet to be made can be heard."""
        freeing = 0.0 if self.playback.is_free(now) else STOPPING
        return self._lookahead.at(now) + self._delay + MIXING + freeing

    @property
    def _delay(self) -> float:
        """Seconds from starting a file to hearing it, loudspeaker included."""
        return self._preferences.latency + self._latency

    @property
    def _latency(self) -> float:
        """The part of `_delay` that the player takes."""
        return self.playback.output.latency if self.playback.output else 0.0

    @property
    def _free(self) -> float:
        """The time from which another file can begin without cutting off the last reel."""
        return self._reels[-1].reel.end + TAIL + self._latency if self._reels else -inf

    def _silence(self, before: Sequence[_Loaded]) -> float | None:
        """The time since which it has been quiet; `None` if the loudspeaker need not be woken."""
        if not self._preferences.wireless:
            return None
        return before[-1].reel.end if before else self._lookahead.at(self._quiet_since)

    def _take(self, reel: Reel) -> None:
        """Mix a reel and write its file; if that fails, use the shipped file of its first tone."""
        mixed = self._mixer.mix(reel.laid, reel.zero, reel.seconds)
        if self._preferences.wireless:
            quiet_since = self._silence(self._reels)
            for begin, end in silences_to_waken(reel.laid, quiet_since or 0.0):
                self._mixer.waken(mixed, max(0.0, begin - reel.zero), end - reel.zero)
        path = self._files.put(wav(mixed))
        if path is None:
            self._no_room(self._files.trouble)
            tone = next((sound for sound in reel.laid if sound.tone and not self._mixer.is_off(sound.tone)), None)
            if tone is None or tone.tone is None:
                self._after = reel.sounds[-1].at + HAIR
                return
            alone = tuple(sound for sound in reel.sounds if key(sound) == key(tone))
            reel = Reel(alone, tone.at - LATE, (tone,), tone.at - HEAD, tone.end, apart=reel.apart)
            path = clip(tone.tone).path
        job = Job(path, reel.seconds, reel.end - reel.zero, self._lookahead.now(reel.zero))
        self._reels.append(_Loaded(reel, job))

    def _start(self, now: float, alive: float) -> float | None:
        """Start the reel that is due; returns the time at which to start the next one."""
        for loaded in self._reels:
            if loaded.started:
                continue
            begin = loaded.job.due - self._delay
            if now < begin:
                return begin
            if self._lookahead.going and now - alive > NOBODY:
                self._drop_all(now)
                return None
            if not self.playback.is_free(now):
                return now + OFTEN
            if now > begin + SLACK and not loaded.reel.apart:
                self._drop_from(self._reels.index(loaded), now)
                return now
            loaded.started = True
            self.playback.start(loaded.job, now)
            self._stop_at = None
            return now
        return None

    def _ring(self, now: float) -> float | None:
        """Ring the bell for the main cues if nothing can be played; returns the time of the next one."""
        if self._preferences.off:
            return None
        self._lookahead.keep_fresh(now, self._preferences.level, self._mixer.lengths)
        at = self._lookahead.at(now)
        for sound in self._lookahead.sounds:
            rule = TONE_RULES[sound.tone] if sound.tone else None
            if rule is None or not rule.bells or sound.at < self._after or key(sound) in self._heard:
                continue
            if sound.at > at:
                return self._lookahead.now(sound.at)
            self._heard.add(key(sound))
            if at - sound.at <= (LATEST if rule.always else REPLAY):
                self._bells.begin(rule.bells, now)
        return None
