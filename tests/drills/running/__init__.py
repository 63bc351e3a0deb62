"""Drill: a running story by four people and an agency, while processes are killed."""
