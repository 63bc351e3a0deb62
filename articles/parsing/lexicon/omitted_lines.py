"""Keys of lines that the desk leaves out of copy."""

import re

_DIGITS = re.compile(r"\d+")
MAX_LINE_LENGTH = 300
"""Characters; a longer line is text and never compared."""


def fold_line(text: str) -> str:
    """Return the key of a line, in which all numbers are equal: `Lesezeit: 3 Min.`."""
    return _DIGITS.sub("0", " ".join(text.casefold().split()))
