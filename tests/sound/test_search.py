"""Looking for players, which are programs and may hang."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from hipcoach.sound.output import Output
from hipcoach.sound.search import Findings, Search
from hipcoach.sound.speaker import Speaker

DEAF = """\
import pathlib, signal, sys, threading
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
threading.Event().wait(60)
"""
"""A program that hangs and does not end when asked to."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="programs are run to find players on Linux only")


class Hanging:
    """Finds out about a player that hangs."""

    def __init__(self, folder: Path) -> None:
        self._started = folder / "started"
        self.status: int | None = None
        """How the program ended, once it has."""

    def find(self) -> Sequence[Output]:
        self.status = subprocess.run([sys.executable, "-c", DEAF, str(self._started)], check=False).returncode
        return ()

    def until_it_hangs(self) -> None:
        passing = threading.Event()
        while not self._started.exists():
            passing.wait(0.01)


@linux
def test_a_search_that_is_given_up_leaves_no_program_behind(tmp_path: Path) -> None:
    hanging = Hanging(tmp_path)
    search = Search(hanging.find, lambda: None)
    hanging.until_it_hangs()

    search.give_up()

    assert search.findings(0.0) == Findings()
    assert hanging.status == -9


@linux
def test_closing_a_speaker_while_a_player_hangs_leaves_nothing_behind(tmp_path: Path) -> None:
    told: list[str] = []
    hanging = Hanging(tmp_path)
    speaker = Speaker(report=told.append, find=hanging.find)
    speaker.start()
    hanging.until_it_hangs()

    assert speaker.close()

    assert hanging.status == -9
    assert told == [], "there is nobody left to be told that nothing can play"


def test_a_search_that_is_over_is_given_up_at_once() -> None:
    search = Search(lambda: (), lambda: None)
    assert search.findings(5.0) == Findings()

    search.give_up()

    assert search.findings(0.0) == Findings()
