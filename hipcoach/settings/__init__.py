"""What does this person want? `config.toml`, read into values; mistakes in it never stop a session.

- A *setting key* is a key of the file. *Given* keys are in the file; all others have their built-in values.
- A *key binding* is a key of the keyboard: the *action* that it stands for while a session runs, and the words for it
  where commands come as lines of text.

To change:

- a setting: its key, bounds and help in `keys`, its value and default in `model`.
- how the file is read, and the help for mistakes: `reader` (`values` for one value, `unknown` for unknown keys); how it
  is found: `file`.
- what other rooms learn about the file: `found`; what `hipcoach settings` prints: `shown`.
- a key of the keyboard, and moving one: `keymap`; keyboards with other scripts: `layouts`.
"""
