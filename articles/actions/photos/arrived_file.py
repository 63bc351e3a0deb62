"""Published stories of a photo whose file arrives after them.

Their editions have named the photo from the start, but none of its words or people.
"""

from datetime import datetime
from typing import Any

from articles.actions.permissions import Actor
from articles.actions.publication.editions import add_people, caption_words
from articles.actions.publication.log import append_all
from articles.actions.publication.reissue import reissue_editions
from articles.actions.publication.rights_changes import lock_public
from articles.models import Article, Edition, Photo
from articles.models.publication import Kind, Operation


def show_arrived_photo(photo: Photo, *, by: Actor, at: datetime, cause: str) -> None:
    """Publish the picture as the next version of each story, with unchanged dates."""
    placing = Edition.objects.live().with_photo(photo.pk)
    held = lock_public(Article.objects.filter(pk__in=placing.values("article")))
    editions = list(placing.filter(article__in=held).order_by("article"))
    reissued = reissue_editions(editions, {e.article_id: _add_picture(e, photo) for e in editions})
    append_all(reissued, op=Operation.PUT, kind=Kind.UPDATE, by=by, at=at, cause=cause)


def _add_picture(edition: Edition, photo: Photo) -> dict[str, Any]:
    """Return the columns with the picture and its people.

    Words that the desk has not given are those of the file.
    """
    placements = [
        {**p, "caption": p["caption"] or photo.caption, "alt": p["alt"] or photo.alt_text}
        if p["photo_id"] == photo.pk
        else p
        for p in edition.placements
    ]
    shown = [p for p in placements if p["photo_id"] == photo.pk]
    people = add_people(edition.people, shown)
    return {
        "placements": placements,
        "people": people,
        "person_ids": sorted({person["person_id"] for person in people}),
        "names": " ".join(
            [edition.names, *(p["name"] for placed in shown for p in placed["people"])]
        ).strip(),
        "captions": " ".join([edition.captions, *caption_words(shown)]).strip(),
    }
