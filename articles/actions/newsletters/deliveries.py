"""Sending of mailings by the worker, each mail at most once.

A delivery is claimed in a transaction of its own before the mail server hears of it. A worker that ends between the
two leaves it claimed: whether the server has it nobody knows, so it is reported and never repeated. What the server
has refused for now is tried again later.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from articles.actions.audit import audit
from articles.actions.errors import WrongState
from articles.actions.newsletters.mailings import add_deliveries, default_subject, stop_mailing
from articles.actions.newsletters.subscribers import make_token
from articles.models import MailDelivery, Mailing, Subscriber
from articles.models.audit import AuditVerb
from articles.url_paths import absolute_url
from newsroom.encryption import decrypt
from newsroom.mail_errors import MAIL_ERRORS, Refusal, classify_refusal

MINUTE = timedelta(minutes=1)
MAX_ATTEMPTS = 9
"""The last one is more than eight hours after the first."""
LONGEST_WAIT = MINUTE * 2**MAX_ATTEMPTS
CLOSING = 421
"""The server ends the connection (RFC 5321, 4.2.2)."""
LEAVE_LINK = "https://leave.invalid/"
"""Placeholder of the recipient's link in a rendered mail."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class MailText:
    """A rendered mail; `stories` are the ids of those in it."""

    subject: str
    html: str
    text: str
    stories: tuple[int, ...]

    def with_link(self, link: str) -> "MailText":
        """Return the mail with the link by which its recipient leaves."""
        return replace(
            self, html=self.html.replace(LEAVE_LINK, link), text=self.text.replace(LEAVE_LINK, link)
        )


type MailRenderer = Callable[[Mailing, datetime], MailText]


def build_message(
    text: MailText, address: str, *, link: str, headers: dict[str, str]
) -> EmailMultiAlternatives:
    """Return the mail; mail programs leave by one click on its link (RFC 8058)."""
    own = text.with_link(link)
    leaving = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(own.subject, own.text, to=[address], headers={**leaving, **headers})
    mail.attach_alternative(own.html, "text/html")
    return mail


def send_mailings(render: MailRenderer, *, now: Callable[[], datetime], seconds: float = 50) -> int:
    """Send what is due until rate or time are used up; return the number sent."""
    if not settings.SENDS_MAIL:
        return 0
    start_due(at=now())
    end, sent = monotonic() + seconds, 0
    mailer = mailers["default"]
    try:
        while monotonic() < end and _is_within_rate(now()):
            mailing = _find_due(now())
            # The server is asked first: a claim is for one attempt.
            if mailing is None or not _is_connected(mailer):
                break
            status = _send_next(mailing, mailer, render, now())
            sent += status == MailDelivery.Status.SENT
            if status == MailDelivery.Status.SENDING:
                break  # a server that cuts each line costs one mail a round, not all of them
    finally:
        mailer.close()
    _finish(at=now())
    return sent


def start_due(*, at: datetime) -> None:
    """Add the deliveries of approved mailings whose time has come."""
    for mailing in Mailing.objects.filter(status=Mailing.Status.APPROVED, send_at__lte=at):
        with transaction.atomic():
            rows = Mailing.objects.select_for_update(of=("self",), no_key=True).select_related("newsletter")
            locked = rows.get(pk=mailing.pk)
            if locked.status != Mailing.Status.APPROVED:
                continue
            if locked.kind != Mailing.Kind.CORRECTION:
                readers = locked.newsletter.subscribers.exclude(confirmed_at=None)
                add_deliveries(locked, readers.values_list("pk", flat=True), at)
            locked.status = Mailing.Status.SENDING
            locked.save()
            audit(AuditVerb.SEND_MAILING, locked, by=None, at=at, deliveries=locked.deliveries.count())


def _is_within_rate(at: datetime) -> bool:
    """Return whether the workers together may send one more in this minute."""
    minute = at.replace(second=0, microsecond=0)
    claimed = MailDelivery.objects.filter(claimed_at__gte=minute, claimed_at__lt=minute + MINUTE)
    return claimed.count() < settings.NEWSLETTER_PER_MINUTE


def _is_due(at: datetime, relation: str = "") -> Q:
    """Return the condition of a due delivery.

    A time further ahead than any wait comes from a clock that was set back since.
    """
    late = at + LONGEST_WAIT
    return Q(**{f"{relation}due_at__lte": at}) | Q(**{f"{relation}due_at__gt": late})


def _find_due(at: datetime) -> Mailing | None:
    """Return the mailing that is sent next; breaking news and corrections come first."""
    due = Mailing.objects.filter(
        _is_due(at, "deliveries__"),
        status=Mailing.Status.SENDING, deliveries__status=MailDelivery.Status.WAITING,
        deliveries__subscriber__confirmed_at__isnull=False,
    )  # fmt: skip
    return due.select_related("newsletter").order_by("kind", "pk").first()


def _is_connected(mailer: BaseEmailBackend) -> bool:
    connection = getattr(mailer, "connection", None)
    try:
        if connection is not None and connection.noop()[0] >= CLOSING:
            mailer.close()
    except MAIL_ERRORS:
        mailer.close()
    try:
        mailer.open()
    except MAIL_ERRORS as failure:
        log.warning("the mail server does not answer", problem=type(failure).__name__)
        return False
    return True


