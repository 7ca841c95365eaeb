"""What a whole session sounds like through the deck, by a clock that is set by hand."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from msgspec.structs import replace
from sound_builders import Reader, Studio, Take, a_hold, a_player, shipped, some_lifts

from hipcoach.cues.prompts import ENDING, PAIN_ANSWERS, Level, Tone
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.tone_rules import LATEST
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import Player
from hipcoach.session.model import Phase, Range, Sides, Tempo
from hipcoach.sound import temporary_files
from hipcoach.sound.bells import APART
from hipcoach.sound.mixer import tone_seconds
from hipcoach.sound.output import USUAL_LATENCY
from hipcoach.sound.playback import STOPPING
from hipcoach.sound.preferences import Preferences, Volumes
from hipcoach.sound.reel import LATE, LEAD, LONGEST
from hipcoach.sound.reels import REPLAY, SLACK, TRIAL
from hipcoach.sound.temporary_files import TemporaryFiles
from hipcoach.sound.tones import RATE, TAIL

AT_ONCE = 0.1
"""Seconds within which what cannot be known before is heard."""


def started(*exercises, **more) -> Studio:
    studio = Studio(a_player(*exercises), voice=Reader(), **more)
    studio.do(studio.player.start)
    return studio


def names(studio: Studio, begin: float = 0.0, end: float = 1e9) -> list[str]:
    return [name for at, name in studio.heard() if begin <= at < end]


def loudest(take: Take) -> int:
    return max(take.values)


def written(player: Player, level: Level = Level.FULL) -> list[tuple[float, str]]:
    """The whole score of a session that has not begun."""
    events = player.start(0.0) + player.preview(1e6)
    reader = Reader()
    sounds = score(events, player.plan, level, Lengths(tone_seconds, reader.seconds))
    return [(round(sound.at, 3), str(sound.tone or sound.text)) for sound in sounds]


TOLD_TWICE = some_lifts(3, prepare=50, side=Sides.EACH, setup=("Band on", "{side} foot up"))
"""With a long time to get ready: what differs on the other side is told again there, in another reel."""

EXERCISES = (
    (a_hold(),),
    (some_lifts(14),),
    (a_hold((45, 45), sets=Range(2, 2)), some_lifts(3, rest=5)),
    (a_hold(), TOLD_TWICE),
)


@pytest.mark.parametrize("exercises", EXERCISES)
def test_a_session_sounds_as_it_is_written(exercises) -> None:
    studio = started(*exercises)
    studio.go(400.0)
    first, *others = studio.heard()
    assert first[0] <= AT_ONCE, "what is due as it begins is as late as it takes"
    expected = written(a_player(*exercises))[1:]
    assert [name for _, name in others] == [name for _, name in expected]
    assert all(abs(at - due) < 0.002 for (at, _), (due, _) in zip(others, expected, strict=True))


def test_a_reel_is_handed_over_ahead_and_started_once() -> None:
    studio = started(a_hold((300, 300)))
    studio.go(290.0)
    assert all(take.end is None for take in studio.takes), "none was stopped"
    assert len(studio.takes) < 12


def test_what_a_session_begins_with_is_read_before_it_begins() -> None:
    studio = Studio(a_player(a_hold()), voice=Reader())
    studio.deck.get_ready(studio.player.plan)
    assert isinstance(studio.voice, Reader)
    studio.voice.asked.clear()
    studio.do(studio.player.start)
    studio.go(1.0)
    assert len(studio.takes) == 1
    assert studio.voice.asked == []


def test_sounds_of_a_reel_do_not_wait_for_a_session_that_stalls() -> None:
    studio = started(a_hold(), some_lifts(8))
    studio.go(190.0, wakes=0.5)
    assert [name for _, name in studio.heard()] == [name for _, name in written(a_player(a_hold(), some_lifts(8)))]


@pytest.mark.parametrize("still", [0.02, 0.1, 0.35])
def test_the_first_sound_of_a_reel_is_on_time_after_a_standstill(still: float) -> None:
    studio = started(a_hold((300, 300)), manners=Preferences(Level.TONES))
    studio.go(165.0 - LEAD - USUAL_LATENCY - 0.01)
    studio.now += 0.01 + still
    studio.go(5.0)
    (half_way,) = (at for at, name in studio.heard() if name == "half_way")
    assert half_way == pytest.approx(165.0, abs=SLACK)


def test_no_file_is_left_lying_about() -> None:
    studio = started(a_hold(), some_lifts(8))
    most = 0
    for _ in range(90):
        studio.go(2.0)
        most = max(most, len(studio.files()))
    assert (most <= 2, studio.files(), studio.deck.quiet) == (True, [], True)
    folder = studio.takes[0].path.parent
    studio.deck.clear()
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_reels_are_nobody_elses_business() -> None:
    studio = started(a_hold())
    studio.go(1.0)
    (path,) = studio.files()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# -- what changes the future --------------------------------------------------------------------------------------


def test_a_pause_stops_the_reel_and_is_heard_at_once() -> None:
    studio = started(a_hold())
    studio.go(44.3)
    studio.do(studio.player.pause)
    studio.go(20.0)
    assert [take.end for take in studio.takes if take.end] == pytest.approx([studio.begin + 44.3])
    after = [(at, name) for at, name in studio.heard() if at >= 44.3]
    assert [name for _, name in after] == ["paused", "Paused"]
    assert after[0][0] - 44.3 < AT_ONCE + STOPPING


def test_after_a_pause_everything_comes_later_by_it() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    studio.do(studio.player.pause)
    studio.go(60.0)
    studio.do(studio.player.resume)
    studio.go(30.0)
    told = [(round(at - 80.0, 2), name) for at, name in studio.heard() if at >= 80.0]
    assert told[0][1] == "resumed"
    assert 0 < told[0][0] < AT_ONCE + STOPPING
    assert told[1:] == [
        *(
            (1.0, "tick"),
            (1.14, "Left side"),
            (2.0, "tick"),
            (3.0, "start"),
            (6.0, "Breathe slowly"),
            (13.0, "half_way"),
        ),
        *((13.72, "Half-way"), (25.0, "tick"), (26.0, "tick"), (27.0, "tick"), (28.0, "switch"), (28.81, "Right side")),
    ]


def test_what_is_being_said_goes_on_where_it_is_still_true() -> None:
    studio = started(a_hold(setup=("Lie down", "Left knee up", "Breathe out"), prepare=20))
    studio.go(3.0)
    assert names(studio)[-1] == "Lie down", "which takes until 3.4"
    studio.do(lambda now: studio.player.adjust(now, 1))
    studio.go(30.0)
    assert names(studio, 0, 26) == [
        *("ready", "Session", "Stretch", "Left side", "Lie down", "ready", "Lie down", "Left knee up", "Breathe out"),
        *("1 set of 30 seconds", "On each side", "tick", "tick", "tick", "start"),
    ]
    assert studio.heard()[[name for _, name in studio.heard()].index("start")][0] == pytest.approx(25.0, abs=0.002)


def test_what_is_no_longer_true_is_cut_off() -> None:
    studio = started(a_hold((60, 60)))
    studio.go(23.2)
    assert names(studio)[-1] == "Breathe slowly"
    studio.do(studio.player.next)
    assert studio.takes[-1].end is not None
    studio.go(5.0)
    told = [(round(at - 23.2, 2), name) for at, name in studio.heard() if at > 23.1]
    assert [name for _, name in told] == ["switch", "Right side"]
    assert 0 < told[0][0] < AT_ONCE + STOPPING


def test_pain_is_answered_every_time() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    for _ in range(3):
        studio.do(studio.player.pain)
        studio.go(2.0)
        studio.do(studio.player.dismiss)
        studio.go(5.0)
    told = [name for name in names(studio, 20.0) if name in ("paused", "Stopped", "Paused")]
    assert told == ["paused", "Stopped", "paused", "Paused"] * 3


def test_an_end_that_can_be_taken_back_is_told_and_so_is_that_it_was() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    studio.do(studio.player.pain)
    studio.go(2.0)
    studio.do(partial(studio.player.pain_kind, kind=PainKind.SHARP))
    studio.go(8.0)
    studio.do(studio.player.take_back)
    studio.go(20.0)
    told = names(studio, 20.0)
    ends = told.index(ENDING[0])
    assert told[ends : ends + 4] == [*ENDING, "paused", "Stopped"]
    assert [name for name in told[ends + 4 :] if name in PAIN_ANSWERS] == list(PAIN_ANSWERS)


def test_what_is_changed_while_it_stands_still_is_told_every_time() -> None:
    studio = started(some_lifts(reps=Range(6, 8)))
    studio.go(20.0)
    studio.do(studio.player.pause)
    for by in (1, -1, 1, -1):
        studio.go(4.0)
        studio.do(lambda now, by=by: studio.player.adjust(now, by))
    studio.go(4.0)
    assert names(studio, 23.0) == ["7", "6", "7", "6"]


def test_after_a_sound_that_ran_on_the_next_is_heard_without_an_update() -> None:
    studio = started(a_hold())
    studio.go(0.3)
    studio.do(studio.player.next)
    studio.do(studio.player.undo)
    studio.go(3.5)
    assert names(studio) == ["ready", "Left side", "tick", "Stretch", "tick", "start"]


class OnlyBreathing(Reader):
    """A voice that can say one thing."""

    def seconds(self, text: str) -> float | None:
        return super().seconds(text) if text == "Breathe slowly" else None


def test_a_phrase_that_no_longer_applies_is_cut_off_even_if_the_rest_stays() -> None:
    studio = Studio(a_player(a_hold((30, 30), side=Sides.NONE)), voice=OnlyBreathing(a_word=1.0))
    studio.do(studio.player.start)
    studio.go(24.0)
    assert names(studio)[-1] == "Breathe slowly", "which takes until 25"
    studio.deck.behave(replace(studio.manners, level=Level.TONES), studio.now)
    assert studio.takes[-1].end == studio.now
    studio.go(22.0)
    assert names(studio, 24.1) == ["half_way", "tick", "tick", "tick", "session_done"]


def test_what_is_said_of_a_standstill_goes_on_whatever_else_is_told() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    studio.do(studio.player.pause)
    studio.go(0.7)
    begun, end = len(studio.takes), studio.takes[-1].end
    studio.do(lambda now: studio.player.replan(now, studio.player.plan))
    studio.hear(())
    studio.go(5.0)
    assert (len(studio.takes), studio.takes[-1].end, end) == (begun, None, None)
    assert names(studio, 20.0) == ["paused", "Paused"]


def test_what_follows_is_on_time_though_a_player_takes_its_time_to_end() -> None:
    studio = started(a_hold((60, 60)), dying=0.03)
    studio.go(23.2)
    studio.do(studio.player.next)
    switched = studio.session
    studio.go(15.0)
    starts = [at for at, name in studio.heard() if name == "start" and at > switched]
    assert starts == pytest.approx([switched + 10.0], abs=0.002)


def test_only_the_last_minutes_of_a_long_session_are_remembered() -> None:
    studio = started(some_lifts(120), manners=Preferences(Level.TONES))
    studio.go(600.0)
    assert 0 < len(studio.deck._heard) < 3 * 2 * LONGEST / 5 + 5


def test_a_hand_over_that_changes_nothing_disturbs_nothing() -> None:
    studio = started(a_hold((60, 60)))
    studio.go(20.0)
    before = len(studio.takes)
    studio.do(studio.player.undo)
    studio.do(lambda now: studio.player.advance(now))
    studio.hear(())
    studio.step()
    assert (len(studio.takes), studio.takes[-1].end) == (before, None)


def test_self_paced_repetitions_are_counted_at_once() -> None:
    from hipcoach.session.model import Tempo

    studio = started(some_lifts(3, tempo=Tempo(())))
    studio.go(22.0)
    for number in (1, 2):
        at = studio.session
        studio.do(studio.player.count)
        studio.go(4.0)
        told = [(when, name) for when, name in studio.heard() if when >= at]
        assert [name for _, name in told] == ["lower", str(number)]
        assert told[0][0] - at < AT_ONCE


def test_muting_stops_and_unmuting_goes_on_without_what_was_missed() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    studio.deck.behave(replace(studio.manners, muted=True), studio.now)
    studio.go(26.0)
    studio.deck.behave(studio.manners, studio.now)
    studio.go(10.0)
    assert names(studio, 20.1, 56.0) == ["tick", "tick", "tick", "start"]


def test_another_level_holds_from_now_on() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    studio.deck.behave(replace(studio.manners, level=Level.TONES), studio.now)
    studio.go(45.0)
    assert names(studio, 20.1, 60.0) == ["half_way", "tick", "tick", "tick", "switch", "tick", "tick", "tick", "start"]


def test_other_volumes_hold_from_now_on() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    loud = max(loudest(take) for take in studio.takes)
    studio.deck.behave(replace(studio.manners, volumes=Volumes(cues=50, voice=0)), studio.now)
    studio.go(12.0)
    assert studio.takes[-2].end is not None
    assert 0 < loudest(studio.takes[-1]) < 0.3 * loud


def test_an_overall_volume_multiplies_the_others() -> None:
    studio = started(a_hold(), manners=Preferences(Level.FULL, Volumes(voice=50, overall=50)))
    studio.go(20.0)
    tone = max(loudest(take) for take in studio.takes)
    studio.deck.behave(replace(studio.manners, volumes=Volumes(voice=50)), studio.now)
    studio.go(12.0)
    assert tone == pytest.approx(0.25 * loudest(studio.takes[-1]), rel=0.1)


def test_a_phrase_that_can_be_said_only_later_is_said_from_then_on() -> None:
    studio = started(a_hold())
    assert isinstance(studio.voice, Reader)
    studio.voice.mute.add("Half-way")
    studio.go(20.0)
    studio.voice.mute.clear()
    studio.go(70.0)
    assert "Half-way" in names(studio, 60.0)


def test_a_second_session_is_heard_like_the_first() -> None:
    studio = started(a_hold())
    studio.go(120.0)
    first = studio.heard()
    studio.player = a_player(a_hold())
    studio.begin = studio.now
    studio.do(studio.player.start)
    studio.go(120.0)
    assert [name for _, name in studio.heard()] == [name for _, name in first] * 2


def test_volumes_that_were_set_while_it_was_off_hold_when_it_is_on() -> None:
    studio = started(a_hold())
    studio.go(20.0)
    loud = max(loudest(take) for take in studio.takes)
    studio.deck.behave(replace(studio.manners, muted=True), studio.now)
    studio.deck.behave(replace(studio.manners, muted=True, volumes=Volumes(cues=50, voice=0)), studio.now)
    studio.deck.behave(replace(studio.manners, volumes=Volumes(cues=50, voice=0)), studio.now)
    studio.go(12.0)
    assert 0 < loudest(studio.takes[-1]) < 0.3 * loud


# -- when it cannot be as it should -------------------------------------------------------------------------------


def test_an_output_that_fails_is_out_and_the_rest_is_played_on_the_next() -> None:
    studio = started(a_hold(), outputs=2)
    studio.go(14.0)
    studio.takes[-1].living = False
    studio.go(40.0)
    assert studio.out == ["output 0"]
    assert names(studio, 14.6, 50.0)[:3] == ["start", "Breathe slowly", "half_way"]


def test_an_output_that_hangs_from_the_start_is_found_out_soon() -> None:
    studio = started(a_hold(), outputs=1, hanging=True)
    studio.go(45.2)
    assert studio.out == ["output 0"]
    assert [round(at) for at in studio.rings] == [15, 45], "it has begun work, and changed sides"


def test_one_that_has_played_to_the_end_is_trusted_with_long_reels() -> None:
    studio = started(a_hold((40, 40), sets=Range(3, 3)))
    studio.go(200.0)
    first, *others = (len(take.values) / RATE for take in studio.takes)
    assert first <= TRIAL + LEAD + TAIL
    assert max(others) > 2 * TRIAL


def test_a_tone_that_failed_is_worth_hearing_a_little_later() -> None:
    studio = started(a_hold(), outputs=2)
    studio.go(0.4)
    studio.takes[0].living = False
    studio.go(2.0)
    again = [at for at, name in studio.heard() if name == "ready"]
    assert len(again) == 2
    assert LATE + AT_ONCE < again[1] < REPLAY


def test_a_reel_that_ends_early_but_not_too_early_is_played_on_all_the_same() -> None:
    studio = started(a_hold(), outputs=1)
    studio.go(48.0)
    studio.takes[-1].living = False
    studio.go(20.0)
    assert studio.out == []
    assert names(studio, 48.1, 55.5) == ["tick", "tick", "tick", "start"]


def test_where_nothing_can_be_played_bells_ring_for_the_main_cues() -> None:
    studio = started(a_hold(), outputs=1, deaf=True)
    studio.go(100.0)
    assert studio.out == ["output 0"]
    three = [number * APART for number in range(3)]
    assert studio.rings == pytest.approx(
        [15.0, *(45.0 + at for at in three), 55.0, *(85.0 + at for at in three)], abs=0.01
    )


def test_a_bell_that_is_long_overdue_does_not_ring() -> None:
    studio = Studio(a_player(a_hold()), outputs=0)
    studio.do(studio.player.start)
    studio.go(14.0)
    studio.now += 1.0 + LATEST + 0.1
    studio.go(5.0)
    assert studio.rings == []


def test_without_a_player_the_sound_test_rings_like_a_change_of_sides() -> None:
    studio = Studio(a_player(), outputs=0)
    studio.deck.try_out(studio.now)
    studio.go(2.0)
    assert studio.rings == pytest.approx([number * APART for number in range(3)], abs=0.01)


def test_without_a_place_for_reels_the_shipped_tones_are_played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.sound.temporary_files.tempfile.mkdtemp", _no_room)
    studio = started(a_hold())
    studio.go(60.0)
    assert {take.path for take in studio.takes} == {
        shipped(tone) for tone in (Tone.READY, Tone.TICK, Tone.START, Tone.HALF_WAY, Tone.SWITCH)
    }
    expected = [(at, name) for at, name in written(a_player(a_hold()), Level.TONES) if at < 60][1:]
    assert [name for _, name in studio.heard()[1:]] == [name for _, name in expected]
    assert all(abs(at - due) < 0.03 for (at, _), (due, _) in zip(studio.heard()[1:], expected, strict=True))
    assert set(studio.no_room) == {f"{tempfile.gettempdir()} (No space left on device)"}


def test_without_a_place_for_reels_what_is_off_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.sound.temporary_files.tempfile.mkdtemp", _no_room)
    studio = started(some_lifts(3), manners=Preferences(Level.FULL, Volumes(metronome=0)))
    studio.go(60.0)
    assert not {take.path for take in studio.takes} & {shipped(Tone.LIFT), shipped(Tone.LOWER)}
    assert shipped(Tone.START) in {take.path for take in studio.takes}
    studio.deck.behave(replace(studio.manners, volumes=Volumes(cues=0, metronome=0)), studio.now)
    before = len(studio.takes)
    studio.go(60.0)
    assert len(studio.takes) == before


def test_without_a_place_for_reels_sound_can_be_tried_out_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.sound.temporary_files.tempfile.mkdtemp", _no_room)
    studio = started(a_hold((60, 60)))
    studio.go(20.0)
    studio.deck.try_out(studio.now)
    studio.do(lambda now: studio.player.adjust(now, 1))
    studio.go(1.0)
    assert names(studio, 20.0) == ["switch"]


def _no_room(prefix: str) -> str:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, mode: str) -> NoReturn:
        os.close(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hipcoach.sound.temporary_files.tempfile.tempdir", str(tmp_path))
    shelf = TemporaryFiles()
    kept = shelf.put(b"1")
    assert kept is not None
    monkeypatch.setattr(temporary_files, "open", full, raising=False)
    assert shelf.put(b"2") is None
    assert list(kept.parent.iterdir()) == [kept]
    shelf.drop(shipped(Tone.TICK))
    assert shipped(Tone.TICK).exists(), "what is not from here stays"
    shelf.clear()
    assert list(tmp_path.iterdir()) == []


def test_nothing_new_begins_where_nobody_is_being_guided() -> None:
    studio = started(a_hold((200, 200)))
    studio.go(30.0)
    studio.awake = False
    begun, end = len(studio.takes), studio.now + 200.0
    while studio.now < end:
        wake = studio.step()
        studio.now = end if wake is None else max(wake, studio.now + 0.001)
    assert len(studio.takes) == begun


# -- the person's loudspeaker -------------------------------------------------------------------------------------


def test_a_slow_loudspeaker_is_started_so_much_earlier() -> None:
    studio = started(a_hold(), manners=Preferences(Level.TONES, latency=0.2))
    studio.go(20.0)
    start = next(at for at, name in studio.heard() if name == "start")
    assert start == pytest.approx(15.0 - 0.2, abs=0.002), "and is heard in time"


def test_a_slow_loudspeaker_tells_of_a_pause_all_the_same() -> None:
    studio = started(a_hold(), manners=Preferences(Level.TONES, latency=0.4))
    studio.go(20.0)
    studio.do(studio.player.pause)
    studio.go(2.0)
    assert names(studio, 20.0) == ["paused"]


def test_a_slow_player_is_started_so_much_earlier() -> None:
    studio = started(a_hold(), latency=0.13)
    studio.go(20.0)
    assert next(at for at, name in studio.heard() if name == "start") == pytest.approx(15.0, abs=0.002)


def test_a_wireless_loudspeaker_is_woken_after_silence() -> None:
    studio = started(a_hold(), manners=Preferences(Level.TONES, wireless=True))
    studio.go(40.0)
    take = studio.takes[-1]
    start = round((studio.begin + 15.0 - take.heard_at) * RATE)
    halfway = round((studio.begin + 30.0 - take.heard_at) * RATE)
    assert any(take.values[halfway - 16_000 : halfway]), "noise before the half-way tone"
    assert max(map(abs, take.values[halfway - 16_000 : halfway])) < 200
    assert not any(take.values[start - 16_000 : start - round(0.9 * RATE)]), "none after a tick"


# -- rehearsals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("speed", "late"), [(2.0, 0.002), (100.0, LATE)])
def test_a_rehearsal_is_heard_faster(speed: float, late: float) -> None:
    studio = started(a_hold(), speed=speed)
    studio.go(130.0 / speed)
    assert [at for at, name in studio.heard() if name == "switch"] == pytest.approx([45.0 / speed], abs=late)


# -- one reel after the other ---------------------------------------------------------------------------------------


def test_a_reel_waits_for_the_last_one_where_no_silence_parts_them() -> None:
    """Its own silence has to be shorter there, or it would wait until its first beat is over."""
    lifts = some_lifts(40, tempo=Tempo((Phase("lift", 1), Phase("lower", 1))))
    studio = started(lifts, manners=Preferences(Level.TONES), latency=0.5)
    studio.go(100.0)
    beats = [(at, name) for at, name in studio.heard() if name in ("lift", "lower")]
    expected = [(at, name) for at, name in written(a_player(lifts), Level.TONES) if name in ("lift", "lower")]
    assert [name for _, name in beats] == [name for _, name in expected]
    assert all(abs(at - due) < 0.002 for (at, _), (due, _) in zip(beats, expected, strict=True))


def test_a_tone_of_its_own_file_is_left_alone_by_what_is_foreseen_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for reels: it answers for itself only, and not for what would have been said before it."""
    monkeypatch.setattr("hipcoach.sound.temporary_files.tempfile.mkdtemp", _no_room)
    studio = started(a_hold((60, 60)))
    studio.go(43.0)
    begun = len(studio.no_room)
    for _ in range(20):
        studio.hear(())
        studio.go(0.05)
    assert len(studio.no_room) == begun
