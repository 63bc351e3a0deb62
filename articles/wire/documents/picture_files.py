"""Picture files of a document: which are photos, each once. Pure."""

from collections.abc import Iterable

from articles.photos.metadata.containers import parse_picture_file, picture_kind
from articles.wire.documents.types import DocumentPicture

MAX_PICTURES = 40
MIN_PICTURE_WIDTH = 200
"""Pixels; smaller pictures are logos and signs."""


def is_photo(data: bytes) -> bool:
    """Return whether a file is a picture that is larger than logos and signs."""
    file = parse_picture_file(data) if picture_kind(data) else None
    return file is not None and file.width >= MIN_PICTURE_WIDTH


def drop_repeated(pictures: Iterable[DocumentPicture]) -> tuple[DocumentPicture, ...]:
    """Return each file once, with a caption if the document ties one to it.

    A mail often has the photos of the attached document as files, too; a story can have each photo once.
    """
    files: dict[bytes, DocumentPicture] = {}
    for picture in pictures:
        earlier = files.get(picture.data)
        if earlier is None or (picture.caption and not earlier.caption):
            files[picture.data] = picture
    return tuple(files.values())
