"""URLs of the public site.

Fixed paths come before the lists of sections, as the slug of a section is the first step of its URLs.
"""

import re

from django.urls import path, register_converter
from django.urls.converters import IntConverter, SlugConverter, StringConverter

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
    name_indexes,
    preview,
    search,
    service_views,
    share_card,
    sitemaps,
    static_pages,
    story,
)
from articles.url_paths import RESERVED
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

urlpatterns = [
    path("", front_page.front, name="front"),
    # Nearly all requests are for stories, and Django tries one pattern after the other.
    path("<section:section_slug>/<slug:slug>-<number:article_id>/", story.story, name="story"),
    path("search/", search.search, name="search"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed.atom", corrections.render_feed, name="corrections-feed"),
    path("archive/", archive.years, name="archive"),
    path("archive/people/", name_indexes.people, name="people"),
    path("archive/people/<letter:letter>/", name_indexes.people),
    path("archive/topics/", name_indexes.topics, name="topics"),
    path("archive/authors/", name_indexes.authors, name="authors"),
    path("archive/sources/", name_indexes.sources, name="sources"),
    path("archive/<year:year>/", archive.year),
    path("archive/<year:year>/<two:month>/", archive.month),
    path("archive/<year:year>/<two:month>/<two:day>/", archive.day),
    path("compact/", listings.compact, name="compact"),
    path("feed.json", feeds.json_feed, name="json-feed"),
    path("sitemap-news.xml", sitemaps.news),
    path("topic/<slug:slug>/feed.atom", feeds.topic_feed, name="topic-feed"),
    path("source/<slug:code>/feed.atom", feeds.source_feed),
    path("author/<slug:slug>/feed.atom", feeds.author_feed),
    path("person/<slug:slug>-<int:person_id>/feed.atom", feeds.person_feed),
    path("feed.atom", feeds.site_feed, name="feed"),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-<year:year>-<two:month>.xml", sitemaps.month),
    path("robots.txt", service_views.robots),
    path("license.xml", service_views.licence),
    path(".well-known/security.txt", service_views.security_txt),
    path("security.txt", service_views.security_txt),
    path(".well-known/tdmrep.json", service_views.tdmrep),
    path("share-card.png", share_card.share_card),
    path("share-card/<number:article_id>-<slug:digest>.png", share_card.story_card),
    path("theme.css", service_views.theme, name="theme"),
    path("theme/<slug:digest>.css", brand_files.style_sheet, name="brand-sheet"),
    path("theme/<slug:digest>/<slug:name>.<slug:extension>", brand_files.brand_file),
    path("site.webmanifest", brand_files.manifest, name="manifest"),
    path("healthz", service_views.health),
    path("metrics", service_views.metrics),
    path("favicon.ico", brand_files.favicon),
    *(path(f"{name}/", static_pages.show_static_page, {"name": name}) for name in StaticPage.Name),
    path("media/<str:name>", media.picture),
    path("id/<slug:kind>/<number:pk>", identifiers.redirect_identifier, name="identifier"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("preview/<str:token>/story/", preview.preview_story, name="preview-story"),
    path("preview/<str:token>/<str:name>", preview.preview_picture, name="preview-picture"),
    path("person/<slug:slug>-<number:person_id>/", listings.person, name="person"),
    path("author/<slug:slug>/", authors.author, name="author"),
    path("topic/<slug:slug>/", listings.topic, name="topic"),
    path("source/<slug:code>/", listings.source, name="source"),
    path("<slug:slug>/", listings.section, name="section"),
    path("<slug:slug>/feed.atom", feeds.section_feed, name="section-feed"),
]
