"""Which characters a text may hold, how to show it safely on a terminal, and how many cells it takes."""

from __future__ import annotations

import re

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# C0 except tab and line ends; DEL and C1 with NEL; line and paragraph separators (line breaks to YAML, not to editors);
# bidirectional controls; the byte order mark; lone surrogates; characters that YAML calls unprintable.
_FORBIDDEN = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x2028, 0x202E), (0x2066, 0x2069), (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF), (0xFFFE, 0xFFFF),
)  # fmt: skip

MARKS_IN_A_ROW = 6
"""The most combining marks that one letter may carry; no language needs as many."""
_UNUSUAL = re.compile(
    r"[^\x20-\x7e\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u203a\u2153\u2154\u2190-\u2193\u21c6\u2212\u221e\u2248"
    r"\u2265\u2423\u2500-\u25fc\u266a\u2713\u2715\u275a\u2800-\u28ff]"
)
"""Characters that may not take exactly one cell, or that may join the character before them.

All that our own screens are drawn with is usual, since whatever is not loads 29 modules to be measured.
"""
SHOWN = 48
"""The most characters of a text that a message repeats."""
QUOTED = 120
"""The most characters of a text that a message proposes in quotes."""


def forbidden(text: str) -> list[tuple[int, str]]:
    """The index of each forbidden character in a text, with its description, in order."""
    found: list[tuple[int, str]] = []
    if not text.replace("\n", " ").isprintable():
        # A text has few distinct characters: checking each once is cheaper than a pattern over the whole text.
        bad = {character: describe(character) for character in set(text) if _is_forbidden(character)}
        found = [(index, bad[each]) for index, each in enumerate(text) if each in bad] if bad else []
    if not text.isascii():
        found += [(start, "a pile of combining marks") for start in _piles(text)]
        found.sort()
    return found


def describe(character: str) -> str:
    """A forbidden character in words, such as `an escape character (U+001B)`."""
    number = ord(character)
    match character:
        case "\0":
            name = "a NUL character"
        case "\x1b":
            name = "an escape character"
        case "\ufeff":
            name = "a byte order mark in the middle of the file"
        case "\x85" | "\u2028" | "\u2029":
            name = "a line break that editors do not show"
        case _ if 0xD800 <= number <= 0xDFFF:
            name = "half a character (a surrogate)"
        case _ if 0x202A <= number <= 0x2069:
            name = "a character that turns the direction of writing around"
        case _:
            name = "a control character"
    return f"{name} (U+{number:04X})"


def clean(text: str) -> str:
    """The text with every character replaced that could do harm on a terminal; tabs become spaces."""
    if "\t" in text:
        text = text.replace("\t", "    ")
    if not text.isprintable():
        text = "".join("\ufffd" if each in "\r\n" or _is_forbidden(each) else each for each in text)
    if text.isascii():
        return text
    pieces, end = [], 0
    for start in _piles(text):
        pieces.append(text[end : start + MARKS_IN_A_ROW])
        end = start + MARKS_IN_A_ROW
        while end < len(text) and _is_mark(text[end]):
            end += 1
    return "".join(pieces) + text[end:]


def harmless(text: str) -> str:
    """The text with each of its lines cleaned; line ends stay."""
    return text if text.isascii() and text.replace("\n", "").isprintable() else "\n".join(map(clean, text.split("\n")))


def escaped(json: str) -> str:
    """The JSON with every character escaped that could do harm on a terminal."""
    if json.isascii() and "\x7f" not in json:
        return json
    return "".join(f"\\u{ord(each):04x}" if _is_forbidden(each) else each for each in json)


