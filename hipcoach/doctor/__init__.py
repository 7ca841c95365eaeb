"""What works here? Each file looks at one thing and judges what it saw, apart from each other.

- `examine` goes through all of them: `program`, `terminal`, `files`, `sounds`. `findings`: a line with what to do.
- `visit` prints them; `listen` plays every cue with its meaning.
"""
