"""Data to load before processes are forked, and pages to build before readers."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from articles.models import Edition
from articles.site.page_context import site_state
from articles.text.typography import hyphenate
from articles.url_paths import story_path

LONG_WORD = "Donaudampfschifffahrt"
MAX_SECTIONS = 20


def load_shared() -> None:
    """Load the hyphenation of the site's language."""
    hyphenate(LONG_WORD, settings.SITE_LANGUAGE)


def list_first_paths() -> Iterator[str]:
    """Yield the paths of front page, sections and newest story.

    The sections are known once the front page is built.
    """
    yield "/"
    sections = site_state.state.sections if site_state.state else ()
    yield from [section.path for section in sections if section.parent_id is None][:MAX_SECTIONS]
    newest = Edition.objects.public(at=timezone.now()).newest_first()
    for names in newest.values_list("section__slug", "slug", "article_id")[:1]:
        yield story_path(*names)
