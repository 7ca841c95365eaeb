"""The table of the exercises: what was done against its target, on each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hipcoach.engine.wording import counted_in, whole
from hipcoach.journal.report import times
from hipcoach.paper.html import Content, Html, element, section, table, together
from hipcoach.paper.report.figures import AT_EACH_END, ReportExercise, ReportSide, ScaleAnswers
from hipcoach.paper.report.pain import median
from hipcoach.session.model import Side
from hipcoach.text.counts import counted


def part(done: Sequence[ReportExercise]) -> Html:
    """A table with a row for each side of each exercise."""
    if not done:
        return section("Dose done against target", element("p", "Nothing was done."))
    head = (
        "Exercise",
        "Side",
        "Sets done / planned",
        "Of the target",
        f"A set in the first {AT_EACH_END} sessions",
        f"A set in the latest {AT_EACH_END}",
        "Effort",
        "With",
    )
    bodies = [tr for one in done for tr in _exercise(one)]
    explained = (
        "Done: the set reached the low end of its range. Of the target: of all sets with a record. A set: on average "
        "over sessions in which it was done, and its target. Effort: median of the first three answers, then of the "
        "latest, and for how many sessions it was answered. With: weights, and options with the number of sessions."
    )
    return section(
        "Dose done against target, by exercise and side",
        table(None, head, bodies, class_="dose"),
        element("p", explained, class_="small"),
        class_="whole",
    )


def _exercise(one: ReportExercise) -> Iterator[Html]:
    for at, side in enumerate(one.sides):
        first = [] if at else [_over(one, _named(one), "th", scope="rowgroup")]
        last = [] if at else [_over(one, _effort(one.effort)), _over(one, _with(one))]
        cells = [element("td", cell) for cell in _side(side, one)]
        yield element("tr", *first, *cells, *last)


def _over(one: ReportExercise, content: Content, tag: str = "td", *, scope: str | None = None) -> Html:
    """A cell for all sides of an exercise."""
    return element(tag, content, scope=scope, rowspan=len(one.sides) if len(one.sides) > 1 else None)


def _named(one: ReportExercise) -> Html:
    held = f", each held {times(one.hold)} s" if one.hold else ""
    what = f"{times(one.range)}{counted_in(one.unit) or ' times'}{held}; {counted(one.sessions, 'session')}"
    return together(element("span", one.name, dir="auto"), element("br"), element("span", what, class_="small"))


def _side(side: ReportSide, one: ReportExercise) -> Iterator[str]:
    unit = counted_in(one.unit)
    yield "" if side.side is Side.NONE else side.side.value
    less = [
        f"{number} {word}"
        for number, word in (
            (side.recorded - side.reached, "short or skipped"),
            (side.planned - side.recorded, "without a record"),
        )
        if number
    ]
    yield f"{side.reached} / {side.planned}" + (f" ({', '.join(less)})" if less else "")
    yield f"{int(100 * side.done / side.target)} %" if side.target else ""
    for done, target in (side.first, side.latest):
        yield f"{whole(done)} of {round(target)}{unit}"


def _effort(effort: ScaleAnswers) -> str:
    if not effort.given:
        return f"not answered (0/{effort.asked})"
    first, latest = effort.scores[:AT_EACH_END], effort.scores[-AT_EACH_END:]
    return f"{median(first)}, then {median(latest)} ({len(effort.given)}/{effort.asked})"


def _with(one: ReportExercise) -> Html:
    options = [f"{name} ({number})" for name, number in one.options.items()]
    return element("span", ", ".join([*one.loads, *options]), dir="auto")
