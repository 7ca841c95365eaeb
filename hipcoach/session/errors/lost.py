"""Warnings of text that YAML takes for something else than it was meant to be. Imported only where there may be one."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Code, Report, Severity, Source
from hipcoach.session.nodes import Text
from hipcoach.text.characters import one_line, quoted, shown


def warn_of_swallowed(source: Source, report: Report, node: Text) -> None:
    """Warn of a list item that became part of the text above it, by its indent or an open quote."""
    if source.text.startswith(("|", ">"), node.start):
        return
    index = source.line_ends(node.start)[1]
    while index < node.end:
        first, last = source.line_ends(index)
        line = source.text[first:last]
        dash = first + len(line) - len(line.lstrip())
        if first > node.start and source.text.startswith("- ", dash):
            why = "it is indented deeper" if node.plain else "the quote there is not closed"
            problem = source.problem(
                Code.YAML,
                f"this line goes on with the text above it, because {why}",
                (dash, last),
                "let all items of a list begin in the same column" if node.plain else "close it where the text ends",
                level=Severity.WARNING,
            )
            report.add(problem, dash)
            return
        index = last + 1


def warn_of_comment(source: Source, report: Report, node: Text) -> None:
    """Warn of a comment that was probably meant as text: it has no two blanks before `#` or no blank after it."""
    text, sign = source.text, node.end
    while text.startswith((" ", "\t"), sign):
        sign += 1
    if not text.startswith("#", sign):
        return
    lost = source.line_from(sign).rstrip()
    if sign - node.end > 1 and lost[1:2] in ("", " ", "\t", "#"):
        return
    whole = quoted(f"{one_line(node.text)} {lost}")
    problem = source.problem(
        Code.COMMENT,
        f"the text ends before ` #`; what is kept is `{shown(node.text)}`",
        (sign, sign + len(lost)),
        f"put the whole text in quotes: {whole}; for a comment, leave two blanks before `# `",
        level=Severity.WARNING,
    )
    report.add(problem, sign)
