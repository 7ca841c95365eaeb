"""Getting at the text of a file: what is no file, what is too much of one, what is in no encoding of ours."""

import os
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket
from threading import Thread

import pytest
from session_help import harmless, said, told

from hipcoach.diagnostics.files import LARGEST
from hipcoach.session.library import Library

GOOD = "hipcoach: 1\ntitle: x\nexercises: [{use: bridge}]\n"


def special(tmp_path: Path, name: str) -> Path:
    path = tmp_path / "special.yaml"
    match name:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            return Path("/dev/zero")
        case "loop":
            path.symlink_to(path)
        case "hole":
            with path.open("wb") as file:
                file.truncate(1 << 30)
        case "socket":
            with socket(AF_UNIX) as listening:
                listening.bind(str(path))
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "link to nothing":
            path.symlink_to(tmp_path / "gone")
        case "larger":
            path.write_bytes(b"#" * (LARGEST + 1))
        case "nul":
            return Path("a\0b")
        case "no folder":
            return Path(__file__) / "x"
    return path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pipe", "type"),
        ("folder", "type"),
        ("socket", "type"),
        ("device", "type"),
        ("link to a device", "type"),
        ("link to nothing", "missing"),
        ("hole", "size"),
        ("larger", "size"),
        ("loop", "missing"),
        ("nothing", "missing"),
        ("nul", "missing"),
        ("no folder", "missing"),
    ],
)
def test_what_is_no_ordinary_file(library: Library, tmp_path: Path, name: str, code: str) -> None:
    reading = library.read(special(tmp_path, name))
    assert reading.session is None
    assert said(reading) == [f"None:None {code}"]
    assert all(line.isprintable() for line in reading.problems[0].render().splitlines())


def test_the_largest_file_is_read(library: Library, tmp_path: Path) -> None:
    text = GOOD
    path = tmp_path / "a.yaml"
    path.write_text(text + "#" * (LARGEST - len(text)))
    assert library.read(path).session is not None


def test_a_pipe_is_left_alone_even_when_somebody_writes_to_it(library: Library, tmp_path: Path) -> None:
    # given someone who writes a whole session into a pipe
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    keeper = os.open(pipe, os.O_RDWR)
    writer = Thread(target=lambda: pipe.write_text(GOOD), daemon=True)
    writer.start()
    writer.join(10)
    # then it is refused, and what was written is still in it
    assert said(library.read(pipe)) == ["None:None type"]
    assert os.read(keeper, 1000) == GOOD.encode()
    os.close(keeper)


