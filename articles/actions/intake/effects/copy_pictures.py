"""Pictures that came with copy in a document, and the photos made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.item_copy import get_document
from articles.actions.intake.effects.picture_pairs import is_picture, is_picture_file
from articles.actions.permissions import Actor
from articles.actions.photos.save import add_photo
from articles.actions.photos.store_file import DuplicateFile
from articles.models import WireItem
from articles.parsing.story.parse import Copy
from articles.photos.renditions import make_thumbnail
from articles.photos.validate import DECODER_ERRORS, PictureRefused, check_picture
from articles.wire.documents.types import DocumentPicture


@dataclass(frozen=True, slots=True)
class CopyPicture:
    """A picture file of a document, with the number of its caption in the copy."""

    number: int
    file: DocumentPicture
    caption: int | None = None


def list_copy_pictures(item: WireItem, copy: Copy) -> tuple[CopyPicture, ...]:
    """Return the pictures that the item came with, each with its caption.

    A caption that the document ties to a picture is that picture's. The others follow in their order.
    """
    files = list_picture_files(item)
    tied = {n: _find_caption(copy, file) for n, file in enumerate(files) if file.caption}
    rest = iter([n for n in range(len(copy.captions)) if n not in tied.values()])
    return tuple(
        CopyPicture(n, file, tied[n] if tied.get(n) is not None else next(rest, None))
        for n, file in enumerate(files)
    )


def list_picture_files(item: WireItem) -> tuple[DocumentPicture, ...]:
    """Return the pictures of the item's document, or the picture that the item is."""
    if is_picture(item) and is_picture_file(item) and item.file is not None and item.file.raw:
        return (DocumentPicture(item.file.name, bytes(item.file.raw)),)
    if is_picture(item) and item.photo is not None and item.photo.file:
        with item.photo.file.open() as file:
            return (DocumentPicture(item.photo.original_name, file.read()),)
    document = get_document(item)
    return document.pictures if document is not None else ()


def refuse_missing_picture(item: WireItem, copy: Copy) -> None:
    """Refuse the story of a picture of which only an address has come."""
    if is_picture(item) and copy.captions and not list_picture_files(item):
        raise ActionRefused(
            _("Only the address of this picture has come. Make it a photo of the desk on its page first."),
            "copy",
        )


def reduce_picture(data: bytes) -> bytes | None:
    """Return a small JPEG; None for a file that the desk refuses."""
    try:
        check_picture(data)
        return make_thumbnail(data)
    except (PictureRefused, *DECODER_ERRORS):
        return None


def list_unread_attachments(item: WireItem) -> tuple[str, ...]:
    """Return the names of a mail's attachments that are not read."""
    document = get_document(item)
    return document.unread_attachments if document is not None else ()


def _find_caption(copy: Copy, file: DocumentPicture) -> int | None:
    sought = "".join(file.caption.split())
    texts = ("".join(found.span.of(copy.text).split()) for found in copy.captions)
    return next((n for n, text in enumerate(texts) if text and (text in sought or sought in text)), None)


def find_picture(pictures: Sequence[CopyPicture], caption: int) -> CopyPicture | None:
    return next((picture for picture in pictures if picture.caption == caption), None)


def add_copy_photo(facts: Mapping[str, Any], picture: CopyPicture | None, *, by: Actor, at: datetime) -> int:
    """Return the id of a photo with the picture; of an earlier one with the same file.

    Without a picture the photo waits for its file. So it does if the file is refused. No right is granted: the
    contracts decide, or the desk.
    """
    if picture is None:
        return add_photo(facts, by=by, at=at).pk
    try:
        return add_photo(facts, by=by, at=at, data=picture.file.data, name=picture.file.name).pk
    except DuplicateFile as twin:
        return twin.photo_id
    except ActionRefused as refusal:
        if refusal.messages and refusal.messages[0][0] != "file":
            raise
        return add_photo(facts, by=by, at=at).pk
