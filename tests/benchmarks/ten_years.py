"""Makes a journal of ten years, some of it damaged: `python tests/benchmarks/ten_years.py HOME [SESSIONS]`.

A few sessions are really played, by a player on a made-up clock; all others are those with other times, other ids,
other amounts and other answers. The same call always makes the same journal.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.journal.journal import Journal, SessionFacts
from hipcoach.live.conductor import Conductor
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose

SESSIONS = 3650
PRESETS = ("release", "full-alignment", "strengthen", "external-rotation")
SOMEWHERE = ZoneInfo("Europe/Berlin")
BEGAN = datetime(2000, 1, 1, tzinfo=UTC)
"""When the played sessions began; every time in them is counted from here."""


def played(name: str, dose: Dose) -> list[dict[str, Any]]:
    """The lines of a session played from beginning to end."""
    library = Library(shipped_sessions(), None)
    session = library.read(library.find(name)).session
    assert session is not None
    now = 0.0

    def wall() -> datetime:
        return BEGAN + timedelta(seconds=now)

    def refuse(text: str) -> None:
        raise AssertionError(text)

    with TemporaryDirectory() as folder:
        choices = Choices(dose=dose)
        facts = SessionFacts(f"{name}.yaml", "5" * 64, session.title, "0.1.0", "1" * 32, choices)
        journal = Journal(Path(folder), facts, wall=wall, pid=1, report=refuse)
        player = Player(make_plan(session, choices))
        conductor = Conductor(player, [journal], clock=lambda: now, wall=wall, report=refuse)
        journal.checkin(pain=0)
        conductor.do(Player.start)
        while (delay := conductor.delay()) is not None:
            now = round(now + delay, 6)
            conductor.wake()
        journal.checkout(pain=0, effort={"figure-four": 5})
        assert journal.close(60.0) == ()
        assert journal.path is not None
        return [json.loads(line) for line in journal.path.read_bytes().splitlines()]


def moved(lines: list[dict[str, Any]], began: datetime, chance: random.Random, part: float) -> Iterator[dict[str, Any]]:
    """The lines of a session on another day, further on in the ten years; `part` of them has passed."""
    session = f"{chance.getrandbits(128):032x}"
    before = max(0, round(5 - 4 * part + chance.gauss(0, 1)))
    cut = len(lines) if chance.random() > 0.06 else chance.randrange(3, len(lines))
    for line in lines[:cut]:
        passed = datetime.fromisoformat(line["at"]) - BEGAN
        one = {**line, "at": (began.astimezone(UTC) + passed).astimezone(SOMEWHERE).isoformat(timespec="seconds")}
        match one["t"]:
            case "start":
                one["session"] = session
            case "checkin":
                one |= {"pain": before, "next_morning": max(0, before + chance.randint(-1, 1))}
            case "checkout":
                one |= {"pain": max(0, before + chance.randint(-1, 1)), "note": ""}
            case "set":
                kind = "reps" if one["reps"] else "hold_s"
                amount = one[kind]
                low, high = amount["range"]
                weaker = 0.85 if one["side"] == "right" else 1.0
                done = round((low + (high - low) * part) * weaker + chance.gauss(0, (high - low) / 8))
                one[kind] = {**amount, "done": float(min(high, max(1, done)))}
                one["how"] = "done" if done >= low else "short"
        yield one


def write(home: Path, last: datetime, sessions: int = SESSIONS) -> None:
    """Put a session on each of the days before the last one, a few left out and made up for later in the day."""
    chance = random.Random(7)
    templates = [played(name, dose) for name in PRESETS for dose in Dose]
    for number in range(sessions):
        days_ago = sessions - 1 - number + (chance.random() < 0.2)
        hour, minute = (7, 0) if chance.random() < 0.8 else (23, 55)
        began = (last - timedelta(days=days_ago)).replace(hour=hour, minute=minute, second=number % 60, microsecond=0)
        lines = list(moved(chance.choice(templates), began, chance, number / sessions))
        data = b"".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in lines)
        stamp, start = began.astimezone(UTC), lines[0]
        name = f"{stamp:%Y%m%dT%H%M%SZ}-{Path(start['file']).stem}-{start['session'][:4]}.jsonl"
        path = home / "log" / f"{stamp:%Y}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(damaged(data, number))


def damaged(data: bytes, number: int) -> bytes:
    """What became of a file: most stay as they are, some end in zeros, are torn, or are of a version to come."""
    match number % 100:
        case 13:
            return data[: len(data) // 2] + bytes(512)
        case 37:
            return data.replace(b'"t":"set"', b'"t":"s\xff\xff', 1)
        case 61:
            return data[data.index(b"\n") // 2 :]
        case 89:
            return data.replace(b'"v":1', b'"v":9', 1)
        case _:
            return data


if __name__ == "__main__":
    write(
        Path(sys.argv[1]),
        datetime.now(SOMEWHERE) - timedelta(days=1),
        int(sys.argv[2]) if len(sys.argv) > 2 else SESSIONS,
    )
