"""The handout of a session: everything that somebody without a screen needs, in order."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from pages import SVG, checked, text_of

from hipcoach.advice.safety import BEFORE, EMERGENCY, SOON, STOP_IF, TODAY
from hipcoach.engine.choices import Choices, with_modification
from hipcoach.paper.boxes import Goal, boxes
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Affected, Dose, Session, Side

PRESETS = tuple(entry.name for entry in Library(shipped_sessions(), None).sessions())


def preset(library: Library, name: str) -> Session:
    session = library.read(library.find(name)).session
    assert session is not None
    return session


def written(library: Library, text: str) -> Session:
    reading = library.read_text(text)
    assert reading.session is not None, reading.problems
    return reading.session


def articles(root: Element) -> dict[str, Element]:
    """The exercises of a page by their headings."""
    found = {text_of(one.find("h2")): one for one in root.iter("article")}
    assert len(found) == len(list(root.iter("article")))
    return found


def sections(article: Element) -> dict[str, list[str]]:
    """The lines under each heading of an exercise."""
    return {text_of(one.find("h3")): [text_of(line) for line in one.iter("li")] for one in article.iter("section")}


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_a_valid_page_with_pictures(name: str, shipped: Library, handout: Callable) -> None:
    session = preset(shipped, name)

    root = checked(handout(session))

    assert [heading.partition(". ")[2].partition(":")[0] for heading in articles(root)] == [
        exercise.name for exercise in session.exercises
    ]
    for article in articles(root).values():
        assert len(list(article.iter(f"{SVG}svg"))) >= 2
        told = sections(article)
        assert {"Set-up", "Movement", "Where it is felt", "What often goes wrong", "Stop if"} <= set(told)
        assert all(told.values())


def test_it_says_what_is_needed_how_often_and_how_long(shipped: Library, handout: Callable) -> None:
    told = text_of(checked(handout(preset(shipped, "release"))))

    assert "Release" in told
    assert "You need: Mat, Pad under the knee." in told
    assert "How often: 2-7 a week." in told
    assert "How long: about 6 minutes, at the low dose." in told


def test_the_dose_is_told_in_words_with_pace_sides_and_rest(shipped: Library, handout: Callable) -> None:
    found = articles(checked(handout(preset(shipped, "full-alignment"), Choices(dose=Dose.MIDDLE))))

    told = text_of(found["1. Figure-four stretch"])
    assert "3 sets of 45 seconds on each side. Change sides after each set." in told
    told = text_of(found["3. Clamshell"])
    assert (
        "3 sets of 22 repetitions on each side. Each repetition: lift 2 seconds, pause 1 second, lower 2 seconds."
        in told
    )
    assert "Change sides after each set; rest 30 seconds when both sides have done one." in told


def test_texts_and_pictures_are_for_the_side_that_begins(shipped: Library, handout: Callable) -> None:
    session = preset(shipped, "full-alignment")
    pages = {side: articles(checked(handout(session, Choices(first=side)))) for side in (Side.LEFT, Side.RIGHT)}

    for side, found in pages.items():
        article = found["1. Figure-four stretch"]
        assert f"{side.value.capitalize()} ankle across your {side.other} knee" in sections(article)["Set-up"]
        assert f"Told for the {side} side; on the {side.other} everything is mirrored." in text_of(article)
        labels = [one.attrib["aria-label"] for one in article.iter(f"{SVG}svg")]
        assert labels[1] == f"Figure-four stretch, picture 2 of 4: {side} ankle across the {side.other} knee"
    drawn = [[one.attrib["d"] for one in found["3. Clamshell"].iter(f"{SVG}path")] for found in pages.values()]
    assert drawn[0] != drawn[1]


AFFECTED = """\
hipcoach: 1
title: One side
exercises:
  - name: Lift
    side: affected
    reps: 8
    tempo: own
    sets: 2
    setup: ["Stand on your {other} leg"]
