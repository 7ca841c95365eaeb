"""How does it sound? From the score to the loudspeaker, on time.

The path of a sound::

    Update ─▶ Lookahead ─▶ score ─▶ Reel ─▶ Mixer ─▶ WAV file ─▶ Playback ─▶ player program
    (events)      (tones and phrases, timed)  (samples)         (one file at a time)

The *score* and its *track* belong to `cues`: the score gives each tone and phrase its time, the track is the row of
sounds that it fills. A *reel* is up to a minute of the score in one sound file, so that the spacing within it is exact
however busy the machine is. If the score changes, the reel is stopped and a new one is made from the current position.

Three clocks: the machine's (`now`, in seconds), the score's (session time), and the reel's (seconds from its first
sample). `Lookahead` of the cues converts between the first two, `Reel.zero` between the last two.

To change:

- what the rest of the program can ask for: `speaker`, which only sends messages; its thread, which owns everything
  below: `worker`; volumes and level: `preferences`; how sound is doing: `health`.
- when reels are made, dropped and started: `reels`; how much goes on a reel, and what may be late: `reel` (pure).
- starting and watching one file: `playback`; the player programs: `players`, `output`; trying them: `search`, `probe`;
  without any player: `bells`.
- how a phrase becomes samples: `voice`; shipped recordings: `phrases`; texts that are spoken by a program of this
  machine: `local_voice`, `engines`, `levelling`, `cache`; both together: `spoken`.
- what a tone is made of: `tones`; volumes and mixing: `mixer`; sound files: `wavs`, `adpcm`, `temporary_files`.
- a whole session as one file: `render`, `mp3`; making the shipped tones and recordings: `make/`.
"""
