"""Tells whether files are the same, by their digest."""

from __future__ import annotations


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes as 64 hexadecimal digits."""
    # The interpreter's own, where it has one, as its `random` does: `hashlib` loads OpenSSL, 4 MB for one digest.
    try:
        from _sha2 import sha256 as digest  # type: ignore[import-not-found]  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256 as digest  # type: ignore[import-not-found]
        except ImportError:
            from hashlib import sha256 as digest
    text: str = digest(data).hexdigest()
    return text
