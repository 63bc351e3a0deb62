"""Checks of all pages, feeds and files of the site that may show a story."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition, MediaFile, Photo, Section, Topic
from articles.photos.crops import NAMES, list_set_crops
from articles.photos.renditions import CONTENT_TYPES, crop_widths, rendition_name, rendition_widths
from articles.querysets import EditionQuerySet
from articles.selectors.translations import find_translations
from articles.site.brand import read_brand
from articles.site.share_card import story_card_path
from articles.site.story_media import media_path
from articles.url_paths import front_path, person_path, site_path, source_path, story_path, topic_path
from articles.withdrawal_checks.internal_request import ResponseSummary, request_page
from newsroom.language_tags import name_language, primary_tag
from people.models import Person

type Judge = Callable[[ResponseSummary], tuple[bool, str]]
"""Judge of a response: whether the story is gone from it, and why."""

MAX_RELATED = 5
MAX_NAMES = 4


@dataclass(frozen=True, slots=True)
class TraceFinding:
    """Result of one check."""

    outlet: str
    address: str
    is_gone: bool
    message: str


@dataclass(frozen=True, slots=True)
class TraceCheck:
    outlet: str
    address: str
    judge: Judge


def run_checks(edition: Edition, *, killed: bool, at: datetime) -> Iterator[TraceFinding]:
    """Run the checks one by one; `edition` is the last public one."""
    for check in list_checks(edition, killed=killed, at=at):
        is_gone, message = check.judge(request_page(check.address))
        yield TraceFinding(check.outlet, check.address, is_gone, message)


def list_checks(edition: Edition, *, killed: bool, at: datetime) -> Iterator[TraceCheck]:
    yield from _check_own_pages(edition, 410 if killed else 404)
    yield from _check_lists(edition)
    yield from _check_related_pages(edition, at)
    others = Edition.objects.public(at=at).exclude(article=edition.article_id)
    yield from _check_pictures(edition, others)
    yield from _check_media(edition, others)


def _check_own_pages(edition: Edition, status: int) -> Iterator[TraceCheck]:
    path = story_path(edition.section.slug, edition.slug, edition.article_id)

    def judge(answer: ResponseSummary) -> tuple[bool, str]:
        if edition.headline in answer.body:
            return False, _("still shows the headline")
        return answer.status == status, _("returns status %(status)d") % {"status": answer.status}

    yield TraceCheck(_("Story page"), path, judge)
    yield TraceCheck(_("Story as text"), f"{path}?view=text", judge)
    card = story_card_path(edition.article_id or 0, edition.headline, read_brand())
    yield TraceCheck(_("Share card"), card, _judge_card)


def _judge_card(answer: ResponseSummary) -> tuple[bool, str]:
    return answer.status == 404, _("returns status %(status)d") % {"status": answer.status}


def _check_lists(edition: Edition) -> Iterator[TraceCheck]:
    """Yield the lists that must not link to the story; an empty list may answer 404."""
    day = timezone.localtime(edition.first_published_at)
    section = edition.section
    places = [
        (_("Front page"), "/"),
        *(
            (_("Section %(name)s") % {"name": s.name}, f"/{s.slug}/")
            for s in (section, *_find_sections(edition))
        ),
        (_("Compact edition"), site_path("/compact/")),
        (_("Search"), site_path(f"/search/?q={quote(edition.headline[:80])}")),
        (_("Archive"), site_path(f"/archive/{day:%Y/%m/%d}/")),
        (_("Corrections"), site_path("/corrections/")),
        (_("Atom feed"), "/feed.atom"),
        (_("Atom feed of the section"), f"/{section.slug}/feed.atom"),
        (_("JSON Feed"), "/feed.json"),
        (_("News sitemap"), "/sitemap-news.xml"),
        (_("Sitemap of the month"), f"/sitemap-{day:%Y-%m}.xml"),
    ]
    places += _language_places(edition)
    for topic in Topic.objects.filter(slug__in=edition.topic_slugs[:MAX_NAMES]):
        places.append((_("Topic %(name)s") % {"name": topic.name}, topic_path(topic.slug)))
        places.append(
            (_("Atom feed of %(name)s") % {"name": topic.name}, f"{topic_path(topic.slug)}feed.atom")
        )
    people = Person.objects.filter(pk__in=edition.person_ids[:MAX_NAMES], hidden=False, merged_into=None)
    places += [(_("Page of %(name)s") % {"name": p.name}, person_path(p.slug, p.pk)) for p in people]
    codes = edition.agency_codes[:MAX_NAMES]
    places += [(_("Source %(name)s") % {"name": code}, source_path(code)) for code in codes]
    for outlet, address in places:
        yield TraceCheck(outlet, address, _judge_absence(edition))


def _find_sections(edition: Edition) -> "QuerySet[Section]":
    """Return the other sections on whose page the desk has placed the story."""
    story = edition.article_id
    is_placed = Q(front__lead__contains=[story]) | Q(front__blocks__contains=[{"stories": [story]}])
    return Section.objects.filter(is_placed).exclude(pk=edition.section_id)


def _language_places(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the front of the story's language, and the pages of its translations."""
    language = primary_tag(edition.language)
    if language != settings.SITE_LANGUAGE:
        outlet = _("Front page in %(language)s") % {"language": name_language(edition.language)}
        yield outlet, front_path(language)
    others = Edition.objects.live().filter(article__in=find_translations(edition.article_id))
    for other in others.select_related("section").order_by("language"):
        outlet = _("Translation in %(language)s") % {"language": name_language(other.language)}
        yield outlet, story_path(other.section.slug, other.slug, other.article_id)


