"""`python -m hipcoach`."""

from hipcoach.cli import entry

entry()
