"""The room that says what works here: each file looks at one thing and judges what it saw, apart from each other."""
