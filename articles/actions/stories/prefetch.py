"""Prefetching of a story's related rows, and the snapshot for the publish checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.dateparse import parse_datetime

from articles import visibility
from articles.actions.intake.effects.embargo_lines import OpenEmbargo, find_open_embargo
from articles.actions.stories.load_story import NOT_READ, prefetched_relations
from articles.models import (
    AgencyChange,
    Article,
    ArticleSource,
    MediaFile,
    Mention,
    Photo,
    Placement,
    WireItem,
)
from articles.parsing.tags.parse import read_cached_tag, read_tag
from articles.rights.decide import Decision
from articles.rights.grants import RightsChannel
from articles.selectors.approvals import describe_open_approvals
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.near_duplicates import SimilarStory, stories_like
from articles.selectors.story_templates import find_open_placeholders
from articles.text.media_figures import list_placed_media
from articles.text.paragraphs import plain_paragraphs

PLACEMENTS = Prefetch(
    "placements", Placement.objects.select_related("photo").prefetch_related("photo__grants", "people")
)
"""Three queries, however many photos there are."""
WIRE_ITEMS = Prefetch(
    "wire_items",
    WireItem.objects.select_related("superseded_by").defer(
        *NOT_READ, *(f"superseded_by__{name}" for name in (*NOT_READ, "reading"))
    ),
)
SOURCES = Prefetch("sources", ArticleSource.objects.select_related("agency"))
MENTIONS = Prefetch("mentions", Mention.objects.select_related("person"))
SNAPSHOT_RELATIONS = ("placements", "sources", "mentions", "topics")


def prefetch_missing(article: Article, *lookups: "str | Prefetch[Any]") -> None:
    """Read the relations that are not read yet.

    Django takes much longer to find that there are none.
    """
    known = prefetched_relations(article)
    if missing := [lookup for lookup in lookups if _relation_of(lookup) not in known]:
        prefetch_related_objects([article], *missing)


def _relation_of(lookup: "str | Prefetch[Any]") -> str:
    path = lookup if isinstance(lookup, str) else lookup.prefetch_to
    return path.partition("__")[0]


def prefetch_relations(article: Article) -> Article:
    """Read the related rows of a story that are not read yet."""
    prefetch_missing(article, PLACEMENTS, WIRE_ITEMS, SOURCES, MENTIONS, "topics")
    return article


def clear_prefetched(article: Article) -> None:
    """Forget the prefetched rows, so that they are read again; needs no query."""
    article.refresh_from_db(fields=list(SNAPSHOT_RELATIONS))


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A placement with the decisions on its photo's rights."""

    placement: Placement
    photo: Photo
    on_site: Decision
    for_partners: Decision


@dataclass(frozen=True, slots=True)
class PlacedMedia:
    """Audio or video in the text with the decisions on its rights."""

    media: MediaFile
    on_site: Decision
    for_partners: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSnapshot:
    """A story with everything that the publish checks read."""

    article: Article
    at: datetime
    paragraphs: tuple[str, ...]
    agency_codes: Sequence[str]
    """Agencies whose contracts bind the text; none for an own rewriting."""
    on_site: Decision
    for_partners: Decision
    photos: Sequence[PlacedPhoto] = ()
    media: Sequence[PlacedMedia] = ()
    mentions: Sequence[Mention] = ()
    wire_items: Sequence[WireItem] = ()
    """Received copy that was parsed, newest first."""
    open_changes: Sequence[dict[str, Any]] = ()
    """`kind` and `embargo` of the agency changes that still concern the story, newest first."""
    open_threads: int = 0
    """Threads of the desk's talk that nobody has resolved."""
    open_approvals: Sequence[str] = ()
    """Sentences on people outside who have not approved the present text."""
    open_placeholders: Sequence[str] = ()
    """Placeholders of templates that nobody has filled in."""
    changed_embargo: datetime | None = None
    open_embargo: OpenEmbargo | None = None
    unknown_tag_words: Sequence[str] = ()
    similar_stories: Sequence[SimilarStory] = ()
    """Found for first publications only, and for no entry of a running story."""


