"""The digest of a file is the same, whatever works it out."""

from __future__ import annotations

import hashlib
import sys

import pytest

from hipcoach.hashing import sha256

OURS = ("_sha2", "_sha256")


@pytest.mark.parametrize("missing", [(), OURS], ids=["the interpreter's own", "without it"])
def test_the_digest_is_that_of_the_standard(missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    assert sha256(b"hold") == hashlib.sha256(b"hold").hexdigest()
