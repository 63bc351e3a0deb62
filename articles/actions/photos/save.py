"""Photos added and changed. The same file is stored only once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.agencies import agency_for
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.former_files import record_former_file
from articles.actions.photos.store_file import (
    delete_files_on_failure,
    fill_empty_fields,
    refuse_unreadable,
    refuse_unstored,
    store_file,
    store_metadata,
)
from articles.actions.publication.editions import add_people, caption_words
from articles.actions.publication.log import append_all, reissue_editions
from articles.actions.publication.rights_changes import lock_public, log_photo_rights
from articles.models import Article, Edition, Grant, Photo
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.parsing.credits.parse import read_credit
from articles.parsing.format import format_credit
from articles.photos.crops import FIELDS, is_crop
from articles.photos.renditions import make_first_crop, make_first_renditions, short_digest
from articles.rights.grants import RightsChannel
from articles.selectors.desk_lexicon import desk_lexicon
from articles.wire.picture_numbers import list_numbers

EDITABLE = frozenset(
    {
        "title",
        "caption",
        "alt_text",
        "credit_raw",
        "taken",
        "place",
        "archive",
        "focus_x",
        "focus_y",
        "agency_item_id",
        "consent",
        *FIELDS.values(),
    }
)


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


@transaction.atomic
def add_photo(
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    data: bytes | None = None,
    name: str = "",
    channels: tuple[RightsChannel, ...] | None = None,
) -> Photo:
    """Add a photo; without `data` it waits for its file.

    `facts["credit_raw"]` is parsed as the credit line. Embedded metadata fills fields that `facts` leaves empty.
    `channels` are allowed with the editor as their source; None means that the agency contracts decide.
    """
    require_permission(by, "add_photo")
    photo = Photo(created_at=at, created_by=by)
    with delete_files_on_failure() as stored:
        set_facts(photo, facts)
        if data is None:
            photo.save()
        else:
            _set_file(photo, data, name, facts, stored)
        _grant_channels(photo, channels)
        audit(AuditVerb.ADD_PHOTO, photo, by=by, at=at)
    return photo


@transaction.atomic
def save_photo(
    photo_id: int,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    data: bytes | None = None,
    name: str = "",
) -> Photo:
    """Change a photo's facts or set its file.

    Published stories keep their caption and credit until they are updated, but show another file at once, which needs
    the permission to replace photos in them.
    """
    require_permission(by, "change_photo")
    photo = Photo.objects.select_for_update(no_key=True).get(pk=photo_id)
    if data is not None and photo.file and Edition.objects.public(at=at).with_photo(photo.pk).exists():
        require_permission(by, "block_photo")
    crops = _read_crops(photo)
    with delete_files_on_failure() as stored:
        set_facts(photo, facts)
        if data is None:
            _save_crops(photo, crops, stored)
        else:
            is_first = not photo.file
            _set_file(photo, data, name, facts, stored)
            log_file = show_arrived_photo if is_first else log_photo_rights
            log_file(photo, by=by, at=at, cause="photo file")
        audit(AuditVerb.SAVE_PHOTO, photo, by=by, at=at)
    return photo


@transaction.atomic
def fill_announced_photo(photo_id: int, *, by: Actor, at: datetime, data: bytes, name: str) -> Photo:
    """Set the file of a photo that copy has announced.

    Its stories have the picture at once.
    """
    announced = Photo.objects.select_for_update(no_key=True).filter(pk=photo_id).first()
    if announced is None or announced.file:
        raise ActionRefused(_("The photo has a file already. Replace it on its own page."), "file")
    return save_photo(photo_id, {}, by=by, at=at, data=data, name=name)


def _set_file(photo: Photo, data: bytes, name: str, facts: Mapping[str, Any], stored: list[str]) -> None:
    former = short_digest(photo)
    metadata = store_file(photo, data, name, stored)
    record_former_file(photo, former)
    if fill_empty_fields(photo, metadata, facts):
        _parse_credit(photo)
    names = (
        metadata.picture_id,
        metadata.supplier_id,
        metadata.registry_id,
        metadata.title,
        metadata.fixture_id,
    )
    photo.agency_numbers = list(list_numbers((photo.agency_item_id, *names)))
    photo.save()
    store_metadata(photo, metadata)
    with refuse_unreadable(), refuse_unstored():
        make_first_renditions(photo, stored)


def _read_crops(photo: Photo) -> dict[str, list[float]]:
    return {name: getattr(photo, field) for name, field in FIELDS.items()}


def _save_crops(photo: Photo, before: Mapping[str, list[float]], stored: list[str]) -> None:
    """Save the photo and make changed crops in its formats.

    Formats that the photo itself is waiting for follow in the background.
    """
    changed = [name for name, crop in _read_crops(photo).items() if photo.file and crop != before[name]]
    photo.save()
    with refuse_unreadable(), refuse_unstored():
        for name in changed:
            make_first_crop(photo, name, stored)


def set_facts(photo: Photo, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - EDITABLE:
        raise ValueError(f"A photo has no {sorted(unknown)} to change.")
    for field in FIELDS.values():
        if field in facts and not is_crop(facts[field]):
            raise ActionRefused(_("The crop must be inside the picture."), field)
    for name, value in facts.items():
        setattr(photo, name, value.strip() if isinstance(value, str) else value)
    if "credit_raw" in facts:
        _parse_credit(photo)
    if "agency_item_id" in facts:
        photo.agency_numbers = sorted({*photo.agency_numbers, *list_numbers([photo.agency_item_id])})


def _parse_credit(photo: Photo) -> None:
    credit = read_credit(photo.credit_raw, desk_lexicon())
    photo.credit = format_credit(credit)[:300] or photo.credit_raw
    photo.photographers = list(credit.photographers)
    photo.agency_codes = [agency_for(code).code for code in credit.agencies]
    photo.distributor = credit.distributor or ""
    photo.pool = credit.pool
    photo.handout = credit.handout
    photo.archive = photo.archive or credit.archive


def _grant_channels(photo: Photo, channels: tuple[RightsChannel, ...] | None) -> None:
    if channels is not None:
        Grant.objects.bulk_create(
            Grant(photo=photo, channel=channel, source=Grant.Source.EDITOR) for channel in channels
        )
