"""Widgets that several screens use, or that keep state of their own."""
