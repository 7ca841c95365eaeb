"""Sessions as a screen reader reads them: every preset, dose and level, and how late each line is spoken."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import product
from math import inf

import pytest
from effort import chosen
from live_builders import Clock, Typist
from screen_reader import Led, Recorded, Spoken, dropping_old, espeak, in_turn, led, table

from hipcoach.cues.level import Level
from hipcoach.engine.choices import Choices, unattended
from hipcoach.engine.events import SwitchSides
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.live.conductor import Conductor
from hipcoach.live.guide import Guide
from hipcoach.plain.event_lines import LATEST_NUMBER, Manner
from hipcoach.plain.follow import follow
from hipcoach.plain.keyboard import Signalled
from hipcoach.plain.lines import Lines
from hipcoach.plain.reckoning import Rank
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import DOSES, Dose, Session

ON_TIME = 1.0
"""Seconds within which a side or a change of sides is spoken."""

IN_TIME = 3.0
"""The same for anything else that has a moment."""

USUAL = 170
FAST = 350

LEVELS = (Level.COUNTS, Level.BRIEF, Level.FULL)
"""Below these, lines say as much as at `brief`."""


LIBRARY = Library(shipped_sessions(), None)
PRESETS = {entry.name: entry.path for entry in LIBRARY.sessions()}

each_preset = pytest.mark.parametrize("name", PRESETS, scope="module")
"""With the runs kept from one test to the next."""


@cache
def preset(name: str) -> Session:
    session = LIBRARY.read(PRESETS[name]).session
    assert session is not None
    return session


@lru_cache(maxsize=8)
def run(name: str, dose: Dose, level: Level, rate: float) -> Led:
    return led(preset(name), unattended(Choices(dose=dose)), level, rate)


def runs(name: str, rate: float, levels: tuple[Level, ...] = LEVELS) -> Iterator[tuple[Led, list[Spoken]]]:
    """A preset at each dose and level; by day each level at one dose, in turn, and the ends in full."""
    place = list(PRESETS).index(name)
    in_turn_with = zip(levels, (DOSES * 2)[place % len(DOSES) :], strict=False)
    ends = product((Dose.LOW, Dose.HIGH), (Level.FULL,)) if len(levels) > 1 else ()
    for dose, level in chosen(product(Dose, levels), by_day=dict.fromkeys((*((d, v) for v, d in in_turn_with), *ends))):
        one = run(name, dose, level, rate)
        yield one, in_turn(one.reckoning.written, lambda text: table(text, rate))


def sides(one: Led) -> list[tuple[float, str]]:
    """When the sides change, and to which."""
    return [(event.due, event.side.value) for event in one.ear.events if isinstance(event, SwitchSides)]


@each_preset
def test_at_170_words_a_minute_no_line_is_late(name: str) -> None:
    for one, spoken in runs(name, USUAL):
        moves = [line for line in spoken if line.line.rank is Rank.MOVE]
        moments = [line for line in spoken if line.line.latest < inf]
        steps = [line for line in spoken if line.line.latest == inf and line.line.rank is not Rank.MOVE]
        # What a step is begun with is heard in one go, and over before work begins.
        work = [line.begins for line in moves] + [inf]

        assert [line.line.text for line in moves if line.late > ON_TIME] == []
        assert [line.line.text for line in moments if line.late > IN_TIME] == []
        assert [
            line.line.text for line in steps if line.ends > next(at for at in work if at > line.line.due) + ON_TIME
        ] == []
        said = [line.line.text for line in moves if line.line.text.startswith("Change sides")]
        assert [text.split(": ")[1].split(".")[0] for text in said] == [side for _, side in sides(one)]


@each_preset
def test_every_side_and_beginning_of_work_is_told(name: str) -> None:
    one = run(name, Dose.HIGH, Level.FULL, USUAL)

    assert [line.text for line in one.reckoning.left_out if line.rank is Rank.MOVE] == []
    names = [exercise.name for exercise in one.plan.exercises.values()]
    told = [line.text for line, _ in one.of(Rank.STEP)]
    assert [name for name in names if not any(text.startswith(name) for text in told)] == []
    signs = re.compile(r"[·×→]|\d:\d\d|\d s\b")
    assert [line.text for line in one.reckoning.made if signs.search(line.text)] == []


@each_preset
def test_at_350_words_a_minute_only_what_has_passed_is_left_out(name: str) -> None:
    for one, spoken in runs(name, FAST, (Level.FULL,)):
        assert [line.line.text for line in spoken if line.late > IN_TIME and line.line.latest < inf] == []
        # The name of a phase that is over, or the first number where the cue for the set came first.
        passed = [line for line in one.reckoning.left_out if line.latest - line.due <= LATEST_NUMBER]
        assert [line.text for line in one.reckoning.left_out if line not in passed] == []
        assert all(line.rank is Rank.DETAIL for line in passed)


@each_preset
def test_a_reader_that_drops_old_lines_for_new_ones_says_every_side_to_its_end(name: str) -> None:
    for level in (Level.BRIEF, Level.FULL):
        one = run(name, Dose.LOW, level, USUAL)

        spoken = dropping_old(one.reckoning.written, lambda text: table(text, USUAL))

        assert [line.line.text for line in spoken if line.line.rank is Rank.MOVE and not line.whole] == []


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_as_espeak_says_it_no_side_is_late() -> None:
    one = run("five-minutes-a", Dose.LOW, Level.BRIEF, USUAL)

    spoken = in_turn(one.reckoning.written, partial(espeak, rate=USUAL))

    assert max(line.late for line in spoken if line.line.rank is Rank.MOVE) < ON_TIME
    assert max(line.late for line in spoken if line.line.latest < inf) < IN_TIME


def test_pain_is_answered_at_once_in_the_middle_of_a_set_up() -> None:
    clock, reckoning = Clock(), Recorded(USUAL)
    lines = Lines(lambda text: None, clock, lambda: Manner(Level.BRIEF), reckoning)
    plan = make_plan(preset("release"), Choices())
    conductor = Conductor(Player(plan), [lines], clock=clock, wall=clock.wall, report=pytest.fail)
    guide = Guide(conductor, preset("release"), Choices(), sound_key=lambda action: "")
    conductor.start()

    follow(guide, conductor, Typist(clock, (6.0, "o"), (8.0, "2"), (60.0, "enter")), lines)  # type: ignore[arg-type]

    spoken = in_turn(reckoning.written, lambda text: table(text, USUAL))
    asked, enough = (
        next(line for line in spoken if line.line.text.startswith(text)) for text in ("Stopped.", "That is enough")
    )
    assert (asked.written, enough.written) == (6.0, 8.0)
    assert max(asked.waited, enough.waited) < IN_TIME, "only for the line that is being read"
    after = [line.line.text for line in spoken if line.written > 6.0]
    assert "Head and tailbone heavy" not in after
    assert not [text for text in after if text.startswith("5: ")], "an answer was given before that was read"
    assert after[-1] == "A hip that locks or catches", "and when to get help"


@pytest.mark.parametrize("terminal", [True, False])
def test_a_key_at_a_terminal_silences_the_reader_and_a_line_from_a_program_does_not(terminal: bool) -> None:
    clock, reckoning = Clock(), Recorded(USUAL)
    lines = Lines(lambda text: None, clock, lambda: Manner(Level.BRIEF), reckoning)
    session = preset("release")
    player = Player(make_plan(session, Choices()))
    conductor = Conductor(player, [lines], clock=clock, wall=clock.wall, report=pytest.fail)
    guide = Guide(conductor, session, Choices(), sound_key=lambda action: "")
    conductor.start()
    typist = Typist(clock, (6.0, "?"), (6.5, "?"), (7.0, "?"), (9.0, Signalled(15)), terminal=terminal)

    follow(guide, conductor, typist, lines)  # type: ignore[arg-type]

    # Three answers that nobody has heard to the end would be in the way of what comes.
    assert (reckoning.free < 14) is terminal