Counted = Callable[[], int]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How many bytes the system has given from now on."""
    given: list[bytes] = []
    read = os.read

    def counting(descriptor: int, most: int) -> bytes:
        given.append(read(descriptor, most))
        return given[-1]

    monkeypatch.setattr(os, "read", counting)
    return lambda: sum(map(len, given))


BOMBS: dict[str, Callable[[], bytes]] = {
    "100,000 brackets": lambda: b"[" * 100_000,
    "a text of 50 MB": lambda: b"hipcoach: 1\ntitle: " + b"x" * 50_000_000,
    "a million keys": lambda: b"".join(b"k%d: 1\n" % n for n in range(1_000_000)),
    "one byte too many": lambda: GOOD.encode() + b"#" * (LARGEST + 1 - len(GOOD)),
}
"""Made when they are needed: they are large."""


@pytest.mark.parametrize("name", BOMBS)
def test_of_a_bomb_no_more_is_read_than_a_session_may_have(
    library: Library, tmp_path: Path, counted: Counted, name: str
) -> None:
    (tmp_path / "a.yaml").write_bytes(BOMBS[name]())
    reading = library.read(tmp_path / "a.yaml")
    assert reading.session is None
    assert counted() <= LARGEST


def test_of_a_hole_of_a_gigabyte_nothing_is_read(library: Library, tmp_path: Path, counted: Counted) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(1 << 30)
    assert said(library.read(tmp_path / "a.yaml")) == ["None:None size"]
    assert counted() == 0


def test_a_file_that_does_not_know_its_size_is_read_up_to_the_limit(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    # given a large file whose size the system gives as 0
    (tmp_path / "a.yaml").write_bytes(b"#" * (LARGEST * 4))
    fstat = os.fstat
    monkeypatch.setattr(os, "fstat", lambda fd: os.stat_result((fstat(fd).st_mode, *[0] * 9)))
    # then it is refused, without a byte too many
    assert said(library.read(tmp_path / "a.yaml")) == ["None:None size"]
    assert counted() == LARGEST


def test_a_file_that_grows_without_end_while_it_is_read(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    got: list[bytes] = []
    read = os.read

    def growing(descriptor: int, most: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"#" * 10_000)
        got.append(read(descriptor, min(most, 10_000)))
        return got[-1]

    monkeypatch.setattr(os, "read", growing)
    assert said(library.read(path)) == ["None:None size"]
    assert sum(map(len, got)) == LARGEST


def test_a_file_that_is_cut_off_while_it_is_read(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    read = os.read

    def shrinking(descriptor: int, most: int) -> bytes:
        os.truncate(path, 12)
        return read(descriptor, most)

    monkeypatch.setattr(os, "read", shrinking)
    # what is left of it is read: `hipcoach: 1` and nothing more
    assert said(library.read(path)) == ["1:1 missing", "1:1 missing"]


def test_a_file_that_is_swapped_for_a_pipe_before_it_is_opened(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    opening = os.open

    def swapped(named: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opening(named, flags)

    monkeypatch.setattr(os, "open", swapped)
    assert said(library.read(path)) == ["None:None type"]


@pytest.mark.parametrize(
    ("where", "error", "words"),
    [
        ("open", PermissionError(13, "Permission denied"), "permission denied"),
        ("read", OSError(5, "Input/output error"), "input/output error"),
        ("read", OSError("odd"), "odd"),
    ],
)
def test_a_file_that_the_system_does_not_give(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: OSError, words: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, where, refuse)
    reading = library.read(path)
    assert said(reading) == ["None:None missing"]
    assert words in told(reading)


def test_a_file_is_closed_again_whatever_happened(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    open_before = len(list(Path("/dev/fd").iterdir()))

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    library.read(path)
    monkeypatch.setattr(os, "read", refuse)
    library.read(path)
    assert len(list(Path("/dev/fd").iterdir())) == open_before


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07.yaml", "a\x9b2J.yaml", "a\u202eb.yaml", "a\nb.yaml", "a\udcff.yaml"])
@pytest.mark.parametrize("content", [None, "", "hipcoach: 1\ntitle: x\ntitle: y\n"])
def test_a_file_s_name_does_no_harm(library: Library, tmp_path: Path, name: str, content: str | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    for problem in library.read(path).problems:
        assert problem.file == str(path)  # programs are given the very name
        assert harmless(problem.render())


@pytest.mark.parametrize(
    ("data", "problem", "words"),
    [
        ("hipcoach: 1".encode("utf-16"), "None:None encoding", "UTF-16"),
        ("hipcoach: 1".encode("utf-16-be"), "None:None encoding", "UTF-16"),
        ("hipcoach: 1".encode("utf-32"), "None:None encoding", "UTF-32"),
        ("hipcoach: 1\ntitle: für\n".encode("latin-1"), "2:9 encoding", "0xFC"),
        (b"\xef\xbb\xbfhipcoach: 1\ntitle: \xed\xa0\x80\n", "2:8 encoding", "0xED"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "None:None encoding", "no text"),
        (b"a\0b: c, and so on", "1:2 control-char", "NUL"),
    ],
)
def test_what_is_no_utf8(library: Library, tmp_path: Path, data: bytes, problem: str, words: str) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    reading = library.read(tmp_path / "a.yaml")
    assert said(reading) == [problem]
    assert words in told(reading)
