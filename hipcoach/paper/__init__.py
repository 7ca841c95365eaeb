"""What goes to others? Pages to print, and reminders: one file each, which needs no network.

A *handout* tells a session or a programme to somebody who exercises without a screen, a *report* tells a clinician what
was done. A page is made of *elements*.
Texts of a file or a person are escaped where an element takes them in, and nowhere else, so no text can become markup.

To change:

- how a page is framed, what is escaped: `html`; how it looks and prints: `style`.
- what a handout tells: `session_handout`, `programme_handout`, and what both have: `handout`.
- one exercise with its pictures and dose: `exercise`, whose poses `hipcoach.figures.svg` draws; boxes to tick: `boxes`.
- what was done, for a clinician: `report/`.
- reminders: `calendar`.

To see a page as it prints: `tests/shared/print_pages.sh`.
"""
