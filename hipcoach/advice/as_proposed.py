"""Beginning as proposed for today: with the dose and the modifications that the programme has."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hipcoach.advice.pain import Zone
from hipcoach.advice.proposal import OfferKind, Option, ProgrammeOffer, Proposal
from hipcoach.engine.choices import ChoiceError, Choices, at_dose, fitting, with_modification
from hipcoach.session.model import Session

OF_THE_DOSE = (OfferKind.HIGHER_DOSE, OfferKind.LOWER_DOSE)
"""What is offered of the session that is proposed, at its check-in."""


class SessionToday(Struct, frozen=True):
    """What is proposed of one session for today."""

    option: Option
    other_dose: ProgrammeOffer | None = None
    """The dose that is offered instead of the one of last time."""

    def dose_in(self, zone: Zone) -> ProgrammeOffer | None:
        """That offer, unless today's pain is a reason against it."""
        offer = self.other_dose
        against = offer is not None and offer.kind is OfferKind.HIGHER_DOSE and zone is not Zone.GREEN
        return None if against else offer


def session_today(proposal: Proposal | None, name: str, day: date) -> SessionToday | None:
    """What a proposal for this day says of the session of this name; `None` if nothing."""
    if proposal is None or proposal.day != day:
        return None
    if proposal.session is not None and proposal.session.session == name:
        doses = [offer for offer in proposal.offered if offer.kind in OF_THE_DOSE and offer.dose is not None]
        return SessionToday(proposal.session, doses[0] if doses else None)
    return next((SessionToday(one) for one in proposal.options if one.session == name), None)


def as_proposed(session: Session, choices: Choices, today: SessionToday | None) -> Choices:
    """The choices for a session with what is proposed; without a dose that is the one of last time.

    What the session does not have, since one of the two files was changed, is left out.
    """
    if today is None:
        return choices
    if today.option.dose is not None:
        choices = at_dose(today.option.dose, choices)
    choices = fitting(session, choices)
    for exercise, modification in today.option.modifications:
        try:
            choices = with_modification(session, choices, exercise, modification)
        except ChoiceError:
            continue
    return choices
