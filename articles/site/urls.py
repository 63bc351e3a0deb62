"""URLs of the public site.

Fixed paths come before the lists of sections, as the slug of a section is the first step of its URLs.
"""

import re
from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, SlugConverter, StringConverter

from articles.health import views
from articles.models import StaticPage
from articles.site import (
    archive,
    authors,
    brand_files,
    corrections,
    feeds,
    front_page,
    identifiers,
    listings,
    media,
    media_files,
    name_indexes,
    preview,
    search,
    service_views,
    share_card,
    sitemaps,
    static_pages,
    story,
)
from articles.site.newsletters import archive as newsletter_archive
from articles.site.newsletters import sign_up
from articles.url_paths import RESERVED, WORDS, site_path, translate_path
from newsroom.strict_values import NumberConverter


class YearConverter(IntConverter):
    regex = "[1-9][0-9]{3}"


class TwoDigits(IntConverter):
    regex = "[0-9]{2}"

    def to_url(self, value: str | int) -> str:
        return f"{int(value):02d}"


class SectionConverter(SlugConverter):
    """Slug of a section, which is none of the site's own first steps."""

    regex = rf"(?!(?:{'|'.join(map(re.escape, sorted(RESERVED)))})/){SlugConverter.regex}"


class LetterConverter(StringConverter):
    """First letter of a name; 0 for all other characters."""

    regex = "[a-z0]"


register_converter(SectionConverter, "section")
register_converter(LetterConverter, "letter")
register_converter(NumberConverter, "number")
register_converter(YearConverter, "year")
register_converter(TwoDigits, "two")


def spell(
    route: str, view: Callable[..., HttpResponse], kwargs: dict[str, str] | None = None, name: str = ""
) -> list[URLPattern]:
    """Return a pattern for each language of the route.

    `reverse` uses the last one, the site's.
    """
    own = site_path(f"/{route}")
    routes = dict.fromkeys([f"/{route}", *(translate_path(f"/{route}", language) for language in WORDS)])
    in_order = sorted(routes, key=lambda spelled: spelled == own)
    return [path(spelled[1:], view, kwargs, name or None) for spelled in in_order]


urlpatterns = [
    path("", front_page.front, name="front"),
    # Nearly all requests are for stories, and Django tries one pattern after the other.
    path("<section:section_slug>/<slug:slug>-<number:article_id>/", story.story, name="story"),
    *spell("search/", search.search, name="search"),
    *spell("corrections/", corrections.corrections, name="corrections"),
    *spell("corrections/feed.atom", corrections.render_feed, name="corrections-feed"),
    *spell("archive/", archive.years, name="archive"),
    *spell("archive/people/", name_indexes.people, name="people"),
    *spell("archive/people/<letter:letter>/", name_indexes.people),
    *spell("archive/topics/", name_indexes.topics, name="topics"),
    *spell("archive/authors/", name_indexes.authors, name="authors"),
    *spell("archive/sources/", name_indexes.sources, name="sources"),
    *spell("archive/<year:year>/", archive.year),
    *spell("archive/<year:year>/<two:month>/", archive.month),
    *spell("archive/<year:year>/<two:month>/<two:day>/", archive.day),
    *spell("compact/", listings.compact, name="compact"),
    path("feed.json", feeds.json_feed, name="json-feed"),
    path("sitemap-news.xml", sitemaps.news),
    *spell("topic/<slug:slug>/feed.atom", feeds.topic_feed, name="topic-feed"),
    *spell("source/<slug:code>/feed.atom", feeds.source_feed),
    *spell("author/<slug:slug>/feed.atom", feeds.author_feed),
    path("person/<slug:slug>-<int:person_id>/feed.atom", feeds.person_feed),
    path("feed.atom", feeds.site_feed, name="feed"),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-lists.xml", sitemaps.lists),
    path("sitemap-<year:year>-<two:month>.xml", sitemaps.month),
    path("robots.txt", service_views.robots),
    path("license.xml", service_views.licence, name="licence-file"),
    path(".well-known/security.txt", service_views.security_txt),
    path("security.txt", service_views.security_txt),
    path(".well-known/tdmrep.json", service_views.tdmrep),
    path("share-card.png", share_card.share_card),
    path("share-card/<number:article_id>-<slug:digest>.png", share_card.story_card),
    path("theme.css", service_views.theme, name="theme"),
    path("theme/<slug:digest>.css", brand_files.style_sheet, name="brand-sheet"),
    path("theme/<slug:digest>/<slug:name>.<slug:extension>", brand_files.brand_file),
    path("site.webmanifest", brand_files.manifest, name="manifest"),
    path("healthz", views.health),
    path("readyz", views.ready),
    path("metrics", views.metrics),
    path("favicon.ico", brand_files.favicon),
    *(
        pattern
        for name in StaticPage.Name
        for pattern in spell(f"{name}/", static_pages.show_static_page, {"name": name})
    ),
    path("newsletter/", sign_up.overview, name="newsletters"),
    path("newsletter/sign-up/", sign_up.sign_up, name="newsletter-sign-up"),
    path("newsletter/confirm/<str:token>/", sign_up.confirm, name="newsletter-confirm"),
    path("newsletter/leave/<str:token>/", sign_up.leave, name="newsletter-leave"),
    path("newsletter/<slug:slug>/", newsletter_archive.list_mailings, name="newsletter-archive"),
    path(
        "newsletter/<slug:slug>/<number:mailing_id>/", newsletter_archive.show_mailing, name="newsletter-mail"
    ),
    path("media/<str:name>", media.picture),
    path("media/files/<number:media_id>-<str:name>", media_files.media_file),
    path("id/<slug:kind>/<number:pk>", identifiers.redirect_identifier, name="identifier"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("preview/<str:token>/story/", preview.preview_story, name="preview-story"),
    path("preview/<str:token>/files/<number:media_id>-<str:name>", preview.preview_media),
    path("preview/<str:token>/<str:name>", preview.preview_picture, name="preview-picture"),
    path("person/<slug:slug>-<number:person_id>/", listings.person, name="person"),
    *spell("author/<slug:slug>/", authors.author, name="author"),
    *spell("topic/<slug:slug>/", listings.topic, name="topic"),
    *spell("source/<slug:code>/", listings.source, name="source"),
    # Former addresses of stories in a section whose slug has become a word of the site.
    path("<slug:section_slug>/<slug:slug>-<number:article_id>/", story.story),
    path("<slug:slug>/", listings.section, name="section"),
    path("<slug:slug>/feed.atom", feeds.section_feed, name="section-feed"),
]
