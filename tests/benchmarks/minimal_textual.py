"""The smallest countdown in large digits that Textual can show: what an app of its kind costs at least.

python tests/benchmarks/minimal_textual.py SECONDS
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.widgets import Digits


def shown(left: int) -> str:
    return f"{left // 60}:{left % 60:02d}"


class Countdown(App[None]):
    CSS = "Digits { width: auto; }"

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        yield Digits(shown(self._seconds))

    def on_mount(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._wait(1)

    def _wait(self, second: int) -> None:
        self._loop.call_at(self._began + second, self._tick)

    def _tick(self) -> None:
        # By the clock, so that a late tick shows no second that is over.
        passed = round(self._loop.time() - self._began)
        self.query_one(Digits).update(shown(max(0, self._seconds - passed)))
        if passed < self._seconds:
            self._wait(passed + 1)


def read(lines: Sequence[str]) -> int | None:
    """The seconds on a screen of it; None where there are none, or only half painted."""
    from textual.renderables.digits import DIGITS, DIGITS3X3

    rows = [row.ljust(3) for row in DIGITS3X3]
    signs = {tuple(rows[3 * number : 3 * number + 3]): sign for number, sign in enumerate(DIGITS)}
    columns = range(0, len(lines[0]), 3)
    text = "".join(signs.get(tuple(line[start : start + 3] for line in lines[:3]), "?") for start in columns)
    found = re.match(r"(\d+):(\d\d)\b", text)
    return int(found[1]) * 60 + int(found[2]) if found else None


if __name__ == "__main__":
    Countdown(int(sys.argv[1])).run()
