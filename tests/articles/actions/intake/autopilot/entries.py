"""Entries of an agency that sends as dpa does: stories with their pictures, and pictures by themselves."""

import json
from collections.abc import Sequence
from typing import Any

SERVER = "https://bilder.agentur.example"


def build_picture(number: int, server: str = SERVER, **facts: Any) -> dict[str, Any]:
    """Return a picture as an entry names it."""
    return {
        "type": "image", "urn": f"urn:newsml:agentur.example:20260302:bild-{number}", "version": 1,
        "caption": f"Kran {number} im Hafen von Nordhaven.", "creditline": "Jonna Ekvall/xyz", "rank": number,
        "renditions": [{"url": f"{server}/bild-{number}.jpg", "mimetype": "image/jpeg", "width": 640, "height": 427}],
        **facts,
    }  # fmt: skip


def build_entry(
    number: int = 1,
    version: int = 1,
    *,
    pictures: Sequence[dict[str, Any]] = (),
    text: str = "",
    **facts: Any,
) -> bytes:
    """Return an entry with a text; without one and with a picture it is a picture."""
    words = (
        text
        or f"Nordhaven (xyz) - Der Kran {number} im Hafen steht wieder. Er ist {40 + version} Meter hoch."
    )
    entry = {
        "entry_id": f"e{number}-{version}", "urn": f"urn:newsml:agentur.example:20260302:text-{number}",
        "version": version, "version_created": f"2026-03-02T12:{version:02}:00+01:00", "pubstatus": "usable",
        "type": "composite", "language": "de", "urgency": 4, "headline": f"Kran {number} steht wieder", "signal": None,
        "article_html": f'<section class="main"><p>{words}</p><p>(xyz/dl)</p></section>',
        "associations": list(pictures), **facts,
    }  # fmt: skip
    return json.dumps(entry, ensure_ascii=False).encode()