"""


def test_the_affected_side_is_the_one_that_is_told(shipped: Library, handout: Callable) -> None:
    session = written(shipped, AFFECTED)

    told = text_of(checked(handout(session, Choices(affected=Affected.RIGHT))))

    assert "Affected side: right." in told
    assert "2 sets of 8 repetitions on the right. At your own pace. Between two sets rest 30 seconds." in told
    assert "Stand on your left leg" in told
    assert "mirrored" not in told
    unknown = text_of(checked(handout(session)))
    assert "Which side is affected is not known" in unknown
    assert "2 sets of 8 repetitions on each side." in unknown


def test_a_modification_changes_name_texts_pictures_and_what_is_needed(shipped: Library, handout: Callable) -> None:
    session = preset(shipped, "release")
    choices = with_modification(session, Choices(), "figure-four", "towel")

    root = checked(handout(session, choices))

    article = articles(root)["1. Figure-four stretch: Towel behind the thigh"]
    assert "Towel behind your right thigh, hold its ends" in sections(article)["Set-up"]
    assert any("stroke-dasharray" in one.attrib for one in article.iter(f"{SVG}path"))
    assert "Towel" in text_of(root.find(".//ul"))


ROUNDS = """\
hipcoach: 1
title: Circuit
per_week: 5
per_day: 2
exercises:
  - group: Three
    rounds: 3
    rest: 1 min
    exercises:
      - {name: Bridge, reps: 12}
      - {name: Plank, hold: 20+ s, side: each}
  - group: There and back
    rounds: 2
    rest: 0 s
    side: each
    exercises:
      - {name: Sit, hold: 1 min}
      - {name: Press, reps: 3}
  - {name: Swing, reps: 10, side: each, order: alternate}
  - {name: Lean, hold: 20 s, side: each, order: one_side_then_other, sets: 3}
"""


def test_rounds_are_told_once_and_each_exercise_says_how_its_sides_go(shipped: Library, handout: Callable) -> None:
    root = checked(handout(written(shipped, ROUNDS)))

    told = text_of(root)
    assert told.count("In rounds, one after another (Three): Bridge, Plank; rest 1 minute between two rounds.") == 1
    assert "(There and back): Sit, Press; all of it on one side, then on the other." in told
    doses = {heading: text_of(article) for heading, article in articles(root).items()}
    assert "3 rounds of at least 20 seconds on each side. Both sides in each round." in doses["2. Plank"]
    assert "2 rounds of 1 minute on each side.Told" in doses["3. Sit"]
    assert "1 set of 10 repetitions on each side in turn." in doses["5. Swing"]
    assert "All sets on the left side first, then on the right; between two sets rest 30 seconds." in doses["6. Lean"]


def test_there_is_a_box_for_each_time_of_each_day(shipped: Library, handout: Callable) -> None:
    [table] = checked(handout(written(shipped, ROUNDS))).iter("table")

    assert text_of(table.find("caption")) == "Circuit: 5 days a week, twice a day"
    head = [text_of(one) for one in table.iter("th") if one.attrib["scope"] == "col"]
    assert " ".join(head) == "Week Mon Tue Wed Thu Fri Sat Sun"
    weeks = table.findall("tbody")
    assert [text_of(one) for one in weeks] == ["1", "2", "3", "4", "5", "6"]
    assert all(len(list(day.iter("span"))) == 2 for week in weeks for day in week.iter("td"))


def test_a_week_begins_on_the_day_that_it_begins_with(shipped: Library) -> None:
    told = boxes("x", ["1"], [Goal("x", "")], first_day=6).markup

    assert told.index("Sun") < told.index("Mon") < told.index("Sat")


def test_safety_and_help_are_told_whole(shipped: Library, handout: Callable) -> None:
    told = text_of(checked(handout(preset(shipped, "strengthen"))))

    for line in (*BEFORE, *STOP_IF, *EMERGENCY.signs, *TODAY.signs, *SOON.signs):
        assert line in told


def test_sources_are_told_once_with_their_addresses(shipped: Library, handout: Callable) -> None:
    links = "[{title: A paper, url: 'https://e.org/a'}, {title: A book}]"
    session = written(
        shipped, f"hipcoach: 1\ntitle: x\nsources: {links}\nexercises: [{{name: a, reps: 5, sources: {links}}}]\n"
    )

    root = checked(handout(session))

    *_, sources = root.iter("section")
    assert [text_of(one) for one in sources.iter("li")] == ["A paper: https://e.org/a", "A book"]


def test_texts_of_another_language_say_so_and_headings_stay_ours(shipped: Library, handout: Callable) -> None:
    exercise = '{name: Dehnen, hold: 30 s, side: each, setup: ["Fuß {side}"]}'
    session = written(shipped, f"hipcoach: 1\ntitle: Hüfte\nlanguage: de\nexercises: [{exercise}]\n")

    root = checked(handout(session))

    assert root.attrib["lang"] == "en"
    assert {text_of(one) for one in root.iter() if one.attrib.get("lang") == "de"} == {"Hüfte", "Dehnen", "Fuß links"}


def test_a_session_without_figures_says_nothing_of_pictures(shipped: Library, handout: Callable) -> None:
    told = text_of(checked(handout(written(shipped, AFFECTED))))

    assert "pictures" not in told
