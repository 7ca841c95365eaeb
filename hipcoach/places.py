"""Where hipcoach keeps its files on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
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
    def find(cls, environment: Mapping[str, str]) -> Places:
        """Everything under `HIPCOACH_HOME` where that is set, else where the system keeps such files."""
        if home := environment.get("HIPCOACH_HOME"):
            data = config = Path(home).expanduser().absolute()
            cache = data / "cache"
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
