"""Whether what is heard and what is seen come when the plan says; and how soon a key is heard."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import agreement
import cues
from listening import p95
from recorder import Recorder, missing
from tables import Goal, Row

UNHEARD = "tones not heard"


def measure(session: str) -> Iterator[Row]:
    """A session at true speed, on a machine as it is and with two busy loops; then some keys."""
    if (why := missing()) is not None:
        yield Row("sound against plan and screen", None, why=why)
        return
    agree = Goal(agreement.PROMISED * 1000)
    for loaded in (False, True):
        where = "beside two busy loops" if loaded else "idle"
        found, _ = agreement.compare(session, loaded)
        heard = [one.heard * 1000 for one in found if one.heard is not None]
        apart = [one.apart for one in found if one.apart is not None]
        yield Row(f"tones after the plan, p95, {where}", _p95(heard), "ms", why="none heard")
        yield Row(f"screen from tones, p95, {where}", _p95(apart), "ms", agree, why="none heard")
        yield Row(f"{UNHEARD}, {where}", sum(one.heard is None for one in found), f"of {len(found)}", Goal(0))
    with tempfile.TemporaryDirectory() as folder, Recorder(Path(folder)) as recorder:
        os.environ.update(recorder.environment)
        late = cues.after_commands(recorder)
        heard = [one * 1000 for one in late if one is not None]
        yield Row("from a key to its tone, p95", _p95(heard), "ms", why="none heard")


def _p95(values: list[float]) -> float | None:
    return abs(p95(values)) if values else None
