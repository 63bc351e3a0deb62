"""Admin pages of reading rules: proposals after corrections, replay, decisions."""
