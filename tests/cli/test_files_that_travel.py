"""`hipcoach add`, `bundle`, `new --short` and `new --from`: session files from others, and for others."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach import atomic
from hipcoach.session.library import shipped_sessions

GOOD = "hipcoach: 1\ntitle: {title}\nexercises:\n  - {{name: Lean, hold: {hold} s}}\n"


@pytest.fixture
def mailed(tmp_path: Path) -> Callable[..., Path]:
    """Makes a session file outside of the own folder."""

    def make(title: str = "After the cast", hold: int = 20, name: str = "download (3).yaml") -> Path:
        (tmp_path / "mail").mkdir(exist_ok=True)
        file = tmp_path / "mail" / name
        file.write_text(GOOD.format(title=title, hold=hold))
        return file

    return make


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | BaseException], list[str]]:
    """Sits somebody at a terminal who gives this answer; returns what was asked."""

    def sit(answer: str | BaseException) -> list[str]:
        asked: list[str] = []

        def give(question: str) -> str:
            asked.append(question)
            if isinstance(answer, BaseException):
                raise answer
            return answer

        monkeypatch.setattr("hipcoach.cli.authoring.has_keyboard", lambda: True)
        monkeypatch.setattr("builtins.input", give)
        return asked

    return sit


def own(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "sessions").glob("*.yaml"))


# -- add -------------------------------------------------------------------------------------------------------------


def test_a_file_from_somewhere_becomes_one_s_own_under_its_title(run: Callable, home: Path, mailed: Callable) -> None:
    file = mailed()
    ran = run("add", file)
    assert (ran.status, own(home)) == (0, ["after-the-cast.yaml"])
    assert "hipcoach play after-the-cast" in ran.out
    assert (home / "sessions" / "after-the-cast.yaml").read_bytes() == file.read_bytes()
    assert "after-the-cast" in run("list").out
    # and once more nothing is asked
    assert run("add", file).status == 0


@pytest.mark.parametrize(
    ("title", "name", "stem"),
    [
        ("'../../evil'", "a.yaml", "evil"),
        ("/etc/passwd", "a.yaml", "etc-passwd"),
        ("'...'", "for eva.yaml", "for-eva"),
        ("早上", "早上.yaml", "session"),
        ("CON", "a.yaml", "con-session"),
        ("'-rf'", "a.yaml", "rf"),
        ("'.hidden'", "a.yaml", "hidden"),
        ("x" * 300, "a.yaml", "x" * 60),
        ("Größe", "a.yaml", "groe"),
    ],
)
def test_no_title_leads_out_of_the_folder(
    run: Callable, home: Path, mailed: Callable, title: str, name: str, stem: str
) -> None:
    assert run("add", mailed(title, name=name)).status == 0
    assert own(home) == [f"{stem}.yaml"]


def test_what_is_wrong_in_it_is_told_and_nothing_is_added(run: Callable, home: Path, mailed: Callable) -> None:
    ran = run("add", mailed(hold=0))
    assert (ran.status, own(home)) == (1, [])
    assert "[range]" in ran.err
    ran = run("add", home / "nowhere.yaml")
    assert (ran.status, "no such file" in ran.err) == (1, True)


def test_without_a_keyboard_nothing_is_replaced_unless_told(run: Callable, home: Path, mailed: Callable) -> None:
    # given a session of the same title
    run("add", mailed())
    before = (home / "sessions" / "after-the-cast.yaml").read_text()
    # when another one comes
    ran = run("add", mailed(hold=30))
    # then it stays, and it is said how to have the other
    assert (ran.status, (home / "sessions" / "after-the-cast.yaml").read_text()) == (2, before)
    assert "--force" in ran.err
    assert "--as NAME" in ran.err
    assert run("add", mailed(hold=30), "--as", "Cast, week 2").status == 0
    assert own(home) == ["after-the-cast.yaml", "cast-week-2.yaml"]
    assert run("add", mailed(hold=30), "--force").status == 0
    assert "30 s" in (home / "sessions" / "after-the-cast.yaml").read_text()


@pytest.mark.parametrize(
    ("answer", "replaced"),
    [("y", True), (" YES ", True), ("", False), ("n", False), ("x", False), (EOFError(), False)],
)
def test_at_a_keyboard_it_asks(
    run: Callable, home: Path, mailed: Callable, answers: Callable, answer: str | BaseException, replaced: bool
) -> None:
    run("add", mailed())
    asked = answers(answer)
    ran = run("add", mailed(hold=30))
    assert asked == ["There is a session of yours called after-the-cast. Replace it with this one? [y/N] "]
    assert ran.status == (0 if replaced else 2)
    assert ("30 s" in (home / "sessions" / "after-the-cast.yaml").read_text()) is replaced


def test_it_asks_before_it_hides_a_preset(run: Callable, home: Path, mailed: Callable, answers: Callable) -> None:
    asked = answers("n")
    assert run("add", mailed("Release")).status == 2
    assert asked == ["There is a preset called release. Have this one in its place? [y/N] "]
    answers("y")
    assert run("add", mailed("Release")).status == 0
    assert (shipped_sessions() / "release.yaml").read_text() != (home / "sessions" / "release.yaml").read_text()


def test_the_other_ending_is_the_same_session(run: Callable, home: Path, mailed: Callable) -> None:
    run("new", "x")
    (home / "sessions" / "after-the-cast.yml").write_text(GOOD.format(title="Mine", hold=5))
    assert run("add", mailed()).status == 2
    assert run("add", mailed(), "--force").status == 0
    assert "After the cast" in (home / "sessions" / "after-the-cast.yml").read_text()
    assert own(home) == ["x.yaml"]


@pytest.mark.parametrize("name", ["", "...", "../up", "/etc/passwd"])
def test_what_is_no_name_is_refused(run: Callable, home: Path, mailed: Callable, name: str) -> None:
    assert run("add", mailed(), "--as", name).status == 2
    assert own(home) == []


def test_a_link_stays_a_link_and_one_to_nowhere_is_told(run: Callable, home: Path, mailed: Callable) -> None:
    # given one's own session as a link to a synced folder
    (home / "sessions").mkdir(parents=True)
    synced, link = home / "synced.yaml", home / "sessions" / "after-the-cast.yaml"
    synced.write_text(GOOD.format(title="Old", hold=5))
    link.symlink_to(synced)
    assert run("add", mailed(), "--force").status == 0
    assert link.is_symlink()
    assert "After the cast" in synced.read_text()
    # a link to nowhere counts as taken too
    link.unlink()
    link.symlink_to(home / "gone" / "x.yaml")
    assert run("add", mailed()).status == 2
    ran = run("add", mailed(), "--force")
    assert (ran.status, "link to nowhere" in ran.err) == (2, True)


def test_a_pipe_a_folder_or_a_device_is_no_session(run: Callable, home: Path) -> None:
    home.mkdir(exist_ok=True)
    os.mkfifo(home / "pipe.yaml")
    for path in (home / "pipe.yaml", home, Path("/dev/zero")):
        assert run("add", path).status == 1
    assert own(home) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_told_in_words(
    run: Callable, home: Path, mailed: Callable, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    run("add", mailed())
    before = (home / "sessions" / "after-the-cast.yaml").read_text()

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(atomic, "write", refuse)
    ran = run("add", mailed(hold=30), "--force")
    assert (ran.status, os.strerror(code) in ran.err) == (2, True)
    assert (home / "sessions" / "after-the-cast.yaml").read_text() == before
    ran = run("bundle", "after-the-cast", "--output", home / "b.yaml")
    assert (ran.status, os.strerror(code) in ran.err) == (2, True)


def test_a_name_with_control_characters_does_no_harm(run: Callable, mailed: Callable, answers: Callable) -> None:
    ran = run("add", mailed(hold=0, name="a\x1b]0;x\x07.yaml"))
    assert "\x1b" not in ran.out + ran.err


# -- bundle ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_own(home: Path) -> Path:
    """A session of one's own that uses an exercise of one's own."""
    (home / "sessions" / "exercises").mkdir(parents=True)
    (home / "sessions" / "exercises" / "heel-raise.yaml").write_text("hipcoach: 1\nname: Heel raise\nreps: 12\n")
    file = home / "sessions" / "mine.yaml"
    file.write_text("hipcoach: 1\ntitle: Mine\nexercises:\n  - use: heel-raise\n  - use: clamshell\n")
    return file


def test_a_bundle_can_be_played_where_the_exercise_is_missing(
    run: Callable, home: Path, with_own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a therapist who bundles a session
    monkeypatch.chdir(tmp_path)
    plan = run("plan", "mine").out
    ran = run("bundle", "mine")
    assert (ran.status, "heel-raise in it" in ran.out) == (0, True)
    # when a patient, who has nothing, adds it
    monkeypatch.setenv("HIPCOACH_HOME", str(tmp_path / "patient"))
    assert run("check", "mine-bundle.yaml").out == "mine-bundle.yaml: no problems\n"
    assert run("add", "mine-bundle.yaml").status == 0
    # then it comes to the same
    assert run("plan", "mine").out == plan


def test_check_says_what_to_do_about_an_exercise_that_is_only_yours(run: Callable, with_own: Path) -> None:
    ran = run("check", "mine")
    assert (ran.status, "`heel-raise` is an exercise of your own" in ran.out) == (0, True)
    assert "`hipcoach bundle`" in ran.out


def test_a_bundle_replaces_no_file_unless_told(run: Callable, with_own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("mine")
    assert run("bundle", "mine", "--output", out).status == 2
    assert out.read_text() == "mine"
    assert run("bundle", "mine", "--output", out, "--force").status == 0
    assert "library:" in out.read_text()


def test_a_drawing_of_your_own_cannot_travel_and_that_is_told(
    run: Callable, home: Path, with_own: Path, tmp_path: Path
) -> None:
    (home / "sessions" / "figures").mkdir()
    shipped = shipped_sessions() / "figures" / "clamshell.toml"
    (home / "sessions" / "figures" / "mine.toml").write_text(shipped.read_text())
    with_own.write_text(with_own.read_text().replace("use: heel-raise", "{use: heel-raise, figure: mine}"))
    ran = run("bundle", "mine", "--output", tmp_path / "b.yaml")
    assert (ran.status, "so mine will not be shown" in ran.out) == (0, True)
    with_own.write_text(with_own.read_text().replace("figure: mine", "figure: clamshell"))
    assert "No file can bring" not in run("bundle", "mine", "--output", tmp_path / "c.yaml").out


def test_what_needs_nothing_is_copied(run: Callable, tmp_path: Path) -> None:
    ran = run("bundle", "release", "--output", tmp_path / "r.yaml")
    assert (ran.status, "a copy" in ran.out) == (0, True)
    assert (tmp_path / "r.yaml").read_bytes() == (shipped_sessions() / "release.yaml").read_bytes()


def test_what_cannot_be_used_is_not_bundled(run: Callable, mailed: Callable, tmp_path: Path) -> None:
    ran = run("bundle", mailed(hold=0), "--output", tmp_path / "b.yaml")
    assert (ran.status, "[range]" in ran.err, (tmp_path / "b.yaml").exists()) == (2, True, False)


# -- new -------------------------------------------------------------------------------------------------------------


def test_a_short_new_session_has_no_comments(run: Callable, home: Path) -> None:
    assert run("new", "Ankle, week 1", "--short").status == 0
    text = (home / "sessions" / "ankle-week-1.yaml").read_text()
    assert "#" not in text
    assert len(text.splitlines()) <= 12
    assert run("plan", "ankle-week-1").lines[0].startswith("Ankle, week 1")


def test_a_new_session_can_begin_with_a_preset(run: Callable, home: Path) -> None:
    assert run("new", "My evening", "--from", "release").status == 0
    assert run("plan", "my-evening").lines[1:] == run("plan", "release").lines[1:]
    text = (home / "sessions" / "my-evening.yaml").read_text()
    assert text == (shipped_sessions() / "release.yaml").read_text().replace("title: Release", 'title: "My evening"')


def test_what_it_is_to_begin_with_has_to_be_there(run: Callable, home: Path, mailed: Callable) -> None:
    ran = run("new", "x", "--from", "relase")
    assert (ran.status, "did you mean release?" in ran.err) == (2, True)
    assert run("new", "x", "--from", mailed(hold=0)).status == 2
    assert run("new", "release", "--from", "strengthen").status == 2
    assert own(home) == []
