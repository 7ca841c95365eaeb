"""Helps to write sessions and programmes: begins and edits files, explains the format, and describes it to editors.

To change:

- the file that `new` begins with: `template`; how files are created, copied and opened: `editing`.
- how a file from elsewhere becomes one's own: `adding`; what its name is and what stands in the way: `own_folder`.
- how a file's text is changed in one place, for `bundle` and `new --from`: `rewriting`.
- the page that `format` prints: `format_page`; what it says of programmes: `programme_page`.
- the JSON Schemas: `schema`.
- which files a checkout derives from the table of keys: `derived`.
"""
