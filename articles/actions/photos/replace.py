"""Removal and replacement of photos in stories, both in drafts and published text.

A published story is reissued with only the picture changed; unpublished edits stay unpublished.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.publication.log import lock_stories_with, reissue_placements
from articles.actions.revisions import record
from articles.models import Article, Edition, FrontSlot, Photo, Revision
from articles.models.audit import AuditVerb
from articles.models.publication import Kind
from articles.rights.grants import RightsChannel
from articles.text.figures import keep_photos, list_placed_photos, replace_photos

type EditionPlacement = Mapping[str, Any]
"""One placement of an edition."""


@transaction.atomic(durable=True)
def remove_photos(photo_ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Remove the photos from all stories that are not killed; count the stories.

    The lead picture of the front page's first story cannot be removed, only replaced.
    """
    require_permission(by, "block_photo")
    photos = _load_photos(photo_ids)
    stories = lock_stories_with(photos, at)
    _refuse_front_lead(photos, _live_editions(stories, at))
    remove_from_stories(photos, stories, by=by, at=at, note=_("photo removed"))
    for photo in photos.values():
        audit(AuditVerb.REMOVE_PHOTO, photo, by=by, at=at, stories=sorted(stories))
    return len(stories)


def remove_from_stories(
    photos: Collection[int], stories: Mapping[int, Article], *, by: Actor, at: datetime, note: str
) -> None:
    """Remove the photos from locked stories, and reissue those that are public."""
    for story in stories.values():
        removed = story.placements.filter(photo__in=photos)
        if removed.exists():
            removed.delete()
            story.body = _remove_figures(story.body, photos)
            record(story, by=by, at=at, kind=Revision.Kind.SAVED, note=note)
    live = _live_editions(stories, at)
    changes = {
        e.article_id: {
            "placements": [p for p in e.placements if p["photo_id"] not in photos],
            "body": _remove_figures(e.body, photos),
        }
        for e in live
    }
    reissue_placements(live, changes, kind=Kind.UPDATE, by=by, at=at, cause="photo taken out")


@transaction.atomic(durable=True)
def replace_photo(photo_ids: Collection[int], new_id: int, *, by: Actor, at: datetime) -> int:
    """Replace the photos in all stories by another one; count the stories.

    The new photo brings its own caption, credit and alternative text.
    """
    require_permission(by, "block_photo")
    photos = _load_photos(photo_ids)
    new = _load_replacement(new_id, photos, at)
    stories = lock_stories_with(photos, at)
    live = _live_editions(stories, at)
    for story in stories.values():
        if _replace_in(story, photos, new):
            note = _("photo replaced by #%(number)d") % {"number": new.pk}
            record(story, by=by, at=at, kind=Revision.Kind.SAVED, note=note)
    changes = {
        e.article_id: {
            "placements": _replace_placements(e.placements, photos, new),
            "body": replace_photos(e.body, photos, new.pk),
        }
        for e in live
    }
    reissue_placements(live, changes, kind=Kind.UPDATE, by=by, at=at, cause="photo replaced")
    for photo in photos.values():
        audit(AuditVerb.REPLACE_PHOTO, photo, by=by, at=at, new=new.pk, stories=sorted(stories))
    return len(stories)


def _load_photos(photo_ids: Collection[int]) -> dict[int, Photo]:
    photos = Photo.objects.in_bulk(photo_ids)
    if not photos:
        raise ActionRefused(_("No photo was selected."))
    return photos


def _live_editions(stories: Collection[int], at: datetime) -> list[Edition]:
    return list(Edition.objects.public(at=at).filter(article__in=stories).order_by("article"))


def _refuse_front_lead(photos: Collection[int], live: Iterable[Edition]) -> None:
    lead = FrontSlot.objects.filter(block=None, place=1).values_list("article_id", flat=True).first()
    for edition in live:
        if edition.article_id == lead and any(
            p["photo_id"] in photos and p["role"] == "lead" for p in edition.placements
        ):
            raise ActionRefused(
                _("“%(story)s” leads the front page with this picture. Replace it instead.")
                % {"story": edition.headline},
                "front",
            )


def _load_replacement(new_id: int, photos: Mapping[int, Photo], at: datetime) -> Photo:
    new = Photo.objects.with_rights().filter(pk=new_id).first()
    if new is None:
        raise ActionRefused(_("Select the new picture."), "new")
    if new.pk in photos:
        raise ActionRefused(_("A picture cannot replace itself."), "new")
    if not (new.credit and visibility.photo_decision(new, RightsChannel.SITE, at).allowed):
        raise ActionRefused(_("The new picture has no credit line or no rights for the own site."), "new")
    return new


def _replace_in(story: Article, photos: Collection[int], new: Photo) -> bool:
    placed = list(story.placements.filter(photo__in=photos))
    if not placed:
        return False
    first, *others = placed
    already_placed = story.placements.filter(photo=new).exclude(pk__in=[p.pk for p in placed])
    if already_placed.exists():  # a photo is used once in a story
        others, first = placed, already_placed[0]
    story.placements.filter(pk__in=[p.pk for p in others]).delete()
    if first.photo_id != new.pk:
        first.people.all().delete()
        first.photo, first.caption, first.alt_text, first.decorative = new, new.caption, "", False
        first.save()
    story.body = replace_photos(story.body, photos, new.pk)
    return True


def _remove_figures(body: str, photos: Collection[int]) -> str:
    return keep_photos(body, set(list_placed_photos(body)) - set(photos))


def _replace_placements(
    placements: Iterable[EditionPlacement], photos: Collection[int], new: Photo
) -> list[EditionPlacement]:
    present = any(p["photo_id"] == new.pk for p in placements)
    changed: list[EditionPlacement] = []
    for placed in placements:
        if placed["photo_id"] not in photos:
            changed.append(placed)
        elif not present:
            present = True
            changed.append({
                **placed, "photo_id": new.pk, "caption": new.caption, "credit": new.credit, "alt": new.alt_text,
                "archive": new.archive, "decorative": False, "people": [],
            })  # fmt: skip
    return changed
