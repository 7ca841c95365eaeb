"""Programmes: what a file of one becomes, where it is found, and what is checked between it and its sessions."""

from __future__ import annotations

import time
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from session_help import said, told

from hipcoach.session.library import Library, NoSuchProgramme, NoSuchSession, Reading, shipped_sessions
from hipcoach.session.model import Aim, Dose, Link, Range, Safety
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry, days_apart, has_repetitions
from hipcoach.session.reader import Lengths


class ReadOnce(Library):
    """Reads each session once for all programmes, as nothing changes the shipped ones."""

    def __init__(self) -> None:
        super().__init__(shipped_sessions(), None)
        self._once = cache(super().read)

    def read(self, path: Path, lengths: Lengths | None = None) -> Reading:
        return self._once(path, lengths)


SHIPPED = ReadOnce()

TOP = "hipcoach: 1\nprogramme: Eight weeks\nphases:\n  - name: Build\n    weeks: 4\n    each_week:\n"
SHORT = f"{TOP}      - {{session: bridges, times: 2}}\n"
HOLDS = "hipcoach: 1\ntitle: {}\nexercises: [{{use: bridge}}]\n"
COUNTS = "hipcoach: 1\ntitle: {}\nexercises: [{{use: lunge}}]\n"


def put(folder: Path | None, name: str, text: str) -> Path:
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)
    return folder / f"{name}.yaml"


def programmes(folder: Path | None) -> Path:
    assert folder is not None
    return folder / "programmes"


# -- what it becomes ---------------------------------------------------------------------------------------------------


def test_all_that_a_programme_can_say() -> None:
    text = (shipped_sessions().parent / "tests/data/bad-programmes/p99-good.yaml").read_text(encoding="utf-8")
    assert SHIPPED.read_programme_text(text).programme == Programme(
        title="Eight weeks",
        summary="A little of everything",
        goal="Move more easily.",
        aim=Aim.BALANCED,
        sources=(Link("My physiotherapist"),),
        safety=Safety(stop_if=("Sharp pain",)),
        phases=(
            ProgrammePhase(
                name="Let go",
                why="It comes first.",
                weeks=Range(2, 3),
                each_week=(
                    WeekEntry("release", Range(4, 6), modifications=(("figure-four", "chair"),)),
                    WeekEntry(
                        "desk-break",
                        Range(2, 2),
                        dose=Dose.LOW,
                        modifications=(("seated-external-rotation", "knee-out"),),
                        apart=0,
                    ),
                ),
            ),
            ProgrammePhase(
                name="Build",
                weeks=Range(5, 5),
                each_week=(
                    WeekEntry("full-alignment", Range(2, 3), dose=Dose.MIDDLE),
                    WeekEntry("release", Range(2, 2)),
                ),
            ),
        ),
        notes="Mine",
    )


@pytest.mark.parametrize(("session", "days"), [("release", 0), ("full-alignment", 1), ("desk-break", 1)])
def test_repetitions_want_a_day_between_and_stretches_none_unless_the_entry_says(session: str, days: int) -> None:
    read = SHIPPED.read(SHIPPED.find(session)).session
    assert read is not None
    assert days_apart(None, has_repetitions(read)) == days
    assert days_apart(0, has_repetitions(read)) == 0
    assert days_apart(3, has_repetitions(read)) == 3


# -- where it is found -------------------------------------------------------------------------------------------------


def test_programmes_are_listed_by_name_your_own_first(library: Library) -> None:
    for name in ("b", "both"):
        put(programmes(library.shipped), name, SHORT)
    for name in ("z", "both"):
        put(programmes(library.own), name, SHORT)
    assert [(entry.name, entry.shipped, entry.in_place) for entry in library.programmes()] == [
        ("both", False, True),
        ("z", False, False),
        ("b", True, False),
    ]
    assert library.sessions() == ()


def test_a_programme_is_found_by_name_or_path_your_own_first(library: Library) -> None:
    shipped = put(programmes(library.shipped), "weeks", SHORT)
    assert library.find_programme("weeks") == shipped
    own = put(programmes(library.own), "weeks", SHORT)
    assert library.find_programme("weeks") == own
    assert library.find_programme("elsewhere/weeks.yaml") == Path("elsewhere/weeks.yaml")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("week", "did you mean weeks?"),
        ("else", "there is weeks"),
        ("evening", "evening is a session, and no programme"),
    ],
)
def test_a_programme_that_is_not_there_says_what_there_is(library: Library, name: str, words: str) -> None:
    put(programmes(library.own), "weeks", SHORT)
    put(library.own, "evening", HOLDS.format("Evening"))
    with pytest.raises(NoSuchProgramme, match=words.replace("?", r"\?")):
        library.find_programme(name)


