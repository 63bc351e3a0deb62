"""Reading of notices."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_datetime

from articles.models import Account

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
