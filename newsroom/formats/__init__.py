"""Formats of dates and times where the desk differs from Django."""
