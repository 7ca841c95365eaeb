"""What is written to a terminal gets there at once and in order, and never has the app wait for the terminal."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
import threading
import tty
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

from hipcoach.ui.driver import lasting
from hipcoach.ui.outgoing import MayBeGone, OpenTerminal

MUCH = "◀ links ▶" * 20_000
"""More than any terminal takes that nobody reads, in signs of several bytes."""


class Terminal:
    """A terminal, and who looks at it."""

    def __init__(self) -> None:
        self.reader, self.writer = pty.openpty()
        tty.setraw(self.writer)
        self.file = os.fdopen(self.writer, "w", encoding="utf-8", closefd=False)

    def read(self, end: bytes) -> str:
        """Everything up to an end."""
        data = b""
        while not data.endswith(end):
            data += os.read(self.reader, 65536)
        return data.decode()

    def hang_up(self) -> None:
        os.close(self.reader)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    with suppress(OSError):
        terminal.hang_up()
    os.close(terminal.writer)


def test_a_frame_is_on_the_terminal_opened(terminal: Terminal) -> None:
    assert OpenTerminal(terminal.file).write("0:59 left ♪") == ""
    assert terminal.read("♪".encode()) == "0:59 left ♪"


def test_a_terminal_that_takes_no_more_is_not_waited_for_and_no_sign_is_lost(terminal: Terminal) -> None:
    opened, file = OpenTerminal(terminal.file), MayBeGone(terminal.file)
    opened.begin()
    rest = MUCH
    while (left := opened.write(rest)) != rest:
        rest = left
    assert 0 < len(rest) < len(MUCH)
    later = threading.Thread(target=lambda: (file.write(rest + "."), file.flush()))
    later.start()
    assert terminal.read(b".") == MUCH + "."
    later.join()


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_sign_that_was_taken_in_part_is_completed(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    opened, file, write = OpenTerminal(terminal.file), MayBeGone(terminal.file), os.write
    opened.begin()
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[: 1 + cut]))
    rest = opened.write("a◀b.")
    monkeypatch.undo()
    file.write(rest)
    file.flush()
    assert terminal.read(b".") == "a◀b."


def test_nothing_is_said_about_a_terminal_that_is_gone(terminal: Terminal) -> None:
    opened = OpenTerminal(terminal.file)
    terminal.hang_up()
    assert opened.write("0:59") == ""


def test_other_people_of_the_terminal_go_on_waiting_for_it(terminal: Terminal) -> None:
    OpenTerminal(terminal.file)
    assert os.get_blocking(terminal.writer)


def test_what_is_no_terminal_or_encoded_otherwise_is_left_to_the_thread(terminal: Terminal) -> None:
    read, write = os.pipe()
    with os.fdopen(read), os.fdopen(write, "w", encoding="utf-8") as pipe:
        assert OpenTerminal(pipe).write("0:59") == "0:59"
    latin = os.fdopen(terminal.writer, "w", encoding="latin-1", closefd=False)
    assert OpenTerminal(latin).write("0:59") == "0:59"


class Written(LinuxDriver):
    """Takes nothing but what is written, in a thread that can be made to wait."""

    def __init__(self, app: Any) -> None:
        self._file = self.fileno = None
        self._app = app
        self.given: list[str] = []

    def start_application_mode(self) -> None:
        self._writer_thread = WriterThread(self._file)
        self._writer_thread.start()

    def stop_application_mode(self) -> None:
        self.write("bye.")

    def write(self, data: str) -> None:
        self.given.append(data)
        super().write(data)


@pytest.fixture
def driver(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(sys, "__stdout__", terminal.file)
    system = SimpleNamespace(listen=lambda: None)
    app = SimpleNamespace(call_later=lambda *what: None, post_message=None)
    driver = lasting(Written, system)(app)
    driver.start_application_mode()
    yield driver
    driver.close()


def test_while_nothing_waits_a_frame_goes_past_the_thread(driver: Any, terminal: Terminal) -> None:
    driver.write("0:59.")
    assert terminal.read(b".") == "0:59."
    assert driver.given == []


def test_nothing_goes_past_what_waits_in_the_thread(driver: Any, terminal: Terminal) -> None:
    driver.write(MUCH)
    assert len(driver.given) == 1
    driver.write("then.")
    assert driver.given[1:] == ["then."]
    assert terminal.read(b".") == MUCH + "then."


async def test_after_the_terminal_has_kept_up_again_frames_go_past_the_thread(driver: Any, terminal: Terminal) -> None:
    driver.write(MUCH + ".")
    terminal.read(b".")
    while driver._file.out != driver._queued:
        await asyncio.sleep(0.001)
    driver.write("then.")
    assert len(driver.given) == 1
    assert terminal.read(b".") == "then."


def test_what_belongs_to_the_shell_is_not_written_to(driver: Any, terminal: Terminal) -> None:
    driver.stop_application_mode()
    driver.close()
    driver.write("a flash.")
    assert terminal.read(b".") == "bye."
    driver.start_application_mode()
    driver.write("0:59.")
    assert terminal.read(b".") == "0:59."
    assert driver.given == ["bye.", "a flash."]


def test_half_a_sign_does_not_cost_the_frame_it_is_in(driver: Any, terminal: Terminal) -> None:
    driver.write("0:59 \ud800\udc80 ♪")
    driver.write(".")
    assert terminal.read(b".") == "0:59 ?? ♪."


def test_what_others_print_after_the_app_is_treated_as_before(driver: Any, terminal: Terminal) -> None:
    assert terminal.file.errors == "surrogateescape"
    driver.stop_application_mode()
    driver.close()
    assert terminal.file.errors == "strict"
    # And the app comes back from a shell
    driver.start_application_mode()
    assert terminal.file.errors == "surrogateescape"
