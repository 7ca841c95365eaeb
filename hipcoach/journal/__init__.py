"""What was done? An append-only file of JSON lines for each session.

The file is both the record and the state to resume from. It is written by a thread, one `os.write` a line, and never
rewritten; corrections are new lines.

- writing: `journal` hears events and answers, `heard` says what each event leaves, `lines` names the fields, `writer`
  and `disk` put them on the disk.
- reading: `fold` turns lines into a session; `history` goes through all files, `glance` reads only the ends of one.
- going on: `resume`; a log that was saved elsewhere: `rescue`. Which files there are: `files`, `format`, `install`.
- for people: `report`; for other programs: `export`; which sessions are asked for: `query`; what the next session takes
  over: `habits`.
- weeks, pain, exercises over time: `figures`. For `advice`: `to_history`.
"""
