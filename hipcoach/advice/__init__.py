"""What would be wise? Rules that offer and explain, never order.

- `pain`: zones of pain, and what each offers. `thresholds`: the figures behind all rules; settings may change them.
- `history`: past sessions as advice looks at them, made from the log by `journal.to_history`.
- `checkin`: what is asked and offered before a session, and what each answer changes.
- `progress`: one step up or back. `evidence`: what that goes by. `last_time`: beginning as it was done last.
- `notices`: when to ask a physical therapist or doctor. `safety`: texts where a session has none of its own.
- `outer_hip`: a question that is asked once, and its offer. `turned_out`: the page about turned-out hips.
"""
