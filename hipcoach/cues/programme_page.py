"""A programme in text: what it is for, and every week of it on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hipcoach.advice.safety import safety_of
from hipcoach.cues.how_to import sources
from hipcoach.engine.wording import often
from hipcoach.session.model import Range
from hipcoach.session.programme import Programme, WeekEntry
from hipcoach.text.counts import counted

DONE, NOW, AHEAD = "✓", "▶", "·"
"""The signs for a week of a programme that is over, that is now, or that comes."""


class PageLine(Struct, frozen=True):
    """A line of the page."""

    text: str
    strong: bool = False
    """Whether it is a heading."""


def programme_page(
    programme: Programme, titles: Mapping[str, str], at: int | None = None, week: int | None = None
) -> Iterator[PageLine]:
    """All of a programme; `titles` are those of sessions by name.

    `at` and `week`: the phase and the week that it is in, the phase counted from 0 and the week from 1.
    """
    yield PageLine(programme.title, strong=True)
    yield from (PageLine(text) for text in (programme.summary, programme.goal) if text)
    first = Range(1, 1)
    for number, phase in enumerate(programme.phases):
        last = Range(first.low + phase.weeks.low - 1, first.high + phase.weeks.high - 1)
        yield PageLine("")
        yield PageLine(f"{number + 1} {phase.name}: {_weeks(first, last)}", strong=True)
        if phase.why:
            yield PageLine(phase.why)
        yield from (PageLine(f"· {entry_in_words(entry, titles)}") for entry in phase.each_week)
        yield PageLine(_each_week(first, last, week, here=at == number))
        first = Range(last.low + 1, last.high + 1)
    safety = safety_of(None) if programme.safety is None else programme.safety
    yield PageLine("")
    yield from (PageLine(text) for text in (f"Stop if: {'; '.join(safety.stop_if)}.", *safety.before))
    if from_where := sources(programme.sources):
        yield PageLine("")
        yield from (PageLine(text) for text in ("Where this comes from:", *(f"· {line}" for line in from_where)))


def entry_in_words(entry: WeekEntry, titles: Mapping[str, str]) -> str:
    """A session of each week, such as `Full alignment: 2-3 times a week, low dose, a day between`."""
    parts = [f"{titles.get(entry.session, entry.session)}: {often(entry.times)}"]
    if entry.dose is not None:
        parts.append(f"{entry.dose.value} dose")
    if entry.apart:
        parts.append(f"{'a day' if entry.apart == 1 else counted(entry.apart, 'day')} between")
    parts += [f"with {modification}" for _, modification in entry.modifications]
    return ", ".join(parts)


def _weeks(first: Range, last: Range) -> str:
    """The weeks of a phase by their numbers, or how many there are where that is left to the person."""
    if first.high > first.low or last.high > last.low:
        least, most = last.low - first.low + 1, last.high - first.high + 1
        weeks = counted(least, "week") if least == most else f"{least}-{most} weeks"
        return f"{weeks} from week {first}"
    return f"week {first}" if first == last else f"weeks {first.low}-{last.low}"


def _each_week(first: Range, last: Range, now: int | None, *, here: bool) -> str:
    """The weeks of a phase by their numbers, as if it ended as early as it may; each with a sign once it is begun."""
    numbers = range(first.low, last.low + 1)
    if now is None:
        return "  Week " + "  ".join(map(str, numbers))
    signs = [NOW if here and number == now else DONE if number < now else AHEAD for number in numbers]
    return "  Week " + "  ".join(f"{number}{sign}" for number, sign in zip(numbers, signs, strict=True))
