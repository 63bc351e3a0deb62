"""Keys of the parts of public pages.

A cached page is current until one of its keys changes. It adds them through `PageContext.depend_on` while it is built;
with one key it declares that it has them all. The transaction that changes what a key names records the key, by
triggers of the database. A change of a section, a topic, an author, a contract or a static page ends all pages, so that
no page needs a key for it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

NEWEST = "newest"
"""Any change of a public story, or of the front page's places."""
NAMES = "names"
"""Any change of the directory of people, and any new topic."""
WORDS = "words"
"""Any word that the search learned from published stories."""
SECTION_FRONTS = "section_fronts"
"""Any arrangement of a section's page, which the state of the site has."""


def story_key(article_id: int) -> str:
    """Return the key of a story: its public edition, or the notice after a withdrawal."""
    return f"story:{article_id}"


def section_key(section_id: int) -> str:
    """Return the key of a list: a story of the section, before or after, changed."""
    return f"section:{section_id}"


def section_front_key(section_id: int) -> str:
    """Return the key of the arrangement of a section's page."""
    return f"section_front:{section_id}"


def topic_key(slug: str) -> str:
    return f"topic:{slug}"


def agency_key(code: str) -> str:
    return f"agency:{code}"


def author_key(name: str) -> str:
    return f"author:{name}"


def day_key(day: date) -> str:
    """Return the key of the stories first published on a day in UTC."""
    return f"day:{day.isoformat()}"


def day_keys(begin: datetime, end: datetime) -> Iterator[str]:
    """Return the keys of the stories first published from `begin` to before `end`."""
    day, last = begin.astimezone(UTC).date(), (end - timedelta(microseconds=1)).astimezone(UTC).date()
    while day <= last:
        yield day_key(day)
        day += timedelta(days=1)


def named_key(person_id: int) -> str:
    """Return the key of the list of stories that name the person."""
    return f"named:{person_id}"


def person_key(person_id: int) -> str:
    """Return the key of the person's directory record: name, slug, offices, merges."""
    return f"person:{person_id}"


def photo_key(photo_id: int) -> str:
    """Return the key of a photo's files and rights."""
    return f"photo:{photo_id}"


def media_key(media_id: int) -> str:
    """Return the key of the facts and rights of an audio or video file."""
    return f"media:{media_id}"


def picture_key(photo_id: int) -> str:
    """Return the key of a photo's files in shared caches; other changes end them, too."""
    return f"picture:{photo_id}"


def media_file_key(media_id: int) -> str:
    """Return the key of an audio or video file in shared caches."""
    return f"file:{media_id}"
