"""That what an app keeps does not grow with the length of a session."""

from __future__ import annotations

import gc

FILE = """
hipcoach: 1
title: Again and again
exercises:
  - {name: Clam, figure: clamshell, reps: 3, tempo: "lift 2, lower 2", sets: 9, rest: 4 s, prepare: 4 s}
"""

SET = 3 * 4 + 4
"""Seconds of a set and the rest after it."""

UNTIL_ALL_IS_KNOWN = 4 + 4 * SET
"""Seconds after which every picture has been drawn and every style worked out."""

MORE = 3
"""Sets after that."""

OBJECTS = 20
"""How many objects a set may leave behind at most, such as its record."""


async def test_a_set_leaves_next_to_nothing_behind(stage, own_sessions) -> None:
    (own_sessions / "again.yaml").write_text(FILE)
    kept: list[int] = []
    async with stage(opening="again") as it:
        await it.press("enter")
        for seconds in (UNTIL_ALL_IS_KNOWN, MORE * SET):
            await it.pass_time(seconds)
            await it.disk()
            gc.collect()
            kept.append(len(gc.get_objects()))
    assert kept[1] - kept[0] < MORE * OBJECTS
