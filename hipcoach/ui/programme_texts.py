"""A programme in text: what it is for, and every week of it on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hipcoach.advice.programmes import BegunProgramme
from hipcoach.advice.proposal import Proposal
from hipcoach.advice.safety import safety_of
from hipcoach.advice.today_words import day_in_words
from hipcoach.cues.how_to import sources
from hipcoach.session.model import Range
from hipcoach.session.programme import Programme, WeekEntry
from hipcoach.text.counts import counted
from hipcoach.ui.about import often
from hipcoach.ui.charts import Line
from hipcoach.ui.programmes import ProgrammeOnList
from hipcoach.ui.today_texts import week_by_session, week_number, week_of

UNDER_WAY, PAUSED = "▶", "❚❚"
"""The signs for a programme that is followed, and for one that is paused."""

DONE, NOW, AHEAD = "✓", "▶", "·"
"""The signs for a week of a programme."""


def row(one: ProgrammeOnList, followed: BegunProgramme | None, proposal: Proposal | None) -> str:
    """The row of a programme in the list."""
    mine = "" if one.shipped else " (yours)"
    if one.reading.programme is None:
        return f" ! {one.name}{mine}: cannot be used"
    if followed is None or followed.name != one.name:
        return f"   {one.title}{mine}"
    sign = UNDER_WAY if followed.paused is None else PAUSED
    place = week_number(proposal) if proposal is not None and proposal.programme == one.name else ""
    return f"{sign:>2} {one.title}{mine}{f' · {place}' if place else ''}"


def page(
    programme: Programme, followed: BegunProgramme | None, proposal: Proposal | None, titles: Mapping[str, str]
) -> Iterator[Line]:
    """All of a programme; `followed` and `proposal` if it is the one that the person follows."""
    yield Line(programme.title, strong=True)
    yield from (Line(text) for text in (programme.summary, programme.goal) if text)
    if followed is not None and proposal is not None:
        yield Line("")
        yield from map(Line, _under_way(followed, proposal))
        if (programme.title, programme.phases) != (followed.latest.title, followed.latest.phases):
            yield Line("Its file has changed since, and is followed as it was.")
    # Its file may have changed since it was begun.
    phases = followed.latest.phases if followed is not None else programme.phases
    now = proposal.week if proposal is not None else None
    first = Range(1, 1)
    for number, phase in enumerate(phases):
        last = Range(first.low + phase.weeks.low - 1, first.high + phase.weeks.high - 1)
        here = proposal is not None and proposal.phase == phase.name
        yield Line("")
        yield Line(f"{number + 1} {phase.name} · {_weeks(first, last)}", strong=True)
        if phase.why:
            yield Line(phase.why)
        yield from (Line(f"· {_entry(entry, titles)}") for entry in phase.each_week)
        yield Line(_each_week(first, last, now, here=here))
        first = Range(last.low + 1, last.high + 1)
    safety = safety_of(None) if programme.safety is None else programme.safety
    yield Line("")
    yield from (Line(text) for text in (f"Stop if: {'; '.join(safety.stop_if)}.", *safety.before))
    if from_where := list(sources(programme.sources)):
        yield Line("")
        yield from (Line(text) for text in ("Where this comes from:", *(f"· {line}" for line in from_where)))


def _under_way(followed: BegunProgramme, proposal: Proposal) -> Iterator[str]:
    since = day_in_words(followed.on, proposal.day)
    yield f"Begun {since if since == 'today' else f'on {since}'}: {week_of(proposal)}"
    yield proposal.reason
    if proposal.goal is not None:
        yield from week_by_session(proposal.sessions)


def _weeks(first: Range, last: Range) -> str:
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


def _entry(entry: WeekEntry, titles: Mapping[str, str]) -> str:
    parts = [f"{titles.get(entry.session, entry.session)}: {often(entry.times)}"]
    if entry.dose is not None:
        parts.append(f"{entry.dose.value} dose")
    if entry.apart:
        parts.append(f"{'a day' if entry.apart == 1 else counted(entry.apart, 'day')} between")
    return ", ".join(parts)
