"""The sentences that give the reason for what is proposed for a day, and those of the offers beside it."""

from __future__ import annotations

from datetime import date

from hipcoach.advice import pain
from hipcoach.advice.day import Colour, Day
from hipcoach.advice.proposal import Why
from hipcoach.advice.weeks import A_DAY, A_WEEK, Need, ProgrammeWeek, ShortWeek
from hipcoach.session.model import Dose, Range
from hipcoach.text.counts import counted, in_a_row

THIS_WEEK = 6
"""So many days ahead, a day is called by its name."""

SEVERAL = 3
"""After so many short weeks in a row, another programme may fit better."""

IF_IT_LASTS = "If it does not ease, see a doctor or physical therapist before you go on."


def day_in_words(day: date, today: date) -> str:
    """A day as people say it: `today`, `tomorrow`, `Wednesday`, or `3 March` where that is further away."""
    match (day - today).days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case ahead if 0 < ahead <= THIS_WEEK:
            return f"{day:%A}"
        case _:
            return f"{day.day} {day:%B}"


def days_in_words(days: tuple[date, ...], today: date) -> str:
    """Days to choose from, such as `tomorrow or Wednesday`."""
    return " or ".join(day_in_words(day, today) for day in days)


def reason(day: Day, why: Why, need: Need | None) -> str:
    """Why a session or a rest is proposed, and which sessions are not, because they cannot be read."""
    return _joined(_why(day, why, need), "" if why in (Why.PAIN, Why.PAUSED) else _left_out(day))


def _why(day: Day, why: Why, need: Need | None) -> str:
    match why, need:
        case Why.DUE, Need():
            return _joined(_of_week(day), _due(day, need))
        case Why.GENTLE, Need():
            return _joined(_pain(day.colour), _easier(need))
        case Why.AGAIN_TODAY, Need():
            return _again(day, need)
        case Why.DONE_TODAY, _:
            return _joined("Done for today.", _so_far(day))
        case Why.WEEK_DONE, _:
            possible = any(day.has_room(each) for each in day.needs)
            return _joined(_week_done(day), "Rest, or do more if you like." if possible else "Rest.")
        case Why.APART, _:
            return _apart(day)
        case Why.PAIN, _:
            return _joined(_pain(day.colour), "Rest today.", IF_IT_LASTS)
        case Why.PAUSED, _:
            return _paused(day)
        case _:
            return _nothing(day)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _of_week(day: Day) -> str:
    """What is new about a week or a phase, as long as nothing was done in it."""
    week = day.week
    if week is None or any(day.number(need) for need in day.needs):
        return ""
    if not week.has_goal:
        return f"Week {week.number} begins {_on(week.first + A_WEEK, day.day)}, and nothing is due before."
    if week.short is not None and not week.over:
        return f"Week {week.number} once more: {_short(week.short)}"
    if week.inside == 0:
        return f"{'A new phase' if week.at else 'The first phase'}: {week.phase.name}."
    return ""


def _short(short: ShortWeek) -> str:
    """Why a week comes again."""
    if short.done:
        return f"last week had {short.done} of the {short.needed} sessions that it takes."
    if not short.others:
        return "it goes on where you left off."
    more = " A programme that has those may fit you better." if short.row >= SEVERAL else ""
    return f"the sessions of last week were not its own.{more}"


def _on(day: date, today: date) -> str:
    said = day_in_words(day, today)
    return said if said in ("today", "tomorrow") else f"on {said}"


def _due(day: Day, need: Need) -> str:
    """How often a session is to be done this week, and how often it was."""
    title, number = need.known.title, day.number(need)
    if day.week is None and not any(one.counts and one.file == need.known.file for one in day.facts.done):
        return f"{title} is a good start."
    if not need.said:
        return f"{title} is what you did most in the last four weeks."
    if not day.has_goal:
        return f"{title} is a good one to get to know."
    left = counted((day.last - day.day).days + 1, "day")
    return f"{title}: {so_far(number, need.times)} this week, {left} left."


def so_far(number: int, times: Range) -> str:
    """How often something was done of how often it is to be done, such as `1 of 2-3`."""
    return f"{number} of {times}"


def _easier(need: Need) -> str:
    title = need.known.title
    return f"So something gentle: {title}." if need.known.gentle else f"So {title} at the low dose, or rest."


def _again(day: Day, need: Need) -> str:
    times = day.days.times_on(day.day, need.known.file)
    a_day = need.known.per_day
    return f"{need.known.title}: {times} of {a_day} today."


