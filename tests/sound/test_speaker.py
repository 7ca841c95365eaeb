from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest
from sound_builders import Reader, Tape, a_hold, a_player

from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.tone_rules import LATE
from hipcoach.engine.events import Event
from hipcoach.engine.player import Player
from hipcoach.sound import probe, worker
from hipcoach.sound.output import Output
from hipcoach.sound.preferences import Volumes
from hipcoach.sound.speaker import Speaker

NOW = datetime(2026, 1, 1, tzinfo=UTC)

SOON = 10.0
"""Seconds after which something that should have happened has not."""


LINE = 80
"""Columns in which it is said that there is no sound."""


class Room:
    """A speaker with made-up outputs, and everything that comes out of it."""

    def __init__(self) -> None:
        self.tape = Tape()
        self.rings: SimpleQueue[bool] = SimpleQueue()
        self.reports: SimpleQueue[str] = SimpleQueue()
        self.speaker: Speaker | None = None

    def speaker_with(self, *outputs: Output, **more: Any) -> Speaker:
        given: dict[str, Any] = {"ring": lambda: self.rings.put(True), "find": lambda: outputs}
        self.speaker = Speaker(report=self.reports.put, **{**given, **more})
        self.speaker.start()
        return self.speaker

    def tone(self) -> Tone:
        return self.tape.tones.get(timeout=SOON)

    def ring(self) -> bool:
        return self.rings.get(timeout=SOON)

    def report(self) -> str:
        report = self.reports.get(timeout=SOON)
        assert not report.startswith("No sound") or len(report) <= LINE
        return report

    def nothing_more(self) -> None:
        """Nothing was played, rung or reported that has not been looked at."""
        assert self.speaker is not None
        assert self.speaker.close()
        for queue in (self.tape.tones, self.rings, self.reports):
            with pytest.raises(Empty):
                queue.get_nowait()


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    if room.speaker is not None:
        room.speaker.close()


def tell(speaker: Speaker, player: Player, command: Callable[[], tuple[Event, ...]]) -> None:
    speaker.hear(command(), NOW, player)


def state_after(speaker: Speaker, before: str) -> str:
    """The state once it is no longer what it was."""
    done = threading.Event()
    for _ in range(1000):
        if speaker.state.text != before:
            return speaker.state.text
        done.wait(SOON / 1000)
    return speaker.state.text


def test_it_plays_what_happens(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output()), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    tell(speaker, player, lambda: player.advance(12.0))
    tell(speaker, player, lambda: player.pause(12.1))
    assert room.tone() is Tone.PAUSED
    room.nothing_more()


def test_the_passing_of_time_is_a_sign_of_life_and_no_more(room: Room) -> None:
    speaker, player = Speaker(report=room.reports.put), a_player()
    speaker.hear(player.start(0.0), NOW, player)
    told = speaker._messages.qsize()
    speaker.hear(player.advance(1.0), NOW, player)
    assert speaker._messages.qsize() == told


def test_hearing_never_waits_for_the_outputs(room: Room) -> None:
    found = threading.Event()

    def find() -> Sequence[Output]:
        assert found.wait(SOON)
        return [room.tape.output()]

    speaker, player = room.speaker_with(find=find), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    tell(speaker, player, lambda: player.pause(1.0))
    assert speaker.state.text == "starting sound"
    found.set()
    assert room.tone() in (Tone.READY, Tone.PAUSED)
    assert speaker.state.text == "sound: trying good", "whether it plays shows only once it has"


def test_who_waits_for_it_to_be_ready_waits_for_the_outputs(room: Room) -> None:
    found = threading.Event()

    def find() -> Sequence[Output]:
        found.wait(SOON)
        return [Output("works", room.tape)]

    speaker = room.speaker_with(find=find)
    waiting = threading.Thread(target=speaker.wait_until_ready, args=(SOON,))
    waiting.start()
    assert speaker.state.text == "starting sound"
    found.set()
    waiting.join(SOON)
    assert speaker.state.text == "sound: trying works"


