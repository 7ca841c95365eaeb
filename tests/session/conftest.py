"""A small exercise library, and short ways to read a text with it."""

from pathlib import Path

import pytest
from session_help import Read

from hipcoach.session.library import Library, Reading

BRIDGE = """\
hipcoach: 1
name: Bridge
position: supine
hold: 20-40 s
sets: 2
prepare: 12 s
cues: [Lift slowly]
easier:
  - {id: low, name: Lower, group: height, hold: 10 s}
harder:
  - {id: high, name: Higher, group: height, sets: 3}
  - {id: long, name: Longer, conflicts: [low], hold: 50 s}
"""

LUNGE = """\
hipcoach: 1
name: Lunge
side: each
order: one_side_then_other
first: right
position: half-kneeling
reps: 10-20
tempo: out 3, back 3
trains: strengthen-external-rotators
"""


def _library_in(folder: Path) -> Library:
    shipped = folder / "shipped"
    (shipped / "exercises").mkdir(parents=True)
    (shipped / "exercises" / "bridge.yaml").write_text(BRIDGE)
    (shipped / "exercises" / "lunge.yaml").write_text(LUNGE)
    return Library(shipped, folder / "own")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return _library_in(tmp_path)


@pytest.fixture(scope="session")
def exercises(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The same for all tests that write nothing into it."""
    return _library_in(tmp_path_factory.mktemp("exercises"))


@pytest.fixture
def read(library: Library) -> Read:
    """Read the text of a whole session file."""
    return lambda text: library.read_text(text, "f.yaml")


@pytest.fixture
def read_exercise(library: Library) -> Read:
    """Read a session of one clamshell with 15-30 repetitions, with the given lines from line 6 on."""

    def go(lines: str) -> Reading:
        given = "".join(f"    {line}\n" for line in lines.split("\n"))
        return library.read_text(
            f"hipcoach: 1\ntitle: Hips\nexercises:\n  - name: Clamshell\n    reps: 15-30\n{given}", "f.yaml"
        )

    return go
