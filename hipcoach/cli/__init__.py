"""What did you ask for? The command line.

`main` parses the command line; the `parser` names a command's file and function. `dispatch` imports that file, runs the
function, and reports errors. So a command only loads what its own file imports.

To change:

- the words of a command, its options and help: `parser`.
- `play`: `play`, and `in_app`, which starts the app; no command at all: `overview`.
- `plan` and `list`: `tables`; `new`, `add`, `edit` and `bundle`: `authoring`.
- `schema`, `format` and `about`: `reference`; `help`, `names` and `completion`: `words`; `handout`: `paper`.
- what helps with the words: `examples` (below each help), `meant` (for a word that is no command), `shells/` (for
  shells and `man`).
- `today`, `programme`, `measure`, `report`, `calendar`, `render`, `check`, `log`, `serve`, `settings` and `doctor`: the
  files of these names.
- what several commands share: `output` and `streams` (writing), `sources` (finding sessions), `choosing` (dose and
  modifications), `sparing` (how libraries are imported).

To add a command: its words in `parser`, its function in the file of the most similar command, or in a new file.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from hipcoach.cli.parser import COMMANDS, make_parser
from hipcoach.cli.sparing import import_msgspec
from hipcoach.cli.streams import take_any_text

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

SELDOM = 100_000
"""How many objects are made between two collections of garbage; usually 700."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit status."""
    # What is loaded and made stays until the end: looking through it for what is not needed takes a tenth of a start.
    gc.set_threshold(SELDOM)
    take_any_text()
    words = sys.argv[1:] if arguments is None else arguments
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        return _no_command(words[0])
    asked = make_parser(words).parse_args(words)
    # Imported here, because `--help` and a mistyped word need none of it.
    import_msgspec()
    from hipcoach.cli.dispatch import carry_out

    return carry_out(asked)


def _no_command(word: str) -> int:
    """Say what was meant by a word that is no command; returns the exit status."""
    import_msgspec()
    from hipcoach.cli.meant import meant
    from hipcoach.cli.output import complain
    from hipcoach.exits import Exit

    complain(meant(word, COMMANDS))
    return Exit.CANNOT


def entry() -> NoReturn:
    """Run as a program, and exit with its status."""
    try:
        sys.exit(main())
    finally:
        # Python looks through all objects for garbage while it ends, several times, which takes longer than `pass`.
        gc.freeze()
