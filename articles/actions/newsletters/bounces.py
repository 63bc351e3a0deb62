"""Addresses that end because mail to them fails or its reader complains.

Mail servers report both to the mailbox of the sender; a provider of mail calls instead.
"""

import ssl
from typing import Any

from articles.actions.newsletters.deliveries import find_delivery
from articles.actions.newsletters.subscribers import end_address
from articles.models import MailDelivery
from articles.wire.transports.exchange import Credentials
from articles.wire.transports.imap_mailbox import open_mailbox, parse_mailbox_address
from newsroom.env.mail import BounceMailbox
from newsroom.mail_reports import MailReport, ReportKind, read_mail_report

READ_FOLDER = "Read reports"
MAX_REPORTS = 500
"""Read at a time."""
COMPLAINTS = ("complained", "unsubscribed")
DEAD_REASONS = ("bounced", "invalid")
"""Reasons of a bounce in django-anymail's words that say that the address does not exist."""


def read_reports(mailbox: BounceMailbox, *, context: ssl.SSLContext | None = None) -> int:
    """Read the reports in a mailbox; return how many addresses ended.

    Reports that were read move to `READ_FOLDER`; other mail stays where it is. Raise PollFailed if the mailbox cannot
    be read.
    """
    ended = 0
    credentials = Credentials(user=mailbox.user, password=mailbox.password)
    with open_mailbox(parse_mailbox_address(mailbox.url), credentials, context=context) as inbox:
        for uid in inbox.search('HEADER Content-Type "multipart/report"')[:MAX_REPORTS]:
            report = read_mail_report(inbox.read_message(uid) or b"")
            ended += report is not None and end_reported(report)
            inbox.move(uid, READ_FOLDER)
    return ended


def end_reported(report: MailReport) -> bool:
    """Delete the subscriber of the reported mail; return whether there was one."""
    delivery = find_delivery(report.message_id)
    if delivery is None:
        return False
    if report.kind is ReportKind.FAILED:
        MailDelivery.objects.filter(pk=delivery.pk).update(status=MailDelivery.Status.FAILED)
    if delivery.subscriber is None:
        return False
    delivery.subscriber.delete()
    return True


def end_by_provider(event: Any, **_kwargs: Any) -> None:
    """Receive a provider's report about a mail (django-anymail's signal `tracking`)."""
    is_dead = event.event_type == "bounced" and event.reject_reason in DEAD_REASONS
    if event.recipient and (is_dead or event.event_type in COMPLAINTS):
        end_address(event.recipient)
