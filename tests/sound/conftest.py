from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def nothing_left_in_the_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Reels lie in a temporary folder; those of tests lie where tests clean up."""
    before = tempfile.tempdir
    tempfile.tempdir = str(tmp_path_factory.mktemp("reels"))
    yield
    tempfile.tempdir = before