def test_a_programme_where_a_session_is_wanted_is_named_as_one(library: Library) -> None:
    put(programmes(library.own), "weeks", SHORT)
    with pytest.raises(NoSuchSession, match="weeks is a programme, and no session"):
        library.find("weeks")


def test_its_bytes_and_its_checksum_come_with_it(library: Library) -> None:
    put(library.own, "bridges", HOLDS.format("Bridges"))
    one, other = (put(programmes(library.own), name, SHORT) for name in ("one", "other"))
    other.write_text(SHORT.replace("times: 2", "times: 3"))
    assert library.read_programme(one).data == one.read_bytes()
    assert library.read_programme(one).sha256 != library.read_programme(other).sha256 != ""


def test_a_file_that_is_not_there_is_answered(library: Library, tmp_path: Path) -> None:
    reading = library.read_programme(tmp_path / "none.yaml")
    assert (reading.programme, reading.data, reading.sha256) == (None, None, "")
    assert said(reading) == ["None:None missing"]


def test_a_folder_of_programmes_that_cannot_be_read_is_told(library: Library) -> None:
    put(library.own, "programmes", HOLDS.format("x")).rename(programmes(library.own))
    assert library.programmes() == ()
    assert "programmes: cannot be read" in library.damage()[0]


# -- which kind of file it is ------------------------------------------------------------------------------------------


def test_each_kind_of_file_in_place_of_the_other_is_one_line(library: Library) -> None:
    put(library.own, "bridges", HOLDS.format("Bridges"))
    session = library.read_programme_text(HOLDS.format("Bridges"))
    programme = library.read_text(SHORT)
    assert (said(session), said(programme)) == (["3:1 type"], ["2:1 type"])
    assert "this is a session, and no programme" in told(session)
    assert "this is a programme, and no session" in told(programme)


@pytest.mark.parametrize("text", [SHORT, SHORT.replace("times", "timse"), "{hipcoach: 1, programme: x, phases: []}"])
def test_a_file_is_checked_as_what_it_was_meant_to_be(library: Library, tmp_path: Path, text: str) -> None:
    put(library.own, "bridges", HOLDS.format("Bridges"))
    reading = library.read_programme_text(text, str(tmp_path / "mine.yaml"))
    assert library.check(put(tmp_path, "mine", text)) == reading.problems


def test_a_session_in_a_folder_that_is_only_called_programmes_is_checked_as_a_session(
    library: Library, tmp_path: Path
) -> None:
    assert library.check(put(tmp_path / "programmes", "evening", HOLDS.format("Evening"))) == ()


def test_a_session_among_the_programmes_is_no_programme(library: Library) -> None:
    problems = library.check(put(programmes(library.own), "evening", HOLDS.format("Evening")))
    assert [problem.message for problem in problems] == ["this is a session, and no programme"]


def test_a_programme_among_the_sessions_is_told_where_it_belongs(library: Library) -> None:
    put(library.own, "bridges", HOLDS.format("Bridges"))
    [problem] = library.check(put(library.own, "weeks", SHORT))
    assert problem.level == "error"
    assert "`programmes`" in str(problem.help)


# -- what it says of its sessions --------------------------------------------------------------------------------------


def test_a_session_of_one_s_own_goes_before_a_shipped_one_of_its_name(library: Library) -> None:
    text = f"{TOP}      - {{session: bridges, times: 2, with: [lunge:deep]}}\n"
    put(library.shipped, "bridges", COUNTS.format("Bridges"))
    assert said(library.read_programme_text(text)) == ["7:45 choice"]
    deep = COUNTS.format("Bridges").replace("lunge}", "lunge, harder: [{id: deep, name: Deep}]}")
    put(library.own, "bridges", deep)
    assert said(library.read_programme_text(text)) == []


def test_a_session_with_an_error_is_said_once_in_each_place_and_how_to_see_it(library: Library) -> None:
    put(library.own, "bridges", "hipcoach: 1\ntitle: x\n")
    again = SHORT.partition("phases:\n")[2].replace("Build", "Build more")
    reading = library.read_programme_text(SHORT + again)
    assert said(reading) == ["7:19 unknown-session", "11:19 unknown-session"]
    assert "`hipcoach check bridges`" in told(reading)


def test_without_any_session_it_says_how_to_write_one(library: Library) -> None:
    assert "`hipcoach new`" in told(library.read_programme_text(SHORT))


def test_forms_that_the_session_has_on_need_not_be_said_but_may(library: Library) -> None:
    put(library.own, "bridges", HOLDS.format("Bridges").replace("bridge}", "bridge, with: [low]}"))
    on = SHORT.replace("times: 2", "times: 2, with: [bridge:low]")
    assert said(library.read_programme_text(on)) == []
    against = SHORT.replace("times: 2", "times: 2, with: [bridge:long]")
    assert "`bridges` has `low` on itself" in told(library.read_programme_text(against))


