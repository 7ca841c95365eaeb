"""`hipcoach play`: rehearsals, live sessions, and what is left of them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from live_builders import end_of_input

from hipcoach.advice.safety import DISCLAIMER
from hipcoach.cues.words import Words
from hipcoach.engine.events import Event, SessionStarted
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.plain.keyboard import Signalled, Stopped
from hipcoach.sound.health import Health, SoundState
from hipcoach.sound.speaker import RINGING_OUT

# -- rehearsals ------------------------------------------------------------------------------------------------------


def rehearsed(run: Callable, *arguments: str | Path) -> object:
    return run("play", *arguments, "--speed", "10000")


def test_a_rehearsal_of_release_switches_sides_six_times(run: Callable) -> None:
    ran = rehearsed(run, "release", "--dose", "low", "--plain", "--json")

    assert ran.status == 0
    switches = [one for one in ran.objects if one["event"] == "switch"]
    assert [one["due"] for one in switches] == [55, 95, 135, 230, 270, 310]
    assert [one["side"] for one in switches] == ["right", "left", "right"] * 2
    assert (ran.objects[-1]["event"], ran.objects[-1]["due"]) == ("end", 350)


def test_json_lines_each_have_an_event_a_due_time_and_a_time_of_day(run: Callable, short: Path) -> None:
    told = rehearsed(run, short, "--json").objects

    assert all(isinstance(one["event"], str) and one["due"] >= 0 for one in told)
    assert all(datetime.fromisoformat(one["at"]).tzinfo is not None for one in told)
    assert [one["due"] for one in told] == sorted(one["due"] for one in told)


def test_json_lines_tell_what_is_heard_at_a_level(run: Callable, short: Path) -> None:
    told = {level: rehearsed(run, short, "--json", "--level", level).objects for level in ("tones", "counts", "full")}

    heard = {level: [text for one in objects for text in one.get("heard", ())] for level, objects in told.items()}
    assert heard["tones"] == []
    assert set(heard["counts"]) < set(heard["full"])
    assert all(set(one["heard"]) <= set(one["say"]) for one in told["full"] if "say" in one)
    assert [one.get("say") for one in told["tones"]] == [one.get("say") for one in told["full"]]


def test_the_safety_text_goes_to_standard_error_and_the_run_goes_on(run: Callable, short: Path) -> None:
    for form in ("--json", "--plain"):
        ran = rehearsed(run, short, form)

        assert ran.status == 0
        assert all(text in ran.err for text in DISCLAIMER)
        assert DISCLAIMER[0] not in ran.out


def test_without_a_terminal_it_writes_lines_of_text(run: Callable, short: Path) -> None:
    ran = rehearsed(run, short)

    assert ran.lines == [
        "A minute, 30 seconds",
        "Lean, left side, 5 seconds to get ready",
        "Hold, left, 10 seconds",
        "Change sides: right. Other side: right",
        "Hold, right, 10 seconds",
        "Done",
        "Session over: completed, 2 of 2 sets",
    ]
    assert ran.lines == rehearsed(run, short, "--plain").lines


def test_the_time_of_the_session_stands_before_lines_when_asked_for(run: Callable, short: Path) -> None:
    lines = rehearsed(run, short, "--plain", "--stamps").lines

    assert lines[3] == "[00:15] Change sides: right. Other side: right"
    assert [line[8:] for line in lines[1:]] == rehearsed(run, short, "--plain").lines[1:]


def test_the_last_seconds_are_told_when_asked_for(run: Callable, short: Path) -> None:
    lines = rehearsed(run, short, "--plain", "--ticks").lines

    begun = lines.index("Hold, left, 10 seconds")
    assert lines[begun : begun + 5] == [
        "Hold, left, 10 seconds",
        "3 seconds",
        "2",
        "1",
        "Change sides: right. Other side: right",
    ]


@pytest.mark.parametrize("rate", ["0", "79", "1001", "fast", "nan"])
def test_a_rate_at_which_nobody_reads_is_refused(run: Callable, short: Path, rate: str) -> None:
    ran = run("play", short, "--plain", "--rate", rate)

    assert ran.status == 2
    assert "is not a number from 80 to 1000" in ran.err


def test_the_example_of_the_switch_line(run: Callable) -> None:
    ran = rehearsed(run, "release", "--dose", "low", "--plain")

    assert "Change sides: right. Uncross; right ankle over your left knee" in ran.lines


@pytest.mark.parametrize("form", ["--plain", "--json"])
def test_a_rehearsal_writes_nothing_at_all(run: Callable, short: Path, home: Path, form: str) -> None:
    assert rehearsed(run, short, form).status == 0

    assert not home.exists()


def test_the_dose_the_first_side_and_the_options_are_played(run: Callable, short: Path) -> None:
    told = rehearsed(run, short, "--json", "--dose", "high", "--first", "right", "--with", "lean:wall").objects

    holds = [one for one in told if one["event"] == "hold"]
    assert [(one["side"], one["seconds"]) for one in holds] == [("right", 20), ("left", 20)]
    assert [one["modifications"] for one in told if one["event"] == "set_done"] == [["wall"], ["wall"]]


def test_without_a_keyboard_nothing_waits_and_everything_is_paced(run: Callable, tmp_path: Path) -> None:
    waiting = tmp_path / "waiting.yaml"
    waiting.write_text(
        "hipcoach: 1\ntitle: T\ndefaults: {advance: wait}\nexercises:\n  - {name: A, reps: 3, tempo: own}\n"
    )

    ran = rehearsed(run, waiting, "--json")

    assert ran.status == 0
    assert not {"waiting", "plan_changed"} & {one["event"] for one in ran.objects}  # it is so from the beginning
    assert [one["own"] for one in ran.objects if one["event"] == "repetitions"] == [False]


# -- live ------------------------------------------------------------------------------------------------------------


def test_a_session_that_runs_through_is_0_and_in_the_log(type_at: Callable, short: Path, log: Callable) -> None:
    ran = type_at([short])

    assert ran.status == 0
    [lines] = log()
    assert [line["t"] for line in lines] == ["start", "checkin", "set", "set", "end"]
    assert lines[0]["title"] == "A minute"
    assert lines[0]["file"] == "short.yaml"
    assert lines[-1]["outcome"] == "completed"


def test_where_it_is_logged_is_said_on_standard_error(type_at: Callable, short: Path, home: Path) -> None:
    assert str(home / "log") in type_at([short, "--json"]).err


def test_a_live_run_as_json_has_only_json_on_standard_output(type_at: Callable, short: Path) -> None:
    ran = type_at([short, "--json"], (7, "?"), (8, "setup"), (9, "quit"), (10, "keep"), (15, "nonsense"))

    assert ran.status == 0
    assert ran.objects[-1]["event"] == "end"
    assert "Quit?" in ran.err


@pytest.mark.parametrize(
    ("script", "status", "outcome"),
    [
        ([], 0, "completed"),
        ([(8, "next")], 3, "partial"),
        ([(8, "quit"), (9, "finish")], 3, "partial"),
        ([(8, "pain"), (9, "numb")], 4, "stopped_for_pain"),
        ([(8, "pain"), (9, "ache"), (10, "7"), (11, "skip")], 3, "partial"),
        ([(8, "pain"), (9, "ache"), (10, "7"), (11, "finish")], 4, "stopped_for_pain"),
        ([(8, "pain"), end_of_input(9)], 4, "stopped_for_pain"),
        ([(8, "pause"), end_of_input(900)], 0, "completed"),
    ],
)
def test_the_exit_status_and_the_log_say_how_it_ended(
    type_at: Callable, short: Path, log: Callable, script: list, status: int, outcome: str
) -> None:
    ran = type_at([short], *script)

    assert ran.status == status
    assert "--resume" not in ran.err
    assert log()[0][-1]["outcome"] == outcome


def test_what_was_put_off_has_no_end_in_the_log(type_at: Callable, short: Path, log: Callable) -> None:
    ran = type_at([short], (8, "quit"), (9, "later"))

    assert ran.status == 3
    assert "'hipcoach play --resume' goes on with it." in ran.err
    assert [line["t"] for line in log()[0]] == ["start", "checkin"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_a_log_without_an_end(
    type_at: Callable, short: Path, log: Callable, number: signal.Signals
) -> None:
    ran = type_at([short], (17, Signalled(number)))

    assert ran.status == 128 + number
    assert "'hipcoach play --resume' goes on with it." in ran.err
    assert [line["t"] for line in log()[0]] == ["start", "checkin", "set"]


def test_the_dose_of_the_last_session_is_the_default_of_the_next(run: Callable, type_at: Callable, short: Path) -> None:
    type_at([short, "--dose", "high"], (8, "quit"), (9, "finish"))

    assert run("plan", "release").total == "13:50"
    assert run("plan", "release", "--dose", "low").total == "5:50"
    assert [line.split()[1] for line in run("list").lines if line.startswith("  release ")] == ["13:50"]


def test_a_rehearsal_does_not_change_the_default(run: Callable, short: Path) -> None:
    rehearsed(run, short, "--dose", "high")

    assert run("plan", "release").total == "5:50"


def test_where_the_file_says_alternate_the_other_side_begins_next_time(type_at: Callable, tmp_path: Path) -> None:
    file = tmp_path / "turns.yaml"
    file.write_text(
        "hipcoach: 1\ntitle: T\nexercises:\n"
        "  - {name: A, hold: 5 s, prepare: 5 s, switch: 5 s, side: each, first: alternate}\n"
    )

    sides = [next(one["side"] for one in type_at([file, "--json"]).objects if "side" in one) for _ in range(3)]

    assert sides == ["left", "right", "left"]


def test_an_easier_option_taken_under_way_is_in_the_log(type_at: Callable, short: Path, log: Callable) -> None:
    script = [(8, "pain"), (9, "ache"), (10, "4"), (11, "easier"), (12, "resume")]

    assert type_at([short], *script).status == 0

    [lines] = log()
    assert [line["modifications"] for line in lines if line["t"] == "set"] == [[], ["wall"], ["wall"]]
    assert [(line["kind"], line["score"]) for line in lines if line["t"] == "pain"] == [("ache", 4)]


def test_a_log_that_cannot_be_written_is_said_and_the_session_goes_on(
    type_at: Callable, short: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    home.mkdir()
    (home / "log").write_text("a file where the folder should be")

    ran = type_at([short])

    assert ran.status == 0
    assert ran.lines[-1] == "Session over: completed, 2 of 2 sets"
    assert "could not be written" in ran.err


# -- sound -----------------------------------------------------------------------------------------------------------


class Loudspeaker:
    """Stands where the speaker stands, and tells what it was asked for."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.told: list[str] = []
        self.lingered: list[float] = []
        self.state = SoundState(Health.PLAYING, "aplay")
        self.report: Callable[[str], None] = lambda text: None
        self.fails = False
        """Whether it turns out as the session begins that nothing is heard."""

    def start(self) -> None:
        pass

    def says(self, words: Words) -> bool:
        return True

    def prepare(self, plan: Plan) -> None:
        self.steps.append("prepared")

    def wait_until_ready(self) -> None:
        self.steps.append("ready")

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        if any(isinstance(event, SessionStarted) for event in events):
            self.steps.append("began")
            if self.fails:
                self.state = SoundState(Health.BELL)
                self.report("No sound.")

    @contextmanager
    def hushed(self) -> Iterator[None]:
        self.told.append("quiet")
        yield
        self.told.append("audible")

    def close(self, *, linger: float) -> None:
        self.lingered.append(linger)


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Loudspeaker:
    """What is heard of a session there."""
    made = Loudspeaker()

    def make(*given: object, report: Callable[[str], None], **more: object) -> Loudspeaker:
        made.report = report
        return made

    monkeypatch.setattr("hipcoach.plain.run.speaker_for", make)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    return made


