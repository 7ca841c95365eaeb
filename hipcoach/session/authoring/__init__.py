"""Helps to write session files: begins and edits them, explains the format, and describes it to editors.

To change:

- the file that `new` begins with: `template`; how files are created, copied and opened: `editing`.
- the page that `format` prints: `format_page`; the JSON Schemas: `schema`.
- which files a checkout derives from the table of keys: `derived`.
"""
