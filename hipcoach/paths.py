"""Where hipcoach keeps its files on this machine."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class Paths(Struct, frozen=True):
    """Every file and folder that hipcoach may read or write; none of them has to exist."""

    log: Path
    """The folder of the session logs, with one folder for each year."""
    sessions: Path
    """The folder of the person's own session files."""
    exercises: Path
    """The folder of the person's own exercise library."""
    cache: Path
    """The folder of files that can be made again at any time."""
    config: Path
    """The settings file."""
    theme: Path
    """The file that holds the theme chosen in the palette."""
    accepted: Path
    """A file that exists once the disclaimer has been accepted."""
    install: Path
    """The file that holds this installation's random id."""

    @classmethod
    def find(cls, environment: Mapping[str, str]) -> Paths:
        """The paths under `HIPCOACH_HOME` if that is set, otherwise those that the system prescribes."""
        home = environment.get("HOME", "")
        if own := environment.get("HIPCOACH_HOME"):
            data = config = Path(own).expanduser().absolute()
            cache = data / "cache"
        elif sys.platform == "linux" and home.startswith("/"):
            # The same folders as platformdirs gives, but importing that takes as long as starting Python.
            data = _base(environment.get("XDG_DATA_HOME", ""), Path(home, ".local", "share"))
            config = _base(environment.get("XDG_CONFIG_HOME", ""), Path(home, ".config"))
            cache = _base(environment.get("XDG_CACHE_HOME", ""), Path(home, ".cache"))
        else:
            from platformdirs import user_cache_path, user_config_path, user_data_path

            data = user_data_path("hipcoach", appauthor=False)
            config = user_config_path("hipcoach", appauthor=False)
            cache = user_cache_path("hipcoach", appauthor=False)
        return cls(
            log=data / "log",
            sessions=data / "sessions",
            exercises=data / "sessions" / "exercises",
            cache=cache,
            config=config / "config.toml",
            theme=config / "theme",
            accepted=data / "accepted",
            install=data / "install-id",
        )


def _base(chosen: str, usual: Path) -> Path:
    """Our folder in an XDG base directory: the one in the environment if it is absolute, as XDG demands, or `usual`."""
    return (Path(chosen) if chosen.startswith("/") else usual) / "hipcoach"