def _send_next(mailing: Mailing, mailer: BaseEmailBackend, render: MailRenderer, at: datetime) -> str:
    """Send to one reader; return the status of the delivery, empty if there was none."""
    text = render(mailing, at)
    if has_lost_its_subject(mailing, text):
        _stop(mailing.pk, Mailing.StopReason.WITHDRAWN, at)
        return ""
    delivery = claim_delivery(mailing, text.stories, at)
    return _send(delivery, mailer, text, at) if delivery else ""


def has_lost_its_subject(mailing: Mailing, text: MailText) -> bool:
    """Return whether words of the desk may speak of a story that is no longer public."""
    if len(text.stories) == len(mailing.stories):
        return False
    newsletter = mailing.newsletter
    own = (default_subject(newsletter, mailing.send_at), newsletter.greeting)
    return not text.stories or (mailing.subject, mailing.greeting) != own


@transaction.atomic
def claim_delivery(mailing: Mailing, stories: tuple[int, ...], at: datetime) -> MailDelivery | None:
    """Return a delivery that no other worker gets; None if nothing is due any more."""
    rows = MailDelivery.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    delivery = (
        rows.select_related("mailing", "subscriber__newsletter")
        .filter(
            _is_due(at),
            mailing=mailing, mailing__status=Mailing.Status.SENDING, status=MailDelivery.Status.WAITING,
            subscriber__confirmed_at__isnull=False,
        )
        .order_by("due_at", "id")
        .first()
    )  # fmt: skip
    if delivery is not None:
        delivery.status, delivery.claimed_at, delivery.stories = (
            MailDelivery.Status.SENDING,
            at,
            list(stories),
        )
        delivery.attempts += 1
        delivery.save()
    return delivery


def _send(delivery: MailDelivery, mailer: BaseEmailBackend, text: MailText, at: datetime) -> str:
    subscriber = delivery.subscriber
    assert subscriber is not None  # noqa: S101  # the claim joins it
    link = absolute_url(reverse("newsletter-leave", args=[make_token(subscriber, "leave")]))
    headers = {"Message-ID": message_id(delivery), "Date": format_datetime(at)}
    message = build_message(text, decrypt(subscriber.encrypted_address), link=link, headers=headers)
    try:
        mailer.send_messages([message])
    except MAIL_ERRORS as error:
        refusal = classify_refusal(error)
        if refusal is Refusal.UNKNOWN:
            log.warning(
                "the end of a delivery is not known", delivery=delivery.pk, problem=type(error).__name__
            )
            mailer.close()
            return MailDelivery.Status.SENDING
        _note_refusal(delivery, refusal, at)
        return MailDelivery.Status.FAILED
    _update(delivery, status=MailDelivery.Status.SENT)
    return MailDelivery.Status.SENT


def _stop(mailing_id: int, problem: Mailing.StopReason, at: datetime) -> None:
    with suppress(WrongState):  # somebody has stopped it
        stop_mailing(mailing_id, by=None, at=at, problem=problem)


def find_delivery(sent_id: str) -> MailDelivery | None:
    """Return the delivery of a Message-ID that this installation has written."""
    number = sent_id.strip("<").partition(".")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = MailDelivery.objects.select_related("subscriber").filter(pk=int(number)).first()
    return found if found and constant_time_compare(message_id(found), sent_id) else None


def message_id(delivery: MailDelivery) -> str:
    """Return the same id for each attempt, which nobody else can write."""
    signature = salted_hmac("message id", str(delivery.pk), algorithm="sha256").hexdigest()[:16]
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    return f"<{delivery.pk}.{signature}@{host}>"


def _note_refusal(delivery: MailDelivery, refusal: Refusal, at: datetime) -> None:
    """Try again after twice the time, end the address, or stop a refused mail.

    A mail that somebody has received is not stopped.
    """
    if refusal is Refusal.LATER and delivery.attempts < MAX_ATTEMPTS:
        due_at = at + MINUTE * 2**delivery.attempts
        _update(delivery, status=MailDelivery.Status.WAITING, due_at=due_at)
    else:
        _update(delivery, status=MailDelivery.Status.FAILED)
    if refusal is Refusal.ADDRESS and delivery.subscriber:
        delivery.subscriber.delete()
    sent = delivery.mailing.deliveries.filter(status=MailDelivery.Status.SENT)
    if refusal is Refusal.MAIL and not sent.exists():
        _stop(delivery.mailing_id, Mailing.StopReason.REFUSED, at)


def _update(delivery: MailDelivery, **values: object) -> None:
    # `save` would write the number of a subscriber who is deleted meanwhile.
    MailDelivery.objects.filter(pk=delivery.pk).update(**values)


def _finish(*, at: datetime) -> None:
    """Mark mailings as sent of which no delivery waits; those who have left need none."""
    waiting = MailDelivery.objects.filter(status=MailDelivery.Status.WAITING)
    reader = Subscriber.objects.filter(pk=OuterRef("subscriber_id"))
    waiting.filter(~Exists(reader), mailing__status=Mailing.Status.SENDING).delete()
    done = Mailing.objects.filter(status=Mailing.Status.SENDING).exclude(pk__in=waiting.values("mailing"))
    done.update(status=Mailing.Status.SENT, sent_at=at)
