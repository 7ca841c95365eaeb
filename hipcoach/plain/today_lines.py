"""What is proposed for today, in lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hipcoach.advice.proposal import OfferKind, Option, ProgrammeOffer, Proposal
from hipcoach.advice.today_words import days_in_words, so_far
from hipcoach.session.model import Range
from hipcoach.text.characters import clean, escaped

HOW: Mapping[OfferKind, str] = MappingProxyType(
    {
        OfferKind.NEXT_PHASE: "'hipcoach programme accept phase' says yes.",
        OfferKind.COUNT_WEEK: "'hipcoach programme accept week' says yes.",
        OfferKind.CHANGED_FILE: "'hipcoach programme accept file' says yes.",
        OfferKind.RESUME: "'hipcoach programme resume' says yes.",
        OfferKind.END: "'hipcoach programme end' ends it.",
    }
)
"""How to say yes to each offer but that of a dose."""


def today_as_text(proposal: Proposal) -> Iterator[str]:
    """What to do today and why, what else is possible, what is offered, and what comes next."""
    yield f"Today: {clean(proposal.session.title) if proposal.session is not None else 'rest'}"
    yield from (clean(text) for text in (proposal.reason, _place(proposal)) if text)
    yield from map(_offer_as_text, proposal.offered)
    if proposal.options:
        yield f"If you like: {', '.join(map(_named, proposal.options))}."
    if proposal.session is not None:
        yield "'hipcoach play today' begins it."
    yield from next_as_text(proposal)
    if proposal.programme is None:
        yield "'hipcoach programme' shows programmes, which say what to do in which week."


def offered_of_programme(proposal: Proposal) -> Iterator[str]:
    """What is offered of the programme itself, and how to say yes; a dose is offered at the check-in."""
    return (_offer_as_text(offer) for offer in proposal.offered if offer.dose is None)


def _offer_as_text(offer: ProgrammeOffer) -> str:
    return f"{clean(offer.text)} {_how(offer)}"


def next_as_text(proposal: Proposal) -> Iterator[str]:
    """A line about the session after today's, such as `Next: Release, tomorrow or Wednesday`."""
    if (coming := proposal.coming) is not None:
        yield f"Next: {clean(coming.title)}, {days_in_words(coming.days, proposal.day)}."


def _place(proposal: Proposal) -> str:
    """The programme, its phase and the week in it."""
    if proposal.title is None:
        return ""
    return f"{proposal.title}, week {proposal.week} of {proposal.of}: {proposal.phase}."


def _how(offer: ProgrammeOffer) -> str:
    if offer.dose is not None:
        return f"'hipcoach play today --dose {offer.dose.value}' takes it."
    return HOW[offer.kind]


def _named(option: Option) -> str:
    """A session with how often it was done this week, and the name to play it by."""
    times = f", {so_far(option.done, option.times)}" if option.times is not None else ""
    return f"{clean(option.title)} ({clean(option.session)}{times})"


def today_as_json(proposal: Proposal) -> str:
    """The same as one JSON object; sessions are named as in the list, and a range is its two ends."""
    import json

    told = {
        "session": proposal.session.session if proposal.session is not None else None,
        "reason": proposal.reason,
        "week": proposal.week,
        "of": _ends(proposal.of),
        "done": proposal.done,
        "goal": _ends(proposal.goal),
        "rest": proposal.rest,
        "options": [option.session for option in proposal.options],
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=1))


def _ends(range_: Range | None) -> list[int] | None:
    return None if range_ is None else [range_.low, range_.high]
