"""Drill of an installation on several hosts, with every part killed in turn."""