def shown(text: str) -> str:
    """The text as a message repeats it: short, on one line, harmless."""
    # Cut first, so that showing one word of a long text costs no more than one word.
    head = text[: SHOWN * 4]
    line = clean(one_line(head))
    return line if len(line) <= SHOWN and len(head) == len(text) else line[: SHOWN - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """The text in quotes, ready to be pasted into a YAML file."""
    line = clean(text[:QUOTED]).strip() + ("…" if len(text) > QUOTED else "")
    return f'"{line}"' if '"' not in line and "\\" not in line else "'" + line.replace("'", "''") + "'"


def one_line(text: str) -> str:
    """The text on one line: every run of blanks and line ends becomes one space; no-break spaces stay."""
    if "  " in text or not text.isprintable():
        for blank in "\t\r\n":
            text = text.replace(blank, " ")
        text = " ".join(word for word in text.split(" ") if word)
    return text.strip(" ")


def unspoken(text: str) -> str | None:
    """The first letter or digit that is not Latin, and that no voice can therefore speak; `None` if there is none.

    A speech engine would spell out such letters by their names, one after the other.
    """
    if text.isascii():
        return None
    return next((each for each in text if not each.isascii() and _is_foreign(each)), None)


def _is_foreign(character: str) -> bool:
    from unicodedata import category, name, normalize

    # Signs, marks, emoji and blanks belong to every script. NFKC turns variants such as full-width letters into Latin.
    return character != "µ" and any(
        category(plain)[0] in "LN" and not plain.isascii() and not name(plain, "").startswith(("LATIN ", "MODIFIER "))
        for plain in normalize("NFKC", character)
    )


def on_one_line(text: str) -> str:
    """The lines of a text joined by ` / `."""
    return " / ".join(line for each in text.splitlines() if (line := one_line(each)))


def clusters(text: str) -> Iterator[str]:
    """The signs of a text as a reader sees them: a letter with its marks, an emoji with everything joined to it."""
    if _is_plain(text):
        yield from text
    else:
        from wcwidth import iter_graphemes

        yield from iter_graphemes(text)


def cells(text: str) -> int:
    """The most terminal cells that a clean text can take: terminals disagree on emoji, flags and some scripts."""
    return len(text) if _is_plain(text) else sum(_most_cells(cluster) for cluster in clusters(text))


def is_certain(text: str) -> bool:
    """Whether every terminal gives a clean text the same number of cells."""
    return _is_plain(text) or all(len(set(_answers(cluster))) == 1 for cluster in clusters(text))


def cut(text: str, width: int) -> str:
    """A clean text cut to `width` cells, with an ellipsis for the rest; no sign is cut in two."""
    if cells(text) <= width:
        return text
    return f"{text[: _fitting(text, width - 1)].rstrip(' ')}…" if width > 0 else ""


def wrapped(text: str, width: int, most: int) -> Iterator[str]:
    """A clean text in at most `most` lines of `width` cells, broken between words where possible."""
    for _ in range(most - 1):
        if cells(text) <= width:
            break
        # `cut` deals with a sign that is wider than a whole line.
        if not (end := _fitting(text, width)):
            break
        blank = text.rfind(" ", 1, end + 1)
        line, text = (text[:blank], text[blank + 1 :]) if blank > 0 else (text[:end], text[end:])
        yield line.rstrip(" ")
    yield cut(text, width)


def _fitting(text: str, width: int) -> int:
    """How many characters of a text fit into `width` cells without cutting a sign in two."""
    if _is_plain(text):
        return max(0, width)
    taken = end = 0
    for cluster in clusters(text):
        taken += _most_cells(cluster)
        if taken > width:
            break
        end += len(cluster)
    return end


def _is_plain(text: str) -> bool:
    """Whether each character is a sign by itself and takes one cell, as in most texts."""
    return text.isascii() or not _UNUSUAL.search(text)


def _most_cells(cluster: str) -> int:
    return max(_answers(cluster))


def _answers(cluster: str) -> tuple[int, ...]:
    """The widths that terminals give a sign, in cells: some measure the whole sign, some each of its characters."""
    from wcwidth import wcswidth, wcwidth

    return max(0, wcswidth(cluster)), sum(max(0, wcwidth(each)) for each in cluster)


def _is_forbidden(character: str) -> bool:
    number = ord(character)
    return any(first <= number <= last for first, last in _FORBIDDEN)


def _piles(text: str) -> list[int]:
    """The indices at which runs of too many combining marks begin."""
    marks = {character for character in set(text) if character > "\u02ff" and _is_mark(character)}
    if not marks:
        return []
    found, run = [], 0
    for index, character in enumerate(text):
        run = run + 1 if character in marks else 0
        if run == MARKS_IN_A_ROW + 1:
            found.append(index - MARKS_IN_A_ROW)
    return found


def _is_mark(character: str) -> bool:
    from unicodedata import category

    return category(character) in ("Mn", "Me")
