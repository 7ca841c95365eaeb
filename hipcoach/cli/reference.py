"""`schema` and `format`, which explain session files to an editor and to a person; and `about`, which explains hips."""

from __future__ import annotations

import os
from argparse import Namespace

from hipcoach import atomic
from hipcoach.advice.turned_out import TITLE
from hipcoach.advice.turned_out import page as turned_out
from hipcoach.cli.output import say
from hipcoach.cli.sources import library_in, refuse_to_replace
from hipcoach.exits import Exit
from hipcoach.paths import Paths
from hipcoach.session.authoring.format_page import page
from hipcoach.session.authoring.schema import as_text, exercise_schema, programme_schema, session_schema
from hipcoach.settings.file import read


def schema(asked: Namespace) -> int:
    """Print the JSON Schema, or write it to a file."""
    if asked.exercise:
        text = as_text(exercise_schema())
    elif asked.programme:
        text = as_text(programme_schema(library_in(Paths.find(os.environ)).names()))
    else:
        text = as_text(session_schema(library_in(Paths.find(os.environ)).exercise_ids()))
    if asked.output is None:
        print(text, end="")
    else:
        refuse_to_replace(asked.output, asked.force)
        atomic.write(asked.output, text.encode(), replace=asked.force, private=False)
        say(f"Written to {asked.output}; start such a file with: # yaml-language-server: $schema={asked.output}")
    return Exit.OK


def format_page(asked: Namespace) -> int:
    """Print the page that explains session files."""
    print(page(library_in(Paths.find(os.environ))), end="")
    return Exit.OK


def about(asked: Namespace) -> int:
    """Print the page about turned-out hips."""
    for line in (TITLE, "", *turned_out(read(Paths.find(os.environ).config).settings.thresholds)):
        say(line, "  " if line.startswith("·") else "")
    return Exit.OK
