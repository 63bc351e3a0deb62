"""Stories that resemble a text: the same agency item or similar words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.models import Article
from articles.parsing.story.types import Copy
from articles.querysets import ArticleQuerySet
from articles.text.fingerprints import (
    common_share,
    find_differences,
    fingerprint,
    is_same_agency_item,
    shingles,
)
from articles.text.paragraphs import plain_paragraphs

MAX_SHOWN = 3
MAX_COMPARED = 12
MIN_SIMILARITY = 0.35
"""Share of common word sequences from which two texts count as versions of one story."""


@dataclass(frozen=True, slots=True)
class SimilarStory:
    article: Article
    percent: int
    same_item: bool
    new_facts: tuple[str, ...] = ()
    """Figures and names of the new text that the story lacks."""


def stories_like_copy(copy: Copy) -> list[SimilarStory]:
    """Return stories of the desk that resemble received copy."""
    agency_item_id = copy.agency_id.value if copy.agency_id else ""
    return rank_by_similarity("\n".join(copy.paragraphs), agency_item_id, Article.objects.all())


def stories_like(article: Article, paragraphs: Sequence[str]) -> list[SimilarStory]:
    """Return other stories that resemble the story, whose plain paragraphs are given."""
    others = Article.objects.exclude(pk=article.pk)
    return rank_by_similarity("\n".join(paragraphs), article.agency_item_id, others)


def rank_by_similarity(text: str, agency_item_id: str, stories: ArticleQuerySet) -> list[SimilarStory]:
    """Return the most similar stories first; two queries and a dozen comparisons."""
    alike = stories.sharing_bands(fingerprint(text)).order_by("-edited_at")[:MAX_COMPARED] if text else ()
    item = agency_item_id.split("/", maxsplit=1)[0]
    same_item = stories.filter(agency_item_id__startswith=item)[:MAX_SHOWN] if agency_item_id else ()
    candidates = {article.pk: article for article in (*same_item, *alike)}
    ours = shingles(text)
    found = [_compare(article, ours, agency_item_id) for article in candidates.values()]
    similar = [one for one in found if one.same_item or one.percent >= MIN_SIMILARITY * 100]
    nearest = sorted(similar, key=lambda one: (not one.same_item, -one.percent))[:MAX_SHOWN]
    return [replace(one, new_facts=_find_new_facts(one.article, text)) for one in nearest]


def _compare(article: Article, ours: set[str], agency_item_id: str) -> SimilarStory:
    theirs = shingles("\n".join(plain_paragraphs(article.body)))
    is_same_item = is_same_agency_item(article.agency_item_id, agency_item_id)
    return SimilarStory(article, round(common_share(theirs, ours) * 100), is_same_item)


def _find_new_facts(article: Article, text: str) -> tuple[str, ...]:
    differences = find_differences("\n".join(plain_paragraphs(article.body)), text)
    return (*differences.numbers_new, *differences.names_new)[:6]
