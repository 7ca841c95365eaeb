"""What `tomllib` complains about, in words for whoever writes the file, with the place and what to do."""

from __future__ import annotations

import re

from hipcoach.session.characters import describe, shown
from hipcoach.session.problems import Code, Problem, Source

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_OPEN = ("Unterminated", "Unclosed", "Expected \"'")
"""How complaints begin about something that has no end."""
_EXAMPLE = "compare it with `hipcoach settings --example`"


def explain(complaint: str, source: Source) -> Problem:
    """A problem for what `tomllib` said of a text, whose line ends are single characters."""
    found = _PLACE.fullmatch(complaint)
    what = found[1] if found else complaint
    end = len(source.text.rstrip())
    at = min(_index(source.text, int(found[2]), int(found[3])), len(source.text)) if found and found[2] else end
    if at == end and what.startswith(_OPEN) and "\n" in source.text[:end]:
        # It began on any of the lines.
        message = "a quotation mark or bracket is opened in this file and never closed"
        return source.problem(Code.TOML, message, (0, 1), "look for one without its partner")
    line = source.line_from(at)
    code, message, help = Code.TOML, "this is not valid TOML", _EXAMPLE
    match what.partition(" ")[0]:
        case "Invalid" if what == "Invalid value":
            message, help = _no_value(line)
        case "Invalid":
            message = "a line begins with a key, a table in brackets, or a `#`"
        case "Expected" if "'='" in what:
            message, help = "a `=` is missing after the key", "write `key = value`"
        case "Expected" if "newline" in what:
            message, help = "this does not belong after the value", _too_much(source.line_until(at), line)
        case "Expected" if "']" in what:
            message, help = "a `]` is missing here", "write the name of a table as `[pain]`"
        case "Expected" | "Unterminated" | "Found":
            message, help = "a text is not closed on its line", "put a quotation mark at its end"
        case "Illegal":
            message, help = _illegal(source.text[at : at + 1])
        case "Unescaped":
            # The place is that after the backslash and its letter.
            message, help = "a backslash means something else here", "put the text in single quotes: '...'"
            return source.problem(code, message, (max(0, at - 2), at), help)
        case "Unclosed":
            message, help = "a list or table in brackets is not closed, or has no comma here", _EXAMPLE
        case "Cannot" | "Duplicate":
            code, message, help = Code.DUPLICATE, "this is given twice", "take one of the two out"
            before = source.line_until(at)
            return source.problem(code, message, (at - len(before.lstrip()), at), help)
    return source.problem(code, message, (at, at + max(1, len(_word(line)))), help)


def _index(text: str, line: int, column: int) -> int:
    """A place by its line and column, both counted from 1."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _word(line: str) -> str:
    words = line.partition("#")[0].split(maxsplit=1)
    return words[0] if words else ""


def _no_value(line: str) -> tuple[str, str]:
    """Why something is no value, and what would be one."""
    text = line.partition("#")[0].strip()
    if not text:
        return "a value is missing here", "write one, or take the line out"
    if "=" in text:
        return "a value is missing in front of this", "close the bracket above, or take the line with it out"
    if text.casefold() in ("true", "yes", "on", "y"):
        return f"`{shown(text)}` is no value", "write `true`, in small letters and without quotes"
    if text.casefold() in ("false", "no", "off", "n"):
        return f"`{shown(text)}` is no value", "write `false`, in small letters and without quotes"
    bare = text.strip("“”„‘’«»")
    return f"`{shown(text)}` is no value", f'put words in straight quotes: "{shown(bare)}"'


def _too_much(before: str, after: str) -> str:
    """What to do about something after a value."""
    value = before.rpartition("=")[2].strip()
    if re.fullmatch("0+", value) and after[:1].isdecimal():
        return "write the number without a zero in front"
    if value.isdecimal() and "=" not in after:
        return f"write the number alone: {value}"
    return "write every key on a line of its own"


def _illegal(character: str) -> tuple[str, str]:
    if character in ("", "\n"):
        return "a text is not closed on its line", "put a quotation mark at its end"
    return f"there is {describe(character)}", "delete it, and type the text around it again"
