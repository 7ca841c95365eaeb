"""Makes the sound files that hipcoach ships: the tones, and the recorded phrases."""
