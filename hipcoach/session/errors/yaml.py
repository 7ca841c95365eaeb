"""Translates the errors of the YAML parser for the person who wrote the file."""

from __future__ import annotations

import re

from hipcoach.diagnostics.problems import Code, Source
from hipcoach.session.keys import PARTS
from hipcoach.session.programme_keys import PROGRAMME_PARTS
from hipcoach.text.characters import quoted, shown

Explanation = tuple[Code, tuple[int, int], str, str]

_QUOTE_IT = "put the whole text in quotes"
_CLOSERS = {"[": "]", "{": "}"}
_DASH = re.compile(r"\s*((?:- +)*)")
_KEYS = {key.name for part in (*PARTS, *PROGRAMME_PARTS) for key in part.keys}


def explain(source: Source, context: str, opened: int, problem: str, here: int) -> Explanation:
    """Code, span, message and help for an error; `opened` is where the construct began, `here` where it failed."""
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
            if item := re.match(r"\* +(\S.*)", source.line_from(opened)):
                help = f"for an item of a list write `- {shown(item[1])}`, or {_quote(source, opened)}"
                return Code.ALIAS, (opened, opened + 1), "a text cannot begin with `*`", help
            return (Code.ALIAS, (opened, opened + 1), f"a text cannot begin with `{sign}`", _quote(source, opened))
        case "a tag":
            return (Code.TAG, (opened, opened + 1), "`!` begins a tag; these files have none", _quote(source, opened))
        case "a node":
            return (Code.TAG, (here, here + 1), "`!` begins a tag; these files have none", _quote(source, here))
        case "a directive":
            return _yaml(
                opened, "a line that begins with `%` is an instruction to YAML; this is none", "take the line out"
            )
        case "a flow sequence" | "a flow mapping":
            return _bracket(source, opened, here)
        case "a block mapping" | "a block collection":
            return _misfit(source, opened, problem, here)
        case "a block node" | "a flow node":
            cut = here >= len(source.text.rstrip()) and source.text[opened : opened + 1] in ("[", "{")
            return _bracket(source, opened, here) if cut else _no_value(source, here)
        case "for the next token":
            return _bad_start(source, here)
        case _:
            return _loose(source, problem, here)


def _yaml(start: int, message: str, help: str, length: int = 1) -> Explanation:
    return Code.YAML, (start, start + length), message, help


def _quote(source: Source, start: int) -> str:
    """The help to put a text in quotes: up to the end of its line, or in brackets of its item."""
    before = source.line_until(start)
    value = len(before) - len(_value(before))
    text = source.line_from(start)
    if before[value : value + 1] == "{":
        # The brace was probably meant as the first letter of a text.
        text = before[value:] + text
    elif before[value : value + 1] == "[":
        text = re.split(r"[],]", text, maxsplit=1)[0]
    return f"{_QUOTE_IT}: {quoted(text)}"


def _value(line: str) -> str:
    """The rest of a line after its hyphen and its key; in a list only a known key counts as one."""
    dash = _DASH.match(line)
    content = line[dash.end() :] if dash is not None else line
    key, colon, value = content.partition(": ")
    is_key = colon and (dash is None or not dash[1] or key.strip("'\"") in _KEYS)
    return value.lstrip() if is_key else content


def _no_colon(source: Source, start: int) -> Explanation:
    line = source.line_from(start)
    length = len(line.rstrip())
    if match := re.match(r"([A-Za-z_][\w-]*):(?=\S)(?!//)(.*)", line):
        help = f"write `{shown(f'{match[1]}: {match[2]}')}`, with a space"
        return _yaml(start, "there is no space after the colon", help, len(match[1]) + 1)
    if match := re.match(r"([A-Za-z_][\w-]*)(?::(?=[^\S ])|：)\s*(\S.*)", line):
        help = f"type it again: `{shown(f'{match[1]}: {match[2]}')}`"
        return _yaml(start, "the colon, or the space after it, is not the usual one", help, length)
    if match := re.match(r"-(?=[^\s-])(.*)", line):
        return _no_space(start, match[1])
    return _no_key(start, length)


def _no_space(start: int, item: str) -> Explanation:
    return _yaml(start, "there is no space after the hyphen of this list item", f"write `- {shown(item)}`")


