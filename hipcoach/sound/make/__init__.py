"""Makes the sound files that hipcoach ships (`tones`, `phrases`), and checks how well the phrases are understood."""
