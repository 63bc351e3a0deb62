"""Mail as one document: header lines, text, and the pictures attached to it. Pure.

A Word document that is attached is read, too: many press offices send the release as one.
"""

import html
from collections.abc import Iterator
from dataclasses import replace

from articles.parsing.errors import CopyError, CopyTooLarge, WireFileIsInvalid
from articles.photos.metadata.containers import picture_kind
from articles.text.html_blocks import plain_text
from articles.wire.documents.docx import read_docx
from articles.wire.documents.picture_files import MAX_PICTURES, drop_repeated, is_photo
from articles.wire.documents.types import Document, DocumentPicture
from articles.wire.documents.zip_parts import is_docx
from articles.wire.formats import Format
from articles.wire.mail.mime_mail import (
    MAX_MESSAGE_BYTES,
    Attachment,
    MailContent,
    get_header,
    parse_message,
    split_parts,
)

_HEADERS = (("From", "Von"), ("Date", "Datum"), ("Subject", "Betreff"))
_SAMPLE = 120
"""Characters of a document's longest paragraph, which show whether the mail has the same text."""


def read_mail_document(raw: bytes) -> Document:
    """Return the text and pictures of a mail; raise a CopyError without either."""
    if len(raw) > MAX_MESSAGE_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_MESSAGE_BYTES)
    message = parse_message(raw)
    content = split_parts(message)
    lines = [f"{label}: {value}" for name, label in _HEADERS if (value := get_header(message, name))]
    body, is_html = _choose_body(content)
    attached = dict(_read_documents(content.attachments, plain_text(body)))
    if not body.strip() and not content.attachments:
        raise WireFileIsInvalid(format=Format.MAIL.value, problem="it has neither a text nor attachments")
    pictures = [*_list_pictures([*content.shown_pictures, *content.attachments])]
    pictures += [picture for document in attached.values() for picture in document.pictures]
    if attached and not is_html:
        body, is_html = _mark_paragraphs(body), True
    head = "<br>".join(map(html.escape, lines)) if is_html else "\n".join(lines)
    text = f"<p>{head}</p>{body}" if is_html else f"{head}\n\n{body}"
    return Document(
        "\n".join([text, *(document.text for document in attached.values())]),
        drop_repeated(pictures)[:MAX_PICTURES],
        tuple(
            part.name
            for number, part in enumerate(content.attachments)
            if number not in attached and not picture_kind(part.content)
        ),
    )


def _choose_body(content: MailContent) -> tuple[str, bool]:
    """Return HTML, whose links and emphasis plain text lacks, else the plain text."""
    page, plain = "\n".join(content.html), "\n\n".join(content.plain)
    is_page = bool(page) and len(plain_text(page).split()) * 2 >= len(plain.split())
    return (page, True) if is_page else (plain, False)


def _mark_paragraphs(text: str) -> str:
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{html.escape(part).replace('\n', '<br>')}</p>" for part in parts if part)


def _read_documents(attachments: list[Attachment], known: str) -> Iterator[tuple[int, Document]]:
    """Yield the Word documents by their places; a text that the mail has is left out."""
    words = " ".join(known.split())
    for number, part in enumerate(attachments):
        if not is_docx(part.content):
            continue
        try:
            document = read_docx(part.content)
        except CopyError:
            continue  # the mail is read without it, and it is named as left out
        longest = max(plain_text(document.text).split("\n"), key=len, default="")
        has_same_text = bool(longest) and " ".join(longest.split())[:_SAMPLE] in words
        yield number, replace(document, text="") if has_same_text else document


def _list_pictures(parts: list[Attachment]) -> Iterator[DocumentPicture]:
    return (DocumentPicture(part.name, part.content) for part in parts if is_photo(part.content))
