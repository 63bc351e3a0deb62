"""Linked data of pages: schema.org dictionaries of what the page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static

from articles.models.story_text import Genre
from articles.photos.digital_source import SCHEMA_ORG
from articles.site.brand import BrandSummary
from articles.site.photos import Picture
from articles.url_paths import absolute_url, site_path

CONTEXT = "https://schema.org"
LOGO_SIZE = 512
"""Pixels of `logo.png` and of the brand's icon, which are square."""
TYPES = {
    Genre.ANALYSIS: "AnalysisNewsArticle",
    Genre.BACKGROUND: "BackgroundNewsArticle",
    Genre.COMMENT: "OpinionNewsArticle",
    Genre.REVIEW: "ReviewNewsArticle",
}
"""Genres with a schema.org type of their own; all others are NewsArticle."""


def organisation(brand: BrandSummary) -> dict[str, Any]:
    """Describe the publisher; the logo is the icon of the brand, if there is one."""
    return _build_organisation(brand, settings.SITE_URL)


@lru_cache(maxsize=1)
def _build_organisation(brand: BrandSummary, _site_url: str) -> dict[str, Any]:
    logo = brand.icon.icon_path(LOGO_SIZE) if brand.icon else static("articles/site/logo.png")
    return {
        "@type": "NewsMediaOrganization",
        "name": brand.name,
        "url": absolute_url("/"),
        "correctionsPolicy": absolute_url(site_path("/corrections/")),
        "publishingPrinciples": absolute_url(site_path("/policy/")),
        "logo": plain_image(absolute_url(logo), (LOGO_SIZE, LOGO_SIZE)),
    }


def plain_image(url: str, size: tuple[int, int]) -> dict[str, Any]:
    return {"@type": "ImageObject", "url": url, "width": size[0], "height": size[1]}


def website(brand: BrandSummary) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": brand.name,
        "url": absolute_url("/"),
        "inLanguage": settings.SITE_LANGUAGE,
        "publisher": organisation(brand),
    }


def collection(name: str, path: str, description: str = "") -> dict[str, Any]:
    page: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": name,
        "url": absolute_url(path),
    }
    return {**page, "description": description} if description else page


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute_url(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def person_profile(
    name: str, path: str, description: str, wikidata: str, others: Sequence[str]
) -> dict[str, Any]:
    person: dict[str, Any] = {"@type": "Person", "name": name, "url": absolute_url(path)}
    if description:
        person["description"] = description
    if others:
        person["alternateName"] = list(others)
    if wikidata:
        person["sameAs"] = [f"https://www.wikidata.org/entity/{wikidata}"]
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": person}


def author_profile(name: str, path: str, position: str, about: str, brand: BrandSummary) -> dict[str, Any]:
    person = {"@type": "Person", "name": name, "url": absolute_url(path), "worksFor": organisation(brand)}
    optional = {"jobTitle": position, "description": about}
    person |= {key: value for key, value in optional.items() if value}
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": person}


def image(picture: Picture) -> dict[str, Any]:
    """Describe the widest rendition: search engines want at least 1,200 pixels."""
    image_object: dict[str, Any] = {
        **plain_image(absolute_url(picture.largest), (picture.largest_width, picture.largest_height)),
        "caption": picture.caption,
        "creditText": picture.credit,
        "copyrightNotice": picture.credit,
    }
    if source := _source_type(picture.digital_source):
        image_object["digitalSourceType"] = source
    return image_object


def images(pictures: Sequence[Picture]) -> list[dict[str, Any]]:
    """Describe the pictures, the first also in the other formats.

    Search engines recommend the formats.
    """
    described = [image(picture) for picture in pictures]
    formats = [
        {**described[0], "url": absolute_url(form.url), "width": form.width, "height": form.height}
        for form in (pictures[0].formats if pictures else ())
    ]
    return [*described[:1], *formats, *described[1:]]


def _source_type(digital_source: str) -> str:
    return f"{CONTEXT}/{SCHEMA_ORG[digital_source]}" if digital_source in SCHEMA_ORG else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    path: str
    genre: str
    digital_source: str
    """Concept of the IPTC vocabulary for a text with AI; empty for others."""
    headline: str
    description: str
    language: str
    section: str
    published: datetime
    modified: datetime
    authors: Sequence[tuple[str, str]]
    """(name, path) of the authors in the byline; the path is empty without a page."""
    agencies: Sequence[str]
    keywords: Sequence[str]
    """Names of topics."""
    images: Sequence[dict[str, Any]]
    about: Sequence[tuple[str, str]]
    """(name, path) of people."""
    corrections: Sequence[tuple[datetime, str]]


def news_article(story: StoryFacts, brand: BrandSummary) -> dict[str, Any]:
    authors: list[dict[str, Any]] = [
        {"@type": "Person", "name": name} | ({"url": absolute_url(path)} if path else {})
        for name, path in story.authors
    ]
    authors += [{"@type": "NewsMediaOrganization", "name": name} for name in story.agencies]
    article: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": TYPES.get(Genre(story.genre), "NewsArticle"),
        "mainEntityOfPage": absolute_url(story.path),
        "url": absolute_url(story.path),
        "headline": story.headline,
        "inLanguage": story.language,
        "articleSection": story.section,
        "datePublished": story.published.isoformat(timespec="seconds"),
        "dateModified": story.modified.isoformat(timespec="seconds"),
        "author": authors or [organisation(brand)],
        "publisher": organisation(brand),
        "isAccessibleForFree": True,
    }
    optional = {
        "description": story.description,
        "digitalSourceType": _source_type(story.digital_source),
        "keywords": list(story.keywords),
        "image": list(story.images),
        "about": [
            {"@type": "Person", "name": name, "url": absolute_url(address)} for name, address in story.about
        ],
        "correction": [
            {"@type": "CorrectionComment", "text": text, "datePublished": at.isoformat(timespec="seconds")}
            for at, text in story.corrections
        ],
    }
    return article | {name: value for name, value in optional.items() if value}
