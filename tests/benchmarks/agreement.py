"""Whether the screen and the tones say the same at the same time: the app in a terminal, its sound in a recorder.

    export PYTHONPATH=.:tests/sound
    python tests/benchmarks/agreement.py release           # at true speed, 5:35, on a quiet machine
    python tests/benchmarks/agreement.py release --load    # with two busy loops
    python tests/benchmarks/agreement.py my.yaml --each    # a session of one's own, every pair on a line of its own

Needs pulseaudio and pulseaudio-utils. The session must need no key on its way. Nothing here is a test: it takes as long
as the session does. Times are of the last byte that makes the screen show something, as the terminal gets it, and of
the first sample of a tone, as it leaves the sound server.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from listening import AROUND, Shipped, busy, events_of, p95, plan_of, sounds_of, tone_offset
from recorder import Recorder
from terminal import COLUMNS, HIPCOACH, LINES, PATIENCE, Program, begin, punctual, screens
from textual.geometry import Region

from hipcoach.cues.prompts import Level, prompt
from hipcoach.cues.track import Sound
from hipcoach.engine.events import (
    Countdown,
    Event,
    HoldMoment,
    HoldReached,
    HoldStarted,
    PhaseStarted,
    PrepareStarted,
    RepetitionsStarted,
    RestStarted,
    SessionEnded,
    SwitchSides,
)
from hipcoach.engine.plan import Plan
from hipcoach.session.model import Side
from hipcoach.text.durations import countdown
from hipcoach.ui.glyphs import GLYPHS, ROWS, lines_of
from hipcoach.ui.places import Needs, places

PROMISED = 0.1
"""Seconds within which the screen and the tones agree."""

ASKED = "How was it?"
"""What is asked when a session is over."""

STANDING = "Space goes on."
"""What is shown where the session stands still, as it does by itself where nobody was guided."""

LAST_TONE = 3.0
"""Seconds in which the last tone comes to its end."""

LATEST = 1.0
"""Seconds after its time within which the screen is looked at: it shows nothing twice within them."""


# -- the terminal -------------------------------------------------------------------------------------------------


def follow(session: str, home: Path, seconds: float, load: bool) -> tuple[list[tuple[float, bytes]], bool]:
    """Lead the app through a session by keys; what the terminal got, and whether it came to the end."""
    with Program([*HIPCOACH, "play", session, "--dose", "low"], home) as app:
        with punctual(), busy(load):
            begin(app)
            ended = app.until(f"{re.escape(ASKED)}|{re.escape(STANDING)}", seconds + PATIENCE)
            app.pass_time(time.monotonic() + LAST_TONE)
        return app.chunks, ended is not None and ASKED in app.printed


# -- what the screen shows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """What is read from the screen; nothing where it is not there, or only half painted."""

    left: int | None = None
    """Seconds to the end of the session."""
    word: str = ""
    """What the person is doing."""
    side: str = ""
    number: str = ""
    over: bool = False


def watch(chunks: Sequence[tuple[float, bytes]]) -> list[tuple[float, Shown]]:
    """What the screen shows from when on, as far as it is read."""
    seen = [(0.0, Shown())]
    for at, lines in screens(chunks):
        shown = read(lines)
        if shown != seen[-1][1]:
            seen.append((at, shown))
    return seen


def read(lines: Sequence[str]) -> Shown:
    text = "\n".join(lines)
    left = re.search(r"(\d+):(\d\d) left", text)
    over = ASKED in text
    for side in (Side.LEFT, Side.RIGHT, Side.NONE):
        stand = [places(COLUMNS, LINES - 1, Needs(side, widest, figure=True)) for widest in WIDEST]
        head = letters(lines, stand[0].regions["head"], stand[0].head)
        word = letters(lines, stand[0].regions.get("second", Region()), stand[0].second)
        number = next(filter(None, (letters(lines, one.regions["number"], one.number) for one in stand)), "")
        if side is Side.NONE or head == side.value.upper():
            return Shown(
                left=int(left[1]) * 60 + int(left[2]) if left else None,
                word=word or head,
                side=side.value.upper(),
                number=number,
                over=over or written("DONE") in (word, head),
            )
    raise AssertionError("there are two sides, and none")


WIDEST = ("88", "8", "8:88", "888")
"""The widest numbers of a step, on which the size of a number depends."""


def letters(lines: Sequence[str], where: Region, scale: int) -> str:
    """The block letters in a place; nothing where not all of them are known."""
    rows = [line[where.x : where.right] for line in lines[where.y : where.y + lines_of(scale)]]
    halves = [["#" if sign in inked else " " for sign in row[::scale]] for row in rows for inked in ("▀█", "▄█")]
    columns = list(zip(*halves[: ROWS * scale : scale], strict=True))
    text = ""
    for inked, run in groupby(columns, key=lambda column: "#" in column):
        glyph = tuple(run)
        text += READ.get(glyph, "?") if inked else " " if 1 < len(glyph) <= BETWEEN_WORDS else ""
    return "" if "?" in text else text.strip()


BETWEEN_WORDS = 4
"""Empty columns of dots between two words."""

READ = {tuple(zip(*rows, strict=True)): sign for sign, rows in GLYPHS.items() if sign not in "OS "}
"""Signs by their columns of dots; a nought is read for an O and a five for an S, which look the same."""


# -- what belongs together ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sign:
    """What the screen comes to show when something happens."""

    of: str
    """What happens, in words."""
    shown: Mapping[str, object]

    def seen(self, screen: Shown) -> bool:
        return all(getattr(screen, name) == value for name, value in self.shown.items())


def written(word: str) -> str:
    """A word as it is read."""
    return word.replace("O", "0").replace("S", "5")


def sign(event: Event) -> Sign | None:
    """How an event is seen; None where it is not."""
    match event:
        case Countdown(left=left):
            return Sign("3, 2, 1", {"number": countdown(left)})
        case HoldStarted(seconds=seconds):
            return Sign("start of work", {"word": written("HOLD"), "number": countdown(int(seconds))})
        case RepetitionsStarted():
            return None
        case SwitchSides(side=side, seconds=seconds):
            shown = {"word": written("SWITCH"), "side": side.value.upper(), "number": countdown(int(seconds))}
            return Sign("switch", shown)
        case PrepareStarted(due=due, seconds=seconds):
            shown = {"word": "GET READY", "number": countdown(int(seconds))}
            return Sign("next exercise" if due else "beginning", shown)
        case RestStarted(seconds=seconds):
            return Sign("rest", {"word": written("REST"), "number": countdown(int(seconds))})
        case HoldReached(moment=HoldMoment.HALF_WAY | HoldMoment.TEN_SECONDS, left=left) if left == int(left):
            return Sign(event.moment.value.replace("_", " "), {"number": countdown(int(left))})
        case PhaseStarted(phase=phase):
            return Sign("phase", {"word": written(phase.upper())})
        case SessionEnded():
            return Sign("end", {"over": True})
    return None


def pairs(plan: Plan) -> Iterator[tuple[Sound, Sign]]:
    """Every tone that sounds on its moment, with what is seen at that moment."""
    moments = {due: list(events) for due, events in groupby(events_of(plan), key=lambda event: event.due)}
    for sound in sounds_of(plan, Level.TONES, Shipped()):
        if sound.at != sound.due:
            continue
        # The tone's own event first; a set that is done is seen by what comes after it.
        events = sorted(moments[sound.due], key=lambda event: prompt(event, plan).tone is not sound.tone)
        found = next((one for one in map(sign, events) if one is not None), None)
        if found is not None:
            yield sound, found


def begun(seen: Sequence[tuple[float, Shown]], plan: Plan) -> float:
    """CLOCK_MONOTONIC at the session's zero, by the seconds that are left: no better than what is measured."""
    counted = [
        at - (plan.total - after.left)
        for (_, before), (at, after) in pairwise(seen)
        if after.left is not None and after.left != before.left
    ]
    return statistics.median(counted)


