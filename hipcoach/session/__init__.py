"""What is prescribed? Session files, read into frozen values.

A file is YAML, but never loaded as YAML objects: `tree` turns its events into a bounded tree of texts that know their
place, `walk` reads the tree by the table in `keys`, and `build` makes the values of `model`. Each step collects
problems and goes on, so that one run tells all of them. `part` says what a key is made of.

To change:

- a key of the format: `keys` (the only place that names keys), `model`, `build`; run
  `python -m hipcoach.session.authoring.derived` for the schemas and `sessions/FORMAT.md`.
- how one text becomes a value, such as `30-60 s`: `values`.
- a rule between keys: `checks`.
- what to write instead: `errors/` (`values` for a text, `shapes` for a list or mapping, `yaml` for YAML itself).
- where sessions are found: `library`.
- `new`, `edit`, `format` and `schema`: `authoring/`.
"""
