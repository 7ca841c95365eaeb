from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def nothing_left_in_the_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Put the temporary files of the sound room into pytest's temporary folder, which pytest cleans up."""
    before = tempfile.tempdir
    tempfile.tempdir = str(tmp_path_factory.mktemp("reels"))
    yield
    tempfile.tempdir = before
