"""A pain that would end the session: written at once, and taken back by a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from effort import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_builders import HOST, MORNING, LoggedSession, lines_of
from msgspec.structs import replace

from hipcoach.engine.events import Outcome, PainKind
from hipcoach.engine.player import Command, Player
from hipcoach.journal.fold import Folded, fold, read
from hipcoach.journal.glance import glance
from hipcoach.journal.resume import find, resumable_of
from hipcoach.journal.to_history import history

ENDS = [kind for kind in PainKind if kind is not PainKind.ACHE]


def hurt(logged: LoggedSession, kind: PainKind, score: int | None = None) -> None:
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, kind, score))


def begun(log: Path) -> LoggedSession:
    logged = LoggedSession(log)
    logged.start()
    logged.play(6)
    return logged


def kinds(path: Path) -> list[str]:
    return [line["t"] for line in lines_of(path) if line["t"] != "place"]


# -- as it is written ------------------------------------------------------------------------------------------------


def test_the_pain_is_on_the_disk_before_the_session_ends(tmp_path: Path) -> None:
    logged = begun(tmp_path / "log")

    hurt(logged, PainKind.SHARP)

    logged.settle()
    path = logged.journal.path
    assert path is not None
    assert kinds(path) == ["start", "pain_felt", "pain"]
    logged.do(Player.stop)
    assert kinds(logged.close()) == ["start", "pain_felt", "pain", "set", "end"]


def test_what_is_taken_back_is_a_line_of_its_own(tmp_path: Path) -> None:
    logged = begun(tmp_path / "log")

    hurt(logged, PainKind.SHARP)
    logged.do(Player.take_back)

    path = logged.close()
    assert [line["t"] for line in lines_of(path)][-3:] == ["place", "pain", "pain_undo"], "the place is the same"
    [line] = [line for line in lines_of(path) if line["t"] == "pain_undo"]
    assert line == {"t": "pain_undo", "at": "2026-11-21T07:02:17+01:00"}


# -- as it is read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENDS)
def test_killed_before_its_end_it_is_stopped_for_pain_and_not_offered(tmp_path: Path, kind: PainKind) -> None:
    logged = begun(tmp_path / "log")
    hurt(logged, kind)

    path = logged.close()

    assert read(path).outcome is Outcome.STOPPED_FOR_PAIN
    assert glance(path).outcome is Outcome.STOPPED_FOR_PAIN
    assert find(tmp_path / "log", HOST, MORNING) is None


@pytest.mark.parametrize("kinds", [[PainKind.ACHE], [PainKind.ACHE, PainKind.ACHE]])
def test_after_an_ache_it_reads_as_interrupted(tmp_path: Path, kinds: list[PainKind]) -> None:
    logged = begun(tmp_path / "log")
    for kind in kinds:
        hurt(logged, kind, 3)
        logged.do(Player.dismiss)

    path = logged.close()

    assert read(path).outcome is None
    assert glance(path).outcome is None
    assert find(tmp_path / "log", HOST, MORNING) is not None


def test_a_kind_that_was_taken_back_is_not_told_and_the_session_is_offered(tmp_path: Path) -> None:
    logged = begun(tmp_path / "log")
    hurt(logged, PainKind.ACHE, 2)
    logged.do(Player.dismiss)
    hurt(logged, PainKind.NUMB)
    logged.do(Player.take_back)

    folded = read(logged.close())

    assert [(pain.kind, pain.score) for pain in folded.pains] == [(PainKind.ACHE, 2), (None, None)]
    assert folded.outcome is Outcome.STOPPED_FOR_PAIN, "something hurts, whatever it is like"
    [past] = history([folded])
    assert [felt.kind for felt in past.felt] == [PainKind.ACHE, None]
    assert find(tmp_path / "log", HOST, MORNING) is not None


def test_a_corrected_ache_stays_in_the_log_and_counts_as_corrected(tmp_path: Path) -> None:
    house = begun(tmp_path / "log")
    hurt(house, PainKind.ACHE, 8)
    house.do(Player.take_back)
    house.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 2))
    house.do(Player.dismiss)

    path = house.close()

    assert kinds(path) == ["start", "pain_felt", "pain", "pain_undo", "pain"]
    assert [(pain.kind, pain.score) for pain in read(path).pains] == [(PainKind.ACHE, 2)]


def test_a_log_whose_session_went_on_after_such_a_pain_reads_as_it_did(tmp_path: Path) -> None:
    """Earlier versions offered a session again that was killed between the pain and its end."""
    logged = begun(tmp_path / "log")
    hurt(logged, PainKind.SHARP)
    path = logged.close()

    with path.open("ab") as log:
        log.write(b'{"t":"resume","at":"2026-11-21T07:05:00+01:00","gap_s":160}\n')

    assert read(path).outcome is None
    assert find(tmp_path / "log", HOST, MORNING) is not None


# -- the rule --------------------------------------------------------------------------------------------------------


def counts(folded: Folded) -> Folded:
    """What a log says, but for when it was last written and how long it is."""
    return replace(folded, last=None, size=0, whole=0, open_ended=False)


def without_what_was_taken_back(lines: Sequence[bytes]) -> list[bytes]:
    """The lines as they would be had none of it been told."""
    kept: list[bytes] = []
    for line in lines:
        if line.startswith(b'{"t":"pain_undo"'):
            del kept[max(place for place, one in enumerate(kept) if one.startswith(b'{"t":"pain"'))]
        else:
            kept.append(line)
    return kept


ACTS = st.sampled_from(["sharp", "numb", "ache", "take_back", "dismiss", "resume", "next", "undo", "pause"])


@given(doing=st.lists(ACTS, min_size=4, max_size=12), cut=st.integers(0, 400))
@settings(max_examples=tries(12, 25), deadline=None)
def test_at_every_kill_it_folds_as_if_it_had_never_been_told(doing: list[str], cut: int) -> None:
    with TemporaryDirectory() as folder:
        logged = begun(Path(folder) / "log")
        for act in doing:
            logged.play(0.7)
            if act in ("sharp", "numb", "ache"):
                if logged.player.allows(Command.PAIN):
                    logged.do(Player.pain)
                if logged.player.allows(Command.PAIN_KIND):
                    logged.do(partial(Player.pain_kind, kind=PainKind(act)))
            elif logged.player.allows(Command[act.upper()]):
                logged.do(getattr(Player, act))
        path = logged.close()
        lines = path.read_bytes().splitlines(keepends=True)
        for killed in range(1, len(lines) + 1):
            # Given a log that was cut off behind any of its lines, and within the next one: without its end it is whole
            torn = lines[killed][: cut % (len(lines[killed]) - 1)] if killed < len(lines) else b""
            told = fold(path, b"".join(lines[:killed]) + torn)
            # Then what was taken back counts nowhere
            plain = without_what_was_taken_back(lines[:killed])
            assert counts(told) == replace(counts(fold(path, b"".join(plain))), unreadable=told.unreadable)
            # And it is gone on with unless the last pain ends it
            pains = [line for line in plain if line.startswith(b'{"t":"pain"')]
            felt = [line for line in plain if line.startswith((b'{"t":"pain', b'{"t":"no_pain"'))]
            open_ = bool(felt) and felt[-1].startswith(b'{"t":"pain_felt"')
            since = plain[plain.index(felt[-1]) :] if felt else []
            aches = b'"kind":"ache"' in since[0] and b'"t":"place"' not in b"".join(since) if since else False
            ends = bool(pains) and b'"kind":"ache"' not in pains[-1]
            assert told.hurts is (open_ or aches)
            assert (told.outcome is Outcome.STOPPED_FOR_PAIN) is (ends or open_)
            assert (resumable_of(told, HOST) is None) is (ends and not open_)
