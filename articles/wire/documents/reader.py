"""The reader of a document, chosen by its content. Pure."""

from articles.parsing.errors import CopyTooLarge
from articles.wire.detect import detect_container
from articles.wire.documents.docx import read_docx
from articles.wire.documents.mail_document import read_mail_document
from articles.wire.documents.types import Document, DocumentIsOfOtherKind
from articles.wire.documents.zip_parts import CONTAINERS, is_docx, name_other_document
from articles.wire.formats import Format
from articles.wire.mail.mime_mail import MAX_MESSAGE_BYTES

MAX_BYTES = MAX_MESSAGE_BYTES


def read_document(raw: bytes) -> Document | None:
    """Return the content of a Word document or a mail, None for other files.

    Raise a CopyError for a damaged document and for one of another kind.
    """
    if len(raw) > MAX_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
    if is_docx(raw):
        return read_docx(raw)
    if kind := name_other_document(raw):
        raise DocumentIsOfOtherKind(kind=kind)
    return read_mail_document(raw) if detect_container(raw) is Format.MAIL else None


def may_be_document(raw: bytes) -> bool:
    """Return whether a file may be larger than text, because it has pictures."""
    return raw.startswith(CONTAINERS) or detect_container(raw) is Format.MAIL
