"""`serve`: the app in a browser."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import suppress

from hipcoach.cli.output import Refused, say
from hipcoach.diagnostics.files import why
from hipcoach.exits import Exit

MOST_PORTS = 65535


def serve(asked: Namespace) -> int:
    """Serve the app until Ctrl+C."""
    if not 1 <= asked.port <= MOST_PORTS:
        raise Refused(f"--port {asked.port}: write a number from 1 to {MOST_PORTS}, as in 8000")
    try:
        from hipcoach.browser.server import serve as serve_app
    except ImportError as missing:
        raise Refused(
            f"the app in a browser needs {missing.name}, which is not here: pip install 'hipcoach[browser]'"
        ) from missing
    try:
        serve_app(asked.host, asked.port, _say_now)
    except OSError as error:
        raise Refused(
            f"{asked.host}:{asked.port} cannot be used: {why(error)}; "
            "--port takes another number, --host another address"
        ) from error
    return Exit.OK


def _say_now(line: str) -> None:
    """Say where it is while it is there: a pipe gets what is written only as it ends."""
    say(line)
    # It serves as well if nobody can be told; that is reported at the end, and not as an address that cannot be used.
    with suppress(OSError):
        sys.stdout.flush()
