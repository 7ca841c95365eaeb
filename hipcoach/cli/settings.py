"""`settings`: show the settings and how to change them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from hipcoach.cli.output import columns, say, show
from hipcoach.exits import Exit
from hipcoach.paths import Paths
from hipcoach.settings import shown
from hipcoach.settings.file import read


def settings(asked: Namespace) -> int:
    """Print the settings and the problems of their file; or an example file, or the file's path."""
    path = Paths.find(os.environ).config
    if asked.path or asked.example:
        say("\n".join(shown.example()) if asked.example else str(path))
        return Exit.OK
    found = read(path)
    for text in shown.as_text(found, path, columns(sys.stdout)):
        print(text)
    if found.problems:
        # Flush first, so that the problems come last even if both streams go into one pipe.
        sys.stdout.flush()
        show(found.problems, sys.stderr)
    return Exit.WRONG if found.problems else Exit.OK
