"""How is it written? Texts for people, whatever they are about.

Knows nothing of sessions. Everything here takes a text or a number and returns one.

- `characters`: which characters a file may hold; `clean` for anything that goes to a terminal.
- `width`: how many columns a text takes, cut and broken to fit.
- `columns`: tables that keep to the width of the terminal.
- `durations`: seconds as `4:25`.
- `words`: ids made from names, and the nearest of some known words.
"""
