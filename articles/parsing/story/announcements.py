"""Choice of the note to desks that says what was wrong. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_ANNOUNCING_ROLE = re.compile(r"correct|korrektur|bericht|kill|cancel|annul|withdraw", re.IGNORECASE)
_ANNOUNCING_TEXT = re.compile(
    r"\W*(?:[\w/-]+ ){0,3}(?:berichtig|korrektur|korrigier|correct|annul|kill|withdraw|cancel|storn|zurückgezogen"
    r"|achtung|rectif|corrig|bitte\b.{0,60}\bnicht\b|please\b.{0,60}\bnot\b)",
    re.IGNORECASE,
)
"""Words with which a note begins that takes something back."""
_OTHER_ROLES = re.compile(
    r"contact|closing|notepad|notes|desk mark|picture|embargo|infobox|service|instruction|author",
    re.IGNORECASE,
)
"""Roles of notes about something else: telephone numbers, authors, marks of the desk."""


def choose_announcement(notes: Sequence[Mapping[str, Any]]) -> str:
    """Return the note about a correction or a kill; empty if no note is about it.

    A role counts more than words, and words more than a note without a role.
    """
    found = [(str(note.get("text") or "").strip(), str(note.get("role") or "")) for note in notes]
    found = [(text, role) for text, role in found if text]
    ranked = [
        next((text for text, role in found if _ANNOUNCING_ROLE.search(role)), ""),
        next((text for text, _role in found if _ANNOUNCING_TEXT.match(text)), ""),
        next((text for text, role in found if not _OTHER_ROLES.search(role)), ""),
    ]
    return next(filter(None, ranked), "")
