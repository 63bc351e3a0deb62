"""Readers of text formats with control characters: IPTC 7901 and ANPA 1312. Pure."""
