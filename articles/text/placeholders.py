"""Placeholders of story templates: words in square brackets to be replaced."""

import re

PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")


def find_placeholders(*texts: str) -> list[str]:
    """Return the placeholders of the texts, each once, in their order."""
    return list(dict.fromkeys(found for text in texts for found in PLACEHOLDER.findall(text)))
