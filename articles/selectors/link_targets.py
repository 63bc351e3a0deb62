"""Public pages that a story can link to: stories, people and topics."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, Edition
from articles.search.desk import match_stories
from articles.selectors.public_names import people_in, topics_in
from articles.url_paths import absolute_url, person_path, story_path, topic_path

MIN_LENGTH = 2
MAX_STORIES, MAX_NAMES = 6, 3


@dataclass(frozen=True, slots=True)
class LinkTarget:
    kind: str
    """`story`, `person` or `topic`."""
    name: str
    url: str
    published_at: datetime | None = None
    """First publication of a story."""
    article_id: int | None = None


def find_link_targets(term: str, *, at: datetime) -> list[LinkTarget]:
    """Return pages that readers can open at this time: names, then the newest stories."""
    words = _clean_term(term)
    if len(words) < MIN_LENGTH:
        return []
    public = Edition.objects.public(at=at)
    people = people_in(public).filter(name__icontains=words).order_by("name", "pk")[:MAX_NAMES]
    topics = topics_in(public).filter(name__icontains=words).order_by("name")[:MAX_NAMES]
    return [
        *(LinkTarget("person", p.name, absolute_url(person_path(p.slug, p.pk))) for p in people),
        *(LinkTarget("topic", t.name, absolute_url(topic_path(t.slug))) for t in topics),
        *find_story_targets(words, at=at),
    ]


def find_story_targets(term: str, *, at: datetime) -> list[LinkTarget]:
    """Return the newest public stories that match."""
    words = _clean_term(term)
    if len(words) < MIN_LENGTH:
        return []
    matches = Article.objects.filter(match_stories(words)).values("pk")
    stories = Edition.objects.public(at=at).filter(article__in=matches).newest_first()
    newest = stories.select_related("section").only(
        "headline", "slug", "first_published_at", "article_id", "section__slug"
    )[:MAX_STORIES]  # fmt: skip
    return [
        LinkTarget(
            "story", e.headline, absolute_url(story_path(e.section.slug, e.slug, e.article_id)),
            e.first_published_at, e.article_id,
        )
        for e in newest
    ]  # fmt: skip


def _clean_term(term: str) -> str:
    return " ".join(term.replace("\0", " ").split())
