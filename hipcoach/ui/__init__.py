"""What there is to see: the Textual app."""
