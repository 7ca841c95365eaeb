"""What is proposed for today, and the week that it belongs to, in text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hipcoach.advice.as_proposed import OF_THE_DOSE
from hipcoach.advice.proposal import OfferKind, Proposal, Weekly, Why
from hipcoach.advice.today_words import days_in_words, so_far
from hipcoach.text.characters import cut, wrapped

IN_SHORT = {
    OfferKind.NEXT_PHASE: "Go on to the next phase?",
    OfferKind.COUNT_WEEK: "Let last week count?",
    OfferKind.HIGHER_DOSE: "Take the higher dose?",
    OfferKind.LOWER_DOSE: "Take a lower dose?",
    OfferKind.CHANGED_FILE: "The programme has changed: follow it as it is now?",
    OfferKind.RESUME: "Go on with the programme?",
    OfferKind.END: "The programme is over: end it?",
}
"""Each offer as a row of the list has it."""

RESTS = {
    Why.DONE_TODAY: ("✓", "Done for today"),
    Why.PAUSED: ("❚❚", "The programme is paused"),
    Why.NOTHING: ("!", "Nothing to propose"),
}
"""Days without a session that are no rest days."""

REASON_LINES = ((17, 4), (9, 3))
"""How many lines a reason may take in a list, by the fewest rows of the terminal."""


def week_number(proposal: Proposal) -> str:
    """Where in the programme the week is, such as `week 3 of 12`; empty without one."""
    if proposal.week is None:
        return ""
    return f"week {proposal.week}" + (f" of {proposal.of}" if proposal.of is not None else "")


def week_of(proposal: Proposal) -> str:
    """Where in the programme the week is, and what is done of it, such as `week 3 of 12 · 1 of 2-3`."""
    if not (place := week_number(proposal)):
        return ""
    if proposal.why is Why.PAUSED:
        return f"{place} · paused"
    return f"{place} · {week_goal(proposal)}" if proposal.goal is not None else place


def week_goal(proposal: Proposal) -> str:
    """What is done of the week's goal, such as `1 of 2-3`, with a sign once it is reached."""
    goal = proposal.goal
    return "" if goal is None else f"{so_far(proposal.done, goal)}{' ✓' if proposal.done >= goal.low else ''}"


def week_by_session(sessions: Sequence[Weekly]) -> Iterator[str]:
    """A line for each session of the week with how often it was done."""
    for one in sessions:
        yield f"· {one.title}: {one.done}{f' of {one.times}' if one.times is not None else ''}"


def coming(proposal: Proposal) -> str:
    """The next session, such as `Next: Release, tomorrow or Wednesday`; empty if none is known."""
    if proposal.session is not None:
        return f"Next: {proposal.session.title}, today"
    if (one := proposal.coming) is None:
        return ""
    return f"Next: {one.title}, {days_in_words(one.days, proposal.day)}"


def about_rest(proposal: Proposal) -> list[str]:
    """Lines about a rest day: first what it is, then its reason, what one may do anyway, the week, what comes next."""
    lines = [rest_in_short(proposal)[1], "", _reason(proposal)]
    if proposal.options:
        lines += ["", f"If you like: {', '.join(one.title for one in proposal.options)}."]
    if proposal.sessions and proposal.goal is not None:
        lines += ["", "Each session this week:", *week_by_session(proposal.sessions)]
    return [*lines, "", f"{coming(proposal)}."] if proposal.coming is not None else lines


def below_today(proposal: Proposal, width: int, height: int) -> list[str]:
    """What stands below the row for today: the reason, and what comes next where that is a rest day.

    In as many lines as a terminal of this height has room for.
    """
    most = next((lines for rows, lines in REASON_LINES if height >= rows), 0)
    if not most:
        return []
    lines = list(wrapped(_reason(proposal), width, most)) if _reason(proposal) else []
    if proposal.rest and proposal.coming is not None and len(lines) < most:
        lines.append(cut(f"{coming(proposal)}.", width))
    return lines


def rest_in_short(proposal: Proposal) -> tuple[str, str]:
    """A day without a session, as a sign and in a few words."""
    return RESTS.get(proposal.why, ("○", "Rest day"))


def _reason(proposal: Proposal) -> str:
    """The reason, without what the row above it says already."""
    return proposal.reason.removeprefix(f"{rest_in_short(proposal)[1]}.").lstrip()


def asked_in_list(proposal: Proposal) -> list[int]:
    """The numbers of the offers that are answered in the list; a dose is offered at the check-in of its session."""
    return [number for number, offer in enumerate(proposal.offered) if offer.kind not in OF_THE_DOSE]
