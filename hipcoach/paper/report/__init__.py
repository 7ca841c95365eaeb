"""The report for a clinician: what was done in some weeks against what was planned, and what was said of it.

Two pages for a usual twelve weeks. What was not answered is counted, never guessed.

To change:

- what is in it, in which order, and how it looks: `page`.
- what is worked out from the log, without a word of HTML: `figures`.
- its parts: `weeks` and `pain` (with the `chart`), `dose`, `said` (stops, measures, notes), `missing`.
"""
