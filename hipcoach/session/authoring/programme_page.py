"""The programme to begin with, and the words of the format page about programmes."""

from __future__ import annotations

from hipcoach.session.authoring.schema import PROGRAMME_FILE, modeline
from hipcoach.session.keys import FORMAT
from hipcoach.text.characters import quoted


def new_programme(title: str) -> str:
    """The text of a new programme, which can be begun as it is."""
    return f"""\
{modeline(PROGRAMME_FILE)}
hipcoach: {FORMAT}
programme: {quoted(title)}
phases:
  - name: Let go
    weeks: 2
    each_week:
      - session: release
        times: 4-6
  - name: Build
    weeks: 6
    each_week:
      - session: full-alignment
        times: 2-3
        dose: low
      - session: release
        times: 2
        with: [figure-four:chair]
"""


ABOUT = f"""\
A programme says which sessions are done in which weeks. It is a file of its own, in `programmes/` in your sessions
folder, and this is a whole one, as `hipcoach new NAME --programme` begins it:

```yaml
{new_programme("Eight weeks for stiff hips")}```

- Sessions are named as `hipcoach list` names them, yours before ours. The name of the file is that of the programme.
- Weeks are those of the calendar, and no session belongs to a day of the week. Each day one session is proposed, by
  what was done: what is furthest behind its `times` and has had its days between. What was missed does not pile up; a
  week in which too little was done comes again.
- `times` counts days. At the low ends the week is full, and the rest is free, up to the high ends; so the low ends of a
  week come to at most 7.
- `apart: 1` leaves a day between two of a session. Where the session has repetitions, it leaves a day to any other with
  repetitions too, of this programme or not; of two that say it, the larger counts. Strength needs it, so every session
  with repetitions has it that does not say otherwise: three of them have room in a week. `apart: 0` is on any day.
- A range of `weeks` offers the next phase from the low end on. After the last phase its week stays.
- `dose` is where a phase begins: a lower one than last time is taken, a higher one offered. `with` turns on easier or
  harder forms, besides those that the session has on.
- A programme that somebody has begun goes on as it was; when its file changes, that is offered.

"""
