"""Builds files with something odd in them from rows of a table, and says what reading them came to.

A row is where the texts go, the answer (as `answer` says it), words that the help has, and the texts.
"""

from collections.abc import Callable

from hipcoach.session.library import Reading

HEAD = "hipcoach: 1\ntitle: {title}\nexercises:\n  - name: {name}\n    cues: {cues}\n"
GOOD = "hipcoach: 1\ntitle: x\nexercises: [{use: bridge}]\n"

Text = str | bytes
Row = tuple[Callable[[str], str] | None, str, str, tuple[Text, ...]]


def head(title: str = "Hips", name: str = "Clamshell", cues: str = "[Breathe]") -> str:
    return HEAD.format(title=title, name=name, cues=cues)


def lines(text: str) -> str:
    """A session with lines of an exercise, from line 7 on."""
    return f"{head()}    reps: 15-30\n" + "".join(f"    {line}\n" for line in text.split("\n"))


def dose(text: str) -> str:
    """A session whose exercise has this dose, on line 6."""
    return f"{head()}    {text}\n"


def cue(text: str) -> str:
    """A session with this cue, on line 6."""
    return f"{head(cues=f'{chr(10)}      - {text}')}    reps: 15-30\n"


def title(text: str) -> str:
    """A session with this title, on line 2."""
    return f"{head(title=text)}    reps: 15-30\n"


def name(text: str) -> str:
    """A session whose exercise has this name, on line 4."""
    return f"{head(name=text)}    reps: 15-30\n"


def use(text: str) -> str:
    """A session that uses this exercise, on line 3."""
    return f"hipcoach: 1\ntitle: x\nexercises: [{{use: {text}}}]\n"


def link(text: str) -> str:
    """A session with this link, on line 7."""
    return lines(f'sources: [{{title: x, url: "{text}"}}]')


def version(text: str) -> str:
    """A session of this version of the format."""
    return f"hipcoach: {text}\ntitle: x\nexercises: [{{use: bridge}}]\n"


def answer(reading: Reading) -> str:
    """What a reading came to: `ok`, or the places and codes of its problems, after `warn` where none is an error."""
    found = ", ".join(f"{problem.line}:{problem.column} {problem.code}" for problem in reading.problems)
    return f"warn {found}" if found and reading.session else found or "ok"


def cases(rows: tuple[Row, ...]) -> list[tuple[Text, str, str]]:
    """A whole file, its answer and the words of its help for every text of some rows."""
    return [
        (where(text) if where is not None and isinstance(text, str) else text, answer, words)
        for where, answer, words, texts in rows
        for text in texts
    ]
