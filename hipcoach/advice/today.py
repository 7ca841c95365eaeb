"""What would be wise to do today: a session with its reason, or a rest day with its reason.

By what was done, never by the day of the week; nothing piles up. Every step is an offer, and whoever does something
else is followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from hipcoach.advice import today_words as words
from hipcoach.advice.day import Day, Facts
from hipcoach.advice.pain import Zone
from hipcoach.advice.programmes import BegunProgramme, DoneSession, KnownSession
from hipcoach.advice.proposal import Coming, OfferKind, Option, ProgrammeOffer, Proposal, Weekly, Why
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.advice.weeks import A_DAY, Need, ProgrammeWeeks
from hipcoach.session.programme import Programme

EMPTY_DAYS = 7
"""After so many days without a session a lower dose is offered."""

AHEAD_DAYS = 14
"""How far ahead the next session is looked for."""

BUILT_IN = PainThresholds()


def today(
    day: date,
    begun: BegunProgramme | None,
    done: Sequence[DoneSession],
    known: Mapping[str, KnownSession],
    *,
    week_begins: int = 0,
    pain: PainThresholds = BUILT_IN,
    file: tuple[str, Programme] | None = None,
) -> Proposal:
    """What to do on a day.

    `done` is what was done since the programme was begun, in the last 28 days, and the last time of each session of the
    programme, oldest first; a later date than `day` comes from travel, and is that day. `known` has the sessions that
    can be read, by name: those of the programme, else those that were done. `week_begins` is 0 for Monday to 6 for
    Sunday. `file` is the checksum and the content of the programme's file as it is now.
    """
    then = tuple(sorted((one if one.day <= day else replace(one, day=day) for one in done), key=_day_of))
    weeks = ProgrammeWeeks(begun, known, day, week_begins) if begun is not None else None
    facts = Facts(day, begun, then, known, week_begins, pain, weeks)
    found = facts.on(day)
    if begun is not None and begun.paused is not None:
        go_on = ProgrammeOffer(OfferKind.RESUME, words.resume(begun.latest.title))
        return replace(_proposal(found, Why.PAUSED, None), options=(), goal=None, offered=(go_on,))
    why, need = found.chosen()
    offered = (*_of_programme(found, file), *_of_dose(found, need))
    return replace(_proposal(found, why, need), offered=offered, coming=_coming(facts, need))


def _day_of(one: DoneSession) -> date:
    return one.day


def _proposal(day: Day, why: Why, need: Need | None) -> Proposal:
    """What is proposed, without what is offered besides."""
    week, begun = day.week, day.facts.begun
    weekly = tuple(_weekly(day, each) for each in day.needs)
    goal = day.goal
    red = day.colour.zone is Zone.RED
    return Proposal(
        day=day.day,
        why=why,
        reason=words.reason(day, why, need),
        session=None if need is None else _option(day, need),
        options=tuple(_option(day, each) for each in day.needs if each is not need and not red and day.has_room(each)),
        programme=begun.name if begun else None,
        title=begun.latest.title if begun else None,
        phase=week.phase.name if week else None,
        phase_number=week.at if week else None,
        week=week.number if week else None,
        of=week.of if week else None,
        done=goal.done if goal is not None else sum(each.done for each in weekly),
        goal=goal.times if goal is not None else None,
        sessions=weekly,
    )


def _weekly(day: Day, need: Need) -> Weekly:
    times = need.times if need.said else None
    return Weekly(need.entry.session, need.known.title, day.number(need), times)


def _option(day: Day, need: Need) -> Option:
    of, last = _weekly(day, need), day.last_time(need)
    return Option(
        of.session,
        of.title,
        of.done,
        of.times,
        dose=day.dose(need),
        last=last.least if last else None,
        modifications=need.entry.modifications,
    )


def _of_programme(day: Day, file: tuple[str, Programme] | None) -> Iterator[ProgrammeOffer]:
    """What is offered of the programme itself."""
    week, begun = day.week, day.facts.begun
    if week is None or begun is None:
        return
    if file is not None:
        sha256, programme = file
        now = begun.latest
        if sha256 != now.sha256 and (programme.title, programme.phases) != (now.title, now.phases):
            yield ProgrammeOffer(OfferKind.CHANGED_FILE, words.changed_file(now.title))
    if week.next_phase is not None:
        text = words.next_phase(week, week.next_phase)
        yield ProgrammeOffer(OfferKind.NEXT_PHASE, text, phase=week.next_phase)
    if week.short is not None and week.short.done and week.inside < week.phase.weeks.high:
        yield ProgrammeOffer(OfferKind.COUNT_WEEK, words.count_week(week, week.short), week=week.short.first)
    if week.over:
        yield ProgrammeOffer(OfferKind.END, words.over(begun.latest.title))


def _of_dose(day: Day, need: Need | None) -> Iterator[ProgrammeOffer]:
    """Which other dose is offered of the session that is proposed."""
    if need is None or day.dose(need) is not None:
        return
    counted = [one.day for one in day.facts.done if one.counts]
    empty = (day.day - max(counted)).days - 1 if counted else 0
    if empty >= EMPTY_DAYS and (dose := day.lower(need)) is not None:
        yield ProgrammeOffer(OfferKind.LOWER_DOSE, words.lower(need, dose, empty), dose=dose)
    elif empty < EMPTY_DAYS and (dose := day.higher(need)) is not None:
        yield ProgrammeOffer(OfferKind.HIGHER_DOSE, words.higher(need, dose), dose=dose)


def _coming(facts: Facts, need: Need | None) -> Coming | None:
    """The next session after today, if what is proposed for today is done."""
    if need is not None:
        doing = DoneSession(facts.day, need.known.file, counts=True, repetitions=need.known.repetitions)
        facts = replace(facts, done=(*facts.done, doing))
    for ahead in range(1, AHEAD_DAYS + 1):
        day = facts.on(facts.day + timedelta(days=ahead))
        _, then = day.chosen()
        if then is None:
            continue
        after = facts.on(day.day + A_DAY)
        _, still = after.chosen()
        left = (after.last - after.day).days + 1
        same = still is not None and still.entry.session == then.entry.session
        either = same and sum(after.missing(each) for each in after.needs) <= left
        days = (day.day, after.day) if either else (day.day,)
        return Coming(then.entry.session, then.known.title, days)
    return None
