"""Counts, log context, error reports and traces of all processes of a host."""
