"""A session as lines of text or JSON, and tables of sessions.

The front end without Textual: for `--plain` and `--json`, and wherever there is no screen to draw on. Lines are made to
be read aloud: one short line an event, when it can be heard, and in the words of the voice.

- `keyboard` reads standard input in a thread: single keys at a terminal, lines from anything else.
- `Lines`, in `lines`, is the listener that writes the lines of each event; the `Reckoning` decides when, and which not.
- The *rank* of a line says what goes first: the answer to a key, a change of sides, a number, a step, a detail.

To change:

- how a session in lines begins, resumes and ends: `run`; what is said before it and waited for: `opening`.
- what a typed key or line does, set-up and help: `follow`; how a question is asked: `asking`.
- what is asked around a session: `around`; how its questions are asked and answered in lines: `conversation`.
- the lines of an event: `event_lines`; how long speech takes and what is left out: `reckoning`.
- where the session stands, what comes, how long it is: `where`.
- how keys are read, and the terminal's state restored: `keyboard`.
- the JSON of an event: `json_lines` (the README lists its fields), what of it is heard: `heard`.
- what is proposed for today, and what comes next: `today_lines`.
- `hipcoach plan` and `hipcoach list`: `tables`; `hipcoach measure`: `measuring`; `hipcoach history`:
  `history_lines`.
"""
