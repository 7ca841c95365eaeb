"""A session as lines of text or JSON, and tables of sessions.

- `run` begins or resumes a session in lines; `follow` leads through it: keys in, answers out.
- `keyboard` reads standard input in a thread: keys of a terminal, or lines.
- `event_lines` writes an event as text, `json_lines` as JSON; `tables` writes plans and the list of sessions.
"""
