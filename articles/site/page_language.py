"""Language of a page's labels, and the languages that have a front of their own."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import get_language

from newsroom.language_tags import primary_tag


def page_language() -> str:
    """Return the active language, which a front in another language sets for itself."""
    return get_language() or settings.SITE_LANGUAGE


def choose_text(row: Mapping[str, object], name: str) -> str:
    """Return the text `name` in the page's language, else in the main one."""
    return str(row.get(f"{name}_{page_language()}") or row[name])


def label_language(tag: str) -> str:
    """Return the language of labels for content in the language `tag`."""
    primary = primary_tag(tag)
    return primary if primary in dict(settings.LANGUAGES) else settings.SITE_LANGUAGE


def desk_tags(language: str) -> tuple[str, ...]:
    """Return the tags of the desk that are variants of the language."""
    return tuple(tag for tag in settings.DESK_LANGUAGES if primary_tag(tag) == language)


def list_front_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the languages, the site's own first; none with fewer than two."""
    languages = dict.fromkeys([settings.SITE_LANGUAGE, *map(primary_tag, tags)])
    return tuple(languages) if len(languages) > 1 else ()
