"""How is a session led? One live session, for any front end.

- `run` puts plan, player, conductor, journal and guide together, and takes them apart again.
- `conductor` owns the clock: it wakes the player, and hands what happens to every *listener*.
- `guide` turns keys into commands and asks `questions` (pain, quit) that have to be answered before going on.
- `environment`: what sessions are run with (paths, library, clocks, settings) and the options of one run.
- `speaker_for` makes the speaker that the settings ask for; `sound_keys` does what the keys for sound ask for.
- `clocks`, `awake`, `signals`: the machine's clocks, keeping it awake, and the signals that end or stop a program.
"""
