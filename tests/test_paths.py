"""Where files live."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from hipcoach.paths import Paths


def test_everything_is_under_hipcoach_home_where_that_is_set(tmp_path: Path) -> None:
    home = tmp_path / "home"
    places = Paths.find({"HIPCOACH_HOME": str(home)})
    assert places == Paths(
        log=home / "log",
        sessions=home / "sessions",
        exercises=home / "sessions" / "exercises",
        cache=home / "cache",
        config=home / "config.toml",
        theme=home / "theme",
        accepted=home / "accepted",
        install=home / "install-id",
    )
    assert not home.exists()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HIPCOACH_HOME": ""},
        {"HOME": "/home/somebody"},
        {"HOME": "/home/somebody/", "XDG_DATA_HOME": "", "XDG_CACHE_HOME": "/tmp/cache"},
        {"HOME": "/", "XDG_DATA_HOME": "/data/", "XDG_CONFIG_HOME": "/etc/somebody"},
        {"XDG_DATA_HOME": "/data"},
        {"HOME": "not absolute"},
    ],
)
def test_otherwise_it_is_where_the_system_keeps_such_files(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HIPCOACH_HOME", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, path in environment.items():
        monkeypatch.setenv(name, path)
    places = Paths.find(environment)
    data = platformdirs.user_data_path("hipcoach", appauthor=False)
    assert (places.log, places.sessions) == (data / "log", data / "sessions")
    assert places.cache == platformdirs.user_cache_path("hipcoach", appauthor=False)
    assert places.config == platformdirs.user_config_path("hipcoach", appauthor=False) / "config.toml"


def test_a_relative_home_is_meant_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.find({"HIPCOACH_HOME": "here"}).log == tmp_path / "here" / "log"
