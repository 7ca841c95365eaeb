"""How it sounds: tones, and the speaker that plays them."""
