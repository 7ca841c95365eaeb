"""What does this person want? `config.toml`, read into values; what is wrong in it never stops a session.

- `keys`: every key, with its bounds and what it is for. `model`: the values, with their defaults.
- `reader`: text to values, with problems. `file`: the file itself. `shown`: as `hipcoach settings` prints it.
- `keymap`: the keys of the keyboard, and the words for them in lines of text; `layouts`: other scripts by their place.
"""