def test_nobody_waits_for_ever_for_outputs(room: Room) -> None:
    found = threading.Event()

    def find() -> Sequence[Output]:
        found.wait(SOON)
        return []

    room.speaker_with(find=find).wait_until_ready(0.0)
    found.set()


def test_what_the_outputs_took_too_long_for_is_not_played(room: Room) -> None:
    now, told = [0.0], threading.Event()

    def find() -> Sequence[Output]:
        assert told.wait(SOON)
        now[0] += LATE + 0.1
        return [room.tape.output()]

    speaker, player = room.speaker_with(find=find, clock=lambda: now[0]), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    told.set()
    assert state_after(speaker, "starting sound") == "sound: trying good"
    room.nothing_more()


def test_where_all_fail_the_bell_rings_and_it_is_said_once(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.raising("paplay"), room.tape.raising("aplay")), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert "no player works" in room.report()
    assert speaker.state.text == "sound: terminal bell"
    tell(speaker, player, lambda: player.advance(12.0))
    tell(speaker, player, lambda: player.pause(12.1))
    assert room.ring()
    room.nothing_more()


def test_without_a_bell_there_is_the_screen(room: Room) -> None:
    speaker = room.speaker_with(ring=None)
    assert room.report() == "No sound: no player was found; follow the screen. 'hipcoach doctor' says more."
    assert speaker.state.text == "no sound"


@pytest.mark.parametrize(
    "error",
    [
        subprocess.CalledProcessError(1, ["gst-play-1.0", "--version"]),
        ImportError("No module named 'playsound3'"),
        SystemExit(7),
        KeyError(),
    ],
    ids=["a broken player", "not installed", "an import that ends the program", "no words"],
)
def test_that_the_search_failed_is_said_and_the_bell_rings(error: BaseException, room: Room) -> None:
    def find() -> Sequence[Output]:
        raise error

    speaker = room.speaker_with(find=find)
    assert room.report() == "No sound: playsound3 failed; the bell rings. 'hipcoach doctor' says more."
    assert speaker.state.text == "sound: terminal bell"
    speaker.test()
    assert room.ring()