def _no_key(start: int, length: int) -> Explanation:
    return _yaml(
        start,
        "this line is neither `key: value` nor part of a list",
        "add a colon and a space after the key, or `- ` in front of a list item",
        length,
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
    begin = max(source.text.rfind(",", opened, here), opened) + 1
    braced = re.compile(r"[{[][^]}\n]*[]}][^],}\n]*").match(source.text, here)
    if braced and source.text[begin:here].strip():
        message = "inside a list a text with a bracket or brace goes in quotes"
        return _yaml(here, message, f"{_QUOTE_IT}: {quoted(source.text[begin : braced.end()].strip())}")
    return _yaml(
        here,
        f"a comma or `{closer}` is missing in front of this",
        "put a comma between the items; a text that begins with a bracket or brace goes in quotes",
    )


def _misfit(source: Source, opened: int, problem: str, here: int) -> Explanation:
    before = source.line_until(here).strip(" -")
    if source.text.startswith(":", here) and not before:
        return _yaml(here, "there is no key in front of this colon", _quote(source, here))
    if before:
        # A value ended on this line, and more follows it.
        text = _value(source.line_until(here))
        sign = (text.partition(": ")[2].lstrip() or text)[:1]
        if sign in ("{", "[", '"', "'"):
            return _yaml(
                here,
                f"the value ended before this, because it begins with `{sign}`",
                f"{_QUOTE_IT}: {_whole_text(source, here, text)}",
            )
        return _yaml(here, "this does not belong after what stands before it", "begin a new line in front of it")
    if source.text.startswith("-", here) and source.line_at(opened)[1] == source.line_at(here)[1]:
        return _yaml(here, "a list item stands where a key is expected", "indent the whole list below its key")
    above = source.text[:here].rstrip()
    line, column = source.line_at(len(above))
    column -= len(source.line_until(len(above)).lstrip(" -"))
    help = f"let it begin in column {column}, like line {line}, or where the list it belongs to begins"
    return _yaml(here, "this line does not line up with the lines above it", help)


def _whole_text(source: Source, here: int, before: str) -> str:
    text = (before + source.line_from(here)).strip()
    sign = re.escape(text[:1])
    if text[:1] in ("'", '"') and re.fullmatch(rf"{sign}[^{sign}]*(?:\s{sign}|\w{sign}\w).*{sign}", text):
        # The whole is in quotes already, but contains the same quotes.
        text = text[1:-1]
    return quoted(text)


def _no_value(source: Source, here: int) -> Explanation:
    sign = source.text[here : here + 1]
    if sign == "-":
        return _yaml(here, "a list cannot begin here", "begin it on a line of its own, or write `[a, b]`")
    if sign in ("]", "}"):
        return _yaml(here, f"this `{sign}` closes nothing", f"take it out, or {_quote(source, here)}")
    if sign == ",":
        return _yaml(here, "there is nothing in front of this comma", f"take it out, or {_quote(source, here)}")
    return _yaml(here, "a value is missing here", "write one, or take the line out")


def _bad_start(source: Source, here: int) -> Explanation:
    sign = source.text[here : here + 1]
    if sign == "\t":
        return _yaml(
            here, "there is a tab here; YAML indents and separates with spaces", "put spaces instead of the tab"
        )
    if source.text.startswith("```", here):
        help = "take the lines with ``` out: they belong to the page that this was copied from"
        return _yaml(here, "a text cannot begin with ```", help, 3)
    return _yaml(here, f"a text cannot begin with `{shown(sign)}`", _quote(source, here))


def _loose(source: Source, problem: str, here: int) -> Explanation:
    before = source.line_until(here)
    if problem.startswith("mapping values"):
        return _second_colon(source, before, here)
    if problem.startswith("sequence entries"):
        return _yaml(here, "a list cannot begin on the line of its key", "begin it on the next line, or write `[a, b]`")
    if problem.startswith("mapping keys"):
        return _yaml(here, "a text cannot begin with `? `", _quote(source, here))
    above = source.text[:here].rstrip()
    if problem.startswith("expected '<document start>'"):
        start = source.line_ends(len(above))[0]
        if source.text.startswith("%", start):
            return _yaml(
                start, "a line that begins with `%` is an instruction to YAML", "take the line out", len(above) - start
            )
        help = "let every key that belongs to none above it begin in the first column"
        return _yaml(here, "this does not belong to what stands above it", help)
    if "tag handle" in problem:
        return Code.TAG, (here, here + 1), "these files have no tags", "take the %TAG lines out"
    if "YAML" in problem:
        return _yaml(here, "this version of YAML is not known", "take the line that begins with %YAML out")
    return _yaml(here, "this is not valid YAML", "compare the line with the lines around it")


def _second_colon(source: Source, before: str, here: int) -> Explanation:
    """The explanation for an unexpected colon with a space, caused by its own line or by the line above."""
    if ": " in before:
        help = f"{_QUOTE_IT}: {_whole_text(source, here, _value(before))}; a second key goes on a line of its own"
        return _yaml(here, "there is a second colon with a space on this line", help)
    start = source.line_ends(len(source.text[: max(0, here - len(before))].rstrip()))[0]
    start += len(source.line_from(start)) - len(source.line_from(start).lstrip())
    above = source.line_from(start).rstrip()
    if match := re.match(r"(?:- +)?([A-Za-z_][\w-]*):(?=\S)(.*)", above):
        help = f"write `{shown(f'{match[1]}: {match[2]}')}` there, with a space"
        return _yaml(here, "there is no space after the colon in the line above", help)
    if match := re.match(r"-(?=[^\s-])(.*)", above):
        return _no_space(start, match[1])
    if above and not re.search(r":(?:\s|$)|^-\s", above):
        return _no_key(start, len(above))
    return _yaml(
        here,
        "this line is indented deeper than the line it belongs to",
        "let keys that belong together begin in the same column",
    )
