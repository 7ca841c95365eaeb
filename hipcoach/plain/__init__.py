"""A session as lines of text or JSON, and tables of sessions.

The front end without Textual: for `--plain` and `--json`, and wherever there is no screen to draw on.

- `keyboard` reads standard input in a thread: single keys at a terminal, lines from anything else.
- `Lines`, in `event_lines`, is the listener that writes one line for each event.

To change:

- how a session in lines begins, resumes and ends: `run`.
- what a typed key or line does, questions, set-up, help and the safety text: `follow`.
- how keys are read, and the terminal's state restored: `keyboard`.
- the line of an event: `event_lines` as text, `json_lines` as JSON (the README lists its fields).
- what is proposed for today, and what comes next: `today_lines`.
- `hipcoach plan` and `hipcoach list`: `tables`; `hipcoach measure`: `measuring`.
"""
