"""What do you see? The Textual app.

- `app`: keys, the terminal and the system's signals; the first screen, and the end of the app.
- `flow`: which screen follows which, from picking a session to its end. `offer`: what becomes of one left open.
- `shared`: what every screen may ask of the app (`SharedApp`) and have done next (`Steps`, which `Flow` does).
- `screens/`: one file a screen. `widgets/`: what is used twice or has a life of its own. `hipcoach.tcss`: all styles.
- `driver`, `incoming`, `system`: the terminal, what it sends, and signals; whatever comes, the terminal is given back.
- `turns`, `typed`, `unasked`: keys in their order, on any keyboard, and none for a screen that has just come by itself.
- `pinning`: emoji that leave what stands beside them in its column. `themes`: our own beside Textual's.
- `session_files`: editing a session file, and what is wrong with one.
- `about`, `charts`: sessions and figures as lines of text.

One direction: `app` knows `flow`, `flow` makes the screens, and a screen asks `shared`. The list of sessions is to be
seen at once, so `flow` and all it needs are loaded after that.

Screens show what `cues.view` says and send keys to `live.guide`; they never decide what happens next.
"""
