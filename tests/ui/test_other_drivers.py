"""The app where it has no terminal of its own: in a browser, by the driver that Textual has for one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyte
import pytest
from terminals import PATIENCE

from hipcoach import cli
from hipcoach.exits import Exit
from hipcoach.ui.app import run

HANG_UP = 129


class Browser:
    """The side of a browser: what `textual-serve` starts, in pipes, by its protocol."""

    def __init__(self, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hipcoach", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "80", "ROWS": "24"},
        )
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        self._from_app, self._to_app = self.process.stdout, self.process.stdin
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def until(self, text: str) -> Browser:
        """Show what comes, until a text is on the screen."""
        while not any(text in line for line in self._screen.display):
            kind, size = self._from_app.read(1), int.from_bytes(self._from_app.read(4), "big")
            assert kind, "the app has ended"
            if kind == b"_":  # the line before the first packet
                self._from_app.readline()
            elif kind == b"D":
                self._stream.feed(self._from_app.read(size))
        return self

    def send(self, kind: bytes, data: bytes) -> Browser:
        self._to_app.write(kind + len(data).to_bytes(4, "big") + data)
        self._to_app.flush()
        return self

    def type(self, keys: str) -> Browser:
        return self.send(b"D", keys.encode())

    def close_window(self) -> None:
        self.send(b"M", json.dumps({"type": "quit"}).encode())

    def break_off(self) -> None:
        with suppress(BrokenPipeError):
            self._to_app.close()
        self._from_app.close()

    def ended(self) -> int:
        return self.process.wait(PATIENCE)


@pytest.fixture
def browser(brief: Path) -> Iterator[Callable[..., Browser]]:
    started: list[Browser] = []

    def browser(*arguments: str | Path) -> Browser:
        started.append(Browser(*arguments))
        return started[-1]

    yield browser
    for one in started:
        one.process.kill()
        one.process.wait()
        one.break_off()


def test_in_a_browser_the_list_is_seen_and_left(browser: Callable[..., Browser]) -> None:
    app = browser().until("Release")

    assert app.type("q").ended() == 0


@pytest.mark.parametrize("end", [Browser.close_window, Browser.break_off])
def test_a_browser_that_is_gone_ends_a_session_as_a_hang_up_does(
    browser: Callable[..., Browser], brief: Path, home: Path, end: Callable[[Browser], None]
) -> None:
    app = browser("play", brief, "--mute").until("bony side").type("\r").until("■ HOLD")

    end(app)

    assert app.ended() == HANG_UP
    [log] = home.glob("log/*/*.jsonl")
    assert [json.loads(line)["t"] for line in log.read_text().splitlines() if '"place"' not in line] == [
        "start",
        "checkin",
    ]


@pytest.mark.parametrize("driver", ["nowhere:Driver", "textual.driver:Nothing", "textual.app:App", "os:path"])
def test_a_driver_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], driver: str
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", driver)
    monkeypatch.setattr("textual.constants.DRIVER", driver)  # read where Textual is imported

    assert cli.main([]) == Exit.CANNOT
    assert "TEXTUAL_DRIVER names no driver that works" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "status"), [(None, 1), (0, 0), (3, 3), (129, 129)])
def test_an_app_that_never_said_how_it_ended_has_not_ended_well(code: int | None, status: int) -> None:
    app: Any = SimpleNamespace(run=lambda: None, close_all=lambda: None, return_code=code)

    assert run(app) == status
