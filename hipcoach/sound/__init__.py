"""How does it sound? From the score to the loudspeaker, on time.

The path of a sound::

    update ─▶ Lookahead ─▶ score ─▶ reel ─▶ Mixer ─▶ WAV file ─▶ Playback ─▶ player program
    (what happened)     (what is heard)  (one file's worth)          (one at a time)

A *reel* is up to a minute of the score in one sound file, so that the spacing inside is exact whatever the machine
does. When the score changes, the reel is cut anew from where it stands.

Three clocks: the *owner's* (`now`, seconds of the machine's clock), the *score's* (session time), and a *reel's* (from
its first sample). The look-ahead of the cues converts between the first two, `reel` between the last two.

- `speaker` is the listener; it only sends messages. `worker` is its thread, which owns everything below.
- `reels` keeps one reel playing and the next one ready; `reel` has the pure rules of cutting and laying.
- `playback` starts and watches one file; `players` finds programs; `search` and `probe` try them out; `bells` is what
  is left without any.
- `voice` turns a phrase into samples: `phrases` from the shipped recordings, `local_voice` from a program here
  (`engines`), kept in `cache` after `levelling`; `spoken` is both together.
- `tones` describes the tones, `mixer` mixes, `wavs` reads and writes files (`adpcm` those that are shipped), `render`
  writes a whole session.
- `make/` makes the tones and recordings that are shipped.
"""
