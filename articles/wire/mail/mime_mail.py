"""Reader of mail (MIME); attachments are items of their own. Pure."""

import binascii
import email.errors
import email.policy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from email.message import EmailMessage
from email.parser import BytesFeedParser
from email.utils import parseaddr
from typing import Any

from articles.parsing.errors import CopyError, CopyTooLarge, WireFileIsInvalid, gettext_noop
from articles.wire.body import read_html, read_plain
from articles.wire.charset import decode_wire
from articles.wire.detect import detect_format
from articles.wire.formats import Format
from articles.wire.item import Association, BodyBlock, NewsItem, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.made_guid import set_made_guid
from articles.wire.mail.mail_text import strip_mail_furniture
from articles.wire.text_messages.stripped_frames import detect_stripped_frame
from articles.wire.times import parse_time

MAX_PARTS, MAX_ATTACHMENTS, MAX_DEPTH = 200, 50, 3
MAX_MESSAGE_BYTES, MAX_ATTACHED_BYTES, MAX_TEXT_BYTES = 40_000_000, 20_000_000, 2_000_000
"""Bytes of a mail, of a mail attached to it, and of all its texts together."""
MAX_LINES = 620_000
"""Lines of a mail of 40 MB in base64."""
_CHUNK = 65_536
_MAX_BOUNDARIES, _MAX_HEADER_LENGTH = 2_000, 2_000
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, email.errors.MessageError)
"""What the standard library raises for damaged headers and parts."""
MAX_HEADER_BYTES = 200_000
_HEADER = re.compile(rb"(?:(?!\r?\n)[^\n]++\n)*+")
_BLANKS = b" \t\r\n\x00\xef\xbb\xbf"
_LETTER = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf]")
"""A byte that is no blank; stripping them would copy a picture."""
_BOUNDARY = re.compile(rb"--(?P<boundary>[^\s]{1,200})[ \t]*\r?\n")
_CONTAINER = re.compile(rb"^content-type:\s*(?:multipart/|message/rfc822)", re.IGNORECASE | re.MULTILINE)
_LONG_HEADER = re.compile(rb"^content-[a-z-]{2,40}:(?:[^\n]|\n[ \t]){8000}", re.IGNORECASE | re.MULTILINE)
"""The standard library needs seconds for such a header."""
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/ms-tnef"})
_MAILBOX_LINE = re.compile(rb"From \S{1,200} [^\n]{1,100}\n")
"""First line of a mail in a mailbox file."""


