"""The room of settings: what a person wants to be so every time, written down in one file."""
