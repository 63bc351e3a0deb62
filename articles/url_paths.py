"""Paths of public pages and permanent identifiers of the feed."""

from django.conf import settings

RESERVED = frozenset(
    {
        "about", "accessibility", "admin", "api", "archive", "author", "compact", "contact", "corrections",
        "favicon.ico", "feed.atom", "feed.json", "healthz", "id", "imprint", "intake", "media", "metrics",
        "person", "policy", "preview", "privacy", "rights", "robots.txt", "search", "sitemap.xml",
        "share-card", "sitemap-news.xml", "site.webmanifest", "source", "static", "theme", "theme.css", "topic",
    }
)  # fmt: skip
"""First path segments of the site itself: no section may use one as its slug."""


def story_path(section_slug: str, slug: str, article_id: int) -> str:
    return f"/{section_slug}/{slug}-{article_id}/"


def person_path(slug: str, person_id: int) -> str:
    return f"/person/{slug}-{person_id}/"


def author_path(slug: str) -> str:
    return f"/author/{slug}/"


def absolute_url(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def identifier_uri(kind: str, pk: int) -> str:
    """Return the permanent URI of a story, picture, person, section or topic."""
    return absolute_url(f"/id/{kind}/{pk}")
