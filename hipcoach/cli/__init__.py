"""What did you ask for? The command line.

`main` reads it by the `parser`, which names a command's file and function; `dispatch` imports that file, carries the
command out, and says what went wrong. A command waits for what its own file imports, and for nothing else.

- `play`: a session, from its beginning or from where it was left. `in_app` starts the app for it.
- `tables`: `plan` and `list`. `render`, `check`, `log`, `settings`, `doctor`: the commands of these names.
- `authoring`: `new` and `edit`. `reference`: `schema`, `format` and `about`. `overview`: no command at all.
- `output`, `sources`, `choosing`: what several commands need, to write, to find sessions and to choose for them.

To add a command: its words in `parser`, its function in the file that does what is most like it, or in a new one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hipcoach.cli.parser import make_parser
from hipcoach.cli.streams import take_any_text

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; the exit status."""
    take_any_text()
    asked = make_parser().parse_args(arguments)
    # Not before: `--help`, and a word that is mistyped, need none of it.
    from hipcoach.cli.dispatch import carry_out

    return carry_out(asked)


def entry() -> NoReturn:
    """Run as a program."""
    sys.exit(main())
