"""Paths of public pages and permanent identifiers of the feed."""

from collections.abc import Mapping

from django.conf import settings

WORDS = {
    "de": {
        "accessibility": "barrierefreiheit", "archive": "archiv", "author": "autor", "compact": "kompakt",
        "contact": "kontakt", "corrections": "korrekturen", "imprint": "impressum", "policy": "grundsaetze",
        "privacy": "datenschutz", "rights": "nutzungsrechte", "search": "suche", "source": "quelle",
        "topic": "thema",
    },
}  # fmt: skip
"""First path segments of pages in other languages than English, by language and English segment."""
INDEX_WORDS = {"de": {"people": "personen", "topics": "themen", "authors": "autoren", "sources": "quellen"}}
"""Second segments, of the indexes in the archive."""
ENGLISH_WORDS = {word: english for words in WORDS.values() for english, word in words.items()}
ENGLISH_INDEX_WORDS = {word: english for words in INDEX_WORDS.values() for english, word in words.items()}
SITE_WORDS = frozenset({*ENGLISH_WORDS, *ENGLISH_WORDS.values()})
RESERVED = SITE_WORDS | frozenset(
    {
        "about", "admin", "api", "favicon.ico", "feed.atom", "feed.json", "healthz", "id", "intake", "media",
        "metrics", "newsletter", "person", "plan", "preview", "readyz", "robots.txt", "share-card", "site.webmanifest",
        "sitemap-news.xml", "sitemap.xml", "static", "theme", "theme.css",
    }
)  # fmt: skip
"""First path segments of the site itself: no section may use one as its slug."""


def site_path(path: str) -> str:
    """Return the path of a page in the site's language, from the English one."""
    return translate_path(path, settings.SITE_LANGUAGE)


def translate_path(path: str, language: str) -> str:
    """Return the path in the language, from the English one."""
    first, slash, rest = path[1:].partition("/")
    if first == "archive":
        rest = _replace_first(rest, INDEX_WORDS.get(language, {}))
    return f"/{WORDS.get(language, {}).get(first, first)}{slash}{rest}"


def _replace_first(path: str, words: Mapping[str, str]) -> str:
    first, slash, rest = path.partition("/")
    return f"{words.get(first, first)}{slash}{rest}"


def moved_path(path: str) -> str:
    """Return the path in the site's language, or an empty string if it is the same."""
    first, slash, rest = path[1:].partition("/")
    if first not in SITE_WORDS or not slash:
        return ""
    english = ENGLISH_WORDS.get(first, first)
    if english == "archive":
        rest = _replace_first(rest, ENGLISH_INDEX_WORDS)
    present = site_path(f"/{english}/{rest}")
    return present if present != path else ""


def front_path(language: str) -> str:
    """Return the path of the front in the language, given without script and region."""
    return "/" if language == settings.SITE_LANGUAGE else f"/{language}/"


def story_path(section_slug: str, slug: str, article_id: int) -> str:
    return f"/{section_slug}/{slug}-{article_id}/"


def person_path(slug: str, person_id: int) -> str:
    return f"/person/{slug}-{person_id}/"


def author_path(slug: str) -> str:
    return site_path(f"/author/{slug}/")


def topic_path(slug: str) -> str:
    return site_path(f"/topic/{slug}/")


def source_path(code: str) -> str:
    return site_path(f"/source/{code}/")


def absolute_url(path: str) -> str:
    """Return the URL of a path of the site; the URL of a file on a CDN stays as it is."""
    return path if path.startswith(("https://", "http://")) else f"{settings.SITE_URL}{path}"


def desk_url(path: str) -> str:
    """Return the URL of a path of the desk, which may have a host of its own."""
    return f"{settings.DESK_URL}{path}"


def identifier_uri(kind: str, pk: int) -> str:
    """Return the permanent URI of a story, picture, person, section or topic."""
    return absolute_url(f"/id/{kind}/{pk}")
