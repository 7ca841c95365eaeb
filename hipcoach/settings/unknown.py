"""Guesses what an unknown key was meant to be. Imported only when there is one."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Code
from hipcoach.settings.keys import KEYS, TABLES, SettingKey
from hipcoach.text.characters import shown
from hipcoach.text.words import Guess, bare

_MEANT = {
    "volume": "cues",
    "tones": "cues",
    "cuevolume": "cues",
    "speech": "voice",
    "voicelevel": "level",
    "verbosity": "level",
    "latency": "latency_ms",
    "delay": "latency_ms",
    "bluetooth": "wireless",
    "backend": "player",
    "colours": "theme",
    "colors": "theme",
    "side": "first",
    "firstside": "first",
    "wait": "advance",
}
"""Words that people write, without capitals, blanks and hyphens, and the keys that they mean."""


def why_unknown(path: tuple[str, ...], is_table: bool, guess: Guess) -> tuple[str, str, Code]:
    """The message, help and code for the unknown key at a path."""
    table, name = ("", path[0]) if len(path) == 1 else path
    if not table and name in TABLES:
        below = next(key for key in KEYS if key.part.table == name)
        help = f"write a line `[{name}]`, and below it for example `{below.name} = {below.default}`"
        return f"`{name}` is a table of keys", help, Code.TYPE
    if is_table and not table:
        near = guess(name, TABLES)
        help = f"did you mean `[{near}]`?" if near else f"there is {_listed(TABLES)}"
        return f"unknown table `{shown(name)}`", help, Code.UNKNOWN_KEY
    message = f"unknown key `{shown(name)}`" + (f" in `[{table}]`" if table else "")
    here = {key.name: key for key in KEYS if key.part.table == table}
    elsewhere = {key.name: key for key in KEYS if key.part.table != table}
    if name in elsewhere:
        return message, _belongs(elsewhere[name]), Code.UNKNOWN_KEY
    if near := guess(name, here) or (_MEANT.get(bare(name)) if not table else None):
        return message, f"did you mean `{near}`?", Code.UNKNOWN_KEY
    if near := guess(name, elsewhere) or _MEANT.get(bare(name)):
        return message, f"did you mean `{near}`? {_belongs(elsewhere[near])}", Code.UNKNOWN_KEY
    return message, "take it out; 'hipcoach settings' shows every key", Code.UNKNOWN_KEY


def _belongs(key: SettingKey) -> str:
    where = f"below a line `[{key.part.table}]`" if key.part.table else "above the first line with a table in brackets"
    return f"`{key.name}` belongs {where}"


def _listed(tables: tuple[str, ...]) -> str:
    return ", ".join(f"`[{table}]`" for table in tables)
