"""Newsletters and their readers, for tests."""

from datetime import time
from typing import Any

from articles.actions.newsletters.newsletters import save_newsletter
from articles.actions.newsletters.subscribers import hash_address
from articles.models import Article, FeedHead, MailDelivery, Mailing, Newsletter, Subscriber
from newsroom.encryption import encrypt
from tests.factories import NOON


def make_newsletter(name: str = "Morgenpost", **facts: Any) -> Newsletter:
    FeedHead.objects.get_or_create(pk=1)  # tests that empty the database take it along
    facts = {"slug": name.lower(), "language": "de", "send_at": time(6), **facts}
    newsletter = Newsletter(name=name, **facts)
    save_newsletter(newsletter, by=None, at=NOON)
    return newsletter


def make_subscriber(newsletter: Newsletter, address: str = "anna@leser.example", **facts: Any) -> Subscriber:
    facts = {"asked_at": NOON, "confirmed_at": NOON, **facts}
    return Subscriber.objects.create(
        newsletter=newsletter, encrypted_address=encrypt(address),
        address_hash=hash_address(newsletter, address), **facts,
    )  # fmt: skip


def make_sent(newsletter: Newsletter, *stories: Article, **facts: Any) -> Mailing:
    """Return a mail that brought these stories to one reader."""
    ids = [story.pk for story in stories]
    defaults = {
        "kind": "morning",
        "day": NOON.date(),
        "subject": "Guten Morgen",
        "status": "sent",
        "sent_at": NOON,
    }
    mailing = Mailing.objects.create(
        newsletter=newsletter, stories=ids, send_at=NOON, **{**defaults, **facts}
    )
    reader = newsletter.subscribers.first() or make_subscriber(newsletter)
    MailDelivery.objects.create(
        mailing=mailing,
        subscriber=reader,
        status="sent",
        stories=ids,
        attempts=1,
        due_at=NOON,
        claimed_at=NOON,
    )
    return mailing
