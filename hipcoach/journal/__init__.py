"""What was done? An append-only file of JSON lines for each session.

The file is both the record of a session and the state to resume it from. A thread writes it, one `os.write` a line;
a line is never rewritten, and a correction is a new line.

- The *place* is a snapshot of the player: where the session stands. *Folding* reads all lines of a file into one value.
- A *glance* reads only the first and the last lines of a file. A *sitting* is the part of a session that figures need.

To change:

- what is written for an event: `heard` (which line), `lines` (its fields), `journal` (the listener that writes it).
- how lines reach the disk, and what happens when they cannot: `writer`, `disk`.
- what is read back: `reading` (lines), `fold` (a file), `history`, `glance` (all files one after the other); names and
  versions: `files`, `format`.
- how an interrupted session is found and continued: `resume`; a log that was saved in another folder: `rescue`.
- what the next session takes over: `habits`; which installation began a session: `install`.
- what the person says of themselves: `person` (side, loads); its files: `person_file`.
- which programme they follow: `programmes`; what its weeks needed, and what was done: `to_weeks`; what the proposal for
  a day needs to know besides: `to_today`.
- what they measure: `measures`; how that is written while they do: `measure_keeper`.
- `hipcoach log`: `report` (for people), `export` (CSV and JSON), `query` (which sessions).
- weeks, pain and exercises over time: `figures`; the morning after a session: `mornings`; the week it is: `this_week`;
  what `advice` gets to see: `to_history`.
"""
