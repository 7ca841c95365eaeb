"""A log that cannot be read, as a whole or in part, is never told as if nothing were in it."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from journal_builders import MORNING, played

from hipcoach.session.model import Dose

needs_fifos = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")


def deny(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Have the system refuse to list folders, as it does for somebody who is not root."""
    for name in ("listdir", "scandir"):
        really = getattr(os, name)

        def denied(path: object = ".", really: Callable = really) -> object:
            if Path(os.fspath(path)) in folders:  # type: ignore[call-overload]
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return really(path)

        monkeypatch.setattr(os, name, denied)


@pytest.fixture
def two_years(home: Path) -> Path:
    """A log of two years with a session in each."""
    played(home / "log")
    played(home / "log", begins=MORNING - timedelta(days=365))
    return home / "log"


FORMS = [("log",), ("log", "--csv"), ("log", "--json"), ("log", "--since", "2020-01-01")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("damage", ["log", "year", "file for log", "file for year", "link for log", "file for home"])
def test_a_folder_of_the_log_that_cannot_be_read_is_told(
    run: Callable, home: Path, two_years: Path, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...], damage: str
) -> None:
    year = two_years / "2026"
    match damage:
        case "log":
            deny(monkeypatch, two_years)
            told = f"hipcoach: {two_years}: cannot be read: Permission denied"
        case "year":
            deny(monkeypatch, year)
            told = f"hipcoach: {year}: cannot be read: Permission denied"
        case "file for log":
            two_years.rename(home / "away")
            two_years.write_text("")
            told = f"{two_years}: cannot be read: there is a file where a folder should be"
        case "file for year":
            year.rename(home / "away")
            year.write_text("")
            told = f"{year}: cannot be read: there is a file where a folder should be"
        case "link for log":
            two_years.rename(home / "away")
            two_years.symlink_to(home / "nowhere")
            told = f"{two_years}: cannot be read: it is a link to nowhere"
        case _:
            home.rename(home.parent / "away")
            home.write_text("")
            told = f"{home}: cannot be read: there is a file where a folder should be"

    ran = run(*form)

    assert ran.status == 2
    assert told in ran.err
    assert "Nothing is logged yet" not in ran.out
    assert "Errno" not in ran.err
    # What can be read is there all the same
    assert ("2025-11-21" in ran.out) == ("year" in damage)


