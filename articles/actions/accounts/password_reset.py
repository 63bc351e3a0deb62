"""Links for forgotten passwords, made and emailed by the worker.

The page answers the same for every name, so it does not reveal which accounts exist.
"""

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
from articles.url_paths import desk_url
from newsroom.telemetry.job_context import request_arguments

TASK = "articles.tasks.mail_password_link"


def request_link(typed: str, *, language: str) -> None:
    """Queue a link for a user name or email address, unless one is queued already."""
    lock = f"asked link {hashlib.sha256(typed.strip().lower().encode()).hexdigest()[:32]}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(TASK, queueing_lock=lock).defer(
            typed=typed, language=language, **request_arguments()
        )


def send_requested_link(typed: str, *, language: str, site: str, at: datetime) -> bool:
    """Make a link and email it in the name of the site; return whether one was sent."""
    issued = issue_requested_link(typed, at=at)
    if issued is None:
        return False
    link, token = issued
    with translation.override(language or settings.LANGUAGE_CODE):
        address = desk_url(reverse("admin:sign_in_link", args=[token]))
        return mail_link(link, address, site=site)