def test_a_session_that_is_not_there_says_nothing_of_its_days(library: Library) -> None:
    # 7 times a week is possible, or not: nobody knows
    assert said(library.read_programme_text(SHORT.replace("times: 2", "times: 7"))) == ["7:19 unknown-session"]


# -- room in a week ----------------------------------------------------------------------------------------------------


def fits(apart: tuple[int, int], low: tuple[int, int], *, together: bool) -> bool:
    """Whether two sessions have days in a week that is like every other one, by trying all days.

    `together`: both have repetitions, so that each keeps its days from the other too.
    """

    def kept(gaps: dict[int, int]) -> bool:
        days = sorted(day for day, gap in gaps.items() if gap)
        following = [*days[1:], *(day + 7 for day in days[:1])]
        return all(then - day > max(gaps[day], gaps[then % 7]) for day, then in zip(days, following, strict=True))

    for mine in combinations(range(7), low[0]):
        for other in combinations(set(range(7)) - set(mine), low[1]):
            first, second = dict.fromkeys(mine, apart[0]), dict.fromkeys(other, apart[1])
            if kept(first | second) if together else kept(first) and kept(second):
                return True
    return False


@pytest.mark.parametrize("apart", [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (3, 3), (0, 6), (1, 2), (2, 1), (1, 3)])
@pytest.mark.parametrize("other", ["desk-break", "strengthen"])
def test_a_week_is_refused_only_if_no_days_can_be_found_for_it(apart: tuple[int, int], other: str) -> None:
    together = other == "strengthen"
    first = "full-alignment" if together else "release"
    for low in ((mine, others) for mine in range(1, 6) for others in range(1, 6)):
        text = (
            f"{TOP}      - {{session: {first}, times: {low[0]}, apart: {apart[0]}}}\n"
            f"      - {{session: {other}, times: {low[1]}, apart: {apart[1]}}}\n"
        )
        reading = SHIPPED.read_programme_text(text)
        possible = fits(apart, low, together=together)
        if possible or apart[0] == apart[1] or 0 in apart:
            assert (reading.programme is not None) == possible, (low, told(reading))


def test_one_problem_of_a_week_is_said_once(library: Library) -> None:
    put(library.own, "lunges", COUNTS.format("Lunges").replace("title", "per_week: 2\ntitle"))
    text = f"{TOP}      - {{session: lunges, times: 5}}\n"
    assert said(library.read_programme_text(text)) == ["7:34 range"]


@pytest.mark.parametrize(
    ("weeks", "told_numbers"),
    [
        (("1-2", "3-6"), True),
        (("1", "2-4", "5-12"), True),
        (("1", "2", "3"), False),
        (("2", "3-6"), False),
        (("1-2", "4-6"), False),
        (("1-2",), False),
    ],
)
def test_weeks_that_look_like_numbers_of_weeks_are_asked_about(weeks: tuple[str, ...], told_numbers: bool) -> None:
    phases = "".join(
        f"  - {{name: P{each}, weeks: {each}, each_week: [{{session: release, times: 2}}]}}\n" for each in weeks
    )
    reading = SHIPPED.read_programme_text(f"hipcoach: 1\nprogramme: x\nphases:\n{phases}")
    assert reading.programme is not None
    assert [problem.code for problem in reading.problems] == (["range"] if told_numbers else [])


# -- too much of it ----------------------------------------------------------------------------------------------------

ENTRY = "      - {session: release, times: 1}\n"
MUCH = {
    "the same session": TOP + ENTRY * 1_000,
    "sessions without an end": TOP + "      - {session: release, times: 0}\n" * 1_000,
    "sessions that are not there": TOP + "".join(f"      - {{session: releas{n}, times: 1}}\n" for n in range(1_000)),
    "phases": TOP.partition("  - name")[0] + f"  - {{name: A, weeks: 1, each_week: [{ENTRY.strip()[2:]}]}}\n" * 800,
    "forms": TOP + ENTRY.replace("}", f", with: [{','.join(f'figure-four:m{n}' for n in range(2_000))}]}}"),
    "one form": TOP + ENTRY.replace("}", f", with: [{'figure-four:chair,' * 2_000}]}}"),
    "names": TOP + f"      - {{session: {'x' * 3_999}, times: 1}}\n",
    "weekdays": TOP + ENTRY.replace("1}", f"[{'mon,' * 2_000}]}}"),
    "keys": TOP + "".join(f"        k{n}: 1\n" for n in range(1_000)),
}


@pytest.mark.parametrize("name", MUCH)
def test_nothing_gets_stuck(name: str) -> None:
    library = Library(shipped_sessions(), None)
    began = time.process_time()
    reading = library.read_programme_text(MUCH[name])
    assert time.process_time() - began < 5
    assert reading.programme is None
    assert reading.problems
