"""Subscribers: sign-up with a confirmed address, and leaving.

The page only queues a sign-up, so that its answer and the time of it are the same whether an address is on a list or
not. The worker looks it up and mails the link. An address is encrypted in the job, too. What readers do here has no
entry in the audit list: who leaves is forgotten.
"""

import base64
import hmac
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Literal

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.models import Newsletter, Subscriber
from newsroom.encryption import decrypt, encrypt
from newsroom.mail_errors import MAIL_ERRORS, Refusal, classify_refusal
from newsroom.telemetry.job_context import request_arguments

TASK = "articles.tasks.sign_up_subscriber"
CONFIRM_WITHIN = timedelta(days=3)
ASK_AGAIN_AFTER = timedelta(hours=1)
"""A second sign-up of the same address sends no second mail before."""

type Purpose = Literal["confirm", "leave"]
type MailWriter = Callable[[Newsletter, str, str], EmailMessage]
"""Returns the mail about a newsletter to an address, with the token that confirms it."""


class MailNotAccepted(Exception):
    """A server that is away or refused a mail; its own words may name the address."""


def normalise_address(typed: str) -> str:
    """Return an address that Django has checked, its domain in ASCII, in lower case."""
    local, _at, domain = typed.strip().rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}".lower()


def hash_address(newsletter: Newsletter, address: str) -> str:
    return _sign(newsletter, f"address {normalise_address(address)}").hex()


def make_token(subscriber: Subscriber, purpose: Purpose) -> str:
    """Return the secret part of a link in a mail to the subscriber."""
    signature = _sign(subscriber.newsletter, f"{purpose} {subscriber.pk} {subscriber.address_hash}")[:16]
    return f"{subscriber.pk}-{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def find_subscriber(token: str, purpose: Purpose, *, at: datetime) -> Subscriber | None:
    """Return the subscriber of a link; None if it is unknown, over or has left."""
    number = token.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = Subscriber.objects.select_related("newsletter").filter(pk=int(number)).first()
    if found is None or not hmac.compare_digest(make_token(found, purpose).encode(), token.encode()):
        return None
    is_over = found.confirmed_at is None and at - found.asked_at > CONFIRM_WITHIN
    return None if is_over else found


def request_sign_up(newsletter_id: int, address: str) -> None:
    """Queue a sign-up unless the same one is queued already."""
    digest = salted_hmac("sign up", f"{newsletter_id} {normalise_address(address)}", algorithm="sha256")
    lock = f"sign up {digest.hexdigest()[:32]}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(TASK, queueing_lock=lock).defer(
            newsletter_id=newsletter_id, encrypted=encrypt(address.strip()), **request_arguments()
        )


@transaction.atomic
def sign_up(newsletter_id: int, encrypted: str, *, write: MailWriter, at: datetime) -> bool:
    """Store an address and mail the link that confirms it; return whether it was sent.

    Raise MailNotAccepted if the mail must be tried again; then nothing is stored.
    """
    newsletter = Newsletter.objects.filter(pk=newsletter_id, active=True).first()
    if newsletter is None:
        return False
    address = decrypt(encrypted)
    subscriber, is_new = Subscriber.objects.select_for_update().get_or_create(
        newsletter=newsletter, address_hash=hash_address(newsletter, address),
        defaults={"encrypted_address": encrypted, "asked_at": at},
    )  # fmt: skip
    if subscriber.confirmed_at or (not is_new and at - subscriber.asked_at < ASK_AGAIN_AFTER):
        return False
    Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=at)
    subscriber.newsletter = newsletter
    try:
        write(newsletter, address, make_token(subscriber, "confirm")).send()
    except MAIL_ERRORS as failure:
        if classify_refusal(failure) is not Refusal.ADDRESS:
            raise MailNotAccepted(type(failure).__name__) from None
        subscriber.delete()
        return False
    return True


def confirm(token: str, *, at: datetime) -> Subscriber | None:
    """Confirm an address; return None if the link is over."""
    subscriber = find_subscriber(token, "confirm", at=at)
    if subscriber is not None:
        Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(confirmed_at=at)
    return subscriber


def leave(token: str, *, at: datetime) -> None:
    """Delete the subscriber with the address; twice is safe."""
    subscriber = find_subscriber(token, "leave", at=at)
    if subscriber is not None:
        subscriber.delete()


def end_address(address: str) -> None:
    """Delete an address from every newsletter: it is dead, or its reader complained."""
    with suppress(UnicodeError):  # nobody can have subscribed with it
        for newsletter in Newsletter.objects.all():
            newsletter.subscribers.filter(address_hash=hash_address(newsletter, address)).delete()


def delete_unconfirmed(*, at: datetime) -> None:
    """Delete addresses that nobody has confirmed in time."""
    Subscriber.objects.filter(confirmed_at=None, asked_at__lt=at - CONFIRM_WITHIN).delete()


def _sign(newsletter: Newsletter, text: str) -> bytes:
    return hmac.digest(decrypt(newsletter.encrypted_key).encode(), text.encode(), "sha256")
