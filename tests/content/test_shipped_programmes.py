"""Every figure of the programmes, held against how often the presets are done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from content_checks import Text, length, wording
from test_presets import PRESETS

from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Aim, Dose, Session
from hipcoach.session.programme import Programme, WeekEntry, days_apart, has_repetitions

LOW, MIDDLE, HIGH = Dose

Week = tuple[tuple[str, str, Dose | None, int], ...]
"""Sessions with how often, at which dose, and the days between."""


@dataclass(frozen=True)
class Weeks:
    """What a programme says."""

    aim: Aim
    phases: tuple[tuple[int, Week], ...]
    """Weeks, and what is done in each."""


def built(dose: Dose) -> Week:
    return (("full-alignment", "2-3", dose, 1), ("release", "2", None, 0))


A_AND_B = (("five-minutes-a", "1-2", None, 1), ("five-minutes-b", "1-2", None, 1))

PROGRAMMES = {
    "twelve-weeks": Weeks(
        Aim.NEUTRAL_ALIGNMENT,
        (
            (2, (("release", "4-6", None, 0), ("chair-alignment", "1-2", LOW, 1))),
            (4, built(LOW)),
            (3, built(MIDDLE)),
            (3, built(HIGH)),
        ),
    ),
    "six-weeks": Weeks(
        Aim.EXTERNAL_ROTATION,
        (
            (3, (("external-rotation", "3", LOW, 1), ("desk-break", "2-4", LOW, 0))),
            (3, (("external-rotation", "3", MIDDLE, 1), ("desk-break", "2-4", None, 0))),
        ),
    ),
    "short-days": Weeks(Aim.NEUTRAL_ALIGNMENT, ((6, A_AND_B),)),
}


@pytest.fixture(scope="module")
def programmes() -> Mapping[str, Programme]:
    library, found = Library(shipped_sessions(), None), {}
    for entry in library.programmes():
        reading = library.read_programme(entry.path)
        assert reading.problems == ()
        assert reading.programme is not None
        found[entry.name] = reading.programme
    return found


def entries(programme: Programme) -> list[WeekEntry]:
    return [entry for phase in programme.phases for entry in phase.each_week]


def test_these_programmes_and_no_other(programmes: Mapping[str, Programme]) -> None:
    assert set(programmes) == set(PROGRAMMES)
    assert len({programme.title for programme in programmes.values()}) == len(PROGRAMMES)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_figures(name: str, programmes: Mapping[str, Programme], presets: Mapping[str, Session]) -> None:
    programme = programmes[name]

    def said(entry: WeekEntry) -> tuple[str, str, Dose | None, int]:
        return (
            entry.session,
            str(entry.times),
            entry.dose,
            days_apart(entry.apart, has_repetitions(presets[entry.session])),
        )

    assert programme.aim is PROGRAMMES[name].aim
    assert [(phase.weeks.low, tuple(map(said, phase.each_week))) for phase in programme.phases] == list(
        PROGRAMMES[name].phases
    )
    assert all(phase.weeks.low == phase.weeks.high for phase in programme.phases)
    assert programme.sources


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_programme_lasts_six_to_twelve_weeks_as_its_title_says(
    name: str, programmes: Mapping[str, Programme]
) -> None:
    weeks = sum(phase.weeks.low for phase in programmes[name].phases)
    assert 6 <= weeks <= 12
    number = programmes[name].title.lower().partition(" week")[0]
    assert {"six": 6, "twelve": 12}.get(number, weeks) == weeks


@pytest.mark.parametrize("name", PROGRAMMES)
def test_nothing_is_done_more_often_than_the_preset_says(name: str, programmes: Mapping[str, Programme]) -> None:
    for entry in entries(programmes[name]):
        assert entry.times.high <= PRESETS[entry.session].per_week.high, entry


@pytest.mark.parametrize("name", PROGRAMMES)
def test_what_is_not_done_on_two_days_in_a_row_has_a_day_between(
    name: str, programmes: Mapping[str, Programme], presets: Mapping[str, Session]
) -> None:
    for entry in entries(programmes[name]):
        if any(words in PRESETS[entry.session].week for words in ("not in a row", "not every day")):
            assert days_apart(entry.apart, has_repetitions(presets[entry.session])) == 1, entry


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_session_has_the_aim_of_its_programme(name: str, programmes: Mapping[str, Programme]) -> None:
    assert {PRESETS[entry.session].aim for entry in entries(programmes[name])} == {programmes[name].aim}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_dose_begins_low_and_goes_up_by_one_step(name: str, programmes: Mapping[str, Programme]) -> None:
    doses: dict[str, list[Dose]] = {}
    for entry in entries(programmes[name]):
        if entry.dose is not None:
            doses.setdefault(entry.session, []).append(entry.dose)
    assert all(tuple(said) == tuple(Dose)[: len(said)] for said in doses.values())


@pytest.mark.parametrize("name", PROGRAMMES)
def test_texts_promise_nothing_and_say_whose_weeks_they_are(name: str, programmes: Mapping[str, Programme]) -> None:
    programme = programmes[name]
    told = [Text(name, "title", programme.title)]
    told += [Text(name, kind, say) for kind, say in (("summary", programme.summary), ("goal", programme.goal)) if say]
    for phase in programme.phases:
        told += [Text(phase.name, "name", phase.name), Text(phase.name, "why", phase.why or "")]
    assert [complaint for text in told for complaint in (*wording(text), *length(text))] == []
    assert all(text.say for text in told)
    assert "our own suggestion" in (programme.summary or "")
    assert programme.safety is None
    assert len(told) == 3 + 2 * len(programme.phases)
