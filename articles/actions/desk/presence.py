"""Who has a story open, and who writes. The lock is soft: it tells and asks; the version check guards the text."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import lock_story, require_permission
from articles.actions.revisions import audit
from articles.models import Presence
from newsroom.account_names import display_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserWindow:
    """One window of a browser that is signed in."""

    session: str
    window: str


@transaction.atomic
def record_heartbeat(
    article_id: int, window: BrowserWindow, *, by: "User", at: datetime, writes: bool, unsaved: bool = False
) -> Presence:
    """Say that the story is open here. The first that writes holds it until its window closes or is taken over."""
    require_permission(by, "view_article")
    lock_story(article_id)
    if writes:
        _delete_expired(article_id, at)
    mine, _new = Presence.objects.get_or_create(
        article_id=article_id,
        window=window.window,
        defaults={"user": by, "session": window.session, "since": at, "seen_at": at},
    )
    mine.user, mine.session, mine.seen_at, mine.unsaved = by, window.session, at, unsaved
    if writes:
        mine.typed_at = at
        if mine.taken_by_id is None and not _is_held(article_id):
            mine.writes_since = at
    mine.save()
    return mine


@transaction.atomic
def take_over(
    article_id: int, window: BrowserWindow, *, of: int | None, by: "User", at: datetime
) -> Presence:
    """Hold the story in place of the window `of`, which is told at its next beat and keeps its unsaved draft.

    Of two that take over at once the first wins: the second meets another holder than it saw, and is refused.
    """
    require_permission(by, "change_article")
    mine = record_heartbeat(article_id, window, by=by, at=at, writes=False)
    _delete_expired(article_id, at)
    holders = Presence.objects.filter(article=article_id).exclude(writes_since=None).exclude(pk=mine.pk)
    told = list(holders.select_related("user"))
    if told and told[0].pk != of:
        raise ActionRefused(
            _("%(who)s has taken the story over just now.") % {"who": display_name(told[0].user)}
        )
    holders.update(writes_since=None, taken_by=by)
    mine.writes_since, mine.taken_by = mine.writes_since or at, None
    mine.save(update_fields=["writes_since", "taken_by"])
    if told:
        audit("take over", mine.article, by=by, at=at, holder=display_name(told[0].user))
    return mine


def close_window(article_id: int, window: BrowserWindow, *, by: "User") -> None:
    """The window closes."""
    Presence.objects.filter(article=article_id, window=window.window, user=by).delete()


def _is_held(article_id: int) -> bool:
    return Presence.objects.filter(article=article_id).exclude(writes_since=None).exists()


def _delete_expired(article_id: int, at: datetime) -> None:
    """Windows that went without a word take their mark and their hold along."""
    alive = list(Presence.objects.alive(at).filter(article=article_id).values_list("pk", flat=True))
    Presence.objects.filter(article=article_id).exclude(pk__in=alive).delete()
