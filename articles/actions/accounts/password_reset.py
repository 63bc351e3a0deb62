"""A link asked for at the door is made and mailed by the worker: the door answers alike whoever is meant."""

import hashlib
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.actions.accounts.email import mail_link
from articles.actions.accounts.sign_in_links import issue_requested_link
from articles.url_paths import absolute_url

TASK = "articles.tasks.mail_password_link"


def request_link(typed: str, *, language: str) -> None:
    """Have the worker look whom is meant; the same wish waits only once."""
    lock = f"asked link {hashlib.sha256(typed.strip().lower().encode()).hexdigest()[:32]}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(TASK, queueing_lock=lock).defer(typed=typed, language=language)


def send_requested_link(typed: str, *, language: str, at: datetime) -> bool:
    """Make the link and mail it to its account; whether one was sent."""
    found = issue_requested_link(typed, at=at)
    if found is None:
        return False
    link, token = found
    with translation.override(language or settings.LANGUAGE_CODE):
        address = absolute_url(reverse("admin:sign_in_link", args=[token]))
        return mail_link(link, address, site=settings.SITE_NAME)
