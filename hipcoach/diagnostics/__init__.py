"""What is wrong with a file, and where? Problems with place, caret and help.

Sessions, exercises and settings all report their problems through this room, so that they look alike everywhere.

- A *problem* names a place (file, line, column), says what is wrong and what to do (its *help*), and is an error or
  a warning. Its *code* is a word that never changes.
- A *report* collects the problems of one file. A *source* is a file's text with the line and column of every place.

To change:

- the kinds of problem, and how one is shown with its line and caret: `problems`.
- how a file is read that may be anything (a pipe, a folder, a disk image, another encoding): `files`.
"""
