"""Puts completions and man page into the wheel: a build hook of hatchling."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

IN_PACKAGE = "hipcoach/cli/shells"

SHARED = {
    "hipcoach.bash": "share/bash-completion/completions/hipcoach",
    "hipcoach.zsh": "share/zsh/site-functions/_hipcoach",
    "hipcoach.fish": "share/fish/vendor_completions.d/hipcoach.fish",
    "hipcoach.1": "share/man/man1/hipcoach.1",
}
"""Where shells and `man` look for each file, below the folder into which everything is installed."""


class ShellFiles(BuildHookInterface[Any]):
    """Makes the files just before the wheel is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them, unless a checkout is installed in place."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from hipcoach.cli.shells.texts import MANUAL, SHELLS, completions, file_of, man_page

        self._folder = TemporaryDirectory()
        texts = {file_of(shell): completions(shell) for shell in SHELLS} | {MANUAL: man_page()}
        for name, text in texts.items():
            path = Path(self._folder.name, name)
            path.write_text(text, encoding="utf-8")
            build_data["force_include"][str(path)] = f"{IN_PACKAGE}/{name}"
            build_data["shared_data"][str(path)] = SHARED[name]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what was made for it."""
        if version != "editable":
            self._folder.cleanup()
