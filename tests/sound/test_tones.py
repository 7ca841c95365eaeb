from __future__ import annotations

import math
import wave
from array import array

import pytest

from hipcoach.cues.prompts import Tone
from hipcoach.sound import tones
from hipcoach.sound.make import tones as making
from hipcoach.sound.make.tones import samples
from hipcoach.sound.tones import HEAD, LOUDNESS, PITCHES, RATE, TAIL, TUNES, clip, loudest
from hipcoach.sound.wavs import wav


def read(tone: Tone) -> array[int]:
    with wave.open(str(clip(tone).path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        return array("h", file.readframes(file.getnframes()))


def sounding(tone: Tone) -> float:
    """Seconds from the file's start to the end of what is heard."""
    return clip(tone).seconds - TAIL


def power(values: array[int], pitch: float) -> float:
    """The power at a frequency (Goertzel), under a Hann window."""
    turn = 2 * math.cos(math.tau * pitch / RATE)
    one = two = 0.0
    for index, value in enumerate(values):
        windowed = value * (1 - math.cos(math.tau * index / len(values)))
        one, two = windowed + turn * one - two, one
    return one * one + two * two - turn * one * two


def test_every_tone_is_written_and_nothing_else_lies_beside_them() -> None:
    assert set(TUNES) == set(Tone)
    folder = clip(Tone.TICK).path.parent
    assert {path.name for path in folder.iterdir()} == {f"{tone}.wav" for tone in Tone}


@pytest.mark.parametrize("tone", Tone)
def test_the_shipped_file_is_what_the_table_makes(tone: Tone) -> None:
    assert clip(tone).path.read_bytes() == wav(samples(tone))


def test_the_files_are_small_enough_to_ship() -> None:
    assert sum(clip(tone).path.stat().st_size for tone in Tone) < 1_500_000


@pytest.mark.parametrize("tone", Tone)
def test_players_may_swallow_the_ends(tone: Tone) -> None:
    values = read(tone)
    assert not any(values[: round(HEAD * RATE)])
    assert not any(values[-round(TAIL * RATE) :])
    assert any(values[round(HEAD * RATE) : round((HEAD + 0.002) * RATE)])


@pytest.mark.parametrize("tone", Tone)
def test_the_length_is_known_without_reading(tone: Tone) -> None:
    values = read(tone)
    assert clip(tone).seconds == pytest.approx(len(values) / RATE, abs=0.001)
    last = max(index for index, value in enumerate(values) if value)
    assert sounding(tone) == pytest.approx(last / RATE, abs=0.005)


@pytest.mark.parametrize("tone", Tone)
def test_all_are_as_loud_as_each_other_and_none_is_clipped(tone: Tone) -> None:
    values = [value / tones.FULL_SCALE for value in read(tone)]
    assert loudest(values) == pytest.approx(LOUDNESS, rel=0.001)
    assert max(map(abs, values)) < 0.95


@pytest.mark.parametrize("tone", Tone)
def test_nothing_clicks_as_it_comes_and_goes(tone: Tone) -> None:
    values = read(tone)
    first, last = round(HEAD * RATE), round(sounding(tone) * RATE)
    loudest_one = max(map(abs, values))
    assert max(map(abs, values[first : first + 12])) < 0.05 * loudest_one
    assert max(map(abs, values[last - 12 : last])) < 0.01 * loudest_one


@pytest.mark.parametrize("tone", Tone)
def test_what_sounds_is_what_is_written(tone: Tone) -> None:
    values = read(tone)
    tune = TUNES[tone]
    for number, note in enumerate(tune.notes):
        first = round((HEAD + number * tune.step) * RATE)
        heard = values[first : first + round(0.1 * RATE)]
        assert max(PITCHES, key=lambda name: power(heard, PITCHES[name])) == note
        assert power(heard, PITCHES[note]) > 20 * power(heard, PITCHES[note] * 1.4)


def test_the_final_chord_holds_all_of_its_notes() -> None:
    tune = TUNES[Tone.SESSION_DONE]
    first = round((HEAD + len(tune.notes) * tune.step + 0.05) * RATE)
    heard = read(Tone.SESSION_DONE)[first : first + round(0.2 * RATE)]
    others = max(power(heard, PITCHES[name]) for name in PITCHES if name not in tune.chord)
    assert all(power(heard, PITCHES[name]) > 5 * others for name in tune.chord)


def test_only_the_change_of_sides_goes_to_and_fro() -> None:
    to_and_fro = {tone for tone, tune in TUNES.items() if len(tune.notes) > 2 and tune.notes[:1] == tune.notes[2:3]}
    assert to_and_fro == {Tone.SWITCH}
    assert [tone for tone, tune in TUNES.items() if len(tune.notes) == 4 and not tune.chord] == [Tone.SWITCH]


def test_no_two_are_alike() -> None:
    assert len({(tune.timbre, tune.notes) for tune in TUNES.values()}) == len(TUNES)
    assert not any(len(set(tune.notes)) == 1 and len(tune.notes) > 2 for tune in TUNES.values())


def test_what_begins_rises_and_what_ends_falls() -> None:
    for tone in (Tone.READY, Tone.START, Tone.RESUMED):
        low, high = (PITCHES[note] for note in TUNES[tone].notes)
        assert low < high
    for tone in (Tone.END, Tone.REST):
        high, low = (PITCHES[note] for note in TUNES[tone].notes)
        assert low < high


def test_ticks_leave_each_other_room() -> None:
    assert clip(Tone.TICK).seconds < 0.3
    assert all(sounding(tone) < 1.0 for tone in Tone if tone is not Tone.SESSION_DONE)
    assert clip(Tone.SESSION_DONE).seconds == pytest.approx(2.0)


def test_running_the_module_writes_the_files(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tones, "__file__", str(tmp_path / "tones.py"))
    making.main()
    assert len(list((tmp_path / "tones").iterdir())) == len(Tone)