def test_while_looking_for_players_hangs_the_bell_rings(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_WITH_SEARCH", 0.01)
    found = threading.Event()

    def find() -> Sequence[Output]:
        assert found.wait(SOON)
        return [room.tape.output()]

    speaker, player = room.speaker_with(find=find), a_player()
    assert "still looking" in room.report()
    assert speaker.state.text == "sound: terminal bell"
    tell(speaker, player, lambda: player.start(0.0))
    tell(speaker, player, lambda: player.pause(0.1))
    assert room.ring()
    found.set()
    assert state_after(speaker, "sound: terminal bell") == "sound: trying good"
    tell(speaker, player, lambda: player.resume(0.2))
    assert room.tone() is Tone.RESUMED
    room.nothing_more()


def test_a_search_that_hangs_is_not_begun_twice(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_WITH_SEARCH", 0.01)
    found, searches = threading.Event(), []

    def find() -> Sequence[Output]:
        searches.append(True)
        assert found.wait(SOON)
        return [room.tape.output()]

    speaker = room.speaker_with(find=find)
    speaker.test()
    assert room.ring()
    found.set()
    assert state_after(speaker, "sound: terminal bell") == "sound: trying good"
    speaker.test()
    assert room.tone() is Tone.SWITCH
    assert searches == [True]


def test_what_looking_for_players_comes_to_late_is_not_told_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_WITH_SEARCH", 0.01)
    found = threading.Event()

    def find() -> Sequence[Output]:
        assert found.wait(SOON)
        raise ImportError("no")

    speaker = room.speaker_with(find=find)
    assert "still looking" in room.report()
    found.set()
    for thread in threading.enumerate():
        if thread.name == "players":
            thread.join(SOON)
    assert speaker.state.text == "sound: terminal bell"
    room.nothing_more()


def test_a_speaker_whose_search_hangs_can_be_closed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_WITH_SEARCH", 0.01)
    found = threading.Event()
    speaker = room.speaker_with(find=lambda: [room.tape.output()] * found.wait(SOON))
    assert room.report()
    assert speaker.close()
    found.set()


def test_that_nobody_can_be_told_any_more_keeps_nothing_from_going_on(room: Room) -> None:
    def report(text: str) -> None:
        raise RuntimeError("Event loop is closed")

    room.speaker = Speaker(report=report, ring=lambda: room.rings.put(True), find=lambda: [room.tape.raising()])
    room.speaker.start()
    room.speaker.test()
    assert room.ring()
    assert room.speaker.close()


class Faulty(Reader):
    """A voice that fails a few times."""

    def __init__(self, faults: int) -> None:
        super().__init__()
        self.faults = faults

    def samples(self, text: str) -> array[int] | None:
        self.faults -= 1
        if self.faults >= 0:
            raise ZeroDivisionError("a fault of our own")
        return super().samples(text)


def test_after_a_fault_of_our_own_it_goes_on_with_what_is_known(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output(), voice=Faulty(2), speed=20.0), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone()
    assert speaker.state.text == "sound: trying good"


def test_after_many_faults_sound_is_given_up_and_that_is_said_once(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output(), voice=Faulty(1000)), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert "the session goes on without it: ZeroDivisionError" in room.report()
    assert speaker.state.text == "no sound"
    room.nothing_more()


def test_a_test_tries_again_what_failed(room: Room) -> None:
    found = [[room.tape.raising()], [room.tape.output()]]
    speaker = room.speaker_with(find=lambda: found.pop(0))
    speaker.test()
    assert "no player works" in room.report()
    assert room.ring()
    speaker.test()
    assert room.tone() is Tone.SWITCH
    assert speaker.state.text == "sound: trying good"


def test_sound_switched_off_and_on_tries_again_what_failed(room: Room) -> None:
    found = [[room.tape.raising()], [room.tape.output()]]
    speaker, player = room.speaker_with(find=lambda: found.pop(0)), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert "no player works" in room.report()
    speaker.muted = True
    speaker.muted = False
    tell(speaker, player, lambda: player.pause(1.0))
    assert room.tone() is Tone.PAUSED
    assert speaker.state.text == "sound: trying good"
    room.nothing_more()


def test_what_failed_is_tried_again_in_silence_after_a_while(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead, device = [0.0], threading.Event()
    tried: SimpleQueue[list[str]] = SimpleQueue()

    def those_that_play(outputs: Sequence[Output], sleep: Callable[[float], None]) -> Sequence[Output]:
        tried.put([output.name for output in outputs])
        return [room.tape.output("paplay")] if device.is_set() else []

    monkeypatch.setattr(probe, "those_that_play", those_that_play)
    failing = (room.tape.failing("paplay"), room.tape.failing("aplay"))
    speaker = room.speaker_with(*failing, clock=lambda: time.monotonic() + ahead[0])
    speaker.test()
    assert "no player works" in room.report()
    assert [room.ring(), speaker.state.text] == [True, "sound: terminal bell"]
    for passed in (worker.RETRY / 2, worker.RETRY):
        ahead[0] += passed
        speaker.volumes = Volumes()
    assert tried.get(timeout=SOON) == ["paplay", "aplay"]

    device.set()
    while speaker.state.text == "sound: terminal bell":
        ahead[0] += worker.RETRY
        speaker.volumes = Volumes()
        threading.Event().wait(0.01)

    assert speaker.state.text == "sound: trying paplay"
    assert tried.get(timeout=SOON)
    speaker.test()
    assert room.tone() is Tone.SWITCH
    ahead[0] += 2 * worker.RETRY
    speaker.volumes = Volumes()
    assert speaker.close()
    assert tried.empty(), "too early, or though it plays"


def test_nothing_is_tried_again_while_sound_is_off(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    now, tried = [0.0], []
    monkeypatch.setattr(probe, "those_that_play", lambda outputs, sleep: tried.append(True) or [])
    speaker = room.speaker_with(clock=lambda: now[0])
    assert room.report()
    speaker.test()
    assert room.ring()
    assert room.report()
    speaker.muted = True
    now[0] += worker.RETRY + 1.0
    speaker.volumes = Volumes()
    assert speaker.close()
    assert tried == []


def test_closing_breaks_off_what_is_being_tried(room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(worker, "RETRY", 0.01)
    outputs = [[room.tape.raising()], [room.tape.output()]]
    speaker = room.speaker_with(find=lambda: outputs.pop(0))
    speaker.test()
    assert room.tape.played.get(timeout=SOON)[1].name == "silence.wav"

    assert speaker.close()

    assert [sound.living for sound in room.tape.started] == [False]
    assert list(tmp_path.iterdir()) == []


def test_sound_switched_on_looks_for_nothing_where_it_plays(room: Room) -> None:
    found = [[room.tape.output()]]
    speaker, player = room.speaker_with(find=lambda: found.pop(0)), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    speaker.muted = True
    speaker.muted = False
    tell(speaker, player, lambda: player.pause(1.0))
    assert room.tone() in (Tone.READY, Tone.PAUSED)
    assert speaker.state.text == "sound: trying good"


def test_muting_stops_what_is_playing(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output()), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    speaker.muted = True
    assert speaker.state.text == "sound off"
    tell(speaker, player, lambda: player.pause(1.0))
    speaker.test()
    assert room.tone() is Tone.SWITCH, "a test sounds all the same, the pause did not"
    assert room.tape.started[0].stops == 1
    speaker.muted = False
    assert speaker.state.text == "sound: trying good"
    tell(speaker, player, lambda: player.resume(2.0))
    assert room.tone() is Tone.RESUMED


def test_hushed_it_is_quiet_at_once_and_hears_what_comes_afterwards(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output()), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    with speaker.hushed():
        assert [sound.living for sound in room.tape.started] == [False]
        assert not speaker.muted, "it is no choice of the person's"
        tell(speaker, player, lambda: player.pause(1.0))
    tell(speaker, player, lambda: player.resume(2.0))
    assert room.tone() is Tone.RESUMED
    room.nothing_more()


def test_what_does_not_run_need_not_be_hushed(room: Room) -> None:
    with Speaker(report=pytest.fail).hushed():
        pass


def test_without_room_for_sound_files_it_says_so_once_and_plays_tones(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(prefix: str) -> str:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("hipcoach.sound.temporary_files.tempfile.mkdtemp", no_room)
    speaker, player = room.speaker_with(room.tape.output()), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    tell(speaker, player, lambda: player.pause(1.0))
    assert room.tone() is Tone.PAUSED
    report = room.report()
    assert report.startswith(
        f"No room for sound files in {tempfile.gettempdir()} (Read-only file system), so only tones are played"
    )
    room.nothing_more()


def test_silent_is_off(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output(), level=Level.SILENT), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert speaker.state.text == "sound off"
    speaker.level = Level.TONES
    tell(speaker, player, lambda: player.pause(1.0))
    assert room.tone() is Tone.PAUSED


def test_muted_from_the_start_looks_for_nothing(room: Room) -> None:
    room.speaker_with(find=lambda: pytest.fail("looked"), muted=True)
    room.nothing_more()


def test_closing_stops_and_is_done_once(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output()), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    assert speaker.close()
    assert [sound.living for sound in room.tape.started] == [False]
    assert speaker.close()
    tell(speaker, player, lambda: player.pause(1.0))
    speaker.test()
    room.nothing_more()


def test_closing_kills_what_will_not_stop(room: Room) -> None:
    speaker, player = room.speaker_with(room.tape.output(stubborn=True)), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    assert speaker.close(SOON)
    assert [(sound.stops, sound.living) for sound in room.tape.started] == [(1, False)]


def test_closing_may_let_the_last_sound_ring_out(room: Room) -> None:
    speaker = room.speaker_with(room.tape.output(), ring=None)
    speaker.test()
    assert room.tone() is Tone.SWITCH
    threading.Timer(0.1, lambda: setattr(room.tape.started[0], "living", False)).start()
    assert speaker.close(linger=SOON)
    assert room.tape.started[0].stops == 0


class Lingering(Reader):
    """A voice that takes all the time that it is given to close, and is not gone then."""

    closing = False

    def close(self, timeout: float) -> bool:
        # Only once, or a test would take as long again to clear up.
        closing, self.closing = self.closing, True
        threading.Event().wait(0.0 if closing else timeout)
        return False


def test_closing_takes_no_longer_than_it_says_even_with_a_slow_voice(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = room.speaker_with(room.tape.output(), voice=Lingering())
    assert speaker._thread is not None
    joined: list[float] = []
    monkeypatch.setattr(speaker._thread, "join", joined.append)
    assert not speaker.close(0.2, linger=0.5)
    assert joined[0] <= 0.5


def test_closing_what_was_never_started() -> None:
    assert Speaker(report=pytest.fail).close()


@pytest.mark.skipif(sys.platform == "win32", reason="the process table is asked in the Unix way")
@pytest.mark.parametrize("seconds", [0, 60])
def test_no_child_is_left_behind(room: Room, seconds: int) -> None:
    from hipcoach.sound.players import program_output

    command = (sys.executable, "-c", f"import time; time.sleep({seconds})")
    output = program_output("sleeper", command)
    started: SimpleQueue[int] = SimpleQueue()

    def play(path: Path) -> Any:
        playing = output.play(path)
        started.put(playing._sound.subprocess.pid)
        return playing

    speaker = room.speaker_with(Output("sleeper", play))
    speaker.test()
    child = started.get(timeout=SOON)
    assert speaker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_importing_the_speaker_imports_no_player() -> None:
    code = "import sys, hipcoach.sound.speaker; print(*(sys.modules.keys() & {'playsound3', 'ctypes', 'subprocess'}))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def test_playsound3_says_nothing_on_our_terminal(tmp_path: Path) -> None:
    """It warns where it finds no player that it would take by itself."""
    code = "from hipcoach.sound.speaker import outputs_here; print(outputs_here())"
    path = {"PATH": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path)
    assert told.stderr == ""
    assert told.stdout == "[]\n" or sys.platform != "linux"


def test_what_is_set_is_what_holds(room: Room) -> None:
    speaker = room.speaker_with(room.tape.output())
    assert (speaker.level, speaker.muted, speaker.volumes) == (Level.BRIEF, False, Volumes())
    speaker.level, speaker.muted, speaker.volumes = Level.FULL, True, Volumes(cues=50)
    assert (speaker.level, speaker.muted, speaker.volumes) == (Level.FULL, True, Volumes(cues=50))


def test_nothing_is_left_in_the_temporary_folder(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    speaker, player = room.speaker_with(room.tape.output()), a_player()
    tell(speaker, player, lambda: player.start(0.0))
    assert room.tone() is Tone.READY
    assert len(list(tmp_path.iterdir())) == 1
    assert speaker.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_session_will_say_is_read_beforehand(room: Room) -> None:
    voice = Reader()
    speaker = room.speaker_with(room.tape.output(), voice=voice)
    assert state_after(speaker, "starting sound") == "sound: trying good"
    speaker.prepare(a_player(a_hold(name="Quite a stretch")).plan)
    assert speaker.close()
    assert "Quite a stretch" in voice.asked


def test_what_was_expected_while_sound_was_off_is_read_once_it_is_on(room: Room) -> None:
    voice = Reader()
    speaker = room.speaker_with(room.tape.output(), voice=voice, muted=True)
    speaker.prepare(a_player(a_hold(name="Quite a stretch")).plan)
    speaker.muted = False
    assert speaker.close()
    assert "Quite a stretch" in voice.asked


class Trial:
    """A look for outputs that play again; it lasts until it is told what comes of it."""

    def __init__(self, room: Room, monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
        self.now = 0.0
        self.begun: SimpleQueue[bool] = SimpleQueue()
        self.outputs: list[Output] = []
        """What comes of it."""
        self.over = threading.Event()
        self.found: list[Output] = []
        """What there seems to be, for whoever does not try it."""
        self.finds = 0
        monkeypatch.setattr(probe, "those_that_play", self._those_that_play)
        self.speaker = room.speaker_with(find=self._find, clock=lambda: self.now, **more)
        assert room.report()
        self.wait_for_retry()

    def _find(self) -> Sequence[Output]:
        self.finds += 1
        return self.found

    def _those_that_play(self, outputs: Sequence[Output], sleep: Callable[[float], None]) -> Sequence[Output]:
        self.begun.put(True)
        assert self.over.wait(SOON)
        return self.outputs

    def wait_for_retry(self) -> None:
        self.now += worker.RETRY + 1.0
        self.speaker.volumes = Volumes()
        assert self.begun.get(timeout=SOON)

    def end(self) -> None:
        """Let it come to its end, and have that taken in."""
        self.over.set()
        for thread in threading.enumerate():
            if thread.name == "players":
                thread.join(SOON)
        self.taken_in()

    def taken_in(self) -> None:
        """Wait until all that was asked before has been done."""
        reached = threading.Event()
        self.speaker._messages.put(worker.Mark(reached))
        assert reached.wait(SOON)


def test_what_still_does_not_play_is_not_tried_again_at_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial(room, monkeypatch)
    trial.end()
    trial.now += worker.RETRY / 2
    trial.speaker.volumes = Volumes()
    assert trial.speaker.close()
    assert trial.begun.empty()


def test_while_the_session_stands_still_a_player_is_seldom_tried_and_at_once_when_it_goes_on(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial, player = Trial(room, monkeypatch), a_player()
    trial.end()
    tell(trial.speaker, player, lambda: player.start(0.0))
    tell(trial.speaker, player, lambda: player.pause(1.0))
    trial.taken_in()
    trial.now += worker.RETRY + 1.0
    trial.speaker.volumes = Volumes()
    trial.taken_in()
    assert trial.begun.empty()
    tell(trial.speaker, player, lambda: player.resume(30.0))
    assert trial.begun.get(timeout=SOON)
    trial.end()
    tell(trial.speaker, player, lambda: player.pause(31.0))
    trial.taken_in()
    trial.now += worker.RETRY_AT_REST + 1.0
    trial.speaker.volumes = Volumes()
    assert trial.begun.get(timeout=SOON)


def test_what_plays_again_does_not_take_the_place_of_what_plays_by_now(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = Trial(room, monkeypatch)
    trial.found = [room.tape.output("at once")]
    trial.speaker.test()
    trial.taken_in()
    trial.outputs = [room.tape.output("in the end")]
    trial.end()
    assert trial.speaker.state.text == "sound: trying at once"


def test_a_player_that_works_again_is_not_used_if_sound_is_off_by_then(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = Trial(room, monkeypatch)
    trial.speaker.muted = True
    trial.outputs = [room.tape.output("in the end")]
    trial.end()
    trial.found = [room.tape.output("looked for anew")]
    trial.speaker.muted = False
    trial.taken_in()
    assert trial.speaker.state.text == "sound: trying looked for anew"


def test_where_it_plays_nothing_is_tried(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    now, tried = [0.0], []
    monkeypatch.setattr(probe, "those_that_play", lambda outputs, sleep: tried.append(True) or [])
    speaker = room.speaker_with(room.tape.output(), clock=lambda: now[0])
    assert state_after(speaker, "starting sound") == "sound: trying good"
    now[0] += worker.RETRY + 1.0
    speaker.volumes = Volumes()
    assert speaker.close()
    assert tried == []


def test_closing_waits_until_what_is_being_tried_has_been_stopped(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []

    def those_that_play(outputs: Sequence[Output], sleep: Callable[[float], None]) -> Sequence[Output]:
        with pytest.raises(InterruptedError):
            sleep(SOON)
        threading.Event().wait(0.2)
        stopped.append(True)
        return []

    monkeypatch.setattr(worker, "RETRY", 0.0)
    monkeypatch.setattr(probe, "those_that_play", those_that_play)
    speaker = room.speaker_with()
    assert room.report()
    assert speaker.close()
    assert stopped == [True]
