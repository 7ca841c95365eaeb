"""What was done: an append-only record of each session."""
