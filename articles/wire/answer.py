"""A read story as plain JSON. Pure."""

from typing import Any

from articles.wire.copy import Copy


def story_answer(copy: Copy) -> dict[str, Any]:
    return {
        "headline": copy.headline.value if copy.headline else None,
        "dateline": copy.dateline.value if copy.dateline else None,
        "body_paragraphs": len(copy.paragraphs),
        "agencies_tag": list(copy.tag.agencies) if copy.tag else [],
        "editors_tag": list(copy.tag.editors) if copy.tag else [],
    }
