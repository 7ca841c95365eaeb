"""The one table of exit statuses, which the README shows too."""

from __future__ import annotations

from enum import IntEnum

SIGNALLED = 128
"""Added to a signal's number to make the exit status of a run that it ended."""


class Exit(IntEnum):
    """An exit status, and in `meaning` when a run ends with it."""

    meaning: str

    def __new__(cls, status: int, meaning: str) -> Exit:
        """Make a member that is its number and carries its meaning."""
        one = int.__new__(cls, status)
        one._value_ = status
        one.meaning = meaning
        return one

    OK = 0, "all is well; in a session, every set reached the low end of its range"
    WRONG = (
        1,
        "`check`, `add`, `edit` or `settings` found errors in a file, "
        "or `doctor` something that keeps sessions from being run or logged; or the app crashed",
    )
    CANNOT = (
        2,
        "the command cannot be carried out; for `check` and `log` also: a folder or file cannot be read, and is named",
    )
    PARTIAL = 3, "in a session, something was left out or put off"
    STOPPED_FOR_PAIN = 4, "a session was stopped for pain"
    INTERRUPTED = SIGNALLED + 2, "Ctrl+C ended a command"
    BROKEN_PIPE = SIGNALLED + 13, "the program that read the output went away"


def by_signal(number: int) -> int:
    """The exit status of a run that a signal ended."""
    return SIGNALLED + number


def is_by_signal(status: int) -> bool:
    """Whether an exit status says that a signal ended the run."""
    return status > SIGNALLED
