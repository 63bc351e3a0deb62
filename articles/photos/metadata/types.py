"""The facts of one metadata packet. Pure."""

type MetadataFacts = dict[str, tuple[str | tuple[str, ...], str]]
"""Fact → its value and the property that it was read from."""
