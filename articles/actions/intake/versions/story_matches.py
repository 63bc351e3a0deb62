"""Stories of the desk that newly received copy concerns."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.db.models import Q

from articles.models import AgencyChange, Article, Edition, Photo, WireItem
from articles.parsing.agency_update import UpdateKind
from articles.photos.perceptual_hash import MAX_DISTANCE
from articles.photos.renditions import hash_picture
from articles.photos.validate import DECODER_ERRORS
from articles.querysets import PhotoQuerySet
from articles.selectors.near_duplicates import rank_by_similarity
from articles.text.fingerprints import (
    SAME_STORY_SIMILARITY,
    canonical_item_id,
    is_same_agency_item,
    item_id_prefixes,
)
from articles.wire.formats import Format
from articles.wire.item_photos import PICTURE_KINDS
from articles.wire.picture_numbers import find_numbers, list_numbers
from articles.workflow import State

MatchedBy = AgencyChange.MatchedBy
MAX_BLOCKS = 6
"""Paragraphs of a message in which a kill may name its picture."""


def find_stories(item: WireItem, update_kind: UpdateKind) -> Iterator[tuple[Article, str]]:
    """Yield the stories that the item concerns, with how each was found.

    They are made from the same agency item or, failing that, have similar text. Similar text alone counts for
    corrections and kills, and for stories of the same agency. For pasted updates it does not count, since the review
    page shows similar stories anyway, nor for items of the wire, whose updates have an identifier. A kill concerns the
    stories with a picture that it names, too, or with one that looks like the killed picture.
    """
    reading = item.reading or {}
    found: dict[Article, str] = dict.fromkeys(find_by_agency_item(item), MatchedBy.ITEM)
    if update_kind is UpdateKind.KILL:
        is_picture = item.kind in PICTURE_KINDS
        photos = find_similar_photos(item) if is_picture else find_photos_of_item(item)
        how = MatchedBy.LOOKS if is_picture else MatchedBy.PHOTO
        found = dict.fromkeys(_find_stories_showing(photos), how) | found
    if found or item.kind in PICTURE_KINDS:
        yield from found.items()
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
    if item.kind in PICTURE_KINDS:
        return _find_stories_showing(find_photos_of_item(item))
    agency_id = _get_agency_id(item)
    if not agency_id:
        return []
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
    texts = [one for item in items if item.kind not in PICTURE_KINDS and (one := agency_ids[id(item)])]
    stories = Article.objects.exclude(state=State.KILLED).filter(_has_prefix(texts)) if texts else None
    known = set(stories.values_list("agency_item_id", flat=True)) if stories is not None else set()
    for item in items:
        agency_id = agency_ids[id(item)]
        if not agency_id:
            yield item
        elif item.kind in PICTURE_KINDS:
            if not find_by_agency_item(item):
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
    """Return the photos of the desk that are the picture of an item, by its numbers.

    Those of a text are the photos that it names, which counts for kills only.
    """
    if item.kind not in PICTURE_KINDS:
        return Photo.objects.filter(agency_numbers__overlap=list(find_numbers(_list_words(item))))
    content = item.content or {}
    photo = content.get("photo") or {}
    ids = [value for value in (item.guid, photo.get("job_id")) if value]
    names = [*ids, content.get("item_number"), photo.get("title"), *_list_guids(content)]
    found = Q(agency_numbers__overlap=list(list_numbers(filter(None, names)))) | Q(agency_item_id__in=ids)
    if item.agency_item:
        found |= Q(wire_items__agency_item=item.agency_item, wire_items__kind__in=PICTURE_KINDS)
    return Photo.objects.filter(found).distinct()


def _list_words(item: WireItem) -> list[str]:
    """Return the parts of a message in which it may name a picture."""
    content = item.content or {}
    notes = [str(note.get("text") or "") for note in content.get("ednotes") or ()]
    blocks = (
        [block[1] for block in content.get("blocks") or ()] or (item.reading or {}).get("paragraphs") or []
    )
    replaced = content.get("replaces") or ()
    return [item.guid, item.headline, item.slugline, *replaced, *notes, *map(str, blocks[:MAX_BLOCKS])]


def _list_guids(content: dict[str, Any]) -> Iterator[str]:
    yield from (str(one.get("guid") or "") for one in content.get("associations") or ())


def find_similar_photos(item: WireItem) -> PhotoQuerySet:
    """Return the photos that look like an item's picture and lack its numbers."""
    known = list(find_photos_of_item(item))
    hashes = {photo.likeness for photo in known} | set(_hash_files(item))
    similar = {
        pk
        for likeness in hashes
        if likeness is not None
        for pk in Photo.objects.similar_to(likeness, max_distance=MAX_DISTANCE).values_list("pk", flat=True)
    }
    return Photo.objects.filter(pk__in=similar - {photo.pk for photo in known})


def _hash_files(item: WireItem) -> Iterator[int | None]:
    """Yield the perceptual hashes of the files that came with the item's number."""
    came = WireItem.objects.filter(agency_item=item.agency_item, file__format=Format.PHOTO.value)
    for raw in came.exclude(agency_item="").values_list("file__raw", flat=True):
        with suppress(*DECODER_ERRORS):
            yield hash_picture(bytes(raw or b""))


def find_killed_photos(change: AgencyChange) -> PhotoQuerySet:
    """Return the photos of a kill; those that look the same in its story alone."""
    photos = find_photos_of_item(change.item)
    if change.found != MatchedBy.LOOKS:
        return photos
    similar = find_similar_photos(change.item).filter(pk__in=_list_shown_photos(change.article_id))
    return Photo.objects.filter(Q(pk__in=photos.values("pk")) | Q(pk__in=similar.values("pk")))


def _list_shown_photos(article_id: int | None) -> set[int]:
    placed = Photo.objects.filter(placements__article=article_id).values_list("pk", flat=True)
    live = Edition.objects.live_of(article_id).values_list("placements", flat=True)
    return {*placed, *(placement["photo_id"] for placements in live for placement in placements)}


def _find_stories_showing(photos: PhotoQuerySet) -> list[Article]:
    """Return the stories that show a photo in the working copy or in public."""
    photo_ids = list(photos.values_list("pk", flat=True))
    public = Edition.objects.live().with_any_photo(photo_ids).values("article")
    shown = Article.objects.filter(Q(placements__photo__in=photo_ids) | Q(pk__in=public))
    return list(shown.exclude(state=State.KILLED).distinct().order_by("pk")) if photo_ids else []
