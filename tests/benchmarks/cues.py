"""How exactly the cues of a session are heard: plays one into a recorder and looks for every sound of its score.

    export PYTHONPATH=.:tests/sound
    python tests/benchmarks/cues.py release              # at true speed, on a quiet machine
    python tests/benchmarks/cues.py release --load       # with two busy loops, and the session stalled now and then
    python tests/benchmarks/cues.py lifts --minutes 30   # what grows in half an hour of paced repetitions
    python tests/benchmarks/cues.py commands             # how long after a key the new sound begins

Needs pulseaudio and pulseaudio-utils. Nothing here is a test: it takes as long as the session does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from listening import Shipped, busy, offset, p95, plan_of, sounds_of, tone_offset
from recorder import Recorder, Recording

from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.track import Sound
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.live.conductor import Conductor
from hipcoach.session.model import Exercise, Range, Session
from hipcoach.sound.mixer import tone_samples
from hipcoach.sound.speaker import Speaker
from hipcoach.sound.tones import RATE
from hipcoach.sound.voice import Voice

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def a_plan(name: str, minutes: float) -> Plan:
    if name == "lifts":
        sets = max(1, round(minutes * 60 / (30 * 5 + 10)))
        lifts = Exercise(id="lift", name="Lift", reps=Range(30, 30), sets=Range(sets, sets), rest=10)
        return make_plan(Session(title="Lifts", exercises=(lifts,)), Choices())
    return plan_of(name)


# -- load and looks -----------------------------------------------------------------------------------------------


def looks(folder: Path) -> dict[str, float]:
    """What must not grow: children, threads, files, memory."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    speakers = [thread for thread in threading.enumerate() if thread.name == "speaker"]
    for thread in speakers:
        children += Path(f"/proc/self/task/{thread.native_id}/children").read_text().split()
    status = Path("/proc/self/status").read_text()
    memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    states = [Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0] for child in set(children)]
    return {
        "children": len(set(children)),
        "zombies": states.count("Z"),
        "threads": threading.active_count(),
        "speaker cpu s": sum(_cpu(thread.native_id or 0) for thread in speakers),
        "files": sum(1 for _ in folder.rglob("*.wav")),
        "MB": round(memory / 1024, 1),
        "cpu s": round(time.process_time(), 2),
    }


