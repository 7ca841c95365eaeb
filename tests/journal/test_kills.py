"""`kill -9` at random moments, two instances at once: what was acknowledged is in the log, all of it can be read,
and what is gone on with has each set once, on its side and in its round.

`pytest tests/journal/test_kills.py --kills 300 -s` kills as often as that and says what it came to.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from journal_builders import (
    CIRCUIT,
    HOST,
    MORNING,
    PATIENCE,
    PLAIN,
    SMALL,
    LoggedSession,
    but_for_interruptions,
)

from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Repetitions
from hipcoach.journal.disk import Disk
from hipcoach.journal.files import paths
from hipcoach.journal.fold import read
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import find, resumable_of
from hipcoach.session.model import Session

TESTS = Path(__file__).parents[1]
LONGEST = 0.25
"""Seconds after the first acknowledgement within which an instance is killed."""


class Instance:
    """A process that plays sessions until it is killed."""

    def __init__(self, log: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
        self._process = subprocess.Popen(
            [sys.executable, TESTS / "shared" / "until_killed.py", log], stdout=subprocess.PIPE, env=environment
        )
        self._told: list[bytes] = []
        self._begun = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._told.append(line)
            self._begun.set()

    def killed(self, after: float) -> list[bytes]:
        """The lines that it had acknowledged when it was killed, so many seconds after the first one."""
        assert self._begun.wait(PATIENCE), "nothing was acknowledged"
        self._reader.join(after)
        assert self._process.poll() is None, "it ended by itself"
        self._process.kill()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        # An acknowledgement can be torn; the line that it is of is whole.
        return [line for line in self._told if line.endswith(b"\n")]


def whole(session: Session) -> list[Record]:
    """The sets of a session that nothing interrupts."""
    player = Player(make_plan(session, PLAIN))
    player.start(0.0)
    player.advance(100_000.0)
    return but_for_interruptions(player.records)


def latest_place(lines: Iterable[bytes]) -> tuple[int, int]:
    """The step and the repetition of the latest place among lines of a log."""
    places = [told["snapshot"] for told in map(json.loads, lines) if told["t"] == "place"]
    return max(((place.get("index", 0), place.get("reps", 0)) for place in places), default=(0, 0))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
def test_nothing_that_was_acknowledged_is_lost(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    chance = random.Random(9)
    planned = {session.title: whole(session) for session in (SMALL, CIRCUIT)}
    acknowledged = lost = unreadable = open_ = resumed = sets = in_circuit = in_turn = 0
    for number in range(pytestconfig.getoption("--kills")):
        # Given two instances at one log, killed one after the other
        log = tmp_path / str(number) / "log"
        both = [Instance(log), Instance(log)]
        told = [line for instance in both for line in instance.killed(chance.uniform(0.0, LONGEST))]
        # Then every line that was acknowledged is there, and every line that is there can be read
        kept = {path: Counter(path.read_bytes().splitlines(keepends=True)) for path in paths(log)}
        folded = [read(path) for path in kept]
        acknowledged += len(told)
        # (many sessions have lines that are the same)
        lost += (Counter(told) - sum(kept.values(), Counter())).total()
        unreadable += sum(each.unreadable for each in folded)
        for each in folded:
            # And each set was done once, in its order, on its side, in its round, and as much of it as planned
            done = but_for_interruptions(each.records)
            assert done == planned.get(each.title, [])[: len(done)]
            sets += len(done)
            # And what was left open can be gone on with, at the repetition that was acknowledged or after it
            if each.outcome is None and each.start is not None:
                open_ += 1
                resumable = resumable_of(each, HOST)
                assert resumable is not None
                player = resumable.player()
                assert (player.state.index, player.state.reps) >= latest_place(
                    line for line in told if line in kept[each.path]
                )
                in_circuit += each.title == CIRCUIT.title
                in_turn += isinstance(player.step, Repetitions) and player.step.sides == 2
        # And it comes to what it would have come to
        while (left := find(log, HOST, MORNING)) is not None:
            journal = Journal.resume(left, wall=lambda: MORNING, report=pytest.fail, disk=Disk())
            logged = LoggedSession(log, journal=journal, player=left.player())
            logged.do(Player.resume)
            logged.play()
            ended = read(logged.close())
            assert (ended.outcome, ended.unreadable) == (Outcome.COMPLETED, 0)
            assert but_for_interruptions(ended.records) == planned[ended.title]
            resumed += 1
    print(f"\n{acknowledged} acknowledged, {lost} lost, {unreadable} unreadable, {sets} sets exact, {open_} open,")
    print(f"{in_circuit} of them in the circuit, {in_turn} on alternating sides, {resumed} gone on with")
    assert acknowledged > 0
    assert (lost, unreadable) == (0, 0)
    assert resumed == open_
