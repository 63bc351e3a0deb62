"""Alternative texts and credit lines of photos, set by editors after the upload.

Published stories are reissued at once with only these texts changed and their dates unchanged.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.save import set_facts
from articles.actions.publication.log import lock_stories_with, reissue_placements
from articles.actions.revisions import record
from articles.models import Article, Edition, Photo, Revision
from articles.models.audit import AuditVerb
from articles.models.publication import Kind
from articles.workflow import State

MAX_LENGTH = 300


@transaction.atomic(durable=True)
def describe_photo(
    photo_id: int, alt: str, *, by: Actor, at: datetime, uses: Mapping[int, str] | None = None,
    decorative: bool = False,
) -> Photo:  # fmt: skip
    """Set the alternative text of a photo and, by placement id, of single uses.

    `decorative` marks every use without a text of its own as decorative.
    """
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update().get(pk=photo_id)
    text, own = " ".join(alt.split()), {n: " ".join(t.split()) for n, t in (uses or {}).items() if t.strip()}
    _validate(text, own, decorative=decorative)
    stories = lock_stories_with([photo.pk], at)
    photo.alt_text = text or photo.alt_text
    photo.asked_at = photo.asked_by = None
    photo.save(update_fields=["alt_text", "asked_at", "asked_by"])
    changed = _describe_uses(photo, own, decorative=decorative)
    for story_id in sorted(changed & stories.keys()):
        record(stories[story_id], by=by, at=at, kind=Revision.Kind.SAVED, note=_("alternative text"))
    alt_texts = {p.article_id: (p.alt_text or photo.alt_text, p.decorative) for p in photo.placements.all()}

    def describe(placed: Mapping[str, Any], story_id: int) -> Mapping[str, Any]:
        text, is_decorative = alt_texts.get(story_id, (photo.alt_text, False))
        return {**placed, "alt": text, "decorative": is_decorative}

    _reissue(photo, stories, describe, by=by, at=at)
    sections = _section_ids(stories.values())
    audit(AuditVerb.DESCRIBE_PHOTO, photo, by=by, at=at, decorative=decorative, sections=sections)
    return photo


@transaction.atomic(durable=True)
def credit_photo(photo_id: int, credit_raw: str, *, by: Actor, at: datetime, consent: str = "") -> Photo:
    """Set and parse the credit line of a photo, with the consent to a private picture."""
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update().get(pk=photo_id)
    if not credit_raw.strip():
        raise ActionRefused(_("Enter the credit line."), "credit_raw")
    stories = lock_stories_with([photo.pk], at)
    set_facts(photo, {"credit_raw": credit_raw[:MAX_LENGTH], "consent": consent[:MAX_LENGTH]})
    photo.asked_at = photo.asked_by = None
    photo.save()
    _reissue(photo, stories, lambda p, _story: {**p, "credit": photo.credit}, by=by, at=at)
    audit(AuditVerb.CREDIT_PHOTO, photo, by=by, at=at, sections=_section_ids(stories.values()))
    return photo


@transaction.atomic
def ask_picture_desk(photo_id: int, *, by: Actor, at: datetime) -> Photo:
    """Hand the photo to the picture desk and drop it from everybody else's work list."""
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update().get(pk=photo_id)
    photo.asked_at, photo.asked_by = at, by
    photo.save(update_fields=["asked_at", "asked_by"])
    audit(AuditVerb.ASK_PICTURE_DESK, photo, by=by, at=at)
    return photo


def _validate(text: str, own: Mapping[int, str], *, decorative: bool) -> None:
    if not (text or own or decorative):
        raise ActionRefused(_("Describe what the picture shows, or mark it as decorative."), "alt")
    for one in (text, *own.values()):
        if len(one) > MAX_LENGTH:
            raise ActionRefused(
                _("The text has %(length)d characters; it may have %(limit)d.")
                % {"length": len(one), "limit": MAX_LENGTH},
                "alt",
            )


def _describe_uses(photo: Photo, own: Mapping[int, str], *, decorative: bool) -> set[int]:
    """Return the ids of the stories whose placement of the photo changed."""
    changed = set()
    for placement in photo.placements.exclude(article__state=State.KILLED):
        text = own.get(placement.pk, placement.alt_text)
        is_decorative = decorative and not text
        if (text, is_decorative or placement.decorative) != (placement.alt_text, placement.decorative):
            placement.alt_text, placement.decorative = (
                text,
                is_decorative or (placement.decorative and not text),
            )
            placement.save(update_fields=["alt_text", "decorative"])
            changed.add(placement.article_id)
    return changed


def _reissue(
    photo: Photo,
    stories: Collection[int],
    change: Callable[[Mapping[str, Any], int], Mapping[str, Any]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    live = list(
        Edition.objects.public(at=at).filter(article__in=stories).with_photo(photo.pk).order_by("article")
    )
    changes = {
        edition.article_id: {
            "placements": [
                change(p, edition.article_id) if p["photo_id"] == photo.pk else p for p in edition.placements
            ]
        }
        for edition in live
    }
    reissue_placements(live, changes, kind=Kind.METADATA, by=by, at=at, cause="picture described")


def _section_ids(stories: Iterable[Article]) -> list[int]:
    return sorted({story.section_id for story in stories if story.section_id is not None})