def _cpu(thread: int) -> float:
    fields = Path(f"/proc/self/task/{thread}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# -- a session ----------------------------------------------------------------------------------------------------


def guide(plan: Plan, speaker: Speaker, stall: float, folder: Path, forget: Callable[[], object]) -> float:
    """Lead through a session as the app does, stalling every few seconds; CLOCK_MONOTONIC at its zero.

    `forget` is called every minute.
    """
    conductor = Conductor(
        Player(plan),
        [speaker],
        clock=time.monotonic,
        wall=lambda: NOW,
        report=lambda text: print(text),
        # Nobody is there to go on after the machine stood still.
        keyboard=False,
    )
    began = time.monotonic()
    conductor.start()
    next_stall, next_look = began + 5.0, began + 60.0
    while not conductor.over:
        time.sleep(conductor.delay() or 0.0)
        if stall and time.monotonic() > next_stall:
            time.sleep(stall)
            next_stall = time.monotonic() + 5.0
        conductor.wake()
        if time.monotonic() > next_look:
            print(f"{time.monotonic() - began:6.0f} s {looks(folder)}", flush=True)
            next_look += 60.0
            forget()
    return began


# -- what was recorded --------------------------------------------------------------------------------------------


def report(recording: Recording, zero: float, sounds: Sequence[Sound], voice: Voice) -> None:
    report_speech(recording, zero, [sound for sound in sounds if sound.tone is None], voice)
    tones = [sound for sound in sounds if sound.tone is not None]
    found = [(sound, tone_offset(recording, zero, sound)) for sound in tones]
    missing = [(round(sound.at, 2), str(sound.tone)) for sound, late in found if late is None]
    print(f"{len(found)} tones, {len(missing)} missing {missing}")
    print(f"first tone {found[0][1] and round(found[0][1] * 1000, 1)} ms")
    worst = [(round(late * 1000, 1), str(sound.tone), sound.at) for sound, late in found if late is not None]
    ms = [late for late, _, _ in worst]
    print(
        f"offset ms: median {statistics.median(ms):.1f}, p95 {p95(ms):.1f}, "
        f"worst {max(worst, key=lambda one: abs(one[0]))}"
    )
    spacing = [abs((b - a) * 1000) for (_, a), (_, b) in pairwise(found) if a is not None and b is not None]
    print(
        f"spacing error ms: median {statistics.median(spacing):.2f}, "
        f"p95 {p95(spacing):.2f}, "
        f"max {max(spacing):.2f}; {sum(error > 2 for error in spacing)} of {len(spacing)} over 2 ms"
    )


def report_speech(recording: Recording, zero: float, phrases: Sequence[Sound], voice: Voice) -> None:
    """Whether every phrase is heard, and where."""
    late: list[float] = []
    for sound in phrases:
        shape = voice.samples(sound.text or "")
        assert shape is not None
        loud = next(index for index, sample in enumerate(shape) if abs(sample) > 4)
        heard = offset(recording, zero + sound.at + loud / RATE, shape[loud : loud + round(0.15 * RATE)], quiet=50)
        if heard is None:
            print(f"not found: {sound.at:.2f} {sound.text!r}")
        else:
            late.append(heard * 1000)
    if late:
        print(
            f"{len(phrases)} phrases, {len(late)} found; ms: median {statistics.median(late):.1f}, "
            f"from {min(late):.1f} to {max(late):.1f}"
        )


def after_commands(recorder: Recorder) -> list[float | None]:
    """Seconds from each pause or `next` until its tone is heard; None where it is not."""
    plan = a_plan("release", 0)
    speaker = Speaker(report=print, level=Level.TONES)
    speaker.start()
    while speaker.state.text == "starting sound":
        time.sleep(0.01)
    player = Player(plan)
    pressed: list[tuple[Tone, float]] = []
    zero = time.monotonic()
    speaker.hear(player.start(0.0), NOW, player)
    for number in range(40):
        time.sleep(1.3 + 0.037 * number)
        command, tone = ((Player.pause, Tone.PAUSED), (Player.resume, Tone.RESUMED))[number % 2]
        now = time.monotonic()
        speaker.hear(command(player, now - zero), NOW, player)
        pressed.append((tone, now))
    time.sleep(2.0)
    speaker.close()
    recording = recorder.recording
    return [offset(recording, at, tone_samples(tone)[: round(0.1 * RATE)]) for tone, at in pressed]


def report_commands(late: Sequence[float | None]) -> None:
    ms = sorted(one * 1000 for one in late if one is not None)
    print(
        f"{len(late)} commands, {late.count(None)} unheard; ms from key to sound: "
        f"median {statistics.median(ms):.1f}, p95 {p95(ms):.1f}, worst {ms[-1]:.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("session", help="a preset, 'lifts' or 'commands'")
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--level", choices=[level.name.lower() for level in Level], default="tones")
    parser.add_argument("--unheard", action="store_true", help="do not look for the tones")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Recorder(Path(folder)) as recorder:
        os.environ.update(recorder.environment)
        tempfile.tempdir = folder
        if asked.session == "commands":
            report_commands(after_commands(recorder))
            return
        plan = a_plan(asked.session, asked.minutes)
        voice, level = Shipped(), Level[asked.level.upper()]
        speaker = Speaker(report=print, level=level, voice=voice)
        speaker.start()
        while speaker.state.text == "starting sound":
            time.sleep(0.01)
        # A recording that nobody listens to must not pass for something that grows.
        forget = (lambda: (recorder._data.clear(), recorder._zeros.clear())) if asked.unheard else (lambda: None)
        print(f"{asked.session}: {plan.total} s, {speaker.state.text}", flush=True)
        with busy(asked.load):
            zero = guide(plan, speaker, 0.5 if asked.load else 0.0, Path(folder), forget)
            print(f"   end   {looks(Path(folder))}")
            speaker.close(linger=3.0)
        time.sleep(0.3)
        print(f"  after  {looks(Path(folder))}")
        if not asked.unheard:
            report(recorder.recording, zero, sounds_of(plan, level, voice), voice)


if __name__ == "__main__":
    main()
