"""Given names as they occur in news, by the languages that bring them. Data only."""
