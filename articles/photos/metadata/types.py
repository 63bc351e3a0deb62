"""What one packet of a picture file said. Pure."""

type MetadataFacts = dict[str, tuple[str | tuple[str, ...], str]]
"""By the name of the fact: its value, and the property it was read from."""
