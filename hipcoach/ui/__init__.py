"""What do you see? The Textual app.

- `app`: which screen follows which, from picking a session to its end, and what they share.
- `screens/`: one file a screen. `widgets/`: what is used twice or has a life of its own. `hipcoach.tcss`: all styles.
- `driver`, `incoming`, `system`: the terminal, what it sends, and signals; whatever comes, the terminal is given back.
- `turns`, `typed`, `unasked`: keys in their order, on any keyboard, and none for a screen that has just come by itself.
- `pinning`: emoji that leave what stands beside them in its column. `themes`: our own beside Textual's.
- `about`, `charts`: sessions and figures as lines of text.

Screens show what `cues.view` says and send keys to `live.guide`; they never decide what happens next.
"""
