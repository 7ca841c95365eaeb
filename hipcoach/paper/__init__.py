"""What goes to others? Pages to print and to send: one file each, which needs no network.

A page is made of *elements*. Texts of a file or a person are escaped where an element takes them in, and nowhere else,
so no text can become markup.

To change:

- how a page is framed, looks and prints, what is escaped: `html`, `style`.
"""
