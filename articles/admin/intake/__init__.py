"""Copy coming in: pasted or sent, read, checked against its own words, and made a story."""
