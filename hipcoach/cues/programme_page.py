"""A programme in text: what it is for, and every week of it on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hipcoach.advice.safety import safety_of
from hipcoach.cues.how_to import sources
from hipcoach.engine.wording import often
from hipcoach.session.model import Range
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry
from hipcoach.text.counts import counted

DONE, NOW, AHEAD = "✓", "▶", "·"
"""The signs for a week of a programme that is over, that is now, or that comes."""


class PageLine(Struct, frozen=True):
    """A line of the page."""

    text: str
    strong: bool = False
    """Whether it is a heading."""


class PhaseWeeks(Struct, frozen=True):
    """The weeks of a phase by their numbers in the programme; ranges where that is left to the person."""

    first: Range
    last: Range

    @property
    def open(self) -> bool:
        """Whether the number of a week depends on when the person goes on to a phase."""
        return self.first.high > self.first.low or self.last.high > self.last.low

    @property
    def in_words(self) -> str:
        """The weeks by their numbers, or how many there are where that is left to the person."""
        first, last = self.first, self.last
        if self.open:
            least, most = last.low - first.low + 1, last.high - first.high + 1
            weeks = counted(least, "week") if least == most else f"{least}-{most} weeks"
            return f"{weeks} from week {first}"
        return f"week {first}" if first == last else f"weeks {first.low}-{last.low}"


def phases_with_weeks(phases: Iterable[ProgrammePhase]) -> Iterator[tuple[ProgrammePhase, PhaseWeeks]]:
    """The phases of a programme, each with its weeks."""
    first = Range(1, 1)
    for phase in phases:
        last = Range(first.low + phase.weeks.low - 1, first.high + phase.weeks.high - 1)
        yield phase, PhaseWeeks(first, last)
        first = Range(last.low + 1, last.high + 1)


def programme_page(
    programme: Programme, titles: Mapping[str, str], at: int | None = None, week: int | None = None
) -> Iterator[PageLine]:
    """All of a programme; `titles` are those of sessions by name.

    `at` and `week`: the phase and the week that it is in, the phase counted from 0 and the week from 1.
    """
    yield PageLine(programme.title, strong=True)
    yield from (PageLine(text) for text in (programme.summary, programme.goal) if text)
    for number, (phase, weeks) in enumerate(phases_with_weeks(programme.phases)):
        yield PageLine("")
        yield PageLine(f"{number + 1} {phase.name}: {weeks.in_words}", strong=True)
        if phase.why:
            yield PageLine(phase.why)
        yield from (PageLine(f"· {entry_in_words(entry, titles)}") for entry in phase.each_week)
        yield PageLine(_each_week(weeks, week, here=at == number))
    safety = safety_of(programme)
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


def _each_week(weeks: PhaseWeeks, now: int | None, *, here: bool) -> str:
    """The weeks of a phase by their numbers, as if it ended as early as it may; each with a sign once it is begun."""
    numbers = range(weeks.first.low, weeks.last.low + 1)
    if now is None:
        return "  Week " + "  ".join(map(str, numbers))
    signs = [NOW if here and number == now else DONE if number < now else AHEAD for number in numbers]
    return "  Week " + "  ".join(f"{number}{sign}" for number, sign in zip(numbers, signs, strict=True))
