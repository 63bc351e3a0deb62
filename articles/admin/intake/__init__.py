"""Admin pages of received copy: paste, review, make a story."""
