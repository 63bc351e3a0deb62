"""WebSub: a hub learns which feeds have changed, and notifies their subscribers.

A notification holds the address of a feed. The hub fetches it like any reader, so that it never receives what is not
public.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

import structlog
from django.conf import settings
from django.db import connection
from django.db.models import Max

from articles.models import Edition, LogEntry, SiteChange
from articles.models.publication import Kind
from articles.selectors.public_names import sections_in
from articles.site.dependencies import section_key
from articles.url_paths import absolute_url
from newsroom.safe_http import RequestFailed, post

log = structlog.get_logger(__name__)
HUB_SECONDS = 5.0
FIRST_DELAY, MAX_DELAY = timedelta(seconds=10), timedelta(hours=1)
"""Delays between the attempts while the hub fails; each is twice the one before."""


@dataclass(slots=True)
class HubNotifier:
    """Notifies the hub of the changes since the last successful notification."""

    notified: int | None = None
    """Number of the last log row; None in a new worker, whose first round notifies of all feeds."""
    delay: timedelta = timedelta()
    retry_at: datetime | None = None

    def notify_if_changed(self, at: datetime) -> int:
        """Return the number of feeds of which the hub was notified."""
        if not settings.WEBSUB_HUB or (self.retry_at is not None and at < self.retry_at):
            return 0
        newest: int = LogEntry.objects.aggregate(n=Max("seq"))["n"] or 0
        paths = list_changed_feeds(self.notified, at) if newest != self.notified else []
        if not connection.in_atomic_block:
            connection.close()  # the hub may hang
        if all(_notify(path) for path in paths):
            self.notified, self.delay, self.retry_at = newest, timedelta(), None
            return len(paths)
        self.delay = min(max(self.delay * 2, FIRST_DELAY), MAX_DELAY)
        self.retry_at = at + self.delay
        return 0


def list_changed_feeds(since: int | None, at: datetime) -> list[str]:
    """Return the paths of feeds that log rows after `since` changed.

    None means all feeds.
    """
    sections = list(
        sections_in(Edition.objects.public(at=at)).order_by("pk").values_list("pk", "slug", "parent")
    )
    if since is None:
        return _feed_paths(slug for _pk, slug, _parent in sections)
    # An embargoed story changes no feed, and a notification would reveal it.
    numbers = LogEntry.objects.filter(seq__gt=since).exclude(kind=Kind.EMBARGOED).values("seq")
    changes = SiteChange.objects.filter(source=SiteChange.Numbering.LOG, number__in=numbers)
    keys = {key for change in changes.values_list("keys", flat=True) for key in change}
    if not keys and not numbers.exists():
        return []
    changed = {key for key in keys if key.startswith("section:")}
    known = {section_key(pk): {pk, parent} for pk, _slug, parent in sections}
    # The last story of a section is gone, or the change is unknown.
    if not changed or changed - known.keys():
        return _feed_paths(slug for _pk, slug, _parent in sections)
    ids = set().union(*(known[key] for key in changed))
    return _feed_paths(slug for pk, slug, _parent in sections if pk in ids)


def _feed_paths(slugs: Iterable[str]) -> list[str]:
    return ["/feed.atom", "/feed.json", *(f"/{slug}/feed.atom" for slug in slugs)]


def _notify(path: str) -> bool:
    body = urlencode({"hub.mode": "publish", "hub.url": absolute_url(path)}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Newsroom-WebSub/1"}
    try:
        status, _wait = post(
            settings.WEBSUB_HUB, body, headers, seconds=HUB_SECONDS, loopback=settings.WEBHOOKS_TO_LOOPBACK
        )
    except RequestFailed as trouble:
        problem = str(trouble)
    else:
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return True
        problem = f"status {status}"
    hub = urlsplit(settings.WEBSUB_HUB).hostname
    log.warning("the hub was not notified of a feed", hub=hub, feed=path, problem=problem)
    return False


hub_notifier = HubNotifier()
