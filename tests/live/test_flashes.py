"""What is seen of the main cues where the terminal's bell is to be seen."""

from __future__ import annotations

from threading import Event

import pytest
from live_builders import EACH, begun, stretch

from hipcoach.cues.tone_rules import TONE_RULES, Tone
from hipcoach.live import flashes
from hipcoach.live.flashes import Flashes
from hipcoach.live.speaker_for import speaker_for
from hipcoach.settings.model import Bell, SoundSettings
from hipcoach.text.inverting import INVERTED, NORMAL


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flashes that nobody has to wait for."""
    monkeypatch.setattr(flashes, "LIT", 0.001)
    monkeypatch.setattr(flashes, "APART", 0.002)


class Terminal:
    """Collects what is written, and tells when so many flashes are over."""

    def __init__(self, flashes: int) -> None:
        self.written: list[str] = []
        self.enough = Event()
        self._flashes = flashes

    def write(self, text: str) -> None:
        self.written.append(text)
        if self.written.count(NORMAL) == self._flashes:
            self.enough.set()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("second", "tone"), [(10, Tone.START), (20, Tone.SWITCH), (35, Tone.SESSION_DONE)])
def test_a_main_cue_flashes_as_often_as_the_bell_would_ring(second: int, tone: Tone) -> None:
    count = TONE_RULES[tone].bells
    terminal = Terminal(count)
    made = Flashes(terminal.write)
    live = begun(stretch(10, side=EACH, switch=5))
    live.on(second - 0.5)
    live.conductor._listeners += (made,)

    live.on(0.5)

    assert terminal.enough.wait(5.0)
    made.close()
    assert terminal.written == [INVERTED, NORMAL] * count


def test_closed_in_the_middle_of_a_flash_it_leaves_the_usual_colours() -> None:
    lit, written = Event(), []

    def write(text: str) -> None:
        written.append(text)
        lit.set()

    made = Flashes(write)
    live = begun(stretch(10), listeners=[made])
    live.on(10)
    assert lit.wait(5.0)
    made.close()

    assert written == [INVERTED, NORMAL]


def test_a_terminal_that_is_gone_disturbs_nothing() -> None:
    def write(text: str) -> None:
        raise OSError

    made = Flashes(write)
    live = begun(stretch(10), listeners=[made]).on(10)
    made.close()
    live.to_the_end()
    assert live.reports == []


def test_never_more_than_three_flashes_in_a_second() -> None:
    assert flashes.LIT < flashes.APART
    assert 1 / flashes.APART < 3


@pytest.mark.parametrize(("bell", "rings"), [(Bell.SOUND, True), (Bell.VISIBLE, False), (Bell.OFF, False)])
def test_it_rings_only_where_it_is_to_be_heard(tmp_path, bell: Bell, rings: bool) -> None:
    speaker = speaker_for(SoundSettings(bell=bell), tmp_path, report=lambda text: None, ring=lambda: None)
    assert speaker._worker._bells.there == rings
    speaker.close()
