"""Signed tokens of shared previews, bound to the story's version.

A token holds the ids of the preview and of its story, the story's version and the time of expiry. Publishing
increments the version, which ends all earlier tokens; revoking ends one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from django.utils.dateparse import parse_datetime

from articles.models import Article, SharedPreview
from articles.workflow import State

SALT = "articles.preview_tokens"
"""Stays: links that are out, and hosts of another version, have it."""
LIFETIME = timedelta(hours=24)
MAX_ANSWERS = 10
"""Answers that one link takes: each is recorded and makes a notice."""
WITHDRAWN_STATES = frozenset({State.WITHHELD, State.KILLED})


class PreviewRefusal(StrEnum):
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    PUBLISHED = "published"
    CLOSED = "closed"
    REVOKED = "revoked"
    USED_UP = "used-up"


@dataclass(frozen=True, slots=True)
class ValidPreview:
    article: Article
    until: datetime
    shared: SharedPreview


def make_token(shared: SharedPreview) -> str:
    facts = {
        "preview": shared.pk, "story": shared.article_id, "version": shared.version,
        "until": shared.expires_at.isoformat(),
    }  # fmt: skip
    return signing.dumps(facts, salt=SALT)


def open_preview(token: str, at: datetime, *, lock: bool = False) -> ValidPreview | PreviewRefusal:
    """Return the story of a token, or the reason why the token is refused.

    With `lock` the row of the preview is locked until the transaction ends.
    """
    try:
        facts = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return PreviewRefusal.UNKNOWN
    until = parse_datetime(facts["until"])
    previews = SharedPreview.objects.select_related("article__section")
    if lock:
        previews = previews.select_for_update(of=("self",))
    shared = previews.filter(pk=facts.get("preview")).first()
    if shared is None or until is None or shared.article_id != facts["story"]:
        return PreviewRefusal.UNKNOWN
    article = shared.article
    refusals = {
        PreviewRefusal.REVOKED: shared.revoked_at is not None,
        PreviewRefusal.CLOSED: article.state in WITHDRAWN_STATES,
        PreviewRefusal.PUBLISHED: article.version != facts["version"],
        PreviewRefusal.USED_UP: shared.answers >= MAX_ANSWERS,
        PreviewRefusal.EXPIRED: at >= until,
    }
    refused = next((reason for reason, holds in refusals.items() if holds), None)
    return refused or ValidPreview(article, until, shared)
