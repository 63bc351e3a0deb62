"""Saying what a photo shows and by whom it is, and handing it on where somebody does not know.

Readers get the words at once: stories that are out are issued anew with nothing changed but these, dates as they were.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.save import set_facts
from articles.actions.publication.log import append_all
from articles.actions.publication.reissue import reissue_editions
from articles.actions.revisions import audit, record
from articles.models import Article, Edition, Photo, Placement, Revision
from articles.models.publication import Kind, Operation
from articles.workflow import State

DESCRIBE_VERB, CREDIT_VERB, ASK_VERB = "describe photo", "credit photo", "ask picture desk"
MAX_LENGTH = 300


@transaction.atomic(durable=True)
def describe_photo(
    photo_id: int, alt: str, *, by: Actor, at: datetime, uses: Mapping[int, str] | None = None,
    decorative: bool = False,
) -> Photo:  # fmt: skip
    """The alternative text of a photo, and of single uses by placement number where they need one of their own.

    `decorative` says that there is nothing to describe: of every use that has no text of its own.
    """
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update().get(pk=photo_id)
    told, own = " ".join(alt.split()), {n: " ".join(t.split()) for n, t in (uses or {}).items() if t.strip()}
    _validate(told, own, decorative=decorative)
    stories = _lock_stories([photo.pk])
    photo.alt_text = told or photo.alt_text
    photo.asked_at = photo.asked_by = None
    photo.save(update_fields=["alt_text", "asked_at", "asked_by"])
    changed = _describe_uses(photo, own, decorative=decorative)
    for number in sorted(changed & stories.keys()):
        record(stories[number], by=by, at=at, kind=Revision.Kind.SAVED, note=_("alternative text"))
    words = {p.article_id: (p.alt_text or photo.alt_text, p.decorative) for p in photo.placements.all()}
    _reissue(
        photo,
        stories,
        lambda p, story: _set_alt(p, *words.get(story, (photo.alt_text, False))),
        by=by,
        at=at,
    )
    audit(DESCRIBE_VERB, photo, by=by, at=at, decorative=decorative, sections=_section_ids(stories.values()))
    return photo


@transaction.atomic(durable=True)
def credit_photo(photo_id: int, credit_raw: str, *, by: Actor, at: datetime, consent: str = "") -> Photo:
    """The credit line of a photo, read as ever, and the consent to a private picture."""
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update().get(pk=photo_id)
    if not credit_raw.strip():
        raise ActionRefused(_("Enter the credit line."), "credit_raw")
    stories = _lock_stories([photo.pk])
    set_facts(photo, {"credit_raw": credit_raw[:MAX_LENGTH], "consent": consent[:MAX_LENGTH]})
    photo.asked_at = photo.asked_by = None
    photo.save()
    _reissue(photo, stories, lambda p, _story: {**p, "credit": photo.credit}, by=by, at=at)
    audit(CREDIT_VERB, photo, by=by, at=at, sections=_section_ids(stories.values()))
    return photo


@transaction.atomic
def ask_picture_desk(photo_id: int, *, by: Actor, at: datetime) -> Photo:
    """Hand the photo to the picture desk: whoever works through the list does not meet it again."""
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update().get(pk=photo_id)
    photo.asked_at, photo.asked_by = at, by
    photo.save(update_fields=["asked_at", "asked_by"])
    audit(ASK_VERB, photo, by=by, at=at)
    return photo


def _validate(told: str, own: Mapping[int, str], *, decorative: bool) -> None:
    if not (told or own or decorative):
        raise ActionRefused(_("Say what is to be seen, or that the picture is decorative."), "alt")
    for text in (told, *own.values()):
        if len(text) > MAX_LENGTH:
            raise ActionRefused(
                _("The text has %(length)d characters; it may have %(limit)d.")
                % {"length": len(text), "limit": MAX_LENGTH},
                "alt",
            )


def _lock_stories(photo_ids: Collection[int]) -> dict[int, Article]:
    placed = Placement.objects.filter(photo__in=photo_ids).values("article")
    held = Article.objects.select_for_update(of=("self",)).filter(pk__in=placed)
    return {a.pk: a for a in held.exclude(state=State.KILLED).order_by("pk")}


def _describe_uses(photo: Photo, own: Mapping[int, str], *, decorative: bool) -> set[int]:
    """Stories whose placement of the photo changed."""
    changed = set()
    for placement in photo.placements.exclude(article__state=State.KILLED):
        text = own.get(placement.pk, placement.alt_text)
        plain = decorative and not text
        if (text, plain or placement.decorative) != (placement.alt_text, placement.decorative):
            placement.alt_text, placement.decorative = text, plain or (placement.decorative and not text)
            placement.save(update_fields=["alt_text", "decorative"])
            changed.add(placement.article_id)
    return changed


def _set_alt(placed: Mapping[str, Any], alt: str, decorative: bool) -> dict[str, Any]:  # noqa: FBT001  # the use's own flag
    return {**placed, "alt": alt, "decorative": decorative}


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
    columns: dict[int, dict[str, Any]] = {}
    for edition in live:
        placements = [
            change(p, edition.article_id) if p["photo_id"] == photo.pk else p for p in edition.placements
        ]
        if placements != edition.placements:
            captions = " ".join(f"{p['caption']} {p['credit']}" for p in placements)
            columns[edition.article_id] = {"placements": placements, "captions": captions}
    fresh = reissue_editions([e for e in live if e.article_id in columns], columns)
    append_all(fresh, op=Operation.PUT, kind=Kind.METADATA, by=by, at=at, cause="picture described")


def _section_ids(stories: Iterable[Article]) -> list[int]:
    return sorted({story.section_id for story in stories if story.section_id is not None})