def _judge_absence(edition: Edition) -> Judge:
    mark = f"{edition.slug}-{edition.article_id}/"

    def judge(answer: ResponseSummary) -> tuple[bool, str]:
        if answer.status >= 500:
            return False, _("returns status %(status)d") % {"status": answer.status}
        is_linked = mark in answer.body
        return not is_linked, _("still links to it") if is_linked else _("no longer links to it")

    return judge


def _check_related_pages(edition: Edition, at: datetime) -> Iterator[TraceCheck]:
    """Yield the stories that may list it as related."""
    is_related = Q(topic_slugs__overlap=edition.topic_slugs) | Q(person_ids__overlap=edition.person_ids)
    others = Edition.objects.public(at=at).exclude(article=edition.article_id).select_related("section")
    candidates = others.filter(
        is_related if edition.topic_slugs or edition.person_ids else Q(section=edition.section_id)
    )
    by_hand = others.exclude(related_ids=[]).filter(related_ids__contains=[edition.article_id])
    pages = {e.article_id: e for query in (by_hand, candidates) for e in query.newest_first()[:MAX_RELATED]}
    for other in pages.values():
        address = story_path(other.section.slug, other.slug, other.article_id)
        yield TraceCheck(
            _("Related stories of “%(headline)s”") % {"headline": other.headline[:60]},
            address,
            _judge_absence(edition),
        )


def _check_pictures(edition: Edition, others: EditionQuerySet) -> Iterator[TraceCheck]:
    photo_ids = {placed["photo_id"] for placed in edition.placements}
    photo_ids |= set(MediaFile.objects.filter(pk__in=edition.media_ids).values_list("poster", flat=True))
    for photo in Photo.objects.filter(pk__in=photo_ids).exclude(file=""):
        judge = _judge_file(stays=not photo.blocked and others.with_photo(photo.pk).exists())
        for width in rendition_widths(photo)[-1:]:
            for kind in CONTENT_TYPES:
                address = f"/media/{rendition_name(photo, width, kind)}"
                yield TraceCheck(f"{_('Picture file')} #{photo.pk} ({kind})", address, judge)
            for crop in NAMES:
                yield from _check_crop(photo, crop, judge)


def _check_crop(photo: Photo, crop: str, judge: Judge) -> Iterator[TraceCheck]:
    """Yield the widest files of the crop; one that nobody has set exists as JPEG only."""
    width = crop_widths(photo, crop)[-1]
    for kind in CONTENT_TYPES if crop in list_set_crops(photo) else ("jpg",):
        outlet = _("Crop %(format)s of picture #%(photo)s, %(kind)s")
        address = f"/media/{rendition_name(photo, width, kind, crop)}"
        facts = {"format": NAMES[crop], "photo": photo.pk, "kind": kind}
        yield TraceCheck(outlet % facts, address, judge)


def _check_media(edition: Edition, others: EditionQuerySet) -> Iterator[TraceCheck]:
    for media in MediaFile.objects.filter(pk__in=edition.media_ids):
        outlet = f"{_('Audio or video file')} #{media.pk}"
        stays = not media.blocked and others.with_media_file(media.pk).exists()
        yield TraceCheck(outlet, media_path(media), _judge_file(stays=stays))


def _judge_file(*, stays: bool) -> Judge:
    """Return the judge of a file, which stays while another public story shows it."""

    def judge(answer: ResponseSummary) -> tuple[bool, str]:
        if answer.status in {404, 410}:
            return True, _("returns status %(status)d") % {"status": answer.status}
        return stays, _("still used by another story") if stays else _("still available")

    return judge
