"""What is prescribed? The files of sessions and programmes, read into frozen values.

A file is YAML, but never loaded into Python objects: `tree` turns the YAML events into a tree of limited size, whose
*nodes* know their places in the file. `walk` reads the tree into *fields* by the table in `keys`, and `build` makes
the values of `model` from them. Every step collects problems and goes on, so that one run reports all of them. A
programme goes the same way, with its own table, checks and values.

To change:

- a key of the format: `keys` (those that several parts have: `shared_keys`), `model` and `build`; then run
  `python -m hipcoach.session.authoring.derived` for the schemas and `sessions/FORMAT.md`. What a key consists of:
  `part`.
- which keys make a hold, timed work or repetitions, and which go together: `dose_checks`; `engine.plan` makes the kinds
  of sets from them.
- how a text such as `30-60 s` becomes a value: `values`, with `amounts` below it.
- a rule between keys: `checks`; groups of exercises: `groups`.
- the help for a mistake: `errors/` (`values` for a text, `shapes` for a list or mapping, `yaml` for YAML itself).
- a key of a programme: `programme_keys`, `programme` and `programme_reader`; what no week has room for, and what its
  sessions do not have: `programme_checks`.
- which kind of file a text is, and by which parser it is read: `whole_file`; the quick one comes from `libyaml`.
- where sessions and exercises are found: `library`, which reads each exercise once: `exercise_files`; how one file is
  read from beginning to end: `reader`.
- exercises that travel with a file, under `library`: `enclosed`.
- the commands `new`, `add`, `edit`, `bundle`, `format` and `schema`: `authoring/`.
"""
