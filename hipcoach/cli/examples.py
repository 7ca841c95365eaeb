"""What people type, for each command: shown below its help, and on the man page."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "play": (
        "hipcoach play release",
        "hipcoach play full-alignment --dose middle --with clamshell:band",
        "hipcoach play release --plain",
    ),
    "plan": ("hipcoach plan full-alignment --dose high",),
    "render": ("hipcoach render release release.wav",),
    "today": ("hipcoach today", "hipcoach play today"),
    "handout": ("hipcoach handout full-alignment page.html", "hipcoach handout twelve-weeks page.html"),
    "report": ("hipcoach report report.html --since 12w",),
    "calendar": ("hipcoach calendar reminders.ics --days mon,wed,fri --at 18:30 --weeks 6",),
    "history": ("hipcoach history", "hipcoach history --since 6w"),
    "measure": ("hipcoach measure", "hipcoach measure --show"),
    "programme": (
        "hipcoach programme",
        "hipcoach programme show twelve-weeks",
        "hipcoach programme begin twelve-weeks",
    ),
    "list": ("hipcoach list",),
    "check": ("hipcoach check mine.yaml", "hipcoach check sessions"),
    "new": ('hipcoach new "My morning" --from release', 'hipcoach new "My morning" --short'),
    "add": ("hipcoach add from-the-clinic.yaml",),
    "bundle": ("hipcoach bundle my-morning",),
    "edit": ("hipcoach edit release",),
    "schema": ("hipcoach schema --output session.schema.json",),
    "format": ("hipcoach format",),
    "about": ("hipcoach about",),
    "log": ("hipcoach log --since 6w", "hipcoach log --csv > log.csv"),
    "doctor": ("hipcoach doctor", "hipcoach doctor --play"),
    "settings": ("hipcoach settings --example",),
    "serve": ("hipcoach serve", "hipcoach serve --port 8080"),
    "completion": ("hipcoach completion bash > ~/.local/share/bash-completion/completions/hipcoach",),
    "names": ("hipcoach names sessions",),
    "help": ("hipcoach help play",),
}


def shown(command: str) -> str:
    """The part about examples of a command's help; empty without any."""
    examples = EXAMPLES.get(command, ())
    if not examples:
        return ""
    return "".join(("\nexample:\n" if len(examples) == 1 else "\nexamples:\n", *(f"  {line}\n" for line in examples)))
