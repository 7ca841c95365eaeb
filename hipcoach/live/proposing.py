"""TEMPORARY."""
from __future__ import annotations
from datetime import date, timedelta
from hipcoach.advice.programmes import *
from hipcoach.advice.today import today
from hipcoach.journal.figures import sitting
from hipcoach.journal.history import sessions

def begun_of(desk):
    from hipcoach.journal.programmes import begun
    if (b := begun(desk.places.log, desk.wall())) is not None: return b
    p = desk.places.log.parent / "begun.txt"
    if not p.exists(): return None
    name, on, *rest = p.read_text().split()
    r = desk.library.read_programme(desk.library.find_programme(name))
    ch = tuple(PausedProgramme(date.fromisoformat(x)) for x in rest)
    return BegunProgramme(name, r.programme.title, r.sha256, r.programme.phases, date.fromisoformat(on), ch)

def proposal(desk):
    now = desk.wall()
    done = []
    for f in sessions(desk.places.log, until=now, refused=lambda t: None):
        s = sitting(f)
        if s.day: done.append(DoneSession(s.day, s.file, s.counts, repetitions=any(not d.timed for d in s.done), after=s.after, before=s.before))
    done.sort(key=lambda d: d.day)
    known = {}
    for e in desk.library.sessions():
        s = desk.library.read(e.path).session
        if s: known[e.name] = KnownSession(e.path.name, s.title, any("reps" in str(type(x)) or getattr(x, "reps", None) for x in s.exercises), s.level == "gentle", s.per_week, s.per_day)
    b = begun_of(desk)
    if b is None:
        files = {d.file for d in done}
        known = {k: v for k, v in known.items() if v.file in files} or {k: v for k, v in known.items() if k == "release"}
    else:
        r = desk.library.read_programme(desk.library.find_programme(b.name))
        return today(now.date(), b, done, known, file=(r.sha256, r.programme))
    return today(now.date(), b, done, known)
