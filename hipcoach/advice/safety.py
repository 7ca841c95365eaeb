"""The disclaimer, and the safety texts: those of every session, and those that a session may replace."""

from __future__ import annotations

from msgspec import Struct

from hipcoach.session.model import Safety, Session

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.session.programme import Programme

FOR_EDUCATION = (
    "Hipcoach is for education. It is not medical advice or treatment, and it cannot see you.",
    "We are not your clinician and cannot answer for injuries; ask your own when in doubt.",
)
"""What holds on paper too."""

DISCLAIMER = (
    *FOR_EDUCATION,
    "It guides exercise and promises no cure. Stop whenever you want: one key is always enough.",
)
"""Shown before the first session, and always in the help."""

BEFORE = (
    "Ask a doctor or physical therapist first after a hip replacement, or after recent hip surgery, a recent injection "
    "or infection in the hip, a recent fall or injury.",
    "Ask first, too, with sciatica or numbness, osteoporosis, cancer now or in the past, long cortisone treatment, "
    "known impingement or dysplasia of the hip, or balance problems; in pregnancy; and if you are under 18.",
    "If you cannot get to the floor and up again, ask first, and take chair-alignment or desk-break.",
    "If the outer, bony side of the hip hurts more when you lie on it, ask before figure-four or clamshell.",
    "Band: look for nicks, mind a latex allergy, put it on and take it off sitting and never under tension.",
    "Chair: steady, without wheels. Standing: have something to hold on to.",
)
"""Whom to ask, and what to check, before starting."""

STOP_IF = ("Sharp or radiating pain", "Numbness or tingling", "The leg gives way", "Pain that rises as you go on")


class GetHelp(Struct, frozen=True):
    """A kind of help, and the signs that call for it."""

    title: str
    signs: tuple[str, ...]


EMERGENCY = GetHelp(
    "Call your emergency number for:",
    (
        "Chest pain, faintness or breathlessness",
        "After a fall: severe pain, or a leg that cannot take your weight",
        "A leg that has become deformed, shorter or turned",
        "Loss of bladder or bowel control, numbness between the legs, or new weakness in the legs",
        "A cold, pale leg",
    ),
)
"""The signs of an emergency; a session cannot replace them."""

TODAY = GetHelp(
    "See a doctor today for:",
    ("A hot, swollen joint, or fever", "A swollen, tender calf", "Severe pain that came suddenly"),
)

SOON = GetHelp(
    "See a doctor soon for:",
    (
        "Constant pain, at night too, that no position eases",
        "Weight loss that you cannot explain",
        "Groin pain when the leg takes your weight, after running more than usual",
        "A hip that locks or catches",
    ),
)


class SafetyTexts(Struct, frozen=True):
    """The safety texts of one session."""

    before: tuple[str, ...]
    stop_if: tuple[str, ...]
    get_help: tuple[GetHelp, ...]
    """The kinds of help, the most urgent first."""

    def help_lines(self, mark: str = "· ") -> list[str]:
        """A line for each kind of help, and below it a line for each of its signs, with `mark` in front."""
        return [line for one in self.get_help for line in (one.title, *(f"{mark}{sign}" for sign in one.signs))]


def safety_of(file: Session | Programme | None) -> SafetyTexts:
    """The safety texts of a file; the built-in ones fill what it leaves out, and always name the emergencies."""
    own = (file.safety if file else None) or Safety()
    doctor = (GetHelp("Get help if:", own.get_help_if),) if own.get_help_if else (TODAY, SOON)
    return SafetyTexts(own.before or BEFORE, own.stop_if or STOP_IF, (EMERGENCY, *doctor))