def when_seen(seen: Sequence[tuple[float, Shown]], due: float, wanted: Sign) -> float | None:
    """When around a time the screen came to show something."""
    return next(
        (
            at
            for (_, before), (at, after) in pairwise(seen)
            if -AROUND <= at - due <= LATEST and wanted.seen(after) and not wanted.seen(before)
        ),
        None,
    )


# -- what is told -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A pair, with what of it was found: seconds after its moment, which is known by the screen's own clock."""

    sound: Sound
    sign: Sign
    seen: float | None
    heard: float | None

    @property
    def apart(self) -> float | None:
        """Milliseconds from the tone to the screen."""
        return None if self.seen is None or self.heard is None else (self.seen - self.heard) * 1000

    def __str__(self) -> str:
        seen, heard = ("not found" if late is None else f"{late * 1000:+.0f} ms" for late in (self.seen, self.heard))
        return f"{self.sound.at:7.2f} s {self.sign.of}: screen {seen}, {self.sound.tone} {heard}"


def report(found: Sequence[Found], each: bool) -> None:
    print(f"{'screen minus sound, ms':<24} pairs  median     p95   worst  not seen  not heard")
    kinds = dict.fromkeys(one.sign.of for one in found)
    for kind in kinds:
        summary(kind, [one for one in found if one.sign.of == kind])
    summary("all", found)
    for one in found:
        if each or one.apart is None or abs(one.apart) > PROMISED * 1000:
            print(one)


def summary(kind: str, found: Sequence[Found]) -> None:
    ms = [one.apart for one in found if one.apart is not None]
    figures = f"{statistics.median(ms):>7.1f} {abs(p95(ms)):>7.1f} {max(ms, key=abs):>7.1f}" if ms else f"{'-':>7} " * 3
    unseen, unheard = sum(one.seen is None for one in found), sum(one.heard is None for one in found)
    print(f"{kind:<24} {len(ms):>5} {figures} {unseen:>9} {unheard:>10}")


def compare(session: str, load: bool) -> tuple[list[Found], float]:
    """Every pair of a session as it was seen and heard, and the second up to which there was anything."""
    plan = plan_of(session)
    with tempfile.TemporaryDirectory() as folder, Recorder(Path(folder)) as recorder:
        os.environ.update(recorder.environment)
        chunks, ended = follow(session, Path(folder, "home"), plan.total, load)
        recording = recorder.recording
    seen = watch(chunks)
    zero = begun(seen, plan)
    until = float(plan.total)
    if not ended:
        # It paused by itself, since the machine stood still.
        until -= min(shown.left for _, shown in seen if shown.left is not None)
    found = []
    for sound, wanted in pairs(plan):
        if sound.at <= until:
            at = when_seen(seen, zero + sound.at, wanted)
            late = None if at is None else at - zero - sound.at
            found.append(Found(sound, wanted, late, tone_offset(recording, zero, sound)))
    return found, until


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("session", help="a preset, or a session's file")
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--each", action="store_true", help="tell of every pair, not only of those too far apart")
    asked = parser.parse_args()
    found, until = compare(asked.session, asked.load)
    print(f"{asked.session}: figures up to {until} s, load average {os.getloadavg()[0]:.1f}")
    report(found, asked.each)


if __name__ == "__main__":
    main()