def take_snapshot(article: Article, at: datetime) -> PublishSnapshot:
    prefetch_missing(article, PLACEMENTS, WIRE_ITEMS, SOURCES, MENTIONS)
    agency_codes = text_agency_codes(article)
    placements, media = list(article.placements.all()), _load_media(article.body)
    files: list[Photo | MediaFile] = [*(placement.photo for placement in placements), *media]
    contracts = visibility.load_contracts(
        {*agency_codes, *(code for file in files for code in file.agency_codes)}
    )
    paragraphs = plain_paragraphs(article.body)
    return PublishSnapshot(
        article=article,
        at=at,
        paragraphs=paragraphs,
        agency_codes=agency_codes,
        on_site=visibility.text_decision(agency_codes, RightsChannel.SITE, at, contracts),
        for_partners=visibility.text_decision(agency_codes, RightsChannel.PARTNER, at, contracts),
        photos=[PlacedPhoto(p, p.photo, *_decide_rights(p.photo, contracts, at)) for p in placements],
        media=[PlacedMedia(m, *_decide_rights(m, contracts, at)) for m in media],
        mentions=list(article.mentions.all()),
        wire_items=[item for item in article.wire_items.all() if item.reading],
        open_changes=find_open_changes(article),
        open_threads=len(_read_annotation(article, "open_threads")),
        open_approvals=describe_open_approvals(article, _read_annotation(article, "approvals")),
        open_placeholders=find_open_placeholders(article),
        changed_embargo=find_changed_embargo(article),
        open_embargo=find_open_embargo(article, at) if article.embargo_until is None else None,
        unknown_tag_words=_find_unknown_tag_words(article),
        similar_stories=stories_like(article, paragraphs) if _may_be_duplicate(article) else (),
    )


def _may_be_duplicate(article: Article) -> bool:
    """Return False for an entry, which repeats what other stories say at length."""
    return article.version == 0 and vars(article).get("entry_of") is None


def _load_media(body: str) -> list[MediaFile]:
    """Return the audio and video in the text, in its order; no query without any."""
    if not (in_text := list_placed_media(body)):
        return []
    files = MediaFile.objects.with_rights().in_bulk(in_text)
    return [files[media_id] for media_id in in_text if media_id in files]


def _decide_rights(
    file: Photo | MediaFile, contracts: visibility.Contracts, at: datetime
) -> tuple[Decision, Decision]:
    """Return the decisions for our own site and for partners."""
    return (
        visibility.photo_decision(file, RightsChannel.SITE, at, contracts),
        visibility.photo_decision(file, RightsChannel.PARTNER, at, contracts),
    )


def _find_unknown_tag_words(article: Article) -> Sequence[str]:
    """Return the words of the closing tag that neither the lexicon nor the desk knows."""
    if not read_cached_tag(article.tag_raw).unknown:
        return ()
    return read_tag(article.tag_raw, desk_lexicon()).unknown


def text_decision(article: Article, channel: RightsChannel, at: datetime) -> Decision:
    """Return whether the text may be used; every agency of the tag must allow it."""
    return visibility.text_decision(text_agency_codes(article), channel, at)


def text_agency_codes(article: Article) -> list[str]:
    """Return the agencies whose contracts bind the text; none for an own rewriting."""
    if article.own_rewriting:
        return []
    prefetch_missing(article, SOURCES)
    return [source.agency.code for source in article.sources.all()]


def _read_annotation(article: Article, name: str) -> list[Any]:
    """Return an annotation of `with_open_changes`; a story without it is read again."""
    if name not in vars(article):
        article = Article.objects.with_open_changes().only("pk").get(pk=article.pk)
    return list(vars(article)[name])


def find_open_changes(article: Article) -> list[dict[str, Any]]:
    """Return `kind` and `embargo` of open agency changes, newest first."""
    return _read_annotation(article, "open_changes")


def find_changed_embargo(article: Article) -> datetime | None:
    """Return the embargo of the agency's latest copy if it differs from the one set."""
    if article.version or article.embargo_until is None:
        return None
    prefetch_missing(article, WIRE_ITEMS)
    used = ((item.reading or {}).get("embargo") for item in list(article.wire_items.all())[:1])
    sent = (c["embargo"] for c in find_open_changes(article) if c["kind"] != AgencyChange.Kind.KILL)
    newest = next(filter(None, (*sent, *used)), None)
    until = parse_datetime(str(newest)) if newest else None
    return until if until != article.embargo_until else None
