"""Where hipcoach keeps its files on this machine."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Every file and folder that hipcoach may read or write; none of them has to be there."""

    log: Path
    """The folder of what was done, one folder a year in it."""
    sessions: Path
    """The folder of the person's own session files."""
    exercises: Path
    """The folder of the person's own exercise library."""
    cache: Path
    """The folder of what can be made again at any time."""
    config: Path
    """The file of settings."""
    accepted: Path
    """The file that is there once the disclaimer has been accepted."""
    install: Path
    """The file that holds this installation's random id."""

    @classmethod
    def find(cls, environment: Mapping[str, str]) -> Paths:
        """Everything under `HIPCOACH_HOME` where that is set, else where the system keeps such files."""
        home = environment.get("HOME", "")
        if own := environment.get("HIPCOACH_HOME"):
            data = config = Path(own).expanduser().absolute()
            cache = data / "cache"
        elif sys.platform == "linux" and home.startswith("/"):
            # Where platformdirs finds them too. Loading it takes as long as starting Python does.
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
            accepted=data / "accepted",
            install=data / "install-id",
        )


def _base(chosen: str, usual: Path) -> Path:
    """Our folder in a base directory of the XDG specification, by which a chosen one counts if it is absolute."""
    return (Path(chosen) if chosen.startswith("/") else usual) / "hipcoach"
