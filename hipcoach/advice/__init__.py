"""What would be wise? Rules that offer and explain, never order.

- A *zone* (green, amber, red) says how serious a pain score is.
- A *history* is a tuple of past sessions, oldest first; `journal.to_history` makes it from the log.
- An *offer* is one step up or back for one exercise. A *notice* is something to tell until the person dismisses it.
- The *sheet* holds the questions of a check-in with their answers, and the choices that follow from them.
- A *proposal* is what to do on a day: a session or a rest, its reason, and what is offered besides. A *need* is a
  session that a week still needs.

To change:

- the numbers behind all rules, which settings may override: `thresholds`.
- the zones of pain, and what each offers: `pain`.
- what is asked before a session, and what an answer changes: `checkin`; what is said to the answers: `checkin_texts`.
- when a step up or back is offered: `progress`; how past performances are judged for that: `evidence`.
- when to advise asking a professional, and when a question comes up again: `notices`.
- how a session begins as last time: `last_time`; what advice knows about the past: `history`.
- the disclaimer and the built-in safety texts: `safety`; what is asked and offered for the outer hip: `outer_hip`.
- the page about turned-out hips: `turned_out`.
- what is proposed for a day: `day` (which session, which dose, the colour of the day), `today` (what is offered, what
  comes next), `today_words` (the reasons), `proposal` (its values).
- which week of a programme it is, what it needs, and whether it counts: `weeks`; a programme as it is followed:
  `programmes`.
- what can be measured, and how: `measures`; when it is offered and what the numbers tell: `measuring`.
"""
