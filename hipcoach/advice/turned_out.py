"""What is known about turned-out hips, in our own words, each part with whose word it is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from hipcoach.advice.thresholds import Thresholds

TITLE = "About turned-out hips"


class Whose(StrEnum):
    """Whose word something is."""

    ARTICLE = "the article"
    GUIDE = "the guide"
    OURS = "ours"


class AboutPart(Struct, frozen=True):
    """One thing that there is to know."""

    title: str
    whose: Whose
    texts: tuple[str, ...]


def parts(thresholds: Thresholds) -> tuple[AboutPart, ...]:
    """Everything, in the order in which it is read; the figures of our advice are those that hold here."""
    return (*_BEFORE_ADVICE, _advice(thresholds), *_AFTER_ADVICE)


def page(thresholds: Thresholds) -> list[str]:
    """The lines below the title."""
    return list(_page(thresholds))


def _page(thresholds: Thresholds) -> Iterator[str]:
    yield from _WHOSE
    for part in parts(thresholds):
        yield ""
        yield f"{part.title} ({part.whose})"
        yield from part.texts


_WHOSE = (
    "Behind each heading stands whose word it is.",
    "The article: How to Fix an Externally Rotated Hip.",
    "The guide: Hinge Health, How to Do External Hip Rotation, 13 June 2023, reviewed by a doctor of physical therapy.",
    "Ours: what hipcoach adds, on the cautious side.",
    "All of it is about hips in general. What is so with yours, somebody has to look at who can see you.",
)

_BEFORE_ADVICE = (
    AboutPart(
        "How it shows",
        Whose.ARTICLE,
        ("If feet and knees point outward all the time, standing and walking, the hip may be turned away from the "
         "midline of the body.",),
    ),
    AboutPart(
        "How it comes about",
        Whose.ARTICLE,
        ("Mostly the bones are like anybody's and the muscles are out of balance. The small ones deep in the buttock "
         "that turn the thigh out, the piriformis among them, are tight and do too much. Those that turn it in and "
         "keep the pelvis steady, gluteus minimus and the front fibres of gluteus medius, do too little. So the body "
         "leans on the tight ones even more.",
         "Sitting for long hours adds to it: the front of the hip gets used to being short, and the buttock to doing "
         "nothing."),
    ),
    AboutPart(
        "What to do about it",
        Whose.ARTICLE,
        ("First let go of what is tight, then build strength, which is what lasts. The aim is balance, and a hip that "
         "does its work.",
         "· Figure-four stretch: for the muscles that hold the thigh turned out.",
         "· Kneeling lunge stretch: for the front of the hip. If that is tight, it tips the pelvis forward and may add "
         "to the turn.",
         "· Clamshell: steadies the pelvis and lets the hip control how it turns.",
         "· Banded internal rotation: draws the hip actively back to the middle."),
    ),
    AboutPart(
        "A correction",
        Whose.OURS,
        ("For the banded exercise the article has the lower leg turn inward, and the band pull it outward. But with "
         "the knee bent, a lower leg that goes in turns the hip out. That is what the guide's seated exercise does, "
         "and the opposite of what this one is for. Nor does the band pull outward: a loop around both ankles pulls "
         "the raised one toward the standing leg.",
         "Aim and set-up fit together in one way: the knee stays still, and the foot swings out, away from the "
         "standing leg. That is what hipcoach tells you to do."),
    ),
    AboutPart(
        "When it is the bone",
        Whose.ARTICLE,
        ("Some thigh bones are twisted, and have been since childhood. The twist called retroversion turns the leg "
         "out, the one called anteversion turns it in. No exercise untwists bone, so it may change little there. A "
         "professional can examine which of the two it is, muscle or bone, and write a plan for that one person.",),
    ),
    AboutPart(
        "When to see someone",
        Whose.ARTICLE,
        ("When weeks of regular exercise have changed nothing, above all with pain that has become chronic; when "
         "exercise makes it worse; or when the turn is pronounced. Many hips do respond well.",),
    ),
)  # fmt: skip


def _advice(thresholds: Thresholds) -> AboutPart:
    advice, pain = thresholds.advice, thresholds.pain
    return AboutPart(
        "When hipcoach brings that up",
        Whose.OURS,
        (
            f"After {advice.weeks} weeks with at least {advice.sessions} sessions, {advice.per_week} a week, if daily "
            f"life is no better. After {advice.weeks_sooner} weeks with pain for over three months, a pronounced turn, "
            "one side only, or a turn since childhood.",
            f"After pain above {pain.amber_at_most} of 10, or more than {pain.amber_rise_at_most} above that of the "
            "check-in; after pain that is sharp, radiates, is numb or tingles; after a leg that gave way; and when the "
            "morning after is worse three sessions running.",
        ),
    )


_AFTER_ADVICE = (
    AboutPart(
        "What turning out is good for",
        Whose.GUIDE,
        ("Moving thigh and knee away from the middle is part of every day: socks and shoes, getting out of a car, "
         "squatting, sitting cross-legged, kicking a ball or pitching one. Small muscles from the hip bone to the "
         "thigh bone do it, and gluteus maximus, the largest of the buttock, adds the power.",
         "They grow weaker after an injury, with arthritis, and with much sitting; and being weak they can add to pain "
         "in joints and muscles. To be strong and mobile there is said to ease hip pain and daily tasks, and to spare "
         "hips, knees and ankles: above all with pain and stiffness from osteoarthritis or long sitting, and after "
         "some injuries of the hip."),
    ),
    AboutPart(
        "Two aims",
        Whose.OURS,
        ("The article wants less turning out, the guide more strength for it. So a session for turned-out hips has "
         "nothing that trains turning out, and one for turning out nothing that trains turning in. The clamshell is "
         "in both, because it steadies the pelvis. Only balanced-rotators trains both ways.",),
    ),
    AboutPart(
        "What we chose",
        Whose.OURS,
        ("The article's doses are kept, and read as for each side. The guide gives none, so those of the seated "
         "exercise are ours. Ours, too: that its flat foot lifts, where the guide says one foot, since the tucked one "
         "has no room; the tempo, the rests and the time to get ready; how often in a week; every easier or harder "
         "option but those of the seated exercise; most of what to stop for; and the zones of pain, borrowed from "
         "published models and set cautiously.",
         "No cue asks you to feel one deep muscle by itself: nobody can."),
    ),
    AboutPart(
        "Papers that the guide names",
        Whose.GUIDE,
        ("They are its sources, and no proof of what an exercise does for one person.",
         "· McGovern, Kivlan and Martin 2017, International Journal of Sports Physical Therapy 12(7), 1068-1077: how "
         "far common stretches lengthen the short muscles that turn the hip out.",
         "· Jalil Piran, Babakhani, Balouchi and Hatefi 2022, Scientific Reports 12: named here without its findings.",
         "· Bremner and others 2015, International Journal of Exercise Science 8(1), 75-84: right afterwards, no more "
         "gain in turning in than from a warm-up.",
         "· Macadam, Cronin and Contreras 2015, International Journal of Sports Physical Therapy 10(5), 573-591: "
         "gathers how hard the muscles of the buttock work in such exercises."),
    ),
)  # fmt: skip
