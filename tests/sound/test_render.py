"""A whole session as one file."""

from __future__ import annotations

import tracemalloc
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from sound_builders import Reader, a_hold, a_player, read, some_lifts, tones_in

from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.score import score
from hipcoach.cues.track import Sound, SoundKind
from hipcoach.engine.plan import Plan
from hipcoach.session.model import Advance, AtLeast, Range, Tempo
from hipcoach.sound.mixer import Mixer
from hipcoach.sound.mp3 import encoder
from hipcoach.sound.preferences import Volumes
from hipcoach.sound.render import Written, render
from hipcoach.sound.tones import RATE, TUNES
from hipcoach.sound.voice import NoVoice


def test_every_tone_is_in_its_place(tmp_path: Path) -> None:
    player = a_player(a_hold(), some_lifts(8))
    path = tmp_path / "out.wav"
    written = render(player.plan, Level.TONES, NoVoice(), Volumes(), path)
    events = player.start(0.0) + player.preview(1e6)
    sounds = score(events, player.plan, Level.TONES, Mixer(NoVoice(), Volumes()).lengths)
    assert [(at / RATE, tone) for at, tone in tones_in(read(path))] == [
        (pytest.approx(sound.at, abs=1 / RATE), sound.tone) for sound in sounds
    ]
    assert written.seconds == pytest.approx(player.plan.total + TUNES[Tone.SESSION_DONE].seconds, abs=1 / RATE)
    assert (written.bytes, len(read(path))) == (path.stat().st_size, round(written.seconds * RATE))


def test_what_waits_for_the_person_does_not_wait(tmp_path: Path) -> None:
    player = a_player(a_hold(advance=Advance.WAIT), some_lifts(3, tempo=Tempo(())))
    render(player.plan, Level.TONES, NoVoice(), Volumes(), tmp_path / "out.wav")
    heard = [tone for _, tone in tones_in(read(tmp_path / "out.wav"))]
    assert heard[-1] is Tone.SESSION_DONE
    assert heard.count(Tone.LIFT) + heard.count(Tone.LAST_ONE) >= 2


def test_an_open_end_ends_at_its_low_end(tmp_path: Path) -> None:
    player = a_player(a_hold(hold=AtLeast(20, 3600)), some_lifts(reps=AtLeast(3, 200)))
    written = render(player.plan, Level.TONES, NoVoice(), Volumes(), tmp_path / "out.wav")
    assert written.seconds == pytest.approx(player.plan.total + TUNES[Tone.SESSION_DONE].seconds, abs=1 / RATE)
    assert Tone.MINIMUM not in [tone for _, tone in tones_in(read(tmp_path / "out.wav"))]


def test_words_are_said_at_their_volume(tmp_path: Path) -> None:
    player, voice = a_player(a_hold()), Reader()
    render(player.plan, Level.BRIEF, voice, Volumes(voice=50), tmp_path / "out.wav")
    values = set(read(tmp_path / "out.wav"))
    assert voice.levels
    assert all(round(level / 4) in values for level in voice.levels.values())


def test_a_phrase_that_was_gone_is_said_again_once_it_has_been_made_again() -> None:
    class Forgetful(NoVoice):
        said: array[int] | None = None

        def samples(self, text: str) -> array[int] | None:
            return self.said

    voice = Forgetful()
    mixer = Mixer(voice, Volumes())
    phrase = Sound(0.0, 1.0, None, "Lie down", SoundKind.PHRASE, 0.0)
    assert not mixer.samples(phrase)
    voice.said = array("h", [1000] * 100)
    assert len(mixer.samples(phrase)) == 100


def test_a_long_session_takes_no_more_memory(tmp_path: Path) -> None:
    player = a_player(a_hold((60, 60), sets=Range(8, 8)))
    tracemalloc.start()
    written = render(player.plan, Level.TONES, NoVoice(), Volumes(), tmp_path / "out.wav")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written.bytes > 40e6
    assert most < 10e6


def frames(data: bytes) -> int:
    """The number of frames in MP3 of 24,000 samples a second and 32 kilobits: each has 576 samples in 96 bytes."""
    headers = {data[at : at + 3] for at in range(0, len(data), 96)}
    assert headers == {b"\xff\xf3\x44"}, "each frame begins with its header"
    return len(data) // 96


@pytest.fixture
def mp3(tmp_path: Path) -> Callable[[Plan], tuple[Written, bytes]]:
    """Render tones as MP3; skips without the encoder."""
    pytest.importorskip("lameenc", reason="the extra mp3 is not installed")

    def mp3(plan: Plan) -> tuple[Written, bytes]:
        path = tmp_path / "out.mp3"
        written = render(plan, Level.TONES, NoVoice(), Volumes(), path, encoder=encoder())
        return written, path.read_bytes()

    return mp3


def test_mp3_is_as_long_as_what_was_encoded(mp3: Callable[[Plan], tuple[Written, bytes]]) -> None:
    player = a_player(a_hold())
    written, data = mp3(player.plan)
    assert written.seconds == pytest.approx(player.plan.total + TUNES[Tone.SESSION_DONE].seconds, abs=1 / RATE)
    assert written.bytes == len(data)
    # The encoder needs up to three frames more than there are samples.
    assert 0 <= frames(data) * 576 - written.seconds * RATE <= 3 * 576


def test_mp3_decoded_again_begins_and_ends_where_it_should(
    mp3: Callable[[Plan], tuple[Written, bytes]], tmp_path: Path
) -> None:
    miniaudio = pytest.importorskip("miniaudio", reason="no decoder is installed")
    player = a_player(a_hold((5, 5)))
    written, data = mp3(player.plan)
    decoded = miniaudio.mp3_read_s16(data)
    assert (decoded.sample_rate, decoded.nchannels) == (RATE, 1)
    assert decoded.num_frames / RATE == pytest.approx(written.seconds, abs=0.08)
    render(player.plan, Level.TONES, NoVoice(), Volumes(), tmp_path / "out.wav")
    original = read(tmp_path / "out.wav")
    loud = [[at for at, value in enumerate(each) if abs(value) > 4_000] for each in (original, decoded.samples)]
    # An encoder holds back a twentieth of a second, all the way through.
    for before, after in ((loud[0][0], loud[1][0]), (loud[0][-1], loud[1][-1])):
        assert after / RATE == pytest.approx(before / RATE + 0.046, abs=0.02)


def test_a_long_session_as_mp3_takes_no_more_memory(mp3: Callable[[Plan], tuple[Written, bytes]]) -> None:
    tracemalloc.start()
    written, _ = mp3(a_player(a_hold((60, 60), sets=Range(2, 2))).plan)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written.seconds * RATE * 2 > 11e6
    assert most < 5e6


def test_a_file_is_replaced_only_by_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.wav"
    path.write_bytes(b"before")
    monkeypatch.setattr("hipcoach.sound.render._write", _no_room)
    with pytest.raises(OSError, match="No space"):
        render(a_player().plan, Level.TONES, NoVoice(), Volumes(), path, replace=True)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("out.wav", b"before")]
    with pytest.raises(IsADirectoryError):
        render(a_player().plan, Level.TONES, NoVoice(), Volumes(), tmp_path, replace=True)


def _no_room(*args: object) -> float:
    raise OSError(28, "No space left on device")
