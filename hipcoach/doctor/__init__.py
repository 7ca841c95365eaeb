"""What works here? The checks of `hipcoach doctor`.

Each check has two steps: looking reads the facts from the system, judging turns them into *findings*. Judging does no
I/O, so that tests can judge a machine that they do not run on.

To change:

- a check: `program` (Python and libraries), `terminal`, `files` (folders and the person's own files), `sounds`.
- the order of the checks, or a new one: `examine`.
- what a finding is and how it reads, with its verdict and advice: `findings`.
- what is printed, as text or JSON: `visit`.
- `hipcoach doctor --play`, which plays every cue with its meaning: `listen`.
"""
