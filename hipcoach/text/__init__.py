"""How is it written? Text for people, whatever it is about.

Knows nothing of sessions: every function takes a text or a number and returns one.

- A *cell* is one position on a line of the terminal; a wide character takes two.
- A *cluster* is one sign as a reader sees it: a letter with its accents, a joined emoji.
- A *clean* text holds nothing that could harm a terminal: no escape sequences, no control characters.

To change:

- which characters a file may hold, what `clean` removes, how many cells a text takes, how it is cut: `characters`.
- how lines are broken to fit the terminal: `width`.
- how a row of a table is laid out: `columns`.
- how seconds are shown, such as `4:25`, or said, such as `5 minutes`: `durations`.
- how a day is written: `days`.
- how a number stands with its noun, and in words: `counts`.
- what inverts the colours of a terminal: `inverting`.
- how ids are made from names, and how a misspelt word is matched: `words`.
"""
