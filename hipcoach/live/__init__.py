"""How is a session led? One live session, for any front end.

- The *conductor* owns the clock: it advances the player and passes its events to every *listener* (journal, speaker,
  screen), always in this order.
- The *guide* turns keys into commands, and asks *questions* that must be answered before the session goes on.
- An *interview* asks one question after the other in lines, each a value; its *steps* say which, and what answers do.
- A *gap* is time in which the program was suspended or the machine asleep; the session is paused over it.

To change:

- another listener, such as notifications: a class with the method of `conductor.Listener`, added in `run`.
- how a session is assembled, begun, resumed, saved and closed, and the order of the listeners: `run`.
- what a key does: `guide`; what it changes of all that lies ahead: `changes`; keys for sound: `sound_keys`; the words
  and answers of questions: `questions`.
- what is asked before and after a session, in which order and words: `check_in`, `check_out`; what becomes of a session
  left open: `left_open`; the kinds of questions, and what typed answers mean: `interview`.
- keys that are too early, held down or doubled: `presses`.
- how time passes, and gaps: `conductor`, `clocks`.
- what sessions are run with (paths, library, clocks, settings), and the options of one run: `environment`; where a
  session is saved that cannot be logged: `elsewhere`.
- what is proposed for today: `today`.
- what flashes the terminal where its bell is to be seen: `flashes`.
- which speaker the settings ask for: `speaker_for`.
- keeping the machine awake: `awake`; memory flat: `memory`; signals that end or suspend the program: `signals`.
"""
