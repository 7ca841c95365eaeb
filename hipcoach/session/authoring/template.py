"""The template of a new session file: it can be played, and shows every unused key in a comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from hipcoach.session.authoring.schema import SESSION_FILE, modeline
from hipcoach.session.keys import EXERCISE, FORMAT, GROUP, SESSION
from hipcoach.session.part import Key, Part
from hipcoach.text.characters import quoted

_HEAD = """\
{modeline}
#
# A session for hipcoach, which can be played as it is. A line `# key: ...` is switched off: take the `# ` away, and
# let the key stay in its column. Above each key stands what it says.
#
#   hipcoach check {name}     says what is wrong with this file, where, and what to write instead
#   hipcoach plan {name}      shows what it comes to, second by second
#   hipcoach format{blanks}    explains all of it on one page
"""

_USES = "clamshell"
"""The library exercise in a new session."""

_WIDTH = 100
"""The most columns of an explanation."""

_ON = {"side": "each", "sets": "2-3", "reps": "10-15"}
"""The keys of the exercise that is written out, besides its name."""

_BESIDE_A_HOLD = {"tempo": "lift 2, lower 2"}
"""Examples that replace a key's own, which would clash if all keys were uncommented."""


_IN_A_GROUP = {"exercises": "[{name: Squat, reps: 10}, {name: Bridge, hold: 30 s}]"}
"""The same for a group."""


def new_session(name: str, title: str, exercises: Sequence[str], *, short: bool = False) -> str:
    """The text of a new session file; `exercises` are the ids of the library. `short`: without comments."""
    lines = _lines(name, title, exercises)
    kept = (line for line in lines if line and not line.lstrip().startswith("#")) if short else lines
    return "\n".join(kept) + "\n"


def _lines(name: str, title: str, exercises: Sequence[str]) -> Iterator[str]:
    yield _HEAD.format(modeline=modeline(SESSION_FILE), name=name, blanks=" " * len(name))
    yield f"hipcoach: {FORMAT}"
    yield f"title: {quoted(title)}"
    yield from _off(SESSION, ("hipcoach", "title", "exercises"), 0)
    yield ""
    yield "exercises:"
    yield "  # An exercise of the library, by its id. Whatever stands beside `use` replaces what the library says."
    yield f"  # There is {', '.join(exercises)}."
    yield f"  - use: {_USES}"
    for name in ("sets", "reps"):
        yield from _switched_off(_key(EXERCISE, name), 4)
    yield ""
    yield "  # An exercise of your own."
    yield f"  - name: {_key(EXERCISE, 'name').example}"
    for name, value in _ON.items():
        yield from _explained(_key(EXERCISE, name), 4)
        yield f"    {name}: {value}"
    yield from _off(EXERCISE, ("use", "name", "time", *_ON), 4)
    yield ""
    yield "  # Work that is neither counted nor held."
    yield "  - name: March on the spot"
    yield from _explained(_key(EXERCISE, "time"), 4)
    yield "    time: 1 min"
    yield ""
    yield "  ## A group: exercises that are done one after another, in rounds. Switch its first line on first."
    first, *others = GROUP.keys
    yield from _explained(first, 2)
    yield f"  # - {first.name}: {first.example}"
    for key in others:
        yield from _explained(key, 4)
        yield f"    # {key.name}: {_IN_A_GROUP.get(key.name, key.example)}"


def _off(part: Part, without: Sequence[str], indent: int) -> Iterator[str]:
    for key in part.keys:
        if key.name not in without:
            yield from _switched_off(key, indent)


def _switched_off(key: Key, indent: int) -> Iterator[str]:
    yield from _explained(key, indent)
    yield f"{' ' * indent}# {key.name}: {_BESIDE_A_HOLD.get(key.name, key.example)}"


def _explained(key: Key, indent: int) -> Iterator[str]:
    """The help of a key and its choices, as comments."""
    choices = f" One of: {', '.join(key.choices)}." if key.choices else ""
    default = f" If missing, {key.default}." if key.default else ""
    sign = f"{' ' * indent}## "
    yield from wrap(key.help + choices + default, _WIDTH, initial_indent=sign, subsequent_indent=sign)


def _key(part: Part, name: str) -> Key:
    key = part.find(name)
    assert key is not None
    return key
