"""Widgets that are used twice or have a life of their own."""
