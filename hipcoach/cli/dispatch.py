"""Runs the chosen command, and reports errors."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module

from hipcoach.cli.output import Refused, complain
from hipcoach.cli.streams import to_nowhere
from hipcoach.diagnostics.files import in_words
from hipcoach.exits import Exit

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def carry_out(asked: Namespace) -> int:
    """Run a command; returns the exit status."""
    status: int = Exit.OK
    try:
        status = command(asked.run)(asked)
        sys.stdout.flush()
    except Refused as refused:
        _complain(str(refused))
        return Exit.CANNOT
    except BrokenPipeError:
        to_nowhere(sys.stdout)
        return Exit.BROKEN_PIPE
    except OSError as error:
        to_nowhere(sys.stdout)
        _complain(in_words(error))
        return status or Exit.CANNOT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    finally:
        for stream in (sys.stdout, sys.stderr):
            _let_go(stream)
    return status


def _complain(text: str) -> None:
    """Print an error, if standard error takes one."""
    try:
        complain(text)
    except OSError:
        to_nowhere(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Leave nothing for Python to write as it ends: where that fails, its status would hide that of the command."""
    try:
        stream.flush()
    except OSError:
        to_nowhere(stream)


def command(run: str) -> Callable[[Namespace], int]:
    """Import the function of a command, given as `tables.plan`."""
    file, _, function = run.partition(".")
    found: Callable[[Namespace], int] = getattr(import_module(f"hipcoach.cli.{file}"), function)
    return found
