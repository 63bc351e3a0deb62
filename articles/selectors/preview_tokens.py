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
WITHDRAWN_STATES = frozenset({State.WITHHELD, State.KILLED})


class PreviewRefusal(StrEnum):
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    PUBLISHED = "published"
    CLOSED = "closed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ValidPreview:
    article: Article
    until: datetime


def make_token(shared: SharedPreview) -> str:
    facts = {
        "preview": shared.pk, "story": shared.article_id, "version": shared.version,
        "until": shared.expires_at.isoformat(),
    }  # fmt: skip
    return signing.dumps(facts, salt=SALT)


def open_preview(token: str, at: datetime) -> ValidPreview | PreviewRefusal:
    """Return the story of a token, or the reason why the token is refused."""
    try:
        facts = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return PreviewRefusal.UNKNOWN
    until = parse_datetime(facts["until"])
    shared = SharedPreview.objects.select_related("article__section").filter(pk=facts.get("preview")).first()
    if shared is None or until is None or shared.article_id != facts["story"]:
        return PreviewRefusal.UNKNOWN
    article = shared.article
    if shared.revoked_at is not None:
        return PreviewRefusal.REVOKED
    if article.state in WITHDRAWN_STATES:
        return PreviewRefusal.CLOSED
    if article.version != facts["version"]:
        return PreviewRefusal.PUBLISHED
    return ValidPreview(article, until) if at < until else PreviewRefusal.EXPIRED
