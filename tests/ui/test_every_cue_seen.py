"""Without hearing: at every tone something changes on the screen that is more than its running number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.geometry import Region
from textual.strip import Strip

from hipcoach.cues.prompts import Level, Tone, prompt
from hipcoach.cues.tone_rules import TONE_RULES
from hipcoach.doctor.listen import MEANINGS
from hipcoach.engine.player import Player
from hipcoach.session.model import Dose
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.widgets.moment_board import MomentBoard

EVERY_TONE = """\
hipcoach: 1
title: Every tone
exercises:
  - {name: Lean, hold: 20-44 s, side: each, prepare: 5 s, switch: 5 s}
  - {name: Lift, reps: 6-8, sets: 2, rest: 5 s, prepare: 5 s, tempo: "lift 1, lower 1"}
  - {name: March, reps: 2, side: each, order: alternate, prepare: 5 s, tempo: "lift 1, lower 1"}
"""

BAND, WORD, SIDE, STRIP, INK = "band at the edge", "large word", "side", "strip of sets", "digits inverted or coloured"

PLACES: dict[str, tuple[str, ...]] = {
    BAND: ("left", "right"),
    WORD: ("head", "second"),
    SIDE: ("head",),
    STRIP: ("strip",),
    INK: ("number",),
}
"""The widgets of each place."""

SEEN: dict[Tone, str] = {
    Tone.READY: WORD,
    Tone.START: BAND,
    Tone.TICK: INK,
    Tone.LIFT: WORD,
    Tone.LOWER: WORD,
    Tone.LEFT: SIDE,
    Tone.RIGHT: SIDE,
    Tone.LAST_THREE: INK,
    Tone.LAST_ONE: INK,
    Tone.HALF_WAY: BAND,
    Tone.TEN_SECONDS: BAND,
    Tone.MINIMUM: WORD,
    Tone.END: BAND,
    Tone.SWITCH: BAND,
    Tone.REST: BAND,
    Tone.EXERCISE_DONE: STRIP,
    Tone.PAUSED: BAND,
    Tone.RESUMED: BAND,
}
"""Where each tone is to be seen whenever it sounds; the end of the session is another screen."""

LOOKED_AT = {"times", *(name for names in PLACES.values() for name in names)}

Cell = tuple[str, Any, Any, bool]
"""What is drawn, its two colours, and whether they are inverted."""


@dataclass
class Cue:
    """A tone that sounded, what was said with it, and the screen right before and then."""

    tone: Tone
    words: tuple[str, ...]
    at: float
    """The second of the session."""
    before: dict[str, list[Cell]]
    then: dict[str, list[Cell]]

    def differs(self, place: str) -> bool:
        if place == INK:
            # The digits themselves run anyway.
            return inks(self.before["number"]) != inks(self.then["number"])
        return any(self.before.get(name) != self.then.get(name) for name in PLACES[place])


def inks(cells: list[Cell]) -> set[tuple[Any, Any, bool]]:
    """The ways in which what is drawn looks, whatever is drawn."""
    return {cell[1:] for cell in cells}


def text(shown: dict[str, list[Cell]]) -> str:
    """What was read in the line of times."""
    return "".join(cell[0] for cell in shown["times"]).strip()


class Heard:
    """A listener that keeps what sounds."""

    def __init__(self) -> None:
        self.tones: list[tuple[Tone, tuple[str, ...]]] = []

    def hear(self, events, at, player: Player) -> None:
        for event in events:
            told = prompt(event, player.plan)
            for tone in (told.before, told.tone):
                if tone is not None:
                    self.tones.append((tone, told.said_at(Level.FULL)))


def frame(it) -> dict[str, list[Cell]]:
    """What the widgets of the board show that are looked at, in pieces of one look each."""
    if not isinstance(it.app.screen, Guiding):
        return {}
    strips = it.app.screen._compositor.render_strips()
    standing = it.app.screen.query_one(MomentBoard).standing.regions
    return {name: pieces(strips, standing[name]) for name in LOOKED_AT if name in standing}


def pieces(strips: list[Strip], region: Region) -> list[Cell]:
    """What is drawn in a region, line by line."""
    found: list[Cell] = []
    for strip in strips[region.y : region.bottom]:
        for one in strip.crop(region.x, region.right):
            style = one.style
            look = style and style.color, style and style.bgcolor, bool(style and style.reverse)
            before = found.pop() if found and found[-1][1:] == look else ("", *look)
            found.append((before[0] + one.text, *look))
    return found


async def cues(it, heard: Heard) -> list[Cue]:
    """Lead the session to its end, waking it at every event, and once pausing it."""
    conductor, found, paused = it.app.flow.live.conductor, [], False
    shown = frame(it)

    async def after(act) -> None:
        nonlocal shown
        before = shown
        heard.tones.clear()
        act()
        await it.pilot.pause()
        then = shown = frame(it)
        if found and conductor.player.elapsed - found[-1].at < 0.01:
            # One moment, however many times it was woken in it: the countdown begins as it goes on.
            before = found[-1].before
        found.extend(Cue(tone, words, conductor.player.elapsed, before, then) for tone, words in heard.tones)

    while isinstance(it.app.screen, Guiding):
        if not paused and conductor.player.elapsed > 12.5:
            paused = True
            for _ in range(2):
                it.clock.now += 1.0
                await after(lambda: it.app.screen.action_press("pause"))
        it.clock.now += max(0.01, conductor.delay())
        due = conductor._zero + conductor.player.next_due()
        if it.clock.now >= due - 0.001:
            # A little later, so that rounding never shows the number before its event.
            it.clock.now = due + 0.0001
            await after(it.app.screen.wake)
        else:
            it.app.screen.wake()
            await it.pilot.pause()
            shown = frame(it)
    return found


async def test_every_tone_is_to_be_seen_at_80x24(stage, own_sessions, same_screen) -> None:
    (own_sessions / "tones.yaml").write_text(EVERY_TONE, encoding="utf-8")
    found = FoundSettings(Settings(walk_through=False, dose=Dose.HIGH))
    async with stage(opening="tones", found=found) as it:
        heard = Heard()
        await it.press("enter")
        it.app.flow.live.conductor._listeners += (heard,)
        all_cues = await cues(it, heard)
        assert it.blocks() == ["DONE"]

    reached = {cue.tone for cue in all_cues}
    assert reached == set(TONE_RULES), "a tone was not reached"
    shown = [cue for cue in all_cues if cue.then]
    assert {cue.tone for cue in all_cues} - {cue.tone for cue in shown} == {Tone.SESSION_DONE}
    unseen = [
        (cue.tone.value, cue.words, cue.at, text(cue.before), text(cue.then))
        for cue in shown
        if not cue.differs(SEEN[cue.tone])
    ]
    assert unseen == []
    same_screen("cues", table(all_cues))


def table(all_cues: list[Cue]) -> list[str]:
    """A row for each tone: what it means, an example of what is said with it, and where it is to be seen."""
    rows = ["| tone | meaning | said with it, for example | seen at 80x24 |", "|---|---|---|---|"]
    for tone in TONE_RULES:
        words = max((cue.words for cue in all_cues if cue.tone is tone), key=len)
        ours = [cue for cue in all_cues if cue.tone is tone and cue.then]
        places = [place for place in PLACES if ours and all(cue.differs(place) for cue in ours)]
        seen = ", ".join(places) or "another screen: DONE, the minutes, all sets"
        rows.append(f"| {tone.value.replace('_', ' ')} | {MEANINGS[tone]} | {'; '.join(words)} | {seen} |")
    return rows
