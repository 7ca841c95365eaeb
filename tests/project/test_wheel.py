"""The wheel: built offline from what is tracked, installed elsewhere, and tried from yet another place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hipcoach.cli.shells.build import SHARED
from hipcoach.cli.shells.texts import SHELLS
from hipcoach.figures.shelf import FigureShelf
from hipcoach.session.library import shipped_sessions

ROOT = Path(__file__).resolve().parents[2]

BELONGING = ("pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "hipcoach", "sessions")


def copy_of_the_checkout(to: Path) -> Path:
    """What the wheel is made from, in a folder of its own, so that the checkout stays clean."""
    to.mkdir()
    leave_out = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    for name in BELONGING:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=leave_out)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, to / name)
    return to


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = copy_of_the_checkout(folder / "checkout")
    pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder / "built", checkout)
    [built] = (folder / "built").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was installed."""
    target = tmp_path_factory.mktemp("installed") / "here"
    pip("install", "--no-deps", "--no-index", "--target", target, wheel)
    return target


def ran(installed: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program from another folder, away from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "hipcoach", *arguments]
    return subprocess.run(
        command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_wheel_holds_program_and_sessions_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()

    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == {"hipcoach"}
    shipped = {name.removeprefix("hipcoach/shipped/") for name in names if name.startswith("hipcoach/shipped/")}
    assert {name for name in shipped if name.endswith(".yaml")} == {
        str(file.relative_to(shipped_sessions()).as_posix()) for file in shipped_sessions().rglob("*.yaml")
    }
    assert {name for name in shipped if name.startswith("figures/")} == {
        f"figures/{name}.toml" for name in FigureShelf(shipped_sessions()).names()
    }
    assert {name for name in shipped if name.endswith((".json", ".md"))} == {
        str(file.relative_to(shipped_sessions()).as_posix())
        for ending in ("json", "md")
        for file in shipped_sessions().rglob(f"*.{ending}")
    }
    assert not [name for name in names if "test" in name or "__pycache__" in name]
    assert {name.split("licenses/")[1] for name in names if "licenses/" in name} == {"LICENSE", "NOTICE"}


@pytest.mark.parametrize("folder", ["tones", "phrases"])
def test_the_wheel_holds_every_tone_and_phrase(folder: str, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if name.startswith(f"hipcoach/sound/{folder}/")}

    assert held == {f"hipcoach/sound/{folder}/{file.name}" for file in (ROOT / "hipcoach/sound" / folder).iterdir()}


def test_the_wheel_brings_completions_and_a_man_page_to_where_they_are_looked_for(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        brought = {name.split(".data/data/")[1]: name for name in opened.namelist() if ".data/data/" in name}
        manual = opened.read(brought["share/man/man1/hipcoach.1"]).decode()

    assert set(brought) == set(SHARED.values())
    assert "hipcoach play" in manual


@pytest.mark.parametrize("shell", SHELLS)
def test_the_installed_program_has_completions_without_what_makes_them(
    shell: str, installed: Path, tmp_path: Path
) -> None:
    barred = "import sys; sys.modules['shtab'] = None; from hipcoach.cli import main; main(['completion', sys.argv[1]])"

    done = subprocess.run(
        [sys.executable, "-c", barred, shell],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "hipcoach names sessions" in done.stdout


def test_the_program_that_is_run_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    where = "import hipcoach; print(hipcoach.__file__)"

    done = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_the_sessions_are_found_inside_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = ran(installed, tmp_path, "list", "--json")

    assert done.returncode == 0, done.stderr
    assert str(installed / "hipcoach" / "shipped" / "release.yaml") in done.stdout
    assert str(ROOT) not in done.stdout


def test_the_programmes_are_found_inside_the_wheel_with_their_sessions(installed: Path, tmp_path: Path) -> None:
    done = ran(installed, tmp_path, "check", "twelve-weeks", "six-weeks", "short-days")

    assert done.returncode == 0, done.stdout + done.stderr
    assert str(installed / "hipcoach" / "shipped" / "programmes" / "twelve-weeks.yaml") in done.stdout


def test_the_installed_program_plans_a_preset(installed: Path, tmp_path: Path) -> None:
    done = ran(installed, tmp_path, "plan", "release", "--dose", "low")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("total 5:50 ")


def test_the_installed_program_has_its_voice(installed: Path, tmp_path: Path) -> None:
    say = "from hipcoach.sound.voice import ShippedVoice; print(ShippedVoice().seconds('Next: left side, set 2 of 3'))"

    done = subprocess.run(
        [sys.executable, "-c", say],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert 1 < float(done.stdout) < 4


def test_its_command_is_hipcoach(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        [entries] = [name for name in opened.namelist() if name.endswith("entry_points.txt")]
        told = opened.read(entries).decode()

    assert "hipcoach = hipcoach.cli:entry" in told


def test_in_a_checkout_the_sessions_beside_the_package_are_found() -> None:
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("these tests run away from their checkout")

    assert shipped_sessions() == ROOT / "sessions"
