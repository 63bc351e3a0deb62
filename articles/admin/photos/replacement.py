"""Preview of replacing photos in all stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.admin.photos.usage import photo_usage
from articles.models import Article, Photo, Placement
from articles.workflow import State


@dataclass(frozen=True, slots=True)
class PlannedReplacement:
    """Story with the photo and caption that it has before the replacement."""

    article: Article
    photo: Photo
    caption: str
    role: str
    live: bool
    """Whether readers see the change at once."""


def plan_replacement(photos: Sequence[Photo], at: datetime) -> list[PlannedReplacement]:
    """Return the uses that `replace_photo` would change, those that readers see first."""
    by_id = {photo.pk: photo for photo in photos}
    captions = {
        (placement.photo_id, placement.article_id): placement.caption
        for placement in Placement.objects.filter(photo__in=by_id)
    }
    planned = [
        PlannedReplacement(
            use.article,
            by_id[photo_id],
            captions.get((photo_id, use.article.pk)) or by_id[photo_id].caption,
            use.role,
            use.live,
        )
        for photo_id, usage in photo_usage(list(by_id), at).items()
        for use in usage.stories
        if use.article.state != State.KILLED and (use.role or use.live)
    ]
    return sorted(planned, key=lambda one: not one.live)
