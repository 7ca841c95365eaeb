"""What several tests of the session room say."""

from collections.abc import Callable
from unicodedata import category

from hipcoach.session.library import ProgrammeReading, Reading

Read = Callable[[str], Reading]


def said(reading: Reading | ProgrammeReading) -> list[str]:
    """The problems of a reading as `line:column code`."""
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in reading.problems]


def told(reading: Reading | ProgrammeReading) -> str:
    """All that the problems of a reading say."""
    return "\n".join(f"{problem.message} | {problem.help}" for problem in reading.problems)


def harmless(text: str) -> bool:
    """Whether a terminal can be given a text: no control characters but line ends, nothing that cannot be encoded."""
    return not any(
        category(each) in ("Cc", "Cs") or "\u202a" <= each <= "\u202e" or "\u2066" <= each <= "\u2069"
        for each in text.replace("\n", "")
    )
