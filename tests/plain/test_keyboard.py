"""What is typed: single keys at a terminal, lines from anything else."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.plain.keyboard import (
    Input,
    InputEnded,
    Keyboard,
    Signalled,
    TerminalKeys,
    Typed,
    console_key,
    single_keys,
)

PATIENCE = 5.0
"""Seconds after which a key that should have come is given up."""


def everything_typed(keyboard: Keyboard) -> list[Input]:
    """All that comes up to the end of the input."""
    typed: list[Input] = []
    while not typed or typed[-1] != InputEnded():
        given = keyboard.wait(PATIENCE)
        assert given is not None, f"nothing more came after {typed}"
        typed.append(given)
    return typed


def texts(keyboard: Keyboard) -> list[str]:
    return [given.text for given in everything_typed(keyboard) if isinstance(given, Typed)]


def keys_in(*pieces: str) -> list[str]:
    """The keys in what a terminal sends, in these pieces, and then nothing more."""
    keys = TerminalKeys()
    return [key for piece in pieces for key in keys.take(piece)] + list(keys.give_up())


def close(descriptor: int) -> None:
    """Close what the test may have closed already."""
    with suppress(OSError):
        os.close(descriptor)


def let_go(written: int, read: int) -> None:
    """Close both ends; the one that is read last, when nobody reads it any more."""
    close(written)
    for thread in threading.enumerate():
        if thread.name == "keyboard":
            thread.join(PATIENCE)
            assert not thread.is_alive(), "the end of the input was not noticed"
    close(read)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """The two ends of a pipe, the one to read from first."""
    reading, writing = os.pipe()
    yield reading, writing
    let_go(writing, reading)


# -- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("n", ["n"]),
        ("no+", ["n", "o", "+"]),
        (" ", ["space"]),
        ("\r", ["enter"]),
        ("\n", ["enter"]),
        ("\x1b[C", ["right"]),
        ("\x1b[D", ["left"]),
        ("\x1bOC", ["right"]),
        ("\x1bOD", ["left"]),
        ("\x1b[D\x1b[Dn", ["left", "left", "n"]),
        ("ü", ["ü"]),
        ("\x1b", ["escape"]),
        ("\x1b[5~\x1b[6~", ["pageup", "pagedown"]),
        ("\x1b[15~\x1b[15;2~", ["f5", "shift+f5"]),
        ("\x1b[[E\x1b[31~", ["f5", "shift+f5"]),
        ("\x1bOP\x1b[12~\x1b[1;2R", ["f1", "f2", "shift+f3"]),
        ("\x1b[H\x1b[F\x1b[2~\x1b[3~", ["home", "end", "insert", "delete"]),
    ],
)
def test_what_a_terminal_sends_is_taken_apart_into_keys(typed: str, keys: list[str]) -> None:
    assert keys_in(typed) == keys


@pytest.mark.parametrize(
    "typed",
    [
        "\x1b[1;5C",
        "\x1b[15;5~",
        "\t",
        "\x7f",
        "\x00",
        "\x1bO5P",
        "\x1b[",
        "\x1b[1;",
    ],
)
def test_keys_without_a_meaning_are_left_out(typed: str) -> None:
    assert keys_in(typed) == []


def test_what_follows_a_key_without_a_meaning_is_not_lost() -> None:
    assert keys_in("\x1b[25~o") == ["o"]
    assert keys_in("\x1bo") == ["o"]
    assert keys_in("\x1bO") == ["O"]
    assert keys_in("\x1b[o", "o") == ["o"]


@pytest.mark.parametrize("sequence", ["\x1b[C", "\x1bOC", "\x1b[1;5P", "\x1bOP", "\x1bO5P", "\x1b[[B", "\x1b[200~"])
def test_a_key_that_comes_in_pieces_is_one_key_and_no_letter(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        assert keys_in(sequence[:cut], sequence[cut:]) == keys_in(sequence), cut
    assert keys_in(*sequence) == keys_in(sequence)


PIECES = st.sampled_from(
    [
        *"\x1b[OonAC15;~P?! \r\x00\x9bü",
        *("\x1b[", "\x1bO", "\x1b[C", "\x1bOD", "\x1b[1;5C", "\x1b[[A", f"\x1b[{'1' * 70}"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.lists(st.integers(0, 60), max_size=8))
def test_in_whatever_pieces_they_come_the_keys_are_the_same(stream: str, cuts: list[int]) -> None:
    at = [0, *sorted(cut for cut in cuts if cut <= len(stream)), len(stream)]
    pieces = [stream[begin:end] for begin, end in pairwise(at)]
    assert keys_in(*pieces) == keys_in(stream)
    assert keys_in(*stream) == keys_in(stream)


def test_a_key_of_a_windows_console_that_is_no_letter_is_none() -> None:
    presses = iter(["n", "\xe0", "M", "\x00", "P", "\xe0", "~", "o"])
    assert keys_in(*(console_key(lambda: next(presses)) for _ in range(5))) == ["n", "right", "down", "o"]


def test_a_clicker_at_a_windows_console_sends_what_it_sends_elsewhere() -> None:
    presses = iter(["\xe0", "Q", "\xe0", "I", "\x00", "?", "\x00", "X", "\x1b", "n"])
    keys = ["pagedown", "pageup", "f5", "shift+f5", "escape", "n"]
    assert keys_in(*(console_key(lambda: next(presses)) for _ in keys)) == keys


# -- lines from a pipe -----------------------------------------------------------------------------------------------


def test_a_pipe_is_read_by_lines(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    keyboard = Keyboard(reading)
    os.write(writing, b"pause\nnot ready\n")
    os.close(writing)

    assert not keyboard.terminal
    assert everything_typed(keyboard) == [Typed("pause"), Typed("not ready"), InputEnded()]


def test_a_line_that_comes_in_pieces_is_one_line(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    keyboard = Keyboard(reading)
    os.write(writing, b"pau")
    assert keyboard.wait(0.01) is None
    os.write(writing, b"se\n")

    assert keyboard.wait(PATIENCE) == Typed("pause")


def test_a_last_line_without_an_end_counts(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.write(writing, b"pause\nquit")
    os.close(writing)

    assert texts(Keyboard(reading)) == ["pause", "quit"]


def test_line_ends_of_windows_are_line_ends(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.write(writing, b"pause\r\nnext\r\n")
    os.close(writing)

    assert texts(Keyboard(reading)) == ["pause", "next"]


def test_bytes_that_are_no_text_do_not_stop_the_reading(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.write(writing, b"\xff\xfe\nnext\n")
    os.close(writing)

    assert texts(Keyboard(reading))[-1] == "next"


def test_a_letter_whose_bytes_come_apart_is_one_letter(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    keyboard = Keyboard(reading)
    os.write(writing, b"zur" + "ü".encode()[:1])
    assert keyboard.wait(0.01) is None
    os.write(writing, "ü".encode()[1:] + b"ck\n")

    assert keyboard.wait(PATIENCE) == Typed("zurück")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no waiting for a pipe here")
def test_input_that_another_program_has_left_without_waiting_has_not_ended(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.set_blocking(reading, False)
    keyboard = Keyboard(reading)
    assert keyboard.wait(0.02) is None
    os.write(writing, b"pause\n")

    assert keyboard.wait(PATIENCE) == Typed("pause")


def test_no_input_at_all_has_ended_before_it_began() -> None:
    keyboard = Keyboard(None)

    assert not keyboard.terminal
    assert keyboard.wait(0) == InputEnded()


def test_waiting_for_a_key_ends_with_the_time(pipe: tuple[int, int]) -> None:
    assert Keyboard(pipe[0]).wait(0.001) is None


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no alarm here")
def test_waiting_ends_on_time_although_a_signal_handler_returned_late(
    pipe: tuple[int, int],
) -> None:
    keyboard = Keyboard(pipe[0])
    given_up = threading.Timer(PATIENCE, keyboard.put, [Typed("it waited for ever")])
    end = time.monotonic() + 0.1

    def return_after_the_end(number: int, frame: object) -> None:
        while time.monotonic() < end + 0.01:
            pass

    before = signal.signal(signal.SIGALRM, return_after_the_end)
    given_up.start()
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        assert keyboard.wait(0.1) is None
    finally:
        given_up.cancel()
        signal.signal(signal.SIGALRM, before)


def test_a_signal_comes_like_a_key() -> None:
    keyboard = Keyboard(None)
    assert keyboard.wait(0) == InputEnded()

    keyboard.put(Signalled(15))

    assert keyboard.wait(None) == Signalled(15)


def test_a_signal_does_not_wait_until_all_that_was_typed_is_done() -> None:
    keyboard = Keyboard(None)
    keyboard.put(Typed("x"))

    keyboard.put(Signalled(15))

    assert keyboard.wait(0) == Signalled(15)
    assert keyboard.wait(0) == InputEnded()
    assert keyboard.wait(0) == Typed("x")


# -- a terminal ------------------------------------------------------------------------------------------------------


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a terminal: the person's, and the program's."""
    if sys.platform == "win32":
        pytest.skip("pseudo-terminals are a matter of Unix")
    person, program = os.openpty()
    yield person, program
    let_go(person, program)


