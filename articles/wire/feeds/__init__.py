"""Readers of RSS, Atom and WordPress exports. Pure."""
