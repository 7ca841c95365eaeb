"""The safety texts that stand where a session brings none of its own."""

from __future__ import annotations

from hipcoach.session.model import Safety, Session

DISCLAIMER = (
    "Hipcoach is for education. It is not medical advice or treatment, and it cannot see you.",
    "We are not your clinician and cannot answer for injuries; ask your own when in doubt.",
    "It guides exercise and promises no cure. Stop whenever you want: one key is always enough.",
)
"""Shown before the first session, and always in the help."""

BUILT_IN = Safety(
    before=(
        "Ask a professional first after a hip replacement or recent hip surgery, or a recent fall or injury; with "
        "sciatica or numbness, osteoporosis, pregnancy or balance problems; or if you are under 18.",
        "If you cannot get to the floor and up again, take chair-alignment or desk-break.",
        "If the outer bony hip hurts more when you lie on it, ask before figure-four or clamshell.",
        "Band: look for nicks, mind a latex allergy, put it on and take it off sitting and never under tension.",
        "Chair: steady, without wheels. Standing: have something to hold on to.",
    ),
    stop_if=("Sharp or radiating pain", "Numbness or tingling", "The leg gives way", "Pain that rises as you go on"),
    get_help_if=(
        "Severe sudden pain, or pain after a fall",
        "You cannot put weight on the leg, or it looks deformed, shorter or turned",
        "A hot, swollen joint, or fever",
        "Pain at night, or weight loss that you cannot explain",
        "New weakness or numbness, or a change in bladder or bowel",
        "Swelling of the calf",
        "Chest pain, faintness or breathlessness",
    ),
)


def safety_of(session: Session | None) -> Safety:
    """A session's own safety texts, with the built-in ones where it says nothing."""
    own = session.safety if session else None
    if own is None:
        return BUILT_IN
    return Safety(
        before=own.before or BUILT_IN.before,
        stop_if=own.stop_if or BUILT_IN.stop_if,
        get_help_if=own.get_help_if or BUILT_IN.get_help_if,
    )
