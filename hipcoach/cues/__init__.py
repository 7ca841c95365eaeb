"""What is said and sounded, and when? Events become tones and phrases.

- A *prompt* is what one event sounds like: a tone, and phrases, each with the lowest *level* at which it is said. The
  levels are silent, tones, counts, brief and full.
- The *score* puts prompts in time: tones when their events are due, phrases into the gaps between them. Screen, voice
  and renders all follow the same score.
- A *wish* is a phrase that still looks for its place; a *track* is a row of sounds that do not overlap.

To change:

- what is said at an event, and its tone: `prompts`; how sets and doses are worded: `doses`.
- what the texts of an exercise say for a side (set-up, cues, the way out): `texts`.
- the levels of talkativeness: `level`.
- which of two tones wins: `tone_rules`.
- where a phrase goes: `placing`; how sounds keep apart: `track`; how tones and phrases come together: `score`.
- how long an event matters, and what is said while the session stands still: `current`.
- how far ahead the score is worked out, and when it is worked out again: `lookahead`.
- which phrase is read while it is said: `caption`; everything else on the screen: `view`, made of what the person is
  `doing`, the `movement` of the body, and the `strip` of all sets.
- the page about a programme, with every week: `programme_page`.
- the list of all phrases that a plan can need: `all_phrases`.
"""
