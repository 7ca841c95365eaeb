"""What a terminal sends: whatever it is, what follows is understood."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.constants import ESCAPE_DELAY
from textual.events import Event, Key, MouseDown, MouseEvent, Resize
from textual.message import Message

from hipcoach.ui.incoming import AT_THE_END, ExitEvent, Incoming, received

NO_PIXELS = b"\x1b[48;24;80;0;0t"
"""24 rows and 80 columns, and a terminal that does not know how many pixels they have."""

CLICK = b"\x1b[<0;11;6M"
"""In the eleventh column and the sixth row."""

ODD = {
    "a letter of a terminal that writes Latin-1": b"\xe9",
    "half a letter": "ü".encode()[:1],
    "the mouse beyond column 95, as old terminals tell of it": b"\x1b[M \xc8!",
    "a click where there are no pixels": NO_PIXELS + CLICK,
    "a click where there are no columns": b"\x1b[48;0;0;600;800t" + CLICK,
    "a key with its capital": b"\x1b[97:65;1u",
    "a key that is held": b"\x1b[97;1:2u",
    "a letter that is none": b"\x1b[99999999;1u",
    "a paste that never ends well": b"\x1b[200~\xff\x1b[201~",
}


def told(*sent: bytes) -> list[Message]:
    incoming = Incoming()
    return [message for data in sent for message in incoming.messages(data)]


def keys(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, Key)]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("apart", [False, True])
def test_after_anything_odd_the_pain_key_is_still_one(odd: bytes, apart: bool) -> None:
    sent = [bytes([one]) for one in odd + b"o"] if apart else [odd + b"o"]

    assert keys(told(*sent))[-1:] == ["o"]


@pytest.mark.parametrize("sent", [CLICK, NO_PIXELS + CLICK])
def test_where_a_terminal_knows_no_pixels_a_click_is_where_it_was_told(sent: bytes) -> None:
    [click] = [message for message in told(sent) if isinstance(message, MouseEvent)]

    assert isinstance(click, MouseDown)
    assert (click.x, click.y) == (10, 5)


def test_in_pixels_a_click_is_in_the_cell_that_they_are_in() -> None:
    [click] = [message for message in told(b"\x1b[48;24;80;480;800t", CLICK) if isinstance(message, MouseEvent)]

    assert (click.x, click.y) == (1, 0)


def test_a_terminal_without_rows_is_no_size_to_lay_anything_out_in() -> None:
    assert not [message for message in told(b"\x1b[48;0;80;0;0t") if isinstance(message, Resize)]


def test_letters_and_arrows_are_keys() -> None:
    assert keys(told("oü".encode(), b"\x1b[A", b" \r")) == ["o", "ü", "up", "space", "enter"]


PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([b"\x1b", b"\x1b[", b"\x1b[M", b"\x1b[200~", b"\x1b[201~", NO_PIXELS, CLICK, *ODD.values()]),
    st.lists(st.integers(-1, 10**8), min_size=1, max_size=5).map(lambda n: f"\x1b[{';'.join(map(str, n))}".encode()),
    st.sampled_from([b"u", b"t", b"M", b"m", b"R", b"$y", b"~", b":", b"<", b"?"]),
)


@given(st.lists(PIECES, max_size=12))
def test_nothing_that_comes_breaks_it(pieces: list[bytes]) -> None:
    incoming = Incoming()
    for piece in pieces:
        assert all(isinstance(message, Message) for message in incoming.messages(piece))
        assert all(isinstance(message, Event) for message in incoming.late())


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[list[str], list[float | None]]]:
    """The keys that are read, and how long each wait for input may last, if before each wait something happens."""
    real = select.select

    def read(*happens: bytes | None) -> tuple[list[str], list[float | None]]:
        """Bytes are sent; at None the app ends."""
        descriptor, person = os.pipe()
        ended, left, patiences = ExitEvent(), list(happens), []

        def waiting(readers: list[int], writers: list[int], failed: list[int], patience: float | None) -> object:
            patiences.append(patience)
            if patience is None:
                match left.pop(0):
                    case None:
                        ended.set()
                    case data:
                        os.write(person, data)
            return real(readers, writers, failed, patience)

        monkeypatch.setattr(select, "select", waiting)
        try:
            return keys(list(received(descriptor, ended))), patiences
        finally:
            for each in (descriptor, person, ended.noticed):
                os.close(each)

    return read


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits only for sockets")
def test_between_keys_nothing_wakes_the_thread_that_waits_for_them(waits) -> None:
    assert waits(b"p", b"?", None) == (["p", "question_mark"], [None, None, None, AT_THE_END])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits only for sockets")
def test_only_an_escape_is_waited_for_as_long_as_it_may_begin_something(waits) -> None:
    read, (first, held, *after) = waits(b"\x1b", b"p", None)
    assert read == ["escape", "p"]
    assert first is None
    assert 0 < held <= ESCAPE_DELAY
    assert after[-3:] == [None, None, AT_THE_END]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits only for sockets")
def test_the_input_is_read_again_after_an_editor_had_the_terminal() -> None:
    ended = ExitEvent()
    ended.set()
    assert select.select([ended.noticed], [], [], 0)[0]
    ended.clear()
    assert not select.select([ended.noticed], [], [], 0)[0]
    os.close(ended.noticed)
