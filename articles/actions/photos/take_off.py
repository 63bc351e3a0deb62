"""Photos taken off stories by the product itself, without an editor."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.photos.replace import remove_from_stories
from articles.actions.publication.log import lock_stories_with
from articles.models import Photo, Placement
from articles.models.audit import AuditVerb
from articles.selectors.photo_licences import photos_to_take_off
from articles.workflow import State


@transaction.atomic
def take_off(
    photo_ids: Collection[int], *, reason: str, at: datetime, article_ids: Collection[int] | None = None
) -> int:
    """Remove the photos from their stories, in copy and in public; count the stories.

    `article_ids` limits it to some stories. The public version is reissued without a correction. `reason`, in the
    desk's words, is in the revision and the audit list of each story. Without a photo in use nothing is written.
    """
    photos = Photo.objects.in_bulk(photo_ids)
    stories = lock_stories_with(photos, at)
    stories = {pk: story for pk, story in stories.items() if article_ids is None or pk in article_ids}
    remove_from_stories(photos, stories, by=None, at=at, note=reason)
    for story in stories.values():
        audit(AuditVerb.TAKE_OFF_PHOTO, story, by=None, at=at, photos=sorted(photos), reason=reason)
    return len(stories)


def take_off_ended(*, at: datetime) -> int:
    """Take photos off whose right for our site has ended, where it says so."""
    in_use = Placement.objects.filter(photo=OuterRef("pk")).exclude(article__state=State.KILLED)
    ended = Photo.objects.filter(Exists(in_use), photos_to_take_off(at)).values_list("pk", flat=True)
    return take_off(list(ended), reason=_("The right for the own site has ended."), at=at)