@pytest.mark.parametrize("command", [("list",), ("list", "--json"), ("plan", "release"), ("play", "release", "--json")])
def test_whoever_looks_for_the_last_dose_tells_of_it_too(
    run: Callable, two_years: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    deny(monkeypatch, two_years / "2025")

    ran = run(*command, *(["--speed", "10000"] if "play" in command else []))

    assert ran.status == 0
    assert ran.err.count(f"{two_years / '2025'}: cannot be read: Permission denied") == 1


def test_the_doctor_tells_of_it(run: Callable, two_years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.doctor.examine._sounds", lambda environment: ())
    deny(monkeypatch, two_years / "2025")

    [log] = [one for one in run("doctor", "--json").json["findings"] if one["about"] == "log"]

    assert log["state"] == "look"
    assert log["text"].startswith(f"{two_years / '2025'}: cannot be read: Permission denied")
    assert log["todo"]


def test_a_folder_of_own_sessions_that_cannot_be_read_is_no_empty_one(
    run: Callable, home: Path, own: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    own("mine.yaml", "hipcoach: 1\n")
    deny(monkeypatch, home / "sessions")

    ran = run("list")

    assert f"{home / 'sessions'}: cannot be read: Permission denied" in ran.err


def test_check_passes_over_nothing_that_it_cannot_read(
    run: Callable, tmp_path: Path, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine" / "closed").mkdir(parents=True)
    (tmp_path / "mine" / "short.yaml").write_text(short.read_text())
    deny(monkeypatch, tmp_path / "mine" / "closed")

    ran = run("check", tmp_path / "mine")

    assert ran.status == 2
    assert f"{tmp_path / 'mine' / 'closed'}: cannot be read: Permission denied" in ran.err
    assert "short.yaml: no problems" in ran.out
    # And where that is all there is
    deny(monkeypatch, tmp_path / "mine")
    ran = run("check", tmp_path / "mine")
    assert (ran.status, ran.out) == (2, "")
    assert f"{tmp_path / 'mine'}: cannot be read: Permission denied" in ran.err


LONG = "x" * 5000


@pytest.mark.parametrize(
    "command",
    [
        ("check", LONG),
        ("check", f"./{LONG}.yaml"),
        ("plan", LONG),
        ("play", f"{LONG}.yaml"),
        ("render", "release", f"{LONG}.wav"),
        ("handout", "release", f"{LONG}.html"),
        ("handout", LONG, "out.html"),
        ("calendar", f"{LONG}.ics", "--days", "mon", "--at", "18:30"),
        ("schema", "--output", LONG),
        ("edit", f"./{LONG}.yaml"),
        ("log", "--take", LONG),
        ("log", "--session", LONG),
    ],
)
def test_a_name_that_is_too_long_is_told_in_words(run: Callable, home: Path, command: tuple[str, ...]) -> None:
    played(home / "log")

    ran = run(*command)

    assert ran.status == 2
    assert "Errno" not in ran.err
    assert "xxx" in ran.err or "too long" in ran.err
    assert len(ran.err) < 2 * len(LONG)


@needs_fifos
@pytest.mark.parametrize("command", [("list",), ("plan", "release"), ("log",), ("log", "--session", "ab")])
def test_a_pipe_in_the_place_of_a_log_or_of_the_id_holds_nobody_up(
    run: Callable, home: Path, command: tuple[str, ...]
) -> None:
    # Given a pipe in the place of the newest session, and another in that of the id of this installation
    path = played(home / "log")
    pipe = path.with_name("20261201T060211Z-release-abcd.jsonl")
    os.mkfifo(pipe)
    os.mkfifo(home / "install-id")
    ran = []
    # A thread of its own, since whoever opens a pipe waits for the other end for ever
    thread = threading.Thread(target=lambda: ran.append(run(*command)), daemon=True)

    thread.start()
    thread.join(60.0)

    assert ran, "it hangs"
    if command[-1] != "ab":
        assert f"{pipe}: cannot be read: this is no ordinary file" in ran[0].err
    assert "Release" in ran[0].out


@needs_fifos
@pytest.mark.parametrize(
    "make", [lambda path: os.mkfifo(path), lambda path: path.symlink_to(path)], ids=["pipe", "loop"]
)
def test_what_is_no_file_in_the_place_of_the_id_is_replaced_as_a_damaged_one_is(
    type_at: Callable, short: Path, home: Path, log: Callable, make: Callable[[Path], None]
) -> None:
    home.mkdir()
    make(home / "install-id")

    assert type_at([short]).status == 0

    assert (home / "install-id").read_text().strip() == log()[0][0]["host"]


def test_a_session_too_large_to_be_one_is_told_and_hides_no_other(
    run: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(home / "log")
    large = played(home / "log", begins=MORNING + timedelta(days=1))
    with large.open("ab") as file:
        file.truncate(64 * 1024 * 1024 + 1)

    ran = run("log")

    assert ran.status == 2
    assert f"{large}: cannot be read: the file is larger than 64 MiB" in ran.err
    assert "2026-11-21 07:02  Release" in ran.out


def test_of_very_many_that_cannot_be_read_only_some_are_named(run: Callable, home: Path) -> None:
    path = played(home / "log")
    for number in range(30):
        path.with_name(f"202612{number % 28 + 1:02}T0602{number:02}Z-release-abcd.jsonl").mkdir()

    ran = run("log")

    assert ran.err.count("this is a folder") == 20
    assert "10 more cannot be read" in ran.err
    assert "Release" in ran.out


@pytest.mark.parametrize("dose", list(Dose))
def test_the_last_dose_is_found_behind_a_log_that_cannot_be_read(run: Callable, home: Path, dose: Dose) -> None:
    from hipcoach.engine.choices import Choices

    path = played(home / "log", choices=Choices(dose=dose))
    path.with_name("20261201T060211Z-release-abcd.jsonl").mkdir()

    ran = run("plan", "release")

    assert f"{dose.value} dose" in ran.lines[1]
    assert "this is a folder" in ran.err
