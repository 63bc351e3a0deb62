"""Lines that mail programs add to a text: forwarded headers, signatures. Pure."""

import re
from collections.abc import Sequence

_FORWARDED = re.compile(
    r"\W*(?:forwarded message|weitergeleitete nachricht|ursprüngliche nachricht|original message|original-nachricht"
    r"|message transféré|message d'origine|mensaje reenviado|anfang der weitergeleiteten (?:nachricht|e-mail)"
    r"|begin forwarded message|début du message (?:réexpédié|transféré))\W*",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\W{0,3}(?:from|to|cc|bcc|date|sent|subject|reply-to|von|an|kopie|datum|gesendet|betreff|antwort an|de|à|envoyé"
    r"|objet|para|asunto|enviado|fecha|message-id|importance|wichtigkeit)\s*:\W{0,3}(?:\s.*)?",
    re.IGNORECASE,
)
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
