"""Help for mistakes in a session or programme: guesses what the person meant, and says what to write instead.

Imported only when a problem is found, because most files have none.

To change what is said about:

- a text that is not a valid value, such as a wrong time or a misspelt choice: `values`.
- a word that no key says, because something else does: `tried`; any other unknown key: `unknown`.
- a list or mapping in place of a text, or the other way round: `shapes`.
- a file that is not valid YAML: `yaml`.
"""