@pytest.mark.parametrize("fails", [True, False])
def test_lines_tell_what_was_left_to_sound_where_it_fails(
    type_at: Callable, short: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    at_a_terminal(monkeypatch).fails = fails

    ran = type_at([short, "--plain"])

    assert ("Lean, left side: get ready, 5 seconds to go" in ran.lines) is fails
    assert ("No sound." in ran.err) is fails


def test_the_first_tone_is_ready_before_the_session_begins(
    type_at: Callable, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loudspeaker = at_a_terminal(monkeypatch)

    type_at([short, "--plain"])

    assert loudspeaker.steps == ["prepared", "ready", "began"]


def test_where_the_voice_is_on_lines_say_only_what_it_does_not(
    type_at: Callable, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loudspeaker = at_a_terminal(monkeypatch)

    voiced = type_at([short, "--plain"])
    loudspeaker.state = SoundState(Health.NONE)
    alone = type_at([short, "--plain"])

    assert voiced.lines == ["A minute, 30 seconds", "Session over: completed, 2 of 2 sets"]
    assert "Change sides: right. Other side: right" in alone.lines


def test_while_the_process_stands_still_nothing_sounds(
    type_at: Callable, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loudspeaker = at_a_terminal(monkeypatch)
    monkeypatch.setattr("hipcoach.plain.follow._stop", lambda switch: loudspeaker.told.append("stopped"))

    type_at([short, "--plain"], (8, Stopped()), (9, "resume"))

    assert loudspeaker.told == ["quiet", "stopped", "audible"]


@pytest.mark.parametrize(
    ("script", "lingers"),
    [
        ([], RINGING_OUT),
        ([(8, "quit"), (9, "finish")], RINGING_OUT),
        ([(8, "quit"), (9, "later")], 0.0),
        ([(8, Signalled(signal.SIGTERM))], 0.0),
    ],
)
def test_the_end_of_a_session_rings_out_and_nothing_else_does(
    type_at: Callable, short: Path, monkeypatch: pytest.MonkeyPatch, script: list, lingers: float
) -> None:
    loudspeaker = at_a_terminal(monkeypatch)

    type_at([short, "--plain"], *script)

    assert loudspeaker.lingered == [lingers]
