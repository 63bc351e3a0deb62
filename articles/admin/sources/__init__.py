"""Admin pages of wire sources: list, settings, connection, field map."""
