"""Lines that mail programs add to a text: forwarded headers, signatures. Pure."""

import re
from collections.abc import Sequence

from articles.wire.vocabularies import read_forms

_FORWARDED = re.compile(rf"\W*(?:{read_forms('mail', 'forwarded')})\W*", re.IGNORECASE)
_HEADER = re.compile(rf"\W{{0,3}}(?:{read_forms('mail', 'header')})\s*:\W{{0,3}}(?:\s.*)?", re.IGNORECASE)
_MAX_LINES_BEFORE = 40
_SIGNATURE = re.compile(r"-- ?")


def strip_mail_furniture(lines: Sequence[str]) -> list[str]:
    """Return the lines without a forwarded header and the signature after `-- `."""
    text = list(lines)
    end = next((i for i, line in enumerate(text) if i and _SIGNATURE.fullmatch(line)), len(text))
    text = text[:end]
    begin = next(
        (i for i, line in enumerate(text[:_MAX_LINES_BEFORE]) if _FORWARDED.fullmatch(line.strip())), None
    )
    return _strip_header(text) if begin is None else [*text[:begin], *_strip_header(text[begin + 1 :])]


def _strip_header(lines: list[str]) -> list[str]:
    """Return the lines without two or more header fields at their start."""
    filled = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    end, fields = filled, 0
    while end < len(lines) and (lines[end].strip() or fields == 0):
        is_field = bool(_HEADER.fullmatch(lines[end].strip()))
        if not is_field and not (fields and lines[end][:1] in {" ", "\t"}):
            break
        fields += is_field
        end += 1
    return lines[end:] if fields >= 2 else lines
