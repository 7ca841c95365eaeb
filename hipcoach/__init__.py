"""Hipcoach: guided hip sessions in a terminal.

One flow, one direction. What is prescribed becomes a plan; a player walks the plan as time passes and says what
happens; three listeners turn what happens into a record, light and sound::

    session file ──reader──▶ Session ──make_plan──▶ Plan ──Player──▶ events ──┬──▶ journal (JSON lines)
       (YAML)                          + Choices        ▲                     ├──▶ screen, or lines of text
                                                        │ now, commands       └──▶ speaker (tones, voice)
                                                   Conductor ◀── Guide ◀── keys
                                                   (the clock)   (questions)

Each room answers one question, and imports only from the rooms above it:

- `text`: how is it written? Widths, durations, characters, columns.
- `figures`: what does a body look like? Poses, mirrored, between two; as cells of a terminal and as SVG.
- `diagnostics`: what is wrong with a file, and where? Problems with place, caret and help; reading files safely.
- `session`: what is prescribed? Files of sessions and programmes, read into frozen values by tables of keys.
- `engine`: what happens when? Plan, player, events; no clock, no file, no sound.
- `advice`: what would be wise? Pain, check-in, progress, notices, safety texts.
- `cues`: what is said and sounded, and when? Prompts, score, captions, the view of a moment.
- `journal`: what was done? Write, fold, resume, query, export.
- `sound`: how does it sound? Tones, voices, reels, players, the speaker's thread.
- `settings`: what does this person want? Values, keys of the keyboard, the reader of `config.toml`.
- `live`: how is a session led? Conductor, guide, environment.
- `plain`: a session as lines of text or JSON; tables.
- `ui`: what do you see? The Textual app, and the flow from one screen to the next.
- `paper`: what goes to others? Pages to print, reminders.
- `browser`: how is the app shown in a browser?
- `doctor`: what works here?
- `cli`: what did you ask for? The parser, and one file for each group of commands.

`paths`, `atomic`, `exits` and `hashing` are small files that every room may use. `tests/project/test_rooms.py` holds
the borders; `.github/CONTRIBUTING.md` says where to begin.
"""

__version__ = "0.1.0"
