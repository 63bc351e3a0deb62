"""Writes of the desk: permission, change, revision and log in one transaction."""
