"""What happens when? A plan, and the player that walks it.

Pure: time comes in as a number, events go out as frozen values; no clock, no file, no sound, no screen.

- *plan*: the session laid out as a flat row of *steps*. A step is a *transition* (`Prepare`, `Switch`, `Rest`) or
  *work*, which is one *set*: a `Hold` or `Repetitions`.
- *timeline*: what comes by itself from any state. *commands*: what a person can change.
- *session time*: seconds in which nothing stood still; every event's `due` is one.
- *record*: one set as it was done. *outcome*: how the session ended.
- Kinds of steps and events are closed unions (`Step`, `Work`, `Event`): whoever tells them apart answers every one.

To change:

- what a session consists of: `plan`; what a person can choose, before and under way: `choices`.
- a kind of step, and whatever depends on the kind (unit, pace, how long it takes): `steps`.
- what is kept of a set: `records`.
- what a command does: its row in `player.ALLOWED`, its function in `commands`.
- when something happens by itself: `timeline`.
- what happened, for all listeners: `events`.
- amounts and outcomes in words: `wording`.
- how plans are kept in a log: `codec`.
"""
