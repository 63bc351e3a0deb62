"""Notices of a person: read, and chosen by kind."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.models import Account
from articles.models.audit import AuditVerb
from articles.selectors.notice_choices import NoticeChoice, NoticeKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def mark_notices_read(until: str, *, by: "User", at: datetime) -> None:
    """Mark as read what the page showed; what came since stays new.

    `until` is the time in ISO 8601 when the page was made; anything else is now.
    """
    try:
        shown = parse_datetime(until)
    except ValueError:
        shown = None
    read_at = min(shown, at) if shown is not None and shown.tzinfo is not None else at
    Account.objects.update_or_create(user=by, defaults={"notices_read_at": read_at})


@transaction.atomic
def choose_notices(
    choices: Mapping[NoticeKind, NoticeChoice],
    quiet: tuple[time | None, time | None],
    *,
    by: "User",
    at: datetime,
) -> None:
    """Store where the notices of each kind appear, and the quiet time."""
    begin, end = quiet
    if (begin is None) != (end is None):
        raise ActionRefused(_("A quiet time needs its beginning and its end."), "quiet_until")
    if begin is not None and begin == end:
        raise ActionRefused(_("Beginning and end of the quiet time are the same."), "quiet_until")
    stored = {kind.value: asdict(choice) for kind, choice in choices.items()}
    chosen = {"notice_choices": stored, "quiet_from": begin, "quiet_until": end}
    Account.objects.update_or_create(user=by, defaults=chosen)
    audit(AuditVerb.CHOOSE_NOTICES, by, by=by, at=at)
