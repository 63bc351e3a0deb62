"""Stories of the desk that newly received copy concerns."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from articles.models import AgencyChange, Article, Photo, WireItem
from articles.parsing.agency_update import UpdateKind
from articles.querysets import PhotoQuerySet
from articles.selectors.near_duplicates import rank_by_similarity
from articles.text.fingerprints import (
    SAME_STORY_SIMILARITY,
    canonical_item_id,
    is_same_agency_item,
    item_id_prefixes,
)
from articles.wire.item import ItemKind
from articles.workflow import State

MatchedBy = AgencyChange.MatchedBy


def find_stories(item: WireItem, update_kind: UpdateKind) -> Iterator[tuple[Article, str]]:
    """Yield the stories that the item concerns, with how each was found.

    They are made from the same agency item or, failing that, have similar text. Similar text alone counts for
    corrections and kills, and for stories of the same agency. For pasted updates it does not count, since the review
    page shows similar stories anyway, nor for items of the wire, whose updates have an identifier.
    """
    reading = item.reading or {}
    articles = find_by_agency_item(item)
    if articles or item.kind == ItemKind.PICTURE:
        yield from ((article, MatchedBy.ITEM) for article in articles)
        return
    is_announced = update_kind in {UpdateKind.KILL, UpdateKind.CORRECTION, UpdateKind.QUERY}
    if not is_announced and (item.channel == WireItem.Medium.PASTE or item.content is not None):
        return
    text = "\n".join(reading.get("paragraphs") or ())
    agencies = set(reading.get("agencies_tag") or ())
    for similar in rank_by_similarity(text, "", Article.objects.exclude(state=State.KILLED)) if text else ():
        sources = {source.agency.code for source in similar.article.sources.select_related("agency")}
        if similar.percent >= SAME_STORY_SIMILARITY * 100 and (is_announced or sources & agencies):
            yield similar.article, MatchedBy.WORDS


def find_by_agency_item(item: WireItem) -> list[Article]:
    """Return the stories made from versions of the item, or with its identifier."""
    agency_id = _get_agency_id(item)
    if not agency_id:
        return []
    if item.kind == ItemKind.PICTURE:
        return _find_stories_with_picture(item)
    stories = Article.objects.exclude(state=State.KILLED)
    by_id = [
        story
        for story in stories.filter(_has_prefix([agency_id]))
        if is_same_agency_item(story.agency_item_id, agency_id)
    ]
    by_copy = stories.filter(wire_items__agency_item=item.agency_item)
    return list({article.pk: article for article in (*by_id, *by_copy)}.values())


def find_items_without_story(items: Iterable[WireItem]) -> Iterator[WireItem]:
    """Yield the items without earlier version whose identifier no story has."""
    agency_ids = {id(item): _get_agency_id(item) for item in items}
    texts = [one for item in items if item.kind != ItemKind.PICTURE and (one := agency_ids[id(item)])]
    stories = Article.objects.exclude(state=State.KILLED).filter(_has_prefix(texts)) if texts else None
    known = set(stories.values_list("agency_item_id", flat=True)) if stories is not None else set()
    for item in items:
        agency_id = agency_ids[id(item)]
        if not agency_id:
            yield item
        elif item.kind == ItemKind.PICTURE:
            if not _find_stories_with_picture(item):
                yield item
        elif not any(is_same_agency_item(one, agency_id) for one in known):
            yield item


def _get_agency_id(item: WireItem) -> str:
    return str((item.reading or {}).get("agency_id") or "") if item.agency_item else ""


def _has_prefix(agency_ids: Iterable[str]) -> Q:
    """Return the condition that a story may have one of the identifiers."""
    condition = Q()
    for agency_id in agency_ids:
        for prefix in item_id_prefixes(canonical_item_id(agency_id)):
            condition |= Q(agency_item_id__startswith=prefix)
    # PostgreSQL uses the index of stories with a number only where the condition of the index is written out.
    return condition & ~Q(agency_item_id="")


def find_photos_of_item(item: WireItem) -> PhotoQuerySet:
    """Return the photos of the desk that are the picture of an item, by its numbers."""
    photo = (item.content or {}).get("photo") or {}
    ids = [value for value in (item.guid, photo.get("job_id")) if value]
    is_picture = Q(wire_items__agency_item=item.agency_item)
    if ids:
        is_picture |= Q(agency_item_id__in=ids)
    return Photo.objects.filter(is_picture).distinct()


def _find_stories_with_picture(item: WireItem) -> list[Article]:
    shown = Article.objects.filter(placements__photo__in=find_photos_of_item(item))
    return list(shown.exclude(state=State.KILLED).distinct().order_by("pk"))
