"""What is wrong with a file, and where, and what to do about it.

A *problem* names a place (file, line, column), says what is wrong and what to do (its *help*), and is an error or a
warning. Sessions, exercises and settings all report problems, so that they look alike everywhere.

- `problems`: the value, and how it is shown with its line and caret.
- `files`: reading a file that may be anything: a pipe, a folder, a disk image, another encoding.
"""
