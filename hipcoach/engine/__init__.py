"""What happens when? A plan, and the player that walks it.

Pure: time comes in as a number, events go out as frozen values; no clock, no file, no sound, no screen.

- A *plan* is a flat row of *steps*. A step is a *transition* (`Prepare`, `Switch`, `Rest`) or *work*, which is one
  *set*: a `Hold`, `Timed` work or `Repetitions`. These unions are closed: code that tells kinds apart handles every
  one.
- A set has an *open end* if its target is only the least of it: the person ends it, or where nobody is there, it ends
  at its target.
- *Session time* is seconds without pauses; every event's `due` is a session time.
- In a *group* the sets of its exercises alternate; the sets that are done before any comes again are a *round*.
- A *record* is one set as it was done. The *outcome* is how the session ended.

To change:

- what a session consists of: `plan`; what a person can choose, before and during a session: `choices`.
- a kind of step, and whatever depends on the kind (unit, pace, how long it takes): `steps`.
- what is kept of a set: `records`.
- what comes before and after a step, in rounds too: `order`.
- what a command does: its row in `player.ALLOWED`, its function in `commands`; for a changed plan also `replan`.
- when something happens by itself: `timeline`; what a player remembers from event to event: `state`.
- what listeners are told: `events`.
- amounts and outcomes in words: `wording`.
- how plans and choices are written to a log: `codec`.
"""