def _so_far(day: Day) -> str:
    """How much of the week's goal is done."""
    goal = day.goal
    return "" if goal is None else f"This week: {so_far(goal.done, goal.times)}."


def _week_done(day: Day) -> str:
    if not day.has_goal and day.week is not None:
        return f"Week {day.week.number} begins {_on(day.week.first + A_WEEK, day.day)}, and nothing is due before."
    if day.wanting:
        return "Enough was done in this week before the programme was begun."
    return f"All that this week needs is done. {_so_far(day)}".strip()


def _apart(day: Day) -> str:
    """Which session has to wait for its days apart, and until when."""
    after = [(need, _kept_from(day, need)) for need in day.wanting if not day.kept(need, day.day)]
    first = min(on for _, on in after)
    waiting = [need for need, on in after if on == first]
    titles = in_a_row([need.known.title for need in waiting], " or ")
    apart = max(day.lacking(need, day.day) for need in waiting)
    between = "a day" if apart == 1 else counted(apart, "day")
    strength = all(need.known.repetitions for need in waiting)
    why = "Strength needs" if strength else "The programme leaves"
    return f"{why} {between} between: {titles} {_on(first, day.day)}."


def _kept_from(day: Day, need: Need) -> date:
    """The first day on which a session has its days apart."""
    on = day.day
    while not day.kept(need, on):
        on += A_DAY
    return on


def _pain(colour: Colour) -> str:
    """Where the colour of the day comes from."""
    when = "yesterday" if colour.yesterday else "today"
    if colour.ended:
        what = pain.ENDING[colour.kind] if colour.kind is not None and colour.kind.ends_session else "pain"
        return f"{what.capitalize()} ended the session {when}."
    score = pain.in_words(colour.score or 0, colour.before)
    return f"After yesterday's session, pain was {score}." if colour.yesterday else f"Pain today: {score}."


def _paused(day: Day) -> str:
    begun = day.facts.begun
    since = min(begun.paused or day.day, day.day) if begun is not None else day.day
    return f"Paused since {day_in_words(since, day.day)}. Nothing of it is due until you go on."


def _nothing(day: Day) -> str:
    if day.week is None:
        return "There is no session to propose; 'hipcoach list' shows those that there are."
    return f"No session of this phase can be read: {in_a_row(_unread(day))}."


def _unread(day: Day) -> list[str]:
    """The names of the sessions of this phase that cannot be read."""
    entries = day.week.phase.each_week if day.week is not None else ()
    return list(dict.fromkeys(entry.session for entry in entries if entry.session not in day.facts.known))


def _left_out(day: Day) -> str:
    """Which sessions the week goes on without."""
    names = _unread(day)
    if not names or not day.needs:
        return ""
    they = "it" if len(names) == 1 else "they"
    return f"Left out, because {they} cannot be read: {in_a_row(names)}. 'hipcoach check {names[0]}' says more."


# -- offers -----------------------------------------------------------------------------------------------------------


def resume(title: str) -> str:
    """The offer to go on with a programme that rests."""
    return f"Go on with {title}, at the week where you paused?"


def changed_file(title: str) -> str:
    """The offer to follow a file as it is now."""
    return f"The file of {title} has changed since you began. Follow it as it is now?"


def next_phase(week: ProgrammeWeek, phase: int) -> str:
    """The offer to enter a phase."""
    done = f"{counted(week.inside, 'week')} of {week.phase.name} {'is' if week.inside == 1 else 'are'} done."
    return f"{done} Go on to {week.phases[phase].name}?"


def count_week(week: ProgrammeWeek, short: ShortWeek) -> str:
    """The offer to count a week in which less was done."""
    last = week.at + 1 == len(week.phases) and week.inside + 1 >= week.phase.weeks.high
    go_on = f"count last week all the same, {'as the last one' if last else f'and go on to week {week.number + 1}'}?"
    if short.row < SEVERAL:
        return f"{go_on[0].upper()}{go_on[1:]}"
    return f"The last {short.row} weeks had less than it takes: a programme that asks for less may fit. Or {go_on}"


def over(title: str) -> str:
    """The offer to end a programme that is over."""
    return f"{title} is done. Its last week stays as long as you like; or end it, and choose what comes next?"


def higher(need: Need, dose: Dose) -> str:
    """The offer of a higher dose."""
    return f"{need.known.title} at the {dose} dose, if last time was easy?"


def lower(need: Need, dose: Dose, empty: int) -> str:
    """The offer of a lower dose after days without a session."""
    return f"{need.known.title} at the {dose} dose, after {counted(empty, 'day')} without a session?"