def local_modes(descriptor: int) -> tuple[bool, bool]:
    """Whether a terminal hands over whole lines, and whether it echoes."""
    import termios

    flags = termios.tcgetattr(descriptor)[3]
    return bool(flags & termios.ICANON), bool(flags & termios.ECHO)


def attributes(descriptor: int) -> list[Any]:
    import termios

    return termios.tcgetattr(descriptor)


def test_a_terminal_is_read_by_keys(terminal: tuple[int, int]) -> None:
    person, program = terminal
    with single_keys(program):
        keyboard = Keyboard(program)
        os.write(person, b"p\x1b[C")

        assert keyboard.terminal
        assert keyboard.wait(PATIENCE) == Typed("p")
        assert keyboard.wait(PATIENCE) == Typed("right")


def test_what_a_slow_line_takes_apart_is_one_key(terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.plain.keyboard.BEGUN_SECONDS", PATIENCE)
    person, program = terminal
    with single_keys(program):
        keyboard = Keyboard(program)
        for sequence, key in ((b"\x1b[C", "right"), (b"\x1bOD", "left")):
            for at in range(len(sequence)):
                assert keyboard.wait(0.005) is None
                os.write(person, sequence[at : at + 1])
            assert keyboard.wait(PATIENCE) == Typed(key)


def test_a_lone_escape_holds_no_key_up(terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.plain.keyboard.BEGUN_SECONDS", 0.01)
    person, program = terminal
    with single_keys(program):
        keyboard = Keyboard(program)
        for typed, key in ((b"\x1bO", "O"), (b"n", "n"), (b"\x1b", "escape"), (b"o", "o")):
            os.write(person, typed)
            assert keyboard.wait(PATIENCE) == Typed(key)


def test_a_terminal_that_is_gone_ends_the_program_as_a_hang_up_does(terminal: tuple[int, int]) -> None:
    person, program = terminal
    with single_keys(program):
        keyboard = Keyboard(program)
        os.write(person, b"n")
        assert keyboard.wait(PATIENCE) == Typed("n")

        os.close(person)

        assert keyboard.wait(PATIENCE) == Signalled(signal.SIGHUP)


def test_keys_are_not_echoed_and_the_terminal_is_restored(
    terminal: tuple[int, int],
) -> None:
    _, program = terminal
    before = attributes(program)

    with single_keys(program):
        assert local_modes(program) == (False, False)

    assert attributes(program) == before


def test_the_terminal_is_as_it_was_after_a_failure_too(terminal: tuple[int, int]) -> None:
    _, program = terminal
    before = attributes(program)

    with pytest.raises(RuntimeError), single_keys(program):
        raise RuntimeError("anything")

    assert attributes(program) == before


def test_a_stop_restores_the_terminal_and_continuing_switches_it_again(terminal: tuple[int, int]) -> None:
    _, program = terminal
    before = attributes(program)

    with single_keys(program) as switch:
        switch.off()
        assert attributes(program) == before
        switch.on()
        assert local_modes(program) == (False, False)

    assert attributes(program) == before


def test_a_terminal_that_is_gone_cannot_be_restored_and_that_is_no_failure(terminal: tuple[int, int]) -> None:
    person, program = terminal

    with single_keys(program) as switch:
        os.close(person)
        switch.on()


def test_what_is_no_terminal_is_left_alone(pipe: tuple[int, int]) -> None:
    for descriptor in (pipe[0], None):
        with single_keys(descriptor) as switch:
            switch.off()
            switch.on()
