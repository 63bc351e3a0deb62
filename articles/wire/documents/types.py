"""The content of a document: its text and its pictures. Pure."""

from dataclasses import dataclass

from articles.parsing.errors import CopyError, gettext_noop


@dataclass(frozen=True, slots=True)
class DocumentPicture:
    """A picture file; `caption` is the paragraph that the document ties to it."""

    name: str
    data: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Text with the parts that go with it."""

    text: str
    """HTML, or plain text of a mail that has no other."""
    pictures: tuple[DocumentPicture, ...] = ()
    unread_attachments: tuple[str, ...] = ()
    """Names of a mail's attachments that are neither text nor photos, or cannot be read."""


class DocumentIsDamaged(CopyError):
    what = gettext_noop("The document cannot be read: it is damaged or protected by a password.")
    why = gettext_noop(
        "The file is stored unchanged. Open it in its application, copy the text and paste that."
    )


class DocumentHasNoText(CopyError):
    what = gettext_noop("The document has no text.")
    why = gettext_noop("The file is stored unchanged. Open it in its application to see what is in it.")


class DocumentIsOfOtherKind(CopyError):
    what = gettext_noop("This kind of document is not supported: {kind}.")
    why = gettext_noop(
        "The file is stored unchanged. Save it as a Word document (.docx), or copy its text and paste that."
    )


class DocumentIsTooLarge(CopyError):
    what = gettext_noop("The document is rejected: unpacked it has more than {limit} MB.")
    why = gettext_noop("Such files are meant to overload the system. Copy the text and paste that.")
