"""Addresses of previews: signed, so that nothing has to be kept, and bound to the version they came before.

A token names the story, its version when it was made and the moment it ends. Publishing counts the version up,
and with that every token made before is dead, without anybody having to look for them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from django.utils.dateparse import parse_datetime

from articles.models import Article
from articles.workflow import State

SALT = "articles.previews"
LASTS = timedelta(hours=24)
CLOSED = frozenset({State.WITHHELD, State.KILLED})


class Ended(StrEnum):
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    PUBLISHED = "published"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Preview:
    article: Article
    until: datetime


def token_for(article: Article, at: datetime) -> str:
    facts = {"story": article.pk, "version": article.version, "until": (at + LASTS).isoformat()}
    return signing.dumps(facts, salt=SALT)


def opened(token: str, at: datetime) -> Preview | Ended:
    """The story the token leads to at `at`, else why it leads nowhere."""
    try:
        facts = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return Ended.UNKNOWN
    until = parse_datetime(facts["until"])
    article = Article.objects.select_related("section").filter(pk=facts["story"]).first()
    if article is None or until is None:
        return Ended.UNKNOWN
    if article.state in CLOSED:
        return Ended.CLOSED
    if article.version != facts["version"]:
        return Ended.PUBLISHED
    return Preview(article, until) if at < until else Ended.EXPIRED
