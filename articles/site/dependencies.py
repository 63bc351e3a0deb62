"""Keys of what public pages show: a cached page is current until one of its keys changes.

A page adds the keys through `PageContext.depend_on` while it is built. The transaction that changes what a key names
records the key.
"""

from datetime import date

NEWEST = "newest"
"""Any row of the publication log."""


def story_key(article_id: int) -> str:
    """Return the key of a story: its public edition, or the notice after a withdrawal."""
    return f"story:{article_id}"


def section_key(section_id: int) -> str:
    """Return the key of a list: a story of the section, before or after, changed."""
    return f"section:{section_id}"


def topic_key(slug: str) -> str:
    return f"topic:{slug}"


def agency_key(code: str) -> str:
    return f"agency:{code}"


def author_key(name: str) -> str:
    return f"author:{name}"


def day_key(day: date) -> str:
    """Return the key of the stories first published on a day of the desk's time zone."""
    return f"day:{day.isoformat()}"


def named_key(person_id: int) -> str:
    """Return the key of the list of stories that name the person."""
    return f"named:{person_id}"


def person_key(person_id: int) -> str:
    """Return the key of the person's directory record: name, slug, offices, merges."""
    return f"person:{person_id}"


def photo_key(photo_id: int) -> str:
    """Return the key of a photo's files and rights."""
    return f"photo:{photo_id}"


def contract_key(code: str) -> str:
    """Return the key of the rights that an agency's contract grants."""
    return f"contract:{code}"
