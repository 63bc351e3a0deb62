"""Stories that resemble a text: the same agency item or similar words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from articles.models import Article
from articles.parsing.story.types import Copy
from articles.querysets import ArticleQuerySet
from articles.text.fingerprints import (
    common_share,
    find_differences,
    fingerprint,
    is_same_agency_item,
    word_triples,
)
from articles.text.paragraphs import plain_paragraphs
from newsroom.db.compiled_queries import PK_PARAM, PKS_PARAM, ArrayParam, CompiledQuery

MAX_SHOWN = 3
MAX_COMPARED = 12
MIN_SIMILARITY = 0.35
"""Share of common word sequences from which two texts count as versions of one story."""


def _build_others_alike() -> ArticleQuerySet:
    others = Article.objects.exclude(pk=PK_PARAM).filter(fingerprint__overlap=ArrayParam(PKS_PARAM))
    needed = others.only("headline", "state", "agency_item_id", "body")
    return needed.order_by("-edited_at")[:MAX_COMPARED]


OTHERS_ALIKE = CompiledQuery(Article, _build_others_alike, planned_each_time=True)
"""Planned with its bands: a plan for any bands may walk through all stories in the order of their edits."""


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
    text = "\n".join(paragraphs)
    alike = OTHERS_ALIKE.rows({PK_PARAM: article.pk, PKS_PARAM: list(fingerprint(text))}) if text else ()
    others = Article.objects.exclude(pk=article.pk)
    same_item = _find_same_item(article.agency_item_id, others)
    return _rank(text, article.agency_item_id, (*same_item, *alike))


def rank_by_similarity(text: str, agency_item_id: str, stories: ArticleQuerySet) -> list[SimilarStory]:
    """Return the most similar stories first; two queries and a dozen comparisons."""
    alike = stories.sharing_bands(fingerprint(text)).order_by("-edited_at")[:MAX_COMPARED] if text else ()
    return _rank(text, agency_item_id, (*_find_same_item(agency_item_id, stories), *alike))


def _find_same_item(agency_item_id: str, stories: ArticleQuerySet) -> Iterable[Article]:
    item = agency_item_id.split("/", maxsplit=1)[0]
    return stories.filter(agency_item_id__startswith=item)[:MAX_SHOWN] if agency_item_id else ()


def _rank(text: str, agency_item_id: str, stories: Iterable[Article]) -> list[SimilarStory]:
    candidates = {article.pk: article for article in stories}
    ours = word_triples(text)
    found = [_compare(article, ours, agency_item_id) for article in candidates.values()]
    similar = [one for one in found if one.same_item or one.percent >= MIN_SIMILARITY * 100]
    nearest = sorted(similar, key=lambda one: (not one.same_item, -one.percent))[:MAX_SHOWN]
    return [replace(one, new_facts=_find_new_facts(one.article, text)) for one in nearest]


def _compare(article: Article, ours: set[tuple[str, ...]], agency_item_id: str) -> SimilarStory:
    theirs = word_triples("\n".join(plain_paragraphs(article.body)))
    is_same_item = is_same_agency_item(article.agency_item_id, agency_item_id)
    return SimilarStory(article, round(common_share(theirs, ours) * 100), is_same_item)


def _find_new_facts(article: Article, text: str) -> tuple[str, ...]:
    differences = find_differences("\n".join(plain_paragraphs(article.body)), text)
    return (*differences.numbers_new, *differences.names_new)[:6]
