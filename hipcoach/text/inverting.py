"""What inverts the colours of a whole terminal."""

INVERTED, NORMAL = "\x1b[?5h", "\x1b[?5l"
"""One after the other they are a visual bell; terminfo calls the pair `flash`."""
