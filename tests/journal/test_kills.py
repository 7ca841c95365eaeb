"""`kill -9` at random moments, two instances at once: what was acknowledged is in the log, and all of it can be read.

`pytest tests/journal/test_kills.py --kills 300 -s` kills as often as that and says what it came to.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING, PATIENCE

from hipcoach.journal.disk import Disk
from hipcoach.journal.files import paths
from hipcoach.journal.fold import read
from hipcoach.journal.journal import Journal
from hipcoach.journal.resume import find, resumable_of

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


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
def test_nothing_that_was_acknowledged_is_lost(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    chance = random.Random(9)
    acknowledged = lost = unreadable = open_ = resumed = 0
    for number in range(pytestconfig.getoption("--kills")):
        # Given two instances at one log, killed one after the other
        log = tmp_path / str(number) / "log"
        both = [Instance(log), Instance(log)]
        told = [line for instance in both for line in instance.killed(chance.uniform(0.0, LONGEST))]
        # Then every line that was acknowledged is there, and every line that is there can be read
        files = list(paths(log))
        kept = {line for path in files for line in path.read_bytes().splitlines(keepends=True)}
        folded = [read(path) for path in files]
        acknowledged += len(told)
        lost += sum(line not in kept for line in told)
        unreadable += sum(each.unreadable for each in folded)
        # And what was left open can be gone on with
        for each in folded:
            if each.outcome is None and each.start is not None:
                open_ += 1
                assert resumable_of(each, HOST) is not None
        while (left := find(log, HOST, MORNING)) is not None:
            journal = Journal.resume(left, wall=lambda: MORNING, report=pytest.fail, disk=Disk())
            assert journal.close(PATIENCE) == ()
            assert read(left.path).unreadable == 0
            left.path.unlink()
            resumed += 1
    print(f"\n{acknowledged} acknowledged, {lost} lost, {unreadable} unreadable, {open_} open, {resumed} gone on with")
    assert acknowledged > 0
    assert (lost, unreadable) == (0, 0)
    assert resumed == open_
