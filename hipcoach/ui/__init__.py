"""What do you see? The Textual app.

Screens show the `cues.view` of a moment and send keys to `live.guide`; they never decide what happens next.

One direction: `app` knows `flow`, `flow` makes the screens, and a screen only knows `shared`. The list of sessions has
to be on the screen at once, so `flow`, and everything that it needs, is imported after that.

To change:

- the app's keys, its first screen, how it ends or is suspended: `app`.
- what is proposed for today: its rows in `widgets/session_rows`, what follows in `screens/today_list`, its texts in
  `today_texts`; programmes: `programmes` (what can be done with one), `screens/programmes`, `programme_texts`.
- measuring: `screens/measure`; its offer below the list: `widgets/measure_offer`; over the weeks: `measure_charts`.
- which screen follows which, from picking a session to saving it: `flow`; the offer to resume a session: `offer`.
- what screens can ask of the app: `SharedApp` in `shared`; what they can have done next: `Steps` there.
- one screen: its file in `screens/` (the list of sessions is `picker`); a widget that is used twice or keeps state of
  its own: `widgets/`.
- the guided moment: where things stand at which size in `places`, how each phase looks in `looks`, block letters in
  `glyphs`; `widgets/moment_board` shows it.
- colours, sizes, what is hidden on a small terminal: `hipcoach.tcss`, of the check-in and the end `forms.tcss`, of all
  other screens `screens.tcss`, each read when it is first needed; our own themes, colours of phases: `themes`; how
  the stylesheet is applied to widgets without working it out each time: `styling`.
- which keys count: `turns` (in order), `typed` (any keyboard), `moved` (by the settings), `unasked` (none for a screen
  that came by itself).
- what is painted of a session each second: `painting`, `widgets/cells`.
- the terminal: `driver` (also after it is gone), `incoming` (its input), `outgoing` (what is written to it), `system`
  (signals), `pinning` (emoji widths).
- texts: `session_list` (its order, headings, rows, filters), `row_texts` (a row of it), `about` (a session), `charts`
  (figures), `session_files` (editing a file, and its problems), `palette`.
"""
