"""What the person meant: help for texts, shapes and YAML that are not what they should be.

Imported only where there is a problem, because most files have none.
"""
