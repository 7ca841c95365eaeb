"""What is said and sounded, and when: events become tones and words.

Each event has a *prompt*: a tone, and phrases with the *level* from which on they are said (silent, tones, counts,
brief, full). The *score* puts prompts in time: tones on their moment, phrases into the room between them. Screen,
voice and renders all follow the same score.

- what an event sounds like: `prompts`.
- which of two tones wins: `tone_rules`.
- where a phrase goes: `placing`; the row of sounds it goes into: `track`; both together: `score`.
- what has been told and what lies ahead, remembered while a session runs: `current`, `lookahead`.
- what is read while it is said: `caption`; everything else on the screen: `view`.
- all phrases that a plan can need: `all_phrases`.
"""