def read_mail(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the text of a mail as an item, then those of its attachments.

    Raise WireFileIsInvalid for a mail without subject, text and readable attachments.
    """
    if len(raw) > MAX_MESSAGE_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_MESSAGE_BYTES)
    return _read_mail(raw, zone, depth=0)


def _read_mail(raw: bytes, zone: tzinfo, *, depth: int) -> WireReading:
    header = _HEADER.match(raw)
    if header is not None and header.end() > MAX_HEADER_BYTES:
        raise CopyTooLarge(length=header.end(), limit=MAX_HEADER_BYTES)
    message = parse_message(raw)
    draft = ItemDraft()
    _set_header(draft, message, zone)
    content = split_parts(message)
    draft.set("body", content.read_body(), "text")
    items = [item for part in content.attachments for item in _read_attachment(draft, part, zone, depth)]
    if not items and not draft.get("body") and not draft.get("headline"):
        raise WireFileIsInvalid(format=Format.MAIL.value, problem="it has neither a subject nor a text")
    draft.add(
        "associations",
        [Association(guid=i.guid, kind=i.kind, headline=i.headline) for i in items],
        "attachments",
    )
    if not draft.get("guid"):
        set_made_guid(draft, f"mail:{hashlib.sha256(raw).hexdigest()[:32]}", "file")
    return WireReading(Format.MAIL.value, (draft.build(), *items))


def parse_message(raw: bytes) -> EmailMessage:
    """Return the parsed mail; a missing header before its boundary is added."""
    content = raw.lstrip(_BLANKS)
    if line := _MAILBOX_LINE.match(content):
        content = content[line.end() :]
    if opening := _BOUNDARY.match(content):
        content = b'Content-Type: multipart/mixed; boundary="' + opening["boundary"] + b'"\n\n' + content
    is_flood = (
        content.count(b"\n") > MAX_LINES
        or len(_CONTAINER.findall(content)) > MAX_PARTS
        or content.count(b"\n--") > _MAX_BOUNDARIES
    )
    if is_flood or _LONG_HEADER.search(content):
        raise WireFileIsInvalid(
            format=Format.MAIL.value, problem="it has too many lines or parts, or too long a header"
        )
    # `message_from_bytes` would hold the mail six times: as text, as UCS-4 and in lines.
    parser = BytesFeedParser(EmailMessage, policy=email.policy.default)
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
        return parser.close()
    except (*_BROKEN, RecursionError) as error:
        raise WireFileIsInvalid(format=Format.MAIL.value, problem="its parts cannot be read") from error


def _set_header(draft: ItemDraft, message: EmailMessage, zone: tzinfo) -> None:
    draft.set("guid", get_header(message, "Message-ID"), "Message-ID")
    draft.set("headline", get_header(message, "Subject"), "Subject")
    draft.set("versioncreated", parse_time(get_header(message, "Date"), zone), "Date")
    name, address = parseaddr(get_header(message, "From") or get_header(message, "Sender"))
    draft.set("provider", address or name, "From")
    draft.set("language", get_header(message, "Content-Language").partition(",")[0], "Content-Language")
    draft.add("keywords", [word.strip() for word in get_header(message, "Keywords").split(",")], "Keywords")


def get_header(message: EmailMessage, name: str) -> str:
    """Return a header as text, also with undeclared bytes; empty if damaged."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        if not raw.isascii():
            return " ".join(decode_wire(raw.encode("utf-8", "surrogateescape")).text.split())
        if len(raw) > _MAX_HEADER_LENGTH:
            return " ".join(raw[:_MAX_HEADER_LENGTH].split())
        return " ".join(str(message[name] or "").split())
    except (*_BROKEN, RecursionError, OverflowError, CopyError):
        return ""


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(slots=True)
class MailContent:
    """Texts by type, and attachments with their names."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list["Attachment"] = field(default_factory=list)
    shown_pictures: list["Attachment"] = field(default_factory=list)
    """Pictures that the page shows between its words; logos are among them."""

    def read_body(self) -> tuple[BodyBlock, ...]:
        """Return the plain text, unless it only refers to the much longer page."""
        lines = [line for text in self.plain for line in [*text.splitlines(), ""]]
        plain = read_plain("\n".join(strip_mail_furniture(lines)))
        page = read_html("\n".join(self.html)) if self.html else ()
        if not plain or _count_letters(page) > 2 * _count_letters(plain) + 200:
            return page or plain
        return plain


def _count_letters(blocks: tuple[BodyBlock, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def split_parts(message: EmailMessage) -> MailContent:
    content, length = MailContent(), 0
    for part in _walk(message):
        if part.is_multipart():
            _check_attached_mail(part)
        kind, raw = part.get_content_type(), _get_content(part)
        name = _get_filename(part)
        if not _LETTER.search(raw) or kind in _SIGNATURES:
            continue
        if _is_decoration(part, kind):
            content.shown_pictures += [Attachment(name or kind, kind, raw)][
                : MAX_ATTACHMENTS - len(content.shown_pictures)
            ]
            continue
        if (
            kind in {"text/plain", "text/html"}
            and not name
            and part.get_content_disposition() != "attachment"
        ):
            length += len(raw)
            if length > MAX_TEXT_BYTES:
                raise CopyTooLarge(length=length, limit=MAX_TEXT_BYTES)
            text = decode_wire(raw, part.get_content_charset() or "").text
            (content.plain if kind == "text/plain" else content.html).append(text)
        elif len(content.attachments) < MAX_ATTACHMENTS:
            content.attachments.append(Attachment(name or kind, kind, raw))
    return content


def _walk(message: EmailMessage) -> Iterator[Any]:
    """Yield the parts that are no containers; an attached mail is one part."""
    left: list[Any] = [message]
    for _ in range(MAX_PARTS):
        if not left:
            return
        part = left.pop(0)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            left[:0] = list(part.get_payload())
        else:
            yield part


def _get_content(part: Any) -> bytes:
    """Return the decoded bytes of a part; empty for a damaged one."""
    try:
        if part.is_multipart():
            return bytes(part.get_payload(0).as_bytes())
        return _decode_base64(part) or part.get_payload(decode=True) or b""
    except _BROKEN:
        return b""


def _check_attached_mail(message: Any) -> None:
    """Raise CopyTooLarge for a mail whose bytes would need too much memory."""
    length = sum(len(part.get_payload()) for part in message.walk() if not part.is_multipart())
    if length > MAX_ATTACHED_BYTES:
        raise CopyTooLarge(length=length, limit=MAX_ATTACHED_BYTES)


def _decode_base64(part: Any) -> bytes:
    """Return the bytes of a part in base64; empty for others and for damaged ones.

    The standard library would hold a large picture five times.
    """
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64":
        return b""
    try:
        return binascii.a2b_base64(part.get_payload())
    except binascii.Error:
        return b""


def _get_filename(part: Any) -> str:
    try:
        return " ".join((part.get_filename() or "").split())[:120]
    except _BROKEN:
        return ""


def _is_decoration(part: Any, kind: str) -> bool:
    """Return whether a part is a picture of the page, such as a logo."""
    return (
        kind.startswith("image/") and part.get_content_disposition() != "attachment" and "Content-ID" in part
    )


def _read_attachment(draft: ItemDraft, part: Attachment, zone: tzinfo, depth: int) -> tuple[NewsItem, ...]:
    """Return the items of an attachment; warn of one that cannot be read."""
    from articles.wire.registry import read_wire  # noqa: PLC0415  # the registry imports this reader

    try:
        found = detect_format(part.content)
        if found is Format.MAIL:
            return _read_attached_mail(part, zone, depth)
        if (
            found is Format.TEXT
            and part.media_type == "text/plain"
            and not detect_stripped_frame(part.content)
        ):
            return _read_attached_text(part)
        return read_wire(part.content, zone=zone).items
    except CopyError as refusal:
        what = gettext_noop("The attachment “{name}” was not read: {reason}")
        draft.warn(what, name=part.name, reason=refusal.message)
    return ()


def _read_attached_mail(part: Attachment, zone: tzinfo, depth: int) -> tuple[NewsItem, ...]:
    if depth >= MAX_DEPTH:
        raise WireFileIsInvalid(
            format=Format.MAIL.value, problem=f"mails are nested more than {MAX_DEPTH} levels deep"
        )
    return _read_mail(part.content, zone, depth=depth + 1).items


def _read_attached_text(part: Attachment) -> tuple[NewsItem, ...]:
    """Return plain text as an item with the name of its file as title."""
    if len(part.content) > MAX_TEXT_BYTES:
        raise CopyTooLarge(length=len(part.content), limit=MAX_TEXT_BYTES)
    draft = ItemDraft()
    draft.set("guid", f"text:{hashlib.sha256(part.content).hexdigest()[:32]}", "attachment")
    draft.set("guid_made", value=True, path="attachment")
    draft.set("headline", part.name, "filename")
    draft.set("body", read_plain(decode_wire(part.content).text), "attachment")
    return (draft.build(),) if draft.get("body") else ()
