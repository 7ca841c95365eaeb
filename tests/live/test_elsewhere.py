"""Where a session is looked for that could not be logged."""

import tempfile
from pathlib import Path

import pytest

from hipcoach.live.elsewhere import USUAL, elsewhere, where_saved


@pytest.mark.parametrize("name", ["TMPDIR", "TEMP", "TMP", None])
@pytest.mark.parametrize("folder", ["here", "nowhere", "a file", "."])
def test_a_session_is_looked_for_wherever_one_is_saved(
    name: str | None, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "a file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", None)
    for each in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(each, raising=False)
    if name is not None:
        monkeypatch.setenv(name, folder)
    assert {each.absolute() for each in elsewhere()} <= set(where_saved())
    assert len(elsewhere()) == 2


def test_it_is_looked_for_in_the_working_folder_where_no_other_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    assert elsewhere()[1] in where_saved()


def test_a_folder_that_is_gone_since_one_went_there_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("TMPDIR", "within")
    assert where_saved()[1:] == tuple(map(Path, USUAL))
