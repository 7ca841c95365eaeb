"""What a shell knows of the command line: completions and a man page, made from the parser.

They are made when the wheel is built, by two libraries that nobody needs who only uses hipcoach.

To change:

- what an argument is completed with, and the pages themselves: `texts`.
- where they go in the wheel: `build`.
"""
