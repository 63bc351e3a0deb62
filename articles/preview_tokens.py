"""Addresses of previews: signed, and bound to the version they came before.

A token names the record of a shared preview, its story, the story's version when it was made and the moment it ends.
Publishing counts the version up, and with that every token made before is dead; one alone is ended by revoking it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from django.utils.dateparse import parse_datetime

from articles.models import Article, SharedPreview
from articles.workflow import State

SALT = "articles.preview_tokens"
LASTS = timedelta(hours=24)
CLOSED = frozenset({State.WITHHELD, State.KILLED})


class Ended(StrEnum):
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    PUBLISHED = "published"
    CLOSED = "closed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Preview:
    article: Article
    until: datetime


def token_for(shared: SharedPreview) -> str:
    facts = {
        "preview": shared.pk, "story": shared.article_id, "version": shared.version,
        "until": shared.expires_at.isoformat(),
    }  # fmt: skip
    return signing.dumps(facts, salt=SALT)


def open_preview(token: str, at: datetime) -> Preview | Ended:
    """The story the token leads to at `at`, else why it leads nowhere."""
    try:
        facts = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return Ended.UNKNOWN
    until = parse_datetime(facts["until"])
    shared = SharedPreview.objects.select_related("article__section").filter(pk=facts.get("preview")).first()
    if shared is None or until is None or shared.article_id != facts["story"]:
        return Ended.UNKNOWN
    article = shared.article
    if shared.revoked_at is not None:
        return Ended.REVOKED
    if article.state in CLOSED:
        return Ended.CLOSED
    if article.version != facts["version"]:
        return Ended.PUBLISHED
    return Preview(article, until) if at < until else Ended.EXPIRED
