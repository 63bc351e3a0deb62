"""People on the desk: where they are named, and merges of their records."""
