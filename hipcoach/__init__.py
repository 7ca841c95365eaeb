"""Hipcoach: guided hip sessions in a terminal."""

__version__ = "0.1.0"
