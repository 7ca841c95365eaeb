"""What the YAML parser's complaints mean to the person who wrote the file."""

from __future__ import annotations

import re

from hipcoach.session.characters import shown
from hipcoach.session.problems import Code, Source

Explanation = tuple[Code, tuple[int, int], str, str]

_QUOTE_IT = "put the whole text in quotes"
_CLOSERS = {"[": "]", "{": "}"}


def explain(source: Source, context: str, opened: int, problem: str, here: int) -> Explanation:
    """Code, span, message and help for a complaint; `opened` is where what went wrong began, `here` where it showed."""
    match context.removeprefix("while ").removeprefix("scanning ").removeprefix("parsing "):
        case "a quoted scalar" | "a double-quoted scalar" if "escape" not in problem:
            quote = source.text[opened : opened + 1]
            return _yaml(opened, "this quote is never closed", f"put another {quote} where the text ends")
        case "a double-quoted scalar":
            return _yaml(
                here,
                "in double quotes a backslash begins an escape, and this one is none",
                "write the backslash twice, or use single quotes",
            )
        case "a simple key":
            return _no_colon(source, opened)
        case "a block scalar":
            sign = source.text[opened : opened + 1]
            return _yaml(opened, f"a text cannot begin with `{sign}` here", _quote(source, opened))
        case "an alias" | "an anchor":
            sign = source.text[opened : opened + 1]
            return (Code.ALIAS, (opened, opened + 1), f"a text cannot begin with `{sign}`", _quote(source, opened))
        case "a tag":
            return (Code.TAG, (opened, opened + 1), "`!` begins a tag; session files have none", _quote(source, opened))
        case "a node":
            return (Code.TAG, (here, here + 1), "`!` begins a tag; session files have none", _quote(source, here))
        case "a directive":
            return _yaml(opened, "a line that begins with `%` is an instruction to YAML; this is none", _QUOTE_IT)
        case "a flow sequence" | "a flow mapping":
            return _bracket(source, opened, here)
        case "a block mapping" | "a block collection":
            return _misfit(source, opened, problem, here)
        case "a block node" | "a flow node":
            cut = here >= len(source.text.rstrip()) and source.text[opened : opened + 1] in ("[", "{")
            return _bracket(source, opened, here) if cut else _no_value(source, here)
        case "for the next token":
            return _bad_start(source, here)
    return _loose(source, problem, here)


def _yaml(start: int, message: str, help: str, length: int = 1) -> Explanation:
    return Code.YAML, (start, start + length), message, help


def _quote(source: Source, start: int) -> str:
    text = shown(source.line_from(start))
    return f'{_QUOTE_IT}: "{text}"' if '"' not in text and "…" not in text else _QUOTE_IT


def _no_colon(source: Source, start: int) -> Explanation:
    line = source.line_from(start)
    if match := re.match(r"([A-Za-z_][\w-]*):\S", line):
        help = f"write `{shown(match[1])}: ...`, with a space"
        return _yaml(start, "there is no space after the colon", help, len(match[1]) + 1)
    return _yaml(
        start,
        "this line is neither `key: value` nor part of a list",
        "add a colon and a space after the key, or `- ` in front of a list item",
        len(line.rstrip()),
    )


def _bracket(source: Source, opened: int, here: int) -> Explanation:
    bracket = source.text[opened : opened + 1]
    closer = _CLOSERS.get(bracket, "]")
    if source.line_at(opened)[0] != source.line_at(here)[0] or here >= len(source.text.rstrip()):
        help = f"add `{closer}` where the list ends"
        if re.search(r"\s#", source.line_from(opened)):
            help += "; ` #` begins a comment, so a text with it goes in quotes"
        return _yaml(opened, f"this bracket is never closed with `{closer}`", help)
    if source.text[here : here + 1] == ":":
        return _yaml(here, "a `:` does not belong here", f"{_QUOTE_IT} if the colon is part of it")
    return _yaml(
        here,
        f"a comma or `{closer}` is missing in front of this",
        "put a comma between the items; a text that begins with a bracket or brace goes in quotes",
    )


def _misfit(source: Source, opened: int, problem: str, here: int) -> Explanation:
    before = source.line_until(here).lstrip(" -")
    if before:
        # Something ended on this line, and more follows it.
        key = re.match(r"[\w-]+:\s+(?=\S)", before)
        text = before[key.end() :] if key else before
        if text[:1] in ("{", "[", '"', "'"):
            return _yaml(
                here,
                f"the value ended before this, because it begins with `{text[0]}`",
                f"{_QUOTE_IT}: {_whole_text(source, here, text)}",
            )
        return _yaml(here, "this does not belong after what stands before it", "begin a new line in front of it")
    if source.text.startswith("-", here) and "entry" in problem:
        return _yaml(here, "a list item stands where a key is expected", "indent the whole list below its key")
    above = source.text[:here].rstrip()
    line, column = source.line_at(len(above))
    column -= len(source.line_until(len(above)).lstrip(" -"))
    help = f"let it begin in column {column}, like line {line}, or where the list it belongs to begins"
    return _yaml(here, "this line does not line up with the lines above it", help)


def _whole_text(source: Source, here: int, before: str) -> str:
    text = shown(before + source.line_from(here))
    return "'" + text.replace("'", "''") + "'" if '"' in text else f'"{text}"'


def _no_value(source: Source, here: int) -> Explanation:
    sign = source.text[here : here + 1]
    if sign == "-":
        return _yaml(here, "a list cannot begin here", "begin it on a line of its own, or write `[a, b]`")
    if sign in ("]", "}"):
        return _yaml(here, f"this `{sign}` closes nothing", f"take it out, or {_QUOTE_IT}")
    if sign == ",":
        return _yaml(here, "there is nothing in front of this comma", f"take it out, or {_QUOTE_IT}")
    return _yaml(here, "a value is missing here", "write one, or take the line out")


def _bad_start(source: Source, here: int) -> Explanation:
    sign = source.text[here : here + 1]
    if sign == "\t":
        return _yaml(here, "there is a tab here; YAML indents with spaces", "put spaces instead of the tab")
    return _yaml(here, f"a text cannot begin with `{shown(sign)}`", _quote(source, here))


def _loose(source: Source, problem: str, here: int) -> Explanation:
    before = source.line_until(here)
    if problem.startswith("mapping values"):
        value = re.match(r"[\s-]*[\w-]+:\s+(.*)", before)
        if value is not None:
            help = f"{_QUOTE_IT}: {_whole_text(source, here, value[1])}; a second key goes on a line of its own"
            return _yaml(here, "there is a second colon with a space on this line", help)
        above = source.text[: max(0, here - len(before))].rstrip().rpartition("\n")[2].strip()
        if re.match(r"(?:- +)?[A-Za-z_][\w-]*:\S", above):
            help = "write `key: value`, with a space"
            return _yaml(here, "there is no space after the colon in the line above", help)
        return _yaml(
            here,
            "this line is indented deeper than the line it belongs to",
            "let keys that belong together begin in the same column",
        )
    if problem.startswith("sequence entries"):
        return _yaml(here, "a list cannot begin on the line of its key", "begin it on the next line, or write `[a, b]`")
    if problem.startswith("mapping keys"):
        return _yaml(here, "a text cannot begin with `? `", _QUOTE_IT)
    if problem.startswith("expected '<document start>'"):
        help = "let every key of the session begin in the first column"
        return _yaml(here, "this does not belong to what stands above it", help)
    if "YAML" in problem:
        return _yaml(here, "this version of YAML is not known", "take the line that begins with %YAML out")
    return _yaml(here, "this is not valid YAML", "compare the line with the lines around it")
