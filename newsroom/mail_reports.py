"""Reports of mail servers: a mail failed for good, or its reader complained. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import default
from enum import Enum, auto

DEAD = ("5.0.", "5.1.", "5.2.0", "5.2.1")
"""Statuses of a dead address or mailbox. Others speak of a full mailbox, servers, contents or rules (RFC 3463, 3)."""


class ReportKind(Enum):
    FAILED = auto()
    COMPLAINT = auto()


@dataclass(frozen=True, slots=True)
class MailReport:
    kind: ReportKind
    message_id: str
    """`<…>` of the mail that it is about."""


def read_mail_report(raw: bytes) -> MailReport | None:
    """Return what a report says of an address (RFC 3464, RFC 5965).

    None for any other mail, for a delay, and for a refusal that has another reason than the address.
    """
    mail = message_from_bytes(raw, policy=default)
    if mail.get_content_type() != "multipart/report":
        return None
    parts = list(mail.walk())
    kind, message_id = next(_find_kinds(parts), None), next(_find_ids(parts), None)
    return MailReport(kind, message_id) if kind and message_id else None


def _find_kinds(parts: Sequence[Message]) -> Iterator[ReportKind]:
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/delivery-status" and any(_has_failed(block) for block in _list_blocks(part)):
            yield ReportKind.FAILED
        if kind == "message/feedback-report" and not any(
            block.get("Feedback-Type", "").strip().lower() == "not-spam" for block in _list_blocks(part)
        ):
            yield ReportKind.COMPLAINT


def _has_failed(block: Message) -> bool:
    status = block.get("Status", "").strip()
    return block.get("Action", "").strip().lower() == "failed" and status.startswith(DEAD)


def _find_ids(parts: Sequence[Message]) -> Iterator[str]:
    for part in parts:
        if part.get_content_type() == "message/rfc822":
            heads = _list_blocks(part)
        elif part.get_content_type() == "text/rfc822-headers":
            heads = [message_from_string(part.get_content(), policy=default)]  # type: ignore[attr-defined]  # of the policy
        else:
            continue
        yield from (str(head["Message-ID"]).strip() for head in heads if head["Message-ID"])


def _list_blocks(part: Message) -> list[Message]:
    blocks = part.get_payload()
    return [block for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []
