"""Checks sound: which players work, and which program can speak."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

import hipcoach
from hipcoach.doctor.findings import Finding, Verdict
from hipcoach.sound.probe import in_short
from hipcoach.text.characters import shown

PROBE = [sys.executable, "-m", "hipcoach.sound.probe"]
"""The command that tries the players."""

PATIENCE = 20.0
"""Seconds that trying all players may take."""

INSTEAD = "the terminal's bell rings for the main cues"
HEAR = "Hear the cues, and learn what they mean: hipcoach doctor --play"
MEND = "Install hipcoach again with pip. If that does not help, check that ffplay and gst-play-1.0 start."
INSTALL = "Install one: on Debian pulseaudio-utils (paplay), pipewire-bin (pw-play) or alsa-utils (aplay)."


class PlayerAnswer(Struct, frozen=True):
    """The result of playing a second of silence with a player."""

    player: str
    plays: bool
    said: str = ""
    """Its error message, or how it ended, if it does not work."""


class Sounds(Struct, frozen=True):
    """The facts about players and voices."""

    answers: tuple[PlayerAnswer, ...]
    """The results in the order in which the players are tried."""
    trouble: str | None = None
    """Why not all players could be tried."""
    wanted: str | None = None
    """The player named in the settings."""
    phrases: int = 0
    """The number of recordings that are shipped with hipcoach."""
    speaks: str | None = None
    """The program that speaks other texts, with its version."""


def look(wanted: str | None, patience: float = PATIENCE) -> Sounds:
    """Try all players and find the voices; takes as long as the players do."""
    answers, trouble = try_players(PROBE, patience)
    phrases = len(list((Path(hipcoach.__file__).parent / "sound" / "phrases").glob("*.wav")))
    return Sounds(answers, trouble, wanted, phrases, _speaks())


def try_players(command: list[str], patience: float) -> tuple[tuple[PlayerAnswer, ...], str | None]:
    """Try the players in another process, since that may hang; returns the results, and what went wrong."""
    package = str(Path(hipcoach.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    )
    trouble = None
    try:
        told, complaint = process.communicate(timeout=patience)
        if process.returncode != 0:
            trouble = in_short((complaint.strip().splitlines() or ["something went wrong"])[-1])
    except subprocess.TimeoutExpired:
        trouble = f"one did not answer within {patience:.0f} seconds"
        _end(process)
        told, _ = process.communicate()
    return tuple(PlayerAnswer(**json.loads(line)) for line in told.splitlines() if line.endswith("}")), trouble


def _end(process: subprocess.Popen[str]) -> None:
    """Kill the process and its children."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _speaks() -> str | None:
    """The program that speaks on this machine, with its version if it reports one."""
    if sys.platform == "darwin" and shutil.which("say"):
        return "say"
    if (path := shutil.which("espeak-ng")) is None:
        return None
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, text=True, errors="replace", timeout=5, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    words = shown(done.stdout).partition("Data at")[0].rpartition(":")[2].split()
    return " ".join(("espeak-ng", *words[:1]))


def judge(seen: Sounds) -> Iterator[Finding]:
    """Judge what that means for a session; a session can be led without sound too."""
    playing = next((answer.player for answer in seen.answers if answer.plays), None)
    if playing is not None:
        yield Finding("sound", Verdict.OK, f"{playing} works", HEAR)
    elif seen.answers:
        yield Finding(
            "sound", Verdict.LOOK, f"no player works, so {INSTEAD}", "Is a sound device connected and switched on?"
        )
    elif seen.trouble is not None:
        yield Finding("sound", Verdict.LOOK, f"no player answered, so {INSTEAD}: {seen.trouble}", MEND)
    else:
        yield Finding("sound", Verdict.LOOK, f"no player was found, so {INSTEAD}", INSTALL)
    earlier = True
    for answer in seen.answers:
        if answer.player == playing:
            earlier = False
        elif answer.plays:
            yield Finding("player", Verdict.OK, f"{answer.player} works as well")
        else:
            yield Finding(
                "player", Verdict.LOOK if earlier else Verdict.OK, f"{answer.player} does not work: {answer.said}"
            )
    if seen.answers and seen.trouble is not None:
        yield Finding("player", Verdict.LOOK, f"the others could not be checked: {seen.trouble}")
    if seen.wanted is not None and seen.wanted not in {answer.player for answer in seen.answers}:
        text = f"{seen.wanted}, which the settings ask for, was not found"
        yield Finding("player", Verdict.LOOK, text, "Take `player` out of the settings, or install it.")
    if seen.phrases:
        yield Finding("voice", Verdict.OK, f"{seen.phrases} phrases come with hipcoach")
    else:
        yield Finding("voice", Verdict.LOOK, "its recordings are missing", "Install hipcoach again with pip.")
    if seen.speaks is not None:
        yield Finding("speech", Verdict.OK, f"{seen.speaks} speaks the texts of your own sessions")
    else:
        text = "nothing here can speak the texts of your own sessions; they are only shown"
        yield Finding("speech", Verdict.LOOK, text, "Install espeak-ng.")
