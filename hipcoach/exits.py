"""What a run ends with: the one table of exit statuses, which the README shows too."""

from __future__ import annotations

from enum import IntEnum

SIGNALLED = 128
"""What is added to the number of the signal that ended a run."""


class Exit(IntEnum):
    """An exit status, and in `meaning` when a run ends with it."""

    meaning: str

    def __new__(cls, status: int, meaning: str) -> Exit:
        """A status that is a number like any other, and can say what it means."""
        one = int.__new__(cls, status)
        one._value_ = status
        one.meaning = meaning
        return one

    OK = 0, "all is well; of a session, every set reached its low end"
    WRONG = (
        1,
        "`check`, `edit` or `settings` found errors in a file, "
        "`doctor` something that keeps a session from being led or logged; or the app crashed",
    )
    CANNOT = (
        2,
        "it cannot be carried out as asked; "
        "of `check` and `log` also, a folder or a whole file cannot be read, which is then named",
    )
    PARTIAL = 3, "of a session, something was left out or put off"
    STOPPED_FOR_PAIN = 4, "of a session, it was stopped for pain"
    INTERRUPTED = SIGNALLED + 2, "Ctrl+C ended a command"
    BROKEN_PIPE = SIGNALLED + 13, "whoever read the output went away"


def by_signal(number: int) -> int:
    """The exit status of a run that a signal ended."""
    return SIGNALLED + number


def is_by_signal(status: int) -> bool:
    """Whether it was a signal that ended a run."""
    return status > SIGNALLED
