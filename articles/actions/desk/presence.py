"""Presence in stories: which windows have a story open and which one edits it.

The lock is advisory; only the version check protects the text.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import lock_story, require_permission, require_story_change
from articles.models import Presence
from articles.models.audit import AuditVerb
from newsroom.account_names import display_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserWindow:
    """One window of a signed-in browser."""

    session: str
    window: str


@transaction.atomic
def record_heartbeat(
    article_id: int, window: BrowserWindow, *, by: "User", at: datetime, writes: bool, unsaved: bool = False
) -> Presence:
    """Record that the window has the story open.

    The first window that edits holds the story until it closes or another one takes over.
    """
    require_permission(by, "view_article")
    lock_story(article_id)
    if writes:
        _delete_expired(article_id, at)
    presence, _new = Presence.objects.get_or_create(
        article_id=article_id,
        window=window.window,
        defaults={"user": by, "session": window.session, "since": at, "seen_at": at},
    )
    presence.user, presence.session, presence.seen_at, presence.unsaved = by, window.session, at, unsaved
    if writes:
        presence.typed_at = at
        if presence.taken_by_id is None and not _is_held(article_id):
            presence.writes_since = at
    presence.save()
    return presence


@transaction.atomic
def take_over(
    article_id: int, window: BrowserWindow, *, of: int | None, by: "User", at: datetime
) -> Presence:
    """Take the story over from the window `of`, which keeps its unsaved draft.

    If two windows take over at once, the second finds another holder than `of` and is refused.
    """
    require_story_change(by)
    presence = record_heartbeat(article_id, window, by=by, at=at, writes=False)
    _delete_expired(article_id, at)
    holders = Presence.objects.filter(article=article_id).exclude(writes_since=None).exclude(pk=presence.pk)
    previous = list(holders.select_related("user"))
    if previous and previous[0].pk != of:
        raise ActionRefused(
            _("%(who)s has just taken the story over.") % {"who": display_name(previous[0].user)}
        )
    holders.update(writes_since=None, taken_by=by)
    presence.writes_since, presence.taken_by = presence.writes_since or at, None
    presence.save(update_fields=["writes_since", "taken_by"])
    if previous:
        audit(AuditVerb.TAKE_OVER, presence.article, by=by, at=at, holder=display_name(previous[0].user))
    return presence


def close_window(article_id: int, window: BrowserWindow, *, by: "User") -> None:
    Presence.objects.filter(article=article_id, window=window.window, user=by).delete()


def _is_held(article_id: int) -> bool:
    return Presence.objects.filter(article=article_id).exclude(writes_since=None).exists()


def _delete_expired(article_id: int, at: datetime) -> None:
    """Delete windows without a recent heartbeat."""
    alive = list(Presence.objects.alive(at).filter(article=article_id).values_list("pk", flat=True))
    Presence.objects.filter(article=article_id).exclude(pk__in=alive).delete()
