"""What the person said and measured: stops for pain, measures, daily life, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hipcoach.advice.history import DailyLife
from hipcoach.advice.measures import MEASURES, ORDER, Asked
from hipcoach.advice.measuring import Measured, Measuring, told
from hipcoach.engine.events import PainKind
from hipcoach.journal.report import ending_of
from hipcoach.paper.html import Html, element, listed, row, section, table, together
from hipcoach.paper.report.figures import ToldSession, fortnightly, stops
from hipcoach.session.model import Side
from hipcoach.text.characters import clean, cut, on_one_line
from hipcoach.text.counts import counted
from hipcoach.text.days import short_day

MOST_MEASURINGS = 8
"""How many days of measuring are shown: the first one and the latest."""

LONGEST_NOTE = 600
"""How much of a note is shown, in columns."""

KINDS: Mapping[PainKind | None, str] = MappingProxyType(
    {
        PainKind.ACHE: "ache",
        PainKind.SHARP: "sharp",
        PainKind.RADIATING: "radiating",
        PainKind.NUMB: "numb or tingling",
        PainKind.GIVING_WAY: "gave way",
        None: "its kind was not told",
    }
)
"""Each kind of pain as it is told afterwards."""

DAILY_LIFE: Mapping[DailyLife, str] = MappingProxyType(
    {DailyLife.BETTER: "better", DailyLife.SAME: "the same", DailyLife.WORSE: "worse"}
)


def stops_part(sessions: Sequence[ToldSession], today: date) -> Html:
    """A table of all stops for pain; the note of a session stands with its first one."""
    rows = []
    told_already: ToldSession | None = None
    for stop in stops(sessions):
        pain, folded = stop.pain, stop.session.folded
        note = _note(stop.session) if stop.session is not told_already else None
        told_already = stop.session
        side = "" if pain.side is Side.NONE else f", {pain.side.value}"
        score = "" if pain.score is None else f", {pain.score} of 10"
        where = f"{folded.names.get(pain.exercise, pain.exercise)}{side}"
        rows.append(
            row(
                short_day(stop.session.day, today),
                element("span", folded.title, dir="auto"),
                element("span", where, dir="auto"),
                together(f"{KINDS[pain.kind]}{score}", ". " if note else None, note),
                ending_of(folded),
            )
        )
    told_all = (
        table(None, ("Day", "Session", "In", "What was said", "The session"), rows, class_="stops") if rows else None
    )
    return section("Stops for pain", told_all or element("p", "None."))


def measures_part(measured: Measured, since: date, today: date) -> Html:
    """A table of what was measured in the period, with what the numbers can tell."""
    taken = [one for one in measured.taken if one.day >= since]
    if not taken:
        return section("Measured by the person", element("p", "Nothing in this period."))
    chosen = taken if len(taken) <= MOST_MEASURINGS else [taken[0], *taken[-MOST_MEASURINGS + 1 :]]
    left_out = len(taken) - len(chosen)
    rows = [
        row(f"{asked.title} ({asked.measure.says})", *(_measured(one, asked) for one in chosen))
        for asked in sorted(ORDER, key=_of_one_kind)
        if any(asked.key in one.values for one in chosen)
    ]
    more = f"{counted(left_out, 'day')} between the first two shown: left out." if left_out else None
    return section(
        "Measured by the person",
        table(None, ("", *(short_day(one.day, today) for one in chosen)), rows, class_="measures"),
        element("p", " ".join([*([more] if more else []), *told(Measured(tuple(taken)))]), class_="small"),
        class_="whole",
    )


def _of_one_kind(asked: Asked) -> int:
    """Left beside right."""
    return list(MEASURES).index(asked.measure.quantity)


def _measured(one: Measuring, asked: Asked) -> str:
    value = one.values.get(asked.key)
    return "-" if value is None else asked.measure.shown(value)


def daily_life_part(sessions: Sequence[ToldSession], today: date) -> Html | None:
    """What was answered about daily life, day by day; nothing if nothing was."""
    said = []
    for day, checkin in fortnightly(sessions):
        parts = [DAILY_LIFE[checkin.daily_life]] if checkin.daily_life is not None else []
        parts += [f"feels turned out {checkin.turned_out} of 10"] if checkin.turned_out is not None else []
        said.append(f"{short_day(day, today)}: {', '.join(parts)}")
    if not said:
        return None
    return section("The hip in daily life, compared with the beginning", element("p", "; ".join(said) + "."))


def notes_part(sessions: Sequence[ToldSession], today: date) -> Html:
    """All notes with their days, but for those that stand with a stop for pain."""
    items = [
        together(
            element("strong", f"{short_day(one.day, today)}, "),
            element("strong", one.figures.title, dir="auto"),
            ": ",
            note,
        )
        for one in sessions
        if not one.folded.pains and (note := _note(one)) is not None
    ]
    return section("Other notes", listed(items) or element("p", "None."), class_="notes")


def _note(one: ToldSession) -> Html | None:
    """The note of a session on one line; `None` if there is none."""
    note = on_one_line(one.folded.checkout.note) if one.folded.checkout else ""
    return element("span", cut(clean(note), LONGEST_NOTE), dir="auto") if note else None
