"""A sheet of a programme: its weeks, its sessions, each exercise once, and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.advice.safety import safety_of
from hipcoach.cues.programme_page import PhaseWeeks, entry_in_words, phases_with_weeks
from hipcoach.engine.choices import equipment
from hipcoach.engine.wording import how_often, you_need
from hipcoach.paper.boxes import Goal, boxes
from hipcoach.paper.exercise import ExerciseOnPaper, Figures, shown, told
from hipcoach.paper.handout import (
    ChosenSession,
    how_to_read_pictures,
    minutes,
    paragraphs,
    rounds,
    sources,
    sources_of,
    stop_at_once,
    whom_to_ask,
    with_first_strong,
)
from hipcoach.paper.html import Content, Html, element, listed, page, section, together
from hipcoach.session.model import Dose, Session
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry, days_apart, has_repetitions

LATER = {Dose.LOW: "to begin with", Dose.MIDDLE: "later", Dose.HIGH: "at most"}
"""The doses of a session for which a programme leaves the dose open."""


class SessionOnPaper(Struct, frozen=True):
    """An entry of a phase, with its session as it is to be done."""

    entry: WeekEntry
    ways: tuple[ChosenSession, ...]
    """One for the dose that the programme or the person says; otherwise one for each dose, the lowest first."""

    @property
    def session(self) -> Session:
        """The session, whatever its dose."""
        return self.ways[0].session

    @property
    def title(self) -> str:
        """Its title, with the modifications that the programme turns on."""
        on = [
            change.name
            for exercise in self.session.exercises
            for change in exercise.modifications
            if (exercise.id, change.id) in self.entry.modifications
        ]
        return f"{self.session.title} ({', '.join(on)})" if on else self.session.title


class PhaseOnPaper(Struct, frozen=True):
    """A phase with the sessions of its weeks."""

    phase: ProgrammePhase
    sessions: tuple[SessionOnPaper, ...]


class _Doses(NamedTuple):
    """What is told with one exercise of the programme, each of it once."""

    why: dict[str, None]
    amounts: dict[str, dict[str, None]]
    """For each amount, what has it."""
    how: dict[str, None]
    """Pace, order of sides and rest."""


def programme_handout(
    programme: Programme, phases: Sequence[PhaseOnPaper], figures: Figures, first_day: int = 0
) -> str:
    """The sheet as a page of HTML; `phases` are those of the programme; `first_day`: that of a week, 0 for Monday."""
    entries = [one for phase in phases for one in phase.sessions]
    sessions = {(one.entry.session, one.entry.modifications): one for one in entries}
    safety = (safety_of(programme), *(safety_of(one.session) for one in entries if one.session.safety))
    exercises = _exercises(entries)
    numbers = {exercise: number for number, exercise in enumerate(exercises, 1)}
    weeks = [weeks for _, weeks in phases_with_weeks(programme.phases)]
    needed = dict.fromkeys(
        thing for one in entries for way in one.ways for thing in equipment(way.session, way.choices)
    )
    links = [*programme.sources, *(link for one in entries for link in sources_of(one.session))]
    ticks = (
        boxes(
            f"{_capital(of.in_words)}: {one.phase.name}", _rows(of), [_goal(entry) for entry in one.sessions], first_day
        )
        for one, of in zip(phases, weeks, strict=True)
    )
    return page(
        programme.title,
        paragraphs(programme.summary, programme.goal),
        element("p", f"{you_need(tuple(needed))}.") if needed else None,
        stop_at_once(safety),
        section("The weeks", *(_phase(one, of) for one, of in zip(phases, weeks, strict=True))),
        section("The sessions", *(_session(one, numbers) for one in sessions.values())),
        how_to_read_pictures(exercises, figures),
        *(shown(numbers[one], one, told.why, _amounts(told), figures) for one, told in exercises.items()),
        section("Boxes to tick", *ticks),
        whom_to_ask(safety),
        sources(links),
    )


def _rows(weeks: PhaseWeeks) -> Iterator[str]:
    """The weeks of a phase for boxes, by their numbers as far as these are known, else counted from its first one."""
    least, most = weeks.last.low - weeks.first.low, weeks.last.high - weeks.first.high
    first = weeks.first.low if weeks.first.low == weeks.first.high else 1
    for number in range(most + 1):
        yield f"{first + number}{'' if number <= least else ', or go on'}"


def _phase(shown: PhaseOnPaper, weeks: PhaseWeeks) -> Html:
    """A phase: why it is there, and what is done in each of its weeks."""
    heading = together(f"{_capital(weeks.in_words)}: ", element("span", shown.phase.name, dir="auto"))
    return element(
        "section",
        element("h3", heading),
        paragraphs(shown.phase.why),
        listed((_in_each_week(one) for one in shown.sessions), dir="auto"),
        class_="whole",
    )


def _in_each_week(one: SessionOnPaper) -> str:
    entry = replace(one.entry, apart=days_apart(one.entry.apart, has_repetitions(one.session)))
    return f"{entry_in_words(entry, {entry.session: one.session.title})}, {minutes([way.plan for way in one.ways])}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _session(one: SessionOnPaper, numbers: Mapping[ExerciseOnPaper, int]) -> Html:
    """A session: what it is for, and its exercises in order."""
    exercises = (each.exercise for each in told(one.ways[0].plan, one.session))
    links = (element("a", f"{numbers[each]}. {each.title}", href=f"#exercise-{numbers[each]}") for each in exercises)
    return element(
        "section",
        element("h3", one.title, dir="auto"),
        paragraphs(one.session.summary, language=one.session.language),
        listed(links, class_="by-number"),
        paragraphs(*rounds(one.ways[-1].plan, one.session)),
        class_="whole",
    )


def _exercises(entries: Iterable[SessionOnPaper]) -> dict[ExerciseOnPaper, _Doses]:
    """Each exercise once, with its doses wherever it is done."""
    found: dict[ExerciseOnPaper, _Doses] = {}
    for entry in entries:
        for way in entry.ways:
            for one in told(way.plan, way.session):
                doses = found.setdefault(one.exercise, _Doses({}, {}, {}))
                amount, *how = one.dose
                doses.why.update(dict.fromkeys(one.why))
                doses.how.update(dict.fromkeys(how))
                doses.amounts.setdefault(amount, {})[_where(entry, way)] = None
    return found


def _where(entry: SessionOnPaper, way: ChosenSession) -> str:
    """In what an exercise has a dose."""
    if entry.entry.dose is not None:
        return f"{entry.title}, {entry.entry.dose} dose"
    return entry.title if len(entry.ways) == 1 else f"{entry.title}, {LATER[way.choices.dose]}"


def _amounts(doses: _Doses) -> Iterable[Content]:
    """How much of an exercise is done in what."""
    if len(doses.amounts) == 1:
        yield element("p", *with_first_strong((*doses.amounts, *doses.how)))
        return
    lines = (
        together(element("strong", amount), " ", element("span", "; ".join(where), dir="auto"))
        for amount, where in doses.amounts.items()
    )
    yield listed(lines)
    yield element("p", " ".join(doses.how)) if doses.how else None


def _goal(one: SessionOnPaper) -> Goal:
    return Goal(
        one.title,
        how_often(one.entry.times, one.session.per_day),
        one.session.per_day.high if one.session.per_day else 1,
    )
