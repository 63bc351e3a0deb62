"""Pictures in a story's text and their placements brought into agreement."""

from collections.abc import Collection

from django.db.models import prefetch_related_objects

from articles.actions.stories.load_story import prefetched_relations
from articles.models import Article, MediaFile, Photo, Placement
from articles.text.figures import keep_photos, list_placed_photos
from articles.text.media_figures import keep_media, list_placed_media


def settle_figures(article: Article, earlier: Collection[int]) -> None:
    """Place new photos of the text, and remove those without a placement from it.

    `earlier` are the photos of the text before the change: one of them without a placement was removed from the story.
    Photos that are blocked or not in the library are removed, too, and audio and video that the desk has not.
    """
    if media_ids := list_placed_media(article.body):
        known = MediaFile.objects.filter(pk__in=media_ids).values_list("pk", flat=True)
        article.body = keep_media(article.body, set(known))
    in_text = list_placed_photos(article.body)
    if not in_text:
        return
    prefetch_related_objects([article], "placements__people")
    placed = {placement.photo_id for placement in article.placements.all()}
    if placed.issuperset(in_text):
        return
    new = Photo.objects.filter(blocked=False).in_bulk(set(in_text) - placed - set(earlier))
    _place_photos(article, [new[pk] for pk in in_text if pk in new])
    article.body = keep_photos(article.body, placed | new.keys())


def _place_photos(article: Article, photos: list[Photo]) -> None:
    if not photos:
        return
    first = max((placement.position + 1 for placement in article.placements.all()), default=0)
    prefetched_relations(article).pop("placements", None)
    Placement.objects.bulk_create(
        Placement(
            article=article,
            photo=photo,
            role=Placement.PhotoRole.INLINE,
            caption=photo.caption,
            position=position,
        )
        for position, photo in enumerate(photos, first)
    )
